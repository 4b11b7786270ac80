import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { drawPicture } from '../../picture.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { gateModule } from '../gate/index.ts'
import { photosModule } from '../photos/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { checklistsModule } from './index.ts'

type Item = { key: string; asksPhoto: boolean }
const FILE = JSON.parse(readFileSync(new URL('../../../../../packs/covid-19/2022-06-28/checklists.json', import.meta.url), 'utf8'))
const ITEMS: Item[] = FILE.groups.flatMap(({ items }: { items: Item[] }) => items)
const noon = new Date('2022-08-01T12:00:00+08:00')
const picture = drawPicture({ colours: [[20, 90, 60]] }).toString('base64')

let town: Town
let guard: Caller
let office: Caller
let street: Caller
let neighbour: Caller
let compoundId: string
let gateId: string
let names = 0

beforeAll(async () => {
  town = await openTown({
    modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, photosModule, riskModule, statusModule, gateModule, checklistsModule],
  })
  town.clock.now = noon
  const areas = await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    const [road] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '青石街道' }])
    const communities = await insertAreas(ctx, [
      { parentId: road!.id, level: 'community', name: '青石社区' },
      { parentId: road!.id, level: 'community', name: '白石社区' },
    ])
    const [compound] = await insertAreas(ctx, [{ parentId: communities[0]!.id, level: 'compound', name: '南苑' }])
    await putInForce(ctx, {
      areaId: road!.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: 'test',
      purpose: 'test',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    })
    return { road: road!, own: communities[0]!, other: communities[1]!, compound: compound! }
  })
  await town.drain()
  compoundId = areas.compound.id
  office = town.as('communityAdmin', areas.own.path)
  street = town.as('streetCommander', areas.road.path)
  neighbour = town.as('communityAdmin', areas.other.path)
  guard = town.as('guard', areas.compound.path)
})
beforeEach(async () => {
  town.clock.now = noon
  names += 1
  gateId = (await office.call('gate.addGate', { areaId: compoundId, name: `${names}号门` })).body.id
})
afterAll(() => town.close())

async function photo(): Promise<string> {
  const id = uuidv7()
  expect((await guard.call('photos.add', { id, areaId: compoundId, at: town.clock.now.toISOString(), bytes: picture })).status).toBe(200)
  return id
}
type Said = { item: string; answer: string; note: string | null; photoIds: string[] }
async function answers(no: readonly string[] = []): Promise<Said[]> {
  return Promise.all(
    ITEMS.map(async ({ key, asksPhoto }) => {
      const isThere = !no.includes(key)
      return { item: key, answer: isThere ? 'yes' : 'no', note: null, photoIds: isThere && asksPhoto ? [await photo()] : [] }
    }),
  )
}
const checkOf = (said: Said[], over: object = {}) => ({
  id: uuidv7(),
  gateId,
  at: town.clock.now.toISOString(),
  kind: 'full',
  packId: 'covid-19',
  edition: '2022-06-28',
  answers: said,
  ...over,
})
const again = (said: Partial<Said> & { item: string }, over: object = {}) =>
  checkOf([{ answer: 'yes', note: null, photoIds: [], ...said }], { kind: 'again', ...over })
const record = (input: object, by = guard) => by.call('checklists.recordCheck', input)
const gateNow = async (by = office) => (await by.call('checklists.getGate', { gateId })).body.gate
const tasksOf = () =>
  town.system(
    async ({ tx }) =>
      (
        await sql<{
          title: string
          state: string
          due_on: string
        }>`select title, state, due_on from tasks.task where kind = 'gateFault' and subject_id = ${gateId} order by due_on`.execute(tx)
      ).rows,
  )

