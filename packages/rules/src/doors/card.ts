const SEPARATORS = /[\s:.-]/g
/** 3 to 10 bytes: Wiegand 26 has 3, ISO 14443 identifiers have 4, 7 or 10. */
const NUMBER = /^[0-9A-F]{6,20}$/

/** The number of a card as readers give it and as people type it, in one form; null when it cannot be one. */
export function readCardNumber(typed: string): string | null {
  const number = typed.normalize('NFKC').replace(SEPARATORS, '').toUpperCase()
  return NUMBER.test(number) ? number : null
}

const SHOWN = 4
/** What people see of a card: enough to tell one's own from another, too little to make one. */
export const cardTail = (number: string): string => number.slice(-SHOWN)
