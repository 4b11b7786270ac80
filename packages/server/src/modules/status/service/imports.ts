// 名单签署: a list that somebody carried in, as those see it who may sign it; signed it takes effect, declined it never weighed.
import { commonErrors, type status, statusErrors } from '@xiaomen/contract'
import type { SignalKind } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import { actsOf, signAct, withdrawAct } from '../../approvals/index.ts'
import { plansInForce } from '../../posture/index.ts'
import { actOfImport, endList, IMPORT_ACT, putListInForce } from '../hold-back.ts'
import * as repo from '../repo/import.ts'
import { sourceNames } from '../repo/source.ts'
import { openReason, sealReason } from '../sealed-words.ts'
import type { ImportRow } from '../tables.ts'
import { whoOf } from '../views.ts'
import { areaFor, notAnother, official, unitsThatSigned } from './place.ts'

type Status = Handlers<typeof status>
const MOST = 60
const FIRST_LINES = 10

async function importViews(ctx: Ctx, rows: readonly ImportRow[]) {
  const sources = await sourceNames(ctx, [...new Set(rows.map((row) => row.source_id))])
  const names = await accountNames(ctx, [...new Set(rows.flatMap((row) => [row.imported_by, row.decided_by].filter((one) => one !== null)))])
  const acts = new Map(
    (
      await actsOf(
        ctx,
        rows.map(({ id }) => id),
      )
    ).map((act) => [act.subjectId, act]),
  )
  const lines = new Map(
    await Promise.all(rows.map(async (row) => [row.id, row.state === 'waiting' ? await repo.firstLines(ctx, row.id, FIRST_LINES) : []] as const)),
  )
  const who = await whoOf(ctx, [...lines.values()].flat())
  const planOf = await plansInForce(ctx)
  return rows.map((row) => {
    const act = acts.get(row.id)
    const isWaiting = row.state === 'waiting' && row.expires_at > ctx.now
    const isThere = ctx.whereThere('status.signImport', [row.area_path]).includes(row.area_path)
    return {
      id: row.id,
      source: { id: row.source_id, name: sources.get(row.source_id) ?? '—' },
      // Its time is over from the minute it is, whenever the clock's job comes by.
      state: row.state === 'waiting' && !isWaiting ? ('expired' as const) : row.state,
      carriedBy: { name: names.get(row.imported_by) ?? '—', unit: row.imported_unit, at: row.imported_at.toISOString() },
      expiresAt: row.expires_at.toISOString(),
      people: row.people,
      reds: row.reds,
      yellows: row.yellows,
      greens: row.greens,
      signatures: { have: act?.signatures.length ?? 0, needed: act?.needed ?? 0, units: act?.signatures.map((one) => one.unit) ?? [] },
      decided:
        row.decided_at === null
          ? null
          : { name: row.decided_by === null ? null : (names.get(row.decided_by) ?? '—'), unit: row.decided_unit, at: row.decided_at.toISOString() },
      reason: openReason(ctx, row),
      lines: (lines.get(row.id) ?? []).map((line) => ({
        ...who(line),
        kind: line.kind as SignalKind,
        verdict: planOf(line.area_path).status.kinds[line.kind as SignalKind].verdict,
        from: localDay(line.valid_from),
      })),
      maySign: isWaiting && isThere && act?.maySign === true,
      mayDecline: isWaiting && ctx.may('status.confirm', { path: row.area_path }),
    }
  })
}
const viewOf = async (ctx: Ctx, row: ImportRow) => (await importViews(ctx, [row]))[0]!

export const listImports: Status['listImports'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'status.read', areaId)
  return importViews(ctx, await repo.listImports(ctx, [area.path], MOST))
}

async function lockFor(ctx: Ctx, importId: string): Promise<ImportRow> {
  const row = await repo.lockImport(ctx, importId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('status.confirm', { path: row.area_path })
  ctx.audit.place(row.area_path)
  if (row.state !== 'waiting') throw fail(statusErrors, 'status.list_decided')
  return row
}

export const signImport: Status['signImport'] = async (ctx, { importId }) => {
  const row = await lockFor(ctx, importId)
  const lines = await repo.lockLines(ctx, row.id)
  const [act] = await actsOf(ctx, [row.id])
  if (act === undefined) throw fail(commonErrors, 'request.not_found')
  const signed = await signAct(ctx, { actId: act.id, payload: actOfImport(row, lines).payload, refuse: notAnother })
  // One of many: the next of another unit signs too.
  if (!signed.isDone) return viewOf(ctx, row)
  const by = official(ctx)
  await putListInForce(ctx, row, lines, by.id, await unitsThatSigned(ctx, row.id))
  const change = { state: 'inForce' as const, decided_by: by.id, decided_unit: by.unit, decided_at: ctx.now }
  await repo.updateImport(ctx, row, change)
  return viewOf(ctx, { ...row, ...change })
}

/** Whoever may sign may say no, and whoever carried it in may take it back. */
export const declineImport: Status['declineImport'] = async (ctx, { importId, reason }) => {
  const row = await lockFor(ctx, importId)
  const by = official(ctx)
  await withdrawAct(ctx, IMPORT_ACT, row.id)
  await endList(ctx, row, by.id)
  const change = {
    state: 'declined' as const,
    decided_by: by.id,
    decided_unit: by.unit,
    decided_at: ctx.now,
    sealed_reason: await sealReason(ctx, row, reason),
  }
  await repo.updateImport(ctx, row, change)
  return viewOf(ctx, { ...row, ...change })
}
