import { checkCharacter } from '@xiaomen/rules/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { registryModule } from './index.ts'

let town: Town
let here: Area
let there: Area
let admin: Caller
let neighbour: Caller
let homeHere: string
let homeThere: string

const number = `99010119900101001${checkCharacter('99010119900101001')}`
type Row = {
  id: string
  name: string
  state: string
  way: string | null
  version: number
  reason: string | null
  communityName: string
  place: string | null
  phone: string | null
  homeId: string | null
}
const box = async (caller: Caller, area: Area, which: 'in' | 'out'): Promise<Row[]> => {
  const reply = await caller.call('registry.listElsewhere', { areaId: area.id, box: which, limit: 50 })
  expect(reply.status).toBe(200)
  return reply.body.rows
}
const told = async (name: string, community: string, more: object = {}) => {
  const person = await admin.call('registry.addResident', { homeId: homeHere, name, care: [], kind: 'owner', from: '2020-01-01', evenIfKnown: true, ...more })
  const note = await admin.call('registry.noteElsewhere', {
    personId: person.body.id,
    direction: 'registeredHereLivesThere',
    community,
    place: '9幢2单元301',
    since: '2022-02-01',
  })
  expect([note.status, note.body.state]).toEqual([200, 'noted'])
  expect((await admin.call('registry.reportElsewhere', { elsewhereId: note.body.id, version: 1 })).status).toBe(200)
  await town.drain()
  return note.body.id as string
}
const outOf = async (id: string) => (await box(admin, here, 'out')).find((row) => row.id === id)!

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule] })
  const compounds = await town.system(async (ctx) => {
    const [street] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])
    ;[here, there] = (await insertAreas(
      ctx,
      ['荷风社区', '竹韵社区'].map((name) => ({ parentId: street!.id, level: 'community' as const, name })),
    )) as [Area, Area]
    return insertAreas(
      ctx,
      [here, there].map((area) => ({ parentId: area.id, level: 'compound' as const, name: '梧桐里' })),
    )
  })
  admin = town.as('communityAdmin', here.path)
  neighbour = town.as('communityAdmin', there.path)
  const home = async (caller: Caller, areaId: string) =>
    (await caller.call('registry.addHome', { areaId, door: '101', floor: 1, use: 'permanent' })).body.id as string
  homeHere = await home(admin, compounds[0]!.id)
  homeThere = await home(neighbour, compounds[1]!.id)
}, 120_000)
afterAll(() => town?.close())

test('REG-08 the other community gets it in its inbox, returns it with a reason, is told again and takes the person in', async () => {
  const id = await told('周离居', '竹韵社区', { phone: '10000001234', document: { kind: 'residentId', number } })
  expect(await outOf(id)).toMatchObject({ state: 'reported', way: 'inbox' })
  const [first] = await box(neighbour, there, 'in')
  expect(first).toMatchObject({ name: '周离居', phone: '100****1234', place: '9幢2单元301', communityName: '文澜街道 › 荷风社区', state: 'reported' })
  const noReason = await neighbour.call('registry.answerElsewhere', { reportId: first!.id, version: 1, answer: 'returned' })
  expect([noReason.status, noReason.body.code]).toEqual([400, 'registry.elsewhere_needs_reason'])
  expect((await neighbour.call('registry.answerElsewhere', { reportId: first!.id, version: 1, answer: 'returned', reason: '九幢没有2单元' })).status).toBe(200)
  await town.drain()
  expect(await outOf(id)).toMatchObject({ state: 'returned', reason: '九幢没有2单元' })

  const { version } = await outOf(id)
  const edited = await admin.call('registry.editElsewhere', { elsewhereId: id, version, community: '竹韵社区', place: '9幢1单元301', since: '2022-02-01' })
  expect([edited.status, edited.body.place]).toEqual([200, '9幢1单元301'])
  expect((await admin.call('registry.reportElsewhere', { elsewhereId: id, version })).body.code).toBe('registry.changed_meanwhile')
  expect((await admin.call('registry.reportElsewhere', { elsewhereId: id, version: version + 1 })).status).toBe(200)
  await town.drain()
  const again = (await box(neighbour, there, 'in')).find((row) => row.state === 'reported')!
  expect(again.place).toBe('9幢1单元301')
  const taken = await neighbour.call('registry.answerElsewhere', {
    reportId: again.id,
    version: 1,
    answer: 'acknowledged',
    home: { homeId: homeThere, kind: 'tenant', evenIfKnown: false },
  })
  expect([taken.status, taken.body.code]).toEqual([200, undefined])
  await town.drain()
  expect(await outOf(id)).toMatchObject({ state: 'acknowledged' })
  const home = (await neighbour.call('registry.getHome', { homeId: homeThere })).body
  expect(home.residents).toMatchObject([{ name: '周离居', documentKind: 'residentId', residency: { kind: 'tenant', from: '2022-02-01' } }])
  const twice = await neighbour.call('registry.answerElsewhere', { reportId: again.id, version: 2, answer: 'returned', reason: '误收' })
  expect([twice.status, twice.body.code]).toEqual([409, 'registry.elsewhere_wrong_state'])
})

