import { areasEvents, operations, query } from '@xiaomen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { defineModule } from '../../platform/module.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { areasModule, insertAreas, putOverlay, removeOverlays } from '../areas/index.ts'
import { accessModule, handOverOverlay, headsOf, holdersOfOverlay, resolveActor, seedAccount, startSession, workersAt } from './index.ts'

// A door of our own, to see what a grant lets through.
const doors = operations('walls', {
  look: query({ can: 'walls.look', input: z.object({ path: z.string() }), output: z.object({ paths: z.array(z.string()) }) }),
})
const doorsModule = defineModule('walls', {
  ops: doors,
  policy: { 'walls.look': ['gridWorker'] },
  handlers: {
    look: async (ctx, { path }) => {
      ctx.must('walls.look', { path })
      return { paths: ctx.paths('walls.look') }
    },
  },
})

type At = { id: string; path: string }
let town: Town
let community: At, other: At
const houses: At[] = []
let grid: { id: string; path: string }, zone: { id: string }
let admin: Caller, neighbour: Caller
const NOON = new Date('2022-05-04T12:00:00+08:00')

const put = (areaIds: string[], more: object = {}) =>
  town.system((ctx) => putOverlay(ctx, { kind: 'grid', name: '第一网格', areaIds, from: '2022-01-01', until: null, ...more }))
const given = (more: object = {}) => ({ role: 'gridWorker', overlayId: grid.id, dataClasses: null, from: '2022-01-01', until: null, ...more })
let count = 0
/** A worker by a real grant of the administrator, signed in. */
async function hired(
  grant: object,
): Promise<{ id: string; caller: Caller; grants: { id: string; areaName: string; overlayId: string | null; path: string }[] }> {
  const made = await admin.call('access.createAccount', { login: `worker-${++count}`, name: `沈小禾${count}`, unit: '测试社区', grant })
  expect([made.status, made.body.code]).toEqual([200, undefined])
  const { id, grants } = made.body.account
  await town.db.execAsOwner(`update access.credential set must_change = false where account_id = '${id}'`)
  let token = ''
  await town.system(async (ctx) => {
    token = await startSession(ctx, id, 180)
  })
  return { id, caller: town.withCookie(token), grants }
}
const looks = async (caller: Caller, path: string) => (await caller.call('walls.look', { path })).status
/** Half a clock's second later: what is kept of an actor for a second is read again. */
const aSecondLater = () => {
  town.clock.now = new Date(town.clock.now.getTime() + 1_000)
}

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, doorsModule], resolveActor })
  await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '测试街道' }])
    ;[community, other] = (await insertAreas(ctx, [
      { parentId: street!.id, level: 'community', name: '测试社区' },
      { parentId: street!.id, level: 'community', name: '邻居社区' },
    ])) as unknown as [At, At]
    const [east, west] = await insertAreas(ctx, [
      { parentId: community.id, level: 'compound', name: '东苑' },
      { parentId: community.id, level: 'compound', name: '西苑' },
    ])
    houses.push(
      ...(await insertAreas(
        ctx,
        [east!, east!, west!, west!].map((compound, at) => ({ parentId: compound.id, level: 'building' as const, name: `${at + 1}幢` })),
      )),
    )
    await seedAccount(ctx, {
      login: 'admin',
      name: '林社工',
      unit: '测试社区',
      password: 'neighbours-keep-watch',
      grants: [{ role: 'communityAdmin', path: community.path, from: '2022-01-01' }],
    })
  })
  grid = await put([houses[0]!.id, houses[2]!.id])
  zone = await put([houses[1]!.id], { kind: 'zone', name: '封控区' })
  admin = town.as('communityAdmin', community.path)
  neighbour = town.as('communityAdmin', other.path)
})
afterAll(() => town.close())

test('REG-10 one grant on a grid opens its buildings and nothing between them', async () => {
  const { caller, grants } = await hired(given())
  expect(grants).toMatchObject([{ areaName: '第一网格', areaId: null, overlayId: grid.id, path: community.path }])
  expect([await looks(caller, houses[0]!.path), await looks(caller, `${houses[2]!.path}1/h3/`)]).toEqual([200, 200])
  for (const path of [houses[1]!.path, houses[3]!.path, community.path, other.path]) expect(await looks(caller, path)).toBe(404)
  const me = (await caller.call('access.me')).body
  expect(me.grants).toMatchObject([{ areaName: '第一网格' }])
  expect(me.permissions['walls.look']).toEqual([houses[0]!.path, houses[2]!.path])
})

