// 急救转运: a family that is kept in has to get to a hospital; asked for at home, let through by the gate without network too, arranged on the phone and the desk.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, keptOffline, newPerson, type Person, picture } from './browser.ts'
import { openGate, typeShort, verdict } from './gate-steps.ts'
import { atDesk, day, id, looked, onPhone } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
const evidence = { kind: 'investigationDecision', reference: '流调-009', issuedBy: '区疾控中心' }

/** Brought under control by two offices. */
async function keptIn(first: Person, second: Person, resident: Person, trigger: string): Promise<{ personId: string; caseId: string }> {
  const { personId } = await ask<{ personId: string }>(resident, 'access.me', {})
  const opened = await ask<{ id: string }>(first, 'control.openCase', {
    id: id(),
    personId,
    trigger,
    anchorDay: day(-1),
    evidence,
    hasOwnSuite: true,
    guardian: { name: '家长', phone: null },
  })
  await ask(second, 'control.confirmOpening', { caseId: opened.id })
  return { personId, caseId: opened.id }
}

test(
  'somebody kept in asks for the hospital at home, the gate has its card and lets them pass without network too, a vehicle is arranged, and they are noted out and back',
  async () => {
    const first = await atDesk('communityAdmin')
    const second = await atDesk('streetCommander')
    const resident = await onPhone('resident')
    const { personId, caseId } = await keptIn(first, second, resident, 'secondaryContact')
    const { people } = await ask<{ people: { shortCode: string; name: string }[] }>(resident, 'gate.listMyCodes', {})
    const { shortCode } = people[0]!

    // Beside the code, then on the page of one's own control: what for, one confirming step.
    await resident.page.goto(`${demo.url}/?of=code#/`)
    await resident.page.getByRole('link', { name: /要去医院/ }).waitFor({ timeout: 60_000 })
    expect(await resident.page.getByRole('link', { name: /120/ }).getAttribute('href')).toBe('tel:120')
    await looked(resident, 'aid-code-zh-phone')
    await resident.page.getByRole('link', { name: /要去医院/ }).click()
    const own = resident.page.getByRole('article', { name: '急救转运' })
    await own.getByRole('button', { name: /我要去医院/ }).click()
    await looked(resident, 'aid-own-form-zh-phone')
    await own.getByRole('button', { name: /透析/ }).click()
    await looked(resident, 'aid-own-check-zh-phone')
    await own.getByRole('button', { name: /确认/ }).click()
    await own.getByText('小门已知道，可以出门').waitFor()
    await looked(resident, 'aid-own-sent-zh-phone')

    // The worker hears of it, and arranges.
    const worker = await onPhone('communityAdmin')
    await worker.page.goto(`${demo.url}/work/?of=today#/today`)
    await worker.page.getByRole('link', { name: /1 件等待安排/ }).waitFor()
    await looked(worker, 'aid-today-zh-phone')
    await worker.page.getByRole('link', { name: /1 件等待安排/ }).click()
    await worker.page.getByRole('listitem').getByRole('link').first().click()
    await worker.page.getByLabel('医院').fill('市第二医院')
    await worker.page.getByLabel('接送人').fill('王网格')
    await worker.page.getByLabel('车牌').fill('演A·99001')
    await looked(worker, 'aid-arrange-zh-phone')
    await worker.page.getByRole('button', { name: '保存' }).click()
    await worker.page.getByText('车牌 演A99001').waitFor()
    await looked(worker, 'aid-arranged-zh-phone')

    // On the guard's phone, then with the network down.
    const guard = await newPerson({ size: 'phone' })
    const gateId = await openGate(guard)
    const card = guard.page.locator('.aid-here')
    await card.waitFor()
    expect(await card.innerText()).toMatch(/急救转运 · .+ · 演A99001 · 马上放行/)
    await looked(guard, 'aid-gate-zh-phone')
    await keptOffline(guard, 'work')
    await guard.context.setOffline(true)
    await guard.page.getByRole('button', { name: /出/ }).first().click()
    await typeShort(guard, shortCode)
    expect(await verdict(guard, '36.5')).toContain('就医通道')
    await picture(guard.page, 'aid-gate-out-zh-phone')
    await guard.context.setOffline(false)
    await card.waitFor()
    const said = { gateId, means: { kind: 'short', value: shortCode }, temperatureC: 36.5 }
    await expect
      .poll(async () => (await ask<{ transports: { state: string }[] }>(resident, 'aid.listOwn', {})).transports[0]?.state, { timeout: 150_000 })
      .toBe('left')
    expect(await ask(guard, 'gate.lookUp', { ...said, direction: 'in' })).toMatchObject({ verdict: { outcome: 'enter' } })

    // On the desk: what happened, and the steps that no gate saw.
    await first.page.goto(`${demo.url}/desk/?of=aid#/aid`)
    await first.page.getByRole('row', { name: /已出门/ }).waitFor()
    await looked(first, 'aid-desk-zh-desk')
    await first.page
      .getByRole('row', { name: /已出门/ })
      .getByRole('button')
      .click()
    const drawer = first.page.getByRole('dialog')
    await drawer.getByText('小门：已出').waitFor()
    await looked(first, 'aid-desk-one-zh-desk')
    await drawer.getByRole('button', { name: '到医院了' }).click()
    await drawer.getByRole('button', { name: '到医院了' }).waitFor({ state: 'hidden' })
    await drawer.getByRole('button', { name: '已回家' }).click()
    await drawer.getByRole('button', { name: '已回家' }).waitFor({ state: 'hidden' })

    // By the office, and taken back; the other language, the other sizes.
    await first.page.goto(`${demo.url}/desk/?of=ask#/aid`)
    await first.page.getByRole('button', { name: '申请急救转运' }).click()
    await first.page.getByRole('dialog').getByText('急病、受伤').waitFor()
    await first.page.waitForTimeout(500)
    await looked(first, 'aid-desk-ask-zh-desk')
    const mine = { id: id(), personId, kind: 'emergency', companionId: null, note: null }
    await ask(first, 'aid.requestTransport', mine)
    const english = await atDesk('communityAdmin', { lang: 'en', size: 'tablet' })
    await english.page.goto(`${demo.url}/desk/#/aid/${mine.id}`)
    await english.page.getByRole('button', { name: 'Save and tell the gate' }).waitFor()
    await looked(english, 'aid-desk-one-en-tablet')
    const away = await onPhone('communityAdmin', { lang: 'en', size: 'tablet' })
    await away.page.goto(`${demo.url}/work/#/transport/${mine.id}`)
    await away.page.getByRole('heading', { name: 'What happened' }).waitFor()
    await looked(away, 'aid-one-en-tablet')
    await away.page.goto(`${demo.url}/work/#/control/${caseId}`)
    await away.page.locator('summary', { hasText: 'To hospital' }).click()
    await away.page.getByRole('button', { name: /Dialysis/ }).waitFor()
    await looked(away, 'aid-case-en-tablet')
    const plain = await onPhone('resident', { lang: 'en' })
    await plain.page.goto(`${demo.url}/#/control`)
    await plain.page.getByRole('button', { name: 'We do not go' }).waitFor()
    await looked(plain, 'aid-own-en-phone')
    await plain.page.getByRole('button', { name: 'We do not go' }).click()
    await plain.page.getByText('Taken back').waitFor()
    await Promise.all([first, second, resident, worker, guard, english, away, plain].map(calm))
  },
  STORY_MS,
)

