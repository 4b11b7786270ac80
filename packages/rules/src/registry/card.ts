// 家庭卡: the code printed on it. Eleven random letters of Crockford's base 32 and one that checks them, so that a slip of
// the finger is told apart from a card that is not ours.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const CARD_RANDOM_LETTERS = 11

// Luhn's check over 32 letters: catches every single wrong letter and every swap of neighbours but 0 and Z.
function checkLetter(body: string): string {
  let sum = 0
  for (let at = 0; at < body.length; at += 1) {
    const value = LETTERS.indexOf(body[body.length - 1 - at]!)
    const doubled = at % 2 === 0 ? value * 2 : value
    sum += Math.floor(doubled / 32) + (doubled % 32)
  }
  return LETTERS[(32 - (sum % 32)) % 32]!
}

/** So many numbers (only their lowest five bits count) → their letters and the one that checks them. */
export function checkedCode(random: ArrayLike<number>, letters: number): string {
  const body = Array.from({ length: letters }, (_, at) => LETTERS[random[at]! & 31]).join('')
  return body + checkLetter(body)
}
/** As typed → letters, or null when it cannot be such a code: O is 0, I and L are 1, dashes and spaces are nothing. */
export function readCheckedCode(typed: string, letters: number): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (code.length !== letters + 1 || [...code].some((letter) => !LETTERS.includes(letter))) return null
  return checkLetter(code.slice(0, -1)) === code.at(-1) ? code : null
}

/** Eleven numbers → twelve letters. */
export const cardCode = (random: ArrayLike<number>): string => checkedCode(random, CARD_RANDOM_LETTERS)

/** As typed → twelve letters, or null when it cannot be a card's code. */
export const readCardCode = (typed: string): string | null => readCheckedCode(typed, CARD_RANDOM_LETTERS)

/** As printed: groups of four. */
export const printedCardCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')
