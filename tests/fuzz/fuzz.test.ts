// Whatever is sent to whatever operation by whomever, the answer is a verdict of ours, never an accident.
import fc from 'fast-check'
import type { Role } from '@xiaomen/rules/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MODULES } from '../../packages/server/src/modules.ts'
import { insertAreas } from '../../packages/server/src/modules/areas/index.ts'
import { putInForce } from '../../packages/server/src/modules/posture/index.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import { type Caller, openTown, type Reply, type Town } from '../../packages/server/src/platform/testing.ts'
import { ASKED } from '../matrix/inputs-screening.ts'
import { SPOILT, spoil, validOf } from './inputs.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_220_504)
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 30)
const ROLES: Role[] = ['communityAdmin', 'operations', 'streetCommander', 'guard', 'gridWorker', 'stairHead', 'auditor', 'resident']
/** What the world itself cannot give: saying so is an answer. */
const isOurs = (status: number) => status < 500

let town: Town
let callers: Caller[]
const known: string[] = []
const answered = new Set<string>()
const learn = ({ body }: Reply) => {
  for (const [id] of (JSON.stringify(body) ?? '').matchAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g))
    if (known.length < 400 && !known.includes(id)) known.push(id)
}

beforeAll(async () => {
  town = await openTown({ modules: MODULES })
  const [district, street, community, compound, building, unit] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  await town.system((ctx) =>
    insertAreas(ctx, [
      { id: district, parentId: null, level: 'district', name: '试区' },
      { id: street, parentId: district, level: 'street', name: '试街' },
      { id: community, parentId: street, level: 'community', name: '试社区' },
      { id: compound, parentId: community, level: 'compound', name: '试苑' },
      { id: building, parentId: compound, level: 'building', name: '1号楼' },
      { id: unit, parentId: building, level: 'unit', name: '1单元' },
    ]),
  )
  // Under an order there is more to be asked: what exists in peace exists here too, but for a few.
  const hand = { draftedBy: uuidv7(), approvedBy: uuidv7(), legalBasis: '试验', purpose: '试验', until: '2099-12-31' }
  await town.system((ctx) => putInForce(ctx, { ...hand, areaId: district, posture: 'emergency', packId: 'covid-19', edition: '2022-06-28' }))
  known.push(district, street, community, compound, building, unit)
  callers = [town.anonymous, ...ROLES.map((role) => town.as(role, '/1/1/1/'))]
  const admin = callers[1]!
  for (const door of ['101', '102', '201']) learn(await admin.call('registry.addHome', { areaId: unit, door, floor: Number(door[0]), use: 'permanent' }))
  learn(await admin.call('gate.addGate', { areaId: compound, name: '东门' }))
  const contact = { contactName: null, contactPhone: null }
  learn(await admin.call('registry.addEnterprise', { homeId: null, areaId: compound, name: '面馆', trade: 'restaurant', ...contact, openedOn: '2022-01-01' }))
  const nobody = { accountId: null, name: null, phone: null }
  learn(await admin.call('registry.addLandlord', { name: '房东', phone: null, homeIds: [known[6]], contact: nobody }))
  // From here on each by its own name, as inputs.ts counts them.
  const { body: person } = await admin.call('registry.addResident', {
    homeId: known[6],
    name: '试人',
    care: [],
    kind: 'owner',
    from: '2022-01-01',
    evenIfKnown: true,
  })
  const round = { id: uuidv7(), areaId: compound, kind: 'notice', title: '送一封信', uses: ['permanent'], care: [], fromDay: '2022-05-04', dueOn: '2022-05-06' }
  await admin.call('tasks.planRound', { ...round, roles: ['gridWorker'], priority: 0 })
  const { body: grid } = await admin.call('areas.setOverlay', { kind: 'grid', name: '一格', areaIds: [compound], from: '2022-01-01', until: null })
  const [campaignId, pointId, planId] = [uuidv7(), uuidv7(), uuidv7()]
  const hours = { day: '2099-05-04', fromClock: '08:00', untilClock: '18:00', poolSize: 10, ageFrom: 0, ageTo: 150, isReserve: true }
  await admin.call('testing.planCampaign', { ...hours, id: campaignId, areaId: compound, name: '试检' })
  await admin.call('testing.addPoint', { id: pointId, campaignId, areaId: compound, name: '试点', tables: 1 })
  await admin.call('screening.savePlan', { id: planId, areaId: compound, name: '试案', version: null, asked: ASKED })
  known.splice(12, known.length, person.id, person.residency.id, round.id, grid.id, campaignId, pointId, planId)
})
afterAll(() => town.close())

const operations = MODULES.flatMap((module) => Object.values(module.ops))

test.each(operations.map((op) => [op.name, op] as const))('%s answers anything with a verdict of its own', async (name, op) => {
  const arbitrary = fc.record({
    input: validOf(op.input, () => known),
    spoiler: fc.option(fc.record({ at: fc.nat(), by: fc.constantFrom(...SPOILT) }), { freq: 2 }),
    who: fc.nat(),
  })
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ input, spoiler, who }) => {
      const body = (spoiler === null ? input : spoil(input, spoiler.at, spoiler.by)) as object
      const caller = callers[who % callers.length]!
      const reply =
        op.kind === 'upload'
          ? await caller.upload(name, body, { name: 'x.xlsx', bytes: Buffer.from(JSON.stringify(body ?? null)) })
          : await caller.call(name, body)
      learn(reply)
      if (reply.status === 200) answered.add(name)
      if (!isOurs(reply.status)) throw new Error(`${name} answered ${reply.status} ${JSON.stringify(reply.body)}`)
      if (reply.status >= 400) expect(reply.body).toMatchObject({ code: expect.stringMatching(/^\w+\.\w+$/) })
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  )
})

// Many ask for a thing in one state, by one role, at one place: chance does not find them all, and the stories do.
test('the inputs get past the doors: a good part of the operations answered somebody with what was asked', () => {
  expect(answered.size).toBeGreaterThan(operations.length / 3)
})

const post = (payload: string | Buffer, type = 'application/json') =>
  town.app.http.inject({ method: 'POST', url: '/api/access.signIn', headers: { 'x-xiaomen': '1', 'content-type': type }, payload })

test('a body that is no JSON, no object or of another type is refused as such', async () => {
  for (const payload of ['', '{', '[]', 'null', '"x"', '1', '{"login":1e999}', '{"__proto__":{"login":"x"}}', '\u0000', Buffer.from([0xff, 0xfe, 0x00])])
    expect((await post(payload)).statusCode, String(payload)).toBe(400)
  expect((await post('<x/>', 'text/xml')).statusCode).toBe(400)
})

test('a body too large is refused before it is read', async () => {
  expect((await post(JSON.stringify({ login: 'A'.repeat(2_000_000), password: 'x' }))).statusCode).toBe(413)
})

test('text that no database can hold is refused by the contract, not by the database', async () => {
  const admin = callers[1]!
  for (const name of ['a\u0000b', 'x\uD800', '\uDFFFy']) {
    const reply = await admin.call('areas.renameArea', { areaId: known[4]!, name, version: 1 })
    expect([reply.status, reply.body.code]).toEqual([400, 'request.invalid'])
  }
})
