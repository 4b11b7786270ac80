import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule } from '../areas/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter } from '../gate/quarter.fixture.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { visitorsModule } from './index.ts'
import { destroyVisits, followVisits } from './jobs.ts'
import { lockVisit } from './repo.ts'
import { takeStep } from './visit.ts'

let town: Town
let guard: Caller
let office: Caller
let host: Caller
let neighbour: Caller
let gateId: string
let code: string
const noon = new Date('2022-08-01T12:00:00+08:00')
const SAID = { name: '来小访', phone: '10000000007', door: '501', purpose: '送东西', from: '杭州', plate: '' }

const pageOf = async (path: string) => (await town.get(path)).raw.toString('utf8')
const tokenIn = (markup: string) => /name="token"\s+value="([^"]+)"/.exec(markup)?.[1] ?? ''
let sender = 0
const post = (path: string, fields: Record<string, string>, from = `10.9.${sender >> 8}.${sender & 255}`) =>
  town.app.http.inject({
    method: 'POST',
    url: path,
    remoteAddress: from,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })
/** A form filled in and sent: the address of the visitor's own page. */
async function ask(over: Partial<typeof SAID> = {}): Promise<string> {
  const reply = await post(`/visit/${code}`, { ...SAID, ...over, token: tokenIn(await pageOf(`/visit/${code}`)) })
  expect(reply.statusCode).toBe(303)
  await town.drain()
  return String(reply.headers.location).split('?')[0]!
}
const today = async () => (await guard.call('visitors.listToday', { gateId })).body
const last = async () => (await today()).toSorted((a: any, b: any) => (a.id < b.id ? 1 : -1))[0]
const passing = (short: string, direction = 'in') =>
  guard.call('gate.recordPassage', {
    id: uuidv7(),
    gateId,
    means: { kind: 'short', value: short },
    direction,
    temperatureC: 36.5,
    at: town.clock.now.toISOString(),
  })
const numberIn = (markup: string) => /class="number">([\d ]+)</.exec(markup)?.[1]?.replaceAll(' ', '') ?? null
const rows = (table: string) =>
  town.system(async ({ tx }) => Number((await sql<{ n: string }>`select count(*) as n from ${sql.raw(table)}`.execute(tx)).rows[0]!.n))

beforeAll(async () => {
  town = await openTown({
    modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, statusModule, gateModule, visitorsModule],
  })
  town.clock.now = noon
  const quarter = await buildQuarter(town)
  office = town.as('communityAdmin', quarter.community.path)
  guard = town.as('guard', quarter.compound.path)
  gateId = (await office.call('gate.addGate', { areaId: quarter.compound.id, name: '南门' })).body.id
  const homes = []
  for (const door of ['501', '502']) homes.push((await office.call('registry.addHome', { areaId: quarter.unit.id, door, floor: 5, use: 'permanent' })).body)
  const person = async (homeId: string, name: string, number: string) =>
    (
      await office.call('registry.addResident', {
        homeId,
        name,
        document: { kind: 'passport', number, country: 'XX' },
        care: [],
        kind: 'family',
        from: '2022-01-01',
        evenIfKnown: false,
      })
    ).body.id
  host = town.as('resident', homes[0].path, { personId: await person(homes[0].id, '王小门', 'X1000001') })
  neighbour = town.as('resident', homes[1].path, { personId: await person(homes[1].id, '李隔壁', 'X1000002') })
  const poster = (await office.call('visitors.getPoster', { gateId, renew: false })).body
  code = poster.path.split('/')[2]
  expect((await office.call('visitors.getPoster', { gateId, renew: false })).body).toEqual(poster)
})
beforeEach(() => {
  sender += 1
})
afterAll(() => town.close())

