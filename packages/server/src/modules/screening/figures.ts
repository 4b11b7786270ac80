// packs/screening.json: the figures a plan is worked out from. Read once.
import { ScreeningFile } from '@xiaomen/contract'
import { type Figures, SCREENING_FIGURES } from '@xiaomen/rules/screening'
import { packFile } from '../../platform/pack-file.ts'

/** @throws Error that names the field that does not fit */
export const screeningFile = packFile('screening', ScreeningFile)
export function figures(): Figures {
  const file = screeningFile()
  return Object.fromEntries(SCREENING_FIGURES.map((key) => [key, file.figures[key].value])) as Figures
}
