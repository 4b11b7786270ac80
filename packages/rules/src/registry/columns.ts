// 认列: which column of a stranger's workbook is which field.
import { halfWidth, normaliseText } from '../text/index.ts'
import { IMPORT_FIELDS, type ImportField } from './words.ts'

/** A cell as a workbook gives it. A Date is what the workbook calls a date, whatever was meant. */
export type Cell = string | number | boolean | Date | null

/** Headers seen in ledgers; the first Chinese and the first English one are those of our own template. */
export const HEADERS: Record<ImportField, { zh: readonly string[]; en: readonly string[] }> = {
  district: { zh: ['区', '县区', '区县', '所属区', '行政区', '城区'], en: ['District'] },
  street: { zh: ['街道', '乡镇', '街道乡镇', '所属街道', '镇街'], en: ['Street', 'Subdistrict', 'Township'] },
  community: { zh: ['社区', '村社', '所属社区', '社区村', '居委会', '社区名称'], en: ['Community', 'Neighbourhood', 'Neighborhood'] },
  compound: { zh: ['小区', '小区名称', '所属小区', '院落', '院区', '住宅小区', '小区院落', '楼盘'], en: ['Compound', 'Estate', 'Compound name'] },
  building: {
    zh: ['楼栋', '幢', '楼号', '栋', '栋号', '幢号', '楼', '楼幢', '楼栋号', '楼宇', '号楼', '座', '楼幢号'],
    en: ['Building', 'Building no', 'Block', 'Bldg'],
  },
  unit: { zh: ['单元', '单元号', '门洞', '楼道', '门栋'], en: ['Unit', 'Entrance', 'Stair', 'Unit no'] },
  grid: { zh: ['网格', '所属网格', '网格号', '网格名称', '网格编号'], en: ['Grid', 'Grid name', 'Grid no'] },
  door: {
    zh: ['房号', '门牌', '门牌号', '室号', '户号', '房间号', '室', '房屋号', '门号', '住址', '房屋编号', '地址', '详细地址'],
    en: ['Door', 'Room', 'Room no', 'Flat', 'Apartment', 'Home', 'House no'],
  },
  floor: { zh: ['楼层', '层', '层数', '所在楼层', '所在层'], en: ['Floor', 'Storey', 'Level'] },
  homeUse: {
    zh: ['房屋用途', '用途', '房屋状态', '房屋性质', '居住状态', '房屋类型', '使用状况', '住房性质'],
    en: ['Home use', 'Use', 'Occupancy', 'Housing type'],
  },
  name: { zh: ['姓名', '住户姓名', '名字', '居民姓名', '人员姓名', '户主姓名', '业主姓名'], en: ['Name', 'Full name', 'Resident name', 'Resident'] },
  residency: {
    zh: ['居住身份', '与户主关系', '人员类别', '住户类型', '居住性质', '人员类型', '身份', '关系', '居住类型', '人员身份'],
    en: ['Residency', 'Relation', 'Capacity', 'Resident type', 'Relationship'],
  },
  phone: {
    zh: ['联系电话', '电话', '手机', '手机号', '手机号码', '联系方式', '电话号码', '移动电话'],
    en: ['Phone', 'Telephone', 'Mobile', 'Phone number', 'Mobile phone', 'Tel'],
  },
  documentKind: { zh: ['证件类型', '证件种类', '证件类别', '证件名称'], en: ['Document type', 'ID type', 'Document kind'] },
  documentNumber: {
    zh: ['证件号码', '身份证号', '身份证号码', '身份证', '证件号', '公民身份号码', '居民身份证号'],
    en: ['Document number', 'ID number', 'ID no', 'Passport number', 'Passport no', 'Document no', 'ID card number'],
  },
  documentCountry: { zh: ['签发国家', '国籍', '国家', '国家地区', '签发国', '证件签发国'], en: ['Issuing country', 'Country', 'Nationality'] },
  care: {
    zh: ['关爱类别', '重点关爱', '重点人群', '九类人群', '特殊人群', '关爱人群', '重点人员类别', '人群类别', '重点关爱人群'],
    en: ['Care', 'Care category', 'Special care', 'Care categories'],
  },
  lang: { zh: ['语言', '使用语言', '语种'], en: ['Language', 'Lang'] },
  since: { zh: ['入住日期', '入住时间', '居住起始', '搬入日期', '迁入日期', '起始日期'], en: ['Since', 'Move-in date', 'From', 'Moved in'] },
}

/** As compared and as remembered: half width, small letters, without what stands in brackets, stars, spaces and signs. */
export const headerKey = (header: string): string =>
  halfWidth(normaliseText(header))
    .toLowerCase()
    .replace(/[(（【[<《][^)）】\]>》]*[)）】\]>》]/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

const BY_HEADER = new Map<string, ImportField>()
for (const field of IMPORT_FIELDS) for (const header of [...HEADERS[field].zh, ...HEADERS[field].en, field]) BY_HEADER.set(headerKey(header), field)

const asText = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')

/** The field each header means, each field once (the first column that claims it); a remembered meaning of a header, also "nothing", goes before ours. */
export function recogniseColumns(headers: readonly Cell[], remembered: ReadonlyMap<string, ImportField | null> = new Map()): (ImportField | null)[] {
  const taken = new Set<ImportField>()
  return headers.map((header) => {
    const key = headerKey(asText(header))
    if (key === '') return null
    const field = remembered.has(key) ? remembered.get(key)! : (BY_HEADER.get(key) ?? null)
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

/** How far down the headers may stand: titles and notes of the printed form come before them. */
export const HEADER_SEARCH_ROWS = 12
const EXPLAINS = /^(?:说明|必填|选填|可填|可不填|示例|例[:：如]|如[:：]|填写|格式|required|optional|e\.g|example|note)/iu

/**
 * Where the headers stand among the first rows and where the people begin: a row beneath the headers that explains them is passed over.
 * @returns null when no row names at least two fields
 */
export function findHeader(
  rows: readonly (readonly Cell[])[],
  remembered: ReadonlyMap<string, ImportField | null> = new Map(),
): { headerAt: number; firstAt: number } | null {
  let best = { at: -1, known: 1 }
  rows.slice(0, HEADER_SEARCH_ROWS).forEach((row, at) => {
    const known = recogniseColumns(row, remembered).filter((field) => field !== null).length
    if (known > best.known) best = { at, known }
  })
  if (best.at < 0) return null
  const next = rows[best.at + 1] ?? []
  const explains = next.some((cell) => EXPLAINS.test(asText(cell).trim()))
  return { headerAt: best.at, firstAt: best.at + (explains ? 2 : 1) }
}

/** 0 → 'A', 26 → 'AA': the name of a column as the user sees it. */
export function columnLetters(at: number): string {
  let letters = ''
  for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
