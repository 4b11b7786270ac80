// 拆户、并户、改门牌: the doors of a house change, the people behind them and what was known of them stay.
import { type registry, registryErrors, registryEvents } from '@xiaomen/contract'
import { doorKey, floorOfDoor, normaliseDoor } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { type AccountMerge, rehomeAccounts, unmergeAccounts } from '../../access/index.ts'
import { findArea, reserveHomes, setHomeCount } from '../../areas/index.ts'
import { insertHome, isDoorTaken, type NewHomeRow } from '../repo/home.ts'
import { lockPeople } from '../repo/lock-person.ts'
import { updateResidency } from '../repo/person.ts'
import * as repo from '../repo/reshape.ts'
import * as kept from '../repo/reshaping.ts'
import { isOpenStayPlace } from '../repo/stay.ts'
import type { HomeRow, ReshapingRow } from '../tables.ts'
import { carryEnterprises, carryLandlords, isLettingBlocked, placeCarried } from './carry-trade.ts'
import { keepHomeHistory } from './history.ts'
import { notFound } from './views.ts'

type Registry = Handlers<typeof registry>
const UNDO_HOURS = 24
/** See merge.ts: versions of what may be taken back live apart. */
const STEP = 1_000
const CHANGED = () => fail(registryErrors, 'registry.changed_meanwhile')

/** Locked, permission asked, as it was read, and not an empty row that points on. */
async function lockAsRead(ctx: Ctx, wanted: readonly { id: string; version: number }[], permission: string): Promise<HomeRow[]> {
  const rows = await repo.lockHomeRows(
    ctx,
    wanted.map(({ id }) => id),
  )
  const homes = wanted.map(({ id }) => rows.find((row) => row.id === id))
  for (const home of homes) {
    if (!home) throw notFound()
    ctx.must(permission, { path: home.area_path })
    ctx.audit.communityId(home.community_id)
  }
  for (const [at, home] of homes.entries()) {
    if (home!.retired_at !== null) throw fail(registryErrors, 'registry.home_retired')
    if (home!.version !== wanted[at]!.version) throw CHANGED()
  }
  return homes as HomeRow[]
}
const begun = (ctx: Ctx, home: HomeRow, otherId: string, kind: 'splitHome' | 'mergeHomes', memo: AccountMerge, id: string) => ({
  community_id: home.community_id,
  id,
  area_path: home.area_path,
  kind,
  kept_id: home.id,
  other_id: otherId,
  at: ctx.now,
  account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
  undo_until: new Date(ctx.now.getTime() + UNDO_HOURS * 3_600_000),
  memo,
})

export const splitHome: Registry['splitHome'] = async (ctx, { homeId, version, newDoor, personIds }) => {
  const [home] = (await lockAsRead(ctx, [{ id: homeId, version }], 'registry.reshape')) as [HomeRow]
  const door = normaliseDoor(newDoor)
  const ordinal = (await reserveHomes(ctx, new Map([[home.area_id, 1]]))).get(home.area_id)!
  if (await isDoorTaken(ctx, home.community_id, home.area_id, doorKey(newDoor))) throw fail(registryErrors, 'registry.door_taken')
  await lockPeople(ctx, personIds)
  const links = (await repo.listResidenciesOfHome(ctx, home.community_id, home.id)).filter((one) => one.until_day === null && personIds.includes(one.person_id))
  if (personIds.some((id) => !links.some((one) => one.person_id === id))) throw CHANGED()
  const area = await findArea(ctx, home.area_id)
  if (!area) throw notFound()
  const { order_key: _of_the_other, ...like } = home
  const made: NewHomeRow = {
    ...like,
    id: uuidv7(),
    area_path: `${area.path}h${ordinal}/`,
    ordinal,
    door,
    door_key: doorKey(newDoor),
    floor: floorOfDoor(door) ?? home.floor,
    version: 1,
    import_id: null,
    leaned_on: false,
    created_at: ctx.now,
  }
  const set = { community_id: home.community_id, id: uuidv7() }
  const main = (await repo.listMainResidents(ctx, home.community_id, home.id)).map(({ id }) => id).filter((id) => personIds.includes(id))
  await kept.keepRowsBefore(ctx, set, 'registry.person', main)
  await kept.keepRowsBefore(
    ctx,
    set,
    'registry.residency',
    links.map((one) => one.id),
  )
  await insertHome(ctx, made)
  await repo.keepRetiredBefore(ctx, set, made, home.id)
  await repo.updateResidenciesHome(
    ctx,
    links.map((one) => one.id),
    made,
  )
  await repo.updatePeopleHome(ctx, main, made, STEP)
  await setHomeCount(ctx, new Map([[home.area_id, 1]]))
  const memo = await rehomeAccounts(
    ctx,
    main.map((personId) => ({ personId, homePath: made.area_path })),
  )
  await kept.keepRowsAfter(ctx, set)
  await kept.insertReshaping(ctx, begun(ctx, home, made.id, 'splitHome', memo, set.id))
  await keepHomeHistory(ctx, home, 'homeSplit', { other_id: made.id, detail: door })
  ctx.audit.subjects(personIds)
  // Their codes for the old door end, and so do the family's, which they know.
  for (const personId of main)
    await ctx.emit(registryEvents.personMoved, { communityId: home.community_id, personId, fromHomeId: home.id, reshapingId: set.id })
  await ctx.emit(registryEvents.homeAdded, { communityId: home.community_id, homeId: made.id })
  return { reshapingId: set.id, homeId: made.id }
}

