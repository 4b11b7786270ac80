// 四级包保: who answers for which place, complete or with its gaps.
import { type answerability, answerabilityErrors, answerabilityEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { workersBeneath } from '../../access/index.ts'
import { areasUnder, findArea } from '../../areas/index.ts'
import { boardOf, gapsOf } from '../board.ts'
import { handFor, handViews, noRights, notFound, official } from '../hands.ts'
import { leftHands, whoIsThere } from '../lists.ts'
import { listHtml } from '../list-html.ts'
import { say } from '../list-text.ts'
import { answerabilityPack } from '../pack.ts'
import { ANSWERERS } from '../policy.ts'
import { insertAnswers, makeRoom } from '../repo/answer.ts'
import { listHandsOf } from '../repo/hand.ts'
import { countGaps } from '../repo/slot.ts'
import { areaFor, spotFor, withinCommunity } from './places.ts'

type Answerability = Handlers<typeof answerability>

async function viewOf(ctx: Ctx, areaId: string, permission: string) {
  const { area, community } = await withinCommunity(ctx, permission, areaId)
  const board = await boardOf(ctx, community, area.path)
  const view = await handViews(ctx, board.hands)
  const pack = answerabilityPack()
  ctx.audit.subjects(board.hands.flatMap((hand) => hand.person_id ?? []))
  return {
    area,
    community,
    day: board.day,
    isDraft: pack.isDraft,
    posts: board.posts.map(({ key, rows }) => {
      const { name, holder, isDraft, source } = pack.posts[key]
      return {
        key,
        name,
        holder,
        isDraft,
        source,
        places: rows.length,
        gaps: rows.filter((row) => row.gap !== null).length,
        rows: rows.map(({ place, row, gap }) => ({
          place: { at: place.at, kind: place.kind, id: place.id, name: place.name, path: place.paths[0] ?? area.path },
          who: row === null ? null : view(row.hand_id, place.paths[0] ?? area.path),
          from: row?.from_day ?? null,
          until: row?.until_day ?? null,
          gap,
        })),
      }
    }),
  }
}

export const getBoard: Answerability['getBoard'] = async (ctx, { areaId }) => {
  const { day, isDraft, posts } = await viewOf(ctx, areaId, 'answerability.read')
  return { day, isDraft, posts }
}

export const downloadList: Answerability['downloadList'] = async (ctx, { areaId, lang }) => {
  const { area, community, day, isDraft, posts } = await viewOf(ctx, areaId, 'answerability.print')
  const areas = await areasUnder(ctx, community.path)
  // Every compound has a first building: a place is printed with what it lies in.
  const withinOf = (path: string) =>
    areas
      .filter((one) => one.path !== path && contains(one.path, path) && one.level !== 'community')
      .map((one) => one.name)
      .join(' ')
  const title = area.id === community.id ? community.name : `${community.name} ${area.name}`
  return {
    bytes: listHtml({
      title,
      day,
      isDraft,
      lang,
      posts: posts.map((post) => ({ ...post, rows: post.rows.map((row) => ({ ...row, within: row.place.at === 'grid' ? '' : withinOf(row.place.path) })) })),
    }),
    type: 'text/html; charset=utf-8',
    name: `${say('title', lang)}-${title}-${day}.html`,
  }
}

export const listGaps: Answerability['listGaps'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'answerability.read', areaId)
  const around = area.communityId === null ? null : await findArea(ctx, area.communityId)
  const communities = around === null ? (await areasUnder(ctx, area.path)).filter((one) => one.level === 'community') : [around]
  const found = []
  for (const community of communities) {
    const within = around === null ? community.path : area.path
    const { slots, gaps: slotGaps } = await countGaps(ctx, [within], await leftHands(ctx, [community.path]))
    found.push({ communityId: community.id, name: community.name, ...gapsOf(await boardOf(ctx, community, within)), slots, slotGaps })
  }
  return found
}

