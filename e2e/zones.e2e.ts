// 三区与临时静默: drawn by two offices, followed at the gate, lowered on evidence, lifted; and a standstill that ends by itself.
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, type Person, picture, signIn, wakeTown } from './browser.ts'
import { openGate, typeShort, verdict } from './gate-steps.ts'
import { atDesk, atHome, day, id } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 400_000
type Area = { id: string; level: string; name: string; path: string }
type Zone = { id: string; kind: string; zh: string; state: string; lacks: { kind: string }[]; waiting: { id: string } | null; steps: { kind: string }[] }
type Here = { zh: string; lacks: { kind: string }[] }

const sign = (who: Person, zone: Zone) => ask<Zone>(who, 'zones.signZone', { zoneId: zone.id, actId: zone.waiting!.id })
const zonesAt = (who: Person) => ask<Zone[]>(who, 'zones.listZones', {})
const placeOf = async (who: Person) => {
  const { areas } = await ask<{ areas: Area[] }>(who, 'areas.listTree', {})
  const compound = areas.find(({ name }) => name === loginOf('guard').area)!
  return { compound, community: areas.find((area) => area.level === 'community' && compound.path.startsWith(area.path))! }
}

test(
  'CTRL-10 a compound is sealed by two offices: the gate keeps its people in and lets dialysis pass, buildings are disinfected, it is lowered on evidence and lifted',
  async () => {
    const first = await atDesk('communityAdmin')
    const { compound } = await placeOf(first)
    await first.page.goto(`${demo.url}/desk/?of=draw#/zones`)
    await first.page.getByRole('button', { name: '划定区域' }).click()
    const dialog = first.page.getByRole('dialog')
    await dialog.getByRole('radio', { name: '封控区' }).check()
    await dialog.getByRole('combobox').click()
    await dialog.getByRole('combobox').fill(compound.name)
    await first.page.locator('.ant-select-tree-title', { hasText: compound.name }).first().click()
    await first.page.keyboard.press('Escape')
    await dialog.getByLabel('事由').fill('3号楼确诊一例')
    await dialog.getByLabel('依据').fill('防控指挥部第12号令')
    await picture(first.page, 'zones-draw-zh-desk')
    await dialog.getByRole('button', { name: '提交签署' }).click()
    await first.page
      .getByRole('article', { name: /封控区/ })
      .getByText('须另一单位的人签署')
      .waitFor()

    const second = await atDesk('streetCommander')
    await second.page.goto(`${demo.url}/desk/?of=sign#/zones`)
    await second.page
      .getByRole('article', { name: /封控区/ })
      .getByRole('button', { name: '签署' })
      .click()
    // Above twenty people somebody of one more office.
    await second.page.getByText('已签 1 / 2').waitFor()
    await second.page.getByText(/须再有一个单位的人签署/).waitFor()
    await picture(second.page, 'zones-signed-once-zh-desk')
    const third = await atDesk('district')
    await third.page.goto(`${demo.url}/desk/?of=sign#/zones`)
    await third.page
      .getByRole('article', { name: /封控区/ })
      .getByRole('button', { name: '签署' })
      .click()
    await third.page.getByText('已 0 天无新增').waitFor()
    await third.page.getByText(/\d+ 户 · \d+ 人/).waitFor()
    await picture(third.page, 'zones-signed-zh-desk')

    const resident = await atHome()
    const { people } = await ask<{ people: { shortCode: string }[] }>(resident, 'gate.listMyCodes', {})
    await resident.page.goto(`${demo.url}/?of=zone#/control`)
    await resident.page
      .getByRole('article', { name: '封控区' })
      .getByText(/还差 7 天无新增/)
      .waitFor()
    await picture(resident.page, 'zones-own-zh-phone')
    expect(await faults(resident.page)).toEqual([])

    // On the page of the code: what it means and until when.
    await resident.page.goto(`${demo.url}/?of=code#/`)
    await resident.page.getByRole('link', { name: /封控区 · 不出户/ }).waitFor()
    await picture(resident.page, 'zones-code-zh-phone')
    expect(await faults(resident.page)).toEqual([])

    const guard = await newPerson({ size: 'phone' })
    const gateId = await openGate(guard)
    const line = guard.page.locator('.zones-here > summary')
    await line.waitFor()
    expect(await line.innerText()).toContain('封控区 · 不出户')
    await picture(guard.page, 'zones-gate-line-zh-phone')
    // Scanning stays in sight.
    const camera = await guard.page.locator('.open-camera, video').first().boundingBox()
    expect(camera!.y + 48).toBeLessThan(780)
    await line.click()
    await guard.page.getByRole('article', { name: '封控区' }).getByText('透析、分娩、急症随时放行').waitFor()
    await picture(guard.page, 'zones-gate-zh-phone')
    await guard.page.getByRole('button', { name: /出/ }).first().click()
    await typeShort(guard, people[0]!.shortCode)
    expect(await verdict(guard, '36.5')).toContain('封控或静默中，不能外出')
    const out = { gateId, direction: 'out', means: { kind: 'short', value: people[0]!.shortCode } }
    expect(await ask(guard, 'gate.lookUp', { ...out, medical: true })).toMatchObject({ verdict: { outcome: 'enter' } })

    const grid = await newPerson({ size: 'phone' })
    await signIn(grid, '/work/', loginOf('gridWorker'))
    await grid.page.goto(`${demo.url}/work/?of=today#/today`)
    await grid.page.getByText('楼栋消毒').first().waitFor()
    await picture(grid.page, 'zones-today-zh-phone')
    await Promise.all([first, second, third, resident, guard, grid].map(calm))

    for (const [after, next] of [
      [8, 'controlled'],
      [16, 'precaution'],
      [20, null],
    ] as const) {
      await wakeTown(new Date(`${day(after)}T10:00:00+08:00`))
      const [one, other] = [await atDesk('communityAdmin'), await atDesk('streetCommander')]
      const zone = (await zonesAt(one))[0]!
      if (zone.lacks.length > 0) {
        expect(zone.lacks).toMatchObject([{ kind: 'allTested' }])
        await ask(one, 'zones.stateEvidence', { id: id(), zoneId: zone.id, kind: 'allTested', on: day(after), value: null, reference: '检-全员-1' })
      }
      const lowered = await sign(other, await ask<Zone>(one, 'zones.lowerZone', { zoneId: zone.id, reason: '条件已齐' }))
      expect([lowered.kind, lowered.state]).toEqual(next === null ? ['precaution', 'ended'] : [next, 'inForce'])
      await Promise.all([calm(one), calm(other)])
    }
    const free = await atHome()
    expect(await ask<Here[]>(free, 'zones.listOwn', {})).toEqual([])
    await calm(free)
  },
  STORY_MS,
)

