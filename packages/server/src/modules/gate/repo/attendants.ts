import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { AttendantRow, GateTables } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()

export async function insertAttendant(ctx: Ctx, row: AttendantRow): Promise<void> {
  await db(ctx).insertInto('gate.attendant').values(row).execute()
}

export const findAttendant = (ctx: Ctx, id: string): Promise<AttendantRow | undefined> =>
  db(ctx).selectFrom('gate.attendant').selectAll().where('id', '=', id).executeTakeFirst()

export const listAttendantsByPass = (ctx: Ctx, credentialIds: readonly string[]): Promise<AttendantRow[]> =>
  db(ctx)
    .selectFrom('gate.attendant')
    .selectAll()
    .where(sql<boolean>`credential_id = any(${[...credentialIds]}::uuid[])`)
    .execute()

/** Those whose time is not over since a day, the newest first. */
export const listAttendantsUnder = (ctx: Ctx, path: string, since: Date): Promise<AttendantRow[]> =>
  db(ctx)
    .selectFrom('gate.attendant')
    .selectAll()
    .where(sql<boolean>`starts_with(area_path, ${path})`)
    .where('valid_until', '>', since)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()

export const listAttendantsOf = (ctx: Ctx, communityId: string, personId: string): Promise<AttendantRow[]> =>
  db(ctx)
    .selectFrom('gate.attendant')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()

/** Of these people, or of whom they were before two became one; ended ones too, which go home with their person. */
export const listAttendantsFollowing = (ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<AttendantRow[]> =>
  db(ctx)
    .selectFrom('gate.attendant')
    .selectAll()
    .where('community_id', '=', communityId)
    .where(sql<boolean>`(person_id = any(${[...personIds]}::uuid[]) or first_person_id = any(${[...personIds]}::uuid[]))`)
    .orderBy('id')
    .forUpdate()
    .execute()

/** The pass lies where the attendant does: what a worker may see of one they see of the other. */
export async function updateAttendantPerson(
  ctx: Ctx,
  row: Pick<AttendantRow, 'community_id' | 'id' | 'credential_id'>,
  change: Pick<AttendantRow, 'person_id' | 'first_person_id' | 'area_path'>,
): Promise<void> {
  await db(ctx).updateTable('gate.attendant').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
  await db(ctx)
    .updateTable('gate.credential')
    .set({ area_path: change.area_path })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.credential_id)
    .execute()
}

export async function endAttendant(ctx: Ctx, { community_id, id }: Pick<AttendantRow, 'community_id' | 'id'>): Promise<void> {
  await db(ctx)
    .updateTable('gate.attendant')
    .set({ ended_at: ctx.now })
    .where('community_id', '=', community_id)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** A month after its end nothing of an attendant is needed any more. */
export async function deletePastAttendants(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('gate.attendant').where('valid_until', '<', before).execute()
}
