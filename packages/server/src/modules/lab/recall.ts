// 混阳召回: everybody whose swab lies in a positive pool is told, kept at home and sampled alone; what a gate is told of each, and who goes to which door.
import { labEvents } from '@xiaomen/contract'
import { isTold, type RecallAct, staysHome, stepRecall } from '@xiaomen/rules/lab'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { carersOf } from '../answerability/index.ts'
import { plansInForce } from '../posture/index.ts'
import { leanOn, peopleByIds } from '../registry/index.ts'
import { finishTasks, planTasks, type WantedTask } from '../tasks/index.ts'
import { askAgain, type InTube, keptUntil, peopleIn, positiveIn, standingsIn, type TubeRow } from '../testing/index.ts'
import * as repo from './repo/recall.ts'
import type { RecallRow } from './tables.ts'

const VISIT = '通知居家、等候单采'
const CARER = '暂时不能出门，问一问需要什么'
const URGENT = 3

/** Each person once, whatever the tube says of whose sample counts: the swab is in it. Nobody knows who the others are. */
export function peopleOfTube(samples: readonly InTube[]): { known: InTube[]; heads: number } {
  const known = [...new Map(samples.flatMap((one) => (one.person_id === null ? [] : [[one.person_id, one] as const]))).values()]
  return { known, heads: known.length + samples.filter(({ person_id }) => person_id === null).length }
}

/** Everybody of these positive pools is recalled; whoever is already stays as they are. */
export async function recallPools(ctx: Ctx, communityId: string, pools: readonly Pick<TubeRow, 'id' | 'campaign_id' | 'area_path'>[]): Promise<void> {
  const samples = Map.groupBy(
    await peopleIn(
      ctx,
      communityId,
      pools.map(({ id }) => id),
    ),
    (one) => one.tube_id!,
  )
  const planOf = await plansInForce(ctx)
  for (const pool of pools) {
    // 应急结束即解除: what was positive under an order keeps nobody at home after it.
    if (planOf(pool.area_path).posture === 'peace') continue
    const { known, heads } = peopleOfTube(samples.get(pool.id) ?? [])
    // One person alone needs no second test to be told apart from others.
    if (heads < 2) continue
    const people = await peopleByIds(
      ctx,
      known.map(({ person_id }) => person_id!),
    )
    const fresh = await repo.insertRecalls(
      ctx,
      known.map(({ person_id, home_id }): RecallRow => {
        const person = people.get(person_id!)
        return {
          community_id: communityId,
          id: uuidv7(),
          tube_id: pool.id,
          campaign_id: pool.campaign_id,
          person_id: person_id!,
          first_person_id: person_id!,
          home_id: person?.homeId ?? home_id,
          area_path: person?.path ?? pool.area_path,
          state: 'notified',
          holds: true,
          opened_at: ctx.now,
          state_at: ctx.now,
          told_at: null,
          told_by: null,
          again_tube: null,
          delete_on: keptUntil(ctx.now),
          version: 1,
        }
      }),
    )
    if (fresh.length === 0) continue
    for (const row of fresh) {
      await leanOn(ctx, { personId: row.person_id })
      await tellGates(ctx, row)
    }
    await askAgain(
      ctx,
      { communityId, campaignId: pool.campaign_id },
      fresh.map((row) => ({ personId: row.person_id, path: pool.area_path })),
      { isMissing: false },
    )
    await planVisits(ctx, communityId, pool.id, null)
    await ctx.emit(labEvents.poolChanged, { communityId, campaignId: pool.campaign_id })
  }
}

const tellGates = (ctx: Ctx, row: RecallRow): Promise<void> =>
  ctx.emit(labEvents.recallChanged, {
    communityId: row.community_id,
    recallId: row.id,
    personId: row.person_id,
    homeId: row.home_id,
    areaPath: row.area_path,
    mayPass: !row.holds,
    version: row.version,
  })

type Beside = Partial<Pick<RecallRow, 'told_at' | 'told_by' | 'again_tube' | 'person_id' | 'home_id' | 'area_path' | 'holds'>>
/** One step of one person, and what it changes at the gates. */
export async function step(ctx: Ctx, row: RecallRow, act: RecallAct | null, beside: Beside = {}): Promise<RecallRow> {
  const state = act === null ? row.state : stepRecall(row.state, act)
  const holds = beside.holds ?? (state === row.state ? row.holds : staysHome(state))
  const moved = (beside.home_id !== undefined && beside.home_id !== row.home_id) || (beside.area_path !== undefined && beside.area_path !== row.area_path)
  if (state === row.state && holds === row.holds && Object.entries(beside).every(([key, value]) => row[key as keyof Beside] === value)) return row
  const after = { ...row, ...beside, state, holds, state_at: state === row.state ? row.state_at : ctx.now, version: row.version + 1 }
  const { community_id: _, id: __, ...change } = after
  await repo.updateRecall(ctx, row, change)
  if (holds !== row.holds || moved) await tellGates(ctx, after)
  return after
}
/** Pools after some of their people moved on: visits that are needed no more are done, and pages are told. */
export async function settlePools(ctx: Ctx, communityId: string, rows: readonly RecallRow[], by: string | null): Promise<void> {
  for (const poolId of new Set(rows.map((row) => row.tube_id))) await planVisits(ctx, communityId, poolId, by)
  for (const campaignId of new Set(rows.map((row) => row.campaign_id))) await ctx.emit(labEvents.poolChanged, { communityId, campaignId })
}

