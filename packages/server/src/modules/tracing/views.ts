// People of the investigation as the reader of this request may see them.
import { masked } from '@xiaomen/rules/access'
import { LEVELS } from '@xiaomen/rules/areas'
import { type Dates, type Edge, isSeenTo, type Node, proposeSource, windowsOf } from '@xiaomen/rules/tracing'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { areasAt } from '../areas/index.ts'
import { statementsOfPerson } from '../leads/index.ts'
import { planAt } from '../posture/index.ts'
import { doorsOf, peopleByIds } from '../registry/index.ts'
import { figures, windowFiguresOf } from './figures.ts'
import { levelsOf } from './meet.ts'
import { listOf } from './repo/exposure.ts'
import { listByIds } from './repo/traced.ts'
import { listTurns } from './repo/trail.ts'
import { openPlace, openReason, openSaid, type Said } from './sealing.ts'
import type { ExposureRow, TracedRow, TurnRow } from './tables.ts'

const NOBODY = '—'
export const datesOf = (row: Pick<TracedRow, 'onset_on' | 'sampled_on' | 'reported_on' | 'isolated_on'>): Dates => ({
  onsetOn: row.onset_on,
  sampledOn: row.sampled_on,
  reportedOn: row.reported_on,
  isolatedOn: row.isolated_on,
})
export const nodeOf = (row: Pick<TracedRow, 'id' | 'standing' | 'onset_on' | 'sampled_on' | 'reported_on' | 'isolated_on'>): Node => ({
  id: row.id,
  standing: row.standing,
  ...datesOf(row),
})
export const edgeOf = (row: Pick<ExposureRow, 'id' | 'from_id' | 'to_id' | 'day' | 'day_to' | 'certainty' | 'is_infection' | 'is_active'>): Edge => ({
  id: row.id,
  from: row.from_id,
  to: row.to_id,
  day: row.day,
  dayTo: row.day_to,
  certainty: row.certainty,
  isInfection: row.is_infection,
  isActive: row.is_active,
})

/** Who they are, whole: of the ledger as it is today, of the others as it was told. For masking and for lists that go out. */
export async function whoIs(ctx: Ctx, rows: readonly TracedRow[]): Promise<Map<string, Said>> {
  const people = await peopleByIds(ctx, [...new Set(rows.flatMap((row) => row.person_id ?? []))])
  ctx.audit.subjects([...people.keys()])
  return new Map(
    rows.map((row) => {
      const person = row.person_id === null ? undefined : people.get(row.person_id)
      const said = openSaid(ctx, row)
      return [row.id, person === undefined ? said : { ...said, name: person.name, phone: person.phone, document: person.document }]
    }),
  )
}

