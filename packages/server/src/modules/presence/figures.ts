// packs/presence.json: how long check-ins are kept, how long somebody stays who does not say, and what counts as a meeting. Read once.
import { PresenceFile } from '@xiaomen/contract'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const FILE = fileURLToPath(new URL('../../../../../packs/presence.json', import.meta.url))
export type PresenceFigures = { keepDays: number; stayMinutes: number; longestStayMinutes: number; nearMinutes: number; minOverlapMinutes: number }
let known: PresenceFigures | null = null

/** @throws Error that names the field that does not fit */
export function figures(): PresenceFigures {
  if (known !== null) return known
  const result = PresenceFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  const { keepDays, stayMinutes, longestStayMinutes, nearMinutes, minOverlapMinutes } = result.data
  known = {
    keepDays: keepDays.value,
    stayMinutes: stayMinutes.value,
    longestStayMinutes: longestStayMinutes.value,
    nearMinutes: nearMinutes.value,
    minOverlapMinutes: minOverlapMinutes.value,
  }
  return known
}
