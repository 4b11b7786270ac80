// 遮盖矩阵: no answer shows more of a person than the role's sight there, whatever was asked: every operation that answers × every role that may ask it,
// at a furnished place whose raw values are known. What is looked for is told by the ledger itself, what may be seen by rules/access.
import * as contract from '@xiaomen/contract'
import type { Op } from '@xiaomen/contract'
import { type DataClass, type Role, ROLES, type Sight, sightAt } from '@xiaomen/rules/access'
import { CARE_CATEGORIES, checkCharacter } from '@xiaomen/rules/registry'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { homesUnder, residentsOf } from '../../packages/server/src/modules/registry/index.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller, Reply, Town } from '../../packages/server/src/platform/testing.ts'
import { openSheet } from '../../packages/server/src/platform/workbook/read-workbook.ts'
import { EXPECTED } from './expected.ts'
import { INPUTS } from './inputs.ts'
import { hire } from './people.ts'
import { furnish, type Located, makeStreet, openMatrixTown, rollEverythingBack } from './places.ts'

type Sought = 'name' | 'phone' | 'document' | 'door' | 'care'
type Value = { dataClass: Sought; text: string; path: string }
type Leak = { dataClass: DataClass; text: string }

const isOp = (value: unknown): value is Op => typeof value === 'object' && value !== null && 'name' in value && 'can' in value && 'input' in value
const OPS = Object.values(contract).flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value).filter(isOp) : []))

/** Questions and files always; a command where it says that it answers with personal fields. */
const ANSWERING = OPS.filter((op) => op.kind === 'query' || op.kind === 'file' || (op.kind !== 'upload' && (op.reads ?? []).length > 0))
/** Opens one field in full, to those who may, for a purpose: a test of its own below. */
const OPENS = 'registry.revealPerson'
const DOCUMENT = `99010119800307001${checkCharacter('99010119800307001')}`
const RAW_TEXTS = ['沈小满', '10100000011', '0011', DOCUMENT]
/** Asked in more ways than the one of the matrix: what shows different things by what is asked. */
const ALSO: Record<string, (input: Record<string, unknown>) => object[]> = {
  'registry.getBuildingChart': (input) => ['people', 'use', 'care', 'dues'].map((asks) => ({ ...input, asks })),
  'registry.exportLedger': (input) => ['csv', 'xlsx'].map((format) => ({ ...input, format })),
  'registry.previewHome': (input) => ROLES.map((role) => ({ ...input, role })),
  'registry.findHomes': (input) => [...RAW_TEXTS, '101', '沈'].map((text) => ({ ...input, text })),
}
let town: Town
let own: Located
/** A grid worker whose grant shows names alone. */
let narrow: Caller
const values: Value[] = []
const people = new Map<Role, { caller: Caller; path: string; login: string; sessionId: string }>()

/** Every text of an answer as one who reads it would find it: strings of JSON, cells of a sheet, letters of a file. Ids and moments say nothing of anybody. */
async function textsOf(reply: Reply): Promise<string[]> {
  if (reply.body !== null) {
    const found: string[] = []
    const walk = (value: unknown): void => {
      if (typeof value === 'string') found.push(value)
      else if (Array.isArray(value)) value.forEach(walk)
      else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(([key, inner]) => (walk(inner), found.push(key)))
    }
    walk(reply.body)
    // Nor does a signed code, in which any three digits may stand by chance.
    return found.filter(
      (text) => !/^[A-Z\d $%*+\-./:]{60,}$/.test(text) && !/^[\da-f]{8}-[\da-f-]{27}$/.test(text) && !/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text),
    )
  }
  const type = [reply.headers['content-type']].flat().join(' ')
  if (!/csv|spreadsheet/.test(type)) return [reply.raw.toString('utf8')]
  const cells: string[] = []
  for await (const row of (await openSheet(reply.raw)).rows()) cells.push(...row.cells.map((cell) => String(cell ?? '')))
  return cells
}

/** Short values (a door "101") stand alone; nobody takes the 101 inside a telephone number for a door. */
const holds = (text: string, { dataClass, text: raw }: Value): boolean =>
  dataClass === 'care' ? text === raw : new RegExp(`(?<![\\p{L}\\p{N}*])${raw.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}*])`, 'u').test(text)

/** An answer that names every category is a table of them, with a number beside each: it says of nobody who that is. */
const isTable = (texts: readonly string[]): boolean => CARE_CATEGORIES.every((category) => texts.includes(category))

