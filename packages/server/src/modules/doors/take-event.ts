// What happened at a door, once each by the controller's own count.
import { doorsEvents } from '@xiaomen/contract'
import { decideAtDoor } from '@xiaomen/rules/doors'
import type { CodeProblem, Verdict } from '@xiaomen/rules/gate'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { findGateOfDoor, holdersOf, readCodeAtDoor, recordAtDoor, type ShownAtDoor } from '../gate/index.ts'
import { planAt } from '../posture/index.ts'
import { clear, raise } from './alarms.ts'
import { commandMessage, makeCommand } from './commands.ts'
import { opensFor, passClassOf } from './list.ts'
import { findCardByHash } from './repo/cards.ts'
import { findEvent, insertEvent, insertEventConflict, wasElsewhere } from './repo/events.ts'
import { updateDevice } from './repo/devices.ts'
import type { CardRow, DeviceRow, DoorRow, EventRow } from './tables.ts'
import type { DownMessage, UP } from './wire.ts'

type Told = z.output<typeof UP.event>
type At = { device: DeviceRow; door: DoorRow }
/** Nobody walks from one door to the next in this time: one of two such cards is a copy. */
const TWICE_MS = 2_000
/** Older than this when it came, and it waited for the network. */
const LATE_MS = 30_000

const canonical = ({ n, at, kind, card, code, opened }: Told) => JSON.stringify([n, at, kind, card ?? null, code ?? null, opened ?? null])

export async function takeEvent(ctx: Ctx, db: unknown, { device, door }: At, told: Told): Promise<DownMessage[]> {
  const receipt: DownMessage = { kind: 'receipt', message: { v: 1, n: told.n } }
  const digest = ctx.crypto.index('doors.event', canonical(told))
  const before = await findEvent(ctx, door.community_id, device.id, told.n)
  if (before) {
    if (!Buffer.from(before.digest).equals(digest)) await keepAside(ctx, { device, door }, told, digest)
    // Either way it must not be sent for ever; what was kept aside is looked at by people.
    return [receipt]
  }
  // A controller's clock is data: of the future it is now.
  const at = new Date(Math.min(told.at * 1000, ctx.now.getTime()))
  const reading = told.kind === 'read' || told.kind === 'decided' ? await judge(ctx, door, told, judgedAt(ctx, told, at)) : null
  const wasOpened = told.kind === 'decided' ? (told.opened ?? false) : (reading?.verdict.openDoor ?? null)
  const row: EventRow = {
    community_id: door.community_id,
    device_id: device.id,
    n: String(told.n),
    door_id: door.id,
    area_path: door.area_path,
    at,
    received_at: ctx.now,
    kind: told.kind,
    card_id: reading?.card?.id ?? null,
    person_id: reading?.shown.who?.personId ?? null,
    home_id: reading?.shown.who?.homeId ?? null,
    outcome: reading?.verdict.outcome ?? null,
    reasons: reading?.verdict.reasons ?? [],
    was_opened: wasOpened,
    is_late: ctx.now.getTime() - at.getTime() > LATE_MS,
    digest,
  }
  await insertEvent(ctx, row)
  if (reading) return [...(await answer(ctx, db, { device, door }, told, { ...reading, at })), receipt]
  await follow(ctx, { device, door }, told)
  return [receipt]
}

/** Who waits at the reader is judged as of now: a controller counts in seconds, and a card lost in this one opens nothing more. What it decided by itself, as of then. */
const judgedAt = (ctx: Ctx, told: Told, at: Date): Date => (told.kind === 'read' ? ctx.now : at)

type Reading = { shown: ShownAtDoor; card: CardRow | null; verdict: Verdict }

async function judge(ctx: Ctx, door: DoorRow, told: Told, at: Date): Promise<Reading> {
  const card = told.card === undefined ? null : ((await findCardByHash(ctx, door.community_id, told.card)) ?? null)
  const shown: ShownAtDoor = told.card === undefined ? await readCodeAtDoor(ctx, door.community_id, told.code ?? '', at) : ofCard(card, at)
  const gate = door.gate_id === null ? null : await findGateOfDoor(ctx, door.gate_id)
  const { who } = shown
  const isResident = card === null || card.holder === 'resident'
  const verdict = decideAtDoor(
    (await planAt(ctx, door.area_path)).gate,
    {
      holder: who === null ? null : (await holdersOf(ctx, door.community_id))(who),
      opensHere: who !== null && opensFor(door, { holder: isResident ? 'resident' : 'worker', area_path: who.path }),
      isGateOpen: gate?.isOpen ?? true,
      hasGuard: gate !== null,
    },
    { direction: door.direction, means: shown.kind, problem: shown.problem, isUnproven: shown.isUnproven },
    at,
  )
  return { shown, card, verdict }
}

