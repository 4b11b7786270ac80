import { type access, accessErrors } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import { isInForce } from '@xiaomen/rules/access'
import { commonPath, contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { type Area, findArea } from '../../areas/index.ts'
import { hashPassword, oneTimePassword } from '../password.ts'
import { MAY_GRANT, MAY_MANAGE } from '../policy.ts'
import * as repo from '../repo/account.ts'
import { findGrant, insertGrant, listGrantsAnywhere, updateRevoked } from '../repo/grant.ts'
import * as sessions from '../repo/session.ts'
import { forgetActors } from '../sessions.ts'
import { accountViews } from '../views.ts'

type Access = Handlers<typeof access>
type GrantWanted = Parameters<Access['createAccount']>[1]['grant']

const MOST_LISTED = 500
/** Names are sealed: to find one, so many accounts are opened and no more. */
const MOST_SEARCHED = 5_000
const notFound = () => new AppError('request.not_found', 404)

/** Roles that the actor's grants over this place may handle by the given table. */
const rolesWithin = (ctx: Ctx, table: Partial<Record<Role, readonly Role[]>>, path: string): Set<Role> =>
  new Set(
    ctx.actor.kind === 'account'
      ? ctx.actor.grants.filter((grant) => isInForce(grant, ctx.now) && contains(grant.path, path)).flatMap((grant) => table[grant.role] ?? [])
      : [],
  )

/** The account, if it is the actor's to manage: all its grants inside the own area and below the own role. */
async function findManaged(ctx: Ctx, accountId: string, kind: 'look' | 'change'): Promise<repo.Account> {
  const account = await repo.findAccount(ctx, accountId)
  if (!account) throw notFound()
  ctx.must('access.manage', { path: account.areaPath })
  ctx.audit.subjects([account.id])
  if (ctx.actor.kind === 'account' && ctx.actor.id === account.id) {
    if (kind === 'change') throw fail(accessErrors, 'access.not_oneself')
    return account
  }
  const isAbove = (await listGrantsAnywhere(ctx, account.id)).some((grant) => !rolesWithin(ctx, MAY_MANAGE, grant.path).has(grant.role))
  if (isAbove) throw fail(accessErrors, 'access.role_above_own')
  return account
}

async function findGrantable(ctx: Ctx, { role, areaId, from, until }: GrantWanted): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('access.manage', area)
  if (!rolesWithin(ctx, MAY_GRANT, area.path).has(role)) throw fail(accessErrors, 'access.role_above_own')
  if (until !== null && until < from) throw new AppError('request.invalid', 400, { details: { issues: [{ path: 'until', problem: 'before_from' }] } })
  return area
}

async function viewOf(ctx: Ctx, accountId: string) {
  const [view] = await accountViews(ctx, await repo.listAccounts(ctx, [accountId]))
  if (!view) throw notFound()
  return view
}

export const listAccounts: Access['listAccounts'] = async (ctx, { areaId, text }) => {
  let paths = ctx.paths('access.manage')
  if (areaId !== undefined) {
    const area = await findArea(ctx, areaId)
    if (!area) throw notFound()
    ctx.must('access.manage', area)
    paths = [area.path]
  }
  // Residents are many and have accounts of their own making: one is found by the login its owner tells, never by a name that the list would only show masked.
  const roles = new Set(paths.flatMap((path) => [...rolesWithin(ctx, MAY_MANAGE, path)]))
  for (const grant of ctx.actor.kind === 'account' ? ctx.actor.grants : []) roles.add(grant.role)
  const workerRoles = [...roles].filter((role) => role !== 'resident')
  const wanted = repo.normaliseLogin(text ?? '')
  const accounts =
    wanted === '' ? await repo.listHolders(ctx, { paths, roles: workerRoles, who: 'anybody', most: MOST_LISTED }) : await search(ctx, paths, [...roles], wanted)
  ctx.audit.subjects(accounts.flatMap((account) => account.personId ?? []))
  return accountViews(ctx, accounts)
}

