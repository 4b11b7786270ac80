// Two tables of one point, four hours without network, two thousand people; then both phones send at once over a line that drops, repeats and answers late.
import { labelOf } from '@xiaomen/rules/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule } from '../areas/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { testingModule } from './index.ts'

/** The embedded database, in one process with the test, has a quarter of them. */
let crowd = 2_000
const IN_TUBE = 10
/** Of each table: who was at the other one too, who was scanned twice, who is nobody of the ledger. */
const [AT_BOTH, TWICE, STRANGERS] = [20, 10, 5] as const
const START = new Date('2022-07-10T08:00:00+08:00')
let town: Town, quarter: Quarter, office: Caller, campaignId: string, point: { id: string; batch: string }
const number = (nth: number) => `X99${String(nth).padStart(5, '0')}`

/** mulberry32: the same line every time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
type Made = { name: 'testing.takeSample' | 'testing.sealTube'; input: Record<string, unknown> }

/** What one phone wrote down: tube after tube, each closed with its count. */
function tableOf(table: number, shown: readonly string[]): Made[] {
  const made: Made[] = []
  for (let from = 0; from < shown.length; from += IN_TUBE) {
    const tube = labelOf({ kind: 'tube', batch: point.batch, serial: table * 1_000 + from / IN_TUBE + 1 })
    const of = shown.slice(from, from + IN_TUBE)
    const at = new Date(START.getTime() + ((from + 1) / shown.length) * 4 * 3_600_000).toISOString()
    const common = { pointId: point.id, table, tube, size: IN_TUBE, at }
    for (const value of of) made.push({ name: 'testing.takeSample', input: { ...common, id: uuidv7(), means: { kind: 'document', value } } })
    made.push({ name: 'testing.sealTube', input: { ...common, id: uuidv7(), counted: of.length } })
  }
  return made
}
/** In the order they were made; what was not answered is sent again, and some of what was, too. */
async function send(phone: Caller, queue: readonly Made[], random: () => number): Promise<number> {
  let sent = 0
  for (const { name, input } of queue) {
    for (;;) {
      const [isLost, isUnheard] = [random() < 0.2, random() < 0.2]
      if (isLost) continue
      sent += 1
      const reply = await phone.call(name, input)
      expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
      if (!isUnheard) break
    }
    if (random() < 0.1) {
      sent += 1
      expect((await phone.call(name, input)).status).toBe(200)
    }
    if (random() < 0.02) await town.drain()
  }
  return sent
}

beforeAll(async () => {
  town = await openTown({
    modules: [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, statusModule, gateModule, testingModule],
  })
  if (town.db.kind === 'pglite') crowd /= 4
  town.clock.now = START
  quarter = await buildQuarter(town)
  office = town.as('communityAdmin', quarter.community.path, { unit: '居委会' })
  const rows = Array.from(
    { length: crowd },
    (_, nth) => `万人里,${1 + Math.floor(nth / 100)}幢,1单元,${100 + Math.floor((nth % 100) / 4)},甲${nth},护照,${number(nth)},XX`,
  )
  const bytes = Buffer.from(`\uFEFF小区,楼栋,单元,房号,姓名,证件类型,证件号码,国籍\n${rows.join('\n')}\n`)
  const { importId } = (await office.upload('registry.startImport', { communityId: quarter.community.id }, { name: 'ledger.csv', bytes })).body
  await town.drain()
  expect((await office.call('registry.getImport', { importId })).body).toMatchObject({ state: 'ready', counts: { people: crowd, wrongRows: 0 } })
  await office.call('registry.commitImport', { importId, leaveOutWrongRows: false, duplicates: 'skip' })
  await town.drain()
  campaignId = uuidv7()
  const plan = {
    areaId: quarter.community.id,
    name: '两台离线',
    day: '2022-07-10',
    fromClock: '08:00',
    untilClock: '18:00',
    poolSize: IN_TUBE,
    ageFrom: 0,
    ageTo: 150,
  }
  await office.call('testing.planCampaign', { ...plan, id: campaignId, isReserve: false })
  point = (await office.call('testing.addPoint', { id: uuidv7(), campaignId, areaId: quarter.compound.id, name: '操场', tables: 2 })).body
  await office.call('testing.startCampaign', { campaignId })
  await town.drain()
}, 180_000)
afterAll(() => town.close())

test('TEST-02 two tables offline for four hours, 2,000 people, a bad line: every sample exactly once, nobody lost, what does not fit listed', async () => {
  const all = Array.from({ length: crowd }, (_, nth) => number(nth))
  const strangers = Array.from({ length: STRANGERS }, (_, nth) => `X00${String(nth).padStart(5, '0')}`)
  const half = crowd / 2
  const first = all.slice(0, half).concat(strangers)
  // Twice in one tube: nine people, and the ninth once more.
  const rest = all.slice(half)
  const twice = Array.from({ length: TWICE }, (_, nth) => rest.slice(nth * 9, nth * 9 + 9)).flatMap((nine) => [...nine, nine.at(-1)!])
  const second = [...twice, ...rest.slice(TWICE * 9)]
  // Whoever is not sure that it worked goes to the other table too.
  const queues = [tableOf(1, first), tableOf(2, second.concat(all.slice(0, AT_BOTH)))]
  const samples = queues.flat().filter(({ name }) => name === 'testing.takeSample')
  town.clock.now = new Date(START.getTime() + 4 * 3_600_000)
  const phones = [town.as('volunteer', quarter.community.path), town.as('volunteer', quarter.community.path)]
  const sent = await Promise.all(queues.map((queue, nth) => send(phones[nth]!, queue, seeded(nth + 1))))
  expect(sent[0]! + sent[1]!).toBeGreaterThan(queues.flat().length * 1.2)
  for (let round = 0; round < crowd / 100; round += 1) await town.drain()

  const count = async (what: string) => Number((await town.db.queryAsOwner<{ n: string }>(`select count(*) as n from testing.sample where ${what}`))[0]!.n)
  expect(await count('true')).toBe(samples.length)
  expect(await count("state = 'new'")).toBe(0)
  expect(await count('person_id is not null')).toBe(crowd + AT_BOTH + TWICE)
  // Everybody counts once; whoever was at both tables may count in two closed tubes, and is listed.
  const people = Number((await town.db.queryAsOwner<{ n: string }>("select count(distinct person_id) as n from testing.sample where state = 'bound'"))[0]!.n)
  expect(people).toBe(crowd)
  const { coverage, tubes, doubts } = (await office.call('testing.getCampaign', { campaignId })).body
  expect(coverage).toMatchObject({ expected: crowd, done: crowd, missing: 0 })
  expect(tubes).toEqual({ open: 0, sealed: queues.flat().length - samples.length, differing: 0 })
  const kinds = await town.db.queryAsOwner<{ kind: string; n: string }>('select kind, count(*) as n from testing.doubt group by kind')
  const of = (...wanted: string[]) => kinds.filter(({ kind }) => wanted.includes(kind)).reduce((sum, { n }) => sum + Number(n), 0)
  expect([of('inOtherTube', 'twiceInRound'), of('twiceInTube'), of('unknownPerson'), doubts]).toEqual([AT_BOTH, TWICE, STRANGERS, AT_BOTH + TWICE + STRANGERS])
}, 300_000)
