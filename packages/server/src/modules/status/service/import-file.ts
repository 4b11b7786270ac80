import { type status, statusErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { waits } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { plansInForce } from '../../posture/index.ts'
import { type Remembered, type ReadFile, readStatusFile } from '../read-file.ts'
import { updateSource } from '../repo/source.ts'
import { type Matched, match, takeIn } from '../take-in.ts'
import { whoOf } from '../views.ts'
import { areaFor, official, sourceFor } from './place.ts'

const SAMPLE = 50

export const importFile: Handlers<typeof status>['importFile'] = async (ctx, { sourceId, areaId, columns, isPreview }) => {
  const area = await areaFor(ctx, 'status.report', areaId)
  const source = await sourceFor(ctx, sourceId, area.path)
  const read = await readStatusFile(ctx.file!, columns, source.columns as Remembered)
  if (read.told.length === 0) throw fail(statusErrors, 'status.file_empty')
  if (!isPreview && !read.columns.includes('documentNumber')) throw fail(statusErrors, 'status.no_document_column')
  const matched = await match(ctx, source, area.path, read.told)
  if (!isPreview) {
    const learnt = Object.fromEntries(read.keys.flatMap((key, at) => (key === '' ? [] : [[key, read.columns[at] ?? null]])))
    // A community that uses its street's source does not change what the street's columns mean.
    if (ctx.may('status.manage', { path: source.area_path })) await updateSource(ctx, source.id, { columns: { ...(source.columns as Remembered), ...learnt } })
    const { importId } = await takeIn(
      ctx,
      { source, way: 'file', by: official(ctx), place: { communityId: area.communityId ?? area.id, path: area.path } },
      matched,
    )
    return { ...(await answerOf(ctx, read, matched)), importId }
  }
  return { ...(await answerOf(ctx, read, matched)), importId: null }
}

async function answerOf(ctx: Ctx, { headers, columns }: ReadFile, matched: readonly Matched[]) {
  const shown = matched.slice(0, SAMPLE)
  const someoneOf = (one: Matched) => (one.problem === null ? one.people[0] : undefined)
  const rows = shown.flatMap((one) => {
    const person = someoneOf(one)
    return person ? [{ person_id: person.id, home_id: person.homeId, area_path: person.path }] : []
  })
  const who = await whoOf(ctx, rows)
  const planOf = await plansInForce(ctx)
  const fitting = matched.filter((one) => one.problem === null)
  return {
    headers,
    columns,
    rows: matched.length,
    matched: fitting.length,
    known: matched.filter((one) => one.isKnown).length,
    other: matched.filter((one) => one.isOther).length,
    unmatched: matched.length - fitting.length,
    hurting: fitting.filter((one) => !one.isKnown && one.people.some(({ path }) => waits(one.told.kind!, planOf(path).status.kinds[one.told.kind!].verdict)))
      .length,
    sample: shown.map((one) => {
      const person = someoneOf(one)
      const names = person ? who({ person_id: person.id, home_id: person.homeId, area_path: person.path }) : { name: null, door: null }
      return {
        row: one.told.row ?? 0,
        document: masked('document', one.told.document, 'masked'),
        ...names,
        kind: one.told.kind,
        from: one.told.from === null ? null : localDay(one.told.from),
        problem: one.problem,
      }
    }),
  }
}
