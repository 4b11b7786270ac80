import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulateDoor } from '../../doors-simulator.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { doorsModule } from '../doors/index.ts'
import { CONTROL_AND_BELOW } from '../control/modules.test.fixture.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { putInForce } from '../posture/index.ts'
import { lookAfterSeals, sealsModule } from './index.ts'

const evidence = { kind: 'investigationDecision', reference: '流调-009', issuedBy: '区疾控中心' }
/** A picture of one point. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
let town: Town, quarter: Quarter, office: Caller, station: Caller, grid: Caller, foreign: Caller, resident: Caller
let home: { id: string; path: string }, other: { id: string; path: string }
let person: string, caseId: string

const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
const refused = async (caller: Caller, name: string, input: object) => (await caller.call(name, input)).body.code ?? 'done'
const photo = async () => {
  const id = uuidv7()
  await ok(grid, 'photos.add', { id, areaId: quarter.unit.id, at: town.clock.now.toISOString(), bytes: PNG })
  return id
}
const said = (sealId: string, over: object = {}) => ({ id: uuidv7(), sealId, at: town.clock.now.toISOString(), photoIds: [], note: null, ...over })
const safe = { isOwnDoor: true, opensFromInside: true, leavesEscapeFree: true }
const tell = (sealId: string, agreesToSensor = true) =>
  ok(grid, 'seals.tellHousehold', { id: uuidv7(), sealId, at: town.clock.now.toISOString(), way: 'atDoor', agreesToSensor })
const titles = async (caller: Caller): Promise<string[]> =>
  (await ok(caller, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'seal').map(({ title }: { title: string }) => title)
const later = (hours: number) => {
  town.clock.now = new Date(town.clock.now.getTime() + hours * 3_600_000)
}
async function bring(personId: string): Promise<string> {
  const input = { id: uuidv7(), personId, trigger: 'secondaryContact', anchorDay: '2022-07-09', evidence, hasOwnSuite: true, guardian: null }
  const opened = await ok(office, 'control.openCase', input)
  await ok(station, 'control.confirmOpening', { caseId: opened.id })
  await town.drain()
  return opened.id
}
async function soon(check: () => unknown): Promise<void> {
  const end = performance.now() + 8_000
  for (;;) {
    try {
      await town.drain()
      await check()
      return
    } catch (error) {
      if (performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
  }
}

beforeAll(async () => {
  town = await openTown({
    modules: [...CONTROL_AND_BELOW, doorsModule, sealsModule],
    env: { XIAOMEN_MQTT_PORT: '0' },
  })
  town.clock.now = new Date('2022-07-10T12:00:00+08:00')
  quarter = await buildQuarter(town)
  const { path } = quarter.community
  office = town.as('communityAdmin', path, { unit: '居委会' })
  station = town.as('communityAdmin', path, { unit: '卫生服务站' })
  grid = town.as('gridWorker', path, { unit: '居委会' })
  foreign = town.as('communityAdmin', quarter.nextCommunity.path, { unit: '别处' })
  const add = (door: string) => ok(office, 'registry.addHome', { areaId: quarter.unit.id, door, floor: 5, use: 'permanent' })
  home = await add('501')
  other = await add('502')
  const document = { kind: 'passport', number: 'X9900001', country: 'XX' }
  person = (
    await ok(office, 'registry.addResident', { homeId: home.id, name: '沈小满', document, care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })
  ).id
  resident = town.as('resident', home.path, { personId: person })
  caseId = await bring(person)
}, 60_000)
afterAll(() => town.close())

test('CTRL-06 only the home of somebody held back is sealed, with a number of its own, and nobody elsewhere sees it', async () => {
  const { rule, homes } = await ok(office, 'seals.listHomes', { areaId: quarter.community.id })
  expect(rule).toMatchObject({ checkEveryHours: 12, removeWithinHours: 2, isDraft: true })
  expect(homes).toMatchObject([{ homeId: home.id, door: '501', people: 1 }])
  expect(await refused(office, 'seals.issueSeal', { id: uuidv7(), homeId: other.id, number: 'A-001' })).toBe('seals.nobody_under_control')
  expect(await refused(foreign, 'seals.issueSeal', { id: uuidv7(), homeId: home.id, number: 'A-001' })).toBe('request.not_found')
  const id = uuidv7()
  await ok(office, 'seals.issueSeal', { id, homeId: home.id, number: 'A-001' })
  await ok(office, 'seals.issueSeal', { id, homeId: home.id, number: 'A-001' })
  expect(await refused(office, 'seals.issueSeal', { id: uuidv7(), homeId: home.id, number: 'A-002' })).toBe('seals.home_has_one')
  expect(await refused(foreign, 'seals.getSeal', { sealId: id })).toBe('request.not_found')
  expect(await titles(grid)).toEqual(['告知并贴封条'])
  await ok(office, 'seals.withdrawSeal', { sealId: id })
  expect(await titles(grid)).toEqual([])
  expect(await refused(office, 'seals.issueSeal', { id: uuidv7(), homeId: home.id, number: 'A-001' })).toBe('seals.number_taken')
})

test('CTRL-06 told, put on with a photo, looked at, opened over MQTT, answered for, announced, and off within hours of the release', async () => {
  const sealId = uuidv7()
  await ok(office, 'seals.issueSeal', { id: sealId, homeId: home.id, number: 'A-003' })
  // Not before the household knows, not without a photo, never on a way of escape.
  const photoId = await photo()
  expect(await refused(grid, 'seals.applySeal', { ...said(sealId, { photoIds: [photoId] }), ...safe })).toBe('seals.not_told')
  expect(await refused(office, 'seals.addSensor', { sealId })).toBe('seals.no_consent')
  await tell(sealId)
  expect(await refused(grid, 'seals.applySeal', { ...said(sealId), ...safe })).toBe('seals.photo_missing')
  for (const gap of ['isOwnDoor', 'opensFromInside', 'leavesEscapeFree'])
    expect(await refused(grid, 'seals.applySeal', { ...said(sealId, { photoIds: [photoId] }), ...safe, [gap]: false })).toBe('seals.escape')
  const apply = { ...said(sealId, { photoIds: [photoId] }), ...safe }
  expect(await ok(grid, 'seals.applySeal', apply)).toMatchObject({ isNew: true, state: 'applied' })
  expect(await ok(grid, 'seals.applySeal', apply)).toMatchObject({ isNew: false, state: 'applied' })
  expect(await refused(grid, 'seals.applySeal', { ...apply, note: '另一句' })).toBe('seals.other_bytes')
  // The next look is a task of the hour the pack says.
  expect(await titles(grid)).toEqual([])
  later(25)
  expect(await titles(grid)).toEqual(['查看封条'])
  expect(await ok(office, 'seals.listSeals')).toMatchObject({ counts: { toCheck: 1, applied: 1 }, seals: [{ isCheckLate: true }] })
  await ok(grid, 'seals.checkSeal', said(sealId, { outcome: 'whole' }))
  expect(await titles(grid)).toEqual([])

  const made = await ok(office, 'seals.addSensor', { sealId })
  await town.drain()
  const { broker } = await ok(office, 'doors.listDoors')
  const sensor = simulateDoor({ url: `mqtt://127.0.0.1:${broker.port}`, deviceId: made.deviceId, password: made.password, cardKey: '00' })
  await sensor.connect()
  await soon(async () => expect((await ok(office, 'seals.getSeal', { sealId })).sensor).toMatchObject({ isOnline: true, isOpen: false }))
  // Announced by the carer who comes: recorded, and no alarm.
  const from = town.clock.now.toISOString()
  expect(await refused(grid, 'seals.announceOpening', { id: uuidv7(), sealId, why: 'delivery', from, until: from })).toBe('seals.wrong_hours')
  await ok(grid, 'seals.announceOpening', { id: uuidv7(), sealId, why: 'delivery', from, until: new Date(town.clock.now.getTime() + 1_800_000).toISOString() })
  sensor.faults.sendsTwice = true
  const tellAt = (n: number, kind: string) => sensor.tellAs(n, { kind, at: Math.floor(town.clock.now.getTime() / 1000) })
  await tellAt(1, 'opened')
  await tellAt(2, 'closed')
  await soon(async () => expect((await ok(resident, 'seals.listOwn'))[0].recorded).toHaveLength(2))
  expect((await ok(office, 'seals.listSeals')).counts.alarms).toBe(0)
  later(1)
  await tellAt(3, 'opened')
  await soon(async () => expect((await ok(office, 'seals.listSeals')).counts.alarms).toBe(1))
  expect([await titles(grid), await titles(office)]).toEqual([['封条门已打开，请马上去看'], ['封条门已打开，请马上去看']])
  const [{ alarms }] = (await ok(grid, 'seals.listSeals')).seals
  expect(alarms).toMatchObject([{ kind: 'opened', finding: null }])
  const answer = { alarmId: alarms[0].id, finding: 'medical', isWhole: true, note: '老人透析，已送医' }
  expect(await ok(grid, 'seals.answerAlarm', answer)).toEqual({ state: 'applied' })
  expect(await refused(grid, 'seals.answerAlarm', answer)).toBe('seals.alarm_answered')
  expect(await titles(office)).toEqual([])
  const kept = await town.db.queryAsOwner<{ text: string }>('select row_to_json(a)::text as text from seals.alarm a')
  expect(kept.map(({ text }) => text).join()).not.toContain('透析')
  // The household itself asks nobody.
  await ok(resident, 'seals.announceOwn', { id: uuidv7(), sealId, why: 'medical' })
  await tellAt(4, 'closed')
  await tellAt(5, 'opened')
  await soon(async () => expect((await ok(resident, 'seals.listOwn'))[0].recorded).toHaveLength(5))
  expect((await ok(office, 'seals.listSeals')).counts.alarms).toBe(0)
  expect((await ok(foreign, 'seals.listSeals')).seals).toEqual([])

  // Its reason is over: it must not stay.
  const changeId = uuidv7()
  await ok(office, 'control.proposeChange', { id: changeId, caseId, kind: 'cancel', day: null, ground: 'openedInError', evidence })
  await ok(station, 'control.decideChange', { changeId, agrees: true })
  await town.drain()
  expect((await ok(office, 'seals.listSeals')).seals).toMatchObject([{ removalReason: 'ended', isRemovalLate: false }])
  expect(await titles(grid)).toEqual(['拆除封条'])
  later(3)
  await lookAfterSeals(town.app.services)
  expect((await ok(office, 'seals.listSeals')).seals).toMatchObject([{ isRemovalLate: true }])
  expect(await titles(office)).toEqual(['封条逾期未拆'])
  await ok(grid, 'seals.removeSeal', said(sealId))
  expect([await titles(grid), await titles(office), (await ok(office, 'seals.listSeals')).seals]).toEqual([[], [], []])
  expect((await ok(office, 'seals.listSeals', { list: 'ended' })).seals).toMatchObject([{ number: 'A-003', state: 'removed' }, { number: 'A-001' }])
  await sensor.leave()
})

test('CTRL-06 a seal found broken is over and raises an alarm; one that the rules no longer know comes off', async () => {
  await bring(person)
  const sealId = uuidv7()
  await ok(office, 'seals.issueSeal', { id: sealId, homeId: home.id, number: 'A-010' })
  await tell(sealId, false)
  await ok(grid, 'seals.applySeal', { ...said(sealId, { photoIds: [await photo()] }), ...safe })
  expect(await ok(grid, 'seals.checkSeal', said(sealId, { outcome: 'broken', note: '被风吹开一半' }))).toMatchObject({ state: 'broken' })
  expect(await titles(office)).toEqual(['封条破损，请马上去看'])
  expect(await refused(grid, 'seals.removeSeal', said(sealId))).toBe('seals.wrong_state')
  const detail = await ok(grid, 'seals.getSeal', { sealId })
  expect(detail.facts[0]).toMatchObject({ kind: 'checked', outcome: 'broken', note: '被风吹开一半' })
  await ok(office, 'seals.answerAlarm', { alarmId: detail.alarms[0].id, finding: 'weather', isWhole: false, note: null })

  const next = uuidv7()
  await ok(office, 'seals.issueSeal', { id: next, homeId: home.id, number: 'A-011' })
  await tell(next, false)
  await ok(grid, 'seals.applySeal', { ...said(next, { photoIds: [await photo()] }), ...safe })
  await town.system((ctx) =>
    putInForce(ctx, {
      areaId: quarter.compound.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-12-07',
      legalBasis: 'test',
      purpose: 'test',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
  await town.drain()
  expect((await ok(office, 'seals.listSeals')).seals).toMatchObject([{ number: 'A-011', removalReason: 'notAllowed' }])
  expect(await refused(office, 'seals.issueSeal', { id: uuidv7(), homeId: other.id, number: 'A-012' })).toBe('seals.not_allowed')
  expect(await ok(office, 'seals.listHomes', { areaId: quarter.compound.id })).toMatchObject({ rule: null, homes: [] })
  await ok(grid, 'seals.removeSeal', said(next))
})
