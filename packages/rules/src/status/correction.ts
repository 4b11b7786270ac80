// 申请更正: whoever a verdict hurts asks that people look at it (个人信息保护法 art. 24: an explanation, and no decision by machine alone; art. 50: an answer with reasons).
import type { CorrectionAnswer, CorrectionState, SignalWay } from './words.ts'

/** Until the answer is due. The law wants it dealt with and names no hours; four are this system's own aim, and no authority's. */
export const CORRECTION_HOURS = 4
const HOUR_MS = 3_600_000
export const correctionDue = (askedAt: Date): Date => new Date(askedAt.getTime() + CORRECTION_HOURS * HOUR_MS)

/** `proposed`: one official has found it wrong, and a second one of another unit has yet to agree. */
export const isAnswered = (state: CorrectionState): state is CorrectionAnswer => state === 'upheld' || state === 'corrected'

/** To leave everything as it is takes one who looks at it; to take a signal away takes two, as entering one does. */
export function afterAnswer(state: 'open' | 'proposed', answer: CorrectionAnswer): Exclude<CorrectionState, 'open'> {
  if (answer === 'upheld') return 'upheld'
  return state === 'open' ? 'proposed' : 'corrected'
}

type Brought = { way: SignalWay; reportedBy: string | null; confirmedBy: string | null }
/** Nobody judges a request about what they entered or confirmed: they may agree that it was wrong, not that it was right. Whoever carried in a file judged nobody. */
export const mayUphold = ({ way, reportedBy, confirmedBy }: Brought, officialId: string): boolean =>
  !(way === 'hand' && reportedBy === officialId) && confirmedBy !== officialId