test('REG-10 a grant on a grid follows its buildings and its days within a second', async () => {
  const { caller } = await hired(given())
  expect(await looks(caller, houses[2]!.path)).toBe(200)
  await put([houses[0]!.id, houses[3]!.id], { id: grid.id })
  aSecondLater()
  expect([await looks(caller, houses[2]!.path), await looks(caller, houses[3]!.path)]).toEqual([404, 200])
  await put([houses[0]!.id, houses[2]!.id], { id: grid.id, until: '2022-05-04' })
  town.clock.now = new Date('2022-05-04T23:59:59+08:00')
  expect(await looks(caller, houses[0]!.path)).toBe(200)
  town.clock.now = new Date('2022-05-05T00:00:00+08:00')
  expect(await looks(caller, houses[0]!.path)).toBe(404)
  town.clock.now = NOON
  await put([houses[0]!.id, houses[2]!.id], { id: grid.id })
  aSecondLater()
  const short = await hired(given({ from: '2022-05-05' }))
  expect(await looks(short.caller, houses[0]!.path)).toBe(404)
})

test('the row of a grant moves with its grid, and its account with it', async () => {
  const wide = await put([houses[1]!.id], { name: '走动网格' })
  const { id } = await hired(given({ overlayId: wide.id }))
  const rows = () =>
    town.db.queryAsOwner<{ path: string }>(
      `select area_path as path from access.role_grant where account_id = '${id}' union all select area_path from access.account where id = '${id}'`,
    )
  expect(await rows()).toEqual([{ path: houses[1]!.path }, { path: houses[1]!.path }])
  await put([houses[1]!.id, houses[3]!.id], { id: wide.id, name: '走动网格' })
  await town.system((ctx) => ctx.emit(areasEvents.overlayChanged, { communityId: community.id, areaId: community.id, overlayId: wide.id }))
  await town.drain()
  expect(await rows()).toEqual([{ path: community.path }, { path: community.path }])
  await town.system((ctx) => removeOverlays(ctx, [wide.id]))
})

test('a grid that was taken back opens nothing more', async () => {
  const gone = await put([houses[3]!.id], { name: '临时网格' })
  const { caller } = await hired(given({ overlayId: gone.id }))
  expect(await looks(caller, houses[3]!.path)).toBe(200)
  await town.system((ctx) => removeOverlays(ctx, [gone.id]))
  aSecondLater()
  expect(await looks(caller, houses[3]!.path)).toBe(404)
})

test('REG-10 a grid of another community is not there, a zone is nothing to be given, and exactly one place is named', async () => {
  const grantTo = (caller: Caller, grant: object) => caller.call('access.createAccount', { login: `no-${++count}`, name: '某人', unit: '某处', grant })
  expect((await grantTo(neighbour, given())).status).toBe(404)
  expect((await grantTo(admin, given({ overlayId: zone.id }))).body.code).toBe('access.overlay_not_for_grants')
  expect((await grantTo(admin, given({ role: 'communityAdmin' }))).body.code).toBe('access.role_above_own')
  expect((await grantTo(admin, given({ until: '2021-12-31', from: '2021-12-01' }))).body.code).toBe('access.overlay_over')
  expect((await grantTo(admin, given({ areaId: houses[0]!.id }))).status).toBe(400)
  expect((await grantTo(admin, given({ overlayId: undefined }))).status).toBe(400)
  const preview = await admin.call('access.previewView', { role: 'gridWorker', overlayId: grid.id, dataClasses: null })
  expect(preview.body).toMatchObject({ areaName: '第一网格', areas: 2 })
})

test('a grant on a grid is revoked like any other, and the row is for the community to see, not for the neighbour', async () => {
  const { id, caller, grants } = await hired(given())
  expect((await neighbour.call('access.revokeGrant', { grantId: grants[0]!.id })).status).toBe(404)
  expect((await admin.call('access.revokeGrant', { grantId: grants[0]!.id })).status).toBe(200)
  expect(await looks(caller, houses[0]!.path)).toBe(404)
  const seen = await town.db.tx({ paths: [other.path], as: 'reader' }, async (tx) =>
    (tx as never as { selectFrom(table: string): { select(column: string): { execute(): Promise<{ account_id: string }[]> } } })
      .selectFrom('access.role_grant')
      .select('account_id')
      .execute(),
  )
  expect(seen.map((row) => row.account_id)).not.toContain(id)
})

test('who answers for a building of the grid, who may be sent there, and who holds the grid is found through it', async () => {
  const north = await put([houses[3]!.id], { name: '北网格' })
  const { id } = await hired(given({ overlayId: north.id }))
  const ids = (found: readonly { accountId: string }[]) => found.map((one) => one.accountId)
  await town.system(async (ctx) => {
    const heads = await headsOf(ctx, [houses[3]!.path, community.path], ['gridWorker'])
    expect(heads.map((head) => [head.accountId, head.paths, head.overlayId])).toEqual([[id, [houses[3]!.path], north.id]])
    expect(ids(await headsOf(ctx, [], ['gridWorker'], [north.id]))).toEqual([id])
    expect(ids(await workersAt(ctx, `${houses[3]!.path}2/h9/`, ['gridWorker'], '2022-05-04'))).toEqual([id])
    expect(ids(await workersAt(ctx, houses[1]!.path, ['gridWorker'], '2022-05-04'))).toEqual([])
    expect((await workersAt(ctx, `${houses[1]!.path}h9/`, ['communityAdmin'], '2022-05-04')).map((one) => one.name)).toEqual(['林社工'])
    expect(ids(await holdersOfOverlay(ctx, north.id, '2022-05-04'))).toEqual([id])
    expect(ids(await holdersOfOverlay(ctx, north.id, '2021-12-31'))).toEqual([])
  })
})

