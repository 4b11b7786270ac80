// Who holds what where, for the modules above: grants on overlays included.
import { accessErrors, commonErrors } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import { contains, outermost } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { findOverlay, listOverlays, overlaysAt, overlaysWith } from '../areas/index.ts'
import * as repo from './repo/account.ts'
import { type HeldGrant, insertGrant, listGrantsAt, listGrantsBeneath, listGrantsOn, updateRevoked, updateUntil } from './repo/grant.ts'
import { listCoversOf, lockCovers } from './repo/cover.ts'
import { passOn } from './pass-on.ts'
import { mayGrant, widen } from './service/managed.ts'
import { forgetActors } from './sessions.ts'

export type Holder = { accountId: string; name: string; unit: string; role: Role }

export async function withAccounts<H extends { accountId: string; role: Role }>(ctx: Ctx, held: readonly H[]): Promise<(H & Holder)[]> {
  const accounts = new Map((await repo.listAccounts(ctx, [...new Set(held.map((grant) => grant.accountId))])).map((account) => [account.id, account]))
  return held.flatMap((grant) => {
    const account = accounts.get(grant.accountId)
    return account && account.state === 'active' ? [{ ...grant, name: account.name, unit: account.unit }] : []
  })
}

/** One for each account and role, in the order they come. */
function onceEach(holders: readonly Holder[]): Holder[] {
  const found = new Map<string, Holder>()
  for (const { accountId, name, unit, role } of holders) {
    const key = `${accountId} ${role}`
    if (!found.has(key)) found.set(key, { accountId, name, unit, role })
  }
  return [...found.values()]
}

/**
 * Who holds one of these roles today at exactly one of these paths, or on one of these overlays, longest in office first. `paths` are those of the
 * question where it is held: who holds a grid holds it at each member. `overlayId` says on what it was given.
 */
export async function headsOf(
  ctx: Ctx,
  paths: readonly string[],
  roles: readonly Role[],
  overlayIds: readonly string[] = [],
): Promise<(Holder & { paths: string[]; overlayId: string | null })[]> {
  const day = localDay(ctx.now)
  const across = await overlaysWith(ctx, paths, day)
  const members = new Map(across.map((overlay) => [overlay.id, overlay.areaPaths.filter((path) => paths.includes(path))]))
  const grants = await listGrantsAt(ctx, { paths, overlayIds: [...new Set([...overlayIds, ...members.keys()])], roles, day })
  return withAccounts(
    ctx,
    grants.map(({ accountId, role, path, overlayId }) => ({ accountId, role, overlayId, paths: overlayId === null ? [path] : (members.get(overlayId) ?? []) })),
  )
}

