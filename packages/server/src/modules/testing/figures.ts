// packs/testing.json: how many a table serves, how long a slot is, who is tested at home. Read once.
import { TestingFile } from '@xiaomen/contract'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const FILE = fileURLToPath(new URL('../../../../../packs/testing.json', import.meta.url))
let known: z.output<typeof TestingFile> | null = null

/** @throws Error that names the field that does not fit */
export function figures(): z.output<typeof TestingFile> {
  if (known !== null) return known
  const result = TestingFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}
