// 扫楼: the whole neighbourhood in one story, by every way there is, with phones that were away.
import { afterAll, expect, test } from 'vitest'
import { ask as askOnce, calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

type Door = { homeId: string; page: number; row: number; use: string; door: string; people: { personId: string }[]; code: string }
type Sweep = {
  id: string
  state: string
  coverage: { expected: number; done: number; excused: number; missing: number }
  ways: Record<string, number>
  disputes: number
  undecided: number
}
type Building = { areaId: string; place: string[]; coverage: { expected: number } }

/** A machine that is short of breath says so, rightly; asked again it has time. */
async function ask<T>(person: Person, name: string, input: object): Promise<T> {
  for (let left = 20; ; left -= 1)
    try {
      return await askOnce<T>(person, name, input)
    } catch (error) {
      if (left === 0 || !String(error).includes('server.busy')) throw error
      await person.page.waitForTimeout(1_000)
    }
}

/** UUID of version 7, as a phone makes it. */
let made = 0
const newId = (): string => {
  made += 1
  const hex = `${Date.now().toString(16).padStart(12, '0')}7${made.toString(16).padStart(3, '0')}8${made.toString(16).padStart(15, '0')}`
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
/** What a visit finds that asks nothing of the ledger: those on record are here, an empty home is empty. */
const visit = ({ homeId, use, people }: Door, way: string) => {
  const outcome = use === 'vacant' && people.length === 0 ? 'vacant' : 'done'
  const said = outcome === 'done' ? people.map(({ personId }) => ({ personId, answer: 'stillHere' })) : []
  const none = { reason: null, tryOn: null, tryPart: null, newcomers: [], homeUse: null, note: null, corrects: null }
  return { ...none, id: newId(), homeId, at: new Date().toISOString(), way, outcome, people: said }
}
async function missingOf(person: Person, sweepId: string): Promise<string[]> {
  const found: string[] = []
  let after: string | null = null
  do {
    const page: { stops: { homeId: string }[]; next: string | null } = await ask(person, 'sweeps.listStops', {
      sweepId,
      isMissing: true,
      limit: 500,
      ...(after === null ? {} : { after }),
    })
    found.push(...page.stops.map((stop) => stop.homeId))
    after = page.next
  } while (after !== null)
  return found
}

test('REG-04 the sweep of 1,552 homes by three ways with two phones offline, the missing list exact at every step', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const desk = office.page
  const name = `扫楼 ${Date.now() % 100_000}`
  await desk.getByRole('link', { name: '扫楼', exact: true }).click()
  await desk.getByRole('button', { name: '建立扫楼' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('名称').fill(name)
  await dialog.getByRole('checkbox', { name: '商铺' }).check()
  await dialog.getByRole('button', { name: '建立扫楼' }).click()
  await desk.getByRole('heading', { name }).waitFor({ timeout: 60_000 })
  const sweepId = /sweeps\/([0-9a-f-]{36})/.exec(desk.url())![1]!
  const get = () => ask<Sweep & { buildings: Building[] }>(office, 'sweeps.getSweep', { sweepId })
  const { coverage } = await get()
  expect(coverage).toEqual({ expected: 1552, done: 0, excused: 0, missing: 1552 })

  // What is known of every door, and the oracle: a plain set of those nobody has explained.
  const doors = new Map<string, Door>()
  const { areas } = await ask<{ areas: { id: string; level: string }[] }>(office, 'areas.listTree', {})
  for (const { id: areaId } of areas.filter(({ level }) => level === 'compound')) {
    const answer = await ask<{ doors: Door[] }>(office, 'sweeps.getBuildingStops', { sweepId, areaId })
    for (const door of answer.doors) doors.set(door.homeId, door)
  }
  const left = new Set(doors.keys())
  expect(left.size).toBe(1552)
  const exact = async () => {
    expect((await missingOf(office, sweepId)).toSorted()).toEqual([...left].toSorted())
    const now = (await get()).coverage
    expect([now.expected, now.missing, now.done + now.excused]).toEqual([1552, left.size, 1552 - left.size])
  }
  await exact()

  // Two phones take one building along and lose the network.
  const phones = await Promise.all([newPerson({ size: 'phone' }), newPerson({ size: 'phone' })])
  const [first, second] = phones as [Person, Person]
  await signIn(first, '/work/', loginOf('gridWorker'))
  await signIn(second, '/work/', loginOf('gridWorker'))
  const own = await ask<{ buildings: Building[] }>(first, 'sweeps.getSweep', { sweepId })
  const taken = own.buildings.find(({ coverage: { expected } }) => expected >= 12)!
  const inside = await ask<{ doors: Door[] }>(first, 'sweeps.getBuildingStops', { sweepId, areaId: taken.areaId })
  const walked = inside.doors.filter(({ people, use }) => people.length > 0 && use !== 'vacant')
  const [a, b, c, d] = walked as [Door, Door, Door, Door]
  const row = (page: Person['page'], { homeId }: Door, state: string) => page.locator(`a[href$='/home/${homeId}']`).filter({ hasText: state })
  for (const { page, context } of phones) {
    await page.goto(`${demo.url}/work/#/sweep/${sweepId}/building/${taken.areaId}`)
    await row(page, a, '未走访').waitFor()
    // A phone that was given its face keeps all of it.
    await expect.poll(() => page.evaluate(async () => (await (await caches.open('xiaomen-files')).match('/kept-faces')) !== undefined)).toBe(true)
    await context.setOffline(true)
  }
  expect([await faults(first.page), await overflow(first.page)]).toEqual([[], 0])
  await picture(first.page, 'story-sweep-building')
  const openDoor = async (person: Person, door: Door) => {
    await person.page.evaluate((place) => {
      location.hash = place
    }, `/sweep/${sweepId}/home/${door.homeId}`)
    await person.page.getByRole('heading', { name: door.door, exact: true }).waitFor()
  }
  const tap = (person: Person, button: string | RegExp) =>
    person.page
      .getByRole('button', { name: button, exact: typeof button === 'string' })
      .first()
      .click()
  // The first meets everybody at a, nobody at b; the second finds a empty, and somebody at c.
  await openDoor(first, a)
  await tap(first, /见到人了/)
  await picture(first.page, 'story-sweep-stop')
  expect([await faults(first.page), await overflow(first.page)]).toEqual([[], 0])
  await tap(first, '都在，保存')
  await first.page.getByText('存在手机里，有网就发。').waitFor()
  await openDoor(first, b)
  await tap(first, /没人在家/)
  await tap(first, '上班')
  await tap(first, '晚上')
  await tap(first, '保存')
  await first.page.getByText('已记下').waitFor()
  await openDoor(second, a)
  await tap(second, /空置房/)
  await tap(second, '保存')
  await second.page.getByText('已记下').waitFor()
  await openDoor(second, c)
  await tap(second, /见到人了/)
  await tap(second, '都在，保存')
  await second.page.getByText('已记下').waitFor()
  // At once on the phone, not yet anywhere else.
  await first.page.getByRole('link', { name: '回到名单' }).click()
  await row(first.page, b, '无人').waitFor()
  expect(await first.page.getByText('未发送').count()).toBeGreaterThan(0)
  await picture(first.page, 'story-sweep-unsent')
  await exact()

  // Meanwhile the office telephones, types in paper, and families report themselves.
  const others = [...doors.values()].filter((door) => ![a, b, c, d].some(({ homeId }) => homeId === door.homeId))
  const many = async (way: 'phone' | 'paper' | 'visit', list: Door[]) => {
    for (let from = 0; from < list.length; from += 100) {
      const part = list.slice(from, from + 100)
      const sent = { sweepId, visits: part.map((door) => visit(door, way)) }
      await ask(office, 'sweeps.recordVisits', sent)
      // A bad line sends it twice.
      if (from === 0) await ask(office, 'sweeps.recordVisits', sent)
      for (const { homeId } of part) left.delete(homeId)
    }
  }
  await many('phone', others.slice(0, 600))
  await exact()
  const family = await newPerson({ size: 'phone' })
  const reporting = others.slice(600, 700).filter(({ people }) => people.length > 0)
  await family.page.goto(`${demo.url}/#/report/${reporting[0]!.code}`)
  await family.page.getByRole('heading', { name: '请告诉社区谁住在这里' }).waitFor()
  await family.page.getByRole('button', { name: '还住这里' }).first().waitFor()
  for (const button of await family.page.getByRole('button', { name: '还住这里' }).all()) await button.click()
  expect([await faults(family.page), await overflow(family.page)]).toEqual([[], 0])
  await picture(family.page, 'story-sweep-report')
  await family.page.getByRole('button', { name: '交给社区' }).click()
  await family.page.getByText('收到了，谢谢您！').waitFor()
  left.delete(reporting[0]!.homeId)
  for (const { code, homeId, people } of reporting.slice(1)) {
    const said = people.map(({ personId }) => ({ personId, answer: 'stillHere' }))
    await ask(family, 'sweeps.reportHome', { id: newId(), code, at: new Date().toISOString(), people: said, newcomers: [], note: null })
    left.delete(homeId)
  }
  // One who was telephoned reports as well: it counts once.
  const twice = others.find(({ people }) => people.length > 0)!
  const same = twice.people.map(({ personId }) => ({ personId, answer: 'stillHere' }))
  await ask(family, 'sweeps.reportHome', { id: newId(), code: twice.code, at: new Date().toISOString(), people: same, newcomers: [], note: null })
  await exact()

  // A page of paper, typed by digits.
  const paper = others[750]!
  await desk.getByRole('tab', { name: '录入纸质清单' }).click()
  await desk.getByRole('spinbutton', { name: '页码' }).fill(String(paper.page))
  await desk.getByRole('button', { name: '打开这一页' }).click()
  await desk.getByRole('textbox', { name: '行 1 结果', exact: true }).waitFor()
  const rows = [...doors.values()].filter(({ page }) => page === paper.page)
  for (const [index, door] of rows.toSorted((one, other) => one.row - other.row).entries()) {
    if (index === 0) await desk.getByRole('textbox', { name: '行 1 结果', exact: true }).focus()
    await desk.keyboard.press(door.use === 'vacant' && door.people.length === 0 ? '4' : '1')
  }
  await picture(desk, 'story-sweep-paper')
  await desk.getByRole('button', { name: `录入 ${rows.length} 户` }).click()
  await desk.getByText(`已录入 ${rows.length} 户`).waitFor()
  for (const { homeId } of rows) left.delete(homeId)
  await exact()
  await many(
    'paper',
    others.slice(700).filter(({ homeId }) => left.has(homeId)),
  )
  await many(
    'visit',
    others.filter(({ homeId }) => left.has(homeId)),
  )
  await exact()
  expect([...left].toSorted()).toEqual([a, b, c, d].map(({ homeId }) => homeId).toSorted())

  // The phones come back: each visit counts once, what contradicts is kept.
  for (const { context, page } of phones) {
    await context.setOffline(false)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
  }
  for (const { homeId } of [a, c]) left.delete(homeId)
  await expect.poll(async () => (await get()).coverage.missing).toBe(left.size)
  await expect.poll(async () => (await get()).disputes).toBe(1)
  await exact()

  // Not while one home is unexplained.
  await ask(office, 'sweeps.recordVisits', { sweepId, visits: [visit(d, 'visit')] })
  left.delete(d.homeId)
  await exact()
  const close = async () => {
    await desk.getByRole('button', { name: '结束扫楼' }).click()
    await desk.getByRole('dialog').getByRole('button', { name: '结束扫楼' }).click()
  }
  await close()
  await desk.getByText('还不能结束：1 户没有交代。').waitFor()
  await desk.getByRole('button', { name: '开始再访' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: '开始再访' }).click()
  await desk.getByText('第 2 轮，1 户').waitFor()
  await openDoor(first, b)
  await tap(first, '电话')
  await tap(first, /见到人了/)
  const correction = first.page.getByRole('checkbox', { name: /更正我上一条记录/ })
  await correction.uncheck()
  await tap(first, '都在，保存')
  left.delete(b.homeId)
  await expect.poll(async () => (await get()).coverage.missing).toBe(0)
  await exact()
  await close()
  await desk.getByText(/还不能结束：1 处矛盾/).waitFor()

  await desk.getByRole('tab', { name: /^矛盾/ }).click()
  await picture(desk, 'story-sweep-dispute')
  await desk.getByRole('listitem').filter({ hasText: '见到人了' }).getByRole('button', { name: '以此为准' }).first().click()
  await expect.poll(async () => (await get()).disputes).toBe(0)
  await desk.getByRole('tab', { name: /^底册差异/ }).click()
  if ((await get()).undecided > 0) {
    await picture(desk, 'story-sweep-differences')
    await desk.getByRole('button', { name: '全部不接受' }).click()
    await expect.poll(async () => (await get()).undecided).toBe(0)
  }
  await desk.getByRole('tab', { name: /^楼栋/ }).click()
  await picture(desk, 'story-sweep-desk')
  expect(await faults(desk)).toEqual([])
  await close()
  await desk.getByText('扫楼已结束').waitFor()
  const end = await get()
  expect([end.state, end.coverage.expected, end.coverage.missing, end.disputes]).toEqual(['closed', 1552, 0, 0])
  expect(Object.values(end.ways).reduce((sum, one) => sum + one, 0)).toBe(1552)
  expect([end.ways['phone']! > 0, end.ways['paper']! > 0, end.ways['ownReport']]).toEqual([true, true, reporting.length])
  for (const person of [office, first, second, family]) await calm(person)
}, 300_000)