test('GATE-05 the form has no script, six fields, says what is kept and until when, in Chinese and English, and weighs little', async () => {
  for (const [lang, says] of [
    ['zh', '2022年8月15日'],
    ['en', '15 August 2022'],
  ] as const) {
    const { raw, headers } = await town.get(`/visit/${code}?lang=${lang}`)
    const markup = raw.toString('utf8')
    expect(markup).not.toMatch(/<script|javascript:|onload=/i)
    expect(markup.match(/<input\s+(?!type="hidden"|\s)/g)).toHaveLength(6)
    expect(markup).toContain(says)
    expect(gzipSync(raw).length).toBeLessThan(25_000)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['cache-control']).toBe('no-store')
  }
  const poster = await pageOf(`/visit/${code}/poster`)
  expect(poster).toContain('<svg')
  expect(poster).toContain('访客登记')
  expect(poster).toContain('Visitors, please register')
})

test('GATE-05 a photograph of the poster scanned at home, a host who agrees, a link that is forwarded and opened a hundred times: nothing opens', async () => {
  const link = await ask()
  const { id } = await last()
  expect((await host.call('visitors.listMine')).body).toMatchObject([{ id, state: 'requested', name: '来小访', purpose: '送东西' }])
  expect((await neighbour.call('visitors.listMine')).body).toEqual([])
  expect(await neighbour.call('visitors.answer', { visitId: id, isWelcome: true })).toMatchObject({ status: 404 })
  expect((await host.call('visitors.answer', { visitId: id, isWelcome: true })).body).toMatchObject({ state: 'hostConfirmed' })
  await town.drain()
  for (let time = 0; time < 20; time++) await pageOf(link)
  const markup = await pageOf(link)
  expect(numberIn(markup)).toBeNull()
  expect(markup).toContain('还没有在门口核对')
  expect(await last()).toMatchObject({ id, state: 'hostConfirmed', isPresent: false, validUntil: null })
  expect(await guard.call('visitors.getNumber', { visitId: id })).toMatchObject({ status: 409 })
  expect(await rows("gate.credential where pass_class = 'visitor'")).toBe(0)
})

test('GATE-05 the guard sees the visitor, and the pass enters; it is used, goes out again, and is over at midnight', async () => {
  const link = await ask()
  const { id } = await last()
  await host.call('visitors.answer', { visitId: id, isWelcome: true })
  await town.drain()
  expect((await guard.call('visitors.confirmPresence', { visitId: id })).body).toMatchObject({
    state: 'issued',
    presence: 'guard',
    confirmedBy: 'host',
    validUntil: '2022-08-01T16:00:00.000Z',
  })
  const short = numberIn(await pageOf(link))!
  expect(short).toMatch(/^\d{9}$/)
  expect((await guard.call('visitors.getNumber', { visitId: id })).body).toEqual({ shortCode: short })
  expect((await passing(short)).body).toMatchObject({ outcome: 'enter', reasons: [] })
  town.clock.now = new Date(noon.getTime() + 60_000)
  expect((await passing(short, 'out')).body).toMatchObject({ outcome: 'enter' })
  await followVisits(town.app.services)
  expect(await last()).toMatchObject({ id, state: 'used', usedInAt: noon.toISOString(), usedOutAt: town.clock.now.toISOString() })
  town.clock.now = new Date('2022-08-02T00:00:30+08:00')
  expect((await passing(short)).body.reasons).toContain('code_expired')
  await followVisits(town.app.services)
  expect(await pageOf(link)).toContain('已过期')
  expect((await passing(short)).body).toMatchObject({ outcome: 'refuse', reasons: ['code_revoked'] })
  town.clock.now = noon
})

