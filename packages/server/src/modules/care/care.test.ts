import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Reply, type Town } from '../../platform/testing.ts'
import { accessModule, resolveActor, seedAccount } from '../access/index.ts'
import { answerabilityModule } from '../answerability/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { careModule, morning } from './index.ts'

let town: Town
let community: Area, north: Area, south: Area, other: Area
let northGrid: string
let admin: Caller, nora: Caller, sven: Caller, vera: Caller, stranger: Caller, street: Caller
type Home = { id: string; path: string }
const home: Record<'n1' | 'n2' | 'n3' | 's1', Home> = {} as never

const NOON = new Date('2022-05-04T12:00:00+08:00')
const at = (day: string) => new Date(`${day}T12:00:00+08:00`)

/** A caller with an account of that name behind it, so that it can be named as somebody's carer. */
async function hire(role: 'gridWorker' | 'volunteer', name: string, place: { path: string; overlayId?: string }): Promise<Caller> {
  const accountId = await town.system((ctx) =>
    seedAccount(ctx, {
      login: `c-${uuidv7().slice(-10)}`,
      name,
      unit: '东社区',
      password: 'a-long-enough-one',
      grants: [{ role, ...place, from: '2022-01-01' }],
    }),
  )
  return town.as(role, place.path, { accountId })
}

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, answerabilityModule, careModule], resolveActor })
  await town.system(async (ctx) => {
    const [streetArea] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])
    const [first, next] = await insertAreas(ctx, [
      { parentId: streetArea!.id, level: 'community', name: '东社区' },
      { parentId: streetArea!.id, level: 'community', name: '西社区' },
    ])
    const [one, two] = await insertAreas(ctx, [
      { parentId: first!.id, level: 'building', name: '1幢' },
      { parentId: first!.id, level: 'building', name: '2幢' },
    ])
    community = first!
    other = next!
    north = one!
    south = two!
    street = town.as('streetCommander', streetArea!.path)
  })
  admin = town.as('communityAdmin', community.path)
  const grid = { kind: 'grid', from: '2022-01-01', until: null }
  northGrid = (await admin.call('areas.setOverlay', { ...grid, name: '北网格', areaIds: [north.id] })).body.id
  const southGrid = (await admin.call('areas.setOverlay', { ...grid, name: '南网格', areaIds: [south.id] })).body.id
  nora = await hire('gridWorker', '沈小禾', { path: north.path, overlayId: northGrid })
  sven = await hire('gridWorker', '许知春', { path: south.path, overlayId: southGrid })
  vera = await hire('volunteer', '方知遥', { path: community.path })
  stranger = town.as('gridWorker', other.path)
  const door = async (areaId: string, number: string): Promise<Home> =>
    (await admin.call('registry.addHome', { areaId, door: number, floor: 1, use: 'permanent' })).body
  home.n1 = await door(north.id, '101')
  home.n2 = await door(north.id, '102')
  home.n3 = await door(north.id, '103')
  home.s1 = await door(south.id, '101')
}, 120_000)
afterAll(() => town?.close())

let count = 0
/** Somebody new with these marks. @returns person and residency */
async function move(where: Home, care: string[]): Promise<{ personId: string; residencyId: string }> {
  count += 1
  const input = {
    homeId: where.id,
    name: `沈${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'[count]}`,
    care,
    kind: 'owner',
    from: '2020-01-01',
    evenIfKnown: true,
  }
  const { id, residency } = (await admin.call('registry.addResident', input)).body
  await town.drain()
  return { personId: id, residencyId: residency.id }
}
const contact = (who: Caller, personId: string, result: string, more: object = {}): Promise<Reply> =>
  who.call('care.recordContact', { id: uuidv7(), personId, at: town.clock.now.toISOString(), way: 'phone', result, needs: [], note: null, ...more })
const view = async (personId: string) => (await admin.call('care.getCare', { personId })).body.person
const states = async (state: string) => ((await admin.call('care.listCare', { state })).body.rows as { personId: string }[]).map((row) => row.personId)
const overdueTold = (personId: string) =>
  town.system(async ({ tx }) =>
    (
      await sql<{
        due: string
      }>`select payload->>'dueOn' as due from platform.outbox where name = 'care.contactOverdue' and payload->>'personId' = ${personId}`.execute(tx)
    ).rows.map((row) => row.due),
  )
const dueTasks = async (who: Caller, personId: string) =>
  ((await who.call('tasks.listMine')).body.tasks as { subjectId: string; kind: string; dueOn: string; tries: number }[]).filter(
    (task) => task.subjectId === personId && task.kind === 'care',
  )
