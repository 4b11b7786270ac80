// 核酸检测: a round is laid out, its buildings called, its people scanned into tubes with and without network, until nobody is missing.
import { labelOf } from '@xiaomen/rules/testing'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, keptOffline, type Person, picture } from './browser.ts'
import { atDesk, day, id, looked, onPhone } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
type Area = { id: string; level: string; name: string; path: string; parentId: string | null }
type Point = { id: string; batch: string; name: string }
type Home = { home: { id: string; door: string; path: string }; residents: { id: string; name: string }[] }

async function ownCompound(office: Person): Promise<{ compound: Area; buildings: Area[] }> {
  const { areas } = await ask<{ areas: Area[] }>(office, 'areas.listTree', {})
  const mine = await ask<{ permissions: Record<string, string[]> }>(office, 'access.me', {})
  const [path] = mine.permissions['testing.plan']!
  const compound = areas.find((area) => area.level === 'compound' && area.path.startsWith(path!))!
  return { compound, buildings: areas.filter((area) => area.level === 'building' && area.path.startsWith(compound.path) && /^\d/.test(area.name)) }
}
/** Homes of a building with whoever lives there, by the ledger. */
async function homesOf(office: Person, building: Area): Promise<Home[]> {
  const { homes } = await ask<{ homes: { home: { id: string } }[] }>(office, 'registry.listHomes', { areaId: building.id, limit: 10 })
  return Promise.all(homes.map(({ home }) => ask<Home>(office, 'registry.getHome', { homeId: home.id })))
}
const tubeOf = (point: Point, serial: number) => labelOf({ kind: 'tube', batch: point.batch, serial })
async function scan({ page }: Person, text: string): Promise<void> {
  await page.getByLabel(/扫试管、扫人/).fill(text)
  await page.keyboard.press('Enter')
}

