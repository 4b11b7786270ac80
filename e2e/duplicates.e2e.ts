// One person written twice, one door that is two: seen and settled by the people who work with them.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, faults, loginOf, newPerson, overflow, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

type Who = Parameters<typeof ask>[0]
type Cell = { homeId: string; door: string; use: string }
type Area = { id: string; parentId: string | null; level: string; name: string; homes: number; path: string }
const treeOf = async (person: Who) => (await ask<{ areas: Area[] }>(person, 'areas.listTree', {})).areas
/** Homes of one unit or building of the person's own areas. */
async function homesOf(person: Who, at = 0): Promise<Cell[]> {
  const areas = await treeOf(person)
  const buildings = areas.filter((area) => area.level === 'building' && area.homes > 6)
  const chart = await ask<{ units: { areaId: string; floors: { cells: Cell[] }[] }[] }>(person, 'registry.getBuildingChart', {
    areaId: buildings[at % buildings.length]!.id,
    asks: 'use',
  })
  return chart.units[0]!.floors.flatMap((floor) => floor.cells)
}
const homeOf = (person: Who, homeId: string) =>
  ask<{ home: { id: string; areaId: string; door: string; version: number }; residents: { id: string; name: string; version: number }[] }>(
    person,
    'registry.getHome',
    { homeId },
  )
const write = (person: Who, homeId: string, name: string, phone: string) =>
  ask<{ id: string; version: number }>(person, 'registry.addResident', { homeId, name, phone, care: [], kind: 'family', from: '2022-01-01', evenIfKnown: true })
const unique = () => `100${String(Date.now()).slice(-8)}`

test('REG-14 at the door the phone shows who it may be and what matches; the same person moves in, somebody else is written down', async () => {
  const worker = await newPerson({ size: 'phone' })
  const { page } = worker
  await signIn(worker, '/work/', loginOf('gridWorker'))
  const [here, there] = (await homesOf(worker)) as [Cell, Cell]
  const phone = unique()
  const known = await write(worker, there.homeId, '慕容拾遗', phone)
  await page.goto(`${page.url().split('#')[0]}#/home/${here.homeId}`)
  const add = async (name: string) => {
    await page.getByRole('button', { name: '添加住户' }).click()
    await page.getByLabel('姓名').fill(name)
    await page.getByLabel('电话').fill(phone)
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('region', { name: '底册里可能已有此人' }).waitFor()
  }
  await add('慕容拾贝')
  const card = page.getByRole('article', { name: '慕容拾遗' })
  expect(await card.innerText()).toMatch(/电话相同、姓名相近/)
  expect(await card.innerText()).toContain(there.door)
  expect([await overflow(page), await faults(page)]).toEqual([0, []])
  await picture(page, 'story-known-phone')
  await page.getByRole('button', { name: '不是同一人，继续保存' }).click()
  await page.getByText('慕容拾贝', { exact: true }).first().waitFor()

  await add('慕容拾遗')
  await page.getByRole('article', { name: '慕容拾遗' }).getByRole('button', { name: '是同一人，已搬到这里' }).click()
  await expect.poll(async () => (await homeOf(worker, here.homeId)).residents.some((one) => one.id === known.id)).toBe(true)
  expect((await homeOf(worker, there.homeId)).residents.some((one) => one.id === known.id)).toBe(false)

  // What became of this door can be read at it.
  await page.getByText('变动记录').click()
  await page.getByText('搬到另一户').first().waitFor()
  await picture(page, 'story-history-phone')
  await calm(worker)
})

test('REG-14 REG-03 the office finds a pair in the queue, chooses field by field, merges, reads it in the history and takes it back', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const [first, second] = (await homesOf(office, 1)) as [Cell, Cell]
  const phone = unique()
  const one = await write(office, first.homeId, '呼延望舒', phone)
  const other = await write(office, second.homeId, '呼延望抒', phone)
  await page.getByRole('link', { name: '查重与合并' }).click()
  const pair = page.getByRole('article', { name: /呼延望舒.*呼延望抒|呼延望抒.*呼延望舒/ })
  await expect
    .poll(
      async () => {
        await page.reload()
        return pair.waitFor({ timeout: 4_000 }).then(
          () => true,
          () => false,
        )
      },
      { timeout: 60_000 },
    )
    .toBe(true)
  expect(await pair.innerText()).toMatch(/电话相同、姓名相近/)
  await picture(page, 'story-duplicates')
  await pair.getByRole('button', { name: '是同一人，比较合并' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: '合并两条记录' }).or(dialog.getByText('合并两条记录')).first().waitFor()
  await dialog.getByRole('radio', { name: '姓名 · 记录二' }).check()
  expect(await faults(page)).toEqual([])
  await picture(page, 'story-merge')
  await dialog
    .getByRole('button', { name: '合 并' })
    .or(dialog.getByRole('button', { name: '合并', exact: true }))
    .click()
  await page.getByText('已合并，可在“合并与拆分记录”中撤回').waitFor()
  await expect.poll(async () => (await homeOf(office, second.homeId)).residents.some((row) => row.id === one.id)).toBe(true)
  expect((await homeOf(office, second.homeId)).residents.some((row) => row.id === other.id)).toBe(false)

  await page.getByRole('link', { name: '底册与楼栋图' }).click()
  const search = page.getByRole('searchbox', { name: '查找住户' })
  await search.fill('呼延望')
  await search.press('Enter')
  await page
    .getByRole('button', { name: /呼延望/ })
    .first()
    .click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: '变动记录' }).last().click()
  await drawer.getByText('合并了重复记录').first().waitFor()
  await picture(page, 'story-history-desk')
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: '查重与合并' }).click()
  await page.getByRole('tab', { name: '合并与拆分记录' }).click()
  await page
    .getByRole('button', { name: /撤回: 呼延望/ })
    .first()
    .click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /撤\s?回/ })
    .click()
  await page.getByText('已撤回').first().waitFor()
  await expect.poll(async () => (await homeOf(office, second.homeId)).residents.some((row) => row.id === other.id)).toBe(true)
  await calm(office)
})

