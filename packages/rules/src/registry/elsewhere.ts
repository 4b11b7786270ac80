// 人户分离: registered here and living elsewhere, or the reverse; noted, told to the other community, answered.
export const ELSEWHERE_DIRECTIONS = ['registeredHereLivesThere', 'livesHereRegisteredThere'] as const
export type ElsewhereDirection = (typeof ELSEWHERE_DIRECTIONS)[number]
export const ELSEWHERE_STATES = ['noted', 'reported', 'acknowledged', 'returned', 'ended'] as const
export type ElsewhereState = (typeof ELSEWHERE_STATES)[number]
/** How it was told: into the other community's inbox, or, where that community is not in this system, as a line of a list. */
export const ELSEWHERE_WAYS = ['inbox', 'list'] as const
export type ElsewhereWay = (typeof ELSEWHERE_WAYS)[number]

const STEPS: Record<'report' | 'answer' | 'end', readonly ElsewhereState[]> = {
  // What came back is told again once it is put right.
  report: ['noted', 'returned'],
  answer: ['reported'],
  end: ['noted', 'reported', 'acknowledged', 'returned'],
}
export const mayStepElsewhere = (state: ElsewhereState, step: keyof typeof STEPS): boolean => STEPS[step].includes(state)

const flat = (name: string) => name.replace(/[\s›>/、,，-]/gu, '')
/** Which of these communities is meant: the one whose name, or street and name, this is. None when several are. `chain` is from the district down. */
export function communityNamed<T extends { chain: readonly string[] }>(typed: string, communities: readonly T[]): T | null {
  const wanted = flat(typed)
  const meant = communities.filter(({ chain }) => chain.some((_, at) => flat(chain.slice(at).join('')) === wanted))
  return meant.length === 1 ? meant[0]! : null
}
