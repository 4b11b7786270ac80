import { gateEvents } from '@xiaomen/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas, putOverlay, setHomeCount } from '../areas/index.ts'
import { controlModule } from '../control/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { dailyModule, refreshAll } from './index.ts'

const DAY = '2022-07-05'
const at = (time: string, day = DAY) => new Date(`${day}T${time}:00+08:00`)

let town: Town
type Name = 'district' | 'street' | 'east' | 'west' | 'garden' | 'tower' | 'unit1' | 'unit2' | 'low' | 'hut' | 'yard' | 'terrace' | 'grid' | 'cut'
const ids = {} as Record<Name, string>
const paths = {} as Record<Exclude<Name, 'grid' | 'cut'>, string>
let stairHead: Caller
let gridWorker: Caller
let eastAdmin: Caller
let westAdmin: Caller
let westGrid: Caller
let commander: Caller

/** A street of two communities. East: a compound with a tower of two units, a low building and a hut of two homes, all one grid, and a cut-area over the compound. West: a yard with a terrace. */
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, controlModule, dailyModule] })
  town.clock.now = at('08:00')
  await town.system(async (ctx) => {
    const plan: [
      Exclude<Name, 'grid' | 'cut'>,
      string,
      'district' | 'street' | 'community' | 'compound' | 'building' | 'unit',
      Exclude<Name, 'grid' | 'cut'> | null,
    ][] = [
      ['district', '西溪区', 'district', null],
      ['street', '文新街道', 'street', 'district'],
      ['east', '东社区', 'community', 'street'],
      ['west', '西社区', 'community', 'street'],
      ['garden', '花园', 'compound', 'east'],
      ['tower', 'C座', 'building', 'garden'],
      ['unit1', '1单元', 'unit', 'tower'],
      ['unit2', '2单元', 'unit', 'tower'],
      ['low', '8号楼半边户', 'building', 'garden'],
      ['hut', '门房', 'building', 'garden'],
      ['yard', '12号院', 'compound', 'west'],
      ['terrace', '1幢', 'building', 'yard'],
    ]
    for (const [name] of plan) ids[name] = uuidv7()
    const areas = await insertAreas(
      ctx,
      plan.map(([name, label, level, parent]) => ({ id: ids[name], parentId: parent === null ? null : ids[parent], level, name: label })),
    )
    plan.forEach(([name], index) => (paths[name] = areas[index]!.path))
    await setHomeCount(
      ctx,
      new Map([
        [ids.unit1, 15],
        [ids.unit2, 15],
        [ids.low, 8],
        [ids.hut, 2],
        [ids.terrace, 12],
      ]),
    )
    ids.grid = (await putOverlay(ctx, { kind: 'grid', name: '第1网格', areaIds: [ids.tower, ids.low, ids.hut], from: '2022-01-01', until: null })).id
    ids.cut = (await putOverlay(ctx, { kind: 'cutArea', name: '甲片区', areaIds: [ids.garden, ids.west], from: '2022-01-01', until: null })).id
  })
  stairHead = town.as('stairHead', paths.unit1)
  gridWorker = town.as('gridWorker', paths.garden)
  eastAdmin = town.as('communityAdmin', paths.east)
  westAdmin = town.as('communityAdmin', paths.west)
  westGrid = town.as('gridWorker', paths.west)
  commander = town.as('streetCommander', paths.street)
})
afterAll(() => town.close())

