// 守小门: from the camera's frame to the colour of the verdict, on a phone with a quarter of this machine's speed. The camera
// is a film that shows real codes of the demonstration's resident one after the other; the whole way is measured: picture, reader, server, screen.
import { encode } from 'uqr'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { isShort, median, percentile, print, report, startServer, throwAwayFolder } from './harness.ts'
import { chromiumPath } from './browser.ts'

const SLOWER = 4
const VERDICTS = isShort ? 8 : 60
const GOAL_P95_MS = 300
const FPS = 30
/** A code, then nothing until the verdict has gone from the screen: "enter" stays 2.6 s. */
const [CODE_S, NOTHING_S] = [1, 3.5]
const FILM = { width: 640, height: 480 }

type Login = { role: string; login: string; password: string }
type Demo = { url: string; logins: Login[] }
type Strips = { people: { strips: { code: string; from: string; until: string }[] }[] }

const launch = (more: string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', ...more] })
const phone = { viewport: { width: 360, height: 780 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', permissions: ['camera'] }

async function signIn(browser: Browser, demo: Demo, face: string, role: string): Promise<Page> {
  const { login, password } = demo.logins.find((one) => one.role === role)!
  const page = await (await browser.newContext(phone)).newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${demo.url}${face}`)
  await page.locator('input[name=username]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button.primary').click()
  await page.locator('input[name=username]').waitFor({ state: 'detached' })
  return page
}

/** Codes that count now, one of each of the home's people and of the home. */
async function codesNow(page: Page): Promise<string[]> {
  const { people } = await page.evaluate(async () => {
    const reply = await fetch('/api/gate.listMyCodes', { method: 'POST', headers: { 'content-type': 'application/json', 'x-xiaomen': '1' }, body: '{}' })
    return (await reply.json()) as Strips
  })
  const now = Date.now()
  return people
    .flatMap(({ strips }) => strips.filter(({ from, until }) => Date.parse(from) <= now && now < Date.parse(until)).slice(0, 1))
    .map(({ code }) => code)
}

/** Motion JPEG: each code for a while and nothing after it. A black edge says which frames hold a code. */
async function makeFilm(browser: Browser, codes: readonly string[], file: string): Promise<void> {
  const page = await browser.newPage({ viewport: FILM })
  const draw = async (code: string | null): Promise<Buffer> => {
    const { data, size } = code === null ? { data: [], size: 1 } : encode(code, { ecc: 'M', border: 4 })
    const path = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
    await page.setContent(
      `<body style="margin:0;background:#fff"><div style="position:absolute;inset:0 auto 0 0;width:40px;background:${code === null ? '#fff' : '#000'}"></div>
       <svg viewBox="0 0 ${size} ${size}" style="position:absolute;left:150px;top:70px;width:340px" shape-rendering="crispEdges"><path d="${path}"/></svg>`,
    )
    return page.screenshot({ type: 'jpeg', quality: 85 })
  }
  const nothing = await draw(null)
  const frames: Buffer[] = []
  for (const code of codes) frames.push(...Array<Buffer>(CODE_S * FPS).fill(await draw(code)), ...Array<Buffer>(NOTHING_S * FPS).fill(nothing))
  writeFileSync(file, Buffer.concat(frames))
  await page.close()
}

/** In the guard's page: milliseconds from the first frame with a code to the first picture with the verdict's colour, for each. */
const watch = () => {
  const kept: number[] = ((globalThis as { frameToColour?: number[] }).frameToColour = [])
  const edge = new OffscreenCanvas(4, 4).getContext('2d', { willReadFrequently: true })!
  let since: number | null = null
  let wasCode = false
  const frame = (_: number, { presentationTime }: VideoFrameCallbackMetadata) => {
    const video = document.querySelector('video')!
    edge.drawImage(video, 4, 200, 16, 16, 0, 0, 4, 4)
    const isCode = edge.getImageData(1, 1, 1, 1).data[0]! < 100
    if (isCode && !wasCode && document.querySelector('.verdict') === null) since = presentationTime
    wasCode = isCode
    video.requestVideoFrameCallback(frame)
  }
  document.querySelector('video')!.requestVideoFrameCallback(frame)
  new MutationObserver(() => {
    if (since === null || document.querySelector('.verdict') === null) return
    const from = since
    since = null
    // The frame after the one that is drawn next begins when that one is on the screen.
    requestAnimationFrame(() => requestAnimationFrame((now) => kept.push(now - from)))
  }).observe(document.body, { childList: true, subtree: true })
}

const folder = await throwAwayFolder()
const readyFile = join(folder.path, 'ready.json')
const server = await startServer({ mode: 'demo', data: join(folder.path, 'data'), args: ['--calm', '--ready-file', readyFile], readyFile, timeoutS: 300 })
const browsers: Browser[] = []
try {
  const demo = JSON.parse(readFileSync(readyFile, 'utf8')) as Demo
  const first = await launch()
  browsers.push(first)
  const codes = await codesNow(await signIn(first, demo, '/work/', 'resident'))
  if (codes.length < 2) throw new Error(`the resident has ${codes.length} codes, and a code is not read again while it is held to the camera`)
  const film = join(folder.path, 'codes.mjpeg')
  await makeFilm(first, codes, film)
  const filming = await launch(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`])
  browsers.push(filming)
  const guard = await signIn(filming, demo, '/work/', 'guard')
  await guard.goto(`${demo.url}/work/#/gates`)
  await guard.getByRole('listitem').getByRole('link').first().click()
  // On the way out nobody is asked for anything more, so that the verdict follows the code.
  await guard.getByRole('button', { name: /出/ }).first().click()
  await guard.getByRole('button', { name: /摄像头/ }).click()
  await guard.locator('video').waitFor()
  const network = await guard.context().newCDPSession(guard)
  await network.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await guard.evaluate(watch)
  const all = () => guard.evaluate(() => (globalThis as { frameToColour?: number[] }).frameToColour!)
  // The first one comes with the reader, which is loaded when the camera is opened first.
  const until = performance.now() + (VERDICTS + 6) * (CODE_S + NOTHING_S) * 1500
  while ((await all()).length < VERDICTS + 1 && performance.now() < until) {
    await new Promise((wake) => {
      setTimeout(wake, 500)
    })
  }
  const taken = (await all()).slice(1)
  if (taken.length < VERDICTS) throw new Error(`only ${taken.length} of ${VERDICTS} codes came to a verdict`)
  print(`${taken.length} codes, processor ${SLOWER} times slower: ${taken.map((ms) => Math.round(ms)).join(' ')} ms`)
  report({
    name: 'verdict',
    figures: [
      { what: 'from frame to colour, p50', value: median(taken), unit: 'ms' },
      { what: 'from frame to colour, p95', value: percentile(taken, 0.95), unit: 'ms', goal: { atMost: GOAL_P95_MS } },
    ],
  })
} finally {
  await Promise.all(browsers.map((browser) => browser.close()))
  await server.stop()
  await folder.remove()
}