export const mergeHomes: Registry['mergeHomes'] = async (ctx, { fromId, intoId, versionFrom, versionInto }) => {
  if (fromId === intoId) throw CHANGED()
  const [from, into] = (await lockAsRead(
    ctx,
    [
      { id: fromId, version: versionFrom },
      { id: intoId, version: versionInto },
    ],
    'registry.reshape',
  )) as [HomeRow, HomeRow]
  if (from.community_id !== into.community_id) throw fail(registryErrors, 'registry.other_community')
  // What is a place of stay ends as one first: a joined home would be none, with people in it who are no family.
  if (await isOpenStayPlace(ctx, [from.id, into.id])) throw fail(registryErrors, 'registry.stay_place_open')
  const set = { community_id: into.community_id, id: uuidv7() }
  const links = await repo.listResidenciesOfHome(ctx, from.community_id, from.id)
  const there = await repo.listResidenciesOfHome(ctx, into.community_id, into.id)
  const main = (await repo.listMainResidents(ctx, from.community_id, from.id)).map(({ id }) => id)
  await lockPeople(ctx, main)
  await kept.keepRowsBefore(ctx, set, 'registry.home', [from.id, into.id])
  await kept.keepRowsBefore(ctx, set, 'registry.person', main)
  await kept.keepRowsBefore(
    ctx,
    set,
    'registry.residency',
    links.map((one) => one.id),
  )
  // Somebody who lives in both already lives in one from now on.
  const livesThere = new Set(there.filter((one) => one.until_day === null).map((one) => one.person_id))
  const double = links.filter((one) => one.until_day === null && livesThere.has(one.person_id))
  const today = localDay(ctx.now)
  for (const one of double) await updateResidency(ctx, one.id, { until_day: today < one.from_day ? one.from_day : today })
  await repo.updateResidenciesHome(
    ctx,
    links.filter((one) => !double.includes(one)).map((one) => one.id),
    into,
  )
  await repo.updatePeopleHome(ctx, main, into, STEP)
  const landlord = await carryLandlords(ctx, set, from, into)
  const enterprises = await carryEnterprises(ctx, set, from, into)
  const isDone =
    (await repo.updateHome(ctx, from.id, from.version, { retired_at: ctx.now, merged_into: into.id, version: from.version + STEP })) &&
    (await repo.updateHome(ctx, into.id, into.version, { leaned_on: into.leaned_on || from.leaned_on, version: into.version + STEP }))
  if (!isDone) throw CHANGED()
  await setHomeCount(ctx, new Map([[from.area_id, -1]]))
  const memo = await rehomeAccounts(
    ctx,
    main.map((personId) => ({ personId, homePath: into.area_path })),
  )
  await kept.keepRowsAfter(ctx, set)
  await kept.insertReshaping(ctx, begun(ctx, into, from.id, 'mergeHomes', memo, set.id))
  await keepHomeHistory(ctx, into, 'homesMerged', { other_id: from.id, detail: from.door })
  ctx.audit.subjects(main)
  await ctx.emit(registryEvents.homesMerged, { communityId: into.community_id, reshapingId: set.id, homeId: into.id, otherId: from.id })
  return { reshapingId: set.id, landlord, enterprises }
}

