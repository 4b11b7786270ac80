import { query, operations } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { sql } from 'kysely'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openReason } from '../../platform/audit.ts'
import { defineModule } from '../../platform/module.ts'
import { type Caller, openTown, type Reply, type Town } from '../../platform/testing.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import {
  accessModule,
  areTied,
  createResidentAccount,
  headsOf,
  mayJoinByCard,
  resolveActor,
  seedAccount,
  setPassword,
  setResidentHome,
  startSession,
} from './index.ts'

// A door of our own with a name and a number behind it, to see what a grant lets through.
const doors = operations('doors', {
  look: query({
    can: 'doors.look',
    input: z.object({ path: z.string() }),
    output: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
    reads: ['name', 'phone'],
  }),
})
const doorsModule = defineModule('doors', {
  ops: doors,
  policy: { 'doors.look': ['gridWorker', 'guard', 'communityAdmin', 'resident'] },
  handlers: {
    look: async (ctx, { path }) => {
      ctx.must('doors.look', { path })
      const sight = ctx.sight(path)
      return { name: masked('name', '欧阳小满', sight.name), phone: masked('phone', '10000001234', sight.phone === 'onReason' ? 'masked' : sight.phone) }
    },
  },
})

let town: Town
const place: Record<'district' | 'street' | 'community' | 'compound' | 'other', { id: string; path: string }> = {} as never
let admin: Caller
const PASSWORD = 'neighbours-keep-watch'

const tokenOf = (reply: Reply): string => /xiaomen=([^;]+)/.exec(String(reply.headers['set-cookie']))![1]!
const signIn = (login: string, password: string, totp?: string) =>
  town.anonymous.call('access.signIn', { login, password, ...(totp === undefined ? {} : { totp }) })
async function signedIn(login: string, password: string): Promise<Caller> {
  const reply = await signIn(login, password)
  expect([reply.status, reply.body.state]).toEqual([200, 'signedIn'])
  return town.withCookie(tokenOf(reply))
}
const grant = (role: string, areaId: string, more: object = {}) => ({ role, areaId, dataClasses: null, from: '2022-01-01', until: null, ...more })
/** A worker who has changed the one-time password. */
async function hired(login: string, role: string, areaId: string, more: object = {}): Promise<{ id: string; caller: Caller; grantId: string }> {
  const made = await admin.call('access.createAccount', { login, name: '沈小禾', unit: '测试社区', grant: grant(role, areaId, more) })
  expect(made.status).toBe(200)
  const first = await signedIn(login, made.body.password)
  expect((await first.call('access.changePassword', { current: made.body.password, next: PASSWORD })).status).toBe(200)
  return { id: made.body.account.id, caller: first, grantId: made.body.account.grants[0].id }
}

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, doorsModule], resolveActor })
  await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '测试街道' }])
    const [community, other] = await insertAreas(ctx, [
      { parentId: street!.id, level: 'community', name: '测试社区' },
      { parentId: street!.id, level: 'community', name: '邻居社区' },
    ])
    const [compound] = await insertAreas(ctx, [{ parentId: community!.id, level: 'compound', name: '测试小区' }])
    Object.assign(place, { district, street, community, other, compound })
    await seedAccount(ctx, {
      login: 'admin',
      name: '林社工',
      unit: '测试社区',
      password: PASSWORD,
      grants: [{ role: 'communityAdmin', path: community!.path, from: '2022-01-01' }],
    })
    await seedAccount(ctx, {
      login: 'street',
      name: '周主任',
      unit: '测试街道',
      password: PASSWORD,
      grants: [{ role: 'streetCommander', path: street!.path, from: '2022-01-01' }],
    })
  })
  admin = await signedIn('admin', PASSWORD)
})
afterAll(() => town.close())

test('REG-10 a person signs in and sees the own grants and what they permit, and where', async () => {
  const { body } = await admin.call('access.me')
  expect([body.login, body.name, body.grants[0].areaName]).toEqual(['admin', '林社工', '测试社区'])
  expect(body.permissions['access.manage']).toEqual([place.community.path])
  expect(body.permissions['doors.look']).toEqual([place.community.path])
})

