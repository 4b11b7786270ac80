// Pairs that may be one person: found by keyed indexes, a community at a time, never everybody against everybody.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { DuplicatePairRow, RegistryTables } from '../tables.ts'

type Tx = Pick<Ctx, 'tx'>
const db = (ctx: Tx) => ctx.tx.withTables<RegistryTables>()

export type FoundPair = { a: string; b: string; matches: 'document' | 'phone' | 'birthday'; name_a: Buffer; name_b: Buffer }
/** A telephone that more people than this share is a landlord's or a hall's and says nothing of who they are. */
const MOST_OF_PHONE = 40

/** Of a shared telephone the caller compares the names; two different documents with one telephone are two people. */
export async function listFoundPairsOf(ctx: Tx, communityId: string, personId: string): Promise<FoundPair[]> {
  const found = await sql<FoundPair>`with mine as materialized (
      select p.* from registry.person p where p.community_id = ${communityId}::uuid and p.merged_into is null and p.id = ${personId}::uuid
    ), crowded as (
      select phone_index from registry.person where community_id = ${communityId}::uuid and merged_into is null and phone_index is not null
        and phone_index in (select phone_index from mine where phone_index is not null) group by phone_index having count(*) > ${MOST_OF_PHONE}
    )
    select least(p.id, q.id) as a, greatest(p.id, q.id) as b, 'document' as matches, p.name as name_a, q.name as name_b
      from mine p join registry.person q on q.document_index = p.document_index and q.community_id = p.community_id and q.merged_into is null and p.id <> q.id
    union all
    select least(p.id, q.id), greatest(p.id, q.id), 'phone', case when p.id < q.id then p.name else q.name end, case when p.id < q.id then q.name else p.name end
      from mine p join registry.person q on q.phone_index = p.phone_index and q.community_id = p.community_id and q.merged_into is null and p.id <> q.id
      where not exists (select 1 from crowded c where c.phone_index = p.phone_index)
        and (p.document_index is null or q.document_index is null or p.document_index = q.document_index)
    union all
    select least(p.id, q.id), greatest(p.id, q.id), 'birthday', p.name, q.name
      from mine p join registry.person q on q.birth_index = p.birth_index and q.community_id = p.community_id and q.merged_into is null and p.id <> q.id
      where q.document_index is distinct from p.document_index`.execute(ctx.tx)
  return found.rows
}

type Sharing = { ids: string[]; names: Buffer[]; documents: (Buffer | null)[] }
/**
 * All pairs of a community. Grouped, never joined with itself: right after an import the planner knows nothing of the table, and its guess at such a
 * join was a hundred times wrong.
 */
export async function listFoundPairs(ctx: Tx, communityId: string): Promise<FoundPair[]> {
  const sharing = async (column: 'document_index' | 'phone_index' | 'birth_index', most: number | null): Promise<Sharing[]> =>
    (
      await sql<Sharing>`select array_agg(id order by id) as ids, array_agg(name order by id) as names, array_agg(document_index order by id) as documents
        from registry.person where community_id = ${communityId}::uuid and merged_into is null and ${sql.ref(column)} is not null
        group by ${sql.ref(column)} having count(*) > 1 and (${most}::integer is null or count(*) <= ${most}::integer)`.execute(ctx.tx)
    ).rows
  const isSame = (one: Buffer | null, other: Buffer | null) => one === other || (one !== null && other !== null && Buffer.compare(one, other) === 0)
  return [
    ...pairsOf('document', await sharing('document_index', null), () => true),
    ...pairsOf('phone', await sharing('phone_index', MOST_OF_PHONE), (one, other) => one === null || other === null || isSame(one, other)),
    ...pairsOf('birthday', await sharing('birth_index', null), (one, other) => !isSame(one, other)),
  ]
}
const pairsOf = (matches: FoundPair['matches'], groups: readonly Sharing[], counts: (one: Buffer | null, other: Buffer | null) => boolean): FoundPair[] =>
  groups.flatMap(({ ids, names, documents }) =>
    ids.flatMap((a, at) =>
      ids.slice(at + 1).flatMap((b, step) => {
        const other = at + 1 + step
        return counts(documents[at]!, documents[other]!) ? [{ a, b, matches, name_a: names[at]!, name_b: names[other]! }] : []
      }),
    ),
  )

