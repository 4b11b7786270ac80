import { registryEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { on } from '../../platform/module.ts'
import { currentHomes, currentPeople } from '../registry/index.ts'
import * as repo from './repo/round.ts'

/** Whoever is meant is who stands for them today, at the home that stands for theirs; two that became one are meant once. */
async function follow(ctx: Ctx, { communityId }: { communityId: string }): Promise<void> {
  for (const { id } of await repo.openRoundsOf(ctx, communityId)) {
    const targets = await repo.listTargets(ctx, [id], ['/'])
    const people = await currentPeople(
      ctx,
      targets.map((row) => row.person_id),
    )
    const homes = await currentHomes(
      ctx,
      targets.flatMap((row) => row.home_id ?? []),
    )
    const meant = new Set(targets.map((row) => row.person_id))
    for (const row of targets) {
      const person_id = people.get(row.person_id) ?? row.person_id
      const home_id = row.home_id === null ? null : (homes.get(row.home_id) ?? row.home_id)
      if (person_id !== row.person_id && meant.has(person_id)) await repo.deleteTarget(ctx, row)
      else if (person_id !== row.person_id || home_id !== row.home_id) {
        await repo.updateTarget(ctx, row, { person_id, home_id })
        meant.add(person_id)
      }
    }
    await followReports(ctx, communityId, id)
  }
}
async function followReports(ctx: Ctx, communityId: string, roundId: string): Promise<void> {
  const reports = await repo.listReporters(ctx, communityId, roundId)
  const now = await currentPeople(
    ctx,
    reports.map((row) => row.first_person_id),
  )
  for (const row of reports) {
    const person_id = now.get(row.first_person_id) ?? row.person_id
    if (person_id !== row.person_id) await repo.updateReport(ctx, row, { person_id })
  }
}

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(registryEvents.personMerged, 'antigenFollowsMerge', follow),
  on(registryEvents.personUnmerged, 'antigenFollowsUnmerge', follow),
  on(registryEvents.homesMerged, 'antigenFollowsHomes', follow),
  on(registryEvents.homesUnmerged, 'antigenFollowsHomesBack', follow),
]
