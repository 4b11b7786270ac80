// 时空交集查询: asked with a reason, signed by another, read while it is open.
import { type presence, presenceErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { ACT_HOURS } from '@xiaomen/rules/approvals'
import { needsThird, OPEN_HOURS, type WindowFault, windowFault } from '@xiaomen/rules/presence'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { withdrawAct } from '../../approvals/index.ts'
import { doorsOf, findPeopleByName, findPerson } from '../../registry/index.ts'
import { askToExport, askToOpen, EXPORT_ACT, OPEN_ACT, sign } from '../acts.ts'
import { figures } from '../figures.ts'
import { caseOf, type Counts, peopleIn, workOut } from '../found.ts'
import { areaFor, notFound, official } from '../place.ts'
import * as repo from '../repo/trace.ts'
import type { TraceRow } from '../tables.ts'
import { linesOf, stateOf, traceView } from '../trace-views.ts'
import { openSubject, scopeAt, sealReason, sealSubject } from '../who.ts'

type Presence = Handlers<typeof presence>
const HOUR_MS = 3_600_000
const MOST_TRACES = 300
const MOST_NAMESAKES = 50
const WRONG: Record<WindowFault, keyof typeof presenceErrors> = {
  reversed: 'presence.window_reversed',
  future: 'presence.window_future',
  too_long: 'presence.window_too_long',
  too_old: 'presence.window_too_old',
}

export const findPeople: Presence['findPeople'] = async (ctx, { areaId, name }) => {
  const area = await areaFor(ctx, 'presence.trace', areaId)
  const found = await findPeopleByName(ctx, [area.path], name)
  const shown = (found ?? []).slice(0, MOST_NAMESAKES)
  const doors = await doorsOf(ctx, [...new Set(shown.map(({ homeId }) => homeId))])
  ctx.audit.subjects(shown.map(({ id }) => id))
  return {
    isTooMany: found === null || found.length > MOST_NAMESAKES,
    people: shown.map((one) => {
      const sight = ctx.sight(one.path)
      return { personId: one.id, name: masked('name', one.name, sight.name), door: masked('door', doors.get(one.homeId) ?? null, sight.door) }
    }),
  }
}

export const askTrace: Presence['askTrace'] = async (ctx, { id, areaId, personId, from, to, ring, ground, refId, reason }) => {
  const area = await areaFor(ctx, 'presence.trace', areaId)
  const person = await findPerson(ctx, personId)
  if (!person) throw notFound()
  ctx.audit.subjects([person.id])
  const [since, until] = [new Date(from), new Date(to)]
  const asked = `${area.id} ${personId} ${since.toISOString()} ${until.toISOString()} ${ring} ${ground} ${refId ?? ''} ${reason}`
  const digest = ctx.crypto.index('presence.trace', asked)
  const known = await repo.findTrace(ctx, id)
  if (known) {
    if (!Buffer.from(known.digest).equals(digest) || known.asked_by !== official(ctx).id) throw fail(presenceErrors, 'presence.other_bytes')
    return { id, counts: known.counts as Counts }
  }
  const { keepDays } = figures()
  const fault = windowFault({ from: since.getTime(), to: until.getTime() }, { now: ctx.now.getTime(), keepDays })
  if (fault !== null) throw fail(presenceErrors, WRONG[fault], { days: keepDays })
  const { counts } = await workOut(ctx, area.path, { personId: person.id, from: since, to: until }, ring)
  const scope = await scopeAt(ctx, area.path)
  const row: TraceRow = {
    community_id: area.communityId ?? area.id,
    id,
    area_id: area.id,
    area_path: area.path,
    ground,
    sealed_subject: sealSubject(ctx, id, { personId: person.id, refId }, scope),
    sealed_reason: sealReason(ctx, id, reason, scope),
    since,
    until,
    ring,
    people: peopleIn(counts),
    counts: JSON.stringify(counts),
    digest,
    asked_by: official(ctx).id,
    asked_at: ctx.now,
    ask_until: new Date(ctx.now.getTime() + ACT_HOURS * HOUR_MS),
    opened_by: null,
    opened_at: null,
    open_until: null,
    export_signed_at: null,
    withdrawn_at: null,
    delete_on: localDay(startOfDay(localDay(ctx.now), keepDays)),
  }
  // Outside the areas that the caller sees lies one with this id: it is not theirs to know.
  if (!(await repo.insertTrace(ctx, row))) throw fail(presenceErrors, 'presence.other_bytes')
  await askToOpen(ctx, row)
  return { id, counts }
}

export const listTraces: Presence['listTraces'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'presence.see', areaId)
  const rows = await repo.listTraces(ctx, area.path, MOST_TRACES)
  ctx.audit.subjects(rows.map((row) => openSubject(ctx, row).personId))
  return linesOf(ctx, rows)
}

export const getTrace: Presence['getTrace'] = async (ctx, { traceId }) => {
  const row = await repo.findTrace(ctx, traceId)
  if (!row) throw notFound()
  ctx.must('presence.see', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  return traceView(ctx, row)
}

async function lockFor(ctx: Ctx, permission: string, traceId: string): Promise<TraceRow> {
  const row = await repo.lockTrace(ctx, traceId)
  if (!row) throw notFound()
  ctx.must(permission, { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([openSubject(ctx, row).personId])
  return row
}

export const signTrace: Presence['signTrace'] = async (ctx, { traceId }) => {
  const row = await lockFor(ctx, 'presence.sign', traceId)
  if (stateOf(row, ctx.now) !== 'asked') throw fail(presenceErrors, 'presence.not_open')
  const isOpen = await sign(ctx, row, OPEN_ACT)
  if (isOpen)
    await repo.updateTrace(ctx, row, { opened_by: official(ctx).id, opened_at: ctx.now, open_until: new Date(ctx.now.getTime() + OPEN_HOURS * HOUR_MS) })
  return { isOpen }
}

export const withdrawTrace: Presence['withdrawTrace'] = async (ctx, { traceId }) => {
  const row = await lockFor(ctx, 'presence.trace', traceId)
  if (row.withdrawn_at !== null) return {}
  await withdrawAct(ctx, OPEN_ACT, row.id)
  await withdrawAct(ctx, EXPORT_ACT, row.id)
  await repo.updateTrace(ctx, row, { withdrawn_at: ctx.now })
  return {}
}

export const askExport: Presence['askExport'] = async (ctx, { traceId }) => {
  const row = await lockFor(ctx, 'presence.trace', traceId)
  if (stateOf(row, ctx.now) !== 'open') throw fail(presenceErrors, 'presence.not_open')
  const people = peopleIn((await workOut(ctx, row.area_path, caseOf(ctx, row), row.ring)).counts)
  if (needsThird(people) && row.export_signed_at === null) await askToExport(ctx, row, people)
  return {}
}

export const signExport: Presence['signExport'] = async (ctx, { traceId }) => {
  const row = await lockFor(ctx, 'presence.sign', traceId)
  if (stateOf(row, ctx.now) !== 'open') throw fail(presenceErrors, 'presence.not_open')
  const isDone = await sign(ctx, row, EXPORT_ACT)
  if (isDone) await repo.updateTrace(ctx, row, { export_signed_at: ctx.now })
  return { isDone }
}
