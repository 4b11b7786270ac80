// The tree in the office's hands: added, named, moved, looked back on, removed; and the nation's codes laid beside it.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

type Area = { id: string; parentId: string | null; name: string; level: string; path: string; homes: number; version: number; code: string | null }
const listTree = async (person: Person) => (await ask<{ areas: Area[] }>(person, 'areas.listTree', {})).areas

/** Opens the areas page and chooses an area by its name, with the keyboard alone. */
async function choose({ page }: Person, name: string) {
  await page.getByRole('searchbox', { name: '按名称查找' }).fill(name)
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: '所选区域' }).getByRole('heading', { name, exact: true }).waitFor()
}
const openAreas = async (person: Person) => {
  await person.page.goto(`${demo.url}/desk/?areas#/areas`)
  await person.page.getByRole('searchbox', { name: '按名称查找' }).waitFor()
}

test('REG-01 the office adds a building under its real name, moves it, sees what goes along and what became of it, and removes it again', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const areas = await listTree(office)
  const [first, second] = areas.filter((area) => area.level === 'compound') as [Area, Area]
  const name = `8号楼半边户${Date.now().toString(36)}`
  await openAreas(office)
  await choose(office, first.name)
  await page.getByRole('button', { name: '在其下添加' }).click()
  await page.getByRole('dialog').getByLabel('名称').fill(name)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  // The new one is the chosen one.
  await page.getByRole('region', { name: '所选区域' }).getByRole('heading', { name, exact: true }).waitFor()

  await page.getByRole('button', { name: /移动$/ }).click()
  const dialog = page.getByRole('dialog', { name: `移动: ${name}` })
  await dialog.getByLabel('移到').click()
  await page.getByTitle(second.name, { exact: true }).last().click()
  await dialog.getByRole('region', { name: '随之移动' }).waitFor()
  await picture(page, 'story-area-move')
  await dialog.getByRole('button', { name: /移\s*动/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  const moved = (await listTree(office)).find((area) => area.name === name)!
  expect(moved.parentId).toBe(second.id)

  // A building lived in says how many homes and people go along, and does not fall into somebody else's grid.
  const lived = areas.find((area) => area.level === 'building' && area.parentId === first.id && area.homes > 0)!
  const preview = await ask<{ homes: number; along: { kind: string; count: number }[] }>(office, 'areas.previewMove', {
    areaId: lived.id,
    toParentId: second.id,
  })
  expect(preview.homes).toBe(lived.homes)
  expect(preview.along.find(({ kind }) => kind === 'registry.home')!.count).toBe(lived.homes)

  await page.getByRole('button', { name: '沿革' }).click()
  const drawer = page.getByRole('dialog', { name: `沿革: ${name}` })
  await drawer.getByText(`${first.name} → ${second.name}`).waitFor()
  await drawer.getByText('添加').waitFor()
  await picture(page, 'story-area-history')
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: '删除' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /删\s*除/ })
    .click()
  await page.getByText('已删除').first().waitFor()
  expect((await listTree(office)).some((area) => area.name === name)).toBe(false)
  expect(await faults(page)).toEqual([])
  await calm(office)
})

test('REG-01 a grid ends on a day and is still found among those of the past', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const empty = (await listTree(office)).find((area) => area.level === 'community')!
  const name = `临时院${Date.now().toString(36)}`
  const yard = await ask<Area>(office, 'areas.addArea', { parentId: empty.id, level: 'compound', name })
  const grid = `${name}网格`
  await ask(office, 'areas.setOverlay', { kind: 'grid', name: grid, areaIds: [yard.id], from: '2022-01-01', until: null })
  await openAreas(office)
  await page.getByRole('tab', { name: '网格与切割区域' }).click()
  await page.getByRole('button', { name: `结束: ${grid}` }).click()
  const dialog = page.getByRole('dialog', { name: `结束: ${grid}` })
  await dialog.getByLabel('最后一天').fill('2022-02-28')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: /结\s*束/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('row', { name: grid }).waitFor({ state: 'hidden' })
  await page.getByText('全部（含以往）').click()
  await page.getByRole('row', { name: grid }).getByText('2022-02-28').waitFor()
  await page.getByRole('button', { name: `沿革: ${grid}` }).click()
  await page
    .getByRole('dialog', { name: `沿革: ${grid}` })
    .getByText('长期 → 2022-02-28')
    .waitFor()
  await picture(page, 'story-overlay-history')
  await calm(office)
})

test('REG-13 the yearly list of codes is laid beside the tree, wrong rows are told, missing ones added when ticked, and a compound has none', async () => {
  const street = await newPerson()
  const { page } = street
  await signIn(street, '/desk/', loginOf('streetCommander'))
  const areas = await listTree(street)
  const root = areas.find((area) => area.level === 'street')!
  const community = areas.find((area) => area.level === 'community')!
  // Each telling has a year and a street of its own, so that it can be told again on the same house.
  const year = 2022 + (Math.floor(Date.now() / 1000) % 170)
  const county = `3301${String((Date.now() % 89) + 10)}`
  const lines = [
    '统计用区划代码,城乡分类代码,名称',
    `${county}009000,,${root.name}办事处`,
    `${county}009001,111,${community.name}居委会`,
    `${county}009077,111,新湖${year}社区居委会`,
    '33010600,111,少几位',
  ]
  await openAreas(street)
  await page.getByRole('tab', { name: '区划代码' }).click()
  const tab = page.getByRole('region', { name: '区划代码' })
  await tab.getByLabel('年份').fill(String(year))
  await page.keyboard.press('Tab')
  await tab.locator('input[type=file]').setInputFiles({ name: 'codes.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${lines.join('\n')}\n`) })
  await tab.getByText('不是 12 位数字').waitFor()
  await tab.getByRole('checkbox', { name: /一并添加/ }).check()
  await picture(page, 'story-codes')
  expect(await overflow(page)).toBe(0)
  expect(await faults(page)).toEqual([])
  await tab.getByRole('button', { name: '写入 3 个代码' }).click()
  await page.getByText(/已写入 2 个代码，添加 1 个区域/).waitFor()
  const after = await listTree(street)
  expect(after.find((area) => area.id === community.id)!.code).toBe(`${county}009001`)
  const added = after.find((area) => area.name === `新湖${year}社区居委会`)!
  expect([added.parentId, added.code]).toEqual([root.id, `${county}009077`])
  const compound = after.find((area) => area.level === 'compound')!
  await expect(
    ask(street, 'areas.setCode', { areaId: compound.id, code: `${county}009001`, year, classCode: null, version: compound.version }),
  ).rejects.toThrow('areas.no_code_below_community')
  await page.getByRole('tab', { name: '区域', exact: true }).click()
  await choose(street, community.name)
  await page.getByText(`${county}009001`).waitFor()
  await ask(street, 'areas.removeArea', { areaId: added.id, version: added.version })
  await calm(street)
})