test('REG-10 a grant is a role at an area for certain classes: what lies outside it is not found or not shown', async () => {
  const { caller } = await hired('grid-names', 'gridWorker', place.compound.id, { dataClasses: ['name'] })
  expect((await caller.call('doors.look', { path: place.compound.path })).body).toEqual({ name: '欧阳小满', phone: null })
  expect((await caller.call('doors.look', { path: place.other.path })).status).toBe(404)
  expect((await caller.call('access.listAccounts', {})).status).toBe(403)
})

test('REG-10 a grant ends at the midnight that closes its last day, and not an hour earlier', async () => {
  const { caller } = await hired('grid-may', 'gridWorker', place.compound.id, { until: '2022-05-04' })
  const noon = town.clock.now
  town.clock.now = new Date('2022-05-04T23:59:59+08:00')
  expect((await caller.call('doors.look', { path: place.compound.path })).status).toBe(200)
  town.clock.now = new Date('2022-05-05T00:00:00+08:00')
  expect((await caller.call('doors.look', { path: place.compound.path })).status).toBe(404)
  town.clock.now = noon
})

test('REG-10 a grant that begins tomorrow opens nothing today', async () => {
  const { caller } = await hired('grid-later', 'gridWorker', place.compound.id, { from: '2022-05-05' })
  expect((await caller.call('doors.look', { path: place.compound.path })).status).toBe(404)
})

test('REG-10 before granting, an administrator sees what that person will see, on an invented resident', async () => {
  const full = await admin.call('access.previewView', { role: 'gridWorker', areaId: place.compound.id, dataClasses: null })
  expect(full.body.sample).toEqual({ name: '欧阳小满', phone: '100****1234', document: '99**************17', door: '3-2-501' })
  const narrow = await admin.call('access.previewView', { role: 'guard', areaId: place.compound.id, dataClasses: ['name'] })
  expect(narrow.body.sample).toEqual({ name: '欧**满', phone: null, document: null, door: null })
  expect(narrow.body.permissions).toContain('doors.look')
  expect(narrow.body.permissions).not.toContain('access.manage')
})

test('REG-10 nobody grants a role above the own, outside the own area, or to oneself', async () => {
  const make = (login: string, role: string, areaId: string) =>
    admin.call('access.createAccount', { login, name: '某人', unit: '某处', grant: grant(role, areaId) })
  expect((await make('boss', 'streetCommander', place.community.id)).body.code).toBe('access.role_above_own')
  expect((await make('peer', 'communityAdmin', place.community.id)).body.code).toBe('access.role_above_own')
  expect((await make('resident', 'resident', place.community.id)).body.code).toBe('access.role_above_own')
  expect((await make('foreign', 'guard', place.other.id)).status).toBe(404)
  expect((await make('upwards', 'guard', place.street.id)).status).toBe(404)
  const me = (await admin.call('access.me')).body
  expect((await admin.call('access.grantRole', { accountId: me.id, ...grant('guard', place.compound.id) })).body.code).toBe('access.not_oneself')
  expect((await admin.call('access.revokeGrant', { grantId: me.grants[0].id })).body.code).toBe('access.not_oneself')
  expect((await admin.call('access.setAccountState', { accountId: me.id, state: 'disabled' })).body.code).toBe('access.not_oneself')
})

test('REG-10 the account of somebody who also serves elsewhere belongs to the area above: the community can no longer take it over', async () => {
  const { id } = await hired('two-places', 'guard', place.compound.id)
  const street = await signedIn('street', PASSWORD)
  expect((await street.call('access.grantRole', { accountId: id, ...grant('supervisor', place.other.id) })).status).toBe(200)
  expect((await admin.call('access.recoverAccount', { accountId: id, reason: '忘记密码' })).status).toBe(404)
  expect((await street.call('access.recoverAccount', { accountId: id, reason: '忘记密码' })).status).toBe(200)
})

test('REG-10 a disabled account is out at its next request, and a revoked grant closes at once', async () => {
  const { id, caller, grantId } = await hired('leaving', 'guard', place.compound.id)
  expect((await caller.call('doors.look', { path: place.compound.path })).status).toBe(200)
  expect((await admin.call('access.revokeGrant', { grantId })).body.grants).toEqual([])
  expect((await caller.call('doors.look', { path: place.compound.path })).status).toBe(404)
  expect((await admin.call('access.setAccountState', { accountId: id, state: 'disabled' })).body.state).toBe('disabled')
  expect((await caller.call('access.me')).status).toBe(401)
  expect((await signIn('leaving', PASSWORD)).body.code).toBe('access.wrong_credentials')
})

