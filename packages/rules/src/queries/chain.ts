// 接龙: what people type one after another into a group chat → lines with a door, a name, a phone, a number.
import { normalisePhone, splitDoor } from '../registry/contact.ts'
import { halfWidth, normaliseName, normaliseText } from '../text/index.ts'

export type ChainItem = {
  /** Line of the pasted text, from 1. */
  line: number
  /** The number in front of it, as typed. */
  number: number | null
  text: string
  /** Compounds and buildings of the caller's that the line names. */
  places: string[]
  /** A place the line names beside its building, and the caller does not know: '桂花苑3幢'. */
  elsewhere: string | null
  door: string | null
  name: string | null
  /** A whole number, or its last four digits. */
  phone: string | null
  phoneTail: string | null
  count: number | null
  /** What else was said: '微辣', '请放门口'. */
  rest: string
  /** Said before, word for word or by the same door and name: the line that said it first. */
  sameAs: number | null
}
export type Chain = {
  title: string | null
  items: ChainItem[]
  /** Lines nothing could be read of, kept as they are. */ unread: { line: number; text: string }[]
}

const EMOJI = /\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]|[\u{1F3FB}-\u{1F3FF}]|\uFE0F|\u200D|\u20E3/gu
/** Keycaps (1️⃣), circled and bracketed numbers are numbers before they are ornaments. */
const plainDigits = (line: string): string =>
  line
    .replace(/([0-9])\uFE0F?\u20E3/gu, '$1.')
    .replace(/🔟/gu, '10.')
    .replace(/[\u2460-\u2473]/gu, (sign) => `${sign.charCodeAt(0) - 0x245f}.`)
    .replace(/[\u2474-\u2487]/gu, (sign) => `${sign.charCodeAt(0) - 0x2473}.`)
    .replace(/[\u2488-\u249B]/gu, (sign) => `${sign.charCodeAt(0) - 0x2487}.`)
const clean = (line: string): string => normaliseText(halfWidth(normaliseText(plainDigits(line))).replace(EMOJI, ' ')).replace(/[\u2010-\u2015\u2212]/gu, '-')

