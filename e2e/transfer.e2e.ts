// 转出转入: a case goes from one community to another, by two desks, with all its days.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, newPerson, overflow, type Person, picture, signIn } from './browser.ts'
import { atDesk, day, id } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
const evidence = { kind: 'investigationDecision', reference: '流调-031', issuedBy: '区疾控中心' }
type Case = { id: string; state: string; dayNumber: number; lastDay: string; days: object[]; facts: { kind: string }[] }
type Tree = { id: string; level: string; path: string; name: string }[]

/** A second community of the street, with an office and one home. */
async function neighbour(street: Person): Promise<{ login: string; password: string }> {
  const { areas: tree } = await ask<{ areas: Tree }>(street, 'areas.listTree', {})
  const parent = tree.find(({ level }) => level === 'street')!
  const community = await ask<{ id: string }>(street, 'areas.addArea', { parentId: parent.id, level: 'community', name: '荷塘社区' })
  const compound = await ask<{ id: string }>(street, 'areas.addArea', { parentId: community.id, level: 'compound', name: '荷塘里' })
  const { password } = await ask<{ password: string }>(street, 'access.createAccount', {
    login: 'hetang',
    name: '江晚晴',
    unit: '荷塘社区居委会',
    grant: { role: 'communityAdmin', areaId: community.id, dataClasses: null, from: day(-1), until: null },
  })
  const admin = await newPerson()
  await signIn(admin, '/desk/', { login: 'hetang', password })
  const own = '荷塘边的小门2022'
  await ask(admin, 'access.changePassword', { current: password, next: own })
  await ask(admin, 'registry.addHome', { areaId: compound.id, door: '12', floor: 1, use: 'permanent' })
  await calm(admin)
  return { login: 'hetang', password: own }
}

test(
  'CTRL-02 a case is offered to another community, returned with a reason, offered again and accepted into a home there with every day it had; the first keeps one line',
  async () => {
    const street = await atDesk('streetCommander')
    const login = await neighbour(street)
    const first = await atDesk('communityAdmin')
    const found = await ask<{ home: { id: string } }[]>(first, 'registry.findHomes', { text: '1-1-101' })
    const { residents } = await ask<{ residents: { id: string; name: string }[] }>(first, 'registry.getHome', { homeId: found[0]!.home.id })
    const whom = residents[0]!
    const opened = await ask<Case>(first, 'control.openCase', {
      id: id(),
      personId: whom.id,
      trigger: 'contact',
      anchorDay: day(-3),
      evidence,
      hasOwnSuite: true,
      guardian: { name: '家长', phone: null },
    })
    const before = await ask<Case>(street, 'control.confirmOpening', { caseId: opened.id })
    expect(before.state).toBe('active')

    const offer = async (home: string) => {
      await first.page.goto(`${demo.url}/desk/?of=${id()}#/control/${opened.id}`)
      await first.page.getByRole('button', { name: '转出', exact: true }).click()
      const dialog = first.page.getByRole('dialog').last()
      await dialog.getByLabel('社区名称').fill('荷塘社区')
      await dialog.getByLabel(/那边的住处/).fill(home)
      await dialog.getByLabel('转出原因').fill('搬去和女儿同住')
      expect(await faults(first.page)).toEqual([])
      await picture(first.page, 'story-transfer-offer')
      await dialog.getByRole('button', { name: '转出', exact: true }).click()
      await first.page.getByText('已发出，等对方接收').waitFor()
    }
    await offer('荷塘里 11')

    const there = await newPerson({ lang: 'en' })
    await signIn(there, '/desk/', login)
    const transfers = async (person: Person, name: string) => {
      await person.page.goto(`${demo.url}/desk/?of=${id()}#/control`)
      await person.page.getByRole('tab', { name }).click()
    }
    await transfers(there, 'Transfers (1)')
    const row = there.page.getByRole('row', { name: /荷塘里 11/ })
    await row.getByRole('button', { name: 'Return' }).click()
    await there.page.getByRole('dialog').getByRole('textbox').fill('11 号没有这个人')
    await there.page.getByRole('dialog').getByRole('button', { name: 'Return' }).click()
    await there.page.getByText('Returned').first().waitFor()
    await transfers(first, '转出转入')
    await first.page.getByText(/11 号没有这个人/).waitFor()

    await offer('荷塘里 12')
    await transfers(there, 'Transfers (1)')
    await there.page
      .getByRole('row', { name: /荷塘里 12/ })
      .getByRole('button', { name: 'Accept' })
      .click()
    const accepting = there.page.getByRole('dialog')
    await accepting
      .getByRole('searchbox')
      .or(accepting.getByPlaceholder(/Into which home/))
      .first()
      .fill('12')
    await there.page.keyboard.press('Enter')
    await accepting.getByRole('button', { name: /荷塘里.*12/ }).click()
    expect([await overflow(there.page), await faults(there.page)]).toEqual([0, []])
    await picture(there.page, 'story-transfer-accept-en')
    await accepting.getByRole('button', { name: 'Accept', exact: true }).click()
    await there.page.waitForURL(/#\/control\/[0-9a-f-]{36}$/)
    await there.page.getByRole('heading', { name: 'What the release takes' }).waitFor()
    const after = await ask<Case>(there, 'control.getControl', { caseId: there.page.url().slice(-36) })
    expect([after.state, after.dayNumber, after.lastDay, after.days.length]).toEqual([before.state, before.dayNumber, before.lastDay, before.days.length])
    const left = await ask<Case>(first, 'control.getControl', { caseId: opened.id })
    expect([left.state, left.lastDay, left.days, left.facts.map(({ kind }) => kind)]).toEqual(['transferred', null, [], ['opened', 'transferred']])

    for (const lang of ['zh', 'en'] as const)
      for (const size of ['phone', 'tablet', 'desk'] as const) {
        const admin = await atDesk('communityAdmin', { lang, size })
        await admin.page.goto(`${demo.url}/desk/#/control`)
        await admin.page.getByRole('tab', { name: lang === 'zh' ? '转出转入' : 'Transfers' }).click()
        await admin.page
          .getByText(/荷塘社区/)
          .first()
          .waitFor()
        expect([await overflow(admin.page), await faults(admin.page)]).toEqual([0, []])
        await picture(admin.page, `transfer-list-${lang}-${size}`)
        await calm(admin)
      }
    await Promise.all([calm(first), calm(there), calm(street)])
  },
  STORY_MS,
)