test('REG-10 with a one-time password nothing opens until it is changed, and a guessable one is refused', async () => {
  const made = (await admin.call('access.createAccount', { login: 'fresh', name: '新人', unit: '测试社区', grant: grant('gridWorker', place.compound.id) }))
    .body
  const fresh = await signedIn('fresh', made.password)
  expect((await fresh.call('access.me')).body).toMatchObject({ mustChangePassword: true, permissions: {} })
  expect((await fresh.call('areas.listTree')).status).toBe(403)
  for (const next of ['12345678901', 'password123456', 'fresh-fresh', 'aaaaaaaaaaaa']) {
    expect((await fresh.call('access.changePassword', { current: made.password, next })).body.code).toBe('access.weak_password')
  }
  expect((await fresh.call('access.changePassword', { current: 'not this one', next: PASSWORD })).body.code).toBe('access.wrong_credentials')
  expect((await fresh.call('access.changePassword', { current: made.password, next: PASSWORD })).status).toBe(200)
  expect((await fresh.call('areas.listTree')).status).toBe(200)
})

test('REG-10 a login is free whatever its letters and width, and taken once', async () => {
  await hired('Wang.Fang', 'guard', place.compound.id)
  expect(
    (await admin.call('access.createAccount', { login: 'ＷＡＮＧ.fang', name: '另一位', unit: '测试社区', grant: grant('guard', place.compound.id) })).body
      .code,
  ).toBe('access.login_taken')
})

test('REG-10 with a second factor a password alone is not enough, and each code counts once', async () => {
  const { caller } = await hired('careful', 'guard', place.compound.id)
  const { secret, uri } = (await caller.call('access.startTotp')).body
  expect(uri).toMatch(/^otpauth:\/\/totp\/Xiaomen:careful/)
  const codeAt = (minutes: number) => new TOTP({ secret }).generate({ timestamp: town.clock.now.getTime() + minutes * 60_000 })
  expect((await caller.call('access.confirmTotp', { totp: codeAt(10) })).body.code).toBe('access.wrong_totp')
  expect((await caller.call('access.confirmTotp', { totp: codeAt(0) })).status).toBe(200)
  expect((await caller.call('access.me')).body.hasTotp).toBe(true)

  expect((await signIn('careful', PASSWORD)).body).toEqual({ state: 'totpNeeded' })
  expect((await signIn('careful', PASSWORD, codeAt(0))).body.code).toBe('access.wrong_totp')
  const noon = town.clock.now
  town.clock.now = new Date(noon.getTime() + 60_000)
  expect((await signIn('careful', PASSWORD, codeAt(0))).body.state).toBe('signedIn')
  expect((await caller.call('access.removeTotp', { password: PASSWORD, totp: codeAt(0) })).body.code).toBe('access.wrong_totp')
  town.clock.now = new Date(noon.getTime() + 120_000)
  expect((await caller.call('access.removeTotp', { password: PASSWORD, totp: codeAt(0) })).status).toBe(200)
  expect((await signIn('careful', PASSWORD)).body.state).toBe('signedIn')
  town.clock.now = noon
})

test('REG-10 an administrator recovers an account: new one-time password, second factor gone, every session ended', async () => {
  const { id, caller } = await hired('lost-phone', 'guard', place.compound.id)
  const { secret } = (await caller.call('access.startTotp')).body
  await caller.call('access.confirmTotp', { totp: new TOTP({ secret }).generate({ timestamp: town.clock.now.getTime() }) })
  const { password } = (await admin.call('access.recoverAccount', { accountId: id, reason: '手机丢失' })).body
  expect((await caller.call('access.me')).status).toBe(401)
  expect((await signIn('lost-phone', PASSWORD)).body.code).toBe('access.wrong_credentials')
  expect((await signIn('lost-phone', password)).body).toMatchObject({ state: 'signedIn', me: { mustChangePassword: true, hasTotp: false } })
})

