import type { CASE_LISTS } from '@xiaomen/contract'
import type { Subject } from '@xiaomen/rules/control'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { anyOf, beneath } from '../../../platform/sql.ts'
import type { PersonCase } from '../subject.ts'
import type { ControlCaseRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

export type CaseList = (typeof CASE_LISTS)[number]
const OPEN = ['planned', 'active', 'extended', 'dueForRelease'] as const
const STATES_OF = {
  waiting: ['proposed'],
  open: OPEN,
  due: ['dueForRelease'],
  ended: ['released', 'transferred', 'cancelled', 'declined'],
} as const satisfies Record<CaseList, readonly string[]>

/** False when the person is on this track already, or the id is taken. */
export async function insertCase(ctx: Ctx, row: ControlCaseRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('control.control_case')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const findCase = (ctx: Tx, id: string): Promise<ControlCaseRow | undefined> =>
  db(ctx).selectFrom('control.control_case').selectAll().where('id', '=', id).executeTakeFirst()
export const listCasesById = (ctx: Tx, ids: readonly string[]): Promise<ControlCaseRow[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .selectAll()
    .where(sql<boolean>`id = ${anyOf(ids)}`)
    .execute()
/** For a change that depends on the state it finds. */
export const lockCase = (ctx: Tx, id: string): Promise<ControlCaseRow | undefined> =>
  db(ctx).selectFrom('control.control_case').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateCase(ctx: Tx, row: Pick<ControlCaseRow, 'community_id' | 'id'>, change: Partial<ControlCaseRow>): Promise<void> {
  await db(ctx).updateTable('control.control_case').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}

/** Those that wait or are due first; of those that ended the latest. */
export const listCases = (
  ctx: Tx,
  paths: readonly string[],
  list: CaseList,
  { about, since, limit }: { about: Subject; since: Date; limit: number },
): Promise<ControlCaseRow[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .selectAll()
    .where(beneath(paths))
    .where(about === 'person' ? 'person_id' : 'place_id', 'is not', null)
    .where('state', 'in', STATES_OF[list])
    .$if(list === 'ended', (q) => q.where('opened_at', '>=', since))
    .orderBy(sql`case state when 'dueForRelease' then 0 when 'extended' then 1 else 2 end`)
    .orderBy('last_day', list === 'ended' ? 'desc' : 'asc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
export async function countCases(ctx: Tx, paths: readonly string[], { about, since }: { about: Subject; since: Date }): Promise<Record<CaseList, number>> {
  const rows = await db(ctx)
    .selectFrom('control.control_case')
    .select([
      'state',
      sql<number>`count(*) filter (where opened_at >= ${since} or state not in ('released', 'transferred', 'cancelled', 'declined'))::int`.as('n'),
    ])
    .where(beneath(paths))
    .where(about === 'person' ? 'person_id' : 'place_id', 'is not', null)
    .groupBy('state')
    .execute()
  const sum = (states: readonly string[]) => rows.filter(({ state }) => states.includes(state)).reduce((total, { n }) => total + n, 0)
  return { waiting: sum(STATES_OF.waiting), open: sum(STATES_OF.open), due: sum(STATES_OF.due), ended: sum(STATES_OF.ended) }
}

const isOpen = sql<boolean>`state in ('proposed', 'planned', 'active', 'extended', 'dueForRelease')`
/** Locked: those of a person that have not ended. */
export const lockOpenOfPerson = (ctx: Tx, communityId: string, personId: string): Promise<PersonCase[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .where(isOpen)
    .orderBy('id')
    .forUpdate()
    .execute() as Promise<PersonCase[]>
export const isAskedElsewhere = async (ctx: Tx, row: Pick<PersonCase, 'community_id' | 'id' | 'person_id'>): Promise<boolean> =>
  (await db(ctx)
    .selectFrom('control.control_case')
    .select('id')
    .where('community_id', '=', row.community_id)
    .where('person_id', '=', row.person_id)
    .where('id', '<>', row.id)
    .where('records_per_day', '>', 0)
    .where(isOpen)
    .limit(1)
    .executeTakeFirst()) !== undefined
/** Those of these people who have a case that has not ended, proposed ones too. */
export const openAmong = async (ctx: Tx, communityId: string, personIds: readonly string[]): Promise<string[]> =>
  (
    await db(ctx)
      .selectFrom('control.control_case')
      .select('person_id')
      .distinct()
      .where('community_id', '=', communityId)
      .where(sql<boolean>`person_id = ${anyOf(personIds)}`)
      .where(isOpen)
      .execute()
  ).flatMap((row) => row.person_id ?? [])
/** Of these people or homes, also of people whose record has since become one of them. */
export const lockCasesOf = (ctx: Tx, communityId: string, ids: readonly string[]): Promise<PersonCase[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .selectAll()
    .where('community_id', '=', communityId)
    .where(sql<boolean>`(person_id = ${anyOf(ids)} or first_person_id = ${anyOf(ids)} or home_id = ${anyOf(ids)})`)
    .orderBy('id')
    .forUpdate()
    .execute() as Promise<PersonCase[]>
export const listCausedBy = (ctx: Tx, row: Pick<ControlCaseRow, 'community_id' | 'id'>): Promise<ControlCaseRow[]> =>
  db(ctx).selectFrom('control.control_case').selectAll().where('community_id', '=', row.community_id).where('caused_by', '=', row.id).orderBy('id').execute()
export const lockOfInfection = (ctx: Tx, communityId: string, infectionId: string): Promise<ControlCaseRow[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('infection_id', '=', infectionId)
    .where(isOpen)
    .forUpdate()
    .execute()

/** What a resident is told of: confirmed, of their home or of themselves; ended ones for a while. */
export const listForHome = (
  ctx: Tx,
  communityId: string,
  { homeId, personId }: { homeId: string | null; personId: string },
  endedSince: string,
): Promise<PersonCase[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .selectAll()
    .where('community_id', '=', communityId)
    .where((e) => e.or([e('person_id', '=', personId), ...(homeId === null ? [] : [e('home_id', '=', homeId)])]))
    .where('state', 'not in', ['proposed', 'declined', 'transferred'])
    .where((e) => e.or([e('state', 'in', [...OPEN]), e('settled_on', '>=', endedSince)]))
    .orderBy('opened_at', 'desc')
    .limit(30)
    .execute() as Promise<PersonCase[]>

/** Running ones of the places that this path lies in. */
export const listPlacesAround = (ctx: Tx, communityId: string, path: string): Promise<ControlCaseRow[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('place_id', 'is not', null)
    .where('state', 'in', OPEN)
    .where(sql<boolean>`starts_with(${path}, area_path)`)
    .orderBy('opened_at', 'desc')
    .limit(10)
    .execute()

/** A part of the open cases everywhere, in the order of their keys. */
export const listOpenAfter = (ctx: Tx, after: { communityId: string; id: string } | null, limit: number): Promise<ControlCaseRow[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .selectAll()
    .where('state', 'in', OPEN)
    .$if(after !== null, (q) => q.where(sql<boolean>`(community_id, id) > (${after?.communityId}::uuid, ${after?.id}::uuid)`))
    .orderBy('community_id')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
export const listOpenIn = (ctx: Tx, communityId: string): Promise<ControlCaseRow[]> =>
  db(ctx).selectFrom('control.control_case').selectAll().where('community_id', '=', communityId).where('state', 'in', OPEN).orderBy('id').execute()
export const communitiesWithCases = async (ctx: Tx): Promise<string[]> =>
  (await db(ctx).selectFrom('control.control_case').select('community_id').distinct().where('state', 'in', OPEN).execute()).map((row) => row.community_id)

export type Standing = Pick<
  ControlCaseRow,
  | 'community_id'
  | 'id'
  | 'edition'
  | 'track'
  | 'state'
  | 'measure'
  | 'day_one'
  | 'from_day'
  | 'last_day'
  | 'releasable_on'
  | 'records_per_day'
  | 'tests_due'
  | 'tests_missed'
  | 'works_due'
  | 'works_missed'
  | 'settled_on'
  | 'restricts'
>
/** Where many of them stand now, in one statement. */
export async function updateStandings(ctx: Tx, rows: readonly Standing[]): Promise<void> {
  if (rows.length === 0) return
  await sql`update control.control_case c set edition = r.edition, track = r.track, state = r.state, measure = r.measure, day_one = r.day_one, from_day = r.from_day, last_day = r.last_day,
      releasable_on = r.releasable_on, records_per_day = r.records_per_day, tests_due = r.tests_due, tests_missed = r.tests_missed, works_due = r.works_due, works_missed = r.works_missed, settled_on = r.settled_on,
      restricts = r.restricts, version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (community_id uuid, id uuid, edition text, track text, state text, measure text, day_one date, from_day date,
      last_day date, releasable_on date, records_per_day smallint, tests_due smallint, tests_missed smallint, works_due smallint, works_missed smallint, settled_on date, restricts boolean)
    where c.community_id = r.community_id and c.id = r.id`.execute(ctx.tx)
}
