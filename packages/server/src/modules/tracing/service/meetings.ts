// 接触: who met whom. Those of a home and of a tube are found by themselves, the others are told; of those who may have given it to somebody, one did.
import { commonErrors, type tracing, tracingErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { addDays } from '@xiaomen/rules/days'
import { type Certainty, type ExposureKind, infectionFault, type Origin, overlaps, type Span, standingBy, windowsOf } from '@xiaomen/rules/tracing'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { planAt } from '../../posture/index.ts'
import { openedOfPerson } from '../../presence/index.ts'
import { doorsOf, livingBeneath, peopleByIds, residentsOf } from '../../registry/index.ts'
import { tubeMates } from '../../testing/index.ts'
import { comingOf, enterMany, turnMany } from '../enter.ts'
import { windowFiguresOf } from '../figures.ts'
import { levelsAt, meetMany, newMeeting } from '../meet.ts'
import { areaFor, checkDays, deskOf, lockedTraced, notFound, official, openOnly, tracedFor } from '../place.ts'
import * as exposures from '../repo/exposure.ts'
import { findTraced, listByIds, listOpenOfPeople } from '../repo/traced.ts'
import type { TracedRow } from '../tables.ts'
import { datesOf, detailOf, nodeOf } from '../views.ts'
import { resolve, standing as standingHere } from './traced.ts'

type Tracing = Handlers<typeof tracing>
const MOST_ON_STAIRS = 400
type Suggestion = { key: string; personId: string; kind: ExposureKind; certainty: Certainty; origin: Origin; day: string; dayTo: string }

/** Those of the same home, of the same tubes and of the same places, while this one may have given it on. */
async function suggestionsFor(ctx: Ctx, row: TracedRow): Promise<Suggestion[]> {
  if (row.person_id === null) return []
  const { packId } = await planAt(ctx, row.area_path)
  const { others } = windowsOf(datesOf(row), windowFiguresOf(packId), localDay(ctx.now))
  const atHome = row.home_id === null ? [] : await residentsOf(ctx, row.home_id)
  const inTubes = await tubeMates(ctx, row.community_id, row.person_id, new Date(`${addDays(others.from, -1)}T00:00:00Z`))
  return [
    ...atHome
      .filter(({ id }) => id !== row.person_id)
      .map(({ id }): Suggestion => ({
        key: `household ${id}`,
        personId: id,
        kind: 'household',
        certainty: 'certain',
        origin: 'ledger',
        day: others.from,
        dayTo: others.to,
      })),
    ...inTubes.flatMap(({ personId, takenAt }): Suggestion[] => {
      const day = localDay(takenAt)
      return personId === row.person_id || !overlaps({ from: day, to: day }, others)
        ? []
        : [{ key: `sameTube ${personId} ${day}`, personId, kind: 'sameTube', certainty: 'possible', origin: 'tube', day, dayTo: day }]
    }),
    ...(await metByTrace(ctx, row.person_id, others)),
    ...(await onTheStairs(ctx, row, others)),
  ]
}
/** 同楼道: those behind the other doors of the unit, or of the house without units. They may have met; nobody says that they did. */
async function onTheStairs(ctx: Ctx, row: TracedRow, { from, to }: Span): Promise<Suggestion[]> {
  if (row.home_id === null) return []
  const found: Suggestion[] = []
  for await (const part of livingBeneath(ctx, row.area_path.replace(/h\d+\/$/, '')))
    for (const { personId, homeId } of part)
      if (homeId !== row.home_id && personId !== row.person_id && found.length < MOST_ON_STAIRS)
        found.push({ key: `sameStairs ${personId}`, personId, kind: 'sameStairs', certainty: 'possible', origin: 'ledger', day: from, dayTo: to })
  return found
}

/** 时空交集: whom the traces found that two have signed and that are open now; once for a person, a kind of place and a day, the surest of them. */
async function metByTrace(ctx: Ctx, personId: string, others: Span): Promise<Suggestion[]> {
  const met = new Map<string, Suggestion>()
  for (const line of await openedOfPerson(ctx, personId)) {
    if (line.personId === null || line.personId === personId || line.place === null) continue
    const [day, dayTo] = [localDay(line.from), localDay(line.to)]
    if (!overlaps({ from: day, to: dayTo }, others)) continue
    const kind = line.place.kind === 'gate' ? ('sameGate' as const) : ('samePlace' as const)
    const key = `${kind} ${line.personId} ${day}`
    const certainty = line.certainty === 'high' ? ('probable' as const) : ('possible' as const)
    if (met.get(key)?.certainty !== 'probable') met.set(key, { key, personId: line.personId, kind, certainty, origin: 'trace', day, dayTo })
  }
  return [...met.values()]
}

export const listSuggestions: Tracing['listSuggestions'] = async (ctx, { tracedId }) => {
  const row = await tracedFor(ctx, 'tracing.work', tracedId)
  const found = await suggestionsFor(ctx, row)
  const people = await peopleByIds(
    ctx,
    found.map(({ personId }) => personId),
  )
  const doors = await doorsOf(ctx, [...new Set([...people.values()].flatMap(({ homeId }) => homeId ?? []))])
  const traced = new Map((await listOpenOfPeople(ctx, [...people.keys()])).map((one) => [one.person_id!, one]))
  const met = new Set((await exposures.listFrom(ctx, [row.id])).map((one) => `${one.to_id} ${one.kind} ${one.day}`))
  ctx.audit.subjects([...people.keys()])
  return found.flatMap(({ key, personId, kind, certainty, day, dayTo }) => {
    const one = { key, personId, kind, certainty, day, dayTo }
    const person = people.get(one.personId)
    const known = traced.get(one.personId)
    if (person === undefined || (known !== undefined && met.has(`${known.id} ${one.kind} ${one.day}`))) return []
    const sight = ctx.sight(person.path)
    return [
      {
        ...one,
        name: masked('name', person.name, sight.name),
        door: masked('door', (person.homeId !== null && doors.get(person.homeId)) || null, sight.door),
        tracedId: known?.id ?? null,
        standing: known?.standing ?? null,
      },
    ]
  })
}

export const takeSuggestions: Tracing['takeSuggestions'] = async (ctx, { tracedId, keys }) => {
  const row = await lockedTraced(ctx, 'tracing.work', tracedId)
  openOnly(row)
  const wanted = new Set(keys)
  const found = (await suggestionsFor(ctx, row)).filter(({ key }) => wanted.has(key))
  const by = official(ctx)
  const people = await peopleByIds(
    ctx,
    found.map(({ personId }) => personId),
  )
  for (const person of people.values()) ctx.must('tracing.work', person)
  const known = await listOpenOfPeople(ctx, [...people.keys()])
  const traced = new Map(known.map((one) => [one.person_id!, one]))
  const fresh = [...people.values()].filter(({ id }) => !traced.has(id))
  const levelsFor = await levelsAt(ctx)
  const lastMet = Map.groupBy(found, ({ personId }) => personId)
  const entered = await enterMany(
    ctx,
    await deskOf(ctx, row.area_path),
    fresh.map((person) => {
      const level = standingBy(row.standing, levelsFor(person.path))
      if (level === null) throw fail(tracingErrors, 'tracing.no_level')
      const met = lastMet.get(person.id)!
      return {
        ...comingOf(person),
        id: uuidv7(),
        label: null,
        standing: level,
        caseKind: null,
        dates: { onsetOn: null, sampledOn: null, reportedOn: localDay(ctx.now), isolatedOn: null },
        lastMetOn: met
          .map(({ dayTo }) => dayTo)
          .toSorted()
          .at(-1)!,
        origin: met[0]!.origin,
        infectionId: null,
      }
    }),
    by,
  )
  for (const one of entered) traced.set(one.person_id!, one)
  const met = await meetMany(
    ctx,
    found.flatMap(({ personId, kind, certainty, origin, day, dayTo }) => {
      const to = traced.get(people.get(personId)?.id ?? '')
      return to === undefined || to.id === row.id ? [] : [newMeeting({ kind, certainty, origin, day, dayTo, from: row, to })]
    }),
    by,
  )
  ctx.audit.subjects([...people.keys()])
  return { added: entered.length, met }
}

export const addMeeting: Tracing['addMeeting'] = async (ctx, asked) => {
  const row = await lockedTraced(ctx, 'tracing.work', asked.tracedId)
  // Pressed twice it is one: nobody is entered a second time for it.
  if ((await exposures.lockExposure(ctx, asked.id)) !== undefined) return detailOf(ctx, row)
  openOnly(row)
  checkDays(ctx, { day: asked.day, dayTo: asked.dayTo })
  const other = await otherOf(ctx, row, asked)
  if (other.id === row.id) throw fail(tracingErrors, 'tracing.himself')
  const [from, to] = asked.whoMayHaveCaughtIt === 'they' ? [row, other] : [other, row]
  await meetMany(
    ctx,
    [
      {
        id: asked.id,
        from,
        to,
        kind: asked.how,
        certainty: asked.certainty,
        origin: 'told',
        day: asked.day,
        dayTo: asked.dayTo,
        minutes: asked.minutes,
        place: asked.place,
        isInfection: false,
      },
    ],
    official(ctx),
  )
  return detailOf(ctx, (await findTraced(ctx, row.id))!)
}
/** The one that was met: known already, or entered by this. */
async function otherOf(ctx: Ctx, row: TracedRow, { who, whoMayHaveCaughtIt, dayTo }: Parameters<Tracing['addMeeting']>[1]): Promise<TracedRow> {
  if (who.kind === 'traced') return lockedTraced(ctx, 'tracing.work', who.tracedId)
  const { desk, here } = await standingHere(ctx, await areaOf(ctx, row))
  const coming = await resolve(ctx, here, who)
  if (coming.at.personId !== null) {
    if (coming.at.personId === row.person_id) throw fail(tracingErrors, 'tracing.himself')
    const [known] = await listOpenOfPeople(ctx, [coming.at.personId])
    if (known !== undefined) return known
  }
  // Whoever may have given it on is somebody the centre has to look into: a suspected case until more is known.
  const level = whoMayHaveCaughtIt === 'they' ? standingBy(row.standing, (await levelsAt(ctx))(coming.at.path)) : 'case'
  if (level === null) throw fail(tracingErrors, 'tracing.no_level')
  const [entered] = await enterMany(
    ctx,
    desk,
    [
      {
        ...coming,
        id: uuidv7(),
        label: null,
        standing: level,
        caseKind: level === 'case' ? 'suspected' : null,
        dates: { onsetOn: null, sampledOn: null, reportedOn: localDay(ctx.now), isolatedOn: null },
        lastMetOn: whoMayHaveCaughtIt === 'they' ? dayTo : null,
        origin: 'told',
        infectionId: null,
      },
    ],
    official(ctx),
  )
  if (entered === undefined) throw fail(tracingErrors, 'tracing.known')
  return entered
}
/** The area somebody of elsewhere stands with: the centre's own. */
async function areaOf(ctx: Ctx, row: TracedRow) {
  const desk = await deskOf(ctx, row.area_path)
  // A community cannot write with its street: whom it hears of stands with the community.
  const id = ctx.may('tracing.work', { path: desk.path }) ? desk.id : row.community_id
  return areaFor(ctx, 'tracing.work', id)
}

export const setMeeting: Tracing['setMeeting'] = async (ctx, { exposureId, version, isActive, certainty, isInfection }) => {
  const exposure = await exposures.lockExposure(ctx, exposureId)
  if (!exposure) throw notFound()
  ctx.must('tracing.work', { path: exposure.area_path })
  ctx.audit.communityId(exposure.community_id)
  if (exposure.version !== version) throw fail(commonErrors, 'request.conflict')
  const to = await lockedTraced(ctx, 'tracing.work', exposure.to_id)
  const isSource = isInfection && isActive
  if (isSource && !exposure.is_infection) {
    const rows = await listByIds(ctx, [exposure.from_id, exposure.to_id])
    const { packId } = await planAt(ctx, exposure.area_path)
    const fault = infectionFault(
      new Map(rows.map((row) => [row.id, nodeOf(row)])),
      // A ring may close through people of another community.
      await seeingAll(ctx, () => exposures.parentsUpward(ctx, exposure.from_id)),
      { from: exposure.from_id, to: exposure.to_id },
      windowFiguresOf(packId),
    )
    if (fault !== null) throw fail(tracingErrors, `tracing.${FAULTS[fault]}`)
    await exposures.clearSource(ctx, exposure.to_id)
  }
  await exposures.updateExposure(ctx, exposure, { is_active: isActive, certainty, is_infection: isSource, version: version + 1 })
  if (isSource !== exposure.is_infection) {
    const [from] = await listByIds(ctx, [exposure.from_id])
    await turnMany(ctx, [to], official(ctx), { kind: 'source', from: isSource ? null : (from?.label ?? null), to: isSource ? (from?.label ?? null) : null })
  }
  return {}
}
const FAULTS = { himself: 'himself', cycle: 'cycle', notCase: 'not_case', laterSource: 'later_source' } as const
