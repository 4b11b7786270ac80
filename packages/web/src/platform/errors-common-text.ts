// The errors a resident can meet. The rest are in errors-text.ts, which residents do not download.
import { text, useText } from './text.ts'
import { ApiError } from './transport.ts'
import type { AnyErrorCode } from './transport.ts'

export const COMMON_CODES = [
  'client.offline',
  'client.timeout',
  'client.unreadable',
  'request.invalid',
  'request.too_large',
  'access.signed_out',
  'access.denied',
  'request.not_found',
  'request.conflict',
  'request.too_many',
  'server.unexpected',
  'server.busy',
  'server.database_away',
  'registry.card_unknown',
  'registry.card_proof_wrong',
  'registry.card_has_account',
] as const satisfies readonly AnyErrorCode[]
export type CommonCode = (typeof COMMON_CODES)[number]

export const commonErrorWords = text<CommonCode>({
  zh: {
    'client.offline': '没有连上服务器，请检查网络后再试。',
    'client.timeout': '服务器没有及时回应，请稍后再试。',
    'client.unreadable': '服务器的回答读不懂，请稍后再试。',
    'request.invalid': '填写的内容不符合要求，请检查后再试。',
    'request.too_large': '内容太大，请减小后再试。',
    'access.signed_out': '登录已结束，请重新登录。',
    'access.denied': '您没有这项权限。',
    'request.not_found': '没有找到。',
    'request.conflict': '与已有内容冲突，请刷新后再试。',
    'request.too_many': '操作太频繁，请稍等片刻再试。',
    'server.unexpected': '服务器出错了，没有保存。请再试一次。',
    'server.busy': '服务器繁忙，请稍后再试。',
    'server.database_away': '数据库暂时连不上，请稍后再试。',
    'registry.card_unknown': '没有这个家庭卡号，或已失效。请核对卡片，或向社区要一张新卡。',
    'registry.card_proof_wrong': '后四位与登记的不一致。',
    'registry.card_has_account': '您已有自己的账号，请用账号和密码登录。',
  },
  en: {
    'client.offline': 'The server cannot be reached. Check the network and try again.',
    'client.timeout': 'The server did not answer in time. Try again shortly.',
    'client.unreadable': 'The server’s answer could not be read. Try again shortly.',
    'request.invalid': 'Something filled in is not as required. Check and try again.',
    'request.too_large': 'This is too large. Make it smaller and try again.',
    'access.signed_out': 'You have been signed out. Please sign in again.',
    'access.denied': 'You do not have permission for this.',
    'request.not_found': 'Not found.',
    'request.conflict': 'This conflicts with what is there. Reload and try again.',
    'request.too_many': 'Too many tries. Wait a moment.',
    'server.unexpected': 'The server failed and nothing was saved. Try again.',
    'server.busy': 'The server is busy. Try again shortly.',
    'server.database_away': 'The database cannot be reached. Try again shortly.',
    'registry.card_unknown': 'No such family card, or it is no longer valid. Check the card or ask the community for a new one.',
    'registry.card_proof_wrong': 'The last four do not match the record.',
    'registry.card_has_account': 'You have an account of your own: sign in with it instead.',
  },
})

export const isCommon = (code: string): code is CommonCode => code in commonErrorWords.zh
export const codeOf = (error: unknown): string => (error instanceof ApiError ? error.code : 'server.unexpected')

export function useCommonErrorText(): (error: unknown) => string {
  const t = useText(commonErrorWords)
  return (error) => {
    const code = codeOf(error)
    return t(isCommon(code) ? code : 'server.unexpected')
  }
}
