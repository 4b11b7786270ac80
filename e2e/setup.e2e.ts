// The first run of the real thing, and its second: item 1 of the first slice.
import { once } from 'node:events'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../bench/harness.ts'
import { calm, closeBrowser, faults, newPerson, overflow, picture } from './browser.ts'

let data: string
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'xiaomen-first-run-'))
})
const started: ChildProcess[] = []
afterAll(async () => {
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
  await closeBrowser()
})

type Running = { url: string; link: string | null; said: string; stop(): Promise<number | null> }
/** `npm start` as its own process; waits until it says where it is, or ends. */
async function start(): Promise<Running> {
  const { DATABASE_URL: _, ...env } = process.env
  const port = await freePort()
  const child = spawn(process.execPath, ['packages/server/src/main.ts', 'serve'], {
    env: { ...env, NODE_OPTIONS: '', XIAOMEN_DATA: data, XIAOMEN_PORT: String(port), XIAOMEN_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const url = `http://127.0.0.1:${port}`
  const ended = once(child, 'exit')
  for (let waited = 0; waited < 600 && child.exitCode === null; waited += 1) {
    if (
      await fetch(`${url}/readyz`).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      break
    await new Promise((wake) => {
      setTimeout(wake, 100)
    })
  }
  // The link is printed right after the first answer is possible.
  for (let waited = 0; waited < 20 && child.exitCode === null && !said.includes('/setup'); waited += 1)
    await new Promise((wake) => {
      setTimeout(wake, 100)
    })
  return {
    url,
    said,
    link: /https?:\S+\/setup\S*/.exec(said)?.[0] ?? null,
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGTERM')
      await ended
      return child.exitCode
    },
  }
}

test(
  'first run: the one-time link opens three steps, makes the first administrator and an empty community; the second start asks nothing',
  { timeout: 240_000 },
  async () => {
    const first = await start()
    expect(first.link).not.toBeNull()
    const admin = await newPerson()
    const { page } = admin
    await page.goto(first.link!)
    await page.getByText('第 1 步，共 3 步').waitFor()
    expect(page.url()).not.toContain(first.link!.split('#')[1]!)
    expect([await overflow(page), await faults(page)]).toEqual([0, []])
    await picture(page, 'story-setup')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('姓名').fill('试管理')
    await page.getByLabel('账号名').fill('office')
    await page.getByLabel('密码', { exact: true }).or(page.getByLabel(/^密码/)).first().fill('晨雾里的小门2022')
    await page.getByLabel('再输一次密码').fill('晨雾里的小门2022')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('区', { exact: true }).fill('试验区')
    await page.getByLabel('街道', { exact: true }).fill('试验街道')
    await page.getByLabel('社区', { exact: true }).fill('试验社区')
    await page.getByRole('button', { name: '开始设置' }).click()
    await page.getByText('设置好了').waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: '打开工作台' }).click()
    await page.getByRole('link', { name: '导入台账' }).waitFor()

    // The link is dead now, for this browser and any other.
    const stranger = await newPerson({ size: 'phone' })
    await stranger.page.goto(first.link!)
    await stranger.page.getByText('系统已经设置好了').waitFor()
    await calm(stranger)
    await calm(admin)

    const rival = await start()
    expect(await rival.stop()).not.toBe(0)
    expect(rival.said).toMatch(/\S+/)
    expect(rival.link).toBeNull()
    expect(await first.stop()).toBe(0)

    const second = await start()
    expect(second.link).toBeNull()
    const again = await newPerson()
    await again.page.goto(`${second.url}/desk/`)
    await again.page.locator('input[name=username]').fill('office')
    await again.page.locator('input[name=password]').fill('晨雾里的小门2022')
    await again.page.locator('form button.primary').click()
    await again.page.getByRole('link', { name: '导入台账' }).waitFor()
    await calm(again)
    await second.stop()
  },
)
