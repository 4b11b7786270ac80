// 关爱名单: who is in care, who looks after them, who is owed a contact.
import { type care, commonErrors } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { careStanding, daysOverdue } from '@xiaomen/rules/care'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountNames, workersBeneath } from '../../access/index.ts'
import { carerChanges, countByAccount, isCarerOf, ownAndCovered, subjectsOf, withoutCarer } from '../../answerability/index.ts'
import { type Area, findArea, listOverlaysOf } from '../../areas/index.ts'
import { careOf, currentPeople, namesOf } from '../../registry/index.ts'
import { FIRST, KIND } from '../carers.ts'
import { careCounts } from '../offers.ts'
import { CARERS } from '../policy.ts'
import { listContacts, listHands } from '../repo/contact.ts'
import { cursorOf, findRunning, listDueHomes as repoDueHomes, listPlans, listPlansOf, type Sought } from '../repo/plan.ts'
import type { PlanRow } from '../tables.ts'
import { inCareViews } from '../views.ts'
import { moreOf, reasonAt } from './sealed.ts'

type Care = Handlers<typeof care>
const PAGE = 50
/** Rows looked through for one category before a page is given as it is: what is sealed is opened one by one. */
const MOST_OPENED = 2_000

export const notFound = () => fail(commonErrors, 'request.not_found')
export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  return area
}
export const official = (ctx: Ctx) => {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor
}
/** Whoever keeps the care of the place, and the two who look after this person. For everybody else there is nobody in care. */
export async function mustLookAfter(ctx: Ctx, plan: Pick<PlanRow, 'id' | 'area_path'>): Promise<void> {
  ctx.must('care.contact', { path: plan.area_path })
  if (ctx.may('care.read', { path: plan.area_path })) return
  if (!(await isCarerOf(ctx, KIND, plan.id, await ownAndCovered(ctx, official(ctx).id)))) throw notFound()
}

async function pageOf(ctx: Ctx, sought: Omit<Sought, 'today' | 'limit'> & { limit?: number | undefined }) {
  const limit = sought.limit ?? PAGE
  const rows = await listPlans(ctx, { ...sought, today: localDay(ctx.now), limit: limit + 1 })
  const shown = rows.slice(0, limit)
  return { rows: await inCareViews(ctx, shown), next: rows.length > limit ? cursorOf(shown.at(-1)!) : null }
}

export const listCare: Care['listCare'] = async (ctx, { areaId, category, state, ...asked }) => {
  const held = ctx.paths('care.read')
  const area = areaId === undefined ? null : await areaFor(ctx, 'care.read', areaId)
  const paths = area === null ? held : [area.path]
  const sought = { ...asked, ...(state === 'noCarer' ? { among: await withoutCarer(ctx, KIND, FIRST, paths) } : { state }) }
  if (category === undefined) return pageOf(ctx, { ...sought, paths })
  // Of which category somebody is stands sealed: looked for in portions, in the order of the list.
  const limit = sought.limit ?? PAGE
  const found: PlanRow[] = []
  let after = sought.after
  for (let opened = 0; opened < MOST_OPENED;) {
    const rows = await listPlans(ctx, { ...sought, paths, after, today: localDay(ctx.now), limit: 250 })
    const own = await careOf(
      ctx,
      rows.filter((row) => ctx.sight(row.area_path).care === 'full').map((row) => row.person_id),
    )
    for (const row of rows) {
      after = cursorOf(row)
      if (!own.get(row.person_id)?.includes(category)) continue
      found.push(row)
      if (found.length === limit) return { rows: await inCareViews(ctx, found), next: after }
    }
    if (rows.length < 250) return { rows: await inCareViews(ctx, found), next: null }
    opened += rows.length
  }
  return { rows: await inCareViews(ctx, found), next: after ?? null }
}

export const listMine: Care['listMine'] = async (ctx, sought) => {
  const paths = ctx.paths('care.contact')
  return pageOf(ctx, { ...sought, paths, among: await subjectsOf(ctx, KIND, await ownAndCovered(ctx, official(ctx).id)) })
}

const MOST_CONTACTS = 50

