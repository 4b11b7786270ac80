// Who gives such files, and which have come.
import { type foreign, foreignErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { areaFor, official } from '../place.ts'
import * as repo from '../repo/giver.ts'
import type { GiverRow } from '../tables.ts'

type Foreign = Handlers<typeof foreign>
const MOST_FILES = 100

async function viewsOf(ctx: Ctx, rows: readonly (GiverRow & { areaId: string })[]) {
  const last = await repo.lastFiles(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    areaId: row.areaId,
    method: row.method,
    isLearnt: Object.keys(row.columns as object).length > 0,
    lastAt: last.get(row.id)?.toISOString() ?? null,
  }))
}
// The community, or the area above several, that it was entered for.
const withArea = (row: GiverRow) => ({ ...row, areaId: row.community_id })

export const listGivers: Foreign['listGivers'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'foreign.read', areaId)
  return viewsOf(ctx, (await repo.listGiversAround(ctx, area.path)).map(withArea))
}

export const addGiver: Foreign['addGiver'] = async (ctx, { id, areaId, name, method }) => {
  const area = await areaFor(ctx, 'foreign.take', areaId)
  const row: GiverRow = {
    community_id: area.communityId ?? area.id,
    id,
    area_path: area.path,
    name,
    method,
    columns: {},
    made_by: official(ctx),
    made_at: ctx.now,
  }
  const same = (await repo.listGiversAround(ctx, area.path)).find((one) => one.name === name && one.id !== id)
  if (same) throw fail(foreignErrors, 'foreign.giver_known')
  if (!(await repo.insertGiver(ctx, row))) {
    const known = await repo.findGiver(ctx, id)
    if (known?.name !== name || known.area_path !== area.path) throw fail(foreignErrors, 'foreign.giver_known')
  }
  return (await viewsOf(ctx, [withArea(row)]))[0]!
}

export const listFiles: Foreign['listFiles'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'foreign.read', areaId)
  const rows = await repo.listFiles(ctx, area.path, MOST_FILES)
  const givers = await repo.giverNames(ctx, [...new Set(rows.map((row) => row.giver_id))])
  const names = await accountNames(ctx, [...new Set(rows.map((row) => row.taken_by))])
  return rows.map((row) => ({
    id: row.id,
    giver: { id: row.giver_id, name: givers.get(row.giver_id) ?? '—' },
    takenAt: row.taken_at.toISOString(),
    takenBy: names.get(row.taken_by) ?? null,
    rows: row.rows,
    matched: row.matched,
    known: row.known,
    aside: row.aside,
    faults: row.faults,
  }))
}
