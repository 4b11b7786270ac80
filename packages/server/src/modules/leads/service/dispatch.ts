// 信息分流: triage, sending on, taking or giving back, closing; hundreds at once and back again.
import { type leads, leadsErrors } from '@xiaomen/contract'
import { type LeadAct, stepLead } from '@xiaomen/rules/leads'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { listAreas } from '../../areas/index.ts'
import { currentPeople, findHome } from '../../registry/index.ts'
import { finishTasks, planTasks } from '../../tasks/index.ts'
import { actOnMany, changeOf, noteStep, pathsOf, type Refused, restored, standingOf, stepRow, tellChanged } from '../acts.ts'
import { clocksAt } from '../figures.ts'
import { areaFor, notFound, official } from '../place.ts'
import { lockLeads, updateLeads } from '../repo/lead.ts'
import { insertSteps, stepsOfBatch } from '../repo/source.ts'
import type { LeadRow } from '../tables.ts'

type Leads = Handlers<typeof leads>
const TITLE = '线索核查，请上门了解'

/** Those of the many that lie at or beneath the place; the rest is as if it did not exist. */
async function lockedAt(ctx: Ctx, path: string, leadIds: readonly string[]): Promise<{ rows: LeadRow[]; missing: Refused[] }> {
  const rows = (await lockLeads(ctx, leadIds)).filter((row) => row.area_path.startsWith(path))
  const there = new Set(rows.map(({ id }) => id))
  return { rows, missing: [...new Set(leadIds)].filter((id) => !there.has(id)).map((leadId) => ({ leadId, why: 'not_found' as const })) }
}
/** Nobody learns by asking for many what they may not ask of one. */
const answer = (of: { done: readonly unknown[]; refused: readonly Refused[] }, missing: readonly Refused[]) => ({
  done: of.done.length,
  refused: [...of.refused, ...missing],
})
export async function lockedOne(ctx: Ctx, permission: string, leadId: string): Promise<LeadRow> {
  const [row] = await lockLeads(ctx, [leadId])
  if (!row) throw notFound()
  ctx.must(permission, { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  return row
}

export const triage: Leads['triage'] = async (ctx, { leadId, kind, priority }) => {
  const row = await lockedOne(ctx, 'leads.dispatch', leadId)
  const clocks = (await clocksAt(ctx, row.area_path))(kind, row.received_at)
  // Triaged anew where it waits; whoever has it already works on with what it is now.
  const isWaiting = row.state === 'received' || row.state === 'returned'
  const { refused } = await actOnMany(
    ctx,
    [{ ...row, kind, priority }],
    () => [{ kind: 'merge', clocks }, ...(isWaiting ? [{ kind: 'triage' as const }] : [])],
    {
      kind: 'triage',
    },
  )
  if (refused.length > 0) throw fail(leadsErrors, 'leads.state')
  return {}
}

/** What must be done first, so that it can be sent on; by way of correction also from where it is worked on. */
function before(row: LeadRow, isCorrection: boolean): LeadAct[] {
  if (row.state === 'received' || row.state === 'returned') return [{ kind: 'triage' }]
  if (!isCorrection) return []
  return row.state === 'offered' ? [{ kind: 'takeBack' }] : row.state === 'accepted' || row.state === 'working' ? [{ kind: 'recall' }] : []
}
export const send: Leads['send'] = async (ctx, { batchId, areaId, leadIds, to, toId, isCorrection }) => {
  const area = await areaFor(ctx, 'leads.dispatch', areaId)
  const { rows, missing } = await lockedAt(ctx, area.path, leadIds)
  const wanted = to === 'community' ? [toId ?? ''].filter((id) => id !== '') : rows.flatMap((row) => row.suggest_id ?? [])
  const targets = new Map(
    (await listAreas(ctx, [...new Set(wanted)])).filter((one) => one.level === 'community' && one.path.startsWith(area.path)).map((one) => [one.id, one]),
  )
  if (to === 'community' && (toId === null || !targets.has(toId))) throw fail(leadsErrors, 'leads.not_a_desk')
  const done = await actOnMany(
    ctx,
    rows,
    (row) => {
      const first = before(row, isCorrection)
      if (to === 'here') return [...first, { kind: 'keep', at: ctx.now.getTime() }]
      // Two that fit alike: a person chooses.
      const target = to === 'community' ? toId! : row.suggest_doubt === null ? row.suggest_id : null
      return target === null || !targets.has(target) ? 'no_suggestion' : [...first, { kind: 'offer', to: target }]
    },
    { kind: to === 'here' ? 'keep' : 'offer', batchId, isCorrection },
  )
  return answer(done, missing)
}

export const undo: Leads['undo'] = async (ctx, { areaId, batchId }) => {
  const area = await areaFor(ctx, 'leads.dispatch', areaId)
  const steps = (await stepsOfBatch(ctx, batchId)).filter(
    (step) => step.before !== null && step.area_path.startsWith(area.path) && (step.kind === 'offer' || step.kind === 'keep'),
  )
  const rows = new Map(
    (
      await lockLeads(
        ctx,
        steps.map((step) => step.lead_id),
      )
    ).map((row) => [row.id, row]),
  )
  const refused: Refused[] = []
  const back: { row: LeadRow; was: LeadRow }[] = []
  for (const step of steps) {
    const row = rows.get(step.lead_id)
    if (!row) refused.push({ leadId: step.lead_id, why: 'not_found' })
    // Somebody has done something since, or it was taken back before.
    else if (row.version !== step.version) refused.push({ leadId: row.id, why: 'changed_since' })
    else back.push({ row, was: restored(row, step.before) })
  }
  await seeingAll(ctx, async () => {
    const paths = await pathsOf(
      ctx,
      back.flatMap(({ was }) => [was.community_id, was.offered_to ?? was.desk_id]),
    )
    await updateLeads(
      ctx,
      back.map(({ row, was }) => ({ ...changeOf(ctx, was, standingOf(was), paths.get(was.offered_to ?? was.desk_id) ?? was.area_path), version: row.version })),
    )
    await insertSteps(
      ctx,
      back.map(({ row, was }) => stepRow(ctx, { ...was, version: row.version + 1 }, paths.get(was.community_id) ?? was.area_path, { kind: 'undo', batchId })),
    )
    await tellChanged(
      ctx,
      paths,
      back.map(({ was }) => was),
    )
  })
  return { done: back.length, refused }
}

export const accept: Leads['accept'] = async (ctx, { batchId, areaId, leadIds }) => {
  const area = await areaFor(ctx, 'leads.accept', areaId)
  const { rows, missing } = await lockedAt(ctx, area.path, leadIds)
  return answer(await actOnMany(ctx, rows, () => [{ kind: 'accept', at: ctx.now.getTime() }], { kind: 'accept', batchId }), missing)
}
export const giveBack: Leads['giveBack'] = async (ctx, { batchId, areaId, leadIds, reason, note }) => {
  const area = await areaFor(ctx, 'leads.accept', areaId)
  const { rows, missing } = await lockedAt(ctx, area.path, leadIds)
  const done = await actOnMany(ctx, rows, () => [{ kind: 'giveBack' }], { kind: 'giveBack', batchId, reason, note })
  for (const row of done.done) await finishTasks(ctx, 'leads', row.id, official(ctx))
  return answer(done, missing)
}

export const close: Leads['close'] = async (ctx, { leadId, outcome, note }) => {
  const row = await lockedOne(ctx, 'leads.work', leadId)
  const before = row.state === 'received' || row.state === 'returned' ? [{ kind: 'triage' as const }] : []
  const { refused } = await actOnMany(ctx, [row], () => [...before, { kind: 'close', outcome }], { kind: 'close', note })
  if (refused.length > 0) throw fail(leadsErrors, 'leads.state')
  await finishTasks(ctx, 'leads', row.id, official(ctx))
  return {}
}

export const giveTask: Leads['giveTask'] = async (ctx, { leadId }) => {
  const row = await lockedOne(ctx, 'leads.work', leadId)
  if ('refused' in stepLead(standingOf(row), { kind: 'tell', at: 0 })) throw fail(leadsErrors, 'leads.state')
  if (row.home_id === null || row.person_id === null) throw fail(leadsErrors, 'leads.no_home')
  const home = await homeFor(ctx, row)
  const day = localDay(ctx.now)
  const wanted = {
    subjectId: home.personId,
    subjectKind: 'person' as const,
    homeId: home.id,
    path: home.path,
    key: 'visit',
    kind: 'lead' as const,
    title: TITLE,
    roles: ['gridWorker'],
    accountId: null,
    obligationId: null,
    fromDay: day,
    dueOn: day,
    priority: row.priority <= 2 ? 3 : 2,
  }
  await planTasks(ctx, { source: 'leads', sourceId: row.id, communityId: home.communityId }, [wanted])
  await noteStep(ctx, [row], { kind: 'task' })
  return {}
}
/** The home of whom it is about, as the actor sees it: in the own area only. */
async function homeFor(ctx: Ctx, row: LeadRow): Promise<{ id: string; path: string; communityId: string; personId: string }> {
  const personId = (await currentPeople(ctx, [row.person_id!])).get(row.person_id!) ?? row.person_id!
  const home = await findHome(ctx, row.home_id!)
  if (home === null || !home.path.startsWith(row.area_path)) throw fail(leadsErrors, 'leads.not_here')
  return { id: home.id, path: home.path, communityId: home.communityId, personId }
}
