import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { HistoryRow, PersonRow, RegistryTables, ResidencyRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

export const findPersonRow = (ctx: Ctx, id: string): Promise<PersonRow | undefined> =>
  db(ctx).selectFrom('registry.person').selectAll().where('id', '=', id).executeTakeFirst()

export const listPeople = async (ctx: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<PersonRow[]> =>
  ids.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.person')
        .selectAll()
        .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
        .execute()

export type Marked = Pick<PersonRow, 'id' | 'care'>
/** Their care marks and nothing else of them: handing over whole rows costs an embedded database more than finding them. */
export const listMarks = (ctx: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<Marked[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('registry.person')
        .select(['id', 'care'])
        .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
        .execute()

/** Asked id → the row of the person it stands for today: one that was merged points on. */
export async function listCurrentPeople(ctx: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  const found = new Map((await listPeople(ctx, ids)).map((row) => [row.id, row]))
  let missing = [...found.values()].flatMap((row) => (row.merged_into !== null && !found.has(row.merged_into) ? [row.merged_into] : []))
  for (let step = 0; missing.length > 0 && step < MOST_STEPS; step += 1) {
    const more = await listPeople(ctx, missing)
    for (const row of more) found.set(row.id, row)
    missing = more.flatMap((row) => (row.merged_into !== null && !found.has(row.merged_into) ? [row.merged_into] : []))
  }
  const current = (id: string): PersonRow | undefined => {
    let row = found.get(id)
    while (row?.merged_into) row = found.get(row.merged_into)
    return row
  }
  return new Map(ids.flatMap((id) => (current(id) ? [[id, current(id)!] as const] : [])))
}
const MOST_STEPS = 50

export type LinkedPerson = PersonRow & {
  residency_id: string
  residency_kind: ResidencyRow['kind']
  residency_home: string
  residency_path: string
  from_day: string
  until_day: string | null
}
/** Who lives or lived in these homes, in the order they came. */
export const listLinked = (ctx: Ctx, homeIds: readonly string[], when: 'now' | 'ever' = 'now'): Promise<LinkedPerson[]> =>
  homeIds.length === 0
    ? Promise.resolve([])
    : (db(ctx)
        .selectFrom('registry.residency as r')
        .innerJoin('registry.person as p', (join) => join.onRef('p.community_id', '=', 'r.community_id').onRef('p.id', '=', 'r.person_id'))
        .selectAll('p')
        .select([
          'r.id as residency_id',
          'r.kind as residency_kind',
          'r.home_id as residency_home',
          'r.area_path as residency_path',
          'r.from_day',
          'r.until_day',
        ])
        .where(sql<boolean>`r.home_id = any(${[...homeIds]}::uuid[])`)
        .where('p.merged_into', 'is', null)
        .$if(when === 'now', (q) => q.where('r.until_day', 'is', null))
        .orderBy('r.id')
        .execute() as Promise<LinkedPerson[]>)

export const findResidency = (ctx: Ctx, id: string): Promise<ResidencyRow | undefined> =>
  db(ctx).selectFrom('registry.residency').selectAll().where('id', '=', id).executeTakeFirst()
export const listResidencies = (ctx: Ctx, personId: string): Promise<ResidencyRow[]> =>
  db(ctx).selectFrom('registry.residency').selectAll().where('person_id', '=', personId).orderBy('id').execute()
export const listAllResidencies = (ctx: Ctx, personIds: readonly string[]): Promise<ResidencyRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('registry.residency')
        .selectAll()
        .where(sql<boolean>`person_id = any(${[...new Set(personIds)]}::uuid[])`)
        .execute()
export async function insertResidency(ctx: Ctx, row: ResidencyRow): Promise<void> {
  await db(ctx).insertInto('registry.residency').values(row).execute()
}
export const listResidenciesOf = (ctx: Ctx, personIds: readonly string[]): Promise<ResidencyRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('registry.residency')
        .selectAll()
        .where(sql<boolean>`person_id = any(${[...new Set(personIds)]}::uuid[])`)
        .where('until_day', 'is', null)
        .orderBy('id')
        .execute()
export async function updateResidency(
  ctx: Ctx,
  id: string,
  change: Partial<Pick<ResidencyRow, 'person_id' | 'home_id' | 'from_day' | 'until_day'>>,
): Promise<void> {
  await db(ctx).updateTable('registry.residency').set(change).where('id', '=', id).execute()
}
export async function updateResidencyEnd(ctx: Ctx, id: string, untilDay: string): Promise<void> {
  await db(ctx).updateTable('registry.residency').set({ until_day: untilDay }).where('id', '=', id).execute()
}

export async function insertPerson(ctx: Ctx, row: PersonRow): Promise<void> {
  await db(ctx)
    .insertInto('registry.person')
    .values({ ...row, name_tokens: sql`${row.name_tokens}::int[]` as never })
    .execute()
}
/** False when the row is not any more as it was read. */
export async function updatePerson(ctx: Ctx, id: string, version: number, change: Partial<PersonRow>): Promise<boolean> {
  const values = { version: version + 1, ...change, ...(change.name_tokens ? { name_tokens: sql`${change.name_tokens}::int[]` as never } : {}) }
  const done = await db(ctx).updateTable('registry.person').set(values).where('id', '=', id).where('version', '=', version).returning('id').execute()
  return done.length === 1
}

export async function insertHistory(ctx: Ctx, row: Omit<HistoryRow, 'other_id' | 'detail'> & Partial<Pick<HistoryRow, 'other_id' | 'detail'>>): Promise<void> {
  await db(ctx)
    .insertInto('registry.history')
    .values({ other_id: null, detail: null, ...row })
    .execute()
}

export async function markPersonLeanedOn(ctx: Ctx, id: string): Promise<void> {
  await db(ctx).updateTable('registry.person').set({ leaned_on: true }).where('id', '=', id).execute()
}

/** Whoever has a care mark beneath a path. */
export const listPeopleInCare = (ctx: Pick<Ctx, 'tx'>, path: string): Promise<PersonRow[]> =>
  db(ctx)
    .selectFrom('registry.person')
    .selectAll()
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .where('care', 'is not', null)
    .where('merged_into', 'is', null)
    .execute()
