// Local editions that two have approved are packs like those on disk; each process takes them in when it first needs them.
import type { Ctx } from '../../platform/ctx.ts'
import { packOf, tryEdition, type Typed } from './editions.ts'
import { addPack, findPack } from './packs.ts'
import { listApproved } from './repo-editions.ts'

const taken = new Set<string>()

/** Takes in what was approved since. One that no longer fits what it was built on is left out: orders under it say so by name. */
export async function needEditions(ctx: Pick<Ctx, 'tx'>): Promise<void> {
  for (const row of await listApproved(ctx, [...taken])) {
    const base = findPack(row.pack_id, row.base_edition)
    const trial = base && tryEdition(base, { files: row.files, examples: row.examples } as Typed)
    if (base === undefined || !trial?.pack) continue
    addPack(packOf(base, trial.pack, { edition: row.edition, place: row.area_path }))
    taken.add(row.id)
  }
}
