// Seals as the reader of this request may see them.
import { sensorsByIds, type SensorView } from '../doors/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { accountNames } from '../access/index.ts'
import { doorsOfAll } from '../tasks/index.ts'
import { openNote } from './place.ts'
import * as beside from './repo/beside.ts'
import type { AlarmRow, OpeningRow, SealRow } from './tables.ts'

export const openingView = ({ id, why, from_at, until_at, is_own }: OpeningRow) => ({
  id,
  why,
  from: from_at.toISOString(),
  until: until_at.toISOString(),
  isOwn: is_own,
})
const alarmView = (ctx: Ctx, row: AlarmRow, names: ReadonlyMap<string, string>) => ({
  id: row.id,
  kind: row.kind,
  raisedAt: row.raised_at.toISOString(),
  answeredAt: row.answered_at?.toISOString() ?? null,
  answeredBy: (row.answered_by && names.get(row.answered_by)) || null,
  finding: row.finding,
  note: openNote(ctx, 'seals.alarm', row),
})
export type Alarm = ReturnType<typeof alarmView>

const iso = (at: Date | null) => at?.toISOString() ?? null
function viewOf(ctx: Ctx, row: SealRow, { sensor, alarms, openings }: { sensor: SensorView | undefined; alarms: Alarm[]; openings: OpeningRow[] }) {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    homeId: row.home_id,
    path: row.area_path,
    issuedAt: row.issued_at.toISOString(),
    toldAt: iso(row.told_at),
    toldWay: row.told_way,
    agreesToSensor: row.agrees_to_sensor,
    appliedAt: iso(row.applied_at),
    nextCheckAt: row.state === 'applied' && row.remove_by === null ? iso(row.next_check_at) : null,
    isCheckLate: row.state === 'applied' && row.remove_by === null && row.next_check_at !== null && row.next_check_at <= ctx.now,
    removeBy: row.state === 'applied' ? iso(row.remove_by) : null,
    removalReason: row.removal_reason,
    isRemovalLate: row.state === 'applied' && row.remove_by !== null && row.remove_by <= ctx.now,
    endedAt: iso(row.ended_at),
    hasSensor: row.sensor_id !== null,
    sensor: sensor ?? null,
    alarms,
    openings: openings.map(openingView),
  }
}

/** With all of its alarms: those not answered are in the view as well. */
export async function viewsOf(ctx: Ctx, rows: readonly SealRow[]) {
  const ids = rows.map(({ id }) => id)
  const doors = await doorsOfAll(ctx, rows)
  const alarms = await beside.listAlarms(ctx, ids)
  const names = await accountNames(
    ctx,
    alarms.flatMap((row) => row.answered_by ?? []),
  )
  const openings = Map.groupBy(await beside.listOpenings(ctx, ids, ctx.now), (row) => row.seal_id)
  const sensors = await sensorsByIds(
    ctx,
    rows.flatMap((row) => row.sensor_id ?? []),
  )
  return rows.map((row) => {
    const allAlarms = alarms.filter((one) => one.seal_id === row.id).map((one) => alarmView(ctx, one, names))
    const { areaId, place, door } = doors.get(row)!
    const sensor = row.sensor_id === null ? undefined : sensors.get(row.sensor_id)
    const open = allAlarms.filter(({ answeredAt }) => answeredAt === null)
    return { view: { ...viewOf(ctx, row, { sensor, alarms: open, openings: openings.get(row.id) ?? [] }), areaId, place, door }, allAlarms }
  })
}
