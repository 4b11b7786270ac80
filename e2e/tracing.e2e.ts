// 流调溯源: a chain is taken in and drawn; a community looks into a case of its own, finds whom it lives with, tells them, and has them put under control.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, type Person } from './browser.ts'
import { atDesk, day, lookAtAll } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
type Area = { id: string; level: string; name: string; path: string }
type Row = { id: string; label: string; standing: string; name: string | null }
const areaAt = async (person: Person, level: string): Promise<Area> =>
  (await ask<{ areas: Area[] }>(person, 'areas.listTree', {})).areas.find((area) => area.level === level)!

/** Two chains of 1,000 people together, as another centre's list says it: everybody caught it from somebody before them. */
const chain = (size: number): string => {
  const lines = ['编号,身份,姓名,发病日期,报告日期,关联病例编号,接触方式,接触日期,是否由其传染']
  for (let nth = 0; nth < size; nth += 1) {
    // Of every eight one met nobody known to be ill; the others met somebody four to thirty before them.
    const source = nth < 2 ? -1 : Math.max(nth % 2, nth - 4 - ((nth * 7) % 26) * 1)
    const from = source < 0 ? '' : `C-${source}`
    const onset = day(-28 + Math.floor((nth * 26) / size))
    lines.push(
      `C-${nth},病例,病例${nth},${onset},${onset},${from},${source < 0 ? '' : '同餐'},${source < 0 ? '' : day(-29 + Math.floor((nth * 26) / size))},${source < 0 ? '' : '是'}`,
    )
  }
  return lines.join('\r\n')
}

test(
  'TRACE-04 the centre takes in a list of a thousand cases, sees its chains by day, by generation and round their sources, saves the picture, and reads the curve and the delays',
  async () => {
    const head = await atDesk('tracingHead')
    const street = await areaAt(head, 'street')
    const { page } = head
    await page.goto(`${demo.url}/desk/?of=tracing#/tracing/files`)
    await page.getByRole('heading', { name: '导入名单' }).waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'chains.csv', mimeType: 'text/csv', buffer: Buffer.from(`${chain(1000)}\r\nC-1000,病例,,${day()},${day()},,,,\r\n`) })
    await page.getByText('1001 行', { exact: true }).waitFor()
    await page.getByText('新增 1000 人').waitFor()
    await page.getByRole('row', { name: /1002 姓名 没有姓名/ }).waitFor()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText(/新增 1000 人，接触 998 次/).waitFor({ timeout: 60_000 })

    await page.getByRole('tab', { name: '传播链' }).click()
    await page.getByText(/1000 个病例，\d+ 条链，最长 \d+ 代/).waitFor()
    const picture = page.getByRole('img', { name: '传播链图' })
    expect(await picture.locator('circle').count()).toBe(1000)
    const tour = lookAtAll()
    for (const view of ['树形', '关系图', '时间轴']) {
      await page.locator('label').filter({ hasText: view }).click()
      await tour.look(head, `tracing-${view === '树形' ? 'tree' : view === '关系图' ? 'disc' : 'timeline'}`)
      expect(await picture.locator('circle').count()).toBe(1000)
    }
    // A shape opens whoever it stands for.
    await picture.locator('circle').first().click()
    await page.getByRole('dialog', { name: /^C-\d+ / }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: /^C-\d+ / }).waitFor({ state: 'detached' })
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: '存为 SVG' }).click()
    expect((await saved).suggestedFilename()).toMatch(/^chains-.*\.svg$/)
    const table = page.waitForEvent('download')
    await page.getByRole('button', { name: '存为 CSV' }).click()
    expect((await table).suggestedFilename()).toMatch(/\.csv$/)

    await page.getByRole('tab', { name: '曲线与时效' }).click()
    await page.getByRole('img', { name: '流行曲线' }).waitFor()
    await page.getByRole('row', { name: /上一代到下一代 998/ }).waitFor()
    await tour.look(head, 'tracing-figures')

    // Three hundred are closed in one act, and that is taken back.
    const { rows } = await ask<{ rows: Row[] }>(head, 'tracing.listTraced', { areaId: street.id, standing: 'case', only: 'open', search: null })
    expect(rows).toHaveLength(50)
    await page.getByRole('tab', { name: '病例与密接' }).click()
    await page.getByRole('checkbox', { name: '全选已显示的' }).check()
    await page.getByText('已选 50 个').waitFor()
    await page.getByRole('button', { name: '结案' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s*存/ })
      .click()
    await page.getByText('改了 50 个，0 个没有改').waitFor()
    await page.getByRole('button', { name: '批量处理记录' }).click()
    await page.getByRole('button', { name: /撤\s*销/ }).click()
    await page.getByText('恢复 50 个，0 个之后有人改过，没有动').waitFor()
    await page.getByRole('button', { name: '批量处理记录' }).click()
    await page.locator('.tracing-edits').waitFor({ state: 'detached' })
    await tour.look(head, 'tracing-people-zh')
    const abroad = await atDesk('tracingHead', { lang: 'en' })
    await abroad.page.goto(`${demo.url}/desk/?of=tracing#/tracing`)
    await abroad.page.locator('.ant-table-row').first().waitFor()
    await tour.look(abroad, 'tracing-people-en')
    await abroad.page.goto(`${demo.url}/desk/?of=tracing-files#/tracing/files`)
    await abroad.page.getByRole('heading', { name: 'Give out a list' }).waitFor()
    await tour.look(abroad, 'tracing-files-en')
    await abroad.context.close()
    expect(tour.complaints).toEqual([])
    await calm(head)
  },
  STORY_MS,
)

