// 改一版: what is wrong with what was typed, in sentences. A fault of a pack without its sentence does not compile.
import type { PACK_PROBLEMS, PackFault } from '@xiaomen/contract'
import { pairs, type Word } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'

type Code = (typeof PACK_PROBLEMS)[number] | PackFault
/** `{detail}`: a bound, the names allowed, the kind that was expected. */
export const problemWords: Record<Code, Word> = {
  not_json: { zh: '不是合格的 JSON：少了逗号、引号或括号', en: 'This is not JSON: a comma, a quote or a bracket is missing' },
  wrong_type: { zh: '这里应是{detail}', en: 'This should be {detail}' },
  too_small: { zh: '太小或太少，至少 {detail}', en: 'Too small or too few: at least {detail}' },
  too_big: { zh: '太大或太多，最多 {detail}', en: 'Too big or too many: at most {detail}' },
  not_one_of: { zh: '只能是其中之一：{detail}', en: 'It must be one of: {detail}' },
  unknown_key: { zh: '没有这一项，请删去或改正：{detail}', en: 'There is no such field; remove or correct it: {detail}' },
  wrong_form: { zh: '写法不对', en: 'It is not written as it must be' },
  missing: { zh: '缺了这一项', en: 'This is missing' },
  'pack.track_twice': { zh: '两条轨道用了同一个名称', en: 'Two tracks have the same key' },
  'pack.trigger_twice': { zh: '同一种情况归了两条轨道，无法决定用哪条', en: 'Two tracks are for the same case: nobody could tell which holds' },
  'pack.phase_twice': { zh: '同一条轨道里两个阶段用了同一个名称', en: 'Two phases of this track have the same key' },
  'pack.day_after_phase': { zh: '晚于阶段的最后一天', en: 'It lies after the last day of the phase' },
  'pack.track_missing': { zh: '没有这条轨道', en: 'There is no such track' },
  'pack.cycle': { zh: '绕回了起点，永远不会结束', en: 'It leads back to where it began and would never end' },
  'pack.measure_undescribed': { zh: '这种措施没有写明要求，被管控的人无从知道', en: 'Nothing says what this measure asks; whoever is under it could not know' },
  'pack.hides_a_draft': { zh: '里面有草案，整份文件也要标为草案', en: 'There is a draft inside: the file itself must be marked a draft' },
  'pack.zone_twice': { zh: '同一种分区写了两次', en: 'The same kind of zone stands here twice' },
  'pack.zone_missing': { zh: '没有这种分区', en: 'There is no such zone' },
  'pack.item_twice': { zh: '两个自查项用了同一个名称', en: 'Two items have the same key' },
  'pack.level_twice': { zh: '同一等级写了两次', en: 'The same level stands twice' },
  'pack.other_subject': {
    zh: '场所不能这样要求（或人员不能），否则永远无法解除',
    en: 'A place cannot be asked this (or a person cannot): it would never be released',
  },
}
/** What JSON calls the kinds of its values. */
export const typeWords: Record<string, Word> = {
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  string: { zh: '带引号的文字', en: 'a text in quotes' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '方括号里的列表', en: 'a list in square brackets' },
  object: { zh: '花括号里的一组', en: 'a group in braces' },
  record: { zh: '花括号里的一组', en: 'a group in braces' },
}
export const editionStateWords: Record<Out<'posture.listEditions'>[number]['state'], Word> = {
  drafted: { zh: '待签署', en: 'Waits for signatures' },
  approved: { zh: '已批准，可由命令启用', en: 'Approved: an order may put it in force' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

export const editionText = pairs({
  title: { zh: '改一版', en: 'An edition of one’s own' },
  lead: {
    zh: '在 {pack} {edition} 的基础上改。边写边查；起草后由另两个单位的两个人签署，再由命令启用。',
    en: 'Made of {pack} {edition}. It is checked while you type; two people of two other units sign it, then an order puts it in force.',
  },
  back: { zh: '返回预案', en: 'Back to the pack' },
  file: { zh: '改哪个文件', en: 'Which file' },
  files: { zh: '规则', en: 'Rules' },
  exampleFiles: { zh: '例子', en: 'Examples' },
  exampleOf: { zh: '例子（{file}）', en: 'Examples ({file})' },
  changedMark: { zh: '已改', en: 'changed' },
  reset: { zh: '恢复这个文件的原文', en: 'Put this file back' },
  text: { zh: '{file}的内容', en: 'Text of {file}' },
  checking: { zh: '正在检查……', en: 'Checking…' },
  untouched: { zh: '还没有改动。', en: 'Nothing was changed yet.' },
  fits: { zh: '✓ 格式合格，{n} 个例子全部符合。', en: '✓ It fits its form, and all {n} examples come out.' },
  problems: { zh: '格式问题：{n} 处', en: 'It does not fit its form: {n}' },
  notJsonAt: { zh: '不是合格的 JSON：看第 {line} 行第 {column} 列', en: 'This is not JSON: look at line {line}, column {column}' },
  otherProblem: { zh: '不合规则（{code}）', en: 'It breaks a rule ({code})' },
  go: { zh: '去看', en: 'Show me' },
  unmet: { zh: '与例子不符：{n} 个，共 {all} 个例子', en: 'Examples that come out otherwise: {n} of {all}' },
  unmetSays: {
    zh: '逐个看：如果改后的结果正是您要的，就按“就是这个意思”，例子随之改写，签署的人也会看到。',
    en: 'Read each: if what comes out is what you mean, press “This is what I mean”. The example is rewritten, and whoever signs reads it.',
  },
  expected: { zh: '例子写的', en: 'The example says' },
  got: { zh: '现在得出', en: 'Now it comes out' },
  unreadable: { zh: '例子读不出来', en: 'the example cannot be read' },
  agree: { zh: '就是这个意思', en: 'This is what I mean' },
  differences: { zh: '改了什么：{n} 处', en: 'What differs: {n}' },
  firstOf: { zh: '先列 {n} 处', en: 'The first {n}' },
  showAll: { zh: '全部列出', en: 'Show all' },
  sideZh: { zh: '中文', en: 'in Chinese' },
  sideEn: { zh: '英文', en: 'in English' },
  nothing: { zh: '（没有）', en: '(nothing)' },
  area: { zh: '适用区域', en: 'Area' },
  note: { zh: '说明：为什么改、依据哪份通告', en: 'Note: why, and by which notice' },
  draft: { zh: '起草本地版', en: 'Draft the edition' },
  drafted: { zh: '已起草，等两个单位的人签署', en: 'Drafted; two people of two other units sign' },
  listEmpty: { zh: '还没有本地版。打开一份预案，按“改一版”。', en: 'No local edition yet. Open a pack and choose “An edition of one’s own”.' },
  basedOn: { zh: '由 {edition} 改来', en: 'made of {edition}' },
  by: { zh: '{name}（{unit}）{at} 起草', en: 'Drafted by {name} ({unit}) {at}' },
  approvedAt: { zh: '{at} 批准', en: 'Approved {at}' },
  signatures: { zh: '已签 {have} / 需 {needed}', en: '{have} of {needed} signatures' },
  look: { zh: '看改动', en: 'What differs' },
  lookSign: { zh: '看改动并签署', en: 'See what differs, and sign' },
  signNow: { zh: '我已看过，签署', en: 'I have read it: sign' },
  signed: { zh: '已签署', en: 'Signed' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  withdrawAsk: { zh: '撤回后不能再签，编号不再使用。', en: 'It can be signed no more, and its number is not given again.' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  read: { zh: '阅读', en: 'Read' },
  waits: { zh: '还要另一单位的另一人签署', en: 'Another person, of another unit, signs' },
})
