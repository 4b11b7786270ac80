import { operations, query } from '@xiaomen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { defineModule } from '../../platform/module.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { areasModule, insertAreas, putOverlay } from '../areas/index.ts'
import { accessModule, coveredBy, handOverOverlay, resolveActor, seedAccount, startSession } from './index.ts'

const gates = operations('lanes', { look: query({ can: 'lanes.look', input: z.object({ path: z.string() }), output: z.object({}) }) })
const gatesModule = defineModule('lanes', {
  ops: gates,
  policy: { 'lanes.look': ['gridWorker', 'communityAdmin'] },
  handlers: {
    look: async (ctx, { path }) => {
      ctx.must('lanes.look', { path })
      return {}
    },
  },
})

type At = { id: string; path: string }
let town: Town
let street: At, community: At, other: At, house: At, yard: At, shed: At, grid: At
let admin: Caller, neighbour: Caller, commander: Caller
const NOON = new Date('2022-05-04T12:00:00+08:00')
const on = (day: string) => {
  town.clock.now = new Date(`${day}T12:00:00+08:00`)
}

let count = 0
type Seeded = { role: 'gridWorker' | 'guard' | 'communityAdmin'; path: string; overlayId?: string; until?: string; dataClasses?: readonly ['name'] }
async function hired(...grants: Seeded[]): Promise<{ id: string; caller: Caller }> {
  count += 1
  const { id, token } = await town.system(async (ctx) => {
    const id = await seedAccount(ctx, {
      login: `worker-${count}`,
      name: `沈小禾${count}`,
      unit: '测试社区',
      password: 'neighbours-keep-watch',
      grants: grants.map((grant) => ({ from: '2022-01-01', ...grant })),
    })
    return { id, token: await startSession(ctx, id, 180) }
  })
  return { id, caller: town.withCookie(token) }
}
const spare = () => hired({ role: 'guard', path: yard.path })
const onGrid = (): Seeded => ({ role: 'gridWorker', path: house.path, overlayId: grid.id })
const looks = async (caller: Caller, path: string) => (await caller.call('lanes.look', { path })).status
const cover = (by: Caller, accountId: string, byAccountId: string, more: object = {}) =>
  by.call('access.coverFor', { accountId, byAccountId, from: '2022-05-05', until: '2022-05-08', reason: '发热在家', ...more })

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, gatesModule], resolveActor })
  await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    ;[street] = (await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '测试街道' }])) as unknown as [At]
    ;[community, other] = (await insertAreas(ctx, [
      { parentId: street.id, level: 'community', name: '测试社区' },
      { parentId: street.id, level: 'community', name: '邻居社区' },
    ])) as unknown as [At, At]
    ;[house, yard, shed] = (await insertAreas(ctx, [
      { parentId: community.id, level: 'compound', name: '东苑' },
      { parentId: community.id, level: 'compound', name: '西苑' },
      { parentId: community.id, level: 'compound', name: '北苑' },
    ])) as unknown as [At, At, At]
    grid = await putOverlay(ctx, { kind: 'grid', name: '第一网格', areaIds: [house.id], from: '2022-01-01', until: null })
  })
  admin = town.as('communityAdmin', community.path)
  neighbour = town.as('communityAdmin', other.path)
  commander = town.as('streetCommander', street.path)
})
afterAll(() => town.close())

