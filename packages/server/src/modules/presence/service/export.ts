// The list as a file, for whoever works on it outside: only while it is open, and for many people only when a third has signed.
import { type presence, presenceErrors } from '@xiaomen/contract'
import { type Certainty, type Doubt, needsThird } from '@xiaomen/rules/presence'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localClock, localDay } from '../../../platform/time.ts'
import { writeForm, XLSX_TYPE } from '../../../platform/workbook/write-workbook.ts'
import { caseOf, peopleIn, workOut } from '../found.ts'
import { notFound } from '../place.ts'
import { findTrace } from '../repo/trace.ts'
import { peopleOf, placesOf, stateOf } from '../trace-views.ts'
import { openSubject } from '../who.ts'

const SURE: Record<Certainty, string> = { high: '高', medium: '中', low: '低' }
const WHY: Record<Doubt, string> = {
  named: '有一方由门岗点选或报号',
  said: '有一方身份为自填',
  rotating: '有一方凭动态码，无人当面确认',
  assumedStay: '有一方未签离，停留为推定',
  otherDirection: '方向相反',
  apart: '间隔较大',
}
const HEADERS = ['圈层', '姓名', '住址', '电话', '把握', '原因', '次数', '地点', '最早', '最晚']
const momentOf = (at: Date): string => `${localDay(at)} ${localClock(at)}`

export const exportTrace: Handlers<typeof presence>['exportTrace'] = async (ctx, { traceId }) => {
  const row = await findTrace(ctx, traceId)
  if (!row) throw notFound()
  ctx.must('presence.trace', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  if (stateOf(row, ctx.now) !== 'open') throw fail(presenceErrors, 'presence.not_open')
  const worked = await workOut(ctx, row.area_path, caseOf(ctx, row), row.ring)
  if (needsThird(peopleIn(worked.counts)) && row.export_signed_at === null) throw fail(presenceErrors, 'presence.needs_third')
  const places = await placesOf(ctx, worked)
  const placesBy = Map.groupBy(worked.first.meetings, ({ key }) => key)
  const found = await peopleOf(ctx, row, worked)
  ctx.audit.subjects([openSubject(ctx, row).personId, ...found.flatMap(({ personId }) => personId ?? [])])
  const rows = found.map((one) => [
    String(one.ring),
    one.name,
    one.door,
    one.phone,
    SURE[one.certainty],
    one.doubts.map((doubt) => WHY[doubt]).join('；'),
    String(one.times),
    [...new Set((placesBy.get(one.key) ?? []).map(({ placeId }) => places.get(placeId) ?? '—'))].join('、'),
    momentOf(new Date(one.first)),
    momentOf(new Date(one.last)),
  ])
  return {
    bytes: await writeForm({ name: '时空交集', columns: HEADERS.map((header) => ({ header })), rows }),
    type: XLSX_TYPE,
    name: `时空交集 ${localDay(ctx.now)}.xlsx`,
  }
}
