// 场所处置: a building under the measures of a pack whose subject is a place: proposed by one, signed by another, worked on by whoever walks there, ended on what was counted.
import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, newPerson, overflow, type Person, picture, wakeTown } from './browser.ts'
import { atDesk, atHome, day, id, LANGS, lookAtAll, onPhone } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 400_000
const noon = (from: number) => `${day(from)}T10:00:00+08:00`
const evidence = { kind: 'investigationDecision', reference: '流调-021', issuedBy: '区疾控中心' }
type Area = { id: string; level: string; name: string; path: string }
type Case = { id: string; state: string; worksDue: number; lastDay: string }

/** The order of a pack that knows places, in force in the community of the demonstration: drafted there, signed by two other offices. */
async function putInForce(first: Person, signers: readonly Person[], communityId: string): Promise<void> {
  const assessment = { processed: '演示', necessity: '演示', risks: '演示', measures: '演示', assessedBy: '演示', assessedOn: day() }
  const order = {
    areaId: communityId,
    posture: 'emergency',
    packId: 'chikungunya',
    edition: '2025-07',
    legalBasis: '示范令（演示）',
    purpose: '蚊媒防控',
    until: day(60),
  }
  const drafted = await ask<{ id: string; waiting: { id: string } }>(first, 'posture.draftOrder', { ...order, assessment })
  for (const who of signers) await ask(who, 'posture.approveOrder', { orderId: drafted.id, actId: drafted.waiting.id })
}
const buildingOf = async (who: Person, resident: Person): Promise<{ building: Area; community: Area; compound: Area }> => {
  const { home } = await ask<{ home: { id: string } }>(resident, 'registry.myHousehold', {})
  const { home: found } = await ask<{ home: { path: string } }>(who, 'registry.getHome', { homeId: home.id })
  const { areas } = await ask<{ areas: Area[] }>(who, 'areas.listTree', {})
  const at = (level: string) => areas.find((area) => area.level === level && found.path.startsWith(area.path))!
  return { building: at('building'), community: at('community'), compound: at('compound') }
}

