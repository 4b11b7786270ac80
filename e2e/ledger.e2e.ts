// The ledger as a daily tool: lists, one search box, the overview, people who live elsewhere, foreigners and documents.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

type Area = { id: string; parentId: string | null; level: string; name: string; path: string }
type Home = { id: string; door: string; path: string; areaId: string; version: number }
const treeOf = async (person: Person) => (await ask<{ areas: Area[] }>(person, 'areas.listTree', {})).areas
const openLedger = async (person: Person, view: string) => {
  await person.page.getByRole('link', { name: '底册与楼栋图' }).click()
  await person.page.getByRole('radiogroup', { name: '底册视图' }).getByText(view, { exact: true }).click()
}
/** A family of this story alone, in a building of its own. */
async function newHome(person: Person, name: string): Promise<{ home: Home; personId: string }> {
  const areas = await treeOf(person)
  const compound = areas.find(({ level }) => level === 'compound')!
  const building = areas.find(({ name: one, parentId }) => one === '台账楼' && parentId === compound.id)
  const buildingId = building?.id ?? (await ask<{ id: string }>(person, 'areas.addArea', { parentId: compound.id, level: 'building', name: '台账楼' })).id
  const door = String(1000 + Math.floor(Math.random() * 8999))
  const home = await ask<Home>(person, 'registry.addHome', { areaId: buildingId, door, floor: 1, use: 'rented' })
  const added = await ask<{ id: string }>(person, 'registry.addResident', {
    homeId: home.id,
    name,
    care: [],
    kind: 'tenant',
    from: '2022-01-01',
    evenIfKnown: true,
  })
  return { home, personId: added.id }
}

test('REG-02 the office lists homes as one reads a building, asks for what is missing, and the overview’s numbers open their lists', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await openLedger(office, '住户名单')
  const list = page.getByRole('region', { name: /^住户名单/ })
  const rows = list.getByRole('row')
  await expect.poll(() => rows.count()).toBe(51)
  await list.getByRole('button', { name: '继续显示' }).click()
  await expect.poll(() => rows.count()).toBe(101)
  await picture(page, 'story-home-list')

  await list.getByRole('combobox', { name: '缺什么' }).click()
  await page.getByTitle('有人缺证件号').click()
  await expect.poll(async () => (await rows.nth(1).innerText()).includes('缺证件号')).toBe(true)
  expect(await faults(page)).toEqual([])

  await page.getByRole('radiogroup', { name: '底册视图' }).getByText('出租空置', { exact: true }).click()
  const overview = page.getByRole('region', { name: '出租空置' })
  const vacant = overview.getByRole('button', { name: /：空置 \d+ 户/ }).first()
  const count = Number(await vacant.innerText())
  await picture(page, 'story-occupancy')
  await vacant.click()
  await expect.poll(() => rows.count()).toBe(Math.min(50, count) + 1)
  await expect.poll(() => rows.nth(1).innerText()).toContain('空置')
  await calm(office)
})

test('REG-03 one box finds initials, doors and care; a home shows who lived there from when until when, and where they went', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const { home, personId } = await newHome(office, '曾台账')
  const { home: next } = await newHome(office, '后来人')
  await page.getByRole('link', { name: '底册与楼栋图' }).click()
  const search = page.getByRole('searchbox', { name: '查找住户' })
  const result = page.getByRole('region', { name: '查找住户' })
  for (const text of ['ztz', 'ctz', '曾台账', `台账楼-${home.door}`]) {
    await search.fill(text)
    await search.press('Enter')
    await expect.poll(() => result.innerText(), { message: text }).toContain('曾台账')
  }
  await search.fill('透析')
  await search.press('Enter')
  await result
    .getByRole('status')
    .getByText(/找到 \d+ 户/)
    .waitFor()

  const shown = await ask<{ residents: { id: string; residency: { id: string } }[] }>(office, 'registry.getHome', { homeId: home.id })
  const link = shown.residents.find(({ id }) => id === personId)!.residency.id
  await ask(office, 'registry.moveResident', { residencyId: link, on: '2022-03-01', toHomeId: next.id })
  await search.fill(`台账楼-${home.door}`)
  await search.press('Enter')
  await result.getByRole('button', { name: new RegExp(home.door) }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText(/曾住人员/).click()
  await expect.poll(() => drawer.innerText()).toMatch(new RegExp(`2022-01-01 – 2022-03-01[\\s\\S]*迁往.*${next.door}`))
  await picture(page, 'story-moves')
  await calm(office)

  const worker = await newPerson({ size: 'phone' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  await worker.page.goto(`${new URL(worker.page.url()).origin}/work/#/buildings`)
  await worker.page.getByRole('searchbox').fill('空巢老人')
  await worker.page.getByRole('searchbox').press('Enter')
  await worker.page.getByRole('list').first().waitFor()
  expect(await overflow(worker.page)).toBe(0)
  await picture(worker.page, 'story-worker-search')
  await calm(worker)
})