test('REG-10 while somebody is ill a colleague holds the same grid, no more and no longer, and it ends by itself', async () => {
  const [absent, standIn] = [await hired(onGrid()), await hired({ role: 'gridWorker', path: yard.path })]
  const made = await cover(admin, absent.id, standIn.id)
  expect(made.body).toMatchObject({ state: 'planned', from: '2022-05-05', until: '2022-05-08', grants: [{ role: 'gridWorker', areaName: '第一网格' }] })
  expect(await looks(standIn.caller, house.path)).toBe(404)
  on('2022-05-05')
  expect([await looks(standIn.caller, house.path), await looks(standIn.caller, yard.path), await looks(absent.caller, house.path)]).toEqual([200, 200, 200])
  expect((await standIn.caller.call('access.me')).body.covers).toMatchObject([{ side: 'standIn', otherName: made.body.name, until: '2022-05-08' }])
  expect(await town.system((ctx) => coveredBy(ctx, standIn.id, '2022-05-05'))).toEqual([absent.id])
  const accounts = (await admin.call('access.listAccounts')).body as { id: string; covers: { side: string }[]; grants: { coverId: string | null }[] }[]
  expect(accounts.filter((one) => one.covers.length > 0).map((one) => [one.id, one.covers[0]!.side])).toEqual([
    [absent.id, 'absent'],
    [standIn.id, 'standIn'],
  ])
  town.clock.now = new Date('2022-05-08T23:59:59+08:00')
  expect(await looks(standIn.caller, house.path)).toBe(200)
  town.clock.now = new Date('2022-05-09T00:00:00+08:00')
  expect([await looks(standIn.caller, house.path), await looks(standIn.caller, yard.path)]).toEqual([404, 200])
  expect(await town.system((ctx) => coveredBy(ctx, standIn.id, '2022-05-09'))).toEqual([])
  expect((await admin.call('access.listCovers')).body).toMatchObject([{ state: 'over', reason: '发热在家' }])
  town.clock.now = NOON
})

test('a cover ends when it is ended, and ending it twice is ending it once', async () => {
  const [absent, standIn] = [await hired(onGrid()), await spare()]
  const { id } = (await cover(admin, absent.id, standIn.id, { from: '2022-05-04' })).body
  expect(await looks(standIn.caller, house.path)).toBe(200)
  expect((await neighbour.call('access.endCover', { coverId: id })).status).toBe(404)
  for (const _ of [1, 2]) expect((await admin.call('access.endCover', { coverId: id })).body.state).toBe('over')
  expect(await looks(standIn.caller, house.path)).toBe(404)
  expect((await cover(admin, absent.id, standIn.id, { from: '2022-05-04' })).status).toBe(200)
})

test('REG-10 nobody passes on by a cover what they may not give, nor what they do not manage', async () => {
  const boss = await hired({ role: 'communityAdmin', path: community.path }, { role: 'guard', path: house.path })
  const standIn = await spare()
  // The administrator gives a guard's duty, not an administrator's.
  expect((await cover(admin, boss.id, standIn.id)).body.grants).toEqual([{ role: 'guard', areaName: '东苑' }])
  expect((await cover(commander, boss.id, (await spare()).id)).body.grants).toHaveLength(2)
  const wide = await hired({ role: 'gridWorker', path: house.path }, { role: 'gridWorker', path: other.path })
  expect((await cover(admin, wide.id, (await spare()).id)).body.grants).toEqual([{ role: 'gridWorker', areaName: '东苑' }])
  const foreign = await hired({ role: 'gridWorker', path: other.path })
  expect((await cover(admin, foreign.id, standIn.id)).status).toBe(404)
  expect((await cover(admin, wide.id, foreign.id)).status).toBe(404)
  const chief = await hired({ role: 'communityAdmin', path: community.path })
  expect((await cover(admin, chief.id, (await spare()).id)).body.code).toBe('access.nothing_to_cover')
  const narrow = await hired({ role: 'gridWorker', path: house.path, dataClasses: ['name'] })
  const { id } = (await cover(admin, narrow.id, (await spare()).id)).body
  const copied = await town.db.queryAsOwner<{ data_classes: string[] }>(`select data_classes from access.role_grant where cover_id = '${id}'`)
  expect(copied).toEqual([{ data_classes: ['name'] }])
})

test('what is held for somebody absent is not passed to a third, and what they lose the stand-in loses too', async () => {
  const [absent, standIn, third] = [await hired(onGrid()), await spare(), await spare()]
  expect((await cover(admin, absent.id, standIn.id, { from: '2022-05-04' })).status).toBe(200)
  expect((await cover(admin, standIn.id, third.id, { from: '2022-05-04' })).body.grants).toEqual([{ role: 'guard', areaName: '西苑' }])
  await town.system((ctx) => handOverOverlay(ctx, { overlayId: grid.id, fromAccountId: absent.id, toAccountId: third.id, from: '2022-05-06' }))
  on('2022-05-05')
  expect(await looks(standIn.caller, house.path)).toBe(200)
  on('2022-05-06')
  expect([await looks(standIn.caller, house.path), await looks(third.caller, house.path)]).toEqual([404, 200])
  town.clock.now = NOON
  const [ill, helper] = [await hired(onGrid()), await spare()]
  await cover(admin, ill.id, helper.id, { from: '2022-05-04' })
  const [held] = (await ill.caller.call('access.me')).body.grants
  expect((await admin.call('access.revokeGrant', { grantId: held.id })).status).toBe(200)
  expect(await looks(helper.caller, house.path)).toBe(404)
})

