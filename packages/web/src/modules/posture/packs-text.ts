// A plan pack as a person reads it: the words of its files, typed by the unions of the rules.
import type { Anchor, Specimen, Subject, Transition } from '@xiaomen/rules/control'
import type { Outcome } from '@xiaomen/rules/gate'
import { pairs, type Word } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'

type Words<K extends string> = Record<K, Word>
type Files = Out<'posture.getPack'>['files']
type Zone = Files['zones']['zones'][number]
type Evidence = Files['control']['tracks'][number]['release'][number]

export const packFileWords: Words<keyof Files> = {
  control: { zh: '人员管控', en: 'Control of people' },
  gate: { zh: '小门', en: 'At the gates' },
  zones: { zh: '分区', en: 'Zones' },
  status: { zh: '健康状态', en: 'Health status' },
  daily: { zh: '今日无疫', en: 'Outbreak-free days' },
  checklists: { zh: '小门自查', en: 'Gate checks' },
  clocks: { zh: '时限', en: 'Time limits' },
  indexes: { zh: '指数', en: 'Indexes' },
  scripts: { zh: '话术', en: 'Telephone scripts' },
  arrivals: { zh: '来返人员', en: 'Arrivals' },
}
export const subjectWords: Words<Subject> = { person: { zh: '人', en: 'People' }, place: { zh: '场所', en: 'Places' } }
export const anchorWords: Words<Anchor> = {
  lastExposure: { zh: '末次暴露', en: 'the last exposure' },
  arrivedAtPlace: { zh: '到达该场所', en: 'the arrival at the place' },
  arrivedHere: { zh: '抵达本地', en: 'the arrival here' },
  firstPositive: { zh: '首次阳性', en: 'the first positive test' },
  onset: { zh: '发病', en: 'the onset' },
  decision: { zh: '作出决定', en: 'the decision' },
  discharge: { zh: '出院', en: 'the discharge' },
}
export const specimenWords: Words<Specimen> = {
  throat: { zh: '咽拭子', en: 'throat' },
  nasal: { zh: '鼻拭子', en: 'nasal' },
  saliva: { zh: '唾液', en: 'saliva' },
  blood: { zh: '血液', en: 'blood' },
}
export const transitionWords: Words<Transition> = {
  keep: { zh: '换版时，已在管的人仍按原来的版本', en: 'Open cases stay under the edition they began with' },
  recompute: { zh: '换版时，已在管的人按这一版重新计算，不会变长', en: 'Open cases are counted anew under this edition, never longer' },
  shortenOnly: { zh: '换版时，只有会变短的人才按这一版', en: 'Open cases follow this edition only where it ends sooner' },
}
export const evidenceSentences: Words<Evidence['kind']> = {
  testsDone: { zh: '该做的检测都做了，且没有阳性', en: 'Every test that was owed is done, none positive' },
  lastNegatives: {
    zh: '从第 {fromDay} 天起，最近 {count} 次{method}阴性，间隔不少于 {hoursApart} 小时',
    en: 'From day {fromDay} on the last {count} {method} tests negative, at least {hoursApart} hours apart',
  },
  recordsComplete: { zh: '最近 {days} 天每天都问到', en: 'The last {days} days asked in full' },
  noSymptoms: { zh: '最近 {days} 天没有症状，体温低于 {feverC} ℃', en: 'No symptoms in the last {days} days, below {feverC} ℃' },
  indexBelow: { zh: '最近 {surveys} 次监测，{index}都低于 {below}', en: 'The last {surveys} surveys of the {index} below {below}' },
  paper: { zh: '有凭据：{of}', en: 'A paper is on record: {of}' },
}
/** What a release still lacks, in two words. */
export const lackWords: Words<Evidence['kind']> = {
  testsDone: { zh: '检测未做完', en: 'tests not done' },
  lastNegatives: { zh: '最后几次阴性', en: 'the last negatives' },
  recordsComplete: { zh: '每天的询问', en: 'the daily records' },
  noSymptoms: { zh: '没有症状的天数', en: 'days without symptoms' },
  indexBelow: { zh: '指数未达标', en: 'the index' },
  paper: { zh: '凭据', en: 'a paper' },
}
export const leavingWords: Words<Zone['leaving']> = {
  medicalOnly: { zh: '只有就医可以外出', en: 'Nobody leaves but for medical need' },
  errands: { zh: '每户一人可外出办事', en: 'One of each home may leave for errands' },
  free: { zh: '可以自由外出', en: 'Everybody may leave' },
}
export const deliveryWords: Words<Zone['deliveries']> = {
  toDoor: { zh: '物资送到家门口', en: 'Goods are brought to the door' },
  toGate: { zh: '物资送到门口', en: 'Goods are brought to the gate' },
  free: { zh: '收货不受限制', en: 'Deliveries as usual' },
}
export const outcomeWords: Words<Outcome> = {
  enter: { zh: '放行', en: 'Let in' },
  hold: { zh: '留下，等人来看', en: 'Held until somebody looks' },
  refuse: { zh: '不放行', en: 'Not let in' },
  cannotTell: { zh: '不能判定，门岗核实', en: 'Cannot be told: the guard finds out' },
}
export const bandWords: Words<Files['indexes']['indexes'][number]['bands'][number]['level']> = {
  safe: { zh: '✓', en: '✓' },
  low: { zh: '!', en: '!' },
  middle: { zh: '!!', en: '!!' },
  high: { zh: '!!!', en: '!!!' },
}
/** 两两一组的关爱人, as a pack names its set. Others show their own name. */
export const carerWords: Record<string, Word> = {
  fiveCarersNational: { zh: '五包一（国家文本）', en: 'five carers (national text)' },
  fiveCarersTaiyuan: { zh: '五包一（太原）', en: 'five carers (Taiyuan)' },
  fiveCarersShushan: { zh: '五包一（蜀山）', en: 'five carers (Shushan)' },
  twoCarers: { zh: '二对一', en: 'two carers' },
}

