import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, seedAccount } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { answerabilityModule } from '../answerability/index.ts'
import { areasAt, areasModule, insertAreas } from '../areas/index.ts'
import { registryModule } from '../registry/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { controlModule } from './index.ts'

let town: Town
let office: Caller
let station: Caller
let foreign: Caller
let homePath = ''
let personId = ''
let otherId = ''
const evidence = { kind: 'testResult', reference: '检-2022-05-0042', issuedBy: '区疾控中心' }

beforeAll(async () => {
  town = await openTown({
    modules: [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, answerabilityModule, controlModule],
  })
  const [community, elsewhere, building] = await town.system((ctx) => {
    const east = uuidv7()
    return insertAreas(ctx, [
      { id: east, parentId: null, level: 'community', name: '东社区' },
      { parentId: null, level: 'community', name: '西社区' },
      { parentId: east, level: 'building', name: '3幢' },
    ])
  })
  for (const { id: areaId } of [community!, elsewhere!]) {
    const order = { areaId, posture: 'emergency', packId: 'covid-19', edition: '2022-06-28', legalBasis: '演练', purpose: '演练', until: '2022-12-31' } as const
    await town.system((ctx) => putInForce(ctx, { ...order, draftedBy: uuidv7(), approvedBy: uuidv7() }))
  }
  office = town.as('communityAdmin', community!.path, { unit: '居委会' })
  station = town.as('communityAdmin', community!.path, { unit: '卫生服务站' })
  foreign = town.as('communityAdmin', elsewhere!.path, { unit: '别处' })
  const home = (await office.call('registry.addHome', { areaId: building!.id, door: '501', floor: 5, use: 'permanent' })).body
  homePath = home.path
  const add = async (name: string) =>
    (await office.call('registry.addResident', { homeId: home.id, name, care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })).body.id as string
  personId = await add('张三丰')
  otherId = await add('买买提·江')
})
afterAll(() => town.close())

const told = () =>
  town.system(async (ctx) =>
    (await sql<{ name: string }>`select name from platform.outbox where name like 'control.case%' order by id`.execute(ctx.tx)).rows.map((row) => row.name),
  )

test('a case is reported on evidence, once for a person at a time, and never for tomorrow', async () => {
  expect((await office.call('control.registerCase', { personId, foundOn: '2022-05-05', evidence })).body.code).toBe('request.invalid')
  const first = await office.call('control.registerCase', { personId, foundOn: '2022-05-04', evidence })
  expect(first.body).toMatchObject({ state: 'reported', areaName: '东社区 3幢', name: '张三丰', door: '3-501', closedOn: null })
  expect((await station.call('control.registerCase', { personId, foundOn: '2022-05-04', evidence })).body.code).toBe('control.open_case_exists')
  expect(await told()).toEqual(['control.caseRegistered'])
})

test('evidence is masked where health is, and sealed in the database', async () => {
  const [listed] = (await office.call('control.listCases')).body
  expect(listed.evidence).toEqual({ kind: 'testResult', reference: '***042', issuedBy: '区疾控中心' })
  const street = (await town.as('streetCommander', homePath.split('/').slice(0, 2).join('/') + '/').call('control.listCases')).body[0]
  expect([street.name, street.evidence.reference]).toEqual(['张*丰', '***'])
  const stored = await town.db.queryAsOwner<{ evidence: string }>("select encode(evidence, 'escape') as evidence from control.infection_case")
  expect(stored[0]!.evidence).not.toContain('2022-05-0042')
})

test('the second person comes from another unit; nobody confirms alone', async () => {
  const [{ id: caseId }] = (await office.call('control.listCases')).body
  expect((await office.call('control.confirmCase', { caseId })).body).toEqual({ code: 'control.same_unit', details: { reason: 'same_person' } })
  expect(
    (await town.as('communityAdmin', homePath.split('/').slice(0, 2).join('/') + '/', { unit: '居委会' }).call('control.confirmCase', { caseId })).body.code,
  ).toBe('control.same_unit')
  expect((await station.call('control.confirmCase', { caseId })).body.state).toBe('confirmed')
  expect((await station.call('control.confirmCase', { caseId })).body.code).toBe('control.wrong_state')
  expect(await told()).toEqual(['control.caseRegistered', 'control.caseConfirmed'])
})

test('a case of another community is not found, and its person neither', async () => {
  const [{ id: caseId }] = (await office.call('control.listCases')).body
  const unknown = await foreign.call('control.confirmCase', { caseId: uuidv7() })
  expect((await foreign.call('control.confirmCase', { caseId })).body).toEqual(unknown.body)
  expect((await foreign.call('control.registerCase', { personId: otherId, foundOn: '2022-05-04', evidence })).status).toBe(404)
  expect((await foreign.call('control.listCases')).body).toEqual([])
  expect((await town.as('guard', homePath.split('/').slice(0, 2).join('/') + '/').call('control.listCases')).status).toBe(403)
})

