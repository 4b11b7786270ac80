// 本人查看与申请更正: somebody learns why they are yellow, asks that people look at it, and has an answer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { openStreet, signLists, type Street } from './street.test.fixture.ts'

let street: Street
let own: Caller
let commander: Caller
const NOON = new Date('2022-05-04T12:00:00+08:00')

const importing = async (at: number, word: string, day = '2022-05-04') => {
  const file = { name: 's.csv', bytes: Buffer.from(`身份证号,码色,日期,备注\n${street.people[at]!.document},${word},${day},市里推送\n`) }
  const input = { id: uuidv7(), sourceId: street.sourceId, areaId: street.community.id, isPreview: false }
  expect((await street.office.upload('status.importFile', input, file)).body).toMatchObject({ matched: 1 })
  // Whoever signs a list does not answer about it: somebody who is not in these stories.
  await signLists(street, street.police)
}
const mine = async (caller = own) => (await caller.call('status.getMine')).body
const asked = async (text: string | null = '我没有去过那里', id = uuidv7()) => {
  const [signal] = (await mine()).signals
  return own.call('status.askCorrection', { id, signalId: signal.id, text })
}
const waiting = async (caller = street.office) => (await caller.call('status.listCorrections', { areaId: street.community.id })).body
const decide = (caller: Caller, correctionId: string, answer: 'upheld' | 'corrected', reason = '核对了来源，是同名的另一人') =>
  caller.call('status.decideCorrection', { correctionId, answer, reason })

beforeAll(async () => {
  street = await openStreet()
  street.town.clock.now = NOON
  own = street.town.as('resident', street.homePath, { personId: street.people[0]!.id })
  commander = street.town.as('streetCommander', street.community.path, { unit: '街道办' })
})
afterAll(() => street.town.close())