test('a cover has an end that is near, does not lie in the past, and is arranged once', async () => {
  const [absent, standIn] = [await hired(onGrid()), await spare()]
  const code = async (more: object) => (await cover(admin, absent.id, standIn.id, more)).body.code
  expect(await code({ until: '2022-08-05' })).toBe('access.cover_too_long')
  expect(await code({ until: '2022-05-04' })).toBe('request.invalid')
  expect(await code({ from: '2022-05-03' })).toBe('request.invalid')
  expect((await cover(admin, absent.id, absent.id)).body.code).toBe('access.not_oneself')
  const both = await Promise.all([cover(admin, absent.id, standIn.id), cover(admin, absent.id, standIn.id)])
  expect(new Set(both.map((reply) => reply.body.code ?? 'made'))).toEqual(new Set(['access.covered_already', 'made']))
  expect(await code({ from: '2022-05-08', until: '2022-05-09' })).toBe('access.covered_already')
  expect((await cover(admin, absent.id, standIn.id, { from: '2022-05-09', until: '2022-05-09' })).status).toBe(200)
  const kept = await town.db.queryAsOwner<{ reason: Buffer }>('select reason from access.cover limit 1')
  expect(Buffer.from(kept[0]!.reason).includes('发热')).toBe(false)
})

test('REG-10 what somebody absent is given later their stand-in holds too on those days, and loses with them', async () => {
  const boss = await hired({ role: 'communityAdmin', path: community.path })
  const [absent, standIn] = [await hired(onGrid()), await hired({ role: 'guard', path: shed.path })]
  const { id } = (await cover(boss.caller, absent.id, standIn.id)).body
  const give = async (role: string, area: At, more: object = {}, by = admin) =>
    (await by.call('access.grantRole', { accountId: absent.id, role, areaId: area.id, dataClasses: null, from: '2022-05-04', until: null, ...more })).status
  const passed = async () =>
    (
      await town.db.queryAsOwner<{ line: string }>(
        `select role || ' ' || area_path || ' ' || valid_from::text || ' ' || valid_until::text as line from access.role_grant
        where cover_id = '${id}' and revoked_at is null order by granted_at, id`,
      )
    ).map(({ line }) => line)
  const own = [`gridWorker ${house.path} 2022-05-05 2022-05-08`]
  expect(await passed()).toEqual(own)
  expect(await give('gridWorker', yard, { until: '2022-05-06' })).toBe(200)
  expect(await passed()).toEqual([...own, `gridWorker ${yard.path} 2022-05-05 2022-05-06`])
  expect(await looks(standIn.caller, yard.path)).toBe(404)
  on('2022-05-05')
  expect(await looks(standIn.caller, yard.path)).toBe(200)
  // Longer for the one is longer for the other, as long as the cover lasts.
  const held = (await absent.caller.call('access.me')).body.grants as { id: string; areaName: string }[]
  const onYard = held.find((grant) => grant.areaName === '西苑')!.id
  expect((await admin.call('access.changeGrant', { grantId: onYard, dataClasses: null, until: '2022-06-30' })).status).toBe(200)
  expect(await passed()).toEqual([...own, `gridWorker ${yard.path} 2022-05-05 2022-05-08`])
  expect((await boss.caller.call('access.listCovers')).body.find((one: { id: string }) => one.id === id).grants).toHaveLength(2)
  expect((await admin.call('access.revokeGrant', { grantId: onYard })).status).toBe(200)
  expect([await passed(), await looks(standIn.caller, yard.path)]).toEqual([own, 404])
  // Work that only begins when the cover is over is nobody else's.
  expect(await give('guard', yard, { from: '2022-05-09' })).toBe(200)
  // A grid that is handed to somebody absent is handed to who stands in for them.
  const [second] = await town.system(async (ctx) => [
    await putOverlay(ctx, { kind: 'grid', name: '第二网格', areaIds: [shed.id], from: '2022-01-01', until: null }),
  ])
  const leaving = await hired({ role: 'gridWorker', path: shed.path, overlayId: second!.id })
  await town.system((ctx) => handOverOverlay(ctx, { overlayId: second!.id, fromAccountId: leaving.id, toAccountId: absent.id, from: '2022-05-06' }))
  expect(await passed()).toEqual([...own, `gridWorker ${shed.path} 2022-05-06 2022-05-08`])
  expect((await boss.caller.call('access.endCover', { coverId: id })).status).toBe(200)
  expect(await give('guard', house)).toBe(200)
  expect(await passed()).toEqual([])
  town.clock.now = NOON
})

