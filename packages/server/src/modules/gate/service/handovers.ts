import { commonErrors, type gate, gateErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { planAt } from '../../posture/index.ts'
import * as repo from '../repo/handovers.ts'
import type { HandoverRow } from '../tables.ts'
import { gateFor } from './gates.ts'

type Gate = Handlers<typeof gate>
const SHOWN = 10
/** Where nobody handed over before, so much is counted. */
const FIRST_HOURS = 12
const place = (row: string) => ({ table: 'gate.handover', row, column: 'sealed_note' })
const HOUR_MS = 3_600_000
const sinceOf = (ctx: Ctx, last: HandoverRow | undefined) => last?.received_at ?? new Date(ctx.now.getTime() - FIRST_HOURS * HOUR_MS)
const accountOf = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor.id
}

export const listHandovers: Gate['listHandovers'] = async (ctx, { gateId }) => {
  await gateFor(ctx, gateId, 'gate.record')
  const rows = await repo.listHandovers(ctx, gateId, SHOWN)
  const names = await accountNames(ctx, [...new Set(rows.flatMap((row) => [row.account_id, ...(row.taken_by === null ? [] : [row.taken_by])]))])
  const me = accountOf(ctx)
  return {
    since: rows[0]?.received_at.toISOString() ?? null,
    ...(await repo.countPassed(ctx, gateId, sinceOf(ctx, rows[0]))),
    handovers: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      by: names.get(row.account_id) ?? '',
      isMine: row.account_id === me,
      entered: row.entered,
      left: row.left,
      held: row.held,
      note: row.sealed_note === null ? null : ctx.crypto.open('whereabouts', place(row.id), row.sealed_note),
      takenAt: row.taken_at?.toISOString() ?? null,
      takenBy: row.taken_by === null ? null : (names.get(row.taken_by) ?? ''),
    })),
  }
}

export const handOver: Gate['handOver'] = async (ctx, { id, gateId, at, note }) => {
  const gate = await gateFor(ctx, gateId, 'gate.record')
  const [last] = await repo.listHandovers(ctx, gateId, 1)
  const { orderId } = await planAt(ctx, gate.area_path)
  await repo.insertHandover(ctx, {
    community_id: gate.community_id,
    id,
    gate_id: gateId,
    area_path: gate.area_path,
    at: new Date(at),
    received_at: ctx.now,
    account_id: accountOf(ctx),
    ...(await repo.countPassed(ctx, gateId, sinceOf(ctx, last))),
    // A note may say who came by: it is kept, and forgotten, as passages are.
    sealed_note: note === undefined ? null : ctx.crypto.seal('whereabouts', place(id), note, orderId ?? 'peace'),
    taken_at: null,
    taken_by: null,
  })
  return {}
}

export const takeOver: Gate['takeOver'] = async (ctx, { gateId, handoverId }) => {
  await gateFor(ctx, gateId, 'gate.record')
  const row = (await repo.listHandovers(ctx, gateId, SHOWN)).find(({ id }) => id === handoverId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  const me = accountOf(ctx)
  if (row.account_id === me) throw fail(gateErrors, 'gate.own_handover')
  await repo.updateTaken(ctx, handoverId, me)
  return {}
}
