// 交接与负荷: who has how much, and whose it becomes.
import { commonErrors, type tasks, tasksErrors, tasksEvents } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { handOverOverlay, workersAt, workersBeneath } from '../../access/index.ts'
import { findArea, findOverlay } from '../../areas/index.ts'
import { policy } from '../policy.ts'
import { assignTasks, countDoneBy, countHanded, countShared, handOverTasks, listTasks } from '../repo/task.ts'

type Tasks = Handlers<typeof tasks>
const WORKERS: readonly Role[] = policy['tasks.work']

/** Nobody is handed what he could not open. */
async function mustWorkAt(ctx: Ctx, accountId: string, paths: readonly string[]): Promise<void> {
  const day = localDay(ctx.now)
  for (const path of new Set(paths))
    if (!(await workersAt(ctx, path, WORKERS, day)).some((worker) => worker.accountId === accountId)) throw fail(tasksErrors, 'tasks.not_a_worker_there')
}

export const assign: Tasks['assign'] = async (ctx, { taskIds, accountId }) => {
  const rows = await listTasks(ctx, taskIds)
  if (rows.length < new Set(taskIds).size) throw fail(commonErrors, 'request.not_found')
  for (const row of rows) ctx.must('tasks.assign', { path: row.area_path })
  ctx.audit.communityId(rows[0]!.community_id)
  // A worker of a unit's every home is asked for once a unit.
  if (accountId !== null)
    await mustWorkAt(
      ctx,
      accountId,
      rows.map((row) => row.area_path),
    )
  return { assigned: await assignTasks(ctx, taskIds, accountId) }
}

export const handOver: Tasks['handOver'] = async (ctx, { areaId, fromAccountId, toAccountId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('tasks.assign', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  if (toAccountId !== null) await mustWorkAt(ctx, toAccountId, [area.path])
  return { assigned: await handOverTasks(ctx, [area.path], fromAccountId, toAccountId) }
}

export const handOverGrid: Tasks['handOverGrid'] = async (ctx, { overlayId, fromAccountId, toAccountId, on }) => {
  const grid = await findOverlay(ctx, overlayId)
  if (grid?.kind !== 'grid' || grid.communityId === null) throw fail(commonErrors, 'request.not_found')
  ctx.must('tasks.assign', grid)
  ctx.audit.communityId(grid.communityId)
  await handOverOverlay(ctx, { overlayId, fromAccountId, toAccountId, from: on })
  const assigned = await handOverTasks(ctx, grid.areaPaths, fromAccountId, toAccountId)
  await ctx.emit(tasksEvents.gridHandedOver, { communityId: grid.communityId, overlayId, fromAccountId, toAccountId })
  return { assigned }
}

export const listLoad: Tasks['listLoad'] = async (ctx, { areaId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('tasks.assign', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  const day = localDay(ctx.now)
  const handed = new Map((await countHanded(ctx, area.path, day)).map((one) => [one.accountId, one]))
  const done = await countDoneBy(ctx, [area.path], startOfDay(day))
  const workers = []
  for (const { accountId, name, unit, role, paths } of await workersBeneath(ctx, area.path, WORKERS, day)) {
    const own = handed.get(accountId)
    workers.push({
      accountId,
      name,
      unit,
      handed: own?.open ?? 0,
      shared: await countShared(ctx, role, paths, day),
      overdue: own?.overdue ?? 0,
      doneToday: done.get(accountId) ?? 0,
    })
  }
  return { workers, unassigned: handed.get(null)?.open ?? 0 }
}
