// The lines of a digest: who changed, behind which door, who looks after them, what to bring.
import { masked, type Sight } from '@xiaomen/rules/access'
import { compactChanges, type ReasonClass, type StatusVerdict } from '@xiaomen/rules/status'
import type { CareCategory } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { plansInForce } from '../posture/index.ts'
import { careOf, doorsOf, namesOf } from '../registry/index.ts'
import { carersOf } from './carers.ts'
import { changesOf } from './repo/digest.ts'
import type { ChangeRow, DigestRow } from './tables.ts'

type Word = { zh: string; en: string }
export type Line = {
  personId: string
  homeId: string
  name: string | null
  door: string | null
  was: StatusVerdict
  verdict: StatusVerdict
  reason: ReasonClass | null
  carer: string | null
  supplies: Word[]
}

/** `sightOf`: what the reader, or a group's robot, may see at a place. What hangs on a care mark is shown to whoever sees the mark. */
export async function linesOf(
  ctx: Ctx,
  digest: DigestRow,
  isIn: (change: ChangeRow) => boolean,
  sightOf: (path: string) => { name: Sight; door: Sight; care: Sight },
): Promise<Line[]> {
  const changes = compactChanges(await changesOf(ctx, digest)).filter(isIn)
  const people = changes.map((change) => change.person_id)
  const names = await namesOf(ctx, people)
  const doors = await doorsOf(ctx, [...new Set(changes.map((change) => change.home_id))])
  const care = await careOf(
    ctx,
    changes.filter((change) => sightOf(change.area_path).care === 'full').map((change) => change.person_id),
  )
  const carerOf = await carersOf(ctx, digest.community_id, changes)
  const planOf = await plansInForce(ctx)
  return changes.map((change) => {
    const sight = sightOf(change.area_path)
    return {
      personId: change.person_id,
      homeId: change.home_id,
      name: masked('name', names.get(change.person_id) ?? null, sight.name),
      door: masked('door', doors.get(change.home_id) ?? null, sight.door),
      was: change.was as StatusVerdict,
      verdict: change.verdict as StatusVerdict,
      reason: change.reason as ReasonClass | null,
      carer: carerOf(change),
      supplies: suppliesFor(planOf(change.area_path).status.supplies, change.verdict as StatusVerdict, care.get(change.person_id) ?? []),
    }
  })
}

type Supplies = Awaited<ReturnType<typeof plansInForce>> extends (path: string) => { status: { supplies: infer S } } ? S : never
function suppliesFor({ yellow, red, byCare }: Supplies, verdict: StatusVerdict, care: readonly CareCategory[]): Word[] {
  if (verdict === 'green') return []
  const wanted = [...(verdict === 'red' ? red : yellow), ...care.flatMap((one) => byCare[one] ?? [])]
  return [...new Map(wanted.map((word) => [word.zh, word])).values()]
}
