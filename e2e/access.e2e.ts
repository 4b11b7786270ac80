// Who may what, and who sees what: item 6 of the first slice.
import { TOTP } from 'otpauth'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

test('REG-10 the administrator gives an account: preview of what it will see, a password shown once, a forced change, and an end within a second', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await page.getByRole('link', { name: '权限管理' }).click()
  await page.getByRole('button', { name: '新建账号' }).click()
  const dialog = page.getByRole('dialog')
  const login = `gate-${Date.now().toString(36)}`
  await dialog.getByLabel('姓名').fill('试岗')
  await dialog.getByLabel('单位').fill('试验物业')
  await dialog.getByLabel('账号').fill(login)
  await dialog.getByLabel('角色').click()
  await page.getByTitle('门岗', { exact: true }).click()
  const preview = dialog.getByRole('region', { name: '此人将看到什么' }).getByRole('table', { name: '以一位虚构居民为例' })
  await preview.waitFor()
  expect(await preview.getByRole('row', { name: /姓名/ }).innerText()).toMatch(/\*/)
  expect(await preview.getByRole('row', { name: /证件号/ }).innerText()).toContain('看不到')
  await picture(page, 'story-account-preview')
  await dialog.getByRole('button', { name: '新建账号' }).click()
  const once = page.getByRole('dialog', { name: '一次性密码' })
  await once.waitFor()
  const password = (await once.locator('code').innerText()).trim()
  await once.getByRole('button', { name: '我已记下' }).click()

  const guard = await newPerson({ size: 'phone' })
  await signIn(guard, '/work/', { login, password })
  await guard.page.getByLabel('现在的密码').fill(password)
  await guard.page.getByLabel(/^新密码/).fill('晨雾里的小门2022')
  await guard.page.getByLabel('再输一次新密码').fill('晨雾里的小门2022')
  await guard.page.getByRole('button', { name: '保存' }).click()
  await guard.page.getByRole('heading', { name: '您在哪个门？' }).waitFor()
  expect(
    await ask(guard, 'registry.findHomes', { text: '张' }).then(
      () => 'seen',
      (error: Error) => error.message,
    ),
  ).toMatch(/40[34]/)

  await page.getByRole('searchbox', { name: '按姓名或账号查找' }).fill(login)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '管理: 试岗' }).click()
  await page.getByRole('button', { name: '停用账号' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /停用账号|确\s*定/ })
    .last()
    .click()
  await page.getByText('已停用').first().waitFor()
  await expect
    .poll(
      () =>
        ask(guard, 'access.me', {}).then(
          () => 'in',
          () => 'out',
        ),
      { timeout: 3000 },
    )
    .toBe('out')
  await guard.context.close()
  await calm(office)
})

test('REG-10 another role sees another house: the auditor has no ledger, the street no names, and a foreign page is not there', async () => {
  const auditor = await newPerson()
  await signIn(auditor, '/desk/', loginOf('auditor'))
  await auditor.page.getByRole('link', { name: '留痕' }).waitFor()
  expect(await auditor.page.getByRole('link', { name: '导入台账' }).count()).toBe(0)
  await auditor.page.goto(`${demo.url}/desk/?again#/accounts`)
  await auditor.page.getByText('没有这个页面').first().waitFor()
  await calm(auditor)
})

test('TRUST-02 a look at a phone number is asked for its reason, and the auditor finds it', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const [found] = await ask<{ home: { id: string } }[]>(office, 'registry.findHomes', { text: '白莺茗' })
  const { residents } = await ask<{ residents: { id: string; phone: string | null }[] }>(office, 'registry.getHome', { homeId: found!.home.id })
  const person = residents.find(({ phone }) => phone !== null)!
  expect(person.phone).toMatch(/\*/)
  await ask(office, 'registry.revealPerson', { personId: person.id, dataClass: 'phone', purpose: 'callOnDuty', note: '核对试验' })
  const auditor = await newPerson()
  await signIn(auditor, '/desk/', loginOf('auditor'))
  await auditor.page.getByRole('link', { name: '留痕' }).click()
  await auditor.page.getByText('核对试验').first().waitFor()
  await picture(auditor.page, 'story-audit')
  await calm(auditor)
  await calm(office)
})

