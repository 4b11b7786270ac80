import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { morning } from '../care/index.ts'
import { visitOf } from '../sweeps/visit.fixture.ts'
import { bookOf, textsOf } from './books.fixture.ts'
import { exported, fetched, ok, openStreet, type Street } from './street.fixture.ts'

let street: Street
let firstBuilding: string
beforeAll(async () => {
  street = await openStreet()
  const { areas } = ok(await street.office.call('areas.listTree'))
  firstBuilding = areas.find(({ name, level }: { name: string; level: string }) => level === 'building' && name === '1幢').id
}, 120_000)
afterAll(() => street?.town.close())

const specOf = (source: string, keys: readonly string[], filter: object = {}) => ({
  source,
  title: null,
  columns: keys.map((key) => ({ key, header: key })),
  filter,
})
const rowsOf = async (who: Caller, spec: object, areaId = street.communityId) => ok(await who.call('queries.preview', { areaId, spec, lang: 'zh' })).rows
const say = (who: Caller, sweepId: string, homeId: string, outcome: string, reason: string | null = null) =>
  who.call('sweeps.recordVisit', { sweepId, ...visitOf(homeId, outcome, { at: street.town.clock.now.toISOString(), reason }) })

test('DAILY-09 who is missing of a round is one of the lists: door by door, what was tried, one obligation chosen or all that are open', async () => {
  const { office, worker, street: commander } = street
  const plan = (title: string) => ({
    id: uuidv7(),
    areaId: firstBuilding,
    kind: 'notice',
    title,
    uses: ['permanent', 'rented'],
    care: [],
    fromDay: '2022-05-01',
    dueOn: '2022-05-08',
    roles: ['gridWorker'],
    priority: 1,
  })
  const [letters, kits] = [plan('送告知书'), { ...plan('发抗原'), kind: 'handOut', dueOn: '2022-05-06' }]
  for (const round of [letters, kits]) expect(ok(await office.call('tasks.planRound', round)).homes).toBe(5)
  const { tasks } = ok(await worker.call('tasks.listMine'))
  const of = (door: string) =>
    tasks.find((task: { title: string; place: string[]; door: string }) => task.title === '送告知书' && `${task.place.at(-1)} ${task.door}` === door)
  const tell = async (door: string, outcome: string, reason: string | null = null) =>
    ok(
      await worker.call('tasks.recordOutcome', {
        id: uuidv7(),
        taskId: of(door).id,
        at: street.town.clock.now.toISOString(),
        way: 'visit',
        outcome,
        reason,
        tryOn: null,
        tryPart: null,
        note: null,
      }),
    )
  await tell('1单元 101', 'done')
  await tell('1单元 102', 'nobodyHome', 'inHospital')
  const spec = specOf('missing', ['serial', 'obligation', 'dueOn', 'address', 'door', 'name', 'tries', 'lastOutcome', 'lastReason'], { obligation: letters.id })
  expect(await rowsOf(worker, spec)).toEqual([
    ['1', '送告知书', '2022-05-08', '1-1-102', '102', null, '1', '没人在家', '住院'],
    ['2', '送告知书', '2022-05-08', '1-2-201', '201', null, '0', null, null],
    ['3', '送告知书', '2022-05-08', '1-2-101', '101', null, '0', null, null],
    ['4', '送告知书', '2022-05-08', '1-2-102', '102', null, '0', null, null],
  ])
  const open = await rowsOf(office, specOf('missing', ['obligation', 'address']), firstBuilding)
  expect(open.map((row: string[]) => row[0])).toEqual([...Array.from({ length: 5 }, () => '发抗原'), ...Array.from({ length: 4 }, () => '送告知书')])
  // The street sees that there are four, not at which door, and nothing of anybody's health.
  const above = await rowsOf(commander, spec)
  expect(above.map((row: string[]) => row.slice(3))).toEqual([
    ['1-*', null, null, '1', '没人在家', null],
    ...Array.from({ length: 3 }, () => ['1-*', null, null, '0', null, null]),
  ])
  const made = await exported(street, office, 'queries.requestExport', { areaId: street.communityId, spec, lang: 'en', format: 'xlsx', purpose: '核对' })
  expect(made).toMatchObject({ state: 'ready', rows: 4, counts: { care: 0, health: 1 } })
  expect(textsOf((await bookOf((await fetched(office, made.id)).raw)).worksheets[0]!)[1]!.slice(7)).toEqual(['Nobody home', 'In hospital'])
})

test('DAILY-09 the stops of a sweep are one of the lists: in the order of the printed list, how each door stands and by which way', async () => {
  const { office, worker, street: commander } = street
  const id = uuidv7()
  const day = { fromDay: '2022-05-04', dueOn: '2022-05-10' }
  expect(
    ok(await office.call('sweeps.planSweep', { id, areaId: firstBuilding, name: '五月扫楼', uses: ['permanent', 'rented', 'vacant'], ...day })).homes,
  ).toBe(6)
  await street.town.drain()
  const doors = ok(await worker.call('sweeps.listStops', { sweepId: id, limit: 50 })).stops
  const homeOf = (address: string) => doors.find((stop: { place: string[]; door: string }) => `${stop.place.at(-1)} ${stop.door}` === address).homeId
  ok(await say(worker, id, homeOf('1单元 101'), 'done'))
  ok(await say(worker, id, homeOf('1单元 102'), 'nobodyHome', 'noAnswer'))
  const keys = ['sweep', 'listed', 'address', 'stopState', 'standing', 'tries', 'way']
  const all = await rowsOf(worker, specOf('sweepStops', keys))
  expect(all).toHaveLength(6)
  expect(all.map((row: string[]) => row[1])).toEqual(['1-1', '1-2', '1-3', '1-4', '1-5', '1-6'])
  expect(all).toContainEqual(['五月扫楼', expect.any(String), '1-1-101', '已见', '已完成', '0', '上门'])
  const open = await rowsOf(worker, specOf('sweepStops', keys, { sweep: id, stopState: ['nobodyHome', 'refused'] }))
  expect(open.map((row: string[]) => row.slice(2))).toEqual([['1-1-102', '无人', '未完成', '1', null]])
  expect(await rowsOf(worker, specOf('sweepStops', keys, { sweep: uuidv7() }))).toEqual([])
  expect((await rowsOf(commander, specOf('sweepStops', ['address', 'door']))).every((row: string[]) => row[0] === '1-*' && row[1] === null)).toBe(true)
})

