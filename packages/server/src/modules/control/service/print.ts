// 解除通知: one A4 page in both languages, for whoever was under control to keep and to show.
import { type controlCases, controlErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { endOf, workStandings } from '@xiaomen/rules/control'
import { earlierDay } from '@xiaomen/rules/days'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { doorsOf, namesOf } from '../../registry/index.ts'
import { surveyOf } from '../indexes.ts'
import { noteHtml } from '../note-html.ts'
import { seenCase } from '../place.ts'
import { listFacts } from '../repo/fact.ts'
import { openFact } from '../sealing.ts'
import { courseAt } from '../settle.ts'
import { isOfPlace } from '../subject.ts'
import { trackFileOf, trackNameOf } from '../track-file.ts'
import { measureNameOf, placesOf } from '../views.ts'

type Cases = Handlers<typeof controlCases>

export const printRelease: Cases['printRelease'] = async (ctx, { caseId }) => {
  const row = await seenCase(ctx, 'control.read', caseId)
  const rows = await listFacts(ctx, row)
  const facts = rows.map((one) => openFact(ctx, one).fact)
  const end = endOf(facts)
  if (end?.kind !== 'released' && end?.kind !== 'lifted') throw fail(controlErrors, 'control.wrong_state')
  const course = courseAt(row, facts, localDay(ctx.now))
  const sight = ctx.sight(row.area_path)
  const track = trackFileOf(row)
  const doors = await doorsOf(ctx, row.home_id === null ? [] : [row.home_id])
  const bytes = noteHtml({
    number: row.id.slice(-12),
    name: row.person_id === null ? null : (masked('name', (await namesOf(ctx, [row.person_id])).get(row.person_id) ?? null, sight.name) ?? '***'),
    place: (await placesOf(ctx, [row.area_path])).get(row.area_path) ?? '',
    door: masked('door', (row.home_id !== null && doors.get(row.home_id)) || null, sight.door),
    track: trackNameOf(row),
    measures: course.spans
      .filter(({ from }) => from <= end.day)
      .map((span) => ({ ...measureNameOf({ ...row, edition: span.edition }, span.measure)!, from: span.from, to: earlierDay(span.to, end.day) })),
    works: isOfPlace(row) ? workStandings(facts, course, end.day).filter(({ standing }) => standing === 'done').length : null,
    surveys: rows.flatMap((one) => {
      const { fact, beside } = openFact(ctx, one)
      return fact.kind === 'survey' ? [{ day: fact.day, ...surveyOf(row, fact, beside) }] : []
    }),
    tests: course.tests.filter(({ taken }) => taken !== null).map(({ taken }) => taken!.day),
    releasedOn: end.day,
    isWithOrder: end.kind === 'lifted',
    unit: rows.findLast((one) => one.kind === end.kind)?.unit ?? null,
    rule: { packId: row.pack_id, edition: course.edition, zh: track?.source.zh ?? '—', en: track?.source.en ?? '—', isDraft: track?.isDraft ?? true },
  })
  return { bytes, type: 'text/html; charset=utf-8', name: `release-${row.id.slice(-12)}.html` }
}
