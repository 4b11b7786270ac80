// 混阳: "where are the ten now", and how far the tubes of a round have come.
import { type lab } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { contains } from '@xiaomen/rules/areas'
import { isOpen } from '@xiaomen/rules/lab'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { type Area, chainOf } from '../../areas/index.ts'
import { doorsOf, namesOf } from '../../registry/index.ts'
import {
  campaignNames,
  codeOf,
  countStates,
  findTubeByCode,
  handsOfBox,
  listOfState,
  peopleIn,
  readCampaign,
  type TubeRow,
  tubesByIds,
} from '../../testing/index.ts'
import { notFound } from '../place.ts'
import * as repo from '../repo/recall.ts'
import type { RecallRow } from '../tables.ts'
import { tubeLine } from './desk.ts'

type Lab = Handlers<typeof lab>
const MOST_LISTED = 500

const countsOf = (rows: readonly RecallRow[]): Partial<Record<RecallRow['state'], number>> =>
  Object.fromEntries([...Map.groupBy(rows, (row) => row.state)].map(([state, of]) => [state, of.length]))
const sumOf = (counts: Partial<Record<RecallRow['state'], number>>, isMeant: (state: RecallRow['state']) => boolean): number =>
  Object.entries(counts).reduce((sum, [state, n]) => sum + (isMeant(state as RecallRow['state']) ? n : 0), 0)

type Head = { communityId: string; campaignId: string; tube: TubeRow; at: Date; counts: Partial<Record<RecallRow['state'], number>> }
async function headOf(ctx: Ctx, { communityId, campaignId, tube, at, counts }: Head) {
  const chain = await chainOf(ctx, tube.area_path)
  return {
    tube: tube.code,
    size: tube.size as 1 | 5 | 10 | 20,
    campaignName: (await campaignNames(ctx, communityId, [campaignId])).get(campaignId) ?? '',
    areaName: chain.at(-1)?.name ?? '',
    positiveAt: at.toISOString(),
    people: sumOf(counts, () => true),
    open: sumOf(counts, isOpen),
    counts,
  }
}

export const listPools: Lab['listPools'] = async (ctx) => {
  const pools = await repo.listPools(ctx, ctx.paths('lab.read'))
  const heads = []
  for (const { community_id, tube_id, campaign_id, opened_at, counts } of pools) {
    const [tube] = await tubesByIds(ctx, community_id, [tube_id])
    if (tube !== undefined) heads.push(await headOf(ctx, { communityId: community_id, campaignId: campaign_id, tube, at: new Date(opened_at), counts }))
  }
  return heads
}

/** Each with the name and door as the reader may see them. */
export async function viewsOf(ctx: Ctx, rows: readonly RecallRow[]) {
  const names = await namesOf(
    ctx,
    rows.map((row) => row.person_id),
  )
  const doors = await doorsOf(
    ctx,
    rows.flatMap((row) => row.home_id ?? []),
  )
  const tellers = await accountNames(ctx, [...new Set(rows.flatMap((row) => row.told_by ?? []))])
  const again = new Map<string, string>()
  for (const of of Map.groupBy(rows, (row) => row.community_id).values())
    for (const tube of await tubesByIds(
      ctx,
      of[0]!.community_id,
      of.flatMap((row) => row.again_tube ?? []),
    ))
      again.set(tube.id, tube.code)
  ctx.audit.subjects(rows.map((row) => row.person_id))
  return rows.map((row) => {
    const sight = ctx.sight(row.area_path)
    return {
      id: row.id,
      personId: row.person_id,
      homeId: row.home_id,
      name: masked('name', names.get(row.person_id) ?? null, sight.name),
      door: masked('door', row.home_id === null ? null : (doors.get(row.home_id) ?? null), sight.door),
      state: row.state,
      stateAt: row.state_at.toISOString(),
      openedAt: row.opened_at.toISOString(),
      toldBy: row.told_by === null ? null : (tellers.get(row.told_by) ?? null),
      toldAt: row.told_at?.toISOString() ?? null,
      againTube: row.again_tube === null ? null : (again.get(row.again_tube) ?? null),
    }
  })
}

export const getPool: Lab['getPool'] = async (ctx, { tube: scanned }) => {
  const paths = ctx.paths('lab.read')
  const code = codeOf(scanned)
  const tube = code === null ? undefined : await findTubeByCode(ctx, code)
  if (!tube) throw notFound()
  const all = await repo.listOfPool(ctx, tube.community_id, tube.id)
  const rows = all.filter((row) => paths.some((path) => contains(path, row.area_path)))
  if (rows.length === 0) throw notFound()
  ctx.audit.communityId(tube.community_id)
  const samples = await peopleIn(ctx, tube.community_id, [tube.id])
  const hands = tube.box_id === null ? [] : await handsOfBox(ctx, tube.community_id, tube.box_id)
  const names = await accountNames(ctx, [...new Set(hands.flatMap(({ accountId }) => accountId ?? []))])
  const chains = new Map<string, Area[]>()
  for (const path of new Set(rows.map((row) => row.area_path))) chains.set(path, await chainOf(ctx, path))
  const views = await viewsOf(ctx, rows)
  const nameSight = ctx.sight(tube.area_path).name
  return {
    ...(await headOf(ctx, { communityId: tube.community_id, campaignId: tube.campaign_id, tube, at: rows[0]!.opened_at, counts: countsOf(rows) })),
    campaignId: tube.campaign_id,
    sealedAt: tube.sealed_at?.toISOString() ?? null,
    people: views.map((view, at) => {
      const chain = chains.get(rows[at]!.area_path) ?? []
      const building = chain.find(({ level }) => level === 'building') ?? chain.at(-1)
      return { ...view, areaId: chain.at(-1)?.id ?? null, areaName: placeOf(chain), buildingId: building?.id ?? null }
    }),
    unknown: samples.flatMap(({ person_id, number }) => (person_id === null ? [number ?? 0] : [])),
    hands: hands.map(({ kind, counted, at, accountId, courier }) => ({
      kind,
      counted,
      at: at.toISOString(),
      by: (accountId !== null && names.get(accountId)) || '—',
      courier: masked('name', courier, nameSight),
    })),
  }
}
/** Compound, building, unit. */
const placeOf = (chain: readonly Area[]): string => {
  const from = chain.findIndex(({ level }) => level === 'compound')
  return (from < 0 ? chain.slice(-1) : chain.slice(from)).map(({ name }) => name).join(' ')
}

export const listTubes: Lab['listTubes'] = async (ctx, { campaignId, state }) => {
  const paths = ctx.paths('lab.read')
  const { rows } = await readCampaign(ctx, campaignId)
  const mine = rows.filter((row) => paths.some((path) => contains(path, row.area_path) || contains(row.area_path, path)))
  const communityIds = mine.map((row) => row.community_id)
  const tubes = await listOfState(ctx, campaignId, communityIds, state)
  return {
    counts: Object.fromEntries((await countStates(ctx, campaignId, communityIds)).map(({ state: one, n }) => [one, n])),
    tubes: tubes.map(tubeLine),
    isCut: tubes.length === MOST_LISTED,
  }
}
