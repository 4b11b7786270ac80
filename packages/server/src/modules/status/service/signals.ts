// 人工录入: one person says it with evidence, a second one of another unit confirms it. An official withdraws what was wrong, with the reason.
import { commonErrors, type status, statusErrors } from '@xiaomen/contract'
import { type SignalKind, supersededBy } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { type ActOf, actsOf, openAct, signAct, withdrawAct } from '../../approvals/index.ts'
import { findPerson, leanOn } from '../../registry/index.ts'
import { endSignal } from '../end-signal.ts'
import { signalsInQuestion } from '../repo/correction.ts'
import * as repo from '../repo/signal.ts'
import { settle } from '../settle.ts'
import { blankSignal, eventKey, sealEvidence } from '../take-in.ts'
import type { SignalRow } from '../tables.ts'
import { signalViews } from '../views.ts'
import { notAnother, official, otherHand, sourceFor, unitsThatSigned } from './place.ts'

type Status = Handlers<typeof status>
export const SIGNAL_ACT = 'status.signal'
/** One person's word against one person. The digest of what was said is keyed; who it is about is an id, the first one where two records became one. */
const actOf = (row: SignalRow): ActOf => ({
  kind: SIGNAL_ACT,
  subjectId: row.id,
  payload: {
    personId: row.first_person_id ?? row.person_id,
    sourceId: row.source_id,
    kind: row.kind,
    from: row.valid_from.toISOString(),
    until: row.valid_until?.toISOString() ?? null,
    said: Buffer.from(row.digest).toString('hex'),
  },
  people: 1,
  base: 1,
  permission: 'status.confirm',
  communityId: row.community_id,
  path: row.area_path,
})

const viewOf = async (ctx: Ctx, row: SignalRow) => (await signalViews(ctx, [row]))[0]!

export const proposeSignal: Status['proposeSignal'] = async (ctx, { id, personId, sourceId, kind, from, until, evidence }) => {
  const person = await findPerson(ctx, personId)
  if (!person || person.homeId === null) throw fail(commonErrors, 'request.not_found')
  ctx.must('status.report', person)
  const source = await sourceFor(ctx, sourceId, person.path)
  if (!source.kinds.includes(kind)) throw fail(statusErrors, 'status.kind_not_of_source')
  if (from > localDay(ctx.now)) throw fail(commonErrors, 'request.invalid', { field: 'from' })
  if (until !== null && until < from) throw fail(commonErrors, 'request.invalid', { field: 'until' })
  const by = official(ctx)
  const digest = ctx.crypto.index('status.signal', JSON.stringify([person.id, source.id, kind, from, until, evidence]))
  const before = await repo.findSignal(ctx, id)
  if (before) {
    if (!Buffer.from(before.digest).equals(digest)) throw fail(statusErrors, 'status.other_bytes')
    return viewOf(ctx, before)
  }
  const row: SignalRow = {
    ...blankSignal(ctx, { id, person: { ...person, homeId: person.homeId }, source, kind, way: 'hand' }),
    event_key: eventKey(ctx, source.id, id),
    digest,
    state: 'proposed',
    valid_from: startOfDay(from),
    // The last day counts whole.
    valid_until: until === null ? null : startOfDay(until, 1),
    sealed_evidence: await sealEvidence(ctx, id, person.path, evidence),
    reported_by: by.id,
    reported_unit: by.unit,
  }
  await repo.insertSignals(ctx, [row])
  await openAct(ctx, actOf(row))
  await leanOn(ctx, { personId: person.id, homeId: person.homeId })
  ctx.audit.communityId(person.communityId)
  return viewOf(ctx, row)
}

async function lockFor(ctx: Ctx, signalId: string): Promise<SignalRow> {
  const row = await repo.lockSignal(ctx, signalId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('status.confirm', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
  return row
}

export const confirmSignal: Status['confirmSignal'] = async (ctx, { signalId }) => {
  const row = await lockFor(ctx, signalId)
  if (row.import_id !== null) throw fail(statusErrors, 'status.of_a_list')
  if (row.state !== 'proposed') throw fail(statusErrors, 'status.wrong_state')
  const act = actOf(row)
  const known = (await actsOf(ctx, [row.id]))[0]
  // What was entered before there were acts has been waiting since it was entered.
  const author = { id: row.reported_by!, unit: row.reported_unit ?? '', openedAt: row.received_at }
  const actId = known?.id ?? (await openAct(ctx, { ...act, author }))
  const signed = await signAct(ctx, { actId, payload: act.payload, refuse: notAnother })
  // One of many: the next of another unit signs too.
  if (!signed.isDone) return viewOf(ctx, row)
  const change = { state: 'inForce' as const, confirmed_by: official(ctx).id, confirmed_at: ctx.now, agreed_units: await unitsThatSigned(ctx, row.id) }
  await repo.updateSignal(ctx, row, change)
  await repo.supersede(ctx, row, supersededBy(row.kind as SignalKind))
  await settle(ctx, row.community_id, [row.person_id])
  return viewOf(ctx, { ...row, ...change })
}

export const withdrawSignal: Status['withdrawSignal'] = async (ctx, { signalId, reason }) => {
  const row = await lockFor(ctx, signalId)
  if (row.state !== 'proposed' && row.state !== 'inForce') throw fail(statusErrors, 'status.wrong_state')
  if ((await signalsInQuestion(ctx, [row.id])).size > 0) throw fail(statusErrors, 'status.correction_waits')
  const by = await withdrawer(ctx, row)
  if (row.state === 'proposed') await withdrawAct(ctx, SIGNAL_ACT, row.id)
  return viewOf(ctx, await endSignal(ctx, row, by, reason))
}

/** What waits is taken back by whoever likes; what two have put in force, neither of them takes away alone. */
async function withdrawer(ctx: Ctx, row: SignalRow): Promise<string> {
  const by = row.state === 'inForce' && row.way === 'hand' ? await otherHand(ctx, { id: row.reported_by!, unit: row.reported_unit ?? '' }) : official(ctx).id
  if (row.confirmed_by === by) throw fail(statusErrors, 'status.same_unit', { reason: 'same_person' })
  return by
}
