// 待核对: rows that fit nobody of the ledger here, or several. Somebody looks at the ledger and says whose it is, or that it is of nobody here, and why.
import { type foreign, foreignErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { birthdayOf, plainName } from '@xiaomen/rules/registry'
import type { ForeignRow } from '@xiaomen/rules/foreign'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { findPeopleByName, findPeopleByPhoneTail, findPerson, peopleByBirths, peopleByDocuments, peopleByIds, type Person } from '../../registry/index.ts'
import { areaFor, notFound, official } from '../place.ts'
import { giverNames } from '../repo/giver.ts'
import * as repo from '../repo/result.ts'
import { openReason, openRow, scopeAt, sealReason } from '../sealing.ts'
import type { AsideRow } from '../tables.ts'
import { resultRow, tellPlaced } from '../take-in.ts'
import { doorsFor, shownOf } from '../views.ts'

type Foreign = Handlers<typeof foreign>
const MOST = 300
const MOST_CANDIDATES = 12

const viewOf = (ctx: Ctx, row: AsideRow, givers: ReadonlyMap<string, string>) => ({
  id: row.id,
  giver: { id: row.giver_id, name: givers.get(row.giver_id) ?? '—' },
  row: row.row_number,
  ...shownOf(ctx, openRow(ctx, 'foreign.aside', row), row.area_path),
  sampledAt: row.sampled_at.toISOString(),
  problem: row.problem,
  state: row.state,
  receivedAt: row.received_at.toISOString(),
})

export const listAside: Foreign['listAside'] = async (ctx, { areaId, state }) => {
  const area = await areaFor(ctx, 'foreign.read', areaId)
  const rows = await repo.listAsides(ctx, area.path, state, MOST + 1)
  const shown = rows.slice(0, MOST)
  const givers = await giverNames(ctx, [...new Set(shown.map((row) => row.giver_id))])
  return { rows: shown.map((row) => viewOf(ctx, row, givers)), isCut: rows.length > MOST, open: await repo.countOpen(ctx, area.path) }
}

/** Whom of the ledger it may mean: who shares the number, the birthday, the name or the end of the telephone. */
async function candidatesOf(ctx: Ctx, row: AsideRow, said: ForeignRow): Promise<Person[]> {
  const { document, name, birthday, phone } = said
  const paths = [row.area_path]
  const ids = [
    ...(document === null ? [] : ((await peopleByDocuments(ctx, row.area_path, [document])).get(document) ?? [])),
    ...(name === null || birthday === null ? [] : (await peopleByBirths(ctx, row.area_path, [{ name, birthday }]))({ name, birthday })),
    ...(name === null ? [] : ((await findPeopleByName(ctx, paths, name)) ?? [])),
    ...(phone === null ? [] : await findPeopleByPhoneTail(ctx, paths, phone.slice(-4))),
  ].map(({ id }) => id)
  const people = [...(await peopleByIds(ctx, [...new Set(ids)])).values()]
  return [...new Map(people.map((person) => [person.id, person])).values()]
    .map((person) => ({ person, fits: fitsOf(said, person).length }))
    .toSorted((a, b) => b.fits - a.fits || a.person.id.localeCompare(b.person.id))
    .slice(0, MOST_CANDIDATES)
    .map(({ person }) => person)
}
type Fit = 'document' | 'name' | 'phone' | 'birthday'
function fitsOf(said: ForeignRow, person: Person): Fit[] {
  const birthday = person.document === null || person.documentKind === null ? null : birthdayOf({ kind: person.documentKind, number: person.document })
  return [
    ...(said.document !== null && said.document === person.document ? (['document'] as const) : []),
    ...(said.name !== null && plainName(said.name) === plainName(person.name) ? (['name'] as const) : []),
    ...(said.birthday !== null && said.birthday === birthday ? (['birthday'] as const) : []),
    ...(said.phone !== null && person.phone?.slice(-4) === said.phone.slice(-4) ? (['phone'] as const) : []),
  ]
}

export const getAside: Foreign['getAside'] = async (ctx, { asideId }) => {
  const row = await repo.findAside(ctx, asideId)
  if (!row) throw notFound()
  ctx.must('foreign.read', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  const said = openRow(ctx, 'foreign.aside', row)
  const people = row.state === 'open' ? await candidatesOf(ctx, row, said) : []
  const doorOf = await doorsFor(ctx, people)
  ctx.audit.subjects(people.map(({ id }) => id))
  const names = await accountNames(ctx, row.settled_by === null ? [] : [row.settled_by])
  return {
    ...viewOf(ctx, row, await giverNames(ctx, [row.giver_id])),
    reason: ctx.sight(row.area_path).health === 'none' && row.settled_by !== official(ctx) ? null : openReason(ctx, row),
    settledBy: row.settled_by === null ? null : (names.get(row.settled_by) ?? '—'),
    candidates: people.map((person) => ({
      personId: person.id,
      name: masked('name', person.name, ctx.sight(person.path).name),
      door: doorOf(person),
      fits: fitsOf(said, person),
    })),
    maySettle: row.state === 'open' && ctx.may('foreign.take', { path: row.area_path }),
  }
}

export const settleAside: Foreign['settleAside'] = async (ctx, { asideId, as }) => {
  const row = await repo.lockAside(ctx, asideId)
  if (!row) throw notFound()
  ctx.must('foreign.take', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  if (row.state !== 'open') throw fail(foreignErrors, 'foreign.settled')
  const by = official(ctx)
  const settled = { settled_at: ctx.now, settled_by: by }
  if (as.kind === 'elsewhere') {
    const scope = await scopeAt(ctx, row.area_path)
    await repo.updateAsides(ctx, row.community_id, [row.id], { ...settled, state: 'elsewhere', sealed_reason: sealReason(ctx, row.id, as.reason, scope) })
    return { state: 'elsewhere' }
  }
  const person = await findPerson(ctx, as.personId)
  if (!person || !person.path.startsWith(row.area_path)) throw notFound()
  const read = { said: openRow(ctx, 'foreign.aside', row), at: row.sampled_at }
  const result = resultRow(ctx, { giver: { id: row.giver_id }, fileId: row.file_id, read, person, way: 'hand', placedBy: by }, await scopeAt(ctx, person.path))
  await repo.insertResults(ctx, [result])
  await repo.updateAsides(ctx, row.community_id, [row.id], { ...settled, state: 'placed' })
  await tellPlaced(ctx, [result])
  return { state: 'placed' }
}
