// Codes and marks belong to whoever stands for the person, and to the home that stands for the home, they were made for, today. Worked out
// afresh from that, so that merges and their undoing may be heard in any order, and twice.
import type { Ctx } from '../../platform/ctx.ts'
import { currentHomes, currentPeople } from '../registry/index.ts'
import * as repo from './repo/merged.ts'

const WHY = 'merged'
/** A mark of somebody in a facility is of no home. */
type Held<H = string | null> = { person_id: string | null; first_person_id: string | null; home_id: H; first_home_id: string | null }
const firstOf = (row: Held) => row.first_person_id ?? row.person_id
const firstHomeOf = (row: Held) => row.first_home_id ?? row.home_id

/** `ids`: of the people or the homes that became one, or two again. `takenBack`: the split that was undone, whose ended codes count again. */
export async function followMerge(ctx: Ctx, communityId: string, ids: readonly string[], takenBack: string | null = null): Promise<void> {
  // A visitor's pass is of no home and no person of the ledger: none of them is asked for here.
  const credentials = (await repo.listCredentialsOf(ctx, communityId, ids)).flatMap((row) => (row.home_id === null ? [] : [{ ...row, home_id: row.home_id }]))
  const marks = await repo.listMarksOf(ctx, communityId, ids)
  const people = await currentPeople(
    ctx,
    [...credentials, ...marks].flatMap((row) => firstOf(row) ?? []),
  )
  const homes = await currentHomes(
    ctx,
    [...credentials, ...marks].flatMap((row) => firstHomeOf(row) ?? []),
  )
  const placeOf = (row: Held): Held => {
    const first = firstOf(row)
    const person = first === null ? null : (people.get(first) ?? first)
    const firstHome = firstHomeOf(row)
    const home = firstHome === null ? null : (homes.get(firstHome) ?? firstHome)
    return {
      person_id: person,
      first_person_id: person === first ? null : first,
      home_id: home,
      first_home_id: home === firstHome ? null : firstHome,
    }
  }
  for (const mark of marks) {
    const place = placeOf(mark)
    await repo.updateMarkPerson(ctx, mark, { ...place, person_id: place.person_id! })
  }

  // Of each kind a person or a home shows one code: their own of old, and of two of these the one made since. One that comes over beside it
  // rests until it goes home.
  const isOwn = (row: Held) => placeOf(row).first_person_id === null && placeOf(row).first_home_id === null
  const comesBack = (row: (typeof credentials)[number]) => row.ended_by !== null && row.ended_by === takenBack
  const rankOf = (row: (typeof credentials)[number]) => (!isOwn(row) ? 2 : comesBack(row) ? 1 : 0)
  const waking: (typeof credentials)[number][] = []
  const taken = new Set<string>()
  for (const row of credentials.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const place = placeOf(row)
    const key = `${place.person_id ?? place.home_id} ${row.pass_class}`
    const ended_by = comesBack(row) ? null : row.ended_by
    const isLive = row.revoked_at === null || row.revoked_why === WHY || (comesBack(row) && !taken.has(key))
    const rests = isLive && taken.has(key)
    if (isLive) taken.add(key)
    if (isLive && !rests) waking.push(row)
    // First every one of them rests, so that no two are ever shown at once; then those wake that may be.
    const state = isLive
      ? { revoked_at: row.revoked_at ?? ctx.now, revoked_why: WHY, ended_by }
      : { revoked_at: row.revoked_at, revoked_why: row.revoked_why, ended_by }
    await repo.updateCredentialPerson(ctx, row, { ...place, ...state })
  }
  for (const row of waking) await repo.updateCredentialPerson(ctx, row, { ...placeOf(row), revoked_at: null, revoked_why: null, ended_by: null })
}
