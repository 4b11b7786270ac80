// 督办·即查即改: what is late, came back twice, lies still or was drawn; put right from the list, and written down who did.
import { type leadsCalls, leadsErrors } from '@xiaomen/contract'
import { drawSample } from '@xiaomen/rules/leads'
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import type { Area } from '../../areas/index.ts'
import { actOnMany, noteStep } from '../acts.ts'
import { figures } from '../figures.ts'
import { areaFor, deleteOn, notFound, official } from '../place.ts'
import { lockLeads } from '../repo/lead.ts'
import { listCorrections as listRows } from '../repo/source.ts'
import * as repo from '../repo/watch.ts'
import { openNote, scopeAt, sealNote } from '../sealing.ts'
import type { SampleRow } from '../tables.ts'
import { deskNames, viewsOf } from '../views.ts'
import { lockedOne } from './dispatch.ts'
import { silentDesks, whereOf } from './lists.ts'

type Calls = Handlers<typeof leadsCalls>
const MOST = 300

export const listFindings: Calls['listFindings'] = async (ctx, { areaId, of, day = localDay(ctx.now) }) => {
  const area = await areaFor(ctx, 'leads.supervise', areaId)
  const where = whereOf(area)
  const silent = await silentDesks(ctx, area)
  const samples = await repo.samplesOf(ctx, area.id, day)
  const counts = { ...(await repo.countFound(ctx, where, ctx.now, silent)), sample: samples.filter((one) => one.checked_at === null).length }
  if (of === 'sample') {
    const found = await repo.leadsByIds(
      ctx,
      samples.map((one) => one.lead_id),
    )
    const drawn = samples.filter((one) => found.has(one.lead_id)).slice(0, MOST)
    const views = await viewsOf(
      ctx,
      drawn.map((one) => found.get(one.lead_id)!),
    )
    const mayRead = ctx.sight(area.path).health !== 'none'
    const rows = drawn.map((one, at) => ({
      ...views[at]!,
      sampleId: one.id,
      isGood: one.is_good,
      reason: mayRead ? openNote(ctx, 'sample', one.id, one.sealed_reason) : null,
    }))
    return { rows, counts, isCut: samples.length > MOST }
  }
  const rows = await repo.listFound(
    ctx,
    where,
    of === 'overdue' ? { kind: of, now: ctx.now } : of === 'silent' ? { kind: of, deskIds: silent } : { kind: of },
    MOST + 1,
  )
  const views = await viewsOf(ctx, rows.slice(0, MOST))
  return { rows: views.map((view) => ({ ...view, sampleId: null, isGood: null, reason: null })), counts, isCut: rows.length > MOST }
}

export const remind: Calls['remind'] = async (ctx, { areaId, leadIds }) => {
  const area = await areaFor(ctx, 'leads.supervise', areaId)
  const rows = (await lockLeads(ctx, leadIds)).filter((row) => row.area_path.startsWith(area.path) && row.state !== 'closed')
  await repo.updateReminded(
    ctx,
    rows.map((row) => row.id),
    ctx.now,
  )
  await noteStep(ctx, rows, { kind: 'remind', isCorrection: true })
  return { done: rows.length }
}
async function reopenOne(ctx: Ctx, leadId: string, note: string): Promise<void> {
  const rows = await lockLeads(ctx, [leadId])
  const { refused } = await actOnMany(ctx, rows, () => [{ kind: 'reopen' }], { kind: 'reopen', note, isCorrection: true })
  if (rows.length === 0 || refused.length > 0) throw fail(leadsErrors, 'leads.state')
}
export const reopen: Calls['reopen'] = async (ctx, { leadId, reason }) => {
  await lockedOne(ctx, 'leads.supervise', leadId)
  await reopenOne(ctx, leadId, reason)
  return {}
}

/** By lot among what was closed there on the day. Safe to repeat. */
export async function draw(ctx: Ctx, centre: Pick<Area, 'id' | 'path'>, day: string): Promise<number> {
  const ids = await repo.closedBetween(ctx, centre.id, startOfDay(day), startOfDay(day, 1))
  // A desk that knew the lots could look after exactly those.
  const salt = ctx.crypto.secret('leads.sample', () => randomBytes(16)).toString('hex')
  const rows = drawSample(ids, { day, share: figures().sampleShare.value, salt }).map((lead_id): SampleRow => ({
    community_id: centre.id,
    id: uuidv7(),
    lead_id,
    area_path: centre.path,
    day,
    drawn_at: ctx.now,
    checked_at: null,
    checked_by: null,
    is_good: null,
    sealed_reason: null,
    delete_on: deleteOn(ctx),
  }))
  return repo.insertSamples(ctx, rows)
}
export const drawSamples: Calls['drawSamples'] = async (ctx, { areaId, day }) => ({
  drawn: await draw(ctx, await areaFor(ctx, 'leads.supervise', areaId), day),
})

export const checkSample: Calls['checkSample'] = async (ctx, { sampleId, isGood, reason }) => {
  const row = await repo.lockSample(ctx, sampleId)
  if (!row) throw notFound()
  ctx.must('leads.supervise', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  if (row.checked_at !== null) throw fail(leadsErrors, 'leads.settled')
  const sealed_reason = sealNote(ctx, 'sample', row.id, reason, await scopeAt(ctx, row.area_path))
  await repo.updateSample(ctx, row, { checked_at: ctx.now, checked_by: official(ctx), is_good: isGood, sealed_reason })
  if (!isGood) await reopenOne(ctx, row.lead_id, reason ?? '—')
  return {}
}

export const listCorrections: Calls['listCorrections'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'leads.supervise', areaId)
  const steps = await listRows(ctx, area.path, MOST)
  const names = await accountNames(ctx, [...new Set(steps.flatMap((step) => step.by ?? []))])
  const deskOf = await deskNames(
    ctx,
    steps.map((step) => step.desk_id),
  )
  const mayRead = ctx.sight(area.path).health !== 'none'
  return steps.map((step) => ({
    id: step.id,
    leadId: step.lead_id,
    kind: step.kind,
    at: step.at.toISOString(),
    by: step.by === null ? null : (names.get(step.by) ?? '—'),
    desk: deskOf(step.desk_id).name,
    note: mayRead ? openNote(ctx, 'step', step.id, step.sealed_note) : null,
  }))
}
