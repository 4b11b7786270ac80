// What access does for the modules above it.
import { type DataClass, ROLES, type Role } from '@xiaomen/rules/access'
import { commonPath } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { areasAt } from '../areas/index.ts'
import { hashPassword, oneTimePassword, randomLogin } from './password.ts'
import * as repo from './repo/account.ts'
import { seeingAll } from './repo/db.ts'
import { insertGrant, listGrants, listGrantsAnywhere, updateRevoked } from './repo/grant.ts'
import { endSessions } from './repo/session.ts'
import { forgetActors } from './sessions.ts'

/** Names of accounts, unmasked: for those who signed something by their office. Ids that are not there or not visible are left out. */
export const accountNames = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await repo.listAccounts(ctx, [...new Set(ids)])).map((account) => [account.id, account.name]))

/** The same with the office they belong to. */
export const accountUnits = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, { name: string; unit: string }>> =>
  new Map((await repo.listAccounts(ctx, [...new Set(ids)])).map(({ id, name, unit }) => [id, { name, unit }]))

/** The account of a resident who proved a family card; the same one again when there is one. It has no password until its owner sets one. */
export async function createResidentAccount(ctx: Ctx, { personId, homePath, name }: { personId: string; homePath: string; name: string }): Promise<string> {
  const known = await repo.findAccountOfPerson(ctx, personId)
  if (known) {
    await setResidentHome(ctx, { personId, homePath })
    return known.id
  }
  const id = uuidv7()
  await repo.insertAccount(ctx, { id, areaPath: homePath, login: randomLogin(), name, unit: '', personId, passwordHash: null, mustChange: false })
  await insertGrant(ctx, {
    accountId: id,
    role: 'resident',
    path: homePath,
    dataClasses: null,
    from: localDay(ctx.now),
    until: null,
  })
  return id
}

/** Whether a family card may open this person's account: not once it has a password, a second factor or a duty of its own, which a card knows nothing of. */
export async function mayJoinByCard(ctx: Ctx, personId: string): Promise<boolean> {
  const account = await repo.findAccountOfPerson(ctx, personId)
  if (!account) return true
  const credential = await repo.findCredential(ctx, account.id)
  const isBare = credential !== null && credential.passwordHash === null && credential.totp === null && account.state === 'active'
  return isBare && (await listGrantsAnywhere(ctx, account.id)).every((grant) => grant.role === 'resident')
}

const TIED_DAYS = 30
/** Whether one of two accounts lately made the other, gave it a role or a new password: then one hand may hold both, and they do not count as two. */
export const areTied = (ctx: Ctx, one: string, other: string): Promise<boolean> =>
  repo.isTied(ctx, one, other, new Date(ctx.now.getTime() - TIED_DAYS * 86_400_000))

/** A resident moved: what the old home showed is closed, the new one (if any) opens. Nothing happens for people without an account. */
export async function setResidentHome(ctx: Ctx, { personId, homePath }: { personId: string; homePath: string | null }): Promise<void> {
  const account = await repo.findAccountOfPerson(ctx, personId)
  if (!account) return
  // Whoever moves a resident need not see the other places where the account holds something.
  await seeingAll(ctx, async () => {
    const grants = await listGrants(ctx, [account.id])
    const held = grants.filter((grant) => grant.role === 'resident')
    if (homePath !== null && held.length === 1 && held[0]!.path === homePath && held[0]!.until === null) return
    await updateRevoked(
      ctx,
      held.map((grant) => grant.id),
    )
    if (homePath === null) await endSessions(ctx, account.id)
    else
      await insertGrant(ctx, {
        accountId: account.id,
        role: 'resident',
        path: homePath,
        dataClasses: null,
        from: localDay(ctx.now),
        until: null,
      })
    const paths = [...(homePath === null ? [] : [homePath]), ...grants.filter((grant) => grant.role !== 'resident').map((grant) => grant.path)]
    if (paths.length > 0) await repo.updateAreaPath(ctx, account.id, commonPath(paths))
  })
  forgetActors()
}

type SeedGrant = {
  role: Role
  path: string
  /** Given on this overlay, whose smallest common area `path` is. */ overlayId?: string
  dataClasses?: readonly DataClass[] | null
  from?: string
  until?: string | null
}
type Seed = { login: string; name: string; unit: string; password: string; mustChange?: boolean; personId?: string | null; grants: readonly SeedGrant[] }

/** An account made by the installation itself: the first administrator, the logins of a demonstration. */
export async function seedAccount(ctx: Ctx, { login, name, unit, password, mustChange = false, personId = null, grants }: Seed): Promise<string> {
  const id = uuidv7()
  const isNew = await repo.insertAccount(ctx, {
    id,
    areaPath: commonPath(grants.map((grant) => grant.path)),
    login,
    name,
    unit,
    personId,
    passwordHash: await hashPassword(password),
    mustChange,
  })
  if (!isNew) throw new Error('the login of a seeded account is taken')
  const areas = new Map(
    (
      await areasAt(
        ctx,
        grants.map((grant) => grant.path),
      )
    ).map((area) => [area.path, area.id]),
  )
  for (const { role, path, overlayId, dataClasses = null, from = localDay(ctx.now), until = null } of grants) {
    if (!ROLES.includes(role)) throw new Error(`unknown role ${role}`)
    await insertGrant(ctx, {
      accountId: id,
      role,
      ...(overlayId === undefined ? { areaId: areas.get(path) ?? null } : { overlayId }),
      path,
      dataClasses: dataClasses === null ? null : [...dataClasses],
      from,
      until,
    })
  }
  return id
}

/** Gives a resident's account a password, so that it can sign in without the card it joined by. @returns its login */
export async function setPassword(ctx: Ctx, accountId: string, password: string): Promise<string> {
  await repo.updateCredential(ctx, accountId, { passwordHash: await hashPassword(password), mustChange: false })
  const account = await repo.findAccount(ctx, accountId)
  if (!account) throw new Error('a password for nobody')
  return account.login
}

/** The way back in when nobody is left who could recover an account: only from the machine itself. @returns the one-time password, or null for an unknown login */
export async function recoverByHand(ctx: Ctx, login: string): Promise<string | null> {
  const account = await repo.findAccountByLogin(ctx, login)
  if (!account) return null
  const password = oneTimePassword()
  await repo.updateCredential(ctx, account.id, { passwordHash: await hashPassword(password), mustChange: true, totp: null, totpPending: null })
  await repo.updateState(ctx, account.id, 'active')
  await endSessions(ctx, account.id)
  ctx.audit.subjects([account.id])
  forgetActors()
  return password
}
