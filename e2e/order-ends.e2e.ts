// What an order does to people and zones is read before it is signed, and what it held ends with it: at the gate, on the desk and at home alike.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, overflow, type Person, picture } from './browser.ts'
import { atDesk, atHome, day, id } from './people.ts'

afterAll(closeBrowser)

type Area = { id: string; level: string; name: string; path: string }
type Order = { id: string; areaName: string; state: string; waiting: { id: string } | null }
type Acted = { id: string; state: string; waiting: { id: string } | null }
const STORY_MS = 400_000
const STREET = '示范街道'

const orderAt = async (person: Person): Promise<Order> =>
  (await ask<Order[]>(person, 'posture.listOrders', {})).find(({ areaName, state }) => areaName === STREET && state !== 'drafted')!
const shift = (person: Person) => person.page.getByRole('region', { name: /人员管控和分区|People under control, and zones/ })

test(
  'COMMAND-02 CTRL-02 from the ninth edition to the twenty measures: who drafts reads which tracks and zones are gone, who is under control and what becomes of them',
  async () => {
    const office = await atDesk('communityAdmin')
    const street = await atDesk('streetCommander')
    const resident = await atHome()
    const { areas } = await ask<{ areas: Area[] }>(office, 'areas.listTree', {})
    const compound = areas.find(({ name }) => name === loginOf('guard').area)!
    const community = areas.find((area) => area.level === 'community' && compound.path.startsWith(area.path))!
    const { people } = await ask<{ people: { personId: string; shortCode: string }[] }>(resident, 'gate.listMyCodes', {})
    const evidence = { kind: 'investigationDecision', reference: '流调-007', issuedBy: '区疾控中心' }
    const opened = await ask<Acted>(office, 'control.openCase', {
      id: id(),
      personId: people[0]!.personId,
      trigger: 'secondaryContact',
      anchorDay: day(-1),
      evidence,
      hasOwnSuite: true,
      guardian: null,
    })
    await ask(street, 'control.confirmOpening', { caseId: opened.id })
    const drawn = await ask<Acted>(office, 'zones.drawZone', {
      id: id(),
      areaId: community.id,
      kind: 'sealed',
      areaIds: [compound.id],
      centreId: null,
      ground: '3号楼确诊一例',
      legalBasis: '第12号令',
    })
    let zone = await ask<Acted>(street, 'zones.signZone', { zoneId: drawn.id, actId: drawn.waiting!.id })
    if (zone.waiting !== null) {
      const district = await atDesk('district')
      zone = await ask<Acted>(district, 'zones.signZone', { zoneId: drawn.id, actId: zone.waiting.id })
    }
    expect(zone.state).toBe('inForce')

    await street.page.goto(`${demo.url}/desk/?of=draft#/posture`)
    await street.page.getByRole('button', { name: '起草命令' }).click()
    const dialog = street.page.getByRole('dialog')
    await dialog.getByLabel('到期日').fill(day(30))
    await dialog.getByRole('combobox', { name: '预案' }).click()
    await street.page.locator('.ant-select-item-option', { hasText: '2022-11-11' }).first().click()
    await dialog.getByLabel('法律依据').fill('示范区指挥部令第 2 号（演示，无法律效力）')
    await dialog.getByLabel('目的', { exact: true }).fill('演示：优化防控')
    for (const label of ['处理哪些个人信息、怎样处理', '为什么合法、正当、必要', '对个人权益的影响和风险', '保护措施是否与风险相称', '评估的单位和职务'])
      await dialog.getByLabel(label).fill('演示')
    await dialog.getByLabel('评估日期').fill(day())
    await dialog.getByRole('button', { name: '下一步' }).click()
    await dialog.getByRole('region', { name: '人员管控', exact: true }).getByText(/缩短/).first().waitFor()
    await expect.poll(() => dialog.getByRole('region', { name: '分区', exact: true }).innerText()).toMatch(/封控区[\s\S]*没有/)
    const said = await shift(street).first().innerText()
    expect(said).toMatch(/1 人的管控类别在新预案中没有/)
    expect(said).toMatch(/解除：封控、管控等区域 1 个/)
    await picture(street.page, 'order-edition-preview')
    expect(await faults(street.page)).toEqual([])
    for (const person of [office, street, resident]) await calm(person)
  },
  STORY_MS,
)

