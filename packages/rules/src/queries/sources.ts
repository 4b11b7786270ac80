// 一表通: the lists the house can give, and what stands in each of their columns.
import type { DataClass } from '../access/index.ts'

export const SOURCE_KEYS = [
  'homes',
  'residents',
  'careList',
  'careContacts',
  'missing',
  'sweepStops',
  'headCount',
  'gateHolds',
  'passages',
  'gateChecks',
  'reports',
] as const
export type SourceKey = (typeof SOURCE_KEYS)[number]
export const FILTER_KEYS = ['use', 'care', 'residency', 'level', 'day', 'obligation', 'sweep', 'stopState', 'careState'] as const
export type FilterKey = (typeof FILTER_KEYS)[number]

/** `dataClass`: what the cell tells of a person; null tells of none. */
export type QueryColumn = { key: string; dataClass: DataClass | null; zh: string; en: string }
export type SourceSpec = {
  zh: string
  en: string
  columns: readonly QueryColumn[]
  filters: readonly FilterKey[]
  /** Each row that names somebody counts in this class, whatever columns were chosen: being at a gate is whereabouts. */
  rowClass: DataClass | null
  /** What its reader must be allowed as well where the rows are another module's work; null: whoever may ask saved queries. */
  can: 'tasks.read' | 'sweeps.read' | 'care.read' | 'checklists.read' | null
}

const column = (key: string, zh: string, en: string, dataClass: DataClass | null = null): QueryColumn => ({ key, zh, en, dataClass })

const PLACE = [
  column('community', '社区', 'Community'),
  column('compound', '小区', 'Compound'),
  column('building', '楼栋', 'Building'),
  column('unit', '单元', 'Unit'),
  column('grid', '网格', 'Grid'),
]
const DOOR = [...PLACE, column('door', '门牌号', 'Door', 'door'), column('address', '详细地址', 'Address', 'door'), column('floor', '楼层', 'Floor')]
const HOME = [...DOOR, column('homeUse', '房屋用途', 'Home use')]
const PERSON = [
  column('name', '姓名', 'Name', 'name'),
  column('sex', '性别', 'Sex', 'name'),
  column('age', '年龄', 'Age', 'name'),
  column('residency', '居住身份', 'Residency'),
  column('phone', '联系电话', 'Phone', 'phone'),
  column('documentKind', '证件类型', 'Document type', 'document'),
  column('documentNumber', '证件号码', 'Document number', 'document'),
  column('documentCountry', '签发国家', 'Issuing country', 'document'),
  column('care', '关爱类别', 'Care category', 'care'),
  column('lang', '语言', 'Language', 'name'),
  column('since', '入住日期', 'Since'),
]

