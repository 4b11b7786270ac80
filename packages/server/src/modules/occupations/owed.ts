// 应检尽检: one standing obligation a community. Whoever is due is missing until they are tested; tested, they are done until they are due again.
import { occupationsEvents } from '@xiaomen/contract'
import { addDays, daysBetween, laterDay } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { findArea } from '../areas/index.ts'
import { planAt } from '../posture/index.ts'
import { peopleByIds } from '../registry/index.ts'
import { closeObligation, dismiss, fulfilMany, openObligation, renew, standingsOf } from '../tasks/index.ts'
import * as repo from './repo.ts'
import type { AskedRow } from './tables.ts'
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
  const gone = [...asked.keys()].filter((id) => !now.has(id))
  if (gone.length > 0) {
    await dismiss(ctx, row.id, gone)
    // Whoever does not work here any more is kept from nothing here.
    await tellGates(
      ctx,
      gone.map((id) => asked.get(id)!).filter((one) => one.is_overdue),
    )
    await repo.deleteAsked(ctx, communityId, gone)
  }
  await repo.insertAsked(
    ctx,
    workers
      .filter(({ personId }) => !asked.has(personId))
      .map(({ personId, path }) => ({
        community_id: communityId,
        person_id: personId,
        area_path: path,
        mark_id: uuidv7(),
        is_overdue: false,
        overdue_version: 0,
      })),
  )
  await markOverdue(ctx, communityId, workers, { today, askedFrom: localDay(row.opened_at) })
  await settle(ctx, { obligationId: row.id, communityId, today }, workers)
  // In peace nobody owes anything; another emergency begins with an obligation of its own.
  if (!isAsked) {
    await closeObligation(ctx, row.id)
    await repo.deleteRound(ctx, communityId)
  }
}

/** Due before today, and asked for before today, and not tested: what a gate makes of it, the pack says. */
async function markOverdue(
  ctx: Ctx,
  communityId: string,
  workers: readonly Worker[],
  { today, askedFrom }: { today: string; askedFrom: string },
): Promise<void> {
  const asked = await repo.listAsked(ctx, communityId)
  const turned = workers.flatMap(({ personId, due }) => {
    const row = asked.get(personId)
    return row === undefined || row.is_overdue === laterDay(due.on, askedFrom) < today ? [] : [row]
  })
  await repo.turnOverdue(
    ctx,
    communityId,
    turned.map((row) => row.person_id),
  )
  await tellGates(ctx, turned)
}
/** Each of them stands the other way round than this row says. */
async function tellGates(ctx: Ctx, rows: readonly AskedRow[]): Promise<void> {
  const people = await peopleByIds(
    ctx,
    rows.map((row) => row.person_id),
  )
  for (const row of rows) {
    const person = people.get(row.person_id)
    await ctx.emit(occupationsEvents.overdueChanged, {
      communityId: row.community_id,
      markId: row.mark_id,
      personId: row.person_id,
      homeId: person?.communityId === row.community_id ? person.homeId : null,
      areaPath: row.area_path,
      isOverdue: !row.is_overdue,
      version: row.overdue_version + 1,
    })
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