export const getCare: Care['getCare'] = async (ctx, { personId }) => {
  const plan = await findRunning(ctx, (await currentPeople(ctx, [personId])).get(personId) ?? personId)
  if (!plan) throw notFound()
  await mustLookAfter(ctx, plan)
  ctx.audit.communityId(plan.community_id)
  // Also what was found while the person was written twice.
  const all = await listPlansOf(ctx, [plan.person_id])
  const ids = [...new Set(all.map((one) => one.person_id))]
  const mayKeep = ctx.may('care.read', { path: plan.area_path })
  const me = official(ctx).id
  // Whoever only looks after somebody sees what he himself brought, not what others found.
  const contacts = (await listContacts(ctx, ids, MOST_CONTACTS)).filter((one) => mayKeep || one.account_id === me)
  const accounts = await accountNames(
    ctx,
    contacts.flatMap((one) => one.account_id ?? []),
  )
  const sight = ctx.sight(plan.area_path)
  return {
    person: (await inCareViews(ctx, [plan]))[0]!,
    override:
      plan.override_days === null
        ? null
        : {
            days: plan.override_days,
            reason: plan.override_reason === null || sight.care !== 'full' ? null : ctx.crypto.open('care', reasonAt(plan.id), plan.override_reason),
          },
    since: plan.since,
    contacts: contacts.map((one) => ({
      id: one.id,
      at: one.at.toISOString(),
      by: (one.account_id && accounts.get(one.account_id)) || '—',
      way: one.way,
      result: one.result,
      ...moreOf(ctx, one, sight.care === 'full' || one.account_id === me),
    })),
    changes: mayKeep ? await changesOf(ctx, ids, all) : [],
    mayKeep,
  }
}

/** What became of the plan and of its carers, latest first. What an earlier version wrote of carers beside the plan is told as it was written. */
async function changesOf(ctx: Ctx, personIds: readonly string[], plans: readonly PlanRow[]) {
  const hands = await listHands(ctx, personIds, MOST_CONTACTS)
  const carers = await carerChanges(
    ctx,
    KIND,
    plans.map((one) => one.id),
    MOST_CONTACTS,
  )
  const accounts = await accountNames(
    ctx,
    [...hands.flatMap((one) => [one.account_id, one.carer_id, one.second_account]), ...carers.map((one) => one.by)].filter((one) => one !== null),
  )
  const people = await namesOf(
    ctx,
    hands.flatMap((one) => one.second_person ?? []),
  )
  const nameOf = (id: string | null) => (id === null ? null : (accounts.get(id) ?? '—'))
  const told = [
    ...hands.map((one) => ({
      id: one.id,
      at: one.at.toISOString(),
      by: nameOf(one.account_id),
      why: one.why,
      slot: null,
      who: [nameOf(one.carer_id), nameOf(one.second_account) ?? (one.second_person === null ? null : (people.get(one.second_person) ?? '—'))]
        .filter((name) => name !== null)
        .join(' + '),
    })),
    ...carers.map((one) => ({
      id: one.id,
      at: one.at.toISOString(),
      by: nameOf(one.by),
      why: one.why,
      slot: one.slot,
      who: (one.cover ?? one.hand)?.name ?? '',
    })),
  ]
  return told
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1))
    .slice(0, MOST_CONTACTS)
    .map(({ at, by, why, slot, who }) => ({ at, by, why, slot, who: who === '' ? null : who }))
}

export const getCounts: Care['getCounts'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'care.count', areaId)
  const day = localDay(ctx.now)
  const grids = (await listOverlaysOf(ctx, 'grid', area.path, day)).map((grid) => ({
    key: grid.id,
    name: grid.name,
    paths: grid.areaPaths.map((path) => (contains(path, area.path) ? area.path : path)).filter((path) => contains(area.path, path)),
  }))
  const counts = await careCounts(ctx, [{ key: area.id, paths: [area.path] }, ...grids])
  return { day, total: counts.get(area.id)!, grids: grids.map(({ key, name }) => ({ gridId: key, name, ...counts.get(key)! })) }
}

/** A compound that is drawn whole has fewer homes than this. */
const MOST_DUE_HOMES = 2_000
export const listDueHomes: Care['listDueHomes'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'care.read', areaId)
  const today = localDay(ctx.now)
  const rows = await repoDueHomes(ctx, area.path, today, MOST_DUE_HOMES + 1)
  const shown = rows.slice(0, MOST_DUE_HOMES).filter((row) => ctx.sight(row.area_path).care === 'full')
  return {
    homes: shown.map(({ home_id, next_due }) => ({
      homeId: home_id,
      standing: careStanding(next_due, today) === 'overdue' ? ('overdue' as const) : ('due' as const),
      overdueDays: daysOverdue(next_due, today),
    })),
    isCut: rows.length > MOST_DUE_HOMES,
  }
}

export const listCarers: Care['listCarers'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'care.assign', areaId)
  const people = await countByAccount(ctx, KIND, FIRST, [area.path])
  const workers = await workersBeneath(ctx, area.path, CARERS, localDay(ctx.now))
  return workers.map(({ accountId, name, unit, role }) => ({ accountId, name, unit, role, people: people.get(accountId) ?? 0 }))
}
