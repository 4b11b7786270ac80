// 访客页: the sentences a visitor reads, side by side.
import type { PassState } from '@xiaomen/rules/visitors'

export type Lang = 'zh' | 'en'
type Word = Record<Lang, string>

export const TEXT = {
  title: { zh: '访客登记', en: 'Visitor registration' },
  gate: { zh: '您要进的门：', en: 'The gate you want to enter: ' },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '手机号', en: 'Mobile number' },
  door: { zh: '找哪一户（如 3-2-501）', en: 'Which home you are visiting (e.g. 3-2-501)' },
  purpose: { zh: '来做什么', en: 'Reason for your visit' },
  from: { zh: '从哪里来（城市、区）', en: 'Where you come from (city, district)' },
  plate: { zh: '车牌（没有不填）', en: 'Number plate (leave empty if none)' },
  number: { zh: '门口显示屏上的六位数字', en: 'The six digits on the display at the gate' },
  send: { zh: '提交', en: 'Send' },
  kept: {
    zh: '这些内容给您要找的住户和门岗看，只用于这次来访，{day} 删除。不填身份证。',
    en: 'What you write is shown to the home you visit and to the guard, for this visit only, and deleted on {day}. No document number is asked.',
  },
  notYet: {
    zh: '提交后要等住户同意，并在门口核对，才能进门。',
    en: 'Once you have sent this, the home has to agree and you have to be seen at the gate before you may enter.',
  },
  wrong: { zh: '请改正标出的几处：', en: 'Please correct what is marked:' },
  badName: { zh: '姓名：1 到 40 个字', en: 'Name: 1 to 40 characters' },
  badPhone: { zh: '手机号：只写数字，5 到 15 位', en: 'Mobile number: digits only, 5 to 15' },
  badDoor: { zh: '找哪一户：1 到 40 个字', en: 'Door: 1 to 40 characters' },
  badPurpose: { zh: '来做什么：1 到 60 个字', en: 'Reason for your visit: 1 to 60 characters' },
  badFrom: { zh: '从哪里来：1 到 60 个字', en: 'Where you come from: 1 to 60 characters' },
  badPlate: { zh: '车牌：最多 12 个字', en: 'Number plate: at most 12 characters' },
  badNumber: { zh: '六位数字不对或已过时，请看显示屏再输', en: 'The six digits are wrong or too old: look at the display again' },
  stale: { zh: '这张表放得太久了，请再提交一次。', en: 'This form was open too long: please send it again.' },
  tooMany: {
    zh: '这部手机刚提交过多次，请过一会儿再试，或请门岗登记。',
    en: 'Sent too often from here: try again in a while, or ask the guard to register you.',
  },
  busy: {
    zh: '登记的人很多。请填上门口显示屏上的六位数字，或请门岗登记。',
    en: 'Many are registering. Please add the six digits on the display at the gate, or ask the guard to register you.',
  },
  gone: { zh: '这张海报已经作废', en: 'This poster is no longer in use' },
  goneSays: { zh: '请扫门口现在贴着的那一张，或请门岗登记。', en: 'Scan the one at the gate now, or ask the guard to register you.' },
  noVisit: { zh: '没有这次登记', en: 'No such registration' },
  noVisitSays: { zh: '链接不对，或内容已按期删除。', en: 'The link is wrong, or the registration has been deleted on its day.' },
  present: { zh: '✓ 已在门口核对', en: '✓ Seen at the gate' },
  absent: {
    zh: '○ 还没有在门口核对：请让门岗看到您，或输入显示屏上的六位数字',
    en: '○ Not seen at the gate yet: let the guard see you, or type the six digits on the display',
  },
  agreed: { zh: '✓ 住户已同意', en: '✓ The home has agreed' },
  notAgreed: { zh: '○ 等住户同意', en: '○ Waiting for the home to agree' },
  yourNumber: { zh: '给门岗报这个短号', en: 'Tell the guard this number' },
  until: { zh: '有效到 {time}', en: 'Valid until {time}' },
  deleted: { zh: '您的信息将于 {day} 删除。', en: 'Your data will be deleted on {day}.' },
  again: { zh: '本页每 20 秒自动更新。', en: 'This page refreshes every 20 seconds.' },
  check: { zh: '确认我在门口', en: 'I am at the gate' },
  guardOnly: { zh: '输错次数太多，请让门岗核对。', en: 'Too many wrong tries: please let the guard see you.' },
  posterTitle: { zh: '访客登记', en: 'Visitors, please register' },
  posterSays: {
    zh: '用手机扫码，填一张小表，不用下载。没有手机，请找门岗。',
    en: 'Scan with any phone and fill in a short form; nothing to install. No phone? Ask the guard.',
  },
  posterNot: {
    zh: '此码不是通行证：住户同意并在门口核对后方可进入。',
    en: 'This code is not a pass: you may enter once the home has agreed and you have been seen at the gate.',
  },
} as const satisfies Record<string, Word>

export const STATES: Record<PassState, Word> = {
  requested: { zh: '已登记，请等候', en: 'Registered: please wait' },
  hostConfirmed: { zh: '住户已同意', en: 'The home has agreed' },
  refused: { zh: '住户没有同意', en: 'The home did not agree' },
  issued: { zh: '可以进门', en: 'You may enter' },
  used: { zh: '已进门', en: 'You have entered' },
  expired: { zh: '已过期', en: 'Expired' },
}
export const SIGNS: Record<PassState, string> = { requested: '…', hostConfirmed: '…', refused: '✕', issued: '✓', used: '✓', expired: '–' }

export const fill = (sentence: string, values: Record<string, string>): string => sentence.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