test('REG-02 a grid passes from one worker to another: the one ends the day before, the other begins, and twice is once', async () => {
  const south = await put([houses[1]!.id], { name: '南网格' })
  const [leaving, coming] = [await hired(given({ overlayId: south.id, until: '2022-12-31' })), await hired(given())]
  const hand = (more: object = {}) =>
    town.system((ctx) => handOverOverlay(ctx, { overlayId: south.id, fromAccountId: leaving.id, toAccountId: coming.id, from: '2022-05-06', ...more }))
  await hand()
  await hand()
  const rows = await town.db.queryAsOwner<{ account_id: string; from: string; until: string }>(
    `select account_id, valid_from::text as from, valid_until::text as until from access.role_grant where overlay_id = '${south.id}' and revoked_at is null order by valid_from`,
  )
  expect(rows).toEqual([
    { account_id: leaving.id, from: '2022-01-01', until: '2022-05-05' },
    { account_id: coming.id, from: '2022-05-06', until: '2022-12-31' },
  ])
  town.clock.now = new Date('2022-05-05T12:00:00+08:00')
  expect([await looks(leaving.caller, houses[1]!.path), await looks(coming.caller, houses[1]!.path)]).toEqual([200, 404])
  town.clock.now = new Date('2022-05-06T00:00:00+08:00')
  expect([await looks(leaving.caller, houses[1]!.path), await looks(coming.caller, houses[1]!.path)]).toEqual([404, 200])
  town.clock.now = NOON
  await expect(hand({ fromAccountId: coming.id, toAccountId: coming.id })).rejects.toThrow('access.not_oneself')
  const empty = await put([houses[3]!.id], { kind: 'cutArea', name: '空切割区' })
  await expect(hand({ overlayId: empty.id })).rejects.toThrow('request.not_found')
})

test('REG-10 who sees a building, or a home in it, is listed with role, sight by class, and until when; the neighbour cannot ask', async () => {
  const lane = await put([houses[1]!.id], { kind: 'cutArea', name: '小巷网格', until: '2022-11-30' })
  const { id } = await hired(given({ overlayId: lane.id, dataClasses: ['name', 'door'] }))
  for (const ask of [{ areaId: houses[1]!.id }, { homePath: `${houses[1]!.path}1/h3/` }]) {
    const rows = (await admin.call('access.listWhoSees', ask)).body as {
      accountId: string
      role: string
      areaName: string
      until: string | null
      sight: object
    }[]
    expect(rows.find((row) => row.accountId === id)).toMatchObject({
      role: 'gridWorker',
      areaName: '小巷网格',
      until: '2022-11-30',
      sight: { name: 'full', door: 'full', phone: 'none', care: 'none' },
    })
    expect(rows.find((row) => row.role === 'communityAdmin')).toMatchObject({ areaName: '测试社区', until: null, sight: { phone: 'onReason' } })
  }
  const beside = (await admin.call('access.listWhoSees', { areaId: houses[3]!.id })).body as { accountId: string }[]
  expect(beside.map((row) => row.accountId)).not.toContain(id)
  expect((await neighbour.call('access.listWhoSees', { areaId: houses[1]!.id })).status).toBe(404)
  expect((await neighbour.call('access.listWhoSees', { homePath: `${houses[1]!.path}1/h3/` })).status).toBe(404)
  expect((await admin.call('access.listWhoSees', {})).status).toBe(400)
})

test('REG-10 a grant is narrowed by class and given another last day, by whoever could give it', async () => {
  const { id, caller, grants } = await hired(given())
  const grantId = grants[0]!.id
  const change = (by: Caller, more: object = {}) => by.call('access.changeGrant', { grantId, dataClasses: ['name'], until: '2022-05-04', ...more })
  expect((await change(admin)).body.grants).toMatchObject([{ dataClasses: ['name'], until: '2022-05-04' }])
  const rows = (await admin.call('access.listWhoSees', { areaId: houses[0]!.id })).body as { accountId: string; sight: object }[]
  expect(rows.find((row) => row.accountId === id)?.sight).toMatchObject({ name: 'full', phone: 'none', document: 'none', care: 'none', door: 'none' })
  town.clock.now = new Date('2022-05-05T00:00:00+08:00')
  expect(await looks(caller, houses[0]!.path)).toBe(404)
  town.clock.now = NOON
  expect((await change(neighbour)).status).toBe(404)
  expect((await change(admin, { until: '2021-12-31' })).status).toBe(400)
  expect((await change(admin, { dataClasses: null, until: null })).body.grants).toMatchObject([{ dataClasses: null, until: null }])
})
