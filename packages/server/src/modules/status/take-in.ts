// One way in for everything a source says, by file or interface: found by document number, kept once, put aside where it fits nobody.
import { type SignalKind, supersededBy, type UnmatchedReason, waits } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { planAt, plansInForce } from '../posture/index.ts'
import { leanOn, peopleByDocuments } from '../registry/index.ts'
import { holdBack, latestOfEach, settleAll } from './hold-back.ts'
import { findEvents, insertSignals, insertUnmatched, supersede } from './repo/signal.ts'
import type { SignalRow, SourceRow, UnmatchedRow } from './tables.ts'

/** What a source said, as far as it could be read. */
export type Told = {
  eventId: string
  row: number | null
  document: string | null
  kind: SignalKind | null
  from: Date | null
  until: Date | null
  evidence: string | null
}
type Person = { id: string; communityId: string; homeId: string; path: string }
export type Matched = { told: Told; people: Person[]; problem: UnmatchedReason | null; isKnown: boolean; isOther: boolean; unmatchedId: string | null }

export const eventKey = (ctx: Ctx, sourceId: string, eventId: string): Buffer => ctx.crypto.index('status.signal.event', `${sourceId} ${eventId}`)
const digestOf = (ctx: Ctx, { document, kind, from, until, evidence }: Told): Buffer =>
  ctx.crypto.index('status.signal', JSON.stringify([document, kind, from?.toISOString() ?? null, until?.toISOString() ?? null, evidence]))

/** Whom each of them means beneath a path. Nothing is written. */
export async function match(ctx: Ctx, source: SourceRow, path: string, told: readonly Told[]): Promise<Matched[]> {
  const people = await peopleByDocuments(
    ctx,
    path,
    told.flatMap((one) => one.document ?? []),
  )
  const known = await findEvents(
    ctx,
    source.id,
    told.map((one) => eventKey(ctx, source.id, one.eventId)),
  )
  return told.map((one) => {
    const found = one.document === null ? [] : (people.get(one.document) ?? [])
    const housed = found.flatMap(({ id, communityId, homeId, path: at }) => (homeId === null ? [] : [{ id, communityId, homeId, path: at }]))
    const before = known.get(eventKey(ctx, source.id, one.eventId).toString('hex'))
    return {
      told: one,
      people: housed,
      problem: problemOf(source, one, housed),
      isKnown: before?.isSettled === true,
      isOther: before !== undefined && !before.digest.equals(digestOf(ctx, one)),
      unmatchedId: before?.unmatchedId ?? null,
    }
  })
}

function problemOf(source: SourceRow, told: Told, people: readonly Person[]): UnmatchedReason | null {
  if (told.document === null) return 'document_missing'
  if (told.kind === null) return 'kind_unknown'
  if (!source.kinds.includes(told.kind)) return 'kind_not_of_source'
  if (told.from === null) return 'day_unreadable'
  if (people.length === 0) return 'no_such_person'
  // The same person may be in two communities' ledgers; two in one are for somebody to tell apart.
  return new Set(people.map((person) => person.communityId)).size < people.length ? 'several_people' : null
}

export type TakenIn = { taken: number; known: number; aside: number; /** The list that waits for people of other units. */ importId: string | null }
/** By a person's hand, as a file; or by a source's own signature. */
type Way = { way: 'file'; by: { id: string; unit: string } } | { way: 'api'; by: { id: string; unit: string } | null }
type Coming = Way & { source: SourceRow; place: { communityId: string; path: string } }
/** What hurts comes into force at once only from the source itself; what somebody carried in waits as a list. Events told again change nothing. */
export async function takeIn(ctx: Ctx, coming: Coming, matched: readonly Matched[]): Promise<TakenIn> {
  const { source, place } = coming
  const planOf = await plansInForce(ctx)
  const verdictOf = (row: Pick<SignalRow, 'area_path' | 'kind'>) => planOf(row.area_path).status.kinds[row.kind as SignalKind].verdict
  const fresh = matched.filter((one) => !one.isKnown)
  const signals: SignalRow[] = []
  const aside: UnmatchedRow[] = []
  const importId = uuidv7()
  for (const { told, people, problem, unmatchedId } of fresh) {
    const key = { event_key: eventKey(ctx, source.id, told.eventId), digest: digestOf(ctx, told) }
    if (problem === null)
      for (const person of people) {
        const row = await signalRow(ctx, { ...coming, told, person, key })
        const isHeld = coming.way === 'file' && waits(told.kind!, verdictOf(row))
        signals.push(isHeld ? { ...row, state: 'proposed', import_id: importId } : row)
      }
    else if (unmatchedId === null) aside.push(await unmatchedRow(ctx, { source, way: coming.way, place, told, problem, key }))
  }
  const written = await insertSignals(ctx, signals)
  await insertUnmatched(ctx, aside)
  const news = signals.filter((row) => written.has(row.id))
  const held = news.filter((row) => row.import_id !== null)
  const weighing = news.filter((row) => row.import_id === null)
  for (const row of latestOfEach(weighing)) await supersede(ctx, row, supersededBy(row.kind as SignalKind))
  for (const { person_id, home_id } of news) await leanOn(ctx, { personId: person_id, homeId: home_id })
  if (coming.way === 'file' && held.length > 0) await holdBack(ctx, { id: importId, sourceId: source.id, by: coming.by, place, verdictOf }, held)
  await settleAll(ctx, weighing)
  ctx.audit.subjects(news.map((row) => row.person_id))
  return { taken: news.length, known: matched.length - fresh.length, aside: aside.length, importId: held.length > 0 ? importId : null }
}

