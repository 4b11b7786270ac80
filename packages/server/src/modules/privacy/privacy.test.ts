import { command, operations, query } from '@xiaomen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { defineModule } from '../../platform/module.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { openTown, type Town } from '../../platform/testing.ts'
import { accessModule, seedAccount } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { registryModule } from '../registry/index.ts'
import { privacyModule } from './index.ts'

const PERSON = '01900000-0000-7000-8000-000000000001'
const HOME = '/1/1/1/1/h1/'
const person = z.object({ personId: z.uuid() })
// A drawer with one person's name in it, to leave tracks at.
const drawer = operations('drawer', {
  open: query({ can: 'drawer.open', input: person.extend({ reason: z.string() }), output: z.object({}), reads: ['name', 'phone'] }),
  breaks: query({ can: 'drawer.open', input: person, output: z.object({}), reads: ['name'] }),
  census: query({ can: 'drawer.open', input: z.object({ path: z.string() }), output: z.object({}), reads: ['name'] }),
  mend: command({ can: 'drawer.open', input: person, output: z.object({}) }),
})
const drawerModule = defineModule('drawer', {
  ops: drawer,
  policy: { 'drawer.open': ['gridWorker', 'resident'] },
  handlers: {
    open: async (ctx, { personId, reason }) => {
      ctx.must('drawer.open', { path: HOME })
      ctx.audit.subjects([personId])
      ctx.audit.reason(reason)
      return {}
    },
    breaks: async (ctx, { personId }) => {
      ctx.must('drawer.open', { path: HOME })
      ctx.audit.subjects([personId])
      throw new Error('the lamp went out')
    },
    census: async (ctx, { path }) => {
      ctx.must('drawer.open', { path })
      ctx.audit.subjects(Array.from({ length: 600 }, () => uuidv7()))
      return {}
    },
    mend: async (ctx, { personId }) => {
      ctx.must('drawer.open', { path: HOME })
      ctx.audit.subjects([personId])
      return {}
    },
  },
})

let town: Town
let compound: Area
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, drawerModule, privacyModule] })
  const accountId = await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '测试街道' }])
    const [community] = await insertAreas(ctx, [{ parentId: street!.id, level: 'community', name: '测试社区' }])
    ;[compound] = (await insertAreas(ctx, [{ parentId: community!.id, level: 'compound', name: '测试小区' }])) as [Area]
    return seedAccount(ctx, {
      login: 'grid',
      name: '沈小禾',
      unit: '测试社区',
      password: 'the-river-behind-us',
      grants: [{ role: 'gridWorker', path: '/1/1/1/' }],
    })
  })
  expect(HOME).toBe(`${compound.path}h1/`)
  const worker = town.as('gridWorker', '/1/1/1/', { unit: '测试社区', accountId })
  expect((await worker.call('drawer.open', { personId: PERSON, reason: '核实电话' })).status).toBe(200)
  expect((await worker.call('drawer.mend', { personId: PERSON })).status).toBe(200)
  expect((await worker.call('drawer.breaks', { personId: PERSON })).status).toBe(500)
})
afterAll(() => town.close())

test('TRUST-02 a sensitive look is written down in its own transaction: no answer without its row, no row without its answer', async () => {
  const { body } = await town.as('auditor', '/1/').call('privacy.listAudit')
  expect(body.map((row: { operation: string }) => row.operation)).toEqual(['drawer.mend', 'drawer.open'])
  expect(body[1]).toMatchObject({ actor: '沈小禾', role: 'gridWorker', classes: ['name', 'phone'], subjects: 1, reason: '核实电话' })
})

