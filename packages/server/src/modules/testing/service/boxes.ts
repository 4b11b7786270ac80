// 装箱、交接: closed tubes into a box, the box closed with its count and given to a courier who counts again. Written by the phone, also long after.
import { type testing, testingErrors } from '@xiaomen/contract'
import { type Box, type BoxAct, type BoxRefusal, labelOf, stepBox } from '@xiaomen/rules/testing'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { planAt } from '../../posture/index.ts'
import { accountOf, labelAt, pointFor } from '../place.ts'
import * as repo from '../repo/box.ts'
import { updateTube } from '../repo/tube.ts'
import { sealCourier } from '../sealing.ts'
import type { BoxRow, CustodyRow, PointRow, TubeRow } from '../tables.ts'

type Testing = Handlers<typeof testing>
const size = (row: Pick<TubeRow, 'size'>) => row.size as 1 | 5 | 10 | 20
const refuse = (code: BoxRefusal, details?: Record<string, unknown>) => fail(testingErrors, `testing.${code}`, details)

/** The box as the rules know it. */
export const toRule = (row: BoxRow, tubes: readonly TubeRow[]): Box => ({ state: row.state, tubes: tubes.map(({ id }) => id), lost: [] })
export function stepped(row: BoxRow, tubes: readonly TubeRow[], act: BoxAct): Box {
  const done = stepBox(toRule(row, tubes), act)
  if ('refused' in done) throw refuse(done.refused, done.refused === 'count_differs' ? { known: tubes.length } : undefined)
  return done.box
}
const instantOf = (ctx: Ctx, at: string): Date => new Date(Math.min(Date.parse(at), ctx.now.getTime()))

export const listBoxes: Testing['listBoxes'] = async (ctx, { pointId }) => {
  const point = await pointFor(ctx, 'testing.sample', pointId)
  const rows = await repo.listBoxesOf(ctx, point)
  const tubes = Map.groupBy(
    await repo.listTubesOfBoxes(
      ctx,
      point.community_id,
      rows.map(({ id }) => id),
    ),
    (tube) => tube.box_id,
  )
  return {
    boxes: rows.map((row) => ({
      code: row.code,
      state: row.state,
      tubes: (tubes.get(row.id) ?? []).map((tube) => ({ code: tube.code, size: size(tube) })),
      closedAt: row.closed_at?.toISOString() ?? null,
    })),
    loose: (await repo.listLoose(ctx, point)).map((tube) => ({
      code: tube.code,
      size: size(tube),
      sealedAt: (tube.sealed_at ?? tube.opened_at).toISOString(),
    })),
  }
}

export const packTube: Testing['packTube'] = async (ctx, { pointId, box: scannedBox, tube: scannedTube, at }) => {
  const point = await pointFor(ctx, 'testing.sample', pointId)
  const box = await lockedBox(ctx, point, scannedBox, at)
  const tube = await repo.lockTubeByCode(ctx, labelOf(labelAt(point, 'tube', scannedTube)))
  if (!tube || tube.state === 'open') throw fail(testingErrors, 'testing.tube_not_sealed')
  const inBox = await repo.tubesInBoxes(ctx, box.community_id, [box.id])
  // Scanned twice, or sent twice: it lies there.
  if (tube.box_id === box.id) return { box: box.code, tubes: inBox.length }
  if (tube.box_id !== null) throw fail(testingErrors, 'testing.tube_in_other_box')
  if (tube.state !== 'sealed') throw fail(testingErrors, 'testing.tube_gone')
  const after = stepped(box, inBox, { kind: 'put', tube: tube.id })
  await updateTube(ctx, tube, { state: 'boxed', box_id: box.id })
  return { box: box.code, tubes: after.tubes.length }
}

async function lockedBox(ctx: Ctx, point: PointRow, scanned: string, at: string): Promise<BoxRow> {
  return repo.lockBoxOf(ctx, {
    community_id: point.community_id,
    id: uuidv7(),
    campaign_id: point.campaign_id,
    point_id: point.id,
    area_path: point.area_path,
    code: labelOf(labelAt(point, 'box', scanned)),
    state: 'open',
    counted: null,
    opened_at: instantOf(ctx, at),
    closed_at: null,
    sent_at: null,
    received_at: null,
    version: 1,
  })
}
async function knownBox(ctx: Ctx, point: PointRow, scanned: string): Promise<BoxRow> {
  const box = await repo.lockBox(ctx, labelOf(labelAt(point, 'box', scanned)))
  if (!box) throw fail(testingErrors, 'testing.box_unknown')
  return box
}
type Handed = Pick<CustodyRow, 'id' | 'kind' | 'counted' | 'sealed_courier' | 'at'>
export const handed = (ctx: Ctx, box: BoxRow, row: Handed): Promise<void> =>
  repo.insertCustody(ctx, {
    ...row,
    community_id: box.community_id,
    box_id: box.id,
    campaign_id: box.campaign_id,
    area_path: box.area_path,
    recorded_at: ctx.now,
    account_id: accountOf(ctx),
  })

export const closeBox: Testing['closeBox'] = async (ctx, { id, pointId, box: scanned, counted, at }) => {
  const point = await pointFor(ctx, 'testing.sample', pointId)
  const box = await knownBox(ctx, point, scanned)
  // Sent twice, it was closed with this count.
  if (box.state !== 'open' && box.counted === counted) return { state: box.state }
  const { state } = stepped(box, await repo.tubesInBoxes(ctx, box.community_id, [box.id]), { kind: 'seal', counted })
  await repo.updateBox(ctx, box, { state, counted, closed_at: instantOf(ctx, at) })
  await handed(ctx, box, { id, kind: 'closed', counted, sealed_courier: null, at: instantOf(ctx, at) })
  return { state }
}

export const sendBox: Testing['sendBox'] = async (ctx, { id, pointId, box: scanned, counted, courier, at }) => {
  const point = await pointFor(ctx, 'testing.sample', pointId)
  const box = await knownBox(ctx, point, scanned)
  if ((box.state === 'inTransit' || box.state === 'received') && box.counted === counted) return { state: box.state }
  const tubes = await repo.tubesInBoxes(ctx, box.community_id, [box.id])
  const { state } = stepped(box, tubes, { kind: 'send', counted })
  await repo.updateBox(ctx, box, { state, sent_at: instantOf(ctx, at) })
  await repo.moveTubes(
    ctx,
    tubes.map((tube) => ({ community_id: tube.community_id, id: tube.id, state: 'handedOver' as const })),
  )
  const scope = (await planAt(ctx, box.area_path)).orderId ?? 'peace'
  await handed(ctx, box, { id, kind: 'handedOver', counted, sealed_courier: sealCourier(ctx, id, courier, scope), at: instantOf(ctx, at) })
  return { state }
}