test(
  'CTRL-02 CTRL-08 a building is proposed and signed, the worker does what is due and counts, whoever lives there reads one line, and it ends with a note once two surveys lie below the limit',
  async () => {
    const first = await atDesk('communityAdmin')
    const second = await atDesk('streetCommander')
    const district = await atDesk('district')
    const resident = await atHome()
    const { building, community, compound } = await buildingOf(first, resident)
    await putInForce(first, [second, district], community.id)

    await first.page.goto(`${demo.url}/desk/?of=places#/control/places`)
    await first.page.getByRole('button', { name: '提出场所处置' }).click()
    const dialog = first.page.getByRole('dialog')
    await dialog.getByLabel('场所（小区、楼栋、单元）').click()
    await dialog.getByLabel('场所（小区、楼栋、单元）').fill(compound.name)
    const wanted = first.page.locator('.ant-select-tree-title', { hasText: building.name }).first()
    await wanted.waitFor()
    await picture(first.page, 'place-pick')
    await wanted.click()
    await dialog.getByLabel('原因').click()
    await first.page.getByTitle(/病例所在场所/).click()
    await dialog.getByText(/监测指数 13 次/).waitFor()
    await dialog.getByText('结束条件：布雷图指数最近 2 次都低于 5').waitFor()
    await dialog.getByLabel('依据种类').click()
    await first.page.getByTitle('流调结论').click()
    await dialog.getByLabel('文号或编号').fill('流调-021')
    await dialog.getByLabel('出具单位').fill('区疾控中心')
    await picture(first.page, 'place-open')
    expect(await faults(first.page)).toEqual([])
    await dialog.getByRole('button', { name: '提出场所处置' }).click()
    await first.page.waitForURL(/#\/control\/[0-9a-f-]{36}$/)
    const caseId = first.page.url().slice(-36)
    await expect(ask(first, 'control.confirmOpening', { caseId })).rejects.toThrow('control.same_unit')

    // The second one finds it among what waits for a signature.
    await second.page.goto(`${demo.url}/desk/?of=sign#/control/${caseId}`)
    await second.page.getByRole('button', { name: '确认处置' }).click()
    await second.page.getByText('住户照常出入').last().waitFor()
    await picture(second.page, 'place-sign')
    await second.page.getByRole('button', { name: '确认处置' }).last().click()
    await second.page.getByRole('button', { name: '登记凭据' }).waitFor()
    await second.page.getByRole('button', { name: '确认处置' }).first().waitFor({ state: 'hidden' })
    expect(await faults(second.page)).toEqual([])
    await picture(second.page, 'place-desk-case')

    const grid = await onPhone('gridWorker')
    const mine = await ask<{ tasks: { kind: string }[] }>(grid, 'tasks.listMine', {})
    const worker = mine.tasks.some(({ kind }) => kind === 'placeWork') ? grid : first
    await worker.page.goto(`${demo.url}/work/?of=place#/place/${caseId}`)
    await worker.page.getByRole('heading', { name: '今天还要做 3 项' }).waitFor()
    await picture(worker.page, 'place-work')
    expect([await overflow(worker.page), await faults(worker.page)]).toEqual([0, []])
    await worker.page.getByRole('button', { name: '清积水 · 做完了' }).click()
    await worker.page.getByRole('heading', { name: '今天还要做 2 项' }).waitFor()
    const survey = worker.page.getByRole('form', { name: '布雷图指数' })
    await survey.getByLabel('有幼蚊或蛹的积水容器数').fill('9')
    await survey.getByLabel(/调查户数/).fill('60')
    await survey.getByText('指数 15').waitFor()
    await survey.getByText('不低于 5').waitFor()
    await picture(worker.page, 'place-work-survey')
    await survey.getByRole('button', { name: '记下这次调查' }).click()
    await worker.page.getByRole('heading', { name: '今天还要做 1 项' }).waitFor()
    await worker.page.getByRole('button', { name: '症状监测 · 做完了' }).click()
    await worker.page.getByRole('heading', { name: '今天都做了' }).waitFor()
    await expect.poll(async () => (await ask<Case>(first, 'control.getControl', { caseId })).worksDue).toBe(0)

    await resident.page.goto(`${demo.url}/?of=place#/`)
    await resident.page.getByText(/疫点处置.*因基孔肯雅热防控/).waitFor()
    expect([await overflow(resident.page), await faults(resident.page)]).toEqual([0, []])
    await picture(resident.page, 'place-own-line')

    for (const [after, counted] of [
      [22, 2],
      [24, 1],
    ] as const) {
      await wakeTown(new Date(noon(after)))
      const counting = await atDesk('communityAdmin')
      await ask(counting, 'control.recordSurvey', { id: id(), caseId, at: noon(after), index: 'breteau', counted, among: 60, photoIds: [] })
      await calm(counting)
    }
    await wakeTown(new Date(noon(25)))
    const last = await atDesk('communityAdmin')
    // The night that the town slept through is worked off once it is awake.
    await expect.poll(() => ask<Case>(last, 'control.getControl', { caseId }), { timeout: 60_000 }).toMatchObject({ lastDay: day(24), state: 'dueForRelease' })
    await last.page.goto(`${demo.url}/desk/?of=end#/control/${caseId}`)
    await last.page.getByRole('button', { name: '结束处置' }).click()
    const sure = last.page.locator('.ant-modal-confirm')
    await sure.getByText('确认结束处置？').waitFor()
    await sure.getByRole('button', { name: '结束处置' }).click()
    await sure.waitFor({ state: 'detached' })
    await expect.poll(async () => (await ask<Case>(last, 'control.getControl', { caseId })).state).toBe('released')
    await last.page.getByRole('button', { name: '打印结束通知' }).waitFor()
    await picture(last.page, 'place-ended')
    const [note] = await Promise.all([last.page.waitForEvent('download'), last.page.getByRole('button', { name: '打印结束通知' }).click()])
    const text = readFileSync(await note.path(), 'utf8')
    expect(text).toMatch(/场所处置结束通知[\s\S]*Notice that the measures at a place have ended/)
    const paper = await newPerson({ size: 'tablet' })
    await paper.page.setContent(text)
    expect(await faults(paper.page)).toEqual([])
    await picture(paper.page, 'place-note')
    for (const person of [first, second, district, resident, grid, last, paper]) await calm(person)
  },
  STORY_MS,
)

test(
  'every screen of a place under works in both languages and three widths: nothing sideways, nothing a screen reader stumbles over',
  async () => {
    const first = await atDesk('communityAdmin')
    const second = await atDesk('streetCommander')
    const resident = await atHome()
    const { building } = await buildingOf(first, resident)
    const now = (await ask<{ day: string }>(first, 'control.listControl', { about: 'place' })).day
    const wanted = { id: id(), areaId: building.id, trigger: 'placeOfCase', anchorDay: now, evidence }
    const { id: caseId } = await ask<Case>(first, 'control.openPlace', wanted)
    await ask(second, 'control.confirmOpening', { caseId })
    const at = `${now}T01:00:00+08:00`
    await ask(first, 'control.recordSurvey', { id: id(), caseId, at, index: 'breteau', counted: 9, among: 60, photoIds: [] })
    await ask(first, 'control.recordWork', { id: id(), caseId, at, work: 'sourceReduction', photoIds: [] })
    const { complaints, look } = lookAtAll()
    for (const lang of LANGS) {
      const admin = await atDesk('communityAdmin', { lang })
      await admin.page.goto(`${demo.url}/desk/?of=list#/control/places`)
      await admin.page.getByRole('button', { name: new RegExp(building.name) }).waitFor()
      await look(admin, `places-desk-list-${lang}`)
      await admin.page.getByRole('button', { name: lang === 'zh' ? '提出场所处置' : 'Propose works at a place' }).click()
      await admin.page.getByRole('dialog').getByRole('combobox').first().waitFor()
      await look(admin, `places-desk-open-${lang}`)
      await admin.page.goto(`${demo.url}/desk/?of=case#/control/${caseId}`)
      await admin.page.getByText(/9\/60/).first().waitFor()
      await look(admin, `places-desk-case-${lang}`)
      await admin.page.goto(`${demo.url}/work/?of=place#/place/${caseId}`)
      await admin.page.getByText('9 / 60').waitFor()
      await look(admin, `places-work-${lang}`)
      await admin.page.goto(`${demo.url}/work/?of=list#/control`)
      await admin.page.getByRole('link', { name: new RegExp(building.name) }).waitFor()
      await look(admin, `places-work-list-${lang}`)
      await calm(admin)
      const living = await atHome({ lang })
      await living.page.goto(`${demo.url}/?of=line#/`)
      await living.page.getByText(lang === 'zh' ? /因基孔肯雅热防控/ : /Because of Chikungunya/).waitFor()
      await look(living, `places-own-${lang}`)
      await calm(living)
    }
    expect(complaints).toEqual([])
    await Promise.all([calm(first), calm(second), calm(resident)])
  },
  STORY_MS,
)
