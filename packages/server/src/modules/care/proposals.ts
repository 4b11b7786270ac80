// packs/care.json: what the house proposes where a community has not said otherwise. Read once; a file that does not fit stops the server at its start.
import { CareFile } from '@xiaomen/contract'
import type { CareIntervals } from '@xiaomen/rules/care'
import { packFile } from '../../platform/pack-file.ts'

/** @throws Error that names the field that does not fit */
export const proposals = packFile('care', CareFile)

export const proposedIntervals = (): CareIntervals =>
  Object.fromEntries(Object.entries(proposals().intervals).map(([category, { value }]) => [category, value])) as CareIntervals
export const urgentAfterDays = (): number => proposals().urgentAfterDays.value
