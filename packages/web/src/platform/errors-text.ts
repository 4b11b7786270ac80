// One sentence for every error any operation declares: a new code in the contract without words here does not compile.
import { codeOf, commonErrorWords, isCommon } from './errors-common-text.ts'
import type { CommonCode } from './errors-common-text.ts'
import { currentLang, text, useLang } from './text.ts'
import type { Lang } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

export const errorWords = text<Exclude<AnyErrorCode, CommonCode>>({
  zh: {
    'access.wrong_credentials': '账号或密码不对。',
    'access.wrong_totp': '动态验证码不对，请输入最新的六位数字。',
    'access.locked_out': '错误次数太多，账号暂时锁定，请稍后再试。',
    'access.login_taken': '这个账号名已被使用。',
    'access.weak_password': '密码太简单：至少 10 位，不要用常见密码。',
    'access.role_above_own': '不能授予高于自己的权限。',
    'access.not_oneself': '不能对自己做这项操作。',
    'access.overlay_not_for_grants': '只能在网格和切割区域上授权。',
    'access.overlay_over': '这个网格在所选日期内不存在，请换日期或网格。',
    'areas.name_taken': '同一处已有这个名称。',
    'areas.level_not_under': '这一级不能放在所选区域下面。',
    'areas.not_one_community': '所选区域不在同一个社区。',
    'areas.overlap': '与已有的划分重叠。',
    'control.same_unit': '须由另一单位的另一人办理，且两人近 30 天内没有互相开设、授权或找回过账号。',
    'control.wrong_state': '当前状态下不能做这一步。',
    'control.open_case_exists': '此人已有未结的病例登记。',
    'daily.not_in_force': '这里目前没有启用日报与公示。',
    'daily.not_confirmed': '这份日报还没有确认。',
    'gate.other_bytes': '同一编号的通行记录内容不同，已留待核查。',
    'gate.already_resolved': '已有人处理过了。',
    'posture.same_person': '须由另一单位的另一人办理，且两人近 30 天内没有互相开设、授权或找回过账号。',
    'posture.weaker_than_above': '不能比上级区域正在执行的命令更宽松。',
    'posture.unknown_pack': '没有这个预案包或版本。',
    'posture.wrong_state': '当前状态下不能做这一步。',
    'registry.unreadable_file': '文件读不出来，可能已损坏。',
    'registry.file_too_large': '文件太大。',
    'registry.not_a_workbook': '不是 Excel 或 CSV 表格。',
    'registry.zip_bomb': '文件解压后异常庞大，已拒绝。',
    'registry.import_not_ready': '表格还没有读完，请稍候。',
    'registry.import_has_wrong_rows': '还有错误的行：请改正，或选择略过这些行。',
    'registry.undo_too_late': '已超过 24 小时，不能撤销。',
    'registry.undo_changed_since': '导入后资料已被改动，不能整体撤销。',
    'registry.import_running': '本社区有一个导入正在进行。',
    'registry.known_already': '底册里已有此人。',
    'registry.merge_changed_since': '合并之后资料又有改动，不能整体撤回。请在变动记录里查看改了什么。',
    'registry.merge_undone': '这次合并已经撤回过了。',
    'registry.phone_wrong': '电话号码不对。',
    'registry.document_wrong': '证件号码不对。',
    'registry.changed_meanwhile': '资料刚被别人改过，请刷新后再改。',
    'registry.area_holds_no_homes': '这一级区域下面不能直接放住户，请选单元或楼栋。',
    'registry.other_community': '不在同一个社区。',
    'registry.chart_too_large': '这个区域太大，画不成一张楼栋图，请选楼栋或单元。',
    'registry.door_taken': '这个门牌已存在。',
    'setup.already_done': '系统已经设置好了。',
    'setup.wrong_token': '这个链接无效或已用过，请从服务器启动信息中取新的链接。',
    'setup.failed': '设置没有完成，没有留下任何内容。请再试一次。',
    'tasks.other_bytes': '同一编号的走访记录内容不同，已留待核查。',
    'tasks.own_form': '这项待办在它自己的页面里办结。',
    'tasks.reason_unfit': '这个原因与结果不符。',
    'tasks.nobody_expected': '这里没有符合条件的住户，没有安排任何待办。',
    'tasks.round_closed': '这一轮已经结束。',
    'tasks.excuse_needs_end': '这种免除原因须填到期日。',
    'tasks.excuse_is_past': '到期日已经过去，免除不了任何人。',
    'tasks.not_a_worker_there': '这位同事在那里没有办理待办的权限。',
    'tasks.no_dispute': '这项待办没有互相矛盾的结果要定。',
  },
  en: {
    'access.wrong_credentials': 'Wrong account or password.',
    'access.wrong_totp': 'Wrong code. Enter the newest six digits.',
    'access.locked_out': 'Too many wrong tries. The account is locked for a while.',
    'access.login_taken': 'This account name is taken.',
    'access.weak_password': 'Too simple: at least 10 characters, and no common password.',
    'access.role_above_own': 'You cannot grant more than you hold.',
    'access.not_oneself': 'You cannot do this to yourself.',
    'access.overlay_not_for_grants': 'Roles are given on grids and cut-areas only.',
    'access.overlay_over': 'That grid does not exist on these days. Choose other days or another grid.',
    'areas.name_taken': 'This name is already used here.',
    'areas.level_not_under': 'This level does not belong under the chosen area.',
    'areas.not_one_community': 'The chosen areas are not in one community.',
    'areas.overlap': 'This overlaps one that exists.',
    'control.same_unit': 'This takes another person, of another unit; neither may have set up, empowered or recovered the other’s account in the last 30 days.',
    'control.wrong_state': 'This step is not possible in the present state.',
    'control.open_case_exists': 'An open case is already registered for this person.',
    'daily.not_in_force': 'Daily reports and postings are not in force here.',
    'daily.not_confirmed': 'This report has not been confirmed.',
    'gate.other_bytes': 'This passage number came with other content; it is kept for review.',
    'gate.already_resolved': 'Somebody has already dealt with this.',
    'posture.same_person':
      'This takes another person, of another unit; neither may have set up, empowered or recovered the other’s account in the last 30 days.',
    'posture.weaker_than_above': 'An area cannot ask less than the order in force above it.',
    'posture.unknown_pack': 'There is no such plan pack or edition.',
    'posture.wrong_state': 'This step is not possible in the present state.',
    'registry.unreadable_file': 'The file cannot be read; it may be damaged.',
    'registry.file_too_large': 'The file is too large.',
    'registry.not_a_workbook': 'This is neither an Excel nor a CSV table.',
    'registry.zip_bomb': 'The file unpacks to an abnormal size and was refused.',
    'registry.import_not_ready': 'The table is still being read. Wait a moment.',
    'registry.import_has_wrong_rows': 'There are wrong rows: mend them, or choose to leave them out.',
    'registry.undo_too_late': 'More than 24 hours have passed; it cannot be undone.',
    'registry.undo_changed_since': 'Records were changed since; the import cannot be undone as a whole.',
    'registry.import_running': 'Another import of this community is running.',
    'registry.known_already': 'This person is already in the ledger.',
    'registry.merge_changed_since': 'Something was changed since the merge; it cannot be taken back as a whole. The history shows what.',
    'registry.merge_undone': 'This merge has been taken back already.',
    'registry.phone_wrong': 'The phone number is wrong.',
    'registry.document_wrong': 'The document number is wrong.',
    'registry.changed_meanwhile': 'Somebody has just changed this. Reload and try again.',
    'registry.area_holds_no_homes': 'Homes do not hang under an area of this level; choose a unit or building.',
    'registry.other_community': 'This is in another community.',
    'registry.chart_too_large': 'This area is too large for one chart; choose a building or unit.',
    'registry.door_taken': 'This door already exists.',
    'setup.already_done': 'The system is already set up.',
    'setup.wrong_token': 'This link is not valid or was used. Take a fresh one from the server’s start message.',
    'setup.failed': 'The set-up did not finish and nothing was left behind. Try again.',
    'tasks.other_bytes': 'This visit’s number came with other content; it is kept for review.',
    'tasks.own_form': 'This task is finished on a page of its own.',
    'tasks.reason_unfit': 'This reason does not go with that outcome.',
    'tasks.nobody_expected': 'No home here fits; nothing was planned.',
    'tasks.round_closed': 'This round is over.',
    'tasks.excuse_needs_end': 'An excuse of this kind needs a last day.',
    'tasks.excuse_is_past': 'That last day is past: it would excuse nobody.',
    'tasks.not_a_worker_there': 'This colleague does not work there.',
    'tasks.no_dispute': 'There is nothing contradictory to decide in this task.',
  },
})

type OtherCode = keyof typeof errorWords.zh
const isOther = (code: string): code is OtherCode => code in errorWords.zh

/** The sentence for a code, e.g. as it stands in a dead letter. */
export function sayErrorCode(code: string, lang: Lang = currentLang()): string {
  if (isOther(code)) return errorWords[lang][code]
  return commonErrorWords[lang][isCommon(code) ? code : 'server.unexpected']
}
/** The sentence for any thrown thing. */
export const sayError = (error: unknown): string => sayErrorCode(codeOf(error))
export function useErrorText(): (error: unknown) => string {
  const lang = useLang()
  return (error) => sayErrorCode(codeOf(error), lang)
}
