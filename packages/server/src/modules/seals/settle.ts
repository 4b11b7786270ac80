// Where seals stand: which have to come off, and what is to be done at which door. Worked out afresh, so that it may be heard twice and in any order.
import { sealsEvents } from '@xiaomen/contract'
import { type BreachAlarm, type RemovalReason } from '@xiaomen/rules/seals'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { isHomeUnderControl } from '../control/index.ts'
import { moveSensor, takeSensorsOf } from '../doors/index.ts'
import { plansInForce } from '../posture/index.ts'
import { currentHomes, findHome } from '../registry/index.ts'
import { cancelTasks, planTasks, type WantedTask } from '../tasks/index.ts'
import * as beside from './repo/beside.ts'
import { liveOfHomes, updateSeal } from './repo/seal.ts'
import type { SealRow } from './tables.ts'

const HOUR_MS = 3_600_000
const WALKERS = ['gridWorker']
const BOTH = ['gridWorker', 'communityAdmin']

export const tellChanged = (ctx: Ctx, row: SealRow) =>
  ctx.emit(sealsEvents.sealChanged, { communityId: row.community_id, areaPath: row.area_path, sealId: row.id })

/** Why it may not stay, by the rules in force at the door and by who is held back behind it. */
async function whyOff(ctx: Ctx, row: SealRow, isAllowed: boolean): Promise<RemovalReason | null> {
  if (!isAllowed) return 'notAllowed'
  return (await isHomeUnderControl(ctx, row.home_id)) ? null : 'ended'
}

/** These live seals, as of now. */
export async function settleSeals(ctx: Ctx, rows: readonly SealRow[]): Promise<void> {
  if (rows.length === 0) return
  const plans = await plansInForce(ctx)
  for (const found of rows) {
    const row = await follow(ctx, found)
    const reason = row.removal_reason === 'movedOut' ? 'movedOut' : await whyOff(ctx, row, plans(row.area_path).control.seals.value !== null)
    if (row.state === 'issued' && reason !== null) {
      // It never was on a door: nothing is left of it but its number.
      await endSeal(ctx, row, 'withdrawn')
      continue
    }
    const removeBy = reason === null ? null : (row.remove_by ?? new Date(ctx.now.getTime() + row.remove_within_hours * HOUR_MS))
    const isChanged = reason !== row.removal_reason || removeBy?.getTime() !== row.remove_by?.getTime()
    if (isChanged) await updateSeal(ctx, row, { removal_reason: reason, remove_by: removeBy })
    const after = { ...row, removal_reason: reason, remove_by: removeBy }
    await planWork(ctx, after)
    if (isChanged || row !== found) await tellChanged(ctx, after)
  }
}

/** A home that moved or was joined to another takes its seal along; where that door bears one already, this one comes off. */
async function follow(ctx: Ctx, row: SealRow): Promise<SealRow> {
  const homeId = (await currentHomes(ctx, [row.home_id])).get(row.home_id) ?? row.home_id
  const home = await findHome(ctx, homeId)
  if (!home || (homeId === row.home_id && home.path === row.area_path)) return row
  const isTaken = homeId !== row.home_id && (await liveOfHomes(ctx, [homeId])).length > 0
  const change: Partial<SealRow> = isTaken ? { removal_reason: 'movedOut', area_path: home.path } : { home_id: homeId, area_path: home.path }
  await updateSeal(ctx, row, change)
  if (row.sensor_id !== null && !isTaken) await moveSensor(ctx, row.sensor_id, { homeId, path: home.path })
  return { ...row, ...change }
}

