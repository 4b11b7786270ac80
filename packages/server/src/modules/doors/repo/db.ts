import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { DoorsTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<DoorsTables>()
export const beneath = (paths: readonly string[]) => sql<boolean>`exists (select from unnest(${[...paths]}::text[]) as path where starts_with(area_path, path))`
