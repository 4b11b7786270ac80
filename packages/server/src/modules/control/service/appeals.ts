// 申诉: somebody who is under control says that they should not be; people look at it by a clock of four hours, and to end a case takes two.
import { type controlCases, controlErrors, controlEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { isEnded } from '@xiaomen/rules/control'
import { afterAnswer, correctionDue, type CorrectionState, isAnswered, mayUphold } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { doorsOf, namesOf } from '../../registry/index.ts'
import { type ActOf, actsOf, openAct, signAct, withdrawAct } from '../../approvals/index.ts'
import { APPEAL_ACT } from '../kinds.ts'
import { areaFor, lockedCase, notAnother, notFound, official } from '../place.ts'
import * as repo from '../repo/appeal.ts'
import { findCase, listCausedBy, lockCase } from '../repo/case.ts'
import { openWords, sealWords } from '../sealing.ts'
import { act } from '../settle.ts'
import { isOfPerson, type PersonCase } from '../subject.ts'
import type { AppealRow, ControlCaseRow } from '../tables.ts'
import { trackNameOf } from '../track-file.ts'
import { ownCase } from './record.ts'

type Cases = Handlers<typeof controlCases>
const MOST_APPEALS = 300
const ANSWERED_SHOWN_MS = 30 * 86_400_000
const stateOf = (row: AppealRow) => row.state as CorrectionState

export const ownAppeal = (ctx: Ctx, row: AppealRow) => {
  const state = stateOf(row)
  return {
    id: row.id,
    askedAt: row.asked_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    text: openWords(ctx, row, 'sealed_text'),
    state: isAnswered(state) ? state : ('open' as const),
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: row.answered_unit,
    answer: openWords(ctx, row, 'sealed_answer'),
  }
}

export const appealCase: Cases['appealCase'] = async (ctx, { id, caseId, text }) => {
  const { row: of } = await ownCase(ctx, caseId)
  const { accountId } = ctx.self()
  const digest = ctx.crypto.index('control.appeal', JSON.stringify([accountId, caseId, text]))
  const before = await repo.findAppeal(ctx, id)
  if (before) {
    if (!Buffer.from(before.digest).equals(digest)) throw fail(controlErrors, 'control.other_bytes')
    return ownAppeal(ctx, before)
  }
  if (isEnded(of.state as 'active')) throw fail(controlErrors, 'control.not_open')
  const row: AppealRow = {
    community_id: of.community_id,
    id,
    case_id: of.id,
    account_id: accountId,
    asked_at: ctx.now,
    due_at: correctionDue(ctx.now),
    sealed_text: text === null ? null : await sealWords(ctx, { id, path: of.area_path }, 'sealed_text', text),
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
  if (!(await repo.insertAppeal(ctx, row))) throw fail(controlErrors, 'control.appeal_asked')
  await ctx.emit(controlEvents.appealAsked, { communityId: row.community_id, appealId: id, areaPath: of.area_path, dueAt: row.due_at.toISOString() })
  return ownAppeal(ctx, row)
}

export const listAppeals: Cases['listAppeals'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'control.confirm', areaId)
  return views(ctx, await repo.listAppeals(ctx, [area.path], new Date(ctx.now.getTime() - ANSWERED_SHOWN_MS), MOST_APPEALS))
}

export const decideAppeal: Cases['decideAppeal'] = async (ctx, { appealId, answer, reason }) => {
  const seen = await repo.findAppeal(ctx, appealId)
  if (!seen) throw notFound()
  // The case first, as whoever appeals about it or ends it does.
  const of = await lockedCase(ctx, 'control.confirm', seen.case_id)
  const row = (await repo.lockAppeal(ctx, appealId))!
  const before = stateOf(row)
  if (isAnswered(before)) throw fail(controlErrors, 'control.appeal_answered')
  const by = official(ctx)
  const state = afterAnswer(before, answer)
  if (state === 'upheld' && !mayUphold(broughtBy(of), by.id)) throw fail(controlErrors, 'control.own_case')
  const words = (column: 'sealed_proposal' | 'sealed_answer') => sealWords(ctx, { id: row.id, path: of.area_path }, column, reason)
  if (state === 'proposed') {
    await openAct(ctx, actOf(of, row))
    return save(ctx, row, { state, proposed_by: by.id, proposed_unit: by.unit, sealed_proposal: await words('sealed_proposal') })
  }
  if (state === 'corrected') {
    await signCorrection(ctx, of, row)
    await undo(ctx, of, by)
  } else await withdrawAct(ctx, APPEAL_ACT, row.id)
  await ctx.emit(controlEvents.appealAnswered, { communityId: row.community_id, appealId, areaPath: of.area_path, answer: state })
  return save(ctx, row, { state, answered_by: by.id, answered_unit: by.unit, answered_at: ctx.now, sealed_answer: await words('sealed_answer') })
}

/** To put somebody right takes two however many were wronged: nobody is summed up, and no third has to be waited for. */
const actOf = (of: ControlCaseRow, row: AppealRow): ActOf => ({
  kind: APPEAL_ACT,
  subjectId: row.id,
  payload: { appealId: row.id, caseId: of.id, answer: 'corrected' },
  people: 0,
  base: 1,
  permission: 'control.confirm',
  communityId: row.community_id,
  path: of.area_path,
})
async function signCorrection(ctx: Ctx, of: ControlCaseRow, row: AppealRow): Promise<void> {
  const act = actOf(of, row)
  const known = (await actsOf(ctx, [row.id])).find(({ isOpen }) => isOpen)
  const author = { id: row.proposed_by!, unit: row.proposed_unit ?? '', openedAt: ctx.now }
  await signAct(ctx, { actId: known?.id ?? (await openAct(ctx, { ...act, author })), payload: act.payload, refuse: notAnother })
}

/** The case ends, and with it those that it brought under control; each takes its tasks, its daily question and its mark at the gates along. */
async function undo(ctx: Ctx, of: ControlCaseRow, by: { id: string; unit: string }): Promise<void> {
  const caused = await Promise.all((await listCausedBy(ctx, of)).map((one) => lockCase(ctx, one.id)))
  for (const row of [of, ...caused]) {
    if (!row || row.state === 'proposed' || row.state === 'declined' || isEnded(row.state as 'active')) continue
    await act(ctx, row, { kind: 'cancel', ground: 'appealUpheld' }, { way: 'office', by })
  }
}
const broughtBy = (row: ControlCaseRow) => ({ way: 'hand' as const, reportedBy: row.opened_by, confirmedBy: row.confirmed_by })

async function save(ctx: Ctx, row: AppealRow, change: Partial<AppealRow>) {
  await repo.updateAppeal(ctx, row, change)
  return (await views(ctx, [{ ...row, ...change }]))[0]!
}

async function views(ctx: Ctx, rows: readonly AppealRow[]) {
  const cases = new Map<string, PersonCase>()
  for (const id of new Set(rows.map((row) => row.case_id))) {
    const found = await findCase(ctx, id)
    if (found && isOfPerson(found)) cases.set(id, found)
  }
  const all = [...cases.values()]
  const names = await namesOf(
    ctx,
    all.map((one) => one.person_id),
  )
  const doors = await doorsOf(
    ctx,
    all.flatMap((one) => one.home_id ?? []),
  )
  const accounts = await accountNames(ctx, [...new Set(rows.flatMap((row) => row.proposed_by ?? []))])
  const acts = new Map(
    (
      await actsOf(
        ctx,
        rows.filter((row) => row.state === 'proposed').map((row) => row.id),
      )
    ).flatMap((act) => (act.isOpen ? [[act.subjectId, act]] : [])),
  )
  ctx.audit.subjects(all.map((one) => one.person_id))
  const actorId = ctx.actor.kind === 'account' ? ctx.actor.id : ''
  return rows.flatMap((row) => {
    const of = cases.get(row.case_id)
    if (of === undefined) return []
    const sight = ctx.sight(of.area_path)
    const mayAnswer = !isAnswered(stateOf(row)) && ctx.may('control.confirm', { path: of.area_path })
    return [
      {
        id: row.id,
        caseId: of.id,
        personId: of.person_id,
        name: masked('name', names.get(of.person_id) ?? null, sight.name),
        door: masked('door', (of.home_id !== null && doors.get(of.home_id)) || null, sight.door),
        track: trackNameOf(of),
        caseState: of.state as 'active',
        askedAt: row.asked_at.toISOString(),
        dueAt: row.due_at.toISOString(),
        isLate: (row.answered_at ?? ctx.now) > row.due_at,
        hasText: row.sealed_text !== null,
        // What people wrote may say anything of a household: whoever sees no names there reads none of it.
        text: sight.name === 'full' ? openWords(ctx, row, 'sealed_text') : null,
        state: stateOf(row),
        proposal:
          row.state === 'proposed'
            ? { by: accounts.get(row.proposed_by!) ?? '—', unit: row.proposed_unit ?? '', reason: openWords(ctx, row, 'sealed_proposal') ?? '' }
            : null,
        answeredAt: row.answered_at?.toISOString() ?? null,
        answer: openWords(ctx, row, 'sealed_answer'),
        mayUphold: mayAnswer && mayUphold(broughtBy(of), actorId),
        mayCorrect: mayAnswer && (acts.get(row.id)?.maySign ?? row.proposed_by !== actorId),
      },
    ]
  })
}
