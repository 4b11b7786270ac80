// 到岗补位: slots of a community as the lists say, whoever asks: whoever left gives way, whoever is away is covered, what is empty is filled.
import { answerabilityEvents } from '@xiaomen/contract'
import { settleSlots, type Slot, type SlotChange } from '@xiaomen/rules/answerability'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { seeingAll } from '../../platform/scope.ts'
import { official } from './hands.ts'
import { worldOf } from './lists.ts'
import { insertChanges, lockOpen, updateSlot } from './repo/slot.ts'
import type { SlotRow } from './tables.ts'

const toSlot = (row: SlotRow): Slot => ({
  id: row.id,
  subject: `${row.subject_kind} ${row.subject_id}`,
  homeId: row.home_id,
  path: row.area_path,
  slot: row.slot,
  handId: row.hand_id,
  coverId: row.cover_id,
  isKept: row.is_kept,
})

/** `slots` as they are after the change: kept, and told by id. `by`: null where it followed from the lists. */
export async function keepChanges(ctx: Ctx, slots: readonly SlotRow[], why: SlotChange, by: string | null): Promise<void> {
  await insertChanges(
    ctx,
    slots.map((row) => ({
      community_id: row.community_id,
      id: uuidv7(),
      area_path: row.area_path,
      slot_id: row.id,
      subject_kind: row.subject_kind,
      subject_id: row.subject_id,
      slot: row.slot,
      at: ctx.now,
      account_id: by,
      why,
      hand_id: row.hand_id,
      cover_id: row.cover_id,
    })),
  )
  for (const { community_id, area_path, subject_kind, subject_id, id, slot } of slots)
    await ctx.emit(answerabilityEvents.carerChanged, {
      communityId: community_id,
      areaPath: area_path,
      subjectKind: subject_kind,
      subjectId: subject_id,
      slotId: id,
      slot,
      why,
    })
}

/** Judged whole, although the actor may see a part of the community. Done again it changes nothing. */
export const settleCommunity = (ctx: Ctx, communityId: string): Promise<void> =>
  seeingAll(ctx, async () => {
    const rows = await lockOpen(ctx, communityId)
    if (rows.length === 0) return
    const world = await worldOf(ctx, communityId)
    if (world === null) return
    const changed = new Map<SlotChange, SlotRow[]>()
    for (const [index, next] of settleSlots(rows.map(toSlot), world.lists).entries()) {
      const row = rows[index]!
      const change = { hand_id: next.handId, cover_id: next.coverId, is_kept: next.isKept, gap: next.gap }
      if (row.hand_id === next.handId && row.cover_id === next.coverId && row.is_kept === next.isKept && row.gap === next.gap) continue
      await updateSlot(ctx, row, change)
      if (next.why !== null) changed.set(next.why, [...(changed.get(next.why) ?? []), { ...row, ...change }])
    }
    for (const [why, slots] of changed) await keepChanges(ctx, slots, why, null)
  })

/** Of these slots, given by hand: they stay so without a list. `handId` null: nobody, until a list gains somebody. */
export async function giveSlots(ctx: Ctx, rows: readonly SlotRow[], handId: string | null, why: SlotChange): Promise<SlotRow[]> {
  const changed = rows.filter((row) => row.hand_id !== handId)
  const change = { hand_id: handId, cover_id: null, is_kept: handId !== null, gap: handId === null ? ('nobodyOnDuty' as const) : null }
  for (const row of changed) await updateSlot(ctx, row, change)
  const after = changed.map((row) => ({ ...row, ...change }))
  await keepChanges(ctx, after, why, official(ctx))
  return after
}
