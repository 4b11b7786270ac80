// From the closed tube to whoever is in it: boxed, sent, received, resulted, and everybody of a positive pool answered for.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { seedAccount } from '../access/index.ts'
import { type LabTown, ok, openLabTown, refused } from './lab.test.fixture.ts'

let t: LabTown
beforeAll(async () => {
  t = await openLabTown(12)
}, 90_000)
afterAll(() => t.town.close())

const carers = new Map<string, Caller>()
/** A grid worker who is on the list for the whole community, and looks after this home. */
async function carerOf(homeId: string): Promise<Caller> {
  const { community } = t.quarter
  const grants = [{ role: 'gridWorker' as const, path: community.path, from: '2022-01-01' }]
  const account = { login: `c-${uuidv7().slice(-10)}`, name: '方照看', unit: '网格', password: 'a-long-enough-one', grants }
  const accountId = await t.town.system((ctx) => seedAccount(ctx, account))
  const duty = { id: uuidv7(), slot: 'gridWorker', place: { at: 'area', id: community.id }, who: { kind: 'account', accountId } }
  await ok(t.office, 'answerability.addDuty', { ...duty, from: '2022-07-01', until: null, ordinal: 1, most: null })
  await ok(t.office, 'answerability.giveCarers', { homeId, set: 'twoCarers' })
  await t.town.drain()
  carers.set(homeId, t.town.as('gridWorker', community.path, { unit: '网格', accountId }))
  return carers.get(homeId)!
}
const sorted = (ids: readonly string[]): string[] => ids.toSorted((a, b) => a.localeCompare(b))
type Mine = { kind: string; subjectId: string }
const errandsOf = async (who: Caller): Promise<string[]> =>
  sorted((await ok(who, 'tasks.listMine')).tasks.flatMap(({ kind, subjectId }: Mine) => (kind === 'errand' ? [subjectId] : [])))

test('TEST-02 a box takes closed tubes of its own point, is closed with what was counted, and goes only with both signatures', async () => {
  const { common, tube, box, table, take } = t
  await take(1, [0, 1, 2])
  await ok(table, 'testing.takeSample', { ...common(), table: 1, tube: tube(2), size: 10, means: { kind: 'document', value: 'X9900003' } })
  await t.town.drain()
  expect(await refused(table, 'testing.packTube', { ...common(), box: box(1), tube: tube(2) })).toBe('testing.tube_not_sealed')
  expect(await refused(table, 'testing.packTube', { ...common(), box: tube(1), tube: tube(1) })).toBe('testing.label_foreign')
  expect(await ok(table, 'testing.packTube', { ...common(), box: box(1), tube: tube(1) })).toEqual({ box: box(1), tubes: 1 })
  expect(await ok(table, 'testing.packTube', { ...common(), box: box(1), tube: tube(1) })).toEqual({ box: box(1), tubes: 1 })
  expect(await refused(table, 'testing.packTube', { ...common(), box: box(2), tube: tube(1) })).toBe('testing.tube_in_other_box')
  const { body } = await table.call('testing.closeBox', { ...common(), box: box(1), counted: 2 })
  expect(body).toMatchObject({ code: 'testing.count_differs', details: { known: 1 } })
  expect(
    await refused(table, 'testing.sendBox', { ...common(), box: box(1), counted: 1, courier: '王师傅', isSignedHere: true, isSignedByCourier: true }),
  ).toBe('testing.box_not_sealed')
  expect(await ok(table, 'testing.closeBox', { ...common(), box: box(1), counted: 1 })).toEqual({ state: 'sealed' })
  expect(await ok(table, 'testing.closeBox', { ...common(), box: box(1), counted: 1 })).toEqual({ state: 'sealed' })
  expect(
    await refused(table, 'testing.sendBox', { ...common(), box: box(1), counted: 1, courier: '王师傅', isSignedHere: true, isSignedByCourier: false }),
  ).toBe('request.invalid')
  expect(await refused(t.lab[0], 'lab.receiveBox', { box: box(1), tubes: [tube(1)] })).toBe('testing.box_not_sent')
  expect(await ok(table, 'testing.sendBox', { ...common(), box: box(1), counted: 1, courier: '王师傅', isSignedHere: true, isSignedByCourier: true })).toEqual({
    state: 'inTransit',
  })
  expect((await ok(table, 'testing.listBoxes', { pointId: t.pointId })).boxes).toMatchObject([{ code: box(1), state: 'inTransit', tubes: [{ code: tube(1) }] }])
})

