// The call desk, its shifts and its growth, supervision, and what comes from gates, cases, residents and other systems.
import { controlEvents, gateEvents } from '@xiaomen/contract'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { sign } from '../../platform/signed-call.ts'
import type { Caller } from '../../platform/testing.ts'
import { statementsOf } from './index.ts'
import { addGiver, all, hireVolunteers, type LeadsTown, NOW, ok, openLeadsTown, refused, signedIn, take } from './leads.test.fixture.ts'

let t: LeadsTown
let giverId = ''
let ids: string[] = []
const HOUR_MS = 3_600_000
const after = (hours: number) => new Date(Date.parse(NOW) + hours * HOUR_MS)
const recorded = (leadId: string, outcome: string, over: object = {}) => ({ id: uuidv7(), leadId, outcome, callAt: null, lang: null, statements: [], ...over })
beforeAll(async () => {
  t = await openLeadsTown()
  giverId = await addGiver(t)
  await take(t, giverId, [
    { name: '一号', phone: '10970000001', address: '青石街道南苑1号', kind: '次密接' },
    { name: '二号', phone: '10970000002', address: '青石街道北苑2号', kind: '阳性' },
    { name: '三号', phone: '10970000003', address: '青石街道北苑3号', kind: '密接' },
    { name: '无电话', address: '青石街道南苑4号', kind: '阳性' },
  ])
  ids = (await all(t.tracer, t.quarter.street.id, ['received'])).map(({ id }) => id)
}, 90_000)
afterAll(() => t.close())
const next = async (caller: Caller) => (await ok(caller, 'leads.nextCall', { areaId: t.quarter.street.id })).call

test('TRACE-03 the next call is the most urgent that nobody holds; outcomes say when it is rung again, and what is told is kept', async () => {
  const areaId = t.quarter.street.id
  expect(await refused(t.tracer, 'leads.nextCall', { areaId })).toBe('leads.no_seat')
  await ok(t.tracer, 'leads.takeSeat', { id: uuidv7(), areaId })
  await ok(t.head, 'leads.takeSeat', { id: uuidv7(), areaId })
  const first = await next(t.tracer)
  expect(first.lead).toMatchObject({ name: '二号', kind: 'positive', phone: '109****0002' })
  expect(first.script.lines[0].options.map(({ next: to }: { next: number }) => to)).toEqual([1, 6])
  // Asked again it is the same one; somebody else gets the next.
  expect((await next(t.tracer)).lead.id).toBe(first.lead.id)
  const second = await next(t.head)
  expect(second.lead.name).toBe('三号')
  expect(await refused(t.head, 'leads.recordCall', recorded(first.lead.id, 'noAnswer'))).toBe('leads.not_held')
  expect(await ok(t.tracer, 'leads.revealPhone', { leadId: first.lead.id, purpose: 'callOnDuty' })).toMatchObject({ value: '10970000002' })
  // Whoever only commands telephones nobody.
  expect(await refused(t.street, 'leads.revealPhone', { leadId: first.lead.id, purpose: 'callOnDuty' })).toBe('access.denied')

  const statement = (over: object) => ({
    id: uuidv7(),
    where: '万象餐馆',
    areaId: t.quarter.compound.id,
    from: after(-40).toISOString(),
    until: after(-38).toISOString(),
    with: [{ name: '同桌甲', phone: '10970000099' }],
    ...over,
  })
  for (const over of [{ from: after(1).toISOString(), until: null }, { until: after(2).toISOString() }, { until: after(-41).toISOString() }])
    expect(await refused(t.tracer, 'leads.recordCall', recorded(first.lead.id, 'reached', { statements: [statement(over)] }))).toBe('leads.time_ahead')
  const call = recorded(first.lead.id, 'reached', { note: '配合', lang: 'zh', statements: [statement({})] })
  await ok(t.tracer, 'leads.recordCall', call)
  await ok(t.tracer, 'leads.recordCall', call)
  expect(await refused(t.tracer, 'leads.recordCall', { ...call, note: '别的' })).toBe('request.conflict')
  expect(await ok(t.tracer, 'leads.get', { leadId: first.lead.id })).toMatchObject({
    toldAt: expect.any(String),
    calls: [{ outcome: 'reached', note: '配合' }],
    statements: [{ where: '万象餐馆', with: [{ name: '同桌甲', phone: '10970000099' }] }],
  })
  // An office that only dispatches reads that something was told, and not what.
  expect(await ok(t.street, 'leads.get', { leadId: first.lead.id })).toMatchObject({ statements: [], name: '二*', said: null })
  const told = await t.town.system((ctx) => statementsOf(ctx, first.lead.id))
  expect(told).toMatchObject([{ leadId: first.lead.id, where: '万象餐馆', areaId: t.quarter.compound.id, from: after(-40), until: after(-38) }])

  // Not answered: after half an hour again. A wrong number is rung no more. Asked to ring back: at that time and not before.
  await ok(t.head, 'leads.recordCall', recorded(second.lead.id, 'noAnswer'))
  const third = await next(t.head)
  expect(third.lead.name).toBe('一号')
  expect(await refused(t.head, 'leads.recordCall', recorded(third.lead.id, 'callBack', { callAt: after(-1).toISOString() }))).toBe('leads.time_ahead')
  await ok(t.head, 'leads.recordCall', recorded(third.lead.id, 'callBack', { callAt: after(1).toISOString() }))
  expect(await next(t.head)).toBeNull()
  t.town.clock.now = after(0.6)
  const fourth = await next(t.head)
  expect([fourth.lead.id, fourth.lead.tries]).toEqual([second.lead.id, 1])
  await ok(t.head, 'leads.recordCall', recorded(second.lead.id, 'wrongNumber'))
  expect(await next(t.head)).toBeNull()
  t.town.clock.now = after(1.1)
  expect((await next(t.head)).lead.id).toBe(third.lead.id)
})