const wake = async (day: string) => {
  town.clock.now = at(day)
  await morning(town.app.services)
}

test('REG-05 with the first mark somebody appears without a carer, the grid worker of the home is suggested, and a carer is named', async () => {
  town.clock.now = NOON
  const { personId } = await move(home.n1, ['dialysis', 'disabled'])
  expect(await view(personId)).toMatchObject({
    carer: null,
    suggestion: { accountId: nora.accountId, name: '沈小禾' },
    care: ['dialysis', 'disabled'],
    intervalDays: 3,
    nextDue: '2022-05-07',
    standing: 'ok',
  })
  expect(await states('noCarer')).toContain(personId)
  expect((await admin.call('care.assignCarer', { personIds: [personId], accountId: sven.accountId })).body.code).toBe('care.not_a_carer_there')
  expect((await admin.call('care.assignCarer', { personIds: [personId], accountId: nora.accountId })).body).toEqual({ assigned: 1 })
  expect(await states('noCarer')).not.toContain(personId)
  expect((await nora.call('care.listMine', {})).body.rows.map((row: { personId: string }) => row.personId)).toEqual([personId])
  expect((await nora.call('care.assignCarer', { personIds: [personId], accountId: nora.accountId })).status).toBe(403)
  for (const who of [stranger, sven]) expect((await who.call('care.getCare', { personId })).status).toBe(404)
})

test('REG-05 on the day it is due a task stands at the door, handed to the carer; a contact settles it and counts the next from that day', async () => {
  town.clock.now = NOON
  const { personId } = await move(home.n2, ['dialysis'])
  await admin.call('care.assignCarer', { personIds: [personId], accountId: nora.accountId })
  await wake('2022-05-06')
  expect(await dueTasks(nora, personId)).toEqual([])
  await wake('2022-05-07')
  await wake('2022-05-07')
  expect(await dueTasks(nora, personId)).toMatchObject([{ dueOn: '2022-05-07' }])
  const [obligation] = (await admin.call('tasks.listObligations', { state: 'open' })).body
  const missing = async () =>
    ((await admin.call('tasks.listMissing', { obligationId: obligation.id, limit: 50 })).body.rows as { subjectId: string }[]).map((row) => row.subjectId)
  expect(await missing()).toContain(personId)
  await contact(nora, personId, 'notReached')
  expect(await dueTasks(nora, personId)).toMatchObject([{ tries: 1 }])
  expect(await missing()).toContain(personId)
  expect((await contact(nora, personId, 'well')).body).toMatchObject({ isNew: true, nextDue: '2022-05-10' })
  expect(await dueTasks(nora, personId)).toEqual([])
  expect(await missing()).not.toContain(personId)
  const { contacts } = (await nora.call('care.getCare', { personId })).body
  expect(contacts.map((one: { result: string }) => one.result)).toEqual(['well', 'notReached'])
  await wake('2022-05-10')
  expect(await missing()).toContain(personId)
  expect(await dueTasks(nora, personId)).toMatchObject([{ dueOn: '2022-05-10', tries: 0 }])
})

test('REG-05 the community is told of somebody overdue once for each day owed, however often the morning comes', async () => {
  town.clock.now = NOON
  const { personId } = await move(home.s1, ['dialysis'])
  await wake('2022-05-07')
  expect(await overdueTold(personId)).toEqual([])
  await wake('2022-05-08')
  await wake('2022-05-08')
  await wake('2022-05-09')
  expect(await overdueTold(personId)).toEqual(['2022-05-07'])
  expect(await view(personId)).toMatchObject({ standing: 'overdue', overdueDays: 2, alarm: 'late' })
  expect(await states('overdue')).toContain(personId)
  town.clock.now = at('2022-05-10')
  expect(await view(personId)).toMatchObject({ overdueDays: 3, alarm: 'urgent' })
  await contact(sven, personId, 'well')
  expect(await states('overdue')).not.toContain(personId)
  await wake('2022-05-15')
  expect(await overdueTold(personId)).toEqual(['2022-05-07', '2022-05-13'])
})

