// 滞留人员: people who have to stay at a place that is no home. Part of `registry`.
import { MOST_STAYERS, STAY_PLACE_KINDS } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { command, day, id, operations, query, text } from './kit.ts'

const kind = z.enum(STAY_PLACE_KINDS)
const StayPlaceView = z.object({
  homeId: id,
  areaId: id,
  areaName: z.string(),
  place: z.string(),
  kind,
  openedOn: day,
  closedOn: day.nullable(),
  /** Who stays there now. */
  people: z.int(),
  version: z.int(),
})
const StayView = z.object({
  residencyId: id,
  personId: id,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  document: z.string().nullable(),
  plate: z.string().nullable(),
  whereFrom: z.string().nullable(),
  employer: z.string().nullable(),
  from: day,
  until: day.nullable(),
  whereTo: z.string().nullable(),
  /** Something open keeps them here. Null: not for this reader. */
  isHeld: z.boolean().nullable(),
})
/** As typed; the rule `checkStayers` reads it. Null: not said. */
const stayer = z.object({
  name: text(50),
  phone: text(20).nullable(),
  document: text(30).nullable(),
  plate: text(20).nullable(),
  whereFrom: text(60).nullable(),
  employer: text(60).nullable(),
})

export const registryStays = operations('registry', {
  /** Beneath an area; places that are closed last. */
  listStayPlaces: query({
    can: 'registry.read',
    input: z.object({ areaId: id, alsoClosed: z.boolean().optional() }),
    output: z.array(StayPlaceView),
    reads: ['door'],
  }),
  /** With everybody who stays there, and who has left within 90 days. */
  getStayPlace: query({
    can: 'registry.read',
    input: z.object({ homeId: id }),
    output: StayPlaceView.extend({ mayEdit: z.boolean(), stayers: z.array(StayView) }),
    reads: ['name', 'phone', 'document', 'door', 'whereabouts'],
  }),
  /** In one act, all or nobody. A new place is made a home of its area; whoever the ledger has under the same document is that person. */
  addStayers: command({
    can: 'registry.edit',
    input: z.object({
      at: z.union([z.object({ homeId: id }), z.object({ areaId: id, place: text(30), kind })]),
      from: day,
      people: z.array(stayer).min(1).max(MOST_STAYERS),
    }),
    output: z.object({ homeId: id, added: z.int(), already: z.int() }),
  }),
  /** They left on this day, all or nobody: whoever is under control is released, ended or transferred first. */
  endStays: command({
    can: 'registry.edit',
    input: z.object({ homeId: id, residencyIds: z.array(id).min(1).max(MOST_STAYERS), on: day, whereTo: text(100).nullable() }),
    output: z.object({ ended: z.int() }),
  }),
  /** Once nobody stays there: the place is what it was before. */
  closeStayPlace: command({ can: 'registry.edit', input: z.object({ homeId: id, version: z.int(), on: day }), output: z.object({}) }),
})

export const registryStayErrors = {
  /** `problems`: of the rule, by row and field. */
  'registry.stayers_wrong': 400,
  'registry.stay_day_wrong': 400,
  'registry.stay_place_is_home': 409,
  'registry.stay_place_closed': 409,
  'registry.stay_place_open': 409,
  'registry.stay_place_inhabited': 409,
  'registry.stayer_held': 409,
} as const