test('TRACE-03 a shift is handed over: what one holds goes to the next with a note', async () => {
  const areaId = t.quarter.street.id
  const handed = await ok(t.head, 'leads.leaveSeat', { areaId, toAccountId: t.tracer.accountId, note: '一号约好了，请接着打' })
  expect(handed).toEqual({ handed: 1 })
  expect((await next(t.tracer)).lead.name).toBe('一号')
  expect(await ok(t.tracer, 'leads.getCallDesk', { areaId })).toMatchObject({ seats: [{ isOwn: true, held: 1 }], notes: [{ note: '一号约好了，请接着打' }] })
  expect(await refused(t.head, 'leads.nextCall', { areaId })).toBe('leads.no_seat')
})

test('TRACE-03 the centre grows to 3+8+N in one act; what is lent ends at its hour by itself, or when the centre shrinks', async () => {
  const { street } = t.quarter
  const people = await hireVolunteers(
    t,
    Array.from({ length: 16 }, (_, at) => `v${at}`),
  )
  const volunteer = await signedIn(t, 'v15')
  const sees = async () => (await volunteer.call('leads.getCallDesk', { areaId: street.id })).status
  expect(await sees()).toBe(404)
  const act = {
    id: uuidv7(),
    areaId: street.id,
    until: after(12).toISOString(),
    chiefs: people.slice(0, 3),
    lines: people.slice(3, 11).map((id) => [id]),
    volunteers: people.slice(11),
  }
  expect(await refused(t.head, 'leads.scaleUp', act)).toBe('access.denied')
  expect(await refused(t.street, 'leads.scaleUp', { ...act, until: after(0).toISOString() })).toBe('leads.until_past')
  expect(await ok(t.street, 'leads.scaleUp', act)).toEqual({ posts: 16, lent: 16 })
  expect(await ok(t.street, 'leads.scaleUp', act)).toEqual({ posts: 16, lent: 16 })
  expect(await refused(t.street, 'leads.scaleUp', { ...act, id: uuidv7() })).toBe('leads.scaled')
  const staff = await ok(t.head, 'leads.getStaff', { areaId: street.id })
  expect(staff).toMatchObject({ scale: 'surge', figures: { usual: { chiefs: 1, lines: 2 }, surge: { chiefs: 3, lines: 8 } } })
  const parts = staff.posts.map(({ part }: { part: string }) => part)
  expect(['chief', 'line', 'volunteer'].map((part) => parts.filter((one: string) => one === part).length)).toEqual([3, 8, 5])
  expect(await sees()).toBe(200)
  // A minute before its hour, and at its hour: nobody had to take it back.
  t.town.clock.now = new Date(after(12).getTime() - 60_000)
  expect(await sees()).toBe(200)
  t.town.clock.now = after(12)
  expect(await sees()).toBe(404)
  expect((await ok(t.head, 'leads.getStaff', { areaId: street.id })).scale).toBe('usual')
  expect(await ok(t.street, 'leads.scaleUp', { ...act, id: uuidv7(), until: after(24).toISOString() })).toEqual({ posts: 16, lent: 16 })
  expect(await sees()).toBe(200)
  expect(await ok(t.street, 'leads.scaleDown', { areaId: street.id })).toEqual({ ended: 16 })
  expect(await sees()).toBe(404)
})