/** From the compound down, in one question for all. */
async function placesOf(ctx: Ctx, paths: readonly string[]): Promise<(path: string) => string> {
  const prefixes = new Set<string>()
  for (const path of paths)
    path
      .split('/')
      .slice(1, -1)
      .reduce((before, step) => (prefixes.add(`${before}${step}/`), `${before}${step}/`), '/')
  const areas = new Map((await areasAt(ctx, [...prefixes])).map((area) => [area.path, area]))
  return (path) => {
    let before = '/'
    const chain = path
      .split('/')
      .slice(1, -1)
      .flatMap((step) => {
        before = `${before}${step}/`
        return areas.get(before) ?? []
      })
    const beneath = chain.filter(({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf('compound'))
    return (beneath.length === 0 ? chain.slice(-1) : beneath).map(({ name }) => name).join(' ') || NOBODY
  }
}

export async function linesOf(ctx: Ctx, rows: readonly TracedRow[], known?: ReadonlyMap<string, Said>) {
  const who = known ?? (await whoIs(ctx, rows))
  const doors = await doorsOf(ctx, [...new Set(rows.flatMap((row) => row.home_id ?? []))])
  const placeOf = await placesOf(
    ctx,
    rows.map((row) => row.area_path),
  )
  return rows.map((row) => {
    const sight = ctx.sight(row.area_path)
    const isDone = isSeenTo({ standing: row.standing, isTold: row.told_at !== null, isApart: row.isolated_on !== null, isProposed: row.control_id !== null })
    return {
      id: row.id,
      label: row.label,
      standing: row.standing,
      caseKind: row.case_kind,
      personId: row.person_id,
      name: masked('name', who.get(row.id)?.name ?? null, sight.name),
      door: masked('door', (row.home_id !== null && doors.get(row.home_id)) || null, sight.door),
      areaName: placeOf(row.area_path),
      ...datesOf(row),
      lastMetOn: row.last_met_on,
      toldAt: row.told_at?.toISOString() ?? null,
      dueAt: isDone ? null : (row.due_at?.toISOString() ?? null),
      isOverdue: row.closed_on === null && row.due_at !== null && row.due_at < ctx.now && !isDone,
      controlId: row.control_id,
      closedOn: row.closed_on,
      closeReason: row.close_reason,
      version: row.version,
    }
  })
}

export async function detailOf(ctx: Ctx, row: TracedRow) {
  const exposures = await listOf(ctx, row.id)
  const others = await listByIds(ctx, [...new Set(exposures.map((one) => (one.from_id === row.id ? one.to_id : one.from_id)))])
  const byId = new Map(others.map((one) => [one.id, one]))
  const who = await whoIs(ctx, [row, ...others])
  const [line] = await linesOf(ctx, [row], who)
  const sight = ctx.sight(row.area_path)
  const plan = await planAt(ctx, row.area_path)
  const windowFigures = windowFiguresOf(plan.packId)
  const turns = await listTurns(ctx, row.id)
  const accounts = await accountNames(ctx, [...new Set(turns.flatMap((turn) => turn.account_id ?? []))])
  const said = who.get(row.id)
  const node = nodeOf(row)
  const nodes = new Map([row, ...others].map((one) => [one.id, nodeOf(one)]))
  const sources = exposures.filter((one) => one.to_id === row.id)
  const likely = row.standing !== 'case' || sources.some((one) => one.is_infection) ? null : proposeSource(node, sources.map(edgeOf), nodes, windowFigures)
  const view = (one: ExposureRow) => meetingOf(ctx, one, byId.get(one.from_id === row.id ? one.to_id : one.from_id), who, row.id)
  return {
    ...line!,
    phone: masked('phone', said?.phone ?? null, sight.phone),
    address: sight.door === 'full' ? (said?.address ?? null) : null,
    sex: said?.sex ?? ('unknown' as const),
    origin: row.origin,
    windows: row.standing === 'none' ? null : windowsOf(node, windowFigures, localDay(ctx.now)),
    sources: sources.map(view),
    met: exposures.filter((one) => one.from_id === row.id).map(view),
    likely:
      likely === null
        ? null
        : {
            exposureId: likely.best.edgeId,
            otherId: likely.best.from,
            otherLabel: byId.get(likely.best.from)?.label ?? NOBODY,
            days: likely.best.days,
            isClear: likely.isClear,
          },
    turns: turns.map((turn) => turnOf(ctx, turn, accounts, row.area_path)),
    tell: figures().tell,
    told: await toldOf(ctx, row),
    may: {
      work: ctx.may('tracing.work', { path: row.area_path }),
      control:
        row.closed_on === null &&
        row.person_id !== null &&
        row.control_id === null &&
        (row.standing === 'contact' || row.standing === 'secondaryContact') &&
        levelsOf(plan).has(row.standing) &&
        ctx.may('control.open', { path: row.area_path }),
    },
  }
}

/** What was told belongs to whoever works on it, as at the call desk: whoever only leads or reads hears nothing of it. */
async function toldOf(ctx: Ctx, row: TracedRow) {
  const sight = ctx.sight(row.area_path)
  if (row.person_id === null || sight.health === 'none' || !ctx.may('tracing.work', { path: row.area_path })) return []
  return (await statementsOfPerson(ctx, row.person_id)).map((one) => ({
    id: one.id,
    where: one.where,
    from: one.from.toISOString(),
    until: one.until?.toISOString() ?? null,
    with: one.with.map(({ name, phone }) => ({ name, phone: masked('phone', phone, sight.phone) })),
  }))
}

function meetingOf(ctx: Ctx, one: ExposureRow, other: TracedRow | undefined, who: ReadonlyMap<string, Said>, ownId: string) {
  const sight = ctx.sight(one.area_path)
  return {
    id: one.id,
    otherId: one.from_id === ownId ? one.to_id : one.from_id,
    // Of somebody whom the reader may not see: that they met, and not who it was.
    otherLabel: other?.label ?? NOBODY,
    otherStanding: other?.standing ?? null,
    otherName: other === undefined ? null : masked('name', who.get(other.id)?.name ?? null, ctx.sight(other.area_path).name),
    kind: one.kind,
    certainty: one.certainty,
    origin: one.origin,
    day: one.day,
    dayTo: one.day_to,
    minutes: one.minutes,
    place: sight.health === 'none' ? null : openPlace(ctx, one),
    isInfection: one.is_infection,
    isActive: one.is_active,
    version: one.version,
  }
}

const turnOf = (ctx: Ctx, turn: TurnRow, accounts: ReadonlyMap<string, string>, path: string) => ({
  id: turn.id,
  at: turn.at.toISOString(),
  by: turn.account_id === null ? '' : (accounts.get(turn.account_id) ?? NOBODY),
  unit: turn.unit,
  kind: turn.kind,
  from: turn.from_word,
  to: turn.to_word,
  reason: ctx.sight(path).health === 'none' ? null : openReason(ctx, 'tracing.turn', turn),
})
