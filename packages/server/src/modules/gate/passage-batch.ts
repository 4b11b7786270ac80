// One group of passages: what must be known is read by one statement, all that follows is written by another.
import { type gate, gateErrors, gateEvents } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import { contains } from '@xiaomen/rules/areas'
import { decidePassage, type ExitQuota, isOpenAt, isWhoseKnown, readPlate, type Verdict } from '@xiaomen/rules/gate'
import type { z } from 'zod'
import { auditOf } from '../../platform/audit.ts'
import type { Actor, Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import type { Settled } from '../../platform/group-commit.ts'
import { outboxRow } from '../../platform/outbox.ts'
import { type Exits, exitsSince, quotaKeyOf } from './exits.ts'
import { casesFrom, holderOf } from './holders.ts'
import { type Plans, rememberedPlans } from './plans.ts'
import type { ReadMeans } from './read-means.ts'
import { findKnown, insertConflicts, insertPassages, type Known, type KnownPassage, listPassages } from './repo/passages.ts'
import { remember, seenBefore } from './shown-before.ts'
import { type Heeding, heedRiskAreas, placesText } from './where-from.ts'
import type { HoldRow, PassageConflictRow, PassageRow } from './tables.ts'
import { isListed } from './service/vehicles.ts'
import { rememberedTransports, type Transports } from './transports.ts'
import { problemOf, type Who, whoIs } from './who-is.ts'
import { rememberedZones, type ZonesAt } from './zones.ts'

type Input = z.output<(typeof gate)['recordPassage']['input']>
export type Passing = {
  input: Input
  shown: ReadMeans
  /** Whom a lock knows by a card, or by a code that it has looked up already. */
  known?: Who | null
  /** When it happened, as far as the phone's clock can be believed. */
  at: Date
  /** When it came here. */
  now: Date
  actor: Actor
  role: Role | null
  gate: { communityId: string; path: string }
  scope: readonly string[]
}
export type Said = Verdict & { id: string; isNew: boolean }
type Decided = { passing: Passing; row: PassageRow; hold: HoldRow | null }

/** Same bytes, same text, whichever way round the phone wrote its fields. */
const canonical = ({
  arrival,
  at,
  credentialId,
  direction,
  gateId,
  guardSays,
  homeId,
  id,
  means,
  medical,
  note,
  personId,
  plate,
  seen,
  temperatureC,
  whereFrom,
}: Input): string =>
  JSON.stringify([
    id,
    gateId,
    means.kind,
    means.value,
    credentialId ?? null,
    personId ?? null,
    homeId ?? null,
    direction,
    temperatureC ?? null,
    at,
    guardSays ?? null,
    medical ?? null,
    note ?? null,
    // Last and only when there: what phones sent before they asked this keeps its digest.
    ...(whereFrom === undefined ? [] : [whereFrom.riskAreaIds, whereFrom.place ?? null]),
    ...(seen === undefined ? [] : [seen]),
    ...(arrival === undefined ? [] : [arrival, plate ?? null]),
  ])

/** How late a passage may come and still find what counted in its hour. */
const LATEST_MS = 3 * 86_400_000

/** A lock belongs to the house: whom it knows, it sees. */
export const SYSTEM_SCOPE: readonly string[] = ['/']

const keyOf = (communityId: string, id: string) => `${communityId} ${id}`

export async function commitPassages(ctx: Ctx, db: unknown, items: readonly Passing[]): Promise<{ settled: Settled<Said>[]; hasEvents: boolean }> {
  const known = await findKnown(ctx, {
    communityIds: [...new Set(items.map((item) => item.gate.communityId))],
    gateIds: [...new Set(items.map((item) => item.input.gateId))],
    codeIds: valuesOf(items, ({ shown }) => shown.codeId),
    shortCodes: valuesOf(items, ({ shown }) => shown.shortCode),
  })
  const plans = await rememberedPlans(ctx, db)
  const zones = await rememberedZones(ctx, db)
  const transports = await rememberedTransports(ctx, db)
  const asked = items.filter((item) => item.input.whereFrom !== undefined)
  // Read only where somebody was asked: in peace, and of most people, nobody is.
  const heed: Heeding = asked.length === 0 ? () => [] : await heedRiskAreas(ctx, new Date(Math.min(...asked.map(({ at }) => at.getTime()))))
  const decide = decider(ctx, { plans, zones, transports }, known, heed)
  // The first of an id within the group; what the database knows of it already shows when it is not written.
  const first = new Map<string, Decided>()
  const digests: Buffer[] = []
  for (const item of items) {
    const digest = ctx.crypto.index('gate.passage', canonical(item.input))
    digests.push(digest)
    const key = keyOf(item.gate.communityId, item.input.id)
    if (!first.has(key)) first.set(key, await decide(item, digest))
  }
  const written = await insertPassages(
    ctx,
    [...first.values()].map((decided) => ({
      row: decided.row,
      audit: auditOf(decided.passing.actor, decided.passing.role, decided.passing.now),
      hold: decided.hold,
      event: feverOf(decided.hold, ctx.now),
      risk_event: riskAreaOf(decided.hold, ctx.now),
    })),
  )
  const isWritten = ({ row }: Decided) => written.has(row.id)
  const before = await passagesBefore(
    ctx,
    [...first.values()].filter((one) => !isWritten(one)),
  )

  const conflicts: PassageConflictRow[] = []
  const answered = new Set<string>()
  const settled = items.map((item, index): Settled<Said> => {
    const key = keyOf(item.gate.communityId, item.input.id)
    const kept = before.get(key) ?? first.get(key)!.row
    if (!kept.digest.equals(digests[index]!)) {
      conflicts.push(conflictOf(ctx, item, digests[index]!, plans(item.gate.path).orderId ?? 'peace'))
      return { refusal: fail(gateErrors, 'gate.other_bytes') }
    }
    const isNew = !before.has(key) && !answered.has(key)
    answered.add(key)
    return { answer: { id: item.input.id, isNew, outcome: kept.outcome, reasons: kept.reasons, openDoor: kept.outcome === 'enter' } }
  })
  await insertConflicts(ctx, conflicts)
  return { settled, hasEvents: [...first.values()].some(({ hold }) => isFever(hold) || isFromRiskArea(hold)) }
}

const valuesOf = (items: readonly Passing[], valueOf: (item: Passing) => string | null) =>
  items.flatMap((item) => {
    const value = valueOf(item)
    return value === null ? [] : [{ communityId: item.gate.communityId, value }]
  })

async function passagesBefore(ctx: Ctx, decided: readonly Decided[]): Promise<Map<string, KnownPassage>> {
  if (decided.length === 0) return new Map()
  const rows = await listPassages(
    ctx,
    [...new Set(decided.map(({ row }) => row.community_id))],
    decided.map(({ row }) => row.id),
  )
  return new Map(rows.map((row) => [keyOf(row.community_id, row.id), { ...row, digest: Buffer.from(row.digest) }]))
}

function decider(
  ctx: Ctx,
  { plans, zones, transports }: { plans: Plans; zones: ZonesAt; transports: Transports },
  { gates, credentials, cases: open, statuses, withdrawn_keys }: Known,
  heed: Heeding,
): (passing: Passing, digest: Buffer) => Promise<Decided> {
  const timesOf = new Map(gates.map((gate) => [gate.id, gate]))
  const exits = exitsOfGroup(ctx)
  const byCode = new Map(credentials.map((row) => [keyOf(row.community_id, row.code_id), row]))
  const byShort = new Map(credentials.map((row) => [keyOf(row.community_id, row.short_code), row]))
  const cases = casesFrom(open, statuses, transports.of)
  const withdrawn = new Set(withdrawn_keys)
  return async (passing, digest) => {
    const { input, shown, at, now, gate } = passing
    const plan = plans(gate.path)
    const credential =
      shown.codeId !== null
        ? byCode.get(keyOf(gate.communityId, shown.codeId))
        : shown.shortCode !== null
          ? byShort.get(keyOf(gate.communityId, shown.shortCode))
          : undefined
    const wrong = shown.kid !== null && withdrawn.has(shown.kid) ? 'code_revoked' : (problemOf(credential, at) ?? shown.problem)
    const who = isWhoseKnown(wrong) ? await whoIs(ctx, passing, credential) : null
    const showing = { passageId: input.id, gateId: input.gateId, direction: input.direction, at }
    const person = { communityId: gate.communityId, credentialId: null, personId: null, passClass: null, ...who }
    const { isReplayed, isElsewhere } = seenBefore(shown, person, showing)
    const problem = wrong ?? (isReplayed ? 'code_replayed' : null)
    // Beyond the guard's own places nobody is known, as in the list on the guard's phone.
    const seen = who && passing.scope.some((path) => contains(path, who.path)) ? who : null
    const against = seen && holderOf({ person_id: seen.personId, home_id: seen.homeId, pass_class: seen.passClass }, cases)
    const quotaKey = seen && input.direction === 'out' ? quotaKeyOf(plan.gate.exitQuota, seen) : null
    const counted = quotaKey === null ? null : await exits(gate.communityId, plan.gate.exitQuota!, seen!.homeId!)
    const holder = against && { ...against, exits: counted?.of(quotaKey, at) ?? [], zones: zones.ofHome(seen.path) }
    const listed = heed({ path: gate.path, policy: plan.gate, at, whereFrom: input.whereFrom })
    const verdict = decidePassage(
      plan.gate,
      { holder, isGateOpen: wasOpen(timesOf.get(input.gateId), at), asOf: at, zones: zones.atGate(gate.path) },
      {
        direction: input.direction,
        means: shown.kind,
        problem,
        temperatureC: input.temperatureC,
        isFromRiskArea: input.whereFrom && listed.length > 0,
        medical: input.medical,
        seen: input.seen,
        isUnproven: shown.isUnproven,
        isElsewhere,
        arrival: input.arrival,
        isListedVehicle: await isListed(ctx, gate, input, at),
        isTransportVehicle: transports.hasVehicle(gate, input, at),
      },
      at,
    )
    // An agreed way to the hospital is one without the guard saying so; an arrival is of nobody.
    const isMedical = input.medical === true || (input.arrival === undefined && verdict.reasons.includes('medical_way'))
    const hasPassed = verdict.outcome === 'enter' || input.guardSays === 'admitted'
    remember(shown, person, showing, hasPassed)
    if (hasPassed && !isMedical) counted?.add(quotaKey, { id: input.id, at })
    const seal = (table: string, column: string, dataClass: 'health' | 'whereabouts', text: string | null | undefined) =>
      text === null || text === undefined ? null : ctx.crypto.seal(dataClass, { table, row: input.id, column }, text, plan.orderId ?? 'peace')
    const temperature = input.temperatureC === undefined ? null : String(input.temperatureC)
    const row: PassageRow = {
      community_id: gate.communityId,
      id: input.id,
      gate_id: input.gateId,
      area_path: gate.path,
      at,
      received_at: now,
      late_s: Math.round((now.getTime() - at.getTime()) / 1000),
      direction: input.direction,
      means: shown.kind,
      credential_id: seen?.credentialId ?? null,
      person_id: seen?.personId ?? null,
      home_id: seen?.homeId ?? null,
      pass_class: seen?.passClass ?? null,
      outcome: verdict.outcome,
      reasons: verdict.reasons,
      guard_says: input.guardSays ?? null,
      is_medical: isMedical,
      seen: input.seen ?? null,
      arrival: input.arrival ?? null,
      sealed_plate:
        input.plate === undefined
          ? null
          : ctx.crypto.seal(
              'name',
              { table: 'gate.passage', row: input.id, column: 'sealed_plate' },
              readPlate(input.plate) ?? input.plate,
              plan.orderId ?? 'peace',
            ),
      sealed_temperature: seal('gate.passage', 'sealed_temperature', 'health', temperature),
      sealed_means: seal('gate.passage', 'sealed_means', 'whereabouts', shown.typed),
      sealed_where_from: seal('gate.passage', 'sealed_where_from', 'whereabouts', placesText(listed)),
      sealed_note: seal('gate.passage', 'sealed_note', 'health', input.note),
      digest,
      account_id: passing.actor.kind === 'account' ? passing.actor.id : null,
    }
    // A fever on a medical way out stops nobody, but somebody must still ask after it; so where a pack lets people from listed places in and has them reported.
    const needsSeeing = verdict.outcome === 'hold' || verdict.reasons.includes('fever') || verdict.reasons.includes('from_risk_area')
    const hold: HoldRow | null = needsSeeing
      ? {
          community_id: gate.communityId,
          passage_id: input.id,
          area_path: seen?.path ?? gate.path,
          gate_id: input.gateId,
          person_id: row.person_id,
          home_id: row.home_id,
          at,
          reasons: verdict.reasons,
          sealed_temperature: seal('gate.hold', 'sealed_temperature', 'health', temperature),
          sealed_where_from: seal('gate.hold', 'sealed_where_from', 'health', placesText(listed)),
          resolved_at: null,
          finding: null,
          resolved_by: null,
          sealed_note: null,
        }
      : null
    return { passing, row, hold }
  }
}

/** A gate that another one closed meanwhile was open before. One nobody knows is judged as open. */
function wasOpen(gate: Known['gates'][number] | undefined, at: Date): boolean {
  if (gate === undefined) return true
  const isClosedBefore = gate.closed_from !== null && new Date(gate.closed_from) > at
  return isOpenAt({ isOpen: gate.is_open, hours: gate.hours, closedUntil: isClosedBefore ? null : gate.closed_until }, at)
}

/** Ways out of homes, read once for a group, which counts its own on top. Read only where a pack counts them. */
function exitsOfGroup(ctx: Ctx): (communityId: string, quota: ExitQuota, homeId: string) => Promise<Exits> {
  const known = new Map<string, Promise<Exits>>()
  return (communityId, quota, homeId) => {
    const found = known.get(homeId) ?? exitsSince(ctx, communityId, quota, [homeId], new Date(ctx.now.getTime() - LATEST_MS))
    known.set(homeId, found)
    return found
  }
}

const conflictOf = (ctx: Ctx, { input, gate, now, actor }: Passing, digest: Buffer, scope: string): PassageConflictRow => ({
  community_id: gate.communityId,
  passage_id: input.id,
  digest,
  gate_id: input.gateId,
  area_path: gate.path,
  received_at: now,
  account_id: actor.kind === 'account' ? actor.id : null,
  sealed_body: ctx.crypto.seal('whereabouts', { table: 'gate.passage_conflict', row: input.id, column: 'sealed_body' }, JSON.stringify(input), scope),
})

const isFever = (hold: HoldRow | null): hold is HoldRow => hold !== null && hold.reasons.includes('fever')

const isFromRiskArea = (hold: HoldRow | null): hold is HoldRow => hold !== null && hold.reasons.includes('from_risk_area')

type Found = typeof gateEvents.feverFound | typeof gateEvents.riskAreaFound
const foundOf = (event: Found, hold: HoldRow, now: Date) =>
  outboxRow({
    name: event.name,
    at: now,
    payload: event.payload.parse({
      communityId: hold.community_id,
      passageId: hold.passage_id,
      areaPath: hold.area_path,
      personId: hold.person_id,
      homeId: hold.home_id,
      at: hold.at.toISOString(),
    }),
  })
const feverOf = (hold: HoldRow | null, now: Date) => (isFever(hold) ? foundOf(gateEvents.feverFound, hold, now) : null)
const riskAreaOf = (hold: HoldRow | null, now: Date) => (isFromRiskArea(hold) ? foundOf(gateEvents.riskAreaFound, hold, now) : null)
