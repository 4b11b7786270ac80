// 拆合与迁移: homes and areas that are split, joined and moved, and what became of whom. Part of `registry`.
import { HISTORY_KINDS, HISTORY_FIELDS } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { command, event, id, instant, query, text } from './kit.ts'

const HISTORY_ENTRY = z.object({
  id,
  at: instant,
  /** Null: the house itself. */
  by: z.string().nullable(),
  what: z.enum(HISTORY_KINDS),
  personId: id.nullable(),
  name: z.string().nullable(),
  /** Care marks as codes with a space between. */
  changes: z.array(z.object({ field: z.enum(HISTORY_FIELDS), before: z.string().nullable(), after: z.string().nullable() })),
  /** The other person or home of a merge, a split, a move; as this reader may see it. */
  other: z.string().nullable(),
  /** A use or a door as it was. */
  detail: z.string().nullable(),
})
const version = z.int().min(1)

export const reshapeOps = {
  /** Of a home (with everybody who lived in it) or of a person, newest first, at most 300 entries. */
  getHistory: query({
    can: 'registry.read',
    input: z.union([z.object({ homeId: id }), z.object({ personId: id })]),
    output: z.object({ entries: z.array(HISTORY_ENTRY) }),
    reads: ['name', 'phone', 'document', 'door', 'care'],
  }),
  /** Homes come under another unit, building or compound of their community; ids, people and history stay. Doors that are taken there are named. */
  moveHomes: command({
    can: 'registry.reshape',
    input: z.object({ homeIds: z.array(id).min(1).max(500), toAreaId: id }),
    output: z.object({ moved: z.int() }),
  }),
  /** 群租: some of those who live here live behind a door of their own. Can be undone for a day. */
  splitHome: command({
    can: 'registry.reshape',
    input: z.object({ homeId: id, version, newDoor: text(30), personIds: z.array(id).min(1).max(100) }),
    output: z.object({ reshapingId: id, homeId: id }),
  }),
  /** 打通: one home becomes part of another, with its people, its landlord and what trades in it; it stays as an empty row. Can be undone for a day. */
  mergeHomes: command({
    can: 'registry.reshape',
    input: z.object({ fromId: id, intoId: id, versionFrom: version, versionInto: version }),
    output: z.object({
      reshapingId: id,
      /** A home has one landlord: that of the home that stays goes on (`kept`), else the other comes over (`moved`); where both had one, the other's letting ends today. */
      landlord: z.enum(['kept', 'moved', 'ended']),
      /** How many enterprises came over. */
      enterprises: z.int(),
    }),
  }),
  undoReshaping: command({ can: 'registry.reshape', input: z.object({ reshapingId: id }), output: z.object({}) }),
  renameDoor: command({ can: 'registry.edit', input: z.object({ homeId: id, version, door: text(30) }), output: z.object({ door: z.string() }) }),
  /** A building or unit becomes two: the named parts go to the new one beside it. */
  splitArea: command({
    can: 'registry.reshape',
    input: z.object({ areaId: id, newName: text(60), childAreaIds: z.array(id).max(200), homeIds: z.array(id).max(500) }),
    output: z.object({ areaId: id }),
  }),
  /** Everything of one building or unit comes under another of its level; names and doors that meet are told and nothing is done. */
  mergeAreas: command({ can: 'registry.reshape', input: z.object({ fromId: id, intoId: id }), output: z.object({ moved: z.int() }) }),
}

export const reshapeErrors = {
  /** `details.homeIds`: homes whose doors are taken where they would go. */
  'registry.doors_meet': 409,
  /** `details.names`: areas of one name that would meet. */
  'registry.names_meet': 409,
  'registry.home_retired': 409,
  'registry.not_split_here': 400,
} as const

export const reshapeEvents = {
  /** Ids stay valid; the paths of everything that hangs on these homes have moved along in the same transaction. */
  homeMoved: event('registry.homeMoved', z.object({ communityId: id, homeIds: z.array(id).max(500), toAreaId: id })),
  /** `otherId` points to `homeId` from now on. */
  homesMerged: event('registry.homesMerged', z.object({ communityId: id, reshapingId: id, homeId: id, otherId: id })),
  /** Taken back: `otherId` is a home of its own again. */
  homesUnmerged: event('registry.homesUnmerged', z.object({ communityId: id, reshapingId: id, homeId: id, otherId: id })),
}
