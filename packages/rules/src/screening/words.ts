// How a plan's figures are called, on the screen, on paper and in the workbook.
import type { ScreeningFigure, ScreeningZone } from './figures.ts'
import type { ArrivalKind, Pace } from './plan.ts'
import type { Pool, PoolReason } from './pool.ts'

type InBoth<K extends string> = Record<K, { zh: string; en: string }>

export const FIGURE_WORDS: InBoth<ScreeningFigure> = {
  peoplePerPointLeast: { zh: '每个采样点人数，最少', en: 'People per point, least' },
  peoplePerPointMost: { zh: '每个采样点人数，最多', en: 'People per point, most' },
  peoplePerTableLeast: { zh: '每个采样台人数，最少', en: 'People per table, least' },
  peoplePerTableMost: { zh: '每个采样台人数，最多', en: 'People per table, most' },
  peoplePerSampler: { zh: '每名采样人员人数', en: 'People per sampler' },
  finishHours: { zh: '应在几小时内完成', en: 'Finished within, hours' },
  perTableHour: { zh: '每台每小时采样，计划', en: 'Samples per table and hour, planned' },
  burstPerTableHour: { zh: '每台每小时采样，高峰', en: 'Samples per table and hour, in a burst' },
  largePoolsAtMost: { zh: '大混采的阳性率上限', en: 'Large pools up to a positivity of' },
  smallPoolAtMost: { zh: '超过上限后最多几人一管', en: 'Above it, people per tube at most' },
  dilutionBelow: { zh: '实验室混样的阳性率上限（须低于）', en: 'Pooling by dilution only below a positivity of' },
  busyAtMost: { zh: '采样台最高忙碌率', en: 'Tables busy at most' },
  windowShare: { zh: '叫号占总时长', en: 'Share of the hours in which people are called up' },
  slotMinutes: { zh: '每批叫号，分钟', en: 'Length of a slot, minutes' },
  serviceSpread: { zh: '采样快慢的离散程度', en: 'Spread of the time a sample takes' },
  othersPerPoint: { zh: '每点其他人员', en: 'Other staff per point' },
  othersPerTable: { zh: '每台其他人员', en: 'Other staff per table' },
  doorsPerTeamHour: { zh: '上门组每小时户数', en: 'Doors per team and hour' },
  peoplePerTeam: { zh: '上门组人数', en: 'People in a door team' },
  reserveShare: { zh: '耗材备用', en: 'Spare consumables' },
  swabYuan: { zh: '拭子，元/支', en: 'Swab, yuan' },
  tubeYuan: { zh: '采样管，元/支', en: 'Tube, yuan' },
  testYuan: { zh: '检测，元/管', en: 'Test, yuan a tube' },
  staffYuan: { zh: '人员补助，元/人', en: 'Allowance, yuan a person' },
}
export const POOL_WORDS: InBoth<Pool> = {
  '1': { zh: '单采', en: 'Single' },
  '5': { zh: '5 人一管', en: '5 a tube' },
  '10': { zh: '10 人一管', en: '10 a tube' },
  '20': { zh: '20 人一管', en: '20 a tube' },
  household: { zh: '一户一管', en: 'One home a tube' },
}
export const POOL_REASON_WORDS: InBoth<PoolReason> = {
  fewestTests: { zh: '按预计阳性率，这样检测管数最少', en: 'at the expected positivity this takes the fewest tests' },
  tooMany: {
    zh: '阳性率已高，不宜 10、20 人混采；5 人以内这样最省',
    en: 'positivity is too high for pools of 10 or 20; of the small ones this takes the fewest tests',
  },
  single: { zh: '阳性率太高，混采不省检测', en: 'positivity is so high that no pool saves a test' },
}
export const SCREENING_ZONE_WORDS: InBoth<ScreeningZone> = {
  sealed: { zh: '封控区', en: 'Sealed zone' },
  controlled: { zh: '管控区', en: 'Controlled zone' },
  precaution: { zh: '防范区', en: 'Precaution zone' },
}
export const ARRIVAL_WORDS: InBoth<ArrivalKind> = {
  slots: { zh: '按楼分批叫号', en: 'Called up in slots' },
  free: { zh: '随到随采', en: 'Everybody when they like' },
}
export const PACE_WORDS: InBoth<Pace> = {
  planned: { zh: '在计划速度内', en: 'within the planned pace' },
  burst: { zh: '超过计划速度，靠高峰速度撑', en: 'above the planned pace, within a burst' },
  beyond: { zh: '超过高峰速度，会积压', en: 'more than a burst bears: people pile up' },
}

const SHARES: ReadonlySet<ScreeningFigure> = new Set(['largePoolsAtMost', 'dilutionBelow', 'busyAtMost', 'windowShare', 'reserveShare'])
const tenth = (value: number): string => String(Math.round(value * 10) / 10)
/** A share as people say it: 0.0005 is 0.05 %. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`
export const figureText = (key: ScreeningFigure, value: number): string => (SHARES.has(key) ? percent(value) : String(value))
/** Minutes of a wait, to a tenth. */
export const minutesText = (seconds: number): string => tenth(seconds / 60)
export const hoursText = (hours: number): string => tenth(hours)
/** With spaces every three digits: 1 300 000. */
export const countText = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f')
