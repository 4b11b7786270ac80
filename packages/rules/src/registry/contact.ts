// 电话、门牌、姓名: one written form for what people write in many.
import { halfWidth, normaliseName, normaliseText } from '../text/index.ts'

/**
 * A telephone number with digits only, '+' first when it is of another country; null when it cannot be one.
 * Mainland mobiles lose +86; landlines keep their area code: '0571-8888 0000' → '057188880000'.
 */
export function normalisePhone(value: string): string | null {
  if (/^1\d{10}$/.test(value)) return value
  const bare = halfWidth(value)
    .replace(/[\s\u00A0()\u2010-\u2015.-]/g, '')
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^(?:\+86|86(?=1\d{10}$))/, '')
  return /^\+?\d{7,15}$/.test(bare) ? bare : null
}

const NUMERALS: Record<string, string> = { 零: '0', 〇: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }

/** A door as it is shown: half width, one kind of dash, no '室' after a bare number: '３－２－５０１室' → '3-2-501'. */
export function normaliseDoor(value: string): string {
  const flat = halfWidth(normaliseText(value))
    .replace(/[\u2010-\u2015\u2212](?=\d)|[\u2010-\u2015\u2212](?=[A-Za-z])/gu, '-')
    .replace(/\s*-\s*/g, '-')
    .trim()
  return flat.replace(/^(.*[\dA-Za-z])\s*(?:室|房|号房|户)$/u, '$1')
}

/** Two doors are one when their keys are equal: capitals, no leading zeros, no spaces, '五〇一' as '501'. */
export const doorKey = (value: string): string =>
  normaliseDoor(value)
    .toUpperCase()
    .replace(/[零〇一二三四五六七八九]/gu, (letter) => NUMERALS[letter]!)
    .replace(/\s+/g, '')
    .replace(/(^|[^\d])0+(?=\d)/g, '$1')

/** Two areas are one when their keys are equal: '１号楼' and '1 号楼', '一单元' and '1单元'; '十' stays, numbers beyond nine are written in digits. */
export const areaKey = (value: string): string =>
  halfWidth(normaliseText(value))
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/^([一二三四五六七八九])(?=(?:号楼|号|幢|栋|单元|楼|座|期|区)$)/u, (letter) => NUMERALS[letter]!)

/** '3-2-501' → building 3, unit 2, door 501; '3-501' → building 3, door 501; null when it is a door alone. Buildings and units are named as in speech. */
export function splitDoor(value: string): { building: string; unit: string | null; door: string } | null {
  const full = /^(\d{1,4}|[A-Za-z]\d{0,3})(?:幢|号楼|栋|座)?-(?:(\d{1,2})(?:单元)?-)?([\dA-Za-z]{1,6})$/u.exec(normaliseDoor(value))
  if (full === null) return null
  const [, building, unit, door] = full
  return { building: /^\d/.test(building!) ? `${building}幢` : `${building!.toUpperCase()}座`, unit: unit === undefined ? null : `${unit}单元`, door: door! }
}

/** The storey a door names by itself: '501' 5, '1203' 12, 'B1-07' -1; null when the number does not tell. */
export function floorOfDoor(value: string): number | null {
  const last = normaliseDoor(value).split('-').at(-1)!
  const below = /^(?:B|负)(\d)/u.exec(normaliseDoor(value).toUpperCase())
  if (below !== null) return -Number(below[1])
  const number = /^(\d{1,2})\d{2}[A-Za-z]?$/.exec(last)
  return number === null ? null : Number(number[1])
}

/**
 * The pieces a name is searched by: '^' and its first letter, then each pair of neighbours, in small letters without spaces or dots.
 * '欧阳建国' → '^欧', '欧阳', '阳建', '建国'. They are stored as keyed 20-bit numbers only.
 */
export function nameBigrams(value: string): string[] {
  const letters = /^[\u4E00-\u9FFF]+$/.test(value)
    ? value.split('')
    : [
        ...normaliseName(value)
          .toLowerCase()
          .replace(/[\s·.'-]/gu, ''),
      ]
  if (letters.length === 0) return []
  const pairs = letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
  return letters.length < 4 ? [`^${letters[0]}`, ...pairs.filter((pair, at) => pairs.indexOf(pair) === at)] : [...new Set([`^${letters[0]}`, ...pairs])]
}

/** The pieces a typed part of a name must share: a single letter asks for names that begin with it. */
export const queryBigrams = (value: string): string[] => {
  const all = nameBigrams(value)
  return all.length > 1 ? all.slice(1) : all
}

const short = (name: string): string => name.replace(/^(\d+)(?:幢|号楼|栋|楼|单元)$/u, '$1').replace(/^([A-Za-z])座$/u, '$1')

/** A home as it is said at the gate: '3-2-501', 'C-1-1203', '沿街商铺-2号'. */
export const fullDoor = (building: string | null, unit: string | null, door: string): string =>
  [building, unit, door]
    .filter((part) => part !== null && part !== '')
    .map((part) => short(part!))
    .join('-')

/** What a typed door is compared by: '3幢2单元501室' and '3-2-501' are one. */
export const doorQueryKey = (typed: string): string =>
  doorKey(
    normaliseDoor(typed)
      .replace(/(?<=[\dA-Za-z])(?:号楼|幢|栋|座|单元)(?=[^-])/gu, '-')
      .replace(/(?:号楼|幢|栋|座|单元)(?=-)/gu, ''),
  )