test('REG-10 sessions are listed and ended, by their owner and by an administrator', async () => {
  const { id, caller } = await hired('two-phones', 'guard', place.compound.id)
  const second = await signedIn('two-phones', PASSWORD)
  const sessions = (await caller.call('access.listSessions')).body
  expect(sessions.map((session: { isCurrent: boolean }) => session.isCurrent).toSorted()).toEqual([false, true])
  const other = sessions.find((session: { isCurrent: boolean }) => !session.isCurrent)
  expect((await caller.call('access.endSession', { sessionId: other.id })).status).toBe(200)
  expect((await second.call('access.me')).status).toBe(401)
  const left = (await admin.call('access.listAccountSessions', { accountId: id })).body
  expect(left).toHaveLength(1)
  expect((await admin.call('access.endAccountSession', { accountId: id, sessionId: left[0].id })).status).toBe(200)
  expect((await caller.call('access.me')).status).toBe(401)
})

test("REG-10 nobody ends another's session by its number", async () => {
  const { caller } = await hired('curious', 'guard', place.compound.id)
  const mine = (await admin.call('access.listSessions')).body[0]
  expect((await caller.call('access.endSession', { sessionId: mine.id })).status).toBe(404)
  expect((await admin.call('access.me')).status).toBe(200)
})

test('REG-10 a session unused for a shift is over, one in use lives on', async () => {
  const { caller } = await hired('night-shift', 'guard', place.compound.id)
  const noon = town.clock.now
  for (const hours of [11, 22]) {
    town.clock.now = new Date(noon.getTime() + hours * 3_600_000)
    expect((await caller.call('access.me')).status).toBe(200)
  }
  town.clock.now = new Date(noon.getTime() + 34.5 * 3_600_000)
  expect((await caller.call('access.me')).status).toBe(401)
  town.clock.now = noon
})

test('REG-10 after five wrong passwords even the right one waits, longer each time; another login does not', async () => {
  await hired('guessed', 'guard', place.compound.id)
  const noon = town.clock.now
  for (let attempt = 0; attempt < 6; attempt += 1) expect((await signIn('guessed', 'wrong')).body.code).toBe('access.wrong_credentials')
  const locked = await signIn('guessed', PASSWORD)
  expect([locked.status, locked.body.code, locked.body.details.retryAfterS]).toEqual([429, 'access.locked_out', 30])
  expect((await signIn('admin', PASSWORD)).status).toBe(200)
  town.clock.now = new Date(noon.getTime() + 31_000)
  expect((await signIn('guessed', 'wrong')).body.code).toBe('access.wrong_credentials')
  expect((await signIn('guessed', PASSWORD)).body.details.retryAfterS).toBe(60)
  town.clock.now = new Date(noon.getTime() + 31_000 + 61_000)
  expect((await signIn('guessed', PASSWORD)).body.state).toBe('signedIn')
  town.clock.now = noon
})

test('REG-10 twenty guesses sent at once are not judged before the first of them counts', async () => {
  await hired('hammered', 'guard', place.compound.id)
  const replies = await Promise.all(Array.from({ length: 20 }, (_, at) => signIn('hammered', `guess ${at}`)))
  const codes = replies.map((reply) => reply.body.code)
  expect(codes.filter((code) => code === 'access.wrong_credentials').length).toBeLessThanOrEqual(6)
  expect(codes.filter((code) => code === 'access.locked_out').length).toBeGreaterThanOrEqual(14)
})

test('an unknown login, a wrong password and a disabled account answer alike', async () => {
  expect((await signIn('nobody-here', PASSWORD)).body).toEqual((await signIn('street', 'wrong password')).body)
})

test('REG-10 an administrator lists and finds the accounts of the own area only', async () => {
  const names = (reply: Reply) => reply.body.map((account: { login: string }) => account.login)
  const all = await admin.call('access.listAccounts')
  expect(names(all)).toContain('admin')
  expect(names(all)).not.toContain('street')
  expect(names(await admin.call('access.listAccounts', { text: 'grid-na' }))).toEqual(['grid-names'])
  expect((await admin.call('access.listAccounts', { areaId: place.other.id })).status).toBe(404)
})