const leaksOf = (texts: readonly string[], sightOf: (path: string) => Record<DataClass, Sight>): Leak[] =>
  values
    .filter(
      (value) => sightOf(value.path)[value.dataClass] !== 'full' && !(value.dataClass === 'care' && isTable(texts)) && texts.some((text) => holds(text, value)),
    )
    .map(({ dataClass, text }) => ({ dataClass, text }))

/** The same words may be somebody's whom the reader does see: then it is that person who is shown. */
function sightOver(sightOf: (path: string) => Record<DataClass, Sight>) {
  const shown = new Set(values.filter((value) => sightOf(value.path)[value.dataClass] === 'full').map((value) => `${value.dataClass} ${value.text}`))
  return (leaks: Leak[]) => leaks.filter((leak) => !shown.has(`${leak.dataClass} ${leak.text}`))
}

/** What an answer says again of the caller's own words is no leak: of a pasted list only what the house adds to it is looked at. */
const ADDED: Record<string, (body: any) => unknown> = {
  'queries.matchChain': ({ items }) => items.map(({ candidates }: { candidates: unknown[] }) => candidates),
}
const withoutOwnWords = (op: Op, reply: Reply): Reply =>
  ADDED[op.name] !== undefined && reply.status === 200 ? { ...reply, body: ADDED[op.name]!(reply.body) } : reply

async function asked(op: Op, role: Role, by?: Caller): Promise<Reply[]> {
  const { caller: usual, login, sessionId } = people.get(role)!
  const caller = by ?? usual
  const input = INPUTS[op.name]!
  const about = {
    place: own.ids,
    role,
    login,
    sessionId,
    card: { code: own.cardCode, personId: own.ids.otherPersonId, proof: own.proof },
    landlordCode: own.landlordCode,
  }
  const body = (input.at ? input.at(about) : (input.plain?.(about) ?? {})) as Record<string, unknown>
  const replies: Reply[] = []
  for (const one of ALSO[op.name]?.(body) ?? [body]) replies.push(withoutOwnWords(op, await caller.call(op.name, one)))
  return replies
}
const mayAsk = (op: Op, role: Role): boolean => {
  const who = EXPECTED[op.name]!
  return typeof who === 'string' || who.includes(role)
}
const grantOf = (role: Role) => ({ role, path: people.get(role)!.path, dataClasses: null, from: new Date(0), until: null })
const sightFor = (role: Role) => (path: string) => sightAt([grantOf(role)], path, town.clock.now)
const NOBODY = (path: string) => sightAt([], path, town.clock.now)

beforeAll(async () => {
  town = await openMatrixTown()
  const [community] = await makeStreet(town, { district: '丙区', street: '丙街道', communities: ['丙一社区'] })
  own = await furnish(town, community!)
  const { caller: admin } = await hire(town, 'communityAdmin', own.path)
  const edited = await admin.call('registry.editResident', {
    personId: own.ids.personId,
    version: 1,
    document: { kind: 'residentId', number: DOCUMENT },
    care: ['dialysis'],
  })
  if (edited.status !== 200) throw new Error(`editResident ${edited.status} ${JSON.stringify(edited.body)}`)
  await town.drain()
  await town.system(async (ctx) => {
    for (const home of await homesUnder(ctx, own.path)) {
      values.push({ dataClass: 'door', text: home.door, path: home.path })
      for (const person of await residentsOf(ctx, home.id)) {
        values.push({ dataClass: 'name', text: person.name, path: home.path })
        if (person.phone !== null) values.push({ dataClass: 'phone', text: person.phone, path: home.path })
        if (person.document !== null) values.push({ dataClass: 'document', text: person.document, path: home.path })
        for (const care of person.care) values.push({ dataClass: 'care', text: care, path: home.path })
      }
    }
  })
  for (const role of ROLES) {
    const path = role === 'resident' ? own.homePath : own.path
    const login = `k-${role.toLowerCase()}-${uuidv7().slice(-8)}`
    const { caller, sessionId } = await hire(town, role, path, { login, ...(role === 'resident' ? { personId: own.ids.personId } : {}) })
    people.set(role, { caller, path, login, sessionId })
  }
  narrow = (await hire(town, 'gridWorker', own.path, { dataClasses: ['name'] })).caller
  rollEverythingBack(town)
}, 300_000)
afterAll(() => town.close())

