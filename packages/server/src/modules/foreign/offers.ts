// What modules above ask of tests elsewhere.
import type { Ctx } from '../../platform/ctx.ts'
import { listLast } from './repo/result.ts'

/** When each of these was last tested elsewhere by nucleic acid, whatever came of it; who never was is left out. */
export const lastResults = (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, Date>> => listLast(ctx, personIds)
