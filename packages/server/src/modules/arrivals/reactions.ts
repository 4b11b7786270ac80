import { arrivalsEvents, controlEvents, registryEvents } from '@xiaomen/contract'
import { type CaseState, isEnded } from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { on } from '../../platform/module.ts'
import { findArea } from '../areas/index.ts'
import { communityOf, currentPeople, findHome, findPerson } from '../registry/index.ts'
import { open, openHanded, openJourney } from './fields.ts'
import * as repo from './repo.ts'
import { write } from './step.ts'
import { take } from './take.ts'

/** An open arrival belongs to whoever stands for its person today, at their home. */
async function follow(ctx: Ctx, communityId: string, ids: readonly string[]): Promise<void> {
  for (const row of await repo.lockOfLedger(ctx, communityId, ids)) {
    const personId = row.person_id === null ? null : ((await currentPeople(ctx, [row.person_id])).get(row.person_id) ?? row.person_id)
    const person = personId === null ? null : await findPerson(ctx, personId)
    const home = row.home_id === null ? null : await findHome(ctx, person?.communityId === communityId ? (person.homeId ?? row.home_id) : row.home_id)
    const change = { person_id: personId, home_id: home?.id ?? row.home_id, area_path: home?.communityId === communityId ? home.path : row.area_path }
    if (row.person_id !== change.person_id || row.home_id !== change.home_id || row.area_path !== change.area_path) await repo.updateArrival(ctx, row, change)
  }
}

/** To the other community, where it is one of this system; else it is written down and closed. */
async function carry(ctx: Ctx, arrivalId: string): Promise<void> {
  const row = await repo.lockArrival(ctx, arrivalId)
  const handed = row ? openHanded(ctx, row) : null
  if (!row || handed === null || row.state !== 'elsewhere' || row.closed_on !== null || (await repo.findHanded(ctx, row.id))) return
  const target = await communityOf(ctx, handed.community, row.community_id)
  if (!target) {
    await write(ctx, row, { what: 'outside', closes: true })
    return
  }
  const { from, code, vehicle } = openJourney(ctx, row)
  const said = {
    name: open(ctx, row, 'sealed_name')!,
    phone: open(ctx, row, 'sealed_phone'),
    document: open(ctx, row, 'sealed_document'),
    // The door they do not live at says nothing there.
    door: null,
    from,
    code,
    on: row.arrived_on ?? row.expected_on,
    transport: row.transport,
    vehicle,
  }
  await take(ctx, {
    id: uuidv7(),
    communityId: target.id,
    path: target.path,
    reporter: 'community',
    by: null,
    said,
    known: null,
    handed: { from: row.id, community: row.community_id },
  })
}

async function hearAnswer(ctx: Ctx, answeredId: string, isTaken: boolean): Promise<void> {
  const answered = await repo.findArrival(ctx, answeredId)
  const row = answered?.handed_from ? await repo.lockArrival(ctx, answered.handed_from) : undefined
  if (!answered || !row || row.state !== 'elsewhere' || row.closed_on !== null) return
  const name = (await findArea(ctx, answered.community_id))?.name ?? null
  if (isTaken) await write(ctx, row, { what: 'taken', text: name, closes: true })
  else await write(ctx, row, { what: 'returned', text: name, change: { state: row.state_before ?? 'reported', state_before: null, sealed_place: null } })
}

/** 闭环: what control makes of a case is what becomes of the arrival it was proposed for. */
async function followCase(ctx: Ctx, caseId: string, state: string): Promise<void> {
  const row = await repo.lockOfCase(ctx, caseId)
  if (!row || row.closed_on !== null) return
  if (state === 'proposed') return
  if (state === 'declined') await write(ctx, row, { what: 'declined', change: { case_id: null, state: 'arrived' } })
  else if (isEnded(state as CaseState)) await write(ctx, row, { what: 'ended', change: { state: 'controlCase' }, closes: true })
  else if (row.state !== 'controlCase') await write(ctx, row, { what: 'opened', change: { state: 'controlCase' } })
}

/** A resident sees only their own home: what the office had of the same journey is found here, and the one that the ledger knows stays. */
async function joinSame(ctx: Ctx, arrivalId: string): Promise<void> {
  const row = await repo.lockArrival(ctx, arrivalId)
  if (!row || row.closed_on !== null || row.state !== 'expected' || row.person_id === null) return
  const asked = { communityId: row.community_id, who: Buffer.from(row.who_index), phone: row.phone_index === null ? null : Buffer.from(row.phone_index) }
  const same = await repo.lockSame(ctx, { ...asked, personId: row.person_id, on: row.expected_on, withinDays: 3 })
  for (const other of same)
    if (other.id !== row.id && other.person_id === null && other.state === 'reported' && other.handed_from === null)
      await write(ctx, other, { what: 'again', change: { state: 'notArrived', ground: 'reportedInError' }, closes: true })
}

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(arrivalsEvents.changed, 'joinSame', (ctx, { arrivalId }) => joinSame(ctx, arrivalId)),
  on(arrivalsEvents.handedOver, 'carryOver', (ctx, { arrivalId }) => carry(ctx, arrivalId)),
  on(arrivalsEvents.answered, 'hearAnswer', (ctx, { arrivalId, isTaken }) => hearAnswer(ctx, arrivalId, isTaken)),
  on(controlEvents.controlChanged, 'followCase', (ctx, { caseId, state }) => followCase(ctx, caseId, state)),
  on(registryEvents.personMerged, 'followMerge', (ctx, { communityId, personId, otherId }) => follow(ctx, communityId, [personId, otherId])),
  on(registryEvents.personUnmerged, 'followUnmerge', (ctx, { communityId, personId, otherId }) => follow(ctx, communityId, [personId, otherId])),
  on(registryEvents.personMoved, 'followPerson', (ctx, { communityId, personId }) => follow(ctx, communityId, [personId])),
  on(registryEvents.homesMerged, 'followHomes', (ctx, { communityId, homeId, otherId }) => follow(ctx, communityId, [homeId, otherId])),
  on(registryEvents.homesUnmerged, 'followHomesBack', (ctx, { communityId, homeId, otherId }) => follow(ctx, communityId, [homeId, otherId])),
  on(registryEvents.homeMoved, 'followMovedHomes', (ctx, { communityId, homeIds }) => follow(ctx, communityId, homeIds)),
]
