// What people wrote about a signal: under the emergency's own key, so that nobody reads it any more once that is destroyed.
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'
import type { CorrectionRow, ImportRow } from './tables.ts'

type Column = 'sealed_text' | 'sealed_proposal' | 'sealed_answer'
const placeOf = (row: string, column: Column) => ({ table: 'status.correction', row, column })

export async function sealWords(ctx: Ctx, row: Pick<CorrectionRow, 'id' | 'area_path'>, column: Column, words: string): Promise<Buffer> {
  const { orderId } = await planAt(ctx, row.area_path)
  return ctx.crypto.seal('health', placeOf(row.id, column), words, orderId ?? 'peace')
}
export const openWords = (ctx: Ctx, row: CorrectionRow, column: Column): string | null => {
  const sealed = row[column]
  return sealed === null ? null : ctx.crypto.open('health', placeOf(row.id, column), sealed)
}

const reasonOf = (row: string) => ({ table: 'status.import', row, column: 'sealed_reason' })
/** Why a list was declined: it may name people. */
export async function sealReason(ctx: Ctx, row: Pick<ImportRow, 'id' | 'area_path'>, reason: string): Promise<Buffer> {
  const { orderId } = await planAt(ctx, row.area_path)
  return ctx.crypto.seal('health', reasonOf(row.id), reason, orderId ?? 'peace')
}
/** For whoever sees names there. */
export const openReason = (ctx: Ctx, row: ImportRow): string | null =>
  row.sealed_reason === null || ctx.sight(row.area_path).name !== 'full' ? null : ctx.crypto.open('health', reasonOf(row.id), row.sealed_reason)
