// 一问: somebody from outside at the gate.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

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
  await office.page.goto(`${demo.url}/desk/risk`)
  await office.page.getByRole('button', { name: '导入名单' }).click()
  const dialog = office.page.getByRole('dialog')
  await dialog.getByLabel('把名单粘贴在这里').fill('名称,代码,等级\n江岸区,42010,高')
  await dialog.getByText('第 2 行').waitFor()
  await dialog.getByLabel('把名单粘贴在这里').fill('名称,代码,等级\n江岸区,420102,高')
  await picture(office.page, 'story-risk-import')
  await dialog.getByRole('button', { name: '导入名单' }).click()
  await office.page.getByRole('cell', { name: '江岸区' }).waitFor()
  expect(await faults(office.page)).toEqual([])
  await picture(office.page, 'story-risk-list')

  const guard = await newPerson({ size: 'phone' })
  const gateId = await openGate(guard)
  await expect.poll(() => guard.page.evaluate(() => navigator.serviceWorker?.controller !== null), { timeout: 20_000 }).toBe(true)
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
  const holdsBefore = (await ask<unknown[]>(office, 'gate.listHolds', {})).length
  const said = await strangerFrom('江岸')
  expect(said).toContain('留下')
  expect(said).toContain('来自风险地区')
  expect(await overflow(guard.page)).toBe(0)
  await picture(guard.page, 'story-where-from-held')
  await office.page.goto(`${demo.url}/desk/gates`)
  const from = Date.now()
  await guard.page.getByRole('button', { name: '未放行' }).click()
  await office.page.getByRole('cell', { name: '江岸区' }).first().waitFor({ timeout: 60_000 })
  expect(Date.now() - from).toBeLessThan(60_000)
  await picture(office.page, 'story-where-from-desk')

  await guard.context.setOffline(true)
  expect(await strangerFrom('江岸')).toContain('手机按名单判定')
  await guard.page.getByRole('button', { name: '未放行' }).click()
  await guard.context.setOffline(false)
  await expect.poll(async () => (await ask<unknown[]>(office, 'gate.listHolds', {})).length, { timeout: 45_000, interval: 1000 }).toBe(holdsBefore + 2)
  const tasks = await ask<{ tasks: { kind: string }[] }>(office, 'tasks.listMine', {})
  expect(tasks.tasks.filter(({ kind }) => kind === 'whereFrom')).toHaveLength(2)

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
  await expect
    .poll(async () => (await ask<{ tasks: { kind: string }[] }>(office, 'tasks.listMine', {})).tasks.filter(({ kind }) => kind === 'whereFrom').length)
    .toBe(1)
  expect(gateId).not.toBe('')
  await guard.context.close()
  await calm(office)
})
