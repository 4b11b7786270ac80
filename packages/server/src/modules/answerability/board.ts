// 四级名单: every place of every level of a community, with who answers for it or why nobody does.
import { ANSWER_POSTS, type AnswerGap, type AnswerPost, answerFor, type Place, placesOf } from '@xiaomen/rules/answerability'
import { contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { seeingAll } from '../../platform/scope.ts'
import { localDay } from '../../platform/time.ts'
import { type Area, areasUnder, listOverlaysOf } from '../areas/index.ts'
import { whoIsThere } from './lists.ts'
import { answerabilityPack } from './pack.ts'
import { listAnswers } from './repo/answer.ts'
import { listHandsOf } from './repo/hand.ts'
import type { AnswerRow, HandRow } from './tables.ts'

export type Answered = { place: Place; row: AnswerRow | null; gap: AnswerGap | null }
export type Board = { day: string; hands: HandRow[]; posts: { key: AnswerPost; rows: Answered[] }[] }

/** Of a community, narrowed to the places that lie in `within` or around it. Judged whole: which places there are does not depend on the reader. */
export const boardOf = (ctx: Ctx, community: Area, within: string): Promise<Board> =>
  seeingAll(ctx, async () => {
    const day = localDay(ctx.now)
    const areas = await areasUnder(ctx, community.path)
    const grids = (await listOverlaysOf(ctx, 'grid', community.path, day))
      .filter((grid) => grid.communityId === community.id)
      .map(({ id, name, areaPaths }) => ({ id, name, paths: areaPaths }))
    const hands = await listHandsOf(ctx, community.id)
    const isThere = await whoIsThere(ctx, community, hands)
    const rows = await listAnswers(ctx, community.id)
    const { posts } = answerabilityPack()
    const isMeant = (place: Place) => place.paths.some((path) => contains(within, path) || contains(path, within))
    return {
      day,
      hands,
      posts: ANSWER_POSTS.map((key) => {
        const own = rows
          .filter((row) => row.post === key)
          .map((row) => ({ ...row, at: row.at_kind, placeId: row.place_id, handId: row.hand_id, from: row.from_day, until: row.until_day }))
        return {
          key,
          rows: placesOf(posts[key].places, areas, grids)
            .filter(isMeant)
            .map((place) => ({ place, ...answerFor(place, own, day, (handId, paths) => paths.some((path) => isThere(handId, path))) })),
        }
      }),
    }
  })
export const gapsOf = (board: Board): { places: number; gaps: number } => {
  const rows = board.posts.flatMap((post) => post.rows)
  return { places: rows.length, gaps: rows.filter((row) => row.gap !== null).length }
}
