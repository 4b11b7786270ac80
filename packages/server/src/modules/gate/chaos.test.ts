// Phones in the rain: requests that never arrive, answers that never come back, copies, late copies, cut bodies. Twenty phones, a seed and 250 passages
// each, at one time; what a phone does is what its queue does: in order, a handful at a time, again until it was told.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { SESSION_COOKIE } from '../../platform/http.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { gateModule } from './index.ts'

const SEEDS = 20
const PASSAGES = 250
const noon = new Date('2022-08-01T12:00:00+08:00')

let town: Town
let guard: Caller
let gateId: string
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  town.clock.now = noon
  const ids = Array.from({ length: 4 }, () => uuidv7())
  const areas = await town.system((ctx) =>
    insertAreas(ctx, [
      { id: ids[0]!, parentId: null, level: 'district', name: '测试区' },
      { id: ids[1]!, parentId: ids[0]!, level: 'street', name: '青石街道' },
      { id: ids[2]!, parentId: ids[1]!, level: 'community', name: '青石社区' },
      { id: ids[3]!, parentId: ids[2]!, level: 'compound', name: '南苑' },
    ]),
  )
  guard = town.as('guard', areas[3]!.path)
  gateId = (await town.as('communityAdmin', areas[2]!.path).call('gate.addGate', { areaId: ids[3]!, name: '南门' })).body.id
})
afterAll(() => town.close())

/** mulberry32: the same seed, the same bad day. */
const randomOf = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
type Passage = { id: string; direction: 'in' | 'out' }
type Answers = (number | null)[]

/** One bad line. `deliver` answers with a status for each passage, or null for those the phone was told nothing of. */
function badLine(random: () => number) {
  const late: Passage[][] = []
  const seen = { requestsLost: 0, answersLost: 0, copies: 0, late: 0, cut: 0 }
  const post = async (items: readonly Passage[]): Promise<Answers> => {
    const inputs = items.map(({ id, direction }) => ({ id, gateId, means: { kind: 'none', value: '' }, direction, at: noon.toISOString() }))
    if (inputs.length === 1) return [(await guard.call('gate.recordPassage', inputs[0])).status]
    const reply = await guard.call('outbox', { items: inputs.map((input) => ({ name: 'gate.recordPassage', input })) })
    if (reply.status !== 200) return items.map(() => reply.status)
    return items.map((_, at) => (reply.body.answers[at] as { status: number } | undefined)?.status ?? null)
  }
  const cut = async (items: readonly Passage[]) => {
    const whole = JSON.stringify({ items: items.map(({ id }) => ({ name: 'gate.recordPassage', input: { id, gateId } })) })
    const reply = await town.app.http.inject({
      method: 'POST',
      url: '/api/outbox',
      headers: { 'x-xiaomen': '1', 'content-type': 'application/json', cookie: `${SESSION_COOKIE}=test-${guard.accountId}` },
      payload: whole.slice(0, 1 + Math.floor(random() * (whole.length - 2))),
    })
    expect(reply.statusCode).toBe(400)
  }
  const deliver = async (items: Passage[]): Promise<Answers> => {
    const nothing = items.map(() => null)
    const chance = random()
    if (chance < 0.2) {
      seen.requestsLost += 1
      return nothing
    }
    if (chance < 0.4) {
      seen.answersLost += 1
      await post(items)
      return nothing
    }
    if (chance < 0.5) {
      seen.copies += 1
      return (await Promise.all([post(items), post(items)]))[0]
    }
    if (chance < 0.6) {
      seen.late += 1
      late.push(items)
      return nothing
    }
    if (chance < 0.7) {
      seen.cut += 1
      await cut(items)
      return nothing
    }
    return post(items)
  }
  /** Copies that were under way all the time come out of order, some long after. */
  const flush = async (most: number) => {
    while (late.length > most) await post(late.splice(Math.floor(random() * late.length), 1)[0]!.toReversed())
  }
  return { deliver, flush, seen }
}

test('GATE-10 twenty phones on lines that lose, copy, delay and cut: their 5,000 passages are exactly 5,000', async () => {
  const all: string[] = []
  const bad = { requestsLost: 0, answersLost: 0, copies: 0, late: 0, cut: 0 }
  const phone = async (seed: number) => {
    const random = randomOf(seed)
    const line = badLine(random)
    let waiting: Passage[] = Array.from({ length: PASSAGES }, (_, at) => ({ id: uuidv7(noon.getTime() - at), direction: random() < 0.5 ? 'in' : 'out' }))
    all.push(...waiting.map(({ id }) => id))
    while (waiting.length > 0) {
      const handful = waiting.slice(0, 1 + Math.floor(random() * 40))
      const answers = await line.deliver(handful)
      // Refused would be a passage lost: nothing here gives a reason to.
      expect(answers.every((status) => status === null || status === 200)).toBe(true)
      const told = new Set(handful.filter((_, at) => answers[at] === 200).map(({ id }) => id))
      waiting = waiting.filter(({ id }) => !told.has(id))
      await line.flush(3)
    }
    await line.flush(0)
    for (const key of Object.keys(bad) as (keyof typeof bad)[]) bad[key] += line.seen[key]
  }
  await Promise.all(Array.from({ length: SEEDS }, (_, at) => phone(at + 1)))
  expect(Math.min(...Object.values(bad))).toBeGreaterThan(SEEDS / 2)
  const kept = await town.system(async ({ tx }) => (await sql<{ id: string }>`select id from gate.passage`.execute(tx)).rows.map((row) => row.id))
  expect(kept.length).toBe(SEEDS * PASSAGES)
  expect(new Set(kept)).toEqual(new Set(all))
  const aside = await town.system(({ tx }) => sql<{ n: number }>`select count(*)::int as n from gate.passage_conflict`.execute(tx))
  expect(aside.rows[0]!.n).toBe(0)
  const audited = await town.system(({ tx }) =>
    sql<{ n: number }>`select count(*)::int as n from platform.audit where operation = 'gate.recordPassage'`.execute(tx),
  )
  expect(audited.rows[0]!.n).toBe(SEEDS * PASSAGES)
}, 180_000)