type Key = Pick<SignalRow, 'event_key' | 'digest'>
async function signalRow(ctx: Ctx, one: Way & { source: SourceRow; told: Told; person: Person; key: Key }): Promise<SignalRow> {
  const id = uuidv7()
  const { told, person } = one
  return {
    ...blankSignal(ctx, { id, person, source: one.source, kind: told.kind!, way: one.way }),
    ...one.key,
    state: 'inForce',
    valid_from: told.from!,
    valid_until: told.until,
    sealed_evidence: told.evidence === null ? null : await sealEvidence(ctx, id, person.path, told.evidence),
    reported_by: one.by?.id ?? null,
    reported_unit: one.by?.unit ?? null,
  }
}

export const blankSignal = (
  ctx: Ctx,
  { id, person, source, kind, way }: { id: string; person: Person; source: Pick<SourceRow, 'id'>; kind: SignalKind; way: SignalRow['way'] },
): Omit<SignalRow, 'event_key' | 'digest' | 'state' | 'valid_from' | 'valid_until' | 'sealed_evidence' | 'reported_by' | 'reported_unit'> => ({
  community_id: person.communityId,
  id,
  person_id: person.id,
  first_person_id: null,
  home_id: person.homeId,
  area_path: person.path,
  source_id: source.id,
  kind,
  way,
  received_at: ctx.now,
  confirmed_by: null,
  confirmed_at: null,
  ended_at: null,
  ended_by: null,
  sealed_end_reason: null,
  import_id: null,
  agreed_units: [],
  is_lapsed: false,
})

/** Under the emergency's own key: when that is destroyed nobody reads it any more. */
export async function sealEvidence(ctx: Ctx, id: string, path: string, text: string, column = 'sealed_evidence'): Promise<Buffer> {
  const { orderId } = await planAt(ctx, path)
  return ctx.crypto.seal('health', { table: 'status.signal', row: id, column }, text, orderId ?? 'peace')
}

async function unmatchedRow(
  ctx: Ctx,
  one: { source: SourceRow; way: 'file' | 'api'; place: { communityId: string; path: string }; told: Told; problem: UnmatchedReason; key: Key },
): Promise<UnmatchedRow> {
  const id = uuidv7()
  const { orderId } = await planAt(ctx, one.place.path)
  return {
    community_id: one.place.communityId,
    id,
    area_path: one.place.path,
    source_id: one.source.id,
    way: one.way,
    problem: one.problem,
    row_number: one.told.row,
    received_at: ctx.now,
    ...one.key,
    sealed_event: ctx.crypto.seal('health', { table: 'status.unmatched', row: id, column: 'sealed_event' }, JSON.stringify(one.told), orderId ?? 'peace'),
  }
}

/** What was put aside, as it was told. */
export function openTold(ctx: Ctx, row: UnmatchedRow): Told {
  const told = JSON.parse(ctx.crypto.open('health', { table: 'status.unmatched', row: row.id, column: 'sealed_event' }, row.sealed_event)) as Told
  const time = (at: Date | string | null) => (at === null ? null : new Date(at))
  return { ...told, from: time(told.from), until: time(told.until) }
}