test('TRACE-06 what is late, came back twice or lies still is found and put right from the list, and who did is written down', async () => {
  const { street, community } = t.quarter
  const find = async (of: string) => ok(t.head, 'leads.listFindings', { areaId: street.id, of })
  const overdue = await find('overdue')
  expect(overdue.rows.length).toBe(4)
  expect(overdue.counts.overdue).toBe(4)
  const [one] = ids
  const hand = { areaId: street.id, leadIds: [one], isCorrection: false }
  for (let times = 0; times < 2; times += 1) {
    await ok(t.tracer, 'leads.send', { ...hand, batchId: uuidv7(), to: 'community', toId: community.id })
    await ok(t.stone, 'leads.giveBack', { batchId: uuidv7(), areaId: community.id, leadIds: [one], reason: 'notHere', note: '三年前搬走' })
  }
  expect((await find('returnedTwice')).rows.map(({ id }: { id: string }) => id)).toEqual([one])
  expect(await ok(t.head, 'leads.remind', { areaId: street.id, leadIds: [one] })).toEqual({ done: 1 })
  expect(await ok(t.head, 'leads.send', { ...hand, batchId: uuidv7(), to: 'here', toId: null, isCorrection: true })).toMatchObject({ done: 1 })
  await ok(t.tracer, 'leads.close', { leadId: one!, outcome: 'noRisk' })
  await ok(t.head, 'leads.reopen', { leadId: one!, reason: '没有问清同住人' })
  expect(await ok(t.tracer, 'leads.get', { leadId: one! })).toMatchObject({ state: 'working', closedAt: null, dueAt: expect.any(String) })
  const log = await ok(t.head, 'leads.listCorrections', { areaId: street.id })
  expect(log.map(({ kind, note }: { kind: string; note: string | null }) => [kind, note])).toEqual([
    ['reopen', '没有问清同住人'],
    ['keep', null],
    ['remind', null],
  ])
  // A desk that took something three hours ago and has done nothing since.
  const other = ids[1]!
  await ok(t.tracer, 'leads.send', { ...hand, leadIds: [other], batchId: uuidv7(), to: 'community', toId: community.id })
  expect((await find('silent')).rows).toEqual([])
  t.town.clock.now = new Date(t.town.clock.now.getTime() + 3 * HOUR_MS)
  expect((await find('silent')).rows.map(({ id }: { id: string }) => id)).toContain(other)
  const { desks } = await ok(t.head, 'leads.listLoads', { areaId: street.id })
  expect(desks.find(({ id }: { id: string }) => id === community.id)).toMatchObject({ offered: 1, isSilent: true })
  expect(await refused(t.tracer, 'leads.listFindings', { areaId: street.id, of: 'overdue' })).toBe('access.denied')
})

