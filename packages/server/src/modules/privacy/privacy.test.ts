import { command, operations, query } from '@xiaomen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { defineModule } from '../../platform/module.ts'
import { openTown, type Town } from '../../platform/testing.ts'
import { privacyModule } from './index.ts'

const PERSON = '01900000-0000-7000-8000-000000000001'
const HOME = '/1/1/1/1/h1/'
const person = z.object({ personId: z.uuid() })
// A drawer with one person's name in it, to leave tracks at.
const drawer = operations('drawer', {
  open: query({ can: 'drawer.open', input: person.extend({ reason: z.string() }), output: z.object({}), reads: ['name', 'phone'] }),
  breaks: query({ can: 'drawer.open', input: person, output: z.object({}), reads: ['name'] }),
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
    mend: async (ctx, { personId }) => {
      ctx.must('drawer.open', { path: HOME })
      ctx.audit.subjects([personId])
      return {}
    },
  },
})

let town: Town
beforeAll(async () => {
  town = await openTown({ modules: [drawerModule, privacyModule] })
  const worker = town.as('gridWorker', '/1/1/1/', { unit: '测试社区' })
  expect((await worker.call('drawer.open', { personId: PERSON, reason: '核实电话' })).status).toBe(200)
  expect((await worker.call('drawer.mend', { personId: PERSON })).status).toBe(200)
  expect((await worker.call('drawer.breaks', { personId: PERSON })).status).toBe(500)
})
afterAll(() => town.close())

test('TRUST-02 a sensitive look is written down in its own transaction: no answer without its row, no row without its answer', async () => {
  const { body } = await town.as('auditor', '/1/').call('privacy.listAudit')
  expect(body.map((row: { operation: string }) => row.operation)).toEqual(['drawer.mend', 'drawer.open'])
  expect(body[1]).toMatchObject({ actor: 'gridWorker', role: 'gridWorker', classes: ['name', 'phone'], subjects: 1, reason: '核实电话' })
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
    { at: town.clock.now.toISOString(), role: 'gridWorker', unit: '测试社区', operation: 'drawer.open', classes: ['name', 'phone'], reason: '核实电话' },
  ])
})

test('somebody else sees nothing of it', async () => {
  const neighbour = town.as('resident', '/1/1/1/1/h2/', { personId: '01900000-0000-7000-8000-000000000002' })
  expect((await neighbour.call('privacy.listWhoLooked')).body).toEqual([])
  expect((await town.as('guard', '/1/1/1/').call('privacy.listWhoLooked')).body).toEqual([])
})
