// 检测机构: what comes in, what waits, one tube. Codes, sizes and counts; nobody's name, no door.
import { type lab } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import { planTasks } from '../../tasks/index.ts'
import {
  boxOnItsWay,
  countReceived,
  findTubeByCode,
  listReceived,
  lockTubesByCode,
  receiveBox as receive,
  type TubeRow,
  tubesByCodes,
} from '../../testing/index.ts'
import { fail } from '../../../platform/error.ts'
import { labErrors } from '@xiaomen/contract'
import { seeingAll } from '../../../platform/scope.ts'
import { official, tubeCode } from '../place.ts'
import { factsOf, listUnmatched, listWaiting } from '../repo/result.ts'
import { openCt } from '../sealing.ts'
import { due, isReceived, matchReceived, standingOf } from '../take-results.ts'

type Lab = Handlers<typeof lab>
export const tubeLine = (tube: TubeRow) => ({
  code: tube.code,
  size: tube.size as 1 | 5 | 10 | 20,
  state: tube.state,
  at: (tube.received_at ?? tube.sealed_at ?? tube.opened_at).toISOString(),
})

export const getDesk: Lab['getDesk'] = async (ctx) => {
  const paths = ctx.paths('lab.report')
  const waiting = await listWaiting(ctx, paths)
  const unmatched = await listUnmatched(ctx, paths)
  const tubes = new Map(
    (
      await tubesByCodes(
        ctx,
        unmatched.map((row) => row.tube_code),
      )
    ).map((tube) => [tube.code, tube]),
  )
  const names = await accountNames(ctx, [...new Set(waiting.map((row) => row.account_id))])
  const me = official(ctx).id
  return {
    received: await countReceived(ctx, paths),
    waiting: (await listReceived(ctx, paths)).map(tubeLine),
    toConfirm: waiting.map((row) => ({
      code: row.tube_code,
      verdict: row.verdict,
      at: row.at.toISOString(),
      by: names.get(row.account_id) ?? row.unit,
      isOwn: row.account_id === me,
    })),
    unmatched: unmatched.map((row) => ({
      id: row.id,
      code: row.tube_code,
      verdict: row.verdict,
      at: row.at.toISOString(),
      problem: problemOf(tubes.get(row.tube_code)),
    })),
  }
}
const problemOf = (tube: TubeRow | undefined) =>
  tube === undefined || !(tube.state === 'lost' || isReceived(tube))
    ? ('not_received' as const)
    : tube.state === 'lost'
      ? ('lost' as const)
      : standingOf(tube, undefined).verdict === null
        ? ('result_waits' as const)
        : ('result_stands' as const)
export const findBox: Lab['findBox'] = async (ctx, { box: scanned }) => {
  ctx.paths('lab.report')
  const { box, tubes } = await boxOnItsWay(ctx, scanned)
  ctx.must('lab.report', { path: box.area_path })
  return { code: box.code, tubes: tubes.length, sentAt: box.sent_at?.toISOString() ?? null }
}

export const receiveBox: Lab['receiveBox'] = async (ctx, { box: scanned, tubes }) => {
  ctx.paths('lab.report')
  const { box } = await boxOnItsWay(ctx, scanned)
  ctx.must('lab.report', { path: box.area_path })
  ctx.audit.communityId(box.community_id)
  const { there, lost } = await receive(ctx, { box, found: [...new Set(tubes.map(tubeCode))] })
  await seeingAll(ctx, async () => {
    await due(
      ctx,
      lost.map((tube) => ({ tube, verdict: 'lost' as const, resultId: box.id })),
    )
    await lookFor(ctx, box.community_id, box.id, lost)
  })
  const codes = there.map(({ code }) => code)
  const matched = await matchReceived(ctx, await lockTubesByCode(ctx, codes), ctx.paths('lab.report')[0]!)
  return { received: there.length, lost: lost.map(({ code }) => code), matched }
}
/** 缺管: the community office looks for them, tube by tube, and everybody in them is asked for another sample meanwhile. */
async function lookFor(ctx: Ctx, communityId: string, boxId: string, lost: readonly TubeRow[]): Promise<void> {
  const today = localDay(ctx.now)
  await planTasks(
    ctx,
    { source: 'lab', sourceId: boxId, communityId },
    lost.map((tube) => ({
      subjectId: tube.point_id,
      subjectKind: 'area' as const,
      homeId: null,
      path: tube.area_path,
      key: tube.id,
      kind: 'errand' as const,
      title: `检测机构未收到样本管 ${tube.code}，请查找并安排重采`,
      roles: ['communityAdmin'],
      accountId: null,
      obligationId: null,
      fromDay: today,
      dueOn: today,
      priority: 3,
    })),
  )
}

export const findTube: Lab['findTube'] = async (ctx, { tube: scanned }) => {
  ctx.paths('lab.report')
  const tube = await findTubeByCode(ctx, tubeCode(scanned))
  if (!tube || !ctx.may('lab.report', { path: tube.area_path })) throw fail(labErrors, 'lab.tube_unknown')
  ctx.audit.communityId(tube.community_id)
  const facts = await factsOf(ctx, tube.community_id, [tube.id])
  const names = await accountNames(ctx, [...new Set(facts.map((row) => row.account_id))])
  return {
    tube: tubeLine(tube),
    facts: facts.map((row) => ({
      kind: row.kind,
      verdict: row.verdict,
      reason: row.reason,
      ct: openCt(ctx, 'lab.result', row),
      at: row.at.toISOString(),
      by: names.get(row.account_id) ?? row.unit,
    })),
  }
}
