import { ACK_SECONDS, type CommandKind, type CommandReason, commandState } from '@xiaomen/rules/doors'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { insertCommand } from './repo/commands.ts'
import type { CommandRow, DoorRow } from './tables.ts'
import type { DownMessage } from './wire.ts'

type Wanted = {
  door: DoorRow
  deviceId: string
  kind: CommandKind
  why: CommandReason
  id?: string
  fireId?: string
  digest?: Buffer
  /** A lock that waits for a fire's opening may be reached late; one that a person waits at may not. */
  seconds?: number
}

export async function makeCommand(ctx: Ctx, { door, deviceId, kind, why, id = uuidv7(), fireId, digest, seconds = ACK_SECONDS }: Wanted): Promise<CommandRow> {
  const row: CommandRow = {
    community_id: door.community_id,
    id,
    door_id: door.id,
    device_id: deviceId,
    area_path: door.area_path,
    kind,
    why,
    asked_at: ctx.now,
    until: new Date(ctx.now.getTime() + seconds * 1000),
    sent_at: null,
    answered_at: null,
    was_done: null,
    is_told: false,
    fire_id: fireId ?? null,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    digest: digest ?? null,
  }
  await insertCommand(ctx, row)
  return row
}

export const commandMessage = (row: CommandRow, openSeconds: number, now: Date, of?: number): DownMessage => ({
  kind: 'command',
  message: {
    v: 1,
    id: row.id,
    do: row.kind,
    reason: row.why,
    now: Math.floor(now.getTime() / 1000),
    until: Math.ceil(row.until.getTime() / 1000),
    seconds: openSeconds,
    ...(of === undefined ? {} : { of }),
  },
})

export const commandView = (row: CommandRow, now: Date) => ({
  id: row.id,
  doorId: row.door_id,
  kind: row.kind,
  why: row.why,
  state:
    row.is_told && row.answered_at === null
      ? ('notConfirmed' as const)
      : commandState({ until: row.until, answeredAt: row.answered_at, wasDone: row.was_done }, now),
  askedAt: row.asked_at.toISOString(),
  until: row.until.toISOString(),
})