test('GATE-07 the guard answers the whole list with photos: one question, two looks, three notices, four zones, five items; the street sees the gate complete', async () => {
  const { list, gate } = (await guard.call('checklists.getGate', { gateId })).body
  expect(list.groups.map(({ items }: { items: Item[] }) => items.length)).toEqual([1, 2, 3, 4, 5])
  expect([gate.standing, list.isDraft]).toEqual(['never', true])
  const check = checkOf(await answers())
  expect((await record(check)).body).toEqual({ id: check.id, isNew: true, standing: 'whole' })
  const seen = (await street.call('checklists.listGates')).body.find((one: { gateId: string }) => one.gateId === gateId)
  expect(seen).toMatchObject({ standing: 'whole', faults: [], checkedAt: noon.toISOString(), areaName: '南苑' })
  const told = (await office.call('checklists.getCheck', { checkId: check.id })).body
  expect(told.answers.map(({ item }: Said) => item)).toEqual(ITEMS.map(({ key }) => key))
  const [photoId] = told.answers.find(({ item }: Said) => item === 'thermometer').photoIds
  expect((await street.call('photos.show', { photoId })).headers['content-type']).toBe('image/png')
})

test('GATE-07 what is missing is a task of the community with its hour, mended only by a new photo, and everything stays on record', async () => {
  await record(checkOf(await answers(['thermometer', 'zoneIsolation'])))
  await town.drain()
  expect(await gateNow()).toMatchObject({
    standing: 'faults',
    faults: [
      { item: 'thermometer', zh: '测温枪', en: 'Thermometer', dueAt: '2022-08-01T08:00:00.000Z', isOverdue: false },
      { item: 'zoneIsolation', dueAt: '2022-08-02T04:00:00.000Z' },
    ],
  })
  expect(await tasksOf()).toMatchObject([
    { title: `${names}号门缺项：测温枪`, state: 'open', due_on: '2022-08-01' },
    { title: `${names}号门缺项：临时隔离区`, state: 'open', due_on: '2022-08-02' },
  ])
  town.clock.now = new Date(noon.getTime() + 5 * 3_600_000)
  expect((await gateNow()).faults[0]).toMatchObject({ item: 'thermometer', isOverdue: true })
  expect(await record(again({ item: 'thermometer' }))).toMatchObject({
    status: 400,
    body: { code: 'checklists.incomplete', details: { problems: [{ item: 'thermometer', problem: 'photo_missing' }] } },
  })
  expect((await record(again({ item: 'thermometer', photoIds: [await photo()] }))).body.standing).toBe('faults')
  await town.drain()
  expect((await tasksOf()).map(({ state }) => state)).toEqual(['done', 'open'])
  town.clock.now = new Date(noon.getTime() + 6 * 3_600_000)
  expect((await record(again({ item: 'zoneIsolation', answer: 'notApplicable', note: '门口太窄，用隔壁门的' }))).body.standing).toBe('whole')
  const { checks } = (await office.call('checklists.getGate', { gateId })).body
  expect(checks.map(({ kind, missing }: { kind: string; missing: number }) => [kind, missing])).toEqual([
    ['again', 0],
    ['again', 0],
    ['full', 2],
  ])
  expect((await office.call('checklists.getCheck', { checkId: checks[0].id })).body.answers).toMatchObject([{ note: '门口太窄，用隔壁门的' }])
  // The street sees no names, so it sees no notes.
  expect((await street.call('checklists.getCheck', { checkId: checks[0].id })).body.answers).toMatchObject([{ note: null }])
})

test('GATE-07 a check is good for as many days as the pack says', async () => {
  await record(checkOf(await answers()))
  town.clock.now = new Date('2022-08-08T23:59:00+08:00')
  expect(await gateNow()).toMatchObject({ standing: 'whole' })
  town.clock.now = new Date('2022-08-09T00:01:00+08:00')
  expect(await gateNow()).toMatchObject({ standing: 'old' })
})

