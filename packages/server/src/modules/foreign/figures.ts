// packs/foreign.json: how long before a round a test elsewhere counts for it, how long results are kept, how old they may be. Read once.
import { ForeignFile } from '@xiaomen/contract'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const FILE = fileURLToPath(new URL('../../../../../packs/foreign.json', import.meta.url))
let known: z.output<typeof ForeignFile> | null = null

/** @throws Error that names the field that does not fit */
export function figures(): z.output<typeof ForeignFile> {
  if (known !== null) return known
  const result = ForeignFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}
