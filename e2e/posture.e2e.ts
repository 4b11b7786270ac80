// 平急转换: peace and emergency by the hands of several offices, what changes said before it does, and what is of an emergency gone with it.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, newPerson, type Person, picture, signIn } from './browser.ts'
import { next, openGate, typeDocument, verdict } from './gate-steps.ts'
import { atDesk, LANGS, lookAtAll } from './people.ts'

afterAll(closeBrowser)

type Order = { id: string; areaId: string; areaName: string; state: string; until: string; from: string | null; waiting: { id: string } | null }
const STREET = '示范街道'
const COMMUNITY = '文澜社区'

async function openOrders({ page }: Person): Promise<void> {
  await page.goto(`${demo.url}/desk/?of=orders#/posture`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}
const card = ({ page }: Person, area: string) => page.getByRole('article', { name: new RegExp(`^${area}`) }).first()
const orderAt = async (person: Person, area: string): Promise<Order> =>
  (await ask<Order[]>(person, 'posture.listOrders', {})).find((order) => order.areaName === area && order.from !== null)!
const postureAt = async (person: Person, areaId: string): Promise<string> => (await ask<{ posture: string }>(person, 'posture.current', { areaId })).posture

/** Reads what would change, and puts a name to it. */
async function signAt(person: Person, area: string, shot?: string): Promise<void> {
  await openOrders(person)
  await card(person, area).getByRole('button', { name: '查看变化并签署' }).click()
  const dialog = person.page.getByRole('dialog')
  await dialog.getByRole('heading', { name: '范围' }).waitFor()
  if (shot !== undefined) await picture(person.page, shot)
  await dialog.getByRole('button', { name: '我已看过，签署' }).click()
  await dialog.waitFor({ state: 'hidden' })
}
async function askEnd(person: Person, area: string): Promise<void> {
  await openOrders(person)
  await card(person, area).getByRole('button', { name: '提请结束' }).click()
  const dialog = person.page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('疫情平息，解除')
  await dialog.getByRole('button', { name: '提请结束' }).click()
  await dialog.waitFor({ state: 'hidden' })
}
const STRANGER = '99019919990101001X'
const newCase = async (office: Person) => {
  const { areas } = await ask<{ areas: { id: string; level: string; homes: number }[] }>(office, 'areas.listTree', {})
  const building = areas.filter(({ level }) => level === 'building').toSorted((a, b) => b.homes - a.homes)[0]!
  const { people } = await ask<{ people: { person: { id: string } }[] }>(office, 'registry.listPeople', { areaId: building.id, limit: 5 })
  const evidence = { kind: 'testResult', reference: '检-0001', issuedBy: '区疾控中心' }
  return { personId: people[0]!.person.id, foundOn: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10), evidence }
}

test('COMMAND-02 to peace by two of two offices: the gate asks no more, and what is of an emergency is not there any more', async () => {
  const street = await atDesk('streetCommander')
  const guard = await newPerson({ size: 'phone' })
  await openGate(guard)
  await typeDocument(guard, STRANGER)
  expect(await verdict(guard, '365')).toContain('没有查到此人')
  await next(guard, /未放行/)

  await askEnd(street, STREET)
  // Whoever asked does not sign.
  await expect.poll(() => card(street, STREET).innerText()).toContain('须由另一单位的另一人签署')
  expect(await card(street, STREET).getByRole('button', { name: '查看变化并签署' }).count()).toBe(0)
  const { id: orderId, areaId } = await orderAt(street, STREET)
  const { waiting } = await orderAt(street, STREET)
  await expect(ask(street, 'posture.approveOrder', { orderId, actId: waiting!.id })).rejects.toThrow(/same_person/)
  expect(await postureAt(street, areaId)).toBe('emergency')

  const district = await atDesk('district')
  await district.page.getByRole('link', { name: '待我签署' }).click()
  await district.page.getByText('平急命令结束').waitFor()
  await picture(district.page, 'story-waiting')
  expect(await faults(district.page)).toEqual([])
  await district.page.getByRole('button', { name: '去看并签署' }).click()
  const office = await atDesk('communityAdmin')
  const found = await newCase(office)
  await office.page.goto(`${demo.url}/desk/#/cases`)
  await office.page.getByRole('button', { name: '登记病例' }).waitFor()
  await signAt(district, STREET, 'story-end-preview')
  expect(await postureAt(street, areaId)).toBe('peace')

  // On a page that stands open, too.
  await office.page.getByRole('button', { name: '登记病例' }).waitFor({ state: 'detached', timeout: 30_000 })
  await expect(ask(office, 'control.registerCase', found)).rejects.toThrow(/404.*not_found/)
  expect(await ask<unknown[]>(office, 'control.listCases', {})).toBeDefined()
  // The phone has it by its next sync: then nobody is asked where from, nor measured.
  const said = guard.page.getByRole('alertdialog')
  const isAskedNothing = async () => {
    await guard.page.reload()
    await guard.page.getByRole('heading', { level: 1 }).waitFor()
    await typeDocument(guard, STRANGER)
    await said
      .or(guard.page.getByRole('dialog', { name: /从哪里来|体温/ }))
      .first()
      .waitFor()
    return said.isVisible()
  }
  await expect.poll(isAskedNothing, { timeout: 60_000, interval: 1_000 }).toBe(true)
  expect(await said.innerText()).toContain('请进')
  for (const person of [street, district, office, guard]) await calm(person)
})

