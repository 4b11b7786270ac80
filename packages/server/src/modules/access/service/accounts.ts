import { type access, accessErrors, commonErrors } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { hashPassword, oneTimePassword } from '../password.ts'
import { passOn } from '../pass-on.ts'
import { MAY_MANAGE } from '../policy.ts'
import * as repo from '../repo/account.ts'
import { lockCovers } from '../repo/cover.ts'
import { findGrant, insertGrant, updateGrant, updateRevoked } from '../repo/grant.ts'
import * as sessions from '../repo/session.ts'
import { forgetActors } from '../sessions.ts'
import { accountViews } from '../views.ts'
import { findGrantable, findManaged, mayGrant, notFound, rolesWithin, viewOf, widen } from './managed.ts'

type Access = Handlers<typeof access>

const MOST_LISTED = 500
/** Names are sealed: to find one, so many accounts are opened and no more. */
const MOST_SEARCHED = 5_000

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
  const where = await findGrantable(ctx, grant)
  const password = oneTimePassword()
  const id = uuidv7()
  const isNew = await repo.insertAccount(ctx, {
    id,
    areaPath: where.path,
    login,
    name,
    unit,
    personId: null,
    passwordHash: await hashPassword(password),
    mustChange: true,
  })
  if (!isNew) throw fail(accessErrors, 'access.login_taken')
  await insertGrant(ctx, {
    accountId: id,
    role: grant.role,
    areaId: where.areaId,
    overlayId: where.overlayId,
    path: where.path,
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
  const where = await findGrantable(ctx, wanted)
  const account = await findManaged(ctx, accountId, 'change')
  await lockCovers(ctx, accountId)
  await widen(ctx, account, where.path)
  const id = await insertGrant(ctx, {
    accountId: account.id,
    role: wanted.role,
    areaId: where.areaId,
    overlayId: where.overlayId,
    path: where.path,
    dataClasses: wanted.dataClasses,
    from: wanted.from,
    until: wanted.until,
  })
  await passOn(ctx, id)
  forgetActors()
  return viewOf(ctx, account.id)
}

export const changeGrant: Access['changeGrant'] = async (ctx, { grantId, dataClasses, until }) => {
  const grant = await findGrant(ctx, grantId)
  if (!grant) throw notFound()
  ctx.must('access.manage', { path: grant.path })
  ctx.audit.subjects([grant.accountId])
  if (ctx.actor.kind === 'account' && ctx.actor.id === grant.accountId) throw fail(accessErrors, 'access.not_oneself')
  if (!mayGrant(ctx, grant.role, grant.path)) throw fail(accessErrors, 'access.role_above_own')
  // What is held for somebody absent follows the absent one's.
  if (grant.coverId !== null) throw fail(commonErrors, 'request.conflict')
  if (until !== null && until < grant.from) throw new AppError('request.invalid', 400, { details: { issues: [{ path: 'until', problem: 'before_from' }] } })
  await lockCovers(ctx, grant.accountId)
  await updateGrant(ctx, grant.id, { dataClasses, until })
  await passOn(ctx, grant.id)
  forgetActors()
  return viewOf(ctx, grant.accountId)
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
