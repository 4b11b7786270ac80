import type { CodeProblem, URBAN_RURAL_CLASSES } from '@xiaomen/rules/areas'
import type { Out } from '../../platform/ops.ts'
import { pairs, type Word } from '../../desk/words.ts'

export const codesText = pairs({
  title: { zh: '区划代码', en: 'Area codes' },
  lead: {
    zh: '国家统计局每年公布 12 位统计用区划代码（区、街道、社区三级）。社区以下没有国家统一代码。',
    en: 'Every year the statistics office publishes 12-digit area codes for districts, streets and communities. Below the community there is no national code.',
  },
  beneath: { zh: '导入到', en: 'Into' },
  year: { zh: '年份', en: 'Year' },
  drop: { zh: '把代码表拖到这里，或点击选择', en: 'Drop the list of codes here, or click to choose' },
  dropHint: {
    zh: 'Excel 或 CSV，两列：代码、名称；可有第三列城乡分类代码。先看结果，再写入。',
    en: 'Excel or CSV with code and name, and the urban-rural class if there is one. You see the result before anything is written.',
  },
  reading: { zh: '正在读取…', en: 'Reading…' },
  rootMissing: {
    zh: '表中找不到所选区域：没有这个名称，也没有它现有的代码。',
    en: 'The chosen area is not in the list, neither by its name nor by the code it has.',
  },
  rootSeveral: { zh: '表中有几行都可能是所选区域。请先给它设置代码，再导入。', en: 'Several rows could be the chosen area. Set its code by hand first.' },
  row: { zh: '行', en: 'Row' },
  code: { zh: '区划代码', en: 'Area code' },
  classCode: { zh: '城乡分类', en: 'Urban-rural class' },
  listName: { zh: '表中名称', en: 'Name in the list' },
  level: { zh: '层级', en: 'Level' },
  ourName: { zh: '我们的区域', en: 'Our area' },
  oldCode: { zh: '现有代码', en: 'Code so far' },
  result: { zh: '结果', en: 'Result' },
  wrongRows: { zh: '有问题的行（不会写入）', en: 'Rows with something wrong (not written)' },
  atRow: { zh: '第 {row} 行', en: 'row {row}' },
  andMore: { zh: '另有 {n} 行', en: 'and {n} more' },
  unlisted: { zh: '我们有、表中没有', en: 'Ours, but not in the list' },
  addMissing: { zh: '把表中有、我们没有的 {n} 个街道和社区一并添加', en: 'Also add the {n} streets and communities that we do not have' },
  commit: { zh: '写入 {n} 个代码', en: 'Write {n} codes' },
  other: { zh: '换一个文件', en: 'Another file' },
  done: { zh: '已写入 {set} 个代码，添加 {added} 个区域', en: '{set} codes written, {added} areas added' },
  codeHelp: { zh: '12 位数字；留空则清除。旧代码留在沿革里。', en: '12 digits; empty takes it away. The earlier code stays in the history.' },
  twelve: { zh: '须为 12 位数字', en: 'It has 12 digits' },
})

export const matchWords: Record<Exclude<keyof Out<'areas.previewCodes'>['counts'], 'rows'>, Word> = {
  set: { zh: '将设置代码', en: 'Will be set' },
  changed: { zh: '将更新代码', en: 'Will be changed' },
  same: { zh: '已是此代码', en: 'Already so' },
  missing: { zh: '我们没有', en: 'Not in our tree' },
  conflict: { zh: '同年另有代码，不动', en: 'Another code of that year: left' },
  older: { zh: '我们的更新，不动', en: 'Ours is newer: left' },
  wrong: { zh: '有问题的行', en: 'Wrong rows' },
  elsewhere: { zh: '别处的行', en: 'Rows of elsewhere' },
}

export const codeProblemWords: Record<CodeProblem, Word> = {
  not_twelve_digits: { zh: '不是 12 位数字', en: 'is not 12 digits' },
  below_community: { zh: '超过 12 位：社区以下没有国家统一代码', en: 'has more than 12 digits: there is no national code below the community' },
  unknown_province: { zh: '前两位不是省级代码', en: 'does not begin with the code of a province' },
  hole: { zh: '中间缺了一级', en: 'leaves out a level' },
  no_name: { zh: '没有名称，或名称过长', en: 'has no name, or one too long' },
  bad_class: { zh: '城乡分类代码不对', en: 'is no urban-rural class' },
  twice: { zh: '代码重复', en: 'stands there twice' },
}

export const classWords: Record<(typeof URBAN_RURAL_CLASSES)[number], Word> = {
  '111': { zh: '主城区', en: 'Main city' },
  '112': { zh: '城乡结合区', en: 'City fringe' },
  '121': { zh: '镇中心区', en: 'Town centre' },
  '122': { zh: '镇乡结合区', en: 'Town fringe' },
  '123': { zh: '特殊区域', en: 'Special area' },
  '210': { zh: '乡中心区', en: 'Township centre' },
  '220': { zh: '村庄', en: 'Village' },
}
