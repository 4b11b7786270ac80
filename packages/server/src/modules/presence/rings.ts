// Who was with somebody: gates and spots asked in one statement each for however many cases, put together by the rule. Judges whole, beyond the
// caller's own areas, and only beneath the path that was asked about; whoever calls has seen to it that this may be known.
import { type Certainty, certaintyOf, type Doubt, doubtsOf, secondWindows } from '@xiaomen/rules/presence'
import type { Ctx } from '../../platform/ctx.ts'
import { type NearAsk, passagesElsewhere, passagesNear, peopleNear } from '../gate/index.ts'
import { idsOfPeople, mergedAmong } from '../registry/index.ts'
import { figures } from './figures.ts'
import * as repo from './repo/meet.ts'
import { keyOf, openWho, tagsIn, type Who } from './who.ts'

const MINUTE_MS = 60_000
export type Case = { personId: string; from: Date; to: Date }
/** `ms`: apart at a gate, together at a spot. `key`: of whom. */
export type Met = { key: string; kind: 'gate' | 'spot'; placeId: string; from: number; to: number; ms: number; doubts: Doubt[] }
export type FoundPerson = { key: string; who: Who; certainty: Certainty; doubts: Doubt[]; times: number; first: number; last: number }
/** `unnamed`: passages beside the case's by nobody of the ledger. */
export type Ring = { found: Map<string, FoundPerson>; meetings: Met[]; unnamed: number }
type Reading = Pick<Ctx, 'tx' | 'crypto'>

const nearFigures = (path: string) => {
  const nearMs = figures().nearMinutes * MINUTE_MS
  return { path, nearMs, apartMs: nearMs / 2 }
}
const stayFigures = (path: string) => ({ path, ...figures() })
/** By the bits the gate tells them in. */
const GATE_DOUBTS = (['named', 'otherDirection', 'apart'] as const satisfies Doubt[]).reduce<Doubt[][]>(
  (all, doubt) => [...all, ...all.map((one) => [...one, doubt])],
  [[]],
)
const gateDoubts = ({ doubts }: { doubts: number }): Doubt[] => GATE_DOUBTS[doubts]!
const RANK = { low: 0, medium: 1, high: 2 } as const

/** One more meeting, or many of a kind, of the same person: the surest of them counts, and of equals the one with fewer doubts. */
function add(found: Map<string, FoundPerson>, who: Who, met: { doubts: Doubt[]; times: number; first: number; last: number }): void {
  const key = keyOf(who)
  const certainty = certaintyOf(met.doubts)
  const known = found.get(key)
  if (known === undefined) {
    found.set(key, { key, who, certainty, ...met })
    return
  }
  known.times += met.times
  known.first = Math.min(known.first, met.first)
  known.last = Math.max(known.last, met.last)
  if (RANK[certainty] > RANK[known.certainty] || (certainty === known.certainty && met.doubts.length < known.doubts.length)) {
    known.certainty = certainty
    known.doubts = met.doubts
  }
}

const staysAsked = (ctx: Reading, key: number, who: readonly string[], window: { from: Date; to: Date }) =>
  who.flatMap((one) => tagsIn(ctx, one, window, figures().longestStayMinutes).map((tag) => ({ key, tag, ...window })))

async function askedFor(ctx: Reading, cases: readonly Case[]): Promise<{ gates: NearAsk[]; stays: repo.StayAsk[] }> {
  const ids = await idsOfPeople(ctx, [...new Set(cases.map(({ personId }) => personId))])
  return {
    gates: cases.flatMap(({ personId, from, to }, key) => ids.get(personId)!.map((id) => ({ key, personId: id, from, to }))),
    stays: cases.flatMap(({ personId, from, to }, key) =>
      staysAsked(
        ctx,
        key,
        ids.get(personId)!.map((id) => `p:${id}`),
        { from, to },
      ),
    ),
  }
}
/** Ids as they stand today, for whoever was written down under one that has become another's since. */
async function today(ctx: Reading, ids: Iterable<string>): Promise<(who: Who) => Who> {
  const merged = await mergedAmong(ctx, [...new Set(ids)])
  return (who) => ('personId' in who && merged.has(who.personId) ? { personId: merged.get(who.personId)! } : who)
}
const idOf = (who: Who): string[] => ('personId' in who ? [who.personId] : [])

