import type { DataClass, RevealPurpose, Role } from '@xiaomen/rules/access'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { FieldCrypto } from './crypto.ts'
import type { Actor } from './ctx.ts'
import { KEPT } from './db.ts'
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
  /** One of a closed list, when a field was shown in full for it. */
  purpose: RevealPurpose | null
  /** Sealed: what people write here names other people. */
  reason: Buffer | null
}

/** The part of an audit row that the actor fills. `role` is the one whose grant let them through. */
export const auditOf = (
  actor: Actor,
  role: Role | null,
  now: Date,
): Pick<AuditRow, 'id' | 'at' | 'actor_kind' | 'actor_id' | 'actor_name' | 'actor_role' | 'actor_unit' | 'session_id'> => ({
  id: uuidv7(),
  at: now,
  actor_kind: actor.kind,
  actor_id: actor.kind === 'account' ? actor.id : null,
  // The name of a job or reaction. A person's name is sealed with the account and opened by those who may: never here, in clear, for years.
  actor_name: actor.kind === 'system' ? actor.name : '',
  actor_role: role,
  actor_unit: actor.kind === 'account' ? actor.unit : '',
  session_id: actor.kind === 'account' ? actor.sessionId : null,
})

const reasonOf = (row: string) => ({ table: 'platform.audit', row, column: 'reason' })
export const sealReason = (crypto: FieldCrypto, row: string, reason: string): Buffer => crypto.seal('name', reasonOf(row), reason)
/** For whoever may read the audit of the place, and for the person it is about. Null also when its key is destroyed: that it happened stays known. */
export function openReason(crypto: FieldCrypto, row: { id: string; reason: Uint8Array | null }): string | null {
  if (row.reason === null) return null
  try {
    return crypto.open('name', reasonOf(row.id), row.reason)
  } catch {
    return null
  }
}

/** How often this account has done one thing lately, as far as its own area shows. */
export async function countDeeds(tx: Kysely<{}>, deeds: { actorId: string; operation: string; since: Date; purposeGiven: boolean }): Promise<number> {
  const found = await sql<{ n: string }>`select count(*) as n from platform.audit
    where actor_id = ${deeds.actorId}::uuid and at > ${deeds.since} and operation = ${deeds.operation} and (purpose is not null) = ${deeds.purposeGiven}`.execute(
    tx,
  )
  return Number(found.rows[0]?.n ?? 0)
}

const COLUMNS = sql.raw(
  'id, at, actor_kind, actor_id, actor_name, actor_role, actor_unit, session_id, operation, permission, community_id, area_path, classes, subjects, purpose, reason',
)
/** An audit row as JSON gives it. */
const RECORD =
  sql.raw(`(id uuid, at timestamptz, actor_kind text, actor_id uuid, actor_name text, actor_role text, actor_unit text, session_id uuid, operation text, permission text,
  community_id uuid, area_path text, classes text[], subjects uuid[], purpose text, reason bytea)`)

/** Writes audit rows in the given transaction, whose role must be `app`. */
export async function insertAudit(tx: Kysely<{}>, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`${sql.raw(KEPT)} insert into platform.audit (${COLUMNS}) select ${COLUMNS} from json_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, reason: row.reason === null ? null : `\\x${row.reason.toString('hex')}` })))}::json) as r ${RECORD}`.execute(
    tx,
  )
}

/** The same as a part of a larger statement: an expression for each column over the rows of `from`. */
export const auditInsert = (columns: Record<keyof AuditRow, string>, from: string): RawBuilder<unknown> => {
  const {
    id,
    at,
    actor_kind,
    actor_id,
    actor_name,
    actor_role,
    actor_unit,
    session_id,
    operation,
    permission,
    community_id,
    area_path,
    classes,
    subjects,
    purpose,
    reason,
  } = columns
  const values = [
    id,
    at,
    actor_kind,
    actor_id,
    actor_name,
    actor_role,
    actor_unit,
    session_id,
    operation,
    permission,
    community_id,
    area_path,
    classes,
    subjects,
    purpose,
    reason,
  ]
  return sql`insert into platform.audit (${COLUMNS}) select ${sql.raw(values.join(', '))} from ${sql.raw(from)}`
}
