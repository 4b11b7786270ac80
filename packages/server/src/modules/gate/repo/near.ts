// One statement for however many people are asked about: each of their passages probes the index of its gate (lateral), so that nothing else is read.
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'

export type NearAsk = { key: number; personId: string; from: Date; to: Date }
/** `path`: gates beneath it only. `nearMs`: at most so far apart; more than `apartMs` is told. */
export type NearFigures = { path: string; nearMs: number; apartMs: number }
/**
 * Times in milliseconds. `doubts`: 1 one of the two was named or typed and not read, 2 they went opposite ways, 4 more than `apartMs` lie between them.
 * `nobody_id`: the other's passage, where it is of nobody in the ledger.
 */
export type NearRow = { key: number; gate_id: string; at: number; person_id: string | null; nobody_id: string | null; other_at: number; doubts: number }
export type NearPersonRow = { key: number; person_id: string; doubts: number; times: number; first_at: number; last_at: number }

// As a float of the machine: `extract` counts in decimals, which takes longer than finding the row.
const ms = (column: RawBuilder<unknown>) => sql<number>`round(date_part('epoch', ${column}) * 1000)`

// Bounds are worked out before they are compared: under row-level security only a plain comparison reaches an index. `offset 0` keeps each probe a
// probe: joined as sets, every passage of every gate would be read.
function pairs(asked: readonly NearAsk[], { path, nearMs, apartMs }: NearFigures): RawBuilder<unknown> {
  return sql`
    with asked as (
      select * from unnest(${asked.map(({ key }) => key)}::int[], ${asked.map(({ personId }) => personId)}::uuid[],
        ${asked.map(({ from }) => from.toISOString())}::timestamptz[], ${asked.map(({ to }) => to.toISOString())}::timestamptz[]) as a (key, person_id, since, until)
    ), own as materialized (
      select a.key, a.person_id, p.gate_id, p.at, p.direction,
        p.means in ('short', 'door', 'none') as named, p.at - ${apartMs} * interval '1 millisecond' as close_since, p.at + ${apartMs} * interval '1 millisecond' as close_until,
        p.at - ${nearMs} * interval '1 millisecond' as since, p.at + ${nearMs} * interval '1 millisecond' as until
      from asked a cross join lateral (
        select gate_id, at, direction, means from gate.passage
        where person_id = a.person_id and at >= a.since and at < a.until and area_path ^@ ${path} offset 0
      ) p
    ), met as (
      select own.key, own.gate_id, own.at, o.person_id, case when o.person_id is null then o.id end as nobody_id, o.at as other_at,
        (own.named or o.means in ('short', 'door', 'none'))::int as named,
        (own.direction <> o.direction)::int as other_way,
        (o.at < own.close_since or o.at > own.close_until)::int as apart
      from own cross join lateral (
        select id, person_id, at, direction, means from gate.passage
        where gate_id = own.gate_id and at >= own.since and at <= own.until offset 0
      ) o
      where o.person_id is distinct from own.person_id
    )`
}

/** Everybody at a gate with each of these people, passage by passage; whoever is not in the ledger too. */
export const listNear = async (ctx: Pick<Ctx, 'tx'>, asked: readonly NearAsk[], figures: NearFigures): Promise<NearRow[]> =>
  asked.length === 0
    ? []
    : (
        await sql<NearRow>`${pairs(asked, figures)}
          select key, gate_id, ${ms(sql`at`)} as at, person_id, nobody_id, ${ms(sql`other_at`)} as other_at, named + other_way * 2 + apart * 4 as doubts from met`.execute(
          ctx.tx,
        )
      ).rows

/** The same as one row for each of those met, with the doubts of the meeting that has the fewest. Of the ledger only. */
export const listNearPeople = async (ctx: Pick<Ctx, 'tx'>, asked: readonly NearAsk[], figures: NearFigures): Promise<NearPersonRow[]> =>
  asked.length === 0
    ? []
    : (
        await sql<NearPersonRow>`${pairs(asked, figures)}
          select key, person_id, least_doubt & 7 as doubts, times, ${ms(sql`first_at`)} as first_at, ${ms(sql`last_at`)} as last_at
          from (
            select key, person_id, count(*)::int as times, min(least(at, other_at)) as first_at, max(greatest(at, other_at)) as last_at,
              min((named + other_way + apart) * 8 + named + other_way * 2 + apart * 4) as least_doubt
            from met where person_id is not null group by key, person_id
          ) as people`.execute(ctx.tx)
      ).rows

/** How many passages of a person lie in a window, at gates outside a path. */
export async function countElsewhere(
  ctx: Pick<Ctx, 'tx'>,
  personIds: readonly string[],
  { from, to, path }: { from: Date; to: Date; path: string },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from gate.passage
    where person_id = any(${[...personIds]}::uuid[]) and at >= ${from} and at < ${to} and not area_path ^@ ${path}`.execute(ctx.tx)
  return rows[0]?.n ?? 0
}
