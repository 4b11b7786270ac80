// packs/care.json: what the house proposes where a community has not said otherwise. Read once; a file that does not fit stops the server at its start.
import { CareFile } from '@xiaomen/contract'
import type { CareIntervals } from '@xiaomen/rules/care'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const FILE = fileURLToPath(new URL('../../../../../packs/care.json', import.meta.url))
let known: z.output<typeof CareFile> | null = null

/** @throws Error that names the field that does not fit */
export function proposals(): z.output<typeof CareFile> {
  if (known !== null) return known
  const result = CareFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}

export const proposedIntervals = (): CareIntervals =>
  Object.fromEntries(Object.entries(proposals().intervals).map(([category, { value }]) => [category, value])) as CareIntervals
export const urgentAfterDays = (): number => proposals().urgentAfterDays.value
