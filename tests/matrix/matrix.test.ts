// 授权矩阵: every operation × every role × {own, sibling, foreign} neighbourhood, and callers who are nobody, past their time or disabled.
// Each call runs on a real database in a transaction that is rolled back, so that none changes what the next one finds.
import * as contract from '@xiaomen/contract'
import type { Op } from '@xiaomen/contract'
import { ROLES, type Role } from '@xiaomen/rules/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller, Reply, Town } from '../../packages/server/src/platform/testing.ts'
import { EXPECTED } from './expected.ts'
import { INPUTS } from './inputs.ts'
import { hire } from './people.ts'
import { furnish, type Located, makeStreet, openMatrixTown, type Place, rollEverythingBack } from './places.ts'

const isOp = (value: unknown): value is Op => typeof value === 'object' && value !== null && 'name' in value && 'can' in value && 'input' in value
const OPS = Object.values(contract).flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value).filter(isOp) : []))

type Somebody = { caller: Caller; role: Role; login: string; sessionId: string }
let town: Town
let own: Located, sibling: Located, foreign: Located
/** Ids that are nowhere, shaped like those of a place. */
let unknown: Place
const people = new Map<Role, Somebody>()
let expired: Somebody, disabled: Somebody

/** Three neighbourhoods are furnished call by call; a machine that does other things meanwhile takes its time. */
const FURNISHING_MS = 300_000

async function employ(role: Role, path: string, options: { until?: string; personId?: string } = {}): Promise<Somebody> {
  const login = `m-${role.toLowerCase()}-${uuidv7().slice(-8)}`
  const { caller, sessionId } = await hire(town, role, path, { ...options, login })
  return { caller, role, login, sessionId }
}

beforeAll(async () => {
  town = await openMatrixTown()
  const [first, second] = await makeStreet(town, { district: '甲区', street: '甲街道', communities: ['甲一社区', '甲二社区'] })
  const [third] = await makeStreet(town, { district: '乙区', street: '乙街道', communities: ['乙一社区'] })
  own = await furnish(town, first!)
  sibling = await furnish(town, second!)
  foreign = await furnish(town, third!)
  unknown = Object.fromEntries(Object.keys(own.ids).map((key) => [key, uuidv7()])) as Place
  for (const role of ROLES)
    people.set(role, role === 'resident' ? await employ(role, own.homePath, { personId: own.ids.personId }) : await employ(role, own.path))
  expired = await employ('communityAdmin', own.path, { until: '2022-05-03' })
  const leaving = await hire(town, 'communityAdmin', own.path, { login: 'm-leaving' })
  const { caller: street } = await hire(town, 'streetCommander', own.path)
  expect((await street.call('access.setAccountState', { accountId: leaving.accountId, state: 'disabled' })).status).toBe(200)
  disabled = { caller: leaving.caller, role: 'communityAdmin', login: 'm-leaving', sessionId: leaving.sessionId }
  rollEverythingBack(town)
}, FURNISHING_MS)
afterAll(() => town.close())

function ask(op: Op, { caller, role, login, sessionId }: Somebody, place: Place | null): Promise<Reply> {
  const input = INPUTS[op.name]!
  const asked = {
    place: place ?? own.ids,
    role,
    login,
    sessionId,
    card: { code: own.cardCode, personId: own.ids.otherPersonId, proof: own.proof },
    landlordCode: own.landlordCode,
  }
  const body = place !== null && input.at ? input.at(asked) : (input.plain?.(asked) ?? {})
  return op.kind === 'upload' ? caller.upload(op.name, body, input.file!) : caller.call(op.name, body)
}
const seen = ({ status, body }: Reply) => `${status} ${status >= 400 ? JSON.stringify(body) : ''}`.trim()

test('every operation of the contract is in the table, and nothing else', () => {
  const names = OPS.map((op) => op.name).toSorted()
  expect(names.length).toBeGreaterThan(60)
  expect(Object.keys(EXPECTED).toSorted()).toEqual(names)
  expect(Object.keys(INPUTS).toSorted()).toEqual(names)
})

test('the table itself is checked: an operation given to nobody, or to everybody, would be seen', async () => {
  const op = OPS.find(({ name }) => name === 'areas.listTree')!
  expect((await ask(op, people.get('guard')!, own.ids)).status).toBe(200)
  expect((await ask(op, people.get('visitor')!, own.ids)).status).toBe(403)
})

test.each(OPS.map((op) => [op.name, op] as const))('%s is answered to whom it belongs and to nobody else', async (name, op) => {
  const expected = EXPECTED[name]!
  const { at, status = 200 } = INPUTS[name]!
  const rightFor = (role: Role) => (typeof status === 'number' ? status : status(role))
  const elsewhere = [...Object.values(sibling.ids), ...Object.values(foreign.ids)]
  const unexpected: string[] = []
  const note = (who: string, where: string, wanted: string, reply: Reply) => unexpected.push(`${who} at ${where}: wanted ${wanted}, got ${seen(reply)}`)

  for (const role of ROLES) {
    const somebody = people.get(role)!
    const isAllowed = expected === 'public' || expected === 'self' || expected.includes(role)
    const reply = await ask(op, somebody, at === null ? null : own.ids)
    if (isAllowed && reply.status !== rightFor(role)) note(role, 'own', String(rightFor(role)), reply)
    if (!isAllowed && reply.status !== 403 && reply.status !== 404) note(role, 'own', '403 or 404', reply)
    const leaked = reply.status === 200 ? elsewhere.filter((id) => reply.raw.includes(id)) : []
    if (leaked.length > 0) note(role, 'own', `nothing of elsewhere, found ${leaked.join(' ')}`, reply)
    // A list that can name a place is also asked without one.
    if (at !== null && op.input.safeParse({}).success && isAllowed) {
      const whole = await ask(op, somebody, null)
      if (whole.status !== 200 || elsewhere.some((id) => whole.raw.includes(id))) note(role, 'everywhere', '200 without anything of elsewhere', whole)
    }
    if (at === null) continue
    const nowhere = await ask(op, somebody, unknown)
    if (nowhere.status !== 404 && nowhere.status !== 403) note(role, 'nowhere', '404 or 403', nowhere)
    if (isAllowed && nowhere.status !== 404) note(role, 'nowhere', '404', nowhere)
    for (const [where, place] of [
      ['sibling', sibling],
      ['foreign', foreign],
    ] as const) {
      const there = await ask(op, somebody, place.ids)
      if (seen(there) !== seen(nowhere)) note(role, where, `as if it did not exist: ${seen(nowhere)}`, there)
    }
  }

  const right = rightFor('visitor')
  const nobody: Somebody = { caller: town.anonymous, role: 'visitor', login: people.get('visitor')!.login, sessionId: uuidv7() }
  for (const [who, somebody] of [
    ['anonymous', nobody],
    ['disabled', disabled],
  ] as const) {
    const reply = await ask(op, somebody, at === null ? null : own.ids)
    if (expected !== 'public' && reply.status !== 401) note(who, 'own', '401', reply)
    // The password of a disabled account is a wrong password.
    const wanted = who === 'disabled' && name === 'access.signIn' ? 401 : right
    if (expected === 'public' && reply.status !== wanted) note(who, 'own', String(wanted), reply)
  }
  const late = await ask(op, expired, at === null ? null : own.ids)
  if (typeof expected === 'string' ? late.status !== right : late.status !== 403 && late.status !== 404)
    note('expired', 'own', typeof expected === 'string' ? String(right) : '403 or 404', late)
  expect(unexpected).toEqual([])
})
