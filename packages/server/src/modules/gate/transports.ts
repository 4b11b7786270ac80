// 急救转运 at a gate: who passes as a medical need for a time, and by which plate their vehicle is known.
import { contains } from '@xiaomen/rules/areas'
import { type Arrival, type GateTransport, hasPlate, isTransportAt, readPlate } from '@xiaomen/rules/gate'
import type { Ctx } from '../../platform/ctx.ts'
import { listTransportMarks } from './repo/transport-marks.ts'
import type { TransportMarkRow } from './tables.ts'

type Holding = { person_id: string | null; home_id: string | null }
export type Transports = {
  /** Of somebody; a code of a home that names nobody stands for whoever of it is on one. */
  of(holding: Holding): GateTransport | undefined
  hasVehicle(gate: { communityId: string; path: string }, said: { arrival?: Arrival | undefined; plate?: string | undefined }, at: Date): boolean
  /** Beneath the place of a gate, those not over at a time. */
  under(path: string, at: Date): TransportMarkRow[]
}

const timeOf = (mark: TransportMarkRow): GateTransport => ({ from: mark.from_at.toISOString(), until: mark.until_at.toISOString() })
export const plateIndexOf = ({ crypto }: Pick<Ctx, 'crypto'>, plate: string): Buffer => crypto.index('gate.vehicle.plate', readPlate(plate) ?? '')
const sealedPlace = (id: string) => ({ table: 'gate.transport_mark', row: id, column: 'sealed_plate' })
export const sealPlate = (ctx: Ctx, id: string, plate: string, scope: string): Buffer =>
  ctx.crypto.seal('name', sealedPlace(id), readPlate(plate) ?? plate, scope)
export const openPlate = (ctx: Ctx, mark: TransportMarkRow): string | null =>
  mark.sealed_plate === null ? null : ctx.crypto.open('name', sealedPlace(mark.transport_id), mark.sealed_plate)

function transportsFrom(ctx: Ctx, marks: readonly TransportMarkRow[]): Transports {
  return {
    of: ({ person_id, home_id }) => {
      const mine = marks.filter((mark) => (person_id === null ? mark.home_id === home_id : mark.person_ids.includes(person_id)))
      // The one that lasts longest: an earlier one may be over already.
      const last = mine.reduce<TransportMarkRow | undefined>((longest, mark) => (longest && longest.until_at >= mark.until_at ? longest : mark), undefined)
      return last && timeOf(last)
    },
    hasVehicle: ({ communityId, path }, { arrival, plate }, at) => {
      if (arrival === undefined || !hasPlate(arrival) || plate === undefined) return false
      const index = plateIndexOf(ctx, plate)
      return marks.some(
        (mark) =>
          mark.community_id === communityId && contains(path, mark.area_path) && mark.plate_index?.equals(index) === true && isTransportAt(timeOf(mark), at),
      )
    },
    under: (path, at) => marks.filter((mark) => contains(path, mark.area_path) && isTransportAt(timeOf(mark), at)),
  }
}

/** How late a passage may come and still find what held in its hour. */
export const LATEST_MS = 3 * 86_400_000
/** How long another process' change may go unnoticed here. */
const GOOD_FOR_MS = 1_000

export const transportsOf = async (ctx: Ctx): Promise<Transports> =>
  transportsFrom(
    ctx,
    (await listTransportMarks(ctx, new Date(ctx.now.getTime() - LATEST_MS))).map((mark) => ({
      ...mark,
      plate_index: mark.plate_index === null ? null : Buffer.from(mark.plate_index),
    })),
  )

let remembered: { transports: Transports; db: unknown; until: number } | null = null
/** For passages: read once a second, not once a group. */
export async function rememberedTransports(ctx: Ctx, db: unknown): Promise<Transports> {
  if (remembered && remembered.db === db && performance.now() < remembered.until) return remembered.transports
  const transports = await transportsOf(ctx)
  remembered = { transports, db, until: performance.now() + GOOD_FOR_MS }
  return transports
}
export const forgetTransports = (): void => {
  remembered = null
}
