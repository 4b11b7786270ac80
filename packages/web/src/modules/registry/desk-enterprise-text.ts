// 商铺与企业 on the desk: enterprises, their staff, and staff lists from sheets.
import { pairs, type Word } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { problemWords } from './desk-text.ts'

type Enterprise = Out<'registry.listEnterprises'>['items'][number]
type Staff = Out<'registry.listStaff'>['items'][number]
type Read = Out<'registry.readStaffList'>['problems'][number]

export const tradeWords: Record<Enterprise['trade'], Word> = {
  restaurant: { zh: '餐饮', en: 'Restaurant' },
  pharmacy: { zh: '药店', en: 'Pharmacy' },
  market: { zh: '农贸市场', en: 'Market' },
  supermarket: { zh: '商超', en: 'Supermarket' },
  logistics: { zh: '物流仓储', en: 'Logistics' },
  courier: { zh: '快递站点', en: 'Courier station' },
  constructionSite: { zh: '工地', en: 'Construction site' },
  hotel: { zh: '宾馆', en: 'Hotel' },
  office: { zh: '公司楼宇', en: 'Office' },
  school: { zh: '学校', en: 'School' },
  careHome: { zh: '养老机构', en: 'Care home' },
  other: { zh: '其他', en: 'Other' },
}
export const enterpriseStateWords: Record<Enterprise['state'], Word> = {
  open: { zh: '营业', en: 'Open' },
  vacant: { zh: '空置', en: 'Vacant' },
  closed: { zh: '停业', en: 'Closed' },
}
export const STATE_SIGNS = { open: '●', vacant: '○', closed: '✕' } as const
export const occupationWords: Record<Staff['occupation'], Word> = {
  coldChain: { zh: '冷链', en: 'Cold chain' },
  driver: { zh: '司机', en: 'Driver' },
  courier: { zh: '快递外卖', en: 'Courier' },
  marketStaff: { zh: '市场商超', en: 'Market staff' },
  propertyStaff: { zh: '物业保安保洁', en: 'Property staff' },
  siteWorker: { zh: '工地人员', en: 'Site worker' },
  cook: { zh: '厨师后厨', en: 'Cook' },
  other: { zh: '其他', en: 'Other' },
}
export const staffProblemWords: Record<Read['problem'], Word> = { ...problemWords, twice: { zh: '与本表前面一行是同一人', en: 'Same person as a row above' } }
export const staffFieldWords: Record<NonNullable<Read['field']>, Word> = {
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '电话', en: 'Phone' },
  documentKind: { zh: '证件类型', en: 'Document kind' },
  documentNumber: { zh: '证件号码', en: 'Document number' },
  documentCountry: { zh: '国籍/地区', en: 'Country' },
  occupation: { zh: '岗位', en: 'Occupation' },
}

