import { text } from './text.ts'

export const signInWords = text({
  zh: {
    title: '登录', login: '账号', password: '密码', totp: '动态验证码（六位）', totpHint: '打开手机上的验证器，输入现在显示的六位数字。', signIn: '登录', signingIn: '正在登录…', back: '返回',
    newPassword: '请设置新密码', newPasswordWhy: '您用的是一次性密码。设置自己的密码后才能继续。', current: '现在的密码', next: '新密码（至少 10 位）', again: '再输一次新密码', differ: '两次输入不一致。',
    save: '保存', help: '忘记密码请找社区管理员重置。',
  },
  en: {
    title: 'Sign in', login: 'Account', password: 'Password', totp: 'Six-digit code',
    totpHint: 'Open the authenticator on your phone and enter the six digits shown now.', signIn: 'Sign in', signingIn: 'Signing in…', back: 'Back',
    newPassword: 'Choose a new password', newPasswordWhy: 'You are using a one-time password. Choose your own to go on.', current: 'Present password',
    next: 'New password (at least 10 characters)', again: 'New password once more', differ: 'The two are not the same.', save: 'Save',
    help: 'Forgotten? The community administrator can reset it.',
  },
})
