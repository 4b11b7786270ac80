// 发热留置: the thermometer says fever; where to wait, who comes, what was found, and what the guard does then.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

type Area = { id: string; name: string; level: string; path: string }
type Home = { home: { door: string; areaName: string; id: string }; names: string[] }

/** A door of the grid worker's own that lies in the guard's compound, as it is typed at a gate. */
async function doorOfGrid(office: Person, worker: Person): Promise<string> {
  const { areas } = await ask<{ areas: Area[] }>(office, 'areas.listTree', {})
  const compound = areas.find(({ name }) => name === loginOf('guard').area)!
  const own = new Set((await ask<{ areas: Area[] }>(worker, 'areas.listTree', {})).areas.map(({ id }) => id))
  for (const building of areas.filter(({ id, level, path }) => level === 'building' && path.startsWith(compound.path) && own.has(id))) {
    const homes = await ask<Home[]>(office, 'registry.findHomes', { areaId: building.id, text: '301' })
    const found = homes.find(({ names }) => names.length > 0)
    if (found) return `${building.name.replace(/\D/g, '')}-${found.home.areaName.replace(/\D/g, '') || '1'}-${found.home.door}`
  }
  throw new Error('the grid worker has no home in the compound of the guard')
}

async function feverAtGate({ page }: Person, door: string): Promise<void> {
  await page.getByRole('button', { name: /门牌/ }).click()
  await page.getByRole('textbox', { name: /输入门牌/ }).fill(door)
  await page.getByRole('button', { name: '查', exact: true }).click()
  const picking = page.getByRole('dialog', { name: '是哪一位？' })
  const pad = page.getByRole('dialog', { name: '体温 ℃' })
  await picking.or(pad).waitFor()
  if (await picking.isVisible()) await picking.getByRole('listitem').getByRole('button').first().click()
  await pad.waitFor()
  for (const digit of '384') await pad.getByRole('button', { name: digit, exact: true }).click()
}

test('GATE-03 a fever is held, the guard is told in large type where to; the task reaches the worker, whose finding ends both; and the other way round', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await office.page.goto(`${demo.url}/desk/#/gates/gates`)
  await office.page
    .getByRole('button', { name: new RegExp(`^临时隔离区: .*${loginOf('guard').area}`) })
    .first()
    .click()
  const dialog = office.page.getByRole('dialog')
  await dialog.getByLabel('临时隔离区').fill('大门内右手蓝色帐篷')
  await picture(office.page, 'story-isolation-area')
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await office.page.getByText('大门内右手蓝色帐篷').first().waitFor()
  expect(await faults(office.page)).toEqual([])

  const worker = await newPerson({ size: 'phone' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  const door = await doorOfGrid(office, worker)
  const guard = await newPerson({ size: 'phone' })
  await signIn(guard, '/work/', loginOf('guard'))
  await guard.page.getByRole('link', { name: /守门/ }).click()
  await guard.page.getByRole('listitem').getByRole('link').first().click()
  await feverAtGate(guard, door)
  const verdict = guard.page.getByRole('alertdialog')
  await expect.poll(() => verdict.innerText()).toContain('大门内右手蓝色帐篷')
  expect(await verdict.innerText()).toMatch(/留下[\s\S]*体温偏高[\s\S]*请带到/)
  expect([await overflow(guard.page), await faults(guard.page)]).toEqual([0, []])
  await picture(guard.page, 'story-fever-verdict')
  await guard.page.getByRole('button', { name: '未放行' }).click()
  const held = guard.page.getByRole('region', { name: '留在门口的人' })
  await held.getByText(/已等 \d+ 分钟/).waitFor({ timeout: 45_000 })
  await held.scrollIntoViewIfNeeded()
  await picture(guard.page, 'story-fever-waiting')

  await worker.page.goto(`${demo.url}/work/#/today`)
  await worker.page.reload()
  const errand = worker.page.getByRole('list', { name: '门口有人在等' }).getByRole('link', { name: /门口有人发热/ })
  await errand.waitFor({ timeout: 45_000 })
  expect(await overflow(worker.page)).toBe(0)
  await picture(worker.page, 'story-fever-today')
  await errand.click()
  await worker.page.getByText(/38\.4 ℃/).waitFor()
  await worker.page.getByText('在 大门内右手蓝色帐篷 等').waitFor()
  await worker.page.getByRole('radio', { name: '复测未发热' }).click()
  expect([await overflow(worker.page), await faults(worker.page)]).toEqual([0, []])
  await picture(worker.page, 'story-fever-doctor')
  await worker.page.getByRole('button', { name: '记下结果' }).click()
  await worker.page.getByText('已记下').waitFor()
  await held.getByText('已看过，可以进').waitFor({ timeout: 45_000 })
  expect(await held.innerText()).not.toContain('复测')
  await picture(guard.page, 'story-fever-answered')

  await feverAtGate(guard, door)
  await verdict.waitFor()
  await guard.page.getByRole('button', { name: '未放行' }).click()
  const feverTasks = async () =>
    (await ask<{ tasks: { kind: string; place: string[] }[] }>(worker, 'tasks.listMine', {})).tasks.filter(({ kind }) => kind === 'fever')
  await expect.poll(async () => (await feverTasks()).length, { timeout: 45_000, interval: 500 }).toBe(1)
  await office.page.goto(`${demo.url}/desk/?held#/gates/holds`)
  await office.page
    .getByRole('row', { name: /发热/ })
    .last()
    .getByRole('button', { name: /处\s*理/ })
    .click()
  await picture(office.page, 'story-fever-desk')
  await office.page.getByRole('dialog').getByLabel('已送发热门诊').check()
  await office.page
    .getByRole('dialog')
    .getByRole('button', { name: /处\s*理/ })
    .click()
  await expect.poll(async () => (await feverTasks()).length, { timeout: 20_000, interval: 500 }).toBe(0)
  await held.getByText(/已看过，不放行/).waitFor({ timeout: 45_000 })
  expect(await held.innerText()).not.toContain('门诊')
  await Promise.all([calm(guard), calm(worker), calm(office)])
})
