// Transfers as the reader of this request may see them: on the side where the case goes from, or on the one it comes to.
import { masked } from '@xiaomen/rules/access'
import { isEnded, type Measure, type TransferState } from '@xiaomen/rules/control'
import { daysBetween } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { seeingAll } from '../../platform/scope.ts'
import { localDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { actsOf } from '../approvals/index.ts'
import { chainOf } from '../areas/index.ts'
import { doorsOf, peopleByIds } from '../registry/index.ts'
import { listCasesById } from './repo/case.ts'
import { openTransfer, type TransferWords } from './sealing.ts'
import { isOfPerson } from './subject.ts'
import type { TransferRow } from './tables.ts'
import { trackNameOf } from './track-file.ts'
import { measureNameOf } from './views.ts'

export type Box = 'out' | 'in'
const WAITING: readonly string[] = ['suggested', 'offered', 'proposed']

/** 青石街道 青石社区 */
const communityName = async (ctx: Ctx, path: string): Promise<string> =>
  (await chainOf(ctx, path))
    .filter(({ level }) => level === 'street' || level === 'community')
    .map(({ name }) => name)
    .join(' ')

export async function transferViews(ctx: Ctx, rows: readonly { row: TransferRow; box: Box }[]) {
  const today = localDay(ctx.now)
  const caseIdOf = ({ row, box }: { row: TransferRow; box: Box }) => (box === 'in' && row.to_case !== null ? row.to_case : row.case_id)
  // Each side sees its own rows; whose case it is, and the name of the other side, takes both.
  const { cases, people, doors, names } = await seeingAll(ctx, async () => {
    const found = (await listCasesById(ctx, rows.map(caseIdOf))).filter(isOfPerson)
    const paths = [...new Set(rows.flatMap(({ row }) => [row.area_path, ...(row.to_path === null ? [] : [row.to_path])]))]
    return {
      cases: new Map(found.map((one) => [one.id, one])),
      people: await peopleByIds(
        ctx,
        found.map((one) => one.person_id),
      ),
      doors: await doorsOf(
        ctx,
        found.flatMap((one) => one.home_id ?? []),
      ),
      names: new Map(await Promise.all(paths.map(async (path) => [path, await communityName(ctx, path)] as const))),
    }
  })
  const accounts = await accountNames(
    ctx,
    rows.flatMap(({ row }) => row.offered_by ?? []),
  )
  const proposed = rows.flatMap(({ row }) => (row.state === 'proposed' ? [row.id] : []))
  const acts = new Map((await actsOf(ctx, proposed)).flatMap((act) => (act.isOpen ? [[act.subjectId, act] as const] : [])))
  const actorId = ctx.actor.kind === 'account' ? ctx.actor.id : ''
  return rows.flatMap((one) => {
    const { row, box } = one
    const of = cases.get(caseIdOf(one))
    if (of === undefined) return []
    const state = row.state as TransferState
    const path = box === 'out' ? row.area_path : row.to_path!
    const sight = ctx.sight(path)
    const may = (permission: string) => ctx.may(permission, { path })
    const words = openTransfer<TransferWords>(ctx, row, 'sealed_words')
    // Returned, it is none of theirs any more.
    const isSeen = box === 'out' || state !== 'returned'
    const person = isSeen ? people.get(of.person_id) : undefined
    const isRunning = isSeen && !isEnded(of.state as 'active') && sight.health !== 'none'
    if (person !== undefined) ctx.audit.subjects([person.id])
    return [
      {
        id: row.id,
        box,
        state,
        caseId: box === 'out' ? row.case_id : row.to_case,
        name: masked('name', person?.name ?? null, sight.name),
        phone: masked('phone', person?.phone ?? null, sight.phone),
        door: box === 'out' ? masked('door', (of.home_id !== null && doors.get(of.home_id)) || null, sight.door) : null,
        track: trackNameOf(of),
        measureName: isRunning ? measureNameOf(of, of.measure as Measure | null) : null,
        dayNumber: isRunning && of.day_one !== null && of.from_day !== null && of.from_day <= today ? daysBetween(of.day_one, today) + 1 : null,
        lastDay: isRunning ? of.last_day : null,
        fromName: names.get(row.area_path) ?? '—',
        toName: row.to_path === null ? (words?.office ?? null) : (names.get(row.to_path) ?? '—'),
        home: isSeen ? (words?.home ?? null) : null,
        reason: isSeen ? (words?.reason ?? null) : null,
        reference: words?.reference ?? null,
        offeredBy: row.offered_by === null ? null : (accounts.get(row.offered_by) ?? null),
        offeredUnit: row.offered_unit,
        offeredAt: row.offered_at.toISOString(),
        answeredAt: row.answered_at?.toISOString() ?? null,
        answeredUnit: row.answered_unit,
        answer: openTransfer<string>(ctx, row, 'sealed_answer'),
        mayOffer: box === 'out' && state === 'suggested' && may('control.transfer'),
        mayWithdraw: box === 'out' && WAITING.includes(state) && may('control.transfer'),
        mayAnswer: box === 'in' && state === 'offered' && row.offered_by !== actorId && may('control.receive'),
        mayConfirm: box === 'out' && state === 'proposed' && (acts.get(row.id)?.maySign ?? row.offered_by !== actorId) && may('control.confirm'),
      },
    ]
  })
}
