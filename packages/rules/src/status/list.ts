// 名单: what a file carries in at once. No list of people turns yellow or red by one hand (TRUST-01).
import { hurts } from './verdict.ts'
import type { SignalKind, StatusVerdict } from './words.ts'

/** `waiting`: weighs nothing until people of other units have signed. Declined or run out it never weighed. */
export const IMPORT_STATES = ['waiting', 'inForce', 'declined', 'expired'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

const RELIEVING: readonly SignalKind[] = ['testNegative', 'codeGreen']
/** Whether a kind can turn somebody yellow or red under some plan: what hurts nobody today would otherwise wait for the next plan with one hand behind it. */
export const mayHurt = (kind: SignalKind): boolean => !RELIEVING.includes(kind)
/** Whether a line of a file waits for a second hand, `verdict`: what it comes to today. */
export const waits = (kind: SignalKind, verdict: StatusVerdict): boolean => hurts(verdict) || mayHurt(kind)