test('TRACE-06 two in a hundred of what was closed are drawn by lot and looked at again; a bad one is open again', async () => {
  const { street } = t.quarter
  const day = '2022-07-10'
  for (const leadId of ids.slice(1, 4)) {
    await ok(t.tracer, 'leads.send', { batchId: uuidv7(), areaId: street.id, leadIds: [leadId], to: 'here', toId: null, isCorrection: true })
    await ok(t.tracer, 'leads.close', { leadId, outcome: 'reached' })
  }
  const at = new Date(t.town.clock.now).toISOString().slice(0, 10)
  const drawnOn = at > day ? at : day
  expect(await ok(t.head, 'leads.drawSamples', { areaId: street.id, day: drawnOn })).toEqual({ drawn: 1 })
  expect(await ok(t.head, 'leads.drawSamples', { areaId: street.id, day: drawnOn })).toEqual({ drawn: 0 })
  const { rows, counts } = await ok(t.head, 'leads.listFindings', { areaId: street.id, of: 'sample', day: drawnOn })
  expect([rows.length, counts.sample]).toEqual([1, 1])
  await ok(t.head, 'leads.checkSample', { sampleId: rows[0].sampleId, isGood: false, reason: '没有记录轨迹' })
  expect(await refused(t.head, 'leads.checkSample', { sampleId: rows[0].sampleId, isGood: true })).toBe('leads.settled')
  expect(await ok(t.tracer, 'leads.get', { leadId: rows[0].id })).toMatchObject({ state: 'working' })
})

test('TRACE-01 a gate, a case and a resident tell into the same intake; a second word of the same person joins', async () => {
  const { street, community, compound, unit } = t.quarter
  const { id: homeId } = await ok(t.stone, 'registry.addHome', { areaId: unit.id, door: '601', floor: 6, use: 'permanent' })
  const { id: personId } = await ok(t.stone, 'registry.addResident', {
    homeId,
    name: '何来',
    phone: '10970000050',
    document: { kind: 'passport', number: 'X8800050', country: 'XX' },
    care: [],
    kind: 'owner',
    from: '2022-01-01',
    evenIfKnown: true,
  })
  const at = t.town.clock.now.toISOString()
  const event = { communityId: community.id, passageId: uuidv7(), areaPath: compound.path, personId, homeId, at }
  const twice = async () => {
    await t.town.system((ctx) => ctx.emit(gateEvents.riskAreaFound, event))
    await t.town.drain()
  }
  await twice()
  await twice()
  const mine = async () => (await all(t.tracer, street.id, ['received'])).filter(({ name }) => name === '何来')
  expect(await mine()).toMatchObject([{ way: 'gate', kind: 'riskArea', sources: 1, suggested: { id: community.id, way: 'document' }, hasPhone: true }])
  const { path } = await t.town.system(async (ctx) => (await import('../registry/index.ts')).findPerson(ctx, personId)).then((person) => person!)
  const resident = t.town.as('resident', path, { personId })
  expect(await ok(resident, 'leads.listOwn')).toEqual({ mayReport: true, reports: [] })
  const said = { id: uuidv7(), kind: 'symptom', said: '昨天起发热，去过外地', isOwn: true }
  await ok(resident, 'leads.report', said)
  await ok(resident, 'leads.report', said)
  expect(await ok(resident, 'leads.listOwn')).toMatchObject({ reports: [{ said: '昨天起发热，去过外地', state: 'received' }] })
  await t.town.system((ctx) =>
    ctx.emit(controlEvents.caseRegistered, { communityId: community.id, caseId: uuidv7(), personId, homeId, areaPath: path, foundOn: '2022-07-10' }),
  )
  await t.town.drain()
  const [lead] = await mine()
  // The strictest of what was said: a positive, and its clock of two hours.
  expect(lead).toMatchObject({ kind: 'positive', priority: 1, sources: 3 })
  expect(Date.parse(lead.dueAt)).toBe(t.town.clock.now.getTime() + 2 * HOUR_MS)
  // Somebody unknown at a gate is a lead too, with the place it happened at.
  await t.town.system((ctx) => ctx.emit(gateEvents.riskAreaFound, { ...event, passageId: uuidv7(), personId: null, homeId: null }))
  await t.town.drain()
  expect((await all(t.tracer, street.id, ['received'])).find(({ name }) => name === null)).toMatchObject({
    suggested: { id: community.id, way: 'place' },
    hasPhone: false,
  })
})

