// 病例与密接名单: which column of a file is which field, and which of its words is what. Ours in both languages, and the names Go.Data gives its fields.
import { type Cell, headerKey } from '../registry/index.ts'
import { halfWidth, normaliseText } from '../text/index.ts'
import {
  type CaseKind,
  CASE_KINDS,
  CERTAINTIES,
  type Certainty,
  EXPOSURE_KINDS,
  type ExposureKind,
  type Sex,
  SEXES,
  type Standing,
  STANDINGS,
} from './words.ts'

/** A line is somebody, and the one they met: a line without a source is somebody alone, one whose number is known already adds a meeting to them. */
export const LINE_FIELDS = [
  'label',
  'standing',
  'caseKind',
  'name',
  'familyName',
  'sex',
  'birthday',
  'phone',
  'document',
  'address',
  'onsetOn',
  'sampledOn',
  'reportedOn',
  'isolatedOn',
  'sourceLabel',
  'exposureKind',
  'certainty',
  'metOn',
  'metTo',
  'minutes',
  'isSource',
] as const
export type LineField = (typeof LINE_FIELDS)[number]

/** First the header we write ourselves, then others that mean the same. */
export const LINE_HEADERS: Record<LineField, { zh: string; en: string; others: readonly string[] }> = {
  label: { zh: '编号', en: 'Number', others: ['病例编号', '密接编号', '个案编号', 'ID', 'Case ID', 'Contact ID'] },
  standing: { zh: '身份', en: 'Standing', others: ['类别', '人员类别', '管控类别', 'Kind', 'Person type'] },
  caseKind: { zh: '病例分类', en: 'Classification', others: ['病例类型', '诊断分类', 'Case classification'] },
  name: { zh: '姓名', en: 'Name', others: ['人员姓名', 'Full name'] },
  // Only read: other systems keep two parts of a name in two columns.
  familyName: { zh: '姓', en: 'Family name', others: ['lastName', 'Last name', 'Surname'] },
  sex: { zh: '性别', en: 'Sex', others: ['Gender'] },
  birthday: { zh: '出生日期', en: 'Date of birth', others: ['生日', 'Birthday', 'DOB'] },
  phone: { zh: '联系电话', en: 'Phone', others: ['电话', '手机', '手机号', '手机号码', 'Telephone', 'Mobile'] },
  document: { zh: '证件号码', en: 'Document number', others: ['证件号', '身份证号', '身份证号码', 'ID number'] },
  address: { zh: '现住址', en: 'Address', others: ['住址', '地址', '居住地址', '现居住地', 'Residence'] },
  onsetOn: { zh: '发病日期', en: 'Onset', others: ['发病时间', '症状出现日期', 'Date of onset', 'Symptom onset'] },
  sampledOn: { zh: '阳性采样日期', en: 'Positive sample', others: ['采样日期', '首次阳性采样日期', 'Sample date', 'Date of sample'] },
  reportedOn: { zh: '报告日期', en: 'Reported', others: ['报告时间', '登记日期', 'Date of reporting', 'Reporting date'] },
  isolatedOn: { zh: '隔离日期', en: 'Isolated', others: ['管控日期', '隔离时间', 'Date of isolation'] },
  sourceLabel: { zh: '关联病例编号', en: 'Met whom', others: ['关联编号', '所属病例', '感染来源编号', 'Source', 'Source case', 'Source ID'] },
  exposureKind: { zh: '接触方式', en: 'How they met', others: ['暴露方式', '接触类型', 'Exposure', 'Exposure type'] },
  certainty: { zh: '把握', en: 'Certainty', others: ['确定程度', 'Certainty level'] },
  metOn: { zh: '接触日期', en: 'Met on', others: ['末次接触日期', '最后接触时间', '接触时间', 'Contact date', 'Date of last contact'] },
  metTo: { zh: '接触止日', en: 'Met until', others: ['接触结束日期', 'Contact end'] },
  minutes: { zh: '接触分钟', en: 'Minutes', others: ['接触时长', '时长(分钟)', 'Duration'] },
  isSource: { zh: '是否由其传染', en: 'Caught it from them', others: ['传播关系', '是否传染来源', 'Infected by'] },
}
/** Go.Data's names for the same fields, as its API and its exports write them. What it has no field for is not there. */
export const GO_DATA_HEADERS: Partial<Record<LineField, string>> = {
  label: 'visualId',
  standing: 'type',
  caseKind: 'classification',
  name: 'firstName',
  sex: 'gender',
  birthday: 'dob',
  phone: 'addresses[0].phoneNumber',
  document: 'documents[0].number',
  address: 'addresses[0].addressLine1',
  onsetOn: 'dateOfOnset',
  reportedOn: 'dateOfReporting',
  sourceLabel: 'relationship.persons[0].visualId',
  exposureKind: 'relationship.exposureTypeId',
  certainty: 'relationship.certaintyLevelId',
  metOn: 'relationship.contactDate',
}

