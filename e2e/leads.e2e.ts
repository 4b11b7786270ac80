// 线索: a day of a thousand leads. A list comes in, one person is one lead, hundreds are sent on at once, the community takes or gives back, somebody rings,
// what is wrong is put right, and whoever gave the list reads what became of each line.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, type Person } from './browser.ts'
import { atDesk, atHome, day, id, LANGS, lookAtAll } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 420_000
type Area = { id: string; level: string; name: string; path: string }
type Lead = { id: string; name: string | null; state: string; desk: { id: string }; offeredTo: { id: string } | null }
const PEOPLE = 878
const TWICE = 120

const areasOf = async (person: Person): Promise<Area[]> => (await ask<{ areas: Area[] }>(person, 'areas.listTree', {})).areas
const file = (lines: string[], name = 'leads.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(['编号,姓名,手机号,现住址,线索内容,类别,下发时间', ...lines].join('\r\n')),
})
/** Of a range that is assigned to nobody. */
const phone = (at: number) => `109${String(at).padStart(8, '0')}`
const list = async (person: Person, areaId: string, states: string[]): Promise<Lead[]> => {
  const rows: Lead[] = []
  for (let from: unknown = null; ;) {
    const page = await ask<{ rows: Lead[]; next: unknown }>(person, 'leads.list', { areaId, states, limit: 300, from })
    rows.push(...page.rows)
    if (page.next === null) return rows
    from = page.next
  }
}
const open = (person: Person, tab: string) => person.page.goto(`${demo.url}/desk/?of=${tab}${id().slice(0, 4)}#/leads/${tab}`)
const chooseAll = ({ page }: Person) => page.getByRole('button', { name: /^本页全选/ }).click()
async function giver({ page }: Person, name: string): Promise<void> {
  await page.getByRole('button', { name: '登记新来源' }).click()
  await page.getByLabel('来源名称（例如：市疾控）').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByText('已记下').first().waitFor()
}

