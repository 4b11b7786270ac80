// 换版: what a new edition of the rules makes of the open cases of an area: looked at, signed, applied in one act, and taken back within a day. Part of `control`.
import { CASE_STATES, EDITION_EFFECTS, SUBJECTS } from '@xiaomen/rules/control'
import { z } from 'zod'
import { ActView } from './approvals.ts'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'

export const EDITION_RUN_STATES = ['counting', 'previewed', 'proposed', 'applying', 'applied', 'undoing', 'undone', 'withdrawn'] as const
/** So long an applied change may be taken back. */
export const EDITION_UNDO_HOURS = 24

const effect = z.enum(EDITION_EFFECTS)
const RunView = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  packId: z.string(),
  edition: z.string(),
  state: z.enum(EDITION_RUN_STATES),
  /** Cases looked at so far, or written so far, of how many. */
  progress: z.object({ done: z.int(), of: z.int() }),
  counts: z.record(effect, z.int()),
  previewedBy: z.string(),
  previewedAt: instant,
  /** The local day the preview was worked out for: on another one it is looked at anew. */
  previewedFor: day,
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  undoReason: z.string().nullable(),
  /** Cases that ended or changed between the preview and the act, and so were left as they were. */
  left: z.int(),
  waiting: ActView.nullable(),
  may: z.object({ propose: z.boolean(), undo: z.boolean(), withdraw: z.boolean() }),
})
const Line = z.object({
  caseId: id,
  about: z.enum(SUBJECTS),
  name: z.string().nullable(),
  door: z.string().nullable(),
  areaName: z.string(),
  effect,
  fromEdition: z.string(),
  lastDayBefore: day,
  lastDayAfter: day,
  stateBefore: z.enum(CASE_STATES),
  stateAfter: z.enum(CASE_STATES),
  /** Null while it is a preview; whether the change was written into the case, or was taken back. */
  isApplied: z.boolean(),
})

export const controlEditions = operations('control', {
  /** Looks at every open case beneath the area, in the background; nothing is changed. */
  previewEdition: command({
    can: 'control.edition',
    input: z.object({ id, areaId: id, packId: z.string().max(60), edition: z.string().max(24) }),
    output: RunView,
  }),
  listEditionRuns: query({ can: 'control.edition', input: z.object({}), output: z.array(RunView) }),
  /** Each case with what happens to it, most affected first. `after` is the last line's cursor. */
  getEditionRun: query({
    can: 'control.edition',
    input: z.object({ runId: id, effect: effect.optional(), after: id.optional(), limit: z.int().min(1).max(200) }),
    output: RunView.extend({ lines: z.array(Line), next: id.nullable() }),
    reads: ['name', 'door', 'health'],
  }),
  /** Asks for the change; another person of another unit signs it, and a third one where it touches more than twenty. */
  proposeEdition: command({ can: 'control.edition', input: z.object({ runId: id }), output: RunView }),
  signEdition: command({ can: 'control.confirm', input: z.object({ runId: id, actId: id }), output: RunView }),
  /** Asks that it be as before, within 24 hours; signed as the change was. */
  undoEdition: command({ can: 'control.edition', input: z.object({ runId: id, reason: text(200) }), output: RunView }),
  withdrawRun: command({ can: 'control.edition', input: z.object({ runId: id }), output: RunView }),
})
export const controlEditionErrors = {
  'control.edition_not_in_force': 409,
  'control.edition_of_yesterday': 409,
  'control.edition_too_late': 409,
} as const
export const controlEditionEvents = {
  editionMoved: event('control.editionMoved', z.object({ runId: id, areaId: id, areaPath: z.string() })),
}
