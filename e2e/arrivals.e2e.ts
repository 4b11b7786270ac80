// 来返人员: reported from a phone and by a link, seen at the gate, brought under the plan's measure by two offices, asked after, handed on, closed.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, type Person, picture, signIn, wakeTown } from './browser.ts'
import { openGate } from './gate-steps.ts'
import { atDesk, atHome, day, id, LANGS, lookAtAll } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 400_000
type Area = { id: string; level: string; name: string; path: string }
type Line = { id: string; name: string; state: string; version: number; number: string; caseId: string | null; isClosed: boolean }

const communityOf = async (who: Person): Promise<Area> => {
  const { areas } = await ask<{ areas: Area[] }>(who, 'areas.listTree', {})
  const gate = areas.find(({ name }) => name === loginOf('guard').area)!
  return areas.find((area) => area.level === 'community' && gate.path.startsWith(area.path))!
}
const listed = async (who: Person, list: string) => (await ask<{ arrivals: Line[] }>(who, 'arrivals.listArrivals', { list })).arrivals
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 160; tries += 1) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new Error('It did not come about.')
}
const find = (who: Person, list: string, name: string) => until(async () => (await listed(who, list)).find((one) => one.name === name))

test(
  'CTRL-01 reported from the phone, seen at the gate, proposed by the plan and confirmed by another office; by link with a receipt; lives elsewhere; a list from the station',
  async () => {
    const desk = await atDesk('communityAdmin')
    const community = await communityOf(desk)
    await ask(desk, 'risk.addArea', { id: id(), areaId: community.id, name: '江汉区', code: '420103', level: 'high', from: day(-5), until: null })

    const resident = await atHome()
    await resident.page.goto(`${demo.url}/?of=report#/arrivals`)
    await resident.page.getByLabel(/^从哪里来/).fill('武汉市江汉区')
    await resident.page.getByLabel(/^车次/).fill('G1024')
    await picture(resident.page, 'arrivals-own-zh-phone')
    await resident.page.getByRole('button', { name: '报备', exact: true }).click()
    await resident.page.getByText(/已报备，回执号 \d{6}/).waitFor()
    await resident.page.getByText('已报备，到了从小门进').waitFor()
    await picture(resident.page, 'arrivals-own-done-zh-phone')
    expect(await faults(resident.page)).toEqual([])
    const [own] = await listed(desk, 'expected')

    const { people } = await ask<{ people: { shortCode: string }[] }>(resident, 'gate.listMyCodes', {})
    const guard = await newPerson({ size: 'phone' })
    const gateId = await openGate(guard)
    await ask(guard, 'gate.recordPassage', {
      id: id(),
      gateId,
      direction: 'in',
      temperatureC: 36.5,
      at: new Date().toISOString(),
      means: { kind: 'short', value: people[0]!.shortCode },
      whereFrom: { riskAreaIds: [] },
    })
    // The clock looks at the gates every two minutes.
    await until(async () => (await listed(desk, 'arrived')).find((one) => one.id === own!.id))

    await desk.page.goto(`${demo.url}/desk/?of=decide#/arrivals`)
    await desk.page.getByRole('button', { name: own!.name }).click()
    const drawer = desk.page.getByRole('dialog').first()
    await drawer.getByText('小门记录').waitFor()
    await drawer.getByText('须管控').waitFor()
    await picture(desk.page, 'arrivals-arrived-zh-desk')
    await drawer.getByRole('button', { name: '提出管控' }).click()
    const propose = desk.page.getByRole('dialog', { name: /提出管控/ })
    await propose.getByLabel('出具单位').fill('居委会')
    await picture(desk.page, 'arrivals-propose-zh-desk')
    await propose.getByRole('button', { name: '提出管控' }).click()
    await drawer.getByText('等另一单位确认').waitFor()
    const street = await atDesk('streetCommander')
    const { caseId } = (await listed(street, 'arrived')).find((one) => one.id === own!.id)!
    await ask(street, 'control.confirmOpening', { caseId })
    await until(async () => (await listed(desk, 'controlCase')).find((one) => one.id === own!.id))
    await resident.page.goto(`${demo.url}/?of=under#/arrivals`)
    await resident.page.getByText('按预案管控').waitFor()

    // By the link: no account, no script, a receipt, nothing back.
    await desk.page.goto(`${demo.url}/desk/?of=link#/arrivals`)
    await desk.page.getByRole('button', { name: '报备链接' }).click()
    const path = new URL((await desk.page.getByRole('dialog').getByRole('link').first().getAttribute('href'))!, demo.url).pathname
    const family = await newPerson({ size: 'phone', hasScripts: false })
    await family.page.goto(`${demo.url}${path}`)
    await family.page.getByLabel('谁来报').selectOption('employer')
    await family.page.getByLabel('来的人姓名').fill('何工友')
    await family.page.getByLabel('来的人手机号').fill('10100000777')
    await family.page.getByLabel(/^从哪里来/).fill('上海市嘉定区')
    await family.page.getByLabel(/^住哪一户/).fill('工地宿舍')
    await picture(family.page, 'arrivals-link-zh-phone')
    await family.page.getByRole('button', { name: '报备' }).click()
    await family.page.getByText('已收到报备').waitFor()
    await picture(family.page, 'arrivals-receipt-zh-phone')

    // Not of this community, and of none in this system: written down with the reason, and closed.
    const worker = await find(desk, 'reported', '何工友')
    await desk.page.goto(`${demo.url}/desk/?of=elsewhere#/arrivals/${worker.id}`)
    await desk.page.getByRole('button', { name: '不住这里' }).click()
    const hand = desk.page.getByRole('dialog', { name: '不住这里' })
    await hand.getByLabel('现住社区').fill('外省荷塘社区')
    await hand.getByLabel('说明').fill('宿舍在那边')
    await hand.getByRole('button', { name: '不住这里' }).click()
    const closed = await find(desk, 'closed', '何工友')
    expect(closed).toMatchObject({ state: 'elsewhere', isClosed: true })

    // A list from the station: looked at, then taken in; whoever has no measure is cleared.
    await desk.page.goto(`${demo.url}/desk/?of=list#/arrivals`)
    await desk.page.getByRole('button', { name: '导入名单' }).click()
    const list = desk.page.getByRole('dialog', { name: '导入名单' })
    const csv = (rows: string) => ({ name: 'station.csv', mimeType: 'text/csv', buffer: Buffer.from(`姓名,手机号,出发地,到达日期,车次\n${rows}`) })
    await list.locator('input[type=file]').setInputFiles(csv(`林列车,,上海市,${day()},G7\n`))
    await list.getByText('没有电话也没有证件号').waitFor()
    await picture(desk.page, 'arrivals-list-wrong-zh-desk')
    await list.locator('input[type=file]').setInputFiles(csv(`林列车,10100000778,上海市,${day()},G7\n`))
    await list.getByText('共 1 人：新增 1，已报备 0').waitFor()
    await list.getByRole('button', { name: '导入名单' }).click()
    const came = await find(desk, 'arrived', '林列车')
    await desk.page.goto(`${demo.url}/desk/?of=clear#/arrivals/${came.id}`)
    await desk.page.getByRole('button', { name: '解除', exact: true }).click()
    const clear = desk.page.getByRole('dialog', { name: '解除' })
    await clear.getByRole('button', { name: '解除', exact: true }).click()
    expect(await find(desk, 'closed', '林列车')).toMatchObject({ state: 'cleared' })
    expect(await faults(desk.page)).toEqual([])
    await Promise.all([desk, resident, guard, street, family].map(calm))
  },
  STORY_MS,
)