/** The grants of these roles that cover a place on a day, on whatever they were given. */
export async function grantsAt(ctx: Ctx, path: string, roles: readonly Role[], day: string): Promise<HeldGrant[]> {
  const steps = path.split('/').slice(1, -1)
  const paths = ['/', ...steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}/`)]
  const overlayIds = (await overlaysAt(ctx, path, day)).map((overlay) => overlay.id)
  return listGrantsAt(ctx, { paths, overlayIds, roles, day })
}

/** Whose grants cover this place on a day: whom something to do there may be given to. */
export const workersAt = async (ctx: Ctx, path: string, roles: readonly Role[], day: string): Promise<Holder[]> =>
  onceEach(await withAccounts(ctx, await grantsAt(ctx, path, roles, day)))

/** Who may be given something to do anywhere at or beneath a place, each with the paths held there: the whole place where the grant covers it. */
export async function workersBeneath(ctx: Ctx, path: string, roles: readonly Role[], day: string): Promise<(Holder & { paths: string[] })[]> {
  const covering = (await workersAt(ctx, path, roles, day)).map((holder) => ({ ...holder, paths: [path] }))
  const below = await listGrantsBeneath(ctx, path, roles, day)
  const overlays = await listOverlays(
    ctx,
    below.flatMap((grant) => grant.overlayId ?? []),
  )
  const standing = overlays.filter((overlay) => overlay.from <= day && (overlay.until === null || overlay.until >= day))
  const members = new Map(standing.map((overlay) => [overlay.id, overlay.areaPaths.filter((member) => contains(path, member))]))
  const held = await withAccounts(
    ctx,
    below.map((grant) => ({ ...grant, paths: grant.overlayId === null ? [grant.path] : (members.get(grant.overlayId) ?? []) })),
  )
  const found = new Map<string, Holder & { paths: string[] }>()
  for (const { accountId, name, unit, role, paths } of [...covering, ...held]) {
    const key = `${accountId} ${role}`
    const before = found.get(key)
    found.set(key, { accountId, name, unit, role, paths: outermost([...(before?.paths ?? []), ...paths]) })
  }
  return [...found.values()]
}

/** Who holds this overlay on a day. */
export const holdersOfOverlay = async (ctx: Ctx, overlayId: string, day: string): Promise<Holder[]> =>
  onceEach(
    await withAccounts(
      ctx,
      (await listGrantsOn(ctx, overlayId)).filter((grant) => grant.from <= day && (grant.until === null || grant.until >= day)),
    ),
  )

/** Of the accounts this one stands in for on a day, the ids: what is theirs to do is shown to it too. */
export const coveredBy = async (ctx: Ctx, accountId: string, day: string): Promise<string[]> => [
  ...new Set(
    (await listCoversOf(ctx, [accountId], day)).filter((cover) => cover.byAccountId === accountId && cover.from <= day).map((cover) => cover.accountId),
  ),
]

type HandOver = { overlayId: string; fromAccountId: string; toAccountId: string; /** First day of the new one. */ from: string }

/**
 * What one account holds on an overlay passes to another: the one ends the day before, the other begins. Done again it changes nothing.
 * The permission to hand over is the caller's business; that the actor could give these roles there is asked here.
 */
export async function handOverOverlay(ctx: Ctx, { overlayId, fromAccountId, toAccountId, from }: HandOver): Promise<void> {
  const overlay = await findOverlay(ctx, overlayId)
  const to = await repo.findAccount(ctx, toAccountId)
  if (!overlay || to?.state !== 'active') throw fail(commonErrors, 'request.not_found')
  if (fromAccountId === toAccountId || (ctx.actor.kind === 'account' && ctx.actor.id === toAccountId)) throw fail(accessErrors, 'access.not_oneself')
  const all = await listGrantsOn(ctx, overlayId)
  const running = all.filter((grant) => grant.accountId === fromAccountId && (grant.until === null || grant.until >= from))
  const isHeld = (role: Role, until: string | null) =>
    all.some(
      (grant) =>
        grant.accountId === toAccountId && grant.role === role && grant.from <= from && (grant.until === null || (until !== null && grant.until >= until)),
    )
  if (running.length === 0) {
    const isDone = all.some((grant) => grant.accountId === toAccountId && grant.from <= from && (grant.until === null || grant.until >= from))
    if (isDone) return
    throw fail(commonErrors, 'request.not_found')
  }
  if (running.some((grant) => !mayGrant(ctx, grant.role, overlay.path))) throw fail(accessErrors, 'access.role_above_own')
  await lockCovers(ctx, toAccountId)
  await widen(ctx, to, overlay.path)
  const dayBefore = localDay(startOfDay(from, -1))
  for (const { id, role, dataClasses, until, from: begun } of running) {
    // One that would only have begun later never holds here at all.
    if (begun >= from) await updateRevoked(ctx, [id])
    else await updateUntil(ctx, [id], dayBefore)
    if (!isHeld(role, until))
      await passOn(ctx, await insertGrant(ctx, { accountId: toAccountId, role, overlayId, path: overlay.path, dataClasses, from, until }))
  }
  ctx.audit.subjects([fromAccountId, toAccountId])
  forgetActors()
}