test(
  'TEST-01 TEST-02 TEST-04 a round is planned and begun at the desk, buildings are called, people are scanned into tubes at the table, without network too, and whoever was sampled is missing no longer',
  async () => {
    const office = await atDesk('communityAdmin')
    const { compound, buildings } = await ownCompound(office)
    await office.page.goto(`${demo.url}/desk/?of=testing#/testing`)
    await office.page.getByRole('button', { name: '安排检测' }).click()
    const dialog = office.page.getByRole('dialog')
    await dialog.getByLabel('名称').fill('第一轮全员核酸')
    await picture(office.page, 'testing-plan')
    await dialog.getByRole('button', { name: '安排检测' }).click()
    await office.page.waitForURL(/#\/testing\/[0-9a-f-]{36}$/)
    const campaignId = office.page.url().slice(-36)
    await office.page.getByRole('heading', { name: '第一轮全员核酸' }).waitFor()

    // Without a point it cannot begin; the sentence says what is missing.
    await office.page.getByRole('button', { name: '开始检测' }).click()
    await office.page.getByRole('dialog').getByRole('button', { name: '开始检测' }).click()
    await office.page.getByText('还没有采样点：先添加至少一个采样点').waitFor()
    await office.page.getByRole('button', { name: '添加采样点' }).click()
    const adding = office.page.getByRole('dialog', { name: '添加采样点' })
    await adding.getByLabel('点名').fill('东门广场')
    await adding.getByRole('button', { name: '保存' }).click()
    await office.page.getByRole('cell', { name: /^东门广场/ }).waitFor()
    await office.page.getByRole('tab', { name: '叫号' }).click()
    for (const building of buildings.slice(0, 2)) await office.page.getByRole('checkbox', { name: `${compound.name} ${building.name}` }).check()
    await office.page.getByRole('button', { name: '排出时段' }).click()
    await office.page.getByText(new RegExp(`${compound.name} ${buildings[0]!.name}：08:00–08:30 到东门广场`)).waitFor()
    await looked(office, 'testing-calls-zh-desk')

    await office.page.getByRole('button', { name: '开始检测' }).click()
    await office.page.getByRole('dialog').getByRole('button', { name: '开始检测' }).click()
    await expect
      .poll(async () => (await ask<{ coverage: { missing: number } }>(office, 'testing.getCampaign', { campaignId })).coverage.missing, { timeout: 60_000 })
      .toBeGreaterThan(10)
    const before = (await ask<{ coverage: { missing: number } }>(office, 'testing.getCampaign', { campaignId })).coverage.missing
    await office.page.getByRole('tab', { name: '采样点' }).click()
    await looked(office, 'testing-running-zh-desk')
    const [point] = (await ask<{ points: Point[] }>(office, 'testing.getCampaign', { campaignId })).points

    // At the table: the label of a tube, then doors and people, one after the other.
    const homes = (await homesOf(office, buildings[0]!)).filter((home) => home.residents.length > 1)
    const table = await onPhone('communityAdmin')
    await table.page.goto(`${demo.url}/work/?of=today#/today`)
    await table.page.getByRole('link', { name: /采样点正在采样/ }).click()
    await table.page.getByText('还没有试管').waitFor()
    await scan(table, '6901234567892')
    await table.page
      .getByText(/还没有试管：先扫/)
      .first()
      .waitFor()
    await scan(table, tubeOf(point!, 1))
    await table.page.getByText(`试管 ${tubeOf(point!, 1)}`).waitFor()
    await looked(table, 'testing-table-empty-zh-phone')
    const [first, second] = homes
    const door = `${buildings[0]!.name}-${first!.home.door}`
    await scan(table, door)
    const choice = table.page.getByRole('heading', { name: '是哪一位？' })
    await choice.waitFor()
    await looked(table, 'testing-choose-zh-phone')
    await table.page
      .getByRole('button', { name: new RegExp(compound.name) })
      .first()
      .click()
    await table.page.getByText(/^✓ 第 1 个/).waitFor()
    await looked(table, 'testing-table-zh-phone')

    // The same again is noticed at once, and left.
    await scan(table, door)
    await choice.waitFor()
    await table.page
      .getByRole('button', { name: new RegExp(compound.name) })
      .first()
      .click()
    await table.page.getByText('! 这个人在这支管里已经扫过了。').waitFor()
    await looked(table, 'testing-twice-zh-phone')
    await table.page.getByRole('button', { name: '取消' }).click()

    // Without network it goes on, and what was taken comes in afterwards, each once.
    await keptOffline(table, 'work')
    await table.context.setOffline(true)
    await scan(table, `${buildings[0]!.name}-${second!.home.door}`)
    await table.page.getByText('✓ 第 2 个，已记下').waitFor({ timeout: 20_000 })
    await looked(table, 'testing-offline-zh-phone')
    await table.context.setOffline(false)
    await expect
      .poll(
        async () => (await ask<{ tubes: { open: number }; points: { samples: number }[] }>(office, 'testing.getCampaign', { campaignId })).points[0]!.samples,
        {
          timeout: 60_000,
        },
      )
      .toBe(2)
    await table.page.getByRole('button', { name: '封口（共 2 人）' }).click()
    await table.page.getByText(`✓ 已封口：${tubeOf(point!, 1)}，2 人`).waitFor()
    await expect
      .poll(async () => (await ask<{ tubes: object }>(office, 'testing.getCampaign', { campaignId })).tubes, { timeout: 30_000 })
      .toEqual({ open: 0, sealed: 1, differing: 0 })

    // Of a door with several people nobody knows who came: the office says who it was, and nobody is missing for it.
    await office.page.getByRole('tab', { name: /待核对/ }).click()
    await office.page.getByText('台账里找不到这个人').waitFor()
    await looked(office, 'testing-doubts-zh-desk')
    const doubt = (await ask<{ doubts: { sampleId: string }[] }>(office, 'testing.listDoubts', { campaignId })).doubts[0]!
    await ask(office, 'testing.settleDoubt', { sampleId: doubt.sampleId, kind: 'unknownPerson', personId: second!.residents[0]!.id })
    await expect
      .poll(async () => (await ask<{ coverage: { missing: number } }>(office, 'testing.getCampaign', { campaignId })).coverage.missing, { timeout: 30_000 })
      .toBe(before - 2)
    await office.page.getByRole('link', { name: '未检名单' }).click()
    await office.page.getByText('第一轮全员核酸').first().waitFor()
    await looked(office, 'testing-missing-zh-desk')
    await calm(office)
  },
  STORY_MS,
)

test(
  'every screen of testing in both languages and three widths: nothing sideways, nothing a screen reader stumbles over',
  async () => {
    const office = await atDesk('communityAdmin')
    const { compound } = await ownCompound(office)
    const campaignId = id()
    const plan = {
      areaId: compound.id,
      name: '第二轮',
      day: day(0),
      fromClock: '08:00',
      untilClock: '12:00',
      poolSize: 10,
      ageFrom: 6,
      ageTo: 60,
      isReserve: true,
    }
    await ask(office, 'testing.planCampaign', { ...plan, id: campaignId })
    const point = await ask<Point>(office, 'testing.addPoint', { id: id(), campaignId, areaId: compound.id, name: '西门', tables: 3 })
    await ask(office, 'testing.startCampaign', { campaignId })
    for (const lang of ['zh', 'en'] as const)
      for (const size of ['phone', 'tablet', 'desk'] as const) {
        const desk = await atDesk('communityAdmin', { lang, size })
        await desk.page.goto(`${demo.url}/desk/?of=testing#/testing`)
        await desk.page.getByRole('button', { name: '第二轮' }).waitFor()
        await looked(desk, `testing-list-${lang}-${size}`)
        await desk.page.goto(`${demo.url}/desk/?of=one#/testing/${campaignId}`)
        await desk.page.getByRole('heading', { name: '第二轮' }).waitFor()
        await looked(desk, `testing-campaign-${lang}-${size}`)
        const table = await onPhone('communityAdmin', { lang, size })
        await table.page.goto(`${demo.url}/work/?of=points#/sampling`)
        await table.page.getByText(/西门/).first().waitFor()
        await looked(table, `testing-points-${lang}-${size}`)
        await table.page.goto(`${demo.url}/work/?of=table#/sampling/${point.id}`)
        await table.page.getByRole('heading', { name: '西门' }).waitFor()
        await looked(table, `testing-table-${lang}-${size}`)
        for (const person of [desk, table]) await person.context.close()
      }
  },
  STORY_MS,
)
