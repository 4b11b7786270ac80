// What a proposal would come to, before anybody proposes it.
import { type controlCases, controlErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { planAt } from '../../posture/index.ts'
import { findPerson, residentsOf } from '../../registry/index.ts'
import { courseAt, decided } from '../settle.ts'
import { notFound } from '../place.ts'
import { measureNameOf } from '../views.ts'
import { trackFor } from './open.ts'

export const foreseeOpening: Handlers<typeof controlCases>['foreseeOpening'] = async (ctx: Ctx, { personId, trigger, anchorDay, hasOwnSuite }) => {
  const person = await findPerson(ctx, personId)
  if (!person) throw notFound()
  ctx.must('control.open', person)
  const today = localDay(ctx.now)
  const plan = await planAt(ctx, person.path)
  const track = trackFor(plan, trigger)
  if (track === undefined) throw fail(controlErrors, 'control.unknown_track')
  const row = { pack_id: plan.packId, edition: plan.edition }
  const facts = decided(row, [], { kind: 'open', edition: plan.edition, track: track.key, anchorDay, from: today }, today)
  const course = courseAt(row, facts, today)
  const others = hasOwnSuite || track.coResidents === null || person.homeId === null ? [] : await residentsOf(ctx, person.homeId)
  return {
    track: { zh: track.zh, en: track.en },
    measures: course.spans.map(({ measure, from, to }) => ({ measure, name: measureNameOf(row, measure)!, from, to })),
    tests: course.tests.map(({ on, method }) => ({ day: on, method })),
    recordsPerDay: Math.max(0, ...course.spans.map((span) => span.recordsPerDay)),
    lastDay: course.lastDay,
    releasableOn: course.releasableOn,
    mayPassGate: course.spans.every(({ measure }) => plan.control.measures[measure]?.mayPassGate !== false),
    alongside: others.filter(({ id }) => id !== person.id).length,
  }
}
