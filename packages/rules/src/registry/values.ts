// What people write in a cell for what we keep: Chinese and English words → the vocabularies.
import { halfWidth, normaliseText } from '../text/index.ts'
import type { CareCategory, DocumentKind, HomeUse, ResidencyKind } from './words.ts'

type Words<K extends string> = Record<K, readonly string[]>

/** The first word of each list is the one we write in templates and exports, Chinese then English. */
export const USE_WORDS: Words<HomeUse> = {
  permanent: ['常住', 'permanent', '自住', '自用', '居住', '自有', '常住户', 'owner-occupied', 'resident'],
  rented: ['出租', 'rented', '租赁', '租住', '出租房', '出租户', '群租', 'rental', 'let'],
  vacant: ['空置', 'vacant', '空房', '空户', '无人', '空置房', '未入住', 'empty'],
  shop: ['商铺', 'shop', '店铺', '门面', '门店', '沿街商铺', '经营', '企业', 'store', 'business'],
  dormitory: ['宿舍', 'dormitory', '集体宿舍', '员工宿舍', 'dorm'],
  yard: ['院落', 'yard', '平房', '院', '小院', '独院', '大院', 'courtyard'],
}
export const RESIDENCY_WORDS: Words<ResidencyKind> = {
  owner: ['业主', 'owner', '户主', '产权人', '房东', '本人', '房主', '屋主', 'householder', 'landlord'],
  family: [
    '家人',
    'family',
    '家属',
    '家庭成员',
    '配偶',
    '妻子',
    '丈夫',
    '妻',
    '夫',
    '子女',
    '子',
    '女',
    '儿子',
    '女儿',
    '父母',
    '父亲',
    '母亲',
    '孙子',
    '孙女',
    '亲属',
    'spouse',
    'child',
    'parent',
    'relative',
  ],
  tenant: ['租客', 'tenant', '租户', '承租人', '租住', '房客', '合租', 'renter', 'lodger'],
  dormitory: ['住宿员工', 'dormitory', '宿舍', '员工', '集体宿舍', '职工', 'dorm resident'],
  shopStaff: ['店员', 'shop staff', '商户', '经营者', '店主', '从业人员', '员工(商铺)', 'shopstaff', 'staff', 'merchant'],
  registeredElsewhere: ['户在人不在', 'registered here, lives elsewhere', '人户分离', '挂户', '空挂户', '户籍在此', 'registeredelsewhere', 'registered only'],
}
export const CARE_WORDS: Words<CareCategory> = {
  destitute: ['困难家庭', 'destitute', '特困', '低保', '困难', '孤寡', '五保', '低保户', '困难户', 'low income'],
  emptyNest: ['空巢老人', 'empty-nest elderly', '空巢', '独居', '独居老人', '孤老', '高龄独居', 'emptynest', 'living alone'],
  pregnant: ['孕产妇', 'pregnant or postpartum', '孕妇', '产妇', '怀孕', 'pregnant', 'postpartum'],
  infant: ['婴幼儿', 'infant', '婴儿', '幼儿', '新生儿', 'baby', 'toddler'],
  disabled: ['残疾人', 'disabled', '残疾', '残障', 'disability'],
  chronicIllness: ['慢性病', 'chronic illness', '基础病', '慢病', '基础疾病', '高血压', '糖尿病', 'chronicillness', 'chronic'],
  reducedMobility: ['行动不便', 'reduced mobility', '失能', '半失能', '卧床', '瘫痪', 'reducedmobility', 'bedridden'],
  dialysis: ['血透', 'dialysis', '透析', '血液透析', '尿毒症'],
  mentalIllness: ['精神障碍', 'mental illness', '精神病', '精神疾病', '精神', '智障', 'mentalillness'],
}
export const DOCUMENT_WORDS: Words<DocumentKind> = {
  residentId: ['居民身份证', 'resident ID', '身份证', '二代身份证', '户口簿', '户口本', 'id card', 'residentid', 'id'],
  hkMoTwPermit: [
    '港澳台居民居住证',
    'HK/Macao/Taiwan permit',
    '港澳台居住证',
    '台湾居民居住证',
    '港澳居民居住证',
    '回乡证',
    '台胞证',
    '港澳居民来往内地通行证',
    '台湾居民来往大陆通行证',
    'hkmotwpermit',
  ],
  foreignPermanentResidence: [
    '外国人永久居留证',
    'foreign permanent residence',
    '永久居留证',
    '永居证',
    '五星卡',
    '外国人永久居留身份证',
    'foreignpermanentresidence',
    'green card',
  ],
  passport: ['护照', 'passport', '外国护照', '中国护照'],
  other: ['其他', 'other', '其它', '军官证', '出生医学证明'],
}

/** As compared: half width, small letters, no spaces. */
const plain = (value: string) => halfWidth(normaliseText(value)).toLowerCase().replace(/\s+/g, '')

function reader<K extends string>(words: Words<K>): (value: string) => K | null {
  const byWord = new Map<string, K>()
  for (const [kind, list] of Object.entries(words) as [K, readonly string[]][]) {
    byWord.set(plain(kind), kind)
    for (const word of list) if (!byWord.has(plain(word))) byWord.set(plain(word), kind)
  }
  // A ledger repeats a few words thousands of times.
  const known = new Map<string, K | null>()
  return (value) => {
    const before = known.get(value)
    if (before !== undefined) return before
    const found = byWord.get(plain(value)) ?? null
    if (known.size < 500) known.set(value, found)
    return found
  }
}

