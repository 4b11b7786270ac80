// 急救转运: whoever arranges one says here whom the gates let pass and until when, and asks here whether they have passed.
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'
import { listWaysOf } from './repo/passages.ts'
import { putTransportMark } from './repo/transport-marks.ts'
import { forgetTransports, plateIndexOf, sealPlate } from './transports.ts'
import { zonesOf } from './zones.ts'

export type TransportAtGate = {
  id: string
  communityId: string
  homeId: string
  /** Of the home. */
  path: string
  personIds: readonly string[]
  plate: string | null
  from: Date
  /** An instant that has come: the gates let them pass no more. */
  until: Date
}
/** In the same transaction as the transport itself; what was said of it before is replaced. */
export async function letTransportPass(ctx: Ctx, said: TransportAtGate): Promise<void> {
  const { orderId } = await planAt(ctx, said.path)
  await putTransportMark(ctx, {
    community_id: said.communityId,
    transport_id: said.id,
    area_path: said.path,
    home_id: said.homeId,
    person_ids: [...said.personIds],
    sealed_plate: said.plate === null ? null : sealPlate(ctx, said.id, said.plate, orderId ?? 'peace'),
    plate_index: said.plate === null ? null : plateIndexOf(ctx, said.plate),
    from_at: said.from,
    until_at: said.until,
  })
  forgetTransports()
}

export type Ways = { outAt: Date | null; inAt: Date | null }
/** Person id → the first way out since a time, and the last way in, by what a gate or its guard let pass. */
export const waysSince = async (ctx: Pick<Ctx, 'tx'>, communityId: string, personIds: readonly string[], since: Date): Promise<Map<string, Ways>> =>
  new Map((await listWaysOf(ctx, communityId, personIds, since)).map((row) => [row.person_id, { outAt: row.out_at, inAt: row.in_at }]))

/** Whether a zone or a standstill keeps people of a home in at the moment. */
export const isKeptInByZone = async (ctx: Ctx, homePath: string): Promise<boolean> =>
  (await zonesOf(ctx)).ofHome(homePath).some(({ keepsIn, from, until }) => keepsIn && new Date(from) <= ctx.now && ctx.now < new Date(until))
