import { type daily, dailyErrors } from '@xiaomen/contract'
import { comparePaths, contains } from '@xiaomen/rules/areas'
import { type AssessmentState, type Check, type PostingLevel, stands } from '@xiaomen/rules/daily'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import { type Area, areasAt, listOverlaysOf } from '../../areas/index.ts'
import { rootsNear } from '../days.ts'
import { assessGround, criteriaInForce, type CriteriaAt, readGround, toFact } from '../engine.ts'
import { answering, isHead } from '../heads.ts'
import * as assessments from '../repo/assessments.ts'
import { prefixesOf } from '../repo/db.ts'
import * as facts from '../repo/facts.ts'
import * as postings from '../repo/postings.ts'
import * as reports from '../repo/reports.ts'
import type { AssessmentRow } from '../tables.ts'
import { findSubjects, type Subject } from './subjects.ts'

type Daily = Handlers<typeof daily>
const MOST_BLOCKERS = 200

export const getStatus: Daily['getStatus'] = async (ctx, input) => {
  const today = localDay(ctx.now)
  const day = input.day ?? today
  const criteriaAt = await criteriaInForce(ctx)
  const roots = await rootsOf(ctx, criteriaAt)
  const subjectId = input.subjectId ?? roots[0]?.id
  if (subjectId === undefined) throw fail(dailyErrors, 'daily.not_in_force')
  const subject = (await findSubjects(ctx, [subjectId], 'daily.read', day, criteriaAt))[0]!
  const seen = await readAssessed(ctx, subject, day, today, criteriaAt)

  const rows = [seen.subject, ...seen.children]
  const views = await viewsOf(ctx, rows, { day, isToday: day === today, criteriaAt, paths: await pathsOf(ctx, rows, subject, day) })
  const grids = new Set(seen.children.filter((row) => row.is_overlay).map((row) => row.subject_id))
  const children = views.slice(1)
  return {
    day,
    today,
    cutOff: criteriaAt(subject.paths[0]!)!.cutOff,
    subject: views[0]!,
    children: children.filter((view) => !grids.has(view.subjectId)),
    grids: children.filter((view) => grids.has(view.subjectId)),
    blockers: await blockersOf(ctx, seen.blocked, day, criteriaAt),
    roots: roots.map((root) => ({ subjectId: root.id, level: root.level as PostingLevel, name: root.name })),
  }
}

/** Where the actor may begin: their own areas where an order holds, else what beneath them is in force. */
async function rootsOf(ctx: Ctx, criteriaAt: CriteriaAt): Promise<Area[]> {
  const paths = ctx.paths('daily.read')
  const own = new Map((await areasAt(ctx, paths)).map((area) => [area.path, area]))
  const found = new Map<string, Area>()
  for (const path of paths) {
    const area = own.get(path)
    if (area && area.level !== 'district' && criteriaAt(path) !== null) found.set(area.id, area)
    else for (const root of await rootsNear(ctx, path)) if (contains(path, root.path)) found.set(root.id, root)
  }
  return [...found.values()]
}

type Seen = { subject: AssessmentRow; children: AssessmentRow[]; blocked: AssessmentRow[] }

/** As it is kept; before the day is opened, worked out on the spot from what the reader may see. */
async function readAssessed(ctx: Ctx, subject: Subject, day: string, today: string, criteriaAt: CriteriaAt): Promise<Seen> {
  const kept = await assessments.findSubject(ctx, subject.id, day)
  if (kept) {
    const beneath = await assessments.listBlocked(ctx, subject.paths, day, MOST_BLOCKERS)
    return {
      subject: kept,
      children: inOrder(await assessments.listChildren(ctx, kept)),
      blocked: kept.is_overlay && kept.own_count > 0 ? [kept, ...beneath] : beneath,
    }
  }
  if (day !== today) throw fail(dailyErrors, 'daily.not_in_force')
  const all = assessGround(await readGround(ctx, subject.top, day), criteriaAt)
  const row = all.find((each) => each.subject_id === subject.id)
  if (!row) throw fail(dailyErrors, 'daily.not_in_force')
  const isBeneath = (each: AssessmentRow) => each.subject_id === row.subject_id || subject.paths.some((path) => contains(path, each.area_path))
  return {
    subject: row,
    children: inOrder(all.filter((each) => each.parent_id === subject.id || each.member_of.includes(subject.id))),
    blocked: all.filter((each) => each.own_count > 0 && isBeneath(each)).slice(0, MOST_BLOCKERS),
  }
}

const inOrder = (rows: readonly AssessmentRow[]) =>
  rows.toSorted(
    (a, b) => Number(a.is_overlay) - Number(b.is_overlay) || (a.is_overlay ? a.name.localeCompare(b.name, 'zh') : comparePaths(a.area_path, b.area_path)),
  )

