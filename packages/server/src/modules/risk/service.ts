import { commonErrors, type risk, riskErrors, riskEvents } from '@xiaomen/contract'
import { entryKey, MOST_LINES, readRiskList } from '@xiaomen/rules/risk'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Handlers } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { findArea, listAreas as areasByIds } from '../areas/index.ts'
import { toRiskArea } from './offers.ts'
import * as repo from './repo.ts'
import type { RiskAreaRow, RiskChangeRow } from './tables.ts'

type Risk = Handlers<typeof risk>
type Listed = Pick<RiskAreaRow, 'name' | 'code' | 'level'> & { from: string; until: string | null }

async function viewsOf(ctx: Ctx, rows: readonly RiskAreaRow[]) {
  const names = new Map((await areasByIds(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  return rows.map((row) => ({ ...toRiskArea(row), version: row.version, areaId: row.area_id, areaName: names.get(row.area_id) ?? '—', path: row.area_path }))
}
const viewOf = async (ctx: Ctx, row: RiskAreaRow) => (await viewsOf(ctx, [row]))[0]!

const rowOf = (id: string, area: { id: string; path: string }, listed: Listed, version: number): RiskAreaRow => ({
  id,
  area_id: area.id,
  area_path: area.path,
  name: listed.name,
  code: listed.code,
  level: listed.level,
  from_day: listed.from,
  until_day: listed.until,
  version,
  entry_key: entryKey(listed),
})

async function note(ctx: Ctx, rows: readonly RiskAreaRow[], what: RiskChangeRow['what']): Promise<void> {
  await repo.insertChanges(
    ctx,
    rows.map(({ id, area_path, name, code, level, from_day, until_day }) => ({
      id: uuidv7(),
      risk_area_id: id,
      area_path,
      at: ctx.now,
      account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
      what,
      name,
      code,
      level,
      from_day,
      until_day,
    })),
  )
  for (const areaPath of new Set(rows.map((row) => row.area_path))) await ctx.emit(riskEvents.changed, { areaPath })
}

async function managed(ctx: Ctx, areaId: string) {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('risk.manage', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  return area
}
const mustBeInOrder = ({ from, until }: Pick<Listed, 'from' | 'until'>): void => {
  if (until !== null && until < from) throw fail(riskErrors, 'risk.ends_before_start')
}

export const listAreas: Risk['listAreas'] = async (ctx, { state }) =>
  viewsOf(ctx, await repo.listRiskAreas(ctx, ctx.paths('risk.read'), state, localDay(ctx.now)))

export const addArea: Risk['addArea'] = async (ctx, { id, areaId, ...listed }) => {
  const area = await managed(ctx, areaId)
  mustBeInOrder(listed)
  const row = rowOf(id, area, listed, 1)
  if ((await repo.insertRiskAreas(ctx, [row])).size === 0) {
    const before = await repo.findRiskArea(ctx, id)
    // Pressed twice: it is there, as it was meant.
    if (before?.area_id === area.id && before.entry_key === row.entry_key) return viewOf(ctx, before)
    throw fail(riskErrors, 'risk.listed_already')
  }
  await note(ctx, [row], 'added')
  return viewOf(ctx, row)
}

async function change(ctx: Ctx, riskAreaId: string, version: number, what: 'edited' | 'ended', changed: (before: Listed) => Listed) {
  const before = await repo.lockRiskArea(ctx, riskAreaId)
  if (!before) throw fail(commonErrors, 'request.not_found')
  const area = await managed(ctx, before.area_id)
  if (before.version !== version) throw fail(riskErrors, 'risk.changed_meanwhile')
  const listed = changed(toRiskArea(before))
  mustBeInOrder(listed)
  const row = rowOf(riskAreaId, area, listed, version + 1)
  if (await repo.isListed(ctx, area.id, row.entry_key, riskAreaId)) throw fail(riskErrors, 'risk.listed_already')
  await repo.updateRiskArea(ctx, row)
  await note(ctx, [row], what)
  return viewOf(ctx, row)
}

export const editArea: Risk['editArea'] = (ctx, { riskAreaId, version, ...listed }) => change(ctx, riskAreaId, version, 'edited', () => listed)

export const endArea: Risk['endArea'] = (ctx, { riskAreaId, version, on }) => change(ctx, riskAreaId, version, 'ended', (before) => ({ ...before, until: on }))

export const importAreas: Risk['importAreas'] = async (ctx, { areaId, text }) => {
  const area = await managed(ctx, areaId)
  if (text.split('\n').length > MOST_LINES) throw fail(riskErrors, 'risk.too_many_lines')
  const { rows: read, problems } = readRiskList(text, localDay(ctx.now))
  if (problems.length > 0 || read.length === 0) throw fail(riskErrors, 'risk.bad_lines', { problems: problems.slice(0, 50) })
  const rows = read.map((one) => rowOf(uuidv7(), area, one, 1))
  const written = await repo.insertRiskAreas(ctx, rows)
  await note(
    ctx,
    rows.filter((row) => written.has(row.id)),
    'imported',
  )
  return { added: written.size, known: rows.length - written.size }
}

export const listHistory: Risk['listHistory'] = async (ctx, { riskAreaId }) => {
  const row = await repo.findRiskArea(ctx, riskAreaId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  // A list from above is read by those beneath, whose grants do not reach up to it.
  const paths = ctx.paths('risk.read')
  if (!paths.some((path) => path.startsWith(row.area_path) || row.area_path.startsWith(path))) throw fail(commonErrors, 'request.not_found')
  const changes = await repo.listChanges(ctx, riskAreaId)
  const names = await accountNames(ctx, [...new Set(changes.flatMap((one) => one.account_id ?? []))])
  return changes.map((one) => ({
    id: one.id,
    at: one.at.toISOString(),
    by: (one.account_id && names.get(one.account_id)) || '—',
    what: one.what,
    name: one.name,
    code: one.code,
    level: one.level,
    from: one.from_day,
    until: one.until_day,
  }))
}
