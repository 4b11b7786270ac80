// A trace as its reader may see it: counts always, names only while two hands' consent lasts.
import { masked, type Sight } from '@xiaomen/rules/access'
import { CERTAINTIES, certaintyOf, needsThird, traceState } from '@xiaomen/rules/presence'
import type { Ctx } from '../../platform/ctx.ts'
import { seeingAll } from '../../platform/scope.ts'
import { accountNames } from '../access/index.ts'
import { listAreas } from '../areas/index.ts'
import { namesOfGates } from '../gate/index.ts'
import { doorsOf, peopleByIds } from '../registry/index.ts'
import { EXPORT_ACT, OPEN_ACT, waitingOf } from './acts.ts'
import { caseOf, type Counts, peopleIn, workOut, type Worked } from './found.ts'
import { spotsByIds } from './repo/spot.ts'
import type { FoundPerson } from './rings.ts'
import type { TraceRow } from './tables.ts'
import { openReason, openSubject } from './who.ts'

/** So many stand on a page; a file holds all. */
const MOST_PEOPLE = 1_000
const MOST_MEETINGS = 5_000

export const stateOf = (row: TraceRow, now: Date) =>
  traceState({ openedAt: row.opened_at, withdrawnAt: row.withdrawn_at, askUntil: row.ask_until, openUntil: row.open_until }, now)
const instantOf = (ms: number): string => new Date(ms).toISOString()

export async function linesOf(ctx: Ctx, rows: readonly TraceRow[]) {
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  const asked = await accountNames(
    ctx,
    rows.map((row) => row.asked_by),
  )
  const subjects = new Map(rows.map((row) => [row.id, openSubject(ctx, row).personId]))
  const people = await peopleByIds(ctx, [...new Set(subjects.values())])
  const waiting = await waitingOf(ctx, rows)
  return rows.map((row) => ({
    id: row.id,
    areaId: row.area_id,
    areaName: areas.get(row.area_id) ?? '—',
    ground: row.ground,
    name: masked('name', people.get(subjects.get(row.id)!)?.name ?? null, ctx.sight(row.area_path).name),
    from: row.since.toISOString(),
    to: row.until.toISOString(),
    ring: row.ring,
    state: stateOf(row, ctx.now),
    people: row.people,
    askedBy: asked.get(row.asked_by) ?? '—',
    askedAt: row.asked_at.toISOString(),
    openUntil: row.open_until?.toISOString() ?? null,
    maySign: waiting(row, OPEN_ACT)?.maySign === true || waiting(row, EXPORT_ACT)?.maySign === true,
  }))
}

/** Both signed the reason: it is the reason for which a telephone is shown. */
const phoneAs = (phone: string, sight: Sight): string | null => (sight === 'masked' ? masked('phone', phone, sight) : sight === 'none' ? null : phone)

/** Everybody found, the surest first, with names as far as the reader sees them where it was asked. */
export async function peopleOf(ctx: Ctx, row: TraceRow, { first, second }: Worked) {
  const rank = ({ certainty }: FoundPerson) => -CERTAINTIES.indexOf(certainty)
  const ordered = [
    ...[...first.found.values()].map((one) => ({ ...one, ring: 1 as const })),
    ...[...(second?.values() ?? [])].map((one) => ({ ...one, ring: 2 as const })),
  ].toSorted((one, other) => one.ring - other.ring || rank(one) - rank(other) || one.first - other.first || (one.key < other.key ? -1 : 1))
  const ids = ordered.flatMap(({ who }) => ('personId' in who ? [who.personId] : []))
  const sight = ctx.sight(row.area_path)
  // Whoever was there may live anywhere.
  const { people, doors } = await seeingAll(ctx, async () => {
    const known = await peopleByIds(ctx, ids)
    return { people: known, doors: await doorsOf(ctx, [...new Set([...known.values()].flatMap(({ homeId }) => homeId ?? []))]) }
  })
  return ordered.map(({ key, ring, who, certainty, doubts, times, first: from, last }) => {
    const person = 'personId' in who ? people.get(who.personId) : undefined
    const name = 'personId' in who ? (person?.name ?? null) : who.name
    const door = person?.homeId == null ? null : (doors.get(person.homeId) ?? null)
    return {
      key,
      ring,
      personId: 'personId' in who ? who.personId : null,
      name: masked('name', name, sight.name),
      door: masked('door', door, sight.door),
      phone: 'personId' in who ? null : phoneAs(who.phone, sight.phone),
      certainty,
      doubts,
      times,
      first: instantOf(from),
      last: instantOf(last),
    }
  })
}

/** Place id → its name, of gates and spots beneath what was asked. */
export const placesOf = (ctx: Ctx, { first }: Worked): Promise<Map<string, string>> =>
  seeingAll(ctx, async () => {
    const of = (kind: 'gate' | 'spot') => [...new Set(first.meetings.flatMap((met) => (met.kind === kind ? [met.placeId] : [])))]
    const spots = await spotsByIds(ctx, of('spot'))
    return new Map([...(await namesOfGates(ctx, of('gate'))), ...[...spots.values()].map((spot) => [spot.id, spot.name] as const)])
  })

export async function traceView(ctx: Ctx, row: TraceRow) {
  const line = (await linesOf(ctx, [row]))[0]!
  const waiting = await waitingOf(ctx, [row])
  const waitingExport = waiting(row, EXPORT_ACT)
  const isOpen = line.state === 'open'
  const common = {
    ...line,
    reason: openReason(ctx, row),
    waiting: line.state === 'asked' ? waiting(row, OPEN_ACT) : null,
    mayWithdraw: (line.state === 'asked' || isOpen) && ctx.may('presence.trace', { path: row.area_path }),
  }
  const subject = openSubject(ctx, row).personId
  if (!isOpen) {
    ctx.audit.subjects([subject])
    ctx.audit.classes(['name'])
    return { ...common, counts: row.counts as Counts, waitingExport: null, export: 'no' as const, found: null, meetings: [], isCut: false }
  }
  const worked = await workOut(ctx, row.area_path, caseOf(ctx, row), row.ring)
  const found = await peopleOf(ctx, row, worked)
  const places = await placesOf(ctx, worked)
  const shown = found.slice(0, MOST_PEOPLE)
  ctx.audit.subjects([subject, ...shown.flatMap(({ personId }) => personId ?? [])])
  const many = needsThird(peopleIn(worked.counts)) && row.export_signed_at === null
  return {
    ...common,
    counts: worked.counts,
    waitingExport,
    export: !ctx.may('presence.trace', { path: row.area_path })
      ? ('no' as const)
      : !many
        ? ('may' as const)
        : waitingExport === null
          ? ('needsThird' as const)
          : ('asked' as const),
    found: shown,
    meetings: worked.first.meetings.slice(0, MOST_MEETINGS).map((met) => ({
      who: met.key,
      place: { key: met.placeId, name: places.get(met.placeId) ?? '—', kind: met.kind },
      from: instantOf(met.from),
      to: instantOf(met.to),
      minutes: Math.round(met.ms / 6_000) / 10,
      certainty: certaintyOf(met.doubts),
      doubts: met.doubts,
    })),
    isCut: found.length > MOST_PEOPLE || worked.first.meetings.length > MOST_MEETINGS,
  }
}
