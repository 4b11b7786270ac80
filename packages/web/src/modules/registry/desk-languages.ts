import { useLang } from '../../platform/text.ts'

/** Languages a street meets, as tags; any other tag that is on record is kept and shown. */
export const LANGUAGES = [
  'zh',
  'en',
  'yue',
  'wuu',
  'bo',
  'ug',
  'mn',
  'za',
  'ko',
  'ja',
  'ru',
  'fr',
  'de',
  'es',
  'pt',
  'it',
  'ar',
  'hi',
  'th',
  'vi',
  'id',
  'ms',
  'sw',
  'tr',
  'fa',
  'uk',
  'pl',
] as const

/** 'ja' → 日语 or Japanese: the browser knows the names. */
export function useLanguageName(): (tag: string) => string {
  const lang = useLang()
  return (tag) => {
    try {
      return new Intl.DisplayNames([lang === 'zh' ? 'zh-CN' : 'en'], { type: 'language' }).of(tag) ?? tag
    } catch {
      // Not a tag: shown as it was written down.
      return tag
    }
  }
}
