// 重点岗位: who is due by where they work, evidence entered, the employer's own link, and who of which employer is missing in a round.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, newPerson, type Person } from './browser.ts'
import { atDesk, day, id, LANGS, lookAtAll } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
type Area = { id: string; level: string; name: string; path: string }
type Resident = { id: string; name: string; document: string | null; documentKind: string | null }

async function ownPlaces(office: Person): Promise<{ community: Area; compound: Area }> {
  const { areas } = await ask<{ areas: Area[] }>(office, 'areas.listTree', {})
  const community = areas.find(({ level }) => level === 'community')!
  return { community, compound: areas.find(({ level, path }) => level === 'compound' && path.startsWith(community.path))! }
}
/** An employer with couriers who live nowhere here, and some who live in the compound too. */
async function employerWith(office: Person, compound: Area, name: string, { strangers, residents }: { strangers: number; residents: number }) {
  const employer = { homeId: null, areaId: compound.id, name, trade: 'courier', contactName: null, contactPhone: null, openedOn: day(-100) }
  const { id: enterpriseId } = await ask<{ id: string }>(office, 'registry.addEnterprise', employer)
  const add = (fields: object) => ask(office, 'registry.addStaff', { enterpriseId, phone: null, occupation: 'courier', note: null, from: day(-60), ...fields })
  for (let nth = 1; nth <= strangers; nth += 1)
    await add({ name: `骑手${'一二三四五六七八九'[nth - 1]}`, document: { kind: 'passport', number: `X88${id().slice(0, 6).toUpperCase()}`, country: 'XX' } })
  const { homes } = await ask<{ homes: { home: { id: string } }[] }>(office, 'registry.listHomes', { areaId: compound.id, limit: 20 })
  const here: Resident[] = []
  for (const { home } of homes) {
    if (here.length >= residents) break
    const { residents: of } = await ask<{ residents: Resident[] }>(office, 'registry.getHome', { homeId: home.id })
    here.push(...of.filter(({ documentKind }) => documentKind === 'residentId').slice(0, residents - here.length))
  }
  for (const one of here) {
    const reason = { personId: one.id, dataClass: 'document', purpose: 'verifyIdentity', note: '与单位核对' }
    const { value } = await ask<{ value: string }>(office, 'registry.revealPerson', reason)
    await add({ name: one.name, document: { kind: 'residentId', number: value, country: null } })
  }
  return { enterpriseId, here }
}

