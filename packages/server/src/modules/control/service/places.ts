// 场所处置: a place under the measures of its pack, proposed by one and signed by another as a person is; its works and surveys, once under the id the phone made.
import { commonErrors, controlErrors, type controlPlaces } from '@xiaomen/contract'
import { type Command, indexValue, MOST_INDEX, owedWorks, type Trigger, type Work, WORKS, workStandings } from '@xiaomen/rules/control'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { openAct } from '../../approvals/index.ts'
import type { Area } from '../../areas/index.ts'
import { usePhotos } from '../../photos/index.ts'
import { findPack, planAt } from '../../posture/index.ts'
import { findPerson } from '../../registry/index.ts'
import { finishTasks } from '../../tasks/index.ts'
import { indexesOf, indexFileOf } from '../indexes.ts'
import { areaFor, lockedPlace, noted, official } from '../place.ts'
import { findCase, insertCase, listPlacesAround } from '../repo/case.ts'
import { act, courseAt, decided, factsSoFar, tellState } from '../settle.ts'
import type { PlaceCase } from '../subject.ts'
import type { ControlCaseRow } from '../tables.ts'
import { planFileOf, trackFileOf } from '../track-file.ts'
import { measureNameOf, placesOf, viewOf } from '../views.ts'
import { workKey } from '../work.ts'
import { actOf, proposedRow, trackFor } from './open.ts'
import { isNewFact } from './record.ts'

type Places = Handlers<typeof controlPlaces>

/** Beneath the community: what is wider is a zone. */
async function placeFor(ctx: Ctx, areaId: string): Promise<Area & { communityId: string }> {
  const area = await areaFor(ctx, 'control.open', areaId)
  if (area.communityId === null || area.communityId === area.id) throw fail(commonErrors, 'request.invalid', { field: 'areaId' })
  return { ...area, communityId: area.communityId }
}
async function trackAt(ctx: Ctx, area: Area, trigger: Trigger) {
  const plan = await planAt(ctx, area.path)
  const track = trackFor(plan, trigger, 'place')
  if (track === undefined) throw fail(controlErrors, 'control.unknown_track')
  return { plan, track }
}

export const openPlace: Places['openPlace'] = async (ctx, { id, areaId, trigger, anchorDay, evidence }) => {
  const area = await placeFor(ctx, areaId)
  const by = official(ctx)
  const known = await findCase(ctx, id)
  // Pressed twice: the same proposal.
  if (known && known.place_id === area.id && known.opened_by === by.id) return viewOf(ctx, known)
  const { plan, track } = await trackAt(ctx, area, trigger)
  const today = localDay(ctx.now)
  // Refused now what could not be confirmed today.
  decided({ pack_id: plan.packId }, [], { kind: 'open', edition: plan.edition, track: track.key, anchorDay, from: today }, today)
  const row = await proposedRow(
    ctx,
    { community_id: area.communityId, person_id: null, place_id: area.id, home_id: null, area_path: area.path },
    { id, plan, track: track.key, trigger, anchorDay, hasOwnSuite: true, guardian: null, evidence, by, causedBy: null, infectionId: null },
  )
  if (!(await insertCase(ctx, row))) throw fail(controlErrors, 'control.already_open')
  noted(ctx, row)
  await tellState(ctx, row)
  await openAct(ctx, actOf(ctx, row, 1))
  return viewOf(ctx, row)
}

export const foreseePlace: Places['foreseePlace'] = async (ctx, { areaId, trigger, anchorDay }) => {
  const area = await placeFor(ctx, areaId)
  const { plan, track } = await trackAt(ctx, area, trigger)
  const today = localDay(ctx.now)
  const row = { pack_id: plan.packId, edition: plan.edition, track: track.key }
  const facts = decided(row, [], { kind: 'open', edition: plan.edition, track: track.key, anchorDay, from: today }, today)
  const course = courseAt(row, facts, today)
  const works = workStandings(facts, course, today)
  return {
    track: { zh: track.zh, en: track.en },
    measures: course.spans.map(({ measure, from, to }) => ({ measure, name: measureNameOf(row, measure)!, from, to })),
    works: WORKS.flatMap((work) => {
      const days = works.filter((one) => one.work === work).map(({ on }) => on)
      return days.length === 0 ? [] : [{ work, days }]
    }),
    indexes: indexesOf(row),
    lastDay: course.lastDay,
    releasableOn: course.releasableOn,
  }
}

