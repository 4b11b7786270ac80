import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { drawPicture } from '../../picture.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { photosModule } from '../photos/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { countRounds, patrolsModule } from './index.ts'

let town: Town
let guard: Caller
let volunteer: Caller
let office: Caller
let street: Caller
let neighbour: Caller
let compoundId: string
let compoundPath: string
let otherId: string
let route: { id: string; points: { id: string; name: string }[]; version: number }
let codes: string[]
let number = 0
const at = (time: string, day = '2022-08-01') => new Date(`${day}T${time}:00+08:00`)

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, photosModule, patrolsModule] })
  const areas = await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    const [road] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '青石街道' }])
    const communities = await insertAreas(ctx, [
      { parentId: road!.id, level: 'community', name: '青石社区' },
      { parentId: road!.id, level: 'community', name: '白石社区' },
    ])
    const compounds = await insertAreas(ctx, [
      { parentId: communities[0]!.id, level: 'compound', name: '南苑' },
      { parentId: communities[1]!.id, level: 'compound', name: '北苑' },
    ])
    return { road: road!, communities, compounds }
  })
  compoundId = areas.compounds[0]!.id
  compoundPath = areas.compounds[0]!.path
  otherId = areas.compounds[1]!.id
  office = town.as('communityAdmin', areas.communities[0]!.path)
  street = town.as('streetCommander', areas.road.path)
  neighbour = town.as('communityAdmin', areas.communities[1]!.path)
  guard = town.as('guard', compoundPath)
  volunteer = town.as('volunteer', compoundPath)
})
beforeEach(async () => {
  // A fresh route each time, walked from seven in the morning on.
  town.clock.now = at('07:00')
  if (route !== undefined) await office.call('patrols.endRoute', { routeId: route.id })
  await town.drain()
  number += 1
  route = (await office.call('patrols.saveRoute', routeOf())).body
  codes = await codesOf(route.id)
})
afterAll(() => town.close())

const routeOf = (over: object = {}) => ({
  id: uuidv7(),
  areaId: compoundId,
  version: null,
  name: `${number}号线`,
  times: ['08:00', '23:50'],
  toleranceMinutes: 30,
  points: [
    { id: uuidv7(), name: '西南角围挡', hint: '路灯杆上' },
    { id: uuidv7(), name: '后巷小门', hint: null },
  ],
  ...over,
})
/** As they hang on the wall. */
async function codesOf(routeId: string): Promise<string[]> {
  return town.system(async ({ tx }) =>
    (await sql<{ code: string }>`select code from patrols.point where route_id = ${routeId} and until_at is null order by ordinal`.execute(tx)).rows.map(
      ({ code }) => code,
    ),
  )
}
const scan = (code: string, by = guard, over: object = {}) =>
  by.call('patrols.recordVisit', { id: uuidv7(), at: town.clock.now.toISOString(), point: { code }, ...over })
const rounds = async (day = '2022-08-01') => (await office.call('patrols.getDay', { day })).body.routes.find(({ id }: { id: string }) => id === route.id).rounds
const tasksOf = (kind: string, state = 'open') =>
  town.system(
    async ({ tx }) =>
      (
        await sql<{
          title: string
          subject_id: string
          priority: number
        }>`select title, subject_id, priority from tasks.task where kind = ${kind} and state = ${state} order by created_at`.execute(tx)
      ).rows,
  )
async function count(time: string, day?: string): Promise<void> {
  town.clock.now = at(time, day)
  await countRounds(town.app.services)
  await town.drain()
}

