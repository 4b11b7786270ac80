// 更正申请: the office looks at what somebody says is wrong, by a clock, and answers with a reason. To take a signal away takes two.
import { commonErrors, type status, statusErrors, statusEvents } from '@xiaomen/contract'
import { afterAnswer, isAnswered, mayUphold } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { broughtBy, correctionViews } from '../correction-views.ts'
import { endSignal } from '../end-signal.ts'
import * as repo from '../repo/correction.ts'
import { lockSignal } from '../repo/signal.ts'
import { sealWords } from '../sealed-words.ts'
import type { CorrectionRow, SignalRow } from '../tables.ts'
import { areaFor, official, otherHand } from './place.ts'

type Status = Handlers<typeof status>
const MOST_CORRECTIONS = 300
const ANSWERED_SHOWN_MS = 30 * 86_400_000

export const listCorrections: Status['listCorrections'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'status.correct', areaId)
  return correctionViews(ctx, await repo.listCorrections(ctx, [area.path], new Date(ctx.now.getTime() - ANSWERED_SHOWN_MS), MOST_CORRECTIONS))
}

export const decideCorrection: Status['decideCorrection'] = async (ctx, { correctionId, answer, reason }) => {
  const { row, signal } = await lockBoth(ctx, correctionId)
  ctx.must('status.correct', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
  if (isAnswered(row.state)) throw fail(statusErrors, 'status.correction_answered')
  const by = official(ctx)
  const state = afterAnswer(row.state, answer)
  if (state === 'upheld' && !mayUphold(broughtBy(signal), by.id)) throw fail(statusErrors, 'status.own_signal')
  if (state === 'proposed')
    return save(ctx, row, { state, proposed_by: by.id, proposed_unit: by.unit, sealed_proposal: await sealWords(ctx, row, 'sealed_proposal', reason) })
  if (state === 'corrected') {
    await otherHand(ctx, { id: row.proposed_by!, unit: row.proposed_unit ?? '' })
    // Put aside by a newer word, or past its days, it was wrong all the same.
    if (signal.state !== 'withdrawn') await endSignal(ctx, signal, by.id, reason)
  }
  await ctx.emit(statusEvents.correctionAnswered, { communityId: row.community_id, correctionId, areaPath: row.area_path, answer: state })
  return save(ctx, row, {
    state,
    answered_by: by.id,
    answered_unit: by.unit,
    answered_at: ctx.now,
    sealed_answer: await sealWords(ctx, row, 'sealed_answer', reason),
  })
}

/** The signal first, as whoever asks about it or withdraws it does. */
async function lockBoth(ctx: Ctx, correctionId: string): Promise<{ row: CorrectionRow; signal: SignalRow }> {
  const seen = await repo.findCorrection(ctx, correctionId)
  const signal = seen && (await lockSignal(ctx, seen.signal_id))
  const row = signal && (await repo.lockCorrection(ctx, correctionId))
  if (!row) throw fail(commonErrors, 'request.not_found')
  return { row, signal }
}

async function save(ctx: Ctx, row: CorrectionRow, change: Partial<CorrectionRow>) {
  await repo.updateCorrection(ctx, row, change)
  return (await correctionViews(ctx, [{ ...row, ...change }]))[0]!
}
