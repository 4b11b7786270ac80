import { Fhir } from 'fhir'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { ok, refused } from '../lab/lab.test.fixture.ts'
import { putInForce } from '../posture/index.ts'
import { destroyTraced } from './index.ts'
import { openTracingTown, other, type TracingTown } from './tracing.test.fixture.ts'

let t: TracingTown
beforeAll(async () => {
  t = await openTracingTown(2)
}, 90_000)
afterAll(() => t.town.close())

describe('TRACE-04 many at once', () => {
  test('three hundred are told in one act, undone as a whole; whoever was looked at since stays', async () => {
    const lines = ['编号,身份,姓名,报告日期', ...Array.from({ length: 300 }, (_, nth) => `M-${nth},密接,批量${nth}号,2022-07-10`)]
    const file = { name: 'many.csv', bytes: Buffer.from(lines.join('\n')) }
    const reply = await t.head.upload('tracing.importLines', { id: uuidv7(), areaId: t.streetId, otherwise: 'contact', isPreview: false }, file)
    expect(reply.body).toMatchObject({ added: 300, meetings: 0, faulty: 0 })
    const ids: string[] = []
    for (let after: string | undefined; ;) {
      const page = await t.list({ standing: 'contact', ...(after === undefined ? {} : { after }) })
      ids.push(...page.rows.filter(({ label }: { label: string }) => label.startsWith('M-')).map(({ id }: { id: string }) => id))
      if (page.after === null) break
      after = page.after
    }
    expect(new Set(ids).size).toBe(300)
    const editId = uuidv7()
    const edit = { id: editId, areaId: t.streetId, tracedIds: ids, change: { kind: 'close', reason: 'noContact', on: '2022-07-10' } }
    expect(await ok(t.head, 'tracing.editMany', edit)).toEqual({ changed: 300, skipped: 0 })
    // Pressed twice it is one, and answered as it was.
    expect(await ok(t.head, 'tracing.editMany', edit)).toEqual({ changed: 300, skipped: 0 })
    expect(await ok(t.head, 'tracing.listEdits', { areaId: t.streetId })).toHaveLength(1)
    expect(
      await refused(t.head, 'tracing.editMany', {
        id: uuidv7(),
        areaId: t.streetId,
        tracedIds: ids,
        change: { kind: 'close', reason: 'noContact', on: '2022-07-30' },
      }),
    ).toBe('tracing.day_ahead')
    const one = await t.get(ids[0]!)
    await ok(t.tracer, 'tracing.reopenTraced', { tracedId: one.id, version: one.version, reason: '又有新线索' })
    expect(await ok(t.head, 'tracing.undoEdit', { editId })).toEqual({ restored: 299, kept: 1 })
    expect(await refused(t.head, 'tracing.undoEdit', { editId })).toBe('tracing.wrong_state')
    expect((await t.get(ids[1]!)).closedOn).toBeNull()
    expect((await ok(t.head, 'tracing.listEdits', { areaId: t.streetId }))[0]).toMatchObject({ kind: 'close', changed: 300, mayUndo: false })
  })

  test('a list in Go.Data’s fields comes in with its meetings; what cannot be read says its row, a ring is opened, the same file is known', async () => {
    const rows = [
      [
        'visualId',
        'type',
        'firstName',
        'lastName',
        'dateOfOnset',
        'dateOfReporting',
        'relationship.persons[0].visualId',
        'relationship.contactDate',
        '是否由其传染',
      ],
      ['G-1', 'LNG_REFERENCE_DATA_CATEGORY_PERSON_TYPE_CASE', '一', '顾', '2022-07-01', '2022-07-02T00:00:00.000Z', 'G-3', '2022-07-01', '是'],
      ['G-2', 'LNG_REFERENCE_DATA_CATEGORY_PERSON_TYPE_CASE', '二', '顾', '2022-07-03', '2022-07-04', 'G-1', '2022-07-02', '是'],
      ['G-3', 'LNG_REFERENCE_DATA_CATEGORY_PERSON_TYPE_CASE', '三', '顾', '2022-07-05', '2022-07-06', 'G-2', '2022-07-04', '是'],
      ['G-4', 'LNG_REFERENCE_DATA_CATEGORY_PERSON_TYPE_CONTACT', '四', '顾', '', '2022-07-06', 'G-3', '2022-07-05', ''],
      ['G-4', '', '', '', '', '', 'G-2', '2022-07-04', ''],
      ['G-5', '', '五', '顾', '2022-08-05', '2022-07-06', '', '', ''],
      ['G-6', '', '六', '顾', '', '2022-07-06', 'G-99', '', ''],
      ['G-7', '', '七、八、九', '', '', '2022-07-06', '', '', ''],
    ]
    const file = { name: 'godata.csv', bytes: Buffer.from(rows.map((row) => row.join(',')).join('\n')) }
    const take = async (isPreview: boolean) =>
      (await t.head.upload('tracing.importLines', { id: uuidv7(), areaId: t.streetId, otherwise: 'contact', isPreview }, file)).body
    const preview = await take(true)
    expect(preview).toMatchObject({ isEnough: true, rows: 8, added: 5, meetings: 5, isAgain: false })
    expect(preview.faults).toEqual([
      { row: 4, fault: 'cycle', field: 'isSource' },
      { row: 7, fault: 'day_ahead', field: 'onsetOn' },
      { row: 8, fault: 'unknown_source', field: 'sourceLabel' },
      { row: 9, fault: 'many_names', field: 'name' },
    ])
    expect((await t.list({ search: 'G-1' })).rows).toEqual([])
    expect(await take(false)).toMatchObject({ added: 5, meetings: 5 })
    expect((await t.list({ search: '顾四' })).rows).toMatchObject([{ label: 'G-4', standing: 'contact', lastMetOn: '2022-07-05' }])
    expect(await take(false)).toMatchObject({ added: 0, meetings: 0, isAgain: true })
    const { people, meetings } = await ok(t.head, 'tracing.getChains', { areaId: t.streetId, from: '2022-07-01', to: '2022-07-05', withContacts: true })
    const label = new Map<string, string>(people.map((one: { id: string; label: string }) => [one.id, one.label]))
    const infections = meetings.filter(({ isInfection }: { isInfection: boolean }) => isInfection)
    expect(infections.map(({ from, to }: { from: string; to: string }) => `${label.get(from) ?? '?'}→${label.get(to) ?? '?'}`).toSorted()).toContain('G-1→G-2')
  })

  test('a list goes out: without names at once, with names above forty-nine only when another unit has signed', async () => {
    const ask = async (over: object) =>
      ok(t.head, 'tracing.askExport', { id: uuidv7(), areaId: t.streetId, format: 'zh', withNames: false, reason: '报区疾控', ...over })
    const plain = await ask({})
    expect(plain).toMatchObject({ needsSecond: false })
    const { raw } = await t.head.call('tracing.fetchExport', { exportId: plain.id, as: 'xlsx' })
    const back = await t.head.upload(
      'tracing.importLines',
      { id: uuidv7(), areaId: t.streetId, otherwise: 'contact', isPreview: true },
      { name: 'out.xlsx', bytes: raw },
    )
    expect(back.body).toMatchObject({ isEnough: true, added: 0 })
    const csv = await t.head.call('tracing.fetchExport', { exportId: plain.id, as: 'csv' })
    expect(csv.raw.toString('utf8').split('\r\n')[0]).toContain('编号,身份,病例分类')
    const named = await ask({ format: 'fhir', withNames: true })
    expect(named.needsSecond).toBe(true)
    expect(await refused(t.head, 'tracing.fetchExport', { exportId: named.id, as: 'xlsx' })).toBe('tracing.export_waits')
    expect(await refused(t.head, 'tracing.signExport', { exportId: named.id })).toBe('tracing.same_person')
    const colleague = t.town.as('tracingHead', t.quarter.street.path, { unit: '流调专班' })
    expect(await refused(colleague, 'tracing.signExport', { exportId: named.id })).toBe('tracing.same_person')
    expect((await ok(t.street, 'tracing.listExports', { areaId: t.streetId }))[0]).toMatchObject({
      state: 'waiting',
      maySign: true,
      reason: '报区疾控',
      isOwn: false,
    })
    await ok(t.street, 'tracing.signExport', { exportId: named.id })
    expect(await refused(t.street, 'tracing.fetchExport', { exportId: named.id, as: 'xlsx' })).toBe('request.not_found')
    const bundle = JSON.parse((await t.head.call('tracing.fetchExport', { exportId: named.id, as: 'xlsx' })).raw.toString('utf8'))
    expect(new Fhir().validate(bundle, { errorOnUnexpected: true })).toEqual({ valid: true, messages: [] })
    expect(JSON.stringify(bundle)).toContain('顾四')
    t.later(25 * 60)
    expect(await refused(t.head, 'tracing.fetchExport', { exportId: named.id, as: 'xlsx' })).toBe('tracing.export_over')
  })
})