type Done = { id: string; caseId: string; at: string; photoIds: readonly string[] }
/** Written down once, and the task that it answers is done with it. */
async function write(
  ctx: Ctx,
  row: PlaceCase,
  { id, at, photoIds }: Done,
  done: { work: Work; command: Command & { kind: 'work' | 'survey' }; beside: object; body: unknown },
) {
  const by = official(ctx)
  const { isNew, digest } = await isNewFact(ctx, row, id, done.body)
  if (!isNew) return false
  await usePhotos(ctx, row.community_id, photoIds)
  const today = localDay(ctx.now)
  const facts = await factsSoFar(ctx, row)
  const owed = facts.length === 0 ? [] : owedWorks(workStandings(facts, courseAt(row, facts, today), today), today).filter(({ work }) => work === done.work)
  // Of a day before the one it was owed on it answers nothing of today.
  const answered = owed.filter(({ on }) => on <= done.command.day)
  if (answered.length > 0) await finishTasks(ctx, 'control', row.work_source, by.id, answered.map(workKey))
  await act(ctx, row, done.command, {
    way: 'visit',
    by,
    id,
    digest,
    at: new Date(Math.min(Date.parse(at), ctx.now.getTime())),
    beside: { ...done.beside, photoIds },
  })
  return true
}
const dayOf = (ctx: Ctx, at: string): string => localDay(new Date(Math.min(Date.parse(at), ctx.now.getTime())))

export const recordWork: Places['recordWork'] = async (ctx, { work, ...done }) => {
  const row = await lockedPlace(ctx, 'control.record', done.caseId)
  const isAsked = trackFileOf(row)?.phases.some(({ works }) => works.some((one) => one.work === work)) ?? false
  // What is counted is written down with its count.
  if (!isAsked || work === 'indexSurvey') throw fail(commonErrors, 'request.invalid', { field: 'work' })
  const command = { kind: 'work' as const, day: dayOf(ctx, done.at), work }
  return { id: done.id, isNew: await write(ctx, row, done, { work, command, beside: {}, body: [done.caseId, done.at, work, done.photoIds] }) }
}

export const recordSurvey: Places['recordSurvey'] = async (ctx, { index, counted, among, ...done }) => {
  const row = await lockedPlace(ctx, 'control.record', done.caseId)
  const file = indexFileOf(row, index)
  if (file === undefined) throw fail(commonErrors, 'request.invalid', { field: 'index' })
  const value = indexValue(file.per, counted, among)
  if (value > MOST_INDEX) throw fail(commonErrors, 'request.invalid', { field: 'counted' })
  const command = { kind: 'survey' as const, day: dayOf(ctx, done.at), index, value }
  const body = [done.caseId, done.at, index, counted, among, done.photoIds]
  return { id: done.id, value, isNew: await write(ctx, row, done, { work: 'indexSurvey', command, beside: { counted, among }, body }) }
}

export const listOwnPlaces: Places['listOwnPlaces'] = async (ctx) => {
  const { personId } = ctx.self()
  const me = personId === null ? null : await findPerson(ctx, personId)
  if (me === null || me.homeId === null) return []
  const rows = await listPlacesAround(ctx, me.communityId, me.path)
  const places = await placesOf(
    ctx,
    rows.map((row) => row.area_path),
  )
  return rows.flatMap((row) => ownLine(row, places.get(row.area_path) ?? '—') ?? [])
}
function ownLine(row: ControlCaseRow, areaName: string) {
  const plan = findPack(row.pack_id, row.edition)?.file
  const measure = row.measure === null ? undefined : planFileOf(row)?.measures[row.measure as 'placeMeasures']
  if (plan === undefined || measure === undefined || row.from_day === null || row.last_day === null) return null
  const { zh, en, rules } = measure
  return {
    id: row.id,
    areaName,
    plan: { zh: plan.zh, en: plan.en },
    measure: { zh, en },
    rules: rules.map((rule) => ({ zh: rule.zh, en: rule.en })),
    from: row.from_day,
    until: row.last_day,
  }
}
