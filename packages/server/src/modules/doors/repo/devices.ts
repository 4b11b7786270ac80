import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among } from '../../../platform/sql.ts'
import type { DeviceRow } from '../tables.ts'
import { db } from './db.ts'

/** Without the lists themselves, which are asked for only where they are compared. */
const PLAIN = [
  'community_id',
  'id',
  'door_id',
  'area_path',
  'secret_hash',
  'made_at',
  'ended_at',
  'is_online',
  'seen_at',
  'lock_state',
  'list_version',
  'list_at',
  'wanted_version',
] as const
export type Device = Pick<DeviceRow, (typeof PLAIN)[number]>

export const findDevice = (ctx: Ctx, id: string): Promise<Device | undefined> =>
  db(ctx).selectFrom('doors.device').select(PLAIN).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()

/** Locked for the rest of the transaction: what a controller tells is taken one by one. */
export const findDeviceForUpdate = (ctx: Ctx, id: string): Promise<DeviceRow | undefined> =>
  db(ctx).selectFrom('doors.device').selectAll().where('id', '=', id).where('ended_at', 'is', null).forUpdate().executeTakeFirst()

export type DeviceOfDoor = Device & { cards: number }
export const listDevicesOfDoors = (ctx: Ctx, doorIds: readonly string[]): Promise<DeviceOfDoor[]> =>
  db(ctx)
    .selectFrom('doors.device')
    .select(PLAIN)
    .select(sql<number>`(length(listed) / 12)::int`.as('cards'))
    .where(among('door_id', doorIds))
    .where('ended_at', 'is', null)
    .execute()

export const listDevices = (ctx: Ctx, communityId?: string): Promise<Device[]> =>
  db(ctx)
    .selectFrom('doors.device')
    .select(PLAIN)
    .where('ended_at', 'is', null)
    .$if(communityId !== undefined, (q) => q.where('community_id', '=', communityId!))
    .execute()

export async function insertDevice(
  ctx: Ctx,
  device: Pick<DeviceRow, 'community_id' | 'id' | 'door_id' | 'area_path' | 'secret_hash' | 'made_at'>,
): Promise<void> {
  await db(ctx)
    .insertInto('doors.device')
    .values({
      ...device,
      ended_at: null,
      is_online: false,
      seen_at: null,
      lock_state: null,
      list_version: null,
      list_at: null,
      listed: Buffer.alloc(0),
      wanted_version: null,
      wanted: Buffer.alloc(0),
    })
    .execute()
}

/** @returns the ids that ended */
export async function endDevicesOfDoor(ctx: Ctx, doorId: string): Promise<string[]> {
  const rows = await db(ctx)
    .updateTable('doors.device')
    .set({ ended_at: ctx.now, is_online: false })
    .where('door_id', '=', doorId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

type Change = Partial<Pick<DeviceRow, 'is_online' | 'seen_at' | 'lock_state' | 'list_version' | 'list_at' | 'listed' | 'wanted_version' | 'wanted'>>
export async function updateDevice(ctx: Ctx, { community_id, id }: Pick<DeviceRow, 'community_id' | 'id'>, change: Change): Promise<void> {
  await db(ctx).updateTable('doors.device').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}

/** After a start nobody is known to be there until they say so. */
export async function updateAllOffline(ctx: Ctx): Promise<void> {
  await db(ctx).updateTable('doors.device').set({ is_online: false }).where('is_online', '=', true).execute()
}

/** Those that said they were there and have been silent since. */
export const listSilentDevices = (ctx: Ctx, since: Date): Promise<Device[]> =>
  db(ctx).selectFrom('doors.device').select(PLAIN).where('ended_at', 'is', null).where('is_online', '=', true).where('seen_at', '<', since).execute()
