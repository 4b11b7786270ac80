// Whose account one may handle, and what one may give to it.
import { type access, accessErrors } from '@xiaomen/contract'
import { isInForce, type Role } from '@xiaomen/rules/access'
import { commonPath, contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea, findOverlay } from '../../areas/index.ts'
import { MAY_GRANT, MAY_MANAGE } from '../policy.ts'
import * as repo from '../repo/account.ts'
import { listGrantsAnywhere } from '../repo/grant.ts'
import { bothDays } from '../reach.ts'
import { accountViews } from '../views.ts'

type Access = Handlers<typeof access>
type GrantWanted = Parameters<Access['createAccount']>[1]['grant']

export const notFound = () => new AppError('request.not_found', 404)

/** Roles that the actor's grants over this place may handle by the given table. */
export const rolesWithin = (ctx: Ctx, table: Partial<Record<Role, readonly Role[]>>, path: string): Set<Role> =>
  new Set(
    ctx.actor.kind === 'account'
      ? ctx.actor.grants.filter((grant) => isInForce(grant, ctx.now) && contains(grant.path, path)).flatMap((grant) => table[grant.role] ?? [])
      : [],
  )

/** The house itself may, others what stands below their own role. */
export const mayGrant = (ctx: Ctx, role: Role, path: string): boolean => ctx.actor.kind === 'system' || rolesWithin(ctx, MAY_GRANT, path).has(role)

/** The account, if it is the actor's to manage: all its grants inside the own area and below the own role. */
export async function findManaged(ctx: Ctx, accountId: string, kind: 'look' | 'change'): Promise<repo.Account> {
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

/** An account that gets something at a place belongs, from then on, to the smallest area that contains this too. */
export async function widen(ctx: Ctx, account: repo.Account, path: string): Promise<void> {
  const areaPath = commonPath([account.areaPath, path])
  if (areaPath === account.areaPath) return
  if (ctx.actor.kind === 'account') ctx.must('access.manage', { path: areaPath })
  await repo.updateAreaPath(ctx, account.id, areaPath)
}

/** Where a grant may be given: an area, or an overlay with the smallest area that contains it. */
export type Where = { areaId: string | null; overlayId: string | null; name: string; path: string; paths: string[] }
/** Overlays whose members somebody keeps from day to day, with one building in one of them at a time. */
const GIVEN_ON = ['grid', 'cutArea']

export async function findWhere(ctx: Ctx, { areaId, overlayId }: { areaId?: string | undefined; overlayId?: string | undefined }): Promise<Where> {
  const place = overlayId === undefined ? await findPlaceOfArea(ctx, areaId ?? '') : await findPlaceOfOverlay(ctx, overlayId)
  ctx.must('access.manage', place)
  return place
}
async function findPlaceOfArea(ctx: Ctx, areaId: string): Promise<Where> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  return { areaId: area.id, overlayId: null, name: area.name, path: area.path, paths: [area.path] }
}
async function findPlaceOfOverlay(ctx: Ctx, overlayId: string): Promise<Where & { from: string; until: string | null }> {
  const overlay = await findOverlay(ctx, overlayId)
  if (!overlay) throw notFound()
  // Asked before anything else is said of it.
  ctx.must('access.manage', overlay)
  if (!GIVEN_ON.includes(overlay.kind)) throw fail(accessErrors, 'access.overlay_not_for_grants')
  return { areaId: null, overlayId, name: overlay.name, path: overlay.path, paths: overlay.areaPaths, from: overlay.from, until: overlay.until }
}

export async function findGrantable(ctx: Ctx, { role, from, until, ...at }: GrantWanted): Promise<Where> {
  const where: Where & { from?: string; until?: string | null } = await findWhere(ctx, at)
  if (!mayGrant(ctx, role, where.path)) throw fail(accessErrors, 'access.role_above_own')
  if (until !== null && until < from) throw new AppError('request.invalid', 400, { details: { issues: [{ path: 'until', problem: 'before_from' }] } })
  if (where.from !== undefined) {
    const both = bothDays({ from, until }, { from: where.from, until: where.until ?? null })
    if (both.until !== null && both.until < both.from) throw fail(accessErrors, 'access.overlay_over')
  }
  return where
}

export async function viewOf(ctx: Ctx, accountId: string) {
  const [view] = await accountViews(ctx, await repo.listAccounts(ctx, [accountId]))
  if (!view) throw notFound()
  return view
}
