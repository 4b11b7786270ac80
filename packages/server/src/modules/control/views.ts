// Cases as the reader of this request may see them.
import { masked } from '@xiaomen/rules/access'
import { type Level, LEVELS } from '@xiaomen/rules/areas'
import { daysBetween } from '@xiaomen/rules/days'
import { type Course, type Fact, isEnded, type Measure, SYMPTOMS, type Trigger, stripOf, workStandings } from '@xiaomen/rules/control'
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
import { courseAfter, foreseen, isOutdated, type Rules } from './foresee.ts'
import { planFileOf, trackFileOf, trackNameOf } from './track-file.ts'
import { type Beside, openFact, openGuardian, openOfChange, openPaper, openRefusal } from './sealing.ts'
import { changeCommandOf } from './change-command.ts'
import { CHANGE_ACT, OPENING_ACT } from './kinds.ts'
import { indexesOf, surveyOf } from './indexes.ts'
import { courseAt } from './settle.ts'
import { isOfPerson, isOfPlace } from './subject.ts'
import type { CaseChangeRow, CaseFactRow, ControlCaseRow } from './tables.ts'

const idOf = (ctx: Ctx): string => (ctx.actor.kind === 'account' ? ctx.actor.id : '')
type State = 'proposed' | 'declined' | 'planned' | 'active' | 'extended' | 'dueForRelease' | 'released' | 'transferred' | 'cancelled'
type EvidenceKind = 'testResult' | 'investigationDecision' | 'clinicReport'
type Ground = EvidenceKind | 'openedInError' | 'becameInfection' | 'appealUpheld' | 'died' | 'leftTheCountry'
const NOBODY = '—'

const nameOf = (named: { zh: string; en: string } | undefined, otherwise: string) =>
  named === undefined ? { zh: otherwise, en: otherwise } : { zh: named.zh, en: named.en }
export const measureNameOf = (row: Pick<ControlCaseRow, 'pack_id' | 'edition'>, measure: Measure | null) =>
  measure === null ? null : nameOf(planFileOf(row)?.measures[measure], measure)

const paperHidden = (kind: string) => ({ kind: kind as EvidenceKind, reference: '***', issuedBy: '***' })
/** A paper's number leads to the patient's record: it is masked with the health class. Whoever is asked to sign on it reads it. */
export const paperSeen = (ctx: Ctx, path: string, kind: string, paper: { reference: string; issuedBy: string }, maySign = false) => {
  const sight = maySign ? 'full' : ctx.sight(path).health
  if (sight === 'none') return paperHidden(kind)
  return { kind: kind as EvidenceKind, reference: sight === 'full' ? paper.reference : `***${paper.reference.slice(-3)}`, issuedBy: paper.issuedBy }
}

