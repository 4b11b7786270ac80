// Codes are given, shown and checked: item 4 of the first slice.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, keptOffline, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'
import { digits, openGate, scan, verdict } from './gate-steps.ts'

afterAll(closeBrowser)

type Area = { id: string; parentId: string | null; name: string; level: string; path: string }
type Resident = { id: string; name: string; phone: string | null; documentKind: string | null }

/** A home of the guard's compound with at least two people, one of them with a phone, that nobody has joined yet. */
async function homeOf(office: Person, skip: number): Promise<{ id: string; door: string; residents: Resident[] }> {
  const { areas } = await ask<{ areas: Area[] }>(office, 'areas.listTree', {})
  const compound = areas.find(({ name }) => name === loginOf('guard').area)!
  const units = areas.filter(({ level, path }) => level === 'unit' && path.startsWith(compound.path))
  const found = await ask<{ home: { id: string; door: string }; names: string[] }[]>(office, 'registry.findHomes', { areaId: units.at(-1)!.id, text: '501' })
  const many = found.length > 0 ? found : await ask<typeof found>(office, 'registry.findHomes', { areaId: units.at(-1)!.id, text: '201' })
  for (const { home } of many.slice(skip)) {
    const { residents } = await ask<{ residents: Resident[] }>(office, 'registry.getHome', { homeId: home.id })
    if (residents.some(({ phone }) => phone !== null)) return { ...home, residents }
  }
  throw new Error("no home with a phone in the guard's compound")
}

/** The office prints a family card; the resident joins with it and sees the code. Answers the resident's page and the short number read from it. */
async function join(skip = 0): Promise<{ resident: Person; short: string; name: string; strip: string }> {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const home = await homeOf(office, skip)
  const person = home.residents.find(({ phone }) => phone !== null)!
  const card = await ask<{ code: string }>(office, 'registry.issueFamilyCard', { homeId: home.id })
  const phone = await ask<{ value: string }>(office, 'registry.revealPerson', {
    personId: person.id,
    dataClass: 'phone',
    purpose: 'verifyIdentity',
    note: '到窗口当面办理',
  })
  await calm(office)

  const resident = await newPerson({ size: 'phone' })
  const { page } = resident
  await page.goto(`${demo.url}/`)
  await page.getByLabel('家庭卡号').fill(card.code)
  await page.getByRole('button', { name: '下一步' }).click()
  const masked = person.name.length <= 2 ? `${person.name[0]}*` : `${[...person.name][0]}`
  await page.getByRole('listitem').getByRole('button', { name: masked }).first().click()
  await page.getByLabel('您登记的手机号码后四位').fill(phone.value.slice(-4))
  await page.getByRole('button', { name: '加入', exact: true }).click()
  await page.getByRole('img', { name: new RegExp(`${person.name} 的出入码`) }).waitFor()
  const short = (await page.locator('#code-card').innerText()).match(/(?:\d{3} ){2}\d{3}/)![0].replaceAll(' ', '')
  const { people } = await ask<{ people: { personId: string | null; strips: { code: string; from: string; until: string }[] }[] }>(
    resident,
    'gate.listMyCodes',
    {},
  )
  const now = new Date().toISOString()
  const strip = people
    .find(({ personId }) => personId === person.id)!
    .strips.find(({ from, until }) => Date.parse(from) <= Date.parse(now) && Date.parse(now) < Date.parse(until))!.code
  return { resident, short, name: person.name, strip }
}

async function pass(guard: Person, short: string, temperature: string): Promise<string> {
  await guard.page.getByRole('button', { name: /短号/ }).click()
  await digits(guard, short)
  await guard.page.getByRole('dialog', { name: '体温 ℃' }).waitFor()
  await digits(guard, temperature)
  const verdict = guard.page.getByRole('alertdialog')
  await verdict.waitFor()
  return verdict.innerText()
}

