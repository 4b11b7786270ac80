import { pairs, type Word } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'

/** A place is under works, not under control. */
export const placeStateWords: Record<Out<'control.getControl'>['state'], Word> = {
  proposed: { zh: '待第二人确认', en: 'To be confirmed' },
  declined: { zh: '未同意', en: 'Declined' },
  planned: { zh: '将处置', en: 'Planned' },
  active: { zh: '处置中', en: 'Under works' },
  extended: { zh: '处置中（延长）', en: 'Under works (extended)' },
  dueForRelease: { zh: '可结束', en: 'May be ended' },
  released: { zh: '已结束', en: 'Ended' },
  transferred: { zh: '已移交', en: 'Handed over' },
  cancelled: { zh: '已撤销', en: 'Cancelled' },
}
export const placeListWords: Record<NonNullable<In<'control.listControl'>['list']>, Word> = {
  waiting: { zh: '待确认', en: 'To be confirmed' },
  open: { zh: '处置中', en: 'Under works' },
  due: { zh: '可结束', en: 'May be ended' },
  ended: { zh: '已结束', en: 'Ended' },
}

export const placeText = pairs({
  open: { zh: '提出场所处置', en: 'Propose works at a place' },
  lead: {
    zh: '场所处置只安排消杀、清理、调查等工作，住户照常出入；由一人凭依据提出，另一单位的人确认。',
    en: 'Works at a place are cleaning, surveys and the like; nobody who lives there is restricted. Proposed by one on evidence, confirmed by a second of another unit.',
  },
  place: { zh: '场所（小区、楼栋、单元）', en: 'Place (compound, building, unit)' },
  pickPlace: { zh: '请选择场所', en: 'Choose the place' },
  noTracks: { zh: '这里现在的预案没有场所处置。', en: 'The plan in force here knows no works at places.' },
  anchorDay: { zh: '起算日期（如病例发病）', en: 'Day it counts from (for example when the case fell ill)' },
  proposed: { zh: '已提出，等另一单位的人确认', en: 'Proposed; a second person of another unit has to confirm' },
  days: { zh: '{work} {count} 次：{days}', en: '{work}, {count} times: {days}' },
  asksIndex: { zh: '结束条件：{name}最近 {surveys} 次都低于 {below}', en: 'Ends when the last {surveys} surveys of the {name} lie below {below}' },
  confirm: { zh: '确认处置', en: 'Confirm the works' },
  release: { zh: '结束处置', en: 'End the works' },
  released: { zh: '已结束', en: 'Ended' },
  print: { zh: '打印结束通知', en: 'Print the notice' },
  opened: { zh: '开始处置', en: 'Works began' },
  endTakes: { zh: '结束条件', en: 'What the end takes' },
  confirmAsk: {
    zh: '确认后按预案安排处置，住户照常出入。您须与提出人不在同一单位。',
    en: 'The works of the plan are then due; nobody who lives there is restricted. You must belong to another unit than the one who proposed it.',
  },
  releaseAsk: { zh: '各项条件已齐，确认结束处置？', en: 'All that the rules ask is there. End the works?' },
  caseNearby: { zh: '附近又有病例，重新起算', en: 'A new case nearby: count anew' },
  caseNearbyOn: { zh: '病例日期', en: 'Day of that case' },
  toRecord: { zh: '去记处置', en: 'Write down works' },
  works: { zh: '处置安排', en: 'Works' },
  empty: { zh: '没有这一类场所。', en: 'No place here.' },
  state: { zh: '状态', en: 'State' },
  where: { zh: '场所', en: 'Place' },
  day: { zh: '第 {n} 天', en: 'day {n}' },
  toDo: { zh: '还要做 {n} 项', en: '{n} to do' },
  allDone: { zh: '今天都做了', en: 'all done today' },
  missed: { zh: '漏做 {n} 次', en: '{n} missed' },
  changeWaits: { zh: '有变更待同意', en: 'a change waits' },
  ahead: { zh: '将做', en: 'ahead' },
  due: { zh: '今天要做', en: 'due today' },
  late: { zh: '漏做', en: 'missed' },
  done: { zh: '已做', en: 'done' },
  doneLater: { zh: '{day} 补做', en: 'done on {day}' },
})
