// Cases as the reader of this request may see them.
import { masked } from '@xiaomen/rules/access'
import { daysBetween } from '@xiaomen/rules/days'
import { type Course, type Fact, isEnded, type Measure, SYMPTOMS, type Trigger, stripOf } from '@xiaomen/rules/control'
import type { CHANGE_KINDS } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { carersOf } from '../answerability/index.ts'
import { actsOf } from '../approvals/index.ts'
import { chainOf } from '../areas/index.ts'
import { doorsOf, namesOf } from '../registry/index.ts'
import { casesWithAppeal } from './repo/appeal.ts'
import { findCase, listCausedBy } from './repo/case.ts'
import { casesWithChange, waitingChange } from './repo/change.ts'
import { halvesOf, listFacts } from './repo/fact.ts'
import { planFileOf, trackFileOf } from './track-file.ts'
import { type Beside, openFact, openGuardian, openOfChange, openPaper, openRefusal } from './sealing.ts'
import { courseAt } from './settle.ts'
import type { CaseChangeRow, CaseFactRow, ControlCaseRow } from './tables.ts'

type State = 'proposed' | 'declined' | 'planned' | 'active' | 'extended' | 'dueForRelease' | 'released' | 'transferred' | 'cancelled'
type EvidenceKind = 'testResult' | 'investigationDecision' | 'clinicReport'
type Ground = EvidenceKind | 'openedInError' | 'becameInfection' | 'appealUpheld' | 'died' | 'leftTheCountry'
const NOBODY = '—'

const nameOf = (named: { zh: string; en: string } | undefined, otherwise: string) =>
  named === undefined ? { zh: otherwise, en: otherwise } : { zh: named.zh, en: named.en }
export const measureNameOf = (row: Pick<ControlCaseRow, 'pack_id' | 'edition'>, measure: Measure | null) =>
  measure === null ? null : nameOf(planFileOf(row)?.measures[measure], measure)

/** A paper's number leads to the patient's record: it is masked with the health class. */
export const paperSeen = (ctx: Ctx, path: string, kind: string, paper: { reference: string; issuedBy: string }) => {
  const sight = ctx.sight(path).health
  if (sight === 'none') return { kind: kind as EvidenceKind, reference: '***', issuedBy: '***' }
  return { kind: kind as EvidenceKind, reference: sight === 'full' ? paper.reference : `***${paper.reference.slice(-3)}`, issuedBy: paper.issuedBy }
}

export async function placesOf(ctx: Ctx, paths: readonly string[]): Promise<Map<string, string>> {
  const named = new Map<string, string>()
  for (const path of new Set(paths))
    named.set(
      path,
      (await chainOf(ctx, path))
        .slice(-2)
        .map((area) => area.name)
        .join(' '),
    )
  return named
}

export async function linesOf(ctx: Ctx, rows: readonly ControlCaseRow[]) {
  const today = localDay(ctx.now)
  const names = await namesOf(ctx, [...new Set(rows.map((row) => row.person_id))])
  const doors = await doorsOf(ctx, [...new Set(rows.flatMap((row) => row.home_id ?? []))])
  const accounts = await accountNames(
    ctx,
    rows.map((row) => row.opened_by),
  )
  const places = await placesOf(
    ctx,
    rows.map((row) => row.area_path),
  )
  const halves = await halvesOf(ctx, rows, today)
  const ids = rows.map((row) => row.id)
  const [withChange, withAppeal] = [await casesWithChange(ctx, ids), await casesWithAppeal(ctx, ids)]
  ctx.audit.subjects([...new Set(rows.map((row) => row.person_id))])
  return rows.map((row) => {
    const sight = ctx.sight(row.area_path)
    const isRunning = row.state !== 'proposed' && row.state !== 'declined' && !isEnded(row.state as 'active')
    return {
      id: row.id,
      personId: row.person_id,
      homeId: row.home_id,
      name: masked('name', names.get(row.person_id) ?? null, sight.name),
      door: masked('door', (row.home_id !== null && doors.get(row.home_id)) || null, sight.door),
      areaName: places.get(row.area_path) ?? NOBODY,
      state: row.state as State,
      track: nameOf(trackFileOf(row), row.track),
      measure: row.measure as Measure | null,
      measureName: measureNameOf(row, row.measure as Measure | null),
      dayNumber: isRunning && row.day_one !== null && row.from_day !== null && row.from_day <= today ? daysBetween(row.day_one, today) + 1 : null,
      lastDay: row.last_day,
      releasableOn: row.releasable_on,
      recordsToday: halves.get(row.id)?.size ?? 0,
      recordsAsked: row.records_per_day,
      testsDue: row.tests_due,
      testsMissed: row.tests_missed,
      openedBy: accounts.get(row.opened_by) ?? NOBODY,
      openedUnit: row.opened_unit,
      openedAt: row.opened_at.toISOString(),
      changeWaits: withChange.has(row.id),
      appealWaits: withAppeal.has(row.id),
    }
  })
}

