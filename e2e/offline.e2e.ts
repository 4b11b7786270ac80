// A day without the server: the machine itself is off, and the clocks of the phones go on.
import { afterAll, expect, test } from 'vitest'
import { ask, closeBrowser, demo, keptOffline, loginOf, newPerson, type Person, picture, signIn, world } from './browser.ts'

afterAll(closeBrowser)

const HOUR_MS = 3_600_000
type Codes = { people: { personId: string | null; shortCode: string }[] }

async function setClock(people: readonly Person[], at: number): Promise<void> {
  for (const { page } of people) await page.clock.setSystemTime(at)
}
async function digits({ page }: Person, text: string): Promise<void> {
  for (const digit of text) await page.getByRole('dialog').getByRole('button', { name: digit, exact: true }).click()
}

/** Types a short number and a temperature; answers what the verdict says. */
async function pass(guard: Person, short: string): Promise<string> {
  const { page } = guard
  await page.getByRole('button', { name: /短号/ }).click()
  await digits(guard, short)
  const temperature = page.getByRole('dialog', { name: '体温 ℃' })
  const verdict = page.getByRole('alertdialog')
  await temperature.or(verdict).first().waitFor()
  if (await temperature.isVisible()) await digits(guard, '365')
  await verdict.waitFor()
  return verdict.innerText()
}

test('GATE-10 the server is off for a day: residents show their codes, the gate decides by its list, says when the list has grown too old, and everything arrives exactly once', async () => {
  const guard = await newPerson({ size: 'phone' })
  const resident = await newPerson({ size: 'phone' })
  // From here on the story says what time it is on the phones; it goes on by itself in between.
  for (const { page } of [guard, resident]) await page.clock.install()
  const { login, password } = loginOf('resident')
  await resident.page.goto(`${demo.url}/`)
  await resident.page.getByRole('button', { name: /登录/ }).first().click()
  await resident.page.locator('input[name=username]').fill(login)
  await resident.page.locator('input[name=password]').fill(password)
  await resident.page.locator('form button.primary').click()
  const shown = resident.page.getByRole('img', { name: /的出入码/ })
  await shown.waitFor()
  const { people } = await ask<Codes>(resident, 'gate.listMyCodes', {})
  const short = people.find(({ personId }) => personId !== null)!.shortCode
  // Whose code is new is on the list that the gate takes next.
  await signIn(guard, '/work/', loginOf('guard'))
  const [gate] = await ask<{ id: string }[]>(guard, 'gate.listGates', {})
  const passages = async () => (await ask<{ id: string }[]>(guard, 'gate.listPassages', { gateId: gate!.id })).map(({ id }) => id)
  await guard.page.evaluate((id) => (location.hash = `#/gate/${id}`), gate!.id)
  await guard.page.getByText(/已连接/).waitFor()
  await keptOffline(guard, 'work')
  await keptOffline(resident, 'resident')
  const before = new Set(await passages())
  const start = Date.now()

  await world.switchOff()
  let passed = 0
  for (const hour of [0, 5, 11, 17, 23]) {
    await setClock([guard, resident], start + hour * HOUR_MS)
    // The page is opened anew, as a phone does that lay in a pocket.
    await resident.page.reload()
    await shown.waitFor()
    if (hour === 11) await guard.page.reload()
    const said = await pass(guard, short)
    expect(said).toContain('请进')
    expect(said).toContain('手机按名单判定')
    passed += 1
    await guard.page.getByRole('button', { name: '下一位' }).click()
    await guard.page.getByRole('alertdialog').waitFor({ state: 'hidden' })
    await guard.page
      .getByText(new RegExp(`${passed} 条待发`))
      .first()
      .waitFor()
  }
  await picture(guard.page, 'story-a-day-off')

  // A day and an hour: the list is older than the pack allows, so the guard decides, and is told why.
  await setClock([guard, resident], start + 25 * HOUR_MS)
  const tooOld = await pass(guard, short)
  expect(tooOld).toContain('待核对')
  expect(tooOld).toContain('名单太旧')
  await picture(guard.page, 'story-list-too-old')
  await guard.page.getByRole('button', { name: '放行', exact: true }).click()
  passed += 1

  await world.switchOn()
  await expect.poll(async () => (await passages().catch(() => [])).filter((id) => !before.has(id)).length, { timeout: 60_000, interval: 1000 }).toBe(passed)
  await guard.page
    .getByText(/条待发/)
    .first()
    .waitFor({ state: 'detached', timeout: 30_000 })
  expect((await passages()).filter((id) => !before.has(id))).toHaveLength(passed)
  await guard.context.close()
  await resident.context.close()
})
