// 解除通知: one A4 page in both languages, for whoever was under control to keep and to show.
import { type controlCases, controlErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { doorsOf, namesOf } from '../../registry/index.ts'
import { noteHtml } from '../note-html.ts'
import { seenCase } from '../place.ts'
import { listFacts } from '../repo/fact.ts'
import { openFact } from '../sealing.ts'
import { courseAt } from '../settle.ts'
import { trackFileOf } from '../track-file.ts'
import { measureNameOf, placesOf } from '../views.ts'

type Cases = Handlers<typeof controlCases>

export const printRelease: Cases['printRelease'] = async (ctx, { caseId }) => {
  const row = await seenCase(ctx, 'control.read', caseId)
  const rows = await listFacts(ctx, row)
  const end = rows.findLast((one) => one.kind === 'released')
  if (end === undefined) throw fail(controlErrors, 'control.wrong_state')
  const facts = rows.map((one) => openFact(ctx, one).fact)
  const course = courseAt(row, facts, localDay(ctx.now))
  const sight = ctx.sight(row.area_path)
  const track = trackFileOf(row)
  const doors = await doorsOf(ctx, row.home_id === null ? [] : [row.home_id])
  const bytes = noteHtml({
    number: row.id.slice(-12),
    name: masked('name', (await namesOf(ctx, [row.person_id])).get(row.person_id) ?? null, sight.name) ?? '***',
    place: (await placesOf(ctx, [row.area_path])).get(row.area_path) ?? '',
    door: masked('door', (row.home_id !== null && doors.get(row.home_id)) || null, sight.door),
    track: { zh: track?.zh ?? row.track, en: track?.en ?? row.track },
    measures: course.spans.map((span) => ({ ...measureNameOf({ ...row, edition: span.edition }, span.measure)!, from: span.from, to: span.to })),
    tests: course.tests.filter(({ taken }) => taken !== null).map(({ taken }) => taken!.day),
    releasedOn: end.day,
    unit: end.unit ?? '—',
    rule: { packId: row.pack_id, edition: course.edition, zh: track?.source.zh ?? '—', en: track?.source.en ?? '—', isDraft: track?.isDraft ?? true },
  })
  return { bytes, type: 'text/html; charset=utf-8', name: `release-${row.id.slice(-12)}.html` }
}
