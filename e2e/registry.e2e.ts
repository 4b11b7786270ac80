// The neighbourhood comes in, and is seen: item 2 and 3 of the first slice.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, loginOf, newPerson, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

const HEAD = '区,街道,社区,小区,楼栋,单元,门牌,楼层,姓名,与户主关系,手机号,证件类型,证件号码'
type Area = { id: string; parentId: string | null; level: string; name: string; homes: number; path: string }
const treeOf = (person: Parameters<typeof ask>[0]) =>
  ask<{ areas: Area[]; overlays: { kind: string; name: string; areaIds: string[] }[] }>(person, 'areas.listTree', {})

test('REG-09 the community office brings a ledger in: preview, a wrong cell with its row and reason, nothing written before the button, undone afterwards', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const chain = (await treeOf(office)).areas
  const [district, street, community] = ['district', 'street', 'community'].map((level) => chain.find((area) => area.level === level)?.name ?? '')
  const home = (door: string, name: string, phone: string, document: string) =>
    `${district},${street},${community},试验新苑,1号楼,1单元,${door},${door[0]},${name},业主,${phone},居民身份证,${document}`
  const sheet = [
    '\uFEFF' + HEAD,
    home('101', '欧阳试一', '10020000001', ''),
    home('102', '买买提·试', '10020000002', ''),
    home('201', '𠮷野试三', '1002', ''),
    home('202', '试四', '10020000004', '99010119900101000Z'),
  ].join('\n')

  await page.getByRole('link', { name: '导入台账' }).click()
  await page.locator('input[type=file]').setInputFiles({ name: '试验新苑.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) })
  await page.getByRole('heading', { name: '试验新苑.csv' }).waitFor({ timeout: 60_000 })
  const problems = page.getByRole('tabpanel')
  await expect.poll(() => problems.innerText()).toContain('电话号码不正确')
  await expect.poll(() => problems.innerText()).toContain('证件号码不正确')
  await picture(page, 'story-import-preview')
  expect((await treeOf(office)).areas.map(({ name }) => name)).not.toContain('试验新苑')

  const write = page.getByRole('button', { name: /^写入底册/ })
  expect(await write.isDisabled()).toBe(true)
  await page.getByRole('checkbox', { name: /不导入有错的 2 行/ }).check()
  await write.click()
  await page.getByText('台账已导入').waitFor({ timeout: 60_000 })
  const compound = (await treeOf(office)).areas.find(({ name }) => name === '试验新苑')
  expect(compound?.homes).toBe(2)

  await page.getByRole('button', { name: '撤销这次导入' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('这次导入已撤销').waitFor({ timeout: 60_000 })
  expect((await treeOf(office)).areas.map(({ name }) => name)).not.toContain('试验新苑')
  await calm(office)
})

test('REG-09 the template comes in Chinese and English', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await office.page.getByRole('link', { name: '导入台账' }).click()
  for (const name of ['中文 Excel', '英文 Excel', '中文 CSV', '英文 CSV']) {
    const [file] = await Promise.all([office.page.waitForEvent('download'), office.page.getByRole('button', { name }).click()])
    expect(file.suggestedFilename()).toMatch(name.endsWith('CSV') ? /\.csv$/ : /\.xlsx$/)
  }
  await calm(office)
})

test('REG-01 the tree shows every level from district to unit by its real name, and the grids across it', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const { areas, overlays } = await treeOf(office)
  expect(new Set(areas.map(({ level }) => level))).toEqual(new Set(['district', 'street', 'community', 'compound', 'building', 'unit']))
  expect([areas.filter(({ level, homes }) => level === 'compound' && homes > 0).length, areas.find(({ level }) => level === 'community')?.homes]).toEqual([
    6, 1552,
  ])
  await office.page.getByRole('link', { name: '区域与网格' }).click()
  const compound = areas.find(({ level }) => level === 'compound')!
  await office.page.getByText(compound.name).first().waitFor()
  await office.page.getByRole('tab', { name: '网格与切割区域' }).click()
  const grid = overlays.find(({ kind }) => kind === 'grid')!
  await office.page.getByText(grid.name).first().waitFor()
  await picture(office.page, 'story-areas')
  await calm(office)
})

test('REG-11 the building chart shows one cell a home, by keyboard too; REG-02 a home says who lives there in which capacity', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await page.getByRole('link', { name: '底册与楼栋图' }).click()
  await page.getByRole('button', { name: /^2幢/ }).first().click()
  const grid = page.getByRole('grid').first()
  await grid.waitFor()
  const cells = grid.getByRole('gridcell').getByRole('button')
  expect(await cells.count()).toBeGreaterThan(4)
  expect(await cells.first().getAttribute('aria-label')).toMatch(/^\S+: (常住|出租|空置|商铺|宿舍|院落)/)
  await page.getByText('待补', { exact: true }).click()
  await expect.poll(() => cells.first().getAttribute('aria-label')).toMatch(/: (齐全|待补 \d+)$/)

  await cells.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-at'))).toBe('0,1')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('region', { name: '待补事项' }).waitFor()
  await picture(page, 'story-home')
  await page.keyboard.press('Escape')

  const door = page.getByRole('searchbox', { name: '查找住户' })
  await door.fill('601')
  await door.press('Enter')
  await page
    .getByRole('button', { name: /2幢.* 601/ })
    .first()
    .click()
  await drawer.getByRole('region', { name: '现住人员' }).getByRole('article').first().waitFor()
  expect(await drawer.getByRole('article').first().innerText()).toMatch(/业主|家属|租户/)
  await calm(office)
})

test('REG-12 a foreign resident is found by name, with a passport and a language, and the office works in English', async () => {
  const office = await newPerson({ lang: 'en' })
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await page.getByRole('link', { name: 'Ledger and charts' }).click()
  const search = page.getByRole('searchbox', { name: 'Find a home' })
  await search.fill('Anna')
  await search.press('Enter')
  await page
    .getByRole('status')
    .getByText(/homes? found/)
    .waitFor()
  const found = page.getByRole('region', { name: 'Find a home' }).getByRole('listitem')
  expect(await found.count()).toBeGreaterThan(0)
  await found.first().getByRole('button').click()
  const person = page.getByRole('dialog').getByRole('article').first()
  await person.waitFor()
  expect(await person.innerText()).toMatch(/Passport|permanent residence/i)
  await picture(page, 'story-foreign-resident')
  await calm(office)
})
