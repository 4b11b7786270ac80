// Signals belong to whoever stands for the person they were said of, at the home where that person lives today.
import type { Ctx } from '../../platform/ctx.ts'
import { currentPeople, findPerson } from '../registry/index.ts'
import { moveCorrections } from './repo/correction.ts'
import { listSignalsOf, updateSignal } from './repo/signal.ts'
import { settle } from './settle.ts'

/** `ids`: of the people, or the homes, that moved or became one, or two again. Heard twice or late it changes nothing. */
export async function follow(ctx: Ctx, communityId: string, ids: readonly string[]): Promise<void> {
  const rows = await listSignalsOf(ctx, communityId, ids)
  const firsts = [...new Set(rows.map((row) => row.first_person_id ?? row.person_id))]
  const current = await currentPeople(ctx, firsts)
  const touched = new Set<string>()
  const places = new Map<string, { homeId: string; path: string } | null>()
  for (const row of rows) {
    const first = row.first_person_id ?? row.person_id
    const now = current.get(first) ?? first
    if (!places.has(now)) {
      const person = await findPerson(ctx, now)
      places.set(now, person === null || person.homeId === null || person.communityId !== communityId ? null : { homeId: person.homeId, path: person.path })
    }
    const place = places.get(now)
    touched.add(row.person_id).add(now)
    const to = { person_id: now, ...(place ? { home_id: place.homeId, area_path: place.path } : {}) }
    await updateSignal(ctx, row, { ...to, first_person_id: now === first ? null : first })
    await moveCorrections(ctx, row, to)
  }
  await settle(ctx, communityId, [...touched])
}
