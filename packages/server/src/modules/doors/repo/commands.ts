import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among } from '../../../platform/sql.ts'
import type { CommandRow } from '../tables.ts'
import { db } from './db.ts'

export const findCommand = (ctx: Ctx, id: string): Promise<CommandRow | undefined> =>
  db(ctx).selectFrom('doors.command').selectAll().where('id', '=', id).executeTakeFirst()

export async function insertCommand(ctx: Ctx, command: CommandRow): Promise<void> {
  await db(ctx).insertInto('doors.command').values(command).execute()
}

/** The newest opening from afar of each door. */
export const listLastCommands = async (ctx: Ctx, doorIds: readonly string[]): Promise<CommandRow[]> =>
  db(ctx)
    .selectFrom('doors.command')
    .distinctOn('door_id')
    .selectAll()
    .where(among('door_id', doorIds))
    .where('why', 'not in', ['card', 'code', 'fireEnd'])
    .orderBy('door_id')
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

export async function updateSent(ctx: Ctx, { community_id, id }: Pick<CommandRow, 'community_id' | 'id'>): Promise<void> {
  await db(ctx).updateTable('doors.command').set({ sent_at: ctx.now }).where('community_id', '=', community_id).where('id', '=', id).execute()
}

/** The first answer counts. */
export async function updateAnswered(ctx: Ctx, deviceId: string, id: string, wasDone: boolean): Promise<CommandRow | undefined> {
  return db(ctx)
    .updateTable('doors.command')
    .set({ answered_at: ctx.now, was_done: wasDone })
    .where('device_id', '=', deviceId)
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

/** Marks what nobody answered in time; one command, or all that are past. */
export const updateUnconfirmed = (ctx: Ctx, which: { id: string } | { before: Date }): Promise<CommandRow[]> =>
  db(ctx)
    .updateTable('doors.command')
    .set({ is_told: true })
    .where('answered_at', 'is', null)
    .where('is_told', '=', false)
    .$if('id' in which, (q) => q.where('id', '=', (which as { id: string }).id))
    .$if('before' in which, (q) => q.where('until', '<', (which as { before: Date }).before))
    .returningAll()
    .execute()

export async function countOfFires(ctx: Ctx, fireIds: readonly string[]): Promise<Map<string, { doors: number; confirmed: number }>> {
  if (fireIds.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('doors.command')
    .select([
      'fire_id',
      sql<number>`count(distinct door_id)::int`.as('doors'),
      sql<number>`count(distinct door_id) filter (where was_done)::int`.as('confirmed'),
    ])
    .where(among('fire_id', fireIds))
    .where('kind', '=', 'fire')
    .groupBy('fire_id')
    .execute()
  return new Map(rows.map((row) => [row.fire_id!, row]))
}

export async function deleteCommandsBefore(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('doors.command').where('asked_at', '<', before).execute()
}

export const hasUnconfirmed = async (ctx: Ctx): Promise<boolean> =>
  (await db(ctx)
    .selectFrom('doors.command')
    .select('id')
    .where('answered_at', 'is', null)
    .where('is_told', '=', false)
    .where('until', '<', ctx.now)
    .limit(1)
    .executeTakeFirst()) !== undefined