export const SOURCES: Record<SourceKey, SourceSpec> = {
  homes: {
    zh: '住户清单',
    en: 'Homes',
    columns: [...HOME, column('people', '人数', 'People'), column('names', '住户姓名', 'Names', 'name')],
    filters: ['use'],
    rowClass: null,
    can: null,
  },
  residents: { zh: '人员清单', en: 'Residents', columns: [...HOME, ...PERSON], filters: ['use', 'residency', 'care'], rowClass: null, can: null },
  careList: { zh: '重点关爱清单', en: 'Care list', columns: [...HOME, ...PERSON], filters: ['care', 'use', 'residency'], rowClass: null, can: null },
  careContacts: {
    zh: '关爱联系台账',
    en: 'Care contacts',
    columns: [
      ...DOOR,
      column('name', '姓名', 'Name', 'name'),
      column('care', '关爱类别', 'Care category', 'care'),
      column('carer', '责任人', 'Carer'),
      column('carerUnit', '责任人单位', 'Unit of the carer'),
      column('second', '第二责任人', 'Second carer', 'name'),
      column('interval', '联系间隔(天)', 'Interval in days'),
      column('lastContact', '上次联系', 'Last contact', 'care'),
      column('lastResult', '上次情况', 'Last result', 'care'),
      column('nextDue', '应联系日期', 'Due on', 'care'),
      column('careState', '状态', 'State', 'care'),
      column('overdueDays', '逾期天数', 'Days overdue', 'care'),
    ],
    filters: ['care', 'careState'],
    // To stand on this list is to be in care.
    rowClass: 'care',
    can: 'care.read',
  },
  missing: {
    zh: '应到未到名单',
    en: 'Who is missing',
    columns: [
      column('obligation', '事项', 'Obligation'),
      column('dueOn', '截止日期', 'Due on'),
      ...DOOR,
      column('name', '姓名', 'Name', 'name'),
      column('tries', '上门次数', 'Tries'),
      column('lastAt', '最近一次', 'Last try'),
      column('lastOutcome', '最近结果', 'Last outcome'),
      column('lastReason', '原因', 'Reason', 'health'),
      column('excuseEnded', '免除已到期', 'Excuse ended'),
    ],
    filters: ['obligation'],
    rowClass: null,
    can: 'tasks.read',
  },
  sweepStops: {
    zh: '扫楼进度表',
    en: 'Stops of a sweep',
    columns: [
      column('sweep', '扫楼行动', 'Sweep'),
      column('listed', '清单页-行', 'Page and row'),
      ...DOOR,
      column('stopState', '状态', 'State'),
      column('standing', '覆盖', 'Coverage'),
      column('tries', '上门次数', 'Tries'),
      column('way', '完成方式', 'Way'),
      column('lastAt', '最近一次', 'Last try'),
      column('tryOn', '再访日期', 'Try again on'),
      column('isDisputed', '有分歧', 'Disputed'),
    ],
    filters: ['sweep', 'stopState'],
    rowClass: null,
    can: 'sweeps.read',
  },
  headCount: {
    zh: '网格人头表',
    en: 'Grid head count',
    columns: [
      column('levelName', '层级', 'Level'),
      column('name', '名称', 'Name'),
      column('place', '所在', 'Lies in'),
      column('homes', '户数', 'Homes'),
      column('usePermanent', '常住户', 'Permanent homes'),
      column('useRented', '出租户', 'Rented homes'),
      column('useVacant', '空置户', 'Vacant homes'),
      column('useShop', '商铺', 'Shops'),
      column('useDormitory', '宿舍', 'Dormitories'),
      column('useYard', '院落', 'Yards'),
      column('people', '人数', 'People'),
      column('asOwner', '业主', 'Owners'),
      column('asFamily', '家人', 'Family'),
      column('asTenant', '租客', 'Tenants'),
      column('asDormitory', '住宿员工', 'Dormitory residents'),
      column('asShopStaff', '店员', 'Shop staff'),
      column('asRegisteredElsewhere', '户在人不在', 'Registered only'),
      column('inCare', '重点关爱人数', 'People in care'),
      column('careDestitute', '困难家庭', 'Destitute'),
      column('careEmptyNest', '空巢老人', 'Empty-nest elderly'),
      column('carePregnant', '孕产妇', 'Pregnant'),
      column('careInfant', '婴幼儿', 'Infants'),
      column('careDisabled', '残疾人', 'Disabled'),
      column('careChronicIllness', '慢性病', 'Chronic illness'),
      column('careReducedMobility', '行动不便', 'Reduced mobility'),
      column('careDialysis', '血透', 'Dialysis'),
      column('careMentalIllness', '精神障碍', 'Mental illness'),
    ],
    filters: ['level'],
    rowClass: null,
    can: null,
  },
  gateHolds: {
    zh: '小门待处置',
    en: 'Holds at gates',
    columns: [
      column('gate', '小门', 'Gate'),
      column('at', '时间', 'Time'),
      column('reasons', '原因', 'Reasons'),
      column('name', '姓名', 'Name', 'name'),
      column('address', '详细地址', 'Address', 'door'),
      column('temperature', '体温', 'Temperature', 'health'),
    ],
    filters: [],
    rowClass: 'whereabouts',
    can: null,
  },
  passages: {
    zh: '通行记录',
    en: 'Passages',
    columns: [
      column('gate', '小门', 'Gate'),
      column('at', '时间', 'Time'),
      column('direction', '进出', 'Direction'),
      column('outcome', '结果', 'Outcome'),
      column('passClass', '通行证类', 'Kind of pass'),
      column('name', '姓名', 'Name', 'whereabouts'),
      column('address', '详细地址', 'Address', 'whereabouts'),
    ],
    filters: ['day'],
    rowClass: 'whereabouts',
    can: null,
  },
  gateChecks: {
    zh: '小门自查',
    en: 'Gate checks',
    columns: [
      column('area', '小区', 'Compound'),
      column('gate', '小门', 'Gate'),
      column('gateStanding', '状态', 'State'),
      column('faultCount', '缺项数', 'Faults'),
      column('faults', '缺项', 'What is missing'),
      column('dueAt', '最早整改时限', 'First due'),
      column('checkedAt', '上次自查', 'Last check'),
      column('checkedBy', '自查人', 'Checked by'),
    ],
    filters: [],
    rowClass: null,
    can: 'checklists.read',
  },
  reports: {
    zh: '日报状态',
    en: 'Daily status',
    columns: [
      column('levelName', '层级', 'Level'),
      column('name', '名称', 'Name'),
      column('place', '所在', 'Lies in'),
      column('homes', '户数', 'Homes'),
      column('state', '状态', 'State'),
      column('ownBlockers', '本级障碍', 'Own blockers'),
      column('blockersBelow', '下级障碍', 'Blockers below'),
      column('confirmedBy', '确认人', 'Confirmed by'),
      column('confirmedAt', '确认时间', 'Confirmed at'),
    ],
    filters: ['day', 'level'],
    rowClass: null,
    can: null,
  },
}

/** Beside the columns of its source: a running number, and a text that is the same in every row. */
export const SERIAL = 'serial'
export const FIXED = 'fixed'
export const columnOf = (source: SourceKey, key: string): QueryColumn | null => SOURCES[source].columns.find((one) => one.key === key) ?? null
export const isColumnKey = (source: SourceKey, key: string): boolean => key === SERIAL || key === FIXED || columnOf(source, key) !== null

/** The data classes that these columns of a source may show. */
export function classesOf(source: SourceKey, keys: readonly string[]): DataClass[] {
  const found = new Set(keys.flatMap((key) => columnOf(source, key)?.dataClass ?? []))
  const { rowClass } = SOURCES[source]
  if (rowClass !== null && found.size > 0) found.add(rowClass)
  return [...found]
}
/** The classes a row of cells really tells: masks count, empty cells do not. `also`: what this very row tells of whomever it names. */
export function classesTold(source: SourceKey, keys: readonly string[], cells: readonly (string | null)[], also: DataClass | null = null): DataClass[] {
  const told = classesOf(
    source,
    keys.filter((_, at) => (cells[at] ?? '') !== ''),
  )
  return also === null || told.length === 0 || told.includes(also) ? told : [...told, also]
}
/** Sources from which a department's sheet can be filled: one row a home or a person. */
export const FILL_SOURCES = ['residents', 'careList', 'homes'] as const satisfies readonly SourceKey[]
