// 郑州 2022 as it would be done with a file: 1,317 people in one pass, in pieces, in turns; and what becomes of a list that nobody signs.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { endOverdue } from './jobs.ts'
import { countRestrictions } from './restrictions.ts'
import { carryIn, numberOf, openStreet, type Street } from './street.test.fixture.ts'

const CROWD = 1_317
/** Thirteen hundred people are registered first. */
const LONG_MS = 300_000
let street: Street
let third: Caller
let documents: string[]
beforeAll(async () => {
  street = await openStreet()
  third = street.town.as('streetCommander', street.community.path, { unit: '街道纪检' })
  documents = Array.from({ length: CROWD }, (_, at) => numberOf(at + 100))
  const lines = documents.map((document, at) => `望溪里,5幢,1单元,${100 * (Math.floor(at / 40) + 1) + (at % 40)},储户${at + 1}号,${document}`)
  const file = { name: 'l.csv', bytes: Buffer.from(`\uFEFF小区,楼栋,单元,房号,姓名,证件号码\n${lines.join('\n')}\n`) }
  const upload = (await street.office.upload('registry.startImport', { communityId: street.community.id }, file)).body
  await street.town.drain()
  expect((await street.office.call('registry.commitImport', { ...upload, leaveOutWrongRows: false, duplicates: 'addAnyway' })).status).toBe(200)
  await street.town.drain()
}, LONG_MS)
afterAll(() => street.town.close())

const listOf = (numbers: readonly string[], day: string, word = '红码') => ({
  name: 's.csv',
  bytes: Buffer.from(`身份证号,码色,日期,备注\n${numbers.map((number) => `${number},${word},${day},领导电话通知`).join('\n')}\n`),
})
const reds = async (): Promise<number> => {
  await street.town.drain()
  const [{ n }] = (await street.town.db.queryAsOwner<{ n: string }>("select count(*) as n from status.standing where verdict = 'red'")) as [{ n: string }]
  return Number(n)
}
const sign = async (who: Caller, importId: string) => (await who.call('status.signImport', { importId })).body
const one = async (importId: string, who = street.office) =>
  (await who.call('status.listImports', { areaId: street.community.id })).body.find((list: { id: string }) => list.id === importId)
const own = (at: number) => listOf([street.people[at]!.document], '2022-05-03')
const atGate = async (at: number) => {
  await street.town.drain()
  const means = { kind: 'document', value: street.people[at]!.document }
  return (await street.guard.call('gate.lookUp', { gateId: street.gateId, means, direction: 'in', temperatureC: 36.5 })).body.candidates[0].status
}