export type NewPair = { a: string; b: string; matches: readonly string[] }
/** Adds what is new, and says of a pair still open what matches today. `id`s are made by the caller, one a pair; `communityId` null: across communities. */
export async function putPairs(ctx: Ctx, communityId: string | null, pairs: readonly (NewPair & { id: string })[]): Promise<void> {
  if (pairs.length === 0) return
  // The place is the smallest path that holds both, cut at a slash.
  await sql`insert into registry.duplicate_pair (community_id, id, area_path, person_a, person_b, matches, is_across, found_at)
    select p.community_id, r.id, registry.common_path(p.area_path, q.area_path), r.a, r.b, r.matches, ${communityId === null}, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as r (id uuid, a uuid, b uuid, matches text[])
    join registry.person p on p.id = r.a join registry.person q on q.id = r.b
    where ${communityId}::uuid is null or p.community_id = ${communityId}::uuid
    on conflict (community_id, person_a, person_b) do update set matches = excluded.matches, area_path = excluded.area_path
      where duplicate_pair.decision is null`.execute(ctx.tx)
}

/** Pairs of this community still open that match no longer, or of which one is gone. */
export async function deleteOtherPairs(ctx: Tx, communityId: string, personId: string | null, keep: readonly NewPair[]): Promise<void> {
  const ofWhom = personId === null ? sql`true` : sql`(d.person_a = ${personId}::uuid or d.person_b = ${personId}::uuid)`
  await sql`delete from registry.duplicate_pair d where d.community_id = ${communityId}::uuid and d.decision is null and not d.is_across and ${ofWhom}
    and not exists (select 1 from jsonb_to_recordset(${JSON.stringify(keep)}::jsonb) as r (a uuid, b uuid) where r.a = d.person_a and r.b = d.person_b)`.execute(
    ctx.tx,
  )
}

/** Documents that stand in more than one community; `personId`: of this person only. One pair for each neighbour in order of community, not one for each two. */
export async function listAcross(ctx: Tx, personId: string | null): Promise<{ a: string; b: string }[]> {
  const among =
    personId === null
      ? sql`select document_index from registry.person where document_index is not null and merged_into is null group by document_index having count(distinct community_id) > 1`
      : sql`select document_index from registry.person where id = ${personId}::uuid and document_index is not null and merged_into is null`
  const found = await sql<{ a: string; b: string }>`with one as (
      select distinct on (p.document_index, p.community_id) p.document_index, p.community_id, p.id from registry.person p
      where p.merged_into is null and p.document_index in (${among}) order by p.document_index, p.community_id, p.id
    ), next as (select id, lead(id) over w as other from one window w as (partition by document_index order by community_id, id))
    select least(id, other) as a, greatest(id, other) as b from next where other is not null`.execute(ctx.tx)
  return found.rows
}
/** Open pairs across communities that hold no longer, and what each side was told of them. */
export async function settleAcross(ctx: Ctx): Promise<void> {
  await sql`delete from registry.duplicate_pair d using registry.person p, registry.person q
    where d.is_across and d.decision is null and p.id = d.person_a and q.id = d.person_b
      and (p.merged_into is not null or q.merged_into is not null or p.document_index is distinct from q.document_index)`.execute(ctx.tx)
  await sql`delete from registry.duplicate_pair d where d.is_across and d.decision is null
    and (not exists (select 1 from registry.person p where p.id = d.person_a) or not exists (select 1 from registry.person p where p.id = d.person_b))`.execute(
    ctx.tx,
  )
  await sql`insert into registry.known_elsewhere (community_id, person_id, area_path, told_at)
    select p.community_id, p.id, p.area_path, min(d.found_at) from registry.duplicate_pair d join registry.person p on p.id = d.person_a or p.id = d.person_b
    where d.is_across and d.decision is null group by p.community_id, p.id, p.area_path
    on conflict (community_id, person_id) do update set area_path = excluded.area_path`.execute(ctx.tx)
  await sql`delete from registry.known_elsewhere k where not exists (
    select 1 from registry.duplicate_pair d where d.is_across and d.decision is null and (d.person_a = k.person_id or d.person_b = k.person_id))`.execute(
    ctx.tx,
  )
}

export const listOpenPairs = (ctx: Ctx, path: string, after: string | null, limit: number): Promise<DuplicatePairRow[]> =>
  db(ctx)
    .selectFrom('registry.duplicate_pair')
    .selectAll()
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .where('decision', 'is', null)
    .$if(after !== null, (q) => q.where('id', '>', after!))
    .orderBy('id')
    .limit(limit)
    .execute()