test('REG-08 a community outside this system is told by a list, and what ended is ended there too', async () => {
  const outside = await told('陈外迁', '外地社区')
  expect(await outOf(outside)).toMatchObject({ state: 'reported', way: 'list' })
  const file = await admin.call('registry.exportElsewhere', { areaId: here.id, lang: 'zh', format: 'csv' })
  expect(file.status).toBe(200)
  const text = file.raw.toString('utf8')
  expect(text).toContain('陈外迁')
  expect(text).toContain('外地社区')
  expect(text).not.toContain('周离居')

  const inside = await told('林归来', '文澜街道竹韵社区')
  const row = await outOf(inside)
  expect(row).toMatchObject({ way: 'inbox' })
  expect((await admin.call('registry.endElsewhere', { elsewhereId: inside, version: row.version, on: '2022-05-01' })).status).toBe(200)
  await town.drain()
  expect((await box(neighbour, there, 'in')).find(({ name }) => name === '林归来')).toMatchObject({ state: 'ended' })
})

test('REG-08 one person has one note of a kind, and neither community sees what is the other’s', async () => {
  const person = (
    await admin.call('registry.addResident', { homeId: homeHere, name: '吴两处', care: [], kind: 'owner', from: '2020-01-01', evenIfKnown: true })
  ).body.id
  const note = { personId: person, direction: 'livesHereRegisteredThere', community: '竹韵社区', since: '2022-02-01' }
  const first = await admin.call('registry.noteElsewhere', note)
  expect(first.status).toBe(200)
  expect((await admin.call('registry.noteElsewhere', note)).body.code).toBe('registry.elsewhere_noted')
  expect((await neighbour.call('registry.reportElsewhere', { elsewhereId: first.body.id, version: 1 })).status).toBe(404)
  expect((await neighbour.call('registry.listElsewhere', { areaId: here.id, box: 'out', limit: 5 })).status).toBe(404)
  const kept = await town.db.queryAsOwner<{ text: string }>(
    "select set_config('app.scope', '/', false); select string_agg(e::text, ' ') as text from registry.elsewhere e",
  )
  expect(kept[0]!.text).not.toContain('竹韵社区')
})

test('REG-12 a slip in a document is answered with its place, a passport without its country with that', async () => {
  const add = (document: object) =>
    admin.call('registry.addResident', { homeId: homeHere, name: '证件试', care: [], kind: 'family', from: '2020-01-01', evenIfKnown: true, document })
  const slip = await add({ kind: 'residentId', number: '9901O119900101001X' })
  expect([slip.status, slip.body]).toEqual([400, { code: 'registry.document_wrong', details: { fault: 'character', at: 5, expected: 'digit' } }])
  expect((await add({ kind: 'passport', number: 'YA1234567' })).body).toMatchObject({ code: 'registry.document_wrong', details: { fault: 'country' } })
  expect((await add({ kind: 'passport', number: 'YA1234567', country: 'it' })).status).toBe(200)
  const known = (country: string) =>
    admin.call('registry.addResident', {
      homeId: homeHere,
      name: '证件试二',
      care: [],
      kind: 'family',
      from: '2020-01-01',
      evenIfKnown: false,
      document: { kind: 'passport', number: 'YA1234567', country },
    })
  expect((await known('it')).body.code).toBe('registry.known_already')
  expect((await known('FR')).status).toBe(200)
})

test('REG-03 a home shows from when until when somebody lived there, and where they went', async () => {
  const [compound] = (await admin.call('areas.listTree', {})).body.areas.filter((area: { level: string }) => area.level === 'compound')
  const next = (await admin.call('registry.addHome', { areaId: compound.id, door: '202', floor: 2, use: 'permanent' })).body.id
  const person = (
    await admin.call('registry.addResident', { homeId: homeHere, name: '迁居者', care: [], kind: 'family', from: '2021-01-01', evenIfKnown: true })
  ).body
  expect((await admin.call('registry.moveResident', { residencyId: person.residency.id, on: '2022-03-01', toHomeId: next })).status).toBe(200)
  const past = async (homeId: string) => (await admin.call('registry.getHome', { homeId })).body.past
  expect((await past(homeHere)).find((one: { name: string }) => one.name === '迁居者')).toMatchObject({
    residency: { from: '2021-01-01', until: '2022-03-01' },
    movedTo: { homeId: next, door: '202', areaName: '梧桐里' },
  })
  const link = (await admin.call('registry.getHome', { homeId: next })).body.residents[0].residency.id
  expect((await admin.call('registry.moveResident', { residencyId: link, on: '2022-04-01', toHomeId: null })).status).toBe(200)
  expect((await past(next))[0]).toMatchObject({ name: '迁居者', movedTo: null })
})
