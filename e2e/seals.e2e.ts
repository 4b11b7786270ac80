// 封条管理: from the roll to the door and off again, and what the family behind it can do at any time.
import { afterAll, expect, test } from 'vitest'
import { simulateDoor } from '../packages/server/src/doors-simulator.ts'
import { ask, calm, closeBrowser, demo, loginOf, newPerson, signIn } from './browser.ts'
import { atDesk, day, id, looked } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
const evidence = { kind: 'investigationDecision', reference: '流调-008', issuedBy: '区疾控中心' }
/** A picture of one point. */
const PHOTO = {
  name: 'seal.png',
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
}

test(
  'CTRL-06 a seal is issued, the household told, put on with a photo, watched by a sensor over MQTT, its alarm answered, and it comes off with the release',
  async () => {
    const first = await atDesk('communityAdmin')
    const second = await atDesk('streetCommander')
    const resident = await newPerson({ size: 'phone' })
    await signIn(resident, '/work/', loginOf('resident'))
    const { personId } = await ask<{ personId: string }>(resident, 'access.me', {})
    const { home } = await ask<{ home: { id: string; door: string } }>(resident, 'registry.myHousehold', {})
    const opened = await ask<{ id: string }>(first, 'control.openCase', {
      id: id(),
      personId,
      trigger: 'secondaryContact',
      anchorDay: day(-1),
      evidence,
      hasOwnSuite: true,
      guardian: { name: '家长', phone: null },
    })
    const confirmed = await ask<{ alongside: { caseId: string }[] }>(second, 'control.confirmOpening', { caseId: opened.id })
    const cases = [opened.id, ...confirmed.alongside.map(({ caseId }) => caseId)]

    // From the roll: the office chooses among the homes that may have one.
    const { page } = first
    await page.goto(`${demo.url}/desk/#/seals`)
    await page.getByRole('button', { name: '发封条' }).click()
    const dialog = page.getByRole('dialog', { name: '发封条' })
    await dialog.getByText('每 12 小时查看一次').waitFor()
    await dialog.getByRole('combobox').click()
    await page.getByTitle(new RegExp(`${home.door}（`)).click()
    await dialog.getByLabel('编号').fill('JZ-0007')
    await looked(first, 'seals-issue')
    await dialog.getByRole('button', { name: '发封条' }).click()
    await page.getByRole('row', { name: /JZ-0007/ }).waitFor()
    await resident.page.goto(`${demo.url}/#/control`)
    await resident.page.getByText('会先跟您说明').waitFor()

    // At the door, on the worker's phone: told first, then the three questions and the photo.
    const worker = await newPerson({ size: 'phone' })
    await signIn(worker, '/work/', loginOf('communityAdmin'))
    await worker.page.goto(`${demo.url}/work/#/seals`)
    await worker.page.getByRole('link', { name: /JZ-0007/ }).click()
    await worker.page.getByRole('heading', { name: '① 告知住户' }).waitFor()
    expect(await worker.page.getByRole('button', { name: '贴好了' }).count()).toBe(0)
    await looked(worker, 'seals-tell')
    await worker.page.getByRole('button', { name: '同意', exact: true }).click()
    await worker.page.getByRole('button', { name: '已告知' }).click()
    await worker.page.getByRole('heading', { name: '② 贴封条' }).waitFor()
    const put = worker.page.getByRole('button', { name: '贴好了' })
    for (const box of await worker.page.getByRole('checkbox').all()) {
      expect(await put.isDisabled()).toBe(true)
      await box.check()
    }
    expect(await put.isDisabled()).toBe(true)
    await worker.page.locator('input[type=file]').setInputFiles(PHOTO)
    await looked(worker, 'seals-apply')
    await put.click()
    await worker.page.getByRole('heading', { name: '查看' }).waitFor()
    await looked(worker, 'seals-check')
    await worker.page.getByRole('button', { name: '✓ 完好' }).click()

    // The sensor the household agreed to; its credentials are shown once.
    await page.getByRole('button', { name: 'JZ-0007' }).click()
    await page.getByRole('button', { name: '装门磁' }).click()
    await page.getByText('密码只显示这一次').waitFor()
    const [deviceId = '', password = '', port = ''] = await page.locator('.seal-codes code').allInnerTexts()
    await looked(first, 'seals-detail')
    const sensor = simulateDoor({ url: `mqtt://127.0.0.1:${port}`, deviceId, password, cardKey: '00' })
    try {
      await sensor.connect()
      await page.getByText('门关着').first().waitFor()
      // Announced by the family: no alarm.
      await resident.page.reload()
      await resident.page.getByText('只记开门、关门的时间').waitFor()
      await resident.page.getByRole('button', { name: /取东西/ }).click()
      await resident.page.getByText(/开门不报警/).waitFor()
      await looked(resident, 'seals-own')
      await sensor.tell('opened')
      await sensor.tell('closed')
      type Seals = { counts: { alarms: number }; seals: { id: string; openings: unknown[] }[] }
      const seals = () => ask<Seals>(first, 'seals.listSeals', {})
      await expect.poll(async () => (await ask<{ recorded: unknown[] }[]>(resident, 'seals.listOwn', {}))[0]?.recorded.length, { timeout: 15_000 }).toBe(2)
      expect((await seals()).counts.alarms).toBe(0)
      // Of a time before it was announced: an alarm.
      await sensor.tellAs(90, { kind: 'opened', at: Math.floor(Date.now() / 1000) - 600 })
      await expect.poll(async () => (await seals()).counts.alarms, { timeout: 15_000 }).toBe(1)
    } finally {
      await sensor.leave()
    }
    await page.getByRole('alert').getByText('门已打开').waitFor()
    await looked(first, 'seals-alarm')
    await worker.page.goto(`${demo.url}/work/#/today`)
    await worker.page.getByRole('link', { name: /封条报警/ }).waitFor()
    await worker.page.goto(`${demo.url}/work/#/seals`)
    await worker.page.getByRole('link', { name: /JZ-0007/ }).click()
    const alarm = worker.page.getByRole('article', { name: /门已打开/ })
    await alarm.getByRole('button', { name: '就医外出' }).click()
    await looked(worker, 'seals-answer')
    await alarm.getByRole('button', { name: '处置完毕' }).click()
    await alarm.waitFor({ state: 'detached' })

    // Its reason is over: the family may open, and somebody comes to take it off.
    for (const caseId of cases) {
      const changeId = id()
      await ask(first, 'control.proposeChange', { id: changeId, caseId, kind: 'cancel', day: null, ground: 'openedInError', evidence })
      await ask(second, 'control.decideChange', { changeId, agrees: true })
    }
    await resident.page.reload()
    await resident.page.getByText('您随时可以开门').waitFor()
    await looked(resident, 'seals-own-off')
    await worker.page.reload()
    await worker.page.getByRole('heading', { name: '拆除封条' }).waitFor()
    await looked(worker, 'seals-remove')
    await worker.page.getByRole('button', { name: '已拆下' }).click()
    await worker.page.getByText('这张封条已结束').waitFor()
    await page.goto(`${demo.url}/desk/?over#/seals`)
    await page.getByText('已结束').click()
    await page
      .getByRole('row', { name: /JZ-0007.*/ })
      .getByText('已拆除')
      .waitFor()
    await looked(first, 'seals-ended')

    for (const size of ['phone', 'tablet', 'desk'] as const) {
      const english = await atDesk('communityAdmin', { lang: 'en', size })
      await english.page.goto(`${demo.url}/desk/#/seals`)
      await english.page.getByRole('heading', { name: 'Door seals', level: 1 }).waitFor()
      await looked(english, `seals-en-${size}`)
      await calm(english)
    }
    await Promise.all([calm(first), calm(second), calm(resident), calm(worker)])
  },
  STORY_MS,
)