test('a contact made without network counts once and for its own day; under the same id with other content it is refused and kept', async () => {
  town.clock.now = at('2022-05-06')
  const { personId } = await move(home.n2, ['reducedMobility'])
  const body = { id: uuidv7(), personId, at: '2022-05-05T09:00:00+08:00', way: 'visit', result: 'needsHelp', needs: ['medicine'], note: '降压药吃完了' }
  expect((await nora.call('care.recordContact', body)).body).toEqual({ id: body.id, isNew: true, nextDue: '2022-05-12' })
  expect((await nora.call('care.recordContact', body)).body).toEqual({ id: body.id, isNew: false, nextDue: '2022-05-12' })
  expect((await nora.call('care.recordContact', { ...body, needs: ['food'] })).body.code).toBe('care.other_bytes')
  const { contacts } = (await nora.call('care.getCare', { personId })).body
  expect(contacts).toMatchObject([{ needs: ['medicine'], note: '降压药吃完了', way: 'visit' }])
  const kept = await town.system(
    async ({ tx }) => (await sql<{ n: number }>`select count(*)::int as n from care.contact_conflict where contact_id = ${body.id}`.execute(tx)).rows[0]!.n,
  )
  expect(kept).toBe(1)
  // An older one that comes later takes nothing back; a clock ahead of its time says now.
  expect((await contact(nora, personId, 'well', { at: '2022-05-01T09:00:00+08:00' })).body.nextDue).toBe('2022-05-12')
  expect((await contact(nora, personId, 'well', { at: '2031-01-01T09:00:00+08:00' })).body.nextDue).toBe('2022-05-13')
  expect((await contact(nora, personId, 'well', { needs: ['food'] })).body.code).toBe('care.needs_unfit')
})

test('needing help becomes a task of the community office, and stays when the person is planned again', async () => {
  town.clock.now = at('2022-05-06')
  const { personId } = await move(home.n1, ['emptyNest'])
  await contact(nora, personId, 'needsHelp', { needs: ['escort', 'doctor'] })
  const office = async () =>
    ((await admin.call('tasks.listMine')).body.tasks as { id: string; subjectId: string; kind: string }[]).filter(
      (task) => task.subjectId === personId && task.kind === 'errand',
    )
  expect(await office()).toHaveLength(1)
  await wake('2022-05-13')
  await wake('2022-05-14')
  const [task] = await office()
  const outcome = {
    id: uuidv7(),
    taskId: task!.id,
    at: town.clock.now.toISOString(),
    way: 'phone',
    outcome: 'done',
    reason: null,
    tryOn: null,
    tryPart: null,
    note: null,
  }
  expect((await admin.call('tasks.recordOutcome', outcome)).body.state).toBe('done')
  expect(await office()).toEqual([])
})

test('two look after one: the second sees who, where and when, never the category, and of others what he was not named for not at all', async () => {
  town.clock.now = NOON
  const { personId } = await move(home.n3, ['mentalIllness'])
  const { personId: beside } = await move(home.n3, ['infant'])
  await admin.call('care.assignCarer', { personIds: [personId, beside], accountId: nora.accountId })
  const { version } = await view(personId)
  const second = (more: object) => admin.call('care.setSecondCarer', { personId, version, ...more })
  expect((await second({ accountId: nora.accountId })).body.code).toBe('care.same_carer_twice')
  expect((await vera.call('care.getCare', { personId })).status).toBe(404)
  expect((await second({ accountId: vera.accountId })).status).toBe(200)
  expect((await second({ accountId: vera.accountId })).body.code).toBe('care.changed_meanwhile')
  const seen = (await vera.call('care.getCare', { personId })).body
  expect(seen).toMatchObject({ person: { care: null, lastResult: null, door: '1-103', nextDue: '2022-05-18' }, contacts: [], changes: [], mayKeep: false })
  expect(JSON.stringify(seen)).not.toContain('mentalIllness')
  await contact(nora, personId, 'inHospital', { note: '住院观察' })
  expect((await contact(vera, personId, 'well', { way: 'message' })).status).toBe(200)
  expect((await vera.call('care.getCare', { personId })).body.contacts.map((one: { result: string }) => one.result)).toEqual(['well'])
  expect((await contact(vera, beside, 'well')).status).toBe(404)
  expect((await vera.call('care.listCare', {})).status).toBe(403)
  expect((await vera.call('care.listMine', {})).body.rows.map((row: { personId: string }) => row.personId)).toEqual([personId])
  // Whoever stands in for the second while he is ill looks after his people, and only then.
  const standIn = await hire('volunteer', '陆春生', { path: community.path })
  expect((await standIn.call('care.getCare', { personId })).status).toBe(404)
  const cover = { accountId: vera.accountId, byAccountId: standIn.accountId, from: '2022-05-04', until: '2022-05-06', reason: '生病' }
  expect((await admin.call('access.coverFor', cover)).status).toBe(200)
  expect((await standIn.call('care.listMine', {})).body.rows.map((row: { personId: string }) => row.personId)).toEqual([personId])
  expect((await contact(standIn, personId, 'well')).status).toBe(200)
  const neighbour = (await move(home.n3, [])).personId
  expect((await admin.call('care.setSecondCarer', { personId: beside, version: (await view(beside)).version, secondPersonId: neighbour })).status).toBe(200)
  expect((await view(beside)).second).toMatchObject({ isAccount: false })
})

