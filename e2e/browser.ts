// Real Chromium, one page per person. What a story sees it asks for by role and words, as a person does.
import axe from 'axe-core'
import { mkdirSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { chromiumPath } from '../bench/browser.ts'
import type { Login } from './setup.ts'
import { openWorld } from './world.ts'

export type Lang = 'zh' | 'en'
export const SIZES = { phone: { width: 360, height: 780 }, tablet: { width: 768, height: 1024 }, desk: { width: 1440, height: 900 } } as const
export type Size = keyof typeof SIZES

let browser: Promise<Browser> | null = null
const open = () => {
  return (browser ??= chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  }))
}
const played = inject('played')
export const world = await openWorld(played)
export const demo = { url: world.url, logins: played.logins }
/** A night passes: the town's server sleeps and wakes at this instant. Everybody has to open their page anew. */
export const wakeTown = async (instant: Date): Promise<void> => {
  demo.url = await world.wakeAt(instant)
}
/** At the end of a file of stories: its browser and its town. */
export const closeBrowser = async (): Promise<void> => {
  await (await browser)?.close()
  browser = null
  await world.close()
}

/** The first login of the demonstration with this role. */
export function loginOf(role: string): Login {
  const found = demo.logins.find((login) => login.role === role)
  if (found === undefined) throw new Error(`The demonstration gives no login for ${role}.`)
  return found
}

export type Person = { page: Page; context: BrowserContext; /** What the page's console and network complained about. */ complaints: string[] }
/** A fresh browser profile. Every complaint of the page is kept; `calm` at the end of a story fails on it. */
export async function newPerson({ lang = 'zh', size = 'desk', hasScripts = true }: { lang?: Lang; size?: Size; hasScripts?: boolean } = {}): Promise<Person> {
  const context = await (
    await open()
  ).newContext({
    viewport: SIZES[size],
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    // What moves costs a browser more than all else, and every touch waits until it has come to rest.
    reducedMotion: 'reduce',
    acceptDownloads: true,
    javaScriptEnabled: hasScripts,
    permissions: ['camera'],
    hasTouch: size === 'phone',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (/^https?:$/.test(protocol) && !host.startsWith('127.0.0.1')) complaints.push(`asked the outside: ${host}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} of ${new URL(response.url()).pathname}`)
  })
  return { page, context, complaints }
}

/** Waits until the whole face lies on the device and opens without the server. */
export async function keptOffline({ page }: Person, face: 'resident' | 'work'): Promise<void> {
  const isKept = () =>
    page.evaluate(async (wanted) => {
      const mark = await (await caches.open('xiaomen-files')).match('/kept-faces')
      return navigator.serviceWorker.controller !== null && mark !== undefined && ((await mark.json()) as string[]).includes(wanted)
    }, face)
  await expect.poll(isKept, { timeout: 60_000 }).toBe(true)
}

/** Nothing broke on the way, nothing was asked of the outside. */
export async function calm({ context, complaints }: Person): Promise<void> {
  await context.close()
  expect(complaints).toEqual([])
}

/** Keeps a picture of the screen under .cache/screens, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync('.cache/screens', { recursive: true })
  await page.screenshot({ path: `.cache/screens/${name}.png` })
}

/** What a screen reader's user would stumble over: faults of impact serious or critical, by the rules of axe. */
export async function faults(page: Page): Promise<string[]> {
  // What fades in or out has no contrast of its own yet.
  await page.evaluate(() => {
    const fading = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
    const done = Promise.all(fading.map((one) => one.finished.catch(() => null)))
    return Promise.race([done, new Promise((wake) => setTimeout(wake, 2_000))])
  })
  // Not as a script element: the page's own policy would rightly refuse it.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: engine } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await engine.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      // Browsers of the last years let the keyboard into a region that scrolls by themselves.
      rules: { 'scrollable-region-focusable': { enabled: false } },
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map(({ html }) => html.slice(0, 120))
            .join(' | ')}`,
      )
  })
}

/** No sideways scrolling: everything fits the width of this screen. */
export const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Signs in at /work/ or /desk/ with a login of the demonstration (or any other). */
export async function signIn({ page }: Person, face: '/work/' | '/desk/', login: Pick<Login, 'login' | 'password'>): Promise<void> {
  await page.goto(`${demo.url}${face}`)
  // A town that has just woken works off what it slept through.
  await page.locator('input[name=username]').fill(login.login, { timeout: 150_000 })
  await page.locator('input[name=password]').fill(login.password)
  await page.locator('form button.primary').click()
  await page.locator('input[name=username]').waitFor({ state: 'detached' })
}

/** Asks the API with this person's own session, as the page does. */
export function ask<T>({ page }: Person, name: string, input: object): Promise<T> {
  return page.evaluate(
    async ([path, body]) => {
      const reply = await fetch(`/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-xiaomen': '1' },
        body: JSON.stringify(body),
      })
      if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
      return reply.json()
    },
    [name, input] as const,
  ) as Promise<T>
}
