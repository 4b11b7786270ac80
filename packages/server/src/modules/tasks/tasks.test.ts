import { registryEvents } from '@xiaomen/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Reply, type Town } from '../../platform/testing.ts'
import { accessModule, holdersOfOverlay, resolveActor, seedAccount } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { registryModule } from '../registry/index.ts'
import { coverageAt, expect as expectAll, fulfil, openObligation, planTasks, tasksModule } from './index.ts'

let town: Town
let community: Area, house: Area, other: Area
let admin: Caller, worker: Caller, second: Caller, stranger: Caller
type Home = { id: string; path: string; door: string; areaId: string }
const homes: Home[] = []

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, tasksModule], resolveActor })
  const [first, building, beside] = await town.system(async (ctx) => {
    const [street] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])
    const [first, next] = await insertAreas(ctx, [
      { parentId: street!.id, level: 'community', name: '东社区' },
      { parentId: street!.id, level: 'community', name: '西社区' },
    ])
    const [building] = await insertAreas(ctx, [{ parentId: first!.id, level: 'building', name: '3幢' }])
    return [first!, building!, next!]
  })
  community = first
  house = building
  other = beside
  admin = town.as('communityAdmin', community.path)
  worker = town.as('gridWorker', community.path)
  second = town.as('gridWorker', community.path)
  stranger = town.as('gridWorker', other.path)
  for (const [door, floor] of [
    ['101', 1],
    ['102', 1],
    ['201', 2],
    ['1001', 10],
    ['305', 3],
  ] as const)
    homes.push((await admin.call('registry.addHome', { areaId: house.id, door, floor, use: door === '305' ? 'vacant' : 'permanent' })).body)
}, 120_000)
afterAll(() => town?.close())

const round = async (more: object = {}): Promise<string> => {
  const id = uuidv7()
  const reply = await admin.call('tasks.planRound', {
    id,
    areaId: community.id,
    kind: 'notice',
    title: '送告知书',
    uses: ['permanent'],
    care: [],
    fromDay: '2022-05-04',
    dueOn: '2022-05-06',
    roles: ['gridWorker'],
    priority: 1,
    ...more,
  })
  expect(reply.status).toBe(200)
  return id
}
type Task = { id: string; homeId: string; door: string; tries: number; lastOutcome: string | null; tryOn: string | null; isDisputed: boolean; title: string }
const mine = async (who: Caller, obligation: string): Promise<Task[]> =>
  ((await who.call('tasks.listMine')).body.tasks as (Task & { sourceId: string })[]).filter((task) => task.sourceId === obligation)
const record = (who: Caller, taskId: string, outcome: string, more: object = {}): Promise<Reply> =>
  who.call('tasks.recordOutcome', {
    id: uuidv7(),
    taskId,
    at: '2022-05-04T03:00:00Z',
    way: 'visit',
    outcome,
    reason: null,
    tryOn: null,
    tryPart: null,
    note: null,
    ...more,
  })
const counts = async (obligation: string) => {
  const { expected, done, excused, missing } = (await admin.call('tasks.getCoverage', { obligationId: obligation })).body.total
  return [expected, done, excused, missing]
}
const missingDoors = async (obligation: string): Promise<string[]> =>
  (await admin.call('tasks.listMissing', { obligationId: obligation, limit: 50 })).body.rows.map((row: { door: string }) => row.door)

