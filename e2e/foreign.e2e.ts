// 核酸比对: a file of another system comes in; what fits one person counts, what fits nobody is looked at, a positive is taken on.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, type Person } from './browser.ts'
import { atDesk, day, id, LANGS, lookAtAll, tasksOf } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
type Area = { id: string; level: string; name: string; path: string }
type Known = { id: string; name: string; document: string }
type Listed = { homes: { home: { id: string } }[] }

const communityOf = async (office: Person): Promise<Area> =>
  (await ask<{ areas: Area[] }>(office, 'areas.listTree', {})).areas.find(({ level }) => level === 'community')!
/** People of the ledger with their numbers, which the office opens for a reason. */
async function knownPeople(office: Person, community: Area, count: number): Promise<Known[]> {
  const { homes } = await ask<Listed>(office, 'registry.listHomes', { areaId: community.id, limit: 20 })
  const found: Known[] = []
  for (const { home } of homes) {
    const { residents } = await ask<{ residents: { id: string; name: string; document: string | null }[] }>(office, 'registry.getHome', { homeId: home.id })
    for (const one of residents) {
      if (one.document === null || found.length === count) continue
      const reason = { personId: one.id, dataClass: 'document', purpose: 'verifyIdentity', note: '与来源核对' }
      found.push({ id: one.id, name: one.name, document: (await ask<{ value: string }>(office, 'registry.revealPerson', reason)).value })
    }
    if (found.length === count) break
  }
  return found
}
const file = (lines: string[]) => ({
  name: 'results.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['证件号码,姓名,手机号,采样时间,检测方法,检测结果', ...lines].join('\r\n')),
})

