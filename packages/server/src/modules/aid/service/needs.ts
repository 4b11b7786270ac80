// 需求清单, by carers and the office: read, taken, met, or not to be had.
import { type aid, aidErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { afterNeedStep, howsFor } from '@xiaomen/rules/aid'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import { usePhotos } from '../../photos/index.ts'
import { namesOf } from '../../registry/index.ts'
import { doorsOfAll } from '../../tasks/index.ts'
import * as repo from '../need-repo.ts'
import { lockedNeed, notedNeed, openWords, sealWords, takeStep } from '../need-step.ts'
import { notFound } from '../step.ts'
import type { NeedRow } from '../tables.ts'
import { pathsFor } from './lists.ts'

type Aid = Handlers<typeof aid>
const MOST_ENDED = 100

async function viewsOf(ctx: Ctx, rows: readonly NeedRow[]) {
  const doors = await doorsOfAll(ctx, rows)
  const names = await namesOf(
    ctx,
    rows.map((row) => row.person_id),
  )
  const takers = await accountNames(
    ctx,
    rows.flatMap((row) => row.taken_by ?? []),
  )
  return rows.map((row) => {
    const { areaId, place, door } = doors.get(row)!
    const sight = ctx.sight(row.area_path)
    const seesHealth = sight.health !== 'none'
    return {
      id: row.id,
      kind: row.kind,
      state: row.state,
      asker: row.asker,
      personId: row.person_id,
      name: masked('name', names.get(row.person_id) ?? null, sight.name),
      homeId: row.home_id,
      areaId,
      path: row.area_path,
      place,
      door,
      saidAt: row.said_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      isLate: row.ended_at === null && row.due_at <= ctx.now,
      takenBy: (row.taken_by && takers.get(row.taken_by)) || null,
      endedAt: row.ended_at?.toISOString() ?? null,
      how: row.how,
      heard: row.heard,
      photoIds: row.photo_ids,
      note: seesHealth ? openWords(ctx, row, 'sealed_note') : null,
      outcome: seesHealth ? openWords(ctx, row, 'sealed_outcome') : null,
      nextCallOn: row.next_call_on,
      version: row.version,
    }
  })
}

export const listNeeds: Aid['listNeeds'] = async (ctx, { areaId, list }) => {
  const paths = await pathsFor(ctx, areaId)
  const open = await repo.listOpenNeeds(ctx, paths)
  const rows = list === 'ended' ? await repo.listEndedNeeds(ctx, paths, MOST_ENDED + 1) : open
  const count = (is: (row: NeedRow) => boolean) => open.filter(is).length
  return {
    counts: { open: count(({ state }) => state === 'open'), taken: count(({ state }) => state === 'taken'), late: count(({ due_at }) => due_at <= ctx.now) },
    needs: await viewsOf(ctx, list === 'ended' ? rows.slice(0, MOST_ENDED) : rows),
    isCut: list === 'ended' && rows.length > MOST_ENDED,
  }
}
export const getNeed: Aid['getNeed'] = async (ctx, { needId }) => {
  const row = await repo.findNeed(ctx, needId)
  if (!row) throw notFound()
  ctx.must('aid.read', { path: row.area_path })
  notedNeed(ctx, row)
  const [view] = await viewsOf(ctx, [row])
  const isMine = ctx.may('aid.request', { path: row.area_path })
  return { ...view!, may: { take: isMine && afterNeedStep(row.state, 'take') !== null, close: isMine && afterNeedStep(row.state, 'finish') !== null } }
}

const accountOf = (ctx: Ctx) => (ctx.actor.kind === 'account' ? ctx.actor.id : null)
const doneOf = ({ state, version }: NeedRow) => ({ state, version })

export const takeNeed: Aid['takeNeed'] = async (ctx, input) => doneOf(await takeStep(ctx, await lockedNeed(ctx, input), 'take', { taken_by: accountOf(ctx) }))

export const finishNeed: Aid['finishNeed'] = async (ctx, { how, photoIds, words, nextCallOn, ...of }) => {
  const row = await lockedNeed(ctx, of)
  if (!howsFor(row.kind).includes(how)) throw fail(aidErrors, 'aid.how_unfit')
  if (nextCallOn !== null && nextCallOn <= localDay(ctx.now)) throw fail(aidErrors, 'aid.next_call_past')
  await usePhotos(ctx, row.community_id, photoIds)
  return doneOf(
    await takeStep(ctx, row, 'finish', {
      how,
      heard: null,
      taken_by: accountOf(ctx),
      photo_ids: [...new Set(photoIds)],
      sealed_outcome: await sealWords(ctx, row, 'sealed_outcome', words),
      next_call_on: nextCallOn,
    }),
  )
}
export const failNeed: Aid['failNeed'] = async (ctx, { reason, ...of }) => {
  const row = await lockedNeed(ctx, of)
  const sealed = await sealWords(ctx, row, 'sealed_outcome', reason)
  return doneOf(await takeStep(ctx, row, 'fail', { taken_by: accountOf(ctx), sealed_outcome: sealed }))
}
