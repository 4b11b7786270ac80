// 检测机构、混阳召回: from the point's box to the laboratory, and a pool of ten that is positive at ten past eleven at night.
import { labelOf } from '@xiaomen/rules/testing'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, keptOffline, newPerson, type Person, signIn, wakeTown } from './browser.ts'
import { atDesk, atHome, day, id, LANGS, lookAtAll, looked, onPhone, tasksOf } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 420_000
type Area = { id: string; level: string; name: string; path: string; parentId: string | null }
type Point = { id: string; batch: string; name: string }
type Someone = { personId: string; homeId: string; building: string; door: string }
type Pool = {
  people: { personId: string; state: string; name: string | null; door: string | null; buildingId: string | null }[]
  open: number
  unknown: number[]
}

const now = () => new Date().toISOString()
const tubeOf = (point: Point, serial: number) => labelOf({ kind: 'tube', batch: point.batch, serial })
const boxOf = (point: Point, serial: number) => labelOf({ kind: 'box', batch: point.batch, serial })
async function second(how: Parameters<typeof newPerson>[0] = {}): Promise<Person> {
  const person = await newPerson(how)
  await signIn(
    person,
    '/desk/',
    demo.logins.find(({ login }) => login === 'laboratory-2')!,
  )
  return person
}
/** Ten people of the grid worker's houses, by the ledger. */
async function tenPeople(office: Person, worker: Person): Promise<{ compound: Area; ten: Someone[] }> {
  const { areas } = await ask<{ areas: Area[] }>(office, 'areas.listTree', {})
  const paths = (await ask<{ permissions: Record<string, string[]> }>(worker, 'access.me', {})).permissions['lab.recall']!
  const found: (Someone & { path: string })[] = []
  for (const building of areas.filter(({ level, path }) => level === 'building' && paths.some((one) => path.startsWith(one)))) {
    const { homes } = await ask<{ homes: { home: { id: string } }[] }>(office, 'registry.listHomes', { areaId: building.id, limit: 10 })
    for (const { home } of homes) {
      const one = await ask<{ home: { door: string }; residents: { id: string }[] }>(office, 'registry.getHome', { homeId: home.id })
      found.push(
        ...one.residents.map((person) => ({ personId: person.id, homeId: home.id, building: building.name, door: one.home.door, path: building.path })),
      )
    }
    const compound = areas.find(({ level, path }) => level === 'compound' && building.path.startsWith(path))!
    const here = found.filter(({ path }) => path.startsWith(compound.path))
    if (here.length >= 10) return { compound, ten: here.slice(0, 10) }
  }
  throw new Error('There are not ten people in the grid.')
}
async function openRound(office: Person, compound: Area, name: string): Promise<{ campaignId: string; point: Point }> {
  const campaignId = id()
  const hours = { day: day(0), fromClock: '08:00', untilClock: '12:00' }
  await ask(office, 'testing.planCampaign', { ...hours, id: campaignId, areaId: compound.id, name, poolSize: 10, ageFrom: 0, ageTo: 150, isReserve: false })
  const point = await ask<Point>(office, 'testing.addPoint', { id: id(), campaignId, areaId: compound.id, name: '东门广场', tables: 2 })
  await ask(office, 'testing.startCampaign', { campaignId })
  return { campaignId, point }
}
async function take(office: Person, point: Point, serial: number, people: readonly Someone[], size: number): Promise<void> {
  const tube = { pointId: point.id, table: 1, tube: tubeOf(point, serial), size }
  for (const { personId } of people) await ask(office, 'testing.takeSample', { ...tube, id: id(), means: { kind: 'none', value: '' }, personId, at: now() })
  await ask(office, 'testing.sealTube', { ...tube, id: id(), counted: people.length, at: now() })
}
async function send(office: Person, point: Point, boxNo: number, tubes: readonly number[]): Promise<void> {
  const box = { pointId: point.id, box: boxOf(point, boxNo), at: now() }
  for (const serial of tubes) await ask(office, 'testing.packTube', { ...box, id: id(), tube: tubeOf(point, serial) })
  await ask(office, 'testing.closeBox', { ...box, id: id(), counted: tubes.length })
  await ask(office, 'testing.sendBox', { ...box, id: id(), counted: tubes.length, courier: '石师傅', isSignedHere: true, isSignedByCourier: true })
}
const poolAt = (office: Person, point: Point) => ask<Pool>(office, 'lab.getPool', { tube: tubeOf(point, 1) })
async function scan({ page }: Person, label: RegExp, text: string): Promise<void> {
  await page.getByLabel(label).fill(text)
  await page.keyboard.press('Enter')
}

