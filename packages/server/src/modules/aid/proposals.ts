// packs/aid.json: how long a way to a hospital and back may take, and by when a need is met. Read once.
import { AidFile } from '@xiaomen/contract'
import type { TransportKind } from '@xiaomen/rules/aid'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const FILE = fileURLToPath(new URL('../../../../../packs/aid.json', import.meta.url))
let known: z.output<typeof AidFile> | null = null

/** @throws Error that names the field that does not fit */
export function proposals(): z.output<typeof AidFile> {
  if (known !== null) return known
  const result = AidFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}
const HOUR_MS = 3_600_000
export const untilOf = (kind: TransportKind, from: Date): Date => new Date(from.getTime() + proposals().transportHours[kind].value * HOUR_MS)
