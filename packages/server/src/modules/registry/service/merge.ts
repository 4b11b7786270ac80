// 合并: two records become one. The other stays as a row that points to the kept one (docs/decisions/0015); taken back, every row is as it was.
import { type registry, registryErrors, registryEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { MergedField } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { type AccountMerge, accountNames, mergeAccounts, unmergeAccounts } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { doorsOfRows } from '../offers.ts'
import { openFields, openName, type PersonFields, personSealer } from '../person-fields.ts'
import { decidePairOf } from '../repo/duplicate.ts'
import { listHomes } from '../repo/home.ts'
import { lockPeople } from '../repo/lock-person.ts'
import * as people from '../repo/person.ts'
import * as repo from '../repo/reshaping.ts'
import type { PersonRow, ReshapingRow } from '../tables.ts'
import { placeWorkers } from './enterprises.ts'
import { keepHistory } from './history.ts'
import { carryElsewhere } from './merge-elsewhere.ts'
import { carryStaff } from './merge-staff.ts'
import { notFound } from './views.ts'

type Registry = Handlers<typeof registry>
type Side = 'keep' | 'other'
export type FieldChoice = Record<Exclude<MergedField, 'care'>, Side> & { care: Side | 'both' }

/** Versions of a merge live apart: whoever has read a merged row does not write over one that was given back and edited since. */
const MERGED_STEP = 1_000

/** Of each field the kept value, unless there is none; care marks of both. */
export const fullerFields = (kept: PersonRow, other: PersonRow): FieldChoice => {
  const fuller = (column: 'phone' | 'document' | 'lang' | 'home_id'): Side => (kept[column] === null && other[column] !== null ? 'other' : 'keep')
  return { name: 'keep', phone: fuller('phone'), document: fuller('document'), lang: fuller('lang'), home: fuller('home_id'), care: 'both' }
}

export const mergePeople: Registry['mergePeople'] = async (ctx, { keepId, otherId, versionKeep, versionOther, fields }) => {
  if (keepId === otherId) throw fail(registryErrors, 'registry.changed_meanwhile')
  const rows = await lockPeople(ctx, [keepId, otherId])
  const kept = rows.find((row) => row.id === keepId)
  const other = rows.find((row) => row.id === otherId)
  if (!kept || !other) throw notFound()
  for (const row of [kept, other]) ctx.must('registry.merge', { path: row.area_path })
  if (kept.version !== versionKeep || other.version !== versionOther) throw fail(registryErrors, 'registry.changed_meanwhile')
  return { mergeId: await mergeRows(ctx, kept, other, fields) }
}

/** Both rows are locked and permission was asked. */
export async function mergeRows(ctx: Ctx, kept: PersonRow, other: PersonRow, choice: FieldChoice): Promise<string> {
  if (kept.community_id !== other.community_id) throw fail(registryErrors, 'registry.other_community')
  if (kept.merged_into !== null || other.merged_into !== null) throw fail(registryErrors, 'registry.changed_meanwhile')
  ctx.audit.communityId(kept.community_id)
  ctx.audit.subjects([kept.id, other.id])
  const set = { community_id: kept.community_id, id: uuidv7() }
  const own = await people.listResidencies(ctx, kept.id)
  const theirs = await people.listResidencies(ctx, other.id)
  await repo.keepRowsBefore(ctx, set, 'registry.person', [kept.id, other.id])
  await repo.keepRowsBefore(
    ctx,
    set,
    'registry.residency',
    [...own, ...theirs].map((one) => one.id),
  )

  // Both in one home at once: one residency, from the earlier day. Everything else comes over as it is.
  for (const one of theirs) {
    const same = one.until_day === null ? own.find((mine) => mine.until_day === null && mine.home_id === one.home_id) : undefined
    if (same === undefined) await people.updateResidency(ctx, one.id, { person_id: kept.id })
    else {
      const today = localDay(ctx.now)
      await people.updateResidency(ctx, one.id, { until_day: today < one.from_day ? one.from_day : today })
      if (one.from_day < same.from_day) await people.updateResidency(ctx, same.id, { from_day: one.from_day })
    }
  }
  await carryStaff(ctx, set, kept.id, other.id)
  await carryElsewhere(ctx, set, kept.id, other.id)
  const before = { kept: openFields(ctx.crypto, kept), other: openFields(ctx.crypto, other) }
  const from = (field: Exclude<MergedField, 'care' | 'home'>) => (choice[field] === 'keep' ? before.kept : before.other)
  const after: PersonFields = {
    name: from('name').name,
    phone: from('phone').phone,
    document: from('document').document,
    lang: from('lang').lang,
    care: choice.care === 'both' ? [...new Set([...before.kept.care, ...before.other.care])] : (choice.care === 'keep' ? before.kept : before.other).care,
  }
  const [wanted, instead] = choice.home === 'keep' ? [kept, other] : [other, kept]
  const home = wanted.home_id === null && instead.home_id !== null ? instead : wanted
  const isDone =
    (await people.updatePerson(ctx, kept.id, kept.version, {
      ...personSealer(ctx.crypto).seal(kept.id, after),
      home_id: home.home_id,
      area_path: home.area_path,
      leaned_on: kept.leaned_on || other.leaned_on,
      version: kept.version + MERGED_STEP,
    })) &&
    (await people.updatePerson(ctx, other.id, other.version, {
      merged_into: kept.id,
      home_id: null,
      area_path: home.area_path,
      version: other.version + MERGED_STEP,
    }))
  if (!isDone) throw fail(registryErrors, 'registry.changed_meanwhile')
  const memo = await mergeAccounts(ctx, { keptId: kept.id, otherId: other.id, homePath: home.home_id === null ? null : home.area_path })
  await placeWorkers(ctx, kept.community_id, [kept.id])
  await repo.keepRowsAfter(ctx, set)
  await repo.insertReshaping(ctx, {
    ...set,
    area_path: home.area_path,
    kind: 'mergePeople',
    kept_id: kept.id,
    other_id: other.id,
    at: ctx.now,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    undo_until: null,
    memo,
  })
  await decidePairOf(ctx, kept.id, other.id, 'same')
  await keepHistory(ctx, kept, 'merged', before.kept, { other_id: other.id })
  await keepHistory(ctx, other, 'mergedInto', before.other, { other_id: kept.id })
  if (after.care.toSorted().join() !== before.kept.care.toSorted().join())
    await ctx.emit(registryEvents.careChanged, { communityId: kept.community_id, personId: kept.id })
  await ctx.emit(registryEvents.personMerged, { communityId: kept.community_id, mergeId: set.id, personId: kept.id, otherId: other.id })
  return set.id
}

export const unmergePeople: Registry['unmergePeople'] = async (ctx, { mergeId }) => {
  const found = await repo.findReshaping(ctx, mergeId)
  if (!found || found.kind !== 'mergePeople') throw notFound()
  ctx.must('registry.merge', { path: found.area_path })
  // People first, as a merge locks them: two that undo one chain wait for each other.
  const [one, two] = await lockPeople(ctx, [found.kept_id, found.other_id])
  const row = await repo.lockReshaping(ctx, mergeId)
  if (!row || !one || !two) throw notFound()
  for (const person of [one, two]) ctx.must('registry.merge', { path: person.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.kept_id, row.other_id])
  if (row.undone_at !== null) throw fail(registryErrors, 'registry.merge_undone')
  const changed = await repo.listChangedSince(ctx, row)
  const known = await repo.listRowIds(ctx, row, 'registry.residency')
  const isNewLink = (await people.listResidencies(ctx, row.kept_id)).some((link) => !known.has(link.id))
  if (changed.length > 0 || isNewLink)
    throw fail(registryErrors, 'registry.merge_changed_since', {
      changed: [...new Set([...changed.map(({ of_table }) => of_table.replace('registry.', '')), ...(isNewLink ? ['residency'] : [])])],
      ids: changed.map(({ row_id }) => row_id).slice(0, 20),
    })
  const communityPath = (await findArea(ctx, row.community_id))?.path ?? row.area_path
  await repo.restoreRows(ctx, row, communityPath)
  await placeWorkers(ctx, row.community_id, [row.kept_id, row.other_id])
  if (!(await unmergeAccounts(ctx, row.memo as AccountMerge))) throw fail(registryErrors, 'registry.merge_changed_since', { changed: ['account'] })
  await repo.updateUndone(ctx, row)
  await decidePairOf(ctx, row.kept_id, row.other_id, null)
  for (const person of await people.listPeople(ctx, [row.kept_id, row.other_id]))
    await keepHistory(ctx, person, 'unmerged', null, { other_id: person.id === row.kept_id ? row.other_id : row.kept_id })
  for (const personId of [row.kept_id, row.other_id]) await ctx.emit(registryEvents.careChanged, { communityId: row.community_id, personId })
  await ctx.emit(registryEvents.personUnmerged, { communityId: row.community_id, mergeId, personId: row.kept_id, otherId: row.other_id })
  return {}
}

export const listReshapings: Registry['listReshapings'] = async (ctx, { areaId, after, limit }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.merge', area)
  const rows = await repo.listReshapings(ctx, area.path, after ?? null, limit)
  const ids = rows.flatMap((row) => [row.kept_id, row.other_id])
  const names = new Map((await people.listPeople(ctx, ids)).map((row) => [row.id, masked('name', openName(ctx.crypto, row), ctx.sight(row.area_path).name)]))
  const homes = await listHomes(ctx, ids)
  const doors = await doorsOfRows(ctx, homes)
  const by = await accountNames(
    ctx,
    rows.flatMap((row) => row.account_id ?? []),
  )
  ctx.audit.subjects([...names.keys()])
  const labelOf = (row: ReshapingRow, id: string) => (row.kind === 'mergePeople' ? names.get(id) : doors.get(id)) ?? '—'
  return {
    entries: rows.map((row) => ({
      id: row.id,
      kind: row.kind as 'mergePeople' | 'splitHome' | 'mergeHomes',
      at: row.at.toISOString(),
      by: row.account_id === null ? null : (by.get(row.account_id) ?? null),
      kept: labelOf(row, row.kept_id),
      other: labelOf(row, row.other_id),
      undoUntil: row.undo_until?.toISOString() ?? null,
      undoneAt: row.undone_at?.toISOString() ?? null,
    })),
    next: rows.length === limit ? rows.at(-1)!.id : null,
  }
}
