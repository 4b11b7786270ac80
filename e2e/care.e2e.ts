// Who needs looking after, who does it, and who is owed a contact: at the office's desk and on the carer's phone.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

type Care = {
  person: {
    personId: string
    carer: { name: string } | null
    suggestion: { name: string } | null
    standing: string
    lastContact: string | null
    version: number
  }
  contacts: { result: string }[]
}

/** A door on the first worker's round at which nobody is in care yet. */
async function homeOf(worker: Person): Promise<string> {
  const { tasks } = await ask<{ tasks: { homeId: string | null; kind: string }[] }>(worker, 'tasks.listMine', {})
  const inCare = new Set(tasks.filter((task) => task.kind === 'care').map((task) => task.homeId))
  const mine = await ask<{ rows: { homeId: string }[] }>(worker, 'care.listMine', { limit: 200 })
  for (const row of mine.rows) inCare.add(row.homeId)
  return tasks.find((task) => task.homeId !== null && !inCare.has(task.homeId))!.homeId!
}
async function addInCare(office: Person, homeId: string, name: string): Promise<string> {
  const added = await ask<{ id: string }>(office, 'registry.addResident', {
    homeId,
    name,
    phone: '10033330001',
    care: ['dialysis'],
    kind: 'family',
    from: '2022-01-01',
    evenIfKnown: true,
  })
  await expect
    .poll(
      () =>
        ask<Care>(office, 'care.getCare', { personId: added.id }).then(
          () => true,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true)
  return added.id
}

test('REG-05 somebody gets a mark, a carer is named, a contact made on a phone without network counts once, and who is owed one is seen on the desk and at the door', async () => {
  const mark = String(Date.now() % 10_000)
  const office = await newPerson()
  const worker = await newPerson({ size: 'phone' })
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await signIn(worker, '/work/', loginOf('gridWorker'))
  const homeId = await homeOf(worker)
  const name = `沈试关${mark}`
  const personId = await addInCare(office, homeId, name)
  const seen = () => ask<Care>(office, 'care.getCare', { personId })
  const worksHere = loginOf('gridWorker').name
  expect((await seen()).person).toMatchObject({ carer: null, suggestion: { name: worksHere } })

  // The office takes the suggestion.
  await office.page.getByRole('link', { name: '重点关爱' }).click()
  await office.page.getByRole('heading', { name: '重点关爱' }).waitFor()
  const list = office.page.getByRole('region', { name: '名单' })
  await list.getByText('无责任人', { exact: true }).click()
  await list.getByRole('combobox', { name: '类别' }).click()
  await office.page.getByTitle('血透').click()
  await list.getByText(name).waitFor()
  await picture(office.page, 'story-care-no-carer')
  await list.getByRole('button', { name: `采用: ${name}` }).click()
  await expect.poll(async () => (await seen()).person.carer?.name).toBe(worksHere)
  await list.getByText(name).waitFor({ state: 'detached' })
  expect(await faults(office.page)).toEqual([])

  // The carer, in a stairwell.
  const { page } = worker
  await page.evaluate(() => (location.hash = '#/care'))
  await page.getByRole('searchbox').fill(name)
  await page.getByText(name).waitFor()
  expect(await overflow(page)).toBe(0)
  expect(await faults(page)).toEqual([])
  await picture(page, 'story-care-mine')
  await worker.context.setOffline(true)
  await page.getByText(name).click()
  await page.getByRole('heading', { name }).waitFor()
  await page.getByRole('button', { name: '平安' }).click()
  await page.getByText('已记在手机里，有网就发。').waitFor()
  await picture(page, 'story-care-offline')
  expect((await seen()).contacts).toEqual([])
  await worker.context.setOffline(false)
  await expect.poll(async () => (await seen()).contacts.length, { timeout: 40_000 }).toBe(1)
  await page.reload()
  await page.getByText('之前的联系 · 1').waitFor()
  expect((await seen()).person).toMatchObject({ standing: 'ok' })
  await page.getByRole('button', { name: '需要帮助' }).click()
  await page.getByRole('button', { name: '买药取药' }).click()
  expect(await overflow(page)).toBe(0)
  expect(await faults(page)).toEqual([])
  await picture(page, 'story-care-help')
  await page.getByRole('button', { name: '记下：需要帮助' }).click()
  await expect.poll(async () => (await seen()).contacts.map((one) => one.result)).toEqual(['needsHelp', 'well'])
  const office2 = await ask<{ tasks: { subjectId: string; kind: string }[] }>(office, 'tasks.listMine', {})
  expect(office2.tasks.filter((task) => task.subjectId === personId && task.kind === 'errand')).toHaveLength(1)

  // Somebody last spoken to six days ago, whom the office wants contacted every second day.
  const owed = `沈试欠${mark}`
  const owedId = await addInCare(office, homeId, owed)
  const at = new Date(Date.now() - 6 * 86_400_000).toISOString()
  await ask(worker, 'care.recordContact', { id: crypto.randomUUID(), personId: owedId, at, way: 'phone', result: 'well', needs: [], note: null })
  const { person } = await ask<Care>(office, 'care.getCare', { personId: owedId })
  await ask(office, 'care.setPersonInterval', { personId: owedId, version: person.version, days: 2, reason: '刚出院' })
  await list.getByText('逾期', { exact: true }).click()
  const row = list.getByRole('row', { name: new RegExp(owed) })
  await row.waitFor()
  expect(await row.innerText()).toContain('逾期 4 天 · 须上门')
  await picture(office.page, 'story-care-overdue')
  await page.evaluate((id) => (location.hash = `#/home/${id}`), homeId)
  await page.getByText('重点关爱联系').first().waitFor()
  await page.getByRole('link', { name: /打开/ }).first().click()
  await page.getByRole('heading', { name: owed }).waitFor()
  await calm(worker)
  await calm(office)
})