test('REG-05 DAILY-09 the contacts of care are one of the lists: who, of which category, by whom, since when, due or overdue', async () => {
  const { office, town } = street
  const { now } = town.clock
  town.clock.now = new Date('2022-05-12T12:00:00+08:00')
  await morning(town.app.services)
  await town.drain()
  const keys = ['address', 'name', 'care', 'carer', 'interval', 'lastContact', 'nextDue', 'careState', 'overdueDays']
  const chosen = specOf('careContacts', keys, { care: ['infant', 'chronicIllness'] })
  expect(await rowsOf(office, chosen, firstBuilding)).toEqual([
    ['1-1-101', '沈一禾', '空巢老人、慢性病', null, '7', null, '2022-05-11', '逾期', '1'],
    ['1-1-101', '沈小满', '婴幼儿', null, '14', null, '2022-05-18', '按期', null],
  ])
  expect(await rowsOf(office, specOf('careContacts', ['name'], { careState: ['overdue', 'noCarer'] }), firstBuilding)).toEqual([['沈一禾'], ['沈小满']])
  expect(await rowsOf(office, specOf('careContacts', ['name'], { careState: ['due'] }), firstBuilding)).toEqual([])
  // Every row says that somebody is in care, whatever columns were chosen.
  const made = await exported(street, office, 'queries.requestExport', {
    areaId: street.communityId,
    spec: specOf('careContacts', ['name']),
    lang: 'zh',
    format: 'csv',
    purpose: '核对',
  })
  expect(made).toMatchObject({ rows: 522, state: 'reasonNeeded', over: ['care'], counts: { care: 522 } })
  town.clock.now = now
})

test('REG-05 whoever may not see care is neither offered its contacts nor told by the missing list who is owed one', async () => {
  const { office, street: commander, communityId, town } = street
  const { now } = town.clock
  town.clock.now = new Date('2022-05-12T12:00:00+08:00')
  const list = (who: Caller) => who.call('queries.listLayouts', { areaId: communityId, lang: 'zh' })
  const sourcesOf = async (who: Caller) => ok(await list(who)).map(({ spec }: { spec: { source: string } }) => spec.source)
  expect(await sourcesOf(office)).toContain('careContacts')
  expect(await sourcesOf(commander)).not.toContain('careContacts')
  expect(await sourcesOf(commander)).toContain('missing')
  const spec = specOf('careContacts', ['name'])
  expect((await commander.call('queries.preview', { areaId: communityId, spec, lang: 'zh' })).status).toBe(403)
  const wanted = { areaId: communityId, spec, lang: 'zh', format: 'csv', purpose: '看看' }
  expect((await commander.call('queries.requestExport', wanted)).status).toBe(403)
  const [round] = ok(await office.call('tasks.listObligations', { state: 'open' })).filter(({ kind }: { kind: string }) => kind === 'care')
  const owed = specOf('missing', ['obligation', 'name'], { obligation: round.id })
  expect(await rowsOf(office, owed, firstBuilding)).toEqual([['重点关爱联系', '沈一禾']])
  expect(await rowsOf(commander, owed, firstBuilding)).toEqual([['重点关爱联系', null]])
  const made = await exported(street, office, 'queries.requestExport', {
    areaId: firstBuilding,
    spec: owed,
    lang: 'zh',
    format: 'csv',
    purpose: '核对',
  })
  expect(made.counts.care).toBe(1)
  town.clock.now = now
})

test('GATE-07 how the gates stand is one of the lists: what is missing where, and where nobody has looked yet', async () => {
  const { office } = street
  const compound = ok(await office.call('areas.listTree')).areas.find(({ level }: { level: string }) => level === 'compound')
  const [looked, never] = [
    ok(await office.call('gate.addGate', { areaId: compound.id, name: '自查门' })),
    ok(await office.call('gate.addGate', { areaId: compound.id, name: '新开门' })),
  ]
  const { list } = ok(await office.call('checklists.getGate', { gateId: looked.id }))
  const answers = list.groups
    .flatMap(({ items }: { items: { key: string }[] }) => items)
    .map(({ key }: { key: string }) => ({ item: key, answer: key === 'roster' ? 'no' : 'notApplicable', note: '演练', photoIds: [] }))
  const check = { id: uuidv7(), gateId: looked.id, at: street.town.clock.now.toISOString(), kind: 'full', packId: list.packId, edition: list.edition, answers }
  ok(await office.call('checklists.recordCheck', check))
  const rows = await rowsOf(office, specOf('gateChecks', ['area', 'gate', 'gateStanding', 'faultCount', 'faults']))
  expect(rows).toContainEqual([compound.name, looked.name, '有缺项', '1', '值班表'])
  expect(rows).toContainEqual([compound.name, never.name, '还没查过', '0', null])
})