/** The first ring of each case, in their order. */
export async function firstRings(ctx: Reading, path: string, cases: readonly Case[]): Promise<Ring[]> {
  await repo.probePlainly(ctx)
  const asked = await askedFor(ctx, cases)
  const passages = await passagesNear(ctx, asked.gates, nearFigures(path))
  const stays = (await repo.listTogether(ctx, asked.stays, stayFigures(path))).map((row) => ({ row, who: openWho(ctx, row) }))
  const now = await today(ctx, [...passages.flatMap(({ person_id }) => person_id ?? []), ...stays.flatMap(({ who }) => idOf(who))])
  const rings = cases.map((): Ring => ({ found: new Map(), meetings: [], unnamed: 0 }))
  const unnamed = cases.map(() => new Set<string>())
  const note = (at: number, who: Who, met: Omit<Met, 'key'>) => {
    const current = now(who)
    if ('personId' in current && current.personId === cases[at]!.personId) return
    rings[at]!.meetings.push({ key: keyOf(current), ...met })
    add(rings[at]!.found, current, { doubts: met.doubts, times: 1, first: met.from, last: met.to })
  }
  for (const row of passages) {
    if (row.person_id === null) {
      unnamed[row.key]!.add(row.nobody_id ?? '')
      continue
    }
    const met = { from: Math.min(row.at, row.other_at), to: Math.max(row.at, row.other_at), ms: Math.abs(row.at - row.other_at), doubts: gateDoubts(row) }
    note(row.key, { personId: row.person_id }, { kind: 'gate', placeId: row.gate_id, ...met })
  }
  for (const { row, who } of stays)
    note(row.key, who, { kind: 'spot', placeId: row.spot_id, from: row.from_at, to: row.to_at, ms: row.to_at - row.from_at, doubts: doubtsOf(row.bits) })
  for (const [at, ring] of rings.entries()) {
    ring.unnamed = unnamed[at]!.size
    ring.meetings.sort((one, other) => one.from - other.from || one.to - other.to || (one.key < other.key ? -1 : 1))
  }
  return rings
}

/** The second ring of one case: whoever met somebody of the first after that one had met the case. Person by person, without the places. */
export async function secondRing(ctx: Reading, path: string, of: Case, first: Ring): Promise<Map<string, FoundPerson>> {
  const windows = secondWindows(
    first.meetings.map(({ key, from }) => ({ who: key, from })),
    { from: of.from.getTime(), to: of.to.getTime() },
  )
  const ids = await idsOfPeople(
    ctx,
    [...first.found.values()].flatMap(({ who }) => idOf(who)),
  )
  const gates: NearAsk[] = []
  const stays: repo.StayAsk[] = []
  for (const { key, who } of first.found.values()) {
    const { from, to } = windows.get(key)!
    const window = { from: new Date(from), to: new Date(to) }
    const own = idOf(who).flatMap((id) => ids.get(id)!)
    gates.push(...own.map((personId) => ({ key: 0, personId, ...window })))
    stays.push(...staysAsked(ctx, 0, 'personId' in who ? own.map((id) => `p:${id}`) : [key], window))
  }
  const passages = await peopleNear(ctx, gates, nearFigures(path))
  const rows = (await repo.listTogetherPeople(ctx, stays, stayFigures(path))).map((row) => ({ row, who: openWho(ctx, row) }))
  const now = await today(ctx, [...passages.map(({ person_id }) => person_id), ...rows.flatMap(({ who }) => idOf(who))])
  const found = new Map<string, FoundPerson>()
  const note = (who: Who, met: Parameters<typeof add>[2]) => {
    const current = now(who)
    const key = keyOf(current)
    if (key !== `p:${of.personId}` && !first.found.has(key)) add(found, current, met)
  }
  for (const row of passages) note({ personId: row.person_id }, { doubts: gateDoubts(row), times: row.times, first: row.first_at, last: row.last_at })
  for (const { row, who } of rows) note(who, { doubts: doubtsOf(row.bits), times: row.times, first: row.first_at, last: row.last_at })
  return found
}

/** What is not counted as anybody: claims where the case was; and where the case was outside the area. */
export async function beside(ctx: Reading, path: string, of: Case): Promise<{ claims: number; elsewhere: number }> {
  const asked = await askedFor(ctx, [of])
  const gates = await passagesElsewhere(
    ctx,
    asked.gates.map(({ personId }) => personId),
    { from: of.from, to: of.to, path },
  )
  const spots = await repo.countElsewhere(ctx, asked.stays, stayFigures(path))
  return { claims: await repo.countClaims(ctx, asked.stays, stayFigures(path)), elsewhere: gates + spots }
}