test('GATE-05 the number in the gate house proves presence for two minutes, a wrong one five times proves nothing any more; the host’s yes may come after', async () => {
  const link = await ask()
  const { id } = await last()
  const number = async () => (await guard.call('visitors.displayNumber', { gateId })).body.digits
  const old = await number()
  town.clock.now = new Date(noon.getTime() + 2 * 60_000)
  expect(await number()).not.toBe(old)
  expect((await post(link, { number: old })).statusCode).toBe(400)
  const shown = await number()
  town.clock.now = new Date(noon.getTime() + 3 * 60_000)
  expect((await post(link, { number: shown })).statusCode).toBe(303)
  expect(await last()).toMatchObject({ id, state: 'requested', isPresent: true, presence: 'display' })
  await host.call('visitors.answer', { visitId: id, isWelcome: true })
  await town.drain()
  expect(numberIn(await pageOf(link))).toMatch(/^\d{9}$/)
  // Thought better of: the number dies at once.
  const short = numberIn(await pageOf(link))!
  await host.call('visitors.answer', { visitId: id, isWelcome: false })
  await town.drain()
  expect((await passing(short)).body).toMatchObject({ outcome: 'refuse', reasons: ['code_revoked'] })

  const guessing = await ask()
  for (let time = 0; time < 5; time++) expect((await post(guessing, { number: '00000x' })).statusCode).toBe(400)
  expect((await post(guessing, { number: await number() })).statusCode).toBe(429)
  expect(await last()).toMatchObject({ isPresent: false })
  town.clock.now = noon
})

test('GATE-05 a visitor without a telephone is written down by the guard, twice sent is one; the call to the host is on record, and no answer changes nothing', async () => {
  const id = uuidv7()
  const visit = { id, gateId, name: '无机访', phone: null, door: '没有这户', purpose: '探亲', from: '宁波', plate: null, at: noon.toISOString() }
  expect((await guard.call('visitors.register', visit)).body).toEqual({ id, isNew: true })
  expect((await guard.call('visitors.register', visit)).body).toEqual({ id, isNew: false })
  expect(await guard.call('visitors.register', { ...visit, name: '别的人' })).toMatchObject({ status: 409, body: { code: 'visitors.other_bytes' } })
  expect(await last()).toMatchObject({ id, name: '无*访', hasHome: false, isPresent: true })
  expect((await guard.call('visitors.recordCall', { visitId: id, outcome: 'noAnswer' })).body).toMatchObject({ state: 'requested' })
  expect((await guard.call('visitors.recordCall', { visitId: id, outcome: 'confirmed' })).body).toMatchObject({ state: 'issued', confirmedBy: 'call' })
  expect((await passing((await guard.call('visitors.getNumber', { visitId: id })).body.shortCode)).body).toMatchObject({ outcome: 'enter' })
  expect(await guard.call('visitors.recordCall', { visitId: id, outcome: 'confirmed' })).toMatchObject({ status: 409, body: { code: 'visitors.wrong_state' } })
  expect(await rows(`visitors.call where visit_id = '${id}' and account_id = '${guard.accountId}'`)).toBe(2)
})

