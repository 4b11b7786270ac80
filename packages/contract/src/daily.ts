import { ASSESSMENT_STATES, CHECKS, POSTING_LEVELS, REFUSALS } from '@xiaomen/rules/daily'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'

export const Blocker = z.object({
  check: z.enum(CHECKS),
  areaId: id,
  areaName: z.string(),
  subjectId: id.nullable(),
  since: instant,
  answers: z.string().nullable(),
})
export const Assessed = z.object({
  /** An area or an overlay (grid, cut-area). */
  subjectId: id,
  parentId: id.nullable(),
  level: z.enum(POSTING_LEVELS),
  name: z.string(),
  state: z.enum(ASSESSMENT_STATES),
  ownBlockers: z.int(),
  blockersBelow: z.int(),
  homes: z.int(),
  confirmedBy: z.string().nullable(),
  confirmedAt: instant.nullable(),
  posting: z.enum(['posted', 'withdrawn', 'none', 'tooSmall']),
  postingCode: z.string().nullable(),
  mayConfirm: z.boolean(),
})
export const Posting = z.object({
  code: z.string(),
  level: z.enum(POSTING_LEVELS),
  name: z.string(),
  fullName: z.string(),
  day,
  state: z.enum(['posted', 'withdrawn']),
  postedAt: instant,
  withdrawnAt: instant.nullable(),
})

export const daily = operations('daily', {
  /** A subject and what is directly beneath it. Without `subjectId`: the highest the actor may see. */
  getStatus: query({
    can: 'daily.read',
    input: z.object({ subjectId: id.optional(), day: day.optional() }),
    output: z.object({
      day,
      today: day,
      /** HH:MM, local: when the reports of the day are due. */
      cutOff: z.string(),
      subject: Assessed,
      children: z.array(Assessed),
      /** Grids of a community, cut-areas of a street. */
      grids: z.array(Assessed),
      /** At and beneath the subject, the worst first, 200 at most. */
      blockers: z.array(Blocker),
      /** Where this reader may begin: the streets, or the parts of one, that are in force for them. */
      roots: z.array(z.object({ subjectId: id, level: z.enum(POSTING_LEVELS), name: z.string() })),
    }),
  }),
  /** The head of each area puts a name to the report of the day; refused where another blocker still stands. */
  confirmReports: command({
    can: 'daily.confirm',
    input: z.object({ subjectIds: z.array(id).min(1).max(500), note: text(200).optional() }),
    output: z.object({ confirmed: z.array(id), refused: z.array(z.object({ subjectId: id, check: z.enum(REFUSALS) })) }),
  }),
  takeBackReport: command({ can: 'daily.confirm', input: z.object({ subjectId: id, reason: text(200) }), output: z.object({}) }),
  /** Everything posted or withdrawn of a day under an area. */
  listPostings: query({ can: 'daily.read', input: z.object({ areaId: id, day: day.optional() }), output: z.array(Posting) }),
  /** Today's postings of the signed-in resident's own unit or building and of what lies above it, nearest first. */
  myPostings: query({ can: 'self', input: z.object({}), output: z.array(Posting) }),
  /** 今日无疫, for anybody: by the code on the poster. */
  verifyPosting: query({ can: 'public', input: z.object({ code: z.string().max(40) }), output: Posting.nullable() }),
})
export const dailyErrors = { 'daily.not_in_force': 404, 'daily.not_confirmed': 409 } as const
export const dailyEvents = {
  reportConfirmed: event('daily.reportConfirmed', z.object({ subjectId: id, day, areaPath: z.string() })),
  posted: event('daily.posted', z.object({ subjectId: id, day, areaPath: z.string() })),
  withdrawn: event('daily.withdrawn', z.object({ subjectId: id, day, areaPath: z.string() })),
}
