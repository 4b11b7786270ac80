// 凭用途查看依据: what a source said, for a purpose of the closed list, with a reason, for five minutes.
import { commonErrors, status, statusErrors } from '@xiaomen/contract'
import { MOST_REVEALS, REVEAL_MINUTES } from '@xiaomen/rules/access'
import { countDeeds } from '../../../platform/audit.ts'
import { failKeeping, fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { lockSignal } from '../repo/signal.ts'

const REVEAL_MS = REVEAL_MINUTES * 60_000

export const revealEvidence: Handlers<typeof status>['revealEvidence'] = async (ctx, { signalId, purpose, reason }) => {
  // Locked, so that two at a time are counted one after the other.
  const row = await lockSignal(ctx, signalId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('status.evidence', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
  ctx.audit.purpose(purpose)
  const since = new Date(ctx.now.getTime() - REVEAL_MS)
  if (ctx.actor.kind === 'account') {
    const seen = await countDeeds(ctx.tx, { actorId: ctx.actor.id, operation: status.revealEvidence.name, since, purposeGiven: true })
    if (seen >= MOST_REVEALS) {
      ctx.audit.classes([])
      ctx.audit.reason('status.too_many_reveals')
      throw failKeeping(statusErrors, 'status.too_many_reveals', { minutes: REVEAL_MINUTES })
    }
  }
  ctx.audit.reason(reason)
  const place = { table: 'status.signal', row: row.id, column: 'sealed_evidence' }
  return {
    evidence: row.sealed_evidence === null ? null : ctx.crypto.open('health', place, row.sealed_evidence),
    until: new Date(ctx.now.getTime() + REVEAL_MS).toISOString(),
  }
}
