// The code left at a door: fifteen letters of 32 (75 bits) and one that checks them.
import { checkedCode, readCheckedCode } from '../registry/index.ts'

const RANDOM_LETTERS = 15
/** Fifteen numbers (only their lowest five bits count) → sixteen letters. */
export const stopCode = (random: ArrayLike<number>): string => checkedCode(random, RANDOM_LETTERS)
/** As typed → sixteen letters, or null when it cannot be such a code. */
export const readStopCode = (typed: string): string | null => readCheckedCode(typed, RANDOM_LETTERS)
