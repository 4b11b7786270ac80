// Who is looked after, as the reader of this request may see it: door and carers, never why.
import { masked } from '@xiaomen/rules/access'
import type { CaredKind } from '@xiaomen/rules/answerability'
import type { Ctx } from '../../platform/ctx.ts'
import { doorsOf } from '../registry/index.ts'
import { type Carer, carerViews } from './offers.ts'
import { listOffered } from './repo/slot.ts'
import type { SlotRow } from './tables.ts'

type Cared = {
  subjectKind: CaredKind
  subjectId: string
  homeId: string
  personId: string | null
  door: string | null
  carers: (Omit<Carer, 'since'> & { handoverId: string | null })[]
}

/** One for each subject, in the order of the rows. That somebody is in care is told to those who may read it, and to the carers themselves. */
export async function caredViews(ctx: Ctx, rows: readonly SlotRow[], isOwn = false): Promise<Cared[]> {
  const view = await carerViews(ctx, rows)
  const doors = await doorsOf(
    ctx,
    rows.map((row) => row.home_id),
  )
  const offered = await listOffered(ctx, [...new Set(rows.map((row) => row.community_id))])
  const handoverOf = new Map(offered.flatMap((one) => one.slot_ids.map((id) => [id, one.id] as const)))
  const found = new Map<string, Cared>()
  for (const row of rows) {
    const key = `${row.subject_kind} ${row.subject_id}`
    const { since: _, ...carer } = view(row)
    const isTold = row.subject_kind === 'carePerson' && (isOwn || ctx.sight(row.area_path).care === 'full')
    const one = found.get(key) ?? {
      subjectKind: row.subject_kind === 'carePerson' && !isTold ? ('home' as const) : row.subject_kind,
      subjectId: row.subject_id,
      homeId: row.home_id,
      personId: isTold ? row.person_id : null,
      door: masked('door', doors.get(row.home_id) ?? null, ctx.sight(row.area_path).door),
      carers: [],
    }
    one.carers.push({ ...carer, handoverId: handoverOf.get(row.id) ?? null })
    found.set(key, one)
  }
  return [...found.values()]
}
