import { type checklists, commonErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { findGatePlace, gatesUnder } from '../../gate/index.ts'
import { planAt } from '../../posture/index.ts'
import { within } from '../../tasks/index.ts'
import { findList, itemsOf, nameOfItem } from '../lists.ts'
import { findCheck, listAnswersOf, listChecksOf } from '../repo/checks.ts'
import { noteAt } from './record-check.ts'
import type { AnswerRow, CheckRow } from '../tables.ts'
import { gateViews } from '../views.ts'

type Checklists = Handlers<typeof checklists>
const notFound = () => fail(commonErrors, 'request.not_found')

export const listGates: Checklists['listGates'] = async (ctx, { areaId }) => {
  const paths = ctx.paths('checklists.read')
  const area = areaId === undefined ? null : await findArea(ctx, areaId)
  if (areaId !== undefined && !area) throw notFound()
  if (area) ctx.must('checklists.read', area)
  return gateViews(ctx, await gatesUnder(ctx, within(paths, area?.path ?? null)))
}

const headOf = (check: CheckRow, names: ReadonlyMap<string, string>) => ({
  id: check.id,
  at: check.at.toISOString(),
  by: (check.account_id && names.get(check.account_id)) || null,
  kind: check.kind,
  missing: check.missing,
})
const namesOf = (ctx: Ctx, checks: readonly CheckRow[]) =>
  accountNames(
    ctx,
    checks.flatMap((check) => check.account_id ?? []),
  )

export const getGate: Checklists['getGate'] = async (ctx, { gateId }) => {
  const gate = await findGatePlace(ctx, gateId)
  if (!gate) throw notFound()
  ctx.must('checklists.read', gate)
  const { packId, edition, checklist } = await planAt(ctx, gate.path)
  const [view] = await gateViews(ctx, [gate])
  const checks = await listChecksOf(ctx, gateId)
  const names = await namesOf(ctx, checks)
  const { isDraft, zh, en, source, groups, goodForDays } = checklist
  return {
    gate: view!,
    list: { packId, edition, isDraft, zh, en, source, groups, goodForDays: goodForDays.value },
    checks: checks.map((check) => headOf(check, names)),
  }
}

/** In the order of the list that was answered. */
function inOrder(check: CheckRow, answers: readonly AnswerRow[]): AnswerRow[] {
  const list = findList(check.pack_id, check.edition)
  const keys = list === null ? [] : itemsOf(list).map(({ key }) => key)
  return answers.toSorted((a, b) => keys.indexOf(a.item) - keys.indexOf(b.item))
}

export const getCheck: Checklists['getCheck'] = async (ctx, { checkId }) => {
  const check = await findCheck(ctx, checkId)
  if (!check) throw notFound()
  ctx.must('checklists.read', { path: check.area_path })
  ctx.audit.communityId(check.community_id)
  // A note may say anything: whoever sees no names there sees no notes.
  const seesNotes = ctx.sight(check.area_path).name === 'full'
  return {
    ...headOf(check, await namesOf(ctx, [check])),
    answers: inOrder(check, await listAnswersOf(ctx, check)).map((one) => ({
      item: one.item,
      ...nameOfItem(check, one.item),
      answer: one.answer,
      note: one.sealed_note === null || !seesNotes ? null : ctx.crypto.open('name', noteAt(check.id, one.item), one.sealed_note),
      photoIds: one.photo_ids,
    })),
  }
}
