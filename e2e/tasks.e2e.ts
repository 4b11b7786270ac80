// What is to do at the doors, and who is still missing: on the worker's phone and on the office's desk.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, faults, loginOf, newPerson, overflow, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

type Round = { id: string; title: string; expected: number; done: number; excused: number; missing: number }
type Mine = { tasks: { id: string; title: string; homeId: string; door: string; place: string[] }[] }

test('REG-15 the office plans a round; a worker without network notes what he found door by door; nobody is missing who was seen, nobody seen who is missing', async () => {
  const title = `送消毒说明 ${Date.now() % 10_000}`
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await office.page.getByRole('link', { name: '待办与覆盖' }).click()
  await office.page.getByRole('button', { name: /安排一轮/ }).click()
  const dialog = office.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '名称' }).fill(title)
  await dialog.getByRole('button', { name: '安排一轮' }).click()
  await office.page.getByRole('heading', { name: title }).waitFor()
  const roundOf = async (): Promise<Round> => (await ask<Round[]>(office, 'tasks.listObligations', { state: 'open' })).find((one) => one.title === title)!
  const before = await roundOf()
  expect(before.expected).toBeGreaterThan(500)
  expect(before.missing).toBe(before.expected)
  await office.page.getByRole('region', { name: '未办名单' }).getByRole('row').nth(3).waitFor()
  await picture(office.page, 'story-coverage')

  const worker = await newPerson({ size: 'phone' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  await worker.page.getByRole('heading', { name: '今日待办' }).waitFor()
  await worker.page.getByText(title).first().waitFor()
  const own = (await ask<Mine>(worker, 'tasks.listMine', {})).tasks.filter((task) => task.title === title)
  expect(own.length).toBeGreaterThan(50)
  expect(await overflow(worker.page)).toBe(0)
  await picture(worker.page, 'story-today')

  // From here on the phone is in a stairwell.
  await worker.context.setOffline(true)
  const [first, second, third] = own
  const visit = async (task: Mine['tasks'][number], act: () => Promise<void>) => {
    await worker.page.evaluate((homeId) => (location.hash = `#/door/${homeId}`), task.homeId)
    const card = worker.page.locator('li.card:not(.task-door)', { hasText: title })
    await card.waitFor()
    const opener = card.getByRole('button', { name: '结果', exact: true })
    if ((await opener.count()) > 0) await opener.click()
    await act()
    await card.getByText(/已记，等发送/).waitFor()
  }
  const card = worker.page.locator('li.card:not(.task-door)', { hasText: title })
  await visit(first!, () => card.getByRole('button', { name: /已办好/ }).click())
  await visit(second!, async () => {
    await card.getByRole('button', { name: /没人在家/ }).click()
    await card.getByRole('button', { name: '上班' }).click()
    await card.getByRole('button', { name: '明天' }).click()
    await card.getByRole('button', { name: '晚上' }).click()
    await picture(worker.page, 'story-nobody-home')
    await card.getByRole('button', { name: /^记下/ }).click()
  })
  await visit(third!, async () => {
    await card.getByRole('button', { name: /空置/ }).click()
    await card.getByRole('button', { name: /^记下/ }).click()
  })
  expect(await roundOf()).toMatchObject({ missing: before.expected })

  await worker.context.setOffline(false)
  await expect.poll(async () => (await roundOf()).missing, { timeout: 40_000 }).toBe(before.expected - 2)
  expect(await roundOf()).toMatchObject({ done: 1, excused: 1, expected: before.expected })
  const found = await ask<{ lastOutcome: string; tryPart: string; outcomes: unknown[] }[]>(worker, 'tasks.listAtHome', { homeId: second!.homeId })
  expect(found.find((one) => one.lastOutcome === 'nobodyHome' && one.tryPart === 'evening')?.outcomes).toHaveLength(1)
  expect(await faults(worker.page)).toEqual([])
  await calm(worker)

  // The office excuses one until tomorrow and closes the round; the others stay to be read.
  await expect.poll(() => office.page.getByRole('region', { name: '进度' }).innerText(), { timeout: 40_000 }).toContain(String(before.expected - 2))
  await office.page.getByRole('region', { name: '未办名单' }).getByRole('checkbox').first().check()
  await office.page.getByRole('button', { name: /免除选中的 1 户/ }).click()
  await office.page.getByRole('dialog').getByRole('button', { name: /确定/ }).click()
  await office.page.getByText('这种免除原因须填到期日').waitFor()
  await office.page.getByRole('dialog').getByRole('combobox', { name: '原因' }).click()
  await office.page.getByTitle('按规定免除').click()
  await office.page.getByRole('dialog').getByRole('button', { name: /确定/ }).click()
  await expect.poll(async () => (await roundOf()).excused).toBe(2)
  await office.page.getByRole('button', { name: '结束这一轮' }).click()
  await office.page.getByRole('dialog').getByRole('button', { name: '结束这一轮' }).click()
  await expect.poll(async () => (await ask<Mine>(office, 'tasks.listMine', {})).tasks.filter((task) => task.title === title).length).toBe(0)
  expect(await faults(office.page)).toEqual([])
  await calm(office)
})