test(
  'A7 TEST-02 TEST-03 a pool of ten is boxed, sent, received and positive at 23:10: ten people, doors and buildings are found at once, each is told, kept at home and sampled alone; the negative go free, the positive is proposed as a case',
  async () => {
    let office = await atDesk('communityAdmin')
    const worker = await onPhone('gridWorker')
    const { compound, ten } = await tenPeople(office, worker)
    const { point } = await openRound(office, compound, '夜间应检')
    await take(office, point, 1, ten, 10)

    // At the point: the box, the tube, a wrong count, the right one; the courier counts and both sign.
    const table = await onPhone('communityAdmin')
    await table.page.goto(`${demo.url}/work/?of=boxes#/sampling/${point.id}`)
    await table.page.getByRole('link', { name: '装箱、交给转运员' }).click()
    await scan(table, /扫箱码或管码/, tubeOf(point, 1))
    await table.page.getByText('还没有箱子：先扫').first().waitFor()
    await scan(table, /扫箱码或管码/, boxOf(point, 1))
    await table.page.getByRole('heading', { name: boxOf(point, 1) }).waitFor()
    // Without network it is noted, and comes in afterwards, once.
    await keptOffline(table, 'work')
    await table.context.setOffline(true)
    await scan(table, /扫箱码或管码/, tubeOf(point, 1))
    await table.page.getByText(/箱内共 1 支 · 已记下，有网后上传/).waitFor({ timeout: 20_000 })
    await looked(table, 'lab-box-offline-zh-phone')
    await scan(table, /扫箱码或管码/, tubeOf(point, 1))
    await table.page.getByText('这支已经在箱里了').waitFor()
    await table.context.setOffline(false)
    await expect
      .poll(
        async () => (await ask<{ boxes: { tubes: object[] }[] }>(office, 'testing.listBoxes', { pointId: point.id })).boxes.map(({ tubes }) => tubes.length),
        {
          timeout: 60_000,
        },
      )
      .toEqual([1])
    await table.page.getByLabel('数一数箱里的试管，共几支').fill('2')
    await table.page.getByRole('button', { name: '封箱' }).click()
    await table.page.getByText('扫了 1 支，数出 2 支').waitFor()
    await looked(table, 'lab-box-differs-zh-phone')
    await table.page.getByLabel('数一数箱里的试管，共几支').fill('1')
    await table.page.getByRole('button', { name: '封箱' }).click()
    await table.page.getByText('已封箱：1 支').waitFor()
    await table.page.getByLabel('转运员姓名').fill('石师傅')
    await table.page.getByLabel('转运员点数（支）').fill('1')
    await table.page.getByLabel('采样点已当面交出').check()
    await looked(table, 'lab-box-handover-zh-phone')
    expect(await table.page.getByRole('button', { name: '确认交接' }).isDisabled()).toBe(true)
    await table.page.getByLabel('转运员已当面点清、接收').check()
    await table.page.getByRole('button', { name: '确认交接' }).click()
    await table.page.getByText('已交给转运员').first().waitFor()
    for (const person of [table, worker, office]) await person.context.close()

    // At the laboratory it is ten past eleven at night.
    await wakeTown(new Date(`${day(0)}T23:10:00+08:00`))
    const lab = await atDesk('laboratory')
    await lab.page.goto(`${demo.url}/desk/?of=lab#/lab`)
    await scan(lab, /^扫箱码$/, boxOf(point, 1))
    await lab.page.getByText(/转运员签收 1 支/).waitFor()
    await scan(lab, /扫管码/, tubeOf(point, 1))
    await lab.page.getByText('已扫 1 支').waitFor()
    await looked(lab, 'lab-receive-zh-desk')
    await lab.page.getByRole('button', { name: '点完，签收' }).click()
    await lab.page.getByText('已签收 1 支').waitFor()
    await lab.page.getByRole('tab', { name: '报结果' }).click()
    await lab.page.getByText('＋ 阳性').click()
    await lab.page.getByLabel('Ct 值（可不填）').fill('31.5')
    await scan(lab, /扫管码/, tubeOf(point, 1))
    await lab.page
      .getByText(/等待同事复核/)
      .first()
      .waitFor()
    await lab.page.getByRole('tab', { name: /待复核/ }).click()
    await lab.page.getByText('您自己报的，请同事复核').waitFor()
    await looked(lab, 'lab-own-waits-zh-desk')
    const other = await second()
    await other.page.goto(`${demo.url}/desk/?of=lab#/lab`)
    await other.page.getByRole('tab', { name: /待复核/ }).click()
    await other.page.getByRole('button', { name: `同意 ${tubeOf(point, 1)}`, exact: true }).click()
    await other.page.getByText(/复核完成/).waitFor()
    // Nobody's name and no door reaches a laboratory.
    expect(await lab.page.content()).not.toContain(ten[0]!.door)

    // Found at once: ten people, their doors, their buildings.
    office = await atDesk('communityAdmin')
    await expect.poll(async () => (await poolAt(office, point).catch(() => ({ open: 0 }))).open, { timeout: 30_000 }).toBe(10)
    const began = performance.now()
    const pool = await poolAt(office, point)
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(pool.people.map(({ personId }) => personId).toSorted()).toEqual(ten.map(({ personId }) => personId).toSorted())
    expect(pool.people.every(({ name, door, buildingId }) => name !== null && door !== null && buildingId !== null)).toBe(true)
    await office.page.goto(`${demo.url}/desk/?of=pools#/pools`)
    await office.page.getByRole('button', { name: tubeOf(point, 1) }).click()
    await office.page.getByRole('heading', { name: tubeOf(point, 1) }).waitFor()
    await office.page.getByText('待通知').first().waitFor()
    await looked(office, 'lab-pool-told-zh-desk')

    // The gate holds them; whoever needs a hospital passes.
    const guard = await onPhone('guard')
    const atGate = async (one: Someone, more: object = {}) => {
      const [gate] = await ask<{ id: string }[]>(guard, 'gate.listGates', {})
      const means = { kind: 'door', value: `${one.building}-${one.door}` }
      const { candidates } = await ask<{ candidates: { personId: string; verdict: { outcome: string; reasons: string[] } }[] }>(guard, 'gate.lookUp', {
        gateId: gate!.id,
        means,
        direction: 'out',
        ...more,
      })
      return candidates.find(({ personId }) => personId === one.personId)!.verdict
    }
    expect((await atGate(ten[0]!)).reasons).toContain('under_control')
    expect((await atGate(ten[0]!, { medical: true })).outcome).toBe('enter')

    // The grid worker goes from door to door.
    const walker = await onPhone('gridWorker')
    const visits = await tasksOf(walker, 'recall')
    expect(visits.length).toBe(new Set(ten.map(({ homeId }) => homeId)).size)
    await walker.page.goto(`${demo.url}/work/?of=today#/recall/${ten[0]!.homeId}`)
    await walker.page.getByRole('button', { name: '已告知，在家' }).first().waitFor()
    await looked(walker, 'lab-recall-zh-phone')
    const here = ten.filter(({ homeId }) => homeId === ten[0]!.homeId).length
    for (let at = 0; at < here; at += 1) await walker.page.getByRole('button', { name: '已告知，在家' }).nth(at).click()
    await expect.poll(async () => (await poolAt(office, point)).people.filter(({ state }) => state === 'atHome').length, { timeout: 30_000 }).toBe(here)
    expect((await tasksOf(walker, 'recall')).length).toBe(visits.length - 1)
    await calm(walker)

    // Each alone: nine negative by the laboratory's own file, one positive by two.
    for (const [at, one] of ten.entries()) await take(office, point, 11 + at, [one], 1)
    await expect.poll(async () => (await poolAt(office, point)).people.filter(({ state }) => state === 'resampled').length, { timeout: 60_000 }).toBe(10)
    const singles = ten.map((_one, at) => 11 + at)
    await send(office, point, 2, singles)
    await ask(lab, 'lab.receiveBox', { box: boxOf(point, 2), tubes: singles.map((serial) => tubeOf(point, serial)) })
    const rows = ['条码,检测结果,Ct值', ...singles.map((serial, at) => `${tubeOf(point, serial)},${at === 9 ? '阳性,27' : '阴性,'}`)]
    await lab.page.getByRole('tab', { name: '文件导入' }).click()
    await lab.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from([...rows, '6901234567892,阴性,'].join('\r\n')) })
    await lab.page.getByText('整个文件没有收').waitFor()
    await looked(lab, 'lab-file-bad-zh-desk')
    await lab.page.locator('input[type=file]').setInputFiles({ name: 'good.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) })
    await lab.page.getByText('10 行：生效 9，待复核 1').waitFor()
    await ask(other, 'lab.confirm', { tube: tubeOf(point, singles[9]!), agree: true })
    await expect
      .poll(async () => (await poolAt(office, point)).people.map(({ state }) => state).toSorted(), { timeout: 60_000 })
      .toEqual([...Array.from({ length: 9 }, () => 'negative'), 'positive'])
    await office.page.getByText('单采阴性，已解除').first().waitFor()
    await office.page.getByText(/单采阳性的人已报到/).waitFor()
    await looked(office, 'lab-pool-ended-zh-desk')
    expect((await atGate(ten[0]!)).reasons).not.toContain('under_control')
    expect((await atGate(ten[9]!)).reasons).toContain('under_control')
    const cases = await ask<{ state: string; evidence: { kind: string } }[]>(office, 'control.listCases', {})
    expect(cases.filter(({ state, evidence }) => state === 'reported' && evidence.kind === 'testResult')).toHaveLength(1)
    for (const person of [lab, other, office]) await calm(person)
  },
  STORY_MS,
)

