import { checkCharacter } from '@xiaomen/rules/registry'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { drawPicture } from '../../picture.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { CONTROL_AND_BELOW } from '../control/modules.test.fixture.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { destroy } from './jobs.ts'
import { antigenModule } from './index.ts'

const documentOf = (birthday: string, at: number): string => {
  const first = `990101${birthday.replaceAll('-', '')}${String(at).padStart(3, '0')}`
  return first + checkCharacter(first)
}
const PHOTO = drawPicture({
  colours: [
    [240, 240, 240],
    [200, 60, 80],
  ],
  width: 40,
  height: 30,
}).toString('base64')
let town: Town, quarter: Quarter, office: Caller, grid: Caller, foreign: Caller, mother: Caller, neighbour: Caller, worker: Caller
let homeId: string, nextHomeId: string, enterpriseId: string
const people: Record<string, string> = {}

const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(`antigen.${name}`, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
const refused = async (caller: Caller, name: string, input: object) => (await caller.call(`antigen.${name}`, input)).body?.code ?? 'done'
const titles = async (caller: Caller): Promise<string[]> =>
  (await caller.call('tasks.listMine')).body.tasks.filter(({ kind }: { kind: string }) => kind === 'antigen').map(({ title }: { title: string }) => title)
const round = (over: object = {}) => ({
  id: uuidv7(),
  areaId: quarter.compound.id,
  title: '七月第一轮',
  ageFrom: 6,
  ageUntil: 60,
  perHead: 1,
  withStaff: true,
  dueOn: '2022-07-05',
  ...over,
})
const stock = () => ok(office, 'getStock', { areaId: quarter.community.id })
/** The three ways of counting the same kits: the office's, the holders', and the book's. */
async function books() {
  const { onHand, received, out, returned, spoilt, used, atHolders } = await stock()
  expect(onHand).toBe(received + returned - out - spoilt)
  expect(atHolders).toBe(out - returned - used)
  return { onHand, atHolders, used }
}

beforeAll(async () => {
  town = await openTown({ modules: [...CONTROL_AND_BELOW, antigenModule] })
  town.clock.now = new Date('2022-07-01T09:00:00+08:00')
  quarter = await buildQuarter(town)
  const { path } = quarter.community
  office = town.as('communityAdmin', path)
  grid = town.as('gridWorker', quarter.compound.path)
  foreign = town.as('communityAdmin', quarter.nextCommunity.path)
  const home = async (door: string) => (await office.call('registry.addHome', { areaId: quarter.unit.id, door, floor: 5, use: 'permanent' })).body
  const [one, two] = [await home('501'), await home('502')]
  homeId = one.id
  nextHomeId = two.id
  const live = async (at: string, name: string, birthday: string, serial: number, care: string[] = []) =>
    (
      await office.call('registry.addResident', {
        homeId: at,
        name,
        document: { kind: 'residentId', number: documentOf(birthday, serial) },
        care,
        kind: 'family',
        from: '2022-01-01',
        evenIfKnown: true,
      })
    ).body.id as string
  people['mother'] = await live(homeId, '沈小满', '1985-03-07', 1)
  // Six on the day of the round, and one day too young.
  people['child'] = await live(homeId, '何小雨', '2016-07-01', 2)
  people['baby'] = await live(homeId, '何小雪', '2016-07-02', 3)
  people['elder'] = await live(nextHomeId, '林若溪', '1961-07-02', 4, ['reducedMobility'])
  people['older'] = await live(nextHomeId, '林远山', '1961-07-01', 5)
  const enterprise = (
    await office.call('registry.addEnterprise', {
      homeId: null,
      areaId: quarter.compound.id,
      name: '文澜便利店',
      trade: 'supermarket',
      contactName: '周掌柜',
      contactPhone: '10100000999',
      openedOn: '2022-01-01',
    })
  ).body
  enterpriseId = enterprise.id
  const staff = await office.call('registry.addStaff', {
    enterpriseId,
    name: '周远来',
    phone: '10100000998',
    document: null,
    occupation: 'marketStaff',
    note: null,
    from: '2022-01-01',
  })
  people['staff'] = staff.body?.personId
  mother = town.as('resident', one.path, { personId: people['mother']! })
  neighbour = town.as('resident', two.path, { personId: people['elder']! })
  worker = town.as('resident', quarter.compound.path, { personId: people['staff']! })
})
afterAll(() => town.close())
beforeEach(async () => {
  town.clock.now = new Date(town.clock.now.getTime() + 60_000)
  await town.drain()
})

test('TEST-08 a round means whoever is of age on its day and the staff; an upside down range, a street and a past day are refused', async () => {
  const wanted = round()
  expect(await refused(office, 'openRound', round({ ageFrom: 60, ageUntil: 6 }))).toBe('request.invalid')
  expect(await refused(office, 'openRound', round({ dueOn: '2022-06-30' }))).toBe('request.invalid')
  expect(await refused(office, 'openRound', round({ ageFrom: 100, ageUntil: 110, withStaff: false }))).toBe('antigen.nobody_expected')
  expect(await refused(grid, 'openRound', wanted)).toBe('access.denied')
  expect(await refused(foreign, 'openRound', wanted)).toBe('request.not_found')
  // Mother, child, the elder of 60 years less a day, and the staff; not the baby, not who is 61 today. Of the staff nobody asks the age.
  expect(await ok(office, 'openRound', wanted)).toEqual({ id: wanted.id, expected: 4, ageUnknown: 0 })
  expect(await ok(office, 'openRound', wanted)).toMatchObject({ expected: 4 })
  expect(await refused(office, 'openRound', { ...wanted, perHead: 2 })).toBe('antigen.other_bytes')
  const { missingPeople, enterprises, buildings } = await ok(office, 'getRound', { roundId: wanted.id })
  expect(new Set(missingPeople.map(({ personId }: { personId: string }) => personId))).toEqual(
    new Set(['mother', 'child', 'elder', 'staff'].map((one) => people[one])),
  )
  expect([enterprises, buildings]).toMatchObject([[{ name: '文澜便利店', staff: 1, done: 0, handed: [] }], [{ expected: 3, done: 0, kits: 0 }]])
  await ok(office, 'closeRound', { roundId: wanted.id })
  expect(await refused(office, 'openRound', wanted)).toBe('antigen.round_closed')
})

test('TEST-08 A2 kits are received, handed out, signed for by both sides and given back; nobody gives what they have not, and the books agree', async () => {
  const wanted = round({ title: '签收' })
  await ok(office, 'openRound', wanted)
  const roundId = wanted.id
  const at = town.clock.now.toISOString()
  const first = { id: uuidv7(), roundId, homeId, count: 2, at }
  expect(await refused(grid, 'handOut', first)).toBe('antigen.stock_short')
  const came = { id: uuidv7(), communityId: quarter.community.id, count: 10, note: '区疾控第一批' }
  expect(await ok(office, 'receiveKits', came)).toMatchObject({ onHand: 10 })
  expect(await ok(office, 'receiveKits', came)).toMatchObject({ onHand: 10 })
  expect(await refused(office, 'receiveKits', { ...came, count: 11 })).toBe('antigen.other_bytes')
  expect(await refused(office, 'spoilKits', { ...came, id: uuidv7(), count: 11 })).toBe('antigen.stock_short')
  expect(await ok(office, 'spoilKits', { ...came, id: uuidv7(), count: 1, note: '压坏' })).toMatchObject({ onHand: 9 })
  await ok(grid, 'handOut', first)
  await ok(grid, 'handOut', first)
  expect(await refused(grid, 'handOut', { ...first, count: 3 })).toBe('antigen.other_bytes')
  expect(await refused(grid, 'handOut', { ...first, id: uuidv7(), count: 8 })).toBe('antigen.stock_short')
  expect(await refused(foreign, 'handOut', { ...first, id: uuidv7() })).toBe('request.not_found')
  const given = { id: uuidv7(), roundId, enterpriseId, count: 3 }
  await ok(office, 'handToEnterprise', given)
  expect(await books()).toEqual({ onHand: 4, atHolders: 5, used: 0 })

  // Both sides sign: the home on its page, the enterprise by whoever came for it.
  const [own] = await ok(mother, 'listOwn')
  expect(own).toMatchObject({ roundId, handed: [{ id: first.id, count: 2, confirmedAt: null }] })
  expect(await refused(neighbour, 'signOwn', { handOutId: first.id })).toBe('request.not_found')
  await ok(mother, 'signOwn', { handOutId: first.id })
  await ok(mother, 'signOwn', { handOutId: first.id })
  await ok(office, 'signForEnterprise', { handOutId: given.id, contact: '周掌柜' })
  expect(await refused(office, 'signForEnterprise', { handOutId: given.id, contact: '周掌柜' })).toBe('antigen.signed_already')
  expect(await refused(office, 'signForEnterprise', { handOutId: first.id, contact: '周掌柜' })).toBe('request.not_found')
  const seen = await ok(office, 'getRound', { roundId })
  expect(seen).toMatchObject({ unsigned: [], enterprises: [{ handed: [{ count: 3, contact: '周掌柜' }] }], buildings: [{ kits: 2, unsigned: 0 }] })

  // Given back, never more than they have.
  expect(await refused(office, 'takeBack', { id: uuidv7(), handOutId: given.id, count: 4, note: null })).toBe('antigen.holding_short')
  const back = { id: uuidv7(), handOutId: given.id, count: 1, note: '多领' }
  expect(await ok(office, 'takeBack', back)).toMatchObject({ onHand: 5 })
  expect(await ok(office, 'takeBack', back)).toMatchObject({ onHand: 5 })
  expect(await books()).toEqual({ onHand: 5, atHolders: 4, used: 0 })

  // A result uses one up: at home, at work, or one that was bought.
  await ok(mother, 'reportOwn', { id: uuidv7(), roundId, personId: people['mother'], result: 'negative', photo: null })
  await ok(worker, 'reportOwn', { id: uuidv7(), roundId, personId: people['staff'], result: 'negative', photo: null })
  await ok(neighbour, 'reportOwn', { id: uuidv7(), roundId, personId: people['elder'], result: 'negative', photo: null })
  expect(await books()).toEqual({ onHand: 5, atHolders: 2, used: 2 })
  expect(await ok(office, 'getRound', { roundId })).toMatchObject({
    expected: 4,
    done: 3,
    missing: 1,
    missingPeople: [{ personId: people['child'] }],
    enterprises: [{ done: 1 }],
  })
  await ok(office, 'closeRound', { roundId })
  expect(await refused(grid, 'handOut', { ...first, id: uuidv7() })).toBe('antigen.round_closed')
  expect(await refused(mother, 'reportOwn', { id: uuidv7(), roundId, personId: people['child'], result: 'negative', photo: null })).toBe('antigen.round_closed')
})

test('TEST-08 a mother reports for her child, once; a positive is told, seen by the office alone and is a task until the sample is noted', async () => {
  const wanted = round({ title: '自报' })
  await ok(office, 'openRound', wanted)
  const roundId = wanted.id
  const said = { id: uuidv7(), roundId, personId: people['child'], result: 'invalid', photo: null }
  await ok(mother, 'reportOwn', said)
  expect(await refused(mother, 'reportOwn', { ...said, result: 'negative' })).toBe('antigen.other_bytes')
  expect(await refused(neighbour, 'reportOwn', { ...said, id: uuidv7() })).toBe('request.not_found')
  expect(await refused(mother, 'reportOwn', { ...said, id: uuidv7(), personId: people['baby'] })).toBe('antigen.not_meant')
  expect(await ok(office, 'getRound', { roundId })).toMatchObject({ done: 0 })
  const photo = { id: uuidv7(), bytes: PHOTO }
  expect(await refused(mother, 'reportOwn', { ...said, id: uuidv7(), photo: { ...photo, bytes: Buffer.from('x').toString('base64') } })).toBe('photos.no_photo')
  const positive = { ...said, id: uuidv7(), result: 'positive', photo }
  await ok(mother, 'reportOwn', positive)
  await ok(mother, 'reportOwn', positive)
  expect(await refused(mother, 'reportOwn', { ...positive, id: uuidv7(), photo: null })).toBe('antigen.reported_already')
  const events = await town.system(async (ctx) =>
    ctx.tx
      .selectFrom('platform.outbox' as never)
      .select('payload' as never)
      .where('name' as never, '=', 'antigen.positiveReported' as never)
      .execute(),
  )
  expect(events).toHaveLength(1)
  expect(await titles(office)).toContain('抗原阳性，需核酸复核')
  const [report] = (await ok(office, 'getRound', { roundId })).reports
  expect(report).toMatchObject({ personId: people['child'], name: '何小雨', way: 'own', photoId: photo.id, pcrAt: null })
  expect((await office.call('photos.show', { photoId: photo.id })).status).toBe(200)
  expect(await ok(office, 'listRounds')).toMatchObject([{ id: roundId, positives: 1, done: 1 }, {}, {}])
  expect(await ok(mother, 'listOwn')).toMatchObject([
    {
      people: expect.arrayContaining([
        {
          personId: people['child'],
          name: '何小雨',
          isMe: false,
          mayReport: false,
          help: null,
          reports: [{ result: 'invalid' }, { result: 'positive' }].map((one) => expect.objectContaining(one)),
        },
      ]),
    },
  ])
  expect(await refused(grid, 'notePcr', { reportId: report.id })).toBe('access.denied')
  await ok(office, 'notePcr', { reportId: report.id })
  expect(await titles(office)).not.toContain('抗原阳性，需核酸复核')
  expect(await ok(office, 'getRound', { roundId })).toMatchObject({ positives: 0, reports: [{ pcrAt: expect.any(String) }] })
  await ok(office, 'closeRound', { roundId })
})

test('TEST-09 who cannot do it alone, or asks, is a task at the door; tested with help it ends', async () => {
  const wanted = round({ title: '上门' })
  await ok(office, 'openRound', wanted)
  const roundId = wanted.id
  expect(await titles(grid)).toEqual(['上门协助抗原'])
  await ok(mother, 'askOwnHelp', { roundId, personId: people['child'] })
  await ok(mother, 'askOwnHelp', { roundId, personId: people['child'] })
  expect(await refused(neighbour, 'askOwnHelp', { roundId, personId: people['child'] })).toBe('request.not_found')
  expect(await refused(worker, 'askOwnHelp', { roundId, personId: people['staff'] })).toBe('antigen.not_meant')
  expect(await titles(grid)).toEqual(['上门协助抗原', '上门协助抗原'])
  const [mine] = await ok(grid, 'listDoors')
  expect(mine.homes.find((home: { homeId: string }) => home.homeId === nextHomeId)).toMatchObject({
    given: 0,
    people: [{ personId: people['elder'], isDone: false, help: 'care' }],
  })
  const said = { id: uuidv7(), roundId, personId: people['elder'], result: 'negative', at: '2022-07-09T00:00:00+08:00' }
  expect(await refused(foreign, 'reportHelped', said)).toBe('request.not_found')
  await ok(grid, 'reportHelped', said)
  await ok(grid, 'reportHelped', said)
  expect(await refused(grid, 'reportHelped', { ...said, result: 'positive' })).toBe('antigen.other_bytes')
  expect(await titles(grid)).toEqual(['上门协助抗原'])
  await ok(office, 'closeRound', { roundId })
  expect(await titles(grid)).toEqual([])
})

test('two who were one are meant once, what either reported counts, and parted again each has their own', async () => {
  const twin = (
    await office.call('registry.addResident', {
      homeId,
      name: '沈小满',
      care: [],
      kind: 'family',
      from: '2022-01-01',
      evenIfKnown: true,
    })
  ).body.id as string
  const wanted = round({ title: '合并', ageFrom: 20, withStaff: false })
  await ok(office, 'openRound', wanted)
  const roundId = wanted.id
  await ok(mother, 'reportOwn', { id: uuidv7(), roundId, personId: people['mother'], result: 'negative', photo: null })
  const version = async (id: string) =>
    (await office.call('registry.getHome', { homeId })).body.residents.find((one: { id: string }) => one.id === id).version as number
  const fields = { name: 'keep', phone: 'keep', document: 'other', care: 'both', lang: 'keep', home: 'keep' }
  const pair = { keepId: twin, otherId: people['mother']!, versionKeep: await version(twin), versionOther: await version(people['mother']!), fields }
  const merged = await office.call('registry.mergePeople', pair)
  expect(merged.status, JSON.stringify(merged.body)).toBe(200)
  await town.drain()
  const reporters = () => town.db.queryAsOwner<{ person_id: string }>(`select person_id from antigen.report where round_id = '${roundId}'`)
  const meant = () =>
    town.db.queryAsOwner<{ person_id: string }>(`select person_id from antigen.target where round_id = '${roundId}' and home_id = '${homeId}'`)
  expect([await reporters(), await meant()]).toEqual([[{ person_id: twin }], [{ person_id: twin }]])
  expect(await refused(mother, 'reportOwn', { id: uuidv7(), roundId, personId: twin, result: 'negative', photo: null })).toBe('antigen.reported_already')
  expect((await office.call('registry.unmergePeople', { mergeId: merged.body.mergeId })).status).toBe(200)
  await town.drain()
  expect(await reporters()).toEqual([{ person_id: people['mother'] }])
  await ok(office, 'closeRound', { roundId })
})

test('what a round knew of people is gone on its day; the book of kits stays', async () => {
  const before = (await stock()).moves.length
  town.clock.now = new Date('2022-09-30T09:00:00+08:00')
  await destroy(town.app.services)
  expect(await ok(office, 'listRounds')).toEqual([])
  expect((await stock()).moves).toHaveLength(before)
})
