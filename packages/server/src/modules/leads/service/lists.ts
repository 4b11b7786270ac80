// Pages of leads, one of them whole, and what lies at each desk.
import type { leads } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { accountNames } from '../../access/index.ts'
import { type Area, areasUnder, findArea } from '../../areas/index.ts'
import { figures } from '../figures.ts'
import { areaFor, notFound } from '../place.ts'
import { callsOf, statementsOfLead } from '../repo/call.ts'
import { giverNames } from '../repo/giver.ts'
import * as repo from '../repo/lead.ts'
import { countUnread, lastActs, sourcesOf, stepsOf } from '../repo/source.ts'
import { openNote, openSaid, openTold } from '../sealing.ts'
import type { LeadRow } from '../tables.ts'
import { suggest } from '../take-in.ts'
import { deskNames, viewsOf } from '../views.ts'

type Leads = Handlers<typeof leads>
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** A street's own are found by the street; what lies at a community, by its place; of anything larger, by the range beneath it. */
export const whereOf = (area: Pick<Area, 'id' | 'level' | 'path'>): repo.Where =>
  area.level === 'street' ? { centreId: area.id } : area.level === 'community' ? { at: area.path } : { under: area.path }

export const list: Leads['list'] = async (ctx, { areaId, states, deskId, doubt = null, kind = null, from = null, limit }) => {
  const area = await areaFor(ctx, 'leads.read', areaId)
  const where = deskId === undefined ? whereOf(area) : { deskId }
  const isClosed = states.length === 1 && states[0] === 'closed'
  const found: LeadRow[] = []
  // Each state lies in its index as it is asked: a page of several is theirs, put in order.
  for (const state of new Set(isClosed ? states : states.filter((one) => one !== 'closed')))
    found.push(...(await repo.listOfState(ctx, state, { where, under: area.path, doubt, kind, from, limit: limit + 1 })))
  const at = (row: LeadRow) => (isClosed ? -row.closed_at!.getTime() : row.due_at!.getTime())
  const rows = found.toSorted((a, b) => at(a) - at(b) || (isClosed ? (a.id < b.id ? 1 : -1) : a.id < b.id ? -1 : 1))
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1)! : null
  return { rows: await viewsOf(ctx, shown), next: last === null ? null : { at: (isClosed ? last.closed_at! : last.due_at!).toISOString(), id: last.id } }
}

export const get: Leads['get'] = async (ctx, { leadId }) => {
  const row = await repo.findLead(ctx, leadId)
  if (!row) throw notFound()
  ctx.must('leads.read', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  const [view] = await viewsOf(ctx, [row])
  const sight = ctx.sight(row.area_path)
  const maySee = sight.health !== 'none'
  // What was told belongs to whoever works on the lead; an office that only dispatches reads that something was.
  const mayHear = ctx.may('leads.call', { path: row.area_path })
  const { from, steps, calls, told, candidates } = await seeingAll(ctx, async () => ({
    from: await sourcesOf(ctx, row.community_id, row.id),
    steps: await stepsOf(ctx, row.community_id, row.id),
    calls: await callsOf(ctx, row.community_id, row.id),
    told: await statementsOfLead(ctx, row.community_id, row.id),
    candidates: ctx.may('leads.dispatch', { path: row.area_path }) ? await candidatesOf(ctx, row) : [],
  }))
  const givers = await seeingAll(ctx, () => giverNames(ctx, [...new Set(from.flatMap((one) => one.giver_id ?? []))]))
  const people = [...new Set([...steps, ...calls].flatMap((one) => one.by ?? []))]
  const names = await seeingAll(ctx, () => accountNames(ctx, people))
  const by = (id: string | null) => (id === null ? null : (names.get(id) ?? '—'))
  const deskOf = await deskNames(ctx, [...steps.map((step) => step.desk_id), ...candidates.map((one) => one.communityId)])
  const place = { path: row.area_path }
  return {
    ...view!,
    clocks: { acceptBy: row.accept_by?.toISOString() ?? null, tellBy: row.tell_by?.toISOString() ?? null, closeBy: row.close_by.toISOString() },
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    candidates: candidates.map(({ communityId, way, score, says }) => ({ ...deskOf(communityId), way, score, says })),
    from: from.map((one) => ({
      id: one.id,
      way: one.way,
      giver: one.giver_id === null ? null : (givers.get(one.giver_id) ?? '—'),
      row: one.row_number,
      receivedAt: one.received_at.toISOString(),
      said: maySee ? openSaid(ctx, 'source', one).said : null,
    })),
    steps: steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      at: step.at.toISOString(),
      by: by(step.by),
      desk: deskOf(step.desk_id).name,
      reason: step.reason,
      note: maySee ? openNote(ctx, 'step', step.id, step.sealed_note) : null,
      isCorrection: step.is_correction,
    })),
    calls: calls.map((call) => ({
      id: call.id,
      at: call.at.toISOString(),
      by: by(call.by),
      outcome: call.outcome,
      note: maySee ? openNote(ctx, 'call', call.id, call.sealed_note) : null,
    })),
    statements: !mayHear
      ? []
      : told.flatMap((one) => {
          const opened = openTold(ctx, one)
          return opened === null ? [] : [{ id: one.id, ...opened, from: one.from_at.toISOString(), until: one.until_at?.toISOString() ?? null }]
        }),
    hasHome: row.home_id !== null,
    mayDispatch: row.state !== 'closed' && ctx.may('leads.dispatch', place),
    mayAccept: row.offered_to !== null && ctx.may('leads.accept', place),
    mayWork: row.state !== 'closed' && ctx.may('leads.work', place),
    mayReopen: row.state === 'closed' && ctx.may('leads.supervise', place),
  }
}
/** As of now: the ledger and the names of areas may have changed since it came. */
async function candidatesOf(ctx: Ctx, row: LeadRow) {
  const centre = await findArea(ctx, row.community_id)
  if (!centre || centre.level === 'community') return []
  const group = { lead: row, said: openSaid(ctx, 'lead', row), kind: row.kind, words: [], suggestion: { found: [], doubt: null }, person: null }
  await suggest(ctx, centre, [group])
  return group.suggestion.found as { communityId: string; way: 'document' | 'phone' | 'place' | 'address'; score: number; says: string[] }[]
}

