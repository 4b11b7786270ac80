import { commonErrors, type patrols, patrolsErrors, patrolsEvents } from '@xiaomen/contract'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { type Area, areasAt, areasUnder, findArea, listAreas } from '../../areas/index.ts'
import { usePhotos } from '../../photos/index.ts'
import { planAt } from '../../posture/index.ts'
import * as repo from '../repo/breaches.ts'
import type { BreachRow } from '../tables.ts'
import { areaNames, pathsFor } from '../views.ts'

type Patrols = Handlers<typeof patrols>
type Sealed = 'sealed_place' | 'sealed_note' | 'sealed_answer'

const at = (row: string, column: Sealed) => ({ table: 'patrols.breach', row, column })
/** What somebody wrote may name a person: sealed, and shown to whoever sees names there. */
async function sealFor(ctx: Ctx, path: string, id: string) {
  const { orderId } = await planAt(ctx, path)
  return (column: Sealed, text: string | null) => (text === null ? null : ctx.crypto.seal('name', at(id, column), text, orderId ?? 'peace'))
}
const accountOf = (ctx: Ctx) => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

const MOST_PLACES = 60
export const listPlaces: Patrols['listPlaces'] = async (ctx) => {
  const own = ctx.paths('patrols.report')
  const found = new Map<string, Area>()
  for (const area of await areasAt(ctx, own)) {
    const compounds = (await areasUnder(ctx, area.path)).filter(({ level }) => level === 'compound')
    for (const one of compounds.length > 0 ? compounds : [area]) if (one.communityId !== null) found.set(one.id, one)
  }
  const places = [...found.values()].slice(0, MOST_PLACES)
  // Every compound has a first building: it is named with what it lies in.
  const parents = new Map((await listAreas(ctx, [...new Set(places.flatMap(({ parentId }) => parentId ?? []))])).map((area) => [area.id, area]))
  return places.map(({ id, name, level, parentId }) => {
    const parent = parentId === null || level === 'compound' ? undefined : parents.get(parentId)
    return { areaId: id, name: parent === undefined ? name : `${parent.name} ${name}` }
  })
}

export const reportBreach: Patrols['reportBreach'] = async (ctx, { id, areaId, ...said }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('patrols.report', area)
  if (area.communityId === null) throw fail(patrolsErrors, 'patrols.not_one_community')
  ctx.audit.communityId(area.communityId)
  const digest = createHash('sha256')
    .update(JSON.stringify([areaId, said]))
    .digest()
  const seal = await sealFor(ctx, area.path, id)
  const isNew = await repo.insertBreach(ctx, {
    community_id: area.communityId,
    id,
    area_id: area.id,
    area_path: area.path,
    kind: said.kind,
    // Never refused for a clock: somebody is needed now.
    at: new Date(Math.min(Date.parse(said.at), ctx.now.getTime())),
    received_at: ctx.now,
    account_id: accountOf(ctx),
    sealed_place: seal('sealed_place', said.place),
    sealed_note: seal('sealed_note', said.note),
    photo_ids: [...new Set(said.photoIds)],
    digest,
    outcome: null,
    answered_at: null,
    answered_by: null,
    sealed_answer: null,
  })
  if (!isNew) {
    const known = await repo.findBreach(ctx, id)
    if (!known || !Buffer.from(known.digest).equals(digest)) throw fail(patrolsErrors, 'patrols.other_bytes')
    return { id, isNew }
  }
  await usePhotos(ctx, area.communityId, said.photoIds)
  await ctx.emit(patrolsEvents.breachReported, { communityId: area.communityId, areaPath: area.path, breachId: id })
  return { id, isNew }
}

export const listBreaches: Patrols['listBreaches'] = async (ctx, { areaId, isOpen }) => {
  const paths = await pathsFor(ctx, 'patrols.read', areaId)
  const rows = [...(isOpen === false ? [] : await repo.listOpenBreaches(ctx, paths)), ...(isOpen === true ? [] : await repo.listAnsweredBreaches(ctx, paths))]
  const areas = await areaNames(
    ctx,
    rows.map((row) => row.area_id),
  )
  const people = await accountNames(
    ctx,
    rows.flatMap((row) => [row.account_id, row.answered_by].filter((id) => id !== null)),
  )
  const open = (row: BreachRow, column: Sealed): string | null => {
    const sealed = row[column]
    return sealed === null || ctx.sight(row.area_path).name !== 'full' ? null : ctx.crypto.open('name', at(row.id, column), sealed)
  }
  return rows.map((row) => ({
    id: row.id,
    areaId: row.area_id,
    areaName: areas.get(row.area_id) ?? '',
    path: row.area_path,
    kind: row.kind,
    at: row.at.toISOString(),
    place: open(row, 'sealed_place'),
    note: open(row, 'sealed_note'),
    photoIds: row.photo_ids,
    by: (row.account_id && people.get(row.account_id)) || null,
    outcome: row.outcome,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: (row.answered_by && people.get(row.answered_by)) || null,
    answerNote: open(row, 'sealed_answer'),
  }))
}

export const answerBreach: Patrols['answerBreach'] = async (ctx, { breachId, outcome, note }) => {
  const breach = await repo.lockBreach(ctx, breachId)
  if (!breach) throw fail(commonErrors, 'request.not_found')
  ctx.must('patrols.answer', { path: breach.area_path })
  ctx.audit.communityId(breach.community_id)
  if (breach.answered_at !== null) throw fail(patrolsErrors, 'patrols.answered_already')
  const seal = await sealFor(ctx, breach.area_path, breach.id)
  await repo.updateAnswered(ctx, breach, { outcome, answered_at: ctx.now, answered_by: accountOf(ctx), sealed_answer: seal('sealed_answer', note) })
  await ctx.emit(patrolsEvents.breachAnswered, { communityId: breach.community_id, areaPath: breach.area_path, breachId })
  return {}
}
