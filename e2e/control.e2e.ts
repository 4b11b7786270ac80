// 人员管控: who comes under control and by whose hands, what is asked of them every day, how it ends, and how it is put right.
import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, keptOffline, loginOf, newPerson, overflow, type Person, picture, signIn, wakeTown } from './browser.ts'
import { atDesk, day, id, LANGS, lookAtAll, signInAtHome } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
/** The local day so many days from today, of the clock of this machine. */
const evidence = { kind: 'investigationDecision', reference: '流调-007', issuedBy: '区疾控中心' }
type Case = { id: string; state: string; alongside: { caseId: string; name: string }[] }
type Home = { home: { id: string; door: string }; residents: { id: string; name: string }[] }

async function homeOf(at: Person, resident: Person): Promise<Home & { me: string }> {
  const { personId } = await ask<{ personId: string }>(resident, 'access.me', {})
  const own = await ask<{ home: { id: string } }>(resident, 'registry.myHousehold', {})
  return { ...(await ask<Home>(at, 'registry.getHome', { homeId: own.home.id })), me: personId }
}

/** Brought under control by two, in one act with those at the same home. */
async function bring(first: Person, second: Person, whom: object): Promise<Case> {
  const opened = await ask<Case>(first, 'control.openCase', { id: id(), evidence, guardian: { name: '家长', phone: null }, ...whom })
  return ask<Case>(second, 'control.confirmOpening', { caseId: opened.id })
}

test(
  'every screen of control in both languages and three widths: nothing sideways, nothing a screen reader stumbles over',
  async () => {
    const first = await atDesk('communityAdmin')
    const second = await atDesk('streetCommander')
    const guest = await newPerson({ size: 'phone' })
    await signInAtHome(guest)
    const { me, residents } = await homeOf(first, guest)
    const other = residents.find((one) => one.id !== me) ?? residents[0]!
    const { id: caseId } = await bring(first, second, { personId: other.id, trigger: 'contact', anchorDay: day(-3), hasOwnSuite: true })
    await ask(first, 'control.recordDay', {
      id: id(),
      caseId,
      at: new Date().toISOString(),
      day: day(),
      half: 'morning',
      way: 'phone',
      temperatureC: 37.6,
      symptoms: ['fever', 'cough'],
      needs: ['doctor', 'talk'],
      note: '夜里咳得厉害，想问医生要不要加药',
    })
    const { complaints, look } = lookAtAll()
    for (const lang of LANGS) {
      const admin = await atDesk('communityAdmin', { lang })
      await admin.page.goto(`${demo.url}/desk/?of=list#/control`)
      await admin.page.getByRole('row').nth(1).waitFor()
      await look(admin, `control-desk-list-${lang}`)
      await admin.page.goto(`${demo.url}/desk/?of=case#/control/${caseId}`)
      await admin.page.getByText('37.6').waitFor()
      await look(admin, `control-desk-case-${lang}`)
      await admin.page.getByRole('button', { name: lang === 'zh' ? '变更' : 'Change' }).click()
      await admin.page.getByRole('dialog').last().getByRole('combobox').first().waitFor()
      await look(admin, `control-desk-change-${lang}`)
      await admin.page.goto(`${demo.url}/work/?of=list#/control`)
      await admin.page.getByRole('link', { name: new RegExp(other.name) }).waitFor()
      await look(admin, `control-work-list-${lang}`)
      await admin.page.goto(`${demo.url}/work/?of=case#/control/${caseId}`)
      await admin.page.getByText('37.6').waitFor()
      await look(admin, `control-work-case-${lang}`)
      await calm(admin)
      const resident = await newPerson({ lang })
      await signIn(resident, '/work/', loginOf('resident'))
      for (const type of ['normal', 'huge']) {
        await resident.page.evaluate((chosen) => localStorage.setItem('xm.size', chosen), type)
        await resident.page.goto(`${demo.url}/?of=${type}#/control`)
        await resident.page.locator('.own-control').first().waitFor()
        await look(resident, `control-own-${lang}-${type}`)
      }
      await resident.page.goto(`${demo.url}/?of=code#/code`)
      await resident.page.getByRole('link', { name: lang === 'zh' ? /管控中/ : /under control/ }).waitFor()
      await look(resident, `control-code-${lang}`)
      await calm(resident)
    }
    expect(complaints).toEqual([])
    // Opened by mistake: it goes as it came, by two.
    const changeId = id()
    await ask(first, 'control.proposeChange', { id: changeId, caseId, kind: 'cancel', day: null, ground: 'openedInError', evidence })
    expect((await ask<Case>(second, 'control.decideChange', { changeId, agrees: true })).state).toBe('cancelled')
    await Promise.all([calm(first), calm(second), calm(guest)])
  },
  STORY_MS,
)

