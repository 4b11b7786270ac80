import type { RuleSubject } from '@xiaomen/rules/packs'
import { pairs, type Word } from '../../desk/words.ts'

export const shiftText = pairs({
  title: { zh: '人员管控和分区', en: 'People under control, and zones' },
  underControl: { zh: '现在管控 {n} 人：{list}', en: 'Under control now: {n} ({list})' },
  ofMeasure: { zh: '{measure} {n} 人', en: '{measure}: {n}' },
  notBegun: { zh: '尚未开始', en: 'not begun' },
  lifted: {
    zh: '其中 {n} 人随命令解除管控，可以正常出入；24 小时内恢复命令的，随之恢复。',
    en: 'Released with the order: {n}. They come under control again if the order is taken up again within 24 hours.',
  },
  restored: { zh: '{n} 人随命令恢复管控。', en: 'Under control again with the order: {n}.' },
  due: { zh: '其中 {n} 人条件已齐，待办解除。', en: 'Due for release already: {n}.' },
  trackless: {
    zh: '{n} 人的管控类别在新预案中没有：到“人员管控”办理换版后解除，此前照旧。',
    en: 'No rule of the new plan pack names {n} of them: they are due for release once the change of edition is signed, and stay as they are until then.',
  },
  otherPack: { zh: '{n} 人按原预案管控，到期解除。', en: 'Under the rules of another plan pack until their days are over: {n}.' },
  places_open: { zh: '现在处置场所 {n} 处。', en: 'Places under works now: {n}.' },
  places_lifted: { zh: '其中 {n} 处随命令结束处置。', en: 'Works that end with the order: at {n} of them.' },
  places_restored: { zh: '{n} 处随命令恢复处置。', en: 'Places under works again with the order: {n}.' },
  zonesLifted: {
    zh: '解除：封控、管控等区域 {zones} 个，临时静默 {standstills} 个，共 {homes} 户。',
    en: 'Lifted: zones {zones}, standstills {standstills}, homes in them {homes}.',
  },
  zonesKept: {
    zh: '不变：其他命令的区域 {zones} 个，临时静默 {standstills} 个，共 {homes} 户。',
    en: 'Kept, under other orders: zones {zones}, standstills {standstills}, homes in them {homes}.',
  },
  zonesTakenUp: {
    zh: '恢复：区域 {zones} 个，临时静默 {standstills} 个，共 {homes} 户。',
    en: 'Taken up again: zones {zones}, standstills {standstills}, homes in them {homes}.',
  },
})

export const subjectTitles: Record<RuleSubject, Word> = {
  track: { zh: '人员管控', en: 'Control of people' },
  records: { zh: '每天询问', en: 'Daily questions' },
  zone: { zh: '分区', en: 'Zones' },
  standstill: { zh: '临时静默', en: 'Standstill' },
  colour: { zh: '健康状态', en: 'Health status' },
  clock: { zh: '时限', en: 'Time limits' },
  checklist: { zh: '小门自查', en: 'Gate checks' },
}
export const rulesText = pairs({
  days: { zh: '{n} 天', en: '{n} days' },
  hours: { zh: '{n} 小时', en: '{n} hours' },
  asked: { zh: '每天 {n} 次', en: '{n} a day' },
  there: { zh: '要查', en: 'looked at' },
  none: { zh: '没有', en: 'none' },
  shorter: { zh: '缩短', en: 'shorter' },
  longer: { zh: '延长', en: 'longer' },
  otherwise: { zh: '其他要求有变', en: 'other requirements change' },
  most: { zh: '最长', en: 'At most' },
  same: { zh: '人员管控、分区、健康状态、时限和自查都不变', en: 'Control, zones, health status, time limits and checks stay' },
})
