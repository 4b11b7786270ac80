// A check as a phone sends it, perhaps hours later: kept whole, and then what it changes.
import { type checklists, checklistsErrors, checklistsEvents, commonErrors } from '@xiaomen/contract'
import { type Answered, changesOf, problemsOf } from '@xiaomen/rules/checklists'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findGatePlace, type GatePlace } from '../../gate/index.ts'
import { type Checklist, planAt } from '../../posture/index.ts'
import { usePhotos } from '../../photos/index.ts'
import { findList, itemsOf } from '../lists.ts'
import { findCheck, insertCheck, lastAnswered, lockGate } from '../repo/checks.ts'
import { insertFaults, listOpenFaults, updateMended } from '../repo/faults.ts'
import { gateViews } from '../views.ts'

type Checklists = Handlers<typeof checklists>
type Recorded = Parameters<Checklists['recordCheck']>[1]

const HOUR_MS = 3_600_000
export const noteAt = (checkId: string, item: string) => ({ table: 'checklists.answer', row: `${checkId} ${item}`, column: 'sealed_note' })
const digestOf = ({ gateId, at, kind, packId, edition, answers }: Recorded): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([gateId, at, kind, packId, edition, answers]))
    .digest()

export const recordCheck: Checklists['recordCheck'] = async (ctx, input) => {
  const gate = await findGatePlace(ctx, input.gateId)
  if (!gate) throw fail(commonErrors, 'request.not_found')
  ctx.must('checklists.check', gate)
  ctx.audit.communityId(gate.communityId)
  await lockGate(ctx, gate.id)
  const known = await findCheck(ctx, input.id)
  if (known) {
    if (!Buffer.from(known.digest).equals(digestOf(input))) throw fail(checklistsErrors, 'checklists.other_bytes')
    return { id: input.id, isNew: false, standing: await standingNow(ctx, gate) }
  }
  const list = findList(input.packId, input.edition)
  if (list === null) throw fail(checklistsErrors, 'checklists.unknown_list')
  const answers = input.answers.map(({ photoIds, ...one }): Answered => ({ ...one, photos: new Set(photoIds).size }))
  const problems = problemsOf(itemsOf(list), input.kind, answers)
  if (problems.length > 0) throw fail(checklistsErrors, 'checklists.incomplete', { problems })
  await usePhotos(
    ctx,
    gate.communityId,
    input.answers.flatMap(({ photoIds }) => photoIds),
  )
  // The phone's clock is data: what it found in the future it found now.
  const at = new Date(Math.min(Date.parse(input.at), ctx.now.getTime()))
  const before = { faults: await listOpenFaults(ctx, [gate.id]), answeredAt: await lastAnswered(ctx, gate.id) }
  await keepCheck(ctx, gate, input, at)
  await follow(ctx, gate, input, list, at, changesOf(answers, at.getTime(), { ...before, faults: new Set(before.faults.map(({ item }) => item)) }), before)
  await ctx.emit(checklistsEvents.checked, { communityId: gate.communityId, gateId: gate.id, areaPath: gate.path, checkId: input.id })
  return { id: input.id, isNew: true, standing: await standingNow(ctx, gate) }
}

const standingNow = async (ctx: Ctx, gate: GatePlace) => (await gateViews(ctx, [gate]))[0]!.standing

async function keepCheck(ctx: Ctx, gate: GatePlace, input: Recorded, at: Date): Promise<void> {
  const { orderId } = await planAt(ctx, gate.path)
  const of = { community_id: gate.communityId, gate_id: gate.id, area_path: gate.path, at }
  await insertCheck(
    ctx,
    {
      ...of,
      id: input.id,
      kind: input.kind,
      pack_id: input.packId,
      edition: input.edition,
      received_at: ctx.now,
      account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
      missing: input.answers.filter(({ answer }) => answer === 'no').length,
      digest: digestOf(input),
    },
    input.answers.map(({ item, answer, note, photoIds }) => ({
      ...of,
      check_id: input.id,
      item,
      answer,
      sealed_note: note === null ? null : ctx.crypto.seal('name', noteAt(input.id, item), note, orderId ?? 'peace'),
      photo_ids: [...new Set(photoIds)],
    })),
  )
}

/** Opens and mends faults, and tells of each. */
async function follow(
  ctx: Ctx,
  gate: GatePlace,
  { id: checkId, packId, edition }: Recorded,
  list: Checklist,
  at: Date,
  { open, mend }: ReturnType<typeof changesOf>,
  before: { faults: Awaited<ReturnType<typeof listOpenFaults>> },
): Promise<void> {
  const about = { communityId: gate.communityId, gateId: gate.id, areaPath: gate.path }
  const hours = new Map(itemsOf(list).map(({ key, mendWithinHours }) => [key, mendWithinHours]))
  const opened = open.map((item) => ({
    community_id: gate.communityId,
    id: uuidv7(),
    gate_id: gate.id,
    area_path: gate.path,
    item,
    pack_id: packId,
    edition,
    opened_at: at,
    opened_by: checkId,
    // From when somebody could know of it: a phone may have kept it for hours.
    due_at: new Date(ctx.now.getTime() + hours.get(item)! * HOUR_MS),
    mended_at: null,
    mended_by: null,
  }))
  await insertFaults(ctx, opened)
  for (const fault of opened) await ctx.emit(checklistsEvents.faultFound, { ...about, faultId: fault.id })
  const mended = before.faults.filter(({ item }) => mend.includes(item))
  await updateMended(
    ctx,
    gate.communityId,
    mended.map(({ id }) => id),
    { at, by: checkId },
  )
  for (const fault of mended) await ctx.emit(checklistsEvents.faultMended, { ...about, faultId: fault.id })
}
