// Who looks after somebody. Care lies on a higher floor and says at its start how to ask it; where nobody is named, the grid worker of the home.
import { contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { workersBeneath } from '../access/index.ts'
import { findArea } from '../areas/index.ts'

type Asker = (ctx: Ctx, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
let askCare: Asker = async () => new Map()
/** @param asker answers with the names of those who were named carers, by person */
export const useCarers = (asker: Asker): void => {
  askCare = asker
}

type Somebody = { person_id: string; area_path: string }
export async function carersOf(ctx: Ctx, communityId: string, people: readonly Somebody[]): Promise<(one: Somebody) => string | null> {
  const named = await askCare(
    ctx,
    people.map((one) => one.person_id),
  )
  const community = await findArea(ctx, communityId)
  const workers = community === null ? [] : await workersBeneath(ctx, community.path, ['gridWorker'], localDay(ctx.now))
  return (one) => {
    const known = named.get(one.person_id)
    if (known !== undefined) return known
    // Whose place is the smallest around the home knows it best.
    const here = workers.flatMap((worker) => worker.paths.filter((path) => contains(path, one.area_path)).map((path) => ({ name: worker.name, path })))
    return here.toSorted((a, b) => b.path.length - a.path.length)[0]?.name ?? null
  }
}
