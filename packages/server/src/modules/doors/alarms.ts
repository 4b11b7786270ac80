import { doorsEvents } from '@xiaomen/contract'
import type { AlarmKind } from '@xiaomen/rules/doors'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import * as repo from './repo/alarms.ts'

type At = { communityId: string; doorId: string; path: string }

/** Stands until somebody answers it; the same again while it stands is the same alarm. */
export async function raise(ctx: Ctx, { communityId, doorId, path }: At, kind: AlarmKind): Promise<void> {
  const id = uuidv7()
  const alarm = {
    community_id: communityId,
    id,
    door_id: doorId,
    area_path: path,
    kind,
    raised_at: ctx.now,
    cleared_at: null,
    answered_at: null,
    answered_by: null,
  }
  if (await repo.insertAlarm(ctx, alarm)) await ctx.emit(doorsEvents.alarmRaised, { communityId, areaPath: path, doorId, alarmId: id, kind })
  else await repo.updateUncleared(ctx, doorId, kind)
}

/** What it was about is over; whether anybody looked is another question. */
export const clear = (ctx: Ctx, { doorId }: Pick<At, 'doorId'>, kinds: readonly AlarmKind[]): Promise<boolean> => repo.updateCleared(ctx, doorId, kinds)
