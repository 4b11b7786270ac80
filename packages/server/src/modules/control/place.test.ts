// 场所处置: a building under the measures of a pack, from two signatures to the printed note; nobody in it is restricted, asked or looked after.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawPicture } from '../../picture.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { putInForce } from '../posture/index.ts'
import { evidence, type Family, noon, openFamily } from './family.test.fixture.ts'
import { lookForRecords, morning, nightly } from './index.ts'

let family: Family
let caseId = ''
const PACK = { packId: 'chikungunya', edition: '2025-07' }
const at = (day: string, clock = '12:00'): void => {
  family.town.clock.now = new Date(`${day}T${clock}:00+08:00`)
}
async function dawn(day: string): Promise<void> {
  at(day, '00:05')
  await nightly(family.town.app.services)
  at(day, '06:00')
  await morning(family.town.app.services)
  at(day)
}
const order = (edition = PACK.edition) =>
  family.town.system((ctx) =>
    putInForce(ctx, {
      areaId: family.quarter.community.id,
      posture: 'emergency',
      ...PACK,
      edition,
      legalBasis: '通告',
      purpose: '防控',
      until: '2025-09-15',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
const wanted = (over: object = {}) => ({ id: uuidv7(), areaId: family.quarter.building.id, trigger: 'placeOfCase', anchorDay: '2025-07-09', evidence, ...over })
const get = async (who: Caller = family.office) => (await who.call('control.getControl', { caseId })).body
const listed = async (input: object = {}) => (await family.office.call('control.listControl', input)).body
type Task = { id: string; kind: string; title: string; dueOn: string; sourceId: string }
const tasks = async (who: Caller = family.grid): Promise<Task[]> =>
  (await who.call('tasks.listMine', {})).body.tasks.filter(({ kind }: Task) => kind === 'placeWork' || kind === 'release')
const titles = async (who?: Caller) => (await tasks(who)).map(({ title }) => title).toSorted()
const now = () => family.town.clock.now.toISOString()
const work = (name: string, over: object = {}) => family.grid.call('control.recordWork', { id: uuidv7(), caseId, at: now(), work: name, photoIds: [], ...over })
const survey = (counted: number, among: number, over: object = {}) =>
  family.grid.call('control.recordSurvey', { id: uuidv7(), caseId, at: now(), index: 'breteau', counted, among, photoIds: [], ...over })
const atHome = (personId: string, path = family.homePath) => family.town.as('resident', path, { personId })

beforeAll(async () => {
  family = await openFamily('2025-07-10')
  await order()
  await family.town.drain()
})
afterAll(() => family.town.close())

test('CTRL-02 a place is foreseen by its pack, proposed on evidence, and under works once a second person of another unit signs', async () => {
  const { office, station, grid, foreign } = family
  const { id: _, evidence: __, ...asked } = wanted()
  const ahead = (await grid.call('control.foreseePlace', asked)).body
  expect(ahead).toMatchObject({
    measures: [{ measure: 'placeMeasures', from: '2025-07-10', to: '2025-08-02' }],
    releasableOn: '2025-08-03',
    indexes: [{ key: 'breteau', per: 100, below: 5, surveys: 2 }],
  })
  expect(ahead.works.map((one: { work: string; days: string[] }) => [one.work, one.days.slice(0, 2)])).toEqual([
    ['indexSurvey', ['2025-07-11', '2025-07-13']],
    ['sourceReduction', ['2025-07-11', '2025-07-13']],
    ['symptomWatch', ['2025-07-10', '2025-07-11']],
  ])
  const { tracks } = (await office.call('control.listTracks', { areaId: family.quarter.community.id })).body
  expect(tracks.map(({ about }: { about: string }) => about)).toEqual(['person', 'place'])

  const code = async (over: object) => (await grid.call('control.openPlace', wanted(over))).body.code
  // Wider than a compound is a zone; of people, this pack's rules know another track.
  expect(await code({ areaId: family.quarter.community.id })).toBe('request.invalid')
  expect(await code({ trigger: 'contact' })).toBe('control.unknown_track')
  expect(await code({ anchorDay: '2025-05-01' })).toBe('control.nothing_left')
  expect((await foreign.call('control.openPlace', wanted())).status).toBe(404)

  const opened = await grid.call('control.openPlace', wanted())
  caseId = opened.body.id
  expect(opened.body).toMatchObject({
    about: 'place',
    state: 'proposed',
    personId: null,
    name: null,
    areaName: '南苑 3号楼',
    isForeseen: true,
    lastDay: '2025-08-02',
  })
  expect((await grid.call('control.openPlace', wanted())).body.code).toBe('control.already_open')
  await family.town.drain()
  expect(await titles()).toEqual([])
  expect((await station.call('approvals.listWaiting', {})).body).toMatchObject([{ kind: 'control.opening', subjectId: caseId }])
  expect((await grid.call('control.confirmOpening', { caseId })).status).toBe(403)
  expect((await office.call('control.confirmOpening', { caseId })).body.code).toBe('control.same_unit')
  expect((await station.call('control.confirmOpening', { caseId })).body).toMatchObject({ state: 'active', measure: 'placeMeasures', worksDue: 1 })
  await family.town.drain()
})

test('CTRL-02 what makes no sense of a place is not there: no questions, tests, carers, transfer or appeal, and the gates let everybody pass', async () => {
  const { office, guard, gateId, people } = family
  const seen = await get()
  expect(seen).toMatchObject({ carers: [], symptoms: [], days: [], recordsAsked: 0, may: { record: false, transfer: false, work: true, change: true } })
  const asked = { caseId, at: now() }
  const code = async (name: string, input: object) => (await office.call(name, { id: uuidv7(), ...input })).body.code
  expect(await code('control.recordTest', { ...asked, method: 'pcr', result: 'negative', ct: null, reference: '检' })).toBe('control.other_subject')
  const record = { ...asked, day: '2025-07-10', half: 'morning', temperatureC: 36.5, symptoms: [], needs: [], note: null, way: 'phone' }
  expect(await code('control.recordDay', record)).toBe('control.other_subject')
  expect(await code('control.sendOut', { caseId, office: '外区', reference: '1', reason: '无' })).toBe('control.other_subject')
  expect((await atHome(people.mother).call('control.appealCase', { id: uuidv7(), caseId, text: null })).status).toBe(404)
  expect(await code('control.proposeChange', { caseId, kind: 'cancel', day: null, ground: 'died', evidence })).toBe('control.ground_unfit')
  // Beside the people, and never among them.
  expect(await listed()).toMatchObject({ cases: [], counts: { open: 0 } })
  expect(await listed({ about: 'place' })).toMatchObject({ counts: { open: 1 }, cases: [{ id: caseId, areaName: '南苑 3号楼', worksDue: 1, worksMissed: 0 }] })
  const { people: codes } = (await atHome(people.mother).call('gate.listMyCodes', {})).body
  const means = { kind: 'short', value: codes[0].shortCode }
  expect((await guard.call('gate.lookUp', { gateId, direction: 'out', means })).body.verdict.reasons).not.toContain('under_control')
  expect((await atHome(people.mother).call('control.listOwn', {})).body).toEqual([])
})

test('CTRL-02 whoever lives there reads that works go on, until when and by which plan, and nobody elsewhere does', async () => {
  const { people, quarter, town } = family
  const { body } = await atHome(people.mother).call('control.listOwnPlaces', {})
  expect(body).toMatchObject([{ areaName: '南苑 3号楼', plan: { zh: '基孔肯雅热' }, measure: { zh: '疫点处置' }, from: '2025-07-10', until: '2025-08-02' }])
  expect(body[0].rules[0].zh).toBe('住户照常出入')
  // Nothing of whose home it began with.
  expect(JSON.stringify(body)).not.toMatch(/病例|placeOfCase|流调/)
  const home = (
    await town
      .as('communityAdmin', quarter.nextCommunity.path)
      .call('registry.addHome', { areaId: quarter.nextCompound.id, door: '1', floor: 1, use: 'permanent' })
  ).body
  const other = { homeId: home.id, name: '白露', document: { kind: 'other', number: 'X1' }, care: [], kind: 'family', from: '2022-01-01', evenIfKnown: true }
  const { body: stranger } = await town.as('communityAdmin', quarter.nextCommunity.path).call('registry.addResident', other)
  expect((await atHome(stranger.id, home.path).call('control.listOwnPlaces', {})).body).toEqual([])
})

test('CTRL-08 the works of the day are tasks of the grid worker, done once with a photo, and a survey is its count', async () => {
  expect(await titles()).toEqual(['入户问症状'])
  await dawn('2025-07-11')
  expect(await titles()).toEqual(['入户问症状', '监测指数调查', '翻盆倒罐清积水'])
  expect((await tasks()).every(({ sourceId, dueOn }) => sourceId === caseId && dueOn === '2025-07-11')).toBe(true)
  const photoId = uuidv7()
  const photo = { id: photoId, areaId: family.quarter.building.id, at: now(), bytes: drawPicture({ colours: [[20, 90, 60]] }).toString('base64') }
  expect((await family.grid.call('photos.add', photo)).status).toBe(200)
  const done = { id: uuidv7(), photoIds: [photoId] }
  expect((await work('sourceReduction', done)).body).toEqual({ id: done.id, isNew: true })
  expect((await work('sourceReduction', done)).body).toEqual({ id: done.id, isNew: false })
  expect((await work('sourceReduction', { ...done, photoIds: [] })).body.code).toBe('control.other_bytes')
  expect(await titles()).toEqual(['入户问症状', '监测指数调查'])
  // What is counted is written down with its count, by an index that the pack knows, and no slip of the hand is an index.
  expect((await work('indexSurvey')).status).toBe(400)
  expect((await work('wasteCollection')).status).toBe(400)
  expect((await survey(3, 20, { index: 'bed' })).status).toBe(400)
  expect((await survey(900, 20)).body.code).toBe('request.invalid')
  expect((await survey(1, 0)).status).toBe(400)
  expect((await survey(3, 20)).body).toMatchObject({ value: 15 })
  expect(await titles()).toEqual(['入户问症状'])
  const { facts, works } = await get()
  expect(facts.at(-2)).toMatchObject({ kind: 'work', work: 'sourceReduction', photoIds: [photoId], way: 'visit' })
  expect(facts.at(-1)).toMatchObject({ kind: 'survey', index: { name: { zh: '布雷图指数' }, counted: 3, among: 20, value: 15 } })
  expect(works.find((one: { work: string; on: string }) => one.work === 'indexSurvey' && one.on === '2025-07-11')).toMatchObject({ standing: 'done' })
})

test('CTRL-08 what is not done by the later hour is told to the office before the day ends, and stands as missed', async () => {
  at('2025-07-11', '19:50')
  await lookForRecords(family.town.app.services)
  expect(await titles(family.office)).toEqual([])
  at('2025-07-11', '20:00')
  await lookForRecords(family.town.app.services)
  expect(await titles(family.office)).toEqual(['场所处置今天还没做完'])
  await dawn('2025-07-12')
  expect(await titles(family.office)).toEqual([])
  // The tenth and the eleventh.
  expect(await get()).toMatchObject({ worksDue: 1, worksMissed: 2 })
  // Sent late by a phone that had no network, it counts for its own day and answers nothing of today.
  expect((await work('symptomWatch', { at: noon('2025-07-11').toISOString() })).status).toBe(200)
  expect(await get()).toMatchObject({ worksDue: 1, worksMissed: 1 })
  expect(await titles()).toEqual(['入户问症状'])
  expect((await work('symptomWatch')).status).toBe(200)
  expect(await get()).toMatchObject({ worksDue: 0, worksMissed: 1 })
})

test('CTRL-02 a new case nearby counts the days anew, by two; and an order that ends takes the place with it and back', async () => {
  const { grid, station } = family
  const changeId = uuidv7()
  const change = { id: changeId, caseId, kind: 'expose', day: '2025-07-12', ground: 'investigationDecision', evidence }
  expect((await grid.call('control.proposeChange', change)).body.change).toMatchObject({ comesTo: { lastDay: '2025-08-05' } })
  expect((await station.call('control.decideChange', { changeId, agrees: true })).body).toMatchObject({ state: 'extended', lastDay: '2025-08-05' })
  const orders = (await family.office.call('posture.listOrders', {})).body as { id: string; packId: string }[]
  const orderId = orders.find(({ packId }) => packId === PACK.packId)!.id
  const act = async (name: string) => {
    const asked = (await family.office.call(name, { orderId, reason: '演练' })).body
    expect((await station.call('posture.approveOrder', { orderId, actId: asked.waiting.id })).status).toBe(200)
    await family.town.drain()
  }
  const shifts = (await family.office.call('posture.previewOrder', { orderId })).body.shifts
  expect(shifts.control).toMatchObject({ measures: [], lifted: 0, places: { open: 1, lifted: 1, restored: 0 } })
  await act('posture.endOrder')
  expect(await get()).toMatchObject({ state: 'released', may: { work: false, print: true } })
  expect(await titles()).toEqual([])
  expect((await family.office.call('control.printRelease', { caseId })).raw.toString()).toContain('所依据的防控命令已于 2025-07-12 结束，处置措施随之结束')
  await act('posture.reinstateOrder')
  expect(await get()).toMatchObject({ state: 'extended', lastDay: '2025-08-05' })
})

test('CTRL-12 a local edition with fewer days is seen on the place before it is applied', async () => {
  const { office, station, quarter, town } = family
  const files = new URL('../../../../../packs/chikungunya/2025-07/', import.meta.url)
  const json = (name: string) => JSON.parse(readFileSync(new URL(name, files), 'utf8'))
  const plan = json('control.json')
  plan.tracks.find(({ subject }: { subject: string }) => subject === 'place').phases[0].days = 20
  const control = JSON.stringify(plan)
  const examples = json('examples/control.json')
  for (const { index, got } of (await office.call('posture.checkEdition', { ...PACK, files: { control }, examples: {} })).body.unmet)
    examples[index].expect = JSON.parse(got)
  const draft = { id: uuidv7(), areaId: quarter.community.id, ...PACK, note: '本地通告', files: { control }, examples: { control: JSON.stringify(examples) } }
  const made = (await office.call('posture.draftEdition', draft)).body
  const commander = town.as('streetCommander', quarter.street.path, { unit: '街道办' })
  for (const who of [station, commander]) expect((await who.call('posture.approveEdition', { editionId: made.id, actId: made.waiting.id })).status).toBe(200)
  // Read by whoever looks at the packs that there are.
  expect((await office.call('posture.listPacks', {})).status).toBe(200)
  await order(made.edition)
  await town.drain()
  const run = (await office.call('control.previewEdition', { id: uuidv7(), areaId: quarter.community.id, packId: PACK.packId, edition: made.edition })).body
  await town.drain()
  expect((await office.call('control.getEditionRun', { runId: run.id, limit: 10 })).body).toMatchObject({
    counts: { shortened: 1 },
    lines: [{ caseId, name: null, areaName: '南苑 3号楼', lastDayBefore: '2025-08-05', lastDayAfter: '2025-07-31' }],
  })
  const proposed = (await office.call('control.proposeEdition', { runId: run.id })).body
  expect((await station.call('control.signEdition', { runId: run.id, actId: proposed.waiting.id })).status).toBe(200)
  await town.drain()
  expect(await get()).toMatchObject({ edition: made.edition, lastDay: '2025-07-31' })
})

test('CTRL-02 it ends when its days are over and the last two surveys lie below the limit, with a note of the place', async () => {
  for (const [day, counted] of [
    ['2025-07-28', 2],
    ['2025-07-30', 1],
  ] as const) {
    await dawn(day)
    expect((await survey(counted, 40)).status).toBe(200)
  }
  const early = await family.office.call('control.releaseCase', { caseId })
  expect(early.body.code).toBe('control.too_early')
  await dawn('2025-08-01')
  // Five of a hundred is not below five.
  expect(await get()).toMatchObject({ state: 'extended', may: { release: false } })
  expect((await family.office.call('control.releaseCase', { caseId })).body.code).toBe('control.evidence_missing')
  expect((await survey(1, 40)).body).toMatchObject({ value: 2.5 })
  expect(await get()).toMatchObject({ state: 'dueForRelease', release: [{ kind: 'indexBelow', isMet: true }] })
  expect(await titles(family.office)).toEqual(['场所处置可以结束'])
  expect((await family.office.call('control.releaseCase', { caseId })).body).toMatchObject({ state: 'released', measure: null, worksDue: 0 })
  await family.town.drain()
  expect(await titles()).toEqual([])
  const note = (await family.office.call('control.printRelease', { caseId })).raw.toString()
  for (const says of ['场所处置结束通知', '自 2025-08-01 起结束', '南苑 3号楼', '布雷图指数 2.5 (1/40)', 'Notice that the measures at a place have ended'])
    expect(note).toContain(says)
  expect(note).not.toMatch(/姓名|核酸|病例住所|home of a case/)
  expect((await atHome(family.people.mother).call('control.listOwnPlaces', {})).body).toEqual([])
  // It may come under works again, as a case of its own.
  expect((await family.grid.call('control.openPlace', wanted({ anchorDay: '2025-08-01' }))).body).toMatchObject({ state: 'proposed' })
})