describe('TRUST-01 a list', () => {
  test('of three weighs nothing until somebody of another office has signed it; those concerned read both offices', async () => {
    const file = listOf(
      street.people.map(({ document }) => document),
      '2022-05-04',
    )
    const taken = await carryIn(street, file)
    expect(taken).toMatchObject({ matched: 3, hurting: 3 })
    const waiting = await one(taken.importId)
    expect(waiting).toMatchObject({
      state: 'waiting',
      people: 3,
      reds: 3,
      yellows: 0,
      carriedBy: { unit: '居委会' },
      signatures: { have: 0, needed: 1 },
      maySign: false,
    })
    expect(waiting.lines.map((line: { name: string }) => line.name).toSorted()).toEqual(['张三丰', '李小满', '王秋池'])
    expect([await reds(), await atGate(0)]).toEqual([0, null])
    const mine = street.town.as('resident', street.homePath, { personId: street.people[0]!.id })
    expect((await mine.call('status.getMine')).body).toMatchObject({ verdict: 'green', signals: [] })
    expect((await street.station.call('approvals.listWaiting')).body).toMatchObject([{ kind: 'status.importFile', subjectId: taken.importId, people: 3 }])
    // Not one by one either.
    const [line] = (await street.station.call('status.listSignals', { areaId: street.community.id, state: 'proposed' })).body
    expect(line.mayConfirm).toBe(false)
    expect((await street.station.call('status.confirmSignal', { signalId: line.id })).body.code).toBe('status.of_a_list')
    expect(await sign(street.office, taken.importId)).toMatchObject({ code: 'status.same_unit', details: { reason: 'same_person' } })
    const colleague = street.town.as('communityAdmin', street.community.path, { unit: '居委会' })
    expect(await sign(colleague, taken.importId)).toMatchObject({ code: 'status.same_unit', details: { reason: 'same_unit' } })
    expect(await sign(street.foreign, taken.importId)).toEqual({ code: 'request.not_found' })
    expect((await street.foreign.call('status.declineImport', { importId: taken.importId, reason: '不知道' })).status).toBe(404)
    expect((await street.foreign.call('status.listImports', { areaId: street.other.id })).body).toEqual([])
    expect(await sign(street.guard, taken.importId)).toEqual({ code: 'access.denied' })
    expect(await sign(street.station, taken.importId)).toMatchObject({ state: 'inForce', signatures: { units: ['卫生服务站'] }, lines: [] })
    expect(await sign(third, taken.importId)).toEqual({ code: 'status.list_decided' })
    expect([await reds(), await atGate(0)]).toMatchObject([3, { verdict: 'red' }])
    expect((await mine.call('status.getMine')).body.signals).toMatchObject([
      { isAutomatic: true, hands: { isList: true, by: '居委会', agreed: ['卫生服务站'] } },
    ])
  })
  test('declined with a reason never weighed, and the same may be carried in again', async () => {
    const { importId } = await carryIn(street, own(1))
    const said = (await street.station.call('status.declineImport', { importId, reason: '没有文书，不签' })).body
    expect(said).toMatchObject({ state: 'declined', reason: '没有文书，不签', decided: { unit: '卫生服务站' }, maySign: false, mayDecline: false })
    expect(await sign(third, importId)).toEqual({ code: 'status.list_decided' })
    expect((await third.call('approvals.listWaiting')).body).toEqual([])
    const [{ text }] = (await street.town.db.queryAsOwner<{ text: string }>(
      "select encode(sealed_reason, 'escape') as text from status.import where state = 'declined'",
    )) as [{ text: string }]
    expect(text).not.toContain('文书')
    const again = await carryIn(street, own(1))
    expect(again).toMatchObject({ known: 0, matched: 1 })
    expect(again.importId).not.toBe(importId)
    expect((await street.office.call('status.declineImport', { importId: again.importId, reason: '自己撤回' })).body.state).toBe('declined')
    expect(await reds()).toBe(3)
  })
  test('that was touched since it was carried in is not signed', async () => {
    const { importId } = await carryIn(street, listOf([street.people[2]!.document], '2022-05-02', '黄码'))
    await street.town.db.queryAsOwner(`update status.signal set kind = 'codeRed' where import_id = '${importId}'`)
    expect(await sign(street.station, importId)).toEqual({ code: 'approvals.changed' })
    await street.office.call('status.declineImport', { importId, reason: '内容变了' })
  })
  test('gives way where the source has said something later while it waited; green takes effect at once', async () => {
    const { importId } = await carryIn(street, own(2))
    street.town.clock.now = new Date(street.town.clock.now.getTime() + 3_600_000)
    expect(await carryIn(street, listOf([street.people[2]!.document], '2022-05-04', '绿码'))).toMatchObject({ hurting: 0, importId: null })
    expect([await reds(), await atGate(2)]).toEqual([2, null])
    expect(await sign(street.station, importId)).toMatchObject({ state: 'inForce' })
    expect([await reds(), await atGate(2)]).toEqual([2, null])
  })
  test('that nobody signs within three days ends by the clock', async () => {
    const noon = street.town.clock.now
    const { importId } = await carryIn(street, listOf([street.people[2]!.document], '2022-05-01'))
    street.town.clock.now = new Date(noon.getTime() + 72 * 3_600_000)
    expect(await one(importId)).toMatchObject({ state: 'expired', maySign: false, mayDecline: false })
    expect(await sign(street.station, importId)).toEqual({ code: 'approvals.expired' })
    await endOverdue(street.town.app.services)
    expect(await one(importId)).toMatchObject({ state: 'expired', decided: { name: null }, lines: [] })
    expect(await street.town.db.queryAsOwner(`select state, is_lapsed from status.signal where import_id = '${importId}'`)).toEqual([
      { state: 'withdrawn', is_lapsed: true },
    ])
    street.town.clock.now = noon
  })
})

