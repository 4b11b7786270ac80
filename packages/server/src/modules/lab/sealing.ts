// Ct values lie sealed under the key of the order in force at the point, so that the end of the emergency destroys them.
import type { Ctx } from '../../platform/ctx.ts'
import { plansInForce } from '../posture/index.ts'

type Table = 'lab.result' | 'lab.unmatched'
const place = (table: Table, row: string) => ({ table, row, column: 'sealed_ct' })

/** Under which key, by the path of a point: asked once for a whole file. */
export async function scopes(ctx: Ctx): Promise<(path: string) => string> {
  const planOf = await plansInForce(ctx)
  return (path) => planOf(path).orderId ?? 'peace'
}
export const sealCt = ({ crypto }: Pick<Ctx, 'crypto'>, table: Table, id: string, ct: number | null, scope: string): Buffer | null =>
  ct === null ? null : crypto.seal('health', place(table, id), String(ct), scope)
export const openCt = ({ crypto }: Pick<Ctx, 'crypto'>, table: Table, row: { id: string; sealed_ct: Buffer | null }): number | null =>
  row.sealed_ct === null ? null : Number(crypto.open('health', place(table, row.id), row.sealed_ct))
