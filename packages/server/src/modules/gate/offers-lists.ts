// What the gates have seen, as lists for the modules above: each field as far as the reader of this ctx may see it.
import { masked, type Sight } from '@xiaomen/rules/access'
import type { Direction, Outcome, PassClass, Reason } from '@xiaomen/rules/gate'
import type { Ctx } from '../../platform/ctx.ts'
import { doorsOf, namesOf } from '../registry/index.ts'
import { gateNames, listGatesUnder } from './repo/gates.ts'
import { listHoldsFrom, listPassagesFrom, type PassageCursor } from './repo/lists.ts'
import { listFirstIn } from './repo/passages.ts'

const isKnown = (id: string | null): id is string => id !== null
const least = (...sights: Sight[]): Sight => (['none', 'masked', 'onReason', 'full'] as const).find((sight) => sights.includes(sight)) ?? 'none'

async function whoAndWhere(ctx: Ctx, rows: readonly { gate_id: string; person_id: string | null; home_id: string | null }[]) {
  return {
    gates: await gateNames(ctx, [...new Set(rows.map((row) => row.gate_id))]),
    names: await namesOf(ctx, rows.map((row) => row.person_id).filter(isKnown)),
    doors: await doorsOf(ctx, rows.map((row) => row.home_id).filter(isKnown)),
  }
}

export type ListedHold = {
  id: string
  gate: string
  at: Date
  reasons: readonly Reason[]
  name: string | null
  address: string | null
  temperature: string | null
}
/** Open holds, by the id of their passage. */
export async function listedHolds(ctx: Ctx, asked: { paths: readonly string[]; after: string | null; limit: number }): Promise<ListedHold[]> {
  const rows = await listHoldsFrom(ctx, asked)
  const { gates, names, doors } = await whoAndWhere(ctx, rows)
  return rows.map((row) => {
    const sight = ctx.sight(row.area_path)
    return {
      id: row.passage_id,
      gate: gates.get(row.gate_id) ?? '',
      at: row.at,
      reasons: row.reasons,
      name: masked('name', (row.person_id && names.get(row.person_id)) || null, sight.name),
      address: masked('door', (row.home_id && doors.get(row.home_id)) || null, sight.door),
      temperature:
        row.sealed_temperature === null || sight.health === 'none'
          ? null
          : ctx.crypto.open('health', { table: 'gate.hold', row: row.passage_id, column: 'sealed_temperature' }, row.sealed_temperature),
    }
  })
}

export type ListedPassage = {
  id: string
  gate: string
  at: Date
  cursor: PassageCursor
  direction: Direction
  outcome: Outcome
  passClass: PassClass | null
  name: string | null
  address: string | null
}
/** Passages of a time. Who it was is whereabouts: shown only to those who may see that. */
export async function listedPassages(
  ctx: Ctx,
  { paths, ...asked }: { paths: readonly string[]; from: Date; until: Date; after: PassageCursor | null; limit: number },
): Promise<ListedPassage[]> {
  const gateIds = (await listGatesUnder(ctx, paths)).map(({ id }) => id)
  const rows = await listPassagesFrom(ctx, { ...asked, gateIds })
  const { gates, names, doors } = await whoAndWhere(ctx, rows)
  return rows.map((row) => {
    const sight = ctx.sight(row.area_path)
    return {
      id: row.id,
      gate: gates.get(row.gate_id) ?? '',
      at: row.at,
      cursor: { at: row.received_at, id: row.id },
      direction: row.direction,
      outcome: row.outcome,
      passClass: row.pass_class,
      name: masked('name', (row.person_id && names.get(row.person_id)) || null, least(sight.name, sight.whereabouts)),
      address: masked('door', (row.home_id && doors.get(row.home_id)) || null, least(sight.door, sight.whereabouts)),
    }
  })
}

/** Person id → when they first came in by a gate since a time. */
export const enteredSince = async (ctx: Pick<Ctx, 'tx'>, communityId: string, personIds: readonly string[], since: Date): Promise<Map<string, Date>> =>
  new Map((await listFirstIn(ctx, communityId, personIds, since)).map(({ person_id, at }) => [person_id, at]))
