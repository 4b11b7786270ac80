import { pairs, type Word } from '../../desk/words.ts'

export const auditText = pairs({
  title: { zh: '留痕', en: 'Audit' },
  lead: {
    zh: '谁、何时、做了什么、涉及哪几类信息。记录只能追加，不能修改或删除。',
    en: 'Who did what when, and which classes of data it touched. Rows are only ever added.',
  },
  when: { zh: '时间', en: 'When' },
  who: { zh: '操作人', en: 'Who' },
  role: { zh: '角色', en: 'Role' },
  operation: { zh: '操作', en: 'Operation' },
  classes: { zh: '涉及信息', en: 'Data' },
  subjects: { zh: '涉及人数', en: 'People' },
  reason: { zh: '理由', en: 'Reason' },
  filterOperation: { zh: '按操作筛选', en: 'Filter by operation' },
  filterClass: { zh: '按信息类别筛选', en: 'Filter by data' },
  filterWho: { zh: '按操作人筛选', en: 'Filter by person' },
  before: { zh: '截至日期', en: 'Up to' },
  onlyReasons: { zh: '只看写明理由的', en: 'Only with a reason' },
  older: { zh: '加载更早的记录', en: 'Load earlier rows' },
  empty: { zh: '没有符合条件的记录。可放宽筛选条件。', en: 'No rows match. Try a wider filter.' },
  shown: { zh: '已显示 {n} 条', en: '{n} rows shown' },
  all: { zh: '全部', en: 'All' },
  system: { zh: '系统', en: 'System' },
})

/** What the house itself writes as a reason. */
export const reasonWords: Record<string, Word> = {
  'registry.too_many_reveals': { zh: '查看完整信息过多，已拦下', en: 'Stopped: too many fields in full' },
  'access.wrong_credentials': { zh: '账号或密码不对', en: 'Wrong login or password' },
  'access.wrong_totp': { zh: '动态验证码不对', en: 'Wrong second factor' },
  'registry.card_proof_wrong': { zh: '家庭卡核对不符', en: 'Family card: wrong proof' },
  'registry.card_has_account': { zh: '已有账号，未用家庭卡', en: 'Family card: has an account already' },
}