test('a form with a mistake says where; a stale token, another poster’s token, a body too large, and a poster that was renewed are answered honestly', async () => {
  const token = tokenIn(await pageOf(`/visit/${code}`))
  const wrong = await post(`/visit/${code}?lang=en`, { ...SAID, token, phone: 'call me', name: ' ' })
  expect(wrong.statusCode).toBe(400)
  expect(wrong.body).toContain('Mobile number: digits only')
  expect(wrong.body).toContain('Name: 1 to 40')
  expect(wrong.body).toContain('value="送东西"')
  expect((await post(`/visit/${code}`, { ...SAID, token: `${token}x` })).statusCode).toBe(400)
  const before = await rows('visitors.visit')
  expect((await post(`/visit/${code}`, { ...SAID, token })).statusCode).toBe(303)
  expect((await post(`/visit/${code}`, { ...SAID, token })).statusCode).toBe(303)
  expect(await rows('visitors.visit')).toBe(before + 1)
  const large = await post(`/visit/${code}`, { ...SAID, token, name: 'x'.repeat(9_000) })
  expect([large.statusCode, large.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8'])
  const renewed = (await office.call('visitors.getPoster', { gateId, renew: true })).body.path.split('/')[2]
  expect((await post(`/visit/${renewed}`, { ...SAID, token })).statusCode).toBe(400)
  expect(await pageOf(`/visit/${code}`)).toContain('已经作废')
  code = renewed
  expect(await pageOf('/visitor/AAAAAAAAAAAAAAAAAAAAAA')).toContain('没有这次登记')
})

test('GATE-05 a thousand posts by a script, from one address and from many, neither fill the table nor lock out whoever stands at the gate', async () => {
  const before = await rows('visitors.visit')
  const answers: number[] = []
  for (let time = 0; time < 500; time++)
    answers.push((await post(`/visit/${code}`, { ...SAID, token: tokenIn(await pageOf(`/visit/${code}`)) }, '10.66.6.6')).statusCode)
  expect(answers.filter((status) => status === 303)).toHaveLength(20)
  expect(answers.filter((status) => status === 429)).toHaveLength(480)
  // Another address is not held to account for it.
  expect((await post(`/visit/${code}`, { ...SAID, token: tokenIn(await pageOf(`/visit/${code}`)) }, '10.66.7.7')).statusCode).toBe(303)
  for (let time = 0; time < 500; time++)
    await post(`/visit/${code}`, { ...SAID, token: tokenIn(await pageOf(`/visit/${code}`)) }, `10.77.${time >> 8}.${time & 255}`)
  expect((await rows('visitors.visit')) - before).toBeLessThanOrEqual(60)
  const busy = await post(`/visit/${code}`, { ...SAID, token: tokenIn(await pageOf(`/visit/${code}`)) }, '10.88.1.1')
  expect(busy.statusCode).toBe(429)
  expect(busy.body).toContain('显示屏')
  const number = (await guard.call('visitors.displayNumber', { gateId })).body.digits
  expect((await post(`/visit/${code}`, { ...SAID, name: '真来访', token: tokenIn(busy.body), number }, '10.88.1.1')).statusCode).toBe(303)
  // At the top of the guard's list, before all whom nobody has seen.
  const list = await today()
  const isSeen = (one: { isPresent: boolean }) => one.isPresent
  expect(list.findLastIndex(isSeen)).toBeLessThan(list.findIndex((one: { isPresent: boolean; state: string }) => !one.isPresent && one.state === 'requested'))
  expect(list.filter((one: { presence: string; state: string }) => one.presence === 'display' && one.state === 'requested')).toHaveLength(1)
}, 120_000)

test('GATE-05 on the deletion day nothing of the visitor is left', async () => {
  expect(await rows('visitors.visit')).toBeGreaterThan(0)
  town.clock.now = new Date('2022-08-14T23:59:00+08:00')
  await destroyVisits(town.app.services)
  expect(await rows('visitors.visit')).toBeGreaterThan(0)
  town.clock.now = new Date('2022-08-15T00:10:00+08:00')
  await destroyVisits(town.app.services)
  expect([await rows('visitors.visit'), await rows('visitors.call')]).toEqual([0, 0])
  town.clock.now = noon
})

test.runIf(process.env['TEST_DATABASE_URL'])('GATE-05 a host who thinks better of it while the clock looks at the passes is heard', async () => {
  const link = await ask()
  const { id } = await last()
  await host.call('visitors.answer', { visitId: id, isWelcome: true })
  await town.drain()
  await guard.call('visitors.confirmPresence', { visitId: id })
  expect((await passing(numberIn(await pageOf(link))!)).body.outcome).toBe('enter')
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const refusing = town.system(async (ctx) => {
    await takeStep(ctx, (await lockVisit(ctx, id))!, 'hostRefuses')
    begin()
    await released
  })
  await begun
  const following = followVisits(town.app.services)
  const waiting = () =>
    town.db.queryAsOwner<{ n: number }>("select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
  await expect.poll(async () => (await waiting())[0]!.n).toBeGreaterThan(0)
  release()
  await Promise.all([refusing, following])
  await town.drain()
  expect((await today()).find((one: { id: string }) => one.id === id).state).toBe('refused')
})
