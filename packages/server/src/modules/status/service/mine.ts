// 我的状态: what a resident is told of the own colour and what it is made of, and the request that people look at it (个人信息保护法 art. 24).
import { commonErrors, type status, statusErrors, statusEvents } from '@xiaomen/contract'
import { correctionDue, hurts, isAnswered, type SignalKind, type SignalWay, type SourceTrust, standingOf } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { planAt } from '../../posture/index.ts'
import { findPerson } from '../../registry/index.ts'
import * as repo from '../repo/correction.ts'
import { findSignals, listInForce, lockSignal } from '../repo/signal.ts'
import { findSource } from '../repo/source.ts'
import { findStanding } from '../repo/standing.ts'
import { openWords, sealWords } from '../sealed-words.ts'
import { held } from '../settle.ts'
import type { CorrectionRow, SignalRow } from '../tables.ts'

type Status = Handlers<typeof status>
const MOST_REQUESTS = 20

export const getMine: Status['getMine'] = async (ctx) => {
  const { personId } = ctx.self()
  const person = personId === null ? null : await findPerson(ctx, personId)
  if (person === null) return { verdict: 'green', reason: null, since: null, until: null, signals: [], requests: [] }
  const plan = await planAt(ctx, person.path)
  const { kinds } = plan.status
  const signals = await listInForce(ctx, person.communityId, [person.id])
  const standing = standingOf(
    signals.map((row) => held(row, plan.status)),
    plan.status,
    ctx.now,
  )
  const requests = await repo.listCorrectionsOf(ctx, person.id, MOST_REQUESTS)
  const asked = new Set(requests.filter((row) => !isAnswered(row.state)).map((row) => row.signal_id))
  const weighing = signals.filter((row) => {
    const { from, until, kind } = held(row, plan.status)
    return from <= ctx.now && ctx.now < until && hurts(kinds[kind].verdict)
  })
  const isFirst = (row: SignalRow) => (row.id === standing.signalId ? 0 : 1)
  return {
    verdict: standing.verdict,
    reason: standing.reason,
    since: standing.verdict === 'green' ? null : ((await findStanding(ctx, person.communityId, person.id))?.since.toISOString() ?? null),
    until: standing.verdict === 'green' ? null : (standing.until?.toISOString() ?? null),
    signals: await Promise.all(weighing.toSorted((a, b) => isFirst(a) - isFirst(b)).map((row) => ownSignal(ctx, row, plan, !asked.has(row.id)))),
    requests: await ownRequests(ctx, requests),
  }
}

async function ownSignal(ctx: Ctx, row: SignalRow, plan: Awaited<ReturnType<typeof planAt>>, mayAsk: boolean) {
  const { kind, until, isAutomatic } = held(row, plan.status)
  const { verdict, reason, days, isDraft, source: basis } = plan.status.kinds[kind]
  const source = await findSource(ctx, row.source_id)
  const trust = (source?.trust ?? 'notice') as SourceTrust
  return {
    id: row.id,
    kind,
    verdict,
    reason,
    from: localDay(row.valid_from),
    until: until.toISOString(),
    way: row.way as SignalWay,
    source: { trust, name: trust === 'notice' ? null : (source?.name ?? null) },
    isAutomatic,
    hands: row.agreed_units.length === 0 ? null : { isList: row.import_id !== null, by: row.reported_unit, agreed: row.agreed_units },
    rule: { packId: plan.packId, edition: plan.edition, days, isDraft, source: basis },
    mayAsk,
  }
}

async function ownRequests(ctx: Ctx, rows: readonly CorrectionRow[]) {
  const kinds = new Map((await findSignals(ctx, [...new Set(rows.map((row) => row.signal_id))])).map((signal) => [signal.id, signal.kind as SignalKind]))
  return rows.flatMap((row) => {
    const kind = kinds.get(row.signal_id)
    return kind === undefined ? [] : [ownRequest(ctx, row, kind)]
  })
}

const ownRequest = (ctx: Ctx, row: CorrectionRow, kind: SignalKind) => ({
  id: row.id,
  signalId: row.signal_id,
  kind,
  askedAt: row.asked_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  text: openWords(ctx, row, 'sealed_text'),
  state: isAnswered(row.state) ? row.state : ('open' as const),
  answeredAt: row.answered_at?.toISOString() ?? null,
  answeredBy: row.answered_unit,
  answer: openWords(ctx, row, 'sealed_answer'),
})

export const askCorrection: Status['askCorrection'] = async (ctx, { id, signalId, text }) => {
  const { personId, accountId } = ctx.self()
  // Locked, so that it does not end between the look and the request.
  const signal = await lockSignal(ctx, signalId)
  if (!signal || personId === null || signal.person_id !== personId) throw fail(commonErrors, 'request.not_found')
  ctx.audit.communityId(signal.community_id)
  ctx.audit.subjects([personId])
  const digest = ctx.crypto.index('status.correction', JSON.stringify([accountId, signalId, text]))
  const before = await repo.findCorrection(ctx, id)
  if (before) {
    if (!Buffer.from(before.digest).equals(digest)) throw fail(statusErrors, 'status.other_bytes')
    return ownRequest(ctx, before, signal.kind as SignalKind)
  }
  const { kinds } = (await planAt(ctx, signal.area_path)).status
  if (signal.state !== 'inForce' || !hurts(kinds[signal.kind as SignalKind].verdict)) throw fail(statusErrors, 'status.wrong_state')
  const row: CorrectionRow = {
    community_id: signal.community_id,
    id,
    signal_id: signal.id,
    person_id: personId,
    home_id: signal.home_id,
    area_path: signal.area_path,
    asked_at: ctx.now,
    due_at: correctionDue(ctx.now),
    sealed_text: text === null ? null : await sealWords(ctx, { id, area_path: signal.area_path }, 'sealed_text', text),
    digest,
    state: 'open',
    proposed_by: null,
    proposed_unit: null,
    sealed_proposal: null,
    answered_by: null,
    answered_unit: null,
    answered_at: null,
    sealed_answer: null,
  }
  if (!(await repo.insertCorrection(ctx, row))) throw fail(statusErrors, 'status.correction_asked')
  await ctx.emit(statusEvents.correctionAsked, {
    communityId: row.community_id,
    correctionId: id,
    areaPath: row.area_path,
    dueAt: row.due_at.toISOString(),
  })
  return ownRequest(ctx, row, signal.kind as SignalKind)
}
