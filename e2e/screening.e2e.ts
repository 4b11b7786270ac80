// 筛查测算: the office asks what sampling everybody takes, changes a choice, keeps the plan, takes it out and removes it; in both languages, at three widths.
import { readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { calm, closeBrowser, demo, type Lang, newPerson, picture, type Size } from './browser.ts'
import { atDesk, looked } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 240_000
const WORDS = {
  zh: {
    form: '怎么做',
    hours: '几小时内采完',
    tables: '每个采样点几张台',
    work: '测算',
    inTime: /能采完/,
    late: /采不完/,
    sources: '依据',
    waits: '要等多久',
    advice: '混采建议',
    keep: '保存测算',
    again: '保存改动',
    save: '保存',
    excel: '导出 Excel',
    print: '打印页',
    layOut: '排成检测任务',
    remove: '删除',
    list: '已保存的测算',
    communities: '各社区、各点',
    fresh: '新的测算',
  },
  en: {
    form: 'How it is done',
    hours: 'Finished within, hours',
    tables: 'Tables per point',
    work: 'Work it out',
    inTime: /Ends in time/,
    late: /Too late/,
    sources: 'Where the figures come from',
    waits: 'How long people wait',
    advice: 'Which pool',
    keep: 'Keep this plan',
    again: 'Keep the change',
    save: 'Save',
    excel: 'Excel',
    print: 'Page to print',
    layOut: 'Lay it out as a round',
    remove: 'Remove',
    list: 'Plans that were kept',
    communities: 'By community and point',
    fresh: 'A new plan',
  },
} as const

test(
  'TEST-10 a street asks what a screening takes, sees points, tables, waits and sources, tries fewer hours and tables, keeps the plan, takes it out as a workbook and a page, lays it out as a round, changes it and removes it',
  async () => {
    const street = await atDesk('streetCommander')
    const { page } = street
    const say = WORDS.zh
    await page.goto(`${demo.url}/desk/?of=screening#/screening`)
    await page.getByText(say.inTime).waitFor()
    const waits = page.getByRole('region', { name: say.waits })
    expect(await waits.getByRole('img').getAttribute('aria-label')).toMatch(/平均等候/)
    await page
      .getByRole('region', { name: say.advice })
      .getByText(/建议20 人一管/)
      .waitFor()
    await page
      .getByRole('region', { name: say.sources })
      .getByText(/第三版/)
      .first()
      .waitFor()
    expect(await page.getByRole('region', { name: say.sources }).getByText('拟定', { exact: true }).count()).toBeGreaterThan(5)
    await looked(street, 'screening-zh-desk')

    // One table for everybody in one hour cannot be enough; with none typed the hours say how many.
    const form = page.getByRole('region', { name: say.form })
    await form.getByLabel(say.hours).fill('1')
    await form.getByLabel(say.tables).fill('1')
    await form.getByRole('button', { name: say.work }).click()
    await page.getByText(say.late).first().waitFor()
    await waits.getByText(/每点多一台（共多/).waitFor()
    await looked(street, 'screening-late-zh-desk')
    await form.getByLabel(say.tables).fill('')
    await form.getByRole('button', { name: say.work }).click()
    await page.getByText(say.inTime).waitFor()

    await page.getByRole('button', { name: say.keep }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('名称').fill('全街一小时演练')
    await dialog.getByRole('button', { name: say.save, exact: true }).click()
    await page.getByRole('heading', { name: '全街一小时演练' }).waitFor()
    await looked(street, 'screening-kept-zh-desk')

    // Out of the system: a workbook, and a page for A4.
    const [book] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say.excel }).click()])
    expect(book.suggestedFilename()).toBe('大规模核酸筛查测算-全街一小时演练.xlsx')
    expect((await readFile(await book.path())).subarray(0, 2).toString()).toBe('PK')
    const [paper] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say.print }).click()])
    const html = await readFile(await paper.path(), 'utf8')
    expect(html).toContain('全街一小时演练')
    const reader = await newPerson()
    await reader.page.setContent(html)
    await reader.page.emulateMedia({ media: 'print' })
    await picture(reader.page, 'screening-paper-zh')

    // In one act it is a round, with its points; the plan stays.
    await page.getByRole('button', { name: say.layOut }).click()
    await dialog.getByLabel('任务名称').fill('全街一小时核酸')
    await dialog.getByLabel('几点开始').fill('09:00')
    await looked(street, 'screening-lay-out-zh-desk')
    await dialog.getByRole('button', { name: say.layOut }).click()
    await page.getByRole('heading', { name: '全街一小时核酸' }).waitFor()
    await page.getByRole('tab', { name: '采样点' }).click()
    await page
      .getByRole('cell', { name: /采样点 1/ })
      .first()
      .waitFor()
    await looked(street, 'screening-laid-out-zh-desk')
    await page.goBack()
    await page.getByRole('heading', { name: '全街一小时演练' }).waitFor()

    // Changed, kept again under the same name, and removed.
    await form.getByLabel(say.hours).fill('6')
    await form.getByRole('button', { name: say.work }).click()
    await page.getByRole('button', { name: say.again }).click()
    await dialog.getByRole('button', { name: say.save, exact: true }).click()
    await page.getByRole('button', { name: say.again }).waitFor({ state: 'detached' })
    expect(await form.getByLabel(say.hours).inputValue()).toBe('6')
    await page
      .getByRole('region', { name: say.list })
      .getByRole('row', { name: /全街一小时演练/ })
      .waitFor()
    await page.getByRole('button', { name: say.remove, exact: true }).click()
    await dialog.getByRole('button', { name: say.remove, exact: true }).click()
    await page.getByRole('region', { name: say.list }).getByText('还没有保存过').waitFor()
    await Promise.all([street, reader].map(calm))
  },
  STORY_MS,
)

test.each([
  ['zh', 'phone'],
  ['zh', 'tablet'],
  ['en', 'phone'],
  ['en', 'tablet'],
  ['en', 'desk'],
] as const satisfies readonly (readonly [Lang, Size])[])(
  'TEST-10 the plan is read in %s on a %s: nothing goes sideways, nothing is in the way of a screen reader',
  async (lang, size) => {
    const office = await atDesk('communityAdmin', { lang, size })
    const say = WORDS[lang]
    await office.page.goto(`${demo.url}/desk/#/screening`)
    await office.page.getByText(say.inTime).waitFor()
    await looked(office, `screening-${lang}-${size}`)
    await office.page.getByRole('region', { name: say.waits }).scrollIntoViewIfNeeded()
    await looked(office, `screening-waits-${lang}-${size}`)
    await office.page.getByRole('region', { name: say.communities }).scrollIntoViewIfNeeded()
    await looked(office, `screening-communities-${lang}-${size}`)
    await calm(office)
  },
  STORY_MS,
)
