// What is copied, table by table and column by column. What is not named here is not in a copy: a new table is left out until somebody says otherwise.
import { sql } from 'kysely'
import type { Database } from '../platform/db.ts'

/** Rows as JSON, bytes as `\x…`. */
type Row = Record<string, unknown>
export type Structure = { table: string; rows: Row[] }[]

/** Who works here: they take part under their own logins. Residents, visitors, shopkeepers and helpers of the street are invented or left out. */
const STAFF = ['guard', 'gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'district', 'supervisor', 'auditor', 'operations']
const staffRoles = STAFF.map((role) => `'${role}'`).join(', ')
const KINDS = "'grid', 'cutArea', 'answerability'"
/** Grants that hold today, of no stand-in (who covers whom says who is ill), over what is copied. */
const GRANTS = `g.role in (${staffRoles}) and g.revoked_at is null and g.cover_id is null and (g.valid_until is null or g.valid_until >= current_date)
  and (g.overlay_id is null or exists (select from areas.overlay o where o.id = g.overlay_id and o.kind in (${KINDS})))`
const HOLDS = `exists (select from access.role_grant g where g.account_id = t.id and ${GRANTS})`

/** In the order in which one stands on the other. `null as`: left out on purpose. */
const COPIED: readonly { table: string; columns: string; from: string }[] = [
  {
    table: 'areas.area',
    columns: 'id, parent_id, community_id, level, name, ordinal, path, homes, last_child, last_home, version, code, code_year, class_code',
    from: 'areas.area t',
  },
  {
    table: 'areas.overlay',
    columns: 'id, community_id, area_path, kind, name, valid_from, valid_until, version',
    from: `areas.overlay t where t.kind in (${KINDS})`,
  },
  {
    table: 'areas.overlay_member',
    columns: 'overlay_id, area_id, area_path',
    from: `areas.overlay_member t where exists (select from areas.overlay o where o.id = t.overlay_id and o.kind in (${KINDS}))`,
  },
  {
    table: 'registry.home',
    columns: 'community_id, id, area_id, area_path, ordinal, door, door_key, floor, use, version, null as import_id, false as leaned_on, created_at, order_key',
    from: 'registry.home t where t.retired_at is null',
  },
  {
    table: 'gate.gate',
    columns: 'id, community_id, area_id, area_path, name, is_open, hours, drop_zone, isolation_area',
    from: 'gate.gate t',
  },
  {
    table: 'posture.local_edition',
    columns: 'id, area_id, area_path, pack_id, base_edition, edition, files, examples, note, state, drafted_by, drafted_unit, drafted_at, approved_at',
    from: "posture.local_edition t where t.state = 'approved'",
  },
  {
    table: 'access.account',
    columns:
      'id, area_path, login, login_index, name, unit, state, null as person_id, lang, created_at, null as last_seen_at, created_by, recovered_by, recovered_at',
    from: `access.account t where t.state = 'active' and ${HOLDS}`,
  },
  {
    // The second factor stays where it is: one more copy of it would help nobody.
    table: 'access.credential',
    columns: 'account_id, area_path, password_hash, must_change, null as totp, null as totp_pending, 0 as totp_last_step',
    from: `access.credential c where exists (select from access.account t where t.id = c.account_id and t.state = 'active' and ${HOLDS})`,
  },
  {
    table: 'access.role_grant',
    columns:
      'id, account_id, role, area_id, area_path, data_classes, valid_from, valid_until, granted_by, granted_at, null as revoked_at, overlay_id, null as cover_id, null as copied_from',
    from: `access.role_grant g where ${GRANTS} and exists (select from access.account t where t.id = g.account_id and t.state = 'active')`,
  },
]

/** As a reader, whom the database refuses every write. */
export const readStructure = (live: Database): Promise<Structure> =>
  live.tx({ paths: ['/'], as: 'reader' }, async (tx) => {
    const structure: Structure = []
    for (const { table, columns, from } of COPIED) {
      const { rows } = await sql<{
        rows: Row[]
      }>`select coalesce(json_agg(row_to_json(r)), '[]'::json) as rows from (select ${sql.raw(columns)} from ${sql.raw(from)}) r`.execute(tx)
      structure.push({ table, rows: rows[0]?.rows ?? [] })
    }
    return structure
  })

const AT_ONCE = 2_000

export const writeStructure = (copy: Database, structure: Structure): Promise<void> =>
  copy.tx({ paths: ['/'], as: 'app' }, async (tx) => {
    for (const { table, rows } of structure)
      // Areas hang on one another and go in as one; the rest in pieces, so that no statement grows without bound.
      for (const piece of table === 'areas.area' ? [rows] : piecesOf(rows))
        await sql`insert into ${sql.raw(table)} select * from json_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(piece)}::json)`.execute(tx)
  })

function* piecesOf(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += AT_ONCE) yield rows.slice(from, from + AT_ONCE)
}

/** Names of migrations the database has seen. */
export const listApplied = async (live: Database): Promise<string[]> =>
  (await live.queryAsOwner<{ name: string }>('select name from platform.migration')).map(({ name }) => name)
