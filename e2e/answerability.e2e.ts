// Who answers for which place, who is on duty, who looks after whom: at the office's desk, on two phones and at the household's own.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, type Lang, loginOf, newPerson, overflow, type Person, picture, signIn, type Size } from './browser.ts'
import { LANGS, lookAtAll } from './people.ts'

afterAll(closeBrowser)

type Hand = { id: string; name: string; accountId: string | null }
type Carer = { slotId: string; slot: string; hand: Hand | null; cover: Hand | null; gap: string | null }
type Cared = { rows: { homeId: string; subjectKind: string; carers: Carer[] }[]; gaps: number }
type Board = { posts: { key: string; places: number; gaps: number; rows: { place: { id: string; at: string }; who: Hand | null; gap: string | null }[] }[] }
type Areas = { areas: { id: string; level: string; name: string }[] }

const tab = async ({ page }: Person, key: 'board' | 'duties' | 'cared') => {
  await page.goto(`${demo.url}/desk/?of=${Date.now()}#/answerability/${key}`)
  await page.getByRole('heading', { name: '包保与责任人' }).waitFor()
}
const communityOf = async (person: Person) => (await ask<Areas>(person, 'areas.listTree', {})).areas.find(({ level }) => level === 'community')!.id
const boardOf = async (person: Person) => ask<Board>(person, 'answerability.getBoard', { areaId: await communityOf(person) })
const gapsOf = async (person: Person) => (await boardOf(person)).posts.map(({ key, gaps }) => [key, gaps])
async function residentOf(lang: Lang = 'zh', size: Size = 'phone'): Promise<Person> {
  const resident = await newPerson({ lang, size })
  await signIn(resident, '/work/', loginOf('resident'))
  return resident
}
const homeOf = (resident: Person) => ask<{ home: { id: string; door: string } }>(resident, 'registry.myHousehold', {})

/** In an open dialog, the radio and the select of whom to name. */
async function choose(page: Page, dialog: ReturnType<Page['getByRole']>, field: string, option: string | RegExp): Promise<void> {
  const dropdown = page.locator('.ant-select-dropdown:visible')
  await dialog.getByRole('combobox', { name: field }).click()
  const wanted = dropdown.locator('.ant-select-item-option').filter({ hasText: option }).first()
  await wanted.click()
  // While the list still unfolds a touch may go by.
  for (let tries = 0; tries < 3 && (await dropdown.count()) > 0; tries += 1) {
    await page.waitForTimeout(700)
    if ((await dropdown.count()) > 0) await wanted.click()
  }
}

test('CTRL-05 the four-level list shows its one gap; somebody is set and it is complete, printed on paper; an account that is ended is a gap at the same minute', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const { page } = office
  await tab(office, 'board')
  expect((await gapsOf(office)).filter(([, gaps]) => gaps !== 0)).toEqual([['fourth', 1]])
  await page.getByText('四级包保 (◌ 1)').waitFor()
  const fourth = page.getByRole('region', { name: /^四级/ })
  await page.getByText('只看空缺').click()
  await fourth.getByText('空缺：还没有人').waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'story-answerability-gap')
  await fourth.getByRole('button', { name: '选全部空缺（1）' }).click()
  await fourth.getByRole('button', { name: '设责任人（1 处）' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: '写下姓名' }).click()
  await dialog.getByRole('textbox', { name: '姓名' }).fill('祝小楼')
  await dialog.getByLabel('单位').fill('楼道党小组')
  await dialog.getByLabel('值班电话（可不填）').fill('10100000701')
  expect(await faults(page)).toEqual([])
  await picture(page, 'story-answerability-set')
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText('已设 1 处').waitFor()
  await expect.poll(async () => (await gapsOf(office)).every(([, gaps]) => gaps === 0)).toBe(true)

  // On paper, with nobody's number.
  const [list] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '打印四级名单' }).click()])
  const html = readFileSync(await list.path(), 'utf8')
  expect(html).toContain('祝小楼')
  expect(html).not.toContain('10100000701')
  const paper = await newPerson({ size: 'tablet', hasScripts: false })
  await paper.page.setContent(html)
  await picture(paper.page, 'story-answerability-paper')
  expect(await overflow(paper.page)).toBe(0)
  await calm(paper)

  // Whoever answers for buildings as a grid worker, and is no worker any more.
  const third = (await boardOf(office)).posts.find(({ key }) => key === 'third')!
  const accountId = third.rows.at(-1)!.who!.accountId!
  const own = third.rows.filter(({ who }) => who?.accountId === accountId).length
  await ask(office, 'access.setAccountState', { accountId, state: 'disabled' })
  expect((await gapsOf(office)).filter(([, gaps]) => gaps !== 0)).toEqual([['third', own]])
  await tab(office, 'board')
  await page.getByRole('region', { name: /^三级/ }).getByText('空缺：账号已停用或不再负责此处').first().waitFor()
  await ask(office, 'access.setAccountState', { accountId, state: 'active' })
  await calm(office)
})

