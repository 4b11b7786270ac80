// 预案与本地版: a pack as people read it, and an edition of one's own, checked by the pack's examples and approved by two. Part of `posture`.
import { EXEMPLIFIED } from '@xiaomen/rules/packs'
import { z } from 'zod'
import { ActView } from './approvals.ts'
import { GatePolicyFile } from './gate-policy.ts'
import { command, id, instant, query, text } from './kit.ts'
import { ControlPlanFile } from './packs-control.ts'
import { ArrivalsFile, ClocksFile, IndexesFile, ScriptsFile, ZonesFile } from './packs-zones.ts'
import { ChecklistFile, DailyCriteriaFile, PackFile, StatusPolicyFile } from './packs.ts'

/** The files of a pack beside pack.json, by their names without the ending. */
export const PACK_FILES = {
  control: ControlPlanFile,
  gate: GatePolicyFile,
  zones: ZonesFile,
  status: StatusPolicyFile,
  daily: DailyCriteriaFile,
  checklists: ChecklistFile,
  clocks: ClocksFile,
  indexes: IndexesFile,
  scripts: ScriptsFile,
  arrivals: ArrivalsFile,
} as const
export type PackFileName = keyof typeof PACK_FILES
export const PACK_FILE_NAMES = Object.keys(PACK_FILES) as [PackFileName, ...PackFileName[]]

const fileName = z.enum(PACK_FILE_NAMES)
const exemplified = z.enum(EXEMPLIFIED)
/** JSON as somebody typed it. */
const json = z.string().max(200_000)
const named = { packId: z.string().max(60), edition: z.string().max(24) }
const Changes = {
  ...named,
  files: z.partialRecord(fileName, json),
  examples: z.partialRecord(exemplified, json),
}
export const PACK_PROBLEMS = ['not_json', 'wrong_type', 'too_small', 'too_big', 'not_one_of', 'unknown_key', 'wrong_form', 'missing'] as const
const Problem = z.object({
  file: z.string(),
  /** Keys and indexes, joined by dots; empty for the file itself. */
  path: z.string(),
  /** One of PACK_PROBLEMS, or what a pack says of itself: `pack.cycle`. */
  code: z.string(),
  detail: z.string().nullable(),
})
const Checked = z.object({
  problems: z.array(Problem),
  examples: z.int(),
  /** Lines that do not come out as written; expected and got as JSON. */
  unmet: z.array(z.object({ file: exemplified, index: z.int(), says: z.string(), expected: z.string(), got: z.string() })),
  differences: z.array(z.object({ file: z.string(), path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
})
export const EDITION_STATES = ['drafted', 'approved', 'withdrawn'] as const
const EditionView = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  ...named,
  baseEdition: z.string(),
  note: z.string(),
  state: z.enum(EDITION_STATES),
  draftedBy: z.string(),
  draftedUnit: z.string(),
  draftedAt: instant,
  approvedAt: instant.nullable(),
  waiting: ActView.nullable(),
  mayWithdraw: z.boolean(),
})

export const editionOps = {
  /** One edition, whole, with whether its own examples come out as written. */
  getPack: query({
    can: 'posture.read',
    input: z.object(named),
    output: z.object({
      file: PackFile,
      files: z.object(PACK_FILES),
      /** Files that come from the edition this one is built on. */
      inherited: z.array(fileName),
      examples: z.array(z.object({ file: exemplified, index: z.int(), says: z.string(), isMet: z.boolean() })),
      /** Its examples as JSON, to be changed along with the rules. */
      exampleTexts: z.record(exemplified, z.string()),
      mayChange: z.boolean(),
    }),
  }),
  /** What somebody has typed, against the schema and the examples; nothing is kept. It is work for the server: only for those who may draft one. */
  checkEdition: query({ can: 'posture.draft', input: z.object(Changes), output: Checked }),
  listEditions: query({ can: 'posture.read', input: z.object({}), output: z.array(EditionView) }),
  getEdition: query({ can: 'posture.read', input: z.object({ editionId: id }), output: EditionView.extend({ checked: Checked }) }),
  /** Refused while it does not fit its schema or one of its examples is not met. */
  draftEdition: command({
    can: 'posture.draft',
    input: z.object({ id, areaId: id, ...Changes, note: text(300) }),
    output: EditionView,
  }),
  /** By two others, of two other units. */
  approveEdition: command({ can: 'posture.approve', input: z.object({ editionId: id, actId: id }), output: EditionView }),
  withdrawEdition: command({ can: 'posture.draft', input: z.object({ editionId: id }), output: EditionView }),
}
export const editionErrors = {
  'posture.edition_unfit': 409,
  'posture.edition_unchanged': 409,
  'posture.edition_settled': 409,
} as const
