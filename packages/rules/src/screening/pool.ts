// 混采几人一管: how many tests a pool of a size costs, and which size costs the fewest (Dorfman 1943).

export const POOL_SIZES = [1, 5, 10, 20] as const
export type PoolSize = (typeof POOL_SIZES)[number]
/** `household`: one tube for all of a home. */
export const POOLS = ['1', '5', '10', '20', 'household'] as const
export type Pool = (typeof POOLS)[number]
export const POOL_REASONS = ['fewestTests', 'tooMany', 'single'] as const
export type PoolReason = (typeof POOL_REASONS)[number]

/**
 * Tests per person when everybody of a positive pool is tested again alone; `positivity` is the share of positive people, the people of a pool
 * taken as independent: in a household they are not, and fewer pools are positive than this says.
 */
export const testsPerPerson = (size: number, positivity: number): number => (size <= 1 ? 1 : 1 / size + 1 - (1 - positivity) ** size)

export type PoolRules = {
  /** Above this share only small pools. */
  largePoolsAtMost: number
  /** The largest of the small ones. */
  smallPoolAtMost: number
  /** Tubes that were taken apart are mixed in the laboratory only below this share. */
  dilutionBelow: number
}
export type PoolAdvice = {
  size: PoolSize
  /** tooMany: a larger pool is not allowed any more; single: no pool saves a test. */
  reason: PoolReason
  mayDilute: boolean
  options: { size: PoolSize; testsPerPerson: number; isAllowed: boolean }[]
}
/** The allowed size that takes the fewest tests; of two that take as many, the smaller: fewer people wait for one result. */
export function advisePool(positivity: number, rules: PoolRules): PoolAdvice {
  const isHigh = positivity > rules.largePoolsAtMost
  const options = POOL_SIZES.map((size) => ({ size, testsPerPerson: testsPerPerson(size, positivity), isAllowed: !isHigh || size <= rules.smallPoolAtMost }))
  const best = options.filter(({ isAllowed }) => isAllowed).reduce((least, option) => (option.testsPerPerson < least.testsPerPerson ? option : least))
  const reason: PoolReason = best.size === 1 ? 'single' : isHigh ? 'tooMany' : 'fewestTests'
  return { size: best.size, reason, mayDilute: positivity < rules.dilutionBelow, options }
}