/** Every story has a day of its own. */
let storyDay = 0
const newDay = async () => {
  storyDay += 1
  town.clock.now = new Date(at('08:00').getTime() + storyDay * 86_400_000)
  await refreshAll(town.app.services)
}
const status = async (who: Caller, name: Name) => (await who.call('daily.getStatus', { subjectId: ids[name] })).body
const confirm = async (who: Caller, ...names: Name[]) => {
  const reply = await who.call('daily.confirmReports', { subjectIds: names.map((name) => ids[name]) })
  await town.drain()
  return reply
}
const everybodyConfirms = async () => {
  await confirm(gridWorker, 'unit1', 'unit2', 'low', 'hut', 'grid')
  await confirm(westGrid, 'terrace')
  await confirm(eastAdmin, 'garden', 'east')
  await confirm(westAdmin, 'yard', 'west')
  await confirm(commander, 'cut', 'street')
}
const postingOf = async (name: Name) => (await status(commander, name)).subject.posting as string
const postingsOf = async (...names: Name[]) => Object.fromEntries(await Promise.all(names.map(async (name) => [name, await postingOf(name)] as const)))
const codeOf = async (name: Name) => (await status(commander, name)).subject.postingCode as string
/** Fevers nobody has looked at yet; each story clears up its own. */
const open = new Set<string>()
const fever = async (place: { areaPath: string; homeId?: string }) => {
  const passageId = uuidv7()
  open.add(passageId)
  await town.system((ctx) =>
    ctx.emit(gateEvents.feverFound, {
      communityId: ids.east,
      passageId,
      areaPath: place.areaPath,
      personId: null,
      homeId: place.homeId ?? null,
      at: ctx.now.toISOString(),
    }),
  )
  await town.drain()
  return passageId
}
const resolve = async (passageId: string, finding: 'noFever' | 'leftUnseen') => {
  await town.system((ctx) => ctx.emit(gateEvents.holdResolved, { communityId: ids.east, passageId, areaPath: paths.garden, finding }))
  await town.drain()
}
const page = async (path: string, lang = 'zh-CN') => {
  const { status: code, headers, raw } = await town.get(path, { 'accept-language': lang })
  return { status: code, headers, text: raw.toString('utf8'), bytes: raw.length }
}

test('in peace there is no daily report', async () => {
  expect((await commander.call('daily.getStatus', { subjectId: ids.street })).body.code).toBe('daily.not_in_force')
  expect((await commander.call('daily.getStatus', {})).body.code).toBe('daily.not_in_force')
  expect((await stairHead.call('daily.confirmReports', { subjectIds: [ids.unit1] })).body.code).toBe('daily.not_in_force')
})

