// packs/occupations.json: by city and day, which occupations are tested how often. Read once.
import { OccupationsFile } from '@xiaomen/contract'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const FILE = fileURLToPath(new URL('../../../../../packs/occupations.json', import.meta.url))
let known: z.output<typeof OccupationsFile> | null = null

/** @throws Error that names the field that does not fit */
export function figures(): z.output<typeof OccupationsFile> {
  if (known !== null) return known
  const result = OccupationsFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}
export type Table = z.output<typeof OccupationsFile>['tables'][number]