test('REG-10 no more passes on later than who arranged the cover might give, nor to whoever gives it', async () => {
  const boss = await hired({ role: 'communityAdmin', path: community.path })
  const [absent, standIn] = [await hired(onGrid()), await hired({ role: 'communityAdmin', path: yard.path })]
  const above = town.as('streetCommander', street.path)
  const { id } = (
    await above.call('access.coverFor', { accountId: absent.id, byAccountId: standIn.id, from: '2022-05-04', until: '2022-05-08', reason: '事假' })
  ).body
  // Nobody is known any more who arranged it: nothing newer passes.
  const give = async (role: string, area: At, by = above) =>
    (await by.call('access.grantRole', { accountId: absent.id, role, areaId: area.id, dataClasses: null, from: '2022-05-04', until: null })).status
  const passed = async (coverId: string) =>
    (
      await town.db.queryAsOwner<{ line: string }>(
        `select role || ' ' || area_path as line from access.role_grant where cover_id = '${coverId}' and revoked_at is null order by granted_at, id`,
      )
    ).map(({ line }) => line)
  expect(await give('guard', yard)).toBe(200)
  expect(await passed(id)).toEqual([`gridWorker ${house.path}`])

  const helper = await spare()
  const { id: second } = (await cover(boss.caller, absent.id, helper.id, { from: '2022-05-04' })).body
  const before = await passed(second)
  // A role above what the administrator gives, and a place the administrator does not govern.
  expect([await give('supervisor', community), await give('gridWorker', other)]).toEqual([200, 200])
  expect(await passed(second)).toEqual(before)
  expect(await give('gridWorker', yard)).toBe(200)
  expect(await passed(second)).toEqual([...before, `gridWorker ${yard.path}`])
  // Who arranged it gives nothing any more.
  const [duty] = (await boss.caller.call('access.me')).body.grants
  expect((await above.call('access.revokeGrant', { grantId: duty.id })).status).toBe(200)
  expect(await give('volunteer', yard)).toBe(200)
  expect(await passed(second)).toEqual([...before, `gridWorker ${yard.path}`])
})

test('whoever stands in gives the absent one something and does not get it by that', async () => {
  const chief = await town.system(async (ctx) =>
    seedAccount(ctx, {
      login: 'chief-of-the-street',
      name: '街道长',
      unit: '街道',
      password: 'neighbours-keep-watch',
      grants: [{ role: 'streetCommander', path: street.path, from: '2022-01-01' }],
    }),
  )
  const caller = town.withCookie(await town.system((ctx) => startSession(ctx, chief, 180)))
  const [absent, standIn] = [await hired({ role: 'gridWorker', path: house.path }), await hired({ role: 'communityAdmin', path: community.path })]
  const { id } = (
    await caller.call('access.coverFor', { accountId: absent.id, byAccountId: standIn.id, from: '2022-05-04', until: '2022-05-08', reason: '事假' })
  ).body
  const wanted = { accountId: absent.id, role: 'merchant', areaId: yard.id, dataClasses: null, from: '2022-05-04', until: null }
  const count = async () => (await town.db.queryAsOwner(`select from access.role_grant where cover_id = '${id}'`)).length
  expect((await standIn.caller.call('access.grantRole', wanted)).status).toBe(200)
  expect(await count()).toBe(1)
  expect((await caller.call('access.grantRole', { ...wanted, role: 'guard' })).status).toBe(200)
  expect(await count()).toBe(2)
})
