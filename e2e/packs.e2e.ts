// 预案: a pack read as a person reads it; an edition of one's own typed, refused with its place, mended, agreed to, signed by others and put in force.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, overflow, type Person, picture } from './browser.ts'
import { atDesk, day, id } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
const COMMUNITY = '文澜社区'
const NINTH = { packId: 'covid-19', edition: '2022-06-28' }
type Phase = { days: number; tests: { day: number }[] }
type Plan = { tracks: { key: string; phases: Phase[] }[] }

/** The plan of the ninth edition with contacts one day less in a facility. */
async function shorter(person: Person, change: (phase: Phase) => void = () => {}): Promise<string> {
  const { files } = await ask<{ files: { control: Plan } }>(person, 'posture.getPack', NINTH)
  const phase = files.control.tracks.find(({ key }) => key === 'contact')!.phases[0]!
  phase.days = 6
  phase.tests = [1, 2, 3, 5, 6].map((on) => ({ ...phase.tests[0]!, day: on }))
  change(phase)
  return JSON.stringify(files.control, null, 2)
}

async function signEdition(person: Person): Promise<void> {
  const { page } = person
  await page.getByRole('link', { name: '待我签署' }).click()
  await page.getByText('预案的本地版').waitFor()
  await page.getByRole('button', { name: '去看并签署' }).first().click()
  await page.getByRole('button', { name: '看改动并签署' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/改了什么/).waitFor()
  await dialog.getByText(/个例子全部符合/).waitFor()
  await picture(page, 'story-edition-sign')
  expect(await faults(page)).toEqual([])
  await dialog.getByRole('button', { name: '我已看过，签署' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test(
  'COMMAND-03 a pack is read as sentences; an edition of one’s own is refused with its place, mended, its examples agreed to one by one, signed by two others, and an order uses it',
  async () => {
    const office = await atDesk('communityAdmin')
    const { page } = office
    await page.getByRole('link', { name: '预案', exact: true }).click()
    await page.getByRole('region', { name: '新冠肺炎' }).getByRole('link', { name: '新冠肺炎（第九版）' }).click()
    const tracks = page.getByRole('region', { name: '管控谁、多少天' })
    await tracks.getByRole('heading', { name: /^密切接触者/ }).waitFor()
    expect(await tracks.innerText()).toMatch(/第 1 至 7 天: 集中隔离，第 1、2、3、5、7 天核酸/)
    // A draft is marked, and where it was read opens at a touch.
    const contact = tracks.getByRole('article').filter({ has: page.getByRole('heading', { name: /^密切接触者/ }) })
    await contact.getByText('草案', { exact: true }).waitFor()
    await contact.getByRole('button', { name: '出处' }).click()
    await page
      .getByRole('tooltip')
      .getByText(/以末次暴露次日为第1天为草案/)
      .waitFor()
    await page.keyboard.press('Escape')
    const examples = page.getByRole('region', { name: '例子' })
    const counts = [...(await examples.innerText()).matchAll(/(\d+) \/ (\d+) 个符合/g)].map(([, met, all]) => [Number(met), Number(all)])
    expect(counts.reduce((sum, [, all = 0]) => sum + all, 0)).toBeGreaterThan(90)
    expect(counts.every(([met, all]) => met === all)).toBe(true)

    await page.getByRole('button', { name: '改一版' }).click()
    const text = page.getByRole('textbox', { name: '人员管控的内容' })
    await text.fill('{"isDraft": true "tracks": []}')
    await page.getByText('看第 1 行第 18 列').waitFor()
    await text.fill(await shorter(office, (phase) => (phase.tests[0]!.day = 9)))
    const problem = page.getByText(/人员管控 › 轨道 3 › 阶段 1 › 检测 1 › 第几天/)
    await problem.first().waitFor()
    await page.getByText('晚于阶段的最后一天').waitFor()
    expect(await page.getByRole('button', { name: '起草本地版' }).isDisabled()).toBe(true)
    await picture(page, 'story-edition-refused')

    await text.fill(await shorter(office))
    const agree = page.getByRole('button', { name: '就是这个意思' })
    await agree.first().waitFor()
    await picture(page, 'story-edition-unmet')
    expect(await faults(page)).toEqual([])
    expect(await page.getByRole('button', { name: '起草本地版' }).isDisabled()).toBe(true)
    const fits = page.getByText(/个例子全部符合/)
    for (let round = 0; round < 60 && !(await fits.isVisible()); round += 1) {
      if (await agree.first().isVisible()) await agree.first().click()
      else await page.waitForTimeout(300)
    }
    await fits.waitFor()
    await page.getByLabel('说明：为什么改、依据哪份通告').fill('示范区通告第 2 号（演示）：密接集中六天')
    const draft = page.getByRole('button', { name: '起草本地版' })
    await expect.poll(() => draft.isEnabled()).toBe(true)
    await draft.click()
    const card = page.getByRole('listitem').filter({ hasText: '2022-06-28.1' })
    await card.getByText('已签 0 / 需 2').waitFor()
    await card
      .getByText('须')
      .or(card.getByText(/还要另一单位/))
      .first()
      .waitFor()
    await picture(page, 'story-edition-drafted')

    const areas = (await ask<{ areas: { id: string; name: string; level: string }[] }>(office, 'areas.listTree', {})).areas
    const areaId = areas.find(({ name, level }) => name === COMMUNITY && level === 'community')!.id
    const assessment = { processed: '姓名', necessity: '必要', risks: '有限', measures: '加密', assessedBy: '法制岗', assessedOn: day() }
    const order = { areaId, posture: 'emergency', packId: 'covid-19', edition: '2022-06-28.1', legalBasis: '令', purpose: '防控', until: day(30), assessment }
    await expect(ask(office, 'posture.draftOrder', order)).rejects.toThrow(/unknown_pack/)
    const [street, district] = [await atDesk('streetCommander'), await atDesk('district')]
    await signEdition(street)
    await expect(ask(office, 'posture.draftOrder', order)).rejects.toThrow(/unknown_pack/)
    await signEdition(district)
    await card.getByText('已批准，可由命令启用').waitFor({ timeout: 30_000 })
    const drafted = await ask<{ id: string; waiting: { id: string } }>(office, 'posture.draftOrder', order)
    for (const who of [street, district]) await ask(who, 'posture.approveOrder', { orderId: drafted.id, actId: drafted.waiting.id })
    await page.goto(`${demo.url}/desk/?of=now#/posture`)
    await page.getByRole('link', { name: /2022-06-28\.1/ }).click()
    await page
      .getByRole('region', { name: '管控谁、多少天' })
      .getByText(/第 1 至 6 天: 集中隔离/)
      .waitFor()

    // And whoever comes under control now is under it.
    const building = areas.find(({ level }) => level === 'building')!
    const { people } = await ask<{ people: { person: { id: string } }[] }>(office, 'registry.listPeople', { areaId: building.id, limit: 5 })
    const evidence = { kind: 'investigationDecision', reference: '流调-021', issuedBy: '区疾控中心' }
    const opened = await ask<{ id: string }>(office, 'control.openCase', {
      id: id(),
      personId: people[0]!.person.id,
      trigger: 'contact',
      anchorDay: day(-1),
      evidence,
      hasOwnSuite: true,
      guardian: { name: '家长', phone: null },
    })
    await ask(street, 'control.confirmOpening', { caseId: opened.id })
    expect(await ask(office, 'control.getControl', { caseId: opened.id })).toMatchObject({ edition: '2022-06-28.1', lastDay: day(8) })
    for (const person of [office, street, district]) await calm(person)
  },
  STORY_MS,
)

test(
  'packs, one pack, an edition being typed and the local editions in both languages and three widths: nothing sideways, nothing a screen reader stumbles over',
  async () => {
    const complaints: string[] = []
    for (const lang of ['zh', 'en'] as const)
      for (const size of ['phone', 'tablet', 'desk'] as const) {
        const office = await atDesk('communityAdmin', { lang, size })
        const { page } = office
        const look = async (name: string) => {
          await page.evaluate(() => document.fonts.ready)
          await page.waitForLoadState('networkidle')
          const wide = await overflow(page)
          await picture(page, `${name}-${lang}-${size}`)
          if (wide > 0) complaints.push(`${name} ${lang} ${size}: ${wide} px too wide`)
          complaints.push(...(await faults(page)).map((fault) => `${name} ${lang} ${size}: ${fault}`))
        }
        await page.goto(`${demo.url}/desk/?of=packs#/packs`)
        await page.getByRole('region', { name: lang === 'zh' ? '新冠肺炎' : 'COVID-19' }).waitFor()
        await look('packs')
        await page.goto(`${demo.url}/desk/?of=pack#/packs/chikungunya/2025-07`)
        await page.getByRole('region', { name: lang === 'zh' ? '例子' : 'Examples' }).waitFor()
        await look('pack-chikungunya')
        await page.goto(`${demo.url}/desk/?of=ninth#/packs/covid-19/2022-11-11`)
        await page.getByRole('region', { name: lang === 'zh' ? '例子' : 'Examples' }).waitFor()
        await look('pack-top')
        for (const [name, title] of [
          ['tracks', lang === 'zh' ? '管控谁、多少天' : 'Who, and for how long'],
          ['zones', lang === 'zh' ? '分区' : 'Zones'],
          ['gate', lang === 'zh' ? '小门' : 'At the gates'],
        ] as const) {
          await page.getByRole('region', { name: title, exact: true }).evaluate((element) => element.scrollIntoView())
          await look(`pack-${name}`)
        }
        if (size === 'tablet') {
          await page.emulateMedia({ media: 'print' })
          await page.evaluate(() => scrollTo(0, 0))
          await page.screenshot({ path: `.cache/screens/pack-print-${lang}.png`, fullPage: true, clip: { x: 0, y: 0, width: 768, height: 3000 } })
          await page.emulateMedia({ media: 'screen' })
        }
        await page.goto(`${demo.url}/desk/?of=edit#/packs/covid-19/2022-06-28/edit`)
        const text = page.getByRole('textbox', { name: lang === 'zh' ? '人员管控的内容' : 'Text of Control of people' })
        await text.fill(await shorter(office, (phase) => (phase.tests[0]!.day = 9)))
        await page.getByText(lang === 'zh' ? '晚于阶段的最后一天' : 'It lies after the last day of the phase').waitFor()
        await look('edition-refused')
        await text.fill(await shorter(office))
        const agree = page.getByRole('button', { name: lang === 'zh' ? '就是这个意思' : 'This is what I mean' }).first()
        await agree.waitFor()
        await agree.scrollIntoViewIfNeeded()
        await look('edition-unmet')
        await page.goto(`${demo.url}/desk/?of=local#/packs/local`)
        await page.getByText('2022-06-28.1').first().waitFor()
        await look('editions')
        await calm(office)
      }
    expect(complaints).toEqual([])
  },
  STORY_MS,
)
