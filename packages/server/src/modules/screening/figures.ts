// packs/screening.json: the figures a plan is worked out from. Read once.
import { ScreeningFile } from '@xiaomen/contract'
import { type Figures, SCREENING_FIGURES } from '@xiaomen/rules/screening'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const FILE = fileURLToPath(new URL('../../../../../packs/screening.json', import.meta.url))
let known: z.output<typeof ScreeningFile> | null = null

/** @throws Error that names the field that does not fit */
export function screeningFile(): z.output<typeof ScreeningFile> {
  if (known !== null) return known
  const result = ScreeningFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}
export function figures(): Figures {
  const file = screeningFile()
  return Object.fromEntries(SCREENING_FIGURES.map((key) => [key, file.figures[key].value])) as Figures
}
