// 小门自查: a guard looks round the own gate, the community mends what is missing, the street sees it.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, keptOffline, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'
import { LANGS, lookAtAll, photoOf, tasksOf } from './people.ts'

afterAll(closeBrowser)

const WHERE = 'GPS 30.2741 120.1551'
const photo = photoOf('IMG_0001.png', {
  colours: [
    [150, 120, 86],
    [232, 232, 226],
  ],
  width: 2400,
  height: 1800,
  note: WHERE,
})
const noPhoto = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>no picture</html>') }
type Gate = { gateId: string; standing: string; name: string; faults: { item: string }[] }
const gatesOf = (person: Person) => ask<Gate[]>(person, 'checklists.listGates', {})
const faultsOf = async (person: Person, gateId: string) => (await tasksOf(person, 'gateFault')).filter(({ subjectId }) => subjectId === gateId)

test('GATE-07 the guard mends what was missing with a photo; the task of the community ends, and the desk shows the photo', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const guard = await newPerson({ size: 'phone' })
  await signIn(guard, '/work/', loginOf('guard'))
  await guard.page.getByRole('link', { name: /小门自查/ }).click()
  await picture(guard.page, 'story-checks-gates')
  await guard.page.getByRole('listitem').getByRole('link').first().click()
  await guard.page.getByRole('heading', { name: /缺项/ }).waitFor()
  const [gate] = (await gatesOf(guard)) as [Gate]
  expect(gate).toMatchObject({ standing: 'faults', faults: [{ item: 'loudspeaker' }] })
  expect((await faultsOf(office, gate.gateId)).map(({ title }) => title)).toEqual([`${gate.name}缺项：小喇叭`])

  // A file that only calls itself a photo is told so at once.
  const camera = guard.page.getByLabel('小喇叭 拍照')
  await camera.setInputFiles(noPhoto)
  await guard.page.getByText('这不是照片，请重新拍。').waitFor()
  await camera.setInputFiles(photo)
  await guard.page.getByAltText('小喇叭 照片 1').waitFor()
  expect(await faults(guard.page)).toEqual([])
  expect(await overflow(guard.page)).toBe(0)
  await picture(guard.page, 'story-checks-mend')
  await guard.page.getByRole('button', { name: '小喇叭: 已补齐' }).click()
  await guard.page.getByText('已交给社区。').waitFor()
  await expect.poll(async () => (await gatesOf(guard))[0]!.standing).toBe('whole')
  await expect.poll(() => faultsOf(office, gate.gateId)).toEqual([])

  await office.page.goto(`${demo.url}/desk/#/checklists`)
  await office.page.getByRole('button', { name: `查看: ${loginOf('guard').area} ${gate.name}` }).click()
  const drawer = office.page.getByRole('dialog')
  await drawer.getByRole('button', { name: '看照片（1）' }).first().click()
  const shown = drawer.getByRole('img', { name: '照片 1，共 1 张' })
  await shown.waitFor()
  await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1280)
  await picture(office.page, 'story-checks-photo')
  expect(await faults(office.page)).toEqual([])
  await calm(guard)
  await calm(office)
})

test('GATE-07 a whole check without network waits on the phone with its photos and arrives when the network is back; half filled in, it survives a reload', async () => {
  const worker = await newPerson({ size: 'phone' })
  await signIn(worker, '/work/', loginOf('communityAdmin'))
  const { page } = worker
  const gate = (await gatesOf(worker)).find(({ standing }) => standing === 'never')!
  await page.goto(`${demo.url}/work/#/checks/${gate.gateId}`)
  await page.getByRole('button', { name: '全部自查' }).click()
  await page.getByRole('heading', { name: '一问二看三贴四区五件' }).waitFor()
  await keptOffline(worker, 'work')
  await worker.context.setOffline(true)
  const yes = page.getByRole('button', { name: /：有$/ })
  const count = await yes.count()
  expect(count).toBe(15)
  for (let at = 0; at < count; at += 1) {
    const name = (await yes.nth(at).getAttribute('aria-label'))!.replace('：有', '')
    if (name === '小喇叭') await page.getByRole('button', { name: '小喇叭：没有' }).click()
    else await yes.nth(at).click()
    const camera = page.getByLabel(`${name} 拍照`)
    if ((await camera.count()) > 0) await camera.setInputFiles(photo)
    if (name === '临时隔离区') {
      await page.getByAltText('临时隔离区 照片 1').waitFor()
      await picture(page, 'story-checks-half')
      await page.reload()
      await page.getByText('填了一半的内容留在这部手机里').waitFor()
    }
  }
  expect(await overflow(page)).toBe(0)
  await page.getByRole('button', { name: '交上去' }).scrollIntoViewIfNeeded()
  await picture(page, 'story-checks-list')
  await page.getByRole('button', { name: '交上去' }).click()
  await page.getByText('已记在手机里，正在发送。').waitFor()
  await worker.context.setOffline(false)
  await expect
    .poll(async () => (await gatesOf(worker)).find(({ gateId }) => gateId === gate.gateId)!, { timeout: 60_000, interval: 1000 })
    .toMatchObject({
      standing: 'faults',
      faults: [{ item: 'loudspeaker' }],
    })
  await page.getByText('已交给社区。').waitFor()
  await calm(worker)
})

test.each(LANGS)('GATE-07 the desk and the phone show gates and their state in %s at every width', async (lang) => {
  const { complaints, look } = lookAtAll()
  const street = await newPerson({ lang })
  await signIn(street, '/desk/', loginOf('streetCommander'))
  await street.page.goto(`${demo.url}/desk/#/checklists`)
  await street.page.getByRole('table').first().waitFor()
  await look(street, `desk-checklists-${lang}`)
  await calm(street)
  const guard = await newPerson({ lang, size: 'phone' })
  await signIn(guard, '/work/', loginOf('guard'))
  const [gate] = (await gatesOf(guard)) as [Gate]
  for (const [name, path] of [
    ['gates', '#/gates'],
    ['checks', '#/checks'],
    ['check', `#/checks/${gate.gateId}`],
  ] as const) {
    await guard.page.goto(`${demo.url}/work/?of=${name}${path}`)
    await guard.page.getByRole('heading', { level: 1 }).first().waitFor()
    await guard.page.waitForLoadState('networkidle')
    if (name === 'check') await guard.page.getByRole('button', { name: /☑/ }).click()
    await look(guard, `work-${name}-${lang}`)
  }
  await calm(guard)
  expect(complaints).toEqual([])
})
