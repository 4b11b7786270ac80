import { text } from '../platform/text.ts'

export const faceWords = text({
  zh: {
    gates: '守门', buildings: '楼栋', daily: '日报', me: '我的', nav: '主导航', title: '小门 · 值守', nothing: '您的账号没有手机端的功能。办公功能请用工作台。', desk: '打开工作台', skip: '跳到正文', keptSession: '未连上服务器，用的是这部手机上留存的登录。',
    account: '账号', role: '职责', size: '字号', language: '语言', outbox: '待发记录', waiting: '等待发送：{count}', refused: '未被接受：{count}', others: '其他账号留下的：{count}（由本人登录后自动发送）', empty: '没有待发的记录。', sendNow: '现在发送', again: '重新发送未被接受的', export: '导出未发送的记录', exportHint: '文件里有通行内容，交给社区管理员后请删除。', discard: '清除未被接受的', discardSure: '已导出并交给社区？清除后不能恢复。', yes: '清除', cancel: '取消', password: '修改密码', signOut: '退出登录', signOutWaiting: '还有 {count} 条没有发送，退出后要等您再次登录才能发出。', trouble: '上次没有发出：{why}', made: '{time} 记录', safe: '记录加密存在这部手机里，重新打开也不会丢。',
  },
  en: {
    gates: 'Gates', buildings: 'Buildings', daily: 'Daily', me: 'Me', nav: 'Main', title: 'Xiaomen · at work', nothing: 'Your account has nothing on the phone. Office work is on the desk.', desk: 'Open the desk', skip: 'Skip to content', keptSession: 'The server is away; this is the sign-in kept on this phone.',
    account: 'Account', role: 'Duties', size: 'Type size', language: 'Language', outbox: 'Waiting to be sent', waiting: 'Waiting: {count}', refused: 'Not accepted: {count}', others: 'Left by other accounts: {count} (sent when they sign in)', empty: 'Nothing is waiting.', sendNow: 'Send now', again: 'Try the refused again', export: 'Export what is unsent', exportHint: 'The file holds passages. Delete it after handing it to the community administrator.', discard: 'Clear the refused', discardSure: 'Exported and handed over? This cannot be undone.', yes: 'Clear', cancel: 'Cancel', password: 'Change password', signOut: 'Sign out', signOutWaiting: '{count} are not sent yet; they leave when you sign in again.', trouble: 'Last try failed: {why}', made: 'made {time}', safe: 'Kept encrypted on this phone; nothing is lost when the page is opened again.',
  },
})