test(
  'TRUST-01 somebody is brought under control by mistake: they read why, by which offices and by which rule, appeal, and two people of two units end it with all it caused',
  async () => {
    const first = await atDesk('communityAdmin')
    const resident = await newPerson({ size: 'phone' })
    await signInAtHome(resident)
    const { me, residents } = await homeOf(first, resident)
    const opened = await ask<Case>(first, 'control.openCase', {
      id: id(),
      personId: me,
      trigger: 'secondaryContact',
      anchorDay: day(-1),
      evidence,
      hasOwnSuite: false,
      guardian: { name: '家长', phone: null },
    })
    expect(opened.alongside).toHaveLength(residents.length - 1)
    const open = async () => (await ask<{ state: string }[]>(resident, 'control.listOwn', {})).filter(({ state }) => state !== 'cancelled')
    expect(await open()).toEqual([])
    const second = await atDesk('streetCommander', { lang: 'en', size: 'tablet' })
    await second.page.goto(`${demo.url}/desk/#/approvals`)
    await second.page.getByRole('listitem').filter({ hasText: 'proposed for control' }).getByRole('button').first().click()
    await second.page.waitForURL(new RegExp(`/control/${opened.id}$`))
    await second.page.getByText(/If it is confirmed today/).waitFor()
    await second.page.getByText(/流调-007/).waitFor()
    await picture(second.page, 'story-control-to-sign-en')
    await second.page.getByRole('button', { name: 'Confirm' }).click()
    await second.page.getByText(/those proposed with them/).waitFor()
    await second.page.getByRole('button', { name: 'Confirm' }).last().click()
    await second.page.locator('.ant-modal-confirm').waitFor({ state: 'detached' })
    await second.page.getByRole('heading', { name: 'What the release takes' }).waitFor()
    expect([await overflow(second.page), await faults(second.page)]).toEqual([0, []])
    await picture(second.page, 'story-control-confirmed-en')

    await resident.page.goto(`${demo.url}/#/more`)
    await resident.page.getByRole('link', { name: '我家的管控' }).click()
    await resident.page.getByText('居家隔离').first().waitFor()
    const mine = resident.page.locator('.own-control').first()
    await mine.getByText('为什么').click()
    await mine.getByText(/决定的单位：.*两个单位的两个人/).waitFor()
    await mine.getByText(/预案 covid-19 2022-06-28/).waitFor()
    expect(await mine.innerText()).not.toContain(loginOf('communityAdmin').name)
    expect([await overflow(resident.page), await faults(resident.page)]).toEqual([0, []])
    await picture(resident.page, 'story-control-own')
    await mine.getByRole('button', { name: '不对，请核查' }).click()
    await mine.getByLabel(/哪里不对/).fill('那几天我在单位值班')
    await mine.getByRole('button', { name: '提出申诉' }).click()
    await mine.getByText(/前答复/).waitFor()

    await first.page.goto(`${demo.url}/desk/#/control`)
    await first.page.getByRole('tab', { name: /申诉/ }).click()
    const row = first.page.getByRole('row', { name: /那几天我在单位值班/ })
    await row.getByText(/还剩 3 小时 5\d 分/).waitFor()
    expect(await row.getByRole('button', { name: '维持' }).count()).toBe(0)
    expect([await overflow(first.page), await faults(first.page)]).toEqual([0, []])
    await picture(first.page, 'story-control-appeal')
    await row.getByRole('button', { name: '有误，撤销' }).click()
    await first.page.getByRole('dialog').getByRole('textbox').fill('值班记录属实')
    await first.page.getByRole('dialog').getByRole('button', { name: '有误，撤销' }).click()
    await row.getByText('待第二人同意撤销').waitFor()
    await second.page.goto(`${demo.url}/desk/#/approvals`)
    await second.page.getByRole('listitem').filter({ hasText: 'after an appeal' }).getByRole('button').first().click()
    await second.page.waitForURL(/#\/control\/appeals$/)
    await second.page
      .getByRole('row', { name: /值班记录属实/ })
      .getByRole('button', { name: 'Agree' })
      .click()
    await second.page.getByRole('dialog').getByRole('textbox').fill('核对值班记录，已撤销')
    await second.page.getByRole('dialog').getByRole('button', { name: 'Agree' }).click()
    await resident.page.getByText('已撤销管控').first().waitFor({ timeout: 45_000 })
    await resident.page.getByText(/核对值班记录/).waitFor()
    const after = await ask<{ state: string }[]>(resident, 'control.listOwn', {})
    expect(after.length).toBeGreaterThanOrEqual(residents.length)
    expect(new Set(after.map(({ state }) => state))).toEqual(new Set(['cancelled']))
    await Promise.all([calm(first), calm(second), calm(resident)])
  },
  STORY_MS,
)

test(
  'CTRL-02 CTRL-07 A5 第九版: proposed at the desk and confirmed by a second unit, held at the gate, asked every day with and without network, a missed test stretches it, a minute too early is refused, and it ends with evidence and a printed note',
  async () => {
    const first = await atDesk('communityAdmin')
    const resident = await newPerson({ size: 'phone' })
    await signInAtHome(resident)
    const { me, home, residents } = await homeOf(first, resident)
    const { name } = residents.find((one) => one.id === me)!

    // Six days ago somebody was exposed to a contact: the last of seven days is tomorrow.
    await first.page.goto(`${demo.url}/desk/#/control`)
    await first.page.getByRole('button', { name: '提出管控' }).click()
    const dialog = first.page.getByRole('dialog')
    await dialog.getByLabel('查找当事人').fill(home.door)
    await first.page.keyboard.press('Enter')
    await dialog.getByRole('list', { name: '选择住户' }).getByText(name).first().click()
    await dialog.getByRole('radio', { name: new RegExp(name) }).check()
    await dialog.getByLabel('原因').click()
    await first.page.getByTitle(/密接的密接/).click()
    await dialog.getByLabel(/起算事件的日期/).fill(day(-6))
    // What it comes to is read before it is proposed.
    await dialog
      .getByText(new RegExp(`居家隔离.*至 ${day(1)}`, 's'))
      .first()
      .waitFor()
    await dialog.getByLabel('依据种类').click()
    await first.page.getByTitle('流调结论').click()
    await dialog.getByLabel('文号或编号').fill('流调-012')
    await dialog.getByLabel('出具单位').fill('区疾控中心')
    expect(await faults(first.page)).toEqual([])
    await picture(first.page, 'story-control-open')
    await dialog.getByRole('button', { name: '提出管控' }).click()
    await first.page.getByText('待第二人确认').first().waitFor()
    await first.page.waitForURL(/#\/control\/[0-9a-f-]{36}$/)
    const caseId = first.page.url().slice(-36)
    await expect(ask(first, 'control.confirmOpening', { caseId })).rejects.toThrow('control.same_unit')
    const second = await atDesk('streetCommander')
    await ask(second, 'control.confirmOpening', { caseId })

    const guard = await newPerson({ size: 'phone' })
    await signIn(guard, '/work/', loginOf('guard'))
    const short = (await resident.page.locator('#code-card').innerText()).match(/(?:\d{3} ){2}\d{3}/)![0].replaceAll(' ', '')
    const [{ id: gateId }] = await ask<[{ id: string }]>(guard, 'gate.listGates', {})
    const look = async (at: Person, more: object = {}) =>
      (
        await ask<{ verdict: { outcome: string; reasons: string[] } }>(at, 'gate.lookUp', {
          gateId,
          means: { kind: 'short', value: short },
          direction: 'out',
          ...more,
        })
      ).verdict
    await expect.poll(async () => (await look(guard)).reasons).toEqual(['under_control'])
    expect((await look(guard)).outcome).toBe('hold')
    expect((await look(guard, { medical: true })).outcome).toBe('enter')
    await expect(ask(guard, 'control.getControl', { caseId })).rejects.toThrow('403')

    // The grid worker asks by telephone; in the cellar there is no network.
    const worker = await newPerson({ size: 'phone' })
    await signIn(worker, '/work/', loginOf('gridWorker'))
    const { page } = worker
    await page.goto(`${demo.url}/work/#/control`)
    const mine = page.getByRole('link', { name: new RegExp(name) })
    const isInMyGrid = await mine
      .waitFor({ timeout: 5_000 })
      .then(() => true)
      .catch(() => false)
    const walker = isInMyGrid ? worker : first
    if (!isInMyGrid) {
      await first.page.goto(`${demo.url}/work/#/control`)
      await first.page.getByRole('link', { name: new RegExp(name) }).waitFor()
    }
    const phone = walker.page
    await phone.goto(`${demo.url}/work/#/control/${caseId}`)
    await phone.getByRole('heading', { name: new RegExp(name) }).waitFor()
    await keptOffline(walker, 'work')
    await walker.context.setOffline(true)
    const form = phone.getByRole('group', { name: '有没有不舒服？' })
    await form.getByRole('button', { name: /没有不舒服/ }).click()
    await phone.getByText('先选体温').waitFor()
    await phone.getByLabel('体温（℃）').fill('365')
    await form.getByRole('button', { name: /没有不舒服/ }).click()
    await phone.getByText(/365 不像体温/).waitFor()
    await phone.getByRole('button', { name: '36.7' }).click()
    await phone.getByRole('button', { name: '药', exact: true }).click()
    expect([await overflow(phone), await faults(phone)]).toEqual([0, []])
    await picture(phone, 'story-control-record')
    await form.getByRole('button', { name: /没有不舒服/ }).click()
    await phone.getByText('已存在这部手机上').waitFor()
    await walker.context.setOffline(false)
    type Fact = { kind: string; way: string; temperatureC: number; needs: string[] }
    const records = async (at: Person) => (await ask<{ facts: Fact[] }>(at, 'control.getControl', { caseId })).facts.filter(({ kind }) => kind === 'record')
    await expect.poll(async () => (await records(first)).map((fact) => [fact.temperatureC, fact.needs])).toEqual([[36.7, ['medicine']]])
    const tasks = await ask<{ tasks: { title: string }[] }>(walker, 'tasks.listMine', {})
    if (isInMyGrid) expect(tasks.tasks.map(({ title }) => title)).toContain('管控住户有需求')

    // The household does the rest in two taps.
    await resident.page.goto(`${demo.url}/#/control`)
    const own = resident.page.locator('.own-control').filter({ hasText: '我' }).first()
    await own.getByRole('button', { name: '现在记' }).click()
    await own.getByRole('button', { name: '36.5' }).click()
    await picture(resident.page, 'story-control-own-record')
    await resident.context.setOffline(true)
    await own.getByRole('button', { name: /没有不舒服/ }).click()
    await own.getByText('已存在这部手机上').waitFor()
    await resident.context.setOffline(false)
    await own.getByText('今天都记好了').waitFor({ timeout: 45_000 })
    expect((await records(first)).map(({ way }) => way)).toEqual(['phone', 'own'])
    await expect(ask(first, 'control.releaseCase', { caseId })).rejects.toThrow('control.too_early')
    await Promise.all([calm(worker), calm(guard), calm(second), calm(resident), calm(first)])

    // A minute before midnight of its last day it is too early; a minute after, the test of that day is missing.
    await wakeTown(new Date(`${day(1)}T23:58:30+08:00`))
    const late = await atDesk('communityAdmin')
    await expect(ask(late, 'control.releaseCase', { caseId })).rejects.toThrow('control.too_early')
    await calm(late)
    await wakeTown(new Date(`${day(2)}T08:00:00+08:00`))
    const next = await atDesk('communityAdmin')
    await expect.poll(async () => (await ask<Case>(next, 'control.getControl', { caseId })).state, { timeout: 60_000 }).toBe('extended')
    await expect(ask(next, 'control.releaseCase', { caseId })).rejects.toThrow('control.evidence_missing')
    await next.page.goto(`${demo.url}/desk/#/control/${caseId}`)
    await next.page.getByRole('heading', { name: '解除条件' }).waitFor()
    await next.page.getByText('漏检').first().waitFor()
    await picture(next.page, 'story-control-missed')
    await ask(next, 'control.recordTest', {
      id: id(),
      caseId,
      at: new Date(`${day(2)}T07:00:00+08:00`).toISOString(),
      method: 'pcr',
      result: 'negative',
      ct: null,
      reference: '检-0099',
    })
    await next.page.reload()
    await next.page.getByRole('button', { name: '解除管控' }).click()
    await next.page.getByText('各项条件已齐').waitFor()
    await next.page.getByRole('button', { name: '解除管控' }).last().click()
    await next.page.getByRole('button', { name: '打印解除通知' }).waitFor()
    expect([await overflow(next.page), await faults(next.page)]).toEqual([0, []])
    await picture(next.page, 'story-control-released')
    const [note] = await Promise.all([next.page.waitForEvent('download'), next.page.getByRole('button', { name: '打印解除通知' }).click()])
    const paper = await newPerson({ size: 'tablet' })
    const path = await note.path()
    await paper.page.goto(`file://${path}`).catch(() => null)

    const text = readFileSync(path, 'utf8')
    expect(text).toContain(name)
    expect(text).toMatch(/解除管控通知[\s\S]*Notice of release/)
    await paper.page.setContent(text)
    await picture(paper.page, 'story-control-note')
    const gatekeeper = await newPerson({ size: 'phone' })
    await signIn(gatekeeper, '/work/', loginOf('guard'))
    await expect.poll(async () => (await look(gatekeeper)).reasons).not.toContain('under_control')
    await Promise.all([calm(next), calm(gatekeeper)])
    await paper.context.close()
  },
  STORY_MS,
)
