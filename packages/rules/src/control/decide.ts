// 处置: what may be done with a case on a day. The answer is the facts to be added, or why not.
import { addDays, earlierDay } from '../days/index.ts'
import { courseOf, type Course } from './course.ts'
import { endOf, type Fact, type RecordFact, type TestFact } from './facts.ts'
import { planOf, type TrackOf } from './plan.ts'
import { type CancelGround, type ChangeGround, isEnded, type Work } from './words.ts'

export const REFUSALS = [
  'unknown_track',
  'anchor_ahead',
  'nothing_left',
  'already_open',
  'not_open',
  'day_not_begun',
  'day_before_case',
  'day_after_case',
  'older_exposure',
  'not_longer',
  'not_shorter',
  'too_early',
  'evidence_missing',
  'has_positive',
  'edition_in_force',
  'no_such_edition',
  'not_lifted',
] as const
export type Refusal = (typeof REFUSALS)[number]

export type Command =
  | { kind: 'open'; edition: string; track: string; anchorDay: string; from: string }
  | TestFact
  | RecordFact
  | { kind: 'expose'; day: string }
  | { kind: 'survey'; day: string; index: string; value: number }
  | { kind: 'work'; day: string; work: Work }
  | { kind: 'paper'; day: string; of: ChangeGround }
  | { kind: 'lengthen'; until: string; ground: ChangeGround }
  | { kind: 'shorten'; until: string; ground: ChangeGround }
  | { kind: 'applyEdition'; id: string; edition: string; track: string | null; mode: 'recompute' | 'shortenOnly' }
  | { kind: 'undoEdition'; of: string }
  | { kind: 'release'; atMs: number }
  | { kind: 'transfer' }
  | { kind: 'cancel'; ground: CancelGround }
  | { kind: 'lift'; order: string }
  | { kind: 'restore'; order: string }

export type Decision = { facts: readonly Fact[] } | { refused: Refusal }
const refused = (why: Refusal): Decision => ({ refused: why })
const added = (...facts: Fact[]): Decision => ({ facts })

function open(command: Extract<Command, { kind: 'open' }>, trackOf: TrackOf): Decision {
  const { edition, track, anchorDay, from } = command
  if (trackOf(edition, track) === null) return refused('unknown_track')
  if (anchorDay > from) return refused('anchor_ahead')
  const opened: Fact = { kind: 'opened', edition, track, anchorDay, from }
  const plan = planOf([opened], trackOf)
  return plan === null || plan.lastDay < plan.from ? refused('nothing_left') : added(opened)
}

/** What was seen on a day: it must have begun, and lie within the case; what comes late from a phone is taken after the end as well. */
function seenOn(day: string, course: Course, endedOn: string | null, today: string): Refusal | null {
  if (day > today) return 'day_not_begun'
  if (day < earlierDay(course.from, course.dayOne)) return 'day_before_case'
  return endedOn !== null && day > endedOn ? 'day_after_case' : null
}

function release({ atMs }: { atMs: number }, course: Course, today: string): Decision {
  if (today <= course.lastDay) return refused('too_early')
  if (course.state !== 'dueForRelease') return refused(course.hasPositive ? 'has_positive' : 'evidence_missing')
  return added({ kind: 'released', day: today, atMs })
}

/** `today`: the local day on which it is done, which no command of a phone decides. */
export function decide(facts: readonly Fact[], command: Command, { today, trackOf }: { today: string; trackOf: TrackOf }): Decision {
  if (command.kind === 'open') return facts.length > 0 ? refused('already_open') : open(command, trackOf)
  if (facts.length === 0) return refused('not_open')
  const course = courseOf(facts, trackOf, today)
  const end = endOf(facts)
  if (command.kind === 'record' || command.kind === 'test' || command.kind === 'survey' || command.kind === 'work') {
    const why = seenOn(command.day, course, end?.day ?? null, today)
    return why === null ? added(command) : refused(why)
  }
  // What ended with an order, and with nothing else, is taken up again with it.
  if (command.kind === 'restore')
    return end?.kind === 'lifted' && end.order === command.order ? added({ kind: 'restored', day: today, order: command.order }) : refused('not_lifted')
  if (isEnded(course.state)) return refused('not_open')
  switch (command.kind) {
    case 'paper':
      return command.day > today ? refused('day_not_begun') : added(command)
    case 'expose': {
      const { day } = command
      if (day > today) return refused('day_not_begun')
      return day <= course.anchorDay ? refused('older_exposure') : added({ kind: 'exposure', day, foundOn: today })
    }
    case 'lengthen':
      // Where the rules in force know no such measure, nobody is kept under it.
      if (course.track === null) return refused('unknown_track')
      return command.until <= course.lastDay ? refused('not_longer') : added({ kind: 'lengthened', day: today, until: command.until, ground: command.ground })
    case 'shorten':
      // Days that have been served cannot be taken back: at the earliest it ends with yesterday.
      if (command.until >= course.lastDay || command.until < addDays(today, -1)) return refused('not_shorter')
      return added({ kind: 'shortened', day: today, until: command.until, ground: command.ground })
    case 'applyEdition': {
      const { kind: _, ...rest } = command
      if (course.edition === command.edition) return refused('edition_in_force')
      if (command.track !== null && trackOf(command.edition, command.track) === null) return refused('unknown_track')
      return added({ kind: 'edition', day: today, ...rest })
    }
    case 'undoEdition': {
      const last = facts.findLast((fact) => fact.kind === 'edition' && !facts.some((other) => other.kind === 'editionUndone' && other.of === fact.id))
      return last?.kind === 'edition' && last.id === command.of ? added({ kind: 'editionUndone', of: command.of }) : refused('no_such_edition')
    }
    case 'release':
      return release(command, course, today)
    case 'transfer':
      return added({ kind: 'transferred', day: today })
    case 'cancel':
      return added({ kind: 'cancelled', day: today, ground: command.ground })
    case 'lift':
      return added({ kind: 'lifted', day: today, order: command.order })
  }
}
