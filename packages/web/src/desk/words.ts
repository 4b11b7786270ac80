// The domain's own words on the desk, zh and en together, typed by the unions of the rules: a new word without both names does not compile.
import type { DataClass, RevealPurpose, Role, Sight } from '@xiaomen/rules/access'
import type { Level, OverlayKind } from '@xiaomen/rules/areas'
import type { AssessmentState, Check, PostingLevel, REFUSALS } from '@xiaomen/rules/daily'
import type { Reason } from '@xiaomen/rules/gate'
import type { Posture } from '@xiaomen/rules/posture'
import type { CareCategory, DocumentKind, HomeUse, ImportField, ResidencyKind } from '@xiaomen/rules/registry'

import { type Lang, useLang, type Words as Dictionary } from '../platform/text.ts'

export type Word = { zh: string; en: string }

/** A screen's dictionary written pair by pair, so that a sentence and its translation are read, and corrected, side by side. */
export function pairs<K extends string>(sentences: Record<K, Word>): Dictionary<K> {
  const side = (lang: Lang) => Object.fromEntries(Object.entries<Word>(sentences).map(([key, word]) => [key, word[lang]])) as Record<K, string>
  return { zh: side('zh'), en: side('en') }
}

/** `const word = useWord()`, then `word(roleWords.guard)`: follows the switch. */
export function useWord(): (word: Word) => string {
  const lang = useLang()
  return (word) => word[lang]
}

type Words<K extends string> = Record<K, Word>

export const roleWords: Words<Role> = {
  resident: { zh: '居民', en: 'Resident' },
  visitor: { zh: '访客', en: 'Visitor' },
  guard: { zh: '门岗', en: 'Gate guard' },
  gridWorker: { zh: '网格员', en: 'Grid worker' },
  stairHead: { zh: '楼道长', en: 'Stair head' },
  communityAdmin: { zh: '社区管理员', en: 'Community administrator' },
  streetCommander: { zh: '街道指挥', en: 'Street commander' },
  district: { zh: '区级', en: 'District' },
  supervisor: { zh: '督导', en: 'Supervisor' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
  laboratory: { zh: '检测机构', en: 'Laboratory' },
  tracer: { zh: '流调员', en: 'Tracer' },
  tracingHead: { zh: '流调专班负责人', en: 'Head of tracing' },
  merchant: { zh: '商户/场所负责人', en: 'Merchant / site manager' },
  auditor: { zh: '审计', en: 'Auditor' },
  operations: { zh: '运维', en: 'Operations' },
}

export const classWords: Words<DataClass> = {
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '电话', en: 'Phone' },
  document: { zh: '证件号', en: 'Document number' },
  door: { zh: '门牌', en: 'Door' },
  care: { zh: '关爱类别', en: 'Care marks' },
  health: { zh: '健康', en: 'Health' },
  whereabouts: { zh: '行踪', en: 'Whereabouts' },
}

export const sightWords: Words<Sight> = {
  none: { zh: '看不到', en: 'Not shown' },
  masked: { zh: '只见遮盖后的', en: 'Masked' },
  onReason: { zh: '选明用途后可见', en: 'For a stated purpose' },
  full: { zh: '可见', en: 'Shown' },
}

/** What a masked field is shown in full for. */
export const purposeWords: Words<RevealPurpose> = {
  callOnDuty: { zh: '打电话联系本人', en: 'To telephone the person' },
  verifyIdentity: { zh: '当面核对身份', en: 'To check who it is' },
  emergencyHelp: { zh: '紧急救助', en: 'Help in an emergency' },
  contactFamily: { zh: '联系家属', en: 'To reach the family' },
  correctRecord: { zh: '核对或更正登记', en: 'To correct the record' },
}

export const levelWords: Words<Level | PostingLevel> = {
  district: { zh: '区', en: 'District' },
  street: { zh: '街道', en: 'Street' },
  cutArea: { zh: '切割区域', en: 'Cut area' },
  community: { zh: '社区', en: 'Community' },
  grid: { zh: '网格', en: 'Grid' },
  compound: { zh: '小区', en: 'Compound' },
  building: { zh: '楼栋', en: 'Building' },
  unit: { zh: '单元', en: 'Unit' },
}

export const overlayWords: Words<OverlayKind> = {
  grid: { zh: '网格', en: 'Grid' },
  cutArea: { zh: '切割区域', en: 'Cut area' },
  zone: { zh: '三区', en: 'Zone' },
  answerability: { zh: '包保', en: 'Answerability' },
}

export const homeUseWords: Words<HomeUse> = {
  permanent: { zh: '常住', en: 'Permanent' },
  rented: { zh: '出租', en: 'Rented' },
  vacant: { zh: '空置', en: 'Vacant' },
  shop: { zh: '商铺', en: 'Shop' },
  dormitory: { zh: '宿舍', en: 'Dormitory' },
  yard: { zh: '院落', en: 'Yard' },
}

export const residencyWords: Words<ResidencyKind> = {
  owner: { zh: '业主', en: 'Owner' },
  family: { zh: '家属', en: 'Family' },
  tenant: { zh: '租户', en: 'Tenant' },
  dormitory: { zh: '宿舍人员', en: 'Dormitory' },
  shopStaff: { zh: '商铺人员', en: 'Shop staff' },
  registeredElsewhere: { zh: '户在人不在', en: 'Registered here, lives elsewhere' },
}