describe('GATE-04 TRUST-01 the resident’s right', () => {
  test('whoever nothing stands against is told so', async () => {
    expect(await mine()).toEqual({ verdict: 'green', reason: null, since: null, until: null, signals: [], requests: [] })
  })
  test('one sees the own colour, why, since when, from what kind of source, by which rule and until when; nobody else’s', async () => {
    await importing(0, '黄码')
    expect(await mine()).toMatchObject({
      verdict: 'yellow',
      reason: 'officialCode',
      since: NOON.toISOString(),
      signals: [
        {
          kind: 'codeYellow',
          way: 'file',
          isAutomatic: true,
          source: { trust: 'official', name: '卫生服务站' },
          rule: { packId: 'covid-19', edition: '2022-06-28', isDraft: true },
          hands: { isList: true, by: '居委会', agreed: ['派出所'] },
          mayAsk: true,
        },
      ],
    })
    const family = street.town.as('resident', street.homePath, { personId: street.people[1]!.id })
    expect((await mine(family)).signals).toEqual([])
    expect(JSON.stringify(await mine())).not.toContain('市里推送')
  })
  test('where residents told, the resident learns that and not who', async () => {
    const sourceId = uuidv7()
    const source = { id: sourceId, areaId: street.community.id, name: '楼上邻居', kinds: ['riskArea'], trust: 'notice' }
    await street.office.call('status.addSource', source)
    const signal = { id: uuidv7(), personId: street.people[2]!.id, sourceId, kind: 'riskArea', from: '2022-05-04', until: null, evidence: '邻居反映' }
    await street.office.call('status.proposeSignal', signal)
    await street.station.call('status.confirmSignal', { signalId: signal.id })
    const third = street.town.as('resident', street.homePath, { personId: street.people[2]!.id })
    const seen = await mine(third)
    expect(seen.signals[0]).toMatchObject({ source: { trust: 'notice', name: null }, isAutomatic: false })
    expect(JSON.stringify(seen)).not.toMatch(/邻居/)
  })
  test('a request stands once, at the person’s own signal only, and one at a time', async () => {
    const id = uuidv7()
    const first = await asked('我没有去过那里', id)
    expect(first.body).toMatchObject({ state: 'open', text: '我没有去过那里', dueAt: '2022-05-04T08:00:00.000Z', kind: 'codeYellow' })
    expect((await asked('我没有去过那里', id)).body).toEqual(first.body)
    expect((await asked('别的', id)).body.code).toBe('status.other_bytes')
    expect((await asked('再问一次')).body.code).toBe('status.correction_asked')
    const family = street.town.as('resident', street.homePath, { personId: street.people[1]!.id })
    const another = { id: uuidv7(), signalId: first.body.signalId, text: null }
    expect((await family.call('status.askCorrection', another)).status).toBe(404)
    expect((await street.guard.call('status.askCorrection', another)).status).toBe(404)
    expect((await mine()).signals[0].mayAsk).toBe(false)
    const stored = await street.town.db.queryAsOwner<{ text: string }>("select encode(sealed_text, 'escape') as text from status.correction")
    expect(stored.map((row) => row.text).join()).not.toContain('没有去过')
  })
  test('the office has it in its list with a clock; late is said; guards and other communities have nothing of it', async () => {
    const [one] = await waiting()
    expect(one).toMatchObject({ name: '张三丰', door: '3-501', text: '我没有去过那里', isLate: false, state: 'open', mayUphold: true, mayCorrect: true })
    expect((await street.guard.call('status.listCorrections', { areaId: street.community.id })).status).toBe(403)
    expect((await street.grid.call('status.listCorrections', { areaId: street.community.id })).status).toBe(403)
    expect((await street.foreign.call('status.listCorrections', { areaId: street.community.id })).status).toBe(404)
    expect((await decide(street.foreign, one.id, 'upheld')).status).toBe(404)
    // The street reads no names, and nothing that may hold one.
    expect((await waiting(commander))[0]).toMatchObject({ hasText: true, text: null, name: '张*丰' })
    street.town.clock.now = new Date('2022-05-04T16:00:01+08:00')
    expect((await waiting())[0].isLate).toBe(true)
  })
  test('to leave it as it is takes a reason, which the resident reads; then they may ask again', async () => {
    const [one] = await waiting()
    expect((await decide(street.office, one.id, 'upheld', '')).status).toBe(400)
    expect((await decide(street.office, one.id, 'upheld', '已向来源核实，记录无误')).body).toMatchObject({ state: 'upheld', isLate: true })
    const { requests, signals, verdict } = await mine()
    expect(requests).toMatchObject([{ state: 'upheld', answer: '已向来源核实，记录无误', answeredBy: '居委会' }])
    expect([verdict, signals[0].mayAsk]).toEqual(['yellow', true])
    expect((await decide(street.office, one.id, 'corrected')).body.code).toBe('status.correction_answered')
  })
  test('to take a signal away takes two of two units; the resident hears of it when both have agreed, and the gate opens', async () => {
    const { id } = (await asked(null)).body
    const [signal] = (await mine()).signals
    expect((await street.office.call('status.withdrawSignal', { signalId: signal.id, reason: '弄错了' })).body.code).toBe('status.correction_waits')
    expect((await decide(street.office, id, 'corrected')).body).toMatchObject({ state: 'proposed', mayCorrect: false, proposal: { unit: '居委会' } })
    expect((await mine()).requests[0]).toMatchObject({ state: 'open', answer: null })
    const colleague = street.town.as('communityAdmin', street.community.path, { unit: '居委会' })
    expect((await decide(street.office, id, 'corrected')).body.details).toEqual({ reason: 'same_person' })
    expect((await decide(colleague, id, 'corrected')).body.details).toEqual({ reason: 'same_unit' })
    expect((await decide(commander, id, 'corrected', '同意，是同名的另一人')).body).toMatchObject({ state: 'corrected', signalState: 'withdrawn' })
    expect(await mine()).toMatchObject({
      verdict: 'green',
      signals: [],
      requests: [{ state: 'corrected', answer: '同意，是同名的另一人' }, { state: 'upheld' }],
    })
    await street.town.drain()
    const means = { kind: 'document', value: street.people[0]!.document }
    const atGate = await street.guard.call('gate.lookUp', { gateId: street.gateId, means, direction: 'in', temperatureC: 36.5 })
    expect(atGate.body.candidates[0]).toMatchObject({ status: null, verdict: { outcome: 'enter' } })
  })
  test('nobody says that what they entered or confirmed themselves was right', async () => {
    const third = street.town.as('resident', street.homePath, { personId: street.people[2]!.id })
    const [signal] = (await mine(third)).signals
    const { id } = (await third.call('status.askCorrection', { id: uuidv7(), signalId: signal.id, text: null })).body
    for (const who of [street.office, street.station]) {
      expect((await waiting(who)).find((one: { id: string }) => one.id === id).mayUphold).toBe(false)
      expect((await decide(who, id, 'upheld')).body.code).toBe('status.own_signal')
    }
    expect((await decide(commander, id, 'upheld', '行程已核实')).body.state).toBe('upheld')
  })
  test('two who decide at the same moment decide once', async () => {
    await importing(0, '红码')
    const { id } = (await asked()).body
    const replies = await Promise.all([decide(street.office, id, 'upheld'), decide(street.station, id, 'upheld'), decide(commander, id, 'upheld')])
    expect(replies.map((reply) => reply.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  })
  test('what nobody answered while a newer word put the signal aside is answered all the same', async () => {
    const { id } = (await asked()).body
    await importing(0, '绿码')
    expect(await mine()).toMatchObject({ verdict: 'green', signals: [] })
    expect((await waiting())[0]).toMatchObject({ id, signalState: 'superseded' })
    await decide(street.office, id, 'corrected')
    expect((await decide(street.station, id, 'corrected', '确实有误')).body).toMatchObject({ state: 'corrected', signalState: 'withdrawn' })
  })
  test('a request goes with the person when they move', async () => {
    // Of an earlier day, and said later.
    street.town.clock.now = new Date(street.town.clock.now.getTime() + 60_000)
    await importing(0, '黄码', '2022-05-03')
    const { id } = (await asked('搬家前问的')).body
    const home = (await street.office.call('registry.addHome', { areaId: street.buildingId, door: '502', floor: 5, use: 'permanent' })).body
    const [residency] = await street.town.db.queryAsOwner<{ id: string }>(`select id from registry.residency where person_id = '${street.people[0]!.id}'`)
    const moved = await street.office.call('registry.moveResident', { residencyId: residency!.id, on: '2022-05-04', toHomeId: home.id })
    expect(moved.status).toBe(200)
    await street.town.drain()
    expect((await waiting()).find((one: { id: string }) => one.id === id)).toMatchObject({ door: '3-502', text: '搬家前问的' })
    own = street.town.as('resident', home.path, { personId: street.people[0]!.id })
    expect((await mine()).requests[0]).toMatchObject({ id, state: 'open' })
  })
})
