// 借调: a role lent for some hours. It ends by itself at the hour named, whoever forgets to take it back.
import type { Role } from '@xiaomen/rules/access'
import { accessErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay } from '../../platform/time.ts'
import * as repo from './repo/account.ts'
import { findGrant, insertGrant, listGrants, updateRevoked } from './repo/grant.ts'
import { mayGrant, widen } from './service/managed.ts'
import { forgetActors } from './sessions.ts'

/**
 * Lends a role at an area to accounts of it until an instant. Whoever holds it there anyway is lent nothing.
 * @returns account → its grant, or null for whoever had the role
 */
export async function lendRole(
  ctx: Ctx,
  { accountIds, role, areaId, path, until }: { accountIds: readonly string[]; role: Role; areaId: string; path: string; until: Date },
): Promise<Map<string, string | null>> {
  if (!mayGrant(ctx, role, path)) throw fail(accessErrors, 'access.role_above_own')
  const accounts = (await repo.listAccounts(ctx, [...new Set(accountIds)])).filter(({ state }) => state === 'active')
  const today = localDay(ctx.now)
  const last = localDay(until)
  const held = await listGrants(
    ctx,
    accounts.map(({ id }) => id),
  )
  const lent = new Map<string, string | null>()
  for (const account of accounts) {
    const has = held.some(
      (grant) =>
        grant.accountId === account.id &&
        grant.role === role &&
        grant.overlayId === null &&
        path.startsWith(grant.path) &&
        grant.from <= today &&
        (grant.until === null || grant.until >= last) &&
        (grant.endsAt === null || grant.endsAt >= until),
    )
    if (has) {
      lent.set(account.id, null)
      continue
    }
    await widen(ctx, account, path)
    lent.set(account.id, await insertGrant(ctx, { accountId: account.id, role, areaId, path, dataClasses: null, from: today, until: last, endsAt: until }))
  }
  ctx.audit.subjects([...lent.keys()])
  forgetActors()
  return lent
}

/** Takes back what was lent, before its hour. */
export async function endLent(ctx: Ctx, grantIds: readonly string[]): Promise<void> {
  for (const id of grantIds) {
    const grant = await findGrant(ctx, id)
    if (grant !== null && !mayGrant(ctx, grant.role, grant.path)) throw fail(accessErrors, 'access.role_above_own')
  }
  await updateRevoked(ctx, grantIds)
  forgetActors()
}