test(
  'TEST-06 whoever works as a courier is due every two days; evidence moves the day, the employer reads the own staff by a link without an account, and a round lists who is missing by employer',
  async () => {
    const office = await atDesk('communityAdmin')
    const { compound } = await ownPlaces(office)
    const { here } = await employerWith(office, compound, '速达快递站', { strangers: 2, residents: 1 })
    const { page } = office
    await page.goto(`${demo.url}/desk/?of=due#/occupations`)
    const row = page.getByRole('row', { name: /速达快递站/ })
    await row.getByText('! 3').waitFor()
    await page.getByText(/快递外卖、司机/).waitFor()
    await row.getByRole('button', { name: '速达快递站' }).click()
    const drawer = page.getByRole('dialog', { name: '速达快递站' })
    await drawer
      .getByRole('row', { name: /骑手一/ })
      .getByRole('button', { name: '补录凭证' })
      .click()
    const note = page.getByRole('dialog', { name: '补录凭证：骑手一' })
    await note.getByLabel('凭证（报告单号、截图时间等）').fill('外省报告单 0731')
    await note.getByRole('button', { name: '保存' }).click()
    await drawer
      .getByRole('row', { name: /骑手一/ })
      .getByText('未到期')
      .waitFor()

    await drawer.getByRole('button', { name: '发新链接' }).click()
    const link = drawer.getByRole('link', { name: /\/employer\// })
    const path = (await link.getAttribute('href'))!
    const employer = await newPerson({ size: 'phone' })
    await employer.page.goto(`${demo.url}${path}`)
    await employer.page.getByRole('heading', { name: '重点岗位应检' }).waitFor()
    await employer.page.getByText('逾期或今天应检：2 人，共 3 人').waitFor()
    expect(await employer.page.getByText('外省报告单').count()).toBe(0)
    expect(await employer.page.getByText('骑手一').count()).toBe(0)

    // A round in the compound: of the staff only who lives there is expected, and is missing.
    const campaignId = id()
    const plan = {
      id: campaignId,
      areaId: compound.id,
      name: '员工轮次',
      day: day(),
      fromClock: '00:00',
      untilClock: '23:59',
      poolSize: 10,
      ageFrom: 0,
      ageTo: 150,
    }
    await ask(office, 'testing.planCampaign', { ...plan, isReserve: false })
    await ask(office, 'testing.addPoint', { id: id(), campaignId, areaId: compound.id, name: '东门', tables: 1 })
    await ask(office, 'testing.startCampaign', { campaignId })
    await page.goto(`${demo.url}/desk/?of=round#/occupations/round`)
    const missing = page.getByRole('row', { name: /速达快递站/ })
    await missing.getByText('! 1').waitFor({ timeout: 60_000 })
    await missing.getByRole('button', { name: '速达快递站' }).click()
    await page.getByRole('dialog', { name: '速达快递站：未检名单' }).getByText(here[0]!.name).waitFor()

    await page.goto(`${demo.url}/desk/?of=stop#/occupations`)
    await row.getByRole('button', { name: '速达快递站' }).click()
    await drawer.getByRole('button', { name: '停用链接' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '停用链接' }).click()
    await page.getByText('已记下').first().waitFor()
    await employer.page.reload()
    await employer.page.getByRole('heading', { name: '这个链接没有用了' }).waitFor()
    await calm(office)
  },
  STORY_MS,
)

test(
  'TEST-06 employers, one of them, the round and the employer’s page, in both languages at every width',
  async () => {
    const { complaints, look } = lookAtAll()
    const office = await atDesk('communityAdmin')
    const { compound } = await ownPlaces(office)
    const { enterpriseId } = await employerWith(office, compound, '顺风配送点', { strangers: 3, residents: 0 })
    const { path } = await ask<{ path: string }>(office, 'occupations.issueLink', { enterpriseId })
    for (const lang of LANGS) {
      const zh = lang === 'zh'
      const desk = await atDesk('communityAdmin', { lang })
      await desk.page.goto(`${demo.url}/desk/?of=due#/occupations`)
      await desk.page.getByRole('button', { name: '顺风配送点' }).waitFor()
      await look(desk, `occupations-due-${lang}`)
      await desk.page.getByRole('button', { name: '顺风配送点' }).click()
      const drawer = desk.page.getByRole('dialog', { name: '顺风配送点' })
      await drawer.getByText('骑手一').waitFor()
      await desk.page.waitForTimeout(400)
      await look(desk, `occupations-employer-${lang}`)
      await drawer
        .getByRole('button', { name: zh ? '补录凭证' : 'Enter evidence' })
        .first()
        .click()
      await desk.page
        .getByRole('dialog', { name: zh ? /^补录凭证/ : /^Evidence of/ })
        .getByRole('button', { name: zh ? '保存' : 'Save' })
        .waitFor()
      await look(desk, `occupations-note-${lang}`)
      await desk.page.goto(`${demo.url}/desk/?of=round#/occupations/round`)
      await desk.page.getByRole('tabpanel').waitFor()
      await look(desk, `occupations-round-${lang}`)
      const employer = await newPerson({ lang })
      await employer.page.goto(`${demo.url}${path}?lang=${lang}`)
      await employer.page.getByRole('heading', { name: zh ? '重点岗位应检' : 'Tests of key workers' }).waitFor()
      await look(employer, `occupations-link-${lang}`)
      await desk.page.close()
      await employer.page.close()
    }
    expect(complaints).toEqual([])
  },
  STORY_MS,
)
