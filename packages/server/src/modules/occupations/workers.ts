// 重点岗位人员: everybody whose occupation is tested in an interval of its own, with their last test of whichever kind, and when they are due.
import { askedSince, type Due, dueOf, intervalOf, soonest, tableAt, type TestInterval } from '@xiaomen/rules/occupations'
import type { StaffOccupation } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { seeingAll } from '../../platform/scope.ts'
import { localDay } from '../../platform/time.ts'
import { chainOf, findArea } from '../areas/index.ts'
import { lastResults } from '../foreign/index.ts'
import { staffBeneath } from '../registry/index.ts'
import { lastSamples } from '../testing/index.ts'
import { figures, type Table } from './figures.ts'
import { listLastTests } from './repo.ts'

export type Worker = {
  staffId: string
  personId: string
  communityId: string
  enterpriseId: string
  path: string
  occupation: StaffOccupation
  days: TestInterval
  lastOn: string | null
  due: Due
}

/** The table in force at a community on a day. */
export async function tableOf(ctx: Ctx, path: string, today: string): Promise<Table | null> {
  const { tables } = figures()
  // Nobody asks for codes where one table is everybody's.
  if (tables.every(({ city }) => city === '')) return tableAt(tables, null, today)
  const chain = await seeingAll(ctx, () => chainOf(ctx, path))
  return tableAt(tables, chain.findLast(({ code }) => code !== null)?.code ?? null, today)
}

/** The day of the last test of each: sampled here, told from elsewhere, or written down by hand. */
export async function lastTests(ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(personIds)]
  const last = await seeingAll(ctx, () => listLastTests(ctx, ids))
  const note = (id: string, on: string) => last.set(id, (last.get(id) ?? '') > on ? last.get(id)! : on)
  for (const found of [await seeingAll(ctx, () => lastSamples(ctx, ids)), await seeingAll(ctx, () => lastResults(ctx, ids))])
    for (const [id, at] of found) note(id, localDay(at))
  return last
}

/** In the order of their employers. Whoever is asked for nothing is left out. */
export async function keyWorkers(ctx: Ctx, paths: readonly string[]): Promise<Worker[]> {
  const today = localDay(ctx.now)
  const staff = await staffBeneath(ctx, paths)
  const tables = new Map<string, Table | null>()
  for (const { communityId } of staff)
    if (!tables.has(communityId)) {
      const community = await seeingAll(ctx, () => findArea(ctx, communityId))
      tables.set(communityId, community ? await tableOf(ctx, community.path, today) : null)
    }
  const asked = staff.flatMap((one) => {
    const table = tables.get(one.communityId) ?? null
    const days =
      table === null
        ? null
        : intervalOf(
            table.classes.map(({ occupations, days: { value } }) => ({ occupations, days: value })),
            one.occupation,
          )
    return table === null || days === null ? [] : [{ ...one, days, since: askedSince(one.from, table.from) }]
  })
  const last = await lastTests(
    ctx,
    asked.map(({ personId }) => personId),
  )
  return asked.map(({ id, personId, communityId, enterpriseId, path, occupation, days, since }) => {
    const lastOn = last.get(personId) ?? null
    return { staffId: id, personId, communityId, enterpriseId, path, occupation, days, lastOn, due: dueOf({ last: lastOn, days, since }, today) }
  })
}

/** Of each person the place of work by which they are due soonest. */
export function byPerson(workers: readonly Worker[]): Worker[] {
  return [...Map.groupBy(workers, ({ personId }) => personId).values()].map((of) => {
    const due = soonest(of.map((one) => one.due))!
    return of.find((one) => one.due.on === due.on)!
  })
}
export const countDue = (workers: readonly Worker[]) => {
  const of = (state: Due['state']) => workers.filter(({ due }) => due.state === state).length
  return { staff: workers.length, overdue: of('overdue'), never: of('never'), today: of('today') }
}
