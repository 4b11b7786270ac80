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

test('REG-08 somebody registered here lives elsewhere: noted, told to the other community, returned with a reason, told again and taken in', async () => {
  const street = await newPerson()
  await signIn(street, '/desk/', loginOf('streetCommander'))
  const own = (await treeOf(street)).find(({ level }) => level === 'street')!
  const name = `邻居${Math.floor(Math.random() * 1e6)}社区`
  const neighbour = await ask<Area>(street, 'areas.addArea', { parentId: own.id, level: 'community', name })
  const login = `neighbour${Date.now()}`
  const account = await ask<{ account: { id: string }; password: string }>(street, 'access.createAccount', {
    login,
    name: '邻社区管理员',
    unit: name,
    grant: { role: 'communityAdmin', areaId: neighbour.id, dataClasses: null, from: '2022-01-01', until: null },
  })
  await calm(street)

  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const { home } = await newHome(office, '离居者')
  await openLedger(office, '楼栋图')
  const search = page.getByRole('searchbox', { name: '查找住户' })
  await search.fill(`台账楼-${home.door}`)
  await search.press('Enter')
  await page
    .getByRole('region', { name: '查找住户' })
    .getByRole('button', { name: new RegExp(home.door) })
    .click()
  await page.getByRole('button', { name: '记录人户分离: 离居者' }).click()
  const note = page.getByRole('dialog', { name: /记录人户分离/ })
  await note.getByLabel('对方社区').fill(name)
  await note.getByLabel('那边的地址').fill('9幢2单元301')
  await note.getByRole('button', { name: '保存' }).click()
  await note.waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  await openLedger(office, '人户分离')
  await page.getByRole('button', { name: '告知对方: 离居者' }).click()
  const out = page.getByRole('region', { name: '人户分离' })
  await expect.poll(() => out.innerText()).toContain('已告知，待答复')

  const other = await newPerson()
  await signIn(other, '/desk/', { login, password: account.password })
  await ask(other, 'access.changePassword', { current: account.password, next: 'an invented long password 7' })
  await other.page.reload()
  await openLedger(other, '人户分离')
  await other.page.getByText('对方告知的', { exact: true }).click()
  const inbox = other.page.getByRole('region', { name: '人户分离' })
  await expect.poll(() => inbox.innerText()).toContain('离居者')
  await inbox.getByRole('button', { name: '退回: 离居者' }).click()
  const back = other.page.getByRole('dialog', { name: /退回/ })
  await back.getByLabel('退回理由').fill('九幢没有2单元')
  await back.getByRole('button', { name: '退回' }).click()
  await back.waitFor({ state: 'hidden' })

  await expect
    .poll(async () => {
      await page.reload()
      await openLedger(office, '人户分离')
      return out.innerText()
    })
    .toContain('九幢没有2单元')
  await page.getByRole('button', { name: '告知对方: 离居者' }).click()
  await expect
    .poll(async () => {
      await other.page.reload()
      await openLedger(other, '人户分离')
      await other.page.getByText('对方告知的', { exact: true }).click()
      return inbox.getByRole('button', { name: '接收: 离居者' }).count()
    })
    .toBe(1)
  await picture(other.page, 'story-elsewhere-in')
  await inbox.getByRole('button', { name: '接收: 离居者' }).click()
  const accept = other.page.getByRole('dialog', { name: /接收/ })
  await accept.getByRole('button', { name: '接收' }).click()
  await accept.waitFor({ state: 'hidden' })
  await expect
    .poll(async () => {
      await page.reload()
      await openLedger(office, '人户分离')
      return out.innerText()
    })
    .toContain('对方已接收')
  await picture(page, 'story-elsewhere-out')
  expect(await faults(page)).toEqual([])
  await calm(office)
  await calm(other)
})

test('REG-12 a passport needs its country and a slip in a number is named by its place, at the desk and on the phone; languages are seen in the list', async () => {
  const office = await newPerson({ lang: 'en' })
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const { home } = await newHome(office, '证件试')
  await page.getByRole('link', { name: 'Ledger and charts' }).click()
  const search = page.getByRole('searchbox', { name: 'Find a home' })
  await search.fill(`台账楼-${home.door}`)
  await search.press('Enter')
  await page
    .getByRole('region', { name: 'Find a home' })
    .getByRole('button', { name: new RegExp(home.door) })
    .click()
  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a person' })
  await dialog.getByLabel('Name').fill('Invented Guest')
  await dialog.getByLabel('Document number').fill('9901O119900101001X')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => dialog.innerText()).toContain('Character 5 should be a digit')
  await dialog.getByLabel('Document kind').click()
  await page.getByTitle('Passport', { exact: true }).click()
  await dialog.getByLabel('Document number').fill('ZZ1234567')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => dialog.innerText()).toContain('A passport needs its country')
  await dialog.getByLabel(/^Country/).fill('it')
  await dialog.getByLabel('Language', { exact: true }).fill('Italian')
  await page.getByTitle('Italian', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')

  await page.getByRole('radiogroup', { name: 'Views of the ledger' }).getByText('People', { exact: true }).click()
  const list = page.getByRole('region', { name: /^People/ })
  await list.getByRole('checkbox', { name: 'Foreign residents' }).check()
  await expect.poll(() => list.innerText()).toMatch(/Italian|English|Japanese|Korean|French/)
  await picture(page, 'story-foreign-list')
  await calm(office)

  const worker = await newPerson({ size: 'phone', lang: 'zh' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  const phone = worker.page
  const [found] = await ask<{ home: Home }[]>(worker, 'registry.findHomes', { text: '101' })
  await phone.goto(`${new URL(phone.url()).origin}/work/#/home/${found!.home.id}`)
  await phone.getByRole('button', { name: '添加住户' }).click()
  await phone.getByLabel('姓名').fill('手机录入')
  await phone.getByLabel('证件号码').fill('99010119900230001X')
  await phone.getByRole('button', { name: '保存' }).click()
  await phone.getByText('出生日期不存在').waitFor()
  expect(await overflow(phone)).toBe(0)
  await picture(phone, 'story-worker-document')
  await calm(worker)
})