test(
  'TRACE-04 a community enters a case of its ledger; whom it lives with is found, becomes a contact, is told by the words of the pack, and is proposed for control; a contact who falls ill keeps the history',
  async () => {
    const office = await atDesk('communityAdmin')
    const community = await areaAt(office, 'community')
    const { homes } = await ask<{ homes: { home: { id: string; door: string }; residents: number }[] }>(office, 'registry.listHomes', {
      areaId: community.id,
      limit: 60,
    })
    let patient: { id: string; name: string } | undefined
    let others: { id: string; name: string }[] = []
    for (const { home } of homes) {
      const { residents } = await ask<{ residents: { id: string; name: string }[] }>(office, 'registry.getHome', { homeId: home.id })
      if (residents.length < 3) continue
      ;[patient, ...others] = residents
      break
    }
    const traced = await ask<{ id: string }>(office, 'tracing.addTraced', {
      id: globalThis.crypto.randomUUID(),
      areaId: community.id,
      who: { kind: 'ledger', personId: patient!.id },
      standing: 'case',
      caseKind: 'confirmed',
      onsetOn: day(-3),
      sampledOn: day(-2),
      reportedOn: day(-1),
      isolatedOn: null,
    })
    const { page } = office
    await page.goto(`${demo.url}/desk/?of=tracing#/tracing`)
    const row = page.getByRole('row', { name: new RegExp(patient!.name) })
    await row.getByRole('button').click()
    const drawer = page.getByRole('dialog', { name: new RegExp(patient!.name) })
    await drawer.getByText(`${day(-5)} – ${day()}`).waitFor()
    await drawer.getByRole('button', { name: '系统找到的人' }).click()
    const found = page.getByRole('dialog', { name: '系统找到的人' })
    for (const other of others) await found.getByText(new RegExp(other.name)).first().waitFor()
    await found.getByRole('button', { name: /列入所选/ }).click()
    await page.getByText(new RegExp(`新列入 ${others.length} 人`)).waitFor()
    const tour = lookAtAll()
    await tour.look(office, 'tracing-case')

    await drawer
      .locator('section[aria-label="接触过的人"]')
      .getByRole('button', { name: new RegExp(others[0]!.name) })
      .click()
    const contact = page.getByRole('dialog', { name: new RegExp(others[0]!.name) })
    await contact.getByRole('button', { name: /告\s*知/ }).click()
    const script = page.getByRole('dialog', { name: '告知' })
    await script.getByText('我们不会说出对方是谁').waitFor()
    await tour.look(office, 'tracing-tell')
    await script.getByRole('button', { name: /电\s*话/ }).click()
    await contact
      .getByText(/已告知/)
      .first()
      .waitFor()
    await contact.getByRole('button', { name: '申请管控' }).click()
    const control = page.getByRole('dialog', { name: '申请管控' })
    await control.getByLabel('出具单位').fill('文澜社区流调组')
    await control.getByRole('button', { name: '申请管控' }).click()
    await contact.getByText('已告知 · 已申请管控').waitFor()
    const { controlId } = await ask<{ controlId: string }>(office, 'tracing.getTraced', {
      tracedId: (await ask<{ rows: Row[] }>(office, 'tracing.listTraced', { areaId: community.id, standing: 'contact', only: 'open', search: others[0]!.name }))
        .rows[0]!.id,
    })
    expect(await ask(office, 'control.getControl', { caseId: controlId })).toMatchObject({ state: 'proposed', trigger: 'contact' })

    await contact.getByRole('button', { name: '改身份' }).click()
    const turn = page.getByRole('dialog', { name: '改身份' })
    await turn.getByLabel('理由').fill('单采阳性')
    await turn.getByRole('button', { name: /保\s*存/ }).click()
    await contact.getByText('按日期推算').waitFor()
    await contact.getByRole('button', { name: '就是他传的' }).click()
    await contact.getByText('传染来源', { exact: true }).first().waitFor()
    await contact.getByText(/密接 → 病例/).waitFor()
    await tour.look(office, 'tracing-contact-to-case')
    const { meetings } = await ask<{ meetings: { from: string; isInfection: boolean }[] }>(office, 'tracing.getChains', {
      areaId: community.id,
      from: day(-10),
      to: day(),
      withContacts: false,
    })
    expect(meetings.filter((one) => one.isInfection)).toMatchObject([{ from: traced.id }])
    expect(tour.complaints).toEqual([])
    await calm(office)
  },
  STORY_MS,
)
