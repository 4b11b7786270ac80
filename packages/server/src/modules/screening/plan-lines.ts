// A plan as lines of words and figures: the same on paper and in the workbook.
import {
  ARRIVAL_WORDS,
  countText,
  FIGURE_WORDS,
  figureText,
  hoursText,
  minutesText,
  PACE_WORDS,
  percent,
  POOL_REASON_WORDS,
  POOL_WORDS,
  SCREENING_ZONE_WORDS,
  type PointWaits,
  type Waits,
} from '@xiaomen/rules/screening'
import type { Plan } from './make-plan.ts'
import { type Lang, say } from './plan-text.ts'

type Pair = [string, string]

export const askedLines = ({ asked, pool }: Plan, lang: Lang): Pair[] => [
  [say('hoursAsked', lang), String(asked.hours)],
  [say('positivity', lang), percent(asked.positivity)],
  [say('pool', lang), POOL_WORDS[pool][lang]],
  [say('tablesAsked', lang), asked.tablesPerPoint === null ? say('byRatio', lang) : String(asked.tablesPerPoint)],
  [say('arrivals', lang), ARRIVAL_WORDS[asked.arrivals][lang]],
]
export const needLines = ({ totals }: Plan, lang: Lang): Pair[] => [
  [say('people', lang), countText(totals.people)],
  [say('homes', lang), countText(totals.homes)],
  [say('pointCount', lang), countText(totals.points)],
  [say('tables', lang), countText(totals.tables)],
  [say('samplers', lang), countText(totals.samplers)],
  [say('others', lang), countText(totals.others)],
  [say('homebound', lang), countText(totals.homebound)],
  [say('doorTeams', lang), countText(totals.doorTeams)],
  [say('special', lang), countText(totals.special)],
  [say('tubes', lang), countText(totals.tubes)],
  [say('swabs', lang), countText(totals.swabs)],
  [say('tests', lang), countText(totals.tests)],
  [say('hours', lang), hoursText(totals.hours)],
  [`${say('yuan', lang)} (${say('draft', lang)})`, countText(totals.yuan)],
]
const waitCells = (waits: Waits): string[] => [
  minutesText(waits.meanS),
  minutesText(waits.p95S),
  minutesText(waits.maxS),
  countText(waits.longestQueue),
  percent(waits.utilisation),
  hoursText(waits.lastServedS / 3600),
]
const WAIT_KEYS = ['mean', 'p95', 'max', 'queue', 'busy', 'last'] as const
/** Word, as planned, with one table more. */
export const waitLines = ({ now, oneMore }: PointWaits, lang: Lang): [string, string, string][] => {
  const more = waitCells(oneMore)
  return waitCells(now).map((cell, at) => [say(WAIT_KEYS[at]!, lang), cell, more[at]!])
}
/** What the plan says in sentences: whether it ends in time, what the busiest hour asks, which pool is advised. */
export const verdictLines = ({ run, isInGuide, advice }: Plan, lang: Lang): string[] => [
  ...(run === null
    ? [say('noPoint', lang)]
    : [say(run.isInTime ? 'inTime' : 'late', lang), say('peak', lang, { count: hoursText(run.peak.perTableHour), pace: PACE_WORDS[run.peak.pace][lang] })]),
  ...(isInGuide ? [] : [say('overGuide', lang)]),
  say('advised', lang, { pool: POOL_WORDS[`${advice.size}`][lang], reason: POOL_REASON_WORDS[advice.reason][lang] }),
]
export const communityHeads = (lang: Lang): string[] => [
  say('community', lang),
  ...(['people', 'homebound', 'pointCount', 'tables', 'samplers', 'others', 'doorTeams', 'tubes', 'swabs', 'tests'] as const).map((key) => say(key, lang)),
  say('mean', lang),
  say('p95', lang),
  say('last', lang),
]
const communityCells = (of: Plan['totals'] | Plan['communities'][number], points: number, waits: Waits | null): string[] => [
  ...[of.people, of.homebound, points, of.tables, of.samplers, of.others, of.doorTeams, of.tubes, of.swabs, of.tests].map(countText),
  ...(waits === null || waits.people === 0 ? ['—', '—', '—'] : [minutesText(waits.meanS), minutesText(waits.p95S), hoursText(waits.lastServedS / 3600)]),
]
/** The last line is that of all. */
export const communityLines = ({ communities, totals, run }: Plan, lang: Lang): string[][] => [
  ...communities.map((one) => [one.name, ...communityCells(one, one.points.length, one.waits.now)]),
  [say('total', lang), ...communityCells(totals, totals.points, run === null ? null : run.waits.now)],
]
export const pointHeads = (lang: Lang): string[] => [
  say('community', lang),
  say('point', lang),
  say('people', lang),
  say('tables', lang),
  ...WAIT_KEYS.map((key) => say(key, lang)),
  `${say('mean', lang)} · ${say('oneMore', lang)}`,
  `${say('p95', lang)} · ${say('oneMore', lang)}`,
]
export const pointLines = ({ communities }: Plan): string[][] =>
  communities.flatMap(({ name, points }) =>
    points.map(({ people, tables, waits }, at) => [
      name,
      String(at + 1),
      countText(people),
      String(tables),
      ...waitCells(waits.now),
      minutesText(waits.oneMore.meanS),
      minutesText(waits.oneMore.p95S),
    ]),
  )
/** Figure, value, source. */
export const sourceLines = ({ figures, zones }: Plan, lang: Lang): [string, string, string][] => {
  const says = (source: { zh: string; en: string }, isDraft: boolean) => `${isDraft ? `[${say('draft', lang)}] ` : ''}${source[lang]}`
  return [
    ...figures.map(({ key, value, isDraft, source }): [string, string, string] => [FIGURE_WORDS[key][lang], figureText(key, value), says(source, isDraft)]),
    ...zones.map(({ zone, pools, isDraft, source }): [string, string, string] => [
      say('zone', lang, { zone: SCREENING_ZONE_WORDS[zone][lang] }),
      pools.map((pool) => POOL_WORDS[pool][lang]).join(' / '),
      says(source, isDraft),
    ]),
  ]
}
