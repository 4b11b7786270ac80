// Whom to call at the third party lies sealed under the key of the order in force there.
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'
import type { SessionRow } from './tables.ts'

const ofSession = (row: string) => ({ table: 'sites.session', row, column: 'sealed_contact' })
export async function sealContact(ctx: Pick<Ctx, 'crypto' | 'tx' | 'now'>, id: string, path: string, contact: string): Promise<Buffer> {
  return ctx.crypto.seal('phone', ofSession(id), contact, (await planAt(ctx, path)).orderId ?? 'peace')
}
export const openContact = ({ crypto }: Pick<Ctx, 'crypto'>, row: SessionRow): string | null =>
  row.sealed_contact === null ? null : crypto.open('phone', ofSession(row.id), row.sealed_contact)