test('REG-10 a second factor is enrolled by its picture or secret, and asked at the next sign-in', async () => {
  const worker = await newPerson()
  const { page } = worker
  const login = loginOf('supervisor')
  await signIn(worker, '/desk/', login)
  const { secret } = await ask<{ secret: string; uri: string }>(worker, 'access.startTotp', {})
  const digits = () => new TOTP({ secret }).generate()
  await ask(worker, 'access.confirmTotp', { totp: digits() })
  await ask(worker, 'access.signOut', {})
  await page.goto(`${demo.url}/desk/`)
  await page.locator('input[name=username]').fill(login.login)
  await page.locator('input[name=password]').fill(login.password)
  await page.locator('form button.primary').click()
  const code = page.getByLabel('动态验证码（六位）')
  await code.waitFor()
  await code.fill('000000')
  await page.locator('form button.primary').click()
  await page.getByRole('alert').waitFor()
  await calm(worker)
})

type Resident = { id: string; name: string | null; phone: string | null; residency: { from: string } }
type HomeOf = { home: { path: string; id: string }; residents: Resident[] }
const day = (plus: number) => new Date(Date.now() + plus * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
const statusOf = (person: Parameters<typeof ask>[0], name: string, input: object) =>
  ask(person, name, input).then(
    () => 200,
    (error: Error) => Number(/: (\d{3}) /.exec(error.message)?.[1]),
  )
/** A worker whose one-time password has been changed, signed in. */
async function hired(
  office: Parameters<typeof ask>[0],
  face: '/work/' | '/desk/',
  grant: object,
  name = '试岗',
): Promise<Awaited<ReturnType<typeof newPerson>> & { id: string }> {
  const login = `e2e-${Date.now().toString(36)}-${Math.round(Math.random() * 1e6)}`
  const made = await ask<{ account: { id: string }; password: string }>(office, 'access.createAccount', { login, name, unit: '试验社区', grant })
  const person = await newPerson({ size: face === '/work/' ? 'phone' : 'desk' })
  await person.page.goto(`${demo.url}/`)
  await ask(person, 'access.signIn', { login, password: made.password })
  await ask(person, 'access.changePassword', { current: made.password, next: '晨雾里的小门2022' })
  await person.page.goto(`${demo.url}${face}`)
  return { ...person, id: made.account.id }
}

test('REG-10 a grid worker with one grant on the grid sees just that grid, and what the preview promised', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const { overlays, areas } = await ask<{
    overlays: { id: string; kind: string; name: string; areaIds: string[] }[]
    areas: { id: string; path: string; level: string; name: string; homes: number }[]
  }>(office, 'areas.listTree', {})
  const grid = overlays.find(({ kind }) => kind === 'grid')!
  const { page } = office
  await page.getByRole('link', { name: '权限管理' }).click()
  await page.getByRole('button', { name: '新建账号' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('角色').click()
  await page.getByTitle('网格员', { exact: true }).click()
  await dialog.getByLabel('范围').click()
  await page.getByRole('treeitem', { name: grid.name }).first().click()
  const preview = dialog.getByRole('region', { name: '此人将看到什么' })
  const members = areas.filter((area) => grid.areaIds.includes(area.id))
  await preview.getByText(`${members.reduce((sum, area) => sum + area.homes, 0)} 户`).waitFor()
  const real = preview.getByRole('table', { name: /真实的一户/ })
  const rows = (await real.getByRole('row').allInnerTexts()).slice(1).map((row) =>
    row
      .split('\t')
      .slice(0, 2)
      .map((cell) => cell.trim()),
  )
  await picture(page, 'story-grid-preview')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /取\s*消/ })
    .click()

  const grant = { role: 'gridWorker', overlayId: grid.id, dataClasses: null, from: day(0), until: null }
  const worker = await hired(office, '/work/', grant)
  const me = await ask<{ grants: { areaName: string }[]; permissions: Record<string, string[]> }>(worker, 'access.me', {})
  expect(me.grants.map(({ areaName }) => areaName)).toEqual([grid.name])
  expect(new Set(me.permissions['registry.read'])).toEqual(new Set(members.map(({ path }) => path)))
  const outside = areas.find((area) => area.level === 'building' && !members.some((member) => area.path.startsWith(member.path)))!
  expect(await statusOf(worker, 'registry.getBuildingChart', { areaId: outside.id, asks: 'use' })).toBe(404)
  expect(await statusOf(worker, 'registry.getBuildingChart', { areaId: members[0]!.id, asks: 'use' })).toBe(200)

  const caption = await ask<{ home: { door: string } | null; residents: { name: string | null; phone: string | null }[] }>(office, 'registry.previewHome', {
    role: 'gridWorker',
    overlayId: grid.id,
    dataClasses: null,
  })
  expect(rows).toEqual(caption.residents.map((one) => [one.name ?? '—', one.phone ?? '—']))
  const found = await ask<{ home: { id: string; door: string } }[]>(worker, 'registry.findHomes', { text: caption.residents[0]!.name! })
  const homes = await Promise.all(found.map(({ home }) => ask<HomeOf>(worker, 'registry.getHome', { homeId: home.id })))
  expect(homes.map(({ residents }) => residents.map(({ name, phone }) => [name ?? '—', phone ?? '—']))).toContainEqual(rows)
  await calm(worker)
  await calm(office)
})

