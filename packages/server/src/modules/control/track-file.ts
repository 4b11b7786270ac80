// What the pack of a case says of its track, under the edition that the case follows.
import { everyPack, findPack } from '../posture/index.ts'
import type { ControlCaseRow } from './tables.ts'

export const planFileOf = (row: Pick<ControlCaseRow, 'pack_id' | 'edition'>) => findPack(row.pack_id, row.edition)?.control
export const trackFileOf = (row: Pick<ControlCaseRow, 'pack_id' | 'edition' | 'track'>) => planFileOf(row)?.tracks.find((track) => track.key === row.track)

/** Under an edition that does not know the track any more it is called what the latest one called it that did. */
export function trackNameOf(row: Pick<ControlCaseRow, 'pack_id' | 'edition' | 'track'>): { zh: string; en: string } {
  const file = trackFileOf(row) ?? lastTrackOf(row)
  return file === undefined ? { zh: row.track, en: row.track } : { zh: file.zh, en: file.en }
}
const lastTrackOf = (row: Pick<ControlCaseRow, 'pack_id' | 'track'>) =>
  everyPack()
    .filter(({ file }) => file.id === row.pack_id)
    .toSorted((a, b) => (a.file.edition < b.file.edition ? 1 : -1))
    .flatMap(({ control }) => control.tracks)
    .find(({ key }) => key === row.track)