/** What is to be done of it now. What was done, tried or handed to somebody stays as it is. */
export async function planWork(ctx: Ctx, row: SealRow): Promise<void> {
  const today = localDay(ctx.now)
  const common = {
    subjectId: row.id,
    subjectKind: 'seal' as const,
    homeId: row.home_id,
    path: row.area_path,
    kind: 'seal' as const,
    accountId: null,
    obligationId: null,
    fromDay: today,
    dueOn: today,
  }
  const wanted: WantedTask[] = []
  if (row.state === 'issued')
    wanted.push({ ...common, key: 'apply', title: row.told_at === null ? '告知并贴封条' : '贴封条', roles: WALKERS, priority: 1, ...dayOf(row.issued_at) })
  if (row.state === 'applied' && row.remove_by !== null) {
    wanted.push({ ...common, key: 'remove', title: '拆除封条', roles: WALKERS, priority: 3, ...dayOf(row.remove_by) })
    // Nobody stays behind a seal because one person did not come.
    if (row.remove_by <= ctx.now)
      wanted.push({ ...common, key: 'removeLate', title: '封条逾期未拆', roles: ['communityAdmin'], priority: 3, ...dayOf(row.remove_by) })
  } else if (row.state === 'applied' && row.next_check_at !== null)
    wanted.push({ ...common, key: `check:${row.next_check_at.toISOString()}`, title: '查看封条', roles: WALKERS, priority: 1, ...dayOf(row.next_check_at) })
  await planTasks(ctx, { source: 'seals', sourceId: row.id, communityId: row.community_id }, wanted)
}
const dayOf = (at: Date) => ({ fromDay: localDay(at), dueOn: localDay(at) })

/** It is on no door any more, or never was. */
export async function endSeal(ctx: Ctx, row: SealRow, state: 'removed' | 'broken' | 'withdrawn'): Promise<void> {
  await updateSeal(ctx, row, { state, ended_at: ctx.now, sensor_id: null })
  if (row.sensor_id !== null) await takeSensorsOf(ctx, row.community_id, row.home_id)
  await cancelTasks(ctx, 'seals', row.id)
  if (state === 'withdrawn') await insertPlain(ctx, row, { id: uuidv7(), kind: 'withdrawn', at: ctx.now })
  await tellChanged(ctx, row)
}

/** A fact without words or photos. @returns whether it is new */
export const insertPlain = (ctx: Ctx, row: SealRow, { id, kind, at }: { id: string; kind: 'withdrawn' | 'opened' | 'closed'; at: Date }): Promise<boolean> =>
  beside.insertFact(ctx, {
    community_id: row.community_id,
    id,
    seal_id: row.id,
    area_path: row.area_path,
    kind,
    at,
    received_at: ctx.now,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    outcome: null,
    photo_ids: [],
    sealed_note: null,
    digest: null,
  })

/** The grid worker and the office have it at once; the same again while it stands is the same alarm. */
export async function raise(ctx: Ctx, row: SealRow, kind: BreachAlarm): Promise<void> {
  const id = uuidv7()
  const isNew = await beside.insertAlarm(ctx, {
    community_id: row.community_id,
    id,
    seal_id: row.id,
    area_path: row.area_path,
    kind,
    raised_at: ctx.now,
    answered_at: null,
    answered_by: null,
    finding: null,
    sealed_note: null,
  })
  if (!isNew) return
  const today = localDay(ctx.now)
  await planTasks(ctx, { source: 'seals', sourceId: id, communityId: row.community_id }, [
    {
      subjectId: row.id,
      subjectKind: 'seal',
      key: 'alarm',
      homeId: row.home_id,
      path: row.area_path,
      kind: 'seal',
      title: kind === 'opened' ? '封条门已打开，请马上去看' : kind === 'broken' ? '封条破损，请马上去看' : '门磁没有信号，请去看',
      roles: BOTH,
      accountId: null,
      obligationId: null,
      fromDay: today,
      dueOn: today,
      priority: 3,
    },
  ])
  await ctx.emit(sealsEvents.alarmRaised, { communityId: row.community_id, areaPath: row.area_path, sealId: row.id, alarmId: id, kind })
}

export const mustComeOff = (row: SealRow): boolean => row.remove_by !== null
