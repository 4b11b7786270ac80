// A trace worked out from what is there now: nothing of it is kept, so nothing outlives the records it rests on.
import type { Ctx } from '../../platform/ctx.ts'
import { seeingAll } from '../../platform/scope.ts'
import { beside, type Case, type FoundPerson, firstRings, type Ring, secondRing } from './rings.ts'
import type { TraceRow } from './tables.ts'
import { openSubject } from './who.ts'

export type Counts = { people: number; second: number | null; places: number; claims: number; unnamed: number; elsewhere: number }
export type Worked = { first: Ring; second: Map<string, FoundPerson> | null; counts: Counts }

export const caseOf = (ctx: Pick<Ctx, 'crypto'>, row: TraceRow): Case => ({ personId: openSubject(ctx, row).personId, from: row.since, to: row.until })

/** Beneath the area that was asked about, however much of it the one who asks sees. */
export const workOut = (ctx: Ctx, path: string, of: Case, ring: 1 | 2): Promise<Worked> =>
  seeingAll(ctx, async () => {
    const first = (await firstRings(ctx, path, [of]))[0]!
    const second = ring === 2 ? await secondRing(ctx, path, of, first) : null
    const counts = {
      people: first.found.size,
      second: second?.size ?? null,
      places: new Set(first.meetings.map(({ placeId }) => placeId)).size,
      unnamed: first.unnamed,
      ...(await beside(ctx, path, of)),
    }
    return { first, second, counts }
  })
/** How many people a file would hold. */
export const peopleIn = ({ people, second }: Counts): number => people + (second ?? 0)
