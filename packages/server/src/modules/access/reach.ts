// What a grant opens: its area, or the members of its overlay.
import type { Grant } from '@xiaomen/rules/access'
import { startOfDay } from '../../platform/time.ts'
import { listOverlays, type Overlay } from '../areas/index.ts'
import type { Tx } from './repo/db.ts'
import type { HeldGrant } from './repo/grant.ts'

type Dated = { from: string; until: string | null }

/** The overlays these grants are given on. */
export async function overlaysOf(ctx: Tx, grants: readonly HeldGrant[]): Promise<Map<string, Overlay>> {
  const ids = grants.flatMap((grant) => grant.overlayId ?? [])
  return new Map((await listOverlays(ctx, ids)).map((overlay) => [overlay.id, overlay]))
}

/** As the rules want them: each ends at the midnight that closes its last day, or at its hour. On an overlay it is one for each member, on the days that both hold. */
export async function asGrants(ctx: Tx, held: readonly HeldGrant[]): Promise<Grant[]> {
  const overlays = await overlaysOf(ctx, held)
  return held.flatMap((grant) => {
    if (grant.overlayId === null) return [{ role: grant.role, path: grant.path, dataClasses: grant.dataClasses, ...inTime(grant, grant.endsAt) }]
    // Gone, with an import that was taken back: it opens nothing.
    const overlay = overlays.get(grant.overlayId)
    if (!overlay) return []
    const days = bothDays(grant, overlay)
    return overlay.areaPaths.map((path) => ({ role: grant.role, path, dataClasses: grant.dataClasses, ...inTime(days, grant.endsAt) }))
  })
}

function inTime({ from, until }: Dated, endsAt: Date | null): { from: Date; until: Date | null } {
  const midnight = until === null ? null : startOfDay(until, 1)
  return { from: startOfDay(from), until: endsAt !== null && (midnight === null || endsAt < midnight) ? endsAt : midnight }
}

/** The days that lie in both; none when the second begins after the first ends: then `until` lies before `from`. */
export const bothDays = (one: Dated, other: Dated): Dated => ({
  from: one.from > other.from ? one.from : other.from,
  until: one.until === null ? other.until : other.until === null ? one.until : one.until < other.until ? one.until : other.until,
})