describe('TRUST-01 a crowd', () => {
  const pieces = (from: number) => Array.from({ length: 4 }, (_, at) => documents.slice(from + 19 * at, from + 19 * (at + 1)))
  test('in pieces of nineteen one office gets one piece signed by another, and not one person more', async () => {
    street.town.clock.now = new Date('2022-05-06T12:00:00+08:00')
    const before = await reds()
    const lists = []
    for (const [at, piece] of pieces(0).entries()) {
      const { importId } = await carryIn(street, listOf(piece, '2022-05-06'))
      lists.push(importId)
      const signed = await sign(street.station, importId)
      expect([at, signed.state, signed.signatures.needed]).toEqual([at, at === 0 ? 'inForce' : 'waiting', at === 0 ? 1 : 2])
    }
    expect(await reds()).toBe(before + 19)
    expect(await sign(street.station, lists[1]!)).toEqual({ code: 'approvals.signed_already' })
    expect(await sign(third, lists[1]!)).toMatchObject({ state: 'inForce' })
    expect(await reds()).toBe(before + 38)
  })
  test('in turns two offices get no further', async () => {
    street.town.clock.now = new Date('2022-05-08T12:00:00+08:00')
    const before = await reds()
    for (const [at, piece] of pieces(100).entries()) {
      const [carries, signs] = at % 2 === 0 ? [street.office, street.station] : [street.station, street.office]
      const signed = await sign(signs, (await carryIn(street, listOf(piece, '2022-05-08'), carries)).importId)
      expect([at, signed.state]).toEqual([at, at === 0 ? 'inForce' : 'waiting'])
    }
    expect(await reds()).toBe(before + 19)
  })
  test(
    'TRUST-01 thirteen hundred and seventeen in one file turn red by nobody alone and by no two; with three offices all of them, and anybody reads how many',
    async () => {
      street.town.clock.now = new Date('2022-05-12T12:00:00+08:00')
      const before = await reds()
      const taken = await carryIn(street, listOf(documents, '2022-05-12'))
      expect(taken).toMatchObject({ matched: CROWD, hurting: CROWD })
      expect(await one(taken.importId)).toMatchObject({ people: CROWD, reds: CROWD, signatures: { have: 0, needed: 2 } })
      expect((await one(taken.importId)).lines).toHaveLength(10)
      expect(await sign(street.office, taken.importId)).toMatchObject({ code: 'status.same_unit' })
      expect(await sign(street.station, taken.importId)).toMatchObject({ state: 'waiting', signatures: { have: 1, needed: 2 } })
      expect(await reds()).toBe(before)
      expect(await sign(third, taken.importId)).toMatchObject({ state: 'inForce' })
      // The two of the household that stay red are not on the list.
      expect(await reds()).toBe(CROWD + 2)
      const counted = await street.town.system((ctx) => countRestrictions(ctx, street.community.id, new Date('2022-05-11T00:00:00+08:00')))
      expect(counted).toEqual([{ day: '2022-05-12', way: 'file', kind: 'codeRed', verdict: 'red', people: CROWD }])
    },
    LONG_MS,
  )
})

describe('TRUST-01 whoever holds the key of an interface writes what colour people have', () => {
  const sourceId = uuidv7()
  const asks = (who: Caller) => who.call('status.issueSecret', { sourceId })
  const agree = async (who: Caller, what: string) => (await who.call('status.agreeSource', { sourceId, what })).body
  test('an authority that may turn somebody red is there once a second office has agreed', async () => {
    const source = { id: sourceId, areaId: street.community.id, name: '协查专班', kinds: ['codeRed'], trust: 'official' }
    expect((await street.office.call('status.addSource', source)).body).toMatchObject({ isActive: false, adding: { by: { unit: '居委会' }, maySign: false } })
    const signal = { id: uuidv7(), personId: street.people[0]!.id, sourceId, kind: 'codeRed', from: '2022-05-12', until: null, evidence: '电话' }
    expect((await street.office.call('status.proposeSignal', signal)).body.code).toBe('status.source_inactive')
    expect((await street.office.call('status.setSourceActive', { sourceId, isActive: true })).body.code).toBe('status.source_waits')
    expect((await asks(street.office)).body.code).toBe('status.source_waits')
    expect((await agree(street.office, 'source')).details).toEqual({ reason: 'same_person' })
    expect((await street.foreign.call('status.agreeSource', { sourceId, what: 'source' })).status).toBe(404)
    expect(await agree(street.station, 'source')).toMatchObject({ isActive: true, adding: null })
    const mild = { id: uuidv7(), areaId: street.community.id, name: '检测点', kinds: ['testNegative'], trust: 'official' }
    expect((await street.office.call('status.addSource', mild)).body).toMatchObject({ isActive: true, adding: null })
    const unwanted = { ...source, id: uuidv7(), name: '谁也没听说过' }
    await street.office.call('status.addSource', unwanted)
    expect((await street.station.call('status.declineSource', { sourceId: unwanted.id, what: 'source' })).status).toBe(200)
    expect((await street.office.call('status.listSources', { areaId: street.community.id })).body.map(({ id }: { id: string }) => id)).not.toContain(
      unwanted.id,
    )
  })
  test('its secret is made for whoever asked, once another office has agreed, and once only', async () => {
    expect((await asks(street.office)).body.secret).toBeNull()
    expect((await asks(street.office)).body.secret).toBeNull()
    expect((await agree(street.office, 'secret')).code).toBe('status.same_unit')
    expect(await agree(street.station, 'secret')).toMatchObject({ secret: { isAgreed: true, isOwn: false } })
    expect((await asks(street.station)).body.code).toBe('status.not_who_asked')
    expect((await asks(street.office)).body.secret).toEqual(expect.any(String))
    expect((await asks(street.office)).body.secret).toBeNull()
    expect((await street.station.call('status.declineSource', { sourceId, what: 'secret' })).status).toBe(200)
    expect((await asks(street.office)).body.secret).toBeNull()
    // Nobody agreed within three days: it is asked for anew.
    street.town.clock.now = new Date(street.town.clock.now.getTime() + 73 * 3_600_000)
    expect((await agree(street.station, 'secret')).code).toBe('approvals.expired')
    expect((await asks(street.station)).body.secret).toBeNull()
    expect(await agree(street.office, 'secret')).toMatchObject({ secret: { isAgreed: true, isOwn: false } })
    expect((await asks(street.station)).body.secret).toEqual(expect.any(String))
  })
})