test('REG-15 a round expects every home that fits, in the order one walks: the top floor first; one knock after the other empties the missing list', async () => {
  const id = await round()
  const tasks = await mine(worker, id)
  expect(tasks.map((task) => task.door)).toEqual(['1001', '201', '101', '102'])
  expect(await counts(id)).toEqual([4, 0, 0, 4])
  expect((await record(worker, tasks[0]!.id, 'done')).body).toMatchObject({ isNew: true, state: 'done', isDisputed: false })
  expect(await missingDoors(id)).toEqual(['201', '101', '102'])
  await record(worker, tasks[1]!.id, 'nobodyHome', { reason: 'atWork', tryOn: '2022-05-05', tryPart: 'evening' })
  expect(await counts(id)).toEqual([4, 1, 0, 3])
  expect((await mine(second, id)).find((task) => task.door === '201')).toMatchObject({ tries: 1, lastOutcome: 'nobodyHome', tryOn: '2022-05-05' })
  await record(second, tasks[2]!.id, 'vacant')
  expect(await counts(id)).toEqual([4, 1, 1, 2])
  expect((await worker.call('tasks.listMine')).body.doneToday).toBe(1)
  expect((await stranger.call('tasks.getCoverage', { obligationId: id })).status).toBe(404)
  expect(await mine(stranger, id)).toEqual([])
  expect((await record(stranger, tasks[3]!.id, 'done')).status).toBe(404)
})

test('a second press plans nothing twice; a round that nobody fits is refused in words', async () => {
  const id = await round()
  const again = await admin.call('tasks.planRound', {
    id,
    areaId: community.id,
    kind: 'notice',
    title: '送告知书',
    uses: ['permanent'],
    care: [],
    fromDay: '2022-05-04',
    dueOn: '2022-05-06',
    roles: ['gridWorker'],
    priority: 1,
  })
  expect(again.body).toEqual({ obligationId: id, homes: 0 })
  expect(await mine(worker, id)).toHaveLength(4)
  const shops = {
    id: uuidv7(),
    areaId: community.id,
    kind: 'notice',
    title: '商铺',
    uses: ['shop'],
    care: [],
    fromDay: '2022-05-04',
    dueOn: '2022-05-06',
    roles: ['gridWorker'],
    priority: 0,
  }
  expect((await admin.call('tasks.planRound', shops)).body.code).toBe('tasks.nobody_expected')
  expect((await admin.call('tasks.closeRound', { obligationId: id })).body).toEqual({ cancelled: 4 })
  expect(await mine(worker, id)).toEqual([])
})

test('an outcome sent twice counts once; under the same id with other content it is refused and kept', async () => {
  const id = await round()
  const [task] = await mine(worker, id)
  const body = {
    id: uuidv7(),
    taskId: task!.id,
    at: '2022-05-04T03:00:00Z',
    way: 'visit',
    outcome: 'nobodyHome',
    reason: 'noAnswer',
    tryOn: null,
    tryPart: 'evening',
    note: '邻居说晚上在',
  }
  expect((await worker.call('tasks.recordOutcome', body)).body.isNew).toBe(true)
  expect((await worker.call('tasks.recordOutcome', body)).body.isNew).toBe(false)
  expect((await worker.call('tasks.recordOutcome', { ...body, outcome: 'done', reason: null })).body.code).toBe('tasks.other_bytes')
  const [seen] = (await worker.call('tasks.listAtHome', { homeId: task!.homeId })).body.filter((one: Task & { sourceId: string }) => one.sourceId === id)
  expect(seen).toMatchObject({ tries: 1, outcomes: [{ outcome: 'nobodyHome', note: '邻居说晚上在' }] })
  const kept = await town.system(async ({ tx }) => {
    const { sql } = await import('kysely')
    return (await sql<{ n: number }>`select count(*)::int as n from tasks.outcome_conflict where outcome_id = ${body.id}`.execute(tx)).rows[0]!.n
  })
  expect(kept).toBe(1)
  expect((await record(worker, task!.id, 'done', { reason: 'busy' })).body.code).toBe('tasks.reason_unfit')
})

