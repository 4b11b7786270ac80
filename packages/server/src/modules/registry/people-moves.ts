// 来去: how somebody begins to live in a home and stops, whoever wrote it down (an office, a worker at the door, a landlord whose report was accepted).
import { registryErrors, registryEvents } from '@xiaomen/contract'
import type { ResidencyKind } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { seeingAll } from '../../platform/scope.ts'
import { setResidentHome } from '../access/index.ts'
import { findArea } from '../areas/index.ts'
import { type PersonFields, personSealer } from './person-fields.ts'
import { workplaceOf } from './repo/enterprise.ts'
import * as repo from './repo/person.ts'
import { keepHistory } from './service/history.ts'
import type { HistoryRow, HomeRow, PersonRow, ResidencyRow } from './tables.ts'

export const accountIdOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

/** A person nobody knew, where `at` is; without a home when only the place is known. */
export async function addPerson(ctx: Ctx, at: { communityId: string; path: string; homeId: string | null }, fields: PersonFields): Promise<PersonRow> {
  const id = uuidv7()
  const row: PersonRow = {
    community_id: at.communityId,
    id,
    area_path: at.path,
    home_id: at.homeId,
    ...personSealer(ctx.crypto).seal(id, fields),
    version: 1,
    import_id: null,
    leaned_on: false,
    created_at: ctx.now,
    merged_into: null,
  }
  await repo.insertPerson(ctx, row)
  await keepHistory(ctx, row, 'added', null)
  await ctx.enqueue('registry.findDuplicates', { personId: id })
  return row
}
export async function beginResidency(ctx: Ctx, personId: string, home: HomeRow, kind: ResidencyKind, from: string): Promise<ResidencyRow> {
  const residency: ResidencyRow = {
    community_id: home.community_id,
    id: uuidv7(),
    person_id: personId,
    home_id: home.id,
    area_path: home.area_path,
    kind,
    from_day: from,
    until_day: null,
    import_id: null,
  }
  await repo.insertResidency(ctx, residency)
  return residency
}

/** Ends one link, and says where the person is then: in `target`, in another home of their own, or nowhere here. */
export async function endResidency(ctx: Ctx, residency: ResidencyRow, on: string, target: { home: HomeRow; kind: ResidencyKind } | null): Promise<void> {
  const person = await repo.findPersonRow(ctx, residency.person_id)
  if (!person || residency.until_day !== null || on < residency.from_day) throw fail(registryErrors, 'registry.changed_meanwhile')
  await repo.updateResidencyEnd(ctx, residency.id, on)
  if (target) await beginResidency(ctx, person.id, target.home, target.kind, on)
  await placePerson(ctx, person, target?.home.id ?? null, target ? 'moved' : 'movedAway', { home_id: residency.home_id, other_id: target?.home.id ?? null })
  await ctx.emit(registryEvents.personMoved, { communityId: person.community_id, personId: person.id, fromHomeId: residency.home_id })
}

/** Somebody with a second home stays in it, somebody who only works here belongs to that place, whoever left altogether to the community's history. */
export async function placePerson(
  ctx: Ctx,
  person: PersonRow,
  preferredHomeId: string | null,
  what: string,
  more: Pick<HistoryRow, 'home_id' | 'other_id'>,
): Promise<void> {
  // A worker of one house need not see the other home, nor the community that keeps whoever left.
  const next = await seeingAll(ctx, async () => {
    const left = (await repo.listResidencies(ctx, person.id)).filter((one) => one.until_day === null)
    const next = left.find((one) => one.home_id === preferredHomeId) ?? left.find((one) => one.home_id === person.home_id) ?? left[0]
    const path = next?.area_path ?? (await workplaceOf(ctx, person.id)) ?? (await findArea(ctx, person.community_id))?.path ?? person.area_path
    const done = await repo.updatePerson(ctx, person.id, person.version, { home_id: next?.home_id ?? null, area_path: path })
    if (!done) throw fail(registryErrors, 'registry.changed_meanwhile')
    await keepHistory(ctx, person, what, null, more)
    return next
  })
  await setResidentHome(ctx, { personId: person.id, homePath: next?.area_path ?? null })
}
