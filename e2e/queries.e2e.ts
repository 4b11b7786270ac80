// One table: a department's sheet comes back filled, a list leaves masked and signed, the head count is drawn, a chain is matched.
import { readFileSync } from 'node:fs'
import type { Download, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { bookOf, form, textsOf } from '../packages/server/src/modules/queries/books.fixture.ts'
import { ask, calm, closeBrowser, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

const openTable = async (person: Person, tab?: string) => {
  await person.page.getByRole('link', { name: /^(一表通|One table)$/ }).click()
  await person.page.getByRole('heading', { level: 1, name: /^(一表通|One table)$/ }).waitFor()
  if (tab !== undefined) await person.page.getByRole('link', { name: tab }).click()
}
const saved = async (page: Page, click: () => Promise<void>): Promise<{ file: Download; bytes: Buffer }> => {
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), click()])
  return { file, bytes: readFileSync((await file.path())!) }
}
const fetchFile = (page: Page) => saved(page, () => page.getByRole('button', { name: '取文件' }).click())

test('DAILY-09 a blank sheet of a department is mapped once and comes back filled in its own form; the second time without mapping', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await openTable(office, '填部门的表')
  const bytes = await form()
  const send = (name: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: bytes })
  await send('民政摸排表.xlsx')
  await page.getByRole('heading', { name: '民政摸排表.xlsx' }).waitFor()
  const field = (label: string) => page.locator('.query-map li', { hasText: label })
  await expect.poll(() => field('现住址').innerText()).toContain('详细地址')
  expect(await field('备注').innerText()).toContain('不填')
  await page.getByRole('combobox', { name: '填入: 备注' }).fill('固定')
  await page.getByRole('option', { name: '固定文字' }).or(page.getByTitle('固定文字')).last().click()
  await page.getByRole('textbox', { name: '每行相同的文字: 备注' }).fill('无')
  await page.getByRole('combobox', { name: '网格' }).click()
  await page.locator('.ant-select-item-option', { hasText: '第' }).first().click()
  await picture(page, 'story-sheet-map')
  await page.getByRole('button', { name: '填表', exact: true }).click()
  const { file, bytes: filled } = await fetchFile(page)
  expect(file.suggestedFilename()).toBe('民政摸排表-已填.xlsx')
  const book = await bookOf(filled)
  const rows = textsOf(book.worksheets[0]!)
  expect([rows[0]![0], rows[1]!.slice(0, 2), rows[2]!.slice(1, 4)]).toEqual([
    '关于某某工作的人员摸排表',
    ['序号', '人员信息'],
    ['姓名', '联系电话', '人员类别'],
  ])
  expect(book.worksheets[0]!.getCell('A1').font).toMatchObject({ size: 20, bold: true })
  expect(rows[4]).toEqual([
    '1',
    expect.stringMatching(/\S/),
    expect.anything(),
    expect.stringMatching(/业主|家人|租客|店员|员工|户在人不在/),
    expect.stringMatching(/-/),
    '无',
  ])
  expect(rows.filter(([, , phone]) => /^1\d{10}$/.test(phone ?? ''))).toEqual([])
  expect(rows.at(-1)![0]).toContain('用途:民政摸排表')

  await page.getByRole('button', { name: '换一张表' }).click()
  await send('五月民政摸排表.xlsx')
  await page.getByText('这种表以前对应过，已沿用。').waitFor()
  expect(await page.getByRole('textbox', { name: '每行相同的文字: 备注' }).inputValue()).toBe('无')
  await calm(office)
})

test('REG-09 a list of the ledger leaves masked, signed with who, when, for what and a code, and nothing in it computes', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await page.getByRole('link', { name: '底册与楼栋图' }).click()
  await page.getByRole('button', { name: '导出' }).click()
  await page.getByRole('menuitem', { name: '住户清单' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: '楼层' }).uncheck()
  await dialog.getByRole('textbox', { name: '用途' }).fill('=报街道')
  await picture(page, 'story-export-dialog')
  await dialog.getByRole('button', { name: '制作文件' }).click()
  const { bytes } = await fetchFile(page)
  const book = await bookOf(bytes)
  const sheet = book.worksheets[0]!
  const rows = textsOf(sheet)
  expect(rows[1]).not.toContain('楼层')
  expect(rows.length).toBeGreaterThan(1_550)
  const note = rows.at(-1)![0]!
  expect(note).toMatch(/林若溪.*文澜社区居委会.* 导出 用途:=报街道 共\d+行 编号 [2-9A-Z]{4}-[2-9A-Z]{4}/)
  expect(book.keywords).toBe(note.slice(-9))
  const formulas: string[] = []
  sheet.eachRow((row) => row.eachCell((cell) => void (cell.formula === undefined ? null : formulas.push(cell.address))))
  expect(formulas).toEqual([])
  await calm(office)
})

