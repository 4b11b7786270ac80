import { isOfficialCode, LONGEST_NAME, RISK_LEVELS } from '@xiaomen/rules/risk'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text, upload } from './kit.ts'

/** A listed place as it is written down: name, official code of 6, 9 or 12 digits, and the days it is listed. */
const listed = {
  name: text(LONGEST_NAME),
  code: z.string().max(12).refine(isOfficialCode, 'risk.bad_code').nullable(),
  level: z.enum(RISK_LEVELS),
  from: day,
  /** Its last day; null while it goes on. */
  until: day.nullable(),
}
export const RiskAreaView = z.object({ id, ...listed, version: z.int(), areaId: id, areaName: z.string(), path: z.string() })

export const risk = operations('risk', {
  /** Places listed today or later (`active`), or those whose last day is past (`ended`): of the caller's areas and of those above. */
  listAreas: query({ can: 'risk.read', input: z.object({ state: z.enum(['active', 'ended']) }), output: z.array(RiskAreaView) }),
  /** `id` is made by the caller: said twice, it is one place. It holds for `areaId` and all beneath. */
  addArea: command({ can: 'risk.manage', input: z.object({ id, areaId: id, ...listed }), output: RiskAreaView }),
  editArea: command({ can: 'risk.manage', input: z.object({ riskAreaId: id, version: z.int(), ...listed }), output: RiskAreaView }),
  /** `on` is its last day. */
  endArea: command({ can: 'risk.manage', input: z.object({ riskAreaId: id, version: z.int(), on: day }), output: RiskAreaView }),
  /** A pasted list, one place a line: name, code, level, first day, last day. All of it or nothing; what is listed already stays as it is. */
  importAreas: command({
    can: 'risk.manage',
    input: z.object({ areaId: id, text: z.string().min(1).max(300_000) }),
    output: z.object({ added: z.int(), known: z.int() }),
  }),
  /** The rows of an Excel or CSV sheet as such a list, for looking at before it is taken in. Writes nothing. */
  readSheet: upload({ can: 'risk.manage', input: z.object({}), output: z.object({ text: z.string(), isCut: z.boolean() }) }),
  listHistory: query({
    can: 'risk.read',
    input: z.object({ riskAreaId: id }),
    output: z.array(z.object({ id, at: instant, by: z.string(), what: z.enum(['added', 'imported', 'edited', 'ended']), ...listed })),
  }),
})

export const riskErrors = {
  'risk.changed_meanwhile': 409,
  'risk.listed_already': 409,
  'risk.ends_before_start': 400,
  /** `details.problems`: line and reason of each. */
  'risk.bad_lines': 400,
  'risk.too_many_lines': 400,
  'risk.unreadable_file': 400,
  'risk.file_too_large': 413,
  'risk.not_a_workbook': 400,
  'risk.zip_bomb': 400,
} as const

export const riskEvents = {
  changed: event('risk.changed', z.object({ areaPath: z.string() })),
}
