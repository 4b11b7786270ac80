// One table, three judges: the rule alone is asked in packages/rules; here the server and the guard's phone, each with what it really knows, must say the same.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Arrival } from '@xiaomen/rules/gate'
import { MODULES } from '../../packages/server/src/modules.ts'
import { insertAreas } from '../../packages/server/src/modules/areas/index.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import { openTown, type Town } from '../../packages/server/src/platform/testing.ts'
import { decideHere, type Shown } from '../../packages/web/src/modules/gate/decide-here.ts'
import { type GateList, madeReady } from '../../packages/web/src/modules/gate/offline-list.ts'
import { ownPassages } from '../../packages/web/src/modules/gate/own-passages.ts'
import { furnishPlan, type Plan, PLATES, type Stage } from './stage.ts'

type Said = { outcome: string; reasons: string[] }
type Row = {
  says: string
  plan: Plan
  who: string
  shows: string
  way: 'in' | 'out'
  temperature?: number
  from?: 'listed' | 'elsewhere'
  sees?: 'green' | 'yellow' | 'red'
  medical?: boolean
  gate?: keyof Stage['gates']
  listAgeHours?: number
  comes?: Arrival
  vehicle?: keyof typeof PLATES
  expect: Said
  /** Where a phone without network knows less. */
  onThePhone?: Said
}
const rows = JSON.parse(readFileSync(new URL('../../packages/rules/src/gate/verdicts.json', import.meta.url), 'utf8')) as Row[]
const PLANS: readonly Plan[] = ['epidemic', 'stayIn', 'peace']
const noon = new Date('2022-08-01T12:00:00+08:00')
let town: Town
const stages = new Map<string, Stage>()
const lists = new Map<string, GateList>()

beforeAll(async () => {
  town = await openTown({ modules: MODULES })
  town.clock.now = noon
  const streetId = uuidv7()
  await town.system((ctx) => insertAreas(ctx, [{ id: streetId, parentId: null, level: 'street', name: '青石街道' }]))
  const makePair = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const keys = { phone: await makePair(), thief: await makePair() }
  for (const plan of PLANS) {
    const stage = await furnishPlan(town, plan, streetId, keys)
    stages.set(plan, stage)
    for (const [name, gateId] of Object.entries(stage.gates)) {
      const { body } = await stage.guard.call('gate.getOfflineList', { gateId })
      lists.set(`${plan} ${name}`, await madeReady({ list: body, clockOffsetMs: 0 }))
    }
  }
}, 240_000)
afterAll(() => town.close())

const stageOf = (row: Row): Stage => stages.get(row.plan)!
const gateOf = (row: Row) => row.gate ?? 'south'
async function shownBy(row: Row): Promise<Shown> {
  const { show, riskAreaId } = stageOf(row)
  return {
    means: await show(row.who, row.shows),
    direction: row.way,
    ...(row.temperature === undefined ? {} : { temperatureC: row.temperature }),
    ...(row.from === undefined ? {} : { whereFrom: { riskAreaIds: row.from === 'listed' ? [riskAreaId] : [] } }),
    ...(row.medical === undefined ? {} : { medical: row.medical }),
    ...(row.sees === undefined ? {} : { seen: row.sees }),
    ...(row.comes === undefined ? {} : { arrival: row.comes }),
    ...(row.vehicle === undefined ? {} : { plate: PLATES[row.vehicle] }),
  }
}
const verdictOf = ({ outcome, reasons }: Said) => ({ outcome, reasons, openDoor: outcome === 'enter' })

describe('GATE-01 GATE-09 GATE-15 the table at the server', () => {
  // The server's own knowledge has no age.
  test.each(rows.filter((row) => row.listAgeHours === undefined && row.vehicle !== 'past'))('$plan: $says', async (row) => {
    const { guard, gates } = stageOf(row)
    const { status, body } = await guard.call('gate.lookUp', { gateId: gates[gateOf(row)], ...(await shownBy(row)) })
    expect(status).toBe(200)
    expect(body.verdict).toEqual(verdictOf(row.expect))
  })
  test('a vehicle whose last day was yesterday is not on the list', async () => {
    const { guard, gates } = stages.get('epidemic')!
    const asked = { gateId: gates.south, means: { kind: 'none', value: '' }, direction: 'in', temperatureC: 36.5, arrival: 'supplyVehicle', plate: PLATES.past }
    expect((await guard.call('gate.lookUp', asked)).body.verdict.outcome).toBe('enter')
    town.clock.now = new Date('2022-08-02T00:00:00+08:00')
    expect((await guard.call('gate.lookUp', asked)).body.verdict.reasons).toEqual(['vehicle_unlisted'])
    town.clock.now = noon
  })
})

describe('GATE-10 the table on a phone without network, by the list the server gave it', () => {
  test.each(rows)('$plan: $says', async (row) => {
    const ready = lists.get(`${row.plan} ${gateOf(row)}`)!
    const issuedAt = new Date(noon.getTime() - (row.listAgeHours ?? 0) * 3_600_000).toISOString()
    const own = ownPassages(gateOf(row))
    const before = await stageOf(row).show(row.who, row.shows)
    if (row.who === 'again') own.note({ value: before.value, direction: 'in', at: noon.toISOString(), quota: null, quotaKey: null })
    const { verdict } = await decideHere({ ...ready, list: { ...ready.list, issuedAt } }, await shownBy(row), noon.getTime(), own)
    expect(verdict).toEqual(verdictOf(row.onThePhone ?? row.expect))
  })
})
