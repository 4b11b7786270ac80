import { text } from '../../platform/text.ts'

export const workerWords = text({
  zh: {
    title: '楼栋', search: '找住户：姓名、门牌、电话后四位', find: '查找', noBuildings: '您负责的范围里还没有楼栋。', homes: '{count} 户', nothing: '没有找到。', asks: '看什么', use: '房屋用途', people: '人数', care: '关爱', due: '待补', floor: '{floor} 层', noFloor: '其他', legend: '图例', unit: '单元',
    cellLabel: '{door}，{what}', peopleCell: '{count} 人', nobody: '无人', dueCell: '缺 {count} 项', dueNone: '齐全', careNone: '无', back: '返回', residents: '住户', past: '曾住', dues: '待补', noDues: '资料齐全', none: '未登记', reveal: '查看完整号码', revealReason: '查看理由（会留痕，居民看得到）', revealGo: '查看', cancel: '取消', call: '拨打', until: '{time} 前可见',
    card: '发家庭卡', cardLead: '给住户看或抄下卡号。旧卡已失效。', cardUntil: '{day} 前有效', cardHow: '住户用手机扫码，或打开网址输入卡号。', setUse: '改房屋用途', moveOut: '搬走', moveOutSure: '确认 {name} 已从本户搬走？资料保留为“曾住”。', yes: '确认', add: '添加住户', name: '姓名', phone: '电话', kind: '居住性质', since: '入住日期', known: '底册里已有此人。仍要添加吗？', evenSo: '仍要添加', save: '保存', notShown: '不显示', saved: '已保存',
    nobodyRecorded: '还没有登记住户', phoneMissing: '缺电话', documentMissing: '缺证件号', notInvited: '还没有加入系统', careWithoutContact: '关爱对象没有联系电话',
  },
  en: {
    title: 'Buildings', search: 'Find a home: name, door, last four of phone', find: 'Find', noBuildings: 'No buildings in your area yet.', homes: '{count} homes', nothing: 'Nothing found.', asks: 'Show', use: 'Use', people: 'People', care: 'Care', due: 'Owed', floor: 'Floor {floor}', noFloor: 'Other', legend: 'Legend', unit: 'Unit',
    cellLabel: '{door}, {what}', peopleCell: '{count} people', nobody: 'nobody', dueCell: '{count} owed', dueNone: 'complete', careNone: 'none', back: 'Back', residents: 'Residents', past: 'Lived here', dues: 'Owed', noDues: 'Nothing owed', none: 'not on record', reveal: 'Show in full', revealReason: 'Reason (kept on record; the resident can see it)', revealGo: 'Show', cancel: 'Cancel', call: 'Call', until: 'shown until {time}',
    card: 'Family card', cardLead: 'Let the resident scan it or copy the number. The old card is dead.', cardUntil: 'good until {day}', cardHow: 'The resident scans the code, or opens the address and enters the number.', setUse: 'Change use', moveOut: 'Moved out', moveOutSure: '{name} has moved out of this home? The record stays under “Lived here”.', yes: 'Yes', add: 'Add resident', name: 'Name', phone: 'Phone', kind: 'Residency', since: 'Since', known: 'This person is already in the ledger. Add all the same?', evenSo: 'Add all the same', save: 'Save', notShown: 'not shown', saved: 'Saved',
    nobodyRecorded: 'Nobody recorded yet', phoneMissing: 'Phone missing', documentMissing: 'Document missing', notInvited: 'Has not joined yet', careWithoutContact: 'In care, without a phone',
  },
})
