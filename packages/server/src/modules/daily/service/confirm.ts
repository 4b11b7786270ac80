import { commonErrors, type daily, dailyErrors, dailyEvents } from '@xiaomen/contract'
import { outermost } from '@xiaomen/rules/areas'
import type { Check, Refusal } from '@xiaomen/rules/daily'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { planAt, plansInForce } from '../../posture/index.ts'
import { assessGround, criteriaInForce, type Ground, readGround } from '../engine.ts'
import { isHead } from '../heads.ts'
import * as reports from '../repo/reports.ts'
import type { AssessmentRow, ReportRow } from '../tables.ts'
import { findSubjects, type Subject } from './subjects.ts'

type Daily = Handlers<typeof daily>

const accountId = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor.id
}
/** Under the key of the order that asks for the report. */
const reason = (ctx: Ctx, row: string, column: 'note' | 'void_reason', text: string, orderId: string | null) =>
  ctx.crypto.seal('health', { table: 'daily.report', row, column }, text, orderId ?? 'peace')

export const confirmReports: Daily['confirmReports'] = async (ctx, { subjectIds, note }) => {
  const day = localDay(ctx.now)
  const subjects = await findSubjects(ctx, subjectIds, 'daily.confirm', day, await criteriaInForce(ctx))
  return confirm(ctx, subjects, { by: accountId(ctx), day, note: note ?? null, isHead: (subject) => isHead(ctx, subject.level, subject.paths) })
}

/** For the demonstration and for tests: a head's confirmation without the head's session. */
export async function confirmAs(
  ctx: Ctx,
  accountId: string,
  subjectIds: readonly string[],
): Promise<{ confirmed: string[]; refused: { subjectId: string; check: Refusal }[] }> {
  const day = localDay(ctx.now)
  return confirm(ctx, await findSubjects(ctx, subjectIds, 'daily.confirm', day, await criteriaInForce(ctx)), {
    by: accountId,
    day,
    note: null,
    isHead: () => true,
  })
}

type Signing = { by: string; day: string; note: string | null; isHead: (subject: Subject) => boolean }

/**
 * All asked for together are judged together, as if each were confirmed already: a compound may be confirmed in one go with its units,
 * and stays refused when one of them is.
 */
async function confirm(ctx: Ctx, subjects: readonly Subject[], { by, day, note, isHead: mayBy }: Signing) {
  const criteriaAt = await criteriaInForce(ctx)
  const refused: { subjectId: string; check: Refusal }[] = []
  const own = subjects.filter((subject) => mayBy(subject) || refused.push({ subjectId: subject.id, check: 'other_head' }) === 0)
  if (own.length === 0) return { confirmed: [], refused }

  const byId = new Map<string, { row: AssessmentRow; ground: Ground; isReported: boolean }>()
  for (const path of outermost(own.map((subject) => subject.top))) {
    const ground = await readGround(ctx, path, day)
    const asked = own.filter((subject) => ground.nodes.has(subject.id)).flatMap((subject) => withUnits(ground, subject.id))
    for (const row of assessGround(ground, criteriaAt, asked)) byId.set(row.subject_id, { row, ground, isReported: ground.reported.has(row.subject_id) })
  }

  const planOf = await plansInForce(ctx)
  const confirmed: string[] = []
  const signed: ReportRow[] = []
  for (const subject of own) {
    const found = byId.get(subject.id)
    if (found?.row.state !== 'free') {
      refused.push({ subjectId: subject.id, check: found ? mainObstacle(found.row) : 'facts_unknown' })
      continue
    }
    confirmed.push(subject.id)
    for (const id of withUnits(found.ground, subject.id)) {
      const { row, isReported } = byId.get(id)!
      if (!row.is_report_due || isReported || signed.some((report) => report.subject_id === id)) continue
      const reportId = uuidv7()
      signed.push({
        community_id: row.community_id,
        id: reportId,
        day,
        subject_id: id,
        area_path: row.is_overlay ? subject.paths[0]! : row.area_path,
        confirmed_by: by,
        confirmed_at: ctx.now,
        note: note === null ? null : reason(ctx, reportId, 'note', note, planOf(row.area_path).orderId),
        voided_at: null,
        voided_by: null,
        void_kind: null,
        void_reason: null,
      })
    }
  }
  await reports.insertReports(ctx, signed)
  for (const report of signed) await ctx.emit(dailyEvents.reportConfirmed, { subjectId: report.subject_id, day, areaPath: report.area_path })
  // A community lies under one root, so what one job takes up together does too.
  for (const together of Map.groupBy(signed, (report) => report.community_id).values()) {
    await ctx.enqueue('daily.assess', { path: together[0]!.area_path, subjects: together.map((report) => report.subject_id).join(',') })
  }
  return { confirmed, refused }
}

/** A building of several units is reported by confirming its units. */
const withUnits = (ground: Ground, id: string): string[] => {
  const node = ground.nodes.get(id)
  return node?.level === 'building' && !node.isReportDue ? node.childIds.filter((child) => ground.nodes.get(child)?.level === 'unit') : [id]
}

const ORDER: readonly Check[] = ['infection_case', 'fever_unresolved', 'facts_unknown']
const mainObstacle = (row: AssessmentRow): Check => ORDER.find((check) => row.own_checks.includes(check)) ?? 'child_not_free'

export const takeBackReport: Daily['takeBackReport'] = async (ctx, input) => {
  const day = localDay(ctx.now)
  const [subject] = await findSubjects(ctx, [input.subjectId], 'daily.confirm', day, await criteriaInForce(ctx))
  if (!isHead(ctx, subject!.level, subject!.paths)) throw fail(commonErrors, 'access.denied')
  const [report] = await reports.listReports(ctx, [input.subjectId], day)
  if (!report) throw fail(dailyErrors, 'daily.not_confirmed')
  await reports.voidReport(ctx, input.subjectId, day, {
    at: ctx.now,
    by: accountId(ctx),
    kind: 'takenBack',
    reason: reason(ctx, report.id, 'void_reason', input.reason, (await planAt(ctx, subject!.paths[0]!)).orderId),
  })
  await ctx.enqueue('daily.assess', { path: subject!.paths[0]!, subjects: input.subjectId })
  return {}
}
