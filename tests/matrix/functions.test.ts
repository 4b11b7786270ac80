// 急时的功能平时不存在: every operation that does not always exist, asked by every role under an order, after its end, and when it holds again.
import * as contract from '@xiaomen/contract'
import type { Op } from '@xiaomen/contract'
import { ROLES, type Role } from '@xiaomen/rules/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller, Reply, Town } from '../../packages/server/src/platform/testing.ts'
import { EXPECTED } from './expected.ts'
import { INPUTS } from './inputs.ts'
import { hire, ok } from './people.ts'
import { furnish, type Located, makeStreet, openMatrixTown } from './places.ts'

const isOp = (value: unknown): value is Op => typeof value === 'object' && value !== null && 'name' in value && 'can' in value && 'input' in value
const OPS = Object.values(contract).flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value).filter(isOp) : []))
const SOMETIMES = OPS.filter((op) => op.exists !== undefined)
const FURNISHING_MS = 300_000

let town: Town
let own: Located
const people = new Map<Role, { caller: Caller; sessionId: string }>()
let commander: Caller, admin: Caller, district: Caller
beforeAll(async () => {
  town = await openMatrixTown()
  const [first] = await makeStreet(town, { district: '甲区', street: '甲街道', communities: ['甲一社区'] })
  own = await furnish(town, first!)
  for (const role of ROLES)
    people.set(role, role === 'resident' ? await hire(town, role, own.homePath, { personId: own.ids.personId }) : await hire(town, role, own.path))
  commander = (await hire(town, 'streetCommander', own.path)).caller
  admin = (await hire(town, 'communityAdmin', own.path)).caller
  district = (await hire(town, 'district', own.path)).caller
}, FURNISHING_MS)
afterAll(() => town.close())

function ask(op: Op, role: Role): Promise<Reply> {
  const { caller, sessionId } = people.get(role)!
  const input = INPUTS[op.name]!
  const card = { code: own.cardCode, personId: own.ids.otherPersonId, proof: own.proof }
  const body = input.at!({ place: own.ids, role, login: '', sessionId, card, landlordCode: own.landlordCode })
  return op.kind === 'upload' ? caller.upload(op.name, body, input.file!) : caller.call(op.name, body)
}
/** Who was answered as if there were no such thing. */
async function answers(): Promise<Record<string, Record<number, Role[]>>> {
  const found: Record<string, Record<number, Role[]>> = {}
  for (const op of SOMETIMES) for (const role of ROLES) ((found[op.name] ??= {})[(await ask(op, role)).status] ??= []).push(role)
  return found
}
const sign = (who: Caller, { id: orderId, waiting }: { id: string; waiting: { id: string } }) =>
  who.call('posture.approveOrder', { orderId, actId: waiting.id })

test('COMMAND-02 what is of an emergency is answered as not there to every role once peace came, at once, and is there again when the order holds again', async () => {
  expect(SOMETIMES.map(({ name }) => name)).toEqual(expect.arrayContaining(['control.registerCase', 'status.proposeSignal', 'status.importFile']))
  for (const op of SOMETIMES) {
    const expected = EXPECTED[op.name]!
    const allowed = ROLES.filter((role) => Array.isArray(expected) && expected.includes(role))
    expect(allowed.length, op.name).toBeGreaterThan(0)
    // Nobody who may is told that it is not there, while it is; whoever may not is refused, which is another answer.
    for (const role of ROLES)
      if (!allowed.includes(role) && role !== 'resident') expect([op.name, role, (await ask(op, role)).status]).toEqual([op.name, role, 403])
  }
  const functions = async () => Object.values(ok(await admin.call('posture.listFunctions'), 'listFunctions')).flat()
  expect(await functions()).toEqual(SOMETIMES.map(() => own.path))

  const asked = ok(await admin.call('posture.endOrder', { orderId: own.ids.orderId, reason: '演练结束' }), 'endOrder')
  expect(ok(await commander.call('posture.previewOrder', { orderId: own.ids.orderId }), 'previewOrder').cease.toSorted()).toEqual(
    SOMETIMES.map(({ name }) => name).toSorted(),
  )
  ok(await sign(commander, asked), 'approveOrder')
  expect(await answers()).toEqual(Object.fromEntries(SOMETIMES.map((op) => [op.name, { 404: [...ROLES] }])))
  expect(await functions()).toEqual([])
  // Whoever is restricted is not caught: reading, closing and correcting are there.
  expect((await admin.call('control.listCases', {})).status).toBe(200)
  expect((await admin.call('status.listCorrections', { areaId: own.ids.communityId })).status).toBe(200)
  const signals = ok(await admin.call('status.listSignals', { areaId: own.ids.communityId }), 'listSignals')
  expect(signals.every((one: { mayConfirm: boolean }) => !one.mayConfirm)).toBe(true)
  const waiting = signals.find((one: { id: string }) => one.id === own.ids.signalId)
  expect((await admin.call('status.withdrawSignal', { signalId: waiting.id, reason: '不再需要' })).status).toBe(200)
  expect(ok(await people.get('gridWorker')!.caller.call('access.me'), 'me').permissions).not.toHaveProperty('control.register')

  const again = ok(await admin.call('posture.reinstateOrder', { orderId: own.ids.orderId, reason: '误结束' }), 'reinstateOrder')
  ok(await sign(district, again), 'approveOrder')
  expect(await functions()).toEqual(SOMETIMES.map(() => own.path))
  expect(
    (
      await ask(
        SOMETIMES.find(({ name }) => name === 'control.registerCase')!,
        'guard',
      )
    ).status,
  ).toBe(403)
  expect(ok(await people.get('gridWorker')!.caller.call('access.me'), 'me').permissions['control.register']).toEqual([own.path])
}, 120_000)