export const enterpriseText = pairs({
  title: { zh: '商铺与企业', en: 'Shops and enterprises' },
  lead: {
    zh: '谁在哪里经营，谁在那里上班。住在这里又在那里上班的，是同一个人。',
    en: 'Who trades where, and who works there. Somebody may live here and work there: one person.',
  },
  search: { zh: '查找商铺、企业或从业人员', en: 'Find an enterprise or somebody who works there' },
  add: { zh: '登记商铺或企业', en: 'Add an enterprise' },
  edit: { zh: '修改', en: 'Edit' },
  name: { zh: '名称', en: 'Name' },
  trade: { zh: '类别', en: 'Trade' },
  allTrades: { zh: '全部类别', en: 'All trades' },
  state: { zh: '状态', en: 'State' },
  alsoClosed: { zh: '含已停业', en: 'Closed ones too' },
  where: { zh: '位置', en: 'Where' },
  atHome: { zh: '在底册的一户里（商铺）', en: 'In a home of the ledger (a shop)' },
  atArea: { zh: '在一片区域里（工地、市场）', en: 'At an area (a site, a market)' },
  homeFind: { zh: '查找商铺门牌', en: 'Find the door' },
  homeNone: { zh: '请选一处', en: 'Choose one place' },
  contact: { zh: '负责人', en: 'In charge' },
  contactPhone: { zh: '负责人电话', en: 'Phone' },
  phoneKeep: { zh: '不填则保持不变', en: 'Leave empty to keep it' },
  openedOn: { zh: '开业日期', en: 'Opened on' },
  staff: { zh: '从业人员', en: 'Staff' },
  staffCount: { zh: '在岗 {n} 人', en: '{n} staff' },
  empty: { zh: '这里还没有登记商铺或企业。', en: 'No shops or enterprises here yet.' },
  emptySearch: { zh: '没有找到。可换店名的一部分，或从业人员的姓名。', en: 'Nothing found. Try a part of the name, or somebody who works there.' },
  close: { zh: '登记停业', en: 'Record as closed' },
  closeOn: { zh: '停业日期', en: 'Closed on' },
  closeAsk: { zh: '在岗人员同日离岗，历史保留。', en: 'Whoever works there stops on that day; the history is kept.' },
  closedDone: { zh: '已登记停业', en: 'Recorded as closed' },
  addStaff: { zh: '添加人员', en: 'Add a person' },
  importStaff: { zh: '名单导入', en: 'Import a list' },
  noStaff: { zh: '还没有登记从业人员。', en: 'Nobody is on the list yet.' },
  personName: { zh: '姓名', en: 'Name' },
  phone: { zh: '电话', en: 'Phone' },
  document: { zh: '证件', en: 'Document' },
  documentKind: { zh: '证件类型', en: 'Document kind' },
  documentNumber: { zh: '证件号码', en: 'Document number' },
  occupation: { zh: '岗位', en: 'Occupation' },
  note: { zh: '具体工作', en: 'What exactly' },
  from: { zh: '上岗日期', en: 'From' },
  until: { zh: '离岗 {day}', en: 'until {day}' },
  livesHere: { zh: '也住在本社区', en: 'Lives here too' },
  end: { zh: '离岗', en: 'Ended' },
  endOn: { zh: '离岗日期', en: 'Ended on' },
  ended: { zh: '已登记离岗', en: 'Recorded as ended' },
  move: { zh: '调到另一家', en: 'Move to another' },
  moveTo: { zh: '调往', en: 'To' },
  moveFind: { zh: '查找商铺或企业', en: 'Find an enterprise' },
  moved: { zh: '已调动', en: 'Moved' },
  past: { zh: '含已离岗', en: 'Past ones too' },
  listLead: {
    zh: '选 Excel、CSV 文件，或把表格直接粘贴在下面。认得的列：姓名、电话、证件号码、岗位。先核对，再写入。',
    en: 'Choose an Excel or CSV file, or paste the table below. Known columns: name, phone, document number, occupation. You check first, then it is written.',
  },
  choose: { zh: '选择文件', en: 'Choose a file' },
  paste: { zh: '粘贴表格', en: 'Paste the table' },
  read: { zh: '核对', en: 'Check' },
  row: { zh: '第 {n} 行', en: 'Row {n}' },
  rowsOk: { zh: '可写入 {n} 人', en: '{n} people can be written' },
  rowsWrong: { zh: '{n} 处有问题，这些行不会写入', en: '{n} problems; those rows are left out' },
  worksHere: { zh: '已在名单', en: 'on the list already' },
  write: { zh: '写入名单（{n} 人）', en: 'Write to the list ({n} people)' },
  written: { zh: '已写入 {added} 人，{already} 人原已在名单', en: '{added} added, {already} were on the list already' },
  again: { zh: '换一份名单', en: 'Another list' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存', en: 'Saved' },
  cancel: { zh: '取消', en: 'Cancel' },
  required: { zh: '请填写', en: 'Please fill this in' },
  confirm: { zh: '确定', en: 'Confirm' },
  notForYou: { zh: '无权查看', en: 'Not for you' },
  hintRow: { zh: '姓名,电话,证件号码,岗位', en: 'name,phone,document number,occupation' },
})
