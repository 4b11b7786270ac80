// 签名密钥作废: two people withdraw a key, and every strip it signed is worth nothing, at once.
import { parseCode, signStrip } from '@xiaomen/rules/gate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { gateModule, readCodeAtDoor } from './index.ts'
import { signingKey, STRIP_DAYS, turnKeys } from './signing.ts'

let town: Town
let guard: Caller
let street: Caller
let resident: Caller
let gateId: string
let communityId: string
const KEYS = { reason: '密钥文件夹被人拷走' }

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  town.clock.now = new Date('2022-08-01T12:00:00+08:00')
  const ids = Array.from({ length: 4 }, () => uuidv7())
  const [top, , community, compound] = await town.system((ctx) =>
    insertAreas(ctx, [
      { id: ids[0]!, parentId: null, level: 'district', name: '测试区' },
      { id: ids[1]!, parentId: ids[0]!, level: 'street', name: '青石街道' },
      { id: ids[2]!, parentId: ids[1]!, level: 'community', name: '青石社区' },
      { id: ids[3]!, parentId: ids[2]!, level: 'compound', name: '南苑' },
    ]),
  )
  communityId = community!.id
  await town.system((ctx) =>
    putInForce(ctx, {
      areaId: communityId,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: 'test',
      purpose: 'test',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
  await town.drain()
  const office = town.as('communityAdmin', community!.path)
  guard = town.as('guard', community!.path)
  street = town.as('streetCommander', top!.path, { unit: '青石街道' })
  gateId = (await office.call('gate.addGate', { areaId: compound!.id, name: '南门' })).body.id
  const home = (await office.call('registry.addHome', { areaId: compound!.id, door: '501', floor: 5, use: 'permanent' })).body
  const person = await office.call('registry.addResident', { homeId: home.id, name: '王小门', care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: false })
  resident = town.as('resident', home.path, { personId: person.body.id })
}, 120_000)
afterAll(() => town.close())

const newCode = async (): Promise<string> => (await resident.call('gate.listMyCodes')).body.people[0].strips[0].code
const kidIn = (code: string): string => {
  const read = parseCode(code)
  if (!read.ok || read.kind !== 'strip') throw new Error('no strip')
  return read.kid
}
const shown = (value: string) => ({ gateId, means: { kind: 'code', value }, direction: 'in', temperatureC: 36.5 })
const pass = async (code: string): Promise<string[]> =>
  (await guard.call('gate.recordPassage', { ...shown(code), id: uuidv7(), at: town.clock.now.toISOString() })).body.reasons
const list = async () => (await guard.call('gate.getOfflineList', { gateId })).body
const keys = async (): Promise<{ kid: string; state: string; askedBy: string | null }[]> => (await street.call('gate.listSigningKeys')).body
const stateOf = async (kid: string) => (await keys()).find((one) => one.kid === kid)?.state
const second = () => town.as('operations', '/', { unit: '信息中心' })
async function withdraw(kid: string): Promise<void> {
  expect((await street.call('gate.withdrawKey', { kid, ...KEYS })).body).toEqual({ isWithdrawn: false })
  expect((await second().call('gate.withdrawKey', { kid, ...KEYS })).body).toEqual({ isWithdrawn: true })
}

test('one person asks and nothing happens; the second must be of another unit', async () => {
  const code = await newCode()
  const kid = kidIn(code)
  expect((await street.call('gate.withdrawKey', { kid, ...KEYS })).body).toEqual({ isWithdrawn: false })
  expect(await pass(code)).toEqual([])
  expect([await stateOf(kid), (await list()).withdrawnKeys]).toEqual(['current', []])
  const refused = async (by: Caller) => (await by.call('gate.withdrawKey', { kid, ...KEYS })).body
  expect(await refused(street)).toEqual({ code: 'gate.same_person', details: { reason: 'same_person' } })
  expect(await refused(town.as('district', '/', { unit: '青石街道' }))).toEqual({ code: 'gate.same_person', details: { reason: 'same_unit' } })
  expect((await guard.call('gate.withdrawKey', { kid, ...KEYS })).status).toBe(403)
  expect((await street.call('gate.withdrawKey', { kid: 'ffffffffffffffff', ...KEYS })).status).toBe(404)
  expect((await second().call('gate.withdrawKey', { kid, ...KEYS })).body).toEqual({ isWithdrawn: true })
  expect((await second().call('gate.withdrawKey', { kid, ...KEYS })).body).toEqual({ code: 'gate.key_withdrawn' })
})

test('GATE-10 what a withdrawn key signed is refused at once at gates, doors and on phones; its successor signs, known there before', async () => {
  const old = await newCode()
  const kid = kidIn(old)
  // Found right a moment ago, and remembered by the server.
  expect(await pass(old)).toEqual([])
  const before = await list()
  await withdraw(kid)
  expect(await pass(old)).toEqual(['code_revoked'])
  expect((await guard.call('gate.lookUp', shown(old))).body).toMatchObject({ candidates: [], verdict: { outcome: 'refuse', reasons: ['code_revoked'] } })
  expect(await town.system((ctx) => readCodeAtDoor(ctx, communityId, old, town.clock.now))).toMatchObject({ problem: 'code_revoked', who: null })
  const after = await list()
  expect(after.etag).not.toBe(before.etag)
  expect(after.withdrawnKeys).toContain(kid)
  expect(after.keys.map((one: { kid: string }) => one.kid)).not.toContain(kid)

  const fresh = await newCode()
  expect(before.keys.map((one: { kid: string }) => one.kid)).toContain(kidIn(fresh))
  expect(await pass(fresh)).toEqual([])
  expect((await keys()).filter((one) => one.state === 'next')).toHaveLength(1)
})

test('the successor can be withdrawn before it signs, and a key that only verifies', async () => {
  const next = (await keys()).find((one) => one.state === 'next')!.kid
  await withdraw(next)
  const made = (await keys()).find((one) => one.state === 'next')!.kid
  expect(made).not.toBe(next)
  const code = await newCode()
  await town.system((ctx) => turnKeys(ctx))
  expect([await stateOf(kidIn(code)), kidIn(await newCode())]).toEqual(['old', made])
  expect(await pass(code)).toEqual([])
  await withdraw(kidIn(code))
  expect(await pass(code)).toEqual(['code_revoked'])
  expect(await pass(await newCode())).toEqual([])
})

test('whoever stole it signs nothing that counts, with whatever times; when the last real strip has ended its number is forgotten', async () => {
  const { kid, privateKey } = await town.system(signingKey)
  await withdraw(kid)
  const at = town.clock.now.getTime() / 1000
  const sign = (from: number) =>
    signStrip({ kid, codeId: '0011223344556677', passClass: 'personal', from, until: from + 3600, holderKey: null }, privateKey, crypto.subtle)
  for (const from of [at - 60, at - 86_400, at + 86_400]) expect(await pass(await sign(from))).toEqual(['code_revoked'])

  town.clock.now = new Date(town.clock.now.getTime() + (STRIP_DAYS + 2) * 86_400_000)
  await town.system((ctx) => turnKeys(ctx))
  expect([await stateOf(kid), (await list()).withdrawnKeys]).toEqual([undefined, []])
  expect(await pass(await sign(town.clock.now.getTime() / 1000 - 60))).toEqual(['code_foreign'])
})
