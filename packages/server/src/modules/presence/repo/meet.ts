// Who was at a spot with somebody: each stay of theirs probes the indexes of its spot (lateral), so that nothing else is read, for however many are asked about.
import { bitsOf, DOUBTS } from '@xiaomen/rules/presence'
import { type RawBuilder, sql } from 'kysely'
import { beyond } from '../../../platform/paths.ts'
import type { Tx } from './db.ts'

/** `tag`: of a person and a day. */
export type StayAsk = { key: number; tag: Buffer; from: Date; to: Date }
export type StayFigures = { path: string; stayMinutes: number; longestStayMinutes: number; minOverlapMinutes: number }
/** Times in milliseconds; `bits`: what makes it less sure, as rules/presence has them. */
export type StayRow = { key: number; spot_id: string; id: string; sealed_person: Buffer; from_at: number; to_at: number; bits: number }
export type StayPersonRow = { key: number; id: string; sealed_person: Buffer; bits: number; times: number; first_at: number; last_at: number }

const EVERY_DOUBT = bitsOf(DOUBTS)
// As a float of the machine: `extract` counts in decimals.
const ms = (column: RawBuilder<unknown>) => sql<number>`round(date_part('epoch', ${column}) * 1000)`
const minutes = (count: number) => sql`${count}::int * interval '1 minute'`

// Bounds are worked out before they are compared: under row-level security only a plain comparison reaches an index. `offset 0` keeps each probe a probe.
function own(asked: readonly StayAsk[], { path, stayMinutes, longestStayMinutes }: StayFigures): RawBuilder<unknown> {
  return sql`
    asked as (
      select * from unnest(${asked.map(({ key }) => key)}::int[], ${asked.map(({ tag }) => tag)}::bytea[],
        ${asked.map(({ from }) => from.toISOString())}::timestamptz[], ${asked.map(({ to }) => to.toISOString())}::timestamptz[]) as a (key, tag, since, until)
    ), own as materialized (
      select a.key, a.tag, c.spot_id, greatest(c.at, a.since) as at, least(c.until, a.until) as until, c.is_assumed, c.proof, c.identity,
        greatest(c.at, a.since) - ${minutes(stayMinutes)} as assumed_since, greatest(c.at, a.since) - ${minutes(longestStayMinutes)} as left_since
      from asked a cross join lateral (
        select spot_id, at, coalesce(left_at, at + ${minutes(stayMinutes)}) as until, left_at is null as is_assumed, proof, identity
        from presence.check_in where tag = a.tag and at < a.until and area_path >= ${path} and area_path < ${beyond(path)} offset 0
      ) c
      where c.until > a.since
    )`
}
function pairs(asked: readonly StayAsk[], figures: StayFigures): RawBuilder<unknown> {
  const { stayMinutes, minOverlapMinutes } = figures
  const columns = sql`id, tag, sealed_person, at, proof, identity`
  return sql`
    with ${own(asked, figures)}, met as (
      select own.key, own.spot_id, o.id, o.tag, o.sealed_person, greatest(own.at, o.at) as from_at, least(own.until, o.until) as to_at,
        case when 'said' in (own.identity, o.identity) then ${bitsOf(['said'])}::int else 0 end
          | case when 'rotating' in (own.proof, o.proof) then ${bitsOf(['rotating'])}::int else 0 end
          | case when own.is_assumed or o.is_assumed then ${bitsOf(['assumedStay'])}::int else 0 end as bits
      from own cross join lateral (
        select ${columns}, at + ${minutes(stayMinutes)} as until, true as is_assumed from presence.check_in
        where spot_id = own.spot_id and proof <> 'claimed' and left_at is null and at > own.assumed_since and at < own.until
        union all
        select ${columns}, left_at as until, false as is_assumed from presence.check_in
        where spot_id = own.spot_id and proof <> 'claimed' and left_at is not null and at > own.left_since and at < own.until
      ) o
      where own.proof <> 'claimed' and o.tag <> own.tag
        and least(own.until, o.until) - greatest(own.at, o.at) >= ${minutes(minOverlapMinutes)}
    )`
}

/**
 * For the rest of the transaction: PostgreSQL takes many short probes for a long computation, and compiles it for longer than it then takes; and what
 * is met by hundreds of people is summed in memory and not on the disk.
 */
export const probePlainly = async (ctx: Tx): Promise<void> =>
  void (await sql`select set_config('jit', 'off', true), set_config('work_mem', '64MB', true)`.execute(ctx.tx))

/** Everybody at a spot with each of these, stay by stay. */
export const listTogether = async (ctx: Tx, asked: readonly StayAsk[], figures: StayFigures): Promise<StayRow[]> =>
  asked.length === 0
    ? []
    : (
        await sql<StayRow>`${pairs(asked, figures)}
          select key, spot_id, id, sealed_person, ${ms(sql`from_at`)} as from_at, ${ms(sql`to_at`)} as to_at, bits from met`.execute(ctx.tx)
      ).rows

/**
 * The same as one row for each mark of a day met, with the doubts of the meeting that has the fewest; what was only said counts for more than all others.
 * `id` and `sealed_person` of any one of them.
 */
export const listTogetherPeople = async (ctx: Tx, asked: readonly StayAsk[], figures: StayFigures): Promise<StayPersonRow[]> =>
  asked.length === 0
    ? []
    : (
        await sql<StayPersonRow>`${pairs(asked, figures)}
          select key, one.id, one.sealed_person, least_doubt & ${EVERY_DOUBT}::int as bits, times, ${ms(sql`first_at`)} as first_at, ${ms(sql`last_at`)} as last_at
          from (
            select key, tag, count(*)::int as times, min(from_at) as first_at, max(to_at) as last_at,
              min((bit_count(bits::bit(8))::int + case when bits & ${bitsOf(['said'])}::int > 0 then 8 else 0 end) * ${EVERY_DOUBT + 1}::int + bits) as least_doubt
            from met group by key, tag
          ) as people
          cross join lateral (select id, sealed_person from presence.check_in where tag = people.tag limit 1) as one`.execute(ctx.tx)
      ).rows

/** Paper-code check-ins of others at the spots and times of somebody's own stays: nobody is counted by them. */
export async function countClaims(ctx: Tx, asked: readonly StayAsk[], figures: StayFigures): Promise<number> {
  if (asked.length === 0) return 0
  const { rows } = await sql<{ n: number }>`
    with ${own(asked, figures)}
    select count(distinct c.id)::int as n from own join presence.check_in c
      on c.spot_id = own.spot_id and c.proof = 'claimed' and c.tag <> own.tag and c.at < own.until and c.at > own.assumed_since
    where own.proof <> 'claimed'`.execute(ctx.tx)
  return rows[0]?.n ?? 0
}

/** Own check-ins in the window outside a path; claims are not among them. */
export async function countElsewhere(ctx: Tx, asked: readonly StayAsk[], { path, stayMinutes }: StayFigures): Promise<number> {
  if (asked.length === 0) return 0
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n
      from unnest(${asked.map(({ tag }) => tag)}::bytea[], ${asked.map(({ from }) => from.toISOString())}::timestamptz[], ${asked.map(({ to }) => to.toISOString())}::timestamptz[]) as a (tag, since, until)
      join presence.check_in c on c.tag = a.tag and c.at < a.until and coalesce(c.left_at, c.at + ${minutes(stayMinutes)}) > a.since and c.proof <> 'claimed'
      where not (c.area_path >= ${path} and c.area_path < ${beyond(path)})`.execute(ctx.tx)
  return rows[0]?.n ?? 0
}
