// 短码: eight digits and a check digit, for a voice, a keypad or an old telephone. Damm's quasigroup (2004) finds
// every single wrong digit and every swap of neighbours, the two mistakes people make.
const DAMM = ['0317598642', '7092154863', '4206871359', '1750983426', '6123045978', '3674209581', '5869720134', '8945362017', '9438617205', '2581436790']

const checkOf = (digits: string): string => [...digits].reduce((state, digit) => DAMM[Number(state)]![Number(digit)]!, '0')

/** The short code of a number below 100,000,000. */
export function shortCodeOf(number: number): string {
  const digits = String(number).padStart(8, '0')
  return digits + checkOf(digits)
}

/** The nine digits of what was typed (spaces, hyphens and full-width digits forgiven), or null when a digit is wrong. */
export function readShortCode(typed: string): string | null {
  const digits = typed.replace(/[\uFF10-\uFF19]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)).replace(/[\s-]/g, '')
  return /^\d{9}$/.test(digits) && checkOf(digits) === '0' ? digits : null
}
