// Requests for correction as the reader of this request may see them.
import { isAnswered, mayUphold, type SignalKind, type SignalState, type SignalWay } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import { accountNames } from '../access/index.ts'
import { plansInForce } from '../posture/index.ts'
import { findSignals } from './repo/signal.ts'
import { sourceNames } from './repo/source.ts'
import { openWords } from './sealed-words.ts'
import { isAutomatic } from './settle.ts'
import type { CorrectionRow, SignalRow } from './tables.ts'
import { whoOf } from './views.ts'

export async function correctionViews(ctx: Ctx, rows: readonly CorrectionRow[]) {
  const signals = new Map((await findSignals(ctx, [...new Set(rows.map((row) => row.signal_id))])).map((signal) => [signal.id, signal]))
  const who = await whoOf(ctx, rows)
  const sources = await sourceNames(ctx, [...new Set([...signals.values()].map((signal) => signal.source_id))])
  const accounts = await accountNames(ctx, [...new Set(rows.flatMap((row) => row.proposed_by ?? []))])
  const planOf = await plansInForce(ctx)
  return rows.flatMap((row) => {
    const signal = signals.get(row.signal_id)
    if (signal === undefined) return []
    const kind = signal.kind as SignalKind
    // What people wrote may say anything of a household: whoever sees no names there reads none of it.
    const mayRead = ctx.sight(row.area_path).name === 'full'
    return [
      {
        id: row.id,
        signalId: row.signal_id,
        personId: row.person_id,
        ...who(row),
        kind,
        verdict: planOf(row.area_path).status.kinds[kind].verdict,
        isAutomatic: isAutomatic(signal),
        signalState: signal.state as SignalState,
        source: sources.get(signal.source_id) ?? '—',
        askedAt: row.asked_at.toISOString(),
        dueAt: row.due_at.toISOString(),
        isLate: (row.answered_at ?? ctx.now) > row.due_at,
        hasText: row.sealed_text !== null,
        text: mayRead ? openWords(ctx, row, 'sealed_text') : null,
        state: row.state,
        proposal:
          row.state === 'proposed'
            ? { by: accounts.get(row.proposed_by!) ?? '—', unit: row.proposed_unit ?? '', reason: openWords(ctx, row, 'sealed_proposal') ?? '' }
            : null,
        answeredAt: row.answered_at?.toISOString() ?? null,
        answer: openWords(ctx, row, 'sealed_answer'),
        ...mayDo(ctx, row, signal),
      },
    ]
  })
}

export const broughtBy = (signal: SignalRow) => ({
  way: signal.way as SignalWay,
  reportedBy: signal.reported_by,
  confirmedBy: signal.confirmed_by,
})

function mayDo(ctx: Ctx, row: CorrectionRow, signal: SignalRow) {
  const place = { path: row.area_path }
  const actorId = ctx.actor.kind === 'account' ? ctx.actor.id : ''
  const mayAnswer = !isAnswered(row.state) && ctx.may('status.correct', place)
  return {
    mayUphold: mayAnswer && mayUphold(broughtBy(signal), actorId),
    mayCorrect: mayAnswer && row.proposed_by !== actorId,
    mayReveal: signal.sealed_evidence !== null && ctx.may('status.evidence', place),
  }
}
