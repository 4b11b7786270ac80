import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { uuidv7 } from '../../platform/ids.ts'
import { openStreet, type Street } from './town.fixture.ts'
import { forgetOld, lookAfter } from './workers.ts'
import type { SimulatedDoor } from '../../doors-simulator.ts'

let street: Street
let wang: string
let stairId: string
let stair: SimulatedDoor
let gateDoorId: string
let gateDoor: SimulatedDoor
const CARD = '04A1B2C3'

const count = (from: string): Promise<number> =>
  street.town.system(async ({ tx }) => Number((await sql<{ n: string }>`select count(*) as n from ${sql.raw(from)}`.execute(tx)).rows[0]!.n))
const alarms = async () => (await street.office.call('doors.listAlarms')).body as { id: string; kind: string; doorName: string; clearedAt: string | null }[]
const doorView = async (doorId: string) => (await street.office.call('doors.listDoors')).body.doors.find((door: { id: string }) => door.id === doorId)
const answerAll = async () => {
  for (const { id } of await alarms()) await street.office.call('doors.answerAlarm', { alarmId: id })
}

beforeAll(async () => {
  street = await openStreet()
  wang = await street.addPerson('王小门')
  stairId = await street.addDoor(street.areas.unit.id, '单元门')
  stair = await street.hang(stairId)
  gateDoorId = await street.addDoor(street.areas.compound.id, '南门闸机', { kind: 'gate', gateId: street.gateId })
  gateDoor = await street.hang(gateDoorId)
}, 60_000)
afterAll(() => street.close())