test('a whole grid is given to one carer at once, and passes to the next with the grid', async () => {
  town.clock.now = NOON
  const ids = [(await move(home.n1, ['infant'])).personId, (await move(home.n2, ['destitute'])).personId]
  const elsewhere = (await move(home.s1, ['destitute'])).personId
  expect((await admin.call('care.assignGrid', { gridId: northGrid, accountId: sven.accountId, evenIfTaken: true })).body.code).toBe('care.not_a_carer_there')
  expect((await admin.call('care.assignGrid', { gridId: northGrid, accountId: nora.accountId, evenIfTaken: false })).body.assigned).toBeGreaterThanOrEqual(2)
  for (const personId of ids) expect((await view(personId)).carer.accountId).toBe(nora.accountId)
  expect((await view(elsewhere)).carer).toBeNull()
  await wake('2022-05-18')
  const next = await hire('gridWorker', '丁若兰', { path: south.path })
  await admin.call('tasks.handOverGrid', { overlayId: northGrid, fromAccountId: nora.accountId, toAccountId: next.accountId, on: '2022-05-18' })
  await town.drain()
  for (const personId of ids) {
    expect((await view(personId)).carer).toMatchObject({ accountId: next.accountId, name: '丁若兰' })
    const { changes } = (await admin.call('care.getCare', { personId })).body
    expect(changes.map((one: { why: string; who: string | null }) => [one.why, one.who])).toEqual([
      ['handedOver', '丁若兰'],
      ['filled', '沈小禾'],
      ['begun', null],
    ])
  }
  await admin.call('tasks.handOverGrid', { overlayId: northGrid, fromAccountId: next.accountId, toAccountId: nora.accountId, on: '2022-05-18' })
  await town.drain()
  expect((await view(ids[0]!)).carer.accountId).toBe(nora.accountId)
})

test('whoever moves to another grid is suggested its worker, with the history kept; who leaves or is of no category any more is in care no longer', async () => {
  town.clock.now = NOON
  const { personId, residencyId } = await move(home.n1, ['dialysis'])
  await admin.call('care.assignCarer', { personIds: [personId], accountId: nora.accountId })
  await contact(nora, personId, 'well')
  await wake('2022-05-07')
  expect(await dueTasks(nora, personId)).toHaveLength(1)
  await admin.call('registry.moveResident', { residencyId, on: '2022-05-07', toHomeId: home.s1.id })
  await town.drain()
  expect(await view(personId)).toMatchObject({ homeId: home.s1.id, carer: null, suggestion: { name: '许知春' }, lastContact: '2022-05-04' })
  expect(await dueTasks(nora, personId)).toEqual([])
  expect(await dueTasks(sven, personId)).toHaveLength(1)
  const { contacts, changes } = (await admin.call('care.getCare', { personId })).body
  expect(contacts).toHaveLength(1)
  expect(changes.slice(0, 2)).toMatchObject([
    { why: 'moved', who: null },
    { why: 'emptied', slot: 'gridWorker', who: null },
  ])
  const version = (await admin.call('registry.getHome', { homeId: home.s1.id })).body.residents.find((one: { id: string }) => one.id === personId).version
  await admin.call('registry.editResident', { personId, version, care: [] })
  await town.drain()
  expect((await admin.call('care.getCare', { personId })).status).toBe(404)
  expect(await dueTasks(sven, personId)).toEqual([])
  // What a phone brings afterwards is kept all the same.
  expect((await contact(admin, personId, 'well')).body).toMatchObject({ isNew: true })
})

