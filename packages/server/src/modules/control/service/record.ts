// 一天一问一记录, and what else is written down of a day: tests, papers. By whoever asked, once under the id their device made.
import { commonErrors, type controlCases, controlErrors, controlEvents } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail, failKeeping } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findPerson } from '../../registry/index.ts'
import { planSymptoms } from '../carers.ts'
import { actThere } from '../carry-over.ts'
import { lockedCase, lockedPerson, notFound, noted, official } from '../place.ts'
import { lockCase } from '../repo/case.ts'
import { findFact, halvesOf, insertConflict } from '../repo/fact.ts'
import { scopeAt } from '../sealing.ts'
import { act, type Way } from '../settle.ts'
import { isOfPerson, ofPerson, type PersonCase } from '../subject.ts'
import type { ControlCaseRow } from '../tables.ts'
import { viewOf } from '../views.ts'
import { planNeed, recordedToday } from '../work.ts'

/** From here on somebody is called: the least that any pack calls a fever. */
const FEVER_C = 37.3
type Cases = Handlers<typeof controlCases>
type Asked = Parameters<Cases['recordOwnDay']>[1]
const WAY_OF_TASK = { visit: 'visit', phone: 'phone', own: 'ownReport', family: 'ownReport' } as const

/** Whether it is new; the same content again is not, and other content under the same id is kept and refused. */
export async function isNewFact(ctx: Ctx, row: ControlCaseRow, id: string, body: unknown): Promise<{ isNew: boolean; digest: Buffer }> {
  const digest = ctx.crypto.index('control.case_fact', JSON.stringify(body))
  const known = await findFact(ctx, row.community_id, id)
  if (!known) return { isNew: true, digest }
  if (known.digest !== null && Buffer.from(known.digest).equals(digest)) return { isNew: false, digest }
  await insertConflict(ctx, {
    community_id: row.community_id,
    fact_id: id,
    digest,
    case_id: row.id,
    received_at: ctx.now,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    sealed_body: ctx.crypto.seal(
      'health',
      { table: 'control.case_fact_conflict', row: id, column: 'sealed_body' },
      JSON.stringify(body),
      await scopeAt(ctx, row.area_path),
    ),
  })
  throw failKeeping(controlErrors, 'control.other_bytes')
}

/** Written down here, and where the case has gone since. */
async function write(ctx: Ctx, row: PersonCase, ...what: [Parameters<typeof act>[2], Parameters<typeof act>[3]]): Promise<PersonCase> {
  const after = await act(ctx, row, ...what)
  if (row.state === 'transferred') await actThere(ctx, row, ...what)
  return ofPerson(after)
}

async function record(ctx: Ctx, row: PersonCase, input: Asked, way: Way & ('visit' | 'phone' | 'own' | 'family')) {
  const { id, caseId, at, day, half, temperatureC, note } = input
  const [symptoms, needs] = [[...new Set(input.symptoms)], [...new Set(input.needs)]]
  const by = official(ctx)
  const today = localDay(ctx.now)
  const { isNew, digest } = await isNewFact(ctx, row, id, [by.id, caseId, at, day, half, temperatureC, symptoms, needs, note, way])
  const after = isNew
    ? await write(
        ctx,
        row,
        { kind: 'record', day, half, temperatureC, symptoms },
        { way, by, id, digest, at: new Date(Math.min(Date.parse(at), ctx.now.getTime())), beside: { needs, note } },
      )
    : row
  const done = (await halvesOf(ctx, [row], today)).get(row.id) ?? new Set()
  if (isNew && day === today && after.records_per_day > 0)
    await recordedToday(ctx, after, done, { isWhole: done.size >= after.records_per_day, way: WAY_OF_TASK[way], by: by.id })
  if (isNew && (symptoms.length > 0 || (temperatureC ?? 0) >= FEVER_C)) await planSymptoms(ctx, row, id)
  if (isNew && needs.length > 0) {
    await planNeed(ctx, row, id, needs)
    await ctx.emit(controlEvents.needsSaid, { communityId: row.community_id, caseId: row.id, factId: id, areaPath: row.area_path })
  }
  return { id, isNew, records: done.size, recordsAsked: after.records_per_day }
}

export const recordDay: Cases['recordDay'] = async (ctx, { way, ...input }) => record(ctx, await lockedPerson(ctx, 'control.record', input.caseId), input, way)

/** One's own, or of somebody of the same home. Whoever is of another home finds nothing. */
export async function ownCase(ctx: Ctx, caseId: string): Promise<{ row: PersonCase; isMe: boolean }> {
  const { personId } = ctx.self()
  const me = personId === null ? null : await findPerson(ctx, personId)
  const row = me === null ? undefined : await lockCase(ctx, caseId)
  const isMe = row !== undefined && row.person_id === me?.id
  if (!row || !isOfPerson(row) || me === null || row.state === 'proposed' || row.state === 'declined') throw notFound()
  const livesWithMe = row.home_id !== null && row.home_id === me.homeId && (await findPerson(ctx, row.person_id))?.homeId === me.homeId
  if (!isMe && !livesWithMe) throw notFound()
  noted(ctx, row)
  return { row, isMe }
}
export const recordOwnDay: Cases['recordOwnDay'] = async (ctx, input) => {
  const { row, isMe } = await ownCase(ctx, input.caseId)
  return record(ctx, row, input, isMe ? 'own' : 'family')
}

export const recordTest: Cases['recordTest'] = async (ctx, { id, caseId, at, method, result, ct, reference }) => {
  const row = await lockedPerson(ctx, 'control.record', caseId)
  const { isNew, digest } = await isNewFact(ctx, row, id, [caseId, at, method, result, ct, reference])
  if (!isNew) return viewOf(ctx, row)
  const taken = new Date(at)
  if (taken > ctx.now) throw fail(commonErrors, 'request.invalid', { field: 'at' })
  const test = { kind: 'test' as const, day: localDay(taken), atMs: taken.getTime(), method, result, ct }
  return viewOf(ctx, await write(ctx, row, test, { way: 'office', by: official(ctx), id, digest, at: taken, beside: { reference } }))
}

export const addPaper: Cases['addPaper'] = async (ctx, { id, caseId, day, evidence }) => {
  const row = await lockedCase(ctx, 'control.confirm', caseId)
  const { isNew, digest } = await isNewFact(ctx, row, id, [caseId, day, evidence])
  if (!isNew) return viewOf(ctx, row)
  const { kind, reference, issuedBy } = evidence
  return viewOf(ctx, await act(ctx, row, { kind: 'paper', day, of: kind }, { way: 'office', by: official(ctx), id, digest, beside: { reference, issuedBy } }))
}