test('the place has something to hide of every class', () => {
  expect(new Set(values.map((value) => value.dataClass))).toEqual(new Set(['name', 'phone', 'document', 'door', 'care']))
  expect(values.filter((value) => value.dataClass === 'name').length).toBeGreaterThan(4)
  expect(ANSWERING.length).toBeGreaterThan(40)
})

describe('TRUST-01 what each role is answered', () => {
  for (const op of ANSWERING.filter((one) => one.name !== OPENS))
    test(`${op.name} shows no more than the role may see`, async () => {
      for (const role of ROLES.filter((one) => mayAsk(op, one))) {
        const sightOf = sightFor(role)
        for (const reply of await asked(op, role)) {
          const leaks = sightOver(sightOf)(leaksOf(await textsOf(reply), sightOf))
          expect({ op: op.name, role, leaks }).toEqual({ op: op.name, role, leaks: [] })
        }
      }
    })
})

test('nobody without an account reads more than a mask', async () => {
  for (const op of ANSWERING.filter((one) => EXPECTED[one.name] === 'public')) {
    const input = INPUTS[op.name]!
    const about = {
      place: own.ids,
      role: 'visitor' as const,
      login: 'x',
      sessionId: uuidv7(),
      card: { code: own.cardCode, personId: own.ids.otherPersonId, proof: own.proof },
      landlordCode: own.landlordCode,
    }
    const reply = await town.anonymous.call(op.name, input.at ? input.at(about) : (input.plain?.(about) ?? {}))
    expect({ op: op.name, leaks: leaksOf(await textsOf(reply), NOBODY) }).toEqual({ op: op.name, leaks: [] })
  }
})

test('a field in full is answered where the sight allows it for a purpose, and to nobody else', async () => {
  for (const role of ROLES) {
    const { caller } = people.get(role)!
    for (const dataClass of ['phone', 'document'] as const) {
      const reply = await caller.call(OPENS, { personId: own.ids.personId, dataClass, purpose: 'callOnDuty' })
      const allowed =
        mayAsk(
          OPS.find((op) => op.name === OPENS)!,
          role,
        ) && ['onReason', 'full'].includes(sightFor(role)(own.homePath)[dataClass])
      const leaks = leaksOf(await textsOf(reply), NOBODY).map((leak) => leak.dataClass)
      expect({ role, leaks }).toEqual({ role, leaks: allowed ? [dataClass] : [] })
    }
  }
})

test('a narrowed grant narrows every answer: a worker for names alone reads no door, number or mark', async () => {
  const sightOf = (path: string) => sightAt([{ ...grantOf('gridWorker'), dataClasses: ['name'] }], path, town.clock.now)
  for (const op of ANSWERING.filter((one) => one.name !== OPENS && mayAsk(one, 'gridWorker'))) {
    for (const reply of await asked(op, 'gridWorker', narrow)) {
      const leaks = leaksOf(await textsOf(reply), sightOf)
      expect({ op: op.name, leaks }).toEqual({ op: op.name, leaks: [] })
    }
  }
})

// The law itself is tried: judged by the sight of nobody, the same answers must be full of leaks, of every class and in every form.
test('a leak of any class would be found, in JSON, in a list and in a file', async () => {
  const found = async (name: string, role: Role) => {
    const op = OPS.find((one) => one.name === name)!
    const texts = (await Promise.all((await asked(op, role)).map(textsOf))).flat()
    return new Set(leaksOf(texts, NOBODY).map((leak) => leak.dataClass))
  }
  expect(await found('registry.myHousehold', 'resident')).toEqual(new Set(['name', 'phone', 'door', 'care']))
  expect(await found('registry.getHome', 'communityAdmin')).toEqual(new Set(['name', 'door', 'care']))
  expect([...(await found('registry.exportLedger', 'communityAdmin'))]).toEqual(expect.arrayContaining(['name', 'door']))
  const planted = { residents: [{ name: '沈*满', note: `电话 10100000011，证件 ${DOCUMENT}` }], doors: ['1-1-101'] }
  const texts = await textsOf({ status: 200, body: planted, headers: {}, raw: Buffer.from('') })
  expect(new Set(leaksOf(texts, sightFor('gridWorker')).map((leak) => leak.dataClass))).toEqual(new Set(['phone', 'document']))
  expect(new Set(leaksOf(texts, sightFor('streetCommander')).map((leak) => leak.dataClass))).toEqual(new Set(['phone', 'document', 'door']))
})
