// A day in the neighbourhood, from report to posting to withdrawal: item 5 of the first slice. The stories follow one another.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, type Person, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

type Assessed = {
  subjectId: string
  level: string
  name: string
  state: string
  posting: string
  postingCode: string | null
  mayConfirm: boolean
  confirmedAt: string | null
}
type Status = { subject: Assessed; children: Assessed[] }
type Area = { id: string; name: string; level: string; path: string }
const statusOf = (person: Person, subjectId: string) => ask<Status>(person, 'daily.getStatus', { subjectId })
const treeOf = async (person: Person) => (await ask<{ areas: Area[] }>(person, 'areas.listTree', {})).areas

test('DAILY-01 the stair head confirms the own house on a phone; the office sees it in the three-level report, worked out and not typed in', async () => {
  const head = await newPerson({ size: 'phone' })
  const { page } = head
  await signIn(head, '/work/', loginOf('stairHead'))
  await page.getByRole('link', { name: /日报/ }).click()
  await page.getByRole('heading', { level: 1, name: /今日日报/ }).waitFor()
  const confirm = page.getByRole('button', { name: /^(确认无疫情|全部确认)/ })
  await confirm.first().waitFor()
  await picture(page, 'story-stair-head')
  while ((await confirm.count()) > 0) {
    const before = await confirm.count()
    await confirm.last().click()
    await expect.poll(() => confirm.count()).toBeLessThan(before)
  }
  await calm(head)

  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const areas = await treeOf(office)
  const compound = areas.find(({ name }) => name === loginOf('guard').area)!
  await office.page.goto(`${demo.url}/desk/`)
  await office.page.getByRole('link', { name: '今日无疫' }).click()
  await office.page.getByRole('button', { name: compound.name, exact: true }).first().click()
  await office.page.getByRole('heading', { name: new RegExp(`^${compound.name}`) }).waitFor()
  const { children } = await statusOf(office, compound.id)
  const open = children.filter((child) => child.state !== 'free').map(({ name }) => name)
  expect(open).toEqual([])
  await picture(office.page, 'story-daily-desk')
  await office.page.getByRole('button', { name: '确认日报' }).click()
  await office.page.getByRole('dialog').getByRole('button', { name: '确认', exact: true }).click()
  await expect.poll(async () => (await statusOf(office, compound.id)).subject.posting, { timeout: 60_000 }).toBe('posted')
  await calm(office)
})

test('DAILY-02 GATE-03 the posting is public with a poster and a code to verify; a fever at the gate is held, and within a minute the chain upward is withdrawn while a sibling stays', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const areas = await treeOf(office)
  const compound = areas.find(({ name }) => name === loginOf('guard').area)!
  const community = areas.find(({ level }) => level === 'community')!
  const { subject } = await statusOf(office, compound.id)
  const sibling = (await statusOf(office, community.id)).children.find((child) => child.posting === 'posted' && child.subjectId !== compound.id)!
  const code = subject.postingCode!

  const passer = await newPerson({ size: 'phone' })
  await passer.page.goto(`${demo.url}/posting/${code}`)
  await passer.page.getByText('今日无疫').first().waitFor()
  expect(await passer.page.locator('body').innerText()).toContain(compound.name)
  await picture(passer.page, 'story-posting')
  expect([await overflow(passer.page), await faults(passer.page)]).toEqual([0, []])
  await passer.page.goto(`${demo.url}/poster/${code}`)
  await passer.page
    .getByText(code.replace(/(.{4})(?=.)/g, '$1 ').trim())
    .or(passer.page.getByText(code))
    .first()
    .waitFor()
  await picture(passer.page, 'story-poster')

  const guard = await newPerson({ size: 'phone' })
  await signIn(guard, '/work/', loginOf('guard'))
  await guard.page.getByRole('link', { name: /守门/ }).click()
  await guard.page.getByRole('listitem').getByRole('link').first().click()
  await guard.page.getByRole('button', { name: /门牌/ }).click()
  const building =
    areas.find(({ level, path, name }) => level === 'building' && path.startsWith(compound.path) && name === '3幢') ??
    areas.find(({ level, path }) => level === 'building' && path.startsWith(compound.path))!
  const found = await ask<{ home: { door: string; areaName: string }; names: string[] }[]>(office, 'registry.findHomes', { areaId: building.id, text: '301' })
  const home = found.find(({ names }) => names.length > 0)!.home
  await guard.page
    .getByRole('textbox', { name: /输入门牌/ })
    .fill(`${building.name.replace(/\D/g, '')}-${home.areaName.replace(/\D/g, '') || '1'}-${home.door}`)
  await guard.page.getByRole('button', { name: '查', exact: true }).click()
  const picking = guard.page.getByRole('dialog', { name: '是哪一位？' })
  const pad = guard.page.getByRole('dialog', { name: '体温 ℃' })
  await picking.or(pad).waitFor()
  if (await picking.isVisible()) await picking.getByRole('listitem').getByRole('button').first().click()
  await pad.waitFor()
  for (const digit of '384') await pad.getByRole('button', { name: digit, exact: true }).click()
  const verdict = guard.page.getByRole('alertdialog')
  await expect.poll(() => verdict.innerText()).toContain('留下')
  expect(await verdict.innerText()).toContain('体温偏高')
  await picture(guard.page, 'story-verdict-hold')
  const from = Date.now()
  await guard.page.getByRole('button', { name: /未放行/ }).click()

  await expect
    .poll(async () => (await passer.page.request.get(`${demo.url}/posting/${code}`, { headers: { 'accept-language': 'zh-CN' } })).text(), {
      timeout: 60_000,
      interval: 500,
    })
    .toContain('公示已撤回')
  expect(Date.now() - from).toBeLessThan(60_000)
  await passer.page.goto(`${demo.url}/verify/${code}`)
  await passer.page.getByText('公示已撤回').first().waitFor()
  await picture(passer.page, 'story-withdrawn')
  expect((await statusOf(office, sibling.subjectId)).subject.posting).toBe('posted')
  expect((await statusOf(office, compound.id)).subject.posting).toBe('withdrawn')

  await office.page.getByRole('link', { name: '守小门' }).click()
  await office.page.getByText(/38\.4/).first().waitFor()
  await picture(office.page, 'story-holds')
  await Promise.all([calm(guard), calm(passer), calm(office)])
})

test('DAILY-02 a code that nobody issued is said to be none of ours', async () => {
  const passer = await newPerson({ size: 'phone', lang: 'en' })
  await passer.page.goto(`${demo.url}/verify/AAAABBBBCCCC`)
  await passer.page.getByText('No such posting').first().waitFor()
  expect(await faults(passer.page)).toEqual([])
  await calm(passer)
})
