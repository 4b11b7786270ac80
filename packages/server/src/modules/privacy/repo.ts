import { gate, queries, registry } from '@xiaomen/contract'
import { sql } from 'kysely'
import type { AuditRow } from '../../platform/audit.ts'
import type { Ctx } from '../../platform/ctx.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<{ 'platform.audit': AuditRow }>()

export type AuditFilter = { paths: readonly string[]; before: Date | null; operation: string | null; accountId: string | null; most: number }

/** Newest first. Ids are ordered by time, so a page needs no sort of the whole log. */
export const listAudit = (ctx: Ctx, { paths, before, operation, accountId, most }: AuditFilter) =>
  db(ctx)
    .selectFrom('platform.audit')
    .select([
      'id',
      'at',
      'actor_kind',
      'actor_id',
      'actor_name',
      'actor_role',
      'operation',
      'classes',
      'purpose',
      'reason',
      sql<number>`cardinality(subjects)`.as('subjects'),
    ])
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p))`)
    .$if(before !== null, (q) => q.where('at', '<', before!))
    .$if(operation !== null, (q) => q.where('operation', '=', operation!))
    .$if(accountId !== null, (q) => q.where('actor_id', '=', accountId))
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

/** These read all that lies in an area and name nobody: an export, a chart, an import held against the ledger, what a gate keeps for bad weather. */
const READ_WHOLE_AREAS = [
  registry.exportLedger,
  registry.getBuildingChart,
  registry.getImport,
  registry.downloadImportErrors,
  gate.getOfflineList,
  gate.listPassages,
  queries.getHeadCount,
  queries.takeExport,
].map(({ name }) => name)

export type Concerned = { personId: string; accountId: string; areaPaths: readonly string[] }
type Look = Pick<AuditRow, 'id' | 'at' | 'actor_role' | 'actor_unit' | 'operation' | 'classes' | 'purpose' | 'reason'>

/**
 * Every look at a person's fields by somebody else, newest first. `areaPaths`: the areas the person's home lies in. Besides the looks that name the person
 * those at such an area whole, and those whose list of names was cut; the same one again and again within an hour counts once.
 */
export async function listLooksAt(ctx: Ctx, { personId, accountId, areaPaths }: Concerned, most: number): Promise<Look[]> {
  const { rows } = await sql<Look>`
    select id, at, actor_role, actor_unit, operation, classes, purpose, reason from (
      select id, at, actor_role, actor_unit, operation, classes, purpose, reason from platform.audit
      where subjects @> array[${personId}::uuid] and cardinality(classes) > 0 and actor_id is distinct from ${accountId}::uuid
      union all
      (select distinct on (actor_id, actor_role, actor_unit, operation, classes, reason, date_trunc('hour', at)) id, at, actor_role, actor_unit, operation, classes, purpose, reason from platform.audit
      where area_path = any(${[...areaPaths]}::text[]) and cardinality(classes) > 0 and cardinality(subjects) not between 1 and 499
        and (cardinality(subjects) > 0 or operation = any(${READ_WHOLE_AREAS}::text[])) and not subjects @> array[${personId}::uuid] and actor_id is distinct from ${accountId}::uuid
      order by actor_id, actor_role, actor_unit, operation, classes, reason, date_trunc('hour', at), id desc)
    ) as looks
    order by id desc limit ${most}`.execute(ctx.tx)
  return rows
}