test('REG-10 somebody stands in for an ill colleague, says so on the phone, and hands back when it is ended', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const { overlays, areas } = await ask<{
    overlays: { id: string; kind: string; name: string; areaIds: string[] }[]
    areas: { id: string; path: string; level: string }[]
  }>(office, 'areas.listTree', {})
  const grids = overlays.filter(({ kind }) => kind === 'grid')
  const on = (overlayId: string) => ({ role: 'gridWorker', overlayId, dataClasses: null, from: day(0), until: null })
  // New names each time it is told.
  const told = Date.now().toString(36)
  const [ill, well] = [`病假员${told}`, `代班员${told}`]
  const absent = await hired(office, '/work/', on(grids[0]!.id), ill)
  const standIn = await hired(office, '/work/', on(grids[1]!.id), well)
  const theirs = { areaId: areas.find((area) => grids[0]!.areaIds.includes(area.id))!.id, asks: 'use' }
  expect(await statusOf(standIn, 'registry.getBuildingChart', theirs)).toBe(404)

  const { page } = office
  await page.getByRole('link', { name: '权限管理' }).click()
  await page.getByRole('tab', { name: '代班' }).click()
  await page.getByRole('button', { name: '安排代班' }).click()
  const dialog = page.getByRole('dialog')
  const choose = async (label: string, name: string) => {
    await dialog.getByLabel(label, { exact: true }).click()
    await page.keyboard.type(name)
    await page
      .getByTitle(new RegExp(`^${name}`))
      .last()
      .click()
  }
  await choose('被代班人', ill)
  await choose('代班人', well)
  await dialog.getByLabel('最后一天').fill(day(3))
  await page.keyboard.press('Enter')
  await dialog.getByLabel('原因').fill('发热在家')
  await dialog.getByRole('button', { name: '安排代班' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('tabpanel').getByRole('cell', { name: well }).first().waitFor()
  await picture(page, 'story-cover')
  await expect.poll(() => statusOf(standIn, 'registry.getBuildingChart', theirs), { timeout: 3000 }).toBe(200)
  await standIn.page.goto(`${demo.url}/work/?again#/me`)
  await standIn.page.getByText(new RegExp(`代${ill}值班`)).waitFor()
  await page.getByRole('button', { name: `结束代班: ${well}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束代班' }).last().click()
  await page.getByRole('tabpanel').getByRole('row').filter({ hasText: well }).getByText('已结束').waitFor()
  await expect.poll(() => statusOf(standIn, 'registry.getBuildingChart', theirs), { timeout: 3000 }).toBe(404)
  await calm(standIn)
  await calm(absent)
  await calm(office)
})

test('REG-10 a number is shown for a purpose, counts down, goes away, and the resident sees what for', async () => {
  const worker = await newPerson({ size: 'phone' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  const resident = await newPerson({ size: 'phone' })
  const own = loginOf('resident')
  await resident.page.goto(`${demo.url}/`)
  await ask(resident, 'access.signIn', { login: own.login, password: own.password })
  const household = await ask<{ home: { id: string } | null; residents?: Resident[] }>(resident, 'registry.myHousehold', {})
  const homeId = household.home!.id
  const seer = (await statusOf(worker, 'registry.getHome', { homeId })) === 200 ? worker : null
  const { page } = seer ?? worker
  expect(seer).not.toBeNull()
  await page.clock.install()
  await page.goto(`${demo.url}/work/?again#/home/${homeId}`)
  await page.getByRole('heading', { level: 2, name: /住户/ }).waitFor()
  const card = page.getByRole('listitem').filter({ hasText: own.name }).first()
  await card.getByRole('button', { name: '查看完整号码' }).first().click()
  await card.getByLabel('查看用途').selectOption({ label: '打电话联系本人' })
  await card.getByLabel('补充说明（可不填）').fill('送药上门')
  await card.getByRole('button', { name: '查看', exact: true }).click()
  const timer = card.getByRole('timer')
  await timer.waitFor()
  expect(await timer.innerText()).toMatch(/还显示 [45]:\d\d/)
  expect(await card.getByRole('link', { name: '拨打' }).getAttribute('href')).toMatch(/^tel:10[01]\d+$/)
  await picture(page, 'story-reveal')
  await page.clock.fastForward('04:00')
  expect(await timer.innerText()).toMatch(/还显示 [01]:\d\d/)
  await page.clock.fastForward('01:05')
  await timer.waitFor({ state: 'detached' })
  expect(await card.innerText()).toMatch(/\*\*\*\*/)

  await resident.page.goto(`${demo.url}/?again#/looked`)
  await resident.page.getByText('用途：打电话联系本人').first().waitFor()
  await resident.page.getByText('说明：送药上门').first().waitFor()
  await picture(resident.page, 'story-who-looked')
  await calm(resident)
  await calm(worker)
})

test('REG-10 who sees a place, what each role sees, and what ends soon stand on one page, at every width and in both languages', async () => {
  for (const [lang, size] of [
    ['zh', 'desk'],
    ['en', 'tablet'],
    ['en', 'phone'],
    ['zh', 'phone'],
  ] as const) {
    const office = await newPerson({ lang, size })
    await signIn(office, '/desk/', loginOf('communityAdmin'))
    const { page } = office
    await page.goto(`${demo.url}/desk/?again#/accounts`)
    const names =
      lang === 'zh' ? ['谁能看到这里', '各角色能看什么', '代班', /^即将到期/] : ['Who sees this', 'What each role sees', 'Stand-ins', /^Ending soon/]
    await page.getByRole('heading', { level: 1 }).waitFor()
    for (const [at, name] of names.entries()) {
      const tab = page.getByRole('tab', { name })
      if (!(await tab.isVisible()))
        await page
          .getByRole('button', { name: /ellipsis|more/i })
          .first()
          .click()
      await tab.first().click()
      await page.getByRole('tabpanel').locator('table, .ant-empty').first().waitFor()
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await picture(page, `story-permissions-${lang}-${size}-${at}`)
    }
    if (size === 'desk') expect(await faults(page)).toEqual([])
    await calm(office)
  }
})