async function search(ctx: Ctx, paths: readonly string[], roles: readonly Role[], wanted: string): Promise<repo.Account[]> {
  const byLogin = await repo.listHolders(ctx, { paths, roles, who: { login: wanted }, most: 1 })
  const workers = await repo.listHolders(ctx, { paths, roles: roles.filter((role) => role !== 'resident'), who: 'withoutPerson', most: MOST_SEARCHED })
  const found = workers.filter(
    ({ id, name, login, unit }) =>
      !byLogin.some((one) => one.id === id) && [name.toLowerCase(), login, unit.toLowerCase()].some((field) => field.includes(wanted)),
  )
  return [...byLogin, ...found].slice(0, MOST_LISTED)
}

export const createAccount: Access['createAccount'] = async (ctx, { login, name, unit, grant }) => {
  const area = await findGrantable(ctx, grant)
  const password = oneTimePassword()
  const id = uuidv7()
  const isNew = await repo.insertAccount(ctx, {
    id,
    areaPath: area.path,
    login,
    name,
    unit,
    personId: null,
    passwordHash: await hashPassword(password),
    mustChange: true,
  })
  if (!isNew) throw fail(accessErrors, 'access.login_taken')
  await insertGrant(ctx, {
    id: uuidv7(),
    accountId: id,
    role: grant.role,
    areaId: area.id,
    path: area.path,
    dataClasses: grant.dataClasses,
    from: grant.from,
    until: grant.until,
  })
  ctx.audit.subjects([id])
  return { account: await viewOf(ctx, id), password }
}

export const setAccountState: Access['setAccountState'] = async (ctx, { accountId, state }) => {
  const account = await findManaged(ctx, accountId, 'change')
  await repo.updateState(ctx, account.id, state)
  if (state === 'disabled') await sessions.endSessions(ctx, account.id)
  forgetActors()
  return viewOf(ctx, account.id)
}

export const recoverAccount: Access['recoverAccount'] = async (ctx, { accountId, reason }) => {
  const account = await findManaged(ctx, accountId, 'change')
  ctx.audit.reason(reason)
  const password = oneTimePassword()
  await repo.updateCredential(ctx, account.id, { passwordHash: await hashPassword(password), mustChange: true, totp: null, totpPending: null })
  await repo.updateRecovered(ctx, account.id)
  await sessions.endSessions(ctx, account.id)
  forgetActors()
  return { password }
}

export const grantRole: Access['grantRole'] = async (ctx, { accountId, ...wanted }) => {
  const area = await findGrantable(ctx, wanted)
  const account = await findManaged(ctx, accountId, 'change')
  const areaPath = commonPath([account.areaPath, area.path])
  if (areaPath !== account.areaPath) {
    ctx.must('access.manage', { path: areaPath })
    await repo.updateAreaPath(ctx, account.id, areaPath)
  }
  await insertGrant(ctx, {
    id: uuidv7(),
    accountId: account.id,
    role: wanted.role,
    areaId: area.id,
    path: area.path,
    dataClasses: wanted.dataClasses,
    from: wanted.from,
    until: wanted.until,
  })
  forgetActors()
  return viewOf(ctx, account.id)
}

export const revokeGrant: Access['revokeGrant'] = async (ctx, { grantId }) => {
  const grant = await findGrant(ctx, grantId)
  if (!grant) throw notFound()
  ctx.must('access.manage', { path: grant.path })
  ctx.audit.subjects([grant.accountId])
  if (ctx.actor.kind === 'account' && ctx.actor.id === grant.accountId) throw fail(accessErrors, 'access.not_oneself')
  if (!rolesWithin(ctx, MAY_MANAGE, grant.path).has(grant.role)) throw fail(accessErrors, 'access.role_above_own')
  await updateRevoked(ctx, [grant.id])
  forgetActors()
  return viewOf(ctx, grant.accountId)
}

export const listAccountSessions: Access['listAccountSessions'] = async (ctx, { accountId }) => {
  const account = await findManaged(ctx, accountId, 'look')
  const live = await sessions.listLiveSessions(ctx, account.id)
  return live.map(({ id, device, createdAt, lastSeenAt }) => ({ id, device, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() }))
}

export const endAccountSession: Access['endAccountSession'] = async (ctx, { accountId, sessionId }) => {
  const account = await findManaged(ctx, accountId, 'look')
  if (!(await sessions.endSession(ctx, account.id, sessionId))) throw notFound()
  forgetActors()
  return {}
}