export const packsText = pairs({
  title: { zh: '预案', en: 'Plan packs' },
  lead: {
    zh: '每种疫病的规则：谁要管控、多少天、检测哪几天、怎样解除、小门问什么。每个数值都有出处，没有确认的标明草案。',
    en: 'The rules of each disease: who comes under control, for how long, tested when, released how, what gates ask. Every figure has its source; what is unconfirmed is marked a draft.',
  },
  tabPacks: { zh: '全部预案', en: 'All packs' },
  tabLocal: { zh: '本地版', en: 'Local editions' },
  from: { zh: '自 {day} 起', en: 'from {day}' },
  edition: { zh: '版次 {edition}', en: 'edition {edition}' },
  isDraft: { zh: '草案', en: 'Draft' },
  isLocal: { zh: '本地', en: 'Local' },
  read: { zh: '阅读', en: 'Read' },
  back: { zh: '返回全部预案', en: 'All packs' },
  print: { zh: '打印', en: 'Print' },
  change: { zh: '改一版', en: 'An edition of one’s own' },
  source: { zh: '出处', en: 'Source' },
  sourceOf: { zh: '出处：{source}', en: 'Source: {source}' },
  draftSource: { zh: '草案，待确认 · 出处', en: 'Draft, to be confirmed · source' },
  contents: { zh: '目录', en: 'Contents' },
  about: { zh: '这是什么', en: 'What this is' },
  basis: { zh: '法律依据', en: 'Legal basis' },
  sources: { zh: '出处', en: 'Sources' },
  effective: { zh: '施行日期', en: 'In effect from' },
  builtOn: { zh: '建立在', en: 'Built on' },
  inherited: { zh: '沿用该版的部分', en: 'Taken over from it' },
  inheritedHere: { zh: '沿用 {edition} 版', en: 'taken over from edition {edition}' },
  draftNote: {
    zh: '这份预案里有尚待卫生健康部门确认的数值，都标着“草案”。',
    en: 'Some figures of this pack wait for the health authority; each is marked a draft.',
  },
  measures: { zh: '措施', en: 'Measures' },
  mayPass: { zh: '可以进出小门', en: 'May pass the gate' },
  mayNotPass: { zh: '不能进出小门（就医除外）', en: 'May not pass the gate (medical ways excepted)' },
  tracks: { zh: '管控谁、多少天', en: 'Who, and for how long' },
  tracksNone: { zh: '没有人员管控。', en: 'Nobody comes under control.' },
  triggers: { zh: '适用于', en: 'For' },
  counted: { zh: '起算', en: 'Counted' },
  sameDay: { zh: '{anchor}当天为第 1 天', en: 'the day of {anchor} is day 1' },
  nextDay: { zh: '{anchor}次日为第 1 天', en: 'the day after {anchor} is day 1' },
  phase: { zh: '第 {from} 至 {to} 天', en: 'Days {from} to {to}' },
  phaseOne: { zh: '第 {from} 天', en: 'Day {from}' },
  testsOn: { zh: '第 {days} 天{method}', en: '{method} on day {days}' },
  noTests: { zh: '不检测', en: 'no tests' },
  asked0: { zh: '不问体温症状', en: 'nobody asks' },
  asked1: { zh: '每天问 1 次', en: 'asked once a day' },
  asked2: { zh: '每天早晚各问 1 次', en: 'asked morning and evening' },
  workDaily: { zh: '从第 {from} 天起每天：{work}', en: 'daily from day {from}: {work}' },
  workEvery: { zh: '从第 {from} 天起每 {n} 天：{work}', en: 'every {n} days from day {from}: {work}' },
  whole: { zh: '共 {n} 天', en: '{n} days in all' },
  strip: { zh: '逐日图：{track}', en: 'Day by day: {track}' },
  measure: { zh: '措施', en: 'Measure' },
  day: { zh: '天', en: 'Day' },
  tests: { zh: '检测', en: 'Tests' },
  pcrSign: { zh: '核', en: 'P' },
  antigenSign: { zh: '抗', en: 'A' },
  legend: { zh: '核＝核酸，抗＝抗原，●＝当天要做', en: 'P = PCR, A = antigen, ● = done on that day' },
  symptoms: { zh: '每天问的症状', en: 'Symptoms asked' },
  release: { zh: '怎样解除', en: 'What a release takes' },
  releaseDays: { zh: '规定的天数过完', en: 'The days are over' },
  apart: { zh: '两次检测间隔不足 {n} 小时的，算一次', en: 'Tests less than {n} hours apart count as one' },
  restarts: { zh: '再次暴露，重新起算', en: 'A new exposure starts the days again' },
  coResidents: { zh: '做不到单人单套的，同住的人按“{track}”', en: 'Without a suite of one’s own, those who live there come under “{track}”' },
  afterwards: { zh: '解除后接着“{track}”', en: 'Then follows “{track}”' },
  carers: { zh: '由{carers}负责', en: 'Looked after by {carers}' },
  signal: { zh: '健康状态：{signal}', en: 'Health status: {signal}' },
  recordHours: {
    zh: '早上 {morning} 前、晚上 {evening} 前要问到；{nextLevel} 还没有，报上一级',
    en: 'Asked by {morning} and by {evening}; what is missing at {nextLevel} goes to the next level',
  },
  guardianUnder: { zh: '未满 {n} 周岁须写明监护人', en: 'Under {n} years of age a guardian is named' },
  sealsNone: { zh: '不贴封条', en: 'No seals on doors' },
  seals: {
    zh: '封条只贴住户自己的门，每 {checkEveryHours} 小时查看一次，解除后 {removeWithinHours} 小时内拆除',
    en: 'Seals on a home’s own door only, looked at every {checkEveryHours} hours, off within {removeWithinHours} hours of the release',
  },
  zonesNone: { zh: '没有分区。', en: 'No zones.' },
  byUnits: { zh: '按{levels}划定', en: 'Drawn by {levels}' },
  byRadius: { zh: '以病例所在地为中心 {n} 米', en: 'Within {n} metres of a place' },
  visitorsYes: { zh: '接待访客', en: 'Visitors are admitted' },
  visitorsNo: { zh: '不接待访客', en: 'No visitors' },
  testEvery: { zh: '每 {n} 天全员检测', en: 'Everybody is tested every {n} days' },
  testDaily: { zh: '每天全员检测', en: 'Everybody is tested daily' },
  disinfectEvery: { zh: '每 {n} 天消毒', en: 'Disinfected every {n} days' },
  disinfectDaily: { zh: '每天消毒', en: 'Disinfected daily' },
  quiet: { zh: '连续 {n} 天没有新增', en: '{n} days without a new case' },
  downTo: { zh: '{when}，降为{zone}', en: 'After {when} it becomes: {zone}' },
  lifted: { zh: '{when}，解除', en: 'After {when} it is lifted' },
  liftedAny: { zh: '可随时解除', en: 'It can be lifted at any time' },
  allTestedDay: { zh: '最近 1 天内全员检测阴性', en: 'everybody tested negative within the last day' },
  allTested: { zh: '最近 {n} 天内全员检测阴性', en: 'everybody tested negative within the last {n} days' },
  indexBelow: { zh: '最近 {surveys} 次{index}低于 {below}', en: 'the {index} below {below} in the last {surveys} surveys' },
  and: { zh: '，且', en: ', with ' },
  standstill: { zh: '临时静默', en: 'Standstill' },
  standstillHours: { zh: '最长 {n} 小时', en: 'At most {n} hours' },
  whatLeads: { zh: '遇到这些情况', en: 'What leads to what' },
  lookBack: { zh: '问最近 {n} 天去过哪里；看{levels}地区', en: 'Asked about the last {n} days; looked at: {levels}' },
  listAge: { zh: '离线名单超过 {n} 小时算过旧', en: 'A list older than {n} hours counts as too old' },
  dailyChecks: { zh: '一天要算无疫，不能有', en: 'For a day to be free there is none of' },
  quietDays: { zh: '连续 {n} 天没有病例', en: '{n} days without a case' },
  unseenFeverDays: { zh: '门口发热 {n} 天内未处理', en: 'A fever at a gate counts for {n} days unless it was looked at' },
  smallestPosting: { zh: '不足 {n} 户不单独公示', en: 'Places of fewer than {n} homes are not posted alone' },
  cutOff: { zh: '每天 {n} 截止', en: 'Each day closes at {n}' },
  holds: { zh: '{verdict}，{n} 天（{reason}）', en: '{verdict} for {n} days ({reason})' },
  goodFor: { zh: '自查 {n} 天内有效', en: 'A check is good for {n} days' },
  mendWithin: { zh: '{n} 小时内整改', en: 'mended within {n} hours' },
  asksPhoto: { zh: '要拍照', en: 'with a photo' },
  hours: { zh: '{n} 小时内', en: 'within {n} hours' },
  formula: { zh: '{per} × {counted} ÷ {among}', en: '{per} × {counted} ÷ {among}' },
  bandBelow: { zh: '低于 {n}', en: 'below {n}' },
  bandRest: { zh: '其余', en: 'above' },
  answerLeads: { zh: '答“{answer}”：到第 {line} 句', en: '“{answer}”: on to line {line}' },
  answerEnds: { zh: '答“{answer}”：结束', en: '“{answer}”: the end' },
  none: { zh: '这份预案没有这一部分。', en: 'This pack has nothing here.' },
  examples: { zh: '例子', en: 'Examples' },
  exampleNumber: { zh: '例 {n}', en: 'Example {n}' },
  examplesLead: {
    zh: '写明什么情况、规则应得出什么。每次改动都会全部重新算一遍。',
    en: 'What is given and what the rules must say. All of them are worked out again at each change.',
  },
  examplesMet: { zh: '{file}：{met} / {all} 个符合', en: '{file}: {met} of {all} come out as written' },
  met: { zh: '符合', en: 'comes out as written' },
  unmet: { zh: '不符', en: 'comes out otherwise' },
})
