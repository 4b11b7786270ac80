import { sql } from 'kysely'
import type { AuditRow } from '../../platform/audit.ts'
import type { Ctx } from '../../platform/ctx.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<{ 'platform.audit': AuditRow }>()

export type AuditFilter = { paths: readonly string[]; before: Date | null; operation: string | null; accountId: string | null; most: number }

/** Newest first. Ids are ordered by time, so a page needs no sort of the whole log. */
export const listAudit = (ctx: Ctx, { paths, before, operation, accountId, most }: AuditFilter) =>
  db(ctx)
    .selectFrom('platform.audit')
    .select(['id', 'at', 'actor_kind', 'actor_name', 'actor_role', 'operation', 'classes', 'reason', sql<number>`cardinality(subjects)`.as('subjects')])
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p))`)
    .$if(before !== null, (q) => q.where('at', '<', before!))
    .$if(operation !== null, (q) => q.where('operation', '=', operation!))
    .$if(accountId !== null, (q) => q.where('actor_id', '=', accountId))
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

/** Every look at a person's fields by somebody else, newest first. */
export const listLooksAt = (ctx: Ctx, personId: string, ownAccountId: string, most: number) =>
  db(ctx)
    .selectFrom('platform.audit')
    .select(['at', 'actor_role', 'actor_unit', 'operation', 'classes', 'reason'])
    .where(sql<boolean>`subjects @> array[${personId}::uuid] and cardinality(classes) > 0`)
    .where(sql<boolean>`actor_id is distinct from ${ownAccountId}::uuid`)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
