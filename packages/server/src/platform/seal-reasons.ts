// Audit rows of before the reason was sealed: sealed once, at the first start after migrations/006-sealed-reason.sql.
import { sealReason } from './audit.ts'
import type { Services } from './module.ts'

const AT_ONCE = 1_000

export async function sealOldReasons({ db, crypto, log }: Pick<Services, 'db' | 'crypto' | 'log'>): Promise<void> {
  let sealed = 0
  for (;;) {
    const rows = await db.queryAsOwner<{ id: string; reason: string }>(`select * from platform.reasons_in_clear(${AT_ONCE})`)
    if (rows.length === 0) break
    const bytes = Object.fromEntries(rows.map(({ id, reason }) => [id, sealReason(crypto, id, reason).toString('hex')]))
    await db.execAsOwner(`select platform.seal_reasons('${JSON.stringify(bytes)}')`)
    sealed += rows.length
  }
  if (sealed > 0) log.info({ sealed }, 'reasons in the audit log were sealed')
}
