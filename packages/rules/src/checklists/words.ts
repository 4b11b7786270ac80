// 小门自查: the words of a gate's set-up and of how it stands.
import type { InBoth } from '../text/index.ts'

export const CHECK_ANSWERS = ['yes', 'no', 'notApplicable'] as const
export type CheckAnswer = (typeof CHECK_ANSWERS)[number]
/** `full` answers the whole list; `again` looks once more at what was a fault. */
export const CHECK_KINDS = ['full', 'again'] as const
export type CheckKind = (typeof CHECK_KINDS)[number]
export const GATE_STANDINGS = ['whole', 'faults', 'old', 'never'] as const
export type GateStanding = (typeof GATE_STANDINGS)[number]

export const STANDING_WORDS: InBoth<GateStanding> = {
  whole: { zh: '齐全', en: 'Complete' },
  faults: { zh: '有缺项', en: 'Faults' },
  old: { zh: '该复查了', en: 'Due for a check' },
  never: { zh: '还没查过', en: 'Never checked' },
}
