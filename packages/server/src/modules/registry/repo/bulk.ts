// Writes of an import, a batch at a time: one JSON parameter each, whatever the driver, and never more than the limit of bound values.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'

type Tx = Pick<Ctx, 'tx'>
const list = (ids: readonly string[]) => JSON.stringify(ids)

export type KnownHome = {
  id: string
  area_id: string
  area_path: string
  door_key: string
  ordinal: number
  floor: number | null
  use: string
  version: number
}
export const listHomesUnder = async (ctx: Tx, path: string): Promise<KnownHome[]> =>
  (
    await sql<KnownHome>`select id, area_id, area_path, door_key, ordinal, floor, use, version from registry.home where area_path >= ${path} and area_path < ${beyond(path)} and retired_at is null`.execute(
      ctx.tx,
    )
  ).rows

export const hasPeopleUnder = async (ctx: Tx, path: string): Promise<boolean> =>
  (await sql<{ has: boolean }>`select exists (select 1 from registry.person where area_path >= ${path} and area_path < ${beyond(path)}) as has`.execute(ctx.tx))
    .rows[0]?.has ?? false

export type NewHome = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  ordinal: number
  door: string
  door_key: string
  floor: number | null
  use: string
  order_key: string
}
export async function insertHomes(ctx: Tx, homes: readonly NewHome[], importId: string | null, now: Date): Promise<void> {
  await sql`insert into registry.home (community_id, id, area_id, area_path, ordinal, door, door_key, floor, use, order_key, version, import_id, created_at)
    select community_id, id, area_id, area_path, ordinal, door, door_key, floor, use, order_key, 1, ${importId}::uuid, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(homes)}::json) as r (community_id uuid, id uuid, area_id uuid, area_path text, ordinal int, door text, door_key text, floor smallint, use text, order_key text)`.execute(
    ctx.tx,
  )
}

/** Bytes as base64. */
export type NewPerson = {
  community_id: string
  id: string
  area_path: string
  home_id: string
  name: string
  phone: string | null
  document: string | null
  document_kind: string | null
  document_country: string | null
  care: string | null
  lang: string | null
  name_tokens: number[]
  phone_index: string | null
  phone_tail: string | null
  document_index: string | null
  birth_index: string | null
}
export async function insertPeople(ctx: Tx, people: readonly NewPerson[], importId: string, now: Date): Promise<void> {
  await sql`insert into registry.person (community_id, id, area_path, home_id, name, phone, document, document_kind, document_country, care, lang,
      name_tokens, phone_index, phone_tail, document_index, birth_index, version, import_id, created_at)
    select community_id, id, area_path, home_id, decode(name, 'base64'), decode(phone, 'base64'), decode(document, 'base64'), document_kind, document_country, decode(care, 'base64'), lang,
      name_tokens, decode(phone_index, 'base64'), decode(phone_tail, 'base64'), decode(document_index, 'base64'), decode(birth_index, 'base64'), 1, ${importId}::uuid, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(people)}::json) as r (community_id uuid, id uuid, area_path text, home_id uuid, name text, phone text, document text, document_kind text, document_country text,
      care text, lang text, name_tokens int[], phone_index text, phone_tail text, document_index text, birth_index text)`.execute(ctx.tx)
}

export type NewResidency = { community_id: string; id: string; person_id: string; home_id: string; area_path: string; kind: string; from_day: string }
export async function insertResidencies(ctx: Tx, residencies: readonly NewResidency[], importId: string): Promise<void> {
  await sql`insert into registry.residency (community_id, id, person_id, home_id, area_path, kind, from_day, import_id)
    select community_id, id, person_id, home_id, area_path, kind, from_day, ${importId}::uuid
    from json_to_recordset(${JSON.stringify(residencies)}::json) as r (community_id uuid, id uuid, person_id uuid, home_id uuid, area_path text, kind text, from_day date)`.execute(
    ctx.tx,
  )
}

export type Match = { row: number; matches: 'document' | 'phone'; person_id: string; name: Buffer; same_name: boolean; version: number; home_id: string | null }
/** A row in the earlier form has its pieces in another order, and no initials. */
const sameName = sql`(p.name_tokens = r.name_tokens or (p.name_tokens[1] >= 0 and p.name_tokens <@ r.name_tokens))`
/** People of the ledger under a path who share a document or a phone with rows of a batch. `same_name`: their names have the same pairs of letters. */
export async function listMatches(
  ctx: Tx,
  path: string,
  rows: readonly { row: number; document_index: string | null; phone_index: string | null; name_tokens: number[] }[],
): Promise<Match[]> {
  const found = await sql<Match>`with r as materialized (
      select row, decode(document_index, 'base64') as document_index, decode(phone_index, 'base64') as phone_index, name_tokens
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (row int, document_index text, phone_index text, name_tokens int[])
    )
    select r.row, 'document' as matches, p.id as person_id, p.name, ${sameName} as same_name, p.version, p.home_id
      from r join registry.person p on p.document_index = r.document_index where p.area_path >= ${path} and p.area_path < ${beyond(path)} and p.merged_into is null
    union all
    select r.row, 'phone', p.id, p.name, true, p.version, p.home_id
      from r join registry.person p on p.phone_index = r.phone_index where p.area_path >= ${path} and p.area_path < ${beyond(path)} and p.merged_into is null and ${sameName}
        and (r.document_index is null or p.document_index is null)`.execute(ctx.tx)
  return found.rows
}

