// 信息分流建议: to which community a lead belongs, and why. Who the ledger knows by document or telephone comes first; then what the address names.
import { halfWidth, normaliseText } from '../text/index.ts'
import type { SuggestDoubt, SuggestWay } from './words.ts'

/** An area a name may mean. `level` as in the tree; `communityId`: the community it lies in (itself for a community). */
export type NamedPlace = {
  name: string
  level: 'district' | 'street' | 'community' | 'compound' | 'building' | 'unit'
  communityId: string | null
  isOwn?: boolean
}
/** `score`: higher is surer. `says`: the names of the address that meant it. */
export type Suggested = { communityId: string; way: SuggestWay; score: number; says: string[] }
export type Suggestion = { found: Suggested[]; doubt: SuggestDoubt | null }

export const SUGGEST_SCORES = { document: 100, phone: 60, place: 50, community: 30, compound: 20, building: 5 } as const
const MOST_SUGGESTED = 5
const plain = (text: string): string =>
  halfWidth(normaliseText(text))
    .toLowerCase()
    .replace(/[\s,，、。;；()（）#]/gu, '')
/** '文澜社区' is also written '文澜'; one letter alone is no name. */
const shortOf = (name: string): string | null => {
  const short = name.replace(/(?:社区|村|小区|家园)$/u, '')
  return short !== name && [...short].length >= 2 ? short : null
}

/** Whether an address names a district that is none of ours, and no street or community of ours beside it. */
function isElsewhere(address: string, places: readonly NamedPlace[]): boolean {
  const ours = places.filter(({ level }) => level === 'district' || level === 'street' || level === 'community').map(({ name }) => plain(name))
  if (ours.some((name) => address.includes(name))) return false
  // 上海市…, …浦东新区…: whoever writes city or district and names none of ours means another one.
  return /[\p{Script=Han}]{2,}(?:省|市|自治区|特别行政区)|^[\p{Script=Han}]{2,4}(?:区|县)/u.test(address)
}

/** What an address names, community by community. Names in longer names are not counted: 文澜二村 does not name 文澜. */
function byAddress(address: string, places: readonly NamedPlace[]): Suggested[] {
  const named = places
    .filter(({ level, communityId }) => communityId !== null && (level === 'community' || level === 'compound'))
    .flatMap((place) => [
      { place, key: plain(place.name), isShort: false },
      ...(shortOf(place.name) === null ? [] : [{ place, key: plain(shortOf(place.name)!), isShort: true }]),
    ])
    .filter(({ key }) => [...key].length >= 2 && address.includes(key))
  // 青石街道 does not name 青石社区 either.
  const keys = [...new Set([...places.map(({ name }) => plain(name)), ...named.map(({ key }) => key)])].filter((key) => address.includes(key))
  const longest = named.filter(({ key }) => !keys.some((other) => other !== key && other.includes(key) && isOnlyWithin(address, key, other)))
  const found = new Map<string, Suggested>()
  for (const { place, isShort } of longest) {
    const before = found.get(place.communityId!) ?? { communityId: place.communityId!, way: 'address' as const, score: 0, says: [] }
    if (before.says.includes(place.name)) continue
    const worth = SUGGEST_SCORES[place.level as 'community' | 'compound'] - (isShort && !address.includes(plain(place.name)) ? 5 : 0)
    found.set(place.communityId!, { ...before, score: before.score + worth, says: [...before.says, place.name] })
  }
  return [...found.values()]
}
const isOnlyWithin = (text: string, key: string, longer: string): boolean => !text.replaceAll(longer, '\u0000').includes(key)

/**
 * `ledger`: communities of people who have exactly this document or telephone. `place`: where something happened, for what has no address of its own.
 * One that leads alone is suggested; where two lead alike both are told, and a person chooses.
 */
export function suggestCommunity(
  { ledger, place, address }: { ledger: readonly { communityId: string; way: 'document' | 'phone' }[]; place: string | null; address: string | null },
  places: readonly NamedPlace[],
): Suggestion {
  const text = address === null ? '' : plain(address)
  const all = [
    ...ledger.map(({ communityId, way }): Suggested => ({ communityId, way, score: SUGGEST_SCORES[way], says: [] })),
    ...(place === null ? [] : [{ communityId: place, way: 'place' as const, score: SUGGEST_SCORES.place, says: [] }]),
    ...(text === '' || isElsewhere(text, places) ? [] : byAddress(text, places)),
  ]
  const found = [...Map.groupBy(all, ({ communityId }) => communityId).values()]
    .map((of): Suggested => {
      const best = of.toSorted((a, b) => b.score - a.score)[0]!
      const others = [...new Map(of.map((one) => [one.way, one])).values()]
      return { ...best, score: others.reduce((sum, { score }) => sum + score, 0), says: of.flatMap(({ says }) => says) }
    })
    .toSorted((a, b) => b.score - a.score || (a.communityId < b.communityId ? -1 : 1))
  if (found.length === 0) return { found: [], doubt: text !== '' && isElsewhere(text, places) ? 'elsewhere' : 'nothing' }
  // Somebody of the ledger outweighs what an address says; among equals nobody guesses.
  const leading = found.filter(({ score }) => score === found[0]!.score)
  return { found: found.slice(0, MOST_SUGGESTED), doubt: leading.length > 1 ? 'several' : null }
}