export const setAnswering: Answerability['setAnswering'] = async (ctx, { post, places, who, from, until }) => {
  const spots = []
  for (const asked of places) spots.push(await spotFor(ctx, 'answerability.plan', asked))
  const communityId = spots[0]!.communityId
  if (spots.some((spot) => spot.communityId !== communityId)) throw fail(answerabilityErrors, 'answerability.not_one_community')
  const kinds: readonly string[] = answerabilityPack().posts[post].places
  if (spots.some((spot) => !kinds.includes(spot.kind))) throw fail(answerabilityErrors, 'answerability.place_unfit')
  if (until !== null && until < from) throw fail(answerabilityErrors, 'answerability.ends_before_start')
  // What was is kept: who answered yesterday is not rewritten.
  if (from < localDay(ctx.now)) throw fail(answerabilityErrors, 'answerability.starts_before_today')
  const community = (await findArea(ctx, communityId))!
  const ids = [...new Set(spots.map((spot) => spot.id))]
  const handId = who === null ? null : await mayAnswer(ctx, community, who, spots)
  await makeRoom(ctx, communityId, post, ids, from, until)
  if (handId !== null)
    await insertAnswers(
      ctx,
      [...new Map(spots.map((spot) => [spot.id, spot])).values()].map((spot) => ({
        community_id: communityId,
        id: uuidv7(),
        area_path: spot.path,
        post,
        at_kind: spot.at,
        place_id: spot.id,
        hand_id: handId,
        from_day: from,
        until_day: until,
        set_by: official(ctx),
        set_at: ctx.now,
      })),
    )
  await ctx.emit(answerabilityEvents.answeringChanged, { communityId })
  return { set: ids.length }
}
type Spots = Awaited<ReturnType<typeof spotFor>>[]
async function mayAnswer(ctx: Ctx, community: { id: string; path: string }, who: Parameters<typeof handFor>[2], spots: Spots): Promise<string> {
  const hand = await handFor(ctx, community, who)
  const isThere = await whoIsThere(ctx, community, [hand])
  if (!spots.every((spot) => spot.paths.some((path) => isThere(hand.id, path)))) throw noRights()
  return hand.id
}

export const getResponsibilityBoard: Answerability['getResponsibilityBoard'] = async (ctx, { compoundId }) => {
  const { area, community } = await withinCommunity(ctx, 'answerability.read', compoundId)
  if (area.level !== 'compound') throw notFound()
  const { hands, posts } = await boardOf(ctx, community, area.path)
  const view = await handViews(ctx, hands)
  ctx.audit.subjects(hands.flatMap((hand) => hand.person_id ?? []))
  return {
    compound: area.name,
    people: answerabilityPack().board.map(({ title, post }) => {
      const rows = posts.find(({ key }) => key === post)!.rows
      // Of several grids in one compound, the first that is answered for.
      const found = rows.find((row) => row.gap === null) ?? rows[0]
      const isFilled = found !== undefined && found.gap === null
      return { title, who: isFilled ? view(found.row!.hand_id, area.path) : null, gap: isFilled ? null : (found?.gap ?? ('nobody' as const)) }
    }),
  }
}

export const listCandidates: Answerability['listCandidates'] = async (ctx, { areaId }) => {
  const { area, community } = await withinCommunity(ctx, 'answerability.plan', areaId)
  const workers = await seeingAll(ctx, () => workersBeneath(ctx, area.path, ANSWERERS, localDay(ctx.now)))
  const rows = (await listHandsOf(ctx, community.id)).filter((hand) => hand.kind !== 'account')
  const view = await handViews(ctx, rows)
  ctx.audit.subjects(rows.flatMap((hand) => hand.person_id ?? []))
  return {
    accounts: [...new Map(workers.map(({ accountId, name, unit, role }) => [accountId, { accountId, name, unit, role }])).values()],
    hands: rows.map((hand) => view(hand.id, community.path)!),
  }
}