test('TEST-02 the laboratory counts again: one too many is refused by name, a result before the receipt waits and is matched', async () => {
  const { lab, box, tube } = t
  expect(await t.say(1, 'negative')).toBe('unmatched')
  expect((await ok(lab[0], 'lab.getDesk')).unmatched).toMatchObject([{ code: tube(1), verdict: 'negative', problem: 'not_received' }])
  expect(await ok(lab[0], 'lab.findBox', { box: box(1) })).toMatchObject({ code: box(1), tubes: 1 })
  const { body } = await lab[0].call('lab.receiveBox', { box: box(1), tubes: [tube(1), tube(2)] })
  expect(body).toMatchObject({ code: 'testing.tube_of_other_box', details: { tubes: [tube(2)] } })
  expect(await ok(lab[0], 'lab.receiveBox', { box: box(1), tubes: [tube(1)] })).toEqual({ received: 1, lost: [], matched: 1 })
  await t.town.drain()
  expect(await ok(lab[0], 'lab.getDesk')).toMatchObject({ received: 0, unmatched: [], toConfirm: [] })
  expect((await ok(lab[0], 'lab.findTube', { tube: tube(1) })).tube.state).toBe('negative')
  expect(await refused(lab[0], 'lab.receiveBox', { box: box(1), tubes: [tube(1)] })).toBe('testing.box_not_sent')
})

test('TEST-02 the laboratory sees codes and counts, and nobody; nobody else reports', async () => {
  const seen = JSON.stringify([await ok(t.lab[0], 'lab.getDesk'), await ok(t.lab[0], 'lab.findTube', { tube: t.tube(1) })])
  expect([seen.includes('住户'), seen.includes('01"'), t.ids.some((id) => seen.includes(id))]).toEqual([false, false, false])
  expect(await refused(t.lab[0], 'registry.listHomes', { areaId: t.quarter.unit.id })).not.toBe('done')
  expect(await refused(t.lab[0], 'lab.getPool', { tube: t.tube(1) })).toBe('access.denied')
  expect(await refused(t.office, 'lab.report', { id: uuidv7(), tube: t.tube(1), verdict: 'negative', ct: null })).toBe('access.denied')
})

test('TEST-02 tubes that did not arrive are lost by name: the office looks for them, their people are missing again', async () => {
  const { lab, box, tube, table, common } = t
  await ok(table, 'testing.sealTube', { ...common(), table: 1, tube: tube(2), size: 10, counted: 1 })
  await t.take(3, [4])
  await t.pack(3, [2, 3])
  expect([await t.standing(3), await t.standing(4)]).toEqual(['there', 'there'])
  expect(await ok(lab[0], 'lab.receiveBox', { box: box(3), tubes: [tube(3)] })).toEqual({ received: 1, lost: [tube(2)], matched: 0 })
  await t.town.drain()
  expect([await t.standing(3), await t.standing(4)]).toEqual(['missing', 'there'])
  expect(
    (await ok(t.office, 'tasks.listMine')).tasks.map(({ title }: { title: string }) => title).filter((title: string) => title.includes(tube(2))),
  ).toHaveLength(1)
  expect(await ok(t.office, 'lab.listTubes', { campaignId: t.campaignId, state: 'lost' })).toMatchObject({
    counts: { lost: 1, received: 1 },
    tubes: [{ code: tube(2) }],
  })
  // Sampled once more they are no second time, and count.
  await t.take(4, [3])
  expect(await t.standing(3)).toBe('there')
  expect((await ok(t.office, 'testing.listDoubts', { campaignId: t.campaignId })).doubts).toEqual([])
})

