// One way in for every row: found by what the ledger knows here, kept once, put aside where it fits nobody or several.
import { foreignEvents } from '@xiaomen/contract'
import { type AsideProblem, type ForeignWay, matchForeign } from '@xiaomen/rules/foreign'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { peopleByBirths, peopleByDocuments } from '../registry/index.ts'
import { figures } from './figures.ts'
import type { ReadRow } from './read-file.ts'
import * as repo from './repo/result.ts'
import { scopeAt, sealRow } from './sealing.ts'
import type { AsideRow, GiverRow, ResultRow } from './tables.ts'

export type Somebody = { id: string; communityId: string; homeId: string | null; path: string }
/** `isKnown`: told before. `asideId`: it waited, and is somebody's now. */
export type Found = { read: ReadRow; isKnown: boolean; asideId: string | null } & (
  | { person: Somebody; way: ForeignWay }
  | { person: null; problem: AsideProblem }
)
export type Place = { communityId: string; path: string }

const rowKey = (ctx: Ctx, key: string): Buffer => ctx.crypto.index('foreign.aside.row', key)
const testOf = (one: { personId: string; at: Date; method: string; result: string }) => `${one.personId} ${one.at.getTime()} ${one.method} ${one.result}`

/** Whom each row means beneath a path. Nothing is written. */
export async function match(ctx: Ctx, place: Place, rows: readonly ReadRow[]): Promise<Found[]> {
  const byDocument = await peopleByDocuments(
    ctx,
    place.path,
    rows.flatMap(({ said }) => said.document ?? []),
  )
  const byBirth = await peopleByBirths(
    ctx,
    place.path,
    rows.flatMap(({ said: { name, birthday } }) => (name === null || birthday === null ? [] : [{ name, birthday }])),
  )
  const asides = await repo.findAsides(
    ctx,
    place.communityId,
    rows.map(({ key }) => rowKey(ctx, key)),
  )
  const seen = new Set<string>()
  const matched = rows.map((read) => {
    const { document, name, birthday, phone } = read.said
    const fit = matchForeign<Somebody>(
      { document, phone },
      { document: document === null ? [] : (byDocument.get(document) ?? []), birthday: name === null || birthday === null ? [] : byBirth({ name, birthday }) },
    )
    return { read, fit, aside: asides.get(rowKey(ctx, read.key).toString('hex')) ?? null }
  })
  const known = new Set(
    (await repo.listOfPeople(ctx, [...new Set(matched.flatMap(({ fit }) => ('person' in fit ? [fit.person.id] : [])))])).map((row) =>
      testOf({ personId: row.person_id, at: row.sampled_at, method: row.method, result: row.result }),
    ),
  )
  return matched.map(({ read, fit, aside }): Found => {
    const isAgain = seen.has(read.key)
    seen.add(read.key)
    if (!('person' in fit)) return { read, person: null, problem: fit.problem, isKnown: isAgain || aside !== null, asideId: null }
    const test = testOf({ personId: fit.person.id, at: read.at, method: read.said.method, result: read.said.result })
    // What an office has decided of a line stays so, whoever would fit it today.
    const isKnown = isAgain || known.has(test) || (aside !== null && aside.state !== 'open')
    known.add(test)
    return { read, person: fit.person, way: fit.way, isKnown, asideId: aside?.state === 'open' ? aside.id : null }
  })
}

type Coming = { giver: Pick<GiverRow, 'id'>; fileId: string; place: Place; by: string }
export async function takeIn(ctx: Ctx, coming: Coming, found: readonly Found[]): Promise<void> {
  const scopes = new Map<string, string>()
  // The order in force is that of a community, or of what lies above it.
  const scopeOf = async (communityId: string, path: string): Promise<string> => {
    const known = scopes.get(communityId) ?? (await scopeAt(ctx, path))
    scopes.set(communityId, known)
    return known
  }
  const results: ResultRow[] = []
  const asides: AsideRow[] = []
  const placed: string[] = []
  for (const one of found) {
    if (one.person !== null && one.asideId !== null) placed.push(one.asideId)
    if (one.isKnown) continue
    if (one.person === null) asides.push(asideRow(ctx, coming, one, await scopeOf(coming.place.communityId, coming.place.path)))
    else results.push(resultRow(ctx, { ...coming, ...one, placedBy: null }, await scopeOf(one.person.communityId, one.person.path)))
  }
  await repo.insertResults(ctx, results)
  await repo.insertAsides(ctx, asides)
  await repo.updateAsides(ctx, coming.place.communityId, placed, { state: 'placed', settled_at: ctx.now, settled_by: coming.by })
  await tellPlaced(ctx, results)
}
export async function tellPlaced(ctx: Ctx, results: readonly ResultRow[]): Promise<void> {
  for (const communityId of new Set(results.map((row) => row.community_id))) await ctx.emit(foreignEvents.placed, { communityId })
  ctx.audit.subjects([...new Set(results.map((row) => row.person_id))])
}

const deleteOn = (ctx: Ctx): string => addDays(localDay(ctx.now), figures().keepDays.value)
type Told = Pick<ReadRow, 'said' | 'at'>
export function resultRow(
  ctx: Ctx,
  one: { giver: Pick<GiverRow, 'id'>; fileId: string; read: Told; person: Somebody; way: ForeignWay; placedBy: string | null },
  scope: string,
): ResultRow {
  const id = uuidv7()
  return {
    community_id: one.person.communityId,
    id,
    area_path: one.person.path,
    person_id: one.person.id,
    home_id: one.person.homeId,
    giver_id: one.giver.id,
    file_id: one.fileId,
    way: one.way,
    sampled_at: one.read.at,
    method: one.read.said.method,
    result: one.read.said.result,
    sealed_row: sealRow(ctx, 'foreign.result', id, one.read.said, scope),
    received_at: ctx.now,
    placed_by: one.placedBy,
    seen_to_at: null,
    seen_to_by: null,
    delete_on: deleteOn(ctx),
  }
}
function asideRow(ctx: Ctx, { giver, fileId, place }: Coming, { read, problem }: { read: ReadRow; problem: AsideProblem }, scope: string): AsideRow {
  const id = uuidv7()
  return {
    community_id: place.communityId,
    id,
    area_path: place.path,
    giver_id: giver.id,
    file_id: fileId,
    row_number: read.row,
    row_key: rowKey(ctx, read.key),
    problem,
    state: 'open',
    sampled_at: read.at,
    method: read.said.method,
    result: read.said.result,
    sealed_row: sealRow(ctx, 'foreign.aside', id, read.said, scope),
    received_at: ctx.now,
    settled_at: null,
    settled_by: null,
    sealed_reason: null,
    delete_on: deleteOn(ctx),
  }
}
