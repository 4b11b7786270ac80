import { controlEvents } from '@xiaomen/contract'
import { parseCode, signStrip } from '@xiaomen/rules/gate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION_COOKIE } from '../../platform/http.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { gateModule } from './index.ts'
import { forgetPassages } from './jobs.ts'
import { buildQuarter } from './quarter.fixture.ts'
import { signingKey, turnKeys } from './signing.ts'

let town: Town
let guard: Caller
let office: Caller
let guardNextDoor: Caller
let wang: { id: string; homeId: string; phone: Caller; code: string; shortCode: string }
let gateId: string
let quietGateId: string
let community: { id: string; path: string }
let home: { id: string; path: string; areaId: string }
const DOCUMENT = 'X1000001'
/** An id of a time long past, which the maker of ids never gives out. */
const uuidv7At = (at: Date): string => {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${Math.random().toString(16).slice(2, 14).padEnd(12, '0')}`
}
const noon = new Date('2022-08-01T12:00:00+08:00')

const addPerson = async (homeId: string, name: string, number: string): Promise<string> => {
  const reply = await office.call('registry.addResident', {
    homeId,
    name,
    document: { kind: 'passport', number, country: 'XX' },
    care: [],
    kind: 'family',
    from: '2022-01-01',
    evenIfKnown: false,
  })
  expect(reply).toMatchObject({ status: 200 })
  return reply.body.id
}
const passage = (over: object = {}) => ({
  id: uuidv7(noon.getTime()),
  gateId,
  means: { kind: 'code', value: wang.code },
  direction: 'in',
  temperatureC: 36.5,
  at: town.clock.now.toISOString(),
  ...over,
})
const record = (over: object = {}, by = guard) => by.call('gate.recordPassage', passage(over))
const count = (from: string): Promise<number> =>
  town.system(async ({ tx }) => Number((await sql<{ n: string }>`select count(*) as n from ${sql.raw(from)}`.execute(tx)).rows[0]!.n))
const told = (name: string) =>
  town.system(async ({ tx }) =>
    (await sql<{ payload: any }>`select payload from platform.outbox where name = ${name} order by id`.execute(tx)).rows.map((row) => row.payload),
  )

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  town.clock.now = noon
  const quarter = await buildQuarter(town)
  community = quarter.community
  guard = town.as('guard', community.path, { unit: 'gate' })
  office = town.as('communityAdmin', community.path)
  const otherOffice = town.as('communityAdmin', quarter.nextCommunity.path)
  guardNextDoor = town.as('guard', quarter.nextCommunity.path)
  gateId = (await office.call('gate.addGate', { areaId: quarter.compound.id, name: '南门' })).body.id
  quietGateId = (await otherOffice.call('gate.addGate', { areaId: quarter.nextCompound.id, name: '北门' })).body.id

  const added = await office.call('registry.addHome', { areaId: quarter.unit.id, door: '501', floor: 5, use: 'permanent' })
  expect(added).toMatchObject({ status: 200 })
  home = added.body
  const id = await addPerson(home.id, '王小门', DOCUMENT)
  await addPerson(home.id, '王大门', 'X1000002')
  const phone = town.as('resident', home.path, { personId: id })
  const codes = (await phone.call('gate.listMyCodes')).body.people
  wang = { id, homeId: home.id, phone, code: codes[0].strips[0].code, shortCode: codes[0].shortCode }
})
afterAll(() => town.close())

describe('codes', () => {
  test('GATE-01 a resident holds four weeks of codes for everyone at home, and one for the family; they say nothing personal', async () => {
    const { status, body } = await wang.phone.call('gate.listMyCodes')
    expect(status).toBe(200)
    expect(body.people.map((one: any) => [one.name, one.passClass, one.strips.length])).toEqual([
      ['王小门', 'personal', 28],
      ['王大门', 'personal', 28],
      ['', 'family', 28],
    ])
    const [first, second] = body.people[0].strips
    expect([first.from, first.until, second.from]).toEqual(['2022-07-31T16:00:00.000Z', '2022-08-01T16:00:00.000Z', '2022-08-01T16:00:00.000Z'])
    const read = parseCode(first.code)
    expect(read).toMatchObject({ ok: true, kind: 'strip', passClass: 'personal' })
    expect(JSON.stringify(read)).not.toContain(wang.id)
  })

  test('asked for again they are the same credential: the short number on the fridge still counts', async () => {
    const { body } = await wang.phone.call('gate.listMyCodes')
    expect(body.people[0].shortCode).toBe(wang.shortCode)
    expect((await town.as('resident', home.path, { personId: uuidv7() }).call('gate.listMyCodes')).body).toEqual({ people: [] })
  })

  test('the keys turn every week, and a code signed before is still good', async () => {
    await town.system((ctx) => turnKeys(ctx))
    await town.system((ctx) => turnKeys(ctx))
    expect((await record()).body).toMatchObject({ outcome: 'enter' })
    const list = (await guard.call('gate.getOfflineList', { gateId })).body
    expect(list.keys.length).toBe(4)
  })
})

describe('at the gate', () => {
  test('GATE-01 the guard scans, sees who it is behind a mask, and lets them in', async () => {
    const { status, body } = await guard.call('gate.lookUp', { gateId, means: { kind: 'code', value: wang.code }, direction: 'in', temperatureC: 36.4 })
    expect(status).toBe(200)
    expect(body.verdict).toEqual({ outcome: 'enter', reasons: [], openDoor: true })
    expect(body.candidates).toMatchObject([{ personId: wang.id, name: '王*门', door: '3-*', passClass: 'personal' }])
    const done = await record()
    expect(done).toMatchObject({ status: 200, body: { outcome: 'enter', reasons: [], openDoor: true, isNew: true } })
  })

  test('GATE-01 the short number, the document number and the door find the same person', async () => {
    const look = async (kind: string, value: string) =>
      (await guard.call('gate.lookUp', { gateId, means: { kind, value }, direction: 'in', temperatureC: 36.4 })).body
    const short = await look('short', `${wang.shortCode.slice(0, 3)} ${wang.shortCode.slice(3)}`)
    expect([short.verdict.outcome, short.candidates[0].personId]).toEqual(['enter', wang.id])
    const document = await look('document', DOCUMENT)
    expect([document.verdict.outcome, document.candidates[0].personId]).toEqual(['enter', wang.id])
    const door = await look('door', '3-2-501')
    expect(door.verdict).toMatchObject({ outcome: 'cannotTell', reasons: ['door_needs_person'] })
    expect(door.candidates.map((one: any) => one.name)).toEqual(['王*门', '王*门'])
    expect((await look('document', 'X9999999')).verdict.reasons).toEqual(['person_unknown'])
    expect((await look('short', '123456789')).verdict.reasons).toEqual(['code_unreadable'])
    expect((await record({ means: { kind: 'door', value: '3-2-501' }, personId: wang.id })).body).toMatchObject({ outcome: 'enter' })
    expect((await record({ means: { kind: 'document', value: DOCUMENT } })).body).toMatchObject({ outcome: 'enter' })
    expect((await record({ means: { kind: 'none', value: '' } })).body).toMatchObject({ outcome: 'cannotTell', reasons: ['no_means'] })
  })

  test('a forged, expired, early, truncated or foreign code is a verdict with its reason, never an exception', async () => {
    const { kid, privateKey } = await town.system(signingKey)
    const strangerKey = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])).privateKey
    const seconds = noon.getTime() / 1000
    const sign = (over: object, key = privateKey) =>
      signStrip(
        { kid, codeId: '0011223344556677', passClass: 'personal', from: seconds - 60, until: seconds + 60, holderKey: null, ...over },
        key,
        crypto.subtle,
      )
    const cases: [string, string, string][] = [
      [await sign({}, strangerKey), 'refuse', 'code_forged'],
      [await sign({ from: seconds - 7200, until: seconds - 3600 }), 'cannotTell', 'code_expired'],
      [await sign({ from: seconds + 3600, until: seconds + 7200 }), 'cannotTell', 'code_not_yet'],
      [wang.code.slice(0, 70), 'cannotTell', 'code_unreadable'],
      [await sign({ kid: 'ffffffffffffffff' }), 'cannotTell', 'code_foreign'],
      ['HC1:6BFOXN', 'cannotTell', 'code_foreign'],
      ['\u0000\ud800', 'cannotTell', 'code_foreign'],
      [await sign({}), 'cannotTell', 'code_unknown'],
    ]
    for (const [value, outcome, reason] of cases) {
      const shown = { means: { kind: 'code', value } }
      expect((await guard.call('gate.lookUp', { gateId, ...shown, direction: 'in', temperatureC: 36.5 })).body.verdict).toEqual({
        outcome,
        reasons: [reason],
        openDoor: false,
      })
      expect(await record(shown)).toMatchObject({ status: 200, body: { outcome, reasons: [reason] } })
    }
  })

  test('a withdrawn code is refused, and a new one comes with the next opening of the page', async () => {
    const id = await addPerson(home.id, '王三门', 'X1000003')
    const phone = town.as('resident', home.path, { personId: id })
    const own = async () => (await phone.call('gate.listMyCodes')).body.people[0]
    const before = await own()
    const { candidates } = (await guard.call('gate.lookUp', { gateId, means: { kind: 'short', value: before.shortCode }, direction: 'in' })).body
    expect((await office.call('gate.revokeCode', { credentialId: candidates[0].credentialId, reason: '手机遗失' })).status).toBe(200)
    expect((await record({ means: { kind: 'code', value: before.strips[0].code } })).body).toMatchObject({ outcome: 'refuse', reasons: ['code_revoked'] })
    expect((await record({ means: { kind: 'code', value: (await own()).strips[0].code } })).body).toMatchObject({ outcome: 'enter' })
  })

  test('GATE-15 someone with no phone passes by a printed card; printed again, the old one is dead', async () => {
    const first = (await office.call('gate.issuePaperCode', { homeId: home.id })).body
    expect((await record({ means: { kind: 'code', value: first.code } })).body).toMatchObject({ outcome: 'enter' })
    const second = (await office.call('gate.issuePaperCode', { homeId: home.id })).body
    expect((await record({ means: { kind: 'code', value: first.code } })).body).toMatchObject({ reasons: ['code_revoked'] })
    expect((await record({ means: { kind: 'short', value: second.shortCode } })).body).toMatchObject({ outcome: 'enter' })
    // The list on a guard's phone holds nothing a card could be printed from.
    expect(JSON.stringify((await guard.call('gate.getOfflineList', { gateId })).body)).not.toContain(second.code.slice(4))
  })

  test('GATE-15 the way to dialysis is never blocked, whatever is missing', async () => {
    expect((await record({ direction: 'out', means: { kind: 'none', value: '' }, temperatureC: undefined, medical: true })).body).toMatchObject({
      outcome: 'enter',
      openDoor: true,
    })
  })

  test('in peace the gate asks nothing', async () => {
    const there = { gateId: quietGateId, means: { kind: 'none', value: '' }, temperatureC: undefined }
    expect((await record(there, guardNextDoor)).body).toMatchObject({ outcome: 'enter', reasons: [], openDoor: true })
  })

  test('a closed gate says so; a passage that happened there is still kept', async () => {
    await office.call('gate.setGateOpen', { gateId, isOpen: false })
    expect((await record()).body).toMatchObject({ outcome: 'refuse', reasons: ['gate_closed'], isNew: true })
    await office.call('gate.setGateOpen', { gateId, isOpen: true })
    expect((await record()).body).toMatchObject({ outcome: 'enter' })
  })
})

describe('over a real connection', () => {
  test('a passage that comes by the short way is answered as by the router, and so is every refusal', async () => {
    const url = `${await town.app.http.listen({ port: 0, host: '127.0.0.1' })}/api/gate.recordPassage`
    const headers = { 'content-type': 'application/json', 'x-xiaomen': '1', cookie: `lang=zh; ${SESSION_COOKIE}=test-${guard.accountId}` }
    const send = async (body: string | ReadableStream, over: Record<string, string | undefined> = {}) => {
      const sent = Object.fromEntries(Object.entries({ ...headers, ...over }).filter((entry): entry is [string, string] => entry[1] !== undefined))
      const reply = await fetch(url, { method: 'POST', headers: sent, body, ...(typeof body === 'string' ? {} : { duplex: 'half' }) } as RequestInit)
      return { status: reply.status, body: await reply.json(), type: reply.headers.get('content-type'), nosniff: reply.headers.get('x-content-type-options') }
    }
    const one = passage()
    expect(await send(JSON.stringify(one))).toMatchObject({
      status: 200,
      body: { id: one.id, isNew: true, outcome: 'enter' },
      type: 'application/json; charset=utf-8',
      nosniff: 'nosniff',
    })
    // Without a known length it goes through the router, to the same answer.
    expect(await send(new Blob([JSON.stringify(one)]).stream())).toMatchObject({ status: 200, body: { id: one.id, isNew: false } })
    expect(await send(JSON.stringify({ ...one, note: '改' }))).toMatchObject({ status: 409, body: { code: 'gate.other_bytes' } })
    expect(await send('{"id":')).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    expect(await send('{}')).toMatchObject({ status: 400, body: { code: 'request.invalid', details: { issues: expect.any(Array) } } })
    expect(await send(JSON.stringify(one), { cookie: undefined })).toMatchObject({ status: 401, body: { code: 'access.signed_out' } })
    expect(await send(JSON.stringify(one), { 'x-xiaomen': undefined })).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect(await send(JSON.stringify({ ...one, gateId: uuidv7() }))).toMatchObject({ status: 404, body: { code: 'request.not_found' } })
  })
})

describe('who may', () => {
  test('a guard of another community gets "not found", exactly as for a gate that does not exist', async () => {
    const unknown = uuidv7()
    for (const [name, input] of [
      ['gate.lookUp', { means: { kind: 'none', value: '' }, direction: 'in' }],
      ['gate.getOfflineList', {}],
      ['gate.listPassages', {}],
      ['gate.recordPassage', { id: uuidv7(), means: { kind: 'none', value: '' }, direction: 'in', at: noon.toISOString() }],
    ] as const) {
      const foreign = await guardNextDoor.call(name, { gateId, ...input })
      const none = await guardNextDoor.call(name, { gateId: unknown, ...input })
      expect([name, foreign.status, foreign.body]).toEqual([name, 404, none.body])
    }
    expect((await guardNextDoor.call('gate.listGates')).body.map((one: any) => one.name)).toEqual(['北门'])
  })

  test("a code of this community is not known at another's gate", async () => {
    const { body } = await guardNextDoor.call('gate.lookUp', { gateId: quietGateId, means: { kind: 'code', value: wang.code }, direction: 'in' })
    expect([body.candidates, body.verdict.reasons]).toEqual([[], ['code_unknown']])
  })

  test('a resident records nothing, and nobody signed out is heard', async () => {
    expect((await record({}, wang.phone)).status).toBe(404)
    expect((await record({}, town.as('resident', community.path))).status).toBe(403)
    expect((await record({}, town.anonymous)).status).toBe(401)
  })

  test('the last passages show no names and no temperatures to the guard, and each left its trace', async () => {
    const { status, body } = await guard.call('gate.listPassages', { gateId })
    expect(status).toBe(200)
    expect(body.length).toBeLessThanOrEqual(20)
    expect(body.every((row: any) => row.temperatureC === null && !('name' in row) && !('personId' in row))).toBe(true)
    expect(await count("platform.audit where operation = 'gate.recordPassage'")).toBe(await count('gate.passage'))
  })
})

describe('fever', () => {
  test('GATE-03 37.3 °C is held, told to the report of the day with the home it concerns, and settled once by whoever answers', async () => {
    const before = (await told('gate.feverFound')).length
    const { body } = await record({ temperatureC: 37.3 })
    expect(body).toMatchObject({ outcome: 'hold', reasons: ['fever'], openDoor: false })
    expect((await told('gate.feverFound')).slice(before)).toEqual([
      { communityId: community.id, passageId: body.id, areaPath: home.path, personId: wang.id, homeId: home.id, at: noon.toISOString() },
    ])
    const holds = (await office.call('gate.listHolds')).body.filter((hold: any) => hold.passageId === body.id)
    expect(holds).toMatchObject([{ gateName: '南门', reasons: ['fever'], name: '王小门', door: '3-2-501', temperatureC: 37.3 }])
    expect(
      (await town.as('gridWorker', `${home.path.split('/').slice(0, 6).join('/')}/`).call('gate.listHolds')).body.map((hold: any) => [
        hold.passageId,
        hold.gateName,
      ]),
    ).toContainEqual([body.id, '南门'])
    expect((await guardNextDoor.call('gate.resolveHold', { passageId: body.id, finding: 'noFever' })).status).toBe(404)
    expect((await guard.call('gate.resolveHold', { passageId: body.id, finding: 'noFever' })).status).toBe(403)

    expect((await office.call('gate.resolveHold', { passageId: body.id, finding: 'sentToClinic', note: '已送发热门诊' })).status).toBe(200)
    expect(await office.call('gate.resolveHold', { passageId: body.id, finding: 'noFever' })).toMatchObject({
      status: 409,
      body: { code: 'gate.already_resolved' },
    })
    expect((await told('gate.holdResolved')).at(-1)).toEqual({ communityId: community.id, passageId: body.id, areaPath: home.path, finding: 'sentToClinic' })
    expect((await office.call('gate.listHolds')).body.some((hold: any) => hold.passageId === body.id)).toBe(false)
  })

  test('GATE-03 a temperature lies in the database only under seal', async () => {
    const { body } = await record({ temperatureC: 38.7 })
    const [row] = await town.system(
      async ({ tx }) => (await sql<{ text: string }>`select row_to_json(passage)::text as text from gate.passage where id = ${body.id}`.execute(tx)).rows,
    )
    expect(row!.text).not.toContain('38.7')
  })

  test('a person whose case was confirmed is held; once it is closed they pass; events may come twice and in any order', async () => {
    const caseId = uuidv7()
    const about = { communityId: community.id, caseId, personId: wang.id, homeId: home.id, areaPath: home.path, foundOn: '2022-08-01' }
    const family = (await wang.phone.call('gate.listMyCodes')).body.people.at(-1).strips[0].code
    const tell = async (run: Parameters<Town['system']>[0]) => {
      await town.system(run)
      await town.drain()
    }
    await tell(async (ctx) => ctx.emit(controlEvents.caseConfirmed, about))
    await tell(async (ctx) => ctx.emit(controlEvents.caseConfirmed, about))
    expect((await record()).body).toMatchObject({ outcome: 'hold', reasons: ['infection_case'] })
    expect((await record({ means: { kind: 'code', value: family } })).body).toMatchObject({ outcome: 'hold' })
    const closed = { ...about, closedOn: '2022-08-01', ground: 'recovered' as const }
    await tell(async (ctx) => ctx.emit(controlEvents.caseClosed, closed))
    await tell(async (ctx) => ctx.emit(controlEvents.caseConfirmed, about))
    expect((await record()).body).toMatchObject({ outcome: 'enter' })
  })
})

describe('without network', () => {
  test('GATE-10 the list a phone keeps holds opaque numbers, no names, and is not sent again unchanged', async () => {
    const { status, body } = await guard.call('gate.getOfflineList', { gateId })
    expect(status).toBe(200)
    const mine = body.entries.find((entry: any) => entry.shortCode === wang.shortCode)
    expect(mine).toMatchObject({ passClass: 'personal', holder: { isNamed: true, hasInfectionCase: false } })
    expect(JSON.stringify(body)).not.toMatch(/王|2-501|"501"|X1000001/)
    expect(JSON.stringify(body)).not.toContain(wang.id)
    expect((await guard.call('gate.getOfflineList', { gateId, etag: body.etag })).body).toMatchObject({ isUnchanged: true, entries: [] })
  })

  test('GATE-10 a passage kept offline is judged at its own time and counted once, though the phone sends it twice', async () => {
    const before = await count('gate.passage')
    const kept = passage({ at: new Date(noon.getTime() - 3 * 3_600_000).toISOString() })
    town.clock.now = new Date(noon.getTime() + 20 * 3_600_000)
    expect((await guard.call('gate.recordPassage', kept)).body).toMatchObject({ isNew: true, outcome: 'enter' })
    expect((await guard.call('gate.recordPassage', kept)).body).toMatchObject({ isNew: false, outcome: 'enter', openDoor: true })
    // The same code shown now is yesterday's.
    expect((await record()).body).toMatchObject({ outcome: 'cannotTell', reasons: ['code_expired'] })
    town.clock.now = noon
    expect(await count('gate.passage')).toBe(before + 2)
    const late = await town.system(async ({ tx }) => (await sql<{ late_s: number }>`select late_s from gate.passage where id = ${kept.id}`.execute(tx)).rows)
    expect(late).toEqual([{ late_s: 23 * 3600 }])
  })

  test('GATE-10 5,000 passages with one in five sent twice and in any order are exactly 5,000', async () => {
    const before = [await count('gate.passage'), await count("platform.audit where operation = 'gate.recordPassage'")]
    const all = Array.from({ length: 5_000 }, (_, index) => passage({ at: new Date(noon.getTime() - index * 1000).toISOString() }))
    const sent = [...all, ...all.filter((_, index) => index % 5 === 0)]
    // A fixed shuffle: each run sends the same order.
    for (let index = sent.length - 1; index > 0; index--) {
      const other = (index * 48_271) % (index + 1)
      ;[sent[index], sent[other]] = [sent[other]!, sent[index]!]
    }
    let isNew = 0
    for (let from = 0; from < sent.length; from += 300) {
      const replies = await Promise.all(sent.slice(from, from + 300).map((one) => guard.call('gate.recordPassage', one)))
      expect(replies.every((reply) => reply.status === 200)).toBe(true)
      isNew += replies.filter((reply) => reply.body.isNew).length
    }
    expect(isNew).toBe(5_000)
    expect([await count('gate.passage'), await count("platform.audit where operation = 'gate.recordPassage'")]).toEqual(before.map((n) => n + 5_000))
  }, 120_000)

  test('the same number with other bytes is refused and kept for review; the first stays', async () => {
    const first = passage()
    await guard.call('gate.recordPassage', first)
    const other = { ...first, temperatureC: 39 }
    expect(await guard.call('gate.recordPassage', other)).toMatchObject({ status: 409, body: { code: 'gate.other_bytes' } })
    expect(await guard.call('gate.recordPassage', other)).toMatchObject({ status: 409 })
    expect((await guard.call('gate.recordPassage', first)).body).toMatchObject({ isNew: false, outcome: 'enter' })
    expect(await count(`gate.passage_conflict where passage_id = '${first.id}'`)).toBe(1)
  })

  test('both of two different passages under one number, sent at once: one is kept, the other refused', async () => {
    const first = passage()
    const replies = await Promise.all([
      guard.call('gate.recordPassage', first),
      guard.call('gate.recordPassage', { ...first, direction: 'out' }),
      guard.call('gate.recordPassage', first),
    ])
    expect(replies.map((reply) => reply.status)).toEqual([200, 409, 200])
    expect(replies.map((reply) => reply.body.isNew)).toEqual([true, undefined, false])
  })

  test('a phone whose clock is years off is written down all the same', async () => {
    for (const at of ['1969-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) expect((await record({ at })).status).toBe(200)
    expect((await record({ id: 'ffffffff-ffff-4fff-bfff-ffffffffffff' })).status).toBe(200)
  })
})

describe('codes and memory end', () => {
  test('GATE-15 who leaves a home leaves its paper code too; codes of the home moved into stand, though the news comes late', async () => {
    const [here, there] = await Promise.all(
      ['601', '602'].map(async (door) => (await office.call('registry.addHome', { areaId: home.areaId, door, floor: 6, use: 'permanent' })).body),
    )
    const id = await addPerson(here.id, '李纸卡', 'X1000777')
    await addPerson(there.id, '李亲人', 'X1000778')
    const paperHere = (await office.call('gate.issuePaperCode', { homeId: here.id })).body
    const residency = (await office.call('registry.getHome', { homeId: here.id })).body.residents.find((one: { id: string }) => one.id === id).residency
    await office.call('registry.moveResident', { residencyId: residency.id, on: '2022-08-01', toHomeId: there.id })
    const paperThere = (await office.call('gate.issuePaperCode', { homeId: there.id })).body
    await town.drain()
    const shown = async (value: string) => (await guard.call('gate.lookUp', { gateId, direction: 'in', means: { kind: 'code', value } })).body.verdict
    expect((await shown(paperHere.code)).reasons).toContain('code_revoked')
    expect((await shown(paperThere.code)).reasons).not.toContain('code_revoked')
  })

  test('what a gate knew of people’s ways is gone after a month, with its partition', async () => {
    const before = town.clock.now
    const old = new Date('2022-06-10T12:00:00+08:00')
    await town.db.execAsOwner("select platform.ensure_months('gate.passage', '2022-06-01', 1)")
    town.clock.now = old
    expect((await record({ id: uuidv7At(old), at: old.toISOString() })).status).toBe(200)
    town.clock.now = before
    expect((await record()).status).toBe(200)
    const passages = await count('gate.passage')
    await forgetPassages(town.app.services)
    expect(await count('gate.passage')).toBe(passages - 1)
  })
})
