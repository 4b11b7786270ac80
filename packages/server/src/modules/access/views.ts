import { masked } from '@xiaomen/rules/access'
import { outermost } from '@xiaomen/rules/areas'
import { isInForce } from '@xiaomen/rules/access'
import type { Ctx } from '../../platform/ctx.ts'
import { allPolicies } from '../../platform/policies.ts'
import { localDay } from '../../platform/time.ts'
import { coversOf } from './views-cover.ts'
import { nameAt, type Places, placesOf } from './views-place.ts'
import { type Account, findCredential, withTotp } from './repo/account.ts'
import { asGrants } from './reach.ts'
import { type HeldGrant, listGrants } from './repo/grant.ts'

const grantView = (grant: HeldGrant, places: Places) => ({
  id: grant.id,
  role: grant.role,
  areaId: grant.areaId,
  overlayId: grant.overlayId,
  areaName: nameAt(grant, places),
  path: grant.path,
  dataClasses: grant.dataClasses,
  from: grant.from,
  until: grant.until,
  coverId: grant.coverId,
})

/** Accounts as an administrator sees them: grants in the own area, those that ended left out. */
export async function accountViews(ctx: Ctx, accounts: readonly Account[]) {
  const ids = accounts.map((account) => account.id)
  const today = localDay(ctx.now)
  const grants = (await listGrants(ctx, ids)).filter((grant) => grant.until === null || grant.until >= today)
  const places = await placesOf(ctx, grants)
  const totp = await withTotp(ctx, ids)
  const covers = await coversOf(ctx, ids)
  return accounts.map((account) => ({
    id: account.id,
    login: account.login,
    unit: account.unit,
    state: account.state,
    hasTotp: totp.has(account.id),
    // A worker's name is known in the office; a resident's is shown as everywhere else.
    name: account.personId === null ? account.name : (masked('name', account.name, ctx.sight(account.areaPath).name) ?? '*'),
    lastSeenAt: account.lastSeenAt?.toISOString() ?? null,
    grants: grants.filter((grant) => grant.accountId === account.id).map((grant) => grantView(grant, places)),
    covers: covers(account.id),
  }))
}

export async function meView(ctx: Ctx, account: Account) {
  const today = localDay(ctx.now)
  const credential = await findCredential(ctx, account.id)
  const grants = (await listGrants(ctx, [account.id])).filter((grant) => grant.until === null || grant.until >= today)
  const places = await placesOf(ctx, grants)
  const inForce = (await asGrants(ctx, grants)).filter((grant) => isInForce(grant, ctx.now))
  const permissions: Record<string, string[]> = {}
  if (!credential?.mustChange) {
    for (const [permission, roles] of allPolicies()) {
      const paths = outermost(inForce.filter((grant) => roles.includes(grant.role)).map((grant) => grant.path))
      // What does not exist at any of their places has no button.
      const useful = ctx.useful(permission, paths)
      if (useful.length > 0) permissions[permission] = useful
    }
  }
  return {
    id: account.id,
    name: account.name,
    login: account.login,
    personId: account.personId,
    lang: account.lang,
    grants: grants.map((grant) => grantView(grant, places)),
    permissions,
    covers: (await coversOf(ctx, [account.id]))(account.id),
    mustChangePassword: credential?.mustChange ?? false,
    hasTotp: credential !== null && credential.totp !== null,
  }
}
