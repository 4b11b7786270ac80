import { commonErrors, type status } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { UnmatchedReason } from '@xiaomen/rules/status'
import type { Handlers } from '../../../platform/module.ts'
import { fail } from '../../../platform/error.ts'
import * as repo from '../repo/signal.ts'
import { findSource, sourceNames } from '../repo/source.ts'
import { match, openTold, takeIn } from '../take-in.ts'
import { areaFor, official } from './place.ts'

type Status = Handlers<typeof status>
const MOST = 300

export const listUnmatched: Status['listUnmatched'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'status.read', areaId)
  const rows = await repo.listUnmatched(ctx, [area.path], MOST)
  const names = await sourceNames(ctx, [...new Set(rows.map((row) => row.source_id))])
  return rows.map((row) => ({
    id: row.id,
    source: { id: row.source_id, name: names.get(row.source_id) ?? '—' },
    receivedAt: row.received_at.toISOString(),
    way: row.way as 'file' | 'api',
    problem: row.problem as UnmatchedReason,
    // Of somebody who is in no ledger there is no reason to see more.
    document: ctx.sight(row.area_path).document === 'none' ? null : masked('document', openTold(ctx, row).document, 'masked'),
    row: row.row_number,
  }))
}

export const settleUnmatched: Status['settleUnmatched'] = async (ctx, { unmatchedId, how }) => {
  const row = await repo.lockUnmatched(ctx, unmatchedId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('status.report', { path: row.area_path })
  if (how === 'again') {
    const source = await findSource(ctx, row.source_id)
    if (!source) throw fail(commonErrors, 'request.not_found')
    const matched = await match(ctx, source, row.area_path, [openTold(ctx, row)])
    if (matched.some((one) => one.problem !== null)) return { isSettled: false }
    const place = { communityId: row.community_id, path: row.area_path }
    // What a file brought waits for other units still, as a list of one.
    await takeIn(ctx, { source, place, way: row.way as 'file' | 'api', by: official(ctx) }, matched)
  }
  await repo.removeUnmatched(ctx, row)
  return { isSettled: true }
}
