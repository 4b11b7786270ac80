// 拼音首字母: 'zxm' finds 周小满. A table of first letters, because the import's thread has neither the memory nor the time for a dictionary.
import { LETTERS } from './initials-letters.ts'

// Read in more than one way by people who bear them; the table has one of these letters, a search asks for each.
const SURNAMES: Record<string, string> = {
  单: 'dsc',
  曾: 'zc',
  仇: 'qc',
  解: 'xj',
  查: 'zc',
  区: 'oq',
  盖: 'gh',
  尉: 'wy',
  石: 'sd',
  盛: 'sc',
  贾: 'jg',
  翟: 'zd',
  覃: 'qt',
  折: 'zs',
  郗: 'xc',
  宓: 'mf',
  秘: 'bm',
  祭: 'zj',
  阚: 'kh',
  隗: 'wk',
  乐: 'yl',
  种: 'cz',
  繁: 'pf',
  重: 'cz',
  费: 'fb',
  车: 'cj',
  冯: 'fp',
  万: 'wm',
  谌: 'cs',
  召: 'zs',
  宿: 'sx',
  能: 'nx',
  句: 'gj',
  叶: 'yx',
  沈: 'sc',
  长: 'cz',
  俟: 'qs',
  角: 'jl',
  员: 'y',
  朝: 'cz',
  粘: 'nz',
  藏: 'zc',
  适: 'ks',
  黑: 'h',
  洗: 'x',
  冼: 'x',
  朴: 'p',
  任: 'r',
}
const GIVEN: Record<string, string> = {
  乐: 'ly',
  长: 'cz',
  行: 'xh',
  朝: 'cz',
  传: 'cz',
  盛: 'sc',
  晟: 'sc',
  重: 'zc',
  茜: 'qx',
  莘: 'xs',
  奇: 'qj',
  颉: 'xj',
  车: 'cj',
  会: 'hk',
  调: 'td',
  石: 'sd',
  曾: 'cz',
  单: 'ds',
  藏: 'cz',
  参: 'cs',
  乘: 'cs',
  降: 'jx',
  省: 'sx',
  解: 'jx',
  祭: 'jz',
  塔: 't',
  期: 'qj',
  校: 'xj',
  纶: 'lg',
  强: 'qj',
}

const letterOf = (character: string): string | null => {
  const letter = LETTERS[character.charCodeAt(0) - 0x4e00]
  return character.length === 1 && letter !== undefined && letter !== '-' ? letter : null
}

/** What of a name has an initial: each Chinese character, and the beginning of each word in letters. */
const piecesOf = (name: string): string[] => name.match(/[\u4E00-\u9FFF]|[A-Za-z]+(?:'[A-Za-z]+)*/gu) ?? []
const HAN_ONLY = /^[\u4E00-\u9FFF]+$/

/** '周小满' → 'zxm', 'Anna Rossi' → 'ar': by the commonest reading of each character. */
export function initialsOf(name: string): string {
  let initials = ''
  for (const piece of HAN_ONLY.test(name) ? name : piecesOf(name)) initials += letterOf(piece) ?? (/^[A-Za-z]/.test(piece) ? piece[0]!.toLowerCase() : '')
  return initials
}

/** Letters of the table under which a character may stand that is typed as this letter. */
function standingFor(others: Record<string, string>): (typed: string) => string[] {
  const known = new Map<string, string[]>()
  return (typed) => {
    const before = known.get(typed)
    if (before) return before
    const found = [typed, ...Object.keys(others).flatMap((character) => (others[character]!.includes(typed) ? (letterOf(character) ?? []) : []))]
    known.set(typed, [...new Set(found)])
    return known.get(typed)!
  }
}
const inSurname = standingFor(SURNAMES)
const inGiven = standingFor(GIVEN)

/** What may stand in the table for typed initials: 'sx' → 'sx', 'dx' (单), … */
export const initialsAsked = (typed: string): string[] =>
  [...typed].reduce<string[]>((sofar, letter, at) => sofar.flatMap((before) => (at === 0 ? inSurname : inGiven)(letter).map((one) => before + one)), [''])

/** Whether the name may be read with these initials, all of them or the first two. */
export function hasInitials(name: string, typed: string): boolean {
  const pieces = piecesOf(name)
  if (typed.length !== pieces.length && !(typed.length === 2 && pieces.length > 2)) return false
  return [...typed].every((letter, at) => {
    const piece = pieces[at]!
    return (letterOf(piece) ?? piece[0]!.toLowerCase()) === letter || ((at === 0 ? SURNAMES : GIVEN)[piece]?.includes(letter) ?? false)
  })
}