export async function placesOf(ctx: Ctx, paths: readonly string[]): Promise<Map<string, string>> {
  const named = new Map<string, string>()
  for (const path of new Set(paths)) named.set(path, shortPlace(await chainOf(ctx, path)))
  return named
}
/** From the compound down: buildings of one number stand in many of them. */
const shortPlace = (chain: readonly { level: Level; name: string }[]): string => {
  const beneath = chain.filter(({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf('compound'))
  return (beneath.length === 0 ? chain.slice(-1) : beneath).map(({ name }) => name).join(' ')
}

const nameIn = (names: ReadonlyMap<string, string>, row: ControlCaseRow): string | null => (row.person_id === null ? null : (names.get(row.person_id) ?? null))

type Halves = ReadonlyMap<string, ReadonlySet<unknown>>
/** @param halves of today's records by case, where they are known already */
export async function linesOf(ctx: Ctx, rows: readonly ControlCaseRow[], halves?: Halves) {
  const today = localDay(ctx.now)
  const personIds = [...new Set(rows.flatMap((row) => row.person_id ?? []))]
  const names = await namesOf(ctx, personIds)
  const doors = await doorsOf(ctx, [...new Set(rows.flatMap((row) => row.home_id ?? []))])
  const accounts = await accountNames(
    ctx,
    rows.map((row) => row.opened_by),
  )
  const places = await placesOf(
    ctx,
    rows.map((row) => row.area_path),
  )
  const recorded: Halves = halves ?? (await halvesOf(ctx, rows, today))
  const ids = rows.map((row) => row.id)
  const [withChange, withAppeal] = [await casesWithChange(ctx, ids), await casesWithAppeal(ctx, ids)]
  ctx.audit.subjects(personIds)
  return rows.map((row) => {
    const sight = ctx.sight(row.area_path)
    const isRunning = row.state !== 'proposed' && row.state !== 'declined' && !isEnded(row.state as 'active')
    const ahead = row.state === 'proposed' ? (foreseen(row, today)?.course ?? null) : null
    const measure = ahead === null ? (row.measure as Measure | null) : (ahead.spans[0]?.measure ?? null)
    return {
      id: row.id,
      about: isOfPlace(row) ? ('place' as const) : ('person' as const),
      personId: row.person_id,
      placeId: row.place_id,
      homeId: row.home_id,
      name: masked('name', nameIn(names, row), sight.name),
      door: masked('door', (row.home_id !== null && doors.get(row.home_id)) || null, sight.door),
      areaName: places.get(row.area_path) ?? NOBODY,
      state: row.state as State,
      track: trackNameOf(row),
      measure,
      measureName: measureNameOf(row, measure),
      dayNumber: isRunning && row.day_one !== null && row.from_day !== null && row.from_day <= today ? daysBetween(row.day_one, today) + 1 : null,
      lastDay: isGone(row) ? null : (ahead?.lastDay ?? row.last_day),
      releasableOn: isGone(row) ? null : (ahead?.releasableOn ?? row.releasable_on),
      recordsToday: recorded.get(row.id)?.size ?? 0,
      recordsAsked: row.records_per_day,
      testsDue: row.tests_due,
      testsMissed: row.tests_missed,
      worksDue: row.works_due,
      worksMissed: row.works_missed,
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

/** Gone to another place, nothing of health is read here any more. */
const isGone = (row: Pick<ControlCaseRow, 'state'>): boolean => row.state === 'transferred'
const KEPT_BEHIND: ReadonlySet<string> = new Set(['opened', 'transferred'])

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
  work: null,
  index: null,
  photoIds: [],
}
function factView(ctx: Ctx, row: CaseFactRow, of: ControlCaseRow, { fact, beside }: { fact: Fact; beside: Beside }, who: ReadonlyMap<string, string>) {
  const sight = ctx.sight(of.area_path)
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
    case 'work':
      return { ...head, work: fact.work, photoIds: [...(beside.photoIds ?? [])] }
    case 'survey':
      return { ...head, index: surveyOf(of, fact, beside), photoIds: [...(beside.photoIds ?? [])] }
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

/** How many have signed beside its author, and how many it takes today. */
const signaturesOf = (act: { signatures: readonly unknown[]; needed: number } | undefined) =>
  act === undefined ? null : { have: act.signatures.length, needed: act.needed }

async function changeView(ctx: Ctx, row: CaseChangeRow, of: ControlCaseRow, facts: readonly Fact[]) {
  const act = (await actsOf(ctx, [row.case_id])).find(({ kind, isOpen }) => kind === CHANGE_ACT && isOpen)
  const mayAgree = act?.maySign ?? (row.proposed_by !== idOf(ctx) && ctx.may('control.confirm', { path: of.area_path }))
  const after = courseAfter(of, facts, changeCommandOf(row), localDay(ctx.now))
  return {
    id: row.id,
    kind: row.kind as (typeof CHANGE_KINDS)[number],
    day: row.day,
    ground: row.ground as Ground,
    evidence: paperSeen(ctx, of.area_path, row.evidence_kind, openOfChange(ctx, row), mayAgree),
    by: (await accountNames(ctx, [row.proposed_by])).get(row.proposed_by) ?? NOBODY,
    unit: row.proposed_unit,
    at: row.proposed_at.toISOString(),
    mayAgree,
    signatures: signaturesOf(act),
    comesTo: after === null || isEnded(after.state) ? null : { lastDay: after.lastDay, releasableOn: after.releasableOn },
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
    others.flatMap((one) => one.person_id ?? []),
  )
  return others.map((one) => ({
    caseId: one.id,
    name: masked('name', nameIn(names, one), ctx.sight(one.area_path).name),
    state: one.state as State,
  }))
}

/** @param rules those that hold at its place, where they were read already */
export async function viewOf(ctx: Ctx, row: ControlCaseRow, { rules }: { rules?: Rules } = {}) {
  const today = localDay(ctx.now)
  const rows = await listFacts(ctx, row)
  const recordedToday = rows.filter(({ kind, day }) => kind === 'record' && day === today).map(({ half }) => half)
  const [line] = await linesOf(ctx, [row], new Map([[row.id, new Set(recordedToday)]]))
  const opened = rows.map((one) => openFact(ctx, one))
  // Of a proposal: what it comes to if it is signed today.
  const ahead = row.state === 'proposed' ? foreseen(row, today) : null
  const facts = ahead?.facts ?? opened.map(({ fact }) => fact)
  const course = ahead?.course ?? (facts.length === 0 || isGone(row) ? null : courseAt(row, facts, today))
  const who = await accountNames(
    ctx,
    [...rows.map((one) => one.account_id), row.confirmed_by].filter((one) => one !== null),
  )
  const sight = ctx.sight(row.area_path)
  const file = trackFileOf(row)
  const change = line!.changeWaits ? await waitingChange(ctx, row) : undefined
  const guardian = isGone(row) ? null : openGuardian(ctx, row)
  // Those that came along have an act of their own only if somebody signs them alone.
  const act = row.state === 'proposed' ? (await actsOf(ctx, [row.id])).find(({ kind, isOpen }) => kind === OPENING_ACT && isOpen) : undefined
  const may = (permission: string) => ctx.may(permission, { path: row.area_path })
  const isRunning = ahead === null && course !== null && !isEnded(course.state)
  const outdated = row.state === 'proposed' && (await isOutdated(ctx, row, rules))
  const mayConfirm =
    row.state === 'proposed' &&
    ctx.whereThere('control.confirmOpening', [row.area_path]).includes(row.area_path) &&
    (act?.maySign ?? row.opened_by !== idOf(ctx)) &&
    may('control.confirm')
  return {
    ...line!,
    today,
    packId: row.pack_id,
    edition: row.edition,
    isDraft: file?.isDraft ?? true,
    source: nameOf(file?.source, NOBODY),
    trigger: row.trigger as Trigger,
    anchorDay: row.anchor_day,
    from: isGone(row) ? null : (ahead?.course.from ?? row.from_day),
    isForeseen: ahead !== null,
    isOutdated: outdated,
    hasOwnSuite: row.has_own_suite,
    hasGuardian: guardian !== null,
    guardian:
      guardian === null
        ? null
        : [masked('name', guardian.name, sight.name), masked('phone', guardian.phone, sight.phone)].filter((one) => one !== null).join(' ') || null,
    evidence: isGone(row) ? paperHidden(row.evidence_kind) : paperSeen(ctx, row.area_path, row.evidence_kind, openPaper(ctx, row), mayConfirm),
    confirmedBy: row.confirmed_by === null ? null : (who.get(row.confirmed_by) ?? NOBODY),
    confirmedUnit: row.confirmed_unit,
    refusal: sight.name === 'full' ? openRefusal(ctx, row) : null,
    signatures: signaturesOf(act),
    alongside: await alongside(ctx, row),
    symptoms: isGone(row) || isOfPlace(row) ? [] : SYMPTOMS.filter((one) => file?.symptoms.includes(one)),
    measures: (course?.spans ?? []).map((span) => ({
      measure: span.measure,
      name: measureNameOf({ ...row, edition: span.edition }, span.measure)!,
      from: span.from,
      to: span.to,
    })),
    days: course === null || isOfPlace(row) ? [] : daysOfView(facts, course, today),
    release: (course?.evidence ?? []).map(({ rule, isMet }) => ({ kind: rule.kind, days: 'days' in rule ? rule.days : null, isMet })),
    facts: rows.flatMap((one, at) => (isGone(row) && !KEPT_BEHIND.has(one.kind) ? [] : [factView(ctx, one, row, opened[at]!, who)])),
    carers: ((await carersOf(ctx, 'controlCase', [row.id])).get(row.id) ?? []).map(({ slot, hand, cover, gap }) => {
      const now = cover ?? hand
      return { slot, name: now === null ? null : masked('name', now.name, sight.name), unit: now?.unit ?? null, isCover: cover !== null, gap }
    }),
    works: course === null || !isOfPlace(row) ? [] : workStandings(facts, course, today),
    indexes: isOfPlace(row) ? indexesOf(row) : [],
    change: change === undefined ? null : await changeView(ctx, change, row, facts),
    may: {
      confirm: mayConfirm && !outdated && ahead !== null,
      decline: row.state === 'proposed' && may('control.confirm'),
      record: isRunning && isOfPerson(row) && may('control.record'),
      work: isRunning && isOfPlace(row) && may('control.record'),
      change: isRunning && change === undefined && may('control.open'),
      paper: isRunning && may('control.confirm'),
      release: row.state === 'dueForRelease' && may('control.release'),
      transfer: isRunning && isOfPerson(row) && may('control.transfer'),
      print: row.state === 'released',
    },
  }
}
