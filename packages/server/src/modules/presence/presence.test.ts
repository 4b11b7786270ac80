import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { openSheet } from '../../platform/workbook/read-workbook.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule } from '../areas/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { destroyPresence, openedTrace, presenceModule } from './index.ts'
import { screenKey, stepNow } from './secret.ts'
import { writeTrails } from './trails.test.fixture.ts'

const MODULES = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, statusModule, gateModule]
const NOON = new Date('2022-07-10T12:00:00+08:00')
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
type Name = 'an' | 'bo' | 'chen'
let town: Town, quarter: Quarter
let office: Caller, tracer: Caller, head: Caller, street: Caller, merchant: Caller, guard: Caller, elsewhere: Caller
let people: Record<Name, string>, residents: Record<Name, Caller>, homeId: string
let shop: { id: string; posterPath: string; screenPath: string }, code: string

const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
const refused = async (caller: Caller, name: string, input: object = {}) => (await caller.call(name, input)).body.code ?? 'done'
const ago = (minutes: number) => new Date(NOON.getTime() - minutes * MINUTE_MS)
/** What the place's screen shows at this moment. */
const step = () => stepNow(town.app.services.crypto, { id: shop.id, code, screen_no: 1 }, town.clock.now)
const passOf = async (who: Name) => (await ok(residents[who], 'presence.getPass')).pass
const coming = async (who: Name, over: object = {}) => ({ id: uuidv7(), code, step: step(), pass: await passOf(who), ...over })
const own = async (who: Name) => (await ok(residents[who], 'presence.listOwn')).rows
const pageOf = async (path: string) => (await town.get(path)).raw.toString('utf8')
const tokenIn = (markup: string) => /name="token"\s+value="([^"]+)"/.exec(markup)?.[1] ?? ''
let sender = 0
const post = (path: string, fields: Record<string, string>) =>
  town.app.http.inject({
    method: 'POST',
    url: path,
    remoteAddress: `10.8.0.${(sender += 1)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })
const asking = (over: object = {}) => ({
  id: uuidv7(),
  areaId: quarter.community.id,
  personId: people.an,
  from: ago(24 * 60).toISOString(),
  to: town.clock.now.toISOString(),
  ring: 1,
  ground: 'case',
  refId: null,
  reason: '确诊病例轨迹核查',
  ...over,
})

beforeAll(async () => {
  town = await openTown({ modules: [...MODULES, presenceModule] })
  town.clock.now = NOON
  quarter = await buildQuarter(town, null)
  await town.system((ctx) =>
    putInForce(ctx, {
      areaId: quarter.street.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: 'test',
      purpose: 'test',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
  await town.drain()
  office = town.as('communityAdmin', quarter.community.path, { unit: '居委会' })
  elsewhere = town.as('communityAdmin', quarter.nextCommunity.path, { unit: '别处' })
  tracer = town.as('tracer', quarter.street.path, { unit: '专班' })
  head = town.as('tracingHead', quarter.street.path, { unit: '专班' })
  street = town.as('streetCommander', quarter.street.path, { unit: '街道' })
  merchant = town.as('merchant', quarter.compound.path, { unit: '商铺' })
  guard = town.as('guard', quarter.community.path, { unit: '物业' })
  homeId = (await ok(office, 'registry.addHome', { areaId: quarter.unit.id, door: '501', floor: 5, use: 'permanent' })).id
  const settle = async (name: string) =>
    (await ok(office, 'registry.addResident', { homeId, name, care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })).id
  people = { an: await settle('安一禾'), bo: await settle('白二禾'), chen: await settle('陈三禾') }
  const home = (personId: string) => town.as('resident', `${quarter.unit.path}h1/`, { personId, unit: '' })
  residents = { an: home(people.an), bo: home(people.bo), chen: home(people.chen) }
  await town.drain()
  shop = await ok(merchant, 'presence.addSpot', { id: uuidv7(), areaId: quarter.compound.id, name: '南苑便利店', kind: 'shop', position: null })
  code = shop.posterPath.split('/')[2]!
}, 60_000)
afterAll(() => town.close())

test('PLACE-09 a spot is made once, printed, and looked after by its own people only', async () => {
  const spot = { id: uuidv7(), areaId: quarter.compound.id, name: '南苑药店', kind: 'pharmacy', position: { latitude: 30.27, longitude: 120.15 } }
  const made = await ok(office, 'presence.addSpot', spot)
  expect(await ok(office, 'presence.addSpot', spot)).toMatchObject({ id: made.id, posterPath: made.posterPath })
  expect(await refused(office, 'presence.addSpot', { ...spot, id: uuidv7() })).toBe('presence.spot_known')
  expect(await refused(office, 'presence.addSpot', { ...spot, name: '另一家' })).toBe('presence.spot_known')
  expect(await refused(elsewhere, 'presence.addSpot', { ...spot, id: uuidv7(), name: '外人' })).toBe('request.not_found')
  expect(await refused(guard, 'presence.listSpots', { areaId: quarter.compound.id })).toBe('access.denied')
  expect((await ok(merchant, 'presence.listSpots', { areaId: quarter.compound.id })).map(({ name }: { name: string }) => name)).toEqual([
    '南苑便利店',
    '南苑药店',
  ])
  const poster = await pageOf(shop.posterPath)
  expect(poster).toContain('南苑便利店')
  expect(poster).toContain('<svg')
  expect(await pageOf('/s/ZZZZZZZZZZZZ/poster')).toContain('这个码用不了')
  const screen = await pageOf(shop.screenPath)
  expect(screen).toContain('http-equiv="refresh"')
  expect(await pageOf(`${shop.screenPath.slice(0, -3)}abc`)).toContain('这个码用不了')
  await ok(office, 'presence.closeSpot', { spotId: made.id })
  expect(await pageOf(made.posterPath)).toContain('这个码用不了')
})

test('PLACE-09 a scan of the screen is a check-in; the same once more is the same, an old code is none', async () => {
  expect(await ok(town.anonymous, 'presence.getSpot', { code })).toMatchObject({ name: '南苑便利店', areaName: '南苑' })
  expect(await refused(town.anonymous, 'presence.getSpot', { code: 'ZZZZZZZZZZZZ' })).toBe('request.not_found')
  const mine = await coming('an')
  expect(await ok(town.anonymous, 'presence.checkIn', mine)).toMatchObject({ proof: 'rotating', isAssumed: true, pairing: null, deleteOn: '2022-07-24' })
  expect(await ok(town.anonymous, 'presence.checkIn', mine)).toMatchObject({ id: mine.id, proof: 'rotating' })
  expect(await refused(town.anonymous, 'presence.checkIn', { ...mine, pass: await passOf('bo') })).toBe('presence.other_bytes')
  const old = step()
  town.clock.now = new Date(NOON.getTime() + 5 * MINUTE_MS)
  expect(await refused(town.anonymous, 'presence.checkIn', await coming('bo', { step: old }))).toBe('presence.code_over')
  expect(await refused(town.anonymous, 'presence.checkIn', await coming('bo', { step: `${old.split('.')[0]}.AAAAAAAAAAAAAAAAAAAAAA` }))).toBe(
    'presence.code_over',
  )
  expect(await refused(town.anonymous, 'presence.checkIn', await coming('bo', { pass: `${await passOf('bo')}AA` }))).toBe('presence.pass_over')
  expect(await refused(town.anonymous, 'presence.checkIn', await coming('bo', { code: 'ZZZZZZZZZZZZ' }))).toBe('request.not_found')
  // What was taken in before the code was over is the same check-in still.
  expect(await ok(town.anonymous, 'presence.checkIn', { ...mine, pass: await passOf('an') })).toMatchObject({ id: mine.id })
  const later = await passOf('an')
  town.clock.now = new Date(NOON.getTime() + 16 * MINUTE_MS)
  expect(await refused(town.anonymous, 'presence.checkIn', await coming('an', { pass: later }))).toBe('presence.pass_over')
  expect(await refused(residents.an, 'presence.checkIn', await coming('an'))).toBe('presence.with_session')
  expect(await own('an')).toMatchObject([{ id: mine.id, spot: '南苑便利店', mayLeave: true, deleteOn: '2022-07-24' }])
  expect(await own('bo')).toEqual([])
  expect(await refused(town.anonymous, 'presence.checkOut', { checkInId: mine.id, pass: await passOf('bo') })).toBe('request.not_found')
  expect(await ok(town.anonymous, 'presence.checkOut', { checkInId: mine.id, pass: await passOf('an') })).toMatchObject({
    isAssumed: false,
    until: '2022-07-10T04:16:00.000Z',
  })
  expect(await refused(town.anonymous, 'presence.checkOut', { checkInId: mine.id, pass: await passOf('an') })).toBe('presence.left_already')
})

test('PLACE-09 the paper alone is a claim, until somebody of the place has seen whoever it is', async () => {
  const claim = await ok(town.anonymous, 'presence.checkIn', await coming('bo', { step: null }))
  expect(claim).toMatchObject({ proof: 'claimed' })
  expect(claim.pairing).toMatch(/^\d{3}$/)
  expect(await ok(guard, 'presence.listWaiting', { spotId: shop.id })).toEqual([{ id: claim.id, at: claim.at, pairing: claim.pairing }])
  expect(await refused(elsewhere, 'presence.confirm', { checkInId: claim.id })).toBe('request.not_found')
  expect(await refused(tracer, 'presence.confirm', { checkInId: claim.id })).toBe('access.denied')
  await ok(merchant, 'presence.confirm', { checkInId: claim.id })
  await ok(merchant, 'presence.confirm', { checkInId: claim.id })
  expect(await own('bo')).toMatchObject([{ proof: 'confirmed', pairing: null }])
  expect(await ok(guard, 'presence.listWaiting', { spotId: shop.id })).toEqual([])
  const forwarded = await ok(town.anonymous, 'presence.checkIn', await coming('chen', { step: null }))
  const before = town.clock.now
  town.clock.now = new Date(before.getTime() + 40 * MINUTE_MS)
  expect(await refused(merchant, 'presence.confirm', { checkInId: forwarded.id })).toBe('presence.not_waiting')
  town.clock.now = before
})

test('PLACE-09 somebody of the place reads the visitor’s own code, which they could not look up', async () => {
  const { people: codes } = await ok(residents.chen, 'gate.listMyCodes')
  const mine = codes.find(({ personId }: { personId: string | null }) => personId === people.chen)
  const scan = { id: uuidv7(), spotId: shop.id, code: mine.strips[0].code }
  expect(await ok(merchant, 'presence.scanVisitor', scan)).toEqual({ isNew: true })
  expect(await ok(merchant, 'presence.scanVisitor', scan)).toEqual({ isNew: false })
  expect(await ok(guard, 'presence.scanVisitor', { ...scan, id: uuidv7(), code: mine.shortCode })).toEqual({ isNew: true })
  expect(await refused(merchant, 'presence.scanVisitor', { ...scan, id: uuidv7(), code: '000 000 000' })).toBe('presence.code_unreadable')
  expect(await refused(elsewhere, 'presence.scanVisitor', { ...scan, id: uuidv7() })).toBe('request.not_found')
  expect((await own('chen')).map(({ proof }: { proof: string }) => proof)).toEqual(['confirmed', 'confirmed', 'claimed'])
})

test('PLACE-09 without an account or a script two fields do; the place’s own screen confirms', async () => {
  const form = await pageOf(`/s/${code}`)
  expect(form).toContain('您扫的是纸质码')
  const fields = { name: '来访小', phone: '109 0000 0001', token: tokenIn(form), k: '' }
  expect((await post(`/s/${code}`, { ...fields, name: '', phone: '1' })).body).toContain('手机号：只写数字')
  expect((await post(`/s/${code}`, { ...fields, token: 'x.y.z' })).statusCode).toBe(400)
  const sent = await post(`/s/${code}`, fields)
  expect(sent.statusCode).toBe(303)
  const link = String(sent.headers.location).split('?')[0]!
  // Sent twice it is one.
  expect(String((await post(`/s/${code}`, fields)).headers.location).split('?')[0]).toBe(link)
  const shown = await pageOf(link)
  const pairing = /class="number">(\d{3})</.exec(shown)![1]!
  const screen = await pageOf(shop.screenPath)
  expect(screen).toContain(`${pairing} · `)
  const id = /name="id" value="([^"]+)" \/>\s*<button>(\d{3})/g
  const mine = [...screen.matchAll(id)].find((one) => one[2] === pairing)![1]!
  expect((await post(`/s/${code}/screen/AAAAAAAAAAAAAAAAAAAAAA`, { id: mine })).statusCode).toBe(404)
  expect((await post(shop.screenPath, { id: mine })).statusCode).toBe(303)
  expect(await pageOf(link)).toContain('现场已确认')
  expect((await post(link, {})).statusCode).toBe(303)
  expect(await pageOf(link)).toContain('离开')
  expect(await pageOf(`${link.slice(0, -3)}abc`)).toContain('没有这条登记')
  // Opened by the screen's code it needs nobody; a code of long ago is told so.
  const fresh = await pageOf(`/s/${code}?k=${step()}`)
  expect(fresh).not.toContain('您扫的是纸质码')
  const old = step()
  town.clock.now = new Date(town.clock.now.getTime() + 11 * MINUTE_MS)
  expect((await post(`/s/${code}`, { ...fields, token: tokenIn(fresh), k: old })).body).toContain('这个码已经换了')
})

test('TRACE-05 whoever reads the tables without the keys cannot tell who was where, nor whose telephone asked', async () => {
  const accounts = Object.values(residents).map(({ accountId }) => accountId)
  const text = async (statement: string) => JSON.stringify(await town.db.queryAsOwner(statement))
  await town.db.execAsOwner("select set_config('app.scope', '/', false)")
  const rows = await text('select c::text as row from presence.check_in c')
  expect((await town.db.queryAsOwner<{ n: number }>('select count(*)::int as n from presence.check_in'))[0]!.n).toBe(6)
  const audits = await text(
    "select a::text as row from platform.audit a where operation in ('presence.checkIn', 'presence.checkOut', 'presence.confirm', 'presence.confirmOnScreen')",
  )
  expect(audits).toContain('presence.checkIn')
  for (const secret of [...Object.values(people), ...accounts, '安一禾', '白二禾', '来访小', '10900000001']) {
    for (const form of [secret, secret.replaceAll('-', ''), Buffer.from(secret).toString('hex')]) {
      expect(rows).not.toContain(form)
      expect(audits).not.toContain(form)
    }
  }
  // The same person has another mark tomorrow.
  const at = town.clock.now
  town.clock.now = new Date(at.getTime() + DAY_MS)
  await ok(town.anonymous, 'presence.checkIn', await coming('an'))
  const tags = await town.db.queryAsOwner<{ n: number }>('select count(distinct tag)::int as n from presence.check_in')
  expect(tags[0]!.n).toBe(5)
  await town.db.execAsOwner(`delete from presence.check_in where at > '${at.toISOString()}'`)
  town.clock.now = at
})

test('TRACE-05 a window that is reversed, ahead, too long or too old is refused; so is somebody nobody knows', async () => {
  const now = town.clock.now.getTime()
  const at = (ms: number) => new Date(now + ms).toISOString()
  const refusedAs = (from: number, to: number) => refused(tracer, 'presence.askTrace', asking({ from: at(from), to: at(to) }))
  expect(await refusedAs(-MINUTE_MS, -2 * MINUTE_MS)).toBe('presence.window_reversed')
  expect(await refusedAs(-MINUTE_MS, MINUTE_MS)).toBe('presence.window_future')
  expect(await refusedAs(-14 * DAY_MS - 1, 0)).toBe('presence.window_too_long')
  expect(await refusedAs(-16 * DAY_MS, -10 * DAY_MS)).toBe('presence.window_too_old')
  expect(await refused(tracer, 'presence.askTrace', asking({ personId: uuidv7() }))).toBe('request.not_found')
  expect(await refused(elsewhere, 'presence.askTrace', asking())).toBe('request.not_found')
  expect(await refused(elsewhere, 'presence.askTrace', asking({ areaId: quarter.nextCommunity.id }))).toBe('request.not_found')
  expect(await refused(guard, 'presence.askTrace', asking())).toBe('access.denied')
  expect(await ok(tracer, 'presence.findPeople', { areaId: quarter.community.id, name: '安一禾' })).toMatchObject({
    isTooMany: false,
    people: [{ personId: people.an, name: '安一禾' }],
  })
})

test('TRACE-05 counts at once, names when somebody of another unit has signed, and only for hours; a forwarded code is no presence', async () => {
  const asked = asking()
  // Bo and the visitor were in the shop with An, who left after sixteen minutes; they came as she left: too short. Together since noon: nobody yet.
  expect((await ok(tracer, 'presence.askTrace', asked)).counts).toMatchObject({ people: 0, claims: 0, elsewhere: 0, second: null })
  await ok(tracer, 'presence.withdrawTrace', { traceId: asked.id })
  expect((await ok(tracer, 'presence.getTrace', { traceId: asked.id })).state).toBe('withdrawn')

  const place = { id: shop.id, communityId: quarter.community.id, path: quarter.compound.path }
  const gateRow = await ok(office, 'gate.addGate', { areaId: quarter.compound.id, name: '南门' })
  const gate = { id: gateRow.id, communityId: quarter.community.id, path: quarter.compound.path }
  const [an, bo, chen] = [people.an, people.bo, people.chen]
  const seen = { spot: place, leftAt: null, identity: 'account' as const }
  await writeTrails(
    town,
    [
      { personId: an, gate, at: ago(600).getTime(), direction: 'in', identity: 'code' },
      { personId: bo, gate, at: ago(599).getTime(), direction: 'in', identity: 'code' },
      { personId: null, gate, at: ago(601).getTime(), direction: 'in', identity: 'named' },
    ],
    [
      { ...seen, personId: an, at: ago(500).getTime(), proof: 'rotating' },
      { ...seen, personId: bo, at: ago(490).getTime(), proof: 'confirmed' },
      // The poster's photograph, sent on: at the same time, and counted as nobody.
      { ...seen, personId: chen, at: ago(490).getTime(), proof: 'claimed' },
    ],
  )
  const trace = asking()
  const { counts } = await ok(tracer, 'presence.askTrace', trace)
  expect(counts).toEqual({ people: 1, second: null, places: 2, claims: 1, unnamed: 1, elsewhere: 0 })
  expect((await ok(tracer, 'presence.askTrace', trace)).counts).toEqual(counts)
  expect(await refused(tracer, 'presence.askTrace', { ...trace, reason: '别的' })).toBe('presence.other_bytes')
  const before = await ok(head, 'presence.getTrace', { traceId: trace.id })
  expect(before).toMatchObject({ state: 'asked', found: null, meetings: [], reason: '确诊病例轨迹核查', export: 'no' })
  expect(before.waiting).toMatchObject({ needed: 1, maySign: false })
  expect(await town.system((ctx) => openedTrace(ctx, trace.id))).toBeNull()

  expect(await refused(head, 'presence.signTrace', { traceId: trace.id })).toBe('presence.same_unit')
  expect(await refused(tracer, 'presence.signTrace', { traceId: trace.id })).toBe('access.denied')
  expect(await refused(elsewhere, 'presence.signTrace', { traceId: trace.id })).toBe('request.not_found')
  expect((await ok(office, 'presence.listTraces', { areaId: quarter.community.id }))[0]).toMatchObject({ id: trace.id, maySign: true, name: '安一禾' })
  expect(await ok(office, 'presence.signTrace', { traceId: trace.id })).toEqual({ isOpen: true })
  expect(await refused(street, 'presence.signTrace', { traceId: trace.id })).toBe('presence.not_open')

  const open = await ok(tracer, 'presence.getTrace', { traceId: trace.id })
  expect(open).toMatchObject({ state: 'open', export: 'may', counts })
  expect(open.found).toMatchObject([{ personId: bo, name: '白二禾', door: '3-2-501', ring: 1, certainty: 'high', doubts: [], times: 2 }])
  expect(open.meetings).toMatchObject([
    { place: { name: '南门', kind: 'gate' }, minutes: 1, certainty: 'high' },
    { place: { name: '南苑便利店', kind: 'spot' }, minutes: 35, certainty: 'medium', doubts: ['rotating', 'assumedStay'] },
  ])
  const lines = await town.system((ctx) => openedTrace(ctx, trace.id))
  expect(lines).toMatchObject([
    { personId: bo, place: { kind: 'gate' }, certainty: 'high', why: [] },
    { personId: bo, place: { kind: 'spot' }, certainty: 'medium' },
  ])
  // A street's commander signs, and is shown masks.
  expect((await ok(street, 'presence.getTrace', { traceId: trace.id })).found[0]).toMatchObject({ name: '白*禾', door: '3-*' })
  expect((await elsewhere.call('presence.getTrace', { traceId: trace.id })).status).toBe(404)
  const file = await tracer.call('presence.exportTrace', { traceId: trace.id })
  const sheet = []
  for await (const { cells } of (await openSheet(file.raw)).rows()) sheet.push(cells)
  expect(sheet[1]!.slice(0, 3)).toEqual(['1', '白二禾', '3-2-501'])

  const at = town.clock.now
  town.clock.now = new Date(at.getTime() + DAY_MS)
  expect(await ok(tracer, 'presence.getTrace', { traceId: trace.id })).toMatchObject({ state: 'closed', found: null, meetings: [], export: 'no' })
  expect(await refused(tracer, 'presence.exportTrace', { traceId: trace.id })).toBe('presence.not_open')
  expect(await town.system((ctx) => openedTrace(ctx, trace.id))).toBeNull()
  town.clock.now = at
})

test('TRACE-05 an unsigned query lapses; more than 49 people leave the house only when a third unit has signed', async () => {
  const lapsing = asking()
  await ok(tracer, 'presence.askTrace', lapsing)
  const at = town.clock.now
  town.clock.now = new Date(at.getTime() + 3 * DAY_MS)
  expect((await ok(tracer, 'presence.getTrace', { traceId: lapsing.id })).state).toBe('lapsed')
  expect(await refused(office, 'presence.signTrace', { traceId: lapsing.id })).toBe('presence.not_open')
  town.clock.now = at

  const crowd = Array.from({ length: 50 }, () => uuidv7())
  const spot = { id: shop.id, communityId: quarter.community.id, path: quarter.compound.path }
  await writeTrails(
    town,
    [],
    crowd.map((personId) => ({ personId, spot, at: ago(495).getTime(), leftAt: null, identity: 'account' as const, proof: 'rotating' as const })),
  )
  const trace = asking({ ring: 2 })
  expect((await ok(tracer, 'presence.askTrace', trace)).counts).toMatchObject({ people: 51, second: 1 })
  await ok(office, 'presence.signTrace', { traceId: trace.id })
  expect(await ok(tracer, 'presence.getTrace', { traceId: trace.id })).toMatchObject({ export: 'needsThird' })
  expect(await refused(tracer, 'presence.exportTrace', { traceId: trace.id })).toBe('presence.needs_third')
  await ok(tracer, 'presence.askExport', { traceId: trace.id })
  expect(await ok(tracer, 'presence.getTrace', { traceId: trace.id })).toMatchObject({ export: 'asked', waitingExport: { needed: 2 } })
  expect(await refused(head, 'presence.signExport', { traceId: trace.id })).toBe('presence.same_unit')
  expect(await ok(office, 'presence.signExport', { traceId: trace.id })).toEqual({ isDone: false })
  expect(await refused(tracer, 'presence.exportTrace', { traceId: trace.id })).toBe('presence.needs_third')
  expect(await ok(street, 'presence.signExport', { traceId: trace.id })).toEqual({ isDone: true })
  expect((await tracer.call('presence.exportTrace', { traceId: trace.id })).status).toBe(200)
})

test('TRACE-05 whoever traces a crowd in a day needs one more to sign', async () => {
  for (let nth = 0; nth < 20; nth += 1) await ok(tracer, 'presence.askTrace', asking({ reason: `第${nth}个` }))
  const one = asking({ reason: '再一个' })
  await ok(tracer, 'presence.askTrace', one)
  expect((await ok(tracer, 'presence.getTrace', { traceId: one.id })).waiting).toMatchObject({ needed: 2 })
  expect(await ok(office, 'presence.signTrace', { traceId: one.id })).toEqual({ isOpen: false })
  expect(await ok(street, 'presence.signTrace', { traceId: one.id })).toEqual({ isOpen: true })
})

test('PLACE-09 the night destroys what is past its days, and says how much', async () => {
  const keys = town.app.services.crypto
  expect(shop.screenPath).toBe(`/s/${code}/screen/${screenKey(keys, { id: shop.id, code, screen_no: 1 })}`)
  expect(await destroyPresence(town.app.services)).toEqual({ checkIns: 0, traces: 0 })
  town.clock.now = new Date(NOON.getTime() + 14 * DAY_MS)
  const gone = await destroyPresence(town.app.services)
  expect(gone.checkIns).toBeGreaterThan(50)
  expect(gone.traces).toBeGreaterThan(20)
  expect(await own('bo')).toEqual([])
  expect(await destroyPresence(town.app.services)).toEqual({ checkIns: 0, traces: 0 })
})

test('PLACE-09 the address of a screen can be changed; in peace nobody checks in anywhere', async () => {
  town.clock.now = NOON
  const renewed = await ok(office, 'presence.renewScreen', { spotId: shop.id })
  expect(renewed.screenPath).not.toBe(shop.screenPath)
  expect(await pageOf(shop.screenPath)).toContain('这个码用不了')
  expect(await refused(town.anonymous, 'presence.checkIn', await coming('an'))).toBe('presence.code_over')
  town.clock.now = new Date('2023-02-01T12:00:00+08:00')
  expect(await refused(town.anonymous, 'presence.getSpot', { code })).toBe('request.not_found')
  expect(await pageOf(`/s/${code}`)).toContain('这个码用不了')
  expect(await refused(tracer, 'presence.askTrace', asking())).toBe('request.not_found')
})