/** Remembers rows as they are, before the import changes them. */
export async function keepBefore(ctx: Tx, kind: 'person' | 'home', ids: readonly string[], importId: string): Promise<void> {
  if (ids.length === 0) return
  const table = kind === 'person' ? sql`registry.person` : sql`registry.home`
  await sql`insert into registry.import_change (community_id, import_id, area_path, kind, row_id, before, version_after)
    select t.community_id, ${importId}::uuid, t.area_path, ${kind}, t.id, to_jsonb(t), t.version + 1
    from ${table} t where t.id in (select value::uuid from json_array_elements_text(${list(ids)}::json)) on conflict do nothing`.execute(ctx.tx)
}

export type ChangedPerson = Omit<NewPerson, 'community_id' | 'area_path' | 'home_id'>
export async function updatePeople(ctx: Tx, people: readonly ChangedPerson[]): Promise<void> {
  if (people.length === 0) return
  await sql`update registry.person p set name = decode(r.name, 'base64'), phone = decode(r.phone, 'base64'), document = decode(r.document, 'base64'), document_kind = r.document_kind,
      document_country = r.document_country, care = decode(r.care, 'base64'), lang = r.lang, name_tokens = r.name_tokens, phone_index = decode(r.phone_index, 'base64'),
      phone_tail = decode(r.phone_tail, 'base64'), document_index = decode(r.document_index, 'base64'), birth_index = decode(r.birth_index, 'base64'), version = p.version + 1
    from json_to_recordset(${JSON.stringify(people)}::json) as r (id uuid, name text, phone text, document text, document_kind text, document_country text,
      care text, lang text, name_tokens int[], phone_index text, phone_tail text, document_index text, birth_index text)
    where p.id = r.id`.execute(ctx.tx)
}

export async function updateHomes(ctx: Tx, homes: readonly { id: string; use: string; floor: number | null }[]): Promise<void> {
  if (homes.length === 0) return
  await sql`update registry.home h set use = r.use, floor = r.floor, version = h.version + 1
    from json_to_recordset(${JSON.stringify(homes)}::json) as r (id uuid, use text, floor smallint) where h.id = r.id`.execute(ctx.tx)
}

/** Which of these people live in which homes now: 'person home' → capacity. */
export async function currentLinks(ctx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const found = await sql<{ person_id: string; home_id: string; kind: string }>`select person_id, home_id, kind from registry.residency
    where until_day is null and person_id in (select value::uuid from json_array_elements_text(${list(personIds)}::json))`.execute(ctx.tx)
  return new Map(found.rows.map((row) => [`${row.person_id} ${row.home_id}`, row.kind]))
}

/** True when anything an import made or changed was touched afterwards, or stands under something newer. */
export async function isChangedSince(ctx: Tx, communityPath: string, importId: string): Promise<boolean> {
  const path = communityPath
  const found = await sql<{ changed: boolean }>`select
      exists (select 1 from registry.person where area_path >= ${path} and area_path < ${beyond(path)} and import_id = ${importId} and (version <> 1 or leaned_on))
      or exists (select 1 from registry.home where area_path >= ${path} and area_path < ${beyond(path)} and import_id = ${importId} and (version <> 1 or leaned_on))
      or exists (select 1 from registry.residency r join registry.home h on h.id = r.home_id
        where h.area_path >= ${path} and h.area_path < ${beyond(path)} and h.import_id = ${importId} and r.import_id is distinct from ${importId}::uuid)
      or exists (select 1 from registry.residency r join registry.person p on p.id = r.person_id
        where p.area_path >= ${path} and p.area_path < ${beyond(path)} and p.import_id = ${importId} and (r.import_id is distinct from ${importId}::uuid or r.until_day is not null))
      or exists (select 1 from registry.invitation i join registry.home h on h.id = i.home_id where h.area_path >= ${path} and h.area_path < ${beyond(path)} and h.import_id = ${importId})
      or exists (select 1 from registry.import_change c left join registry.person p on c.kind = 'person' and p.id = c.row_id left join registry.home h on c.kind = 'home' and h.id = c.row_id
        where c.import_id = ${importId} and coalesce(p.version, h.version) is distinct from c.version_after) as changed`.execute(ctx.tx)
  return found.rows[0]!.changed
}

/** Takes back everything the import wrote. @returns homes removed, by area */
export async function undoRows(ctx: Tx, communityPath: string, importId: string): Promise<Map<string, number>> {
  const path = communityPath
  await sql`update registry.person p set name = b.name, phone = b.phone, document = b.document, document_kind = b.document_kind, document_country = b.document_country, care = b.care, lang = b.lang,
      name_tokens = b.name_tokens, phone_index = b.phone_index, phone_tail = b.phone_tail, document_index = b.document_index, birth_index = b.birth_index, version = p.version + 1
    from registry.import_change c cross join lateral jsonb_populate_record(null::registry.person, c.before) b
    where c.import_id = ${importId} and c.kind = 'person' and p.id = c.row_id`.execute(ctx.tx)
  await sql`update registry.home h set use = b.use, floor = b.floor, version = h.version + 1
    from registry.import_change c cross join lateral jsonb_populate_record(null::registry.home, c.before) b
    where c.import_id = ${importId} and c.kind = 'home' and h.id = c.row_id`.execute(ctx.tx)
  await sql`delete from registry.import_change where import_id = ${importId}`.execute(ctx.tx)
  await sql`delete from registry.residency where area_path >= ${path} and area_path < ${beyond(path)} and import_id = ${importId}`.execute(ctx.tx)
  await sql`delete from registry.person where area_path >= ${path} and area_path < ${beyond(path)} and import_id = ${importId}`.execute(ctx.tx)
  const removed = await sql<{ area_id: string; homes: number }>`with gone as (
      delete from registry.home where area_path >= ${path} and area_path < ${beyond(path)} and import_id = ${importId} returning area_id
    ) select area_id, count(*)::int as homes from gone group by area_id`.execute(ctx.tx)
  return new Map(removed.rows.map((row) => [row.area_id, row.homes]))
}
