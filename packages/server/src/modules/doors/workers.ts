// What is sent to doors after the commit, and what is noticed when nothing comes back.
import { doorsEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { cron, type Services, worker } from '../../platform/module.ts'
import { communitiesWhereGatesTurned } from '../gate/index.ts'
import { raise } from './alarms.ts'
import { commandMessage } from './commands.ts'
import { renewList } from './push-list.ts'
import { deleteAlarmsAnsweredBefore } from './repo/alarms.ts'
import { deleteCardsEndedBefore } from './repo/cards.ts'
import { deleteCommandsBefore, findCommand, hasUnconfirmed, updateSent, updateUnconfirmed } from './repo/commands.ts'
import { listDevices, listSilentDevices, updateDevice } from './repo/devices.ts'
import { findDoor } from './repo/doors.ts'
import { listSilentSensors } from './repo/sensors.ts'
import { listenIfNeeded, runtimeOf } from './runtime.ts'
import { LISTEN, PUSH, SEND } from './names.ts'
import { tellSilentSensors } from './sensors.ts'
import type { CommandRow } from './tables.ts'

const DAY_MS = 86_400_000
/** As passages: what doors knew of people's ways is kept a month. */
const KEPT_DAYS = 31
/** Three heartbeats. */
const SILENT_MS = 180_000
/** A sensor lives on a battery and speaks every five minutes. */
const SENSOR_SILENT_MS = 16 * 60_000
/** A little longer than the door had, so that an answer on its way is not overtaken. */
const GRACE_MS = 300
const GATHER_MS = 150

async function tellUnconfirmed(ctx: Ctx, rows: readonly CommandRow[]): Promise<void> {
  for (const row of rows) await ctx.emit(doorsEvents.doorChanged, { communityId: row.community_id, areaPath: row.area_path, doorId: row.door_id })
}

async function sendCommand(services: Services, { commandId = '' }: Record<string, string>): Promise<void> {
  const runtime = runtimeOf(services)
  const found = await services.asSystem('relay.doors.command', async (ctx) => {
    const command = await findCommand(ctx, commandId)
    const door = command && (await findDoor(ctx, command.door_id))
    return command && door && command.answered_at === null && command.until > ctx.now ? { command, seconds: door.open_seconds } : null
  })
  if (!found) return
  const { command, seconds } = found
  const isSent = await runtime.send(command.device_id, [commandMessage(command, seconds, services.now())])
  if (isSent) await services.asSystem('relay.doors.command', (ctx) => updateSent(ctx, command))
  const timer = setTimeout(
    () => {
      runtime.timers.delete(timer)
      services
        .asSystem('doors.notConfirmed', async (ctx) => tellUnconfirmed(ctx, await updateUnconfirmed(ctx, { id: command.id })))
        .catch((error: unknown) => services.log.error({ err: error }, 'a command to a door could not be told as not confirmed'))
    },
    Math.max(0, command.until.getTime() - services.now().getTime()) + GRACE_MS,
  )
  runtime.timers.add(timer)
}

async function pushLists(services: Services, communityId: string | undefined): Promise<void> {
  const runtime = runtimeOf(services)
  const devices = await services.asSystem('relay.doors.devices', (ctx) => listDevices(ctx, communityId))
  // Whoever is away is sent its list when it comes back.
  for (const { id, is_online } of devices) {
    const down = await renewList(services, id)
    if (is_online) await runtime.send(id, down)
  }
}

/** Three hundred people whose status changes at half past seven are one list, not three hundred. What a crash forgets here the next look makes good. */
async function pushSoon(services: Services, { communityId = '' }: Record<string, string>): Promise<void> {
  const { pushing } = runtimeOf(services)
  if (pushing.has(communityId)) return
  const timer = setTimeout(() => {
    pushing.delete(communityId)
    pushLists(services, communityId === '' ? undefined : communityId).catch((error: unknown) =>
      services.log.error({ err: error }, 'lists could not be sent to doors; it is tried again'),
    )
  }, GATHER_MS)
  pushing.set(communityId, timer)
}

export const workers = [worker(SEND, sendCommand), worker(PUSH, pushSoon), worker(LISTEN, listenIfNeeded)]

/** What a restart or a lost last will left behind. Looked for every minute, written down only when there is something. */
export async function lookAfter(services: Services): Promise<void> {
  const silentSince = (now: Date, ms = SILENT_MS) => new Date(now.getTime() - ms)
  const isQuiet = await services.asSystem(
    'relay.doors.look',
    async (ctx) =>
      !(await hasUnconfirmed(ctx)) &&
      (await listSilentDevices(ctx, silentSince(ctx.now))).length === 0 &&
      (await listSilentSensors(ctx, silentSince(ctx.now, SENSOR_SILENT_MS))).length === 0,
  )
  if (isQuiet) return
  await services.asSystem('doors.lookAfter', async (ctx) => {
    await tellUnconfirmed(ctx, await updateUnconfirmed(ctx, { before: ctx.now }))
    await tellSilentSensors(ctx, silentSince(ctx.now, SENSOR_SILENT_MS))
    for (const device of await listSilentDevices(ctx, silentSince(ctx.now))) {
      await updateDevice(ctx, device, { is_online: false })
      await raise(ctx, { communityId: device.community_id, doorId: device.door_id, path: device.area_path }, 'offline')
    }
  })
}

/** A little more than the minute between two looks: one that is late misses nothing, and a list that is right already is not sent. */
const TURNED_MS = 90_000

/** Opening hours and the end of "only open" are told by the clock and by nobody else. */
export async function followGateTimes(services: Services): Promise<void> {
  const communities = await services.asSystem('relay.doors.turned', (ctx) => communitiesWhereGatesTurned(ctx, new Date(ctx.now.getTime() - TURNED_MS)))
  for (const communityId of communities) await pushLists(services, communityId)
}

export async function forgetOld({ db, now, asSystem }: Services): Promise<void> {
  const before = new Date(now().getTime() - KEPT_DAYS * DAY_MS)
  await db.execAsOwner(`select doors.forget_events('${before.toISOString()}')`)
  await asSystem('doors.forget', async (ctx) => {
    await deleteCommandsBefore(ctx, before)
    await deleteAlarmsAnsweredBefore(ctx, before)
    await deleteCardsEndedBefore(ctx, before)
  })
}

export const jobs = [
  cron('* * * * *', 'doors.lookAfter', lookAfter),
  cron('* * * * *', 'doors.followGateTimes', followGateTimes),
  // Whatever else a list hangs on that nobody tells: a day that began, a minute a busy server missed.
  cron('*/10 * * * *', 'doors.pushLists', (services) => pushLists(services, undefined)),
  cron('37 3 * * *', 'doors.forget', forgetOld),
]
