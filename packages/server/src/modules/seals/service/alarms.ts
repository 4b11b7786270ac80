import { type seals, sealsErrors, sealsEvents } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { finishTasks } from '../../tasks/index.ts'
import { accountOf, lockedSeal, notFound, sealNote } from '../place.ts'
import { lockAlarm, updateAnswered } from '../repo/beside.ts'
import { endSeal } from '../settle.ts'

type Seals = Handlers<typeof seals>

/** What was found there; a seal that is not whole any more is over, and another one is issued where it is still needed. */
export const answerAlarm: Seals['answerAlarm'] = async (ctx, { alarmId, finding, isWhole, note }) => {
  const alarm = await lockAlarm(ctx, alarmId)
  if (!alarm) throw notFound()
  const row = await lockedSeal(ctx, 'seals.apply', alarm.seal_id)
  if (alarm.answered_at !== null) throw fail(sealsErrors, 'seals.alarm_answered')
  await updateAnswered(ctx, alarm, {
    answered_at: ctx.now,
    answered_by: accountOf(ctx),
    finding,
    sealed_note: await sealNote(ctx, 'seals.alarm', alarm.id, row.area_path, note),
  })
  await finishTasks(ctx, 'seals', alarm.id, accountOf(ctx))
  const isOver = row.state === 'applied' && !isWhole
  if (isOver) await endSeal(ctx, row, 'broken')
  await ctx.emit(sealsEvents.alarmAnswered, { communityId: row.community_id, areaPath: row.area_path, sealId: row.id, alarmId })
  return { state: isOver ? ('broken' as const) : row.state }
}