test(
  'CTRL-09 a family says what it needs; the worker takes it and leaves it at the door, it did not come after all, comes and is confirmed; the doctor calls back with the next day; what cannot be had is told with its reason',
  async () => {
    const office = await atDesk('communityAdmin')
    const street = await atDesk('streetCommander')
    const resident = await onPhone('resident')
    await keptIn(office, street, resident, 'arrivalMedium')
    const own = resident.page.getByRole('article', { name: '我家要的' })
    await resident.page.goto(`${demo.url}/?of=needs#/control`)
    const wants = async (kind: string, note?: string) => {
      await own.getByRole('button', { name: '我家要…' }).click()
      if (note !== undefined) await own.getByLabel('要什么（可不填）').fill(note)
      if (kind === '药') await looked(resident, 'needs-own-form-zh-phone')
      await own.getByRole('group', { name: '我家要…' }).getByRole('button', { name: kind, exact: true }).click()
      await own.getByText(new RegExp(`${kind} · 等人办`)).waitFor()
    }
    await wants('药', '降压药一盒')
    await wants('看医生')
    await wants('修东西', '厨房水管漏水')
    await looked(resident, 'needs-own-zh-phone')

    // The worker sees the one that is due first, takes it and leaves it at the door.
    const worker = await onPhone('gridWorker')
    await worker.page.goto(`${demo.url}/work/?of=needs#/today`)
    await worker.page.getByRole('link', { name: /住户需求 3 件/ }).click()
    await worker.page.getByRole('listitem').nth(2).waitFor()
    await looked(worker, 'needs-list-zh-phone')
    const open = async (kind: string) => {
      await worker.page.goto(`${demo.url}/work/#/need`)
      await worker.page.getByRole('listitem').filter({ hasText: kind }).getByRole('link').click()
    }
    await open('药')
    await worker.page.getByText('降压药一盒').waitFor()
    await worker.page.getByRole('button', { name: '我来办' }).click()
    await worker.page.getByText(/在办/).waitFor()
    await looked(worker, 'needs-one-zh-phone')
    await own.getByText(/药 · 已有人办/).waitFor()
    await worker.page.getByRole('button', { name: '✓ 放门口' }).click()
    await worker.page.getByText(/放门口 .+/).waitFor()

    // It is not there: open again, for the same list. Then it is.
    await own.getByText(/药 · 已办/).waitFor()
    await looked(resident, 'needs-own-came-zh-phone')
    await own.getByRole('button', { name: '没收到' }).click()
    await own.getByText('您说没有，重新办。').waitFor()
    await open('药')
    await worker.page.getByText(/住户说没收到/).waitFor()
    await worker.page.getByRole('button', { name: '✓ 当面办好' }).click()
    await own.getByRole('button', { name: '✓ 收到了' }).click()
    await own.getByText(/您说：收到了/).waitFor()

    // The doctor's call is entered on the desk, with the day of the next; the repair cannot be had today.
    await office.page.goto(`${demo.url}/desk/?of=needs#/aid`)
    await office.page.getByRole('tab', { name: '需求清单' }).click()
    await office.page.getByRole('row', { name: /看医生/ }).waitFor()
    await looked(office, 'needs-desk-zh-desk')
    await office.page.getByRole('button', { name: '看医生' }).click()
    const drawer = office.page.getByRole('dialog')
    await drawer.getByLabel('说了什么、建议').fill('血压平稳，照常服药')
    await drawer.getByLabel('下次联系').fill(day(2))
    await looked(office, 'needs-desk-one-zh-desk')
    await drawer.getByRole('button', { name: '办好了' }).click()
    await drawer.getByText('血压平稳，照常服药').waitFor()
    await own.getByText(new RegExp(`下次联系 ${day(2)}`)).waitFor()
    await open('修东西')
    await worker.page.locator('summary', { hasText: '办不了' }).click()
    await worker.page.getByLabel('为什么办不了（住户看得到）').fill('水管工明天才能进小区')
    await worker.page.getByRole('button', { name: '告诉住户' }).click()
    await own.getByText('原因：水管工明天才能进小区').waitFor()
    await looked(resident, 'needs-own-end-zh-phone')

    // The other language, the other sizes.
    const english = await atDesk('communityAdmin', { lang: 'en', size: 'tablet' })
    await english.page.goto(`${demo.url}/desk/#/aid/needs`)
    await english.page.getByText('Over', { exact: true }).click()
    await english.page.getByRole('row', { name: /A doctor/ }).waitFor()
    await looked(english, 'needs-desk-en-tablet')
    const plain = await onPhone('resident', { lang: 'en', size: 'tablet' })
    await plain.page.goto(`${demo.url}/#/control`)
    await plain.page.getByRole('article', { name: 'What we need' }).waitFor()
    await looked(plain, 'needs-own-en-tablet')
    await Promise.all([office, street, resident, worker, english, plain].map(calm))
  },
  STORY_MS,
)