test('two that were one: the kept one goes on with the carer and the last contact of both, and un-merged each has its own again', async () => {
  town.clock.now = NOON
  const [kept, other] = [(await move(home.n1, ['disabled'])).personId, (await move(home.n1, ['emptyNest'])).personId]
  await admin.call('care.assignCarer', { personIds: [other], accountId: nora.accountId })
  await contact(nora, other, 'well', { note: '一切都好' })
  const fields = { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' }
  const versionOf = async (id: string) =>
    (await admin.call('registry.getHome', { homeId: home.n1.id })).body.residents.find((one: { id: string }) => one.id === id).version
  const merged = await admin.call('registry.mergePeople', {
    keepId: kept,
    otherId: other,
    versionKeep: await versionOf(kept),
    versionOther: await versionOf(other),
    fields,
  })
  expect(merged.status).toBe(200)
  await town.drain()
  const joined = (await admin.call('care.getCare', { personId: other })).body
  expect(joined.person).toMatchObject({ personId: kept, carer: { name: '沈小禾' }, lastContact: '2022-05-04', intervalDays: 7, nextDue: '2022-05-11' })
  expect(joined.contacts).toMatchObject([{ note: '一切都好' }])
  // A phone that still holds the other's id.
  expect((await contact(nora, other, 'well')).body.isNew).toBe(true)
  expect((await admin.call('registry.unmergePeople', { mergeId: merged.body.mergeId })).status).toBe(200)
  await town.drain()
  expect(await view(other)).toMatchObject({ personId: other, carer: { name: '沈小禾' }, lastContact: '2022-05-04', intervalDays: 7 })
  expect(await view(kept)).toMatchObject({ personId: kept, care: ['disabled'], intervalDays: 14 })
})

test('REG-05 un-merged, nobody keeps a contact that was another’s: who was never called is due as before', async () => {
  town.clock.now = NOON
  const [kept, other] = [(await move(home.s1, ['emptyNest'])).personId, (await move(home.s1, ['emptyNest'])).personId]
  town.clock.now = at('2022-05-08')
  await contact(sven, other, 'well')
  const fields = { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' }
  const versionOf = async (id: string) =>
    (await admin.call('registry.getHome', { homeId: home.s1.id })).body.residents.find((one: { id: string }) => one.id === id).version
  const versions = { versionKeep: await versionOf(kept), versionOther: await versionOf(other) }
  const merged = await admin.call('registry.mergePeople', { keepId: kept, otherId: other, ...versions, fields })
  await town.drain()
  expect(await view(kept)).toMatchObject({ lastContact: '2022-05-08', nextDue: '2022-05-15' })
  expect((await admin.call('registry.unmergePeople', { mergeId: merged.body.mergeId })).status).toBe(200)
  await town.drain()
  expect(await view(other)).toMatchObject({ lastContact: '2022-05-08', nextDue: '2022-05-15' })
  expect(await view(kept)).toMatchObject({ lastContact: null, lastResult: null, nextDue: '2022-05-11' })
  await wake('2022-05-12')
  expect(await dueTasks(sven, kept)).toMatchObject([{ dueOn: '2022-05-11' }])
})

test('a community sets its own interval for a category, and one for a person with a reason; a shorter one is due at once', async () => {
  town.clock.now = NOON
  const { personId } = await move(home.s1, ['chronicIllness'])
  await contact(sven, personId, 'well')
  expect(await view(personId)).toMatchObject({ intervalDays: 14, nextDue: '2022-05-18' })
  town.clock.now = at('2022-05-09')
  const set = (days: number | null) => admin.call('care.setInterval', { communityId: community.id, category: 'chronicIllness', days })
  expect((await set(4)).body.changed).toBeGreaterThanOrEqual(1)
  expect(await view(personId)).toMatchObject({ intervalDays: 4, nextDue: '2022-05-08', standing: 'overdue' })
  expect(await dueTasks(sven, personId)).toHaveLength(1)
  const own = (await admin.call('care.listIntervals', { communityId: community.id })).body.categories.find(
    (one: { category: string }) => one.category === 'chronicIllness',
  )
  expect(own).toMatchObject({ days: 4, proposed: 14, isOwn: true, isDraft: true })
  await set(null)
  expect(await view(personId)).toMatchObject({ nextDue: '2022-05-18' })
  expect(await dueTasks(sven, personId)).toEqual([])
  const { version } = await view(personId)
  const person = (more: object) => admin.call('care.setPersonInterval', { personId, version, days: 2, reason: '刚出院', ...more })
  expect((await person({ reason: null })).body.code).toBe('care.reason_missing')
  expect((await person({})).body).toMatchObject({ nextDue: '2022-05-06' })
  expect((await person({})).body.code).toBe('care.changed_meanwhile')
  expect((await admin.call('care.getCare', { personId })).body.override).toEqual({ days: 2, reason: '刚出院' })
  expect((await sven.call('care.setInterval', { communityId: community.id, category: 'infant', days: 2 })).status).toBe(404)
})

test('the list comes in pages that neither repeat nor leave out anybody, whole and by category', async () => {
  for (const category of [undefined, 'dialysis'] as const) {
    const whole = (await admin.call('care.listCare', { limit: 200, category })).body.rows.map((row: { personId: string }) => row.personId)
    const found: string[] = []
    let after: string | undefined
    do {
      const page = (await admin.call('care.listCare', { limit: 2, category, after })).body
      found.push(...page.rows.map((row: { personId: string }) => row.personId))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(found).toEqual(whole)
    expect(whole.length).toBeGreaterThan(1)
  }
  expect((await admin.call('care.listCare', { after: 'nonsense', limit: 1 })).status).toBe(200)
})

test('REG-05 how many of each category and how they stand, by grid: numbers for the street, names for nobody there', async () => {
  const { total, grids } = (await street.call('care.getCounts', { areaId: community.id })).body
  expect(total.people).toBe(grids.reduce((sum: number, grid: { people: number }) => sum + grid.people, 0))
  expect(total.ok + total.due + total.overdue).toBe(total.people)
  expect(total.byCategory.dialysis).toBeGreaterThanOrEqual(3)
  expect(grids.map((grid: { name: string }) => grid.name).toSorted()).toEqual(['北网格', '南网格'])
  expect((await street.call('care.listCare', {})).status).toBe(403)
})

test('REG-05 REG-11 the building chart is told at which homes a contact is due or overdue, the worst of each, by those who may read care', async () => {
  town.clock.now = NOON
  const [one, two] = [(await move(home.n2, ['dialysis'])).personId, (await move(home.n2, ['emptyNest'])).personId]
  await move(home.n3, ['dialysis'])
  const due = async (who: Caller, areaId = north.id) => (await who.call('care.listDueHomes', { areaId })).body.homes as { homeId: string }[]
  const at102 = async () => (await due(admin)).find(({ homeId }) => homeId === home.n2.id)
  town.clock.now = at('2022-05-07')
  for (const personId of [one, two]) await contact(admin, personId, 'well')
  // Others of the home are contacted too, so that only these two are looked at.
  for (const { personId, homeId } of (await admin.call('care.listCare', { areaId: north.id, limit: 200 })).body.rows)
    if (homeId === home.n2.id) await contact(admin, personId, 'well')
  expect(await at102()).toBeUndefined()
  town.clock.now = at('2022-05-10')
  expect(await at102()).toEqual({ homeId: home.n2.id, standing: 'due', overdueDays: 0 })
  town.clock.now = at('2022-05-15')
  expect(await at102()).toEqual({ homeId: home.n2.id, standing: 'overdue', overdueDays: 5 })
  expect((await due(nora)).map(({ homeId }) => homeId)).toContain(home.n2.id)
  expect((await due(admin, south.id)).map(({ homeId }) => homeId)).not.toContain(home.n2.id)
  for (const [who, status] of [
    [street, 403],
    [vera, 403],
    [sven, 404],
  ] as const)
    expect((await who.call('care.listDueHomes', { areaId: north.id })).status).toBe(status)
})

test('a household learns who looks after it, not which of them', async () => {
  town.clock.now = NOON
  const { personId } = await move(home.n2, ['pregnant'])
  await admin.call('care.assignCarer', { personIds: [personId], accountId: nora.accountId })
  const resident = town.as('resident', home.n2.path, { personId })
  const found = (await resident.call('answerability.listMyCarers')).body
  expect(found).toContainEqual(expect.objectContaining({ slot: 'gridWorker', name: '沈小禾', unit: '东社区' }))
  expect(JSON.stringify(found)).not.toContain(personId)
})

test('CTRL-04 in an emergency everybody in care is due daily', async () => {
  town.clock.now = NOON
  const { personId } = await move(home.s1, ['disabled'])
  await contact(sven, personId, 'well')
  expect(await view(personId)).toMatchObject({ intervalDays: 14 })
  const order = { posture: 'emergency', packId: 'covid-19', edition: '2022-06-28', legalBasis: '演练', purpose: '演练', until: '2022-12-31' } as const
  await town.system((ctx) => putInForce(ctx, { areaId: community.id, ...order, draftedBy: uuidv7(), approvedBy: uuidv7() }))
  await town.drain()
  expect(await view(personId)).toMatchObject({ intervalDays: 1, nextDue: '2022-05-05' })
})