const TITLE = /^#\s*(?:接龙|group\s*(?:note|chain)|chain|sign[- ]?up)\s*/iu
const EXAMPLE = /^(?:例|示例|例如|格式|example|e\.g\.?|format)\s*[:：.\s]/iu
const NUMBER =
  /^(?:no\.?\s*)?(?:[([](\d{1,3})[)\]]\s*[.、:,]?\s*|(\d{1,3})\s*[.、:,)\]]\s*(?!\d{1,2}\.\d{3})|(\d{1,3})\s+(?=[^\d-])(?!(?:幢|号楼|栋|座|楼|单元|#))|(\d{1,2})(?=\p{Script=Han})(?!幢|号|栋|座|楼|单元|人|位|口|份|箱|袋|件|盒|个|只))/iu
const COUNT =
  /(?:^|[\s,;，、(+x×*])\s*(?:共|一共|total\s*)?(\d{1,3}|[一二两三四五六七八九十])\s*(?:个人|人|位|口|份|箱|袋|件|盒|个|只|people|persons?|pax|portions?|boxes|box|pcs|sets?)(?=$|[\s,;，、).。])/iu
const PLUS = /(?:^|\s|(?<=\p{Script=Han}))[+x×*]\s*(\d{1,2})(?=$|[\s,;，、)])/iu
const DIGIT: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }
const PHONE = /(?<!\d)(?:\+?86[\s-]?)?1\d{2}[\s-]?\d{4}[\s-]?\d{4}(?!\d)/u
const TAIL = /(?:尾号|后四位|电话|手机|tel|phone|ending(?:\s+in)?)\s*[:：]?\s*(\d{4})(?!\d)/iu
const DOORS = [
  /(?<![\dA-Za-z-])([\dA-Za-z]\d{0,3})\s*(?:幢|号楼|栋|座|楼|#)\s*-?\s*(?:(\d{1,2})\s*(?:单元|门|-|\s)\s*-?\s*)?(\d{2,4}[A-Za-z]?)\s*(?:室|号|房)?(?!\d)/u,
  /(?:building|block|bldg)\s*([\dA-Za-z]\d{0,3})[\s,]*(?:(?:unit|entrance)\s*(\d{1,2})[\s,]*)?(?:room|flat|apt\.?|apartment|door|no\.?)?\s*#?(\d{2,4}[A-Za-z]?)(?!\d)/iu,
  /(?<![\dA-Za-z-])([A-Za-z]?\d{1,4}|[A-Za-z])\s*[-/]\s*(?:(\d{1,2})\s*[-/]\s*)?(\d{2,4}[A-Za-z]?)\s*(?:室)?(?![\d-])/u,
  /(?<![\dA-Za-z-])(\d{1,4})\.(?:(\d{1,2})\.)(\d{3,4})\s*(?:室)?(?![\d-])/u,
  /(?<![\dA-Za-z-])(\d{1,2})\s*(?:单元|门)\s*-?\s*()?(\d{2,4}[A-Za-z]?)\s*(?:室|号|房)?(?!\d)/u,
] as const
const LONE_DOOR = /(?<![\dA-Za-z-])(\d{3,4})\s*(?:室|房)?(?![\d-])/u
const HAN_NAME = /(?:^|[\s,;，、:：(-])(\p{Script=Han}{1,4}(?:·\p{Script=Han}{1,8})+|\p{Script=Han}{2,4})(?=$|[\s,;，、:：().。+-]|\d)/gu
const LATIN_NAME = /(?:^|[\s,;:(-])([A-Z][\p{L}'’.-]*(?:\s+[A-Z][\p{L}'’.-]*){0,3})(?=$|[\s,;:).+-])/u
/** Words in a line that stand where a name could. */
const NO_NAME =
  /^(?:接龙|报名|参加|参与|一份|两份|团购|需要|不要|谢谢|辛苦|微辣|中辣|不辣|放门口|门口|自提|送货|上门|收到|已做|未做|核酸|抗原|口罩|蔬菜|鸡蛋|牛奶|猪肉|水果|大米|单元|号楼|楼栋|电话|手机|尾号|姓名|房号|门牌|人数|备注|全家|家里|本人|老人|孩子|小孩|大人|请|加一|已报|已接|志愿者|愿意|可以|下午|上午|晚上|早上|周[一二三四五六日末])/u
const NO_LATIN =
  /^(?:Building|Block|Bldg|Unit|Entrance|Room|Flat|Apt\.?|Apartment|Door|No\.?|Phone|Tel|Total|People|Person|Box|Boxes|Please|Thanks|Yes|Ok|OK|And|For|Plus|Example|Format)\b/u

/** '3-2-501' as the house writes doors: a building alone keeps its number, a letter is a capital. */
const doorOf = (building: string, unit: string | undefined, door: string): string =>
  [/^\d/.test(building) ? String(Number(building)) : building.toUpperCase(), ...(unit === undefined ? [] : [String(Number(unit))]), door.toUpperCase()].join(
    '-',
  )

type Taken = { left: string; value: string }
const take = (text: string, pattern: RegExp): { left: string; match: RegExpExecArray } | null => {
  const match = pattern.exec(text)
  return match === null ? null : { left: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`, match }
}

function takeDoor(text: string): Taken | null {
  for (const pattern of DOORS) {
    const found = take(text, pattern)
    if (found === null) continue
    const [, building, unit, door] = found.match
    // A date (5-12) or a time is no door: a door has at least three digits, or a unit before it.
    if (
      door!.length < 3 &&
      unit === undefined &&
      splitDoor(`${building}-${door}`) !== null &&
      !/[幢楼栋座门#]|单元|b(?:uilding|lock|ldg)/iu.test(found.match[0])
    )
      continue
    return { left: found.left, value: doorOf(building!, unit, door!) }
  }
  const lone = take(text, LONE_DOOR)
  return lone === null ? null : { left: lone.left, value: lone.match[1]! }
}
function takeName(text: string): Taken | null {
  for (const match of text.matchAll(HAN_NAME)) {
    if (NO_NAME.test(match[1]!)) continue
    const at = match.index + match[0].indexOf(match[1]!)
    return { left: `${text.slice(0, at)} ${text.slice(at + match[1]!.length)}`, value: normaliseName(match[1]!) }
  }
  const latin = LATIN_NAME.exec(text)
  if (latin === null || NO_LATIN.test(latin[1]!)) return null
  return { left: text.replace(latin[1]!, ' '), value: normaliseName(latin[1]!.replace(/[.\s]+$/u, '')) }
}
/** What a compound's name ends in, glued to the number of its building. */
const ELSEWHERE = /(?:^|[\s,;:(])(\p{Script=Han}{2,8}(?:里|苑|园|区|村|坊|庭|府|湾|城|院|弄|居|墅|厦|公寓))(?=[\dA-Za-z]\d{0,3}\s*(?:幢|号楼|栋|座|楼|#))/u
/** A name as the caller has it, and as it stands in a line made plain. */
type Known = { name: string; said: string }
const isHan = (letter: string | undefined) => letter !== undefined && /\p{Script=Han}/u.test(letter)

/** Takes the known names out: one stands by itself, or right before a number. A name within a longer word names nothing. */
function takePlaces(text: string, known: readonly Known[]): { left: string; places: string[] } {
  let left = text
  const places: string[] = []
  // Twice: a compound may stand before the name of its building, and is free once that is taken.
  for (const { name, said } of [...known, ...known]) {
    const at = left.indexOf(said)
    if (at < 0 || places.includes(name)) continue
    const after = left.slice(at + said.length).replace(/^(?:小区|花园)/u, '')
    const isBeforeNumber = /^[\s-]*[\dA-Za-z#]/u.test(after)
    if (!isBeforeNumber && (isHan(left[at - 1]) || isHan(after[0]))) continue
    places.push(name)
    left = `${left.slice(0, at)} ${after.replace(/^[\s-]+/u, '')}`
  }
  return { left, places }
}

const tidy = (text: string): string =>
  text
    .replace(/[()（）\s]*\(\s*\)[\s]*/gu, ' ')
    .replace(/^[\s,;，、:：.+()-]+|[\s,;，、:：+()-]+$/gu, '')
    .replace(/\s*[,，、;；]\s*(?:[,，、;；]\s*)+/gu, ', ')
    .replace(/\s+/gu, ' ')

function readItem(line: number, text: string, known: readonly Known[]): ChainItem {
  let left = text
  const numbered = NUMBER.exec(left)
  const number = numbered === null ? null : Number(numbered.slice(1).find((digits) => digits !== undefined))
  if (numbered !== null) left = left.slice(numbered[0].length)
  const phoned = take(left, PHONE)
  const phone = phoned === null ? null : normalisePhone(phoned.match[0])
  if (phoned !== null) left = phoned.left
  const tailed = phone === null ? take(left, TAIL) : null
  if (tailed !== null) left = tailed.left
  const placed = takePlaces(left, known)
  left = placed.left
  // '李家园3幢' may be somebody's name: it is a place where the line names somebody besides.
  const beside = placed.places.length === 0 ? ELSEWHERE.exec(left) : null
  const without = beside === null ? left : left.replace(beside[1]!, ' ')
  const isElsewhere = beside !== null && (phone !== null || tailed !== null || takeName(without) !== null)
  if (isElsewhere) left = without
  // Before the door: '2人' is no door, '501' no count.
  const counted = take(left, COUNT) ?? take(left, PLUS)
  if (counted !== null) left = counted.left
  const door = takeDoor(left)
  if (door !== null) left = door.left
  const name = takeName(left)
  if (name !== null) left = name.left
  return {
    line,
    number,
    text,
    places: placed.places,
    elsewhere: isElsewhere ? beside[1]! : null,
    door: door?.value ?? null,
    name: name?.value ?? null,
    phone,
    phoneTail: phone?.slice(-4) ?? tailed?.match[1] ?? null,
    count: counted === null ? null : (DIGIT[counted.match[1]!] ?? Number(counted.match[1])),
    rest: tidy(left),
    sameAs: null,
  }
}
const keyOf = (item: ChainItem): string => [...item.places, item.elsewhere, item.door, item.name, item.phone ?? item.phoneTail, item.count, item.rest].join('|')

const NUMBERED = /^(?:\d{1,4}|[A-Z]\d{0,3})(?:幢|号楼|栋|座|楼|单元|#)?$/iu

/**
 * Reads a pasted chain. Nothing is dropped: what cannot be read is kept, what was said twice says so.
 * `names` of the compounds and buildings that may be meant: '梧桐里3幢' is no neighbour called 梧桐里. A building of a number alone is no name.
 */
export function readChain(text: string, names: readonly string[] = []): Chain {
  const known = [...new Set(names)]
    .map((name) => ({ name, said: clean(name) }))
    .filter(({ said }) => said.length > 1 && !NUMBERED.test(said))
    .toSorted((a, b) => b.said.length - a.said.length)

  const chain: Chain = { title: null, items: [], unread: [] }
  const first = new Map<string, number>()
  text.split(/\r\n?|\n/u).forEach((raw, index) => {
    const line = index + 1
    const plain = clean(raw)
    if (plain === '') return
    if (TITLE.test(plain)) {
      chain.title = [chain.title ?? '', plain.replace(TITLE, '')].filter((part) => part !== '').join(' ')
      return
    }
    if (EXAMPLE.test(plain)) {
      chain.unread.push({ line, text: normaliseText(raw) })
      return
    }
    const item = readItem(line, plain, known)
    const isBefore = item.number === null && chain.items.length === 0 && chain.title !== null
    // Under '#接龙' comes what the chain is about, until the first line with a number, a door or a phone.
    if (isBefore && item.door === null && item.phoneTail === null && (item.name === null || item.name !== plain)) {
      chain.title = [chain.title, plain].filter((part) => part !== '').join(' ')
      return
    }
    if (item.door === null && item.name === null && item.phoneTail === null) {
      chain.unread.push({ line, text: normaliseText(raw) })
      return
    }
    item.sameAs = first.get(keyOf(item)) ?? null
    if (item.sameAs === null) first.set(keyOf(item), line)
    chain.items.push(item)
  })
  return chain
}
