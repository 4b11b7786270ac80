// Why a document number cannot be right, in a sentence that names the place; for the desk and the phone.
import { documentFault, type DocumentFault, type DocumentKind, normaliseDocument } from '@xiaomen/rules/registry'
import { ApiError } from '../../platform/transport.ts'
import { type Lang, say, text, useLang } from '../../platform/text.ts'

const faultWords = text({
  zh: {
    length: '应为 {expected} 位，现在是 {has} 位。',
    character: '第 {at} 位应为{what}。',
    beginning: '开头不对：这类证件以 {expected} 开头。',
    birthday: '第 7 至 14 位的出生日期不存在。',
    check: '校验位（第 {at} 位）与前面的数字不符，有一位抄错了。',
    country: '护照请填写签发国家或地区（两位代码，如 US）。',
    digit: '数字',
    letter: '字母',
    digitOrX: '数字或 X',
    letterOrDigit: '字母或数字',
  },
  en: {
    length: 'It has {has} characters; there should be {expected}.',
    character: 'Character {at} should be {what}.',
    beginning: 'The beginning is wrong: this kind begins with {expected}.',
    birthday: 'Characters 7 to 14 are a day of birth that does not exist.',
    check: 'The check character ({at}) does not fit the rest: one character is mistyped.',
    country: 'A passport needs its country (two letters, e.g. US).',
    digit: 'a digit',
    letter: 'a letter',
    digitOrX: 'a digit or X',
    letterOrDigit: 'a letter or digit',
  },
})

export function faultSentence(fault: DocumentFault, lang: Lang): string {
  if (fault.fault === 'character') return say(faultWords, 'character', { at: fault.at, what: faultWords[lang][fault.expected] }, lang)
  return say(faultWords, fault.fault, { ...fault }, lang)
}

/** What is wrong with a typed document, before it is sent; null when nothing is, or nothing was typed. */
export function useDocumentFault() {
  const lang = useLang()
  const hasNumber = (number: string | undefined) => normaliseDocument(number ?? '') !== ''
  return {
    ofNumber: (kind: DocumentKind, number: string | undefined): string | null => {
      const fault = hasNumber(number) ? documentFault(kind, normaliseDocument(number!)) : null
      return fault === null ? null : faultSentence(fault, lang)
    },
    ofCountry: (kind: DocumentKind, number: string | undefined, country: string | undefined): string | null =>
      kind === 'passport' && hasNumber(number) && !/^[A-Za-z]{2}$/.test((country ?? '').trim()) ? faultSentence({ fault: 'country' }, lang) : null,
  }
}

const isFault = (value: unknown): value is DocumentFault =>
  typeof value === 'object' && value !== null && 'fault' in value && typeof value.fault === 'string' && value.fault in faultWords.zh
/** The reason the server gave, when it refused a document. */
export function faultOf(error: unknown, lang: Lang): string | null {
  if (!(error instanceof ApiError) || error.code !== 'registry.document_wrong') return null
  const fault = error.details?.['fault']
  return isFault(fault) ? faultSentence(fault, lang) : null
}
