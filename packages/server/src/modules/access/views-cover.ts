import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { listAccounts } from './repo/account.ts'
import { type Cover, listCoversOf } from './repo/cover.ts'
import { listGrantsOfCovers } from './repo/grant.ts'
import { nameAt, placesOf } from './views-place.ts'

async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<(id: string) => string> {
  const names = new Map((await listAccounts(ctx, [...new Set(ids)])).map((account) => [account.id, account.name]))
  return (id) => names.get(id) ?? ''
}

export async function coverViews(ctx: Ctx, covers: readonly Cover[]) {
  const today = localDay(ctx.now)
  const nameOf = await namesOf(
    ctx,
    covers.flatMap((cover) => [cover.accountId, cover.byAccountId]),
  )
  const grants = await listGrantsOfCovers(
    ctx,
    covers.map((cover) => cover.id),
  )
  const places = await placesOf(ctx, grants)
  return covers.map((cover) => ({
    id: cover.id,
    accountId: cover.accountId,
    name: nameOf(cover.accountId),
    byAccountId: cover.byAccountId,
    byName: nameOf(cover.byAccountId),
    from: cover.from,
    until: cover.until,
    reason: cover.reason,
    state: cover.endedAt !== null || cover.until < today ? ('over' as const) : cover.from > today ? ('planned' as const) : ('running' as const),
    grants: grants.filter((grant) => grant.coverId === cover.id).map((grant) => ({ role: grant.role, areaName: nameAt(grant, places) })),
  }))
}

/** For each of these accounts the covers it is a side of, that run or will. */
export async function coversOf(ctx: Ctx, accountIds: readonly string[]) {
  const covers = await listCoversOf(ctx, accountIds, localDay(ctx.now))
  const nameOf = await namesOf(
    ctx,
    covers.flatMap((cover) => [cover.accountId, cover.byAccountId]),
  )
  return (accountId: string) =>
    covers
      .filter((cover) => cover.accountId === accountId || cover.byAccountId === accountId)
      .map(({ id, from, until, ...cover }) =>
        cover.accountId === accountId
          ? { id, side: 'absent' as const, otherName: nameOf(cover.byAccountId), from, until }
          : { id, side: 'standIn' as const, otherName: nameOf(cover.accountId), from, until },
      )
}
