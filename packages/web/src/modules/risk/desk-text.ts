import type { ListProblem, RiskLevel } from '@xiaomen/rules/risk'
import { pairs, type Word } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'

export const levelWords: Record<RiskLevel, Word> = {
  high: { zh: '高风险', en: 'High' },
  medium: { zh: '中风险', en: 'Medium' },
  low: { zh: '低风险', en: 'Low' },
}
export const problemWords: Record<ListProblem, Word> = {
  no_name: { zh: '没有名称', en: 'no name' },
  name_too_long: { zh: '名称超过 60 字', en: 'the name is longer than 60 characters' },
  bad_code: { zh: '代码应是 6、9 或 12 位数字', en: 'a code has 6, 9 or 12 digits' },
  bad_level: { zh: '等级应是高、中或低', en: 'the level is high, medium or low' },
  no_level: { zh: '没有等级', en: 'no level' },
  bad_day: { zh: '日期读不出来', en: 'a date cannot be read' },
  ends_before_start: { zh: '结束早于开始', en: 'the last day is before the first' },
  twice: { zh: '与上面某行重复', en: 'the same as a line above' },
}
export const changeWords: Record<Out<'risk.listHistory'>[number]['what'], Word> = {
  added: { zh: '添加', en: 'Added' },
  imported: { zh: '导入', en: 'Imported' },
  edited: { zh: '修改', en: 'Edited' },
  ended: { zh: '结束', en: 'Ended' },
}
export const riskText = pairs({
  title: { zh: '风险地区', en: 'Risk areas' },
  lead: {
    zh: '门岗问“从哪里来”时对照的名单。预案要求询问的地方才会用到；名单随门岗手机离线可用。',
    en: 'What a guard compares when asking where people come from, where a plan asks for it. The list works on the guard’s phone without network.',
  },
  active: { zh: '在列', en: 'Listed' },
  ended: { zh: '已结束', en: 'Ended' },
  name: { zh: '名称', en: 'Name' },
  nameHint: { zh: '如 江汉区，或具体小区、市场', en: 'A district, or a compound or market by name' },
  code: { zh: '统计用区划代码', en: 'Official code' },
  codeHint: { zh: '6、9 或 12 位；没有可不填', en: '6, 9 or 12 digits; may be left out' },
  codeWrong: { zh: '代码应是 6、9 或 12 位数字', en: 'A code has 6, 9 or 12 digits' },
  level: { zh: '等级', en: 'Level' },
  from: { zh: '首日', en: 'First day' },
  until: { zh: '末日', en: 'Last day' },
  days: { zh: '首日、末日', en: 'First, last day' },
  untilHint: { zh: '未定可不填', en: 'May be left open' },
  open: { zh: '未定', en: 'Open' },
  by: { zh: '由谁列入', en: 'Listed by' },
  holdsFor: { zh: '适用于', en: 'Holds for' },
  add: { zh: '添加', en: 'Add' },
  addTitle: { zh: '添加风险地区', en: 'Add a risk area' },
  edit: { zh: '修改', en: 'Edit' },
  end: { zh: '结束', en: 'End' },
  endAsk: {
    zh: '今天是它的末日？回看天数内来自那里的人仍会被问到。',
    en: 'Is today its last day? People who were there within the days looked back to are still held.',
  },
  history: { zh: '历史', en: 'History' },
  import: { zh: '导入名单', en: 'Import a list' },
  importLead: {
    zh: '每行一处：名称、代码、等级、首日、末日，用逗号或制表符隔开；代码、首日（默认今天）、末日可不填。已在名单上的不会重复。',
    en: 'One place a line: name, code, level, first day, last day, by commas or tabs; code, first day (else today) and last day may be left out. What is listed already stays as it is.',
  },
  pasteHere: { zh: '把名单粘贴在这里', en: 'Paste the list here' },
  fromSheet: { zh: '从 Excel 或 CSV 读入', en: 'Read an Excel or CSV sheet' },
  cut: { zh: '表格太长，只读了前 2000 行。', en: 'The sheet is long: only its first 2,000 lines were read.' },
  ready: { zh: '可导入 {count} 处', en: '{count} to import' },
  atLine: { zh: '第 {line} 行', en: 'Line {line}' },
  imported: { zh: '已列入 {added} 处，原已在列 {known} 处', en: '{added} listed, {known} were listed already' },
  emptyActive: { zh: '名单上没有风险地区。', en: 'No risk area is listed.' },
  emptyEnded: { zh: '没有已结束的。', en: 'None has ended.' },
  actions: { zh: '操作', en: 'Actions' },
  when: { zh: '时间', en: 'When' },
  who: { zh: '何人', en: 'Who' },
  what: { zh: '何事', en: 'What' },
  as: { zh: '之后为', en: 'As it then was' },
})
