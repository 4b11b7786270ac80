// The daily state of every subject: free or not, what stands in the way, who confirmed it.
import type { AssessmentState } from '@xiaomen/rules/daily'
import { listedStatus } from '../../daily/index.ts'
import { levelWord } from './level-words.ts'
import { lieIn, readPlaces } from './places.ts'
import { type Row, type Source, TIME } from './source.ts'

const STATES: Record<AssessmentState, { zh: string; en: string }> = {
  free: { zh: '今日无疫', en: 'Outbreak-free' },
  notFree: { zh: '未达无疫', en: 'Not free' },
  unknown: { zh: '尚不能判定', en: 'Not known yet' },
}

export const reports: Source = {
  key: 'reports',
  async open(outer, { paths, filter, lang, today, atOnce }) {
    const day = filter.day ?? today
    const places = await readPlaces(outer, paths, today)
    let after: { path: string; id: string } | null = null
    let isDone = false
    return async (ctx) => {
      if (isDone) return null
      const rows = await listedStatus(ctx, { paths, day, after, limit: atOnce })
      const last = rows.at(-1)
      after = last ? { path: last.path, id: last.id } : after
      isDone = rows.length < atOnce
      return rows
        .filter((row) => !filter.level?.length || filter.level.includes(row.level))
        .map((row): Row => ({
          '#id': row.id,
          levelName: levelWord(row.level, lang),
          name: row.name,
          place: lieIn(places, row.path),
          homes: String(row.homes),
          state: STATES[row.state][lang],
          ownBlockers: String(row.ownBlockers),
          blockersBelow: String(row.blockersBelow),
          confirmedBy: row.confirmedBy,
          confirmedAt: row.confirmedAt === null ? null : TIME(row.confirmedAt),
        }))
    }
  },
}
