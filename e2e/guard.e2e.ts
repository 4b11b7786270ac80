// What a guard has besides the codes: a voice, a note for the next one, and a gate to practise at.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

async function openGate(guard: Person): Promise<string> {
  await signIn(guard, '/work/', loginOf('guard'))
  const [gate] = await ask<{ id: string }[]>(guard, 'gate.listGates', {})
  await guard.page.evaluate((id) => (location.hash = `#/gate/${id}`), gate!.id)
  await guard.page.getByRole('heading', { level: 1 }).waitFor()
  return gate!.id
}

/** What the page plays: seconds of each recording, and which files it was given. */
async function listen({ page }: Person): Promise<{ files: string[]; played: () => Promise<number[]> }> {
  const files: string[] = []
  page.on('response', (response) => {
    const name = /\/assets\/([a-zA-Z]+-(?:zh|en))-[^/]*\.mp3$/.exec(new URL(response.url()).pathname)?.[1]
    if (name !== undefined && response.ok()) files.push(name)
  })
  await page.addInitScript(() => {
    const heard: number[] = ((globalThis as { heard?: number[] }).heard = [])
    const start = AudioBufferSourceNode.prototype.start
    AudioBufferSourceNode.prototype.start = function (...args) {
      heard.push(this.buffer?.duration ?? 0)
      return start.apply(this, args)
    }
  })
  return { files, played: () => page.evaluate(() => (globalThis as { heard?: number[] }).heard!) }
}

test('GATE-14 the gate speaks: the verdict in Chinese and English by itself, a sentence at a touch, and nothing once it is switched off', async () => {
  const guard = await newPerson({ size: 'phone' })
  const { files, played } = await listen(guard)
  await openGate(guard)
  const { page } = guard
  await page.getByText('喊话').click()
  await page.getByRole('button', { name: '中英' }).click()
  await picture(page, 'story-speaker')
  expect(await overflow(page)).toBe(0)
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: '请戴好口罩。' }).click()
  await expect.poll(async () => (await played()).length).toBe(2)
  // A real recording of both: neither silence nor a click.
  for (const seconds of await played()) expect(seconds).toBeGreaterThan(0.5)
  expect(files).toEqual(expect.arrayContaining(['mask-zh', 'mask-en']))

  // Somebody with nothing to show, who is asked where from: the question, then the verdict.
  await page.getByRole('button', { name: /无码/ }).click()
  await page.getByRole('dialog', { name: /从哪里来/ }).waitFor()
  await expect.poll(async () => (await played()).length).toBeGreaterThan(2)
  await page.getByRole('button', { name: '都没去过' }).click()
  await page.getByRole('alertdialog').waitFor()
  await expect.poll(() => files.join()).toContain('cannotTell-zh')
  await page.getByRole('button', { name: /未放行/ }).click()

  await page.getByRole('button', { name: '关', exact: true }).click()
  const before = (await played()).length
  await page.getByRole('button', { name: /无码/ }).click()
  await page.getByRole('button', { name: '都没去过' }).click()
  await page.getByRole('alertdialog').waitFor()
  await page.getByRole('button', { name: /未放行/ }).click()
  await page.getByRole('alertdialog').waitFor({ state: 'hidden' })
  expect(await played()).toHaveLength(before)
  await calm(guard)
})

test('GATE-10 a guard hands over without network, the note leaves when it is back, and the next guard takes it', async () => {
  const guard = await newPerson({ size: 'phone' })
  const gateId = await openGate(guard)
  await guard.page.getByRole('link', { name: /交接班/ }).click()
  await guard.page.getByText(/这一班/).waitFor()
  await guard.context.setOffline(true)
  await guard.page.getByLabel('给下一班的话').fill('西门的灯坏了，已报修。')
  await guard.page.getByRole('button', { name: '交班' }).click()
  await guard.page.getByText('已记在手机里，等发送。').waitFor()
  await guard.context.setOffline(false)
  await expect
    .poll(async () => (await ask<{ handovers: { note: string }[] }>(guard, 'gate.listHandovers', { gateId })).handovers.map(({ note }) => note), {
      timeout: 30_000,
    })
    .toEqual(['西门的灯坏了，已报修。'])

  const next = await newPerson({ size: 'phone' })
  await signIn(next, '/work/', loginOf('communityAdmin'))
  await next.page.evaluate((id) => (location.hash = `#/gate/${id}/handover`), gateId)
  await next.page.getByText('西门的灯坏了，已报修。').waitFor()
  await picture(next.page, 'story-handover')
  expect(await overflow(next.page)).toBe(0)
  expect(await faults(next.page)).toEqual([])
  await next.page.getByRole('button', { name: '我来接班' }).click()
  await next.page.getByText(/已接班/).waitFor()
  await calm(guard)
  await calm(next)
})

test('GATE-10 practice: invented people, the real rules, and nothing of it is recorded', async () => {
  const guard = await newPerson({ size: 'phone' })
  const gateId = await openGate(guard)
  const passages = async () => (await ask<{ id: string }[]>(guard, 'gate.listPassages', { gateId })).length
  const before = await passages()
  const { page } = guard
  await page.getByRole('link', { name: /练习/ }).click()
  await page.getByRole('button', { name: /第九版/ }).click()
  await page.getByText('第 1 位').waitFor()
  await picture(page, 'story-practice')
  expect(await overflow(page)).toBe(0)
  expect(await faults(page)).toEqual([])
  const digits = async (text: string) => {
    for (const digit of text) await page.getByRole('dialog').getByRole('button', { name: digit, exact: true }).click()
  }
  // A resident: code, 36.4 ℃, enter.
  await page.getByRole('button', { name: '扫这个码' }).click()
  await page.getByRole('dialog', { name: '体温 ℃' }).waitFor()
  await digits('364')
  await page.getByRole('alertdialog').getByRole('button', { name: '下一位' }).click()
  await page.getByText('做对了').waitFor()
  await page.getByRole('button', { name: '下一位' }).click()
  // A fever let in all the same: the rules say otherwise.
  await page.getByText('第 2 位').waitFor()
  await page.getByRole('button', { name: '扫这个码' }).click()
  await page.getByRole('dialog', { name: '体温 ℃' }).waitFor()
  await digits('382')
  expect(await page.getByRole('alertdialog').innerText()).toContain('留下')
  await page.getByRole('button', { name: '放行', exact: true }).click()
  await page.getByText('再想一想').waitFor()
  expect(await page.getByText(/按规则/).innerText()).toContain('体温偏高')
  await picture(page, 'story-practice-wrong')
  expect(await passages()).toBe(before)
  await calm(guard)
})