test('GATE-13 a round is walked by scanning each point; the board follows it', async () => {
  expect((await rounds()).map(({ state }: { state: string }) => state)).toEqual(['ahead', 'ahead'])
  town.clock.now = at('07:45')
  expect((await scan(codes[0]!)).body).toMatchObject({ isNew: true, pointId: route.points[0]!.id })
  expect((await rounds())[0]).toMatchObject({
    state: 'open',
    missing: [route.points[1]!.id],
    visited: [{ pointId: route.points[0]!.id, at: at('07:45').toISOString() }],
  })
  await volunteer.call('patrols.recordVisit', {
    id: uuidv7(),
    at: town.clock.now.toISOString(),
    point: { pointId: route.points[1]!.id, reason: 'codeDamaged' },
  })
  expect((await rounds())[0]).toMatchObject({ state: 'done', missing: [] })
  await count('09:00')
  expect(await tasksOf('missedRound')).toEqual([])
})

test('GATE-13 a missed point makes a missed round; the community has it as a task, told once, and says why', async () => {
  town.clock.now = at('08:10')
  await scan(codes[0]!)
  await count('08:29')
  expect(await tasksOf('missedRound')).toEqual([])
  await count('08:31')
  await count('08:36')
  const [task, ...others] = await tasksOf('missedRound')
  expect([task!.title, others.length]).toEqual([`${number}号线 08:00 这一轮漏巡，请核实`, 0])
  const [round] = await rounds()
  expect(round).toMatchObject({ state: 'missed', missing: [route.points[1]!.id], missedId: task!.subject_id, answer: null })
  expect((await guard.call('patrols.answerMissed', { missedId: round.missedId, answer: 'nobodyOnDuty' })).status).toBe(403)
  expect((await neighbour.call('patrols.answerMissed', { missedId: round.missedId, answer: 'nobodyOnDuty' })).status).toBe(404)
  expect((await office.call('patrols.answerMissed', { missedId: round.missedId, answer: 'nobodyOnDuty' })).status).toBe(200)
  await town.drain()
  expect(await tasksOf('missedRound')).toEqual([])
  expect((await rounds())[0]).toMatchObject({ state: 'missed', answer: 'nobodyOnDuty' })
  expect(await office.call('patrols.answerMissed', { missedId: round.missedId, answer: 'badWeather' })).toMatchObject({
    status: 409,
    body: { code: 'patrols.answered_already' },
  })
})

test('GATE-13 walked without a network: what the phone tells late takes the task back', async () => {
  await count('08:31')
  expect(await tasksOf('missedRound')).toHaveLength(1)
  town.clock.now = at('09:00')
  await scan(codes[0]!, guard, { at: at('08:05').toISOString() })
  await town.drain()
  expect(await tasksOf('missedRound')).toHaveLength(1)
  await scan(codes[1]!, guard, { at: at('08:12').toISOString() })
  await town.drain()
  expect(await tasksOf('missedRound')).toEqual([])
  expect((await rounds())[0]).toMatchObject({ state: 'done', missedId: null, answer: null })
})

test('GATE-13 a visit written down in the very moment in which its round was told takes the task back with the next count', async () => {
  await count('08:31')
  town.clock.now = at('08:40')
  for (const code of codes) await scan(code, guard, { at: at('08:05').toISOString() })
  await town.system(({ tx }) => sql`update patrols.missed set settled_at = null where route_id = ${route.id}`.execute(tx))
  await count('08:45')
  const unsettled = await town.system(
    async ({ tx }) => (await sql`select id from patrols.missed where settled_at is null and route_id = ${route.id}`.execute(tx)).rows,
  )
  expect(unsettled).toEqual([])
})

test('GATE-13 the round at ten to midnight may end after it, and is told the next day', async () => {
  town.clock.now = at('23:55')
  await scan(codes[0]!)
  town.clock.now = at('00:15', '2022-08-02')
  await scan(codes[1]!)
  await count('00:25', '2022-08-02')
  expect((await rounds())[1]).toMatchObject({ state: 'done' })
  expect((await tasksOf('missedRound')).map(({ title }) => title)).toEqual([`${number}号线 08:00 这一轮漏巡，请核实`])
})

