// Every fact of a case is written here, and with it where the case now stands, what the gates are told and what is still to be done.
import { commonErrors, controlErrors, controlEvents } from '@xiaomen/contract'
import { type Command, type Course, courseOf, decide, type Fact, isEnded, owedWorks, spanOn, workStandings } from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { withdrawAct } from '../approvals/index.ts'
import { findPack, tracksOf } from '../posture/index.ts'
import { cancelTasks } from '../tasks/index.ts'
import { CHANGE_ACT, SEND_OUT_ACT } from './kinds.ts'
import { updateCase, type Standing } from './repo/case.ts'
import { voidChanges } from './repo/change.ts'
import { insertFacts, listFacts } from './repo/fact.ts'
import { voidTransfers } from './repo/transfer.ts'
import { type Beside, factsOf, halvesOfFact, scopeAt, sealFact } from './sealing.ts'
import { isOfPerson, isOfPlace, type PersonCase } from './subject.ts'
import type { CaseFactRow, ControlCaseRow } from './tables.ts'
import { endWork, planToday } from './work.ts'

export type Way = 'office' | 'visit' | 'phone' | 'own' | 'family' | 'rule'
type Confirmed = Pick<ControlCaseRow, 'confirmed_by' | 'confirmed_unit' | 'confirmed_at'>
export type Writing = { way: Way; by: { id: string; unit: string } | null; id?: string; at?: Date; digest?: Buffer; beside?: Beside; confirmed?: Confirmed }

/** The engine's answer, its refusal as an error of ours. */
export function decided(row: Pick<ControlCaseRow, 'pack_id'>, facts: readonly Fact[], command: Command, today: string): readonly Fact[] {
  const answer = decide(facts, command, { today, trackOf: tracksOf(row.pack_id) })
  if ('refused' in answer) throw fail(controlErrors, `control.${answer.refused}`)
  return answer.facts
}
export const courseAt = (row: Pick<ControlCaseRow, 'pack_id'>, facts: readonly Fact[], today: string): Course => courseOf(facts, tracksOf(row.pack_id), today)

/** What lists and clocks ask of a case, from its facts. */
export function standingOf(
  row: Pick<ControlCaseRow, 'community_id' | 'id' | 'pack_id' | 'place_id'>,
  course: Course,
  facts: readonly Fact[],
  today: string,
): Standing {
  const span = course.measure === null ? null : spanOn({ ...course, tests: [] }, today)
  const measures = findPack(row.pack_id, course.edition)?.control.measures
  const isPlace = row.place_id !== null
  const works = isPlace && !isEnded(course.state) ? workStandings(facts, course, today) : []
  return {
    community_id: row.community_id,
    id: row.id,
    edition: course.edition,
    track: course.trackKey,
    state: course.state,
    measure: course.measure,
    day_one: course.dayOne,
    from_day: course.from,
    last_day: course.lastDay,
    releasable_on: course.releasableOn,
    records_per_day: isPlace ? 0 : (span?.recordsPerDay ?? 0),
    tests_due: isEnded(course.state) ? 0 : course.tests.filter(({ standing }) => standing === 'due').length,
    tests_missed: isEnded(course.state) ? 0 : course.tests.filter(({ standing }) => standing === 'missed').length,
    settled_on: today,
    works_due: owedWorks(works, today).length,
    works_missed: works.filter(({ standing }) => standing === 'missed').length,
    // Whatever a pack says of its measures: for the sake of a place nobody is kept from the gate.
    restricts: !isPlace && course.measure !== null && measures?.[course.measure]?.mayPassGate === false,
  }
}

const toldOf = (row: PersonCase) => ({
  communityId: row.community_id,
  caseId: row.id,
  personId: row.person_id,
  homeId: row.home_id,
  areaPath: row.area_path,
})
/** What others hear when a case stands elsewhere than before. */
export async function tell(ctx: Ctx, before: Pick<ControlCaseRow, 'state' | 'restricts'>, row: ControlCaseRow): Promise<void> {
  if (before.restricts !== row.restricts && isOfPerson(row)) await tellRestricted(ctx, row)
  if (before.state !== row.state) await tellState(ctx, row)
}
export const tellRestricted = (ctx: Ctx, row: PersonCase): Promise<void> =>
  ctx.emit(controlEvents.restrictionChanged, { ...toldOf(row), mayPass: !row.restricts, version: row.version })
