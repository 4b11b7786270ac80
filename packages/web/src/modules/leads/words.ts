// The words of leads on the screens.
import type {
  CallOutcome,
  LeadFault,
  LeadField,
  LeadFinding,
  LeadKind,
  LeadOutcome,
  LeadState,
  LeadWay,
  PostPart,
  ReturnReason,
  StepKind,
  SuggestDoubt,
  SuggestWay,
  UnreadState,
} from '@xiaomen/rules/leads'
import type { Word } from '../../desk/words.ts'

export const kindWords: Record<LeadKind, Word> = {
  positive: { zh: '阳性', en: 'Positive' },
  contact: { zh: '密接', en: 'Contact' },
  secondaryContact: { zh: '次密接', en: 'Contact of a contact' },
  riskArea: { zh: '风险地区', en: 'From a risk area' },
  symptom: { zh: '症状', en: 'Symptoms' },
  other: { zh: '其他', en: 'Other' },
}
export const stateWords: Record<LeadState, Word> = {
  received: { zh: '待分流', en: 'Received' },
  triaged: { zh: '已研判', en: 'Triaged' },
  offered: { zh: '已推送，待接收', en: 'Sent, not yet taken' },
  accepted: { zh: '已接收', en: 'Taken' },
  working: { zh: '办理中', en: 'Under way' },
  returned: { zh: '被退回', en: 'Given back' },
  closed: { zh: '已办结', en: 'Closed' },
}
export const wayWords: Record<LeadWay, Word> = {
  file: { zh: '名单', en: 'List' },
  form: { zh: '纸表', en: 'Form' },
  phone: { zh: '电话', en: 'Telephone' },
  api: { zh: '接口', en: 'Interface' },
  resident: { zh: '居民报送', en: 'Resident' },
  gate: { zh: '门岗', en: 'Gate' },
  case: { zh: '病例登记', en: 'Case' },
}
export const outcomeWords: Record<LeadOutcome, Word> = {
  reached: { zh: '已联系核实', en: 'Reached and checked' },
  underControl: { zh: '已落实管控', en: 'Under control' },
  notFound: { zh: '查无此人', en: 'Nobody found' },
  elsewhere: { zh: '不在本辖区', en: 'Not of this area' },
  noRisk: { zh: '已排除', en: 'No risk' },
  wrongInformation: { zh: '信息有误', en: 'Information is wrong' },
}
export const reasonWords: Record<ReturnReason, Word> = {
  notHere: { zh: '不住在本社区', en: 'Does not live here' },
  movedAway: { zh: '已搬走', en: 'Moved away' },
  noSuchAddress: { zh: '没有这个地址', en: 'No such address' },
  notEnough: { zh: '信息不足', en: 'Not enough to go by' },
  other: { zh: '其他', en: 'Another reason' },
}
export const fieldWords: Record<LeadField, Word> = {
  reference: { zh: '编号', en: 'Reference' },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '手机号', en: 'Phone' },
  documentNumber: { zh: '证件号', en: 'Document' },
  address: { zh: '地址', en: 'Address' },
  said: { zh: '线索内容', en: 'What is said' },
  kind: { zh: '类别', en: 'Kind' },
  sentAt: { zh: '来文时间', en: 'Sent at' },
}
export const faultWords: Record<LeadFault, Word> = {
  no_subject: { zh: '没有可查的对象：手机号、证件号、地址至少要有一项', en: 'Nobody can be found: a phone, a document or an address is needed' },
  many_names: { zh: '一格里写了多个人，请按人分开', en: 'Several people in one cell: one row each' },
  too_long: { zh: '太长', en: 'Too long' },
  bad_phone: { zh: '手机号看不懂', en: 'The phone number cannot be read' },
  bad_document: { zh: '证件号不对', en: 'The document number is wrong' },
  bad_time: { zh: '时间看不懂', en: 'The time cannot be read' },
  time_ahead: { zh: '时间在将来', en: 'The time lies ahead' },
  bad_kind: { zh: '类别看不懂', en: 'The kind cannot be read' },
}
export const unreadStateWords: Record<UnreadState, Word> = {
  open: { zh: '待处理', en: 'Waiting' },
  mended: { zh: '已补正', en: 'Mended' },
  aside: { zh: '已搁置', en: 'Set aside' },
}
export const suggestWords: Record<SuggestWay, Word> = {
  document: { zh: '底册证件号相符', en: 'document is in the ledger' },
  phone: { zh: '底册手机号相符', en: 'phone is in the ledger' },
  place: { zh: '发生地', en: 'where it happened' },
  address: { zh: '地址写到', en: 'the address names' },
}
export const doubtWords: Record<SuggestDoubt, Word> = {
  several: { zh: '不止一个社区相符，请人工选', en: 'Fits more than one: choose' },
  elsewhere: { zh: '地址在外地，没有建议', en: 'The address is elsewhere: no suggestion' },
  nothing: { zh: '没有依据，没有建议', en: 'Nothing to go by: no suggestion' },
}
export const callWords: Record<CallOutcome, Word> = {
  reached: { zh: '接通，已问清', en: 'Reached and told' },
  noAnswer: { zh: '无人接听', en: 'No answer' },
  busy: { zh: '占线', en: 'Engaged' },
  wrongNumber: { zh: '号码不对', en: 'Wrong number' },
  refused: { zh: '拒绝回答', en: 'Refused' },
  callBack: { zh: '约时间再打', en: 'Call back' },
}
export const stepWords: Record<StepKind, Word> = {
  receive: { zh: '接收', en: 'Received' },
  merge: { zh: '并入同一人的线索', en: 'Another word joined' },
  triage: { zh: '研判', en: 'Triaged' },
  offer: { zh: '推送', en: 'Sent on' },
  takeBack: { zh: '撤回', en: 'Taken back' },
  keep: { zh: '专班自办', en: 'Kept by the centre' },
  accept: { zh: '接收承办', en: 'Taken by the desk' },
  giveBack: { zh: '退回', en: 'Given back' },
  recall: { zh: '收回', en: 'Fetched back' },
  tell: { zh: '电话流调完成', en: 'Told on the telephone' },
  call: { zh: '拨打电话', en: 'Rung' },
  close: { zh: '办结', en: 'Closed' },
  reopen: { zh: '重新办理', en: 'Opened again' },
  remind: { zh: '催办', en: 'Reminded' },
  task: { zh: '派给网格员', en: 'Given to a grid worker' },
  visited: { zh: '网格员已上门', en: 'A grid worker was there' },
  undo: { zh: '撤销', en: 'Undone' },
}
export const findingWords: Record<LeadFinding, Word> = {
  overdue: { zh: '超时', en: 'Overdue' },
  returnedTwice: { zh: '两次以上被退回', en: 'Given back twice' },
  silent: { zh: '无动作的承办单位', en: 'Silent desks' },
  sample: { zh: '抽查', en: 'Drawn samples' },
}
export const partWords: Record<PostPart, Word> = {
  chief: { zh: '负责人', en: 'Chief' },
  line: { zh: '条线', en: 'Line' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
}
export const callLangs: readonly { value: string; label: string }[] = [
  { value: 'zh', label: '普通话' },
  { value: 'en', label: 'English' },
  { value: 'ko', label: '한국어' },
  { value: 'ja', label: '日本語' },
  { value: 'ru', label: 'Русский' },
  { value: 'fr', label: 'Français' },
  { value: 'ar', label: 'العربية' },
]
