// 一轮任务: the same errand at every home that fits, planned by hand.
import { commonErrors, type tasks, tasksErrors, tasksEvents } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { homesOfCare, homesUnder } from '../../registry/index.ts'
import { insertDuties, insertObligation, listObligationRows, updateObligationClosed } from '../repo/duty.ts'
import { cancelTasks, insertTasks } from '../repo/task.ts'
import { official } from './work.ts'

type Tasks = Handlers<typeof tasks>

export const planRound: Tasks['planRound'] = async (ctx, input) => {
  const area = await findArea(ctx, input.areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('tasks.plan', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  if (input.dueOn < input.fromDay) throw fail(commonErrors, 'request.invalid', { field: 'dueOn' })
  const known = await listObligationRows(ctx, input.id)
  if (known.length > 0) return { obligationId: input.id, homes: 0 }
  const inCare = input.care.length === 0 ? null : await homesOfCare(ctx, area.path, input.care)
  const homes = (await homesUnder(ctx, area.path)).filter((home) => input.uses.includes(home.use) && (inCare === null || inCare.has(home.id)))
  if (homes.length === 0) throw fail(tasksErrors, 'tasks.nobody_expected')
  const common = { kind: input.kind, title: input.title, source: 'hand' as const, from_day: input.fromDay, due_on: input.dueOn }
  for (const [communityId, own] of Map.groupBy(homes, (home) => home.communityId)) {
    const path = area.communityId === null ? commonOf(own[0]!.path, area.path) : area.path
    await insertObligation(ctx, {
      ...common,
      community_id: communityId,
      id: input.id,
      area_path: path,
      source_id: null,
      state: 'open',
      created_by: official(ctx).id,
      created_at: ctx.now,
      closed_at: null,
    })
    const rows = own.map((home) => ({
      community_id: communityId,
      obligation_id: input.id,
      subject_id: home.id,
      subject_kind: 'home' as const,
      home_id: home.id,
      area_path: home.path,
    }))
    await insertDuties(
      ctx,
      rows.map((row) => ({ ...row, expected_from: input.fromDay })),
    )
    await insertTasks(
      ctx,
      rows.map((row) => ({
        ...row,
        ...common,
        id: uuidv7(),
        account_id: null,
        roles: input.roles,
        source_id: input.id,
        key: row.subject_id,
        priority: input.priority,
      })),
      ctx.now,
    )
    await ctx.emit(tasksEvents.coverageChanged, { communityId, obligationId: input.id })
  }
  return { obligationId: input.id, homes: homes.length }
}

/** Path of the community: the step beneath the street where a home hangs. */
const commonOf = (homePath: string, above: string): string => `${above}${homePath.slice(above.length).split('/')[0]!}/`

export const closeRound: Tasks['closeRound'] = async (ctx, { obligationId }) => {
  const rows = await listObligationRows(ctx, obligationId)
  if (rows.length === 0) throw fail(commonErrors, 'request.not_found')
  for (const row of rows) ctx.must('tasks.plan', { path: row.area_path })
  // A sweep or a care plan is closed by its own rules.
  if (rows.some((row) => row.source !== 'hand')) throw fail(tasksErrors, 'tasks.own_form')
  if (rows.every((row) => row.state === 'closed')) throw fail(tasksErrors, 'tasks.round_closed')
  await updateObligationClosed(ctx, obligationId, ctx.now)
  const cancelled = await cancelTasks(ctx, 'hand', [obligationId])
  for (const row of rows) await ctx.emit(tasksEvents.coverageChanged, { communityId: row.community_id, obligationId })
  return { cancelled }
}
