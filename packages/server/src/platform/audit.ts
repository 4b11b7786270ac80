import type { DataClass, Role } from '@xiaomen/rules/access'
import { type Kysely, sql } from 'kysely'
import type { Actor } from './ctx.ts'
import { uuidv7 } from './ids.ts'

export type AuditRow = {
  id: string
  at: Date
  actor_kind: Actor['kind']
  actor_id: string | null
  actor_name: string
  actor_role: Role | null
  actor_unit: string
  session_id: string | null
  operation: string
  permission: string | null
  community_id: string | null
  area_path: string
  classes: readonly DataClass[]
  subjects: readonly string[]
  reason: string | null
}

/** The part of an audit row that the actor fills. `role` is the one whose grant let them through. */
export const auditOf = (actor: Actor, role: Role | null, now: Date): Pick<AuditRow, 'id' | 'at' | 'actor_kind' | 'actor_id' | 'actor_name' | 'actor_role' | 'actor_unit' | 'session_id'> => ({
  id: uuidv7(),
  at: now,
  actor_kind: actor.kind,
  actor_id: actor.kind === 'account' ? actor.id : null,
  actor_name: actor.kind === 'anonymous' ? '' : actor.name,
  actor_role: role,
  actor_unit: actor.kind === 'account' ? actor.unit : '',
  session_id: actor.kind === 'account' ? actor.sessionId : null,
})

/** Writes audit rows in the given transaction, whose role must be `app`. */
export async function insertAudit(tx: Kysely<{}>, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .withTables<{ 'platform.audit': AuditRow }>()
    .insertInto('platform.audit')
    .values(rows.map((row) => ({ ...row, classes: sql`${[...row.classes]}::text[]` as never, subjects: sql`${[...row.subjects]}::uuid[]` as never })))
    .execute()
}
