// 批量: one act on many, in a few statements; what was there before is kept with it, so that it can be undone as a whole.
import { commonErrors, type tracing, tracingErrors } from '@xiaomen/contract'
import { z } from 'zod'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { tellChanged, turnMany } from '../enter.ts'
import { areaFor, checkDays, notFound, official } from '../place.ts'
import { listByIds, lockMany, restoreMany, updateMany } from '../repo/traced.ts'
import * as trail from '../repo/trail.ts'
import type { TracedRow } from '../tables.ts'

type Tracing = Handlers<typeof tracing>
const MOST_EDITS = 50
/** While it may still be undone: the next day somebody has gone by it. */
const UNDO_HOURS = 24

const Before = z.array(
  z.object({
    id: z.string(),
    version: z.number(),
    isolatedOn: z.string().nullable(),
    closedOn: z.string().nullable(),
    closeReason: z.string().nullable(),
    toldAt: z.string().nullable(),
  }),
)
const beforeOf = (row: TracedRow): z.infer<typeof Before>[number] => ({
  id: row.id,
  version: row.version + 1,
  isolatedOn: row.isolated_on,
  closedOn: row.closed_on,
  closeReason: row.close_reason,
  toldAt: row.told_at?.toISOString() ?? null,
})

export const editMany: Tracing['editMany'] = async (ctx, { id, areaId, tracedIds, change }) => {
  const area = await areaFor(ctx, 'tracing.lead', areaId)
  if (change.kind !== 'told') checkDays(ctx, { on: change.on })
  const asked = new Set(tracedIds)
  const again = await trail.lockEdit(ctx, id)
  // Pressed twice it is one, and answered as it was.
  if (again?.area_path === area.path) {
    const changed = Before.parse(again.before).length
    return { changed, skipped: asked.size - changed }
  }
  const rows = (await lockMany(ctx, [...asked])).filter((row) => row.area_path.startsWith(area.path))
  // Closed ones are left as they are, and those of elsewhere are not there.
  const open = rows.filter((row) => row.closed_on === null)
  const by = official(ctx)
  const isNew = await trail.insertEdit(ctx, {
    community_id: area.communityId ?? area.id,
    id,
    area_path: area.path,
    kind: change.kind,
    at: ctx.now,
    account_id: by.id,
    before: open.map(beforeOf) as never,
    undone_at: null,
  })
  if (!isNew) throw fail(commonErrors, 'request.conflict')
  await updateMany(
    ctx,
    open.map((row) => row.id),
    change.kind === 'isolated'
      ? { isolated_on: change.on }
      : change.kind === 'close'
        ? { closed_on: change.on, close_reason: change.reason }
        : { told_at: ctx.now },
  )
  await turnMany(ctx, open, by, { kind: 'bulk', from: null, to: change.kind === 'close' ? change.reason : change.kind })
  await tellChanged(ctx, open)
  return { changed: open.length, skipped: asked.size - open.length }
}

export const listEdits: Tracing['listEdits'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'tracing.lead', areaId)
  const rows = await trail.listEdits(ctx, area.path, MOST_EDITS)
  const names = await accountNames(ctx, [...new Set(rows.map((row) => row.account_id))])
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: names.get(row.account_id) ?? '—',
    kind: row.kind,
    changed: row.changed,
    undoneAt: row.undone_at?.toISOString() ?? null,
    mayUndo: row.undone_at === null && isFresh(row.at, ctx.now),
  }))
}
const isFresh = (at: Date, now: Date) => now.getTime() - at.getTime() < UNDO_HOURS * 3_600_000

export const undoEdit: Tracing['undoEdit'] = async (ctx, { editId }) => {
  const edit = await trail.lockEdit(ctx, editId)
  if (!edit) throw notFound()
  ctx.must('tracing.lead', { path: edit.area_path })
  ctx.audit.communityId(edit.community_id)
  if (edit.undone_at !== null || !isFresh(edit.at, ctx.now)) throw fail(tracingErrors, 'tracing.wrong_state')
  const before = Before.parse(edit.before)
  const rows = new Map(
    (
      await lockMany(
        ctx,
        before.map((one) => one.id),
      )
    ).map((row) => [row.id, row]),
  )
  // Whoever was looked at by hand since stays as that hand left them.
  const untouched = before.filter((one) => rows.get(one.id)?.version === one.version)
  await restoreMany(ctx, untouched)
  await trail.endEdit(ctx, edit, ctx.now)
  const restored = await listByIds(
    ctx,
    untouched.map((one) => one.id),
  )
  await turnMany(ctx, restored, official(ctx), { kind: 'undone', from: edit.kind, to: null })
  await tellChanged(ctx, restored)
  return { restored: untouched.length, kept: before.length - untouched.length }
}