test('a resident who joined by a card sees the own home, and loses the old one on moving', async () => {
  const personId = '01900000-0000-7000-8000-000000000001'
  const home = `${place.compound.path}h1/`
  let token = ''
  await town.system(async (ctx) => {
    const id = await createResidentAccount(ctx, { personId, homePath: home, name: '欧阳小满' })
    expect(await createResidentAccount(ctx, { personId, homePath: home, name: '欧阳小满' })).toBe(id)
    token = await startSession(ctx, id, 180)
  })
  const resident = town.withCookie(token)
  expect((await resident.call('access.me')).body).toMatchObject({ personId, grants: [{ role: 'resident', areaName: '测试小区', path: home }] })
  expect((await resident.call('doors.look', { path: home })).body).toEqual({ name: '欧阳小满', phone: '10000001234' })
  expect((await resident.call('doors.look', { path: `${place.compound.path}h12/` })).status).toBe(404)
  await town.system((ctx) => setResidentHome(ctx, { personId, homePath: `${place.compound.path}h12/` }))
  expect((await resident.call('doors.look', { path: home })).status).toBe(404)
  expect((await resident.call('doors.look', { path: `${place.compound.path}h12/` })).status).toBe(200)
  // Residents are many, and their names would be tried out one by one: an account of theirs is found by its login alone.
  const { login } = (await resident.call('access.me')).body
  expect((await admin.call('access.listAccounts', { text: '欧阳小满' })).body).toEqual([])
  expect((await admin.call('access.listAccounts', { text: login.slice(0, -1) })).body).toEqual([])
  expect((await admin.call('access.listAccounts', { text: login.toUpperCase() })).body).toMatchObject([{ login }])
})

test('who answers for an area is found by role and path', async () => {
  const heads = await town.system((ctx) => headsOf(ctx, [place.community.path, place.street.path], ['communityAdmin']))
  expect(heads.map((head) => [head.name, head.paths])).toEqual([['林社工', [place.community.path]]])
})

test('REG-10 operations appoints and recovers watchers, and nobody whose role leads on to residents', async () => {
  const operations = town.as('operations', place.district.path)
  const make = (login: string, role: string) =>
    operations.call('access.createAccount', { login, name: '某人', unit: '某处', grant: grant(role, place.district.id) })
  for (const role of ['district', 'streetCommander', 'communityAdmin', 'gridWorker', 'guard', 'volunteer'])
    expect((await make(`by-operations-${role}`, role)).body.code).toBe('access.role_above_own')
  for (const role of ['operations', 'auditor', 'supervisor', 'merchant']) expect((await make(`by-operations-${role}`, role)).status).toBe(200)
  const district = town.as('district', place.district.path)
  const head = (
    await district.call('access.createAccount', { login: 'district-head', name: '何清', unit: '指挥部', grant: grant('district', place.district.id) })
  ).body.account
  expect((await operations.call('access.recoverAccount', { accountId: head.id, reason: '忘记密码' })).body.code).toBe('access.role_above_own')
  expect((await district.call('access.recoverAccount', { accountId: head.id, reason: '忘记密码' })).status).toBe(200)
})

test('REG-10 of two accounts one of which made, empowered or recovered the other it is known for thirty days', async () => {
  const { id: adminId } = (await admin.call('access.me')).body
  const street = await signedIn('street', PASSWORD)
  const { id: streetId } = (await street.call('access.me')).body
  const tied = (one: string, other: string) => town.system((ctx) => areTied(ctx, one, other))
  const { id } = await hired('second-hand', 'guard', place.compound.id)
  expect([await tied(adminId, id), await tied(id, adminId), await tied(streetId, id), await tied(adminId, streetId)]).toEqual([true, true, false, false])
  expect((await street.call('access.grantRole', { accountId: id, ...grant('supervisor', place.other.id) })).status).toBe(200)
  expect(await tied(id, streetId)).toBe(true)
  const noon = town.clock.now
  town.clock.now = new Date(noon.getTime() + 31 * 86_400_000)
  expect([await tied(adminId, id), await tied(id, streetId)]).toEqual([false, false])
  const later = await signedIn('street', PASSWORD)
  expect((await later.call('access.recoverAccount', { accountId: id, reason: '忘记密码' })).status).toBe(200)
  expect([await tied(adminId, id), await tied(id, streetId)]).toEqual([false, true])
  town.clock.now = noon
})

