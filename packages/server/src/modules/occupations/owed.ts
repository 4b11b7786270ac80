// 应检尽检: one standing obligation a community. Whoever is due is missing until they are tested; tested, they are done until they are due again.
import { addDays, daysBetween } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { findArea } from '../areas/index.ts'
import { planAt } from '../posture/index.ts'
import { closeObligation, dismiss, fulfilMany, openObligation, renew, standingsOf } from '../tasks/index.ts'
import * as repo from './repo.ts'
import { byPerson, keyWorkers, type Worker } from './workers.ts'

const TITLE = '重点岗位应检'

/** Safe to repeat. Runs as somebody who sees the whole community. */
export async function bringUpToDate(ctx: Ctx, communityId: string): Promise<void> {
  const community = await findArea(ctx, communityId)
  if (!community) return
  const isAsked = (await planAt(ctx, community.path)).posture !== 'peace'
  const before = await repo.findRound(ctx, communityId)
  const workers = isAsked ? byPerson(await keyWorkers(ctx, [community.path])) : []
  if (before === undefined && workers.length === 0) return
  const today = localDay(ctx.now)
  const { row, isNew } = await repo.lockRound(ctx, { community_id: communityId, id: uuidv7(), area_path: community.path, opened_at: ctx.now })
  if (isNew)
    await openObligation(ctx, {
      id: row.id,
      communityId,
      path: community.path,
      kind: 'keyTest',
      title: TITLE,
      source: 'occupations',
      sourceId: row.id,
      fromDay: today,
      dueOn: today,
    })
  const asked = await repo.listAsked(ctx, communityId)
  const now = new Set(workers.map(({ personId }) => personId))
  const gone = [...asked].filter((id) => !now.has(id))
  if (gone.length > 0) {
    await dismiss(ctx, row.id, gone)
    await repo.deleteAsked(ctx, communityId, gone)
  }
  await repo.insertAsked(
    ctx,
    workers.filter(({ personId }) => !asked.has(personId)).map(({ personId, path }) => ({ community_id: communityId, person_id: personId, area_path: path })),
  )
  await settle(ctx, { obligationId: row.id, communityId, today }, workers)
  // In peace nobody owes anything; another emergency begins with an obligation of its own.
  if (!isAsked) {
    await closeObligation(ctx, row.id)
    await repo.deleteRound(ctx, communityId)
  }
}

async function settle(ctx: Ctx, of: { obligationId: string; communityId: string; today: string }, workers: readonly Worker[]): Promise<void> {
  const standings = await standingsOf(
    ctx,
    of.obligationId,
    workers.map(({ personId }) => personId),
  )
  const standing = (one: Worker) => standings.get(one.personId)?.standing
  const subject = ({ personId, path }: Worker) => ({ subjectId: personId, subjectKind: 'person' as const, homeId: null, path })
  const isDue = ({ due }: Worker) => due.on <= of.today
  // Due again: a new turn, from the day on which they were due.
  const again = workers.filter((one) => isDue(one) && (standing(one) === undefined || standing(one) === 'done'))
  // Tested before anybody asked: the turn they are in began with that test.
  const tested = workers.filter((one) => !isDue(one) && one.lastOn !== null && standing(one) === undefined)
  await renew(ctx, { ...of, dueOn: of.today }, [
    ...again.map((one) => ({ ...subject(one), from: one.due.on })),
    ...tested.map((one) => ({ ...subject(one), from: addDays(of.today, Math.min(0, daysBetween(of.today, one.lastOn!))) })),
  ])
  const done = workers.filter((one) => !isDue(one) && one.lastOn !== null && standing(one) !== 'done')
  await fulfilMany(
    ctx,
    of,
    done.map(({ personId }) => personId),
    { way: 'paper', by: null },
  )
}