/** 九类重点关爱人群 */
export const careWords: Words<CareCategory> = {
  destitute: { zh: '特困', en: 'Destitute' },
  emptyNest: { zh: '空巢老人', en: 'Elderly alone' },
  pregnant: { zh: '孕产妇', en: 'Pregnant' },
  infant: { zh: '婴幼儿', en: 'Infant' },
  disabled: { zh: '残疾', en: 'Disabled' },
  chronicIllness: { zh: '慢性病', en: 'Chronic illness' },
  reducedMobility: { zh: '行动不便', en: 'Reduced mobility' },
  dialysis: { zh: '血透', en: 'Dialysis' },
  mentalIllness: { zh: '精神障碍', en: 'Mental illness' },
}

export const documentWords: Words<DocumentKind> = {
  residentId: { zh: '居民身份证', en: 'Resident ID' },
  hkMoTwPermit: { zh: '港澳台居民证件', en: 'HK / Macao / Taiwan permit' },
  foreignPermanentResidence: { zh: '外国人永久居留证', en: 'Foreign permanent residence' },
  passport: { zh: '护照', en: 'Passport' },
  other: { zh: '其他证件', en: 'Other' },
}

export const fieldWords: Words<ImportField> = {
  district: { zh: '区', en: 'District' },
  street: { zh: '街道', en: 'Street' },
  community: { zh: '社区', en: 'Community' },
  compound: { zh: '小区', en: 'Compound' },
  building: { zh: '楼栋', en: 'Building' },
  unit: { zh: '单元', en: 'Unit' },
  grid: { zh: '网格', en: 'Grid' },
  door: { zh: '门牌', en: 'Door' },
  floor: { zh: '楼层', en: 'Floor' },
  homeUse: { zh: '房屋用途', en: 'Use of home' },
  name: { zh: '姓名', en: 'Name' },
  residency: { zh: '居住性质', en: 'Residency' },
  phone: { zh: '电话', en: 'Phone' },
  documentKind: { zh: '证件类型', en: 'Document kind' },
  documentNumber: { zh: '证件号码', en: 'Document number' },
  documentCountry: { zh: '国籍/地区', en: 'Country' },
  care: { zh: '关爱类别', en: 'Care marks' },
  lang: { zh: '语言', en: 'Language' },
  since: { zh: '入住日期', en: 'Since' },
}

export const stateWords: Words<AssessmentState> = {
  free: { zh: '今日无疫', en: 'Outbreak-free' },
  notFree: { zh: '未达无疫', en: 'Not free' },
  unknown: { zh: '尚不能判定', en: 'Not known yet' },
}

export const checkWords: Words<Check> = {
  infection_case: { zh: '有感染病例', en: 'Infection case among residents' },
  fever_unresolved: { zh: '门口发热未处理', en: 'Fever at a gate not yet resolved' },
  report_unconfirmed: { zh: '日报未确认', en: 'Report of the day not confirmed' },
  child_not_free: { zh: '下级未达无疫', en: 'An area beneath is not free' },
  facts_unknown: { zh: '事实不全', en: 'Facts are missing' },
}

/** Why a confirmation was refused. */
export const refusalWords: Words<(typeof REFUSALS)[number]> = {
  ...checkWords,
  other_head: { zh: '应由该区域的负责人确认', en: 'To be confirmed by the head of that area' },
}

export const postureWords: Words<Posture> = {
  peace: { zh: '平时', en: 'Peace' },
  watch: { zh: '预警', en: 'Watch' },
  emergency: { zh: '急时', en: 'Emergency' },
}

export const reasonWords: Words<Reason> = {
  fever: { zh: '发热', en: 'Fever' },
  temperature_missing: { zh: '未测体温', en: 'Temperature not taken' },
  infection_case: { zh: '感染病例', en: 'Infection case' },
  from_risk_area: { zh: '来自风险地区', en: 'From a risk area' },
  under_control: { zh: '管控中', en: 'Under control' },
  test_overdue: { zh: '岗位核酸到期未做', en: 'Test of their work overdue' },
  status_yellow: { zh: '黄码', en: 'Yellow status' },
  status_red: { zh: '红码', en: 'Red status' },
  code_unreadable: { zh: '码无法识读', en: 'Code unreadable' },
  code_forged: { zh: '码系伪造', en: 'Code forged' },
  code_expired: { zh: '码已过期', en: 'Code expired' },
  code_not_yet: { zh: '码未生效', en: 'Code not yet valid' },
  code_revoked: { zh: '码已作废', en: 'Code revoked' },
  code_foreign: { zh: '非本系统的码', en: 'Code of another system' },
  code_unknown: { zh: '码查无此人', en: 'Code unknown' },
  person_unknown: { zh: '底册无此人', en: 'Person not in the ledger' },
  list_too_old: { zh: '离线名单过旧', en: 'Offline list too old' },
  no_means: { zh: '无法证明身份', en: 'No means of identification' },
  medical_way: { zh: '就医通道', en: 'Medical way' },
  door_needs_person: { zh: '须指明本人', en: 'Door needs a person' },
  gate_closed: { zh: '大门已关闭', en: 'Gate closed' },
  code_unproven: { zh: '码未经手机证明', en: 'Code not proven by its phone' },
  code_replayed: { zh: '码被重复使用', en: 'Code used twice' },
  two_gates: { zh: '一分钟内出现在两个门', en: 'At two gates within a minute' },
  quota_used: { zh: '出门次数已用完', en: 'Exit quota used up' },
  in_zone: { zh: '封控或静默中，不能外出', en: 'In a closed zone: no way out' },
  visitors_kept_out: { zh: '暂不接待访客', en: 'Visitors not admitted' },
  drop_zone: { zh: '送至取件点', en: 'Sent to the drop zone' },
  vehicle_unlisted: { zh: '车辆不在名单', en: 'Vehicle not listed' },
}
