// 演练: the real town and its rehearsal side by side, in one browser each.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { freePort, type RunningServer, startServer } from '../bench/harness.ts'
import {
  ask,
  calm,
  closeBrowser,
  demo,
  faults,
  keptOffline,
  type Lang,
  loginOf,
  newPerson,
  overflow,
  type Person,
  picture,
  signIn,
  type Size,
} from './browser.ts'
import { next, openGate, scan, verdict } from './gate-steps.ts'
import type { Login } from './setup.ts'

type Order = { id: string; areaId: string; areaName: string; state: string; from: string | null; waiting: { id: string } | null }
const real = demo.url
const STORY_MS = 300_000
const COMMUNITY = '文澜社区'
let folder: string
let drill: RunningServer
let copy: string
let ready: { url: string; until: string; logins: Login[] }
let residents: Login[]

/** From what the demonstration left, while the real town runs on its own copy of it. */
async function startDrill(env: Record<string, string> = {}): Promise<RunningServer> {
  const played = inject('played')
  if (!('data' in played)) throw new Error('A drill is copied from a folder: tell this story without XIAOMEN_READY_FILE.')
  const port = await freePort()
  const readyFile = join(folder, `${port}.json`)
  const server = await startServer({
    mode: 'drill',
    data: played.data,
    port,
    args: ['--ready-file', readyFile],
    readyFile,
    timeoutS: 230,
    env: {
      XIAOMEN_DRILL_DATA: copy,
      XIAOMEN_DRILL_PORT: String(port),
      XIAOMEN_DRILL_HOURS: '2',
      XIAOMEN_DRILL_HOMES: '60',
      XIAOMEN_DRILL_INFECTIONS: '4',
      ...env,
    },
  })
  ready = JSON.parse(readFileSync(readyFile, 'utf8')) as typeof ready
  return server
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaomen-drill-story-'))
  copy = join(folder, 'copy')
  drill = await startDrill()
  residents = ready.logins
})
afterAll(async () => {
  await drill.stop()
  await closeBrowser()
  rmSync(folder, { recursive: true, force: true })
})

/** Signs in at the real town or at the drill, with the same login. */
async function enter(url: string, login: Login, face: '/work/' | '/desk/', how: { lang?: Lang; size?: Size } = {}): Promise<Person> {
  demo.url = url
  const person = await newPerson(how)
  await signIn(person, face, login)
  demo.url = real
  return person
}
const atDesk = (url: string, role: string, how: { lang?: Lang; size?: Size } = {}) => enter(url, loginOf(role), '/desk/', how)
const day = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const SIZES: Size[] = ['phone', 'tablet', 'desk']

/** The mark over the page, whole, in nobody's way, and in the title. */
async function marked({ page }: Person, shot: string): Promise<void> {
  const mark = page.getByRole('note', { name: '演练 DRILL' })
  await mark.waitFor()
  expect(await page.title()).toMatch(/^【演练 DRILL】/)
  const seen = await page.evaluate(() => {
    const one = document.getElementById('drill-mark')!
    const { width, height } = one.getBoundingClientRect()
    const isWhole = width === innerWidth || width === document.documentElement.clientWidth
    const touched = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
    return { isWhole: isWhole && height === innerHeight, isInTheWay: touched === one || one.contains(touched), text: one.innerText }
  })
  expect(seen).toMatchObject({ isWhole: true, isInTheWay: false, text: expect.stringMatching(/演练 DRILL · 至 until \d\d-\d\d \d\d:\d\d/) as string })
  await picture(page, shot)
  expect([shot, await overflow(page), await faults(page)]).toEqual([shot, 0, []])
}

/** What a town knows: its orders, its tasks, its cases, and how often any of them was written. */
async function whatItKnows(office: Person, auditor: Person) {
  const orders = await ask<Order[]>(office, 'posture.listOrders', {})
  const cases = await ask<unknown[]>(office, 'control.listCases', {})
  const tasks = await ask<unknown>(office, 'tasks.listMine', {})
  const written: Record<string, number> = {}
  for (const operation of ['posture.draftOrder', 'posture.approveOrder', 'control.registerCase', 'control.openCase'])
    written[operation] = (await ask<unknown[]>(auditor, 'privacy.listAudit', { operation })).length
  return { orders, cases, tasks, written }
}

