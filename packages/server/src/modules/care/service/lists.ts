// 关爱名单: who is in care, who looks after them, who is owed a contact.
import { type care, commonErrors } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { careStanding, daysOverdue } from '@xiaomen/rules/care'
import { isSharedHousing } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountNames, accountUnits, coveredBy, workersBeneath } from '../../access/index.ts'
import { type Area, findArea, listOverlaysOf } from '../../areas/index.ts'
import { careOf, currentPeople, homeOfPerson, namesOf, residentsOf } from '../../registry/index.ts'
import { careCounts } from '../offers.ts'
import { CARERS } from '../policy.ts'
import { listContacts, listHands } from '../repo/contact.ts'
import { countByCarer, cursorOf, findRunning, listDueHomes as repoDueHomes, listPlans, listPlansOf, listRunning, type Sought } from '../repo/plan.ts'
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
export async function mustLookAfter(ctx: Ctx, plan: Pick<PlanRow, 'area_path' | 'carer_id' | 'second_account'>): Promise<void> {
  ctx.must('care.contact', { path: plan.area_path })
  if (ctx.may('care.read', { path: plan.area_path })) return
  const ids = await ownAndCovered(ctx)
  if (![plan.carer_id, plan.second_account].some((one) => one !== null && ids.includes(one))) throw notFound()
}
/** The caller, and those he stands in for while they are ill. */
async function ownAndCovered(ctx: Ctx): Promise<string[]> {
  const { id } = official(ctx)
  return [id, ...(await coveredBy(ctx, id, localDay(ctx.now)))]
}

async function pageOf(ctx: Ctx, sought: Omit<Sought, 'today' | 'limit'> & { limit?: number | undefined }) {
  const limit = sought.limit ?? PAGE
  const rows = await listPlans(ctx, { ...sought, today: localDay(ctx.now), limit: limit + 1 })
  const shown = rows.slice(0, limit)
  return { rows: await inCareViews(ctx, shown), next: rows.length > limit ? cursorOf(shown.at(-1)!) : null }
}

export const listCare: Care['listCare'] = async (ctx, { areaId, category, ...sought }) => {
  const held = ctx.paths('care.read')
  const area = areaId === undefined ? null : await areaFor(ctx, 'care.read', areaId)
  const paths = area === null ? held : [area.path]
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

export const listMine: Care['listMine'] = async (ctx, sought) => pageOf(ctx, { ...sought, paths: ctx.paths('care.contact'), by: await ownAndCovered(ctx) })

const MOST_CONTACTS = 50

export const getCare: Care['getCare'] = async (ctx, { personId }) => {
  const plan = await findRunning(ctx, (await currentPeople(ctx, [personId])).get(personId) ?? personId)
  if (!plan) throw notFound()
  await mustLookAfter(ctx, plan)
  ctx.audit.communityId(plan.community_id)
  // Also what was found while the person was written twice.
  const ids = [...new Set((await listPlansOf(ctx, [plan.person_id])).map((one) => one.person_id))]
  const mayKeep = ctx.may('care.read', { path: plan.area_path })
  const me = official(ctx).id
  // Whoever only looks after somebody sees what he himself brought, not what others found.
  const contacts = (await listContacts(ctx, ids, MOST_CONTACTS)).filter((one) => mayKeep || one.account_id === me)
  const hands = mayKeep ? await listHands(ctx, ids, MOST_CONTACTS) : []
  const accounts = await accountNames(
    ctx,
    [...contacts.map((one) => one.account_id), ...hands.flatMap((one) => [one.account_id, one.carer_id, one.second_account])].filter((one) => one !== null),
  )
  const people = await namesOf(
    ctx,
    hands.flatMap((one) => one.second_person ?? []),
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
    changes: hands.map((one) => ({
      at: one.at.toISOString(),
      by: one.account_id === null ? null : (accounts.get(one.account_id) ?? '—'),
      why: one.why,
      carer: one.carer_id === null ? null : (accounts.get(one.carer_id) ?? '—'),
      second:
        one.second_account !== null ? (accounts.get(one.second_account) ?? '—') : one.second_person !== null ? (people.get(one.second_person) ?? '—') : null,
    })),
    mayKeep,
  }
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
  const people = await countByCarer(ctx, [area.path])
  const workers = await workersBeneath(ctx, area.path, CARERS, localDay(ctx.now))
  return workers.map(({ accountId, name, unit, role }) => ({ accountId, name, unit, role, people: people.get(accountId) ?? 0 }))
}

export const listMyCarers: Care['listMyCarers'] = async (ctx) => {
  const { personId } = ctx.self()
  const home = personId === null ? null : await homeOfPerson(ctx, personId)
  if (personId === null || !home) return []
  const ids = isSharedHousing(home.use) ? [personId] : (await residentsOf(ctx, home.id)).map((one) => one.id)
  const plans = (await listRunning(ctx, { personIds: ids })).filter((plan) => plan.home_id === home.id)
  ctx.audit.communityId(home.communityId)
  const accounts = await accountUnits(
    ctx,
    plans.flatMap((plan) => [plan.carer_id, plan.second_account]).filter((one) => one !== null),
  )
  const names = await namesOf(
    ctx,
    plans.flatMap((plan) => plan.second_person ?? []),
  )
  const found = plans.map((plan) => ({
    carer: plan.carer_id === null ? null : (accounts.get(plan.carer_id)?.name ?? null),
    unit: plan.carer_id === null ? null : (accounts.get(plan.carer_id)?.unit ?? null),
    second:
      plan.second_account !== null
        ? (accounts.get(plan.second_account)?.name ?? null)
        : plan.second_person !== null
          ? (names.get(plan.second_person) ?? null)
          : null,
  }))
  // Once each, whoever of the household it is for.
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
}
