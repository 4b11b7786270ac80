// 管码、箱码: printed ahead for one sampling point. The code says which kind it is and which point's sheet it comes from, so that a phone without network
// notices a tube of another point; its last character finds every single wrong or swapped one (ISO/IEC 7064, MOD 37,36).
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Letters that are mistaken for digits are never printed. */
const BATCH = /^[0-9A-HJKMNP-TV-Z]{5}$/
const KINDS = { tube: 'T', box: 'B' } as const

export const LABEL_KINDS = ['tube', 'box'] as const satisfies readonly (keyof typeof KINDS)[]
export type LabelKind = (typeof LABEL_KINDS)[number]
export type Label = { kind: LabelKind; batch: string; serial: number }
/** What a phone's scanner read: a label of ours, one with a mistake in it, or somebody else's code. */
export type ReadLabel = Label | { problem: 'label_unreadable' | 'label_foreign' }
export const MOST_LABELS = 9_999

const checkOf = (text: string): string => {
  let product = 36
  for (const letter of text) {
    const sum = (product + ALPHABET.indexOf(letter)) % 36 || 36
    product = (sum * 2) % 37
  }
  return ALPHABET[(37 - product) % 36]!
}

/** @param serial 1 to 9999 */
export function labelOf({ kind, batch, serial }: Label): string {
  const text = `${KINDS[kind]}${batch}${String(serial).padStart(4, '0')}`
  return text + checkOf(text)
}

/** Forgives small letters and spaces; nothing else. */
export function readLabel(scanned: string): ReadLabel {
  const text = scanned.replace(/\s/g, '').toUpperCase()
  const kind = text[0] === 'T' ? 'tube' : text[0] === 'B' ? 'box' : null
  const batch = text.slice(1, 6)
  if (kind === null || !/^[TB][0-9A-Z]{5}\d{4}[0-9A-Z]$/.test(text)) return { problem: 'label_foreign' }
  if (!BATCH.test(batch) || checkOf(text.slice(0, -1)) !== text.at(-1)) return { problem: 'label_unreadable' }
  return { kind, batch, serial: Number(text.slice(6, 10)) }
}

/** The batch of a number below 28,629,151: five letters that nobody misreads. */
export function batchOf(number: number): string {
  const letters = [...ALPHABET].filter((letter) => BATCH.test(letter.repeat(5)))
  let rest = number
  return Array.from({ length: 5 }, () => {
    const letter = letters[rest % letters.length]!
    rest = Math.floor(rest / letters.length)
    return letter
  }).join('')
}
