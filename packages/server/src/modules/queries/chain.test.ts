import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '../../platform/testing.ts'
import { ok, openStreet, type Street } from './street.fixture.ts'

let street: Street
beforeAll(async () => {
  street = await openStreet()
  const { office, communityId } = street
  const add = async (parentId: string, level: string, name: string) => ok(await office.call('areas.addArea', { parentId, level, name })).id as string
  // A second compound with the same doors, and one building that has a name and no number.
  const compound = await add(communityId, 'compound', '桂花苑')
  const unit = await add(await add(compound, 'building', '1幢'), 'unit', '1单元')
  const tower = await add(await add(compound, 'building', '望江楼'), 'unit', '2单元')
  const settle = async (areaId: string, door: string, name: string) => {
    const home = ok(await office.call('registry.addHome', { areaId, door, floor: null, use: 'permanent' }))
    ok(await office.call('registry.addResident', { homeId: home.id, name, care: [], kind: 'owner', from: '2020-01-01', evenIfKnown: true }))
  }
  await settle(unit, '101', '方知遥')
  await settle(tower, '501', '许知春')
}, 120_000)
afterAll(() => street?.town.close())

const match = async (who: Caller, ...lines: string[]) => {
  const { items } = ok(await who.call('queries.matchChain', { areaId: street.communityId, text: lines.join('\n') }))
  return items.map(({ certainty, candidates }: any) => [
    certainty,
    candidates.map(({ place, door, name }: any) => [place, door, name].filter((part) => part !== null).join(' ')),
  ])
}

test('DAILY-09 a door within a named compound or building is that door; without the name it stays one of several', async () => {
  expect(
    await match(
      street.office,
      '1. 1幢 1-101',
      '2. 桂花苑1幢 1-101 方知遥',
      '3. 梧桐里1#1-101',
      '4. 望江楼2单元501 许知春',
      '5. 桂花苑望江楼 501',
      '6. 银杏苑1幢 1-101 方知遥',
      '7. 梧桐里望江楼 501',
    ),
  ).toEqual([
    ['several', ['梧桐里 1-1-101', '桂花苑 1-1-101']],
    ['certain', ['桂花苑 1-1-101 方知遥']],
    ['certain', ['梧桐里 1-1-101']],
    ['certain', ['桂花苑 望江楼-2-501 许知春']],
    ['certain', ['桂花苑 望江楼-2-501']],
    ['none', []],
    ['none', []],
  ])
})

test('DAILY-09 a name alone is whoever bears it, where one does; two are shown and none is guessed', async () => {
  expect(await match(street.office, '1. 方知遥', '2. 张伟', '3. 沈一', '4. Anna Smith 桂花苑', '5. 桂花苑 许知春 2份')).toEqual([
    ['likely', ['桂花苑 1-1-101 方知遥']],
    ['several', ['梧桐里 1-2-101 张伟', '梧桐里 1-2-102 张伟']],
    ['none', []],
    ['none', []],
    ['likely', ['桂花苑 望江楼-2-501 许知春']],
  ])
})

test('REG-10 whoever sees names masked finds nobody by typing one', async () => {
  expect(await match(street.street, '1. 方知遥', '2. 张伟', '3. 张三')).toEqual([
    ['none', []],
    ['none', []],
    ['none', []],
  ])
})
