// packs/antigen.json: what a round proposes, and who is helped at home. Read once.
import { AntigenFile } from '@xiaomen/contract'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const FILE = fileURLToPath(new URL('../../../../../packs/antigen.json', import.meta.url))
let known: z.output<typeof AntigenFile> | null = null

/** @throws Error that names the field that does not fit */
export function proposals(): z.output<typeof AntigenFile> {
  if (known !== null) return known
  const result = AntigenFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}
