// A lock from its first day: door, controller, card, loss, opening from afar, alarm, fire.
import { afterAll, expect, test } from 'vitest'
import { simulateDoor } from '../packages/server/src/doors-simulator.ts'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

type Area = { id: string; parentId: string | null; name: string; level: string; path: string }
const NUMBER = '00E2A1B2'
const row = ({ page }: Person, name: string) => page.getByRole('row').filter({ hasText: name })

test('GATE-02 the office adds a door, its controller and a card; the reader opens with it, a lost one is refused also offline, and it opens from afar, tells alarms and opens for a fire', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const { page } = office
  await page.goto(`${demo.url}/desk/?doors#/doors/doors`)
  await page.getByRole('heading', { name: '门禁', level: 1 }).waitFor()
  await page.getByText('控制器通道正常').waitFor()

  // A door on the stair of a home that has people.
  const { areas } = await ask<{ areas: Area[] }>(office, 'areas.listTree', {})
  const compound = areas.find(({ name }) => name === loginOf('guard').area)!
  const stair = areas.filter(({ level, path }) => level === 'unit' && path.startsWith(compound.path)).at(-1)!
  const door = await ask<{ id: string }>(office, 'doors.addDoor', {
    areaId: stair.id,
    gateId: null,
    name: '试验单元门',
    kind: 'unit',
    direction: 'in',
    openSeconds: 5,
  })
  await page.reload()
  await page.getByRole('button', { name: '添加控制器: 试验单元门' }).click()
  const secret = page.getByRole('dialog', { name: /凭据/ })
  await secret.waitFor()
  const [deviceId = '', password = '', cardKey = '', port = ''] = await secret.locator('code').allInnerTexts()
  await picture(page, 'doors-secret')
  expect(await faults(page)).toEqual([])
  await secret.getByRole('button', { name: '我已填好' }).click()
  await secret.waitFor({ state: 'hidden' })
  expect(await page.content()).not.toContain(password)

  const lock = simulateDoor({ url: `mqtt://127.0.0.1:${port}`, deviceId, password, cardKey })
  let second: ReturnType<typeof simulateDoor> | null = null
  try {
    await lock.connect()
    await row(office, '试验单元门').getByText('在线').waitFor()

    // The card, for somebody of that stair.
    const homes = await ask<{ home: { id: string; door: string }; names: string[] }[]>(office, 'registry.findHomes', { areaId: stair.id, text: '201' })
    const { home } = homes[0]!
    await page.getByRole('tab', { name: '门卡' }).click()
    await page.getByRole('button', { name: '发卡' }).click()
    const issue = page.getByRole('dialog', { name: '发卡' })
    const { residents } = await ask<{ residents: { name: string }[] }>(office, 'registry.getHome', { homeId: home.id })
    await issue.getByRole('searchbox').fill(residents[0]!.name)
    await issue.getByRole('searchbox').press('Enter')
    await issue.getByRole('listitem').filter({ hasText: home.door }).first().getByRole('button').click()
    // Who of the home: their list comes with an answer.
    await issue.getByRole('radiogroup').nth(1).getByRole('radio').first().check()
    await issue.getByLabel('卡号').fill('12-x')
    const refusal = page.getByText(/填写的内容不符合要求/).first()
    await Promise.all([refusal.waitFor(), issue.getByRole('button', { name: '发卡' }).click()])
    await issue.getByLabel('卡号').fill('00:e2:a1:b2')
    await issue.getByRole('button', { name: '发卡' }).click()
    await page.getByText('已发卡').waitFor()
    await issue.waitFor({ state: 'hidden' })
    await expect.poll(() => lock.state().list.size).toBeGreaterThan(0)
    expect(await lock.readCard(NUMBER)).toEqual({ opened: true, by: 'server' })
    await picture(page, 'doors-cards')
    expect(await overflow(page)).toBe(0)

    // Lost: refused by the server at once, and by the list when the cable is out.
    const { version } = lock.state()
    await page.getByRole('button', { name: '挂失: A1B2' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '挂失' }).click()
    await row(office, 'A1B2').getByText('已挂失').waitFor()
    expect(await lock.readCard(NUMBER)).toEqual({ opened: false, by: 'server' })
    await expect.poll(() => lock.state().version).not.toBe(version)
    const size = lock.state().list.size
    await lock.pull()
    expect(await lock.readCard(NUMBER)).toEqual({ opened: false, by: 'list' })
    await page.getByRole('tab', { name: '门', exact: true }).click()
    await page.getByRole('listitem').filter({ hasText: '控制器离线' }).filter({ hasText: '试验单元门' }).waitFor()
    await lock.connect()
    expect(lock.state().list.size).toBe(size)

    // From afar, with a reason.
    await page.getByRole('button', { name: '远程开门: 试验单元门' }).click()
    const open = page.getByRole('dialog', { name: /远程开门/ })
    await open.getByLabel(/原因/).fill('搬运大件')
    await open.getByRole('button', { name: '远程开门' }).click()
    await row(office, '试验单元门').getByText('门已确认打开').waitFor()
    lock.faults.neverAcknowledges = true
    await page.getByRole('button', { name: '远程开门: 试验单元门' }).click()
    await page
      .getByRole('dialog', { name: /远程开门/ })
      .getByLabel(/原因/)
      .fill('搬运大件')
    await page
      .getByRole('dialog', { name: /远程开门/ })
      .getByRole('button', { name: '远程开门' })
      .click()
    await row(office, '试验单元门').getByText('未确认').waitFor()
    lock.faults.neverAcknowledges = false

    // An alarm arrives while somebody looks, and is answered.
    await lock.tell('forced')
    const alarm = page.getByRole('listitem').filter({ hasText: '门被强行打开' })
    await alarm.waitFor()
    await picture(page, 'doors-desk')
    expect(await faults(page)).toEqual([])
    await alarm.getByRole('button').click()
    await alarm.waitFor({ state: 'detached' })

    // The guard opens a barrier of the own gate for a courier, all doors for a fire with two taps, and locks again.
    const guard = await newPerson({ size: 'phone' })
    await signIn(guard, '/work/', loginOf('guard'))
    const [gate] = await ask<{ id: string; areaId: string }[]>(guard, 'gate.listGates', {})
    const barrier = await ask<{ id: string }>(office, 'doors.addDoor', {
      areaId: gate!.areaId,
      gateId: gate!.id,
      name: '试验人行闸',
      kind: 'gate',
      direction: 'in',
      openSeconds: 5,
    })
    const device = await ask<{ deviceId: string; password: string; cardKey: string }>(office, 'doors.addDevice', { doorId: barrier.id })
    second = simulateDoor({ url: `mqtt://127.0.0.1:${port}`, ...device })
    await second.connect()
    await guard.page.getByRole('link', { name: /守门/ }).click()
    await guard.page.getByRole('listitem').getByRole('link').first().click()
    const panel = guard.page.getByRole('region', { name: '门禁' })
    await panel.waitFor()
    await panel.getByRole('button', { name: '开门：试验人行闸' }).click()
    await panel.getByRole('button', { name: '快递、搬运大件' }).click()
    await panel.getByText('门已确认打开').first().waitFor()
    await panel.getByRole('button', { name: /火警：全部开门/ }).click()
    await panel.getByRole('button', { name: /再按一次/ }).click()
    await panel.getByText(/火警开门中/).waitFor()
    await expect.poll(() => lock.state().isFire, { timeout: 15_000 }).toBe(true)
    await panel.scrollIntoViewIfNeeded()
    await picture(guard.page, 'doors-guard')
    expect(await overflow(guard.page)).toBe(0)
    expect(await faults(guard.page)).toEqual([])
    await page
      .getByText(/火警开门中/)
      .first()
      .waitFor()
    await panel.getByRole('button', { name: '火警解除，恢复门禁' }).click()
    await expect.poll(() => lock.state().isFire, { timeout: 15_000 }).toBe(false)
    await calm(guard)
    expect(door.id).toMatch(/-/)
  } finally {
    await lock.leave()
    await second?.leave()
  }
  await calm(office)
})

