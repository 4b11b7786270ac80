// 名单待签: what a file brings and what would hurt waits until people of other units have signed the whole list (TRUST-01).
import { ACT_HOURS } from '@xiaomen/rules/approvals'
import { type SignalKind, type StatusVerdict, supersededBy } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import { type ActOf, openAct } from '../approvals/index.ts'
import * as repo from './repo/import.ts'
import { supersede, updateSignal } from './repo/signal.ts'
import { settle } from './settle.ts'
import type { ImportRow, SignalRow } from './tables.ts'

export const IMPORT_ACT = 'status.importFile'

/** Every line, with the keyed digest of what it said and whom it first meant: a list that is not the one carried in is not signed. */
export const actOfImport = (row: ImportRow, lines: readonly SignalRow[]): ActOf => ({
  kind: IMPORT_ACT,
  subjectId: row.id,
  payload: {
    sourceId: row.source_id,
    lines: lines
      .map((line) => [
        line.id,
        line.first_person_id ?? line.person_id,
        line.kind,
        line.valid_from.toISOString(),
        line.valid_until?.toISOString() ?? null,
        Buffer.from(line.digest).toString('hex'),
      ])
      .toSorted(([one], [other]) => (one! < other! ? -1 : 1)),
  },
  people: row.people,
  base: 1,
  permission: 'status.confirm',
  communityId: row.community_id,
  path: row.area_path,
})

type Carried = {
  id: string
  sourceId: string
  by: { id: string; unit: string }
  place: { communityId: string; path: string }
  verdictOf: (row: SignalRow) => StatusVerdict
}
export async function holdBack(ctx: Ctx, { id, sourceId, by, place, verdictOf }: Carried, lines: readonly SignalRow[]): Promise<void> {
  const count = (verdict: StatusVerdict) => lines.filter((line) => verdictOf(line) === verdict).length
  const row: ImportRow = {
    community_id: place.communityId,
    id,
    area_path: place.path,
    source_id: sourceId,
    state: 'waiting',
    imported_by: by.id,
    imported_unit: by.unit,
    imported_at: ctx.now,
    expires_at: new Date(ctx.now.getTime() + ACT_HOURS * 3_600_000),
    people: new Set(lines.map((line) => line.person_id)).size,
    reds: count('red'),
    yellows: count('yellow'),
    greens: count('green'),
    decided_by: null,
    decided_unit: null,
    decided_at: null,
    sealed_reason: null,
  }
  await repo.insertImport(ctx, row)
  await openAct(ctx, actOfImport(row, lines))
}

/** All that still waits of it takes effect; where the source has said something later meanwhile, that holds. */
export async function putListInForce(ctx: Ctx, row: ImportRow, lines: readonly SignalRow[], by: string, units: string[]): Promise<void> {
  const waiting = lines.filter((line) => line.state === 'proposed')
  await repo.updateWaiting(ctx, row.id, { state: 'inForce', confirmed_by: by, confirmed_at: ctx.now, agreed_units: units })
  for (const line of latestOfEach(waiting)) {
    const matter = supersededBy(line.kind as SignalKind)
    if (await repo.hasNewer(ctx, line, matter)) await updateSignal(ctx, line, { state: 'superseded', ended_at: ctx.now })
    else await supersede(ctx, line, matter)
  }
  await settleAll(ctx, waiting)
  ctx.audit.subjects([...new Set(waiting.map((line) => line.person_id))])
}

/** Declined or run out: nothing of it ever weighed, and the same may be told again. */
export const endList = (ctx: Ctx, row: ImportRow, by: string | null): Promise<void> =>
  repo.updateWaiting(ctx, row.id, { state: 'withdrawn', ended_at: ctx.now, ended_by: by, is_lapsed: true })

export async function settleAll(ctx: Ctx, rows: readonly SignalRow[]): Promise<void> {
  for (const [communityId, ones] of Map.groupBy(rows, (row) => row.community_id))
    await settle(
      ctx,
      communityId,
      ones.map((row) => row.person_id),
    )
}

/** Told at once of one person and one matter, only the latest puts the others aside, of the same moment the last: each by itself, all would have gone. */
export function latestOfEach(news: readonly SignalRow[]): SignalRow[] {
  const latest = new Map<string, SignalRow>()
  for (const row of news) {
    const matter = `${row.person_id} ${supersededBy(row.kind as SignalKind)[0]}`
    const known = latest.get(matter)
    if (known === undefined || row.valid_from >= known.valid_from) latest.set(matter, row)
  }
  return [...latest.values()]
}
