// 场次: one by hand, taken back, listed with who of the site was tested since, opened with who was not.
import { type sites, sitesErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { addDays } from '@xiaomen/rules/days'
import { minutesFor, sessionWaits } from '@xiaomen/rules/sites'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { lastTests } from '../../occupations/index.ts'
import { enterprisesByIds, namesOf } from '../../registry/index.ts'
import { minuteOf } from '../../../platform/time.ts'
import { figures, pace } from '../figures.ts'
import * as repo from '../repo.ts'
import { rostersAt } from '../rosters.ts'
import { openContact, sealContact } from '../sealing.ts'
import type { SessionRow } from '../tables.ts'
import { areaFor, notFound, official } from './place.ts'

type Sites = Handlers<typeof sites>
const MOST = 300

/** Of each session who works at its site now, and whose last test lies before its day. */
async function missingOf(ctx: Ctx, rows: readonly SessionRow[], path: string): Promise<(row: SessionRow) => { workers: string[]; missing: string[] }> {
  const rosters = await rostersAt(ctx, path, new Set(rows.map((row) => row.enterprise_id)))
  const last = await lastTests(
    ctx,
    [...rosters.values()].flatMap(({ personIds }) => personIds),
  )
  return ({ enterprise_id, day }) => {
    const workers = rosters.get(enterprise_id)?.personIds ?? []
    return { workers, missing: workers.filter((id) => (last.get(id) ?? '') < day) }
  }
}

async function viewsOf(ctx: Ctx, rows: readonly SessionRow[], path: string) {
  const of = await missingOf(ctx, rows, path)
  const enterprises = await enterprisesByIds(ctx, [...new Set(rows.map((row) => row.enterprise_id))])
  const most = figures().waitMinutes.value
  return rows.map((row) => {
    const { workers, missing } = of(row)
    return {
      id: row.id,
      enterpriseId: row.enterprise_id,
      name: enterprises.get(row.enterprise_id)?.name ?? '—',
      kind: row.kind,
      day: row.day,
      fromClock: row.from_clock,
      untilClock: row.until_clock,
      tables: row.tables,
      people: row.people,
      pointName: row.point_name,
      provider: row.provider,
      providerStaff: row.provider_staff,
      maxWaitMinutes: Math.ceil(row.max_wait_s / 60),
      longestQueue: row.longest_queue,
      isInTime: row.max_wait_s <= most * 60,
      state: row.state,
      workers: workers.length,
      tested: workers.length - missing.length,
      missing: missing.length,
      version: row.version,
      may: { plan: ctx.may('sites.plan', { path: row.area_path }) },
    }
  })
}
const viewOf = async (ctx: Ctx, row: SessionRow) => (await viewsOf(ctx, [row], row.area_path))[0]!

export const listSessions: Sites['listSessions'] = async (ctx, { areaId, fromDay }) => {
  const area = await areaFor(ctx, 'sites.read', areaId)
  const rows = await repo.listSessions(ctx, area.path, fromDay, MOST + 1)
  return { sessions: await viewsOf(ctx, rows.slice(0, MOST), area.path), isCut: rows.length > MOST }
}

async function sessionFor(ctx: Ctx, permission: string, sessionId: string): Promise<SessionRow> {
  const row = await repo.findSession(ctx, sessionId)
  if (!row) throw notFound()
  ctx.must(permission, { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  return row
}

export const getSession: Sites['getSession'] = async (ctx, { sessionId }) => {
  const row = await sessionFor(ctx, 'sites.people', sessionId)
  const { missing } = (await missingOf(ctx, [row], row.area_path))(row)
  const names = await seeingAll(ctx, () => namesOf(ctx, missing))
  ctx.audit.subjects(missing)
  const { name } = ctx.sight(row.area_path)
  const view = await viewOf(ctx, row)
  return {
    ...view,
    contact: view.may.plan ? openContact(ctx, row) : null,
    missingWorkers: missing.map((personId) => ({ personId, name: masked('name', names.get(personId) ?? null, name) })),
  }
}

export const addSession: Sites['addSession'] = async (ctx, { id, enterpriseId, day, fromClock, untilClock, tables, how }) => {
  const enterprise = (await enterprisesByIds(ctx, [enterpriseId])).get(enterpriseId)
  if (!enterprise) throw notFound()
  ctx.must('sites.plan', enterprise)
  ctx.audit.communityId(enterprise.communityId)
  if (enterprise.state !== 'open') throw fail(sitesErrors, 'sites.not_a_site')
  if (day < localDay(ctx.now)) throw fail(sitesErrors, 'sites.day_past')
  const people = (await rostersAt(ctx, enterprise.path, new Set([enterprise.id]))).get(enterprise.id)?.personIds.length ?? 0
  if (people === 0) throw fail(sitesErrors, 'sites.nobody')
  const minutes = minuteOf(untilClock) - minuteOf(fromClock)
  const known = pace()
  if (minutes < minutesFor(people, tables, { ...known, busyAtMost: 1 })) throw fail(sitesErrors, 'sites.hours_short')
  const waits = sessionWaits({ people, tables, minutes, comes: how.kind === 'nearby' ? 'free' : 'slots' }, known)
  const row: SessionRow = {
    community_id: enterprise.communityId,
    id,
    area_path: enterprise.path,
    enterprise_id: enterprise.id,
    plan_id: null,
    kind: how.kind,
    day,
    from_clock: fromClock,
    until_clock: untilClock,
    tables,
    people,
    point_name: how.kind === 'nearby' ? how.pointName : null,
    provider: how.kind === 'thirdParty' ? how.provider : null,
    sealed_contact: how.kind === 'thirdParty' ? await sealContact(ctx, id, enterprise.path, how.contact) : null,
    provider_staff: how.kind === 'thirdParty' ? how.staff : null,
    max_wait_s: Math.ceil(waits.maxS),
    longest_queue: waits.longestQueue,
    state: 'planned',
    made_by: official(ctx),
    made_at: ctx.now,
    delete_on: addDays(day, figures().keepDays.value),
    version: 1,
  }
  if ((await repo.insertSessions(ctx, [row])) === 1) return viewOf(ctx, row)
  const before = await repo.findSession(ctx, id)
  if (before?.enterprise_id !== enterprise.id || before.day !== day || before.kind !== how.kind) throw fail(sitesErrors, 'sites.changed_meanwhile')
  return viewOf(ctx, before)
}

export const cancelSession: Sites['cancelSession'] = async (ctx, { sessionId, version }) => {
  const row = await sessionFor(ctx, 'sites.plan', sessionId)
  if (row.state === 'cancelled') return viewOf(ctx, row)
  if (!(await repo.updateState(ctx, row, version, 'cancelled'))) throw fail(sitesErrors, 'sites.changed_meanwhile')
  return viewOf(ctx, { ...row, state: 'cancelled', version: version + 1 })
}
