// packs/answerability.json: the four levels with their places, the board's three names, the sets of carers. Read once; a file that does not fit
// stops the server at its start.
import { AnswerabilityFile, answerabilityErrors } from '@xiaomen/contract'
import type { CarerSlot } from '@xiaomen/rules/answerability'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { fail } from '../../platform/error.ts'

const FILE = fileURLToPath(new URL('../../../../../packs/answerability.json', import.meta.url))
let known: z.output<typeof AnswerabilityFile> | null = null

/** @throws Error that names the field that does not fit */
export function answerabilityPack(): z.output<typeof AnswerabilityFile> {
  if (known !== null) return known
  const result = AnswerabilityFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}

/** The slots of a named set. @throws answerability.unknown_set */
export function slotsOf(set: string): readonly CarerSlot[] {
  const found = answerabilityPack().sets[set]
  if (!found) throw fail(answerabilityErrors, 'answerability.unknown_set')
  return found.slots
}
/** The set of whoever is in special care. */
export const careSlots = (): readonly CarerSlot[] => slotsOf(answerabilityPack().careSet)
