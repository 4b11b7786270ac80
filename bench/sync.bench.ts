// A worker's phone on a bad network: the first look at a house, and a day's visits noted without network and sent when it is back, each counted once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { type Figure, isShort, median, print, report, startServer, throwAwayFolder } from './harness.ts'
import { chromiumPath } from './browser.ts'

/** Slow 4G as page tools define it: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) | 0, uploadThroughput: (750e3 / 8) | 0 }
const FULL_SPEED = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
const VISITS = isShort ? 30 : 500
const HOUSES = isShort ? 2 : 5

type Login = { role: string; login: string; password: string }
type Demo = { url: string; logins: Login[] }
type Task = { id: string; homeId: string; title: string }
const TITLE = '送一封信（试验）'

const ask = <T>(page: Page, name: string, input: object): Promise<T> =>
  page.evaluate(
    async ([path, body]) => {
      // A server short of breath says so and when to come again; who asks here comes again, as a phone does, and not for ever.
      for (let left = 20; ; left -= 1) {
        const reply = await fetch(`/api/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-xiaomen': '1' },
          body: JSON.stringify(body),
        })
        if (reply.ok) return reply.json()
        if (reply.status !== 503 || left === 0) throw new Error(`${path}: ${reply.status}`)
        await new Promise((wake) => {
          setTimeout(wake, Number(reply.headers.get('retry-after') ?? 1) * 1000)
        })
      }
    },
    [name, input] as const,
  ) as Promise<T>

async function signIn(context: BrowserContext, demo: Demo, face: string, role: string): Promise<Page> {
  const { login, password } = demo.logins.find((one) => one.role === role)!
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${demo.url}${face}`)
  await page.locator('input[name=username]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button.primary').click()
  await page.locator('input[name=username]').waitFor({ state: 'detached' })
  return page
}

/** Milliseconds until the house's doors can be read, the page being open and the house never seen before. */
async function firstLook(page: Page, areaId: string): Promise<number> {
  const from = performance.now()
  await page.evaluate((id) => (location.hash = `#/building/${id}`), areaId)
  await page.locator('.chart .cell').first().waitFor()
  return performance.now() - from
}

const folder = await throwAwayFolder()
const readyFile = join(folder.path, 'ready.json')
const server = await startServer({ mode: 'demo', data: join(folder.path, 'data'), args: ['--calm', '--ready-file', readyFile], readyFile, timeoutS: 300 })
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
try {
  const demo = JSON.parse(readFileSync(readyFile, 'utf8')) as Demo
  const phone = { viewport: { width: 360, height: 780 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }
  const office = await signIn(await browser.newContext(), demo, '/desk/', 'communityAdmin')
  const areas = (await ask<{ areas: { id: string; level: string }[] }>(office, 'areas.listTree', {})).areas
  const community = areas.find((area) => area.level === 'community')!
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const obligationId = crypto.randomUUID()
  const uses = ['permanent', 'rented', 'vacant', 'shop', 'dormitory', 'yard']
  const round = { id: obligationId, areaId: community.id, kind: 'notice', title: TITLE, uses, care: [], fromDay: day, dueOn: day, priority: 2 }
  await ask(office, 'tasks.planRound', { ...round, roles: ['communityAdmin'] })

  const context = await browser.newContext(phone)
  const page = await signIn(context, demo, '/work/', 'communityAdmin')
  const network = await context.newCDPSession(page)
  await page.locator('nav.bottom a').first().waitFor()
  const houses = areas.filter((area) => area.level === 'building').slice(0, HOUSES + 1)
  // The screen itself came with the app; a house nobody opened yet has to be asked for.
  await firstLook(page, houses[0]!.id)
  await network.send('Network.emulateNetworkConditions', SLOW_4G)
  const looks: number[] = []
  for (const house of houses.slice(1)) looks.push(await firstLook(page, house.id))
  await network.send('Network.emulateNetworkConditions', FULL_SPEED)

  const own = (await ask<{ tasks: Task[] }>(page, 'tasks.listMine', {})).tasks.filter((task) => task.title === TITLE).slice(0, VISITS)
  if (own.length < VISITS) throw new Error(`only ${own.length} doors to visit`)
  await page.evaluate(() => (location.hash = '#/today'))
  await page.getByText(TITLE).first().waitFor()
  await page.evaluate((homeId) => (location.hash = `#/door/${homeId}`), own[0]!.homeId)
  await page.locator('li.card:not(.task-door)', { hasText: TITLE }).waitFor()
  await context.setOffline(true)
  const noting = performance.now()
  for (const { homeId } of own) {
    await page.evaluate((id) => (location.hash = `#/door/${id}`), homeId)
    const card = page.locator('li.card:not(.task-door)', { hasText: TITLE })
    await card.waitFor()
    const opener = card.getByRole('button', { name: '结果', exact: true })
    const done = card.getByRole('button', { name: /已办好/ })
    await opener.or(done).first().waitFor()
    if ((await opener.count()) > 0) await opener.click()
    await done.click()
    await card.getByText(/等发送/).waitFor()
  }
  print(`${own.length} visits noted without network in ${((performance.now() - noting) / 1000).toFixed(0)} s`)
  const doneNow = async () => (await ask<{ total: { done: number } }>(office, 'tasks.getCoverage', { obligationId })).total.done
  const before = await doneNow()
  await network.send('Network.emulateNetworkConditions', SLOW_4G)
  const from = performance.now()
  await context.setOffline(false)
  let counted = before
  while (counted < before + own.length && performance.now() - from < 120_000) {
    await new Promise((wake) => {
      setTimeout(wake, 500)
    })
    counted = await doneNow()
  }
  const drainedS = (performance.now() - from) / 1000
  const figures: Figure[] = [
    { what: 'first look at a house, slow 4G', value: median(looks) / 1000, unit: 's', goal: { atMost: 3 } },
    { what: `${own.length} visits sent when the network is back, slow 4G`, value: drainedS, unit: 's', goal: { atMost: 10 } },
    { what: 'visits lost or counted twice', value: Math.abs((await doneNow()) - before - own.length), unit: 'visits', goal: { atMost: 0 } },
    { what: 'counted before the network was back', value: before, unit: 'visits', goal: { atMost: 0 } },
  ]
  report({ name: 'sync', figures })
} finally {
  await browser.close()
  await server.stop()
  await folder.remove()
}
