// The errors of signing in, apart from the rest: whoever signs in at home downloads these and not the offices'.
import { codeOf, commonErrorWords, isCommon } from './errors-common-text.ts'
import { text, useLang } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

const SIGN_IN_CODES = ['access.wrong_credentials', 'access.wrong_totp', 'access.locked_out', 'access.weak_password'] as const satisfies readonly AnyErrorCode[]
export type SignInCode = (typeof SIGN_IN_CODES)[number]

export const signInErrorWords = text<SignInCode>({
  zh: {
    'access.wrong_credentials': '账号或密码不对。',
    'access.wrong_totp': '动态验证码不对，请输入最新的六位数字。',
    'access.locked_out': '错误次数太多，账号暂时锁定，请稍后再试。',
    'access.weak_password': '密码太简单：至少 10 位，不要用常见密码。',
  },
  en: {
    'access.wrong_credentials': 'Wrong account or password.',
    'access.wrong_totp': 'Wrong code. Enter the newest six digits.',
    'access.locked_out': 'Too many wrong tries. The account is locked for a while.',
    'access.weak_password': 'Too simple: at least 10 characters, and no common password.',
  },
})
export const isOfSignIn = (code: string): code is SignInCode => code in signInErrorWords.zh

export function useSignInErrorText(): (error: unknown) => string {
  const lang = useLang()
  return (error) => {
    const code = codeOf(error)
    return isOfSignIn(code) ? signInErrorWords[lang][code] : commonErrorWords[lang][isCommon(code) ? code : 'server.unexpected']
  }
}
