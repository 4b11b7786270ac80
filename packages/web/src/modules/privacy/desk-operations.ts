// What an auditor reads instead of an operation's name. An operation without words here shows its name alone.
import { useWord, type Word } from '../../desk/words.ts'
import type { OpName } from '../../platform/ops.ts'

const operationWords: Partial<Record<OpName, Word>> = {
  'access.signIn': { zh: '登录', en: 'Signed in' },
  'access.signOut': { zh: '退出登录', en: 'Signed out' },
  'access.changePassword': { zh: '修改密码', en: 'Changed the password' },
  'access.confirmTotp': { zh: '启用两步验证', en: 'Turned the second factor on' },
  'access.removeTotp': { zh: '停用两步验证', en: 'Turned the second factor off' },
  'access.listAccounts': { zh: '查看账号', en: 'Looked at accounts' },
  'access.createAccount': { zh: '新建账号', en: 'Created an account' },
  'access.setAccountState': { zh: '停用或启用账号', en: 'Disabled or enabled an account' },
  'access.recoverAccount': { zh: '恢复账号', en: 'Recovered an account' },
  'access.grantRole': { zh: '授予角色', en: 'Granted a role' },
  'access.revokeGrant': { zh: '收回角色', en: 'Revoked a role' },
  'access.endAccountSession': { zh: '强制下线', en: 'Ended a session' },
  'areas.addArea': { zh: '添加区域', en: 'Added an area' },
  'areas.renameArea': { zh: '区域改名', en: 'Renamed an area' },
  'areas.setOverlay': { zh: '设置网格或切割区域', en: 'Set a grid or cut area' },
  'registry.startImport': { zh: '上传台账', en: 'Uploaded a ledger' },
  'registry.commitImport': { zh: '导入台账', en: 'Imported a ledger' },
  'registry.undoImport': { zh: '撤销导入', en: 'Undid an import' },
  'registry.getImport': { zh: '查看导入预览', en: 'Looked at an import' },
  'registry.downloadImportErrors': { zh: '下载退回表', en: 'Downloaded a returned workbook' },
  'registry.exportLedger': { zh: '导出底册', en: 'Exported the ledger' },
  'registry.getBuildingChart': { zh: '查看楼栋图', en: 'Looked at a building chart' },
  'registry.getHome': { zh: '查看住户', en: 'Looked at a home' },
  'registry.findHomes': { zh: '查找住户', en: 'Searched homes' },
  'registry.revealPerson': { zh: '查看完整信息', en: 'Showed a field in full' },
  'registry.addHome': { zh: '新增一户', en: 'Added a home' },
  'registry.setHomeUse': { zh: '改房屋用途', en: 'Changed the use of a home' },
  'registry.addResident': { zh: '添加人员', en: 'Added a resident' },
  'registry.editResident': { zh: '修改人员资料', en: 'Changed a resident' },
  'registry.moveResident': { zh: '办理迁出', en: 'Moved a resident' },
  'registry.issueFamilyCard': { zh: '生成家庭卡', en: 'Made a family card' },
  'registry.sendFamilyCard': { zh: '短信发送家庭卡', en: 'Sent a family card by text message' },
  'registry.acceptInvitation': { zh: '凭家庭卡登录', en: 'Joined by a family card' },
  'registry.openInvitation': { zh: '打开家庭卡', en: 'Opened a family card' },
  'registry.myHousehold': { zh: '查看本户', en: 'Looked at the own home' },
  'gate.addGate': { zh: '添加大门', en: 'Added a gate' },
  'gate.setGateOpen': { zh: '开关大门', en: 'Opened or closed a gate' },
  'gate.lookUp': { zh: '门口查验', en: 'Checked somebody at a gate' },
  'gate.recordPassage': { zh: '记录通行', en: 'Recorded a passage' },
  'gate.listPassages': { zh: '查看通行记录', en: 'Looked at passages' },
  'gate.listHolds': { zh: '查看门口待处理', en: 'Looked at the people held' },
  'gate.resolveHold': { zh: '处理门口留下人员', en: 'Resolved a hold' },
  'gate.issuePaperCode': { zh: '生成纸质通行码', en: 'Made a paper pass' },
  'gate.revokeCode': { zh: '作废通行码', en: 'Revoked a code' },
  'gate.listMyCodes': { zh: '查看本人的码', en: 'Opened the own codes' },
  'control.registerCase': { zh: '登记病例', en: 'Registered a case' },
  'control.confirmCase': { zh: '确认病例', en: 'Confirmed a case' },
  'control.closeCase': { zh: '病例结案', en: 'Closed a case' },
  'control.listCases': { zh: '查看病例', en: 'Looked at cases' },
  'posture.draftOrder': { zh: '起草平急命令', en: 'Drafted a posture order' },
  'posture.approveOrder': { zh: '批准平急命令', en: 'Approved a posture order' },
  'posture.endOrder': { zh: '结束平急命令', en: 'Ended a posture order' },
  'daily.confirmReports': { zh: '确认日报', en: 'Confirmed reports' },
  'daily.takeBackReport': { zh: '撤回日报确认', en: 'Took back a report' },
  'setup.begin': { zh: '首次设置', en: 'First set-up' },
}

export function useOperationName(): (operation: string) => string {
  const word = useWord()
  return (operation) => {
    const known = operationWords[operation as OpName]
    return known === undefined ? operation : word(known)
  }
}
