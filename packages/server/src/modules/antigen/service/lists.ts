// Rounds as the reader of this request may see them: buildings, enterprises, who is missing, who is positive, what nobody signed for.
import type { antigen } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { comparePaths } from '@xiaomen/rules/areas'
import { compareDoors, NOTHING_EXPECTED } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { areasAt, findArea } from '../../areas/index.ts'
import { listEnterprises, namesOf } from '../../registry/index.ts'
import { coverageAt, doorsOfAll, standingsOf, within } from '../../tasks/index.ts'
import { notFound } from '../books.ts'
import * as rounds from '../repo/round.ts'
import { listHandOuts } from '../repo/stock.ts'
import type { HandOutRow, RoundRow, TargetRow } from '../tables.ts'
import { openContact, roundOf } from './hand-outs.ts'

type Antigen = Handlers<typeof antigen>
/** Past this a list is not read on a screen; the lists of the queries page carry all. */
const MOST_MISSING = 300
const ENTERPRISES = 500

async function roundViews(ctx: Ctx, rows: readonly RoundRow[], paths: readonly string[]) {
  const ids = rows.map(({ id }) => id)
  const coverage = await coverageAt(ctx, ids, paths)
  const areas = await seeingAll(ctx, async () => new Map((await areasAt(ctx, [...new Set(rows.map((row) => row.area_path))])).map((area) => [area.path, area])))
  const waiting = (await rounds.listPositives(ctx, ids, paths)).filter((row) => row.pcr_at === null)
  return rows.map((row) => {
    const { expected, done, missing } = coverage.get(row.id) ?? NOTHING_EXPECTED
    return {
      id: row.id,
      title: row.title,
      areaId: areas.get(row.area_path)?.id ?? row.area_id,
      areaName: areas.get(row.area_path)?.name ?? '',
      path: row.area_path,
      ageFrom: row.age_from,
      ageUntil: row.age_until,
      perHead: row.per_head,
      withStaff: row.with_staff,
      fromDay: row.from_day,
      dueOn: row.due_on,
      isClosed: row.closed_at !== null,
      expected,
      done,
      missing,
      ageUnknown: row.age_unknown,
      positives: waiting.filter(({ round_id }) => round_id === row.id).length,
    }
  })
}

export const listRounds: Antigen['listRounds'] = async (ctx, { areaId }) => {
  const own = ctx.paths('antigen.read')
  const area = areaId === undefined ? null : await findArea(ctx, areaId)
  if (areaId !== undefined) {
    if (!area) throw notFound()
    ctx.must('antigen.read', area)
  }
  const paths = within(own, area?.path ?? null)
  return roundViews(ctx, await seeingAll(ctx, () => rounds.listRoundsAt(ctx, paths)), paths)
}

const handedView = (ctx: Ctx, row: HandOutRow) => ({
  id: row.id,
  count: row.count,
  returned: row.returned,
  at: row.at.toISOString(),
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
  contact: masked('name', openContact(ctx, row), ctx.sight(row.area_path).name),
})