test('GATE-07 what one list found missing is seen mended by that list, also once another one holds at the gate', async () => {
  await record(checkOf(await answers(['askOrigin'])))
  const [fault] = (await gateNow()).faults
  const mended = { item: 'askOrigin', photoIds: [await photo()] }
  expect((await record(again(mended, { packId: 'peace', edition: '2022-01' }))).body).toMatchObject({
    details: { problems: [{ item: 'askOrigin', problem: 'item_unknown' }] },
  })
  expect((await record(again(mended, { packId: fault.packId, edition: fault.edition }))).body).toMatchObject({ standing: 'whole' })
})

test('GATE-07 a phone sends twice: it is one check; other answers under its id are refused', async () => {
  const check = checkOf(await answers(['roster']))
  await record(check)
  expect((await record(check)).body).toEqual({ id: check.id, isNew: false, standing: 'faults' })
  expect(await record({ ...check, answers: check.answers.slice(1) })).toMatchObject({ status: 409, body: { code: 'checklists.other_bytes' } })
  await town.drain()
  expect(await tasksOf()).toHaveLength(1)
})

test('GATE-07 a check that a phone kept for hours does not undo what was seen since; its photos are on record all the same', async () => {
  const early = checkOf(await answers(['roster']))
  town.clock.now = new Date(noon.getTime() + 3_600_000)
  await record(checkOf(await answers()))
  town.clock.now = new Date(noon.getTime() + 2 * 3_600_000)
  expect((await record(early)).body).toMatchObject({ isNew: true, standing: 'whole' })
  await town.drain()
  expect(await tasksOf()).toEqual([])
  expect((await office.call('checklists.getGate', { gateId })).body.checks).toHaveLength(2)
})

test('GATE-07 a check that leaves something out, names what is not on the list, or a photo that is nowhere or already used, is refused by name', async () => {
  const whole = await answers()
  const refused = async (said: Said[], over: object = {}) => (await record(checkOf(said, over))).body
  expect(await refused(whole.slice(1))).toMatchObject({ details: { problems: [{ item: 'askOrigin', problem: 'item_missing' }] } })
  expect(await refused([...whole, { item: 'kettle', answer: 'yes', note: null, photoIds: [] }])).toMatchObject({
    details: { problems: [{ item: 'kettle', problem: 'item_unknown' }] },
  })
  expect(await refused(whole, { edition: '1999-01' })).toMatchObject({ code: 'checklists.unknown_list' })
  const withPhoto = (photoIds: string[]) => whole.map((one) => (one.item === 'thermometer' ? { ...one, photoIds } : one))
  expect(await refused(withPhoto([uuidv7()]))).toMatchObject({ code: 'photos.missing' })
  expect((await record(checkOf(whole))).status).toBe(200)
  expect(await refused(whole)).toMatchObject({ code: 'photos.missing' })
  // Taken by somebody else.
  const id = uuidv7()
  await office.call('photos.add', { id, areaId: compoundId, at: noon.toISOString(), bytes: picture })
  expect(await refused(await answers().then((said) => said.map((one) => (one.item === 'thermometer' ? { ...one, photoIds: [id] } : one))))).toMatchObject({
    code: 'photos.missing',
  })
})

test('GATE-07 a gate of another community is not there for anybody else', async () => {
  const check = checkOf(await answers())
  expect((await record(check, neighbour)).status).toBe(404)
  await record(check)
  expect((await neighbour.call('checklists.getGate', { gateId })).status).toBe(404)
  expect((await neighbour.call('checklists.getCheck', { checkId: check.id })).status).toBe(404)
  expect((await neighbour.call('checklists.listGates')).body).toEqual([])
  expect((await street.call('checklists.recordCheck', checkOf(await answers()))).status).toBe(403)
})

test('GATE-07 two at one gate at once: a fault is opened once', async () => {
  const [one, other] = [checkOf(await answers(['roster'])), checkOf(await answers(['roster']))]
  const replies = await Promise.all([record(one), record(other)])
  expect(replies.map(({ status }) => status)).toEqual([200, 200])
  expect((await gateNow()).faults).toHaveLength(1)
})
