// What is written down of one person at the gate.
import type { In } from '../../platform/ops.ts'
import type { Shown } from './decide-here.ts'
import type { Candidate, Looked } from './use-passage.ts'

export type Record = In<'gate.recordPassage'>
type Judged = { id: string; shown: Shown; candidate: Candidate | null; looked: Pick<Looked, 'credentialId'> }

type Clock = { deviceNow: number; clockOffsetMs: number }

/** At the server's time, as the verdict was: at that of a phone which is minutes off, the server would find the same code too old or too new. */
export function recordOf(
  gateId: string,
  { id, shown, candidate, looked }: Judged,
  guardSays: 'admitted' | 'turnedAway' | null,
  { deviceNow, clockOffsetMs }: Clock,
): Record {
  const credentialId = candidate?.credentialId ?? looked.credentialId
  return {
    id,
    gateId,
    means: shown.means,
    direction: shown.direction,
    at: new Date(deviceNow + clockOffsetMs).toISOString(),
    ...(credentialId === null ? {} : { credentialId }),
    ...(candidate === null ? {} : { personId: candidate.personId, homeId: candidate.homeId }),
    ...(shown.temperatureC === undefined ? {} : { temperatureC: shown.temperatureC }),
    ...(shown.whereFrom === undefined ? {} : { whereFrom: shown.whereFrom }),
    ...(guardSays === null ? {} : { guardSays }),
    ...(shown.medical === true ? { medical: true } : {}),
    ...(shown.seen === undefined ? {} : { seen: shown.seen }),
    ...(shown.arrival === undefined ? {} : { arrival: shown.arrival }),
    ...(shown.plate === undefined ? {} : { plate: shown.plate }),
  }
}