type Layout = { name: string; spec: object }
test('REG-09 more than 499 people in care leave only with a reason and a second person of another office; the file is fetched once', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await openTable(office)
  await page.getByRole('button', { name: '预览与导出: 重点关爱人群台账' }).click()
  await page.getByRole('button', { name: /^(download )?导出$/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '用途' }).fill('疾控核对')
  await dialog.getByRole('button', { name: '制作文件' }).click()
  await dialog.getByText(/关爱类别 \d+ 行，超过一人可导出的数量/).waitFor()
  await dialog.getByRole('textbox', { name: '理由' }).fill('区里要求全量核对一次')
  await picture(page, 'story-export-reason')
  await dialog.getByRole('button', { name: '提交审批' }).click()
  await dialog.getByText('待第二人审批').waitFor()

  const street = await newPerson()
  await signIn(street, '/desk/', loginOf('streetCommander'))
  await openTable(street, '待我审批')
  await street.page.getByText('区里要求全量核对一次').waitFor()
  await picture(street.page, 'story-export-approve')
  await street.page.getByRole('button', { name: /^批准: 重点关爱人群台账/ }).click()
  await street.page.getByRole('dialog').getByRole('button', { name: '批准' }).click()
  await street.page.getByText('没有待审批的导出。').waitFor()
  await calm(street)

  await page
    .getByRole('button', { name: 'Close' })
    .or(page.getByRole('button', { name: '关闭' }))
    .first()
    .click()
  await page.getByRole('link', { name: '我的导出' }).click()
  await page.getByText('重点关爱人群台账').first().click()
  const { bytes } = await fetchFile(page)
  expect((await bookOf(bytes)).worksheets[0]!.rowCount).toBeGreaterThan(501)
  await page.getByText('已取走').first().waitFor()
  const [mine] = await ask<{ id: string; state: string; decidedBy: string }[]>(office, 'queries.listExports', {})
  expect([mine!.state, mine!.decidedBy]).toEqual(['taken', '周明远'])
  await expect(ask(office, 'queries.takeExport', { exportId: mine!.id })).rejects.toThrow(/queries.file_gone/)
  await calm(office)
})

test('REG-06 the head count of a grid is filled from the ledger, its buildings drawn with the care marks, for print and in Excel', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await openTable(office, '网格人头表')
  await page.getByRole('combobox', { name: '网格' }).click()
  await page.locator('.ant-select-item-option', { hasText: '第' }).first().click()
  await expect.poll(() => page.locator('.query-chart').count()).toBeGreaterThan(0)
  expect(await page.locator('.query-counts tbody tr').first().innerText()).toMatch(/网格/)
  await expect.poll(() => page.locator('.query-chart td.is-marked b').count()).toBeGreaterThan(3)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
  expect((await page.locator('.query-print').boundingBox())!.width).toBeGreaterThan(1_000)
  await picture(page, 'story-head-count-print')
  await page.emulateMedia({ media: null })
  await page.getByRole('button', { name: /^(download )?导出$/ }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: '用途' }).fill('网格月报')
  await page.getByRole('dialog').getByRole('button', { name: '制作文件' }).click()
  const { bytes } = await fetchFile(page)
  const book = await bookOf(bytes)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['网格人头表', '楼栋图'])
  expect(
    textsOf(book.worksheets[1]!)
      .flat()
      .some((text) => /^\S+\n[困空孕婴残慢行透精]+$/.test(text)),
  ).toBe(true)
  await calm(office)
})

test('DAILY-09 a layout of one’s own is saved, shared and used; a pasted chain is matched to doors and people', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await openTable(office)
  await page.getByRole('button', { name: '复制为新版式: 住户花名册' }).click()
  await page.getByRole('textbox', { name: '版式名称' }).fill('每日报送表')
  await page.getByRole('textbox', { name: '表头文字: 姓名' }).fill('居民姓名')
  await page.getByRole('button', { name: '上移: 居民姓名' }).click()
  await picture(page, 'story-layout-editor')
  await page.getByRole('button', { name: '保存版式' }).click()
  await page.getByRole('heading', { name: /每日报送表/ }).waitFor()
  await page.getByRole('columnheader', { name: '居民姓名' }).first().waitFor()
  const areas = (await ask<{ areas: { id: string; level: string }[] }>(office, 'areas.listTree', {})).areas
  const communityId = areas.find(({ level }) => level === 'community')!.id
  const layouts = await ask<Layout[]>(office, 'queries.listLayouts', { areaId: communityId, lang: 'zh' })
  expect(layouts.map(({ name }) => name)).toContain('每日报送表')

  const { rows } = await ask<{ rows: string[][] }>(office, 'queries.preview', {
    areaId: communityId,
    spec: {
      source: 'residents',
      title: null,
      columns: [
        { key: 'name', header: 'a' },
        { key: 'address', header: 'b' },
      ],
      filter: {},
    },
    lang: 'zh',
  })
  const [name, door] = rows.find(([, address]) => /^\d+-\d/.test(address!))!
  await page.getByRole('link', { name: '粘贴接龙' }).click()
  await page.getByRole('textbox', { name: '接龙文字' }).fill(`#接龙 志愿者\n1. ${name} ${door}\n2. 查无此人 99-9-9999\n收到`)
  await page.getByRole('button', { name: '对一对' }).click()
  await page
    .getByRole('row', { name: new RegExp(`${name} ${door}`) })
    .getByText('确定')
    .or(page.getByRole('row', { name: new RegExp(`${name} ${door}`) }).getByText('有多个'))
    .waitFor()
  expect(await page.getByRole('row', { name: /查无此人/ }).innerText()).toContain('未找到')
  await page.getByText('读不懂的行（1）').waitFor()
  await picture(page, 'story-chain')
  await calm(office)
})

test.each([
  ['zh', 'phone'],
  ['en', 'tablet'],
  ['en', 'desk'],
  ['zh', 'desk'],
] as const)('the pages of one table fit (%s, %s), and a screen reader reads them', async (lang, size) => {
  const person = await newPerson({ lang, size })
  const { page } = person
  await signIn(person, '/desk/', loginOf('communityAdmin'))
  for (const tab of ['layouts', 'sheet', 'chain', 'headcount', 'files']) {
    await page.evaluate((key) => (location.hash = `/queries/${key}`), tab)
    await page.locator('.desk-panel').first().waitFor()
    await page.locator('.desk-waiting').first().waitFor({ state: 'detached', timeout: 60_000 })
    await picture(page, `queries-${tab}-${lang}-${size}`)
    expect([tab, lang, size, await overflow(page)]).toEqual([tab, lang, size, 0])
    expect(await faults(page)).toEqual([])
  }
  await calm(person)
})