test('GATE-01 a resident joins with the family card and shows the code; the guard types its number, measures, and sees "enter" full screen; in and out', async () => {
  const { resident, short } = await join()
  await picture(resident.page, 'story-code')
  expect(await overflow(resident.page)).toBe(0)
  const guard = await newPerson({ size: 'phone' })
  await openGate(guard)
  const from = Date.now()
  const said = await pass(guard, short, '365')
  expect(said).toContain('请进')
  expect(said).toContain('✓')
  expect(Date.now() - from).toBeLessThan(8000)
  await picture(guard.page, 'story-verdict-enter')
  await guard.page.getByRole('alertdialog').waitFor({ state: 'hidden' })
  await guard.page.getByRole('button', { name: /出/ }).first().click()
  await guard.page.getByRole('button', { name: /短号/ }).click()
  await digits(guard, short)
  const verdict = guard.page.getByRole('alertdialog').or(guard.page.getByRole('dialog', { name: '体温 ℃' }))
  await verdict.waitFor()
  if (await guard.page.getByRole('dialog', { name: '体温 ℃' }).isVisible()) await digits(guard, '364')
  await expect.poll(() => guard.page.getByRole('alertdialog').innerText()).toContain('请出')
  await calm(guard)
  await calm(resident)
})

test('GATE-01 a forged, a foreign and a torn code are verdicts with a reason, never a dead end', async () => {
  const { resident, strip } = await join(0)
  const guard = await newPerson({ size: 'phone' })
  await openGate(guard)
  const forged = strip.slice(0, -4) + (strip.endsWith('0000') ? '1111' : '0000')
  const [gate] = await ask<{ id: string }[]>(guard, 'gate.listGates', {})
  const verdictOf = async (value: string) =>
    (
      await ask<{ verdict: { outcome: string; reasons: string[] } }>(guard, 'gate.lookUp', {
        gateId: gate!.id,
        means: { kind: 'code', value },
        direction: 'in',
        temperatureC: 36.5,
      })
    ).verdict
  expect(await verdictOf(strip)).toMatchObject({ outcome: 'enter' })
  expect((await verdictOf(forged)).reasons.join()).toMatch(/code_forged|code_unreadable/)
  expect((await verdictOf('https://example.invalid/pay')).reasons).toContain('code_foreign')
  expect((await verdictOf(strip.slice(0, 20))).reasons).toContain('code_unreadable')

  // The same torn code from a hand scanner, which types like a keyboard.
  await scan(guard, strip.slice(0, 20))
  expect(await verdict(guard, '365')).toContain('待核对')
  await picture(guard.page, 'story-verdict-check')
  await guard.page.getByRole('button', { name: /未放行/ }).click()
  await calm(guard)
  await calm(resident)
})

test('GATE-10 the network goes: the guard decides by the list on the phone, passages wait, and each arrives once when it is back', async () => {
  const { resident, short } = await join(0)
  const guard = await newPerson({ size: 'phone' })
  await openGate(guard)
  const [gate] = await ask<{ id: string }[]>(guard, 'gate.listGates', {})
  const count = async () => (await ask<{ id: string }[]>(guard, 'gate.listPassages', { gateId: gate!.id })).map(({ id }) => id)
  const before = new Set(await count())
  await keptOffline(guard, 'work')

  await guard.context.setOffline(true)
  for (const temperature of ['364', '366']) {
    const said = await pass(guard, short, temperature)
    expect(said).toContain('请进')
    expect(said).toContain('手机按名单判定')
    await guard.page.getByRole('button', { name: '下一位' }).click()
    await guard.page.getByRole('alertdialog').waitFor({ state: 'hidden' })
  }
  await guard.page
    .getByText(/2 条待发/)
    .first()
    .waitFor()
  await picture(guard.page, 'story-offline')
  // The page itself opens again without the server, with what waits in it.
  await guard.page.reload()
  await guard.page
    .getByText(/2 条待发/)
    .first()
    .waitFor({ timeout: 30_000 })

  // The resident's code, too, is there with the server away.
  await resident.context.setOffline(true)
  await resident.page.reload()
  await resident.page.getByRole('img', { name: /的出入码/ }).waitFor({ timeout: 30_000 })

  await guard.context.setOffline(false)
  await expect.poll(async () => (await count()).filter((id) => !before.has(id)).length, { timeout: 45_000, interval: 1000 }).toBe(2)
  await guard.page
    .getByText(/条待发/)
    .first()
    .waitFor({ state: 'detached', timeout: 30_000 })
  expect((await count()).filter((id) => !before.has(id))).toHaveLength(2)
  await guard.context.close()
  await resident.context.close()
})