test(
  'TEST-05 a file of another system is looked at and taken in; what fits one person counts, a stranger and a namesake are settled by hand, a positive is a task until the office takes it on',
  async () => {
    const office = await atDesk('communityAdmin')
    const community = await communityOf(office)
    const [first, second, third] = await knownPeople(office, community, 3)
    const { page } = office
    await page.goto(`${demo.url}/desk/?of=foreign#/foreign`)
    await page.getByRole('button', { name: '登记新来源' }).click()
    await page.getByLabel('来源名称（例如：市核酸系统）').fill('市核酸系统')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('已记下').first().waitFor()
    const at = day(-1)
    const lines = [
      `${first!.document},${first!.name},,${at} 09:00,10混1,阴性`,
      `${second!.document},${second!.name},,${at} 09:05,核酸,阳性`,
      `X9000001,路过的人,10900000001,${at} 09:10,核酸,阴性`,
      `X9000002,${third!.name},10900000002,${at} 09:15,核酸,阴性`,
      `X9000003,写错的人,10900000003,${at} 25:15,核酸,阴性`,
    ]
    await page.locator('input[type=file]').setInputFiles(file(lines))
    await page.getByText('共 5 行').waitFor()
    for (const text of ['比对到 2', '其中阳性 1', '底册里没有 2', '读不懂 1', '采样时间看不懂']) await page.getByText(text).first().waitFor()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText('已导入：比对到 2 人次，待核对 2 行').waitFor()
    // Once more it counts nothing twice.
    await page.locator('input[type=file]').setInputFiles(file(lines))
    await page.getByText('这个文件以前导入过').waitFor()
    await page.getByText('以前收过 4').waitFor()

    await expect.poll(async () => (await tasksOf(office, 'foreignPositive')).map(({ subjectId }) => subjectId)).toEqual([second!.id])
    await page.getByRole('tab', { name: '待核对 (2)' }).click()
    await page
      .getByRole('row', { name: /路过的人/ })
      .getByRole('button', { name: '核对' })
      .click()
    const dialog = page.getByRole('dialog', { name: '这一行是谁？' })
    await dialog.getByRole('radio', { name: '不是本地的' }).check()
    await dialog.getByLabel('原因（必填）').fill('只在本地打过零工')
    await dialog.getByRole('button', { name: '不是本地的' }).click()
    await page.getByRole('tab', { name: '待核对 (1)' }).waitFor()
    await page
      .getByRole('row', { name: new RegExp(third!.name) })
      .getByRole('button', { name: '核对' })
      .click()
    await dialog
      .getByRole('radio', { name: new RegExp(`^${third!.name} .*相符：.*姓名`) })
      .first()
      .check()
    await dialog.getByRole('button', { name: '就是这个人' }).click()
    await page.getByText('没有待核对的行。').waitFor()

    // From the list of what is to do straight to the positives.
    await page.goto(`${demo.url}/work/?of=today#/today`)
    await page.getByRole('link', { name: /他处核酸阳性，请核实/ }).click()
    await page.waitForURL(/\/desk\/#\/foreign\/positive$/)
    await page
      .getByRole('row', { name: new RegExp(second!.name) })
      .getByRole('button', { name: '接手' })
      .click()
    await page.getByRole('tooltip').getByRole('button', { name: '接手' }).click()
    await page
      .getByText(/已接手/)
      .first()
      .waitFor()
    expect(await tasksOf(office, 'foreignPositive')).toEqual([])
    // No case was opened by it.
    const { rows } = await ask<{ rows: { personId: string; way: string }[] }>(office, 'foreign.listResults', { areaId: community.id, only: 'all' })
    expect(Object.fromEntries(rows.map(({ personId, way }) => [personId, way]))).toEqual({
      [first!.id]: 'document',
      [second!.id]: 'document',
      [third!.id]: 'hand',
    })
    await calm(office)
  },
  STORY_MS,
)

test(
  'TEST-05 file, queue, positives and results, in both languages at every width',
  async () => {
    const { complaints, look } = lookAtAll()
    const office = await atDesk('communityAdmin')
    const community = await communityOf(office)
    const [first] = await knownPeople(office, community, 1)
    await ask(office, 'foreign.addGiver', { id: id(), areaId: community.id, name: '省平台', method: 'nucleic' })
    for (const lang of LANGS) {
      const zh = lang === 'zh'
      const desk = await atDesk('communityAdmin', { lang })
      await desk.page.goto(`${demo.url}/desk/?of=look#/foreign`)
      await desk.page.getByRole('combobox', { name: zh ? '来源' : 'Giver' }).click()
      await desk.page.getByTitle(/^省平台/).click()
      await desk.page
        .locator('input[type=file]')
        .setInputFiles(
          file([
            `${first!.document},${first!.name},,${day(-2)} 09:00,核酸,阳性`,
            `X910000${zh ? 5 : 6},看一看,10900000009,${day(-2)} 09:10,核酸,阴性`,
            `X9100009,看错,10900000009,${day(3)},核酸,阴性`,
          ]),
        )
      await desk.page.getByRole('button', { name: zh ? '重新查看' : 'Look again' }).waitFor()
      await look(desk, `foreign-import-${lang}`)
      await desk.page.getByRole('button', { name: zh ? '导入' : 'Take in', exact: true }).click()
      await desk.page.getByText(zh ? /^已导入/ : /^Taken in:/).waitFor()
      await desk.page.goto(`${demo.url}/desk/?of=aside#/foreign/aside`)
      await desk.page
        .getByRole('button', { name: zh ? '核对' : 'Look' })
        .first()
        .waitFor()
      await look(desk, `foreign-aside-${lang}`)
      await desk.page
        .getByRole('button', { name: zh ? '核对' : 'Look' })
        .first()
        .click()
      await desk.page.getByRole('dialog').getByRole('radio').first().waitFor()
      await look(desk, `foreign-whose-${lang}`)
      for (const tab of ['positive', 'results', 'files']) {
        await desk.page.goto(`${demo.url}/desk/?of=${tab}#/foreign/${tab}`)
        await desk.page.getByRole('row').nth(1).waitFor()
        await look(desk, `foreign-${tab}-${lang}`)
      }
      await desk.page.close()
    }
    expect(complaints).toEqual([])
  },
  STORY_MS,
)