const PATH = '/api/leads.receive'
test('TRACE-01 another system sends leads by signed calls once two offices agreed; what cannot be read waits like any other', async () => {
  const { street } = t.quarter
  const second = t.town.as('streetCommander', street.path, { unit: '卫健办' })
  const channelId = uuidv7()
  await ok(t.street, 'leads.addChannel', { id: channelId, areaId: street.id, name: '省协查平台', kind: 'contact' })
  expect(await refused(t.street, 'leads.agreeChannel', { channelId })).toBe('leads.same_unit')
  await ok(second, 'leads.agreeChannel', { channelId })
  const { secret } = await ok(t.street, 'leads.takeSecret', { channelId })
  expect(await refused(t.street, 'leads.takeSecret', { channelId })).toBe('leads.channel_state')
  const send = async (leads: object[], nonce = uuidv7().replaceAll('-', ''), key = secret) => {
    const body = JSON.stringify({ leads })
    const timestamp = String(Math.floor(t.town.clock.now.getTime() / 1000))
    const call = { method: 'POST', path: PATH, timestamp, nonce, body: Buffer.from(body) }
    const headers = {
      'content-type': 'application/json',
      'x-xiaomen-source': channelId,
      'x-xiaomen-timestamp': timestamp,
      'x-xiaomen-nonce': nonce,
      'x-xiaomen-signature': sign(key, call),
    }
    return (await t.town.app.http.inject({ method: 'POST', url: PATH, headers, payload: body })).json()
  }
  const leads = [
    { reference: 'P1', name: '外来', phone: '10970000060', address: '青石街道南苑6号' },
    { name: '短号', phone: '1' },
  ]
  expect(await send(leads)).toEqual({ fresh: 1, merged: 0, known: 0, unread: [{ index: 1, fault: 'bad_phone', field: 'phone' }] })
  expect(await send(leads)).toMatchObject({ fresh: 0, known: 1 })
  expect(await send(leads, 'n'.repeat(32))).toMatchObject({ known: 1 })
  expect(await send(leads, 'n'.repeat(32))).toEqual({ code: 'leads.replayed' })
  expect(await send(leads, undefined, 'other')).toEqual({ code: 'leads.unsigned' })
  expect((await ok(t.tracer, 'leads.listUnread', { areaId: street.id, state: 'open' })).rows).toMatchObject([
    { giver: { name: '省协查平台' }, row: 2, fault: 'bad_phone' },
  ])
  await ok(t.street, 'leads.endChannel', { channelId })
  expect(await send(leads)).toEqual({ code: 'leads.unsigned' })
})

test('the vector of docs/leads-api.md is what the server takes', () => {
  const doc = readFileSync(new URL('../../../../../docs/leads-api.md', import.meta.url), 'utf8')
  const body = Buffer.from(/^\{"leads".*\}$/m.exec(doc)![0])
  expect(doc).toContain(sign('example-secret', { method: 'POST', path: PATH, timestamp: '1657440000', nonce: '0123456789abcdef', body }))
})
