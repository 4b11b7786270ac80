// 纳管: proposed by one on evidence, confirmed by a second one of another unit; before that nobody is restricted.
import { type controlCases, controlErrors } from '@xiaomen/contract'
import { isYoungerThan, type Subject, type Trigger } from '@xiaomen/rules/control'
import { birthdayOf } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { type ActOf, openAct, signAct, waitingAct, withdrawAct } from '../../approvals/index.ts'
import { planAt } from '../../posture/index.ts'
import { findPerson, leanOn, type Person, residentsOf } from '../../registry/index.ts'
import { isOutdated } from '../foresee.ts'
import { OPENING_ACT } from '../kinds.ts'
import { areaFor, lockedCase, notAnother, notFound, noted, official } from '../place.ts'
import { findCase, insertCase, listCausedBy, lockCase, updateCase } from '../repo/case.ts'
import { type Guardian, openPaper, type Paper, sealOfCase } from '../sealing.ts'
import { decided, tellState, write } from '../settle.ts'
import type { ControlCaseRow } from '../tables.ts'
import { viewOf } from '../views.ts'

type Cases = Handlers<typeof controlCases>
type Plan = Awaited<ReturnType<typeof planAt>>
type Track = Plan['control']['tracks'][number]

export const trackFor = (plan: Plan, trigger: Trigger, subject: Subject = 'person'): Track | undefined =>
  plan.control.tracks.find((track) => track.subject === subject && track.triggers.includes(trigger))

type Proposed = {
  id: string
  plan: Plan
  track: string
  trigger: Trigger
  anchorDay: string
  hasOwnSuite: boolean
  guardian: Guardian | null
  evidence: { kind: string } & Paper
  by: { id: string; unit: string }
  causedBy: string | null
  infectionId: string | null
}
/** A case of a person as nobody has confirmed it yet. */
export const proposal = (ctx: Ctx, person: Person, proposed: Proposed): Promise<ControlCaseRow> =>
  proposedRow(ctx, { community_id: person.communityId, person_id: person.id, place_id: null, home_id: person.homeId, area_path: person.path }, proposed)

export async function proposedRow(
  ctx: Ctx,
  about: Pick<ControlCaseRow, 'community_id' | 'person_id' | 'place_id' | 'home_id' | 'area_path'>,
  { plan, track, ...wanted }: Proposed,
): Promise<ControlCaseRow> {
  const at = { id: wanted.id, path: about.area_path }
  return {
    ...about,
    id: wanted.id,
    first_person_id: null,
    trigger: wanted.trigger,
    pack_id: plan.packId,
    edition: plan.edition,
    track,
    anchor_day: wanted.anchorDay,
    has_own_suite: wanted.hasOwnSuite,
    sealed_guardian: wanted.guardian === null ? null : await sealOfCase(ctx, at, 'sealed_guardian', wanted.guardian),
    evidence_kind: wanted.evidence.kind,
    sealed_evidence: await sealOfCase(ctx, at, 'sealed_evidence', { reference: wanted.evidence.reference, issuedBy: wanted.evidence.issuedBy }),
    infection_id: wanted.infectionId,
    caused_by: wanted.causedBy,
    opened_by: wanted.by.id,
    opened_unit: wanted.by.unit,
    opened_at: ctx.now,
    confirmed_by: null,
    confirmed_unit: null,
    confirmed_at: null,
    sealed_refusal: null,
    state: 'proposed',
    measure: null,
    day_one: null,
    from_day: null,
    last_day: null,
    releasable_on: null,
    records_per_day: 0,
    tests_due: 0,
    tests_missed: 0,
    works_due: 0,
    works_missed: 0,
    settled_on: null,
    restricts: false,
    // The works of a place lead to its page: they stand under its own id.
    work_source: about.place_id === null ? uuidv7() : wanted.id,
    facts: 0,
    version: 1,
  }
}

/** One person's word that somebody, or a place, comes under control. What the evidence says is in it by a keyed digest; who it is about by an id, the first one where two records became one. */
export const actOf = (ctx: Ctx, row: ControlCaseRow, people: number): ActOf => ({
  kind: OPENING_ACT,
  subjectId: row.id,
  payload: {
    ...(row.place_id === null ? { personId: row.first_person_id ?? row.person_id } : { placeId: row.place_id }),
    trigger: row.trigger,
    packId: row.pack_id,
    edition: row.edition,
    track: row.track,
    anchorDay: row.anchor_day,
    hasOwnSuite: row.has_own_suite,
    evidenceKind: row.evidence_kind,
    said: ctx.crypto.index('control.evidence', JSON.stringify(openPaper(ctx, row))).toString('hex'),
  },
  people,
  base: 1,
  permission: 'control.confirm',
  communityId: row.community_id,
  path: row.area_path,
})

const isMinor = (person: Person, under: number, today: string): boolean => {
  const birthday = person.document === null || person.documentKind === null ? null : birthdayOf({ kind: person.documentKind, number: person.document })
  return birthday !== null && isYoungerThan(birthday, under, today)
}

