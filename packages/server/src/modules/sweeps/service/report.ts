// 住户自报: the family says itself who lives there, by the code left at its door; no account, nothing shown but masked names.
import { type sweeps, sweepsErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { residentsAtDoors } from '../../registry/index.ts'
import { countVisits } from '../count-visits.ts'
import { findStopByCode } from '../repo/stop.ts'
import { findSweepRow } from '../repo/sweep.ts'
import { listVisits } from '../repo/visit.ts'
import { readCodeIndex } from '../stop-code.ts'

type Sweeps = Handlers<typeof sweeps>

/** Reports of one door that are taken: a family may correct itself, a prankster with the card fills no table. */
const MOST_REPORTS = 8

async function openByCode(ctx: Ctx, typed: string) {
  ctx.self()
  const index = readCodeIndex(ctx.crypto, typed)
  const stop = index === null ? undefined : await findStopByCode(ctx, index)
  const sweep = stop && (await findSweepRow(ctx, stop.sweep_id))
  if (!stop || !sweep) throw fail(sweepsErrors, 'sweeps.code_unknown')
  ctx.audit.place(stop.area_path)
  ctx.audit.communityId(stop.community_id)
  return { stop, sweep }
}

export const openReport: Sweeps['openReport'] = async (ctx, { code }) => {
  const { stop, sweep } = await openByCode(ctx, code)
  const isOpen = sweep.state === 'open' && stop.gone_at === null
  const people = isOpen ? await residentsAtDoors(ctx, [stop.home_id]) : []
  return {
    communityName: (await findArea(ctx, sweep.community_id))?.name ?? '',
    sweepName: sweep.name,
    dueOn: sweep.due_on,
    isOpen,
    isReported: (await reportsOf(ctx, stop)).length > 0,
    people: people.map(({ personId, name }) => ({ personId, name: masked('name', name, 'masked')! })),
  }
}
const reportsOf = async (ctx: Ctx, stop: { community_id: string; sweep_id: string; home_id: string }) =>
  (await listVisits(ctx, stop.community_id, stop.sweep_id, [stop.home_id])).filter((row) => row.way === 'ownReport')

export const reportHome: Sweeps['reportHome'] = async (ctx, { id, code, at, people, newcomers, note }) => {
  const { stop, sweep } = await openByCode(ctx, code)
  if (sweep.state === 'closed' || stop.gone_at !== null) throw fail(sweepsErrors, 'sweeps.report_over')
  const before = await reportsOf(ctx, stop)
  if (before.length >= MOST_REPORTS && !before.some((row) => row.id === id)) throw fail(sweepsErrors, 'sweeps.too_many_reports')
  const report = { id, homeId: stop.home_id, at, way: 'ownReport' as const, outcome: 'done' as const, reason: null, tryOn: null, tryPart: null }
  // Whoever is not of this household is left out: the card speaks for its own door only.
  const [done] = await countVisits(ctx, sweep, [{ ...report, people, newcomers, homeUse: null, note, corrects: null }], () => {})
  return { isNew: done!.isNew }
}
