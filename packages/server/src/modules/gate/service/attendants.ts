// 照护人: who looks after an old or sick resident passes, for a time, by a short number.
import { commonErrors, type gate, gateErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { planAt } from '../../posture/index.ts'
import { currentPeople, doorsOf, findPerson, leanOn, namesOf } from '../../registry/index.ts'
import { addCredential } from '../credentials.ts'
import * as repo from '../repo/attendants.ts'
import { listCredentials, revokeCredential } from '../repo/credentials.ts'
import type { AttendantRow } from '../tables.ts'

type Gate = Handlers<typeof gate>
const DAY_MS = 86_400_000
/** Asked for again after a quarter: who looked after somebody then may not do so now. */
const LONGEST_MS = 92 * DAY_MS
/** Ended ones stay in view this long. */
const IN_VIEW_MS = 7 * DAY_MS

const place = (row: Pick<AttendantRow, 'id'>, column: 'sealed_name' | 'sealed_phone') => ({ table: 'gate.attendant', row: row.id, column })
export const attendantName = ({ crypto }: Pick<Ctx, 'crypto'>, row: AttendantRow): string => crypto.open('name', place(row, 'sealed_name'), row.sealed_name)

export const addAttendant: Gate['addAttendant'] = async (ctx, { personId, name, phone, from, until }) => {
  const person = await findPerson(ctx, personId)
  if (!person) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.issue', { path: person.path })
  ctx.audit.communityId(person.communityId)
  ctx.audit.subjects([person.id])
  const [begins, ends] = [new Date(from), new Date(until)]
  if (ends <= begins || ends <= ctx.now || ends.getTime() - begins.getTime() > LONGEST_MS) throw fail(gateErrors, 'gate.time_unfit')
  await leanOn(ctx, { personId: person.id })
  const credential = await addCredential(ctx, {
    community_id: person.communityId,
    area_path: person.path,
    person_id: null,
    home_id: null,
    pass_class: 'attendant',
    code_id: randomBytes(8).toString('hex'),
    valid_from: begins,
    valid_until: ends,
  })
  const { orderId } = await planAt(ctx, person.path)
  const row = { id: uuidv7() }
  const scope = orderId ?? 'peace'
  await repo.insertAttendant(ctx, {
    ...row,
    community_id: person.communityId,
    area_path: person.path,
    person_id: person.id,
    first_person_id: null,
    credential_id: credential.id,
    sealed_name: ctx.crypto.seal('name', place(row, 'sealed_name'), name, scope),
    sealed_phone: phone === null ? null : ctx.crypto.seal('phone', place(row, 'sealed_phone'), phone, scope),
    valid_from: begins,
    valid_until: ends,
    made_at: ctx.now,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    ended_at: null,
  })
  return { id: row.id, shortCode: credential.short_code }
}

export const listAttendants: Gate['listAttendants'] = async (ctx, { areaId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.issue', { path: area.path })
  const rows = await repo.listAttendantsUnder(ctx, area.path, new Date(ctx.now.getTime() - IN_VIEW_MS))
  const people = new Map<string, string | null>()
  const ids = [...new Set(rows.map((row) => row.person_id))]
  const current = await currentPeople(ctx, ids)
  for (const id of ids) people.set(id, (await findPerson(ctx, current.get(id) ?? id))?.homeId ?? null)
  const names = await namesOf(ctx, [...people.keys()])
  const doors = await doorsOf(
    ctx,
    [...people.values()].filter((id) => id !== null),
  )
  const numbers = new Map(
    (
      await listCredentials(
        ctx,
        rows.map((row) => row.credential_id),
      )
    ).map((row) => [row.id, row.short_code]),
  )
  ctx.audit.subjects([...people.keys()])
  return rows.map((row) => {
    const sight = ctx.sight(row.area_path)
    const homeId = people.get(row.person_id) ?? null
    return {
      id: row.id,
      personId: row.person_id,
      personName: masked('name', names.get(row.person_id) ?? null, sight.name),
      door: masked('door', (homeId && doors.get(homeId)) || null, sight.door),
      name: masked('name', attendantName(ctx, row), sight.name),
      phone: masked('phone', row.sealed_phone && ctx.crypto.open('phone', place(row, 'sealed_phone'), row.sealed_phone), sight.phone),
      shortCode: row.ended_at === null && row.valid_until > ctx.now ? (numbers.get(row.credential_id) ?? null) : null,
      from: row.valid_from.toISOString(),
      until: row.valid_until.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
    }
  })
}

/** Running or not, the pass opens no more. */
export async function endPassOf(ctx: Ctx, row: AttendantRow, why: 'withdrawn' | 'moved'): Promise<void> {
  await repo.endAttendant(ctx, row)
  await revokeCredential(ctx, row.community_id, row.credential_id, why)
}

export const endAttendant: Gate['endAttendant'] = async (ctx, { attendantId, reason }) => {
  const row = await repo.findAttendant(ctx, attendantId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.issue', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
  ctx.audit.reason(reason)
  await endPassOf(ctx, row, 'withdrawn')
  return {}
}
