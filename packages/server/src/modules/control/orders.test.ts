import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { putInForce } from '../posture/index.ts'
import { evidence, type Family, noon, openFamily } from './family.test.fixture.ts'
import { nightly } from './index.ts'

let family: Family
const cases = { contact: '', secondary: '' }
let orderId = ''
const order = (edition: string, packId = 'covid-19') =>
  family.town.system((ctx) =>
    putInForce(ctx, {
      areaId: family.quarter.community.id,
      posture: 'emergency',
      packId,
      edition,
      legalBasis: '通告',
      purpose: '防控',
      until: '2022-12-01',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
async function open(personId: string, trigger: string): Promise<string> {
  const wanted = { id: uuidv7(), personId, trigger, anchorDay: '2022-11-07', evidence, hasOwnSuite: true, guardian: null }
  const opened = await family.office.call('control.openCase', wanted)
  expect((await family.station.call('control.confirmOpening', { caseId: opened.body.id })).status).toBe(200)
  return opened.body.id
}
const get = async (caseId: string) => (await family.office.call('control.getControl', { caseId })).body
const shift = async (input: object) => (await family.office.call('posture.previewOrder', input)).body.shifts.control
const draftOf = (edition: string, packId = 'covid-19', posture = 'emergency') => ({ areaId: family.quarter.community.id, posture, packId, edition })
const out = async (personId: string) =>
  (
    await family.guard.call('gate.lookUp', {
      gateId: family.gateId,
      direction: 'out',
      means: { kind: 'short', value: (await codeOf(personId))! },
    })
  ).body.verdict.reasons as string[]
const codeOf = async (personId: string) =>
  (await family.town.as('resident', family.homePath, { personId }).call('gate.listMyCodes', {})).body.people.find(
    (one: { personId: string }) => one.personId === personId,
  )?.shortCode as string | undefined
const propose = () =>
  family.grid.call('control.proposeChange', { id: uuidv7(), caseId: cases.contact, kind: 'lengthen', day: '2022-11-20', ground: 'clinicReport', evidence })
const waiting = async () =>
  (await family.station.call('approvals.listWaiting', {})).body.map(({ kind, subjectId }: { kind: string; subjectId: string }) => [kind, subjectId])
async function act(name: 'posture.endOrder' | 'posture.reinstateOrder', reason: string): Promise<void> {
  const asked = (await family.office.call(name, { orderId, reason })).body
  expect((await family.station.call('posture.approveOrder', { orderId, actId: asked.waiting.id })).status).toBe(200)
  await family.town.drain()
}

beforeAll(async () => {
  family = await openFamily('2022-11-08')
  orderId = await order('2022-06-28')
  await family.town.drain()
  cases.contact = await open(family.people.mother, 'contact')
  cases.secondary = await open(family.people.neighbour, 'secondaryContact')
  await family.town.drain()
})
afterAll(() => family.town.close())

test('COMMAND-02 whoever drafts or signs reads how many are under control by measure, and what becomes of them', async () => {
  const measures = expect.arrayContaining([
    { measure: 'centralIsolation', count: 1 },
    { measure: 'homeIsolation', count: 1 },
  ])
  const none = { due: 0, lifted: 0, restored: 0, trackless: 0, otherPack: 0, places: { open: 0, lifted: 0, restored: 0 } }
  expect(await shift({ orderId })).toEqual({ ...none, measures, lifted: 2 })
  // The twenty measures know contacts of contacts no more.
  expect(await shift(draftOf('2022-11-11'))).toEqual({ ...none, measures, trackless: 1 })
  expect(await shift(draftOf('2025-07', 'dengue'))).toEqual({ ...none, measures, otherPack: 2 })
  expect(await shift(draftOf('2022-01', 'peace', 'peace'))).toEqual({ ...none, measures, lifted: 2 })
  // Who reads orders and signs none is not told how many are isolated where.
  expect((await family.guard.call('posture.previewOrder', draftOf('2022-11-11'))).status).toBe(200)
  expect((await family.guard.call('posture.previewOrder', draftOf('2022-11-11'))).body.shifts).toEqual({ control: null, zones: null })
})

test('CTRL-02 an order that ends releases whom it held: the pages say so as the gate does, nothing is left to do, and a note can be printed', async () => {
  expect(await out(family.people.mother)).toContain('under_control')
  expect((await propose()).status).toBe(200)
  expect(await waiting()).toEqual([['control.change', cases.contact]])
  await act('posture.endOrder', '疫情平息')
  // What waited about a case goes with it.
  expect(await waiting()).toEqual([])
  for (const caseId of [cases.contact, cases.secondary]) {
    const ended = await get(caseId)
    expect(ended).toMatchObject({ state: 'released', measure: null, may: { release: false, record: false, print: true } })
    expect(ended.facts.at(-1)).toMatchObject({ kind: 'lifted', way: 'rule', day: '2022-11-08' })
  }
  expect(await out(family.people.mother)).not.toContain('under_control')
  const mother = family.town.as('resident', family.homePath, { personId: family.people.mother })
  expect((await mother.call('control.listOwn', {})).body).toMatchObject([{ state: 'released', endedOn: '2022-11-08', endedWithOrder: true, mayRecord: false }])
  const note = (await family.office.call('control.printRelease', { caseId: cases.contact })).raw.toString()
  expect(note).toContain('所依据的防控命令已于 2022-11-08 结束')
  expect(note).not.toContain('2022-11-17')
})

test('CTRL-02 taken up again within a day the order takes its cases with it, exactly as they stood', async () => {
  family.town.clock.now = noon('2022-11-09')
  expect(await shift({ orderId })).toMatchObject({ measures: [], lifted: 0, restored: 2 })
  await act('posture.reinstateOrder', '结束有误')
  const contact = await get(cases.contact)
  expect(contact).toMatchObject({ state: 'active', measure: 'centralIsolation', lastDay: '2022-11-17' })
  expect(contact.facts.at(-1)).toMatchObject({ kind: 'restored', way: 'rule' })
  const again = await propose()
  expect(again.body.change).toMatchObject({ kind: 'lengthen', signatures: { have: 0, needed: 1 } })
  expect((await family.station.call('control.decideChange', { changeId: again.body.change.id, agrees: false })).body.change).toBeNull()
  expect(await out(family.people.mother)).toContain('under_control')
  await nightly(family.town.app.services)
  expect((await get(cases.secondary)).state).toBe('active')
})

test('CTRL-12 under an order of a newer edition nobody is let go behind the back of the change of edition', async () => {
  await order('2022-11-11')
  await family.town.drain()
  expect((await get(cases.contact)).state).toBe('active')
  expect((await get(cases.secondary)).state).toBe('active')
})