test('what waited on a phone comes in one handful: each is taken or refused by itself, and a second time changes nothing', async () => {
  const id = await round()
  const [first, second, third] = await mine(worker, id)
  const of = (task: Task | undefined, more: object = {}) => ({
    name: 'tasks.recordOutcome',
    input: {
      id: uuidv7(),
      taskId: task!.id,
      at: '2022-05-04T03:00:00Z',
      way: 'visit',
      outcome: 'done',
      reason: null,
      tryOn: null,
      tryPart: null,
      note: null,
      ...more,
    },
  })
  const items = [of(first), of(second, { reason: 'busy' }), of(third)]
  const sent = await worker.call('outbox', { items })
  expect(sent.body.answers.map((one: { status: number }) => one.status)).toEqual([200, 400, 200])
  expect(sent.body.answers[1].body.code).toBe('tasks.reason_unfit')
  expect(await counts(id)).toEqual([4, 2, 0, 2])
  const again = await worker.call('outbox', { items })
  expect(again.body.answers[0]).toMatchObject({ status: 200, body: { isNew: false } })
  expect(await counts(id)).toEqual([4, 2, 0, 2])
  expect((await worker.call('outbox', { items: [{ name: 'tasks.listMine', input: {} }] })).status).toBe(400)
  expect((await town.anonymous.call('outbox', { items })).body.answers).toMatchObject([{ status: 401 }])
})

test('two workers bring what cannot both be true: both are kept, the office decides, and the count follows', async () => {
  const id = await round()
  const [task] = await mine(worker, id)
  await record(worker, task!.id, 'done')
  expect((await record(second, task!.id, 'vacant')).body).toMatchObject({ state: 'done', isDisputed: true })
  expect(await counts(id)).toEqual([4, 1, 0, 3])
  const [dispute] = (await admin.call('tasks.listDisputes', {})).body
  expect(dispute.outcomes.map((one: { outcome: string }) => one.outcome)).toEqual(['done', 'vacant'])
  const outcomeId = dispute.outcomes[1].id
  expect((await worker.call('tasks.settleDispute', { taskId: task!.id, outcomeId })).status).toBe(403)
  expect((await admin.call('tasks.settleDispute', { taskId: task!.id, outcomeId })).body).toEqual({ state: 'excused' })
  expect(await counts(id)).toEqual([4, 0, 1, 3])
  expect((await admin.call('tasks.settleDispute', { taskId: task!.id, outcomeId })).body.code).toBe('tasks.no_dispute')
})

test('REG-15 an excuse holds to its last day; past it the home is missing again and the task is there', async () => {
  const id = await round()
  const [task] = await mine(worker, id)
  const excuse = (more: object) =>
    worker.call('tasks.excuse', { obligationId: id, subjectIds: [task!.homeId], kind: 'away', until: '2022-05-05', note: null, ...more })
  expect((await excuse({ until: null })).body.code).toBe('tasks.excuse_needs_end')
  expect((await excuse({ until: '2022-05-03' })).body.code).toBe('tasks.excuse_is_past')
  expect((await excuse({})).body).toEqual({ excused: 1 })
  expect(await counts(id)).toEqual([4, 0, 1, 3])
  const noon = town.clock.now
  town.clock.now = new Date('2022-05-06T12:00:00+08:00')
  expect(await counts(id)).toEqual([4, 0, 0, 4])
  expect((await admin.call('tasks.listMissing', { obligationId: id, limit: 1 })).body.rows[0]).toMatchObject({ door: task!.door, excuseEnded: true })
  expect((await mine(worker, id)).map((one) => one.id)).toContain(task!.id)
  town.clock.now = noon
  expect((await excuse({ kind: 'exempt', until: null })).body).toEqual({ excused: 1 })
  expect((await mine(worker, id)).map((one) => one.id)).not.toContain(task!.id)
  expect((await worker.call('tasks.endExcuse', { obligationId: id, subjectIds: [task!.homeId] })).body).toEqual({ ended: 1 })
  expect((await mine(worker, id)).map((one) => one.id)).toContain(task!.id)
})

test('the missing list comes in pages that neither repeat nor leave out a door', async () => {
  const id = await round()
  const doors: string[] = []
  let after: string | undefined
  for (;;) {
    const page = (await admin.call('tasks.listMissing', { obligationId: id, limit: 1, ...(after === undefined ? {} : { after }) })).body
    doors.push(...page.rows.map((row: { door: string }) => row.door))
    if (page.next === null) break
    after = page.next
  }
  expect(doors).toEqual(['1001', '201', '101', '102'])
})