/** 入户通知: one visit a home, until everybody there was told or is through. */
async function planVisits(ctx: Ctx, communityId: string, poolId: string, by: string | null): Promise<void> {
  const today = localDay(ctx.now)
  const rows = await repo.listOfPool(ctx, communityId, poolId)
  const homes = Map.groupBy(
    rows.filter((row) => row.home_id !== null),
    (row) => row.home_id!,
  )
  const done = [...homes].filter(([, rows]) => rows.every((row) => isTold(row.state))).map(([homeId]) => homeId)
  if (done.length > 0) await finishTasks(ctx, 'lab', poolId, by, done)
  await planTasks(ctx, { source: 'lab', sourceId: poolId, communityId }, [
    ...[...homes]
      .filter(([homeId]) => !done.includes(homeId))
      .map(([homeId, [first]]) => ({
        subjectId: homeId,
        subjectKind: 'home' as const,
        homeId,
        path: first!.area_path,
        key: homeId,
        kind: 'recall' as const,
        title: VISIT,
        roles: ['gridWorker'],
        accountId: null,
        obligationId: null,
        fromDay: today,
        dueOn: today,
        priority: URGENT,
      })),
    ...(await askedOfCarers(ctx, rows, today)),
  ])
}
/** Whoever looks after them hears it too, and asks what they need while they may not leave; nothing is said of a result. */
async function askedOfCarers(ctx: Ctx, rows: readonly RecallRow[], today: string): Promise<WantedTask[]> {
  const kept = rows.filter((row) => row.holds)
  const ofHomes = await carersOf(ctx, 'home', [...new Set(kept.flatMap((row) => row.home_id ?? []))])
  const ofPeople = await carersOf(
    ctx,
    'carePerson',
    kept.map((row) => row.person_id),
  )
  return kept.flatMap((row) => {
    const carers = [...(ofHomes.get(row.home_id ?? '') ?? []), ...(ofPeople.get(row.person_id) ?? [])]
    return [...new Set(carers.flatMap(({ hand, cover }) => (cover ?? hand)?.accountId ?? []))].map((accountId) => ({
      subjectId: row.person_id,
      subjectKind: 'person' as const,
      homeId: row.home_id,
      path: row.area_path,
      key: `carer ${row.person_id} ${accountId}`,
      kind: 'errand' as const,
      title: CARER,
      roles: [],
      accountId,
      obligationId: null,
      fromDay: today,
      dueOn: today,
      priority: URGENT,
    }))
  })
}

/** After samples came in, were taken out or got a name: who of a positive pool was not known before, and who has been sampled again. Safe to repeat. */
export async function followCampaign(ctx: Ctx, communityId: string, campaignId: string): Promise<void> {
  await recallPools(ctx, communityId, await positiveIn(ctx, { community_id: communityId, campaign_id: campaignId }))
  const rows = await repo.lockOpenOfCampaign(ctx, communityId, campaignId)
  if (rows.length === 0) return
  const samples = Map.groupBy(
    await standingsIn(
      ctx,
      { communityId, campaignId },
      rows.map((row) => row.person_id),
    ),
    (one) => one.person_id,
  )
  const moved: RecallRow[] = []
  for (const row of rows) {
    const after = await followSample(ctx, row, samples.get(row.person_id) ?? [])
    if (after.version !== row.version) moved.push(after)
  }
  await settlePools(ctx, communityId, moved, null)
}
type Again = Awaited<ReturnType<typeof standingsIn>>[number]
async function followSample(ctx: Ctx, row: RecallRow, samples: readonly Again[]): Promise<RecallRow> {
  if (row.again_tube !== null && row.state === 'resampled') {
    const isThere = samples.some((one) => one.tube_id === row.again_tube && one.state === 'bound')
    return isThere ? row : step(ctx, row, { kind: 'unsample' }, { again_tube: null })
  }
  const [latest] = samples.filter(
    (one) => one.state === 'bound' && one.tube_id !== row.tube_id && one.tube_id !== row.again_tube && one.received_at > row.opened_at,
  )
  return latest === undefined ? row : step(ctx, row, { kind: 'resample' }, { again_tube: latest.tube_id })
}
