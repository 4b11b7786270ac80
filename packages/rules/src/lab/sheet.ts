// 结果表: a laboratory's own columns and words, as far as they are understood. Nothing is guessed.
import type { Verdict } from '../testing/index.ts'

const FIELDS = {
  tube: [
    '管号',
    '管码',
    '条码',
    '条码号',
    '条形码',
    '样本条码',
    '样本条码号',
    '样本编号',
    '采样管编号',
    '采样管条码',
    'tube',
    'barcode',
    'sampleid',
    'specimenid',
    'sample',
  ],
  verdict: ['结果', '检测结果', '检验结果', '核酸结果', '检测结论', '结论', 'result', 'verdict', 'interpretation'],
  ct: ['ct', 'ct值', 'ctvalue', 'orf1abct值', 'orf1abct', 'nct值', 'nct'],
} as const
export type ResultField = keyof typeof FIELDS
const WORDS: Record<Verdict, readonly string[]> = {
  negative: ['阴性', '阴', '-', '(-)', '（-）', '未检出', 'negative', 'neg', 'n', 'notdetected'],
  positive: ['阳性', '阳', '+', '(+)', '（+）', '检出', 'positive', 'pos', 'p', 'detected'],
  invalid: ['无效', '无效管', '可疑', '需复检', '待复检', '无法判定', 'invalid', 'inconclusive', 'retest'],
}
const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_：:]/g, '')

/** Which column holds what; the first that fits. */
export function recogniseResultColumns(headers: readonly string[]): Partial<Record<ResultField, number>> {
  const found: Partial<Record<ResultField, number>> = {}
  for (const [at, header] of headers.entries())
    for (const field of Object.keys(FIELDS) as ResultField[])
      if (found[field] === undefined && (FIELDS[field] as readonly string[]).includes(plain(header))) found[field] = at
  return found
}
/** Null: another word than these. */
export function readVerdict(text: string): Verdict | null {
  const word = plain(text)
  return (Object.keys(WORDS) as Verdict[]).find((verdict) => WORDS[verdict].includes(word)) ?? null
}
/** Empty, or a word that says there was no signal: null. Undefined: not to be read. */
export function readCt(text: string): number | null | undefined {
  const word = plain(text)
  if (['', '-', '/', 'noct', 'undet', 'undetermined', '无'].includes(word)) return null
  const value = Number(word)
  return Number.isFinite(value) && value >= 1 && value <= 60 ? value : undefined
}
