import type { AreaChange } from '@xiaomen/rules/areas'
import { pairs, type Word } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'

export const areasText = pairs({
  title: { zh: '区域与网格', en: 'Areas and grids' },
  lead: {
    zh: '区域一级套一级；网格、切割区域跨在区域之上，有起止日期。',
    en: 'Areas nest level by level; grids and cut areas lie across them and have dates.',
  },
  tree: { zh: '区域', en: 'Areas' },
  overlays: { zh: '网格与切割区域', en: 'Grids and cut areas' },
  empty: { zh: '还没有区域。先添加一个，或直接导入台账，区域会自动建立。', en: 'No areas yet. Add one, or import a ledger: it makes the areas by itself.' },
  details: { zh: '所选区域', en: 'Selected area' },
  pick: { zh: '在左侧选择一个区域。', en: 'Choose an area on the left.' },
  name: { zh: '名称', en: 'Name' },
  level: { zh: '层级', en: 'Level' },
  homes: { zh: '户数', en: 'Homes' },
  beneath: { zh: '下级', en: 'Beneath' },
  rename: { zh: '改名', en: 'Rename' },
  addUnder: { zh: '在其下添加', en: 'Add beneath' },
  addTop: { zh: '添加最上级', en: 'Add at the top' },
  search: { zh: '按名称查找', en: 'Find by name' },
  openDaily: { zh: '看今日无疫', en: 'Outbreak-free today' },
  openChart: { zh: '看楼栋图', en: 'Building chart' },
  addOverlay: { zh: '新建', en: 'New' },
  editOverlay: { zh: '修改', en: 'Edit' },
  overlayEmpty: {
    zh: '还没有网格或切割区域。导入台账时填写“网格”列会自动建立，也可在此新建。',
    en: 'No grids or cut areas yet. A "Grid" column in the ledger makes them; or add one here.',
  },
  kind: { zh: '类型', en: 'Kind' },
  members: { zh: '包含的区域', en: 'Areas in it' },
  membersHelp: { zh: '网格须在同一个社区之内。', en: 'A grid stays inside one community.' },
  from: { zh: '开始', en: 'From' },
  until: { zh: '结束', en: 'Until' },
  noEnd: { zh: '长期', en: 'No end' },
  ended: { zh: '已结束', en: 'Ended' },
  count: { zh: '{n} 个', en: '{n}' },
  codes: { zh: '区划代码', en: 'Area codes' },
  code: { zh: '区划代码', en: 'Area code' },
  noCode: { zh: '未设置', en: 'not set' },
  codeYear: { zh: '{year} 年版', en: 'edition {year}' },
  setCode: { zh: '设置代码', en: 'Set code' },
  nameHelp: { zh: '按当地叫法填写，例如“C座1单元”“8号楼半边户”。', en: 'The name as people say it, of any shape' },
  move: { zh: '移动', en: 'Move' },
  moved: { zh: '已移动', en: 'Moved' },
  moveTo: { zh: '移到', en: 'Move to' },
  nameThere: { zh: '移过去后的名称', en: 'Name in the new place' },
  goesAlong: { zh: '随之移动', en: 'What goes along' },
  otherRecords: { zh: '其他记录', en: 'Other records' },
  factsStay: {
    zh: '通行记录、操作留痕留在发生的地方，仍可查到。',
    en: 'Passages and the record of who did what stay where they happened and can still be found.',
  },
  remove: { zh: '删除', en: 'Remove' },
  removed: { zh: '已删除', en: 'Removed' },
  removeAsk: { zh: '删除“{name}”？', en: 'Remove “{name}”?' },
  removeHelp: {
    zh: '只能删除空的区域：里面没有住户、下级区域、网格、门岗、授权。沿革保留。',
    en: 'Only an empty area can be removed: no homes, areas, grids, gates or grants in it. Its history stays.',
  },
  history: { zh: '沿革', en: 'History' },
  end: { zh: '结束', en: 'End' },
  lastDay: { zh: '最后一天', en: 'Last day' },
  lastDayHelp: { zh: '这一天仍然有效，次日起不再生效。', en: 'It still holds on this day and no longer on the next.' },
  now: { zh: '现行', en: 'In force' },
  all: { zh: '全部（含以往）', en: 'All, past ones too' },
  overlayNone: { zh: '还没有网格或切割区域。', en: 'No grids or cut areas yet.' },
  newer: { zh: '较新', en: 'Newer' },
  older: { zh: '较早', en: 'Older' },
})

export const historyText = pairs({
  empty: { zh: '还没有记录。', en: 'Nothing yet.' },
  system: { zh: '系统', en: 'The system' },
  more: { zh: '更早的', en: 'Earlier' },
  none: { zh: '无', en: 'none' },
  noEnd: { zh: '长期', en: 'no end' },
  top: { zh: '最上级', en: 'the top' },
  gone: { zh: '（已不存在）', en: '(gone)' },
  members: { zh: '包含', en: 'Holds' },
  joined: { zh: '新加入', en: 'Joined' },
  left: { zh: '移出', en: 'Left' },
  inAll: { zh: '共 {n} 个', en: '{n} in all' },
})

export const changeWords: Record<AreaChange, Word> = {
  added: { zh: '添加', en: 'Added' },
  renamed: { zh: '改名', en: 'Renamed' },
  moved: { zh: '移动', en: 'Moved' },
  split: { zh: '拆分', en: 'Split' },
  merged: { zh: '合并', en: 'Merged' },
  codeSet: { zh: '设置代码', en: 'Code set' },
  removed: { zh: '删除', en: 'Removed' },
  drawn: { zh: '新建', en: 'Drawn' },
  redrawn: { zh: '修改', en: 'Redrawn' },
  ended: { zh: '结束', en: 'Ended' },
}

export const stateWords: Record<'name' | 'level' | 'parentName' | 'code' | 'codeYear' | 'classCode' | 'from' | 'until', Word> = {
  name: { zh: '名称', en: 'Name' },
  level: { zh: '层级', en: 'Level' },
  parentName: { zh: '上级', en: 'In' },
  code: { zh: '代码', en: 'Code' },
  codeYear: { zh: '年份', en: 'Year' },
  classCode: { zh: '城乡分类', en: 'Urban-rural class' },
  from: { zh: '开始', en: 'From' },
  until: { zh: '结束', en: 'Until' },
}

export const obstacleWords: Record<NonNullable<Out<'areas.previewMove'>['problem']>, Word> = {
  under_itself: { zh: '不能移到自己下面。', en: 'It cannot move beneath itself.' },
  already_there: { zh: '已经在那里了。', en: 'It lies there already.' },
  level_not_under: { zh: '这一级不能放在那里。', en: 'This level does not belong there.' },
  other_community: { zh: '只能在本社区之内移动。', en: 'It can move only within its community.' },
  name_taken: { zh: '那里已有同名的区域，请改一个名称。', en: 'That name is taken there: choose another.' },
  overlap: { zh: '其中的楼栋会落入另一个网格或切割区域：', en: 'Its buildings would come to lie in another grid or cut area:' },
}

/** Of all that hangs on a place, what an office counts. */
export const alongWords = {
  'access.role_grant': { zh: '授权', en: 'Grants' },
  'registry.person': { zh: '人', en: 'People' },
  'gate.gate': { zh: '门岗', en: 'Gates' },
  'areas.overlay_member': { zh: '网格等划分', en: 'Grids and the like' },
  'posture.posture_order': { zh: '平急命令', en: 'Orders' },
} satisfies Record<string, Word>
