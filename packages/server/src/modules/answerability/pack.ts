// packs/answerability.json: the four levels with their places, the board's three names, the sets of carers. Read once; a file that does not fit
// stops the server at its start.
import { AnswerabilityFile, answerabilityErrors } from '@xiaomen/contract'
import type { CarerSlot } from '@xiaomen/rules/answerability'
import { packFile } from '../../platform/pack-file.ts'
import { fail } from '../../platform/error.ts'

/** @throws Error that names the field that does not fit */
export const answerabilityPack = packFile('answerability', AnswerabilityFile)

/** The slots of a named set. @throws answerability.unknown_set */
export function slotsOf(set: string): readonly CarerSlot[] {
  const found = answerabilityPack().sets[set]
  if (!found) throw fail(answerabilityErrors, 'answerability.unknown_set')
  return found.slots
}
/** The set of whoever is in special care. */
export const careSlots = (): readonly CarerSlot[] => slotsOf(answerabilityPack().careSet)