test('REG-10 a grid passes to another worker with everything open in it; a colleague who does not work there is handed nothing', async () => {
  const id = await round()
  const [ill, well, away] = await town.system(async (ctx) => {
    const hire = (login: string, name: string, path: string) =>
      seedAccount(ctx, { login, name, unit: '居委会', password: 'long-enough-for-all', grants: [{ role: 'gridWorker', path, from: '2022-01-01' }] })
    return [await hire('ill', '程一', house.path), await hire('well', '程二', house.path), await hire('away', '程三', other.path)]
  })
  const [first, ...rest] = await mine(worker, id)
  expect((await admin.call('tasks.assign', { taskIds: [first!.id], accountId: away })).body.code).toBe('tasks.not_a_worker_there')
  expect((await admin.call('tasks.assign', { taskIds: [first!.id], accountId: ill })).body).toEqual({ assigned: 1 })
  // Handed to one, it is in nobody else's list.
  expect(await mine(worker, id)).toHaveLength(rest.length)
  const load = async () =>
    (await admin.call('tasks.listLoad', { areaId: community.id })).body.workers.map((one: { name: string; handed: number }) => [one.name, one.handed])
  expect(await load()).toEqual(
    expect.arrayContaining([
      ['程一', 1],
      ['程二', 0],
    ]),
  )
  const overlayId = (await admin.call('areas.setOverlay', { kind: 'grid', name: '第三网格', areaIds: [house.id], from: '2022-01-01', until: null })).body.id
  await admin.call('access.grantRole', { accountId: ill, role: 'gridWorker', overlayId, dataClasses: null, from: '2022-01-01', until: null })
  const reply = await admin.call('tasks.handOverGrid', { overlayId, fromAccountId: ill, toAccountId: well, on: '2022-05-04' })
  expect(reply.body).toEqual({ assigned: 1 })
  expect(await load()).toEqual(
    expect.arrayContaining([
      ['程一', 0],
      ['程二', 1],
    ]),
  )
  expect((await town.system((ctx) => holdersOfOverlay(ctx, overlayId, '2022-05-04'))).map((holder) => holder.name)).toEqual(['程二'])
  expect((await admin.call('tasks.handOver', { areaId: house.id, fromAccountId: well, toAccountId: null })).body).toEqual({ assigned: 1 })
  expect(await mine(worker, id)).toHaveLength(rest.length + 1)
})

test('the chart of a house says done, excused or missing for each home', async () => {
  const id = await round()
  const [top] = await mine(worker, id)
  await record(worker, top!.id, 'done')
  const chart = (await worker.call('tasks.getCoverageChart', { obligationId: id, areaId: house.id })).body
  expect(chart).toHaveLength(4)
  expect(chart.find((cell: { homeId: string }) => cell.homeId === top!.homeId).standing).toBe('done')
  expect((await stranger.call('tasks.getCoverageChart', { obligationId: id, areaId: house.id })).status).toBe(404)
})

