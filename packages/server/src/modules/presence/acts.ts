// What is signed: one act opens the names of a trace, another lets more people out of the house in a file than one signature does.
import { presenceErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { type ActOf, actsOf, openAct, signAct } from '../approvals/index.ts'
import type { TraceRow } from './tables.ts'

export const OPEN_ACT = 'presence.open'
export const EXPORT_ACT = 'presence.export'
const HOUR_MS = 3_600_000

const payloadOf = (row: TraceRow): object => ({
  traceId: row.id,
  // Keyed: whose, from when to when, how far, on what ground and why.
  asked: Buffer.from(row.digest).toString('hex'),
  ring: row.ring,
})
const common = (row: TraceRow) => ({ subjectId: row.id, base: 1, permission: 'presence.sign', communityId: row.community_id, path: row.area_path })
/** It touches the one who is traced: whoever traces crowds in a day is stopped by the sum of them. */
const toOpen = (row: TraceRow): ActOf => ({ ...common(row), kind: OPEN_ACT, payload: payloadOf(row), people: 1 })
const toExport = (row: TraceRow, people: number, now: Date): ActOf => ({
  ...common(row),
  kind: EXPORT_ACT,
  payload: payloadOf(row),
  people,
  hours: Math.max(1 / 60, ((row.open_until ?? now).getTime() - now.getTime()) / HOUR_MS),
})

export const askToOpen = (ctx: Ctx, row: TraceRow): Promise<string> => openAct(ctx, toOpen(row))
export const askToExport = (ctx: Ctx, row: TraceRow, people: number): Promise<string> => openAct(ctx, toExport(row, people, ctx.now))

export async function waitingOf(ctx: Ctx, rows: readonly TraceRow[]) {
  const acts = (
    await actsOf(
      ctx,
      rows.map(({ id }) => id),
    )
  ).filter(({ isOpen }) => isOpen)
  return (row: TraceRow, kind: typeof OPEN_ACT | typeof EXPORT_ACT) => acts.find((act) => act.subjectId === row.id && act.kind === kind) ?? null
}

/** Puts the caller's name to it. @returns whether it is done */
export async function sign(ctx: Ctx, row: TraceRow, kind: typeof OPEN_ACT | typeof EXPORT_ACT): Promise<boolean> {
  const act = (await waitingOf(ctx, [row]))(row, kind)
  if (!act) throw fail(presenceErrors, 'presence.not_open')
  const signed = await signAct(ctx, {
    actId: act.id,
    payload: payloadOf(row),
    refuse: (reason) => fail(presenceErrors, 'presence.same_unit', { reason }),
  })
  return signed.isDone
}
