import type { DueState } from '@xiaomen/rules/occupations'
import type { StaffOccupation } from '@xiaomen/rules/registry'
import type { InBoth } from '@xiaomen/rules/text'

export const TEXT: InBoth<'gone' | 'goneSays' | 'title' | 'lead' | 'late' | 'none' | 'name' | 'occupation' | 'last' | 'due' | 'never' | 'kept' | 'nobody'> = {
  gone: { zh: '这个链接没有用了', en: 'This link leads nowhere' },
  goneSays: {
    zh: '链接过期、已停用，或这里现在不要求。请向社区要新的链接。',
    en: 'It is over or was stopped, or nothing is asked here now. Ask the community for a new one.',
  },
  title: { zh: '重点岗位应检', en: 'Tests of key workers' },
  lead: {
    zh: '请提醒下面的员工按时做核酸。已在别处做过的，请把凭证给社区看。',
    en: 'Please remind these of your staff to be tested in time. Whoever was tested elsewhere shows the community the evidence.',
  },
  late: { zh: '逾期或今天应检：{n} 人，共 {of} 人', en: 'Late or due today: {n} of {of}' },
  none: { zh: '现在没有人逾期。', en: 'Nobody is late.' },
  name: { zh: '姓名', en: 'Name' },
  occupation: { zh: '岗位', en: 'Occupation' },
  last: { zh: '上次检测', en: 'Last test' },
  due: { zh: '应检日期', en: 'Due' },
  never: { zh: '没有记录', en: 'none known' },
  kept: {
    zh: '姓名只显示一部分；别人的单位、住址、电话和检测结果，这里都看不到。',
    en: 'Names are shown in part; nobody else’s staff, and no address, telephone or result, is shown here.',
  },
  nobody: { zh: '底册里没有贵单位的重点岗位人员；有变动请告诉社区。', en: 'No key workers of yours are on record; tell the community of any change.' },
}
export const STATE_WORDS: InBoth<DueState> = {
  overdue: { zh: '! 已逾期', en: '! overdue' },
  never: { zh: '! 从未检测', en: '! never tested' },
  today: { zh: '今天应检', en: 'today' },
  later: { zh: '未到期', en: 'not yet' },
}
export const OCCUPATIONS: InBoth<StaffOccupation> = {
  coldChain: { zh: '冷链', en: 'Cold chain' },
  driver: { zh: '司机', en: 'Driver' },
  courier: { zh: '快递外卖', en: 'Courier' },
  marketStaff: { zh: '市场商超', en: 'Market staff' },
  propertyStaff: { zh: '物业', en: 'Property staff' },
  siteWorker: { zh: '工地', en: 'Site worker' },
  cook: { zh: '厨师', en: 'Cook' },
  other: { zh: '其他', en: 'Other' },
}
