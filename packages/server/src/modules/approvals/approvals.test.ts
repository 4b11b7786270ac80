import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { type ActOf, approvalsModule, openAct, signAct, withdrawAct } from './index.ts'
import { approvals } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'

// A module above that has one act: something is done to so many people at a place.
const errors = { 'approvals.refused': 409 } as const
const act = (subjectId: string, people: number, path: string, more: Partial<ActOf> = {}): ActOf => ({
  kind: 'test.act',
  subjectId,
  payload: { subjectId, people },
  people,
  base: 1,
  permission: 'approvals.read',
  communityId: COMMUNITY,
  path,
  ...more,
})
const COMMUNITY = uuidv7()
let path = ''
let wanted: (ctx: Parameters<typeof openAct>[0]) => Promise<unknown> = async () => null
let given: unknown = null
/** Does what a test wants, as whoever asks. */
const harness = defineModule('approvals', {
  ops: { ...approvals, act: { ...approvals.listWaiting, kind: 'command' as const, name: 'approvals.act' as const } },
  handlers: {
    listWaiting: approvalsModule.handlers['listWaiting'] as never,
    act: async (ctx) => {
      ctx.must('approvals.read', { path })
      given = await wanted(ctx)
      return []
    },
  },
  policy: approvalsModule.policy as { 'approvals.read': [] },
})

let town: Town
let office: Caller, station: Caller, street: Caller
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, harness] })
  const [community] = await town.system((ctx) => insertAreas(ctx, [{ id: COMMUNITY, parentId: null, level: 'community', name: '东社区' }]))
  path = community!.path
  office = town.as('communityAdmin', path, { unit: '居委会' })
  station = town.as('communityAdmin', path, { unit: '卫生服务站' })
  street = town.as('streetCommander', path, { unit: '街道办' })
})
afterAll(() => town.close())

async function as(who: Caller, run: typeof wanted): Promise<{ status: number; body: { code?: string; details?: { reason?: string } }; given: any }> {
  wanted = run
  given = null
  const reply = await who.call('approvals.act')
  return { status: reply.status, body: reply.body, given }
}
const opened = async (who: Caller, people: number, more: Partial<ActOf> = {}): Promise<{ id: string; subjectId: string }> => {
  const subjectId = uuidv7()
  const { given: id } = await as(who, (ctx) => openAct(ctx, act(subjectId, people, path, more)))
  return { id, subjectId }
}
const sign = (who: Caller, { id, subjectId }: { id: string; subjectId: string }, people: number) =>
  as(who, (ctx) => signAct(ctx, { actId: id, payload: { people, subjectId }, refuse: (reason) => fail(errors, 'approvals.refused', { reason }) }))

