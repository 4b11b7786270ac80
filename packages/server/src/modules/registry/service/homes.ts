// 一户一档: the home, who lives there, what is due at its door; the building chart.
import { type registry, registryErrors, registryEvents } from '@xiaomen/contract'
import { doorKey, normaliseDoor } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { type Area, areasUnder, findArea, reserveHomes, setHomeCount } from '../../areas/index.ts'
import { openCare } from '../person-fields.ts'
import * as homes from '../repo/home.ts'
import { listInvited } from '../repo/invitation.ts'
import { listMarks } from '../repo/lists.ts'
import * as people from '../repo/person.ts'
import type { HomeRow } from '../tables.ts'
import { duesOf, duesOfFacts, factsOf } from './facts.ts'
import { doorFor, homeFor, homeViews, notFound, personView } from './views.ts'

type Registry = Handlers<typeof registry>

export const getHome: Registry['getHome'] = async (ctx, { homeId }) => {
  const home = await homeFor(ctx, 'registry.read', homeId)
  const linked = await people.listLinked(ctx, [homeId], 'ever')
  ctx.audit.subjects([...new Set(linked.map((row) => row.id))])
  const residents = linked.filter((row) => row.until_day === null)
  return {
    home: (await homeViews(ctx, [home]))[0]!,
    residents: residents.map((row) => personView(ctx, row)),
    past: await pastViews(
      ctx,
      linked.filter((row) => row.until_day !== null),
    ),
    dues: duesOf(ctx, home, residents, (await listInvited(ctx, [homeId])).has(homeId)),
  }
}

/** With where they went: the home their next link begins in, on the day they left or later. */
async function pastViews(ctx: Ctx, past: readonly people.LinkedPerson[]) {
  const links = Map.groupBy(
    await people.listAllResidencies(
      ctx,
      past.map((row) => row.id),
    ),
    (link) => link.person_id,
  )
  const nextOf = (row: people.LinkedPerson) =>
    (links.get(row.id) ?? [])
      .filter((link) => link.id !== row.residency_id && link.home_id !== row.residency_home && link.from_day >= row.until_day!)
      .toSorted((a, b) => (a.from_day < b.from_day ? -1 : 1))[0]?.home_id
  const next = new Map(
    (
      await homes.listHomes(
        ctx,
        past.flatMap((row) => nextOf(row) ?? []),
      )
    ).map((home) => [home.id, home]),
  )
  const views = new Map((await homeViews(ctx, [...next.values()])).map((home) => [home.id, home]))
  return past.map((row) => {
    const to = views.get(nextOf(row) ?? '')
    return { ...personView(ctx, row), movedTo: to ? { homeId: to.id, areaId: to.areaId, areaName: to.areaName, door: to.door } : null }
  })
}

/** A compound of towers fits; a street would open every care mark of 65,000 people for a picture nobody can read. */
const MOST_CHART_HOMES = 1_500

export const getBuildingChart: Registry['getBuildingChart'] = async (ctx, { areaId, asks }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.chart', area)
  if (area.homes > MOST_CHART_HOMES) throw fail(registryErrors, 'registry.chart_too_large')
  if (area.communityId) ctx.audit.communityId(area.communityId)
  const areas = await areasUnder(ctx, area.path)
  const rows = await homes.listHomesBeneath(ctx, area.path)
  const facts = asks === 'use' ? null : await factsOf(ctx, rows)
  const marks =
    asks === 'care'
      ? Map.groupBy(
          await listMarks(
            ctx,
            rows.map((home) => home.id),
          ),
          (mark) => mark.home_id,
        )
      : null
  const cellOf = (home: HomeRow) => {
    const known = facts?.get(home.id)
    const seesCare = ctx.sight(home.area_path).care === 'full'
    return {
      homeId: home.id,
      door: doorFor(ctx, home),
      use: home.use,
      people: known?.people ?? null,
      care:
        marks && seesCare ? [...new Set((marks.get(home.id) ?? []).flatMap((mark) => openCare(ctx.crypto, { id: mark.person_id, care: mark.care })))] : null,
      dues: asks === 'due' && known ? duesOfFacts(known, seesCare).reduce((sum, { times }) => sum + times, 0) : null,
    }
  }
  const byArea = Map.groupBy(rows, (home) => home.area_id)
  return {
    areaId,
    name: area.name,
    units: areas
      .filter((one) => byArea.has(one.id))
      .map((one) => ({ areaId: one.id, name: nameWithin(one, area, areas), floors: floorsOf(byArea.get(one.id)!, cellOf) })),
  }
}

/** '3幢 2单元' when the chart is of a compound, '2单元' when it is of the building. */
const nameWithin = (area: Area, root: Area, areas: readonly Area[]): string => {
  const between = areas.filter((one) => one.path !== root.path && area.path.startsWith(one.path)).map((one) => one.name)
  return between.length === 0 ? area.name : between.join(' ')
}

function floorsOf<T>(rows: readonly HomeRow[], cellOf: (home: HomeRow) => T): { floor: number | null; cells: T[] }[] {
  // The roof first, as a building stands; homes whose floor nobody said come last.
  return [...Map.groupBy(rows, (home) => home.floor)]
    .toSorted(([a], [b]) => (b ?? -1000) - (a ?? -1000))
    .map(([floor, line]) => ({ floor, cells: line.toSorted((a, b) => (a.order_key < b.order_key ? -1 : 1)).map(cellOf) }))
}

export const addHome: Registry['addHome'] = async (ctx, { areaId, door, floor, use }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.edit', area)
  if (area.communityId === null || area.level === 'community') throw fail(registryErrors, 'registry.area_holds_no_homes')
  const shown = normaliseDoor(door),
    key = doorKey(door)
  // The area is locked by this: an import or another addition beside it waits, and then sees this door.
  const ordinal = (await reserveHomes(ctx, new Map([[area.id, 1]]))).get(area.id)!
  if (await homes.isDoorTaken(ctx, area.communityId, area.id, key)) throw fail(registryErrors, 'registry.door_taken')
  const row: homes.NewHomeRow = {
    community_id: area.communityId,
    id: uuidv7(),
    area_id: area.id,
    area_path: `${area.path}h${ordinal}/`,
    ordinal,
    door: shown,
    door_key: key,
    floor,
    use,
    version: 1,
    import_id: null,
    leaned_on: false,
    created_at: ctx.now,
    retired_at: null,
    merged_into: null,
  }
  await homes.insertHome(ctx, row)
  await setHomeCount(ctx, new Map([[area.id, 1]]))
  await ctx.emit(registryEvents.homeAdded, { communityId: area.communityId, homeId: row.id })
  ctx.audit.communityId(area.communityId)
  return (await homeViews(ctx, [row]))[0]!
}

export const setHomeUse: Registry['setHomeUse'] = async (ctx, { homeId, use, version }) => {
  const home = await homeFor(ctx, 'registry.edit', homeId)
  if (!(await homes.updateHomeUse(ctx, homeId, version, use))) throw fail(registryErrors, 'registry.changed_meanwhile')
  await people.insertHistory(ctx, {
    community_id: home.community_id,
    id: uuidv7(),
    area_path: home.area_path,
    at: ctx.now,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    person_id: null,
    home_id: homeId,
    what: `use ${home.use}`,
    before: null,
  })
  return (await homeViews(ctx, [{ ...home, use, version: version + 1 }]))[0]!
}