test('TEST-02 invalid is asked again; corrected to negative it counts; each correction names what it corrects', async () => {
  expect(await t.say(3, 'invalid')).toBe('counts')
  expect(await t.standing(4)).toBe('missing')
  expect(await refused(t.lab[0], 'lab.report', { id: uuidv7(), tube: t.tube(3), verdict: 'negative', ct: null })).toBe('lab.result_stands')
  const amend = { id: uuidv7(), tube: t.tube(3), verdict: 'negative', ct: null, reason: 'misread' }
  expect(await ok(t.lab[0], 'lab.amend', amend)).toEqual({ end: 'counts' })
  expect(await ok(t.lab[0], 'lab.amend', amend)).toEqual({ end: 'known' })
  await t.town.drain()
  expect(await t.standing(4)).toBe('there')
  expect(
    (await ok(t.lab[0], 'lab.findTube', { tube: t.tube(3) })).facts.map(({ kind, reason }: { kind: string; reason: string | null }) => [kind, reason]),
  ).toEqual([
    ['report', null],
    ['amend', 'misread'],
  ])
})

test('TEST-03 positive is what two of the laboratory say; then everybody of the pool is recalled, held at the gate and visited', async () => {
  const { lab, tube } = t
  const carer = await carerOf(t.homes[3]!)
  await t.bring(5, 5, [5, 6, 7])
  expect(await t.say(5, 'positive', lab[0], 31.5)).toBe('waits')
  expect(await t.atGate(5)).toMatchObject({ outcome: 'enter' })
  expect((await ok(lab[1], 'lab.getDesk')).toConfirm).toMatchObject([{ code: tube(5), verdict: 'positive', isOwn: false }])
  expect(await refused(lab[0], 'lab.confirm', { tube: tube(5), agree: true })).toBe('lab.same_person')
  expect(await refused(lab[1], 'lab.report', { id: uuidv7(), tube: tube(5), verdict: 'negative', ct: null })).toBe('lab.result_waits')
  expect(await t.agree(5)).toBe('positive')
  const pool = await ok(t.office, 'lab.getPool', { tube: tube(5) })
  expect(pool).toMatchObject({ size: 10, open: 3, counts: { notified: 3 }, unknown: [] })
  expect(pool.people).toMatchObject([{ name: '住户己', door: expect.stringContaining('501'), areaName: expect.stringContaining('3号楼') }, {}, {}])
  expect(pool.hands.map(({ kind, counted, courier }: { kind: string; counted: number; courier: string | null }) => [kind, counted, courier])).toEqual([
    ['closed', 1, null],
    ['handedOver', 1, '王师傅'],
    ['received', 1, null],
  ])
  expect(await ok(t.office, 'lab.listPools')).toMatchObject([{ tube: tube(5), people: 3, open: 3 }])
  for (const at of [5, 6, 7]) expect(await t.atGate(at)).toMatchObject({ reasons: expect.arrayContaining(['under_control']), openDoor: false })
  // Dialysis does not wait for a test.
  expect(await t.atGate(5, { medical: true })).toMatchObject({ outcome: 'enter', openDoor: true })
  expect((await ok(t.grid, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'recall')).toHaveLength(2)
  // Whoever looks after two of them is told of each, and of no result.
  expect(await errandsOf(carer)).toEqual(sorted([t.ids[6]!, t.ids[7]!]))
  expect(await errandsOf(t.grid)).toEqual([])
})

test('TEST-03 told at the door, sampled alone, negative: free again; positive: proposed as a case and never confirmed by itself', async () => {
  const { grid, homes } = t
  const at = async (homeId: string) => ok(grid, 'lab.listAtHome', { homeId })
  const [alone] = await at(homes[2]!)
  const record = { id: uuidv7(), recallId: alone.id, answer: 'atHome', at: t.now() }
  expect(await ok(grid, 'lab.recordRecall', record)).toEqual({ state: 'atHome' })
  expect(await ok(grid, 'lab.recordRecall', record)).toEqual({ state: 'atHome' })
  const [first, second] = await at(homes[3]!)
  await ok(grid, 'lab.recordRecall', { id: uuidv7(), recallId: first.id, answer: 'unreachable', at: t.now() })
  await ok(grid, 'lab.recordRecall', { id: uuidv7(), recallId: second.id, answer: 'atHome', at: t.now() })
  // One of the second home was not reached: that visit stays.
  expect((await ok(grid, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'recall')).toMatchObject([{ homeId: homes[3] }])
  await ok(t.office, 'testing.endCampaign', { campaignId: t.campaignId })
  // 23:10, and the retest comes after midnight, when the round is over.
  t.later(17 * 60)
  expect((await ok(t.table, 'testing.listMyPoints')).map(({ pointId }: { pointId: string }) => pointId)).toContain(t.pointId)
  for (const [serial, who] of [
    [6, 5],
    [7, 6],
    [8, 7],
  ] as const)
    await t.take(serial, [who], 1)
  await t.town.drain()
  expect((await ok(t.office, 'testing.listDoubts', { campaignId: t.campaignId })).doubts).toEqual([])
  expect(await t.states(5)).toEqual({ 5: 'resampled', 6: 'resampled', 7: 'resampled' })
  expect((await ok(grid, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'recall')).toEqual([])
  await t.pack(6, [6, 7, 8])
  await ok(t.lab[0], 'lab.receiveBox', { box: t.box(6), tubes: [6, 7, 8].map(t.tube) })
  await t.say(6, 'negative')
  await t.say(7, 'positive', t.lab[1], 28)
  await t.agree(7, t.lab[0])
  await t.say(8, 'invalid')
  expect(await t.states(5)).toEqual({ 5: 'negative', 6: 'positive', 7: 'atHome' })
  expect(await t.atGate(5)).toMatchObject({ outcome: 'enter' })
  expect(await errandsOf(carers.get(homes[3]!)!)).toEqual(sorted([t.ids[6]!, t.ids[7]!]))
  for (const one of [6, 7]) expect(await t.atGate(one)).toMatchObject({ openDoor: false })
  const [found] = await ok(t.office, 'control.listCases', {})
  expect(found).toMatchObject({ state: 'reported', name: '住户庚', evidence: { kind: 'testResult' } })
  // Confirmed by a second unit, the case says how it goes on.
  await ok(t.street, 'control.confirmCase', { caseId: found.id })
  await t.town.drain()
  expect((await t.atGate(6)).reasons).toContain('infection_case')
})

test('TEST-03 whoever was unknown in a positive pool is recalled with the name; not positive after all, everybody goes free', async () => {
  t.later(60)
  await t.take(9, [8, 9])
  const stranger = { ...t.common(), table: 1, tube: t.tube(9), size: 10, means: { kind: 'document', value: 'X0000077' } }
  await ok(t.table, 'testing.takeSample', stranger)
  await t.town.drain()
  await t.pack(7, [9])
  await ok(t.lab[0], 'lab.receiveBox', { box: t.box(7), tubes: [t.tube(9)] })
  await t.say(9, 'positive')
  await t.agree(9)
  expect((await ok(t.office, 'lab.getPool', { tube: t.tube(9) })).unknown).toEqual([3])
  await ok(t.office, 'testing.settleDoubt', { sampleId: stranger.id, kind: 'unknownPerson', personId: t.ids[10] })
  await t.town.drain()
  expect(await t.states(9)).toEqual({ 8: 'notified', 9: 'notified', 10: 'notified' })
  expect(await t.atGate(10)).toMatchObject({ openDoor: false })
  expect(await ok(t.lab[1], 'lab.amend', { id: uuidv7(), tube: t.tube(9), verdict: 'negative', ct: null, reason: 'contaminated' })).toEqual({ end: 'waits' })
  await t.town.drain()
  expect(await t.atGate(10)).toMatchObject({ openDoor: false })
  expect(await t.agree(9, t.lab[0])).toBe('negative')
  expect(await t.states(9)).toEqual({ 8: 'withdrawn', 9: 'withdrawn', 10: 'withdrawn' })
  for (const one of [8, 9, 10]) expect(await t.atGate(one)).toMatchObject({ outcome: 'enter' })
  // Mixed up after all: positive again, and everybody is recalled anew.
  await ok(t.lab[1], 'lab.amend', { id: uuidv7(), tube: t.tube(9), verdict: 'positive', ct: null, reason: 'mixedUp' })
  await t.agree(9, t.lab[0])
  expect(await t.states(9)).toEqual({ 8: 'notified', 9: 'notified', 10: 'notified' })
  expect(await t.atGate(10)).toMatchObject({ openDoor: false })
})

test('TEST-03 a single test that is corrected puts its person where the correction says', async () => {
  t.later(10)
  await t.bring(8, 10, [8], 1)
  await t.say(10, 'negative')
  expect([(await t.states(9))[8], (await t.atGate(8)).outcome]).toEqual(['negative', 'enter'])
  await ok(t.lab[0], 'lab.amend', { id: uuidv7(), tube: t.tube(10), verdict: 'positive', ct: 29, reason: 'mixedUp' })
  await t.agree(10, t.lab[1])
  expect([(await t.states(9))[8], (await t.atGate(8)).openDoor]).toEqual(['positive', false])
  expect(
    (await ok(t.office, 'control.listCases', {})).filter(({ state, name }: { state: string; name: string }) => state === 'reported' && name === '住户壬'),
  ).toHaveLength(1)
  // Corrected once more, whoever was found goes free, and the office is told to look at the case it was proposed.
  await ok(t.lab[1], 'lab.amend', { id: uuidv7(), tube: t.tube(10), verdict: 'negative', ct: null, reason: 'misread' })
  await t.agree(10, t.lab[0])
  expect([(await t.states(9))[8], (await t.atGate(8)).outcome]).toEqual(['negative', 'enter'])
  const told = (await ok(t.office, 'tasks.listMine')).tasks.map(({ title }: { title: string }) => title)
  expect(told.filter((title: string) => title.includes(t.tube(10)))).toHaveLength(1)
})

test('TEST-03 somebody nobody knew in a positive single tube is proposed as a case once somebody has recognised them', async () => {
  const stranger = { ...t.common(), table: 1, tube: t.tube(20), size: 1, means: { kind: 'document', value: 'X0000088' } }
  await ok(t.table, 'testing.takeSample', stranger)
  await t.town.drain()
  await ok(t.table, 'testing.sealTube', { ...t.common(), table: 1, tube: t.tube(20), size: 1, counted: 1 })
  await t.pack(9, [20])
  await ok(t.lab[0], 'lab.receiveBox', { box: t.box(9), tubes: [t.tube(20)] })
  await t.say(20, 'positive')
  await t.agree(20)
  const proposed = async () => (await ok(t.office, 'control.listCases', {})).filter(({ name }: { name: string }) => name === '住户丑').length
  expect(await proposed()).toBe(0)
  await ok(t.office, 'testing.settleDoubt', { sampleId: stranger.id, kind: 'unknownPerson', personId: t.ids[11] })
  await t.town.drain()
  expect(await proposed()).toBe(1)
})

test('TEST-03 a resident reads the own tests, and that a second sample is asked for', async () => {
  const own = (at: number) => t.town.as('resident', t.quarter.unit.path, { personId: t.ids[at]! })
  expect(await ok(own(0), 'lab.listOwn')).toMatchObject({ tests: [{ day: '2022-07-10', size: 10, end: 'negative' }], recall: null })
  expect(await ok(own(7), 'lab.listOwn')).toMatchObject({
    tests: [
      { size: 1, end: 'again' },
      { size: 10, end: 'again' },
    ],
    recall: { state: 'atHome' },
  })
  expect(await ok(own(1), 'lab.listOwn')).toMatchObject({ recall: null })
})

test('TEST-03 nobody is kept at home by a recall once no order holds there', async () => {
  expect(await t.atGate(7)).toMatchObject({ openDoor: false })
  const [{ id: orderId }] = await ok(t.street, 'posture.listOrders')
  const { waiting } = await ok(t.street, 'posture.endOrder', { orderId, reason: '疫情平息' })
  const second = t.town.as('streetCommander', t.quarter.street.path, { unit: '卫生服务中心' })
  await ok(second, 'posture.approveOrder', { orderId, actId: waiting.id })
  await t.town.drain()
  expect((await t.states(5))[7]).toBe('withdrawn')
  expect(await t.atGate(7)).toMatchObject({ openDoor: true })
})
