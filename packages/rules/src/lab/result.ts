// 结果: what a laboratory says of a tube. A fact corrects a fact, none is edited; positive is what two of the laboratory say, and so is no longer positive.
import type { Verdict } from '../testing/index.ts'

export type Standing = {
  /** What counts; null: nothing yet. */
  verdict: Verdict | null
  /** Said by one, and counts when a second one says so too. */
  waits: { verdict: Verdict; by: string } | null
}
export type ResultAct =
  | { kind: 'report'; verdict: Verdict; by: string }
  | { kind: 'amend'; verdict: Verdict; by: string }
  | { kind: 'confirm'; by: string }
  | { kind: 'decline'; by: string }
export type ResultRefusal = 'not_received' | 'result_waits' | 'result_stands' | 'no_result' | 'same_verdict' | 'nothing_waits' | 'same_person'

export const noResult = (): Standing => ({ verdict: null, waits: null })

/** From negative to invalid one is enough; into positive, and out of it, takes two. */
export const takesTwo = (from: Verdict | null, to: Verdict): boolean => from !== to && (from === 'positive' || to === 'positive')

export function stepResult(standing: Standing, act: ResultAct): { standing: Standing } | { refused: ResultRefusal } {
  const { verdict, waits } = standing
  switch (act.kind) {
    case 'report':
    case 'amend': {
      if (waits !== null) return { refused: 'result_waits' }
      if (act.kind === 'report' && verdict !== null) return { refused: 'result_stands' }
      if (act.kind === 'amend' && verdict === null) return { refused: 'no_result' }
      if (act.verdict === verdict) return { refused: 'same_verdict' }
      return {
        standing: takesTwo(verdict, act.verdict) ? { verdict, waits: { verdict: act.verdict, by: act.by } } : { verdict: act.verdict, waits: null },
      }
    }
    case 'confirm':
    case 'decline':
      if (waits === null) return { refused: 'nothing_waits' }
      // Whoever said it may take it back alone, and never say it twice.
      if (act.kind === 'confirm' && waits.by === act.by) return { refused: 'same_person' }
      return { standing: act.kind === 'confirm' ? { verdict: waits.verdict, waits: null } : { verdict, waits: null } }
  }
}
