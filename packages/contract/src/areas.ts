import { AREA_CHANGES, LEVELS, OVERLAY_KINDS } from '@xiaomen/rules/areas'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text, upload } from './kit.ts'

export const Area = z.object({
  id,
  parentId: id.nullable(),
  level: z.enum(LEVELS),
  name: z.string(),
  path: z.string(),
  communityId: id.nullable(),
  /** Homes beneath it, kept counter. */
  homes: z.int(),
  version: z.int(),
  /** 统计用区划代码 of the edition of `codeYear`, and 城乡分类代码; null below communities. */
  code: z.string().nullable(),
  codeYear: z.int().nullable(),
  classCode: z.string().nullable(),
})
export const Overlay = z.object({
  id,
  kind: z.enum(OVERLAY_KINDS),
  name: z.string(),
  areaIds: z.array(id),
  from: day,
  until: day.nullable(),
  communityId: id.nullable(),
  version: z.int(),
})
/** What an area or overlay was before a change, or is after it: as far as the change is about it. */
export const AreaState = z
  .object({
    name: z.string(),
    level: z.string(),
    parentId: id.nullable(),
    parentName: z.string().nullable(),
    code: z.string().nullable(),
    codeYear: z.int().nullable(),
    classCode: z.string().nullable(),
    from: day,
    until: day.nullable(),
    /** Members of an overlay; what an area was split into, merged with or into. */
    areaIds: z.array(id),
  })
  .partial()
const change = z.object({
  id,
  at: instant,
  what: z.enum(AREA_CHANGES),
  /** Null: the house itself. */
  by: z.string().nullable(),
  before: AreaState.nullable(),
  after: AreaState.nullable(),
})
const version = z.int().min(1)
const year = z.int().min(1990).max(2199)
const MATCH_STATES = ['set', 'same', 'changed', 'older', 'conflict', 'missing'] as const
const CODE_PROBLEMS = ['not_twelve_digits', 'below_community', 'unknown_province', 'hole', 'no_name', 'bad_class', 'twice'] as const
export const CodePlan = z.object({
  /** Of this plan: sent along to commit it, so that nothing else is done than what was looked at. */
  digest: z.string(),
  /** Whether the chosen area stands in the list. */
  root: z.enum(['found', 'not_found', 'several']),
  counts: z.object({
    rows: z.int(),
    set: z.int(),
    same: z.int(),
    changed: z.int(),
    older: z.int(),
    conflict: z.int(),
    missing: z.int(),
    elsewhere: z.int(),
    wrong: z.int(),
  }),
  /** The first thousand, what needs a look before what does not. `name` and `code` as in the list; `oldCode` as in the tree. */
  rows: z.array(
    z.object({
      row: z.int(),
      code: z.string(),
      name: z.string(),
      classCode: z.string().nullable(),
      level: z.enum(LEVELS),
      state: z.enum(MATCH_STATES),
      areaId: id.nullable(),
      areaName: z.string().nullable(),
      oldCode: z.string().nullable(),
      oldYear: z.int().nullable(),
    }),
  ),
  /** `row` as Excel counts; `text` what stands there; `other` the row that had it first. */
  problems: z.array(z.object({ row: z.int(), problem: z.enum(CODE_PROBLEMS), text: z.string(), other: z.int().nullable() })),
  /** Streets and communities of ours that the list does not have. */
  unlisted: z.array(id),
})

