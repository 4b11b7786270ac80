import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { PersonRow, RegistryTables } from '../tables.ts'

/** For a change that depends on both: always in one order, so that two of them wait for each other instead of for ever. */
export const lockPeople = (ctx: Ctx, ids: readonly string[]): Promise<PersonRow[]> =>
  ctx.tx
    .withTables<RegistryTables>()
    .selectFrom('registry.person')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
