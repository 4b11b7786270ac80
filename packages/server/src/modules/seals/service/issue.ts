// From the roll: which door a number is for, and the sensor that may go with it.
import { type seals, sealsErrors } from '@xiaomen/contract'
import { afterAct, isLive } from '@xiaomen/rules/seals'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { isHomeUnderControl } from '../../control/index.ts'
import { hangSensor, takeSensorsOf } from '../../doors/index.ts'
import { planAt } from '../../posture/index.ts'
import { findHome, leanOn } from '../../registry/index.ts'
import { accountOf, lockedSeal, notFound } from '../place.ts'
import { findByNumber, findSeal, insertSeal, updateSeal } from '../repo/seal.ts'
import { endSeal, planWork, tellChanged } from '../settle.ts'
import type { SealRow } from '../tables.ts'

type Seals = Handlers<typeof seals>

export const issueSeal: Seals['issueSeal'] = async (ctx, { id, homeId, number }) => {
  const home = await findHome(ctx, homeId)
  if (!home) throw notFound()
  ctx.must('seals.issue', home)
  ctx.audit.communityId(home.communityId)
  const known = await findSeal(ctx, id)
  if (known?.home_id === home.id && known.number === number) return { id }
  const rule = (await planAt(ctx, home.path)).control.seals.value
  if (rule === null) throw fail(sealsErrors, 'seals.not_allowed')
  if (!(await isHomeUnderControl(ctx, home.id))) throw fail(sealsErrors, 'seals.nobody_under_control')
  const row: SealRow = {
    community_id: home.communityId,
    id,
    home_id: home.id,
    area_path: home.path,
    number,
    state: 'issued',
    issued_at: ctx.now,
    issued_by: accountOf(ctx),
    told_at: null,
    told_way: null,
    agrees_to_sensor: null,
    applied_at: null,
    next_check_at: null,
    check_every_hours: rule.checkEveryHours,
    remove_within_hours: rule.removeWithinHours,
    remove_by: null,
    removal_reason: null,
    ended_at: null,
    sensor_id: null,
  }
  if (!(await insertSeal(ctx, row))) throw fail(sealsErrors, (await findByNumber(ctx, home.communityId, number)) ? 'seals.number_taken' : 'seals.home_has_one')
  await leanOn(ctx, { homeId: home.id })
  await planWork(ctx, row)
  await tellChanged(ctx, row)
  return { id }
}

export const withdrawSeal: Seals['withdrawSeal'] = async (ctx, { sealId }) => {
  const row = await lockedSeal(ctx, 'seals.issue', sealId)
  if (afterAct(row.state, 'withdraw') === null) throw fail(sealsErrors, 'seals.wrong_state')
  await endSeal(ctx, row, 'withdrawn')
  return {}
}

export const addSensor: Seals['addSensor'] = async (ctx, { sealId }) => {
  const row = await lockedSeal(ctx, 'seals.issue', sealId)
  if (!isLive(row.state) || row.remove_by !== null) throw fail(sealsErrors, 'seals.wrong_state')
  if (row.agrees_to_sensor !== true) throw fail(sealsErrors, 'seals.no_consent')
  const sensor = await hangSensor(ctx, { communityId: row.community_id, homeId: row.home_id, path: row.area_path })
  await updateSeal(ctx, row, { sensor_id: sensor.deviceId })
  await tellChanged(ctx, row)
  return sensor
}
export const endSensor: Seals['endSensor'] = async (ctx, { sealId }) => {
  const row = await lockedSeal(ctx, 'seals.issue', sealId)
  if (row.sensor_id === null) throw fail(sealsErrors, 'seals.no_sensor')
  await takeSensorsOf(ctx, row.community_id, row.home_id)
  await updateSeal(ctx, row, { sensor_id: null })
  await tellChanged(ctx, row)
  return {}
}