/** Of an overlay the paths of its members, of an area its own. */
async function pathsOf(ctx: Ctx, rows: readonly AssessmentRow[], subject: Subject, day: string): Promise<(row: AssessmentRow) => string[]> {
  const members = new Map([[subject.id, subject.paths]])
  if (rows.some((row) => row.is_overlay)) {
    for (const overlay of [...(await listOverlaysOf(ctx, 'grid', subject.top, day)), ...(await listOverlaysOf(ctx, 'cutArea', subject.top, day))])
      members.set(overlay.id, overlay.areaPaths)
  }
  return (row) => (row.is_overlay ? (members.get(row.subject_id) ?? []) : [row.area_path])
}

async function viewsOf(
  ctx: Ctx,
  rows: readonly AssessmentRow[],
  { isToday, day, criteriaAt, paths }: { isToday: boolean; day: string; criteriaAt: CriteriaAt; paths: (row: AssessmentRow) => string[] },
) {
  const ids = rows.map((row) => row.subject_id)
  const latest = await postings.latestPostings(ctx, ids, day)
  const signed = new Map((await reports.listReports(ctx, ids, day)).map((report) => [report.subject_id, report]))
  const names = await accountNames(
    ctx,
    [...signed.values()].map((report) => report.confirmed_by),
  )
  return rows.map((row) => {
    const report = signed.get(row.subject_id)
    const posting = latest.get(row.subject_id)
    const isSmall = row.is_report_due && row.homes < (criteriaAt(row.area_path)?.smallestPosting ?? 0)
    return {
      subjectId: row.subject_id,
      parentId: row.parent_id,
      level: row.level as PostingLevel,
      name: row.name,
      state: row.state as AssessmentState,
      ownBlockers: row.own_count,
      blockersBelow: row.below_count,
      homes: row.homes,
      confirmedBy: report ? (names.get(report.confirmed_by) ?? '—') : null,
      confirmedAt: report?.confirmed_at.toISOString() ?? null,
      posting: posting ? (posting.state as 'posted' | 'withdrawn') : isSmall ? ('tooSmall' as const) : ('none' as const),
      postingCode: posting?.code ?? null,
      // Only its own report is missing: nothing else would refuse it.
      mayConfirm:
        isToday &&
        row.is_report_due &&
        row.own_checks.join() === 'report_unconfirmed' &&
        row.below_count === 0 &&
        isHead(ctx, row.level as PostingLevel, paths(row)),
    }
  })
}

/** What stands in the way, down to the building or unit, each with who answers for it. */
async function blockersOf(ctx: Ctx, rows: readonly AssessmentRow[], day: string, criteriaAt: CriteriaAt) {
  const found = (
    await facts.listFactsAt(
      ctx,
      rows.map((row) => row.subject_id),
    )
  ).filter((fact) => {
    const criteria = criteriaAt(fact.area_path)
    return criteria !== null && stands(toFact(fact), criteria, day)
  })
  const byArea = Map.groupBy(found, (fact) => fact.area_id)
  const names = await assessments.namesAt(ctx, [...new Set(rows.flatMap((row) => prefixesOf(row.area_path)))], day)
  const answers = await answering(ctx, rows.map(placeOf))
  const opened = startOfDay(day).toISOString()
  return rows.flatMap((row) => {
    const common = { areaId: row.subject_id, areaName: placeName(row, names), answers: answers(placeOf(row)) }
    return row.own_checks.flatMap((check) => {
      const here = (byArea.get(row.subject_id) ?? []).filter((fact) => fact.kind === check)
      // A check without a fact of its own (a report, an empty ledger) is open since the day began.
      const causes: { subjectId: string | null; since: string }[] =
        here.length > 0 ? here.map((fact) => ({ subjectId: fact.id, since: fact.since.toISOString() })) : [{ subjectId: null, since: opened }]
      return causes.map((cause) => ({ ...common, check: check as Check, ...cause }))
    })
  })
}

const placeOf = (row: AssessmentRow) => ({
  level: row.level as PostingLevel,
  path: row.area_path,
  overlayId: row.is_overlay ? row.subject_id : null,
})

/** A unit alone is called "unit 1": with its building, its compound and its community it can be found. */
function placeName(row: AssessmentRow, names: ReadonlyMap<string, string>): string {
  if (row.is_overlay) return row.name
  const above = prefixesOf(row.area_path)
    .slice(-4)
    .map((path) => names.get(path) ?? '')
    .filter((name) => name !== '')
  return above.length === 0 ? row.name : above.join(' ')
}
