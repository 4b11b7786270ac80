import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { riskModule } from './index.ts'

let town: Town
let street: Caller
let office: Caller
let guard: Caller
let next: Caller
const ids: Record<string, string> = {}
const listed = { name: '江汉区', code: '420103', level: 'high', from: '2022-05-01', until: null }
const namesOf = async (by: Caller, state = 'active') => (await by.call('risk.listAreas', { state })).body.map((one: { name: string }) => one.name)

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, riskModule] })
  town.clock.now = new Date('2022-05-04T12:00:00+08:00')
  const [district, road, east, west] = Array.from({ length: 4 }, () => uuidv7())
  const made = await town.system((ctx) =>
    insertAreas(ctx, [
      { id: district!, parentId: null, level: 'district', name: '测试区' },
      { id: road!, parentId: district!, level: 'street', name: '青石街道' },
      { id: east!, parentId: road!, level: 'community', name: '东社区' },
      { id: west!, parentId: road!, level: 'community', name: '西社区' },
    ]),
  )
  Object.assign(ids, { street: road, east, west })
  street = town.as('streetCommander', made[1]!.path)
  office = town.as('communityAdmin', made[2]!.path)
  guard = town.as('guard', made[2]!.path)
  next = town.as('communityAdmin', made[3]!.path)
})
afterAll(() => town.close())

test('GATE-06 what a street lists holds for its communities, who read it and may not change it; what a community lists is its own', async () => {
  const id = uuidv7()
  expect(await street.call('risk.addArea', { id, areaId: ids['street'], ...listed })).toMatchObject({ status: 200, body: { name: '江汉区', version: 1 } })
  expect(await office.call('risk.addArea', { id: uuidv7(), areaId: ids['east'], ...listed, name: '海星市场', code: null })).toMatchObject({ status: 200 })
  expect(await namesOf(guard)).toEqual(['江汉区', '海星市场'])
  expect(await namesOf(next)).toEqual(['江汉区'])
  expect(await office.call('risk.endArea', { riskAreaId: id, version: 1, on: '2022-05-04' })).toMatchObject({ status: 404 })
  expect(await guard.call('risk.addArea', { id: uuidv7(), areaId: ids['east'], ...listed })).toMatchObject({ status: 403 })
  expect((await office.call('risk.listHistory', { riskAreaId: id })).body).toMatchObject([{ what: 'added', name: '江汉区' }])
})

test('pressed twice it is one entry; the same place at the same level from the same day is not listed twice', async () => {
  const id = uuidv7()
  const entry = { id, areaId: ids['west'], ...listed, name: '民族街道', code: '420103001' }
  expect((await next.call('risk.addArea', entry)).body).toMatchObject({ id, version: 1 })
  expect((await next.call('risk.addArea', entry)).body).toMatchObject({ id, version: 1 })
  expect(await next.call('risk.addArea', { ...entry, id: uuidv7() })).toMatchObject({ status: 409, body: { code: 'risk.listed_already' } })
  expect(await next.call('risk.addArea', { ...entry, id: uuidv7(), level: 'low', until: '2022-04-01' })).toMatchObject({
    status: 400,
    body: { code: 'risk.ends_before_start' },
  })
  expect(await next.call('risk.addArea', { ...entry, id: uuidv7(), code: '42010' })).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
})

test('an entry is edited and ended with its history; an old page changes nothing', async () => {
  const id = uuidv7()
  await office.call('risk.addArea', { id, areaId: ids['east'], ...listed, name: '江岸区', code: '420102' })
  expect((await office.call('risk.editArea', { riskAreaId: id, version: 1, ...listed, name: '江岸区', code: '420102', level: 'medium' })).body).toMatchObject({
    version: 2,
    level: 'medium',
  })
  expect(await office.call('risk.endArea', { riskAreaId: id, version: 1, on: '2022-05-04' })).toMatchObject({
    status: 409,
    body: { code: 'risk.changed_meanwhile' },
  })
  expect((await office.call('risk.endArea', { riskAreaId: id, version: 2, on: '2022-05-03' })).body).toMatchObject({ until: '2022-05-03', version: 3 })
  expect(await namesOf(office)).not.toContain('江岸区')
  expect(await namesOf(office, 'ended')).toContain('江岸区')
  const history = (await office.call('risk.listHistory', { riskAreaId: id })).body
  expect(history.map((one: { what: string; level: string; until: string | null }) => [one.what, one.level, one.until])).toEqual([
    ['ended', 'medium', '2022-05-03'],
    ['edited', 'medium', null],
    ['added', 'high', null],
  ])
})

test('a list is taken in whole or not at all, and a second time adds nothing', async () => {
  const bad = await office.call('risk.importAreas', { areaId: ids['east'], text: '硚口区,420104,高\n汉阳区,42010,高' })
  expect(bad).toMatchObject({ status: 400, body: { code: 'risk.bad_lines', details: { problems: [{ line: 2, problem: 'bad_code' }] } } })
  expect(await namesOf(office)).not.toContain('硚口区')
  const text = '名称,代码,等级\n硚口区,420104,高\n汉阳区,420105,中,2022-05-02,2022-05-20'
  expect((await office.call('risk.importAreas', { areaId: ids['east'], text })).body).toEqual({ added: 2, known: 0 })
  expect((await office.call('risk.importAreas', { areaId: ids['east'], text })).body).toEqual({ added: 0, known: 2 })
  expect(await namesOf(office)).toEqual(expect.arrayContaining(['硚口区', '汉阳区']))
  expect(await office.call('risk.importAreas', { areaId: ids['east'], text: '\n'.repeat(2_001) })).toMatchObject({ body: { code: 'risk.too_many_lines' } })
})

test('a sheet becomes the list one would have pasted; what is no sheet is said', async () => {
  const bytes = Buffer.from('名称,代码,等级,首日\n青山区,420107,高,2022-05-02\n', 'utf8')
  const read = await office.upload('risk.readSheet', {}, { name: 'list.csv', bytes })
  expect(read.body).toEqual({ text: '名称\t代码\t等级\t首日\n青山区\t420107\t高\t2022-05-02', isCut: false })
  expect((await office.call('risk.importAreas', { areaId: ids['east'], text: read.body.text })).body).toEqual({ added: 1, known: 0 })
  expect(await office.upload('risk.readSheet', {}, { name: 'x.xlsx', bytes: Buffer.from('PK\u0003\u0004nonsense') })).toMatchObject({
    status: 400,
    body: { code: 'risk.unreadable_file' },
  })
  expect(await guard.upload('risk.readSheet', {}, { name: 'list.csv', bytes })).toMatchObject({ status: 403 })
})
