// What only the own account's dialogs say: they come when they are opened.
import { deskText } from './text.ts'
import { pairs } from './words.ts'

const own = pairs({
  currentPassword: { zh: '当前密码', en: 'Current password' },
  newPassword: { zh: '新密码', en: 'New password' },
  newPasswordHelp: { zh: '至少 10 个字符', en: 'At least 10 characters' },
  newPasswordAgain: { zh: '再输一次新密码', en: 'New password again' },
  notSame: { zh: '两次输入不一致', en: 'The two do not match' },
  passwordChanged: { zh: '密码已修改', en: 'Password changed' },
  totpOn: { zh: '已启用。登录时除密码外，还需手机验证器上的六位数字。', en: 'On. Signing in takes the six digits of your authenticator besides the password.' },
  totpOff: { zh: '未启用。启用后，即使密码泄露，他人也无法登录。', en: 'Off. With it, a leaked password alone does not open your account.' },
  totpStart: { zh: '启用两步验证', en: 'Turn on' },
  totpScan: { zh: '用手机验证器扫描，或手动输入密钥：', en: 'Scan with an authenticator, or type the secret:' },
  totpQr: { zh: '两步验证的二维码', en: 'QR code for the authenticator' },
  totpDigits: { zh: '验证器上的六位数字', en: 'Six digits of the authenticator' },
  totpRemove: { zh: '停用两步验证', en: 'Turn off' },
  totpDone: { zh: '两步验证已启用', en: 'Second factor is on' },
  totpRemoved: { zh: '两步验证已停用', en: 'Second factor is off' },
  sixDigits: { zh: '请输入六位数字', en: 'Enter six digits' },
  thisDevice: { zh: '本设备', en: 'This device' },
})
export const accountText = { zh: { ...deskText.zh, ...own.zh }, en: { ...deskText.en, ...own.en } }
