// Names as they stand on real doors. Any shape is kept as it is, found again, and never read as an order.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { areasModule, insertAreas } from './index.ts'

let town: Town
let admin: Caller
let communityId: string
beforeAll(async () => {
  town = await openTown({ modules: [areasModule] })
  await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '测试街道' }])
    const [community] = await insertAreas(ctx, [{ parentId: street!.id, level: 'community', name: '测试社区' }])
    communityId = community!.id
    admin = town.as('communityAdmin', community!.path)
  })
})
afterAll(() => town.close())

const add = (parentId: string, level: string, name: string) => admin.call('areas.addArea', { parentId, level, name })
type Named = { id: string; name: string; parentId: string; path: string }
const tree = async (): Promise<Named[]> => (await admin.call('areas.listTree', { rootId: communityId })).body.areas

test.each([
  // [level, name, stored as]
  ['compound', '中海御道四区', '中海御道四区'],
  ['compound', '翠苑四区（二期）', '翠苑四区（二期）'],
  ['compound', '12号院', '12号院'],
  ['compound', '甲3号院旁门', '甲3号院旁门'],
  ['compound', '职工新街5排', '职工新街5排'],
  ['compound', '三里亭拆迁过渡房A区', '三里亭拆迁过渡房A区'],
  ['compound', '钱江电子职工宿舍（女）', '钱江电子职工宿舍（女）'],
  ['building', '8号楼半边户', '8号楼半边户'],
  ['building', 'C座', 'C座'],
  ['building', '18号楼', '18号楼'],
  ['building', '东一平房', '东一平房'],
  ['building', '沈家自建房3层', '沈家自建房3层'],
  ['building', '7-1幢', '7-1幢'],
  ['building', '㙍头𠮷屋', '㙍头𠮷屋'],
  ['building', '龘𪚥楼', '龘𪚥楼'],
  ['building', 'Хлебный дом', 'Хлебный дом'],
  ['building', 'ئۇيغۇر بىناسى', 'ئۇيغۇر بىناسى'],
  ['building', "O'Brien House №5", "O'Brien House №5"],
  ['building', '=1+1号楼', '=1+1号楼'],
  ['building', '  西  1 号楼 ', '西 1 号楼'],
  ['unit', '1单元', '1单元'],
  ['unit', 'C座1单元', 'C座1单元'],
  ['unit', '5单元1003室', '5单元1003室'],
  ['unit', '西单元', '西单元'],
  ['unit', '十四单元（无电梯）', '十四单元（无电梯）'],
  ['unit', '宿舍3楼南侧', '宿舍3楼南侧'],
  ['unit', '房东一楼', '房东一楼'],
] as const)('REG-01 a %s is called %s', async (level, name, stored) => {
  const made = await add(communityId, level, name)
  expect([made.status, made.body.name]).toEqual([200, stored])
  expect((await tree()).filter((area) => area.name === stored)).toHaveLength(1)
  expect((await add(communityId, level, name)).body.code).toBe('areas.name_taken')
  expect((await admin.call('areas.renameArea', { areaId: made.body.id, name: `${stored}旁`, version: 1 })).body.name).toBe(`${stored}旁`)
})

test('composed and decomposed letters, and invisible ones, make one name', async () => {
  expect((await add(communityId, 'building', 'Caf\u00e9楼')).status).toBe(200)
  for (const name of ['Cafe\u0301楼', 'Café\u200b楼', ' Café楼\u3000']) expect((await add(communityId, 'building', name)).body.code).toBe('areas.name_taken')
})

test.each([[''], [' '], ['\u200b'], ['字'.repeat(61)], ['a\u0000b'], ['\ud800']])('%j is no name', async (name) => {
  expect((await add(communityId, 'building', name)).body.code).toBe('request.invalid')
})

test('sixty rare characters of four bytes fit into a name as sixty ordinary ones do', async () => {
  expect((await add(communityId, 'building', '𪚥'.repeat(60))).status).toBe(200)
})

test('the order of units is the order they were added in, never one read from their names', async () => {
  // West to east in one yard, east to west in the next: the office knows, the names do not.
  const block = (await add(communityId, 'building', '朝东的楼')).body
  const names = ['3单元', '1单元', '十单元', '2单元', '西单元', '10单元', '东单元', 'B单元', 'A单元']
  for (const name of names) await add(block.id, 'unit', name)
  const units = (await tree()).filter((area) => area.parentId === block.id)
  expect(units.map((unit) => unit.name)).toEqual(names)
  const second = units[1]!
  await admin.call('areas.renameArea', { areaId: second.id, name: '99单元', version: 1 })
  expect((await tree()).filter((area) => area.parentId === block.id).map((unit) => unit.name)).toEqual(
    names.map((name) => (name === '1单元' ? '99单元' : name)),
  )
})
