import { LEVELS, OVERLAY_KINDS } from '@xiaomen/rules/areas'
import { z } from 'zod'
import { command, day, event, id, operations, query, text } from './kit.ts'

export const Area = z.object({
  id,
  parentId: id.nullable(),
  level: z.enum(LEVELS),
  name: z.string(),
  path: z.string(),
  communityId: id.nullable(),
  /** Homes beneath it, kept counter. */
  homes: z.int(),
})
export const Overlay = z.object({
  id,
  kind: z.enum(OVERLAY_KINDS),
  name: z.string(),
  areaIds: z.array(id),
  from: day,
  until: day.nullable(),
  communityId: id.nullable(),
})

export const areas = operations('areas', {
  /** Every area the actor's assignments cover, parents before children, with the chain above them for context. */
  listTree: query({ can: 'areas.read', input: z.object({ rootId: id.optional() }), output: z.object({ areas: z.array(Area), overlays: z.array(Overlay) }) }),
  addArea: command({ can: 'areas.edit', input: z.object({ parentId: id.nullable(), level: z.enum(LEVELS), name: text(60) }), output: Area }),
  renameArea: command({ can: 'areas.edit', input: z.object({ areaId: id, name: text(60) }), output: Area }),
  setOverlay: command({
    can: 'areas.edit',
    input: z.object({
      id: id.optional(),
      kind: z.enum(OVERLAY_KINDS),
      name: text(60),
      areaIds: z.array(id).min(1).max(2000),
      from: day,
      until: day.nullable(),
    }),
    output: Overlay,
  }),
})

export const areasErrors = {
  'areas.name_taken': 409,
  'areas.level_not_under': 400,
  'areas.not_one_community': 400,
  /** A building already lies in another grid or cut-area of those days. */
  'areas.overlap': 409,
} as const

/** Of an overlay, `areaId` is the smallest area that holds all of it, null over several districts. */
const changed = z.object({ communityId: id.nullable(), areaId: id.nullable() })
export const areasEvents = {
  /** `fromId`: the area it lay in before, null at the root. */
  areaMoved: event('areas.areaMoved', z.object({ communityId: id.nullable(), areaId: id, fromId: id.nullable() })),
  areaRenamed: event('areas.areaRenamed', z.object({ communityId: id.nullable(), areaId: id })),
  areaAdded: event('areas.areaAdded', z.object({ communityId: id.nullable(), areaId: id })),
  /** `fromId`: the area it lay in, null at the root. */
  areaRemoved: event('areas.areaRemoved', z.object({ communityId: id.nullable(), areaId: id, fromId: id.nullable() })),
  overlayChanged: event('areas.overlayChanged', changed),
} as const