test(
  'every screen of arrivals in both languages and three widths: nothing sideways, nothing a screen reader stumbles over',
  async () => {
    const desk = await atDesk('communityAdmin')
    const community = await communityOf(desk)
    const report = (name: string, phone: string, on: string) =>
      ask<Line>(desk, 'arrivals.reportArrival', {
        id: id(),
        communityId: community.id,
        personId: null,
        name,
        phone,
        document: null,
        door: '3-2-501',
        from: '武汉市江汉区',
        code: null,
        on,
        transport: 'train',
        vehicle: 'G1024',
      })
    const one = await report('沈远来', '10100000881', day(1))
    const { complaints, look } = lookAtAll()
    for (const lang of LANGS) {
      const person = await atDesk('communityAdmin', { lang })
      await person.page.goto(`${demo.url}/desk/?of=look#/arrivals`)
      await person.page.getByRole('radio').first().waitFor({ state: 'attached' })
      await person.page
        .getByText(lang === 'zh' ? /待核对 \d/ : /To match \d/)
        .first()
        .click()
      await person.page.getByRole('button', { name: '沈远来' }).waitFor()
      await look(person, `arrivals-desk-${lang}`)
      await person.page.goto(`${demo.url}/desk/?of=drawer#/arrivals/${one.id}`)
      await person.page.getByRole('button', { name: lang === 'zh' ? '核对到户' : 'Match' }).waitFor()
      await look(person, `arrivals-drawer-${lang}`)
      await person.context.close()
    }
    for (const lang of LANGS) {
      const person = await newPerson({ lang, size: 'phone' })
      await signIn(person, '/work/', loginOf('gridWorker'))
      await person.page.goto(`${demo.url}/work/?of=arrivals#/arrivals`)
      await person.page.getByRole('heading', { level: 1 }).waitFor()
      await look(person, `arrivals-worker-${lang}`)
      const home = await atHome({ lang })
      await home.page.goto(`${demo.url}/?of=own#/arrivals`)
      await home.page.getByRole('heading', { level: 1 }).waitFor()
      await look(home, `arrivals-own-${lang}`)
      await person.context.close()
      await home.context.close()
    }
    expect(complaints).toEqual([])
    await calm(desk)
  },
  STORY_MS,
)

