// What a check must say, and what it changes.
import type { CheckAnswer, CheckKind, GateStanding } from './words.ts'

/** An item of the list in the plan pack. */
export type CheckItem = { key: string; asksPhoto: boolean; mendWithinHours: number }
export type Answered = { item: string; answer: CheckAnswer; note: string | null; photos: number }
export const CHECK_PROBLEMS = ['item_missing', 'item_unknown', 'item_twice', 'photo_missing', 'note_missing'] as const
export type CheckProblem = { item: string; problem: (typeof CHECK_PROBLEMS)[number] }

/**
 * What is wrong with a check, by item in the order of the list. A photo is owed where the list asks for one and the item is there, and for whatever
 * was mended; a reason where an item is said not to apply.
 */
export function problemsOf(list: readonly CheckItem[], kind: CheckKind, answers: readonly Answered[]): CheckProblem[] {
  const problems: CheckProblem[] = []
  for (const item of list) {
    const [said, again] = answers.filter((one) => one.item === item.key)
    if (said === undefined) {
      if (kind === 'full') problems.push({ item: item.key, problem: 'item_missing' })
      continue
    }
    if (again !== undefined) problems.push({ item: item.key, problem: 'item_twice' })
    if (said.answer === 'yes' && said.photos === 0 && (item.asksPhoto || kind === 'again')) problems.push({ item: item.key, problem: 'photo_missing' })
    if (said.answer === 'notApplicable' && said.note === null) problems.push({ item: item.key, problem: 'note_missing' })
  }
  const known = new Set(list.map(({ key }) => key))
  for (const { item } of answers) if (!known.has(item)) problems.push({ item, problem: 'item_unknown' })
  return problems
}

export type Known = {
  /** Items with an open fault. */
  faults: ReadonlySet<string>
  /** Milliseconds of the last answer to each item. */
  answeredAt: ReadonlyMap<string, number>
}
/**
 * The faults a check opens and mends. A check that reaches the server late changes nothing where somebody has looked since. A fault is mended by a
 * photo, or by a reason why the item does not apply; a bare "yes" leaves it open.
 */
export function changesOf(answers: readonly Answered[], at: number, { faults, answeredAt }: Known): { open: string[]; mend: string[] } {
  const latest = answers.filter(({ item }) => at >= (answeredAt.get(item) ?? at))
  return {
    open: latest.filter((one) => one.answer === 'no' && !faults.has(one.item)).map(({ item }) => item),
    mend: latest
      .filter((one) => faults.has(one.item) && ((one.answer === 'yes' && one.photos > 0) || (one.answer === 'notApplicable' && one.note !== null)))
      .map(({ item }) => item),
  }
}

/** How a gate stands. `daysSince`: whole days since the last full check, null when there was none. A fault weighs more than an old check. */
export function standingOf({ daysSince, faults }: { daysSince: number | null; faults: number }, goodForDays: number): GateStanding {
  if (daysSince === null) return 'never'
  if (faults > 0) return 'faults'
  return daysSince > goodForDays ? 'old' : 'whole'
}