test('REG-10 a resident who also serves elsewhere and moves house stays out of reach of either community', async () => {
  const personId = '01900000-0000-7000-8000-000000000002'
  const [from, to] = [`${place.compound.path}h21/`, `${place.compound.path}h22/`]
  const id = await town.system(async (ctx) => createResidentAccount(ctx, { personId, homePath: from, name: '纪安然' }))
  const street = await signedIn('street', PASSWORD)
  expect((await street.call('access.grantRole', { accountId: id, ...grant('guard', place.other.id) })).status).toBe(200)
  // The mover sees the own community only, as a grid worker does.
  await town.system(async (ctx) => {
    await sql`select set_config('app.scope', ${place.community.path}, true)`.execute(ctx.tx)
    await setResidentHome(ctx, { personId, homePath: to })
  })
  const kept = await town.db.queryAsOwner<{ path: string }>(
    `select area_path as path from access.account where id = '${id}' union all select area_path from access.credential where account_id = '${id}'`,
  )
  expect(kept).toEqual([{ path: place.street.path }, { path: place.street.path }])
  expect((await admin.call('access.recoverAccount', { accountId: id, reason: '忘记密码' })).status).toBe(404)
  expect((await town.as('communityAdmin', place.other.path).call('access.setAccountState', { accountId: id, state: 'disabled' })).status).toBe(404)
  expect((await street.call('access.recoverAccount', { accountId: id, reason: '忘记密码' })).status).toBe(200)
})

test('REG-10 whom one may recover is judged by all that an account holds, also where one does not look', async () => {
  const { id } = await hired('kept-narrow', 'guard', place.compound.id)
  await town.system((ctx) =>
    seedAccount(ctx, {
      login: 'elsewhere',
      name: '某人',
      unit: '某处',
      password: PASSWORD,
      grants: [{ role: 'guard', path: place.other.path, from: '2022-01-01' }],
    }),
  )
  // An account whose own place lies lower than one of its grants, however that came about.
  await town.db.execAsOwner(
    `update access.role_grant set account_id = '${id}' where account_id = (select account_id from access.role_grant where area_path = '${place.other.path}' and role = 'guard' order by granted_at desc, id desc limit 1)`,
  )
  expect((await admin.call('access.recoverAccount', { accountId: id, reason: '忘记密码' })).body.code).toBe('access.role_above_own')
})

test('a family card opens only an account that has nothing but a home', async () => {
  const joins = (personId: string) => town.system((ctx) => mayJoinByCard(ctx, personId))
  const made = (personId: string, number: number) =>
    town.system((ctx) => createResidentAccount(ctx, { personId, homePath: `${place.compound.path}h${number}/`, name: '纪安然' }))
  const [bare, known, serving] = [31, 32, 33].map((number) => `01900000-0000-7000-8000-0000000000${number}`) as [string, string, string]
  await made(bare, 31)
  const knownId = await made(known, 32)
  await town.system((ctx) => setPassword(ctx, knownId, PASSWORD))
  const servingId = await made(serving, 33)
  await admin.call('access.grantRole', { accountId: servingId, ...grant('volunteer', place.compound.id) })
  expect([await joins(bare), await joins(known), await joins(serving), await joins('01900000-0000-7000-8000-000000000034')]).toEqual([true, false, false, true])
})

test('TRUST-02 who signs in, or tries to, stands in the log of the place where the account belongs', async () => {
  await signIn('admin', 'wrong password')
  await signIn('admin', PASSWORD)
  const rows = await town.db.queryAsOwner<{ id: string; area_path: string; reason: Buffer | null }>(
    "select id, area_path, reason from platform.audit where operation = 'access.signIn' order by id desc limit 2",
  )
  expect(rows.map((row) => ({ area_path: row.area_path, reason: openReason(town.app.services.crypto, row) }))).toEqual([
    { area_path: place.community.path, reason: null },
    { area_path: place.community.path, reason: 'access.wrong_credentials' },
  ])
})
