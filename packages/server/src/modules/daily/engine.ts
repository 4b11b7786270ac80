// Keeps the assessments of a day true: from scratch for everything under a root, or along one chain after one change.
// Both end in `settle`, which writes what differs, withdraws what is contradicted and posts what has become free.
import { dailyEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import {
  assess,
  assessChain,
  type Assessment,
  type AssessmentState,
  type Check,
  type DailyCriteria,
  type Fact,
  type FactKind,
  type Node,
  nodesOf,
  type Own,
  ownOf,
  type PostingLevel,
} from '@xiaomen/rules/daily'
import type { Ctx } from '../../platform/ctx.ts'
import { type Area, areasUnder, chainOf, listOverlaysOf, type Overlay, overlaysAt } from '../areas/index.ts'
import { plansInForce } from '../posture/index.ts'
import { newCode } from './code.ts'
import * as assessments from './repo/assessments.ts'
import * as facts from './repo/facts.ts'
import * as postings from './repo/postings.ts'
import * as reports from './repo/reports.ts'
import type { AssessmentRow, FactRow, PostingRow } from './tables.ts'

/** The pack's criteria at a path, or null in peace. */
export type CriteriaAt = (path: string) => DailyCriteria | null
export async function criteriaInForce(ctx: Ctx): Promise<CriteriaAt> {
  const planAt = await plansInForce(ctx)
  return (path) => {
    const plan = planAt(path)
    return plan.posture === 'peace' ? null : plan.daily
  }
}

/** The topmost area of a chain where reports are made: of the street where the street is in force, else of the part that is. Districts make none. */
export const rootOf = (chain: readonly Area[], criteriaAt: CriteriaAt): Area | null =>
  chain.find((area) => area.level !== 'district' && criteriaAt(area.path) !== null) ?? null

export const toFact = (row: FactRow): Fact => ({ kind: row.kind as FactKind, areaId: row.area_id, fromDay: row.from_day, endedOn: row.ended_on })
/** For what lies above communities the subject itself stands in for the community. */
export const communityOf = (area: { id: string; communityId: string | null }) => area.communityId ?? area.id

/** What an assessment starts from, for everything at and under a path. */
export type Ground = { tree: Area[]; overlays: Overlay[]; nodes: Map<string, Node>; facts: Fact[]; reported: Set<string>; path: string; day: string }
export async function readGround(ctx: Ctx, path: string, day: string): Promise<Ground> {
  const tree = await areasUnder(ctx, path)
  const grids = await listOverlaysOf(ctx, 'grid', path, day)
  const cutAreas = await listOverlaysOf(ctx, 'cutArea', path, day)
  // What reaches beyond this path is a matter of what lies above.
  const overlays = [...grids, ...cutAreas].filter((overlay) => overlay.areaPaths.every((member) => contains(path, member)))
  const nodes = nodesOf(
    tree,
    overlays.map(({ id, kind, areaIds }) => ({ id, kind: kind as 'grid' | 'cutArea', memberIds: areaIds })),
  )
  const standing = await facts.listFactsUnder(ctx, path)
  return { tree, overlays, nodes, facts: standing.map(toFact), reported: await reports.listReportedUnder(ctx, [path], day), path, day }
}

/** Every subject from scratch; writes nothing. `extra`: subjects to take as reported though nothing is written yet. */
export function assessGround(
  { tree, overlays, nodes, facts: found, reported, path, day }: Ground,
  criteriaAt: CriteriaAt,
  extra: Iterable<string> = [],
): AssessmentRow[] {
  const areas = new Map(tree.map((area) => [area.id, area]))
  const across = new Map(overlays.map((overlay) => [overlay.id, overlay]))
  // An overlay stands where it counts: at the area above it.
  const placeOf = (node: Node) =>
    areas.get(node.id)?.path ?? (node.parentId === null ? undefined : areas.get(node.parentId)?.path) ?? across.get(node.id)?.path ?? path
  const result = assess({ nodes, facts: found, reports: new Set([...reported, ...extra]), day, criteriaOf: (node) => criteriaAt(placeOf(node)) })
  return [...result].map(([id, assessment]): AssessmentRow => {
    const node = nodes.get(id)!
    const area = areas.get(id)
    return {
      community_id: area ? communityOf(area) : (across.get(id)?.communityId ?? id),
      day,
      subject_id: id,
      parent_id: node.parentId,
      member_of: node.memberOf.toSorted(),
      member_ids: node.isOverlay ? node.childIds.toSorted() : [],
      level: node.level,
      name: area?.name ?? across.get(id)?.name ?? '',
      area_path: placeOf(node),
      homes: node.homes,
      is_overlay: node.isOverlay,
      is_report_due: node.isReportDue,
      ...columnsOf(assessment),
    }
  })
}

const columnsOf = ({ state, own, below }: Assessment) => ({
  state,
  own_state: own.state,
  own_checks: own.checks.toSorted(),
  own_count: own.count,
  below_count: below,
})
const toAssessment = (row: AssessmentRow): Assessment => ({
  state: row.state as AssessmentState,
  own: { state: row.own_state as AssessmentState, checks: row.own_checks as Check[], count: row.own_count },
  below: row.below_count,
})

/** From scratch for everything under a root. Writes only what differs, so it may run at any time. */
export async function rebuild(ctx: Ctx, root: Area, day: string, criteriaAt: CriteriaAt): Promise<void> {
  await assessments.lockRoot(ctx, root.id)
  const rows = assessGround(await readGround(ctx, root.path, day), criteriaAt)
  const before = new Map((await assessments.listUnder(ctx, root.path, day)).map((row) => [row.subject_id, row]))
  const changed = rows.filter((row) => !isSame(row, before.get(row.subject_id)))
  for (const row of rows) before.delete(row.subject_id)
  const gone = [...before.keys()]
  await assessments.deleteAssessments(ctx, gone, day)
  const above = await chainOf(ctx, root.path)
  const standing = await postings.listStandingUnder(ctx, root.path, day)
  await settle(ctx, {
    day,
    changed,
    gone,
    all: rows,
    standing,
    criteriaAt,
    names: new Map([...above.map((area) => [area.path, area.name] as const), ...areaNames(rows)]),
  })
}

const COMPARED = ['parent_id', 'level', 'name', 'area_path', 'homes', 'is_overlay', 'is_report_due', 'state', 'own_state', 'own_count', 'below_count'] as const
const isSame = (a: AssessmentRow, b: AssessmentRow | undefined) =>
  b !== undefined &&
  COMPARED.every((column) => a[column] === b[column]) &&
  a.member_of.join() === b.member_of.join() &&
  a.member_ids.join() === b.member_ids.join() &&
  a.own_checks.join() === b.own_checks.join()
const areaNames = (rows: readonly AssessmentRow[]) => rows.filter((row) => !row.is_overlay).map((row) => [row.area_path, row.name] as const)

/** One area's own facts or report changed: its chain upward, nothing else. Opens the day first where nobody has. */
export async function refreshChain(
  ctx: Ctx,
  place: { areaId: string; path: string },
  day: string,
  known: { chain?: readonly Area[]; isConfirmed?: boolean } = {},
): Promise<void> {
  const criteriaAt = await criteriaInForce(ctx)
  const chain = known.chain ?? (await chainOf(ctx, place.path))
  const root = rootOf(chain, criteriaAt)
  if (!root) return withdrawAbove(ctx, place, day)
  await assessments.lockRoot(ctx, root.id)
  const near = await assessments.listChain(ctx, place.path, day)
  const subject = near.find((row) => row.subject_id === place.areaId)
  if (!subject) return rebuild(ctx, root, day, criteriaAt)

  const rows = new Map(near.map((row) => [row.subject_id, row]))
  const nodes = nodesFrom([...rows.values()])
  const node = nodes.get(place.areaId)!
  const criteria = criteriaAt(place.path)
  const here = (await facts.listFactsAt(ctx, [place.areaId])).map(toFact)
  const isConfirmed = known.isConfirmed ?? (await reports.listReports(ctx, [place.areaId], day)).length > 0
  const own: Own = criteria ? ownOf(node, here, isConfirmed, criteria, day) : toAssessment(subject).own
  const before = new Map([...rows].map(([id, row]) => [id, toAssessment(row)]))
  const after = assessChain({ nodes, known: before, changed: new Map([[place.areaId, own]]), criteriaOf: (of) => criteriaAt(rows.get(of.id)!.area_path) })

  const all = [...after].map(([id, assessment]) => ({ ...rows.get(id)!, ...columnsOf(assessment) }))
  const changed = all.filter((row) => !isSame(row, rows.get(row.subject_id)))
  await settle(ctx, { day, changed, gone: [], all, standing: null, criteriaAt, names: new Map(chain.map((area) => [area.path, area.name])) })
}

/** Nodes as far as these rows reach: enough for the chain, whose children are all among them. */
function nodesFrom(rows: readonly AssessmentRow[]): Map<string, Node> {
  const children = new Map<string, string[]>()
  for (const row of rows)
    for (const above of [row.parent_id, ...row.member_of]) if (above !== null) children.set(above, [...(children.get(above) ?? []), row.subject_id])
  return new Map(
    rows.map((row) => [
      row.subject_id,
      {
        id: row.subject_id,
        level: row.level as PostingLevel,
        parentId: row.parent_id,
        memberOf: row.member_of,
        childIds: children.get(row.subject_id) ?? [],
        isOverlay: row.is_overlay,
        homes: row.homes,
        isReportDue: row.is_report_due,
      },
    ]),
  )
}

/** Nothing is assessed where no order is in force, but what was posted while one was must still be withdrawn. */
async function withdrawAbove(ctx: Ctx, place: { path: string }, day: string): Promise<void> {
  const above = await postings.listPostingsAbove(ctx, place.path, day)
  const across = await overlaysAt(ctx, place.path, day)
  await tellWithdrawn(
    ctx,
    await postings.withdrawPostings(ctx, [...above.map((posting) => posting.subject_id), ...across.map((overlay) => overlay.id)], day, ctx.now),
  )
}

type Settlement = {
  day: string
  changed: readonly AssessmentRow[]
  gone: readonly string[]
  all: readonly AssessmentRow[]
  /** Of `all` and `gone`, the subjects whose posting stands; null where asking costs more than trying. */
  standing: ReadonlySet<string> | null
  criteriaAt: CriteriaAt
  names: ReadonlyMap<string, string>
}

async function settle(ctx: Ctx, { day, changed, gone, all, standing, criteriaAt, names }: Settlement): Promise<void> {
  await assessments.saveAssessments(ctx, changed)
  const wrong = [...all.filter((row) => !isPostable(row, criteriaAt)).map((row) => row.subject_id), ...gone].filter((id) => standing?.has(id) ?? true)
  await tellWithdrawn(ctx, await postings.withdrawPostings(ctx, wrong, day, ctx.now))
  const due = all
    .filter((row) => !standing?.has(row.subject_id) && isPostable(row, criteriaAt))
    .map((row): PostingRow => ({
      community_id: row.community_id,
      code: newCode(),
      day,
      subject_id: row.subject_id,
      level: row.level,
      name: row.name,
      full_name: fullName(row, names),
      area_path: row.area_path,
      state: 'posted',
      posted_at: ctx.now,
      withdrawn_at: null,
    }))
  for (const posting of await postings.insertPostings(ctx, due))
    await ctx.emit(dailyEvents.posted, { subjectId: posting.subject_id, day, areaPath: posting.area_path })
}

/** Free, reported by a head of its own, and large enough that it points at nobody. */
const isPostable = (row: AssessmentRow, criteriaAt: CriteriaAt): boolean =>
  row.state === 'free' && row.is_report_due && row.homes >= (criteriaAt(row.area_path)?.smallestPosting ?? Number.POSITIVE_INFINITY)

async function tellWithdrawn(ctx: Ctx, withdrawn: readonly PostingRow[]): Promise<void> {
  for (const posting of withdrawn) await ctx.emit(dailyEvents.withdrawn, { subjectId: posting.subject_id, day: posting.day, areaPath: posting.area_path })
}

/** The names from the top down, as a stranger would need them to find the place. */
function fullName(row: AssessmentRow, names: ReadonlyMap<string, string>): string {
  const steps = row.area_path.split('/').slice(1, -1)
  const above = steps.map((_, index) => names.get(`/${steps.slice(0, index + 1).join('/')}/`) ?? '').filter((name) => name !== '')
  return (row.is_overlay ? [...above, row.name] : above).join(' ')
}

/** A fact found late withdraws what was posted on the days it was already true. */
export async function withdrawPast(ctx: Ctx, path: string, fromDay: string, today: string): Promise<void> {
  await tellWithdrawn(ctx, await postings.withdrawPast(ctx, path, fromDay, today, ctx.now))
}