type Line = {
  id: string
  name: string
  isCentre: boolean
  waiting: number
  sent: number
  offered: number
  working: number
  overdue: number
  closed: number
  lastAt: string | null
  isSilent: boolean
}
async function linesOf(ctx: Ctx, area: Area): Promise<Line[]> {
  const where = whereOf(area)
  const counts = await repo.countByDesk(ctx, where, ctx.now)
  const offered = await repo.countOffered(ctx, where)
  const desks = (await areasUnder(ctx, area.path)).filter(({ level }) => level === 'street' || level === 'community')
  const known = new Set(desks.map(({ id }) => id))
  // A community reads of what is on its way to it, which is still its centre's.
  const others = [...new Set(counts.map((one) => one.desk_id))].filter((id) => !known.has(id))
  const ids = [...desks.map(({ id }) => id), ...others]
  const deskOf = await deskNames(ctx, ids)
  const acts = await seeingAll(ctx, () => lastActs(ctx, ids, new Date(ctx.now.getTime() - DAY_MS)))
  const silentSince = new Date(ctx.now.getTime() - figures().silentHours.value * HOUR_MS)
  return ids.map((id) => {
    const own = counts.filter((one) => one.desk_id === id)
    const sum = (...states: string[]) => own.filter((one) => states.includes(one.state)).reduce((total, { n }) => total + n, 0)
    const lastAt = acts.get(id) ?? null
    const waiting = sum('received', 'triaged', 'returned')
    const sent = sum('offered')
    const working = sum('accepted', 'working')
    const coming = offered.get(id)
    const oldest = [
      ...own.filter(({ state }) => state !== 'closed' && state !== 'offered').map(({ since }) => since),
      ...(coming === undefined ? [] : [coming.since]),
    ]
    return {
      ...deskOf(id),
      isCentre: desks.find((one) => one.id === id)?.level === 'street' || others.includes(id),
      waiting,
      sent,
      offered: coming?.n ?? 0,
      working,
      overdue: own.reduce((total, { overdue }) => total + overdue, 0),
      closed: sum('closed'),
      lastAt: lastAt?.toISOString() ?? null,
      // Only what has lain there so long itself: nobody is silent of what came a moment ago.
      isSilent: oldest.some((since) => since < silentSince) && (lastAt === null || lastAt < silentSince),
    }
  })
}
/** Desks with something open at which nobody has done anything for the hours of packs/leads.json. */
export const silentDesks = async (ctx: Ctx, area: Area): Promise<string[]> => (await linesOf(ctx, area)).filter(({ isSilent }) => isSilent).map(({ id }) => id)

export const listLoads: Leads['listLoads'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'leads.read', areaId)
  const lines = await linesOf(ctx, area)
  const { silentHours } = figures()
  return {
    desks: lines,
    open: lines.reduce((total, { waiting, sent, working }) => total + waiting + sent + working, 0),
    overdue: lines.reduce((total, { overdue }) => total + overdue, 0),
    unread: await countUnread(ctx, area.path),
    silentHours: silentHours.value,
    isDraft: silentHours.isDraft,
  }
}
