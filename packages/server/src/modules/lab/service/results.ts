// 报告结果、双人复核、更正: by scan, one tube at a time.
import { commonErrors, type lab, labErrors } from '@xiaomen/contract'
import { stepResult } from '@xiaomen/rules/lab'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { keptUntil, type TubeRow } from '../../testing/index.ts'
import { lockedTube, official, tubeCode } from '../place.ts'
import * as repo from '../repo/result.ts'
import { openCt, scopes, sealCt } from '../sealing.ts'
import type { ResultRow, WaitingRow } from '../tables.ts'
import { count, isReceived, judge, standingOf, waitingRow, write } from '../take-results.ts'

type Lab = Handlers<typeof lab>

export const report: Lab['report'] = async (ctx, { id, tube: scanned, verdict, ct }) => {
  const [labPath] = ctx.paths('lab.report')
  const said = { id, code: tubeCode(scanned), verdict, ct, way: 'scan' as const, at: ctx.now, by: official(ctx) }
  const [one] = await judge(ctx, [said], (path) => ctx.may('lab.report', { path }))
  if (one!.tube !== null) ctx.audit.communityId(one!.tube.community_id)
  if ('refused' in one!) throw fail(labErrors, `lab.${one.refused}`)
  if (one!.tube !== null && one!.end !== 'known' && (await repo.findResult(ctx, one!.tube.community_id, id))) throw fail(labErrors, 'lab.other_bytes')
  await write(ctx, [one!], labPath!)
  return { end: one!.end }
}

async function standing(ctx: Ctx, tube: TubeRow): Promise<WaitingRow | undefined> {
  if (!isReceived(tube)) throw fail(labErrors, 'lab.not_received')
  return (await repo.waitingOf(ctx, [tube.id]))[0]
}
type New = Pick<ResultRow, 'id' | 'kind' | 'verdict' | 'of_id' | 'reason' | 'sealed_ct'>
const fact = (ctx: Ctx, tube: TubeRow, row: New): ResultRow => {
  const by = official(ctx)
  return {
    ...row,
    community_id: tube.community_id,
    tube_id: tube.id,
    campaign_id: tube.campaign_id,
    area_path: tube.area_path,
    way: 'scan',
    at: ctx.now,
    account_id: by.id,
    unit: by.unit,
    delete_on: keptUntil(ctx.now),
  }
}

export const confirm: Lab['confirm'] = async (ctx, { tube: scanned, agree }) => {
  const tube = await lockedTube(ctx, scanned)
  const waits = await standing(ctx, tube)
  const done = stepResult(standingOf(tube, waits), { kind: agree ? 'confirm' : 'decline', by: official(ctx).id })
  if ('refused' in done) throw fail(labErrors, `lab.${done.refused}`)
  const said = (await repo.findResult(ctx, tube.community_id, waits!.result_id))!
  const scopeOf = await scopes(ctx)
  const id = uuidv7(ctx.now.getTime())
  // What counts carries the values it was said with.
  const sealed_ct = agree ? sealCt(ctx, 'lab.result', id, openCt(ctx, 'lab.result', said), scopeOf(tube.area_path)) : null
  const row = fact(ctx, tube, { id, kind: agree ? 'confirm' : 'decline', verdict: said.verdict, of_id: said.id, reason: null, sealed_ct })
  await repo.insertResults(ctx, [row])
  await repo.deleteWaiting(ctx, waits!)
  if (agree) await count(ctx, [{ row, tube }])
  return { state: agree ? said.verdict : tube.state }
}

export const amend: Lab['amend'] = async (ctx, { id, tube: scanned, verdict, ct, reason }) => {
  const tube = await lockedTube(ctx, scanned)
  const known = await repo.findResult(ctx, tube.community_id, id)
  if (known) {
    if (known.tube_id !== tube.id || known.verdict !== verdict || known.reason !== reason) throw fail(commonErrors, 'request.conflict')
    return { end: 'known' }
  }
  const waits = await standing(ctx, tube)
  const done = stepResult(standingOf(tube, waits), { kind: 'amend', verdict, by: official(ctx).id })
  if ('refused' in done) throw fail(labErrors, `lab.${done.refused}`)
  const corrected = (await repo.factsOf(ctx, tube.community_id, [tube.id])).findLast((row) => row.kind !== 'decline')
  if (corrected === undefined) throw fail(labErrors, 'lab.no_result')
  const scopeOf = await scopes(ctx)
  const row = fact(ctx, tube, {
    id,
    kind: 'amend',
    verdict,
    of_id: corrected.id,
    reason,
    sealed_ct: sealCt(ctx, 'lab.result', id, ct, scopeOf(tube.area_path)),
  })
  await repo.insertResults(ctx, [row])
  if (done.standing.waits === null) await count(ctx, [{ row, tube }])
  else await repo.insertWaiting(ctx, [waitingRow(row, tube.code)])
  return { end: done.standing.waits === null ? 'counts' : 'waits' }
}