export const areas = operations('areas', {
  /** Every area the actor's assignments cover, parents before children, with the chain above them for context. */
  listTree: query({ can: 'areas.read', input: z.object({ rootId: id.optional() }), output: z.object({ areas: z.array(Area), overlays: z.array(Overlay) }) }),
  addArea: command({ can: 'areas.edit', input: z.object({ parentId: id.nullable(), level: z.enum(LEVELS), name: text(60) }), output: Area }),
  renameArea: command({ can: 'areas.edit', input: z.object({ areaId: id, name: text(60), version }), output: Area }),
  /** What a move would take along, and what stands against it. `kind`: a table whose rows hang on the place. */
  previewMove: query({
    can: 'areas.edit',
    input: z.object({ areaId: id, toParentId: id.nullable(), name: text(60).optional() }),
    output: z.object({
      problem: z.enum(['under_itself', 'already_there', 'level_not_under', 'other_community', 'name_taken', 'overlap']).nullable(),
      /** The name of the grid or cut-area that stands against it. */
      overlap: z.string().nullable(),
      homes: z.int(),
      areas: z.int(),
      along: z.array(z.object({ kind: z.string(), count: z.int() })),
    }),
  }),
  /** Within its community; a community to another street by those who govern both. */
  moveArea: command({ can: 'areas.edit', input: z.object({ areaId: id, toParentId: id.nullable(), name: text(60).optional(), version }), output: Area }),
  /** Only what is empty. */
  removeArea: command({ can: 'areas.edit', input: z.object({ areaId: id, version }), output: z.object({}) }),
  /** Of an area or an overlay, newest first. */
  listHistory: query({
    can: 'areas.read',
    input: z.union([z.object({ areaId: id, after: id.optional() }), z.object({ overlayId: id, after: id.optional() })]),
    output: z.object({ changes: z.array(change), next: id.nullable() }),
  }),
  setOverlay: command({
    can: 'areas.edit',
    input: z.object({
      id: id.optional(),
      kind: z.enum(OVERLAY_KINDS),
      name: text(60),
      areaIds: z.array(id).min(1).max(2000),
      from: day,
      until: day.nullable(),
      /** Of the overlay that is changed. */
      version: version.optional(),
    }),
    output: Overlay,
  }),
  /** It holds on `on` for the last time. */
  endOverlay: command({ can: 'areas.edit', input: z.object({ overlayId: id, on: day, version }), output: Overlay }),
  /** Past, present and future ones at or under the actor's areas, newest first. `at`: only those that hold on this day. */
  listOverlays: query({
    can: 'areas.read',
    input: z.object({ kind: z.enum(OVERLAY_KINDS).optional(), areaId: id.optional(), at: day.optional(), after: id.optional() }),
    output: z.object({ overlays: z.array(Overlay), next: id.nullable() }),
  }),
  /** One code by hand; null takes it away. */
  setCode: command({
    can: 'areas.edit',
    input: z.object({ areaId: id, code: z.string().max(20).nullable(), year, classCode: z.string().max(8).nullable(), version }),
    output: Area,
  }),
  /** A list of codes (Excel or CSV) laid beside the tree under an area. Writes nothing. */
  previewCodes: upload({ can: 'areas.edit', input: z.object({ areaId: id, year }), output: CodePlan }),
  /** The same list once more: everything the plan says, in one transaction, or nothing. */
  commitCodes: upload({
    can: 'areas.edit',
    input: z.object({ areaId: id, year, digest: z.string().max(100), addMissing: z.boolean() }),
    output: z.object({ set: z.int(), added: z.int() }),
  }),
})

export const areasErrors = {
  'areas.name_taken': 409,
  'areas.level_not_under': 400,
  'areas.not_one_community': 400,
  /** A building already lies in another grid or cut-area of those days. */
  'areas.overlap': 409,
  /** Somebody changed it after it was looked at. */
  'areas.changed_meanwhile': 409,
  'areas.under_itself': 400,
  'areas.already_there': 409,
  'areas.other_community': 400,
  'areas.not_empty': 409,
  'areas.ends_before_start': 400,
  'areas.no_code_below_community': 400,
  'areas.bad_code': 400,
  'areas.code_of_another_level': 400,
  'areas.code_not_under_parent': 400,
  'areas.code_taken': 409,
  'areas.no_code_columns': 400,
  'areas.unreadable_file': 400,
  'areas.file_too_large': 413,
  'areas.not_a_workbook': 400,
  'areas.zip_bomb': 400,
  'areas.too_many_rows': 400,
  /** The tree or the list is no longer what was looked at. */
  'areas.preview_outdated': 409,
  'areas.root_not_listed': 409,
} as const

/** Of an overlay, `areaId` is the smallest area that holds all of it, null over several districts. */
const overlay = z.object({ communityId: id.nullable(), areaId: id.nullable(), overlayId: id })
export const areasEvents = {
  /** `fromId`: the area it lay in before, null at the root. */
  areaMoved: event('areas.areaMoved', z.object({ communityId: id.nullable(), areaId: id, fromId: id.nullable() })),
  areaRenamed: event('areas.areaRenamed', z.object({ communityId: id.nullable(), areaId: id })),
  areaAdded: event('areas.areaAdded', z.object({ communityId: id.nullable(), areaId: id })),
  /** `fromId`: the area it lay in, null at the root. */
  areaRemoved: event('areas.areaRemoved', z.object({ communityId: id.nullable(), areaId: id, fromId: id.nullable() })),
  overlayChanged: event('areas.overlayChanged', overlay),
} as const
