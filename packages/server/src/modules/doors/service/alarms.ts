import { commonErrors, type doors, doorsErrors, doorsEvents } from '@xiaomen/contract'
import { cardTail } from '@xiaomen/rules/doors'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { listAreas } from '../../areas/index.ts'
import { openNumber } from '../card-fields.ts'
import * as repo from '../repo/alarms.ts'
import { listCardsByIds } from '../repo/cards.ts'
import { listDoorsByIds } from '../repo/doors.ts'
import { listEventsOfDoor } from '../repo/events.ts'
import { doorFor, pathsWithin } from './doors.ts'

type Doors = Handlers<typeof doors>
const MOST_EVENTS = 50

export const listAlarms: Doors['listAlarms'] = async (ctx, { areaId }) => {
  const alarms = await repo.listOpenAlarms(ctx, await pathsWithin(ctx, 'doors.read', areaId))
  const doors = new Map((await listDoorsByIds(ctx, [...new Set(alarms.map((one) => one.door_id))])).map((door) => [door.id, door]))
  const names = new Map((await listAreas(ctx, [...new Set([...doors.values()].map((door) => door.area_id))])).map((area) => [area.id, area.name]))
  return alarms.map((alarm) => {
    const door = doors.get(alarm.door_id)
    return {
      id: alarm.id,
      doorId: alarm.door_id,
      doorName: door?.name ?? '',
      areaName: names.get(door?.area_id ?? '') ?? '',
      kind: alarm.kind,
      at: alarm.raised_at.toISOString(),
      clearedAt: alarm.cleared_at?.toISOString() ?? null,
    }
  })
}

export const answerAlarm: Doors['answerAlarm'] = async (ctx, { alarmId, note }) => {
  const alarm = await repo.findAlarmForUpdate(ctx, alarmId)
  if (!alarm) throw fail(commonErrors, 'request.not_found')
  ctx.must('doors.answer', { path: alarm.area_path })
  ctx.audit.communityId(alarm.community_id)
  if (note !== undefined) ctx.audit.reason(note)
  if (alarm.answered_at !== null) throw fail(doorsErrors, 'doors.alarm_answered')
  await repo.updateAlarmAnswered(ctx, alarm, ctx.actor.kind === 'account' ? ctx.actor.id : null)
  await ctx.emit(doorsEvents.alarmAnswered, { communityId: alarm.community_id, areaPath: alarm.area_path, doorId: alarm.door_id, alarmId })
  return {}
}

export const listEvents: Doors['listEvents'] = async (ctx, { doorId }) => {
  await doorFor(ctx, doorId, 'doors.manage')
  const events = await listEventsOfDoor(ctx, doorId, MOST_EVENTS)
  const cards = new Map(
    (
      await listCardsByIds(
        ctx,
        events.flatMap((event) => event.card_id ?? []),
      )
    ).map((card) => [card.id, cardTail(openNumber(ctx.crypto, card))]),
  )
  ctx.audit.subjects([...new Set(events.flatMap((event) => event.person_id ?? []))])
  return events.map((event) => ({
    n: Number(event.n),
    at: event.at.toISOString(),
    kind: event.kind,
    cardTail: cards.get(event.card_id ?? '') ?? null,
    outcome: event.outcome,
    reasons: event.reasons,
    wasOpened: event.was_opened,
    isLate: event.is_late,
  }))
}