export const undoReshaping: Registry['undoReshaping'] = async (ctx, { reshapingId }) => {
  const found = await kept.findReshaping(ctx, reshapingId)
  if (!found || found.kind === 'mergePeople') throw notFound()
  ctx.must('registry.reshape', { path: found.area_path })
  const homes = await repo.lockHomeRows(ctx, [found.kept_id, found.other_id])
  const row = await kept.lockReshaping(ctx, reshapingId)
  if (!row || homes.length < 2) throw notFound()
  for (const home of homes) ctx.must('registry.reshape', { path: home.area_path })
  ctx.audit.communityId(row.community_id)
  if (row.undone_at !== null) throw fail(registryErrors, 'registry.merge_undone')
  if (row.undo_until === null || row.undo_until <= ctx.now) throw fail(registryErrors, 'registry.undo_too_late')
  await refuseChanged(ctx, row, homes)
  const other = homes.find((home) => home.id === row.other_id)!
  const communityPath = (await findArea(ctx, row.community_id))?.path ?? row.area_path
  await kept.restoreRows(ctx, row, communityPath)
  await placeCarried(ctx, row)
  if (!(await unmergeAccounts(ctx, row.memo as AccountMerge))) throw fail(registryErrors, 'registry.merge_changed_since', { changed: ['account'] })
  await setHomeCount(ctx, new Map([[other.area_id, row.kind === 'splitHome' ? -1 : 1]]))
  await kept.updateUndone(ctx, row)
  const keptHome = homes.find((home) => home.id === row.kept_id)!
  await keepHomeHistory(ctx, keptHome, 'homesUnmerged', { other_id: other.id, detail: other.door })
  const told = { communityId: row.community_id, reshapingId, homeId: row.kept_id, otherId: row.other_id }
  await ctx.emit(row.kind === 'splitHome' ? registryEvents.homesMerged : registryEvents.homesUnmerged, told)
  return {}
}
/** Nothing of it was touched, nobody new lives in what would go, and the door is free. */
async function refuseChanged(ctx: Ctx, row: ReshapingRow, homes: readonly HomeRow[]): Promise<void> {
  const changed = (await kept.listChangedSince(ctx, row)).map(({ of_table }) => of_table.replace('registry.', ''))
  const other = homes.find((home) => home.id === row.other_id)!
  if (await isLettingBlocked(ctx, row)) changed.push('landlord')
  if (row.kind === 'splitHome') {
    const known = await kept.listRowIds(ctx, row, 'registry.residency')
    if ((await repo.listResidenciesOfHome(ctx, row.community_id, other.id)).some((one) => !known.has(one.id))) changed.push('residency')
  } else if (await isDoorTaken(ctx, other.community_id, other.area_id, other.door_key)) throw fail(registryErrors, 'registry.door_taken')
  if (changed.length > 0) throw fail(registryErrors, 'registry.merge_changed_since', { changed: [...new Set(changed)] })
}

export const renameDoor: Registry['renameDoor'] = async (ctx, { homeId, version, door }) => {
  const [home] = (await lockAsRead(ctx, [{ id: homeId, version }], 'registry.edit')) as [HomeRow]
  const shown = normaliseDoor(door)
  const key = doorKey(door)
  await reserveHomes(ctx, new Map([[home.area_id, 0]]))
  if (key !== home.door_key && (await isDoorTaken(ctx, home.community_id, home.area_id, key))) throw fail(registryErrors, 'registry.door_taken')
  if (!(await repo.updateHome(ctx, home.id, version, { door: shown, door_key: key }))) throw CHANGED()
  await keepHomeHistory(ctx, home, 'doorRenamed', { detail: home.door })
  return { door: shown }
}