export const daysOfView = (facts: readonly Fact[], course: Course, today: string) =>
  stripOf(facts, course, today).map(({ day, number, measure, tests, records, recordsAsked }) => ({ day, number, measure, tests, records, recordsAsked }))

const NOTHING = {
  half: null,
  temperatureC: null,
  symptoms: [],
  needs: [],
  note: null,
  method: null,
  result: null,
  ct: null,
  reference: null,
  until: null,
  ground: null,
  edition: null,
}
function factView(ctx: Ctx, row: CaseFactRow, path: string, { fact, beside }: { fact: Fact; beside: Beside }, who: ReadonlyMap<string, string>) {
  const sight = ctx.sight(path)
  const seesHealth = sight.health !== 'none'
  const reference = beside.reference === undefined || !seesHealth ? null : sight.health === 'full' ? beside.reference : `***${beside.reference.slice(-3)}`
  const head = {
    ...NOTHING,
    id: row.id,
    kind: fact.kind,
    day: row.day,
    at: row.received_at.toISOString(),
    // Who asks at their own home is of the household, not an official.
    by: row.account_id === null || row.way === 'own' || row.way === 'family' ? null : (who.get(row.account_id) ?? NOBODY),
    unit: row.way === 'own' || row.way === 'family' ? null : row.unit,
    way: row.way as 'office',
    reference,
  }
  switch (fact.kind) {
    case 'record':
      return {
        ...head,
        half: fact.half,
        temperatureC: seesHealth ? fact.temperatureC : null,
        symptoms: seesHealth ? [...fact.symptoms] : [],
        needs: seesHealth ? [...(beside.needs ?? [])] : [],
        // What people wrote may say anything of a household.
        note: seesHealth && sight.name === 'full' ? (beside.note ?? null) : null,
      }
    case 'test':
      return { ...head, method: fact.method, ...(seesHealth ? { result: fact.result, ct: fact.ct } : {}) }
    case 'paper':
      return { ...head, ground: fact.of as Ground }
    case 'lengthened':
    case 'shortened':
      return { ...head, until: fact.until, ground: fact.ground as Ground }
    case 'cancelled':
      return { ...head, ground: fact.ground as Ground }
    case 'opened':
    case 'edition':
      return { ...head, edition: fact.edition }
    default:
      return head
  }
}

async function changeView(ctx: Ctx, row: CaseChangeRow, path: string) {
  const actorId = ctx.actor.kind === 'account' ? ctx.actor.id : ''
  return {
    id: row.id,
    kind: row.kind as (typeof CHANGE_KINDS)[number],
    day: row.day,
    ground: row.ground as Ground,
    evidence: paperSeen(ctx, path, row.evidence_kind, openOfChange(ctx, row)),
    by: (await accountNames(ctx, [row.proposed_by])).get(row.proposed_by) ?? NOBODY,
    unit: row.proposed_unit,
    at: row.proposed_at.toISOString(),
    mayAgree: row.proposed_by !== actorId && ctx.may('control.confirm', { path }),
  }
}