test('tasks made again keep whatever somebody performed or tried, whatever is asked next', async () => {
  const kinds = ['done', 'nobodyHome', null] as const
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...kinds), { minLength: 4, maxLength: 4 }),
      fc.subarray([0, 1, 2, 3]),
      fc.boolean(),
      async (performed, wantedNext, isLater) => {
        const sourceId = uuidv7()
        const want = (at: number, dueOn: string) => ({
          key: String(at),
          kind: 'sweep' as const,
          title: '扫楼',
          roles: ['gridWorker'],
          accountId: null,
          obligationId: sourceId,
          fromDay: '2022-05-04',
          dueOn,
          priority: 1,
          subjectId: homes[at]!.id,
          subjectKind: 'home' as const,
          homeId: homes[at]!.id,
          path: homes[at]!.path,
        })
        const source = { source: 'sweeps' as const, sourceId, communityId: community.id }
        await town.system(async (ctx) => {
          await openObligation(ctx, {
            id: sourceId,
            communityId: community.id,
            path: community.path,
            kind: 'sweep',
            title: '扫楼',
            source: 'sweeps',
            sourceId,
            fromDay: '2022-05-04',
            dueOn: '2022-05-06',
          })
          await expectAll(
            ctx,
            { obligationId: sourceId, communityId: community.id, from: '2022-05-04' },
            [0, 1, 2, 3].map((at) => want(at, '')),
          )
          await planTasks(
            ctx,
            source,
            [0, 1, 2, 3].map((at) => want(at, '2022-05-06')),
          )
          const { noteTry } = await import('./index.ts')
          for (const [at, outcome] of performed.entries()) {
            const of = { obligationId: sourceId, subjectId: homes[at]!.id }
            if (outcome === 'done') {
              expect(await fulfil(ctx, of, { way: 'visit', by: null })).toBe(true)
              expect(await fulfil(ctx, of, { way: 'phone', by: null })).toBe(false)
            } else if (outcome !== null) await noteTry(ctx, of, { outcome, reason: null, tryOn: null, tryPart: null })
          }
          await planTasks(
            ctx,
            source,
            wantedNext.map((at) => want(at, isLater ? '2022-05-20' : '2022-05-06')),
          )
          const { sql } = await import('kysely')
          const rows = (
            await sql<{
              key: string
              state: string
              due_on: string
              tries: number
            }>`select key, state, due_on::text, tries from tasks.task where source_id = ${sourceId}`.execute(ctx.tx)
          ).rows
          for (const [at, outcome] of performed.entries()) {
            const row = rows.find((one) => one.key === String(at))!
            if (outcome === 'done') expect(row).toMatchObject({ state: 'done', due_on: '2022-05-06' })
            else if (outcome === 'nobodyHome') expect(row).toMatchObject({ state: 'open', tries: 1, due_on: '2022-05-06' })
            else
              expect(row).toMatchObject({
                state: wantedNext.includes(at) ? 'open' : 'cancelled',
                due_on: wantedNext.includes(at) && isLater ? '2022-05-20' : '2022-05-06',
              })
          }
          const sum = (await coverageAt(ctx, [sourceId], [community.path])).get(sourceId)!
          expect(sum).toEqual({
            expected: 4,
            done: performed.filter((one) => one === 'done').length,
            excused: 0,
            missing: performed.filter((one) => one !== 'done').length,
          })
        })
      },
    ),
    { seed: 3, numRuns: 12 },
  )
})

test('who was expected twice under two records is expected once when they become one, and what was done for either was done', async () => {
  const obligationId = uuidv7()
  const [first, second] = await Promise.all(
    ['简一', '简二'].map(
      async (name) =>
        (await admin.call('registry.addResident', { homeId: homes[0]!.id, name, care: [], kind: 'family', from: '2022-01-01', evenIfKnown: true })).body,
    ),
  )
  const subjects = [first, second].map((person) => ({ subjectId: person.id, subjectKind: 'person' as const, homeId: homes[0]!.id, path: homes[0]!.path }))
  await town.system(async (ctx) => {
    await openObligation(ctx, {
      id: obligationId,
      communityId: community.id,
      path: community.path,
      kind: 'care',
      title: '联系',
      source: 'care',
      sourceId: obligationId,
      fromDay: '2022-05-04',
      dueOn: '2022-05-06',
    })
    await expectAll(ctx, { obligationId, communityId: community.id, from: '2022-05-04' }, subjects)
    await fulfil(ctx, { obligationId, subjectId: second.id }, { way: 'phone', by: null })
  })
  expect(await counts(obligationId)).toEqual([2, 1, 0, 1])
  await town.system((ctx) => ctx.emit(registryEvents.personMerged, { communityId: community.id, mergeId: uuidv7(), personId: first.id, otherId: second.id }))
  await town.drain()
  expect(await counts(obligationId)).toEqual([1, 1, 0, 0])
})
