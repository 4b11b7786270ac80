import { CHECK_ANSWERS, CHECK_KINDS, GATE_STANDINGS } from '@xiaomen/rules/checklists'
import { MOST_PHOTOS } from '@xiaomen/rules/photos'
import { z } from 'zod'
import { command, event, id, instant, operations, query, text } from './kit.ts'
import { ChecklistFile } from './packs.ts'

/** An item that is not there, whose list asked for it, and until when it must be. */
const FaultView = z.object({
  id,
  item: z.string(),
  packId: z.string(),
  edition: z.string(),
  zh: z.string(),
  en: z.string(),
  openedAt: instant,
  dueAt: instant,
  isOverdue: z.boolean(),
})
export const GateCheckView = z.object({
  gateId: id,
  name: z.string(),
  areaId: id,
  areaName: z.string(),
  path: z.string(),
  isOpen: z.boolean(),
  standing: z.enum(GATE_STANDINGS),
  /** Of the last check of the whole list. */
  checkedAt: instant.nullable(),
  checkedBy: z.string().nullable(),
  faults: z.array(FaultView),
})
const CheckHead = z.object({ id, at: instant, by: z.string().nullable(), kind: z.enum(CHECK_KINDS), missing: z.int() })
/** The list that holds at a gate, as its plan pack has it. */
const { isDraft, zh, en, source, groups } = ChecklistFile.shape
const ListView = z.object({ packId: z.string(), edition: z.string(), isDraft, zh, en, source, groups, goodForDays: z.int() })

export const checklists = operations('checklists', {
  /** Every gate the caller may see and how it stands: those with faults first, then those due for a check. */
  listGates: query({ can: 'checklists.read', input: z.object({ areaId: id.optional() }), output: z.array(GateCheckView) }),
  /** One gate with its list, to be kept on the phone, and the checks made, newest first. */
  getGate: query({
    can: 'checklists.read',
    input: z.object({ gateId: id }),
    output: z.object({ gate: GateCheckView, list: ListView, checks: z.array(CheckHead) }),
  }),
  /** What one check said. */
  getCheck: query({
    can: 'checklists.read',
    input: z.object({ checkId: id }),
    output: CheckHead.extend({
      answers: z.array(
        z.object({ item: z.string(), zh: z.string(), en: z.string(), answer: z.enum(CHECK_ANSWERS), note: z.string().nullable(), photoIds: z.array(id) }),
      ),
    }),
    reads: ['name'],
  }),
  /** The phone makes the id; its photos go before it. The same id and bytes again is the same check, with other bytes it is refused. */
  recordCheck: command({
    can: 'checklists.check',
    offline: true,
    input: z.object({
      id,
      gateId: id,
      at: instant,
      kind: z.enum(CHECK_KINDS),
      /** Whose list was answered: it may have changed while the phone had no network. */
      packId: z.string().max(60),
      edition: z.string().max(60),
      answers: z
        .array(
          z.object({
            item: z.string().max(40),
            answer: z.enum(CHECK_ANSWERS),
            note: text(200).nullable(),
            photoIds: z.array(id).max(MOST_PHOTOS),
          }),
        )
        .min(1)
        .max(120),
    }),
    output: z.object({ id, isNew: z.boolean(), standing: z.enum(GATE_STANDINGS) }),
  }),
})

export const checklistsErrors = {
  'checklists.other_bytes': 409,
  'checklists.unknown_list': 409,
  /** `details.problems`: which item, and what is wrong with it. */
  'checklists.incomplete': 400,
} as const

const about = z.object({ communityId: id, gateId: id, areaPath: z.string() })
export const checklistsEvents = {
  checked: event('checklists.checked', about.extend({ checkId: id })),
  faultFound: event('checklists.faultFound', about.extend({ faultId: id })),
  faultMended: event('checklists.faultMended', about.extend({ faultId: id })),
}