describe('cards', () => {
  let cardId: string
  test('GATE-02 a card is issued, its door holds it in its list, and it opens the door', async () => {
    expect(await stair.readCard(CARD)).toEqual({ opened: false, by: 'server' })
    cardId = await street.issue(wang, '04:a1:b2:c3')
    await street.soon(() => expect(stair.state().list.size).toBe(1))
    expect(await stair.readCard(CARD)).toEqual({ opened: true, by: 'server' })
    await street.soon(async () => expect((await doorView(stairId)).device).toMatchObject({ isOnline: true, isListCurrent: true, cards: 1, lock: 'open' }))
  })

  test('the same id asks once, another card under it and a number in use are refused, and a mistyped one is told', async () => {
    const holder = { kind: 'resident', personId: wang }
    expect((await street.office.call('doors.issueCard', { id: cardId, holder, number: CARD, until: null })).body).toEqual({ id: cardId, tail: 'B2C3' })
    expect(await street.office.call('doors.issueCard', { id: cardId, holder, number: '04A1B2C4', until: null })).toMatchObject({
      status: 409,
      body: { code: 'doors.other_bytes' },
    })
    expect(await street.office.call('doors.issueCard', { id: uuidv7(), holder, number: CARD, until: null })).toMatchObject({
      status: 409,
      body: { code: 'doors.number_taken' },
    })
    const mistyped = await street.office.call('doors.issueCard', { id: uuidv7(), holder, number: '12-x', until: null })
    expect(mistyped).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    expect(JSON.stringify(mistyped.body)).toContain('number')
    const past = await street.office.call('doors.issueCard', { id: uuidv7(), holder, number: '04A1B2C5', until: '2020-01-01T00:00:00Z' })
    expect(past).toMatchObject({ status: 400, body: { code: 'doors.until_is_past' } })
  })

  test('GATE-02 a list at a door holds hashes and ends, and neither a name nor a number', async () => {
    expect([...stair.state().list.keys()].join()).toMatch(/^[0-9a-f]{16}$/)
    const rows = await street.town.system(async ({ tx }) => (await sql<object>`select * from doors.card`.execute(tx)).rows)
    expect(JSON.stringify(rows)).not.toMatch(/04A1B2C3|王小门/)
  })

  test('GATE-02 at the gate of a compound a card is a passage, counted once though the door says it twice', async () => {
    gateDoor.faults.sendsTwice = true
    const before = await count('gate.passage')
    expect((await gateDoor.readCard(CARD)).opened).toBe(true)
    await street.soon(() => expect(gateDoor.state().waiting).toBe(0))
    gateDoor.faults.sendsTwice = false
    expect(await count('gate.passage')).toBe(before + 1)
    expect(await count(`gate.passage where means = 'card' and person_id = '${wang}' and outcome = 'enter'`)).toBe(before + 1)
  })

  test('GATE-02 a card read at two doors in one second opens, and somebody is told that there may be a copy', async () => {
    await answerAll()
    const [one, other] = await Promise.all([stair.readCard(CARD), gateDoor.readCard(CARD)])
    expect([one.opened, other.opened]).toEqual([true, true])
    await street.soon(async () => expect((await alarms()).map(({ kind }) => kind)).toContain('cardTwice'))
  })

  test('GATE-02 a lost card is refused at once, also by a door without network; the one in its place opens', async () => {
    // Within one second, which is all a controller's clock can tell apart.
    street.town.clock.now = new Date(Math.floor(street.town.clock.now.getTime() / 1000) * 1000 + 700)
    expect(await street.office.call('doors.reportLost', { cardId })).toMatchObject({ status: 200 })
    expect(await stair.readCard(CARD)).toEqual({ opened: false, by: 'server' })
    await street.soon(() => expect(stair.state().list.size).toBe(0))
    await stair.pull()
    expect(await stair.readCard(CARD)).toEqual({ opened: false, by: 'list' })
    expect(await street.office.call('doors.reportLost', { cardId })).toMatchObject({ status: 409, body: { code: 'doors.card_not_active' } })
    const replacing = { id: uuidv7(), cardId, number: '04A1B2D9' }
    expect(await street.office.call('doors.replaceCard', replacing)).toMatchObject({ status: 200, body: { tail: 'B2D9' } })
    expect(await street.office.call('doors.replaceCard', replacing)).toMatchObject({ status: 200, body: { tail: 'B2D9' } })
    await stair.connect()
    await street.soon(() => expect(stair.state().list.size).toBe(1))
    expect((await stair.readCard('04A1B2D9')).opened).toBe(true)
    expect((await stair.readCard(CARD)).opened).toBe(false)
  })

  test('GATE-02 what happened without network comes later, each once', async () => {
    await street.soon(() => expect(stair.state().waiting).toBe(0))
    const before = await count(`doors.event where kind = 'decided'`)
    await stair.pull()
    expect(await stair.readCard('04A1B2D9')).toEqual({ opened: true, by: 'list' })
    expect(await stair.readCard('0BADBADB')).toEqual({ opened: false, by: 'list' })
    await stair.connect()
    await street.soon(() => expect(stair.state().waiting).toBe(0))
    expect(await count(`doors.event where kind = 'decided'`)).toBe(before + 2)
    expect((await street.office.call('doors.listEvents', { doorId: stairId })).body[0]).toMatchObject({ kind: 'decided', cardTail: null, wasOpened: false })
  })

  test('GATE-02 the same count with other bytes is refused, kept aside and told', async () => {
    await answerAll()
    const n = await stair.tell('closed')
    await street.soon(() => expect(stair.state().waiting).toBe(0))
    await stair.tellAs(n, { kind: 'opened' })
    await street.soon(async () => expect((await alarms()).map(({ kind }) => kind)).toContain('otherBytes'))
    expect(await count('doors.event_conflict')).toBe(1)
    expect((await doorView(stairId)).device.lock).toBe('closed')
  })

  test('GATE-02 the code that a resident shows at the gate opens the door of the own stair, and no other', async () => {
    const phone = street.town.as('resident', street.home.path, { personId: wang })
    const { people } = (await phone.call('gate.listMyCodes')).body
    const code = people[0].strips[0].code
    expect(await stair.readCode(code)).toEqual({ opened: true, by: 'server' })
    const otherId = await street.addDoor(street.areas.other.id, '北门闸机')
    const other = await street.hang(otherId)
    expect(await other.readCode(code)).toEqual({ opened: false, by: 'server' })
    expect(await stair.readCode(`${code.slice(0, -2)}00`)).toEqual({ opened: false, by: 'server' })
    expect(await stair.readCode('https://example.test/')).toEqual({ opened: false, by: 'server' })
  })

  test('a resident sees the own cards and reports one lost; nobody else’s is there', async () => {
    const phone = street.town.as('resident', street.home.path, { personId: wang })
    const mine = (await phone.call('doors.listMyCards')).body
    expect(mine.map((card: { tail: string; state: string }) => [card.tail, card.state])).toEqual([
      ['B2D9', 'active'],
      ['B2C3', 'replaced'],
    ])
    const stranger = street.town.as('resident', street.home.path, { personId: uuidv7() })
    expect(await stranger.call('doors.reportMyCardLost', { cardId: mine[0].id })).toMatchObject({ status: 404 })
    expect(await phone.call('doors.reportMyCardLost', { cardId: mine[0].id })).toMatchObject({ status: 200 })
    expect(await phone.call('doors.reportMyCardLost', { cardId: mine[0].id })).toMatchObject({ status: 200 })
    await street.soon(() => expect(stair.state().list.size).toBe(0))
  })

  test('GATE-02 a card goes with its holder: merged it is the kept one’s, moved away it ends, taken back it counts again', async () => {
    const other = await street.addPerson('王大门')
    const id = await street.issue(other, '04A1B2F1')
    const cards = async () => (await street.office.call('doors.listCards', { areaId: street.areas.community.id, limit: 50 })).body.rows
    const state = async () => (await cards()).find((card: { id: string }) => card.id === id)
    const fields = { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' }
    const versionOf = async (personId: string) =>
      (
        await street.town.system(
          async ({ tx }) => (await sql<{ version: number }>`select version from registry.person where id = ${personId}`.execute(tx)).rows,
        )
      )[0]!.version
    const merged = await street.office.call('registry.mergePeople', {
      keepId: wang,
      otherId: other,
      versionKeep: await versionOf(wang),
      versionOther: await versionOf(other),
      fields,
    })
    expect(merged, JSON.stringify(merged.body)).toMatchObject({ status: 200 })
    await street.town.drain()
    expect(await state()).toMatchObject({ state: 'active', name: '王小门' })
    expect(await street.office.call('registry.unmergePeople', { mergeId: merged.body.mergeId })).toMatchObject({ status: 200 })
    await street.town.drain()
    expect(await state()).toMatchObject({ state: 'active', name: '王大门' })
  })
})

describe('commands', () => {
  const open = (over: object = {}, by = street.guard) => by.call('doors.openDoor', { id: uuidv7(), doorId: stairId, reason: '快递送大件', ...over })
  const state = async (commandId: string) => (await street.office.call('doors.getCommand', { commandId })).body.state

  test('GATE-02 a guard opens a door from afar with a reason; asked twice it opens once, and it is on record', async () => {
    const input = { id: uuidv7(), doorId: stairId, reason: '快递送大件' }
    const before = stair.state().openings
    expect((await street.guard.call('doors.openDoor', input)).body).toMatchObject({ state: 'waiting', why: 'remote' })
    expect((await street.guard.call('doors.openDoor', input)).status).toBe(200)
    await street.soon(async () => expect(await state(input.id)).toBe('done'))
    expect(stair.state().openings).toBe(before + 1)
    expect(await street.guard.call('doors.openDoor', { ...input, reason: '别的事' })).toMatchObject({ status: 409, body: { code: 'doors.other_bytes' } })
    expect(await count(`platform.audit where operation = 'doors.openDoor' and permission = 'doors.open' and actor_id = '${street.guard.accountId}'`)).toBe(2)
  })

  test('GATE-02 a door that never acknowledges is told as not confirmed, never as opened; what comes after its time is told as late', async () => {
    stair.faults.lateMs = 6_500
    const { body } = await open()
    await street.soon(() => expect(stair.state().commands).toContain(body.id))
    await street.soon(async () => expect(await state(body.id)).toBe('notConfirmed'), 9_000)
    expect((await doorView(stairId)).lastCommand).toMatchObject({ id: body.id, state: 'notConfirmed' })
    street.town.clock.now = new Date(street.town.clock.now.getTime() + 20_000)
    await street.soon(async () => expect(await state(body.id)).toBe('late'))
    delete stair.faults.lateMs
    stair.faults.neverAcknowledges = true
    const silent = (await open()).body
    street.town.clock.now = new Date(street.town.clock.now.getTime() + 20_000)
    expect(await state(silent.id)).toBe('notConfirmed')
    stair.faults.neverAcknowledges = false
  }, 20_000)

  test('a door without a controller cannot be opened from afar, and nobody opens the door of another place', async () => {
    const bare = await street.addDoor(street.areas.building.id, '地下室')
    expect(await open({ doorId: bare })).toMatchObject({ status: 409, body: { code: 'doors.no_device' } })
    expect(await open({}, street.town.as('guard', street.areas.other.path))).toMatchObject({ status: 404 })
    expect(await open({}, street.town.as('gridWorker', street.areas.compound.path))).toMatchObject({ status: 403 })
  })

  test('GATE-02 a fire opens every door of the compound, is on record, and only its end closes them', async () => {
    await answerAll()
    const input = { id: uuidv7(), areaId: street.areas.compound.id, reason: '3号楼冒烟' }
    expect((await street.guard.call('doors.openForFire', input)).body).toEqual({ id: input.id, doors: 2 })
    expect((await street.guard.call('doors.openForFire', input)).body).toEqual({ id: input.id, doors: 2 })
    await street.soon(() => expect([stair.state().isFire, gateDoor.state().isFire]).toEqual([true, true]))
    await street.soon(async () => expect((await street.office.call('doors.listDoors')).body.fires).toMatchObject([{ id: input.id, doors: 2, confirmed: 2 }]))
    expect((await alarms()).map(({ kind }) => kind)).toEqual(['fire'])
    const again = await street.guard.call('doors.openForFire', { ...input, id: uuidv7() })
    expect(again).toMatchObject({ status: 409, body: { code: 'doors.fire_already' } })
    expect(await street.guard.call('doors.endFire', { fireId: input.id, reason: '已解除' })).toMatchObject({ status: 200 })
    await street.soon(() => expect([stair.state().isFire, gateDoor.state().isFire]).toEqual([false, false]))
    expect(await street.guard.call('doors.endFire', { fireId: input.id, reason: '已解除' })).toMatchObject({ status: 409, body: { code: 'doors.fire_over' } })
  })
})

describe('alarms', () => {
  test('GATE-02 forced, held open and away are alarms until somebody answers', async () => {
    await answerAll()
    await stair.tell('forced')
    await gateDoor.tell('heldOpen')
    await street.soon(async () =>
      expect((await alarms()).map(({ kind, doorName }) => [kind, doorName]).toSorted(([a = ''], [b = '']) => a.localeCompare(b))).toEqual([
        ['forced', '单元门'],
        ['heldOpen', '南门闸机'],
      ]),
    )
    await gateDoor.tell('closed')
    await street.soon(async () => expect((await alarms()).find(({ kind }) => kind === 'heldOpen')?.clearedAt).not.toBeNull())
    await gateDoor.pull()
    await street.soon(async () => expect((await alarms()).map(({ kind }) => kind)).toContain('offline'))
    expect((await doorView(gateDoorId)).device.isOnline).toBe(false)
    const [first] = await alarms()
    expect(await street.guard.call('doors.answerAlarm', { alarmId: first!.id, note: '已到场查看' })).toMatchObject({ status: 200 })
    expect(await street.guard.call('doors.answerAlarm', { alarmId: first!.id })).toMatchObject({ status: 409, body: { code: 'doors.alarm_answered' } })
    await gateDoor.connect()
    await street.soon(async () => expect((await doorView(gateDoorId)).device.isOnline).toBe(true))
  })

  test('GATE-02 a door whose last will was lost is missed after three minutes of silence', async () => {
    await answerAll()
    street.town.clock.now = new Date(street.town.clock.now.getTime() + 200_000)
    await lookAfter(street.town.app.services)
    expect((await alarms()).map(({ kind }) => kind)).toContain('offline')
  })
})

test('GATE-02 in an emergency the gate’s door asks what the pack asks: no list opens it, a guard does; the stair still opens', async () => {
  // They speak again, and so they are there again.
  await Promise.all([stair.tell('closed'), gateDoor.tell('closed')])
  const id = await street.issue(wang, '04A1B2E7')
  await street.soon(() => expect([stair.state().list.size, gateDoor.state().list.size]).toEqual([2, 2]))
  await street.emergency()
  await street.soon(() => expect([stair.state().list.size, gateDoor.state().list.size]).toEqual([2, 0]))
  expect((await gateDoor.readCard('04A1B2E7')).opened).toBe(false)
  expect((await stair.readCard('04A1B2E7')).opened).toBe(true)
  const [event] = (await street.office.call('doors.listEvents', { doorId: gateDoorId })).body
  expect(event).toMatchObject({ outcome: 'cannotTell', reasons: ['temperature_missing'], wasOpened: false, cardTail: 'B2E7' })
  expect(await street.office.call('doors.endCard', { cardId: id, reason: '测试结束' })).toMatchObject({ status: 200 })
})

test('GATE-02 what doors knew of people’s ways is kept a month and then gone', async () => {
  expect(await count('doors.event')).toBeGreaterThan(10)
  street.town.clock.now = new Date(street.town.clock.now.getTime() + 32 * 86_400_000)
  await forgetOld(street.town.app.services)
  expect([await count('doors.event'), await count('doors.event_conflict'), await count('doors.command')]).toEqual([0, 0, 0])
})