function ofCard(card: CardRow | null, at: Date): ShownAtDoor {
  if (card === null) return { kind: 'card', value: '', problem: null, who: null, isUnproven: false }
  const isEnded = card.state !== 'active' && (card.ended_at === null || card.ended_at <= at)
  const problem: CodeProblem | null = isEnded ? 'code_revoked' : card.valid_until !== null && card.valid_until <= at ? 'code_expired' : null
  return {
    kind: 'card',
    value: '',
    problem,
    isUnproven: false,
    who: { credentialId: null, personId: card.person_id, homeId: card.home_id, path: card.area_path, passClass: passClassOf(card) },
  }
}

/** Opens or not, and writes down who passed: at a gate as the gate would, elsewhere the event is enough. */
async function answer(ctx: Ctx, db: unknown, { device, door }: At, told: Told, { shown, card, verdict, at }: Reading & { at: Date }): Promise<DownMessage[]> {
  const place = { communityId: door.community_id, doorId: door.id, path: door.area_path }
  if (card !== null) {
    const near = {
      communityId: door.community_id,
      cardId: card.id,
      doorId: door.id,
      from: new Date(at.getTime() - TWICE_MS),
      until: new Date(at.getTime() + TWICE_MS),
    }
    if (await wasElsewhere(ctx, near)) await raise(ctx, place, 'cardTwice')
  }
  const gate = door.gate_id === null ? null : await findGateOfDoor(ctx, door.gate_id)
  const wasThere = told.kind === 'read' || told.opened === true
  if (gate !== null && wasThere && shown.who !== null && shown.problem === null && opensForWho(door, card, shown))
    await recordAtDoor(ctx, db, { gateId: door.gate_id!, gate, shown, direction: door.direction, at })
  if (told.kind === 'decided') return []
  if (!verdict.openDoor) return [{ kind: 'answer', message: { v: 1, of: told.n, open: false } }]
  const command = await makeCommand(ctx, { door, deviceId: device.id, kind: 'open', why: shown.kind })
  return [commandMessage(command, door.open_seconds, ctx.now, told.n)]
}
const opensForWho = (door: DoorRow, card: CardRow | null, { who }: ShownAtDoor) =>
  who !== null && opensFor(door, { holder: card?.holder ?? 'resident', area_path: who.path })

async function follow(ctx: Ctx, { device, door }: At, { kind }: Told): Promise<void> {
  const place = { communityId: door.community_id, doorId: door.id, path: door.area_path }
  if (kind === 'opened' || kind === 'closed') await updateDevice(ctx, device, { lock_state: kind === 'opened' ? 'open' : 'closed' })
  if (kind === 'closed') await clear(ctx, place, ['heldOpen', 'forced', 'fire'])
  if (kind === 'heldOpen' || kind === 'forced' || kind === 'fire') {
    await updateDevice(ctx, device, { lock_state: 'open' })
    await raise(ctx, place, kind)
  }
  await ctx.emit(doorsEvents.doorChanged, { communityId: door.community_id, areaPath: door.area_path, doorId: door.id })
}

async function keepAside(ctx: Ctx, { device, door }: At, told: Told, digest: Buffer): Promise<void> {
  const row = `${device.id}-${told.n}`
  await insertEventConflict(ctx, {
    community_id: door.community_id,
    device_id: device.id,
    n: String(told.n),
    digest,
    area_path: door.area_path,
    received_at: ctx.now,
    sealed_body: ctx.crypto.seal('whereabouts', { table: 'doors.event_conflict', row, column: 'sealed_body' }, JSON.stringify(told)),
  })
  await raise(ctx, { communityId: door.community_id, doorId: door.id, path: door.area_path }, 'otherBytes')
}
