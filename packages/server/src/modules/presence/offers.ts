import { type Certainty, certaintyOf, type Doubt } from '@xiaomen/rules/presence'
import type { Ctx } from '../../platform/ctx.ts'
import { caseOf, workOut } from './found.ts'
import { findTrace, listTraces } from './repo/trace.ts'
import { placesOf, stateOf } from './trace-views.ts'

/** Null of somebody who is not in the ledger. `place`: null in the second ring, which is told person by person. */
type OpenedLine = {
  personId: string | null
  outsider: { name: string; phone: string } | null
  ring: 1 | 2
  place: { id: string; kind: 'gate' | 'spot'; name: string } | null
  from: Date
  to: Date
  certainty: Certainty
  why: Doubt[]
}
/** Whom an opened trace found, meeting by meeting; null while it is not open, or not seen from here. Whoever asks says in its own words who may. */
export async function openedTrace(ctx: Ctx, traceId: string): Promise<OpenedLine[] | null> {
  const row = await findTrace(ctx, traceId)
  if (!row || stateOf(row, ctx.now) !== 'open' || !ctx.may('presence.see', { path: row.area_path })) return null
  const worked = await workOut(ctx, row.area_path, caseOf(ctx, row), row.ring)
  const places = await placesOf(ctx, worked)
  const whose = (key: string, found: typeof worked.first.found) => {
    const { who } = found.get(key)!
    return 'personId' in who ? { personId: who.personId, outsider: null } : { personId: null, outsider: who }
  }
  return [
    ...worked.first.meetings.map((met) => ({
      ...whose(met.key, worked.first.found),
      ring: 1 as const,
      place: { id: met.placeId, kind: met.kind, name: places.get(met.placeId) ?? '—' },
      from: new Date(met.from),
      to: new Date(met.to),
      certainty: certaintyOf(met.doubts),
      why: met.doubts,
    })),
    ...[...(worked.second?.values() ?? [])].map((one) => ({
      ...whose(one.key, worked.second!),
      ring: 2 as const,
      place: null,
      from: new Date(one.first),
      to: new Date(one.last),
      certainty: one.certainty,
      why: one.doubts,
    })),
  ]
}

const MOST_TRACES = 200
/** What the traces about this person that are open now found, as far as the reader may see them. */
export async function openedOfPerson(ctx: Ctx, personId: string): Promise<OpenedLine[]> {
  const rows = (await listTraces(ctx, '/', MOST_TRACES)).filter((row) => stateOf(row, ctx.now) === 'open' && caseOf(ctx, row).personId === personId)
  const found: OpenedLine[] = []
  for (const row of rows) found.push(...((await openedTrace(ctx, row.id)) ?? []))
  return found
}
