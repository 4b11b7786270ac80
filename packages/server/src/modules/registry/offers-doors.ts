// What somebody who knocks at many doors needs of the ledger, and how what he found is written into it.
import type { ResidencyKind } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { openName } from './person-fields.ts'
import { listLinked } from './repo/person.ts'

export type AtDoor = { homeId: string; personId: string; residencyId: string; kind: ResidencyKind; path: string; version: number; name: string }
/** Who lives in these homes now, in the order they came; nothing but names is opened. */
export const residentsAtDoors = async (ctx: Ctx, homeIds: readonly string[]): Promise<AtDoor[]> =>
  (await listLinked(ctx, homeIds)).map((row) => ({
    homeId: row.residency_home,
    personId: row.id,
    residencyId: row.residency_id,
    kind: row.residency_kind,
    path: row.residency_path,
    version: row.version,
    name: openName(ctx.crypto, row),
  }))

// The ledger's own door, with its own question whether this person may: a room that brings a change comes through it like everybody.
export { setHomeUse } from './service/homes.ts'
export { addResident, editResident, moveResident } from './service/residents.ts'
