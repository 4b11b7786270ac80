// 换版: what a new edition of the rules makes of the open cases, seen before it is applied.
import { courseOf, type Course } from './course.ts'
import type { Fact } from './facts.ts'
import type { TrackOf } from './plan.ts'
import { isEnded } from './words.ts'

/** `released`: its days are over under the new rules, as soon as its evidence is there. `changed`: as long as before, with other measures or tests. */
export const EDITION_EFFECTS = ['released', 'shortened', 'changed', 'unchanged'] as const
export type EditionEffect = (typeof EDITION_EFFECTS)[number]
export type EditionChange = { effect: EditionEffect; before: Course; after: Course; facts: readonly Fact[] }

const planned = ({ spans, tests, release }: Course): string =>
  JSON.stringify([
    spans.map(({ measure, from, to, recordsPerDay, works }) => [measure, from, to, recordsPerDay, works]),
    tests.map(({ on, method, specimen }) => [on, method, specimen]),
    release,
  ])

/** `key`: the track that takes its place; null where the new edition has none, and then nobody is held by it any longer. */
export function changeEdition(
  facts: readonly Fact[],
  { id, edition, key }: { id: string; edition: string; key: string | null },
  { today, trackOf }: { today: string; trackOf: TrackOf },
): EditionChange {
  const old = courseOf(facts, trackOf, today)
  const transition = key === null ? 'recompute' : (trackOf(edition, key)?.transition ?? 'keep')
  const unchanged: EditionChange = { effect: 'unchanged', before: old, after: old, facts: [] }
  if (transition === 'keep') return unchanged
  if (isEnded(old.state) || old.edition === edition) return unchanged
  const fact: Fact = { kind: 'edition', id, day: today, edition, track: key, mode: transition }
  const next = courseOf([...facts, fact], trackOf, today)
  const effect = effectOf(old, next, today)
  return effect === 'unchanged' ? unchanged : { effect, before: old, after: next, facts: [fact] }
}

function effectOf(old: Course, next: Course, today: string): EditionEffect {
  if (next.lastDay < today && next.lastDay < old.lastDay) return 'released'
  if (next.lastDay < old.lastDay) return 'shortened'
  return planned(old) === planned(next) ? 'unchanged' : 'changed'
}
