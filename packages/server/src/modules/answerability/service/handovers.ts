// 交接: what somebody looks after is offered to another; until that one accepts, the old one answers for it.
import { type answerability, answerabilityErrors, answerabilityEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { commonPath } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { workersAt } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { doorsOf } from '../../registry/index.ts'
import { handFor, handViews, noRights, notFound, official } from '../hands.ts'
import { whoIsThere } from '../lists.ts'
import { ownAndCovered } from '../offers.ts'
import { ANSWERERS } from '../policy.ts'
import { findHand, listHands } from '../repo/hand.ts'
import {
  findHandover,
  findSlot,
  insertHandover,
  listHandoversOf,
  listOffered,
  listOpenHeld,
  listOpenOf,
  listSlots,
  lockHandover,
  updateHandover,
} from '../repo/slot.ts'
import { giveSlots, settleCommunity } from '../settle.ts'
import type { HandoverRow, HandRow, SlotRow } from '../tables.ts'
import { areaFor } from './places.ts'

type Answerability = Handlers<typeof answerability>
const reasonAt = (id: string) => ({ table: 'answerability.handover', row: id, column: 'sealed_reason' })

/** Whether the caller acts for this hand: it is his own, or one he stands in for, or the office speaks for whoever has no account. */
async function actsFor(ctx: Ctx, hand: HandRow, paths: readonly string[]): Promise<boolean> {
  const me = official(ctx)
  if (me !== null && hand.account_id !== null && (await ownAndCovered(ctx, me)).includes(hand.account_id)) return true
  return hand.account_id === null && paths.every((path) => ctx.may('answerability.assign', { path }))
}
const isOffice = (ctx: Ctx, paths: readonly string[]): boolean => paths.every((path) => ctx.may('answerability.assign', { path }))

export const offerHandOver: Answerability['offerHandOver'] = async (ctx, { id, fromHandId, slotIds, to }) => {
  const from = await findHand(ctx, fromHandId)
  if (!from) throw notFound()
  const known = await findHandover(ctx, id)
  if (known) {
    if (known.from_hand !== fromHandId || known.offered_by !== official(ctx)) throw notFound()
    return { id, slots: known.slot_ids.length }
  }
  const held = (await listOpenHeld(ctx, [fromHandId])).filter((row) => row.hand_id === fromHandId && (slotIds === null || slotIds.includes(row.id)))
  // What is not there, or not the caller's to see, is not found.
  if (slotIds !== null && held.length !== new Set(slotIds).size) throw notFound()
  if (held.length === 0) ctx.must('answerability.care', { path: from.area_path })
  for (const row of held) ctx.must('answerability.care', { path: row.area_path })
  ctx.audit.communityId(from.community_id)
  if (held.length === 0) throw fail(answerabilityErrors, 'answerability.nothing_to_hand_over')
  const paths = held.map((row) => row.area_path)
  if (!isOffice(ctx, paths) && !(await actsFor(ctx, from, paths))) throw notFound()
  const offered = new Set((await listOffered(ctx, [from.community_id])).flatMap((one) => one.slot_ids))
  if (held.some((row) => offered.has(row.id))) throw fail(answerabilityErrors, 'answerability.offered_already')
  await seeingAll(ctx, async () => {
    const community = (await findArea(ctx, from.community_id))!
    const heir = await handFor(ctx, community, to)
    await mayTake(ctx, community, from, heir, held)
    await insertHandover(ctx, {
      community_id: from.community_id,
      id,
      area_path: commonPath(paths),
      from_hand: from.id,
      to_hand: heir.id,
      slot_ids: held.map((row) => row.id),
      state: 'offered',
      offered_by: official(ctx),
      offered_at: ctx.now,
      answered_by: null,
      answered_at: null,
      sealed_reason: null,
    })
  })
  await ctx.emit(answerabilityEvents.handoverOffered, { communityId: from.community_id, areaPath: commonPath(paths), handoverId: id })
  return { id, slots: held.length }
}

/** Whoever takes over works at every one of these doors, is another, and has no other slot of the same household. */
async function mayTake(ctx: Ctx, community: { id: string; path: string }, from: HandRow, heir: HandRow, slots: readonly SlotRow[]): Promise<void> {
  if (heir.id === from.id) throw fail(answerabilityErrors, 'answerability.same_person')
  const isThere = await whoIsThere(ctx, community, [heir])
  if (!slots.every((row) => isThere(heir.id, row.area_path))) throw noRights()
  for (const [kind, own] of Map.groupBy(slots, (row) => row.subject_kind)) {
    const all = await listOpenOf(
      ctx,
      kind,
      own.map((row) => row.subject_id),
    )
    if (all.some((row) => row.hand_id === heir.id)) throw fail(answerabilityErrors, 'answerability.two_slots')
  }
}

export const answerHandOver: Answerability['answerHandOver'] = async (ctx, { handoverId, answer, reason }) => {
  const seen = await findHandover(ctx, handoverId)
  if (!seen) throw notFound()
  const [from, to] = await Promise.all([findHand(ctx, seen.from_hand), findHand(ctx, seen.to_hand)])
  const slots = await seeingAll(ctx, () => listSlots(ctx, seen.slot_ids))
  const paths = slots.map((row) => row.area_path)
  const mayAnswer = to !== undefined && (await actsFor(ctx, to, paths))
  const mayWithdraw = from !== undefined && (isOffice(ctx, paths) || (await actsFor(ctx, from, paths)))
  ctx.must('answerability.care', { path: paths.find((path) => ctx.may('answerability.care', { path })) ?? seen.area_path })
  if (answer === 'withdrawn' ? !mayWithdraw : !mayAnswer) throw notFound()
  ctx.audit.communityId(seen.community_id)
  if (answer === 'declined' && reason === null) throw fail(answerabilityErrors, 'answerability.reason_missing')
  let handed = 0
  await seeingAll(ctx, async () => {
    const row = (await lockHandover(ctx, handoverId))!
    if (row.state !== 'offered') throw fail(answerabilityErrors, 'answerability.answered_already')
    // What was released meanwhile, or passed to a third, is nobody's to take over.
    const open = slots.filter((slot) => slot.released_at === null && slot.hand_id === row.from_hand)
    if (answer === 'accepted') {
      const community = (await findArea(ctx, row.community_id))!
      await mayTake(ctx, community, from!, to!, open)
      handed = (await giveSlots(ctx, open, row.to_hand, 'handedOver')).length
    }
    await updateHandover(ctx, row, {
      state: answer,
      answered_by: official(ctx),
      answered_at: ctx.now,
      sealed_reason: reason === null ? null : ctx.crypto.seal('name', reasonAt(row.id), reason),
    })
  })
  await ctx.emit(answerabilityEvents.handoverAnswered, { communityId: seen.community_id, areaPath: seen.area_path, handoverId, state: answer })
  if (answer === 'accepted') await settleCommunity(ctx, seen.community_id)
  return { handed }
}

export const listHeirs: Answerability['listHeirs'] = async (ctx, { slotId }) => {
  const slot = await findSlot(ctx, slotId)
  if (!slot) throw notFound()
  ctx.must('answerability.care', { path: slot.area_path })
  const hand = slot.hand_id === null ? undefined : await findHand(ctx, slot.hand_id)
  if (!isOffice(ctx, [slot.area_path]) && !(hand !== undefined && (await actsFor(ctx, hand, [slot.area_path])))) throw notFound()
  const workers = await seeingAll(ctx, () => workersAt(ctx, slot.area_path, ANSWERERS, localDay(ctx.now)))
  return [
    ...new Map(
      workers.filter((worker) => worker.accountId !== hand?.account_id).map(({ accountId, name, unit }) => [accountId, { accountId, name, unit }]),
    ).values(),
  ]
}

/** Hand-overs as this reader may see them. */
export async function handoverViews(ctx: Ctx, rows: readonly HandoverRow[]) {
  const hands = new Map(
    (
      await listHands(
        ctx,
        rows.flatMap((row) => [row.from_hand, row.to_hand]),
      )
    ).map((hand) => [hand.id, hand]),
  )
  const view = await handViews(ctx, [...hands.values()])
  const slots = new Map(
    (
      await listSlots(
        ctx,
        rows.flatMap((row) => row.slot_ids),
      )
    ).map((slot) => [slot.id, slot]),
  )
  const doors = await doorsOf(
    ctx,
    [...slots.values()].map((slot) => slot.home_id),
  )
  const views = []
  for (const row of rows) {
    const own = row.slot_ids.flatMap((id) => slots.get(id) ?? [])
    const paths = own.map((slot) => slot.area_path)
    const [from, to] = [hands.get(row.from_hand), hands.get(row.to_hand)]
    if (!from || !to) continue
    const isOpen = row.state === 'offered'
    views.push({
      id: row.id,
      from: view(from.id, row.area_path)!,
      to: view(to.id, row.area_path)!,
      state: row.state,
      offeredAt: row.offered_at.toISOString(),
      slots: own.map((slot) => ({ slotId: slot.id, slot: slot.slot, door: masked('door', doors.get(slot.home_id) ?? null, ctx.sight(slot.area_path).door) })),
      reason: row.sealed_reason === null ? null : ctx.crypto.open('name', reasonAt(row.id), row.sealed_reason),
      mayAnswer: isOpen && (await actsFor(ctx, to, paths)),
      mayWithdraw: isOpen && (isOffice(ctx, paths) || (await actsFor(ctx, from, paths))),
    })
  }
  return views
}
export const ownHandovers = async (ctx: Ctx, handIds: readonly string[]) =>
  handoverViews(ctx, await listHandoversOf(ctx, handIds, new Date(ctx.now.getTime() - 7 * 86_400_000)))

export const listHandovers: Answerability['listHandovers'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'answerability.read', areaId)
  if (area.communityId === null) return []
  return (await handoverViews(ctx, await listOffered(ctx, [area.communityId]))).filter((one) => one.slots.length > 0)
}