test(
  'TRACE-01 TRACE-02 TRACE-03 TRACE-06 a thousand leads of a list in a day: merged, sent on in one act, taken or given back, rung, closed, drawn and looked at again, answered',
  async () => {
    const tracer = await atDesk('tracer')
    const areas = await areasOf(tracer)
    const street = areas.find(({ level }) => level === 'street')!
    const community = areas.find(({ level }) => level === 'community')!
    await open(tracer, 'intake')
    await giver(tracer, '市疾控')
    const people = Array.from(
      { length: PEOPLE },
      (_, at) => `A${at},某${String(at).padStart(4, '0')},${phone(at)},${community.name}${at % 60}号,同一餐馆就餐,密接,${day(-2)} 12:00`,
    )
    const twice = Array.from({ length: TWICE }, (_, at) => `B${at},某${String(at * 7).padStart(4, '0')},${phone(at * 7)},,又一份协查函,密接,${day(-2)} 12:30`)
    const unread = [
      `C1,张一、张二、张三,${phone(9001)},${community.name},一格多人,密接,`,
      `C2,李未来,${phone(9002)},${community.name},时间在将来,密接,${day(2)} 09:00`,
    ]
    await tracer.page.locator('input[type=file]').setInputFiles(file([...people, ...twice, ...unread]))
    for (const text of [
      '共 1000 行',
      `新线索 ${PEOPLE}`,
      `并入同一人 ${TWICE}`,
      `有建议社区 ${PEOPLE}`,
      '读不懂 2',
      '一格里写了多个人，请按人分开',
      '时间在将来',
    ])
      await tracer.page.getByText(text).first().waitFor()
    await tracer.page.getByRole('button', { name: '接收', exact: true }).click()
    await tracer.page.getByText(`已接收：新线索 ${PEOPLE} 条，并入已有 ${TWICE} 条`).waitFor()
    // The same file once more brings nothing.
    await tracer.page.locator('input[type=file]').setInputFiles(file([...people, ...twice, ...unread]))
    await tracer.page.getByText('这个文件以前收过').waitFor()
    const came = (await list(tracer, street.id, ['received'])).filter(({ name }) => name?.startsWith('某') === true)
    expect(came).toHaveLength(PEOPLE)

    // What cannot be read waits with row and reason; one is mended, one set aside.
    await open(tracer, 'unread')
    await tracer.page.getByRole('row', { name: /张一/ }).getByRole('button', { name: '搁置' }).click()
    await tracer.page.getByRole('dialog').getByLabel('理由').fill('请来源按人分开重发')
    await tracer.page.getByRole('dialog').getByRole('button', { name: '搁置' }).click()
    await tracer.page.getByRole('row', { name: /张一/ }).waitFor({ state: 'detached' })
    expect(await ask<{ open: number }>(tracer, 'leads.listUnread', { areaId: street.id, state: 'open' })).toMatchObject({ open: 1 })

    // All with a suggestion in one act; taken back, and sent again.
    await open(tracer, 'triage')
    await tracer.page.getByRole('button', { name: '有建议的全部推送' }).click()
    await tracer.page.getByRole('button', { name: '撤销这一批' }).click()
    await tracer.page.getByText(/已撤销 \d+ 条/).waitFor()
    expect((await list(tracer, street.id, ['offered'])).length).toBe(0)
    await tracer.page.getByRole('button', { name: '有建议的全部推送' }).click()
    await tracer.page.getByText(/已处理 \d+ 条/).waitFor()
    const offered = await list(tracer, street.id, ['offered'])
    expect(offered.length).toBeGreaterThanOrEqual(PEOPLE)
    expect(offered.filter(({ desk, offeredTo }) => desk.id !== street.id || offeredTo?.id !== community.id)).toEqual([])

    // The community gives back forty-four (5 in 100) and takes the rest, three hundred at a time.
    const office = await atDesk('communityAdmin')
    await open(office, 'mine')
    const boxes = office.page.locator('tbody .ant-checkbox-input')
    await boxes.first().waitFor()
    // By keyboard: the head of the table stays in sight and lies over the rows.
    for (let at = 0; at < 44; at += 1) {
      await boxes.nth(at).focus()
      await office.page.keyboard.press('Space')
    }
    await office.page.getByText('已选 44 条').waitFor()
    await office.page.getByRole('button', { name: '退回' }).click()
    await office.page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
    await office.page.getByText('已处理 44 条').waitFor()
    for (let left = offered.length - 44; left > 0; left -= Math.min(300, left)) {
      await expect.poll(() => boxes.count()).toBe(Math.min(300, left))
      await chooseAll(office)
      await office.page.getByRole('button', { name: '接收', exact: true }).click()
      await office.page.getByText(`已处理 ${Math.min(300, left)} 条`).waitFor()
    }
    expect((await list(office, community.id, ['offered'])).length).toBe(0)
    const returned = await list(tracer, street.id, ['returned'])
    expect(returned).toHaveLength(44)
    await open(tracer, 'triage')
    await tracer.page.getByText('被退回', { exact: true }).first().click()
    await tracer.page
      .getByText(/退回 1 次/)
      .first()
      .waitFor()
    await chooseAll(tracer)
    await tracer.page.getByRole('button', { name: '专班自办' }).click()
    await tracer.page.getByText('已处理 44 条').waitFor()

    // The telephone: a seat, the most urgent one, its number for a reason, the script, what was told.
    await open(tracer, 'calls')
    await tracer.page.getByRole('button', { name: '上岗' }).click()
    await tracer.page.getByRole('button', { name: '下一个电话' }).click()
    await tracer.page.getByRole('button', { name: '取号码拨打' }).click()
    expect(await tracer.page.getByRole('link', { name: /^拨打 / }).getAttribute('href')).toMatch(/^tel:\d{11}$/)
    await tracer.page.getByRole('button', { name: '方便', exact: true }).click()
    await tracer.page.getByText('请问您现在住在哪里').waitFor()
    await tracer.page.getByRole('button', { name: '记下去过的地方' }).click()
    await tracer.page.getByLabel('去了哪里').fill('万象餐馆')
    await tracer.page.getByLabel('什么时间到').fill(`${day(-1)}T12:00`)
    await tracer.page.getByLabel('什么时间走').fill(`${day(-1)}T13:30`)
    await tracer.page.getByLabel('和谁一起').fill(`同桌甲 ${phone(7001)}\n同桌乙`)
    await tracer.page.getByRole('button', { name: '接通，已问清' }).click()
    await tracer.page.getByText('已记录').waitFor()
    const told = [...(await list(tracer, street.id, ['working']))]
    expect(told).toHaveLength(1)
    const whole = await ask<{ statements: { where: string; with: unknown[] }[] }>(tracer, 'leads.get', { leadId: told[0]!.id })
    expect(whole.statements).toMatchObject([
      {
        where: '万象餐馆',
        with: [
          { name: '同桌甲', phone: phone(7001) },
          { name: '同桌乙', phone: null },
        ],
      },
    ])
    await tracer.page.getByRole('button', { name: '下一个电话' }).click()
    await tracer.page.getByRole('button', { name: '无人接听' }).click()
    await tracer.page.getByText(/稍后再打 1 个/).waitFor()

    // One is closed on the screen, others by their desks; the giver reads what became of each line.
    await open(office, 'mine')
    await office.page.getByText('办理中', { exact: true }).first().click()
    const mine = (await list(office, community.id, ['accepted'])).filter(({ name }) => name?.startsWith('某') === true)
    await office.page.getByRole('button', { name: mine[0]!.name! }).click()
    const drawer = office.page.getByRole('dialog')
    await drawer.getByRole('button', { name: '办结' }).click()
    await office.page.getByText('已办结').first().waitFor()
    for (const { id: leadId } of mine.slice(1, 60)) await ask(office, 'leads.close', { leadId, outcome: 'noRisk' })
    const head = await atDesk('tracingHead')
    await open(head, 'loads')
    await head.page.getByText(/未办 \d+ 条/).waitFor()
    await head.page.getByRole('combobox', { name: '来源' }).click()
    await head.page.getByTitle('市疾控').click()
    const downloading = head.page.waitForEvent('download')
    await head.page.getByRole('button', { name: '下载反馈表' }).click()
    expect((await downloading).suggestedFilename()).toBe('线索反馈-市疾控.xlsx')

    // Supervision: what is late is reminded, two in a hundred of what was closed are looked at again.
    await open(head, 'watch')
    await head.page.getByText(/^超时 \(\d+\)$/).waitFor()
    await head.page.getByRole('button', { name: /^本页全选/ }).click()
    await head.page.getByRole('button', { name: '催办', exact: true }).click()
    await head.page.getByText('已处理 300 条').waitFor()
    await head.page.getByText(/^催办/).first().waitFor()
    await head.page.getByText(/^抽查 \(/).click()
    await head.page.getByRole('button', { name: '抽取今天的' }).click()
    await head.page.getByText('抽出 2 条').waitFor()
    await head.page.getByRole('button', { name: '不合格，退回重办' }).first().click()
    await head.page.getByRole('dialog').getByLabel('理由').fill('没有问清同住人')
    await head.page.getByRole('dialog').getByRole('button', { name: '不合格，退回重办' }).click()
    await head.page.getByText('重新办理 · 没有问清同住人').waitFor()
    const good = head.page.getByRole('button', { name: '合格', exact: true })
    await expect.poll(() => good.count()).toBe(1)
    await good.click()
    await good.waitFor({ state: 'detached' })
    const findings = await ask<{ counts: { sample: number } }>(head, 'leads.listFindings', { areaId: street.id, of: 'sample' })
    expect(findings.counts.sample).toBe(0)
    for (const person of [tracer, office, head]) await calm(person)
  },
  STORY_MS,
)

test(
  'TRACE-03 the centre grows in one act and shrinks again; whoever was lent a role has it until then',
  async () => {
    const street = await atDesk('streetCommander')
    await open(street, 'staff')
    await street.page.getByRole('button', { name: '扩编为 3+8+N' }).click()
    const dialog = street.page.getByRole('dialog')
    const pick = async (label: string, at: number[]) => {
      await dialog.getByLabel(label).click()
      for (const one of at) await street.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').nth(one).click()
      await street.page.keyboard.press('Escape')
    }
    await pick('负责人（3 名）', [0])
    await pick('条线负责人（8 条线，每条一名）', [1, 2])
    await pick('志愿者', [3, 4])
    await dialog.getByRole('button', { name: '扩编为 3+8+N' }).click()
    await street.page.getByText(/^已扩编：5 个席位/).waitFor()
    await street.page.getByText(/^扩编中：到 .* 自动结束$/).waitFor()
    await street.page.getByRole('button', { name: '缩编' }).click()
    await street.page.getByRole('dialog').getByRole('button', { name: '缩编' }).click()
    await street.page.getByText('已缩编，结束 5 个席位').waitFor()
    await calm(street)
  },
  STORY_MS,
)

test(
  'TRACE-01 a resident reports from home, the centre reads it at once, and the resident reads what became of it',
  async () => {
    const home = await atHome()
    await home.page.goto(`${demo.url}/#/tell`)
    await home.page.getByLabel('具体情况（时间、地点、症状）').fill('昨天起发热')
    await home.page.getByRole('button', { name: '报送', exact: true }).click()
    await home.page.getByText('已报送，谢谢您。').waitFor()
    await home.page.getByText('已收到').waitFor()
    const tracer = await atDesk('tracer')
    const street = (await areasOf(tracer)).find(({ level }) => level === 'street')!
    const reports = (await list(tracer, street.id, ['received'])).filter((one) => (one as Lead & { said: string | null }).said?.includes('昨天起发热'))
    expect(reports).toHaveLength(1)
    await ask(tracer, 'leads.close', { leadId: reports[0]!.id, outcome: 'reached' })
    await home.page.reload()
    await home.page.getByText('已办结').waitFor()
    await calm(tracer)
    await calm(home)
  },
  STORY_MS,
)

test(
  'TRACE-01 every screen of the lead desk, in both languages at every width',
  async () => {
    const { complaints, look } = lookAtAll()
    const first = await atDesk('tracingHead')
    const areas = await areasOf(first)
    const street = areas.find(({ level }) => level === 'street')!
    const community = areas.find(({ level }) => level === 'community')!
    const giverId = id()
    await ask(first, 'leads.addGiver', { id: giverId, areaId: street.id, name: '省协查平台', kind: 'contact' })
    await ask(first, 'leads.takeSeat', { id: id(), areaId: street.id })
    for (const [at, address] of [`${community.name}7号`, '上海市浦东新区世纪大道1号', ''].entries())
      await ask(first, 'leads.add', {
        id: id(),
        areaId: street.id,
        way: 'phone',
        kind: 'contact',
        phone: phone(8_000 + at),
        ...(address === '' ? {} : { address }),
        name: `看看${at}`,
        said: '同乘一列火车',
      })
    for (const lang of LANGS) {
      const zh = lang === 'zh'
      const desk = await atDesk('tracingHead', { lang })
      await open(desk, 'intake')
      await desk.page.getByRole('combobox', { name: zh ? '来源' : 'Giver' }).click()
      await desk.page.getByTitle(/^省协查平台/).click()
      await desk.page.locator('input[type=file]').setInputFiles(file([`D1,看一看,${phone(8_010)},${community.name},同乘,密接,`, `D2,看二看,1,,,密接,`]))
      await desk.page.getByRole('button', { name: zh ? '重新查看' : 'Look again' }).waitFor()
      await look(desk, `leads-intake-${lang}`)
      await desk.page.getByRole('button', { name: zh ? '接收' : 'Take in', exact: true }).click()
      await desk.page.getByText(zh ? /^已接收/ : /^Taken in/).waitFor()
      for (const tab of ['triage', 'loads', 'unread', 'watch', 'staff']) {
        await open(desk, tab)
        await desk.page.locator('.desk-panel').first().waitFor()
        await look(desk, `leads-${tab}-${lang}`)
      }
      await open(desk, 'triage')
      await desk.page.locator('tbody .desk-link').first().click()
      await desk.page
        .getByRole('dialog')
        .getByText(zh ? '经过' : 'What was done')
        .first()
        .waitFor()
      await look(desk, `leads-one-${lang}`)
      await open(desk, 'calls')
      await desk.page.getByRole('button', { name: zh ? '下一个电话' : 'Next call' }).waitFor()
      await look(desk, `leads-seat-${lang}`)
      await desk.page.getByRole('button', { name: zh ? '下一个电话' : 'Next call' }).click()
      await desk.page.getByRole('button', { name: zh ? '记下去过的地方' : 'Where they were' }).click()
      await look(desk, `leads-call-${lang}`)
      await desk.page.close()
      const office = await atDesk('communityAdmin', { lang })
      await open(office, 'mine')
      await office.page.locator('.desk-panel').first().waitFor()
      await look(office, `leads-mine-${lang}`)
      await office.page.close()
      const home = await atHome({ lang })
      await home.page.goto(`${demo.url}/#/tell`)
      await home.page.getByRole('button', { name: zh ? '报送' : 'Send', exact: true }).waitFor()
      await look(home, `leads-tell-${lang}`)
      await home.page.close()
    }
    expect(complaints).toEqual([])
  },
  STORY_MS,
)
