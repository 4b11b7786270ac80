import type { Ctx } from '../../platform/ctx.ts'
import { updateSignal } from './repo/signal.ts'
import { settle } from './settle.ts'
import { sealEvidence } from './take-in.ts'
import type { SignalRow } from './tables.ts'

/** A signal that was wrong weighs no more from this moment; who may say so was asked before. */
export async function endSignal(ctx: Ctx, row: SignalRow, by: string, reason: string): Promise<SignalRow> {
  const change = {
    state: 'withdrawn' as const,
    ended_at: ctx.now,
    ended_by: by,
    sealed_end_reason: await sealEvidence(ctx, row.id, row.area_path, reason, 'sealed_end_reason'),
  }
  await updateSignal(ctx, row, change)
  await settle(ctx, row.community_id, [row.person_id])
  return { ...row, ...change }
}
