// 滞留人员: drivers at a depot, workers at a site. The place is a home of the ledger: whoever stays there is in every list a resident is in.
import { registryErrors, type registryStays } from '@xiaomen/contract'
import { addDays } from '@xiaomen/rules/days'
import { checkStayers, doorKey, mayHoldStayers, type StayPlaceKind, type Stayer, stayerDocument } from '@xiaomen/rules/registry'
import { normaliseName } from '@xiaomen/rules/text'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findArea, listAreas } from '../../areas/index.ts'
import { heldAmong, refuseHeld } from '../holds.ts'
import { settleIn } from '../offers-take-in.ts'
import { endResidency } from '../people-moves.ts'
import { openName, openPhone, type PersonFields, shownFields } from '../person-fields.ts'
import { findCurrentHome, listHomes, listHomesByKeys } from '../repo/home.ts'
import { findResidency, listLinked } from '../repo/person.ts'
import * as repo from '../repo/stay.ts'
import type { HomeRow, ResidencyRow, StayPlaceRow, StayRow } from '../tables.ts'
import { addHome, setHomeUse } from './homes.ts'
import { readPhone } from './typed.ts'
import { doorFor, homeFor, notFound } from './views.ts'

type Stays = Handlers<typeof registryStays>
type Words = Record<'plate' | 'whereFrom' | 'employer', string | null>
const NO_WORDS: Words = { plate: null, whereFrom: null, employer: null }
const MOST_PLACES = 300
const MOST_LISTED = 500
/** Who left is shown this long. */
const LEFT_DAYS = 90

const at = (residencyId: string, column: 'sealed' | 'sealed_to') => ({ table: 'registry.stay', row: residencyId, column })

export const listStayPlaces: Stays['listStayPlaces'] = async (ctx, { areaId, alsoClosed }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.read', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  return placeViews(ctx, await repo.listStayPlaces(ctx, area.path, MOST_PLACES, alsoClosed === true))
}

async function placeViews(ctx: Ctx, rows: readonly StayPlaceRow[]) {
  const ids = rows.map((row) => row.home_id)
  const homes = new Map((await listHomes(ctx, ids)).map((home) => [home.id, home]))
  const areas = new Map((await listAreas(ctx, [...new Set([...homes.values()].map((home) => home.area_id))])).map((one) => [one.id, one.name]))
  const people = await repo.countStaying(ctx, ids)
  return rows.flatMap((row) => {
    const home = homes.get(row.home_id)
    if (home === undefined) return []
    return [
      {
        homeId: row.home_id,
        areaId: home.area_id,
        areaName: areas.get(home.area_id) ?? '',
        place: doorFor(ctx, home),
        kind: row.kind as StayPlaceKind,
        openedOn: row.opened_on,
        closedOn: row.closed_on,
        people: people.get(row.home_id) ?? 0,
        version: row.version,
      },
    ]
  })
}

export const getStayPlace: Stays['getStayPlace'] = async (ctx, { homeId }) => {
  const home = await homeFor(ctx, 'registry.read', homeId)
  const place = await repo.findStayPlace(ctx, home.id)
  const view = place && (await placeViews(ctx, [place]))[0]
  if (!view) throw notFound()
  const rows = await repo.listStayed(ctx, home.id, addDays(localDay(ctx.now), -LEFT_DAYS), MOST_LISTED)
  ctx.audit.subjects(rows.map((row) => row.id))
  const mayEdit = ctx.may('registry.edit', { path: home.area_path })
  const held = mayEdit
    ? await heldAmong(
        ctx,
        home.community_id,
        rows.filter((row) => row.until_day === null).map((row) => row.id),
      )
    : null
  return { ...view, mayEdit, stayers: rows.map((row) => stayView(ctx, row, mayEdit, held)) }
}

/** Whoever writes the list reads what is written: others see of it what they see of whereabouts. */
function stayView(ctx: Ctx, row: repo.Stayed, mayEdit: boolean, held: ReadonlySet<string> | null) {
  const sight = ctx.sight(row.residency_path)
  const { name, phone, document } = shownFields(ctx.crypto, row, sight)
  const opened = (column: 'sealed' | 'sealed_to', sealed: Buffer | null) =>
    sealed === null || !(mayEdit || sight.whereabouts === 'full') ? null : ctx.crypto.open('whereabouts', at(row.residency_id, column), sealed)
  const words = opened('sealed', row.sealed)
  const { plate, whereFrom, employer } = words === null ? NO_WORDS : (JSON.parse(words) as Words)
  return {
    residencyId: row.residency_id,
    personId: row.id,
    name,
    phone,
    document,
    plate,
    whereFrom,
    employer,
    from: row.from_day,
    until: row.until_day,
    whereTo: opened('sealed_to', row.sealed_to),
    isHeld: held === null ? null : held.has(row.id),
  }
}

