// 工地检测: every site gets its session, each with the longest wait; who is missing is listed; a thousand couriers at one point are tried out.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, type Person } from './browser.ts'
import { atDesk, day, id, LANGS, lookAtAll } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
type Area = { id: string; level: string; name: string; path: string }

/** Building sites with a few workers each. */
async function sitesWith(office: Person, names: readonly string[]): Promise<string[]> {
  const { areas } = await ask<{ areas: Area[] }>(office, 'areas.listTree', {})
  const community = areas.find(({ level }) => level === 'community')!
  const compound = areas.find(({ level, path }) => level === 'compound' && path.startsWith(community.path))!
  const made: string[] = []
  for (const name of names) {
    const site = { homeId: null, areaId: compound.id, name, trade: 'constructionSite', contactName: null, contactPhone: null, openedOn: day(-100) }
    const { id: enterpriseId } = await ask<{ id: string }>(office, 'registry.addEnterprise', site)
    for (const nth of '一二三')
      await ask(office, 'registry.addStaff', {
        enterpriseId,
        name: `工人${nth}`,
        phone: null,
        document: null,
        occupation: 'siteWorker',
        note: null,
        from: day(-30),
      })
    made.push(enterpriseId)
  }
  return made
}

test(
  'TEST-07 A6 sites are planned at once, a third party is booked for one, who is missing is listed by site, and a thousand couriers a day are tried at one point',
  async () => {
    const office = await atDesk('communityAdmin')
    await sitesWith(office, ['东坡工地', '西岭工地'])
    const { page } = office
    await page.goto(`${demo.url}/desk/?of=sites#/sites`)
    await page
      .getByRole('row', { name: /东坡工地/ })
      .getByText('! 未安排')
      .waitFor()
    await page
      .getByRole('row', { name: /西岭工地/ })
      .getByRole('button', { name: '安排一场' })
      .click()
    const adding = page.getByRole('dialog', { name: '安排一场：西岭工地' })
    await adding.getByRole('radio', { name: '第三方检测' }).check()
    await adding.getByLabel('第三方机构').fill('某检测公司')
    await adding.getByLabel('联系人和电话（加密保存）').fill('演练联系人 10100000088')
    await adding.getByRole('button', { name: '保存' }).click()
    await page
      .getByRole('row', { name: /西岭工地/ })
      .getByText(`${day()} 08:00–18:00`)
      .waitFor()

    await page.getByRole('button', { name: '统一排场次' }).click()
    const plan = page.getByRole('dialog', { name: '统一排场次' })
    await plan.getByRole('button', { name: '看一看' }).click()
    await plan.getByText(/^\d+ 场，\d+ 人，1 天；等得最久 \d+ 分钟$/).waitFor()
    await plan.getByRole('button', { name: '保存场次' }).click()
    await plan.waitFor({ state: 'hidden' })
    expect(await page.getByText('! 未安排').count()).toBe(0)

    await page.getByRole('tab', { name: '场次' }).click()
    await page
      .getByRole('row', { name: /东坡工地/ })
      .getByText('3/3')
      .waitFor()
    await page.getByRole('button', { name: '西岭工地' }).click()
    const drawer = page.getByRole('dialog', { name: '西岭工地' })
    await drawer.getByText('演练联系人 10100000088').waitFor()
    await drawer.getByText('工人一').waitFor()
    await drawer.getByRole('button', { name: '取消这一场' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '取消这一场' }).click()
    await drawer.getByText(/已取消/).waitFor()
    await drawer.getByRole('button', { name: /关闭|Close/ }).click()

    await page.getByRole('tab', { name: '排队试算' }).click()
    await page.getByRole('button', { name: '看一看' }).click()
    await page.getByText(/^至少 \d 个采样台，没有人等超过 30 分钟：最长等 \d+ 分钟/).waitFor()
    await calm(office)
  },
  STORY_MS,
)

test(
  'TEST-07 sites, the plan, sessions, one of them and the point tried out, in both languages at every width',
  async () => {
    const { complaints, look } = lookAtAll()
    const office = await atDesk('communityAdmin')
    const [first] = await sitesWith(office, ['南坡工地', '北岭工地'])
    const session = { id: id(), enterpriseId: first, day: day(1), fromClock: '08:00', untilClock: '10:00', tables: 1 }
    await ask(office, 'sites.addSession', { ...session, how: { kind: 'nearby', pointName: '东门广场' } })
    for (const lang of LANGS) {
      const zh = lang === 'zh'
      const { page, ...rest } = await atDesk('communityAdmin', { lang })
      const desk = { page, ...rest }
      await page.goto(`${demo.url}/desk/?of=list#/sites`)
      await page.getByText('北岭工地').waitFor()
      await look(desk, `sites-list-${lang}`)
      await page.getByRole('button', { name: zh ? '统一排场次' : 'Plan them all' }).click()
      await page.getByRole('button', { name: zh ? '看一看' : 'Look', exact: true }).click()
      await page.getByRole('button', { name: zh ? '保存场次' : 'Save the sessions' }).waitFor()
      await look(desk, `sites-plan-${lang}`)
      await page.goto(`${demo.url}/desk/?of=sessions#/sites/sessions`)
      await page.getByRole('button', { name: '南坡工地' }).click()
      await page.getByRole('dialog').getByText('工人一').waitFor()
      await page.waitForTimeout(400)
      await look(desk, `sites-session-${lang}`)
      await page.goto(`${demo.url}/desk/?of=try#/sites/try`)
      await page.getByRole('button', { name: zh ? '看一看' : 'Look', exact: true }).click()
      await page.getByText(zh ? /^至少/ : /^At least/).waitFor()
      await look(desk, `sites-try-${lang}`)
      await page.close()
    }
    expect(complaints).toEqual([])
  },
  STORY_MS,
)
