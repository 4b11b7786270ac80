// What people wrote about a signal: under the emergency's own key, so that nobody reads it any more once that is destroyed.
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'
import type { CorrectionRow } from './tables.ts'

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