test('CTRL-03 a household has its five from the duty lists and a gap where a list has nobody; an ill carer is covered and gets it back; a hand-over holds once it is accepted; the household sees who and calls', async () => {
  const office = await newPerson()
  const worker = await newPerson({ size: 'phone' })
  const volunteer = await newPerson({ size: 'phone' })
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await signIn(worker, '/work/', loginOf('gridWorker'))
  await signIn(volunteer, '/work/', loginOf('volunteer'))
  const resident = await residentOf()
  const { home } = await homeOf(resident)
  const communityId = await communityOf(office)
  const carersAt = async (): Promise<Record<string, Carer>> => {
    let after: string | undefined
    for (;;) {
      const page = await ask<Cared & { next: string | null }>(office, 'answerability.listCared', {
        areaId: communityId,
        ...(after === undefined ? {} : { after }),
      })
      const found = page.rows.find((row) => row.homeId === home.id && row.subjectKind === 'home')
      if (found !== undefined) return Object.fromEntries(found.carers.map((carer) => [carer.slot, carer]))
      if (page.next === null) return {}
      after = page.next
    }
  }
  const nameOf = async (slot: string) => {
    const carer = (await carersAt())[slot]
    return carer?.cover?.name ?? carer?.hand?.name ?? carer?.gap
  }
  const { page } = office

  // Given the five of a set; two of them no list has.
  await tab(office, 'cared')
  await page.getByRole('button', { name: '给一户配责任人' }).click()
  const give = page.getByRole('dialog')
  await give.getByRole('searchbox').fill(home.door)
  await give.getByRole('searchbox').press('Enter')
  await give.locator('.desk-found button').first().click()
  await choose(page, give, '哪一组', '五包一（太原）')
  await picture(page, 'story-answerability-give')
  await give.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText('已配 3 人，空缺 2 个').waitFor()
  expect([await nameOf('gridWorker'), await nameOf('policeOfficer'), await nameOf('streetCadre')]).toEqual([
    'nobodyOnDuty',
    'nobodyOnDuty',
    loginOf('streetCommander').name,
  ])
  await page.getByText('只看空缺').click()
  await page.getByText('名单上没有人').first().waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'story-answerability-slots')

  // The lists gain somebody, and the gaps fill themselves.
  await tab(office, 'duties')
  await page.getByRole('button', { name: '加入名单: 民警' }).click()
  const add = page.getByRole('dialog')
  await add.getByRole('radio', { name: '写下姓名' }).click()
  await add.getByRole('textbox', { name: '姓名' }).fill('佟在警')
  await add.getByLabel('单位').fill('文澜派出所')
  await add.getByLabel('值班电话（可不填）').fill('10100000702')
  await picture(page, 'story-answerability-duty')
  expect(await faults(page)).toEqual([])
  await add.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByRole('region', { name: '民警' }).getByText('佟在警').waitFor()
  expect(await nameOf('policeOfficer')).toBe('佟在警')
  const { accounts } = await ask<{ accounts: { accountId: string; name: string }[] }>(office, 'answerability.listCandidates', { areaId: communityId })
  const accountOf = (name: string) => accounts.find((one) => one.name === name)!.accountId
  const [first, next] = [loginOf('gridWorker').name, loginOf('volunteer').name]
  for (const [at, name] of [first, next].entries())
    await ask(office, 'answerability.addDuty', {
      id: crypto.randomUUID(),
      slot: 'gridWorker',
      place: { at: 'area', id: communityId },
      who: { kind: 'account', accountId: accountOf(name), phone: `1010000071${at}` },
      from: '2022-01-01',
      until: null,
      ordinal: at + 1,
      most: null,
    })
  // Fewest households first: whoever it is, the other is next.
  const chosen = (await nameOf('gridWorker'))!
  expect([first, next]).toContain(chosen)
  const [own, other] = chosen === first ? [worker, volunteer] : [volunteer, worker]
  const stand = chosen === first ? next : first

  // Ill: covered by the next of the list, and given back.
  await tab(office, 'duties')
  const list = page.getByRole('region', { name: '网格员' })
  await list
    .getByRole('button', { name: `登记离岗: ${chosen}` })
    .first()
    .click()
  const away = page.getByRole('dialog')
  await away.getByLabel('到', { exact: true }).fill(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + 86_400_000))
  await picture(page, 'story-answerability-away')
  await away.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText(/代班 \d+ 个岗位/).waitFor()
  expect((await carersAt())['gridWorker']).toMatchObject({ hand: { name: chosen }, cover: { name: stand } })
  await other.page.goto(`${demo.url}/work/?of=cover#/mine`)
  await other.page.getByText('您在代班').first().waitFor()
  expect(await overflow(other.page)).toBe(0)
  expect(await faults(other.page)).toEqual([])
  await picture(other.page, 'story-answerability-cover')
  await resident.page.goto(`${demo.url}/?of=carers#/home`)
  const card = resident.page.getByRole('region', { name: '谁在关心我们' })
  await card.getByText(stand).waitFor()
  await card.getByText(/代班/).first().waitFor()
  await list
    .getByRole('button', { name: `已回岗: ${chosen}` })
    .first()
    .click()
  await expect.poll(async () => (await carersAt())['gridWorker']!.cover).toBeNull()

  // Handed over on the phone: the old one answers until the new one says yes.
  const phone = own.page
  await phone.goto(`${demo.url}/work/?of=mine#/mine`)
  await phone.getByRole('heading', { name: '区域' }).waitFor()
  await phone.getByRole('heading', { name: /^住户/ }).waitFor()
  const search = phone.getByRole('searchbox')
  if (await search.isVisible()) await search.fill(home.door)
  const household = phone.getByRole('listitem').filter({ hasText: '民警' }).first()
  await household.getByRole('button', { name: '⇄ 交给别人' }).click()
  await household.getByLabel('交给谁').selectOption({ label: await household.getByLabel('交给谁').locator('option', { hasText: stand }).innerText() })
  await picture(phone, 'story-answerability-offer')
  await household.getByRole('button', { name: '提出交接' }).click()
  await phone.getByText('等待接手').waitFor()
  expect(await nameOf('gridWorker')).toBe(chosen)
  await other.page.goto(`${demo.url}/work/?of=offer#/mine`)
  await other.page.getByText('想把 1 户交给您').waitFor()
  expect(await faults(other.page)).toEqual([])
  await picture(other.page, 'story-answerability-offered')
  await other.page.getByRole('button', { name: '接手' }).click()
  await other.page.getByText('已办好。').waitFor()
  expect(await nameOf('gridWorker')).toBe(stand)

  // The household itself.
  await resident.page.goto(`${demo.url}/?of=again#/home`)
  await card.getByText('佟在警').waitFor()
  expect(await overflow(resident.page)).toBe(0)
  expect(await faults(resident.page)).toEqual([])
  await card.getByRole('button', { name: '取号码拨打: 佟在警' }).click()
  await card.getByRole('link', { name: /10100000702/ }).waitFor()
  await card.scrollIntoViewIfNeeded()
  await picture(resident.page, 'story-answerability-household')
  for (const person of [office, worker, volunteer, resident]) await calm(person)
})