/** Those it brought under control, the one that brought it, and the others whom that one brought. */
async function alongside(ctx: Ctx, row: ControlCaseRow) {
  const source = row.caused_by === null ? null : ((await findCase(ctx, row.caused_by)) ?? null)
  const others = [...(source === null ? [] : [source, ...(await listCausedBy(ctx, source))]), ...(await listCausedBy(ctx, row))].filter(
    (one) => one.id !== row.id,
  )
  const names = await namesOf(
    ctx,
    others.map((one) => one.person_id),
  )
  return others.map((one) => ({
    caseId: one.id,
    name: masked('name', names.get(one.person_id) ?? null, ctx.sight(one.area_path).name),
    state: one.state as State,
  }))
}

export async function viewOf(ctx: Ctx, row: ControlCaseRow) {
  const today = localDay(ctx.now)
  const [line] = await linesOf(ctx, [row])
  const rows = await listFacts(ctx, row)
  const opened = rows.map((one) => openFact(ctx, one))
  const facts = opened.map(({ fact }) => fact)
  const course = facts.length === 0 ? null : courseAt(row, facts, today)
  const who = await accountNames(
    ctx,
    [...rows.map((one) => one.account_id), row.confirmed_by].filter((one) => one !== null),
  )
  const sight = ctx.sight(row.area_path)
  const file = trackFileOf(row)
  const change = await waitingChange(ctx, row)
  const guardian = openGuardian(ctx, row)
  // Those that came along have an act of their own only if somebody signs them alone.
  const act = row.state === 'proposed' ? (await actsOf(ctx, [row.id])).find((one) => one.isOpen) : undefined
  const may = (permission: string) => ctx.may(permission, { path: row.area_path })
  const actorId = ctx.actor.kind === 'account' ? ctx.actor.id : ''
  const isRunning = course !== null && !isEnded(course.state)
  return {
    ...line!,
    today,
    packId: row.pack_id,
    edition: row.edition,
    isDraft: file?.isDraft ?? true,
    source: nameOf(file?.source, NOBODY),
    trigger: row.trigger as Trigger,
    anchorDay: row.anchor_day,
    from: row.from_day,
    hasOwnSuite: row.has_own_suite,
    hasGuardian: guardian !== null,
    guardian:
      guardian === null
        ? null
        : [masked('name', guardian.name, sight.name), masked('phone', guardian.phone, sight.phone)].filter((one) => one !== null).join(' ') || null,
    evidence: paperSeen(ctx, row.area_path, row.evidence_kind, openPaper(ctx, row)),
    confirmedBy: row.confirmed_by === null ? null : (who.get(row.confirmed_by) ?? NOBODY),
    confirmedUnit: row.confirmed_unit,
    refusal: sight.name === 'full' ? openRefusal(ctx, row) : null,
    signatures: act === undefined ? null : { have: act.signatures.length, needed: act.needed },
    alongside: await alongside(ctx, row),
    symptoms: SYMPTOMS.filter((one) => file?.symptoms.includes(one)),
    measures: (course?.spans ?? []).map((span) => ({
      measure: span.measure,
      name: measureNameOf({ ...row, edition: span.edition }, span.measure)!,
      from: span.from,
      to: span.to,
    })),
    days: course === null ? [] : daysOfView(facts, course, today),
    release: (course?.evidence ?? []).map(({ rule, isMet }) => ({ kind: rule.kind, days: 'days' in rule ? rule.days : null, isMet })),
    facts: rows.map((one, at) => factView(ctx, one, row.area_path, opened[at]!, who)),
    carers: ((await carersOf(ctx, 'controlCase', [row.id])).get(row.id) ?? []).map(({ slot, hand, cover, gap }) => {
      const now = cover ?? hand
      return { slot, name: now === null ? null : masked('name', now.name, sight.name), unit: now?.unit ?? null, isCover: cover !== null, gap }
    }),
    change: change === undefined ? null : await changeView(ctx, change, row.area_path),
    may: {
      confirm:
        row.state === 'proposed' &&
        ctx.whereThere('control.confirmOpening', [row.area_path]).includes(row.area_path) &&
        (act?.maySign ?? row.opened_by !== actorId) &&
        may('control.confirm'),
      decline: row.state === 'proposed' && may('control.confirm'),
      record: isRunning && may('control.record'),
      change: isRunning && change === undefined && may('control.open'),
      paper: isRunning && may('control.confirm'),
      release: row.state === 'dueForRelease' && may('control.release'),
      print: row.state === 'released',
    },
  }
}