test('TRUST-02 the log keeps numbers of people, not their names: a name is opened for the auditor who may see it, and a resident’s is masked', async () => {
  const kept = await town.db.queryAsOwner<{ actor_name: string }>("select distinct actor_name from platform.audit where actor_kind = 'account'")
  expect(kept).toEqual([{ actor_name: '' }])
  const resident = await town.system((ctx) =>
    seedAccount(ctx, { login: 'neighbour', name: '纪安然', unit: '', password: 'the-river-behind-us', grants: [{ role: 'resident', path: HOME }] }),
  )
  const before = town.clock.now
  town.clock.now = new Date(before.getTime() - 86_400_000)
  await town.as('resident', HOME, { accountId: resident }).call('drawer.open', { personId: PERSON, reason: '自己' })
  const { body } = await town.as('auditor', '/1/').call('privacy.listAudit', { before: before.toISOString() })
  expect(body).toMatchObject([{ role: 'resident', actor: '纪*然' }])
  await town.db.execAsOwner(`delete from platform.audit where actor_id = '${resident}'`)
  town.clock.now = before
})

test('TRUST-02 the auditor sees the own area, by operation and backwards in time', async () => {
  expect((await town.as('auditor', '/1/2/').call('privacy.listAudit')).body).toEqual([])
  const auditor = town.as('auditor', '/1/1/')
  expect((await auditor.call('privacy.listAudit', { operation: 'drawer.open' })).body).toHaveLength(1)
  expect((await auditor.call('privacy.listAudit', { before: town.clock.now.toISOString() })).body).toEqual([])
})

test('TRUST-02 nobody but the auditor reads the log', async () => {
  for (const role of ['communityAdmin', 'streetCommander', 'operations', 'resident'] as const)
    expect((await town.as(role, '/1/').call('privacy.listAudit')).status).toBe(403)
})

test('a resident sees who looked: role, office and reason, no names; the own looks are not among them', async () => {
  const resident = town.as('resident', HOME, { personId: PERSON })
  expect((await resident.call('drawer.open', { personId: PERSON, reason: '自己' })).status).toBe(200)
  const { body } = await resident.call('privacy.listWhoLooked')
  expect(body).toEqual([
    {
      at: town.clock.now.toISOString(),
      role: 'gridWorker',
      unit: '测试社区',
      operation: 'drawer.open',
      classes: ['name', 'phone'],
      purpose: null,
      reason: '核实电话',
    },
  ])
})

test('somebody else sees nothing of it', async () => {
  const neighbour = town.as('resident', '/1/1/1/1/h2/', { personId: '01900000-0000-7000-8000-000000000002' })
  expect((await neighbour.call('privacy.listWhoLooked')).body).toEqual([])
  expect((await town.as('guard', '/1/1/1/').call('privacy.listWhoLooked')).body).toEqual([])
})

test('TRUST-02 who took the whole area home, or looked at it on a chart, is told to everybody who lives there, once for an hour; a search that found nobody is not', async () => {
  const admin = town.as('communityAdmin', '/1/1/1/', { unit: '居委会' })
  const worker = town.as('gridWorker', '/1/1/1/', { unit: '网格' })
  const newcomer = town.as('resident', HOME, { personId: '01900000-0000-7000-8000-000000000003' })
  expect((await newcomer.call('privacy.listWhoLooked')).body).toEqual([])
  expect((await admin.call('registry.exportLedger', { areaId: compound.id, lang: 'zh', format: 'csv' })).status).toBe(200)
  for (const _ of [1, 2, 3]) expect((await admin.call('registry.getBuildingChart', { areaId: compound.id, asks: 'people' })).status).toBe(200)
  expect((await admin.call('registry.findHomes', { text: '查无此人' })).body).toEqual([])
  expect((await worker.call('drawer.census', { path: '/1/1/1/' })).status).toBe(200)
  const looks = (await newcomer.call('privacy.listWhoLooked')).body as { operation: string; unit: string }[]
  expect(looks.map(({ operation, unit }) => `${operation} ${unit}`)).toEqual([
    'drawer.census 网格',
    'registry.getBuildingChart 居委会',
    'registry.exportLedger 居委会',
  ])
  const across = town.as('resident', '/1/1/1/2/h1/', { personId: '01900000-0000-7000-8000-000000000004' })
  expect((await across.call('privacy.listWhoLooked')).body.map(({ operation }: { operation: string }) => operation)).toEqual(['drawer.census'])
})
