// Sentences of the form behind a community's link.
import type { LINK_REPORTERS, Transport } from '@xiaomen/rules/arrivals'
import type { Lang } from '../../platform/plain-page.ts'

export type { Lang }
type Words = Record<Lang, string>

export const TEXT = {
  title: { zh: '来返人员报备', en: 'Report an arrival' },
  place: { zh: '到：', en: 'To: ' },
  lead: { zh: '来之前报备，到了少排队。本人、家人、单位、房东都可以报。', en: 'Report before you come. You, your family, employer or landlord may do it.' },
  by: { zh: '谁来报', en: 'Who reports' },
  name: { zh: '来的人姓名', en: 'Name of whoever comes' },
  phone: { zh: '来的人手机号', en: 'Their telephone' },
  from: { zh: '从哪里来（省、市、区县）', en: 'From where (city and district)' },
  on: { zh: '哪天到', en: 'Day of arrival' },
  transport: { zh: '怎么来', en: 'By what' },
  vehicle: { zh: '车次、航班或车牌（可不填）', en: 'Train, flight or plate (optional)' },
  door: { zh: '住哪一户（如 3幢2单元501）', en: 'Which home (for example 3-2-501)' },
  send: { zh: '报备', en: 'Report' },
  wrong: { zh: '请改正：', en: 'Please correct:' },
  badBy: { zh: '谁来报：请选一项', en: 'Who reports: choose one' },
  badName: { zh: '姓名：1 到 40 个字', en: 'Name: 1 to 40 characters' },
  badPhone: { zh: '手机号：只填数字', en: 'Telephone: digits only' },
  badFrom: { zh: '从哪里来：1 到 60 个字', en: 'From where: 1 to 60 characters' },
  badOn: { zh: '哪天到：过去 30 天到以后 60 天之内', en: 'Day: within the last 30 and the next 60 days' },
  badTransport: { zh: '怎么来：请选一项', en: 'By what: choose one' },
  badVehicle: { zh: '车次、航班或车牌：最多 20 个字', en: 'Train, flight or plate: at most 20 characters' },
  badDoor: { zh: '住哪一户：1 到 60 个字', en: 'Which home: 1 to 60 characters' },
  stale: { zh: '表单放得太久了，内容还在，请再按一次“报备”。', en: 'The form was open too long. Nothing is lost: press “Report” again.' },
  tooMany: { zh: '这里报得太多了，请过十分钟再试，或打电话给社区。', en: 'Too many reports from here. Try again in ten minutes, or call the community.' },
  done: { zh: '已收到报备', en: 'The report was received' },
  receipt: { zh: '回执号', en: 'Receipt' },
  next: {
    zh: '请记下回执号。社区会核对，需要时打电话给来的人。到了以后，从小门进，按社区通知办。',
    en: 'Note the number. The community checks the report and calls whoever comes if needed. On arrival come in by the gate and follow the community’s notice.',
  },
  kept: {
    zh: '这里只收报备，查不到任何内容。办结 30 天后删除。',
    en: 'This page only takes reports and shows nothing back. Deleted 30 days after it is closed.',
  },
  another: { zh: '再报一位', en: 'Report somebody else' },
  gone: { zh: '这个链接已失效', en: 'This link is no longer valid' },
  goneSays: { zh: '请向社区要新的链接，或直接打电话报备。', en: 'Ask the community for a new one, or report by telephone.' },
} as const satisfies Record<string, Words>

export const REPORTER_WORDS: Record<(typeof LINK_REPORTERS)[number], Words> = {
  self: { zh: '本人', en: 'Myself' },
  family: { zh: '家人', en: 'Family' },
  employer: { zh: '单位', en: 'Employer' },
  landlord: { zh: '房东', en: 'Landlord' },
}
export const TRANSPORT_WORDS: Record<Transport, Words> = {
  train: { zh: '火车', en: 'Train' },
  plane: { zh: '飞机', en: 'Plane' },
  coach: { zh: '客车', en: 'Coach' },
  car: { zh: '自驾', en: 'Car' },
  ship: { zh: '船', en: 'Ship' },
  other: { zh: '其他', en: 'Other' },
}
