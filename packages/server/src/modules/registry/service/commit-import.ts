// 提交导入: what was read becomes the ledger, in one transaction or not at all. Everything is written a thousand rows at a time, so that
// the event loop is never held for long and nothing but the homes of a street lies in memory.
import { type DUPLICATE_CHOICES, registryErrors, registryEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { areaKey, type CollectedArea, type CollectedGrid, type CollectedHome, type DocumentKind, readingKey } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { localDay } from '../../../platform/time.ts'
import {
  type Area,
  areasUnder,
  findArea,
  insertAreas,
  listOverlaysOf,
  lockHomes,
  type NewArea,
  putOverlay,
  removeAreas,
  removeOverlays,
  reserveHomes,
  setHomeCount,
} from '../../areas/index.ts'
import type { ImportFiles } from '../import-files.ts'
import { isSameContent, openFields, type PersonFields, personSealer } from '../person-fields.ts'
import type { ReadPerson, TreePiece } from '../read-ledger.ts'
import * as bulk from '../repo/bulk.ts'
import { lockLedger } from '../repo/import.ts'
import { listPeople } from '../repo/person.ts'
import { readSealedJson } from '../../../platform/sealed-file.ts'
import type { ImportRow } from '../tables.ts'

type DuplicateChoice = (typeof DUPLICATE_CHOICES)[number]
export type CommitChoice = { leaveOutWrongRows: boolean; duplicates: DuplicateChoice; rows?: Record<string, DuplicateChoice> }
/** What undoing must take away beside the rows that carry the import's id. */
export type Made = { areas: string[]; overlays: string[]; widened: { id: string; areaIds: string[] }[]; communities: string[] }
export type MatchedRow = { row: number; personId: string; matches: 'document' | 'phoneAndName'; isSameName: boolean; homeId: string | null; name: Buffer }

/** So many rows in one statement: the embedded database holds the event loop meanwhile. */
const BATCH = 400
async function inBatches<T>(rows: readonly T[], write: (batch: readonly T[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) await write(rows.slice(from, from + BATCH))
}
type Placed = { id: string; path: string; communityId: string }

/** Rows of a batch whose person the ledger beneath `path` knows already. */
export async function matchBatch(ctx: Pick<Ctx, 'tx'>, path: string, batch: readonly ReadPerson[]): Promise<Map<number, MatchedRow>> {
  const matched = new Map<number, MatchedRow>()
  const asked = batch.map(({ row, document_index, phone_index, name_tokens }) => ({ row, document_index, phone_index, name_tokens }))
  for (const match of await bulk.listMatches(ctx, path, asked)) {
    // A document says more than a telephone, and a person of the same name more than one of another.
    const known = matched.get(match.row)
    if (known && (known.matches === 'document' || match.matches === 'phone') && (known.isSameName || !match.same_name)) continue
    matched.set(match.row, {
      row: match.row,
      personId: match.person_id,
      matches: match.matches === 'document' ? 'document' : 'phoneAndName',
      isSameName: match.same_name,
      homeId: match.home_id,
      name: match.name,
    })
  }
  return matched
}

/** @throws AppError and leaves nothing behind */
export async function commitLedger(
  ctx: Ctx,
  row: ImportRow,
  key: Buffer,
  files: ImportFiles,
  choice: CommitChoice,
  onProgress: (share: number) => void,
): Promise<Made> {
  const target = await findArea(ctx, row.area_id)
  if (!target) throw new AppError('request.not_found', 404)
  await lockLedger(ctx, row.community_id)
  const { areas, homes, grids } = await readTree(files.tree, key)
  const { placed, added } = await placeAreas(ctx, target, areas)
  const homeAt = await placeHomes(ctx, target, homes, placed, row.id, choice)
  onProgress(0.2)
  const needsMatching = await bulk.hasPeopleUnder(ctx, target.path)
  const state: PeopleState = {
    ctx,
    row,
    choice,
    homeAt,
    path: target.path,
    needsMatching,
    aliases: new Map(),
    written: new Set(),
    sealer: personSealer(ctx.crypto),
    day: localDay(ctx.now),
  }
  let done = 0
  const total = Math.max(1, (row.counts as { people: number }).people)
  // The next batch is opened while the database works on this one.
  const batches = readSealedJson<ReadPerson[]>(files.people, key)
  let next = batches.next()
  for (let batch = await next; !batch.done; batch = await next) {
    next = batches.next()
    // When this one fails nobody asks for the next any more.
    next.catch(() => {})
    await commitPeople(state, batch.value)
    done += batch.value.length
    onProgress(0.2 + 0.7 * (done / total))
  }
  const { overlays, widened } = await placeGrids(ctx, target, grids, placed)
  const communities = [...new Set(homeAt.map((home) => home.communityId))]
  for (const communityId of communities) await ctx.emit(registryEvents.ledgerImported, { communityId, importId: row.id })
  await ctx.enqueue('registry.findDuplicates', { communityIds: communities.join(' ') })
  ctx.audit.communityId(row.community_id)
  return { areas: added, overlays, widened, communities }
}

async function readTree(path: string, key: Buffer) {
  const tree: { areas: readonly CollectedArea[]; homes: CollectedHome[]; grids: readonly CollectedGrid[] } = { areas: [], homes: [], grids: [] }
  for await (const piece of readSealedJson<TreePiece>(path, key)) {
    if (piece.kind === 'areas') tree.areas = piece.areas
    else if (piece.kind === 'homes') tree.homes.push(...piece.homes)
    else tree.grids = piece.grids
  }
  return tree
}

/** Areas of the file in the tree: those that are there, and those that are added now. */
async function placeAreas(ctx: Ctx, target: Area, collected: readonly CollectedArea[]): Promise<{ placed: Area[]; added: string[] }> {
  const known = new Map((await areasUnder(ctx, target.path)).map((area) => [`${area.parentId} ${area.level} ${areaKey(area.name)}`, area]))
  const ids: string[] = []
  const wanted: NewArea[] = []
  for (const { parent, level, name, key } of collected) {
    const parentId = parent < 0 ? target.id : ids[parent]!
    const id = known.get(`${parentId} ${level} ${key}`)?.id ?? uuidv7()
    if (!known.has(`${parentId} ${level} ${key}`)) wanted.push({ id, parentId, level, name })
    ids.push(id)
  }
  const byId = new Map([...known.values()].map((area) => [area.id, area]))
  // Parents stand before their children, so a batch finds its parents in the tree or in itself.
  await inBatches(wanted, async (batch) => {
    for (const area of await insertAreas(ctx, batch)) byId.set(area.id, area)
  })
  return { placed: ids.map((id) => byId.get(id)!), added: wanted.map(({ id }) => id!) }
}

async function placeHomes(
  ctx: Ctx,
  target: Area,
  homes: readonly CollectedHome[],
  areas: readonly Area[],
  importId: string,
  choice: CommitChoice,
): Promise<Placed[]> {
  const areaOf = (home: CollectedHome): Area => (home.area < 0 ? target : areas[home.area]!)
  await lockHomes(
    ctx,
    homes.map((home) => areaOf(home).id),
  )
  const existing = await bulk.listHomesUnder(ctx, target.path)
  const known = new Map(existing.map((home) => [`${home.area_id} ${home.door_key}`, home]))
  const counts = new Map<string, number>()
  for (const home of homes) {
    const { id } = areaOf(home)
    if (!known.has(`${id} ${home.key}`)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const next = await reserveHomes(ctx, counts)

  const added: bulk.NewHome[] = []
  const changed: { id: string; use: string; floor: number | null }[] = []
  const placed = homes.map((home): Placed => {
    const area = areaOf(home)
    // Beneath a street every row names its community; beneath a community it is the target itself.
    const communityId = area.communityId ?? target.id
    const there = known.get(`${area.id} ${home.key}`)
    if (there) {
      const use = home.isUseSaid ? home.use : there.use,
        floor = home.floor ?? there.floor
      if (choice.duplicates === 'update' && (use !== there.use || floor !== there.floor)) changed.push({ id: there.id, use, floor })
      return { id: there.id, path: there.area_path, communityId }
    }
    const ordinal = next.get(area.id)!
    next.set(area.id, ordinal + 1)
    const one = {
      community_id: communityId,
      id: uuidv7(),
      area_id: area.id,
      area_path: `${area.path}h${ordinal}/`,
      ordinal,
      door: home.door,
      door_key: home.key,
      floor: home.floor,
      use: home.use,
      order_key: readingKey(area.path, home.floor, home.key, ordinal),
    }
    added.push(one)
    return { id: one.id, path: one.area_path, communityId }
  })
  await inBatches(added, (batch) => bulk.insertHomes(ctx, batch, importId, ctx.now))
  await inBatches(changed, async (batch) => {
    await bulk.keepBefore(
      ctx,
      'home',
      batch.map(({ id }) => id),
      importId,
    )
    await bulk.updateHomes(ctx, batch)
  })
  await setHomeCount(ctx, counts)
  return placed
}

type PeopleState = {
  ctx: Ctx
  row: ImportRow
  choice: CommitChoice
  homeAt: readonly Placed[]
  path: string
  needsMatching: boolean
  /** Id made while reading → id in the ledger, where the person was known. */
  aliases: Map<string, string>
  /** 'person home' of every link this import looked at, where a person may come twice. */
  written: Set<string>
  sealer: ReturnType<typeof personSealer>
  day: string
}

async function commitPeople(state: PeopleState, batch: readonly ReadPerson[]): Promise<void> {
  const { ctx, row, choice, homeAt, path, needsMatching, aliases, written, day } = state
  const matches = needsMatching ? await matchBatch(ctx, path, batch) : new Map<number, MatchedRow>()
  const people: bulk.NewPerson[] = []
  const links: { personId: string; person: ReadPerson; isNew: boolean }[] = []
  const updates: { person: ReadPerson; match: MatchedRow }[] = []
  for (const person of batch) {
    const match = matches.get(person.row)
    if (match && !match.isSameName) {
      if (!choice.leaveOutWrongRows) throw fail(registryErrors, 'registry.import_has_wrong_rows')
      continue
    }
    const isKnown = match !== undefined || person.sameAs !== null
    const wish = isKnown ? (choice.rows?.[String(person.row)] ?? choice.duplicates) : 'addAnyway'
    if (match) aliases.set(person.id, match.personId)
    if (wish === 'skip') continue
    if (wish === 'update') {
      const personId = match?.personId ?? aliases.get(person.sameAs!) ?? person.sameAs!
      if (match && person.sameAs === null) updates.push({ person, match })
      links.push({ personId, person, isNew: false })
      continue
    }
    const home = homeAt[person.home]!
    const { row: _row, home: _home, residencyId: _residency, kind: _kind, since: _since, sameAs: _same, ...fields } = person
    people.push({ ...fields, community_id: home.communityId, area_path: home.path, home_id: home.id })
    links.push({ personId: person.id, person, isNew: true })
  }
  await inBatches(people, (some) => bulk.insertPeople(ctx, some, row.id, ctx.now))
  await inBatches(updates, (some) => updateKnown(state, some))

  const current = await bulk.currentLinks(
    ctx,
    links.filter(({ isNew }) => !isNew).map(({ personId }) => personId),
  )
  const residencies = links.flatMap(({ personId, person, isNew }): bulk.NewResidency[] => {
    const home = homeAt[person.home]!
    const link = `${personId} ${home.id}`
    if (!isNew && (current.has(link) || written.has(link))) return []
    if (!isNew) written.add(link)
    return [
      {
        community_id: home.communityId,
        id: person.residencyId,
        person_id: personId,
        home_id: home.id,
        area_path: home.path,
        kind: person.kind,
        from_day: person.since ?? day,
      },
    ]
  })
  await inBatches(residencies, (some) => bulk.insertResidencies(ctx, some, row.id))
}

const bytes = (text: string | null) => (text === null ? null : Buffer.from(text, 'base64'))
const base64 = (value: Buffer | null) => (value === null ? null : value.toString('base64'))

/** What the file says goes over what the ledger says; an empty cell takes nothing away. */
async function updateKnown({ ctx, row, sealer }: PeopleState, updates: readonly { person: ReadPerson; match: MatchedRow }[]): Promise<void> {
  if (updates.length === 0) return
  const known = new Map(
    (
      await listPeople(
        ctx,
        updates.map(({ match }) => match.personId),
      )
    ).map((person) => [person.id, person]),
  )
  const changed = updates.flatMap(({ person, match }): bulk.ChangedPerson[] => {
    const there = known.get(match.personId)
    if (!there) return []
    const before = openFields(ctx.crypto, there)
    const told = openFields(ctx.crypto, {
      id: person.id,
      name: bytes(person.name)!,
      phone: bytes(person.phone),
      document: bytes(person.document),
      document_kind: person.document_kind as DocumentKind | null,
      document_country: person.document_country,
      care: bytes(person.care),
      lang: person.lang,
    })
    const after: PersonFields = {
      name: told.name,
      phone: told.phone ?? before.phone,
      document: told.document ?? before.document,
      care: told.care.length > 0 ? told.care : before.care,
      lang: told.lang ?? before.lang,
    }
    if (isSameContent(after, before)) return []
    const sealed = sealer.seal(there.id, after)
    return [
      {
        ...sealed,
        id: there.id,
        name: base64(sealed.name)!,
        phone: base64(sealed.phone),
        document: base64(sealed.document),
        care: base64(sealed.care),
        phone_index: base64(sealed.phone_index),
        phone_tail: base64(sealed.phone_tail),
        document_index: base64(sealed.document_index),
        birth_index: base64(sealed.birth_index),
      },
    ]
  })
  await bulk.keepBefore(
    ctx,
    'person',
    changed.map(({ id }) => id),
    row.id,
  )
  await bulk.updatePeople(ctx, changed)
}

/** The grid column makes grids, or widens those of the same name; a building that lies in another grid already stays there. */
async function placeGrids(ctx: Ctx, target: Area, grids: readonly CollectedGrid[], areas: readonly Area[]): Promise<Pick<Made, 'overlays' | 'widened'>> {
  const made: Pick<Made, 'overlays' | 'widened'> = { overlays: [], widened: [] }
  if (grids.length === 0) return made
  const day = localDay(ctx.now)
  const existing = await listOverlaysOf(ctx, 'grid', target.path, day)
  const taken = existing.flatMap((grid) => grid.areaPaths)
  for (const grid of grids) {
    const community = grid.community < 0 ? target : areas[grid.community]!
    const same = existing.find((one) => one.communityId === community.id && areaKey(one.name) === areaKey(grid.name))
    const free = grid.areas.map((index) => areas[index]!).filter((area) => !taken.some((path) => contains(path, area.path) || contains(area.path, path)))
    if (free.length === 0) continue
    taken.push(...free.map((area) => area.path))
    const overlay = await putOverlay(ctx, {
      ...(same ? { id: same.id } : {}),
      kind: 'grid',
      name: same?.name ?? grid.name,
      areaIds: [...(same?.areaIds ?? []), ...free.map((area) => area.id)],
      from: same?.from ?? day,
      until: same?.until ?? null,
    })
    if (same) made.widened.push({ id: same.id, areaIds: same.areaIds })
    else made.overlays.push(overlay.id)
  }
  return made
}

/** Takes an import back as if it had never been. @throws AppError when anything was changed since */
export async function undoLedger(ctx: Ctx, row: ImportRow): Promise<void> {
  await lockLedger(ctx, row.community_id)
  if (await bulk.isChangedSince(ctx, row.area_path, row.id)) throw fail(registryErrors, 'registry.undo_changed_since')
  const made = row.made as Made
  const homes = await bulk.undoRows(ctx, row.area_path, row.id)
  await setHomeCount(ctx, new Map([...homes].map(([areaId, count]) => [areaId, -count])))
  await removeOverlays(ctx, made.overlays)
  const grids = await listOverlaysOf(ctx, 'grid', row.area_path, localDay(ctx.now))
  for (const { id, areaIds } of made.widened) {
    const grid = grids.find((one) => one.id === id)
    if (grid) await putOverlay(ctx, { id, kind: 'grid', name: grid.name, areaIds, from: grid.from, until: grid.until })
  }
  await removeAreas(ctx, made.areas)
  for (const communityId of made.communities) await ctx.emit(registryEvents.ledgerImportUndone, { communityId, importId: row.id })
  ctx.audit.communityId(row.community_id)
}
