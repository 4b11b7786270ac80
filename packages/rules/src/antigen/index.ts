// 抗原自测: kits are counted like money, who is meant is worked out on the day, and a result counts so often.
export const KIT_MOVES = ['received', 'homeOut', 'enterpriseOut', 'returned', 'spoilt', 'used'] as const
export type KitMove = (typeof KIT_MOVES)[number]
export const KIT_HOLDERS = ['home', 'enterprise'] as const
export type KitHolder = (typeof KIT_HOLDERS)[number]
export const ANTIGEN_RESULTS = ['negative', 'positive', 'invalid'] as const
export type AntigenResult = (typeof ANTIGEN_RESULTS)[number]
/** Why somebody is helped at home: their care marks say so, or they asked. */
export const HELP_GROUNDS = ['care', 'asked'] as const
export type HelpGround = (typeof HELP_GROUNDS)[number]
/** Whose hand it was done by. */
export const ANTIGEN_WAYS = ['own', 'helped'] as const
export type AntigenWay = (typeof ANTIGEN_WAYS)[number]

/** Full years on a day: the birthday itself counts. */
export function ageOn(birthday: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthday.slice(0, 4))
  return on.slice(5) >= birthday.slice(5) ? years : years - 1
}
export type AgeRange = { from: number; until: number }
/** Both ends belong to it. Null: nobody knows the birthday. */
export function isOfAge(birthday: string | null, on: string, { from, until }: AgeRange): boolean | null {
  if (birthday === null) return null
  const age = ageOn(birthday, on)
  return age >= from && age <= until
}

/** What came to the office, what is out, what came back, what was thrown away. */
export type KitStock = { received: number; out: number; returned: number; spoilt: number }
export const onHand = ({ received, out, returned, spoilt }: KitStock): number => received + returned - out - spoilt
/** The stock after a move; null where the office has not that many. What is used was out already. */
export function afterKitMove(stock: KitStock, kind: KitMove, count: number): KitStock | null {
  const after = { ...stock }
  if (kind === 'received') after.received += count
  else if (kind === 'returned') after.returned += count
  else if (kind === 'spoilt') after.spoilt += count
  else if (kind === 'homeOut' || kind === 'enterpriseOut') after.out += count
  return onHand(after) < 0 ? null : after
}

/** What a household or an enterprise was given, has used and gave back. */
export type KitHolding = { given: number; used: number; returned: number }
export const kitsLeft = ({ given, used, returned }: KitHolding): number => given - used - returned

/** Another result is taken until as many count as everybody gets kits; an invalid one counts for none. */
export const mayReport = (earlier: readonly AntigenResult[], perHead: number): boolean => earlier.filter((result) => result !== 'invalid').length < perHead
