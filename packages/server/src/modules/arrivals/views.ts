import { masked } from '@xiaomen/rules/access'
import { isLateReport } from '@xiaomen/rules/arrivals'
import type { Ctx } from '../../platform/ctx.ts'
import { startOfDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { chainOf } from '../areas/index.ts'
import { doorsOf, findHomesByDoor, findPeopleByDocument, findPerson, residentsOf } from '../registry/index.ts'
import { open, openHanded, openJourney, openNote } from './fields.ts'
import * as repo from './repo.ts'
import { type Ruled, rulings } from './ruling.ts'
import type { NoteKind } from './step.ts'
import type { ArrivalRow } from './tables.ts'

const MOST_CANDIDATES = 12

function lineOf(ctx: Ctx, row: ArrivalRow, ruled: Ruled, doors: ReadonlyMap<string, string>, areaName: string) {
  const sight = ctx.sight(row.area_path)
  const isComing = row.closed_on === null && (row.state === 'reported' || row.state === 'expected' || row.state === 'notArrived')
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    isClosed: row.closed_on !== null,
    reporter: row.reporter,
    personId: row.person_id,
    homeId: row.home_id,
    name: masked('name', open(ctx, row, 'sealed_name'), sight.name),
    door: masked('door', (row.home_id !== null && doors.get(row.home_id)) || null, sight.door),
    areaName,
    on: row.expected_on,
    arrivedOn: row.arrived_on,
    seenBy: row.seen_by,
    level: ruled.level,
    comesTo: ruled.comes,
    chaseAt: row.chase_at.toISOString(),
    isOverdue: isComing && row.chase_at <= ctx.now,
    isLateReport: isLateReport(
      startOfDay(row.arrived_on ?? row.expected_on, 1).getTime(),
      row.reported_at.getTime(),
      ruled.plan.files.arrivals.reportWithinHours.value,
    ),
    caseId: row.case_id,
    waits: row.state === 'arrived' && row.case_id !== null,
    version: row.version,
  }
}

const homesAndDoors = (ctx: Ctx, rows: readonly ArrivalRow[]) => doorsOf(ctx, [...new Set(rows.flatMap((row) => row.home_id ?? []))])
async function areaNames(ctx: Ctx, rows: readonly ArrivalRow[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const path of new Set(rows.map((row) => row.area_path))) names.set(path, (await chainOf(ctx, path)).at(-1)?.name ?? '—')
  return names
}

export async function linesOf(ctx: Ctx, rows: readonly ArrivalRow[]) {
  const ruledOn = await rulings(ctx)
  const [doors, names] = [await homesAndDoors(ctx, rows), await areaNames(ctx, rows)]
  ctx.audit.subjects([...new Set(rows.flatMap((row) => row.person_id ?? []))])
  return rows.map((row) => lineOf(ctx, row, ruledOn(row), doors, names.get(row.area_path) ?? '—'))
}

/** Whom and which home it may be about, while that is not settled: by document, else who lives at the door that was said. */
async function candidates(ctx: Ctx, row: ArrivalRow) {
  if (row.closed_on !== null || row.person_id !== null) return { people: [], homes: [] }
  const document = open(ctx, row, 'sealed_document')
  const door = open(ctx, row, 'sealed_door')
  const homes = (door === null ? [] : await findHomesByDoor(ctx, row.community_id, door)).filter((home) => !home.isRetired).slice(0, MOST_CANDIDATES)
  const living = homes.length === 1 ? await residentsOf(ctx, homes[0]!.id) : []
  const named = document === null ? [] : await findPeopleByDocument(ctx, row.community_id, document)
  const people = [...new Map([...named, ...living].map((person) => [person.id, person])).values()].slice(0, MOST_CANDIDATES)
  const doors = await doorsOf(ctx, [...new Set([...homes.map((home) => home.id), ...people.flatMap((person) => person.homeId ?? [])])])
  const doorAt = (homeId: string | null, path: string) => masked('door', (homeId !== null && doors.get(homeId)) || null, ctx.sight(path).door)
  return {
    people: people.map((person) => ({
      personId: person.id,
      homeId: person.homeId,
      name: masked('name', person.name, ctx.sight(person.path).name),
      door: doorAt(person.homeId, person.path),
    })),
    homes: homes.map((home) => ({ homeId: home.id, door: doorAt(home.id, home.path) })),
  }
}

/** The telephone that was given, else the ledger's. */
export const phoneOf = async (ctx: Ctx, row: ArrivalRow): Promise<string | null> =>
  open(ctx, row, 'sealed_phone') ?? (row.person_id === null ? null : ((await findPerson(ctx, row.person_id))?.phone ?? null))

export async function viewOf(ctx: Ctx, row: ArrivalRow) {
  const ruled = (await rulings(ctx))(row)
  const place = { path: row.area_path }
  const sight = ctx.sight(row.area_path)
  const maySee = ctx.may('arrivals.decide', place)
  const { from, code, vehicle } = openJourney(ctx, row)
  const handed = openHanded(ctx, row)
  const notes = await repo.listNotes(ctx, row)
  const names = await accountNames(
    ctx,
    notes.flatMap((one) => one.account_id ?? []),
  )
  const phone = await phoneOf(ctx, row)
  const level = ruled.plan.files.arrivals.levels.find((one) => one.level === ruled.level)
  const isOpen = row.closed_on === null
  return {
    ...lineOf(ctx, row, ruled, await homesAndDoors(ctx, [row]), (await areaNames(ctx, [row])).get(row.area_path) ?? '—'),
    areaPath: row.area_path,
    communityId: row.community_id,
    phone: masked('phone', phone, sight.phone),
    mayReveal: phone !== null && sight.phone === 'onReason' && ctx.may('arrivals.mark', place),
    document: masked('document', open(ctx, row, 'sealed_document'), sight.document),
    from: maySee ? from : null,
    code: maySee ? code : null,
    // As it was said: it has no form that a mask could be put on.
    said: sight.door === 'full' ? open(ctx, row, 'sealed_door') : null,
    transport: row.transport,
    vehicle: maySee ? vehicle : null,
    trigger: ruled.trigger,
    track: ruled.track === null ? null : { zh: ruled.track.zh, en: ruled.track.en },
    isDraft: ruled.track?.isDraft ?? level?.isDraft ?? ruled.plan.files.arrivals.isDraft,
    asksSuite: ruled.track !== null && ruled.track.coResidents !== null,
    guardianUnder: ruled.plan.control.guardianUnder.value,
    rule: { packId: ruled.plan.packId, edition: ruled.plan.edition, source: level?.source ?? null },
    ground: row.ground,
    place: handed === null || !maySee ? null : `${handed.community} · ${handed.reason}`,
    deleteOn: row.delete_on,
    ...(maySee ? await candidates(ctx, row) : { people: [], homes: [] }),
    notes: notes.map((one) => ({
      id: one.id,
      at: one.at.toISOString(),
      what: one.what as NoteKind,
      by: one.account_id === null ? null : (names.get(one.account_id) ?? '—'),
      note: one.sealed_note === null || !maySee ? null : openNote(ctx, one.id, one.sealed_note),
    })),
    may: {
      decide: isOpen && maySee,
      mark: isOpen && ctx.may('arrivals.mark', place),
      propose: isOpen && maySee && row.state === 'arrived' && row.case_id === null && ruled.track !== null,
    },
  }
}