test('TRACE-04 under the edition of November nobody becomes a secondary contact, and nothing is written', async () => {
  await t.town.system((ctx) =>
    putInForce(ctx, {
      areaId: t.streetId,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-11-11',
      legalBasis: 'test',
      purpose: 'test',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
  await t.town.drain()
  const { rows } = await t.list({ search: '顾四' })
  const before = await ok(t.head, 'tracing.countTraced', { areaId: t.streetId })
  const meeting = {
    id: uuidv7(),
    tracedId: rows[0].id,
    whoMayHaveCaughtIt: 'they',
    how: 'work',
    certainty: 'certain',
    day: '2022-07-08',
    dayTo: '2022-07-08',
    minutes: null,
    place: null,
  }
  expect(await refused(t.head, 'tracing.addMeeting', { ...meeting, who: other('同事甲') })).toBe('tracing.no_level')
  expect(await ok(t.head, 'tracing.countTraced', { areaId: t.streetId })).toEqual(before)
})

test('TRACE-04 whoever was closed longer ago than the kept days is gone, with everything written of them', async () => {
  const row = await t.add(t.head, { who: other('早发者'), onsetOn: '2022-07-01' })
  await ok(t.head, 'tracing.closeTraced', { tracedId: row.id, version: row.version, reason: 'negative', on: '2022-07-10' })
  t.town.clock.now = new Date('2022-09-08T04:00:00+08:00')
  await destroyTraced(t.town.app.services)
  expect(await refused(t.head, 'tracing.getTraced', { tracedId: row.id })).toBe('done')
  t.town.clock.now = new Date('2022-09-10T04:00:00+08:00')
  await destroyTraced(t.town.app.services)
  expect(await refused(t.head, 'tracing.getTraced', { tracedId: row.id })).toBe('request.not_found')
  const left = await t.town.system((ctx) => sql<{ n: number }>`select count(*)::int as n from tracing.turn where traced_id = ${row.id}`.execute(ctx.tx))
  expect(left.rows[0]!.n).toBe(0)
})