export const readUse = reader(USE_WORDS)
export const readResidency = reader(RESIDENCY_WORDS)
export const readDocumentKind = reader(DOCUMENT_WORDS)
const readOneCare = reader(CARE_WORDS)
const NO_CARE = new Set(['', '无', '否', '没有', 'none', 'no', '-', '—', '/'])

/** '空巢老人、慢性病' → both; null when one word is none we know. */
export function readCare(value: string): CareCategory[] | null {
  const found: CareCategory[] = []
  // The whole cell first: a phrase of ours may hold a separator.
  const whole = readOneCare(value)
  if (whole !== null) return [whole]
  for (const word of value.split(/[、,，;；/|\n]+/u)) {
    if (NO_CARE.has(plain(word))) continue
    const care = readOneCare(word)
    if (care === null) return null
    if (!found.includes(care)) found.push(care)
  }
  return found
}

const COUNTRIES: Record<string, string> = {
  中国: 'CN',
  中国香港: 'HK',
  香港: 'HK',
  中国澳门: 'MO',
  澳门: 'MO',
  中国台湾: 'TW',
  台湾: 'TW',
  美国: 'US',
  英国: 'GB',
  法国: 'FR',
  德国: 'DE',
  日本: 'JP',
  韩国: 'KR',
  俄罗斯: 'RU',
  加拿大: 'CA',
  澳大利亚: 'AU',
  新西兰: 'NZ',
  意大利: 'IT',
  西班牙: 'ES',
  葡萄牙: 'PT',
  荷兰: 'NL',
  瑞典: 'SE',
  瑞士: 'CH',
  印度: 'IN',
  巴基斯坦: 'PK',
  新加坡: 'SG',
  马来西亚: 'MY',
  泰国: 'TH',
  越南: 'VN',
  印度尼西亚: 'ID',
  菲律宾: 'PH',
  巴西: 'BR',
  墨西哥: 'MX',
  埃及: 'EG',
  尼日利亚: 'NG',
  南非: 'ZA',
  肯尼亚: 'KE',
  土耳其: 'TR',
  乌克兰: 'UA',
  哈萨克斯坦: 'KZ',
}
/** ISO 3166-1 alpha-2 from a code or a Chinese name; null when it is neither. */
export const readCountry = (value: string): string | null => {
  const flat = halfWidth(normaliseText(value))
  return COUNTRIES[flat] ?? (/^[A-Za-z]{2}$/.test(flat) ? flat.toUpperCase() : null)
}

const LANGS: Record<string, string> = {
  中文: 'zh',
  汉语: 'zh',
  普通话: 'zh',
  英语: 'en',
  英文: 'en',
  日语: 'ja',
  韩语: 'ko',
  法语: 'fr',
  德语: 'de',
  俄语: 'ru',
  西班牙语: 'es',
  葡萄牙语: 'pt',
  阿拉伯语: 'ar',
  意大利语: 'it',
  越南语: 'vi',
  泰语: 'th',
  维吾尔语: 'ug',
  藏语: 'bo',
  蒙古语: 'mn',
  壮语: 'za',
  粤语: 'yue',
  印地语: 'hi',
  印尼语: 'id',
  马来语: 'ms',
  土耳其语: 'tr',
  波斯语: 'fa',
  乌克兰语: 'uk',
  波兰语: 'pl',
  chinese: 'zh',
  english: 'en',
  japanese: 'ja',
  korean: 'ko',
  french: 'fr',
  german: 'de',
  russian: 'ru',
  spanish: 'es',
  portuguese: 'pt',
  arabic: 'ar',
  italian: 'it',
  vietnamese: 'vi',
  thai: 'th',
  uyghur: 'ug',
  tibetan: 'bo',
  mongolian: 'mn',
  cantonese: 'yue',
  hindi: 'hi',
  indonesian: 'id',
  malay: 'ms',
  turkish: 'tr',
  persian: 'fa',
  ukrainian: 'uk',
  polish: 'pl',
}
/** A language by its name only: a tag typed into a search box may as well be somebody's initials. */
export const languageNamed = (value: string): string | null => LANGS[plain(value)] ?? null
/** A language tag from its code or name; null when it is neither. */
export const readLang = (value: string): string | null => {
  const flat = halfWidth(normaliseText(value)).toLowerCase()
  return LANGS[flat] ?? (/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/.test(flat) ? flat : null)
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** Whether the calendar has such a day. */
export const isRealDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1]! + (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0)

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/
/** '2021-3-5', '2021/03/05', '2021年3月5日', '20210305', '2021.3' (its first day) → '2021-03-05'; null when there is no such day. */
export function readDay(value: string): string | null {
  const iso = ISO_DAY.exec(value)
  const flat =
    iso === null
      ? halfWidth(normaliseText(value))
          .replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, '')
          .replace(/\s+/g, '')
      : value
  const found = iso ?? /^(\d{4})(\d{2})(\d{2})$/.exec(flat) ?? /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](?:(\d{1,2})日?)?)?$/u.exec(flat)
  if (found === null) return null
  const year = Number(found[1]),
    month = Number(found[2]),
    day = Number(found[3] ?? 1)
  if (year < 1900 || year > 2199 || !isRealDay(year, month, day)) return null
  return iso === null ? `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` : value
}