export const listToldStreet = (ctx: Ctx, path: string, limit: number): Promise<{ person_id: string }[]> =>
  db(ctx)
    .selectFrom('registry.known_elsewhere')
    .select('person_id')
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .orderBy('told_at')
    .limit(limit)
    .execute()

/** Locked for the rest of the transaction: two may not decide on one pair. */
export const lockPair = (ctx: Ctx, id: string): Promise<DuplicatePairRow | undefined> =>
  db(ctx).selectFrom('registry.duplicate_pair').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function updateDecision(ctx: Ctx, pair: Pick<DuplicatePairRow, 'community_id' | 'id'>, decision: 'same' | 'different'): Promise<void> {
  await db(ctx)
    .updateTable('registry.duplicate_pair')
    .set({ decision, decided_at: ctx.now, decided_by: ctx.actor.kind === 'account' ? ctx.actor.id : null })
    .where('community_id', '=', pair.community_id)
    .where('id', '=', pair.id)
    .execute()
}

/** Says of a person and these others that they are different people, whether the pair was found already or not. */
export async function putDifferent(ctx: Ctx, personId: string, others: readonly { id: string; pairId: string }[]): Promise<void> {
  if (others.length === 0) return
  await sql`insert into registry.duplicate_pair (community_id, id, area_path, person_a, person_b, matches, decision, found_at, decided_at, decided_by)
    select p.community_id, r.pair_id, registry.common_path(p.area_path, q.area_path), least(p.id, q.id), greatest(p.id, q.id), '{}', 'different',
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz, ${ctx.actor.kind === 'account' ? ctx.actor.id : null}::uuid
    from jsonb_to_recordset(${JSON.stringify(others.map(({ id, pairId }) => ({ id, pair_id: pairId })))}::jsonb) as r (id uuid, pair_id uuid)
    join registry.person p on p.id = ${personId}::uuid join registry.person q on q.id = r.id and q.community_id = p.community_id
    on conflict (community_id, person_a, person_b) do update set decision = 'different', decided_at = excluded.decided_at, decided_by = excluded.decided_by`.execute(
    ctx.tx,
  )
}

/** Which of these were once said to be somebody else than this person. */
export async function listDifferent(ctx: Ctx, personId: string, others: readonly string[]): Promise<Set<string>> {
  if (others.length === 0) return new Set()
  const rows = await db(ctx)
    .selectFrom('registry.duplicate_pair')
    .select(['person_a', 'person_b'])
    .where('decision', '=', 'different')
    .where((e) => e.or([e('person_a', '=', personId), e('person_b', '=', personId)]))
    .execute()
  return new Set(rows.map((row) => (row.person_a === personId ? row.person_b : row.person_a)).filter((id) => others.includes(id)))
}

/** A merge answers the pair of the two; taken back, the question stands again. */
export async function decidePairOf(ctx: Ctx, one: string, other: string, decision: 'same' | null): Promise<void> {
  const [a, b] = one < other ? [one, other] : [other, one]
  await db(ctx)
    .updateTable('registry.duplicate_pair')
    .set({ decision, decided_at: decision === null ? null : ctx.now, decided_by: decision === null || ctx.actor.kind !== 'account' ? null : ctx.actor.id })
    .where('person_a', '=', a)
    .where('person_b', '=', b)
    .execute()
}

export const listCommunityIds = async (ctx: Tx): Promise<string[]> =>
  (await sql<{ id: string }>`select distinct community_id as id from registry.home`.execute(ctx.tx)).rows.map((row) => row.id)

/** People whose document may say a birthday and who have no index of it yet: what was written before there was one. */
export const listWithoutBirth = (ctx: Tx, after: string | null, limit: number) =>
  db(ctx)
    .selectFrom('registry.person')
    .select(['id', 'community_id', 'name', 'document', 'document_kind', 'document_country'])
    .where('birth_index', 'is', null)
    .where('document_kind', 'in', ['residentId', 'hkMoTwPermit', 'foreignPermanentResidence'])
    .$if(after !== null, (q) => q.where('id', '>', after!))
    .orderBy('id')
    .limit(limit)
    .execute()
export async function setBirthIndexes(ctx: Tx, rows: readonly { id: string; birth_index: string }[]): Promise<void> {
  if (rows.length === 0) return
  await sql`update registry.person p set birth_index = decode(r.birth_index, 'base64')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, birth_index text) where p.id = r.id`.execute(ctx.tx)
}
