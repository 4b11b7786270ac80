// 文字: one form for one text, so that what is typed finds what was written.

// Dots seen in names of several parts; the standard one is U+00B7 (民委发〔2016〕33号).
const DOTS = /[\u2022\u2027\u22C5\u30FB\uFF65\u0387\u2219\u00B7\uFF0E](?=\p{L})/gu
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD\u3164\uFFA0]/gu

/** True when a database and a screen can hold it: well-formed UTF-16, no NUL or other control characters but tab and line feed. */
export const isStorable = (value: string): boolean => value.isWellFormed() && !/[\u0000-\u0008\u000B-\u001F\u007F]/.test(value)

// Printing ASCII without spaces and the common Chinese characters: nothing of it is ever rewritten, and most cells are only that.
const IS_PLAIN = /^[\x21-\x7E\u4E00-\u9FFF]*$/
/** True for text that normaliseText, normaliseName and isStorable leave and allow as it is. */
export const isPlain = (value: string): boolean => IS_PLAIN.test(value)

/** NFC, no invisible characters, single spaces, no space at the ends. */
export const normaliseText = (value: string): string =>
  IS_PLAIN.test(value)
    ? value
    : value
        .normalize('NFC')
        .replace(INVISIBLE, '')
        .replace(/[^\S\n]+/gu, ' ')
        .trim()

/** Full-width letters, digits and signs become ASCII: '３－２－５０１' → '3-2-501'. */
export const halfWidth = (value: string): string =>
  IS_PLAIN.test(value) ? value : value.replace(/[\uFF01-\uFF5E]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')

/** A person's name: as text, with the middle dot in its standard form and no space around it. */
export const normaliseName = (value: string): string =>
  IS_PLAIN.test(value)
    ? value
    : normaliseText(value)
        .replace(/\s*([\u2022\u2027\u22C5\u30FB\uFF65\u0387\u2219\u00B7])\s*/gu, '$1')
        .replace(DOTS, '\u00B7')

/** Length as people count it: code points, so '𠮷' is one. */
export const lengthOf = (value: string): number => [...value].length

/** A word of a vocabulary in both languages, one for each of its names. */
export type InBoth<K extends string> = Readonly<Record<K, { zh: string; en: string }>>
