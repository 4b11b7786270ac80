// 房东包管房客: a landlord reports without an account, an office decides; and shops with the people who work in them.
import { afterAll, expect, test } from 'vitest'
import { calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

const LETTERS = [...'安白常丁方高韩江孔林马宁欧潘秦任石唐万夏叶邹']
/** A name of this telling only: a story told a second time finds its own people. */
const invented = (family: string) => family + Array.from({ length: 2 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join('')
const masked = (name: string) => `${[...name][0]}*${[...name].at(-1)}`

test('REG-07 a landlord reports an arrival and a departure by link, the office accepts one and refuses one, the landlord sees it, the grid worker sees the tenant', async () => {
  const office = await newPerson()
  const desk = office.page
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await desk.getByRole('link', { name: '房东与房客' }).click()
  await desk.getByRole('button', { name: '打印链接: 屠有房' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: '生成新链接' }).click()
  const code = await dialog.locator('.desk-card-code').first().innerText()
  await picture(desk, 'story-landlord-paper')
  await dialog.getByRole('button', { name: '关闭' }).last().click()

  const landlord = await newPerson({ size: 'phone' })
  const { page } = landlord
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${demo.url}/#/landlord/${code.replaceAll('-', '')}`)
  await page.getByRole('heading', { name: '屠*房，您好' }).waitFor()
  expect(await faults(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  const heights = await page.locator('.landlord button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(60)
  await picture(page, 'story-landlord-page')

  const name = invented('迟')
  const came = page.getByRole('button', { name: /^有人搬来/ })
  const door = (await came.nth(1).getAttribute('aria-label'))!.split(': ')[1]!
  await came.nth(1).click()
  await page.getByLabel('姓名').fill(name)
  await picture(page, 'story-landlord-arrival')
  // A thumb that taps twice has reported once.
  await page.getByRole('button', { name: '报告给社区' }).dblclick()
  await page.getByText('收到了，谢谢您。').waitFor()
  const reports = page.getByRole('region', { name: '您报告过的' }).getByRole('listitem')
  await expect.poll(() => reports.filter({ hasText: masked(name) }).count()).toBe(1)

  await page
    .getByRole('button', { name: /^有人搬走/ })
    .first()
    .click()
  const tenant = page.locator('.pick').first()
  const left = (await tenant.innerText()).trim()
  await tenant.getByRole('checkbox').check()
  await page.getByRole('button', { name: '报告给社区' }).click()
  await page.getByText('收到了，谢谢您。').waitFor()
  // The code never stands in a path or a query: what a server's log could hold.
  const inLogs = asked.map((url) => new URL(url).pathname + new URL(url).search)
  expect(inLogs.filter((address) => address.includes(code) || address.includes(code.replaceAll('-', '')))).toEqual([])

  await desk.getByRole('tab', { name: /^房客报告/ }).click()
  const arrival = desk.getByRole('article').filter({ hasText: name })
  await arrival.getByText('底册中没有相同的人').waitFor()
  await picture(desk, 'story-tenant-reports')
  await arrival.getByRole('button', { name: '核实，写入底册' }).click()
  await desk.getByText('已写入底册：新增 1 人，迁入 0 人，迁出 0 人').waitFor()
  const departure = desk.getByRole('article', { name: /^有人搬走/ }).last()
  await departure.getByRole('button', { name: '不登记' }).click()
  const reason = `上门看过，${left}还住着`
  await desk.getByRole('dialog').getByLabel('理由').fill(reason)
  await desk.getByRole('dialog').getByRole('button', { name: '不登记' }).click()
  await desk.getByText('已退回，房东看得到理由').waitFor()

  await page.getByRole('button', { name: '刷新' }).click()
  await reports
    .filter({ hasText: masked(name) })
    .getByText('已登记')
    .waitFor()
  await reports.filter({ hasText: reason }).getByText('没有登记').waitFor()
  await page.getByRole('listitem').filter({ hasText: door }).getByText(masked(name)).first().waitFor()
  await picture(page, 'story-landlord-answers')

  const worker = await newPerson({ size: 'phone' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  await worker.page.goto(`${demo.url}/work/#/buildings`)
  await worker.page.getByRole('searchbox').fill(name)
  await worker.page.getByRole('button', { name: '查找' }).click()
  await worker.page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click()
  await worker.page.getByText('租户').first().waitFor()
  await worker.page.getByText('屠有房').waitFor()
  await picture(worker.page, 'story-landlord-worker-home')
  for (const one of [office, landlord, worker]) await calm(one)
})

test('REG-07 the grid worker finds the own landlords’ reports on the phone; a landlord in English types a code, and a wrong one opens nothing', async () => {
  const worker = await newPerson({ size: 'phone', lang: 'en' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  await worker.page.goto(`${demo.url}/work/#/reports`)
  await worker.page.getByRole('heading', { name: 'Reports' }).waitFor()
  await worker.page.getByRole('status').first().waitFor()
  expect(await faults(worker.page)).toEqual([])
  expect(await overflow(worker.page)).toBe(0)
  await picture(worker.page, 'story-tenant-reports-worker')
  await calm(worker)

  const stranger = await newPerson({ size: 'phone', lang: 'en' })
  await stranger.page.goto(`${demo.url}/`)
  await stranger.page.getByRole('link', { name: /I am a landlord/ }).click()
  await stranger.page.getByLabel('Landlord’s code').fill('ABCD-EFGH-JKMN')
  await stranger.page.getByRole('button', { name: 'Open' }).click()
  await stranger.page.getByText('The code is not right or has expired').waitFor()
  await picture(stranger.page, 'story-landlord-wrong-code')
  await calm(stranger)
})

test('REG-02 an enterprise has its staff: a pasted list is looked at row by row and written, search finds who works there, the merchant keeps the own list', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await page.getByRole('link', { name: '商铺与企业' }).click()
  await page.getByRole('button', { name: '文澜便民超市' }).click()
  const drawer = page.getByRole('dialog').first()
  await drawer.getByText('冷小川').waitFor()
  await picture(page, 'story-enterprise')
  const name = invented('柳')
  await drawer.getByRole('button', { name: '名单导入' }).click()
  const dialog = page.getByRole('dialog').last()
  await dialog
    .getByRole('textbox', { name: '粘贴表格' })
    .fill(`姓名\t电话\t岗位\n${name}\t1010${String(Date.now()).slice(-7)}\t收银\n错号码\t12\t司机\n冷小川\t10100007700\t冷链`)
  await dialog.getByRole('button', { name: '核对' }).click()
  await dialog.getByText('可写入 1 人').waitFor()
  await dialog.getByText(/第 3 行 · 电话/).waitFor()
  await picture(page, 'story-staff-list')
  await dialog.getByRole('button', { name: '写入名单（1 人）' }).click()
  await drawer.getByText(name).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: '查找商铺、企业或从业人员' }).fill(name)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('row').filter({ hasText: '文澜便民超市' }).count()).toBe(1)
  await expect.poll(() => page.getByRole('row').filter({ hasText: '老街面馆' }).count()).toBe(0)

  const merchant = await newPerson()
  await signIn(merchant, '/desk/', loginOf('merchant'))
  await merchant.page.getByRole('link', { name: '商铺与企业' }).click()
  await merchant.page.getByRole('button', { name: '文澜便民超市' }).click()
  const own = merchant.page.getByRole('dialog').first()
  await own.getByText(name).waitFor()
  expect(await own.getByRole('button', { name: '登记停业' }).count()).toBe(0)
  await own.getByRole('button', { name: `离岗: ${name}` }).click()
  await merchant.page.getByRole('dialog').last().getByRole('button', { name: '确定' }).click()
  await merchant.page.getByText('已登记离岗').waitFor()
  await expect.poll(() => own.getByText(name).count()).toBe(0)
  await picture(merchant.page, 'story-enterprise-merchant')
  for (const one of [office, merchant]) await calm(one)
})
