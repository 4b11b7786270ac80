import { pairs, type Word } from '../../desk/words.ts'

/** What an act is about; a kind without words here shows its name. `screen`: where it is signed; a case has a page of its own. */
export const kindWords: Record<string, Word & { screen: string | ((subjectId: string) => string) }> = {
  'posture.order': { zh: '平急命令', en: 'A posture order', screen: '/posture' },
  'posture.shorten': { zh: '平急命令提前到期', en: 'An earlier last day of a posture order', screen: '/posture' },
  'posture.prolong': { zh: '平急命令延长', en: 'A later last day of a posture order', screen: '/posture' },
  'posture.end': { zh: '平急命令结束', en: 'The end of a posture order', screen: '/posture' },
  'posture.reinstate': { zh: '平急命令恢复', en: 'A posture order to hold again', screen: '/posture' },
  'control.opening': { zh: '提出的管控或场所处置', en: 'A person proposed for control, or a place for works', screen: (caseId) => `/control/${caseId}` },
  'control.change': { zh: '在管人员的变更', en: 'A change of a case', screen: (caseId) => `/control/${caseId}` },
  'control.sendOut': { zh: '管控人员转往系统外', en: 'A case to an office outside', screen: '/control/transfers' },
  'control.appeal': { zh: '撤销管控（申诉）', en: 'A control to be lifted after an appeal', screen: '/control/appeals' },
  'posture.edition': { zh: '预案的本地版', en: 'A local edition of a plan pack', screen: '/packs/local' },
  'control.edition': { zh: '在管人员换版', en: 'A change of edition for open cases', screen: '/control/editions' },
  'control.undoEdition': { zh: '退回换版', en: 'A change of edition to be taken back', screen: '/control/editions' },
  'zones.draw': { zh: '划定三区', en: 'A zone', screen: '/zones' },
  'zones.standstill': { zh: '临时静默', en: 'A standstill', screen: '/zones' },
  'zones.change': { zh: '三区范围调整', en: 'Other areas of a zone', screen: '/zones' },
  'zones.lower': { zh: '三区降级或解除', en: 'A zone to be lowered or lifted', screen: '/zones' },
  'presence.open': { zh: '时空交集名单的打开', en: 'Names of who was where to be opened', screen: (traceId) => `/traces/${traceId}` },
  'presence.export': { zh: '时空交集名单的导出', en: 'A list of who was where to be taken out', screen: (traceId) => `/traces/${traceId}` },
  'status.signal': { zh: '人工录入的状态信号', en: 'A status signal entered by hand', screen: '/status' },
  'status.importFile': { zh: '文件带来的名单', en: 'A list from a file', screen: '/status/lists' },
  'status.addSource': { zh: '可给黄码、红码的政府来源', en: 'An authority that may give yellow or red', screen: '/status/sources' },
  'status.issueSecret': { zh: '来源的接口密钥', en: 'The interface secret of a source', screen: '/status/sources' },
}

export const waitingText = pairs({
  title: { zh: '待我签署', en: 'Waiting for my signature' },
  lead: {
    zh: '一个人不能独自办的事。签署人须与提出人、已签的人都不在同一单位；涉及 20 人以上的再加一人。',
    en: 'What one person must not do alone. Who signs belongs to another unit than who asked and who signed before; above 20 people one more signs.',
  },
  empty: { zh: '没有等您签署的事。', en: 'Nothing waits for your signature.' },
  what: { zh: '事项', en: 'What' },
  area: { zh: '区域', en: 'Area' },
  by: { zh: '提出', en: 'Asked by' },
  signatures: { zh: '签署', en: 'Signatures' },
  many: { zh: '同类事项一天内涉及 {n} 人，须多一人签署', en: '{n} people in a day by acts of this kind: one more signs' },
  until: { zh: '有效至', en: 'To be signed before' },
  open: { zh: '去看并签署', en: 'Read and sign' },
})
