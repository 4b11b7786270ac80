// 访客与一问: somebody from outside at the gate.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, keptOffline, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'
import { visitorAtGate } from './visitor-page.ts'

afterAll(closeBrowser)

async function openGate(guard: Person): Promise<string> {
  await signIn(guard, '/work/', loginOf('guard'))
  await guard.page.getByRole('link', { name: /守门/ }).click()
  await guard.page.getByRole('listitem').getByRole('link').first().click()
  await guard.page.getByRole('heading', { level: 1 }).waitFor()
  return (await ask<{ id: string }[]>(guard, 'gate.listGates', {}))[0]!.id
}

test('GATE-06 the office lists a place; a stranger who comes from there is held by a tap, also without network, and stands on the community’s desk within a minute', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await office.page.goto(`${demo.url}/desk/#/risk`)
  await office.page.getByRole('button', { name: '导入名单' }).click()
  const dialog = office.page.getByRole('dialog')
  await dialog.getByLabel('把名单粘贴在这里').fill('名称,代码,等级\n江岸区,42010,高')
  await dialog.getByText('第 2 行').waitFor()
  await dialog.getByLabel('把名单粘贴在这里').fill('名称,代码,等级\n江岸区,420102,高')
  await picture(office.page, 'story-risk-import')
  await dialog.getByRole('button', { name: '导入名单' }).click()
  await office.page.getByRole('cell', { name: /^江岸区/ }).waitFor()
  expect(await faults(office.page)).toEqual([])
  await picture(office.page, 'story-risk-list')

  const guard = await newPerson({ size: 'phone' })
  const gateId = await openGate(guard)
  await keptOffline(guard, 'work')
  const strangerFrom = async (place: string): Promise<string> => {
    await guard.page.getByRole('button', { name: /无码/ }).click()
    const question = guard.page.getByRole('dialog', { name: /从哪里来/ })
    await question.getByLabel('地名或代码').fill(place)
    await picture(guard.page, 'story-where-from')
    await question.getByRole('button', { name: new RegExp(`^${place}区`) }).click()
    const verdict = guard.page.getByRole('alertdialog')
    await verdict.waitFor()
    return verdict.innerText()
  }
  const askedWhere = async (): Promise<number> =>
    (await ask<{ tasks: { kind: string }[] }>(office, 'tasks.listMine', {})).tasks.filter(({ kind }) => kind === 'whereFrom').length
  const holdsBefore = (await ask<unknown[]>(office, 'gate.listHolds', {})).length
  const askedBefore = await askedWhere()
  const said = await strangerFrom('江岸')
  expect(said).toContain('留下')
  expect(said).toContain('来自风险地区')
  expect(await overflow(guard.page)).toBe(0)
  await picture(guard.page, 'story-where-from-held')
  await office.page.goto(`${demo.url}/desk/#/gates`)
  const from = Date.now()
  await guard.page.getByRole('button', { name: '未放行' }).click()
  await office.page.getByRole('cell', { name: '江岸区', exact: true }).first().waitFor({ timeout: 60_000 })
  expect(Date.now() - from).toBeLessThan(60_000)
  await picture(office.page, 'story-where-from-desk')

  await guard.context.setOffline(true)
  expect(await strangerFrom('江岸')).toContain('手机按名单判定')
  await guard.page.getByRole('button', { name: '未放行' }).click()
  await guard.context.setOffline(false)
  await expect.poll(async () => (await ask<unknown[]>(office, 'gate.listHolds', {})).length, { timeout: 45_000, interval: 1000 }).toBe(holdsBefore + 2)
  await expect.poll(askedWhere, { timeout: 15_000 }).toBe(askedBefore + 2)

  await office.page
    .getByRole('row', { name: /江岸区/ })
    .first()
    .getByRole('button')
    .click()
  await office.page.getByRole('dialog').getByLabel('社区已接手').check()
  await office.page
    .getByRole('dialog')
    .getByRole('button', { name: /处\s*理/ })
    .click()
  await expect.poll(askedWhere).toBe(askedBefore + 1)
  expect(gateId).not.toBe('')
  await guard.context.close()
  await calm(office)
})

test('GATE-05 a visitor without JavaScript scans the poster, the host agrees on the own phone, the guard sees the visitor, and the number enters; the poster’s photograph scanned at home opens nothing', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const guard = await newPerson({ size: 'phone' })
  const gateId = await openGate(guard)
  const poster = await ask<{ path: string }>(office, 'visitors.getPoster', { gateId, renew: false })
  await office.page.goto(`${demo.url}${poster.path}`)
  await office.page.getByRole('heading', { name: '访客登记' }).waitFor()
  await picture(office.page, 'story-visitor-poster')

  const host = await newPerson({ size: 'phone' })
  const { login, password } = loginOf('resident')
  await host.page.goto(`${demo.url}/`)
  await host.page.getByRole('button', { name: '已有账号，用密码登录' }).click()
  await host.page.locator('input[name=username]').fill(login)
  await host.page.locator('input[name=password]').fill(password)
  await host.page.locator('form button.primary').click()
  await host.page.getByRole('link', { name: '我家' }).click()
  const { home } = await ask<{ home: { door: string; areaName: string } }>(host, 'registry.myHousehold', {})
  const building = loginOf('resident').area.split(' ')[0]!
  const door = `${building}${home.areaName === building ? '' : home.areaName}${home.door}`

  const visitor = await visitorAtGate(poster.path.replace('/poster', ''))
  expect(await faults(visitor.seen.page)).toEqual([])
  await visitor.write({ name: '来小访', phone: '10000000007', door, purpose: '送东西', from: '杭州' })
  await visitor.page.getByText('等住户同意').waitFor()
  expect(await overflow(visitor.page)).toBe(0)
  await picture(visitor.page, 'story-visitor-waiting')

  await host.page.getByRole('heading', { name: '访客' }).waitFor({ timeout: 30_000 })
  await picture(host.page, 'story-visitor-host')
  await host.page.getByRole('listitem').filter({ hasText: '来小访' }).getByRole('button', { name: '同意', exact: true }).click()
  await host.page.getByText('住户已同意，待门口核对').waitFor()
  await visitor.page.reload()
  expect(await visitor.page.getByText('可以进门').count()).toBe(0)
  expect(await visitor.page.locator('.number').count()).toBe(0)

  await guard.page.getByRole('link', { name: /访客登记/ }).click()
  const card = guard.page.getByRole('listitem').filter({ hasText: '来*访' })
  await card.getByRole('button', { name: /看到本人/ }).click()
  await card.getByText('可以进门').waitFor()
  await picture(guard.page, 'story-visitor-guard')
  expect(await overflow(guard.page)).toBe(0)
  await visitor.page.reload()
  const short = (await visitor.page.locator('.number').innerText()).replaceAll(' ', '')
  await picture(visitor.page, 'story-visitor-pass')
  const looked = await ask<{ verdict: { outcome: string } }>(guard, 'gate.lookUp', {
    gateId,
    means: { kind: 'short', value: short },
    direction: 'in',
    temperatureC: 36.5,
  })
  expect(looked.verdict.outcome).toBe('enter')
  await guard.page.getByRole('link', { name: '在门卫室显示数字' }).click()
  await expect.poll(() => guard.page.getByRole('status').innerText()).toMatch(/^\d{3} \d{3}$/)
  await picture(guard.page, 'story-visitor-display')
  await visitor.close()
  await calm(guard)
  await calm(host)
  await calm(office)
})
