// 场所处置: a place under the measures of a pack, from the proposal to the works of the day; the rest of its life is that of every case. Part of `control`.
import { TRIGGERS, WORKS } from '@xiaomen/rules/control'
import { MOST_PHOTOS } from '@xiaomen/rules/photos'
import { z } from 'zod'
import { CaseView, Evidence, IndexView, MeasureSpan, named } from './control-views.ts'
import { command, day, id, instant, operations, query } from './kit.ts'

const MOST_COUNTED = 100_000
/** `at`: when it was done; what is written down without a network is sent later under the id that the phone made. */
const done = z.object({ id, caseId: id, at: instant, photoIds: z.array(id).max(MOST_PHOTOS) })
const shows = ['name', 'door', 'health'] as const

export const controlPlaces = operations('control', {
  /** An area beneath the community, proposed on evidence: nothing is planned there until a second person of another unit confirms it. */
  openPlace: command({
    can: 'control.open',
    exists: ['watch', 'emergency'],
    input: z.object({ id, areaId: id, trigger: z.enum(TRIGGERS), anchorDay: day, evidence: Evidence }),
    output: CaseView,
    reads: shows,
  }),
  /** What it would come to, before it is proposed. */
  foreseePlace: query({
    can: 'control.open',
    input: z.object({ areaId: id, trigger: z.enum(TRIGGERS), anchorDay: day }),
    output: z.object({
      track: named,
      measures: z.array(MeasureSpan),
      works: z.array(z.object({ work: z.enum(WORKS), days: z.array(day) })),
      indexes: z.array(IndexView),
      lastDay: day,
      releasableOn: day,
    }),
  }),
  /** One work of the place was done. The same id with the same bytes is accepted again. */
  recordWork: command({
    can: 'control.record',
    offline: true,
    input: done.extend({ work: z.enum(WORKS) }),
    output: z.object({ id, isNew: z.boolean() }),
  }),
  /** What a survey counted; the index is worked out by the pack's figures. */
  recordSurvey: command({
    can: 'control.record',
    offline: true,
    input: done.extend({ index: z.string().max(60), counted: z.int().min(0).max(MOST_COUNTED), among: z.int().min(1).max(MOST_COUNTED) }),
    output: z.object({ id, isNew: z.boolean(), value: z.number() }),
  }),
  /** Works that go on where the signed-in resident lives: what, until when, by which plan. Nothing of whose home it began with. */
  listOwnPlaces: query({
    can: 'self',
    input: z.object({}),
    output: z.array(z.object({ id, areaName: z.string(), plan: named, measure: named, rules: z.array(named), from: day, until: day })),
  }),
})
