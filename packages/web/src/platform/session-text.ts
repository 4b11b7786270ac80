import { text } from './text.ts'

export const sessionWords = text({
  zh: {
    title: '登录', login: '账号', password: '密码', totp: '动态验证码（六位）', totpHint: '打开手机上的验证器，输入现在显示的六位数字。', signIn: '登录', signingIn: '正在登录…', back: '返回',
    newPassword: '请设置新密码', newPasswordWhy: '您用的是一次性密码。设置自己的密码后才能继续。', current: '现在的密码', next: '新密码（至少 10 位）', again: '再输一次新密码', differ: '两次输入不一致。', save: '保存',
    loading: '正在打开…', signOut: '退出登录', help: '忘记密码请找社区管理员重置。', offlineFirst: '没有网络，也没有留存的登录。请联网后登录一次。', retry: '再试一次', product: '小门', lang: 'English', langTitle: 'Switch to English',
    size: '字号', normal: '标准', large: '大字', huge: '特大', broken: '页面出错了', brokenWhy: '刚才的操作没有完成。请重新打开页面；已排队的记录不会丢。', reload: '重新打开',
  },
  en: {
    title: 'Sign in', login: 'Account', password: 'Password', totp: 'Six-digit code', totpHint: 'Open the authenticator on your phone and enter the six digits shown now.', signIn: 'Sign in', signingIn: 'Signing in…', back: 'Back',
    newPassword: 'Choose a new password', newPasswordWhy: 'You are using a one-time password. Choose your own to go on.', current: 'Present password', next: 'New password (at least 10 characters)', again: 'New password once more', differ: 'The two are not the same.', save: 'Save',
    loading: 'Opening…', signOut: 'Sign out', help: 'Forgotten? The community administrator can reset it.', offlineFirst: 'No network and no kept sign-in. Connect and sign in once.', retry: 'Try again', product: 'Xiaomen', lang: '中文', langTitle: '切换到中文',
    size: 'Type size', normal: 'Normal', large: 'Large', huge: 'Huge', broken: 'This page failed', brokenWhy: 'The last step was not finished. Open the page again; what is queued is not lost.', reload: 'Open again',
  },
})