test('a case is closed on evidence, and then the person may have another one', async () => {
  const [{ id: caseId }] = (await office.call('control.listCases')).body
  expect((await station.call('control.closeCase', { caseId, on: '2022-05-03', ground: 'recovered', evidence })).body.code).toBe('request.invalid')
  expect((await station.call('control.closeCase', { caseId, on: '2022-05-04', ground: 'recovered', evidence })).body).toMatchObject({
    state: 'closed',
    closedOn: '2022-05-04',
  })
  expect((await station.call('control.closeCase', { caseId, on: '2022-05-04', ground: 'recovered', evidence })).body.code).toBe('control.wrong_state')
  expect((await office.call('control.registerCase', { personId, foundOn: '2022-05-04', evidence })).status).toBe(200)
  expect((await office.call('control.listCases')).body.map((found: { state: string }) => found.state)).toEqual(['reported', 'closed'])
})

test('nobody makes a house green again alone: not who reported the case, not a colleague, and who confirmed it does not call it an error', async () => {
  const community = homePath.split('/').slice(0, 2).join('/') + '/'
  const { id: caseId } = (await office.call('control.registerCase', { personId: otherId, foundOn: '2022-05-04', evidence })).body
  const close = async (who: Caller, ground: string) => (await who.call('control.closeCase', { caseId, on: '2022-05-04', ground, evidence })).body
  const colleague = town.as('communityAdmin', community, { unit: '居委会' })
  for (const ground of ['registeredInError', 'recovered', 'movedAway']) {
    expect(await close(office, ground)).toEqual({ code: 'control.same_unit', details: { reason: 'same_person' } })
    expect(await close(colleague, ground)).toEqual({ code: 'control.same_unit', details: { reason: 'same_unit' } })
  }
  expect((await station.call('control.confirmCase', { caseId })).body.state).toBe('confirmed')
  expect(await close(office, 'recovered')).toMatchObject({ code: 'control.same_unit' })
  expect(await close(station, 'registeredInError')).toEqual({ code: 'control.same_unit', details: { reason: 'same_person' } })
  expect((await close(town.as('communityAdmin', community, { unit: '卫生服务站' }), 'registeredInError')).state).toBe('closed')
})

test('two accounts do not count as two people while one has just been made or recovered by the other', async () => {
  const community = homePath.split('/').slice(0, 2).join('/') + '/'
  const areaId = await town.system(async (ctx) => (await areasAt(ctx, [community]))[0]!.id)
  const first = await town.system((ctx) =>
    seedAccount(ctx, {
      login: 'first',
      name: '林若溪',
      unit: '街道办',
      password: 'the-river-behind-us',
      grants: [{ role: 'streetCommander', path: community, from: '2022-01-01' }],
    }),
  )
  const maker = town.as('streetCommander', community, { unit: '街道办', accountId: first })
  const { account } = (
    await maker.call('access.createAccount', {
      login: 'second',
      name: '某人',
      unit: '居委会',
      grant: { role: 'communityAdmin', areaId, dataClasses: null, from: '2022-01-01', until: null },
    })
  ).body
  const second = town.as('communityAdmin', community, { unit: '居委会', accountId: account.id })
  const { id: caseId } = (await second.call('control.registerCase', { personId: otherId, foundOn: '2022-05-04', evidence })).body
  const confirm = async () => (await maker.call('control.confirmCase', { caseId })).body
  expect(await confirm()).toEqual({ code: 'control.same_unit', details: { reason: 'tied_accounts' } })
  const noon = town.clock.now
  town.clock.now = new Date(noon.getTime() + 31 * 86_400_000)
  expect((await maker.call('access.recoverAccount', { accountId: account.id, reason: '忘记密码' })).status).toBe(200)
  expect(await confirm()).toEqual({ code: 'control.same_unit', details: { reason: 'tied_accounts' } })
  town.clock.now = new Date(noon.getTime() + 62 * 86_400_000)
  expect((await confirm()).state).toBe('confirmed')
  town.clock.now = noon
})

test('TRUST-02 whoever reads the list of cases is written down, with whom they saw', async () => {
  await office.call('control.listCases')
  const rows = await town.db.queryAsOwner<{ subjects: string; actor_id: string }>(
    "select subjects::text, actor_id::text from platform.audit where operation = 'control.listCases' order by id desc limit 1",
  )
  expect(rows[0]!.actor_id).toBe(office.accountId)
  expect(rows[0]!.subjects).toContain(personId)
})