/** Made if there is none of this name, opened if it is not open. A home where a family lives is none. */
async function openPlace(ctx: Ctx, { areaId, place, kind }: { areaId: string; place: string; kind: StayPlaceKind }, from: string): Promise<HomeRow> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.edit', area)
  const known = (await listHomesByKeys(ctx, [area.path], [doorKey(place)], MOST_PLACES)).find((home) => home.area_id === area.id)
  if (known !== undefined && !mayHoldStayers(known.use)) throw fail(registryErrors, 'registry.stay_place_is_home')
  const id = known?.id ?? (await addHome(ctx, { areaId, door: place, floor: null, use: 'dormitory' })).id
  const row = await repo.lockStayPlace(ctx, id)
  const home = await homeFor(ctx, 'registry.edit', id)
  if (row !== undefined && row.closed_on === null) return home
  // Expected at every round like a home that is lived in, whatever it was.
  if (home.use !== 'dormitory') await setHomeUse(ctx, { homeId: id, use: 'dormitory', version: home.version })
  await repo.putStayPlace(ctx, {
    community_id: home.community_id,
    home_id: home.id,
    area_path: home.area_path,
    kind,
    use_before: known?.use ?? 'vacant',
    opened_on: from,
    closed_on: null,
    version: 1,
  })
  return home
}
async function openedPlace(ctx: Ctx, homeId: string): Promise<{ home: HomeRow; place: StayPlaceRow }> {
  const home = await homeFor(ctx, 'registry.edit', homeId)
  const place = await repo.lockStayPlace(ctx, home.id)
  if (!place) throw notFound()
  if (place.closed_on !== null) throw fail(registryErrors, 'registry.stay_place_closed')
  return { home, place }
}

const said = (word: string | null): string => word ?? ''
const none = (word: string): string | null => (word.trim() === '' ? null : word.trim())
function fieldsOf(row: Stayer): PersonFields {
  const document = stayerDocument(row.document)
  return {
    name: normaliseName(row.name),
    phone: readPhone(none(row.phone)),
    document: document === null ? null : { ...document, country: null },
    care: [],
    lang: null,
  }
}

export const addStayers: Stays['addStayers'] = async (ctx, { at: where, from, people }) => {
  const typed = people.map((one): Stayer => ({
    name: one.name,
    phone: said(one.phone),
    document: said(one.document),
    plate: said(one.plate),
    whereFrom: said(one.whereFrom),
    employer: said(one.employer),
  }))
  const problems = checkStayers(typed)
  const home = 'homeId' in where ? (await openedPlace(ctx, where.homeId)).home : await openPlace(ctx, where, from)
  if (problems.length > 0) throw fail(registryErrors, 'registry.stayers_wrong', { problems })
  if (from > localDay(ctx.now)) throw fail(registryErrors, 'registry.stay_day_wrong')
  // The same list sent twice: without a document the ledger tells nobody apart but by phone and name.
  const there = new Set((await listLinked(ctx, [home.id])).map((row) => `${openPhone(ctx.crypto, row) ?? ''} ${openName(ctx.crypto, row)}`))
  let added = 0
  for (const row of typed) {
    const fields = fieldsOf(row)
    if (fields.phone !== null && there.has(`${fields.phone} ${fields.name}`)) continue
    const { residencyId } = await settleIn(ctx, home, fields, { kind: 'dormitory', from })
    if (residencyId === null) continue
    added += 1
    const words: Words = { plate: none(row.plate), whereFrom: none(row.whereFrom), employer: none(row.employer) }
    const sealed = ctx.crypto.seal('whereabouts', at(residencyId, 'sealed'), JSON.stringify(words))
    await repo.insertStay(ctx, { community_id: home.community_id, residency_id: residencyId, sealed, sealed_to: null })
  }
  return { homeId: home.id, added, already: people.length - added }
}

export const endStays: Stays['endStays'] = async (ctx, { homeId, residencyIds, on, whereTo }) => {
  const { home } = await openedPlace(ctx, homeId)
  const leaving: { residency: ResidencyRow; stay: StayRow }[] = []
  for (const id of new Set(residencyIds)) {
    const residency = await findResidency(ctx, id)
    const stay = residency?.home_id === home.id ? await repo.findStay(ctx, id) : undefined
    if (!residency || !stay) throw notFound()
    if (residency.until_day !== null) throw fail(registryErrors, 'registry.changed_meanwhile')
    if (on < residency.from_day || on > localDay(ctx.now)) throw fail(registryErrors, 'registry.stay_day_wrong')
    leaving.push({ residency, stay })
  }
  ctx.audit.subjects(leaving.map(({ residency }) => residency.person_id))
  await refuseHeld(
    ctx,
    home.community_id,
    leaving.map(({ residency }) => residency.person_id),
  )
  for (const { residency, stay } of leaving) {
    await endResidency(ctx, residency, on, null)
    if (whereTo !== null) await repo.updateStayTo(ctx, stay, ctx.crypto.seal('whereabouts', at(stay.residency_id, 'sealed_to'), whereTo))
  }
  return { ended: leaving.length }
}
export const closeStayPlace: Stays['closeStayPlace'] = async (ctx, { homeId, version, on }) => {
  const { home, place } = await openedPlace(ctx, homeId)
  if (place.version !== version) throw fail(registryErrors, 'registry.changed_meanwhile')
  if (on < place.opened_on || on > localDay(ctx.now)) throw fail(registryErrors, 'registry.stay_day_wrong')
  const people = (await repo.countStaying(ctx, [home.id])).get(home.id) ?? 0
  if (people > 0) throw fail(registryErrors, 'registry.stay_place_inhabited', { people })
  await repo.closeStayPlace(ctx, place, on)
  // Nobody is looked for there any more, unless others live there.
  const isEmpty = (await listLinked(ctx, [home.id])).length === 0
  const after = (await findCurrentHome(ctx, home.id)) ?? home
  if (isEmpty && after.use !== place.use_before) await setHomeUse(ctx, { homeId: home.id, use: place.use_before as HomeRow['use'], version: after.version })
  return {}
}