test(
  'CTRL-01 who does not come is asked after by the grid worker, comes another day, is seen at the door and closed',
  async () => {
    const desk = await atDesk('communityAdmin')
    const community = await communityOf(desk)
    const resident = await atHome()
    const own = await ask<{ home: { id: string } }>(resident, 'registry.myHousehold', {})
    const reported = await ask<Line>(desk, 'arrivals.reportArrival', {
      id: id(),
      communityId: community.id,
      personId: null,
      name: '林迟来',
      phone: '10100000779',
      document: null,
      door: null,
      from: '上海市',
      code: null,
      on: day(),
      transport: 'train',
      vehicle: null,
    })
    await ask(desk, 'arrivals.acceptArrival', { arrivalId: reported.id, version: reported.version, homeId: own.home.id, who: { kind: 'homeOnly' }, on: day() })
    await Promise.all([desk, resident].map(({ context }) => context.close()))

    await wakeTown(new Date(Date.parse(`${day(1)}T05:09:30+08:00`)))
    const later = await atDesk('communityAdmin')
    const missing = await find(later, 'notArrived', '林迟来')
    const grid = await newPerson({ size: 'phone' })
    await signIn(grid, '/work/', loginOf('gridWorker'))
    await grid.page.goto(`${demo.url}/work/?of=today#/today`)
    await grid.page.getByText('来返人员未到，请核实').first().waitFor()
    await grid.page.goto(`${demo.url}/work/?of=ask#/arrivals/${missing.id}`)
    await grid.page.getByRole('button', { name: '改天到' }).waitFor()
    await picture(grid.page, 'arrivals-ask-zh-phone')
    expect(await faults(grid.page)).toEqual([])
    await grid.page.getByRole('button', { name: '改天到' }).click()
    await grid.page.getByLabel('哪天到').fill(day(1))
    await grid.page.getByRole('button', { name: '确定' }).click()
    await grid.page.getByText('已记下').waitFor()
    await grid.page.getByRole('button', { name: /到了/ }).click()
    const arrived = await find(later, 'arrived', '林迟来')
    const { version } = await ask<Line>(later, 'arrivals.getArrival', { arrivalId: arrived.id })
    await ask(later, 'arrivals.clearArrival', { arrivalId: arrived.id, version, ground: 'noMeasure' })
    expect(await find(later, 'closed', '林迟来')).toMatchObject({ state: 'cleared' })
  },
  STORY_MS,
)