test('REG-14 a home is split behind a new door, and taken back', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const [home] = (await homesOf(office, 2)) as [Cell]
  const name = '澹台合租'
  await write(office, home.homeId, name, unique())
  await page.getByRole('link', { name: '底册与楼栋图' }).click()
  const search = page.getByRole('searchbox', { name: '查找住户' })
  await search.fill(name)
  await search.press('Enter')
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /门牌与户/ })
    .click()
  await page.getByRole('menuitem', { name: '拆户' }).click()
  const dialog = page.getByRole('dialog', { name: /拆户/ })
  const door = `${home.door}-隔间`
  await dialog.getByLabel('新门牌').fill(door)
  await dialog.getByRole('checkbox', { name }).check()
  await picture(page, 'story-split-home')
  await dialog.getByRole('button', { name: /拆\s?户/ }).click()
  await page.getByText('已拆出新户').waitFor()
  const left = await homeOf(office, home.homeId)
  expect(left.residents.some((one) => one.name === name)).toBe(false)
  const found = await ask<{ home: { door: string } }[]>(office, 'registry.findHomes', { text: name })
  expect(found.map((one) => one.home.door)).toEqual([door])
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: '查重与合并' }).click()
  await page.getByRole('tab', { name: '合并与拆分记录' }).click()
  await page
    .getByRole('button', { name: /撤回: / })
    .first()
    .click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /撤\s?回/ })
    .click()
  await expect.poll(async () => (await homeOf(office, home.homeId)).residents.some((one) => one.name === name)).toBe(true)
  await calm(office)
})

test('REG-01 a building is split in two and joined again; its homes keep their people', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const areas = await treeOf(office)
  const building = areas.find((area) => area.level === 'building' && areas.filter((one) => one.parentId === area.id).length > 1)!
  const [unit] = areas.filter((area) => area.parentId === building.id)
  const compound = areas.find((area) => area.id === building.parentId)!
  const name = `${building.name}东段`
  await page.getByRole('link', { name: '区域与网格' }).click()
  const choose = async (text: string) => {
    await page.getByRole('searchbox', { name: '按名称查找' }).fill(text)
    await page.getByRole('searchbox', { name: '按名称查找' }).press('Enter')
    await page.getByRole('region', { name: '所选区域' }).getByRole('heading', { name: text }).waitFor()
  }
  await choose(building.name)
  const shown = (await treeOf(office)).find((area) => area.level === 'building' && area.name === building.name)!
  expect(shown.id).toBe(building.id)
  await page
    .getByRole('button', { name: '拆 分' })
    .or(page.getByRole('button', { name: '拆分', exact: true }))
    .click()
  const dialog = page.getByRole('dialog', { name: /拆分/ })
  await dialog.getByLabel('新名称').fill(name)
  await dialog.getByRole('checkbox', { name: new RegExp(`^${unit!.name} `) }).check()
  await picture(page, 'story-split-building')
  await dialog.getByRole('button', { name: /拆\s?分/ }).click()
  await page.getByText('已拆分').waitFor()
  const after = await treeOf(office)
  const made = after.find((area) => area.name === name)!
  expect([made.parentId, made.homes, after.find((area) => area.id === unit!.id)!.parentId]).toEqual([compound.id, unit!.homes, made.id])
  expect(after.find((area) => area.id === building.id)!.homes).toBe(building.homes - unit!.homes)

  await ask(office, 'registry.mergeAreas', { fromId: made.id, intoId: building.id })
  const end = await treeOf(office)
  expect([end.some((area) => area.id === made.id), end.find((area) => area.id === building.id)!.homes]).toEqual([false, building.homes])
  await calm(office)
})

test('REG-03 two who edit one person: the second sees both versions side by side and chooses', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const [home] = (await homesOf(office, 3)) as [Cell]
  const person = await write(office, home.homeId, '端木并行', unique())
  await page.getByRole('link', { name: '底册与楼栋图' }).click()
  const search = page.getByRole('searchbox', { name: '查找住户' })
  await search.fill('端木并行')
  await search.press('Enter')
  await page
    .getByRole('button', { name: /端木并行/ })
    .first()
    .click()
  await page.getByRole('button', { name: '修改资料: 端木并行' }).click()
  const dialog = page.getByRole('dialog', { name: '修改资料' })
  await dialog.getByLabel('姓名').fill('端木并行甲')
  await ask(office, 'registry.editResident', { personId: person.id, version: person.version, name: '端木并行乙' })
  await dialog.getByRole('button', { name: /保\s?存/ }).click()
  await dialog.getByRole('heading', { name: '资料刚被别人改过' }).waitFor()
  await dialog.getByText('现有：端木并行乙').waitFor()
  await dialog.getByRole('radio', { name: '我改的：端木并行甲' }).check()
  await picture(page, 'story-conflict')
  await dialog.getByRole('button', { name: '按所选保存' }).click()
  await expect.poll(async () => (await homeOf(office, home.homeId)).residents.find((one) => one.id === person.id)?.name).toBe('端木并行甲')
  await calm(office)
})
