import { checkCharacter, readingKey } from '@xiaomen/rules/registry'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { registryModule } from './index.ts'
import { hasInitials, initialsAsked, initialsOf } from './initials.ts'
import { renewNames } from './jobs.ts'

let town: Town
let community: Area
let other: Area
let admin: Caller
const units: string[] = []

const idOf = (serial: number) => {
  const body = `99010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
type Home = { id: string; door: string; path: string; areaId: string; version: number }
type Listed = { homes: { home: Home; people: number; names: string[]; care: string[] | null; lacks: string[]; langs: string[] }[]; after: string | null }
type People = { people: { person: { id: string; name: string | null }; home: Home }[]; after: string | null }

const addHome = async (unit: number, door: string, floor: number | null, use = 'permanent'): Promise<Home> => {
  const reply = await admin.call('registry.addHome', { areaId: units[unit], door, floor, use })
  expect(reply.status).toBe(200)
  return reply.body
}
const addPerson = async (home: Home, name: string, more: object = {}) => {
  const reply = await admin.call('registry.addResident', { homeId: home.id, name, care: [], kind: 'family', from: '2020-01-01', evenIfKnown: true, ...more })
  expect([reply.status, reply.body.code]).toEqual([200, undefined])
  return reply.body as { id: string; residency: { id: string } }
}
const list = async (input: object, caller = admin) => {
  const reply = await caller.call('registry.listHomes', { areaId: community.id, limit: 100, ...input })
  expect([reply.status, reply.body.code]).toEqual([200, undefined])
  return reply.body as Listed
}
const people = async (input: object, caller = admin) => {
  const reply = await caller.call('registry.listPeople', { areaId: community.id, limit: 100, ...input })
  expect([reply.status, reply.body.code]).toEqual([200, undefined])
  return reply.body as People
}
const doors = ({ homes }: Listed) => homes.map(({ home }) => home.door)
const find = async (text: string, caller = admin) =>
  (await caller.call('registry.findHomes', { text })).body.map((one: { names: string[] }) => one.names.join(' '))

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule] })
  await town.system(async (ctx) => {
    const [street] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])
    ;[community, other] = (await insertAreas(
      ctx,
      ['荷风社区', '竹韵社区'].map((name) => ({ parentId: street!.id, level: 'community' as const, name })),
    )) as [Area, Area]
    const [compound] = await insertAreas(ctx, [{ parentId: community.id, level: 'compound', name: '梧桐里' }])
    // Eleven buildings, so that the eleventh must not come between the first and the second.
    const buildings = await insertAreas(
      ctx,
      Array.from({ length: 11 }, (_, at) => ({ parentId: compound!.id, level: 'building' as const, name: `${at + 1}幢` })),
    )
    const made = await insertAreas(
      ctx,
      buildings.map((building) => ({ parentId: building.id, level: 'unit' as const, name: '1单元' })),
    )
    units.push(...made.map((unit) => unit.id))
  })
  admin = town.as('communityAdmin', community.path)
  for (const [unit, door, floor] of [
    [1, '201', 2],
    [0, '1002', 10],
    [0, '902', 9],
    [0, '10', null],
    [0, '901', 9],
    [10, '101', 1],
  ] as const)
    await addHome(unit, door, floor)
}, 120_000)
afterAll(() => town?.close())

test('REG-02 homes are listed as one reads a building, page by page, and none twice or not at all', async () => {
  const whole = ['901', '902', '1002', '10', '201', '101']
  expect(doors(await list({}))).toEqual(whole)
  const paged: string[] = []
  let after: string | null = null
  do {
    const page: Listed = await list({ limit: 2, ...(after === null ? {} : { after }) })
    expect(page.homes.length).toBeLessThanOrEqual(2)
    paged.push(...doors(page))
    after = page.after
  } while (after !== null)
  expect(paged).toEqual(whole)
})

test('the database and the rule put a home in the same place, also after it was changed', async () => {
  const compare = () =>
    town.system(async (ctx) => {
      const { rows } = await sql<{
        area_path: string
        floor: number | null
        door_key: string
        ordinal: number
        order_key: string
      }>`select area_path, floor, door_key, ordinal, order_key from registry.home`.execute(ctx.tx)
      expect(rows.map((row) => readingKey(row.area_path.replace(/h\d+\/$/, ''), row.floor, row.door_key, row.ordinal))).toEqual(
        rows.map((row) => row.order_key),
      )
      return rows.length
    })
  expect(await compare()).toBeGreaterThan(5)
  await town.system(async (ctx) => {
    await sql`update registry.home set floor = 3 where door = '10'`.execute(ctx.tx)
  })
  await compare()
  expect(doors(await list({})).slice(0, 4)).toEqual(['10', '901', '902', '1002'])
})

test('REG-02 REG-03 a list says what each home lacks, and is asked for exactly that', async () => {
  const [, h901, h902, h1002] = (await list({})).homes.map(({ home }) => home) as [Home, Home, Home, Home]
  await addPerson(h901, '周小满', { phone: '10000001234', document: { kind: 'residentId', number: idOf(1) }, care: ['dialysis'], kind: 'owner' })
  await addPerson(h902, '单小禾', { care: ['chronicIllness', 'dialysis'] })
  await addPerson(h1002, '欧阳建国', { phone: '10000005678' })
  const facts = Object.fromEntries((await list({})).homes.map(({ home, lacks, names, care }) => [home.door, [names.join(), lacks, care]]))
  expect(facts['901']).toEqual(['周小满', ['notInvited'], ['dialysis']])
  expect(facts['902']).toEqual(['单小禾', ['phoneMissing', 'documentMissing', 'notInvited', 'careWithoutContact'], ['chronicIllness', 'dialysis']])
  expect(facts['10']).toEqual(['', ['nobodyRecorded'], []])
  expect(doors(await list({ has: 'noPhone' }))).toEqual(['902'])
  expect(doors(await list({ has: 'noDocument' }))).toEqual(['902', '1002'])
  expect(doors(await list({ has: 'hasCare' }))).toEqual(['901', '902'])
  expect(doors(await list({ care: 'dialysis' }))).toEqual(['901', '902'])
  expect(doors(await list({ care: 'infant' }))).toEqual([])
  expect(doors(await list({ has: 'nobody' }))).toEqual(['10', '201', '101'])
  expect(doors(await list({ has: 'notInvited' }))).toEqual(['901', '902', '1002'])
  await admin.call('registry.issueFamilyCard', { homeId: h902.id })
  expect(doors(await list({ has: 'notInvited' }))).toEqual(['901', '1002'])
})

test('REG-02 people are listed home by home, by capacity, care, nationality and what is missing', async () => {
  const home = await addHome(2, '301', 3, 'rented')
  await addPerson(home, 'Anna Rossi', { kind: 'tenant', document: { kind: 'passport', number: 'YA1234567', country: 'IT' }, lang: 'it' })
  await addPerson(home, '马小云', { kind: 'tenant', document: { kind: 'residentId', number: idOf(2) } })
  const names = async (input: object) => (await people(input)).people.map(({ person }) => person.name)
  expect(await names({})).toEqual(['周小满', '单小禾', '欧阳建国', 'Anna Rossi', '马小云'])
  expect(await names({ kind: 'tenant' })).toEqual(['Anna Rossi', '马小云'])
  expect(await names({ kind: 'owner' })).toEqual(['周小满'])
  expect(await names({ kind: 'dormitory' })).toEqual([])
  expect(await names({ foreign: true })).toEqual(['Anna Rossi'])
  expect(await names({ withoutDocument: true })).toEqual(['单小禾', '欧阳建国'])
  expect(await names({ care: 'dialysis' })).toEqual(['周小满', '单小禾'])
  const first = await people({ limit: 3 })
  expect(first.people).toHaveLength(3)
  expect((await people({ limit: 3, after: first.after })).people.map(({ person }) => person.name)).toEqual(['Anna Rossi', '马小云'])
  expect((await list({ use: 'rented' })).homes[0]).toMatchObject({ people: 2, langs: ['it'] })
})

test('REG-10 whoever sees names and doors masked is shown them masked, and finds nobody by what is masked', async () => {
  const commander = town.as('streetCommander', '/1/')
  const shown = (await list({}, commander)).homes
  expect(shown.every(({ home }) => home.door === '*')).toBe(true)
  expect(shown.flatMap(({ names }) => names)).toContain('周*满')
  expect(shown.every(({ care }) => care === null)).toBe(true)
  expect(doors(await list({ has: 'hasCare' }, commander))).toEqual([])
  expect((await list({ care: 'dialysis' }, commander)).homes).toEqual([])
  expect((await people({ care: 'dialysis' }, commander)).people).toEqual([])
  for (const text of ['周小满', 'zxm', '透析']) expect(await find(text, commander)).toEqual([])
  const stranger = town.as('communityAdmin', other.path)
  expect((await stranger.call('registry.listHomes', { areaId: community.id, limit: 10 })).status).toBe(404)
  expect(await find('周小满', stranger)).toEqual([])
})

test('REG-03 one box finds a name, its initials in either reading, a door, numbers, care and a language', async () => {
  expect(await find('周小满')).toEqual(['周小满'])
  expect(await find('小满')).toEqual(['周小满'])
  expect(await find('建国')).toEqual(['欧阳建国'])
  expect(await find('zxm')).toEqual(['周小满'])
  expect(await find('ZX')).toEqual(['周小满'])
  expect(await find('oyjg')).toEqual(['欧阳建国'])
  expect(await find('sxh')).toEqual(['单小禾'])
  expect(await find('dxh')).toEqual(['单小禾'])
  expect(await find('ar')).toEqual(['Anna Rossi 马小云'])
  expect(await find('rossi')).toEqual(['Anna Rossi 马小云'])
  expect(await find('1-1-902')).toEqual(['单小禾'])
  expect(await find('5678')).toEqual(['欧阳建国'])
  expect(await find('100 0000 1234')).toEqual(['周小满'])
  expect(await find(idOf(1))).toEqual(['周小满'])
  expect(await find('透析')).toEqual(['周小满', '单小禾'])
  expect(await find('dialysis')).toEqual(['周小满', '单小禾'])
  expect(await find('意大利语')).toEqual(['Anna Rossi 马小云'])
  expect(await find('Italian')).toEqual(['Anna Rossi 马小云'])
  expect(await find('qqq')).toEqual([])
})

test('initials are read from characters and words, and a heteronym by each of its readings', () => {
  expect(['周小满', '买买提·江', 'Anna Maria Rossi', '区小鹏'].map(initialsOf)).toEqual(['zxm', 'mmtj', 'amr', 'qxp'])
  for (const [name, readings] of [
    ['单小满', ['dxm', 'sxm', 'cxm']],
    ['曾乐', ['zl', 'cl', 'zy']],
    ['仇长安', ['qca', 'cca', 'qza']],
    ['解磊', ['xl', 'jl']],
    ['查良', ['zl', 'cl']],
    ['区小鹏', ['oxp', 'qxp']],
    ['盖叶', ['gy', 'hy']],
  ] as const)
    for (const typed of readings) {
      expect([name, typed, hasInitials(name, typed)]).toEqual([name, typed, true])
      expect(initialsAsked(typed)).toContain(initialsOf(name))
    }
  expect(hasInitials('周小满', 'zxn')).toBe(false)
  expect(hasInitials('周小满', 'xm')).toBe(false)
})

test('names that were kept in the earlier form are brought over and then found by their initials', async () => {
  await town.system(async (ctx) => {
    await sql`update registry.person set name_tokens = (select array_agg(t order by t) from unnest(name_tokens[2:2] || name_tokens[5:]) t)`.execute(ctx.tx)
  })
  expect(await find('zxm')).toEqual([])
  expect(await renewNames(town.app.services)).toBe(5)
  expect(await renewNames(town.app.services)).toBe(0)
  expect(await find('zxm')).toEqual(['周小满'])
  expect(await find('建国')).toEqual(['欧阳建国'])
})

test('REG-02 the overview counts homes by use and what contradicts, and each number is a list', async () => {
  await addHome(3, '401', 4, 'rented')
  const vacant = await addHome(3, '402', 4, 'vacant')
  await addHome(3, '403', 4, 'vacant')
  await addHome(3, '404', 4, 'shop')
  await addPerson(vacant, '郑空住')
  const { areas } = (await admin.call('registry.getOccupancy', { areaId: community.id })).body
  const [whole] = areas
  expect(whole).toMatchObject({
    name: '荷风社区',
    parentId: null,
    homes: 11,
    people: 6,
    uses: { permanent: 6, rented: 2, vacant: 2, shop: 1, dormitory: 0, yard: 0 },
    contradictions: { vacantInhabited: 1, rentedWithoutTenant: 1, rentedWithoutLandlord: 2, permanentNobody: 3, shopNobody: 1, dormitoryNobody: 0 },
  })
  expect(areas.map((one: { name: string }) => one.name)).toEqual(['荷风社区', '梧桐里', ...Array.from({ length: 11 }, (_, at) => `${at + 1}幢`)])
  expect(areas.find((one: { name: string }) => one.name === '4幢')).toMatchObject({ homes: 4, uses: { rented: 1, vacant: 2, shop: 1 } })
  expect(doors(await list({ use: 'vacant' }))).toEqual(['402', '403'])
  expect(doors(await list({ has: 'vacantInhabited' }))).toEqual(['402'])
  expect(doors(await list({ has: 'rentedWithoutTenant' }))).toEqual(['401'])
  expect(doors(await list({ has: 'rentedWithoutLandlord' }))).toEqual(['301', '401'])
  expect(doors(await list({ use: 'permanent', has: 'nobody' }))).toEqual(['10', '201', '101'])
  expect(doors(await list({ use: 'shop', has: 'nobody' }))).toEqual(['404'])
})

test('REG-02 REG-07 a rented home lacks a landlord until one is on record for it, whoever owns it and lives there', async () => {
  const lacking = async () => {
    const [whole] = (await admin.call('registry.getOccupancy', { areaId: community.id })).body.areas
    return [whole.contradictions.rentedWithoutLandlord, doors(await list({ has: 'rentedWithoutLandlord' }))]
  }
  const [, let401] = (await list({ use: 'rented' })).homes.map(({ home }) => home)
  await addPerson(let401!, '户主自住', { kind: 'owner' })
  expect(await lacking()).toEqual([2, ['301', '401']])
  const landlord = { name: '房大同', phone: null, homeIds: [let401!.id], contact: { accountId: null, name: null, phone: null } }
  const { id, version } = (await admin.call('registry.addLandlord', landlord)).body
  expect(await lacking()).toEqual([1, ['301']])
  expect((await admin.call('registry.closeLandlord', { landlordId: id, version })).status).toBe(200)
  expect(await lacking()).toEqual([2, ['301', '401']])
})
