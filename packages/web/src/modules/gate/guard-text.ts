import type { MeansKind, Outcome, Reason } from '@xiaomen/rules/gate'
import { text } from '../../platform/text.ts'

/** The huge word on the guard's screen. */
export const verdictWords = text<Outcome>({
  zh: { enter: '请进', hold: '留下', refuse: '不放行', cannotTell: '待核对' },
  en: { enter: 'Enter', hold: 'Hold', refuse: 'Refuse', cannotTell: 'Check' },
})
export const wayOutWords = text<Outcome>({
  zh: { enter: '请出', hold: '留下', refuse: '不放行', cannotTell: '待核对' },
  en: { enter: 'Leave', hold: 'Hold', refuse: 'Refuse', cannotTell: 'Check' },
})
/** What it means for the guard, in one sentence. */
export const whatNowWords = text<Outcome>({
  zh: { enter: '可以通过', hold: '请在一旁等候，联系社区', refuse: '不能通过，请说明原因', cannotTell: '机器判断不了，由您核对后决定' },
  en: { enter: 'May pass', hold: 'Ask to wait aside; call the community', refuse: 'May not pass; say why', cannotTell: 'Cannot tell: check yourself and decide' },
})
/** Why, for the guard and for whoever stands behind the guard: nothing of anybody's health but the thermometer just read. */
export const whyWords = text<Reason>({
  zh: {
    fever: '体温偏高', temperature_missing: '还没有测体温', infection_case: '社区请此人留步', under_control: '社区请此人留步', code_unreadable: '码读不出来，或数字有误', code_forged: '码不是真的', code_expired: '码已过期，请刷新', code_not_yet: '码还没到生效时间', code_revoked: '码已作废',
    code_foreign: '不是本系统的码', code_unknown: '名单里没有这个码', person_unknown: '没有查到此人', list_too_old: '手机里的名单太旧', no_means: '没有码也没有证件', medical_way: '就医通道', door_needs_person: '要说明是这户的哪一位', gate_closed: '此门已关闭',
  },
  en: {
    fever: 'High temperature', temperature_missing: 'Temperature not taken yet', infection_case: 'The community asks this person to wait', under_control: 'The community asks this person to wait', code_unreadable: 'Code cannot be read, or a digit is wrong', code_forged: 'Not a genuine code', code_expired: 'Code expired: refresh it', code_not_yet: 'Code not valid yet', code_revoked: 'Code was revoked',
    code_foreign: 'Not a code of this system', code_unknown: 'Code is not on the list', person_unknown: 'Person not found', list_too_old: 'List on this phone is too old', no_means: 'No code, no document', medical_way: 'Medical way', door_needs_person: 'Say which resident of this home', gate_closed: 'This gate is closed',
  },
})
export const meansWords = text<MeansKind>({
  zh: { code: '扫码', short: '短号', document: '证件', door: '门牌', none: '无码' },
  en: { code: 'Scan', short: 'Number', document: 'Document', door: 'Door', none: 'Nothing' },
})

export const guardWords = text({
  zh: {
    choose: '您在哪个门？', closed: '已关闭', noGates: '还没有您值守的门。请社区管理员先设门。', in: '进', out: '出', direction: '方向', camera: '打开摄像头扫码', cameraOff: '关摄像头', torch: '补光', noCamera: '摄像头打不开。可以插扫码枪，或输短号、证件、门牌。', insecure: '此网址不是安全连接，手机不给用摄像头。可以插扫码枪，或输短号、证件、门牌。', allow: '摄像头没有得到允许。请在浏览器设置里允许后再试。', aim: '把码放进框里', scannerHint: '也可直接用扫码枪',
    otherWays: '其他办法', shortTitle: '输入短号（9 位）', shortWrong: '有一位数字不对，请再念一遍', tempTitle: '体温 ℃', tempWrong: '体温不合理，请重测', tempSkip: '测不了', documentTitle: '输入证件号码', doorTitle: '输入门牌，如 3-2-501', find: '查', cancel: '取消', del: '删', finding: '正在核对…', pick: '是哪一位？', nobody: '都不是',
    admit: '放行', turnAway: '未放行', next: '下一位', medical: '就医急救', measure: '测体温', byPhone: '手机按名单判定', byServer: '服务器判定', lost: '连不上服务器', listAge: '名单是 {age} 前的', noList: '手机里没有名单，请由您核对', waiting: '{count} 条待发', refused: '{count} 条未被接受，请到“我的”查看', sent: '已全部上传', online: '已连接',
    recent: '最近通行', seeAll: '全部', none: '还没有通行', minutes: '{count} 分钟', hours: '{count} 小时', now: '刚刚', back: '返回', temperature: '{value} ℃', verdictOf: '判定：{word}。{why}', recorded: '已记录', gateClosed: '此门已关闭', log: '通行记录', always: '每次测温', alwaysHint: '预案要求时自动开启', memoryOnly: '此网址不是安全连接：断网时的记录只留到关闭页面为止。',
  },
  en: {
    choose: 'Which gate are you at?', closed: 'closed', noGates: 'No gate of yours yet. Ask the community administrator to add one.', in: 'In', out: 'Out', direction: 'Direction', camera: 'Scan with the camera', cameraOff: 'Camera off', torch: 'Light', noCamera: 'The camera does not open. Use a scanner, or enter the number, document or door.', insecure: 'This address is not secure, so the phone gives no camera. Use a scanner, or enter the number, document or door.', allow: 'The camera was not allowed. Allow it in the browser’s settings and try again.', aim: 'Put the code in the frame', scannerHint: 'A hand scanner works too',
    otherWays: 'Other ways', shortTitle: 'Short number (9 digits)', shortWrong: 'A digit is wrong: ask again', tempTitle: 'Temperature ℃', tempWrong: 'Not plausible: measure again', tempSkip: 'Cannot measure', documentTitle: 'Document number', doorTitle: 'Door, e.g. 3-2-501', find: 'Look up', cancel: 'Cancel', del: 'Del', finding: 'Checking…', pick: 'Which one?', nobody: 'None of them',
    admit: 'Let pass', turnAway: 'Turned away', next: 'Next', medical: 'Medical', measure: 'Take temperature', byPhone: 'Decided by the list on this phone', byServer: 'Decided by the server', lost: 'Server lost', listAge: 'list is {age} old', noList: 'No list on this phone: check yourself', waiting: '{count} to send', refused: '{count} not accepted: see “Me”', sent: 'all sent', online: 'Connected',
    recent: 'Last passages', seeAll: 'All', none: 'None yet', minutes: '{count} min', hours: '{count} h', now: 'moments', back: 'Back', temperature: '{value} ℃', verdictOf: 'Verdict: {word}. {why}', recorded: 'Recorded', gateClosed: 'This gate is closed', log: 'Passages', always: 'Temperature each time', alwaysHint: 'On by itself where the plan asks for it', memoryOnly: 'This address is not secure: records made without network last only until the page closes.',
  },
})
