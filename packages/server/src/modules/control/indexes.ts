// 监测指数: which indexes the pack of a case knows, what its release asks of them, and what a survey makes of its count.
import type { Fact } from '@xiaomen/rules/control'
import { findPack } from '../posture/index.ts'
import type { Beside } from './sealing.ts'
import type { ControlCaseRow } from './tables.ts'
import { trackFileOf } from './track-file.ts'

type Of = Pick<ControlCaseRow, 'pack_id' | 'edition' | 'track'>

export const indexFileOf = (row: Of, key: string) => findPack(row.pack_id, row.edition)?.indexes.find((one) => one.key === key)

export function indexesOf(row: Of) {
  const rules = trackFileOf(row)?.release ?? []
  return (findPack(row.pack_id, row.edition)?.indexes ?? []).map(({ key, zh, en, counted, among, per, isDraft }) => {
    const rule = rules.find((one) => one.kind === 'indexBelow' && one.index === key)
    const asked = rule?.kind === 'indexBelow' ? { below: rule.below, surveys: rule.surveys } : { below: null, surveys: null }
    return { key, name: { zh, en }, counted, among, per, ...asked, isDraft }
  })
}

export function surveyOf(row: Of, { index, value }: Extract<Fact, { kind: 'survey' }>, { counted = 0, among = 0 }: Beside) {
  const file = indexFileOf(row, index)
  return { name: file === undefined ? { zh: index, en: index } : { zh: file.zh, en: file.en }, counted, among, value }
}