describe('TRUST-01 what one person must not do alone', () => {
  test('is done by the second hand of another unit, once', async () => {
    const one = await opened(office, 3)
    expect((await sign(office, one, 3)).body).toEqual({ code: 'approvals.refused', details: { reason: 'same_person' } })
    const colleague = town.as('communityAdmin', path, { unit: '居委会' })
    expect((await sign(colleague, one, 3)).body.details).toEqual({ reason: 'same_unit' })
    expect((await sign(station, one, 4)).body.code).toBe('approvals.changed')
    expect((await sign(station, one, 3)).given).toEqual({ isDone: true, have: 1, needed: 1 })
    expect((await sign(station, one, 3)).body.code).toBe('approvals.closed')
    expect((await sign(street, one, 3)).body.code).toBe('approvals.closed')
  })
  test('is opened once about one thing, taken back, opened again, and gone after its time', async () => {
    const one = await opened(office, 1)
    expect((await as(office, (ctx) => openAct(ctx, act(one.subjectId, 1, path)))).status).toBe(409)
    await as(office, (ctx) => withdrawAct(ctx, 'test.act', one.subjectId))
    expect((await sign(station, one, 1)).body.code).toBe('approvals.closed')
    const { given: id } = await as(office, (ctx) => openAct(ctx, act(one.subjectId, 1, path, { hours: 1 })))
    const noon = town.clock.now
    town.clock.now = new Date(noon.getTime() + 3_600_000)
    expect((await sign(station, { ...one, id }, 1)).body.code).toBe('approvals.expired')
    expect((await as(office, (ctx) => openAct(ctx, act(one.subjectId, 1, path)))).status).toBe(200)
    await as(office, (ctx) => withdrawAct(ctx, 'test.act', one.subjectId))
    town.clock.now = noon
  })
  test('lies outside the areas of somebody else: not to be found, not to be signed, in no list', async () => {
    const [west] = await town.system((ctx) => insertAreas(ctx, [{ parentId: null, level: 'community', name: '西社区' }]))
    const foreign = town.as('communityAdmin', west!.path, { unit: '别处' })
    const one = await opened(office, 1)
    const before = path
    path = west!.path
    expect((await sign(foreign, one, 1)).status).toBe(404)
    path = before
    expect((await foreign.call('approvals.listWaiting')).body).toEqual([])
    const waiting = (await station.call('approvals.listWaiting')).body
    expect(waiting).toMatchObject([{ id: one.id, areaName: '东社区', author: { unit: '居委会' }, needed: 1, signatures: [] }])
    expect((await office.call('approvals.listWaiting')).body).toEqual([])
    await as(office, (ctx) => withdrawAct(ctx, 'test.act', one.subjectId))
  })
})

describe('TRUST-01 many people', () => {
  // A day of its own, so that nothing of before is counted.
  beforeAll(() => {
    town.clock.now = new Date('2022-05-10T12:00:00+08:00')
  })
  test('above twenty take a third person', async () => {
    const crowd = await opened(office, 21, { kind: 'test.crowd' })
    expect((await sign(station, crowd, 21)).given).toEqual({ isDone: false, have: 1, needed: 2 })
    expect((await sign(station, crowd, 21)).body.code).toBe('approvals.signed_already')
    const beside = town.as('communityAdmin', path, { unit: '卫生服务站' })
    expect((await sign(beside, crowd, 21)).body.details).toEqual({ reason: 'same_unit' })
    expect((await sign(street, crowd, 21)).given).toEqual({ isDone: true, have: 2, needed: 2 })
  })
  test('split in nineteens they take a third person too, also for the part that was opened first', async () => {
    const kind = 'test.split'
    const [first, second] = [await opened(office, 19, { kind }), await opened(office, 19, { kind })]
    expect((await sign(station, first, 19)).given).toMatchObject({ isDone: false, needed: 2 })
    expect((await sign(station, second, 19)).given).toMatchObject({ isDone: false, needed: 2 })
    expect((await sign(street, first, 19)).given).toMatchObject({ isDone: true })
  })
  test('one part after the other they do too, whoever of the two opens and whoever signs', async () => {
    const kind = 'test.turns'
    expect((await sign(station, await opened(office, 19, { kind }), 19)).given).toMatchObject({ isDone: true })
    expect((await sign(station, await opened(office, 2, { kind }), 2)).given).toMatchObject({ isDone: false, needed: 2 })
    expect((await sign(office, await opened(station, 19, { kind }), 19)).given).toMatchObject({ isDone: false, needed: 2 })
  })
  test('kept waiting over a day and put through together they do too', async () => {
    const kind = 'test.kept'
    const parts = [await opened(office, 19, { kind }), await opened(office, 1, { kind })]
    const noon = town.clock.now
    town.clock.now = new Date(noon.getTime() + 30 * 3_600_000)
    parts.push(await opened(office, 19, { kind }))
    expect((await sign(station, parts[0]!, 19)).given).toMatchObject({ isDone: false, needed: 2 })
    town.clock.now = new Date(noon.getTime() + 30 * 3_600_000 + 25 * 3_600_000)
    // A day later the others no longer count: what is left of them is twenty and fewer.
    expect((await sign(station, parts[1]!, 1)).given).toMatchObject({ isDone: true })
    town.clock.now = noon
  })
})