export const getRound: Antigen['getRound'] = async (ctx, { roundId }) => {
  const own = ctx.paths('antigen.read')
  const round = await roundOf(ctx, roundId)
  const paths = within(own, round.area_path)
  if (paths.length === 0) throw notFound()
  const [view] = await roundViews(ctx, [round], paths)
  const targets = await rounds.listTargets(ctx, [roundId], paths)
  const handed = await listHandOuts(ctx, [roundId], paths)
  const positives = await rounds.listPositives(ctx, [roundId], paths)
  const doors = await doorsOfAll(ctx, targets)
  const doorsHanded = await doorsOfAll(
    ctx,
    handed.map((row) => ({ ...row, home_id: row.holder_kind === 'home' ? row.holder_id : null })),
  )
  const placeOfHanded = new Map([...doorsHanded].map(([row, where]) => [row.id, where]))
  const standings = await standingsOf(
    ctx,
    roundId,
    targets.map((row) => row.person_id),
  )
  const isDone = (row: TargetRow) => standings.get(row.person_id)?.standing === 'done'
  const missing = targets.filter((row) => standings.get(row.person_id)?.standing === 'missing')
  const shown = missing.slice(0, MOST_MISSING)
  const names = await namesOf(ctx, [...shown.map((row) => row.person_id), ...positives.map((row) => row.person_id)])
  ctx.audit.subjects([...names.keys()])
  const doorsOfPositives = await doorsOfAll(ctx, positives)
  const nameAt = (personId: string, path: string) => masked('name', names.get(personId) ?? null, ctx.sight(path).name)
  const doorAt = (where: { place: string[]; door: string | null }, path: string) => ({
    place: where.place,
    door: masked('door', where.door, ctx.sight(path).door),
  })

  const atHome = targets.filter((row) => row.home_id !== null)
  const walked = atHome.toSorted((a, b) => comparePaths(a.area_path, b.area_path))
  const buildings = [...Map.groupBy(walked, (row) => doors.get(row)!.place.slice(0, 2).join(' '))].map(([key, rows]) => {
    const kits = handed.filter((row) => row.holder_kind === 'home' && placeOfHanded.get(row.id)!.place.slice(0, 2).join(' ') === key)
    return {
      place: doors.get(rows[0]!)!.place.slice(0, 2),
      expected: rows.length,
      done: rows.filter(isDone).length,
      kits: kits.reduce((sum, row) => sum + row.count - row.returned, 0),
      unsigned: kits.filter((row) => row.confirmed_at === null).length,
    }
  })
  const staff = Map.groupBy(
    targets.filter((row) => row.enterprise_id !== null),
    (row) => row.enterprise_id!,
  )
  const enterprises = (staff.size === 0 ? [] : await enterprisesAt(ctx, paths)).flatMap(({ id, name }) => {
    const people = staff.get(id)
    if (people === undefined) return []
    const own = handed.filter((row) => row.holder_id === id).map((row) => handedView(ctx, row))
    return [{ id, name, staff: people.length, done: people.filter(isDone).length, handed: own }]
  })
  const seesHealth = ctx.sight(round.area_path).health !== 'none'
  return {
    ...view!,
    buildings,
    enterprises,
    missingPeople: shown.map((row) => ({
      personId: row.person_id,
      name: nameAt(row.person_id, row.area_path),
      ...doorAt(doors.get(row)!, row.area_path),
      help: row.help,
    })),
    isCut: missing.length > shown.length,
    reports: (seesHealth ? positives : []).map((row) => ({
      id: row.id,
      personId: row.person_id,
      name: nameAt(row.person_id, row.area_path),
      ...doorAt(doorsOfPositives.get(row)!, row.area_path),
      at: row.at.toISOString(),
      way: row.way,
      photoId: row.photo_id,
      pcrAt: row.pcr_at?.toISOString() ?? null,
    })),
    unsigned: handed
      .filter((row) => row.holder_kind === 'home' && row.confirmed_at === null && row.returned < row.count)
      .map((row) => ({ handOutId: row.id, ...doorAt(placeOfHanded.get(row.id)!, row.area_path), count: row.count - row.returned, at: row.at.toISOString() })),
    mayPlan: ctx.may('antigen.plan', { path: round.area_path }),
  }
}
async function enterprisesAt(ctx: Ctx, paths: readonly string[]): Promise<{ id: string; name: string }[]> {
  const found: { id: string; name: string }[] = []
  for (const path of paths)
    for (let after: string | null = null; ;) {
      const page = await listEnterprises(ctx, path, { after, limit: ENTERPRISES })
      found.push(...page)
      if (page.length < ENTERPRISES) break
      after = page.at(-1)!.id
    }
  return found
}

/** The area a home closes. */
const leafOf = (row: TargetRow) => row.area_path.replace(/h\d+\/$/, '')

export const listDoors: Antigen['listDoors'] = async (ctx) => {
  const paths = ctx.paths('antigen.hand')
  const open = (await seeingAll(ctx, () => rounds.listRoundsAt(ctx, paths))).filter((row) => row.closed_at === null)
  const ids = open.map(({ id }) => id)
  const targets = (await rounds.listTargets(ctx, ids, paths)).filter((row) => row.home_id !== null)
  const handed = await listHandOuts(ctx, ids, paths)
  const doors = await doorsOfAll(ctx, targets)
  const names = await namesOf(ctx, [...new Set(targets.map((row) => row.person_id))])
  ctx.audit.subjects([...names.keys()])
  const at = (row: TargetRow) => ({ areaPath: leafOf(row), floor: doors.get(row)!.floor, door: doors.get(row)!.door ?? '' })
  const views = []
  for (const round of open) {
    const own = targets.filter((row) => row.round_id === round.id).toSorted((a, b) => compareDoors(at(a), at(b)))
    const standings = await standingsOf(
      ctx,
      round.id,
      own.map((row) => row.person_id),
    )
    const homes = [...Map.groupBy(own, (row) => row.home_id!)].map(([homeId, people]) => {
      const { place, door } = doors.get(people[0]!)!
      const sight = ctx.sight(people[0]!.area_path)
      const given = handed.filter((row) => row.round_id === round.id && row.holder_id === homeId)
      return {
        homeId,
        place,
        door: masked('door', door, sight.door),
        given: given.reduce((sum, row) => sum + row.count - row.returned, 0),
        isSigned: given.every((row) => row.confirmed_at !== null),
        people: people.map((row) => ({
          personId: row.person_id,
          name: masked('name', names.get(row.person_id) ?? null, sight.name),
          isDone: standings.get(row.person_id)?.standing === 'done',
          help: row.help,
        })),
      }
    })
    views.push({ roundId: round.id, title: round.title, dueOn: round.due_on, perHead: round.per_head, homes })
  }
  return views
}
