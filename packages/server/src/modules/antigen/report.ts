// One result, however it came: counted once, a kit used up, the missing list shorter, a positive told to whoever has to act.
import { antigenErrors, antigenEvents } from '@xiaomen/contract'
import { type AntigenResult, type AntigenWay, mayReport } from '@xiaomen/rules/antigen'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay } from '../../platform/time.ts'
import { keepPhoto } from '../photos/index.ts'
import { planAt } from '../posture/index.ts'
import { leanOn } from '../registry/index.ts'
import { fulfil, planTasks } from '../tasks/index.ts'
import { accountOf, hasKit, type Holder, moveKits } from './books.ts'
import * as repo from './repo/round.ts'
import type { ReportRow, RoundRow, TargetRow } from './tables.ts'

/** As the most urgent tasks of other words. */
const URGENT = 3
const placeOf = (row: string) => ({ table: 'antigen.report', row, column: 'sealed_result' })
export const openResult = (ctx: Ctx, row: ReportRow): AntigenResult => ctx.crypto.open('health', placeOf(row.id), row.sealed_result) as AntigenResult
export const scopeAt = async (ctx: Ctx, path: string): Promise<string> => (await planAt(ctx, path)).orderId ?? 'peace'

export type Said = { id: string; result: AntigenResult; at: Date; way: AntigenWay; photo: { id: string; bytes: string } | null }
/** Seeing every area: stock and obligation are the whole community's. @throws 409 for another report under the same id, or one too many */
export async function report(ctx: Ctx, round: RoundRow, target: TargetRow, said: Said): Promise<void> {
  if (round.closed_at !== null) throw fail(antigenErrors, 'antigen.round_closed')
  const digest = createHash('sha256')
    .update(JSON.stringify([round.id, target.person_id, said.result, said.way, said.photo]))
    .digest()
  const known = await repo.findReport(ctx, said.id)
  if (known) {
    if (!Buffer.from(known.digest).equals(digest)) throw fail(antigenErrors, 'antigen.other_bytes')
    return
  }
  const earlier = (await repo.listReportsOf(ctx, round.community_id, [round.id], [target.person_id])).map((row) => openResult(ctx, row))
  if (!mayReport(earlier, round.per_head)) throw fail(antigenErrors, 'antigen.reported_already')
  const { person_id: personId, home_id: homeId, area_path: path, community_id: communityId } = target
  const accountId = accountOf(ctx)
  if (said.photo !== null && accountId !== null) await keepPhoto(ctx, { ...said.photo, communityId, path, at: said.at, accountId, isUsed: true })
  const isOfStock = await use(ctx, target, said.id)
  const row: ReportRow = {
    community_id: communityId,
    id: said.id,
    round_id: round.id,
    person_id: personId,
    first_person_id: personId,
    home_id: homeId,
    area_path: path,
    // The phone's clock is data: what was read in the future was read now.
    at: new Date(Math.min(said.at.getTime(), ctx.now.getTime())),
    received_at: ctx.now,
    way: said.way,
    account_id: accountId,
    sealed_result: ctx.crypto.seal('health', placeOf(said.id), said.result, await scopeAt(ctx, path)),
    digest,
    photo_id: said.photo?.id ?? null,
    is_of_stock: isOfStock,
    asks_pcr: said.result === 'positive',
    pcr_at: null,
  }
  await repo.insertReport(ctx, row)
  await leanOn(ctx, { personId })
  if (said.result !== 'invalid')
    await fulfil(ctx, { obligationId: round.id, subjectId: personId }, { way: said.way === 'own' ? 'ownReport' : 'visit', by: accountId })
  if (row.asks_pcr) {
    await askPcr(ctx, row)
    await ctx.emit(antigenEvents.positiveReported, { communityId, areaPath: path, roundId: round.id, reportId: row.id })
  }
  await ctx.emit(antigenEvents.changed, { communityId, areaPath: path, roundId: round.id })
}

/** A kit of those at home, or at work; whoever bought one has used none of ours. */
async function use(ctx: Ctx, { community_id, round_id, home_id, enterprise_id, area_path }: TargetRow, reportId: string): Promise<boolean> {
  const holders: Holder[] = [
    ...(home_id === null ? [] : [{ roundId: round_id, id: home_id, kind: 'home' as const, path: area_path }]),
    ...(enterprise_id === null ? [] : [{ roundId: round_id, id: enterprise_id, kind: 'enterprise' as const, path: area_path }]),
  ]
  for (const holder of holders)
    if (await hasKit(ctx, community_id, holder)) {
      await moveKits(ctx, { id: reportId, communityId: community_id, kind: 'used', count: 1, holder, note: null })
      return true
    }
  return false
}

/** 抗原阳性，需核酸复核: the office's, until the sample is noted. */
const askPcr = (ctx: Ctx, row: ReportRow): Promise<void> => {
  const today = localDay(ctx.now)
  return planTasks(ctx, { source: 'antigen', sourceId: row.id, communityId: row.community_id }, [
    {
      subjectId: row.person_id,
      subjectKind: 'person',
      homeId: row.home_id,
      path: row.area_path,
      key: 'pcr',
      kind: 'antigen',
      title: '抗原阳性，需核酸复核',
      roles: ['communityAdmin'],
      accountId: null,
      obligationId: null,
      fromDay: today,
      dueOn: today,
      priority: URGENT,
    },
  ])
}
