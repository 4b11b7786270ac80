// packs/sites.json, and of packs/screening.json how fast a table works. Read once.
import { SitesFile } from '@xiaomen/contract'
import type { Pace } from '@xiaomen/rules/sites'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { screeningFigures } from '../screening/index.ts'

const FILE = fileURLToPath(new URL('../../../../../packs/sites.json', import.meta.url))
let known: z.output<typeof SitesFile> | null = null

/** @throws Error that names the field that does not fit */
export function figures(): z.output<typeof SitesFile> {
  if (known !== null) return known
  const result = SitesFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}
export const pace = (): Pace => screeningFigures()