const BY_HEADER = new Map<string, LineField>()
for (const field of LINE_FIELDS) {
  const { zh, en, others } = LINE_HEADERS[field]
  const goData = GO_DATA_HEADERS[field]
  for (const header of [zh, en, ...others, field, ...(goData === undefined ? [] : [goData, goData.replace('relationship.', '')])])
    BY_HEADER.set(headerKey(header), field)
}
/** Each field once, the first column that claims it. */
export function recogniseLineColumns(headers: readonly Cell[]): (LineField | null)[] {
  const taken = new Set<LineField>()
  return headers.map((header) => {
    const field = typeof header === 'string' ? (BY_HEADER.get(headerKey(header)) ?? null) : null
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}
/** Somebody can be written down from these columns, or a meeting of two who are known. */
export const areLineColumnsEnough = (columns: readonly (LineField | null)[]): boolean =>
  columns.includes('name') || (columns.includes('label') && columns.includes('sourceLabel'))

type Words<K extends string> = Record<K, { zh: string; en: string; goData: string | null; others: readonly string[] }>
const REFERENCE = 'LNG_REFERENCE_DATA_CATEGORY_'
export const STANDING_WORDS: Words<Standing> = {
  case: { zh: '病例', en: 'case', goData: `${REFERENCE}PERSON_TYPE_CASE`, others: ['感染者', '确诊', '阳性'] },
  contact: { zh: '密接', en: 'contact', goData: `${REFERENCE}PERSON_TYPE_CONTACT`, others: ['密切接触者'] },
  secondaryContact: {
    zh: '次密接',
    en: 'contact of a contact',
    goData: `${REFERENCE}PERSON_TYPE_CONTACT_OF_CONTACT`,
    others: ['密接的密接', '次密切接触者', 'secondary contact', 'contact of contact'],
  },
  none: { zh: '已排除', en: 'ruled out', goData: null, others: ['排除', '无关'] },
}
export const CASE_KIND_WORDS: Words<CaseKind> = {
  confirmed: { zh: '确诊病例', en: 'confirmed', goData: `${REFERENCE}CASE_CLASSIFICATION_CONFIRMED`, others: ['确诊', '实验室确诊'] },
  asymptomatic: { zh: '无症状感染者', en: 'asymptomatic', goData: null, others: ['无症状'] },
  probable: { zh: '临床诊断病例', en: 'probable', goData: `${REFERENCE}CASE_CLASSIFICATION_PROBABLE`, others: ['临床诊断', '很可能'] },
  suspected: { zh: '疑似病例', en: 'suspected', goData: `${REFERENCE}CASE_CLASSIFICATION_SUSPECT`, others: ['疑似', 'suspect'] },
}
export const SEX_WORDS: Words<Sex> = {
  male: { zh: '男', en: 'male', goData: `${REFERENCE}GENDER_MALE`, others: ['m', '男性'] },
  female: { zh: '女', en: 'female', goData: `${REFERENCE}GENDER_FEMALE`, others: ['f', '女性'] },
  unknown: { zh: '未知', en: 'unknown', goData: null, others: ['不详'] },
}
export const CERTAINTY_WORDS: Words<Certainty> = {
  certain: { zh: '确定', en: 'certain', goData: `${REFERENCE}CERTAINTY_LEVEL_3_HIGH`, others: ['高', 'high', 'confirmed'] },
  probable: { zh: '很可能', en: 'probable', goData: `${REFERENCE}CERTAINTY_LEVEL_2_MEDIUM`, others: ['中', 'medium'] },
  possible: { zh: '可能', en: 'possible', goData: `${REFERENCE}CERTAINTY_LEVEL_1_LOW`, others: ['低', 'low'] },
}
const met = (zh: string, en: string, others: readonly string[] = []) => ({ zh, en, goData: null, others })
export const EXPOSURE_WORDS: Words<ExposureKind> = {
  household: met('同住', 'same home', ['家庭', '同住人', 'household']),
  sameStairs: met('同楼道', 'same stairs', ['同单元', '同楼', '邻居', 'neighbour', 'same building']),
  sameTube: met('同管混采', 'same tube', ['同管', '混采同管']),
  sameGate: met('同过一门', 'same gate', ['同门']),
  samePlace: met('同处一地', 'same place', ['同场所', '时空交集']),
  meal: met('同餐', 'meal', ['聚餐', '同桌就餐']),
  care: met('看护诊疗', 'care', ['护理', '诊疗', '看护']),
  work: met('同事', 'work', ['同单位', '工作']),
  school: met('同学', 'school', ['同班', '学校']),
  transport: met('同乘', 'transport', ['同车', '同航班', '同车次', '交通工具']),
  gathering: met('聚集活动', 'gathering', ['聚会', '聚集']),
  other: met('其他', 'other', ['其它']),
}
const wordKey = (text: string): string =>
  halfWidth(normaliseText(text))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
const reader = <K extends string>(keys: readonly K[], words: Words<K>) => {
  const known = new Map<string, K>()
  for (const key of keys) for (const word of [words[key].zh, words[key].en, key, words[key].goData ?? key, ...words[key].others]) known.set(wordKey(word), key)
  return (text: string): K | null => known.get(wordKey(text)) ?? null
}
export const readStanding = reader(STANDINGS, STANDING_WORDS)
export const readCaseKind = reader(CASE_KINDS, CASE_KIND_WORDS)
export const readSex = reader(SEXES, SEX_WORDS)
export const readCertainty = reader(CERTAINTIES, CERTAINTY_WORDS)
export const readExposureKind = reader(EXPOSURE_KINDS, EXPOSURE_WORDS)
