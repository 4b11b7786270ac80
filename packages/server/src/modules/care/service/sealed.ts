// What a carer writes of somebody: sealed with the care class.
import type { CareNeed } from '@xiaomen/rules/care'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ContactRow } from '../tables.ts'

export type More = { needs: CareNeed[]; note: string | null }
const moreAt = (id: string) => ({ table: 'care.contact', row: id, column: 'sealed_more' })
export const reasonAt = (planId: string) => ({ table: 'care.plan', row: planId, column: 'override_reason' })

export const sealMore = (ctx: Ctx, id: string, more: More): Buffer | null =>
  more.needs.length === 0 && more.note === null ? null : ctx.crypto.seal('care', moreAt(id), JSON.stringify(more))
export const moreOf = (ctx: Ctx, row: Pick<ContactRow, 'id' | 'sealed_more'>, isShown: boolean): More =>
  row.sealed_more === null || !isShown ? { needs: [], note: null } : (JSON.parse(ctx.crypto.open('care', moreAt(row.id), row.sealed_more)) as More)
