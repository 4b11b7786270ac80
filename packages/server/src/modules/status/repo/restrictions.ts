import type { SignalKind } from '@xiaomen/rules/status'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { db } from './db.ts'

type HandCount = { day: string; way: 'hand' | 'file'; kind: SignalKind; path: string; people: number }
/** What people brought by hand or as a file and what came into force, by the local day it did; a file of before lists were signed counts from when it came. */
export const countByHand = async (ctx: Pick<Ctx, 'tx'>, communityId: string, since: Date): Promise<HandCount[]> => {
  const inForceAt = sql`coalesce(confirmed_at, received_at)`
  const rows = await db(ctx)
    .selectFrom('status.signal')
    .select([
      sql<string>`to_char(${inForceAt} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`.as('day'),
      'way',
      'kind',
      sql<string>`min(area_path)`.as('path'),
      sql<number>`count(distinct person_id)::int`.as('people'),
    ])
    .where('community_id', '=', communityId)
    .where('way', '<>', 'api')
    .where('state', '<>', 'proposed')
    .where('is_lapsed', '=', false)
    // By hand it came into force when a second one confirmed it.
    .where((e) => e.or([e('confirmed_at', 'is not', null), e('way', '=', 'file')]))
    .where(sql<boolean>`${inForceAt} >= ${since}`)
    .groupBy(['day', 'way', 'kind'])
    .orderBy('day', 'desc')
    .orderBy('kind')
    .orderBy('way')
    .execute()
  return rows as HandCount[]
}
