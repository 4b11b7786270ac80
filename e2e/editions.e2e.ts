// 换版: what a new edition makes of people under control, from the first look to the release, and the way back.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, overflow, type Person, picture, wakeTown } from './browser.ts'
import { atDesk, day, id } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
const COMMUNITY = '文澜社区'
type Case = { id: string; state: string; edition: string; lastDay: string }

async function openRuns({ page }: Person): Promise<void> {
  // Another query each time: the page is loaded anew.
  await page.goto(`${demo.url}/desk/?of=${id()}#/control/editions`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}
const run = ({ page }: Person) => page.getByRole('region', { name: /文澜社区 → .*2022-11-11/ })
const figure = async (person: Person, name: string): Promise<string> =>
  (await run(person).locator('dl > div').filter({ hasText: name }).locator('dd').innerText()).trim()
const testOn = (person: Person, caseId: string, on: string) =>
  ask(person, 'control.recordTest', { id: id(), caseId, at: `${on}T00:30:00.000Z`, method: 'pcr', result: 'negative', ct: null, reference: `检-${on}` })
async function communityOf(person: Person): Promise<string> {
  const { areas } = await ask<{ areas: { id: string; name: string; level: string }[] }>(person, 'areas.listTree', {})
  return areas.find(({ name, level }) => name === COMMUNITY && level === 'community')!.id
}
/** Asked for at the desk by the one office, signed at the desk by the other. */
async function signRun(street: Person, waits: string): Promise<void> {
  await openRuns(street)
  const waiting = run(street).getByRole('group', { name: waits })
  await waiting.getByText('已签 0 / 需 1').waitFor()
  await waiting.getByRole('button', { name: '我已看过，签署' }).click()
  await waiting.waitFor({ state: 'hidden' })
}
async function propose(office: Person): Promise<void> {
  await openRuns(office)
  await office.page.getByRole('button', { name: '预览' }).click()
  await run(office).getByText('已预览，没有改动任何人').waitFor()
  await run(office).getByRole('button', { name: '提请换版' }).click()
  await office.page.getByText('没有人变长').waitFor()
  await office.page.getByRole('button', { name: '提请换版' }).last().click()
  await office.page.locator('.ant-modal-confirm').waitFor({ state: 'detached' })
  await run(office).getByRole('group', { name: '换版待签署' }).getByText('须由另一单位的另一人签署').waitFor()
}

test(
  'CTRL-12 A5 a contact under the ninth edition comes under the twenty measures on day 4: looked at, signed by another, both editions in the case; taken back within the day; changed again, and released with what that edition asks',
  async () => {
    const [office, street] = [await atDesk('communityAdmin'), await atDesk('streetCommander')]
    const areaId = await communityOf(office)
    const { areas } = await ask<{ areas: { id: string; level: string; homes: number }[] }>(office, 'areas.listTree', {})
    const building = areas.filter(({ level }) => level === 'building').toSorted((a, b) => b.homes - a.homes)[0]!
    const { people } = await ask<{ people: { person: { id: string } }[] }>(office, 'registry.listPeople', { areaId: building.id, limit: 8 })
    const evidence = { kind: 'investigationDecision', reference: '流调-031', issuedBy: '区疾控中心' }
    const bring = async (personId: string, trigger: string): Promise<string> => {
      const guardian = { name: '家长', phone: null }
      const opened = await ask<Case>(office, 'control.openCase', { id: id(), personId, trigger, anchorDay: day(-4), evidence, hasOwnSuite: true, guardian })
      await ask(street, 'control.confirmOpening', { caseId: opened.id })
      return opened.id
    }
    const contact = await bring(people[0]!.person.id, 'contact')
    const second = await bring(people[1]!.person.id, 'secondaryContact')
    const get = (person: Person, caseId: string) => ask<Case>(person, 'control.getControl', { caseId })
    expect(await get(office, contact)).toMatchObject({ edition: '2022-06-28', lastDay: day(6) })
    for (const on of [-3, -2, -1]) await testOn(office, contact, day(on))

    // It can be looked at before any order; nothing comes of it yet.
    await openRuns(office)
    await office.page.getByRole('combobox', { name: '换成哪一版' }).click()
    await office.page.locator('.ant-select-item-option', { hasText: '二十条' }).first().click()
    await office.page.getByRole('button', { name: '预览' }).click()
    await run(office).getByText('这一版在这里还没有生效').waitFor()
    expect(await run(office).getByRole('button', { name: '提请换版' }).count()).toBe(0)
    await run(office).getByRole('button', { name: '撤回' }).click()
    await run(office).getByText('已撤回').waitFor()

    const assessment = { processed: '姓名', necessity: '必要', risks: '有限', measures: '加密', assessedBy: '法制岗', assessedOn: day() }
    const order = { areaId, posture: 'emergency', packId: 'covid-19', edition: '2022-11-11', legalBasis: '令', purpose: '防控', until: day(30), assessment }
    const drafted = await ask<{ id: string; waiting: { id: string } }>(office, 'posture.draftOrder', order)
    const district = await atDesk('district')
    for (const who of [street, district]) await ask(who, 'posture.approveOrder', { orderId: drafted.id, actId: drafted.waiting.id })
    await calm(district)
    expect(await get(office, contact)).toMatchObject({ edition: '2022-06-28', lastDay: day(6) })

    await propose(office)
    expect([await figure(office, '到期，可解除'), await figure(office, '缩短')]).toEqual(['1', '1'])
    await run(office)
      .getByText(`${day(6)} → ${day(4)}`)
      .waitFor()
    await picture(office.page, 'story-run-proposed')
    expect([await overflow(office.page), await faults(office.page)]).toEqual([0, []])
    // It stands among what waits for the other office.
    await street.page.goto(`${demo.url}/desk/?of=waiting#/approvals`)
    await street.page.getByText('在管人员换版').waitFor()
    await signRun(street, '换版待签署')
    await run(street)
      .getByText(/小时内退回/)
      .waitFor()
    await picture(street.page, 'story-run-applied')
    expect(await get(office, contact)).toMatchObject({ edition: '2022-11-11', lastDay: day(4), state: 'active' })
    await run(street)
      .getByRole('row')
      .filter({ hasText: `${day(6)} → ${day(4)}` })
      .getByRole('button')
      .click()
    const drawer = street.page.getByRole('dialog')
    await drawer.getByText(/换版本/).waitFor()
    expect(await drawer.innerText()).toMatch(/换版本[\s\S]*2022-11-11/)
    expect(await drawer.innerText()).toContain('2022-06-28')
    await picture(street.page, 'story-run-case')

    // By mistake: within a day it is as it was.
    await openRuns(office)
    await office.page
      .getByRole('button', { name: /文澜社区 → .*2022-11-11/ })
      .first()
      .click()
    await run(office).getByRole('button', { name: '提请退回' }).click()
    const reason = office.page.getByRole('dialog')
    await reason.getByRole('textbox').fill('通告有误')
    await reason.getByRole('button', { name: '提请退回' }).click()
    await run(office).getByRole('group', { name: '退回待签署' }).waitFor()
    await signRun(street, '退回待签署')
    await run(street).getByText('已退回原版').waitFor()
    expect(await get(office, contact)).toMatchObject({ edition: '2022-06-28', lastDay: day(6) })

    await propose(office)
    await signRun(street, '换版待签署')
    await expect.poll(async () => (await get(office, contact)).lastDay).toBe(day(4))
    expect((await get(office, second)).state).not.toBe('released')
    await Promise.all([calm(office), calm(street)])

    // Its last day is over: released with the tests that this edition asks, and not without.
    await wakeTown(new Date(`${day(5)}T08:00:00+08:00`))
    const later = await atDesk('communityAdmin')
    await expect(ask(later, 'control.releaseCase', { caseId: contact })).rejects.toThrow(/evidence_missing|wrong_state/)
    for (const on of [0, 1, 2, 3, 4]) await testOn(later, contact, day(on))
    for (const on of [-3, -2, -1, 0]) await testOn(later, second, day(on))
    await later.page.goto(`${demo.url}/desk/?of=due#/control`)
    await later.page.getByText(/^可解除/).click()
    await later.page.getByRole('button', { name: /解除到期的/ }).click()
    await later.page.getByText('凭据不齐的会列出来').waitFor()
    await later.page
      .getByRole('button', { name: /解除到期的/ })
      .last()
      .click()
    await later.page.getByText(/已解除 [12] 人/).waitFor()
    await picture(later.page, 'story-release-due')
    expect(await get(later, contact)).toMatchObject({ state: 'released', edition: '2022-11-11' })
    await calm(later)
  },
  STORY_MS,
)

test(
  'the change of edition in both languages and three widths: nothing sideways, nothing a screen reader stumbles over',
  async () => {
    const complaints: string[] = []
    for (const lang of ['zh', 'en'] as const)
      for (const size of ['phone', 'tablet', 'desk'] as const) {
        const office = await atDesk('communityAdmin', { lang, size })
        await openRuns(office)
        await office.page
          .getByRole('button', { name: /文澜社区 → .*2022-11-11/ })
          .first()
          .click()
        await run(office).getByRole('row').nth(1).waitFor()
        await office.page.waitForLoadState('networkidle')
        const wide = await overflow(office.page)
        await picture(office.page, `run-${lang}-${size}`)
        if (wide > 0) complaints.push(`${lang} ${size}: ${wide} px too wide`)
        complaints.push(...(await faults(office.page)).map((fault) => `${lang} ${size}: ${fault}`))
        await calm(office)
      }
    expect(complaints).toEqual([])
  },
  STORY_MS,
)
