// 转出、转入: offered by the community where the case is, accepted or returned by the other; to an office outside by two people of two units.
import { controlErrors, controlEvents, type controlTransfers } from '@xiaomen/contract'
import { isEnded } from '@xiaomen/rules/control'
import { communityNamed } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { type ActOf, actsOf, openAct, signAct, withdrawAct } from '../../approvals/index.ts'
import { type Area, areasUnder } from '../../areas/index.ts'
import { findHome, findPerson, takeIn } from '../../registry/index.ts'
import { cancelTasks } from '../../tasks/index.ts'
import { carryOver, leave } from '../carry-over.ts'
import { SEND_OUT_ACT } from '../kinds.ts'
import { areaFor, lockedCase, lockedPerson, notAnother, notFound, official } from '../place.ts'
import { casesWithAppeal } from '../repo/appeal.ts'
import { lockCase } from '../repo/case.ts'
import * as repo from '../repo/transfer.ts'
import { openTransfer, sealTransfer, type TransferWords } from '../sealing.ts'
import { isOfPerson, type PersonCase } from '../subject.ts'
import type { ControlCaseRow, TransferRow } from '../tables.ts'
import { type Box, transferViews } from '../transfer-views.ts'

type Transfers = Handlers<typeof controlTransfers>
const MOST = 300
const LISTED_MS = 90 * 86_400_000

export const listTransfers: Transfers['listTransfers'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'control.transfer', areaId)
  const asked = { since: new Date(ctx.now.getTime() - LISTED_MS), limit: MOST }
  const incoming = (await repo.listTransfers(ctx, 'to_path', area.path, asked)).map((row) => ({ row, box: 'in' as const }))
  const outgoing = (await repo.listTransfers(ctx, 'area_path', area.path, asked)).map((row) => ({ row, box: 'out' as const }))
  return transferViews(ctx, [...incoming, ...outgoing])
}

/** The community that is meant; nothing of the others is told. */
async function communityCalled(ctx: Ctx, name: string): Promise<Area> {
  const areas = await seeingAll(ctx, () => areasUnder(ctx, '/'))
  const names = new Map(areas.map((area) => [area.path, area.name]))
  const communities = areas
    .filter(({ level }) => level === 'community')
    .map((area) => {
      const steps = area.path.split('/').slice(1, -1)
      return { area, chain: steps.map((_, at) => names.get(`/${steps.slice(0, at + 1).join('/')}/`) ?? '') }
    })
  const found = communityNamed(name, communities)
  if (found === null) throw fail(controlErrors, 'control.no_such_community')
  return found.area
}

/** Only what runs goes anywhere. */
async function running(ctx: Ctx, caseId: string): Promise<PersonCase> {
  const row = await lockedPerson(ctx, 'control.transfer', caseId)
  if (row.state === 'proposed' || row.state === 'declined' || isEnded(row.state as 'active')) throw fail(controlErrors, 'control.wrong_state')
  return row
}

/** A new one, or the one the ledger suggested. */
async function put(
  ctx: Ctx,
  row: ControlCaseRow,
  { id, words, ...to }: { id: string; words: TransferWords } & Pick<TransferRow, 'state' | 'to_community' | 'to_path'>,
): Promise<TransferRow> {
  const by = official(ctx)
  const waiting = await repo.waitingTransfer(ctx, row)
  if (waiting !== undefined && waiting.state !== 'suggested') throw fail(controlErrors, 'control.transfer_waits')
  const key = { community_id: row.community_id, id: waiting?.id ?? id }
  const change = {
    ...to,
    sealed_words: await sealTransfer(ctx, { id: key.id, path: row.area_path }, 'sealed_words', words),
    offered_by: by.id,
    offered_unit: by.unit,
    offered_at: ctx.now,
  }
  const transfer: TransferRow = {
    ...key,
    case_id: row.id,
    area_path: row.area_path,
    answered_by: null,
    answered_unit: null,
    answered_at: null,
    sealed_answer: null,
    to_case: null,
    ...change,
  }
  if (waiting !== undefined) await repo.updateTransfer(ctx, key, change)
  else if (!(await repo.insertTransfer(ctx, transfer))) throw fail(controlErrors, 'control.transfer_waits')
  return transfer
}

export const offerTransfer: Transfers['offerTransfer'] = async (ctx, { id, caseId, community, reason, home }) => {
  const row = await running(ctx, caseId)
  const known = await repo.findTransfer(ctx, id)
  const target = await communityCalled(ctx, community)
  // Pressed twice: the same offer.
  if (known?.case_id === row.id && known.to_community === target.id && known.state === 'offered') return view(ctx, known, 'out')
  if (target.id === row.community_id) throw fail(controlErrors, 'control.transfer_to_itself')
  const words = { reason, home, office: null, reference: null }
  const transfer = await put(ctx, row, { id, words, state: 'offered', to_community: target.id, to_path: target.path })
  await ctx.emit(controlEvents.transferOffered, toldOf(transfer))
  return view(ctx, transfer, 'out')
}

export const sendOut: Transfers['sendOut'] = async (ctx, { id, caseId, office, reference, reason }) => {
  const row = await running(ctx, caseId)
  const known = await repo.findTransfer(ctx, id)
  if (known?.case_id === row.id && known.state === 'proposed') return view(ctx, known, 'out')
  const words = { reason, home: null, office, reference }
  const transfer = await put(ctx, row, { id, words, state: 'proposed', to_community: null, to_path: null })
  await openAct(ctx, actOf(ctx, row, transfer))
  return view(ctx, transfer, 'out')
}