export const openCase: Cases['openCase'] = async (ctx, { id, personId, trigger, anchorDay, evidence, hasOwnSuite, guardian }) => {
  const person = await findPerson(ctx, personId)
  if (!person) throw notFound()
  ctx.must('control.open', person)
  const by = official(ctx)
  const known = await findCase(ctx, id)
  // Pressed twice: the same proposal.
  if (known && known.person_id === person.id && known.opened_by === by.id) {
    noted(ctx, known)
    return viewOf(ctx, known)
  }
  const today = localDay(ctx.now)
  const plan = await planAt(ctx, person.path)
  const track = trackFor(plan, trigger)
  if (track === undefined) throw fail(controlErrors, 'control.unknown_track')
  const under = plan.control.guardianUnder.value
  if (guardian === null && isMinor(person, under, today)) throw fail(controlErrors, 'control.guardian_missing')
  const command = { kind: 'open' as const, edition: plan.edition, anchorDay, from: today }
  // Refused now what could not be confirmed today: what is over already, what is still to come.
  decided({ pack_id: plan.packId }, [], { ...command, track: track.key }, today)
  const common = { plan, anchorDay, evidence, by, infectionId: null }
  const row = await proposal(ctx, person, { ...common, id, track: track.key, trigger, hasOwnSuite, guardian, causedBy: null })
  if (!(await insertCase(ctx, row))) throw fail(controlErrors, 'control.already_open')
  await leanOn(ctx, { personId: person.id, ...(person.homeId === null ? {} : { homeId: person.homeId }) })
  noted(ctx, row)
  await tellState(ctx, row)
  let people = 1
  // 单人单套 is not possible: the others isolate too, on the track the rules name.
  if (!hasOwnSuite && track.coResidents !== null && person.homeId !== null) {
    for (const other of await residentsOf(ctx, person.homeId)) {
      if (other.id === person.id) continue
      const own = guardian ?? (isMinor(other, under, today) ? { name: person.name, phone: person.phone } : null)
      const beside = { ...common, id: uuidv7(), track: track.coResidents, trigger: 'coResident' as const, hasOwnSuite: false, causedBy: row.id }
      const second = await proposal(ctx, other, { ...beside, guardian: isMinor(other, under, today) ? own : null })
      if (!(await insertCase(ctx, second))) continue
      people += 1
      await tellState(ctx, second)
    }
  }
  await openAct(ctx, actOf(ctx, row, people))
  return viewOf(ctx, row, { rules: plan })
}

/** Counts from the day it is confirmed: nobody was under it before. */
export async function begin(ctx: Ctx, row: ControlCaseRow, by: { id: string; unit: string }): Promise<ControlCaseRow> {
  const today = localDay(ctx.now)
  const opened = decided(row, [], { kind: 'open', edition: row.edition, track: row.track, anchorDay: row.anchor_day, from: today }, today)
  return write(ctx, row, [], opened, { way: 'office', by, confirmed: { confirmed_by: by.id, confirmed_unit: by.unit, confirmed_at: ctx.now } })
}

/** Those proposed with it at the same home are one act with it: they stand on the same evidence. */
const proposedWith = async (ctx: Ctx, row: ControlCaseRow): Promise<ControlCaseRow[]> => {
  const rows = (await listCausedBy(ctx, row)).filter((one) => one.state === 'proposed')
  return (await Promise.all(rows.map((one) => lockCase(ctx, one.id)))).filter((one) => one?.state === 'proposed') as ControlCaseRow[]
}

export const confirmOpening: Cases['confirmOpening'] = async (ctx, { caseId }) => {
  const row = await lockedCase(ctx, 'control.confirm', caseId)
  if (row.state !== 'proposed') throw fail(controlErrors, 'control.wrong_state')
  // Under other rules than it was proposed by, its days would be others: it is declined and proposed again.
  if (await isOutdated(ctx, row)) throw fail(controlErrors, 'control.rules_changed')
  const by = official(ctx)
  const known = await waitingAct(ctx, OPENING_ACT, row.id)
  const act = actOf(ctx, row, 1)
  // One who came along with somebody else may be confirmed before them.
  const author = { id: row.opened_by, unit: row.opened_unit, openedAt: row.opened_at }
  const signed = await signAct(ctx, { actId: known ?? (await openAct(ctx, { ...act, author })), payload: act.payload, refuse: notAnother })
  // One of many: the next of another unit signs too.
  if (!signed.isDone) return viewOf(ctx, row)
  const after = await begin(ctx, row, by)
  for (const one of await proposedWith(ctx, row)) await begin(ctx, one, by)
  return viewOf(ctx, after)
}

export const declineOpening: Cases['declineOpening'] = async (ctx, { caseId, reason }) => {
  const row = await lockedCase(ctx, 'control.confirm', caseId)
  if (row.state !== 'proposed') throw fail(controlErrors, 'control.wrong_state')
  for (const one of [row, ...(await proposedWith(ctx, row))]) {
    await withdrawAct(ctx, OPENING_ACT, one.id)
    const change = {
      state: 'declined',
      version: one.version + 1,
      sealed_refusal: await sealOfCase(ctx, { id: one.id, path: one.area_path }, 'sealed_refusal', reason),
    }
    await updateCase(ctx, one, change)
    Object.assign(one, change)
    await tellState(ctx, one)
  }
  return viewOf(ctx, row)
}

export const listTracks: Cases['listTracks'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'control.open', areaId)
  const { control } = await planAt(ctx, area.path)
  return {
    guardianUnder: control.guardianUnder.value,
    tracks: control.tracks.map(({ key, subject, zh, en, triggers, coResidents, isDraft }) => ({
      key,
      about: subject,
      name: { zh, en },
      triggers: [...triggers],
      asksSuite: coResidents !== null,
      isDraft,
    })),
  }
}
