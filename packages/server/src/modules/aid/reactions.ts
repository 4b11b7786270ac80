import { controlEvents, registryEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { on } from '../../platform/module.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { needsOfRecord } from '../control/index.ts'
import { currentPeople, findHome } from '../registry/index.ts'
import * as needs from './need-repo.ts'
import { say } from './need-step.ts'
import * as repo from './repo.ts'
import { tellGates } from './step.ts'

/** A transport belongs to whoever stands for its person today, at the home that stands for theirs; the gates hear of it. */
async function follow(ctx: Ctx, communityId: string): Promise<void> {
  for (const row of await repo.lockOpenIn(ctx, communityId)) {
    const people = await currentPeople(ctx, [row.person_id, ...(row.companion_id === null ? [] : [row.companion_id])])
    const home = await findHome(ctx, row.home_id)
    const person_id = people.get(row.person_id) ?? row.person_id
    const companion_id = row.companion_id === null ? null : (people.get(row.companion_id) ?? row.companion_id)
    const change = { person_id, companion_id, home_id: home?.id ?? row.home_id, area_path: home?.path ?? row.area_path }
    const isSame = row.person_id === person_id && row.companion_id === companion_id && row.home_id === change.home_id && row.area_path === change.area_path
    if (!isSame) await tellGates(ctx, await repo.updateTransport(ctx, row, change))
  }
}
/** The same for what is needed. */
async function followNeeds(ctx: Ctx, communityId: string): Promise<void> {
  for (const row of await needs.lockOpenNeedsIn(ctx, communityId)) {
    const person_id = (await currentPeople(ctx, [row.person_id])).get(row.person_id) ?? row.person_id
    const home = await findHome(ctx, row.home_id)
    const change = { person_id, home_id: home?.id ?? row.home_id, area_path: home?.path ?? row.area_path }
    if (row.person_id === person_id && row.home_id === change.home_id && row.area_path === change.area_path) continue
    // Both had asked for the same: one of them is enough.
    const same = await needs.findOpenSame(ctx, { ...row, ...change })
    if (same === undefined || same.id === row.id) await needs.updateNeed(ctx, row, change)
  }
}

/** One row for each thing that a record says is needed; what the record says of them goes with each. */
async function takeDown(ctx: Ctx, communityId: string, record: { caseId: string; factId: string }): Promise<void> {
  const said = await needsOfRecord(ctx, communityId, record.caseId, record.factId)
  if (!said || said.homeId === null) return
  const known = new Set((await needs.listOfFact(ctx, communityId, record.factId)).map(({ kind }) => kind))
  for (const kind of said.needs)
    if (!known.has(kind))
      await say(ctx, {
        id: uuidv7(),
        communityId,
        homeId: said.homeId,
        path: said.path,
        personId: said.personId,
        kind,
        note: said.note,
        asker: 'record',
        at: said.at,
        record,
      })
}
const followIn = (ctx: Ctx, { communityId }: { communityId: string }): Promise<void> => follow(ctx, communityId).then(() => followNeeds(ctx, communityId))

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(controlEvents.needsSaid, 'takeDownNeeds', (ctx, { communityId, caseId, factId }) => takeDown(ctx, communityId, { caseId, factId })),
  on(registryEvents.personMerged, 'aidFollowsMerge', followIn),
  on(registryEvents.personUnmerged, 'aidFollowsUnmerge', followIn),
  on(registryEvents.homesMerged, 'aidFollowsHomes', followIn),
  on(registryEvents.homesUnmerged, 'aidFollowsHomesBack', followIn),
  on(registryEvents.homeMoved, 'aidFollowsMovedHomes', followIn),
]
