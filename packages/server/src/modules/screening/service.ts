// Plans of a mass screening: worked out, kept, listed, given as a workbook and on paper.
import { type screening, screeningErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import type { Handlers } from '../../platform/module.ts'
import { accountNames } from '../access/index.ts'
import { listAreas } from '../areas/index.ts'
import { planAt } from '../posture/index.ts'
import { planBook } from './book.ts'
import { makePlan } from './make-plan.ts'
import { areaFor, notFound, planFor, planOf } from './place.ts'
import { planHtml } from './plan-html.ts'
import { say } from './plan-text.ts'
import * as repo from './repo.ts'
import type { PlanRow } from './tables.ts'

type Screening = Handlers<typeof screening>
const MOST_LISTED = 100
const mayEdit = (ctx: Ctx, row: PlanRow): boolean => ctx.may('screening.plan', { path: row.area_path })
const nameOf = async (ctx: Ctx, row: PlanRow): Promise<string | null> =>
  row.changed_by === null ? null : ((await accountNames(ctx, [row.changed_by])).get(row.changed_by) ?? null)

export const previewPlan: Screening['previewPlan'] = async (ctx, { areaId, asked }) => makePlan(ctx, await areaFor(ctx, 'screening.plan', areaId), asked)

export const savePlan: Screening['savePlan'] = async (ctx, { id, areaId, name, version, asked }) => {
  const before = version === null ? null : await planFor(ctx, 'screening.plan', id)
  const area = await areaFor(ctx, 'screening.plan', areaId)
  // A plan stays where it was made: that of another area is another plan.
  if (before !== null && before.area_id !== area.id) throw notFound()
  const plan = await makePlan(ctx, area, asked)
  const row: PlanRow = {
    community_id: area.communityId ?? area.id,
    id,
    area_id: area.id,
    area_path: area.path,
    name,
    people: plan.totals.people,
    plan,
    changed_by: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    changed_at: ctx.now,
    version: version ?? 1,
  }
  if (before === null) {
    if (!(await repo.insertPlan(ctx, row))) throw fail(screeningErrors, 'screening.changed_meanwhile')
    return { id, version: 1 }
  }
  if (!(await repo.updatePlan(ctx, row))) throw fail(screeningErrors, 'screening.changed_meanwhile')
  return { id, version: row.version + 1 }
}

export const listPlans: Screening['listPlans'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'screening.read', areaId)
  const rows = await repo.listPlans(ctx, area.path, MOST_LISTED + 1)
  const shown = rows.slice(0, MOST_LISTED)
  const areas = new Map((await listAreas(ctx, [...new Set(shown.map((row) => row.area_id))])).map((one) => [one.id, one.name]))
  const names = await accountNames(ctx, [...new Set(shown.flatMap((row) => row.changed_by ?? []))])
  return {
    isCut: rows.length > MOST_LISTED,
    plans: shown.map((row) => {
      const { totals, asked, run, area: planned } = planOf(row)
      return {
        id: row.id,
        name: row.name,
        areaName: areas.get(row.area_id) ?? planned.name,
        people: totals.people,
        points: totals.points,
        tables: totals.tables,
        hours: asked.hours,
        isInTime: run?.isInTime ?? null,
        changedAt: row.changed_at.toISOString(),
        changedBy: row.changed_by === null ? null : (names.get(row.changed_by) ?? null),
        version: row.version,
        mayEdit: mayEdit(ctx, row),
      }
    }),
  }
}

export const getPlan: Screening['getPlan'] = async (ctx, { planId }) => {
  const row = await planFor(ctx, 'screening.read', planId)
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    changedAt: row.changed_at.toISOString(),
    changedBy: await nameOf(ctx, row),
    mayEdit: mayEdit(ctx, row),
    mayLayOut: ctx.may('testing.plan', { path: row.area_path }) && (await planAt(ctx, row.area_path)).posture !== 'peace',
    plan: planOf(row),
  }
}

export const removePlan: Screening['removePlan'] = async (ctx, { planId, version }) => {
  const row = await planFor(ctx, 'screening.plan', planId)
  if (!(await repo.deletePlan(ctx, row, version))) throw fail(screeningErrors, 'screening.changed_meanwhile')
  return {}
}

export const downloadWorkbook: Screening['downloadWorkbook'] = async (ctx, { planId, lang }) => {
  const row = await planFor(ctx, 'screening.read', planId)
  const by = (await nameOf(ctx, row)) ?? ''
  return planBook({ id: row.id, name: row.name, plan: planOf(row), by, at: row.changed_at, lang })
}

export const printPlan: Screening['printPlan'] = async (ctx, { planId, lang }) => {
  const row = await planFor(ctx, 'screening.read', planId)
  const bytes = planHtml({ name: row.name, plan: planOf(row), lang })
  return { bytes, type: 'text/html; charset=utf-8', name: `${say('title', lang)}-${row.name}.html` }
}
