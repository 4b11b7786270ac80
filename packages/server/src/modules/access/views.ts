import { masked } from '@xiaomen/rules/access'
import { outermost, parentPath } from '@xiaomen/rules/areas'
import { isInForce } from '@xiaomen/rules/access'
import type { Ctx } from '../../platform/ctx.ts'
import { allPolicies } from '../../platform/policies.ts'
import { localDay } from '../../platform/time.ts'
import { areasAt } from '../areas/index.ts'
import { type Account, findCredential, withTotp } from './repo/account.ts'
import { asGrant, type HeldGrant, listGrants } from './repo/grant.ts'

/** A home's path ends in its ordinal with an h; its area is the unit or building around it. */
const areaPathOf = (path: string): string => (/\/h\d+\/$/.test(path) ? (parentPath(path) ?? path) : path)

async function areaNames(ctx: Ctx, paths: readonly string[]): Promise<Map<string, string>> {
  return new Map((await areasAt(ctx, [...new Set(paths.map(areaPathOf))])).map((area) => [area.path, area.name]))
}

const grantView = (grant: HeldGrant, names: ReadonlyMap<string, string>) => ({
  id: grant.id,
  role: grant.role,
  areaId: grant.areaId,
  areaName: names.get(areaPathOf(grant.path)) ?? '',
  path: grant.path,
  dataClasses: grant.dataClasses,
  from: grant.from,
  until: grant.until,
})

/** Accounts as an administrator sees them: grants in the own area, those that ended left out. */
export async function accountViews(ctx: Ctx, accounts: readonly Account[]) {
  const ids = accounts.map((account) => account.id)
  const today = localDay(ctx.now)
  const grants = (await listGrants(ctx, ids)).filter((grant) => grant.until === null || grant.until >= today)
  const names = await areaNames(
    ctx,
    grants.map((grant) => grant.path),
  )
  const totp = await withTotp(ctx, ids)
  return accounts.map((account) => ({
    id: account.id,
    login: account.login,
    unit: account.unit,
    state: account.state,
    hasTotp: totp.has(account.id),
    // A worker's name is known in the office; a resident's is shown as everywhere else.
    name: account.personId === null ? account.name : (masked('name', account.name, ctx.sight(account.areaPath).name) ?? '*'),
    lastSeenAt: account.lastSeenAt?.toISOString() ?? null,
    grants: grants.filter((grant) => grant.accountId === account.id).map((grant) => grantView(grant, names)),
  }))
}

export async function meView(ctx: Ctx, account: Account) {
  const today = localDay(ctx.now)
  const credential = await findCredential(ctx, account.id)
  const grants = (await listGrants(ctx, [account.id])).filter((grant) => grant.until === null || grant.until >= today)
  const names = await areaNames(
    ctx,
    grants.map((grant) => grant.path),
  )
  const inForce = grants.map(asGrant).filter((grant) => isInForce(grant, ctx.now))
  const permissions: Record<string, string[]> = {}
  if (!credential?.mustChange) {
    for (const [permission, roles] of allPolicies()) {
      const paths = outermost(inForce.filter((grant) => roles.includes(grant.role)).map((grant) => grant.path))
      if (paths.length > 0) permissions[permission] = paths
    }
  }
  return {
    id: account.id,
    name: account.name,
    login: account.login,
    personId: account.personId,
    lang: account.lang,
    grants: grants.map((grant) => grantView(grant, names)),
    permissions,
    mustChangePassword: credential?.mustChange ?? false,
    hasTotp: credential !== null && credential.totp !== null,
  }
}