test(
  'every screen of the laboratory and of the recall in both languages and three widths: nothing sideways, nothing a screen reader stumbles over',
  async () => {
    const office = await atDesk('communityAdmin')
    const worker = await onPhone('gridWorker')
    const { compound, ten } = await tenPeople(office, worker)
    const { campaignId, point } = await openRound(office, compound, '看一看')
    // The resident of the demonstration is one of the pool, and reads what that means.
    const resident = (await ask<{ personId: string | null }>(await atHome(), 'access.me', {})).personId!
    await take(office, point, 1, [...ten.slice(0, 3), { personId: resident, homeId: '', building: '', door: '' }], 10)
    await take(office, point, 2, ten.slice(4, 6), 10)
    await take(office, point, 3, ten.slice(6, 8), 10)
    await take(office, point, 4, ten.slice(8, 9), 10)
    await send(office, point, 1, [1, 2, 3])
    await ask(office, 'testing.packTube', { id: id(), pointId: point.id, box: boxOf(point, 2), tube: tubeOf(point, 4), at: now() })
    const [lab, other] = [await atDesk('laboratory'), await second()]
    await ask(lab, 'lab.receiveBox', { box: boxOf(point, 1), tubes: [1, 2, 3].map((serial) => tubeOf(point, serial)) })
    for (const serial of [1, 2]) await ask(lab, 'lab.report', { id: id(), tube: tubeOf(point, serial), verdict: 'positive', ct: 30 })
    await ask(lab, 'lab.report', { id: id(), tube: tubeOf(point, 4), verdict: 'negative', ct: null })
    await ask(other, 'lab.confirm', { tube: tubeOf(point, 1), agree: true })
    await expect.poll(async () => (await poolAt(office, point).catch(() => ({ open: 0 }))).open, { timeout: 30_000 }).toBe(4)
    const street = await atDesk('streetCommander')
    await ask(street, 'lab.addChannel', {
      id: id(),
      areaId: (await ask<{ areas: Area[] }>(street, 'areas.listTree', {})).areas.find(({ level }) => level === 'street')!.id,
      name: '检测所系统',
    })
    const { complaints, look } = lookAtAll()
    for (const lang of LANGS) {
      const en = lang === 'en'
      const bench = await second({ lang })
      await bench.page.goto(`${demo.url}/desk/?of=lab#/lab`)
      for (const [key, name] of [
        ['receive', en ? 'Receive' : '签收'],
        ['report', en ? 'Report' : '报结果'],
        ['confirm', en ? /Second look/ : /待复核/],
        ['unmatched', en ? /Unmatched/ : /未对上/],
        ['file', en ? 'By file' : '文件导入'],
      ] as const) {
        await bench.page.getByRole('tab', { name }).click()
        await look(bench, `lab-${key}-${lang}`)
      }
      const desk = await atDesk('communityAdmin', { lang })
      await desk.page.goto(`${demo.url}/desk/?of=pools#/pools`)
      await desk.page.getByRole('button', { name: tubeOf(point, 1) }).waitFor()
      await look(desk, `lab-pools-${lang}`)
      await desk.page.getByRole('button', { name: tubeOf(point, 1) }).click()
      await desk.page.getByRole('heading', { name: tubeOf(point, 1) }).waitFor()
      await look(desk, `lab-pool-${lang}`)
      const chief = await atDesk('streetCommander', { lang })
      await chief.page.goto(`${demo.url}/desk/?of=pools#/pools`)
      await chief.page.getByText('检测所系统').first().waitFor()
      await look(chief, `lab-channels-${lang}`)
      await chief.context.close()
      await desk.page.goto(`${demo.url}/desk/?of=tubes#/testing/${campaignId}`)
      await desk.page.getByRole('tab', { name: en ? 'Where the tubes are' : '样本去向' }).click()
      await look(desk, `lab-tubes-${lang}`)
      const phone = await onPhone('communityAdmin', { lang })
      await phone.page.goto(`${demo.url}/work/?of=boxes#/sampling/${point.id}/boxes`)
      await phone.page.getByText(boxOf(point, 2)).first().waitFor()
      await phone.page.getByRole('button', { name: en ? 'Go on' : '继续' }).click()
      await look(phone, `lab-boxes-${lang}`)
      await phone.page.goto(`${demo.url}/work/?of=recall#/recall/${ten[0]!.homeId}`)
      await phone.page
        .getByRole('button', { name: en ? 'Told, at home' : '已告知，在家' })
        .first()
        .waitFor()
      await look(phone, `lab-recall-${lang}`)
      const home = await atHome({ lang })
      await home.page.goto(`${demo.url}/?of=tests#/tests`)
      await home.page.getByRole('heading', { name: en ? 'My nucleic acid tests' : '我的核酸检测' }).waitFor()
      await look(home, `lab-own-${lang}`)
      for (const person of [bench, desk, phone, home]) await person.context.close()
    }
    expect(complaints).toEqual([])
  },
  STORY_MS,
)