/** Its end lifts a restriction here: nobody does that alone. Where it goes is in what is signed by a keyed digest. */
const actOf = (ctx: Ctx, of: ControlCaseRow, transfer: TransferRow): ActOf => ({
  kind: SEND_OUT_ACT,
  subjectId: transfer.id,
  payload: { caseId: of.id, said: ctx.crypto.index('control.sendOut', JSON.stringify(openTransfer(ctx, transfer, 'sealed_words'))).toString('hex') },
  people: 1,
  base: 1,
  permission: 'control.confirm',
  communityId: of.community_id,
  path: of.area_path,
})

export const confirmSendOut: Transfers['confirmSendOut'] = async (ctx, { transferId }) => {
  const { of, transfer } = await ownOf(ctx, 'control.confirm', transferId)
  if (transfer.state !== 'proposed') throw fail(controlErrors, 'control.wrong_state')
  const by = official(ctx)
  const act = actOf(ctx, of, transfer)
  const known = (await actsOf(ctx, [transfer.id])).find(({ isOpen }) => isOpen)
  const author = { id: transfer.offered_by!, unit: transfer.offered_unit ?? '', openedAt: ctx.now }
  const signed = await signAct(ctx, { actId: known?.id ?? (await openAct(ctx, { ...act, author })), payload: act.payload, refuse: notAnother })
  if (!signed.isDone) return view(ctx, transfer, 'out')
  const answered = await answer(ctx, transfer, { state: 'sentOut' })
  await leave(ctx, of, by)
  return view(ctx, answered, 'out')
}

export const withdrawTransfer: Transfers['withdrawTransfer'] = async (ctx, { transferId }) => {
  const { transfer } = await ownOf(ctx, 'control.transfer', transferId)
  if (!['suggested', 'offered', 'proposed'].includes(transfer.state)) throw fail(controlErrors, 'control.wrong_state')
  return view(ctx, await answer(ctx, transfer, { state: 'withdrawn' }), 'out')
}

export const acceptTransfer: Transfers['acceptTransfer'] = async (ctx, { transferId, homeId, kind }) => {
  const { of, transfer } = await offeredTo(ctx, transferId)
  if (transfer.offered_by === official(ctx).id) throw notAnother('same_person')
  if (await seeingAll(ctx, async () => (await casesWithAppeal(ctx, [of.id])).has(of.id))) throw fail(controlErrors, 'control.appeal_waits')
  const home = await findHome(ctx, homeId)
  if (home?.communityId !== transfer.to_community) throw notFound()
  const person = await findPerson(ctx, await takeIn(ctx, of.person_id, { homeId: home.id, kind, from: localDay(ctx.now) }))
  if (person === null) throw notFound()
  const there = await carryOver(ctx, of, person, home)
  const answered = await answer(ctx, transfer, { state: 'accepted', to_case: there.id })
  await leave(ctx, of, official(ctx))
  await ctx.emit(controlEvents.transferAnswered, { ...toldOf(transfer), answer: 'accepted' })
  return view(ctx, answered, 'in')
}

export const returnTransfer: Transfers['returnTransfer'] = async (ctx, { transferId, reason }) => {
  const { transfer } = await offeredTo(ctx, transferId)
  const sealed = await sealTransfer(ctx, { id: transfer.id, path: transfer.area_path }, 'sealed_answer', reason)
  const answered = await answer(ctx, transfer, { state: 'returned', sealed_answer: sealed })
  await ctx.emit(controlEvents.transferAnswered, { ...toldOf(transfer), answer: 'returned' })
  return view(ctx, answered, 'in')
}

const toldOf = (row: TransferRow) => ({ communityId: row.community_id, transferId: row.id, areaPath: row.area_path })
const view = async (ctx: Ctx, row: TransferRow, box: Box) => (await transferViews(ctx, [{ row, box }]))[0]!

/** On the side where the case is; the case is locked first, as whoever acts on it does. */
async function ownOf(ctx: Ctx, permission: string, transferId: string): Promise<{ of: ControlCaseRow; transfer: TransferRow }> {
  const seen = await repo.findTransfer(ctx, transferId)
  if (!seen) throw notFound()
  const of = await lockedCase(ctx, permission, seen.case_id)
  return { of, transfer: (await repo.lockTransfer(ctx, transferId))! }
}

/** On the side that it was offered to. */
async function offeredTo(ctx: Ctx, transferId: string): Promise<{ of: PersonCase; transfer: TransferRow }> {
  const seen = await repo.findTransfer(ctx, transferId)
  if (!seen || seen.to_path === null) throw notFound()
  ctx.must('control.receive', { path: seen.to_path })
  ctx.audit.communityId(seen.to_community!)
  const of = await seeingAll(ctx, () => lockCase(ctx, seen.case_id))
  const transfer = await repo.lockTransfer(ctx, transferId)
  if (!of || !isOfPerson(of) || transfer?.state !== 'offered') throw fail(controlErrors, 'control.wrong_state')
  ctx.audit.subjects([of.person_id])
  return { of, transfer }
}

async function answer(ctx: Ctx, row: TransferRow, change: Partial<TransferRow>): Promise<TransferRow> {
  const by = official(ctx)
  const answered = { answered_by: by.id, answered_unit: by.unit, answered_at: ctx.now, ...change }
  await repo.updateTransfer(ctx, row, answered)
  await cancelTasks(ctx, 'control', row.id)
  await withdrawAct(ctx, SEND_OUT_ACT, row.id)
  return { ...row, ...answered }
}