const VIEWS = (['zh', 'en'] as const).flatMap((lang) => (['phone', 'tablet', 'desk'] as const).map((size) => ({ lang, size })))
test(
  'COMMAND-02 who asks for the end and who signs it reads whom it releases and which zones it lifts, in both languages at every width',
  async () => {
    const street = await atDesk('streetCommander')
    await street.page.goto(`${demo.url}/desk/?of=end#/posture`)
    const card = street.page.getByRole('article', { name: new RegExp(`^${STREET}`) }).first()
    await card.getByRole('button', { name: '提请结束' }).click()
    const dialog = street.page.getByRole('dialog')
    await shift(street)
      .getByText(/随命令解除管控/)
      .waitFor()
    await picture(street.page, 'order-end-asked')
    await dialog.getByRole('textbox').fill('疫情平息，解除')
    await dialog.getByRole('button', { name: '提请结束' }).click()
    await dialog.waitFor({ state: 'hidden' })
    for (const { lang, size } of VIEWS) {
      const district = await atDesk('district', { lang, size })
      await district.page.goto(`${demo.url}/desk/?of=sign#/posture`)
      await district.page
        .getByRole('button', { name: lang === 'zh' ? '查看变化并签署' : 'See what changes, and sign' })
        .first()
        .click()
      // At the head of what changes, and again beside the signature.
      await shift(district).nth(1).waitFor()
      expect(await overflow(district.page)).toBeLessThanOrEqual(0)
      expect(await faults(district.page)).toEqual([])
      await shift(district).first().scrollIntoViewIfNeeded()
      await picture(district.page, `order-shift-${lang}-${size}`)
      await shift(district).nth(1).scrollIntoViewIfNeeded()
      await picture(district.page, `order-beside-${lang}-${size}`)
      await calm(district)
    }
    await calm(street)
  },
  STORY_MS,
)

test(
  'CTRL-02 A15 with the order its cases end: at home, on the desk and at the gate the same is said; taken up again, all is as it was',
  async () => {
    const [office, street, district, resident] = [await atDesk('communityAdmin'), await atDesk('streetCommander'), await atDesk('district'), await atHome()]
    const listOwn = () => ask<{ id: string; state: string; endedWithOrder: boolean }[]>(resident, 'control.listOwn', {})
    expect(await listOwn()).toMatchObject([{ state: 'active' }])
    const order = await orderAt(street)
    await ask(district, 'posture.approveOrder', { orderId: order.id, actId: order.waiting!.id })
    await expect.poll(listOwn, { timeout: 30_000 }).toMatchObject([{ state: 'released', endedWithOrder: true }])
    await resident.page.goto(`${demo.url}/?of=over#/control`)
    await resident.page.getByText('防控命令已结束，管控随之解除，可以正常出入。').waitFor()
    await picture(resident.page, 'order-over-own-zh-phone')
    expect(await faults(resident.page)).toEqual([])
    const [own] = await listOwn()
    await office.page.goto(`${demo.url}/desk/#/control/${own!.id}`)
    await office.page.getByText('命令结束，随之解除').first().waitFor()
    await picture(office.page, 'order-over-case')

    const asked = await ask<Acted>(street, 'posture.reinstateOrder', { orderId: order.id, reason: '误结束' })
    await ask(district, 'posture.approveOrder', { orderId: order.id, actId: asked.waiting!.id })
    await expect.poll(listOwn, { timeout: 30_000 }).toMatchObject([{ state: 'active', endedWithOrder: false }])
    for (const person of [office, street, district, resident]) await calm(person)
  },
  STORY_MS,
)
