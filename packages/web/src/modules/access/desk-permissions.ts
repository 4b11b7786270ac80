// What an administrator reads instead of a permission's name.
import { useWord, type Word } from '../../desk/words.ts'

const permissionWords: Record<string, Word> = {
  'access.manage': { zh: '管理账号', en: 'Manage accounts' },
  'areas.read': { zh: '看区域', en: 'See areas' },
  'areas.edit': { zh: '改区域', en: 'Edit areas' },
  'registry.chart': { zh: '看楼栋图', en: 'See building charts' },
  'registry.read': { zh: '看住户', en: 'See homes' },
  'registry.edit': { zh: '改住户', en: 'Edit homes' },
  'registry.import': { zh: '导入台账', en: 'Import ledgers' },
  'registry.export': { zh: '导出底册', en: 'Export the ledger' },
  'registry.reveal': { zh: '凭理由看完整信息', en: 'Show fields in full for a reason' },
  'registry.invite': { zh: '发家庭卡', en: 'Issue family cards' },
  'gate.read': { zh: '看大门', en: 'See gates' },
  'gate.manage': { zh: '管理大门', en: 'Manage gates' },
  'gate.record': { zh: '查验并记录通行', en: 'Check and record passages' },
  'gate.issue': { zh: '发放和作废通行码', en: 'Issue and revoke codes' },
  'gate.resolve': { zh: '处理门口留下人员', en: 'Resolve holds' },
  'control.read': { zh: '看病例和管控人员', en: 'See cases and people under control' },
  'control.register': { zh: '登记病例', en: 'Register cases' },
  'control.confirm': { zh: '确认病例、管控和申诉', en: 'Confirm cases, control and appeals' },
  'control.open': { zh: '提出和变更管控', en: 'Propose and change control' },
  'control.record': { zh: '记录一天一问和检测', en: 'Record days and tests' },
  'control.release': { zh: '解除管控', en: 'Release from control' },
  'approvals.read': { zh: '看待签署事项', en: 'See what waits for a signature' },
  'posture.read': { zh: '看平急状态', en: 'See posture' },
  'posture.draft': { zh: '起草平急命令', en: 'Draft posture orders' },
  'posture.approve': { zh: '批准平急命令', en: 'Approve posture orders' },
  'daily.read': { zh: '看今日无疫', en: 'See outbreak-free today' },
  'daily.confirm': { zh: '确认日报', en: 'Confirm reports' },
  'privacy.audit': { zh: '看留痕', en: 'Read the audit' },
}

export function usePermissionName(): (permission: string) => string {
  const word = useWord()
  return (permission) => {
    const known = permissionWords[permission]
    return known === undefined ? permission : word(known)
  }
}
