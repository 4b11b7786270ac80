// 三区与临时静默 in words, for the desk, the guard and the resident alike.
import type { Out } from '../../platform/ops.ts'
import { text } from '../../platform/text.ts'

export type Here = Out<'zones.listHere'>[number]
export type Lack = Here['lacks'][number]

export const zoneWords = text({
  zh: {
    medicalOnly: '不出户',
    errands: '不出区，错峰取物',
    free: '可以出入',
    noVisitors: '不接待访客',
    toDoor: '物资送上门',
    toGate: '物资到门口取',
    medicalWay: '透析、分娩、急症随时放行',
    quietDays: '还差 {left} 天无新增（已 {have} 天，满 {need} 天，最早 {earliest}）',
    allTested: '{days} 天内全员检测阴性，还没有结论',
    index: '指数连续 {need} 次低于 {below}，现 {have} 次',
    nothingLacks: '条件已齐，可以办理',
    draft: '此规则为草案，待确认',
    since: '从 {at} 起',
    until: '最晚到 {at}',
    endsItself: '到 {at} 自动结束',
    toNext: '之后降为{next}',
    toNone: '之后解除',
    more: '另有 {n} 处',
  },
  en: {
    medicalOnly: 'Nobody leaves home',
    errands: 'Nobody leaves the area; things are fetched in turn',
    free: 'Free to come and go',
    noVisitors: 'No visitors',
    toDoor: 'Goods come to the door',
    toGate: 'Goods are fetched at the gate',
    medicalWay: 'Dialysis, birth and emergencies pass at any time',
    quietDays: '{left} more days without a case ({have} so far of {need}; {earliest} at the earliest)',
    allTested: 'Everybody negative within {days} days: no conclusion yet',
    index: 'Index below {below} in {need} surveys in a row: {have} so far',
    nothingLacks: 'Nothing is missing any more',
    draft: 'This rule is a draft to be confirmed',
    since: 'Since {at}',
    until: 'Until {at} at the latest',
    endsItself: 'Ends by itself at {at}',
    toNext: 'Then it becomes: {next}',
    toNone: 'Then it is lifted',
    more: 'and {n} more',
  },
})
type Say = (key: keyof (typeof zoneWords)['zh'], values?: Record<string, string | number>) => string

export function lackSays(t: Say, lack: Lack): string {
  if (lack.kind === 'quietDays') return t('quietDays', { left: lack.need - lack.have, have: lack.have, need: lack.need, earliest: lack.earliest })
  if (lack.kind === 'allTested') return t('allTested', { days: lack.withinDays })
  return t('index', { need: lack.need, below: lack.below, have: lack.have })
}
/** What it asks, as short lines. */
export const asksOf = (t: Say, { leaving, admitsVisitors, deliveries }: Here['rule']): string[] => [
  t(leaving),
  ...(admitsVisitors ? [] : [t('noVisitors')]),
  ...(deliveries === 'free' ? [] : [t(deliveries)]),
]
/** Colour never stands alone: a sign beside it. */
export const SIGNS: Record<string, string> = { sealed: '■', high: '■', standstill: '■', controlled: '◩', medium: '◩', core: '◩' }
export const signOf = (kind: string): string => SIGNS[kind] ?? '□'
