// 责任人 for the rooms above: they say for whom and which slots, and are told who it is. Who is on duty, away or gone they need not know.
import { type CaredKind, type CarerSlot, type SlotChange, type SlotGap } from '@xiaomen/rules/answerability'
import { contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { coveredBy } from '../access/index.ts'
import { findArea } from '../areas/index.ts'
import { type Hand, handFor, handViews, type Who } from './hands.ts'
import { leftHands, whoIsThere } from './lists.ts'
import { listHands, listHandsOfAccounts } from './repo/hand.ts'
import * as repo from './repo/slot.ts'
import { giveSlots, keepChanges, settleCommunity } from './settle.ts'
import type { HandRow, SlotRow } from './tables.ts'

export type CaredFor = {
  subjectKind: CaredKind
  subjectId: string
  communityId: string
  homeId: string
  path: string
  /** Whom it is for, where it is not the household. */
  personId: string | null
}
export type Carer = { slotId: string; slot: CarerSlot; hand: Hand | null; cover: Hand | null; gap: SlotGap | null; since: Date }

/** Slots for somebody, filled from the lists at once as far as they go; what is there already stays. */
export const fillSlots = async (ctx: Ctx, subject: CaredFor, slots: readonly CarerSlot[]): Promise<Carer[]> => {
  await fillMany(ctx, subject.communityId, [subject], slots)
  return (await carersOf(ctx, subject.subjectKind, [subject.subjectId])).get(subject.subjectId) ?? []
}
export async function fillMany(ctx: Ctx, communityId: string, subjects: readonly CaredFor[], slots: readonly CarerSlot[]): Promise<void> {
  if (subjects.length === 0) return
  await repo.insertSlots(
    ctx,
    subjects.flatMap((one) =>
      slots.map((slot) => ({
        community_id: communityId,
        id: uuidv7(),
        area_path: one.path,
        home_id: one.homeId,
        subject_kind: one.subjectKind,
        subject_id: one.subjectId,
        person_id: one.personId,
        slot,
        opened_at: ctx.now,
      })),
    ),
  )
  await settleCommunity(ctx, communityId)
}

/** Nobody looks after these any more; whoever did has room for others. */
export async function releaseSlots(ctx: Ctx, communityId: string, kind: CaredKind, subjectIds: readonly string[]): Promise<number> {
  if (subjectIds.length === 0) return 0
  const released = await repo.updateReleased(ctx, kind, subjectIds, ctx.now)
  await keepChanges(ctx, released, 'released', ctx.actor.kind === 'account' ? ctx.actor.id : null)
  if (released.length > 0) await settleCommunity(ctx, communityId)
  return released.length
}
/** Looked after again, after all: by whom it was, as far as they may still. */
export async function reopenSlots(ctx: Ctx, communityId: string, kind: CaredKind, subjectId: string): Promise<void> {
  const open = new Set((await repo.listOpenOf(ctx, kind, [subjectId])).map((row) => row.slot))
  const rows = (await repo.listReleased(ctx, kind, subjectId)).filter((row) => !open.has(row.slot))
  for (const row of rows) await repo.updateSlot(ctx, row, { released_at: null, cover_id: null })
  await keepChanges(
    ctx,
    rows.filter((row) => row.hand_id !== null).map((row) => ({ ...row, cover_id: null })),
    'filled',
    null,
  )
  await settleCommunity(ctx, communityId)
}
/** The hand of a slot when its subject was released last, or null. */
export const lastHandOf = async (ctx: Ctx, kind: CaredKind, subjectId: string, slot: CarerSlot): Promise<string | null> =>
  (await repo.listReleased(ctx, kind, subjectId)).find((row) => row.slot === slot)?.hand_id ?? null

/** Behind another door: who does not work there gives way to the lists of the new place. */
export async function relocateSlots(
  ctx: Ctx,
  { subjectKind, subjectId, communityId, homeId, path }: Pick<CaredFor, 'subjectKind' | 'subjectId' | 'communityId' | 'homeId' | 'path'>,
): Promise<void> {
  await repo.updatePlace(ctx, subjectKind, subjectId, { home_id: homeId, area_path: path })
  await settleCommunity(ctx, communityId)
}

export async function carerViews(ctx: Ctx, rows: readonly SlotRow[]): Promise<(row: SlotRow) => Carer> {
  const hands = await listHands(
    ctx,
    rows.flatMap((row) => [row.hand_id, row.cover_id].filter((id) => id !== null)),
  )
  const view = await handViews(ctx, hands)
  const left = await goneOf(ctx, hands)
  return (row) => {
    // One whose account was ended looks after nobody from that moment.
    const isLeft = row.hand_id !== null && left.has(row.hand_id)
    const cover = row.cover_id === null ? null : view(row.cover_id, row.area_path)
    return {
      slotId: row.id,
      slot: row.slot,
      hand: row.hand_id === null || isLeft ? null : view(row.hand_id, row.area_path),
      cover: isLeft ? null : cover,
      gap: isLeft ? 'nobodyOnDuty' : row.gap,
      since: row.opened_at,
    }
  }
}
const goneOf = async (ctx: Ctx, hands: readonly HandRow[]): Promise<Set<string>> =>
  new Set(await leftHands(ctx, [...new Set(hands.filter((hand) => hand.account_id !== null).map((hand) => hand.area_path))]))

/** By subject, its slots in the order they were opened. */
export async function carersOf(ctx: Ctx, kind: CaredKind, subjectIds: readonly string[]): Promise<Map<string, Carer[]>> {
  const rows = await repo.listOpenOf(ctx, kind, subjectIds)
  const view = await carerViews(ctx, rows)
  const found = new Map<string, Carer[]>()
  for (const row of rows) found.set(row.subject_id, [...(found.get(row.subject_id) ?? []), view(row)])
  return found
}
/** Subjects these accounts look after, themselves or for one who is away. */
export async function subjectsOf(ctx: Ctx, kind: CaredKind, accountIds: readonly string[]): Promise<string[]> {
  const hands = await listHandsOfAccounts(ctx, accountIds)
  const rows = await repo.listOpenHeld(
    ctx,
    hands.map((hand) => hand.id),
    kind,
  )
  return [...new Set(rows.map((row) => row.subject_id))]
}
/** Whether one of these accounts looks after the subject. */
export const isCarerOf = async (ctx: Ctx, kind: CaredKind, subjectId: string, accountIds: readonly string[]): Promise<boolean> => {
  const rows = await repo.listOpenOf(ctx, kind, [subjectId])
  const hands = await listHands(
    ctx,
    rows.flatMap((row) => [row.hand_id, row.cover_id].filter((id) => id !== null)),
  )
  return hands.some((hand) => hand.account_id !== null && accountIds.includes(hand.account_id))
}
/** The caller, and those he stands in for while they are away. */
export async function ownAndCovered(ctx: Ctx, accountId: string): Promise<string[]> {
  return [accountId, ...(await coveredBy(ctx, accountId, localDay(ctx.now)))]
}
/** Subjects beneath these paths whose slot is empty, or held by one who left. */
export const withoutCarer = async (ctx: Ctx, kind: CaredKind, slot: CarerSlot, paths: readonly string[]): Promise<string[]> =>
  repo.listEmpty(ctx, kind, slot, paths, await leftHands(ctx, paths))

/** Of how many subjects beneath these paths each account holds this slot. */
export async function countByAccount(ctx: Ctx, kind: CaredKind, slot: CarerSlot, paths: readonly string[]): Promise<Map<string, number>> {
  const rows = (await repo.listOpenAt(ctx, paths)).filter((row) => row.subject_kind === kind && row.slot === slot && row.hand_id !== null)
  const hands = new Map(
    (
      await listHands(
        ctx,
        rows.flatMap((row) => row.hand_id ?? []),
      )
    ).map((hand) => [hand.id, hand]),
  )
  const counts = new Map<string, number>()
  for (const row of rows) {
    const accountId = hands.get(row.hand_id!)?.account_id
    if (accountId) counts.set(accountId, (counts.get(accountId) ?? 0) + 1)
  }
  return counts
}

/**
 * Somebody named by hand for a slot of these, or nobody; answers with the subjects that changed. Nobody is named twice for one subject, and
 * whoever could not open that door is not named: `isFit` says of each what came of it.
 */
export async function chooseCarer(
  ctx: Ctx,
  { kind, subjectIds, slot, communityId, who }: { kind: CaredKind; subjectIds: readonly string[]; slot: CarerSlot; communityId: string; who: Who | null },
): Promise<{ changed: string[]; unfit: string[]; twice: string[] }> {
  const community = await findArea(ctx, communityId)
  if (!community) return { changed: [], unfit: [], twice: [] }
  const all = await repo.listOpenOf(ctx, kind, subjectIds)
  const rows = all.filter((row) => row.slot === slot)
  if (who === null) return { changed: (await giveSlots(ctx, rows, null, 'emptied')).map((row) => row.subject_id), unfit: [], twice: [] }
  const hand = await handFor(ctx, community, who)
  const isThere = await whoIsThere(ctx, community, [hand])
  const unfit = rows.filter((row) => !isThere(hand.id, row.area_path)).map((row) => row.subject_id)
  const twice = all.filter((row) => row.slot !== slot && row.hand_id === hand.id).map((row) => row.subject_id)
  const fit = rows.filter((row) => !unfit.includes(row.subject_id) && !twice.includes(row.subject_id))
  return { changed: (await giveSlots(ctx, fit, hand.id, 'filled')).map((row) => row.subject_id), unfit, twice }
}

/** With a grid, what one account looked after there goes to another. Where the other is named already the slot is filled from the lists. */
export async function passOn(ctx: Ctx, communityId: string, paths: readonly string[], from: string, to: string): Promise<void> {
  const community = await findArea(ctx, communityId)
  if (!community) return
  const [old] = (await listHandsOfAccounts(ctx, [from])).filter((hand) => hand.community_id === communityId)
  if (!old) return
  const held = (await repo.listOpenHeld(ctx, [old.id])).filter((row) => row.hand_id === old.id && paths.some((path) => contains(path, row.area_path)))
  if (held.length === 0) return
  const heir = await handFor(ctx, community, { kind: 'account', accountId: to })
  const taken = new Set(
    (await repo.listOpenHeld(ctx, [heir.id])).filter((row) => row.hand_id === heir.id).map((row) => `${row.subject_kind} ${row.subject_id}`),
  )
  const isTaken = (row: SlotRow) => taken.has(`${row.subject_kind} ${row.subject_id}`)
  await giveSlots(
    ctx,
    held.filter((row) => !isTaken(row)),
    heir.id,
    'handedOver',
  )
  await giveSlots(ctx, held.filter(isTaken), null, 'emptied')
  await settleCommunity(ctx, communityId)
}

export type CarerChange = { id: string; at: Date; by: string | null; why: SlotChange; slot: CarerSlot; hand: Hand | null; cover: Hand | null }
/** What changed of the carers of these subjects, latest first. */
export async function carerChanges(ctx: Ctx, kind: CaredKind, subjectIds: readonly string[], limit: number): Promise<CarerChange[]> {
  const rows = await repo.listChanges(ctx, kind, subjectIds, limit)
  const view = await handViews(
    ctx,
    await listHands(
      ctx,
      rows.flatMap((row) => [row.hand_id, row.cover_id].filter((id) => id !== null)),
    ),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: row.account_id,
    why: row.why,
    slot: row.slot,
    hand: row.hand_id === null ? null : view(row.hand_id, row.area_path),
    cover: row.cover_id === null ? null : view(row.cover_id, row.area_path),
  }))
}