test('GATE-13 the same scan sent twice is one; with another time under its id it is refused', async () => {
  town.clock.now = at('08:00')
  const id = uuidv7()
  expect((await scan(codes[0]!, guard, { id })).body).toMatchObject({ isNew: true })
  expect((await scan(codes[0]!, guard, { id })).body).toMatchObject({ isNew: false })
  expect(await scan(codes[1]!, guard, { id })).toMatchObject({ status: 409, body: { code: 'patrols.other_bytes' } })
  const stored = await town.system(async ({ tx }) => (await sql`select 1 from patrols.visit where id = ${id}`.execute(tx)).rows.length)
  expect(stored).toBe(1)
})

test('GATE-13 a scan with a time of tomorrow is refused; a clock a few minutes fast is taken for now', async () => {
  town.clock.now = at('08:00')
  expect(await scan(codes[0]!, guard, { at: at('08:00', '2022-08-02').toISOString() })).toMatchObject({ status: 400, body: { code: 'patrols.time_ahead' } })
  expect((await scan(codes[0]!, guard, { at: at('08:09').toISOString() })).status).toBe(200)
  expect((await rounds())[0].visited).toEqual([{ pointId: route.points[0]!.id, at: at('08:00').toISOString() }])
})

test('GATE-13 a code nobody printed, and a check point of another community, are unknown alike', async () => {
  const there = (await neighbour.call('patrols.saveRoute', routeOf({ areaId: otherId, name: '北苑' }))).body
  const [code] = await codesOf(there.id)
  const unknown = await scan('BBBBBBBBBBBBBBBB')
  expect(unknown).toMatchObject({ status: 404, body: { code: 'patrols.point_unknown' } })
  expect((await scan(code!)).body).toEqual(unknown.body)
  const here = { pointId: there.points[0].id, reason: 'blocked' }
  expect((await guard.call('patrols.recordVisit', { id: uuidv7(), at: town.clock.now.toISOString(), point: here })).body).toEqual(unknown.body)
  await neighbour.call('patrols.endRoute', { routeId: there.id })
})

test('GATE-13 a route is changed: a point keeps its code under a new name, one left out is asked for no more, new times hold from now', async () => {
  town.clock.now = at('08:05')
  const kept = route.points[0]!
  const change = {
    ...routeOf(),
    id: route.id,
    name: `${number}号线`,
    version: route.version,
    points: [{ id: kept.id, name: '西角', hint: null }],
    times: ['20:00'],
  }
  const changed = (await office.call('patrols.saveRoute', change)).body
  expect(changed).toMatchObject({ version: 2, times: ['20:00'], points: [{ id: kept.id, name: '西角' }] })
  expect(await codesOf(route.id)).toEqual([codes[0]])
  expect((await rounds()).map((round: { at: string; missing: string[] }) => [round.at, round.missing.length])).toEqual([[at('20:00').toISOString(), 1]])
  expect(await office.call('patrols.saveRoute', change)).toMatchObject({ status: 409, body: { code: 'patrols.changed_meanwhile' } })
  expect(await scan(codes[1]!)).toMatchObject({ status: 200 })
})

test('GATE-13 rounds that would share their time, a name that is taken and a route over two communities are refused', async () => {
  const refused = async (over: object) => (await office.call('patrols.saveRoute', routeOf({ name: '新线', ...over }))).body
  expect(await refused({ times: ['08:00', '08:50'] })).toEqual({ code: 'patrols.times_too_close' })
  expect(await refused({ times: ['08:00', '08:61'] })).toMatchObject({ code: 'request.invalid' })
  expect(await refused({ name: `${number}号线` })).toEqual({ code: 'patrols.name_taken' })
  expect((await street.call('patrols.saveRoute', routeOf())).status).toBe(403)
})