test('CTRL-04 whoever is in special care has a grid worker and a party-member home: the gap is shown, the list fills it, the two take turns, and either may call or write', async () => {
  const office = await newPerson()
  const worker = await newPerson({ size: 'phone' })
  const volunteer = await newPerson({ size: 'phone' })
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await signIn(worker, '/work/', loginOf('gridWorker'))
  await signIn(volunteer, '/work/', loginOf('volunteer'))
  const resident = await residentOf()
  const { home } = await homeOf(resident)
  await calm(resident)
  const communityId = await communityOf(office)
  const name = `沈试双${Date.now() % 10_000}`
  const added = { homeId: home.id, name, phone: '10033330002', care: ['dialysis'], kind: 'family', from: '2022-01-01', evenIfKnown: true }
  const { id: personId } = await ask<{ id: string }>(office, 'registry.addResident', added)
  type Pair = {
    person: {
      carer: { name: string } | null
      second: { name: string } | null
      gaps: { first: string | null; second: string | null }
      turn: string | null
      intervalDays: number
    }
  }
  const seen = () => ask<Pair>(office, 'care.getCare', { personId })
  await expect
    .poll(
      () =>
        seen().then(
          () => true,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true)
  expect((await seen()).person).toMatchObject({ second: null, gaps: { second: 'nobodyOnDuty' } })
  const { accounts } = await ask<{ accounts: { accountId: string; name: string }[] }>(office, 'answerability.listCandidates', { areaId: communityId })
  const [first, second] = [loginOf('gridWorker').name, loginOf('volunteer').name]
  const accountOf = (one: string) => accounts.find((account) => account.name === one)!.accountId

  // The gap at the desk; the list gains a party-member home.
  await office.page.goto(`${demo.url}/desk/?of=care#/care`)
  const list = office.page.getByRole('region', { name: '名单' })
  await list.getByText('按期', { exact: true }).first().click()
  await list.getByRole('combobox', { name: '类别' }).click()
  await office.page.getByTitle('血透').click()
  await list.getByRole('button', { name, exact: true }).click()
  const drawer = office.page.getByRole('dialog')
  await drawer.getByText('名单上没有人').first().waitFor()
  expect(await faults(office.page)).toEqual([])
  await picture(office.page, 'story-answerability-pair-gap')
  await ask(office, 'care.assignCarer', { personIds: [personId], accountId: accountOf(first) })
  await ask(office, 'answerability.addDuty', {
    id: crypto.randomUUID(),
    slot: 'partyMemberHome',
    place: { at: 'area', id: communityId },
    who: { kind: 'account', accountId: accountOf(second) },
    from: '2022-01-01',
    until: null,
    ordinal: 1,
    most: null,
  })
  expect((await seen()).person).toMatchObject({ carer: { name: first }, second: { name: second }, gaps: { first: null, second: null }, turn: 'first' })

  // Every day in the emergency; on the phone both names and whose turn it is, by a message or a call of either.
  expect((await seen()).person.intervalDays).toBe(1)
  const say = async ({ page }: Person, way: string) => {
    await page.goto(`${demo.url}/work/?of=${way}#/care/${personId}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('button', { name: way, exact: true }).click()
    await page.getByRole('button', { name: '平安' }).click()
    await page.getByText('已记下。').waitFor()
  }
  await worker.page.goto(`${demo.url}/work/?of=pair#/care/${personId}`)
  await worker.page.getByText(`轮到：${first}`).waitFor()
  expect(await overflow(worker.page)).toBe(0)
  expect(await faults(worker.page)).toEqual([])
  await picture(worker.page, 'story-answerability-pair')
  await say(worker, '微信')
  await expect.poll(async () => (await seen()).person.turn, { timeout: 20_000 }).toBe('second')
  await volunteer.page.goto(`${demo.url}/work/?of=second#/care/${personId}`)
  await volunteer.page.getByText(`轮到：${second}`).waitFor()
  await say(volunteer, '电话')
  await expect.poll(async () => (await seen()).person.turn, { timeout: 20_000 }).toBe('first')
  for (const person of [office, worker, volunteer]) await calm(person)
})

test.each(LANGS)('who answers for what, in %s at every width', async (lang) => {
  const { complaints, look: lookAt } = lookAtAll()
  const office = await newPerson({ lang })
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const look = async (person: Person, address: string, name: string): Promise<void> => {
    await person.page.goto(`${demo.url}${address}`)
    await person.page.getByRole('main').getByRole('heading').nth(1).waitFor()
    await lookAt(person, `${name}-${lang}`)
  }
  for (const key of ['board', 'duties']) await look(office, `/desk/?of=${key}#/answerability/${key}`, `desk-answerability-${key}`)
  await office.page.goto(`${demo.url}/desk/?of=cared#/answerability/cared`)
  await office.page.getByRole('table').first().waitFor()
  await lookAt(office, `desk-answerability-cared-${lang}`)
  await calm(office)
  const worker = await newPerson({ lang, size: 'phone' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  await look(worker, '/work/?of=mine#/mine', 'work-mine')
  await calm(worker)
  const resident = await residentOf(lang, 'phone')
  await look(resident, '/?of=home#/home', 'resident-carers')
  await resident.page
    .locator('section.card')
    .filter({ has: resident.page.locator('h2') })
    .last()
    .scrollIntoViewIfNeeded()
  await picture(resident.page, `resident-carers-card-${lang}-phone`)
  await calm(resident)
  expect(complaints).toEqual([])
})