test(
  'CTRL-10 临时静默 is signed by two, told to everybody at home, and over by itself at its hour; the screens fit phone, tablet and desk in both languages',
  async () => {
    await wakeTown(new Date(`${day(20)}T12:00:00+08:00`))
    const [first, second] = [await atDesk('communityAdmin'), await atDesk('streetCommander')]
    const { compound, community } = await placeOf(first)
    const hours = { from: `${day(20)}T12:00:00+08:00`, until: `${day(20)}T14:00:00+08:00` }
    const words = { ground: '全员检测期间', legalBasis: '防控指挥部第13号令' }
    const asked = await ask<Zone>(first, 'zones.drawStandstill', { id: id(), areaId: community.id, areaIds: [compound.id], ...hours, ...words })
    const once = await sign(second, asked)
    expect([once.state, (await sign(await atDesk('district'), once)).state]).toEqual(['drafted', 'inForce'])
    const resident = await atHome()
    expect((await ask<Here[]>(resident, 'zones.listOwn', {})).map(({ zh }) => zh)).toEqual(['临时静默'])

    const complaints: string[] = []
    for (const lang of ['zh', 'en'] as const)
      for (const size of ['phone', 'tablet', 'desk'] as const) {
        const admin = await atDesk('communityAdmin', { lang, size })
        await admin.page.goto(`${demo.url}/desk/?of=look#/zones`)
        await admin.page.getByRole('article').first().waitFor()
        const look = async (name: string) => {
          await admin.page.waitForLoadState('networkidle')
          const wide = await overflow(admin.page)
          await picture(admin.page, `${name}-${lang}-${size}`)
          if (wide > 0) complaints.push(`${name} ${lang} ${size}: ${wide} px too wide`)
          complaints.push(...(await faults(admin.page)).map((fault) => `${name} ${lang} ${size}: ${fault}`))
        }
        await look('zones-desk')
        await admin.page.getByRole('button', { name: lang === 'zh' ? '临时静默' : 'Standstill' }).click()
        await admin.page.getByRole('dialog').waitFor()
        await look('zones-standstill')
        await calm(admin)
      }
    expect(complaints).toEqual([])
    await Promise.all([calm(first), calm(second), calm(resident)])

    await wakeTown(new Date(`${day(20)}T14:00:30+08:00`))
    const [later, home] = [await atDesk('communityAdmin'), await atHome()]
    expect(await ask<Here[]>(home, 'zones.listOwn', {})).toEqual([])
    await Promise.all([calm(later), calm(home)])
  },
  STORY_MS,
)