test('GATE-13 the labels hold each point’s name and code, in Chinese and English; a phone keeps no codes', async () => {
  for (const [lang, says] of [
    ['zh', '巡防点'],
    ['en', 'Check point'],
  ]) {
    const { raw, headers } = await office.call('patrols.downloadLabels', { routeId: route.id, lang, origin: 'https://example.test' })
    const page = raw.toString('utf8')
    expect(headers['content-type']).toContain('text/html')
    expect(page.match(/<svg/g)).toHaveLength(2)
    for (const text of [says, '西南角围挡', '路灯杆上']) expect(page).toContain(text)
  }
  const walk = await guard.call('patrols.getWalk')
  expect(walk.body.routes[0].marks).toHaveLength(2)
  for (const code of codes) expect(walk.raw.includes(code)).toBe(false)
  expect((await guard.call('patrols.downloadLabels', { routeId: route.id, lang: 'zh', origin: 'https://example.test' })).status).toBe(403)
})

test('GATE-13 a breach is a task at once, with its place and photo, and ends with what became of it', async () => {
  expect((await guard.call('patrols.listPlaces')).body).toEqual([{ areaId: compoundId, name: '南苑' }])
  expect((await office.call('patrols.listPlaces')).body).toEqual([{ areaId: compoundId, name: '南苑' }])
  const photoId = uuidv7()
  await guard.call('photos.add', {
    id: photoId,
    areaId: compoundId,
    at: town.clock.now.toISOString(),
    bytes: drawPicture({ colours: [[1, 2, 3]] }).toString('base64'),
  })
  const breach = {
    id: uuidv7(),
    areaId: compoundId,
    at: at('09:00', '2022-09-01').toISOString(),
    kind: 'climbed',
    place: '西南角',
    note: null,
    photoIds: [photoId],
  }
  expect((await guard.call('patrols.reportBreach', breach)).body).toEqual({ id: breach.id, isNew: true })
  expect((await guard.call('patrols.reportBreach', breach)).body).toEqual({ id: breach.id, isNew: false })
  expect(await guard.call('patrols.reportBreach', { ...breach, kind: 'cut' })).toMatchObject({ status: 409, body: { code: 'patrols.other_bytes' } })
  await town.drain()
  expect(await tasksOf('breach')).toEqual([{ title: '有人翻越围挡，请到场处置', subject_id: breach.id, priority: 3 }])
  const [seen] = (await office.call('patrols.listBreaches', { isOpen: true })).body
  // A phone whose clock runs ahead is heard all the same: it was now.
  expect(seen).toMatchObject({ id: breach.id, kind: 'climbed', place: '西南角', photoIds: [photoId], at: town.clock.now.toISOString(), outcome: null })
  expect((await street.call('patrols.listBreaches')).body[0]).toMatchObject({ id: breach.id, place: null })
  expect((await neighbour.call('patrols.listBreaches')).body).toEqual([])
  expect((await neighbour.call('patrols.answerBreach', { breachId: breach.id, outcome: 'repaired', note: null })).status).toBe(404)
  expect((await office.call('patrols.answerBreach', { breachId: breach.id, outcome: 'broughtBack', note: '已送回家中' })).status).toBe(200)
  await town.drain()
  expect(await tasksOf('breach')).toEqual([])
  expect(await tasksOf('breach', 'done')).toHaveLength(1)
  expect((await office.call('patrols.listBreaches', { isOpen: false })).body).toMatchObject([
    { id: breach.id, outcome: 'broughtBack', answerNote: '已送回家中' },
  ])
  expect(await office.call('patrols.answerBreach', { breachId: breach.id, outcome: 'repaired', note: null })).toMatchObject({ status: 409 })
})

test('GATE-13 a route that ends asks nobody for what it missed', async () => {
  await count('08:31')
  expect(await tasksOf('missedRound')).toHaveLength(1)
  expect((await office.call('patrols.endRoute', { routeId: route.id })).status).toBe(200)
  await town.drain()
  expect(await tasksOf('missedRound')).toEqual([])
  await count('23:59')
  expect(await tasksOf('missedRound')).toEqual([])
})