describe('under an order', () => {
  beforeAll(async () => {
    await town.system((ctx) =>
      putInForce(ctx, {
        areaId: ids.street,
        posture: 'emergency',
        packId: 'covid-19',
        edition: '2022-06-28',
        legalBasis: '演示命令',
        purpose: '疫情防控',
        until: '2022-12-31',
        draftedBy: uuidv7(),
        approvedBy: uuidv7(),
      }),
    )
    await town.drain()
  })
  beforeEach(newDay)
  afterEach(async () => {
    for (const passageId of open) await resolve(passageId, 'noFever')
    open.clear()
  })

  test('DAILY-01 the day begins unknown: nothing happened, but no head has confirmed', async () => {
    const { subject, children, grids, blockers, roots } = await status(commander, 'street')
    expect(subject).toMatchObject({ state: 'unknown', homes: 52, posting: 'none', confirmedBy: null, mayConfirm: false })
    expect([...children, ...grids].map((child: { name: string; state: string }) => [child.name, child.state])).toEqual([
      ['东社区', 'unknown'],
      ['西社区', 'unknown'],
      ['甲片区', 'unknown'],
    ])
    expect(new Set(blockers.map((blocker: { check: string }) => blocker.check))).toEqual(new Set(['report_unconfirmed']))
    expect(blockers.map((blocker: { areaName: string }) => blocker.areaName)).toContain('东社区 花园 C座 1单元')
    expect(roots).toEqual([{ subjectId: ids.street, level: 'street', name: '文新街道' }])
  })

  test('DAILY-01 a head without a subject in mind begins at the own area', async () => {
    const { subject, children } = (await eastAdmin.call('daily.getStatus', {})).body
    expect([subject.name, children.map((child: { name: string }) => child.name)]).toEqual(['东社区', ['花园']])
    expect((await stairHead.call('daily.getStatus', {})).body.subject).toMatchObject({ name: '1单元', mayConfirm: true })
    expect((await town.as('district', paths.district).call('daily.getStatus', {})).body.subject.name).toBe('文新街道')
  })

  test('DAILY-01 grid, compound, and building or unit are confirmed by their own heads, and by nobody else', async () => {
    expect((await confirm(stairHead, 'unit1')).body).toEqual({ confirmed: [ids.unit1], refused: [] })
    expect((await confirm(eastAdmin, 'unit2')).body.refused).toEqual([{ subjectId: ids.unit2, check: 'other_head' }])
    expect((await confirm(gridWorker, 'garden')).body.refused).toEqual([{ subjectId: ids.garden, check: 'other_head' }])
    expect((await confirm(gridWorker, 'tower', 'low', 'hut', 'grid')).body.confirmed).toEqual([ids.tower, ids.low, ids.hut, ids.grid])
    expect((await confirm(eastAdmin, 'garden')).body.confirmed).toEqual([ids.garden])
    expect(await postingsOf('unit1', 'unit2', 'low', 'grid', 'garden', 'east')).toEqual({
      unit1: 'posted',
      unit2: 'posted',
      low: 'posted',
      grid: 'posted',
      garden: 'posted',
      east: 'none',
    })
    expect((await status(eastAdmin, 'unit1')).subject.confirmedAt).not.toBeNull()
  })

  test('DAILY-01 a report above is refused while one beneath is missing', async () => {
    await confirm(gridWorker, 'unit1', 'low', 'hut')
    expect((await confirm(eastAdmin, 'garden')).body.refused).toEqual([{ subjectId: ids.garden, check: 'child_not_free' }])
  })

  test('DAILY-01 a report is refused where a fever is still unresolved, with everything above it asked for at once', async () => {
    await fever({ areaPath: paths.low })
    const reply = await confirm(gridWorker, 'unit1', 'unit2', 'low', 'grid')
    expect(reply.body.confirmed).toEqual([ids.unit1, ids.unit2])
    expect(reply.body.refused).toEqual([
      { subjectId: ids.low, check: 'fever_unresolved' },
      { subjectId: ids.grid, check: 'child_not_free' },
    ])
  })

  test('a building of another head is not found', async () => {
    expect((await stairHead.call('daily.confirmReports', { subjectIds: [ids.unit2] })).status).toBe(404)
    expect((await westAdmin.call('daily.getStatus', { subjectId: ids.garden })).body).toEqual(
      (await westAdmin.call('daily.getStatus', { subjectId: uuidv7() })).body,
    )
    expect((await eastAdmin.call('daily.getStatus', { subjectId: ids.street })).status).toBe(404)
    expect((await town.as('guard', paths.east).call('daily.getStatus', {})).status).toBe(403)
  })

  test('DAILY-02 all five levels are posted once every head has confirmed', async () => {
    await everybodyConfirms()
    expect(await postingsOf('street', 'cut', 'east', 'west', 'garden', 'yard', 'low', 'unit1', 'unit2', 'terrace')).toEqual({
      street: 'posted',
      cut: 'posted',
      east: 'posted',
      west: 'posted',
      garden: 'posted',
      yard: 'posted',
      low: 'posted',
      unit1: 'posted',
      unit2: 'posted',
      terrace: 'posted',
    })
    const posted = (await commander.call('daily.listPostings', { areaId: ids.street })).body as { fullName: string; state: string }[]
    expect(posted.filter(({ state }) => state === 'posted')).toHaveLength(11)
    expect(posted.map(({ fullName }) => fullName)).toContain('西溪区 文新街道 东社区 花园 C座 1单元')
  })

  test('DAILY-02 fewer than five homes are not posted alone', async () => {
    await everybodyConfirms()
    expect(await postingsOf('hut', 'garden')).toEqual({ hut: 'tooSmall', garden: 'posted' })
    expect((await status(commander, 'hut')).subject).toMatchObject({ state: 'free', postingCode: null })
  })

  test('DAILY-02 a fever withdraws the chain upward, grid and cut-area with it, and leaves the neighbours posted', async () => {
    await everybodyConfirms()
    const code = await codeOf('unit1')
    expect((await page(`/verify/${code}`)).text).toContain('今日无疫')
    const passageId = await fever({ areaPath: paths.unit1 })
    expect(await postingsOf('unit1', 'grid', 'garden', 'east', 'cut', 'street')).toEqual({
      unit1: 'withdrawn',
      grid: 'withdrawn',
      garden: 'withdrawn',
      east: 'withdrawn',
      cut: 'withdrawn',
      street: 'withdrawn',
    })
    expect(await postingsOf('unit2', 'low', 'yard', 'terrace', 'west')).toEqual({
      unit2: 'posted',
      low: 'posted',
      yard: 'posted',
      terrace: 'posted',
      west: 'posted',
    })
    expect((await page(`/verify/${code}`)).text).toContain('公示已撤回')
    const { blockers } = await status(commander, 'street')
    expect(blockers[0]).toMatchObject({ check: 'fever_unresolved', areaId: ids.unit1, subjectId: passageId, areaName: '东社区 花园 C座 1单元' })
  })

  test("DAILY-02 a case among residents withdraws the chain of their home, yesterday's false posting too; closed as an error it stands in nobody's way", async () => {
    const home = (await eastAdmin.call('registry.addHome', { areaId: ids.unit2, door: '501', floor: 5, use: 'permanent' })).body
    const person = (
      await eastAdmin.call('registry.addResident', { homeId: home.id, name: '钱多多', care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })
    ).body
    await everybodyConfirms()
    const yesterday = await codeOf('east')
    const foundOn = (await status(commander, 'east')).day
    await newDay()
    await everybodyConfirms()
    const evidence = { kind: 'testResult', reference: '检-2022-0711', issuedBy: '区疾控中心' }
    const found = await town.as('communityAdmin', paths.east, { unit: '居委会' }).call('control.registerCase', { personId: person.id, foundOn, evidence })
    expect(found.status).toBe(200)
    await town.drain()
    expect(await postingsOf('unit2', 'grid', 'garden', 'east', 'cut', 'street')).toEqual({
      unit2: 'withdrawn',
      grid: 'withdrawn',
      garden: 'withdrawn',
      east: 'withdrawn',
      cut: 'withdrawn',
      street: 'withdrawn',
    })
    expect(await postingsOf('unit1', 'low', 'west', 'terrace')).toEqual({ unit1: 'posted', low: 'posted', west: 'posted', terrace: 'posted' })
    expect((await page(`/verify/${yesterday}`)).text).toContain('公示已撤回')

    const closed = await town
      .as('communityAdmin', paths.east, { unit: '街道' })
      .call('control.closeCase', { caseId: found.body.id, on: foundOn, ground: 'registeredInError', evidence })
    expect(closed.status).toBe(200)
    await town.drain()
    expect((await status(commander, 'unit2')).subject.state).toBe('unknown')
    expect((await confirm(gridWorker, 'unit2')).body.confirmed).toEqual([ids.unit2])
    expect(await postingOf('street')).toBe('posted')
  })

  test('DAILY-02 a resident sees the postings of the own home, nearest first', async () => {
    await everybodyConfirms()
    const home = (await eastAdmin.call('registry.addHome', { areaId: ids.unit1, door: '101', floor: 1, use: 'permanent' })).body
    const person = (
      await eastAdmin.call('registry.addResident', { homeId: home.id, name: '孙小妹', care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })
    ).body
    const resident = town.as('resident', home.path, { personId: person.id })
    expect((await resident.call('daily.myPostings')).body.map((posting: { level: string }) => posting.level)).toEqual([
      'unit',
      'compound',
      'community',
      'street',
    ])
    expect((await town.as('resident', home.path).call('daily.myPostings')).body).toEqual([])
  })

  test('DAILY-02 once the fever is explained and the head has confirmed anew, the chain is posted again under new codes', async () => {
    await everybodyConfirms()
    const before = await codeOf('garden')
    await resolve(await fever({ areaPath: paths.unit1 }), 'noFever')
    // The report was made before the fever: it does not come back by itself.
    expect(await postingsOf('unit1', 'street')).toEqual({ unit1: 'withdrawn', street: 'withdrawn' })
    await confirm(stairHead, 'unit1')
    expect(await postingsOf('unit1', 'grid', 'garden', 'east', 'street')).toEqual({
      unit1: 'posted',
      grid: 'posted',
      garden: 'posted',
      east: 'posted',
      street: 'posted',
    })
    const after = await codeOf('garden')
    expect(after).not.toBe(before)
    expect((await page(`/posting/${before}`)).text).toContain(`/posting/${after}`)
  })

  test('a fever that left unseen still stands the next day, and no more when the pack says so', async () => {
    await resolve(await fever({ areaPath: paths.low }), 'leftUnseen')
    await newDay()
    expect((await status(commander, 'low')).subject.state).toBe('notFree')
    await newDay()
    await newDay()
    expect((await status(commander, 'low')).subject.state).toBe('unknown')
  })

  test('a hold resolved before its fever is heard of leaves nothing standing', async () => {
    const passageId = uuidv7()
    await resolve(passageId, 'noFever')
    await town.system((ctx) =>
      ctx.emit(gateEvents.feverFound, { communityId: ids.east, passageId, areaPath: paths.low, personId: null, homeId: null, at: ctx.now.toISOString() }),
    )
    await town.drain()
    expect((await status(commander, 'low')).subject.state).toBe('unknown')
  })

  test('DAILY-02 a report taken back withdraws what stood on it', async () => {
    await everybodyConfirms()
    expect((await stairHead.call('daily.takeBackReport', { subjectId: ids.unit1, reason: '漏看一户' })).status).toBe(200)
    await town.drain()
    expect(await postingsOf('unit1', 'garden', 'street', 'unit2', 'west')).toEqual({
      unit1: 'withdrawn',
      garden: 'withdrawn',
      street: 'withdrawn',
      unit2: 'posted',
      west: 'posted',
    })
    expect((await stairHead.call('daily.takeBackReport', { subjectId: ids.unit1, reason: '再来一次' })).body.code).toBe('daily.not_confirmed')
  })

  test('DAILY-01 what the chains kept equals what a full count makes', async () => {
    await everybodyConfirms()
    await fever({ areaPath: paths.unit2 })
    const kept = await status(commander, 'street')
    await refreshAll(town.app.services)
    expect(await status(commander, 'street')).toEqual(kept)
  })

  test('DAILY-02 the public pages need no login, are cacheable, and escape what they show', async () => {
    await everybodyConfirms()
    const code = await codeOf('garden')
    const zh = await page(`/posting/${code}`)
    expect([zh.status, zh.headers['content-type'], zh.headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'public, max-age=20'])
    expect(zh.text).toContain('西溪区 文新街道 东社区 花园')
    expect(zh.text).not.toContain('<script')
    expect(String(zh.headers['content-security-policy'])).toContain("default-src 'none'")
    expect(zh.bytes).toBeLessThan(25_000)
    expect((await page(`/posting/${code}`, 'en')).text).toContain('Outbreak-free today')
    expect((await page(`/posting/${code}?lang=en`)).text).toContain('Outbreak-free today')
    expect((await town.get(`/posting/${code}`, { 'accept-language': 'zh-CN', 'if-none-match': String(zh.headers['etag']) })).status).toBe(304)
    const poster = await page(`/poster/${code}`)
    expect(poster.text).toContain('<svg')
    expect(poster.text).toContain('花园')
    expect((await page('/verify?code=%3Cb%3Ehello')).text).toContain('&lt;b&gt;hello')
    expect((await page('/verify')).text).toContain('<form method="get" action="/verify">')
    expect((await page(`/verify?code=${code.toLowerCase().replace(/(.{4})(.{4})/, '$1-$2 ')}`)).text).toContain('✓ 真实')
    expect((await page('/verify/BBBBBBBBBBBB')).text).toContain('本系统没有发布过这个公示')
    expect((await town.anonymous.call('daily.verifyPosting', { code })).body).toMatchObject({ level: 'compound', state: 'posted' })
    expect((await town.anonymous.call('daily.verifyPosting', { code: 'nonsense' })).body).toBeNull()
    await newDay()
    expect((await page(`/verify/${code}`)).text).toContain('往日公示')
  })
})
