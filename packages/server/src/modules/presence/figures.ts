// packs/presence.json: how long check-ins are kept, how long somebody stays who does not say, and what counts as a meeting. Read once.
import { PresenceFile } from '@xiaomen/contract'
import { packFile } from '../../platform/pack-file.ts'

export type PresenceFigures = { keepDays: number; stayMinutes: number; longestStayMinutes: number; nearMinutes: number; minOverlapMinutes: number }
const file = packFile('presence', PresenceFile)

/** @throws Error that names the field that does not fit */
export function figures(): PresenceFigures {
  const { keepDays, stayMinutes, longestStayMinutes, nearMinutes, minOverlapMinutes } = file()
  return {
    keepDays: keepDays.value,
    stayMinutes: stayMinutes.value,
    longestStayMinutes: longestStayMinutes.value,
    nearMinutes: nearMinutes.value,
    minOverlapMinutes: minOverlapMinutes.value,
  }
}