/** Rooms that hear of people under control hear nothing of a place. */
export async function tellState(ctx: Ctx, row: ControlCaseRow): Promise<void> {
  const state = row.state as 'active'
  if (isOfPerson(row)) await ctx.emit(controlEvents.controlChanged, { ...toldOf(row), state })
  else if (isOfPlace(row))
    await ctx.emit(controlEvents.placeChanged, { communityId: row.community_id, caseId: row.id, placeId: row.place_id, areaPath: row.area_path, state })
}

/** Of a case that has ended: what still waited about it is void, here and on the list of those who would have signed, and its work is over. */
export async function endBehind(ctx: Ctx, row: ControlCaseRow): Promise<void> {
  await voidChanges(ctx, row)
  await withdrawAct(ctx, CHANGE_ACT, row.id)
  const transfers = await voidTransfers(ctx, row)
  for (const id of transfers) await withdrawAct(ctx, SEND_OUT_ACT, id)
  await cancelTasks(ctx, 'control', ...transfers)
  await endWork(ctx, row)
}

/** `row` is locked. @returns the case as it stands with the new facts */
export async function write(
  ctx: Ctx,
  row: ControlCaseRow,
  before: readonly Fact[],
  added: readonly Fact[],
  { way, by, id, at, digest, beside = {}, confirmed }: Writing,
): Promise<ControlCaseRow> {
  const today = localDay(ctx.now)
  const scope = await scopeAt(ctx, row.area_path)
  const rows = added.map((fact, nth): CaseFactRow => {
    const { content, sealed } = halvesOfFact(fact, beside)
    const factId = nth === 0 && id !== undefined ? id : uuidv7()
    return {
      community_id: row.community_id,
      case_id: row.id,
      number: row.facts + nth + 1,
      id: factId,
      kind: fact.kind,
      day: fact.kind === 'opened' ? fact.from : fact.kind === 'editionUndone' ? today : fact.day,
      half: fact.kind === 'record' ? fact.half : null,
      content,
      sealed: sealed === null ? null : sealFact(ctx, factId, sealed, scope),
      at: at ?? ctx.now,
      received_at: ctx.now,
      account_id: by?.id ?? null,
      unit: by?.unit ?? null,
      way,
      digest: nth === 0 ? (digest ?? null) : null,
    }
  })
  const facts = [...before, ...added]
  const course = courseAt(row, facts, today)
  const change = { ...standingOf(row, course, facts, today), ...confirmed, facts: row.facts + added.length, version: row.version + 1 }
  await updateCase(ctx, row, change)
  await insertFacts(ctx, rows)
  const after = { ...row, ...change }
  await tell(ctx, row, after)
  if (isEnded(course.state)) await endBehind(ctx, row)
  else await planToday(ctx, after, facts)
  return after
}

/** Its facts so far. */
export const factsSoFar = async (ctx: Ctx, row: ControlCaseRow): Promise<Fact[]> => factsOf(ctx, await listFacts(ctx, row))

/** A command given to a case that is locked. A proposed one has no facts: nothing can be done with it but confirm or decline it. */
export async function act(ctx: Ctx, row: ControlCaseRow, command: Exclude<Command, { kind: 'open' }>, writing: Writing): Promise<ControlCaseRow> {
  if (row.state === 'proposed' || row.state === 'declined') throw fail(controlErrors, 'control.wrong_state')
  const facts = await factsSoFar(ctx, row)
  const at = writing.at ?? ctx.now
  // What a phone says of tomorrow is a wrong clock.
  if (at.getTime() > ctx.now.getTime() + 86_400_000) throw fail(commonErrors, 'request.invalid', { field: 'at' })
  return write(ctx, row, facts, decided(row, facts, command, localDay(ctx.now)), writing)
}
