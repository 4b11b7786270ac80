// 延长、缩短、再次暴露、撤销: what one wants changed and a second one of another unit agrees to; and the release, which the rules decide.
import { type controlCases, controlErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { type ActOf, actsOf, openAct, signAct, withdrawAct } from '../../approvals/index.ts'
import { findPerson } from '../../registry/index.ts'
import { changeCommandOf, commandOf } from '../change-command.ts'
import { CHANGE_ACT } from '../kinds.ts'
import { lockedCase, notAnother, notFound, official } from '../place.ts'
import { insertCase } from '../repo/case.ts'
import { findChange, insertChange, updateChange } from '../repo/change.ts'
import { openOfChange, openPaper, sealOfChange } from '../sealing.ts'
import { act, decided, factsSoFar } from '../settle.ts'
import { isOfPerson, isOfPlace } from '../subject.ts'
import type { CaseChangeRow, ControlCaseRow } from '../tables.ts'
import { trackFileOf } from '../track-file.ts'
import { viewOf } from '../views.ts'
import { proposal } from './open.ts'
import { planAt } from '../../posture/index.ts'

type Cases = Handlers<typeof controlCases>

/** What one wants changed, as it is signed; what the evidence says is in it by a keyed digest. */
const actOf = (ctx: Ctx, row: ControlCaseRow, change: CaseChangeRow): ActOf => ({
  kind: CHANGE_ACT,
  // Found from the list of what waits by its case: one change of a case waits at a time.
  subjectId: row.id,
  payload: {
    changeId: change.id,
    kind: change.kind,
    day: change.day,
    ground: change.ground,
    evidenceKind: change.evidence_kind,
    said: ctx.crypto.index('control.evidence', JSON.stringify(openOfChange(ctx, change))).toString('hex'),
  },
  people: 1,
  base: 1,
  permission: 'control.confirm',
  communityId: row.community_id,
  path: row.area_path,
})

export const proposeChange: Cases['proposeChange'] = async (ctx, { id, caseId, kind, day, ground, evidence }) => {
  const row = await lockedCase(ctx, 'control.open', caseId)
  const known = await findChange(ctx, id)
  if (known?.case_id === row.id) return viewOf(ctx, row)
  const command = commandOf(kind, day, ground)
  // Of the ends that there are, a place knows one: nobody dies of it, falls ill or leaves.
  if (kind === 'cancel' && isOfPlace(row) && ground !== 'openedInError') throw fail(controlErrors, 'control.ground_unfit')
  if (row.state === 'proposed' || row.state === 'declined') throw fail(controlErrors, 'control.wrong_state')
  // Refused now what could not be done today.
  decided(row, await factsSoFar(ctx, row), command, localDay(ctx.now))
  const by = official(ctx)
  const change: CaseChangeRow = {
    community_id: row.community_id,
    id,
    case_id: row.id,
    kind,
    day,
    ground,
    evidence_kind: evidence.kind,
    sealed_evidence: await sealOfChange(ctx, { id, path: row.area_path }, { reference: evidence.reference, issuedBy: evidence.issuedBy }),
    state: 'proposed',
    proposed_by: by.id,
    proposed_unit: by.unit,
    proposed_at: ctx.now,
    answered_by: null,
    answered_unit: null,
    answered_at: null,
  }
  if (!(await insertChange(ctx, change))) throw fail(controlErrors, 'control.change_waits')
  await openAct(ctx, actOf(ctx, row, change))
  return viewOf(ctx, row)
}

export const decideChange: Cases['decideChange'] = async (ctx, { changeId, agrees }) => {
  const seen = await findChange(ctx, changeId)
  if (!seen) throw notFound()
  const row = await lockedCase(ctx, 'control.confirm', seen.case_id)
  // As it is now that nobody else may decide it.
  const change = await findChange(ctx, changeId)
  if (change?.state !== 'proposed') throw fail(controlErrors, 'control.wrong_state')
  const by = official(ctx)
  if (agrees && !(await signChange(ctx, row, change))) return viewOf(ctx, row)
  if (!agrees) await withdrawAct(ctx, CHANGE_ACT, row.id)
  await updateChange(ctx, change, { state: agrees ? 'agreed' : 'declined', answered_by: by.id, answered_unit: by.unit, answered_at: ctx.now })
  if (!agrees) return viewOf(ctx, row)
  return viewOf(ctx, await act(ctx, row, changeCommandOf(change), { way: 'office', by }))
}

/** Whether all have signed that it takes. */
async function signChange(ctx: Ctx, row: ControlCaseRow, change: CaseChangeRow): Promise<boolean> {
  const known = (await actsOf(ctx, [row.id])).find(({ kind, isOpen }) => kind === CHANGE_ACT && isOpen)
  const act = actOf(ctx, row, change)
  // One that nobody answered in its days is signed as of anew: nothing of it was done.
  const author = { id: change.proposed_by, unit: change.proposed_unit, openedAt: ctx.now }
  return (await signAct(ctx, { actId: known?.id ?? (await openAct(ctx, { ...act, author })), payload: act.payload, refuse: notAnother })).isDone
}

export const releaseCase: Cases['releaseCase'] = async (ctx, { caseId }) => {
  const row = await lockedCase(ctx, 'control.release', caseId)
  const by = official(ctx)
  const after = await act(ctx, row, { kind: 'release', atMs: ctx.now.getTime() }, { way: 'office', by })
  await proposeAfterwards(ctx, after, by)
  return viewOf(ctx, after)
}

/** 解除后的健康监测: the track that the rules let follow, proposed on the same evidence; a second person confirms it as any other. */
async function proposeAfterwards(ctx: Ctx, row: ControlCaseRow, by: { id: string; unit: string }): Promise<void> {
  const next = trackFileOf(row)?.afterwards ?? null
  const person = next === null || !isOfPerson(row) ? null : await findPerson(ctx, row.person_id)
  if (next === null || person === null) return
  const plan = await planAt(ctx, person.path)
  const track = plan.control.tracks.find(({ key }) => key === next)
  if (track === undefined || plan.packId !== row.pack_id) return
  const evidence = { kind: row.evidence_kind, ...openPaper(ctx, row) }
  const wanted = { plan, id: uuidv7(), track: next, trigger: track.triggers[0]!, anchorDay: localDay(ctx.now), hasOwnSuite: true, guardian: null, evidence, by }
  await insertCase(ctx, await proposal(ctx, person, { ...wanted, causedBy: row.id, infectionId: row.infection_id }))
}
