import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'

/** No pack lets a signal hold longer (`StatusPolicyFile`). */
const LONGEST_DAYS = 60

/**
 * All that was over before a time: answered requests, signals that ended or ran out, who changed, what matched nobody, mornings and their sending, lists of which nothing is left.
 * A signal stays while somebody's colour rests on it, or somebody still waits for an answer about it.
 */
export async function deletePast({ tx }: Ctx, before: Date): Promise<void> {
  await sql`delete from status.correction where answered_at < ${before}`.execute(tx)
  await sql`
    delete from status.signal s
    where (
        (s.state in ('superseded', 'withdrawn') and s.ended_at < ${before})
        or (s.state = 'proposed' and s.received_at < ${before})
        or (s.state = 'inForce' and coalesce(s.valid_until, s.valid_from + make_interval(days => ${LONGEST_DAYS})) < ${before})
      )
      and not exists (select from status.standing t where t.community_id = s.community_id and t.signal_id = s.id)
      and not exists (select from status.correction c where c.community_id = s.community_id and c.signal_id = s.id)`.execute(tx)
  await sql`
    delete from status.import i
    where i.imported_at < ${before} and not exists (select from status.signal s where s.import_id = i.id)`.execute(tx)
  await sql`delete from status.change where at < ${before}`.execute(tx)
  await sql`delete from status.unmatched where received_at < ${before}`.execute(tx)
  await sql`
    delete from status.delivery d using status.digest g
    where g.community_id = d.community_id and g.id = d.digest_id and g.made_at < ${before}`.execute(tx)
  await sql`delete from status.digest where made_at < ${before}`.execute(tx)
}
