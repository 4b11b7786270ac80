import { sql } from 'kysely'
import { among, partsOf } from '../../../platform/sql.ts'
import { db, type Tx } from './db.ts'

const AT_ONCE = 20_000
export async function listLastSamples(ctx: Tx, personIds: readonly string[]): Promise<Map<string, Date>> {
  const found = new Map<string, Date>()
  for (const part of partsOf(personIds, AT_ONCE))
    for (const row of await db(ctx)
      .selectFrom('testing.sample')
      .select(['person_id', sql<Date>`max(taken_at)`.as('at')])
      .where(among('person_id', part))
      .where('state', '=', 'bound')
      .groupBy('person_id')
      .execute())
      found.set(row.person_id!, new Date(row.at))
  return found
}
