// 重复与变动 in words, for the phone and the desk.
import type { CareCategory, HistoryField, HistoryKind, DuplicateMatch } from '@xiaomen/rules/registry'
import { careWords, pairs, type Word } from '../../desk/words.ts'

export const matchedWords: Record<DuplicateMatch, Word> = {
  document: { zh: '证件号相同', en: 'Same document number' },
  phoneAndName: { zh: '电话相同、姓名相近', en: 'Same phone, similar name' },
  nameAndBirthday: { zh: '姓名和出生日期相同', en: 'Same name and date of birth' },
}

export const knownText = pairs({
  title: { zh: '底册里可能已有此人', en: 'This may be somebody already recorded' },
  lead: { zh: '请先看清是不是同一个人，再选择。', en: 'See first whether it is the same person, then choose.' },
  livesAt: { zh: '住在 {door}', en: 'Lives at {door}' },
  livesNowhere: { zh: '目前没有住处', en: 'Lives nowhere at present' },
  since: { zh: '{day} 起', en: 'since {day}' },
  matches: { zh: '相符之处', en: 'What matches' },
  movedHere: { zh: '是同一人，已搬到这里', en: 'Same person, moved here' },
  alsoHere: { zh: '是同一人，这里是另一住处', en: 'Same person, a second home here' },
  isHere: { zh: '此人已登记在这一户', en: 'Already recorded in this home' },
  same: { zh: '是同一人，去合并', en: 'Same person, merge the two' },
  sameLater: {
    zh: '是同一人：请取消修改，已列入查重，由社区管理员合并。',
    en: 'Same person: cancel the change. The pair is in the queue; an administrator merges it.',
  },
  different: { zh: '不是同一人，继续保存', en: 'Somebody else, save all the same' },
  differentMany: { zh: '都不是同一人，继续保存', en: 'None of them, save all the same' },
  never: { zh: '选“不是同一人”后，不再就这两人提问。', en: 'After “somebody else” these two are never asked about again.' },
  cancel: { zh: '取消', en: 'Cancel' },
  hidden: { zh: '不显示', en: 'Not shown' },
  none: { zh: '未登记', en: 'Not recorded' },
  moved: { zh: '已登记到这一户', en: 'Recorded in this home' },
  noneVisible: {
    zh: '相符的人不在您可见的范围内，请联系社区管理员。',
    en: 'Whoever matches lies outside what you see; ask the community administrator.',
  },
})

export const historyKindWords: Record<HistoryKind, Word> = {
  added: { zh: '登记', en: 'Recorded' },
  imported: { zh: '由台账导入', en: 'Came with an imported ledger' },
  edited: { zh: '修改资料', en: 'Edited' },
  editedByImport: { zh: '导入时更新', en: 'Updated by an import' },
  moved: { zh: '搬到另一户', en: 'Moved to another home' },
  movedAway: { zh: '搬离', en: 'Moved away' },
  linked: { zh: '另有住处', en: 'Second home' },
  merged: { zh: '合并了重复记录', en: 'A duplicate was merged in' },
  mergedInto: { zh: '并入另一条记录', en: 'Merged into another record' },
  unmerged: { zh: '撤回合并', en: 'Merge taken back' },
  use: { zh: '改用途', en: 'Use changed' },
  doorRenamed: { zh: '改门牌', en: 'Door renamed' },
  homeMoved: { zh: '迁到这里', en: 'Home moved here' },
  homeSplit: { zh: '拆出一户', en: 'A home was split off' },
  homesMerged: { zh: '并入一户', en: 'Another home was joined' },
  homesUnmerged: { zh: '撤回拆合', en: 'Split or joining taken back' },
  other: { zh: '变动', en: 'Changed' },
}
export const historyFieldWords: Record<HistoryField, Word> = {
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '电话', en: 'Phone' },
  document: { zh: '证件', en: 'Document' },
  care: { zh: '关爱类别', en: 'Care marks' },
  lang: { zh: '语言', en: 'Language' },
}
export const historyText = pairs({
  title: { zh: '变动记录', en: 'History' },
  empty: { zh: '还没有变动记录。', en: 'Nothing has changed yet.' },
  house: { zh: '系统', en: 'the system' },
  was: { zh: '原为 {value}', en: 'before: {value}' },
  of: { zh: '{name}', en: '{name}' },
  nothing: { zh: '空', en: 'empty' },
  loading: { zh: '正在加载', en: 'Loading' },
})

export const conflictText = pairs({
  title: { zh: '资料刚被别人改过', en: 'Somebody else has just changed this' },
  lead: {
    zh: '逐项选择保留哪一个，再保存。没有列出的项目以现有资料为准。',
    en: 'Choose for each field which value stays, then save. Fields not listed stay as they are now.',
  },
  theirs: { zh: '现有：{value}', en: 'Now: {value}' },
  mine: { zh: '我改的：{value}', en: 'Mine: {value}' },
  save: { zh: '按所选保存', en: 'Save as chosen' },
  nothing: { zh: '空', en: 'empty' },
})

export const careList = (codes: string | null, word: (word: Word) => string, nothing: string): string =>
  codes === null || codes === ''
    ? nothing
    : codes
        .split(' ')
        .map((code) => (code in careWords ? word(careWords[code as CareCategory]) : code))
        .join(' · ')