test('GATE-02 a resident sees the own card and reports it lost; the desk reads in English on a tablet', async () => {
  const resident = await newPerson({ size: 'phone' })
  await signIn(resident, '/work/', loginOf('resident'))
  await resident.page.goto(`${demo.url}/#/more`)
  await resident.page.getByRole('link', { name: '我的门卡' }).click()
  await resident.page.getByRole('heading', { name: '我的门卡' }).waitFor()
  await resident.page.getByRole('button', { name: '挂失' }).first().click()
  await resident.page.getByRole('button', { name: '挂失这张卡' }).click()
  await resident.page.getByText('已挂失').first().waitFor()
  await picture(resident.page, 'doors-resident')
  expect(await overflow(resident.page)).toBe(0)
  expect(await faults(resident.page)).toEqual([])
  await calm(resident)

  const reader = await newPerson({ size: 'tablet', lang: 'en' })
  await signIn(reader, '/desk/', loginOf('streetCommander'))
  await reader.page.goto(`${demo.url}/desk/?doors#/doors/doors`)
  await reader.page.getByRole('heading', { name: 'Doors', level: 1 }).waitFor()
  await reader.page.getByText('Held open').first().waitFor()
  await reader.page.getByRole('row').filter({ hasText: '单元门' }).first().waitFor()
  await picture(reader.page, 'doors-desk-en')
  expect(await overflow(reader.page)).toBe(0)
  await calm(reader)
})
