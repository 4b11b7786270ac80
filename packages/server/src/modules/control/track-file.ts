// What the pack of a case says of its track, under the edition that the case follows.
import { findPack } from '../posture/index.ts'
import type { ControlCaseRow } from './tables.ts'

export const planFileOf = (row: Pick<ControlCaseRow, 'pack_id' | 'edition'>) => findPack(row.pack_id, row.edition)?.control
export const trackFileOf = (row: Pick<ControlCaseRow, 'pack_id' | 'edition' | 'track'>) => planFileOf(row)?.tracks.find((track) => track.key === row.track)
