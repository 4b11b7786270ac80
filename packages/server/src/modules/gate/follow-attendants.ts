// 照护人 look after whoever stands for the person today, where that person lives today. Worked out afresh, so that merges, splits and their undoing
// may be heard in any order, and twice.
import type { Ctx } from '../../platform/ctx.ts'
import { currentPeople, findHome, homeOfPerson, residentsOf } from '../registry/index.ts'
import { listAttendantsFollowing, listAttendantsOf, updateAttendantPerson } from './repo/attendants.ts'
import { endPassOf } from './service/attendants.ts'

/** `ids`: of people that became one, or two again, or whose home was cut off from another. */
export async function followAttendants(ctx: Ctx, communityId: string, ids: readonly string[]): Promise<void> {
  const rows = await listAttendantsFollowing(ctx, communityId, ids)
  const firstOf = (row: (typeof rows)[number]) => row.first_person_id ?? row.person_id
  const people = await currentPeople(ctx, rows.map(firstOf))
  for (const row of rows) {
    const first = firstOf(row)
    const person = people.get(first) ?? first
    const home = await homeOfPerson(ctx, person)
    await updateAttendantPerson(ctx, row, {
      person_id: person,
      first_person_id: person === first ? null : first,
      area_path: home?.communityId === communityId ? home.path : row.area_path,
    })
  }
}

/** After homes became one, or two again: of everybody who lives in them now. */
export async function followAttendantsOfHomes(ctx: Ctx, communityId: string, homeIds: readonly string[]): Promise<void> {
  const people = new Set<string>()
  for (const homeId of homeIds) for (const { id } of await residentsOf(ctx, homeId)) people.add(id)
  await followAttendants(ctx, communityId, [...people])
}

/** Who looked after somebody where they lived is asked for again where they live now. Of a person written down twice only one place ends. */
export async function endAttendantsOfHome(
  ctx: Ctx,
  { communityId, personId, homeId }: { communityId: string; personId: string; homeId: string },
): Promise<void> {
  const path = (await findHome(ctx, homeId))?.path
  for (const row of await listAttendantsOf(ctx, communityId, personId)) if (path === undefined || row.area_path === path) await endPassOf(ctx, row, 'moved')
}