test('COMMAND-02 to an emergency by three of three offices: nothing without basis, last day or assessment; what changes is read by each who signs; the gate asks at once', async () => {
  const office = await atDesk('communityAdmin')
  await openOrders(office)
  await office.page.getByRole('button', { name: '起草命令' }).click()
  const dialog = office.page.getByRole('dialog')
  await dialog.getByRole('button', { name: '下一步' }).click()
  for (const sentence of ['没有法律依据不能起草', '没有到期日不能起草', '没有影响评估不能起草预警或急时命令'])
    await dialog.getByText(sentence).first().waitFor()
  await picture(office.page, 'story-draft-refused')
  const { areas } = await ask<{ areas: { id: string; name: string; level: string }[] }>(office, 'areas.listTree', {})
  const community = areas.find(({ name, level }) => name === COMMUNITY && level === 'community')!
  const day = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
  const assessment = { processed: '姓名', necessity: '必要', risks: '有限', measures: '加密', assessedBy: '法制岗', assessedOn: day(0) }
  const whole = {
    areaId: community.id,
    posture: 'emergency',
    packId: 'covid-19',
    edition: '2022-06-28',
    legalBasis: '令',
    purpose: '防控',
    until: day(30),
    assessment,
  }
  for (const field of ['legalBasis', 'until', 'assessment'] as const)
    await expect(ask(office, 'posture.draftOrder', { ...whole, [field]: undefined })).rejects.toThrow(new RegExp(`posture.incomplete.*${field}`))
  await expect(ask(office, 'posture.draftOrder', { ...whole, until: day(91) })).rejects.toThrow(/too_long/)

  await dialog.getByLabel('到期日').fill(day(30))
  await dialog.getByRole('combobox', { name: '预案' }).click()
  await office.page.locator('.ant-select-item-option', { hasText: '第九版' }).first().click()
  await dialog.getByLabel('法律依据').fill('示范区指挥部令第 1 号（演示，无法律效力）')
  await dialog.getByLabel('目的', { exact: true }).fill('演示：疫情防控')
  await dialog.getByLabel('处理哪些个人信息、怎样处理').fill('姓名、住址、体温、通行记录；门岗查验，加密保存')
  await dialog.getByLabel('为什么合法、正当、必要').fill('核对进出人员所必需，不收集无关信息')
  await dialog.getByLabel('对个人权益的影响和风险').fill('通行记录可能暴露行踪')
  await dialog.getByLabel('保护措施是否与风险相称').fill('按角色遮盖，查看留痕，到期销毁')
  await dialog.getByLabel('评估的单位和职务').fill('社区居委会法制岗')
  await dialog.getByLabel('评估日期').fill(day(0))
  await dialog.getByRole('button', { name: '下一步' }).click()
  await dialog.getByText('查码').first().waitFor()
  await dialog.getByText('登记病例').first().waitFor()
  await picture(office.page, 'story-draft-preview')
  expect(await faults(office.page)).toEqual([])
  await dialog.getByRole('button', { name: '起草命令' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await card(office, COMMUNITY).getByText('已签 0 / 需 2').waitFor()
  expect(await postureAt(office, community.id)).toBe('peace')

  // One person cannot, nor a colleague of the same office.
  const drafted = (await ask<Order[]>(office, 'posture.listOrders', {})).find(({ areaName, state }) => areaName === COMMUNITY && state === 'drafted')!
  const act = { orderId: drafted.id, actId: drafted.waiting!.id }
  await expect(ask(office, 'posture.approveOrder', act)).rejects.toThrow(/same_person/)
  const street = await atDesk('streetCommander')
  const beside = { login: 'beside', name: '邻桌', unit: '文澜社区居委会' }
  const grant = { role: 'communityAdmin', areaId: community.id, dataClasses: null, from: day(0), until: null }
  const { password } = await ask<{ password: string }>(street, 'access.createAccount', { ...beside, grant })
  const colleague = await newPerson()
  await signIn(colleague, '/desk/', { login: 'beside', password })
  await ask(colleague, 'access.changePassword', { current: password, next: 'the-river-behind-us' })
  await expect(ask(colleague, 'posture.approveOrder', act)).rejects.toThrow(/same_unit/)

  const guard = await newPerson({ size: 'phone' })
  await openGate(guard)
  await signAt(street, COMMUNITY)
  await card(street, COMMUNITY).getByText('已签 1 / 需 2').waitFor()
  expect(await postureAt(street, community.id)).toBe('peace')
  const district = await atDesk('district')
  const from = Date.now()
  await signAt(district, COMMUNITY, 'story-sign-preview')
  expect(await postureAt(district, community.id)).toBe('emergency')
  await expect.poll(() => card(office, COMMUNITY).innerText(), { timeout: 30_000 }).toContain('生效中')
  await picture(office.page, 'story-order-in-force')
  await guard.page.reload()
  await guard.page.getByRole('heading', { level: 1 }).waitFor()
  await typeDocument(guard, STRANGER)
  expect(await verdict(guard, '365')).toContain('没有查到此人')
  expect(Date.now() - from).toBeLessThan(60_000)
  await next(guard, /未放行/)
  for (const person of [office, street, colleague, district, guard]) await calm(person)
})

test('COMMAND-02 back to peace by two, functions gone; within a day it holds again by two, with everything as before', async () => {
  const office = await atDesk('communityAdmin')
  const street = await atDesk('streetCommander', { size: 'phone' })
  const found = await newCase(office)
  const before = await orderAt(office, COMMUNITY)
  await askEnd(office, COMMUNITY)
  await signAt(street, COMMUNITY, 'story-sign-phone')
  expect(await postureAt(office, before.areaId)).toBe('peace')
  await expect(ask(office, 'control.registerCase', found)).rejects.toThrow(/404.*not_found/)

  await openOrders(office)
  await card(office, COMMUNITY).getByRole('button', { name: '提请恢复' }).click()
  const dialog = office.page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('误结束')
  await dialog.getByRole('button', { name: '提请恢复' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await signAt(street, COMMUNITY)
  const after = await orderAt(office, COMMUNITY)
  expect([after.id, after.state, after.until]).toEqual([before.id, 'inForce', before.until])
  expect(await ask<{ state: string }>(office, 'control.registerCase', found)).toMatchObject({ state: 'reported' })

  await openOrders(office)
  await card(office, COMMUNITY).getByRole('button', { name: '改期限' }).click()
  const amending = office.page.getByRole('dialog')
  const sooner = new Date(Date.parse(before.until) - 7 * 86_400_000).toISOString().slice(0, 10)
  await amending.getByLabel('到期日').fill(sooner)
  await amending.getByLabel('理由').fill('情况好转')
  await amending.getByRole('button', { name: '改期限' }).click()
  await amending.waitFor({ state: 'hidden' })
  await openOrders(street)
  await card(street, COMMUNITY).getByRole('button', { name: '查看变化并签署' }).click()
  await street.page.getByRole('dialog').getByRole('button', { name: '我已看过，签署' }).click()
  await expect.poll(async () => (await orderAt(office, COMMUNITY)).until).toBe(sooner)
  // Both texts stay readable.
  await openOrders(office)
  await expect.poll(() => card(office, COMMUNITY).innerText()).toContain('情况好转')
  const life = await card(office, COMMUNITY).getByRole('list', { name: '经过' }).innerText()
  expect(life).toContain(before.until)
  expect(life).toContain(sooner)
  await calm(office)
  await calm(street)
})

test.each(LANGS)('the life of an order, what waits and what would change in %s at every width', async (lang) => {
  const office = await atDesk('communityAdmin')
  const { id: orderId } = await orderAt(office, COMMUNITY)
  const { waiting } = await ask<Order>(office, 'posture.endOrder', { orderId, reason: '疫情平息，解除' })
  const district = await atDesk('district', { lang })
  const { page } = district
  const { complaints, look: lookAt } = lookAtAll()
  const look = (name: string) => lookAt(district, `story-${name}-${lang}`)
  await page.goto(`${demo.url}/desk/?of=waiting#/approvals`)
  await page.getByRole('button', { name: lang === 'zh' ? '去看并签署' : 'Read and sign' }).waitFor()
  await look('waiting')
  await page.goto(`${demo.url}/desk/?of=orders#/posture`)
  const sign = page.getByRole('button', { name: lang === 'zh' ? '查看变化并签署' : 'See what changes, and sign' })
  await sign.waitFor()
  await look('orders')
  await sign.click()
  await page
    .getByRole('dialog')
    .getByText(lang === 'zh' ? '不再有的功能' : 'Functions that cease to exist')
    .waitFor()
  await look('preview')
  await page.goto(`${demo.url}/desk/?of=draft#/posture`)
  await page.getByRole('button', { name: lang === 'zh' ? '起草命令' : 'Draft an order' }).click()
  await page.getByRole('dialog').getByRole('spinbutton').waitFor()
  await look('draft')
  await ask(office, 'posture.takeBack', { orderId, actId: waiting!.id })
  expect(complaints).toEqual([])
  await calm(district)
  await calm(office)
})