test(
  'COMMAND-04 an order is drafted by one office and signed by two in the drill, the invented outbreak comes with it, and the real town beside it knows nothing',
  async () => {
    const [office, auditor] = [await atDesk(real, 'communityAdmin'), await atDesk(real, 'auditor')]
    const before = await whatItKnows(office, auditor)
    expect(await office.page.locator('#drill-mark').count()).toBe(0)
    expect(await office.page.title()).not.toContain('演练')

    const drafter = await atDesk(drill.url, 'communityAdmin')
    expect(await ask<Order[]>(drafter, 'posture.listOrders', {})).toEqual([])
    const { areas } = await ask<{ areas: { id: string; name: string; level: string }[] }>(drafter, 'areas.listTree', {})
    const order = await ask<Order>(drafter, 'posture.draftOrder', {
      areaId: areas.find(({ name, level }) => name === COMMUNITY && level === 'community')!.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: '演练，无法律效力',
      purpose: '演练平急转换',
      until: day(10),
      assessment: { processed: '演练', necessity: '演练', risks: '演练', measures: '演练', assessedBy: '法制岗', assessedOn: day(0) },
    })
    const district = await atDesk(drill.url, 'district')
    await district.page.goto(`${drill.url}/desk/?of=orders#/posture`)
    const card = district.page.getByRole('article', { name: new RegExp(`^${COMMUNITY}`) }).first()
    await card.getByRole('button', { name: '查看变化并签署' }).click()
    const dialog = district.page.getByRole('dialog')
    await dialog.getByRole('heading', { name: '范围' }).waitFor()
    await picture(district.page, 'drill-sign')
    await dialog.getByRole('button', { name: '我已看过，签署' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const second = await atDesk(drill.url, 'streetCommander')
    const { waiting } = (await ask<Order[]>(second, 'posture.listOrders', {}))[0]!
    await ask(second, 'posture.approveOrder', { orderId: order.id, actId: waiting!.id })
    expect(await ask(second, 'posture.current', { areaId: order.areaId })).toMatchObject({ posture: 'emergency' })

    await expect.poll(async () => (await ask<unknown[]>(second, 'control.listCases', {})).length, { timeout: 60_000 }).toBe(4)
    await expect
      .poll(async () => (await ask<{ cases: unknown[] }>(second, 'control.listControl', { list: 'waiting' })).cases.length, { timeout: 60_000 })
      .toBeGreaterThan(4)
    await drafter.page.goto(`${drill.url}/desk/#/cases`)
    await drafter.page.getByText('演练导演组').first().waitFor()
    await marked(drafter, 'drill-cases')

    expect(await whatItKnows(office, auditor)).toEqual(before)
    for (const person of [office, auditor, drafter, district, second]) await calm(person)
  },
  STORY_MS,
)

test(
  'COMMAND-04 desk, phones of workers and of residents, public pages and the page of the drill bear the mark at every size in both languages, and nobody can take it off',
  async () => {
    for (const lang of ['zh', 'en'] as const)
      for (const size of SIZES) {
        const desk = await atDesk(drill.url, 'communityAdmin', { lang, size })
        await desk.page.getByRole('heading', { level: 1 }).waitFor()
        await marked(desk, `drill-desk-${size}-${lang}`)
        const worker = await enter(drill.url, loginOf('gridWorker'), '/work/', { lang, size })
        await worker.page.getByRole('heading', { level: 1 }).first().waitFor()
        await marked(worker, `drill-work-${size}-${lang}`)
        const resident = await enter(drill.url, residents[0]!, '/work/', { lang, size })
        await resident.page.goto(`${drill.url}/`)
        await resident.page
          .getByText(lang === 'zh' ? '短号，可以念给门岗听' : 'Short number')
          .first()
          .waitFor()
        await marked(resident, `drill-resident-${size}-${lang}`)
        await resident.page.goto(`${drill.url}/drill?lang=${lang}`)
        await marked(resident, `drill-page-${size}-${lang}`)
        for (const person of [desk, worker, resident]) await calm(person)
      }
    // Without network, from what the phone keeps.
    const away = await enter(drill.url, loginOf('gridWorker'), '/work/', { size: 'phone' })
    await keptOffline(away, 'work')
    await away.context.setOffline(true)
    await away.page.reload()
    await marked(away, 'drill-work-offline')
    await calm(away)
    const somebody = await newPerson({ size: 'phone' })
    await somebody.page.goto(`${drill.url}/`)
    const mark = somebody.page.locator('#drill-mark')
    await somebody.page.evaluate(() => document.getElementById('drill-mark')!.remove())
    await mark.waitFor()
    await somebody.page.evaluate(() => document.getElementById('drill-mark')!.setAttribute('style', 'display:none!important'))
    await expect.poll(() => mark.getAttribute('style')).toBeNull()
    expect(await somebody.page.evaluate(async () => (await (await fetch('/resident.webmanifest')).json()).name as string)).toMatch(/^【演练 DRILL】/)
    // On paper too: the words are text, not a background that printers leave out.
    await somebody.page.emulateMedia({ media: 'print' })
    await picture(somebody.page, 'drill-print')
    expect(await mark.isVisible()).toBe(true)
    await calm(somebody)
  },
  STORY_MS,
)

test(
  'COMMAND-04 a code shown in the drill is refused at the real gate, with the sentence that it is from a drill',
  async () => {
    const resident = await enter(drill.url, residents[0]!, '/work/', { size: 'phone' })
    const { people } = await ask<{ people: { strips: { code: string }[] }[] }>(resident, 'gate.listMyCodes', {})
    const guard = await newPerson({ size: 'phone' })
    await openGate(guard)
    await scan(guard, people[0]!.strips[0]!.code)
    expect(await verdict(guard, '365')).toContain('演练的码只在演练中有效')
    await picture(guard.page, 'drill-code-at-real-gate')
    await next(guard, /未放行/)
    for (const person of [resident, guard]) await calm(person)
  },
  STORY_MS,
)

test(
  'COMMAND-04 when its hours are over the server of the drill stops by itself and its folder is gone',
  async () => {
    await drill.stop()
    expect(existsSync(copy)).toBe(true)
    const { until } = ready
    const shortly = new Date(new Date(until).getTime() - 45_000).toISOString()
    drill = await startDrill({ NODE_OPTIONS: `--import=${new URL('clock.ts', import.meta.url).href}`, XIAOMEN_STORY_CLOCK: shortly })
    // The same drill goes on, to the same end.
    expect(ready).toEqual({ url: drill.url, until, logins: [] })
    await expect.poll(() => existsSync(copy), { timeout: 120_000, interval: 500 }).toBe(false)
    await expect.poll(() => drill.child.exitCode, { timeout: 20_000 }).toBe(0)
  },
  STORY_MS,
)
