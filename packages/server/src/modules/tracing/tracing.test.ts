import { Fhir } from 'fhir'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { ok, openLabTown, refused, type LabTown } from '../lab/lab.test.fixture.ts'
import { leadsModule } from '../leads/index.ts'
import { putInForce } from '../posture/index.ts'
import { presenceModule } from '../presence/index.ts'
import { destroyTraced, tracingModule } from './index.ts'

let t: LabTown
let head: Caller, tracer: Caller, elsewhere: Caller
let streetId: string, communityId: string

const DATES = { onsetOn: '2022-07-08', sampledOn: '2022-07-09', reportedOn: '2022-07-10', isolatedOn: null }
const NONE = { onsetOn: null, sampledOn: null, reportedOn: '2022-07-10', isolatedOn: null }
const other = (name: string, over: object = {}) => ({
  kind: 'other',
  name,
  phone: null,
  document: null,
  address: null,
  sex: 'unknown',
  birthday: null,
  ...over,
})
const add = (caller: Caller, over: object) =>
  ok(caller, 'tracing.addTraced', { id: uuidv7(), areaId: streetId, standing: 'case', caseKind: 'confirmed', ...DATES, ...over })
const get = (id: string, caller = head) => ok(caller, 'tracing.getTraced', { tracedId: id })
const meet = async (tracedId: string, who: object, over: object = {}) =>
  ok(head, 'tracing.addMeeting', {
    id: uuidv7(),
    tracedId,
    who,
    whoMayHaveCaughtIt: 'they',
    how: 'meal',
    certainty: 'certain',
    day: '2022-07-08',
    dayTo: '2022-07-08',
    minutes: 40,
    place: '巷口面馆',
    ...over,
  })
const list = (over: object = {}, caller = head) => ok(caller, 'tracing.listTraced', { areaId: streetId, standing: null, only: 'open', search: null, ...over })

beforeAll(async () => {
  t = await openLabTown(12, [leadsModule, presenceModule, tracingModule])
  streetId = t.quarter.street.id
  communityId = t.quarter.community.id
  head = t.town.as('tracingHead', t.quarter.street.path, { unit: '流调专班' })
  tracer = t.town.as('tracer', t.quarter.street.path, { unit: '流调专班' })
  elsewhere = t.town.as('communityAdmin', t.quarter.nextCommunity.path, { unit: '别处' })
}, 90_000)
afterAll(() => t.town.close())

describe('TRACE-04 cases, contacts and who met whom', () => {
  let caseId: string
  test('a case of the ledger is entered once; those of its home and of its tubes are found, and become contacts', async () => {
    await t.take(1, [0, 4, 6])
    const row = await add(tracer, { who: { kind: 'ledger', personId: t.ids[0] } })
    caseId = row.id
    expect(row).toMatchObject({ label: '2022-00001', name: '住户甲', standing: 'case', windows: { others: { from: '2022-07-06', to: '2022-07-10' } } })
    expect(
      await refused(head, 'tracing.addTraced', {
        id: uuidv7(),
        areaId: streetId,
        who: { kind: 'ledger', personId: t.ids[0] },
        standing: 'case',
        caseKind: 'confirmed',
        ...DATES,
      }),
    ).toBe('tracing.known')
    const found = await ok(tracer, 'tracing.listSuggestions', { tracedId: caseId })
    // Ten more live on the same stairs: they are offered too.
    expect(found.filter(({ kind }: { kind: string }) => kind === 'sameStairs')).toHaveLength(10)
    const likely = found.filter(({ kind }: { kind: string }) => kind !== 'sameStairs')
    expect(likely.map(({ personId, kind, certainty }: Record<string, string>) => [t.ids.indexOf(personId!), kind, certainty]).toSorted()).toEqual([
      [1, 'household', 'certain'],
      [4, 'sameTube', 'possible'],
      [6, 'sameTube', 'possible'],
    ])
    const keys = likely.map(({ key }: { key: string }) => key)
    expect(await ok(tracer, 'tracing.takeSuggestions', { tracedId: caseId, keys })).toEqual({ added: 3, met: 3 })
    // Asked again there is nothing left to take.
    const left = await ok(tracer, 'tracing.listSuggestions', { tracedId: caseId })
    expect(left.filter(({ kind }: { kind: string }) => kind !== 'sameStairs')).toEqual([])
    expect(await ok(tracer, 'tracing.takeSuggestions', { tracedId: caseId, keys })).toEqual({ added: 0, met: 0 })
    const after = await get(caseId)
    expect(after.met.map(({ otherName, kind }: Record<string, string>) => [otherName, kind]).toSorted()).toEqual([
      ['住户乙', 'household'],
      ['住户庚', 'sameTube'],
      ['住户戊', 'sameTube'],
    ])
    const { rows } = await list({ standing: 'contact' })
    expect(rows.map((one: { dueAt: string }) => one.dueAt)).toEqual(rows.map(() => new Date(t.town.clock.now.getTime() + 8 * 3_600_000).toISOString()))
  })

  test('whoever met a contact is a secondary contact, under the edition that knows them', async () => {
    const { rows } = await list({ standing: 'contact', search: '住户戊' })
    const { met } = await meet(rows[0].id, other('外来客', { phone: '10100138000' }))
    expect(met[0]).toMatchObject({ otherName: '外来客', otherStanding: 'secondaryContact', place: '巷口面馆', minutes: 40, origin: 'told' })
    expect((await list({ search: '10100138000' })).rows.map(({ standing }: { standing: string }) => standing)).toEqual(['secondaryContact'])
  })

  test('a contact falls ill: what they were stays written, the source is proposed and set, a ring and an impossible source are refused', async () => {
    const { rows } = await list({ search: '住户乙' })
    const contact = await get(rows[0].id)
    const turned = await ok(head, 'tracing.turnTraced', {
      tracedId: contact.id,
      version: contact.version,
      to: 'case',
      caseKind: 'confirmed',
      sampledOn: '2022-07-10',
      reason: '核酸阳性',
    })
    expect(turned.turns.map(({ kind, from, to, reason }: Record<string, string>) => [kind, from, to, reason])).toEqual([
      ['standing', 'contact', 'case', '核酸阳性'],
      ['entered', null, 'contact', null],
    ])
    expect(turned.likely).toMatchObject({ otherLabel: '2022-00001', isClear: true })
    const source = turned.sources[0]
    const set = (exposureId: string, version: number, isInfection: boolean) => ({ exposureId, version, isActive: true, certainty: 'certain', isInfection })
    await ok(head, 'tracing.setMeeting', set(source.id, source.version, true))
    expect((await get(contact.id)).likely).toBeNull()
    // The other way round it would close a ring.
    const back = (await meet(contact.id, { kind: 'traced', tracedId: caseId })).met.find(({ otherId }: { otherId: string }) => otherId === caseId)
    expect(await refused(head, 'tracing.setMeeting', set(back.id, back.version, true))).toBe('tracing.cycle')
    expect(await refused(head, 'tracing.setMeeting', { ...set(source.id, source.version, true), version: 9 })).toBe('request.conflict')
    // Somebody who fell ill long after gave it to nobody.
    const late = await add(head, { who: other('晚发者'), ...DATES, onsetOn: '2022-07-10', sampledOn: '2022-07-10' })
    const early = await add(head, { who: other('早发者'), onsetOn: '2022-07-01' })
    const meeting = (await meet(late.id, { kind: 'traced', tracedId: early.id })).met[0]
    expect(await refused(head, 'tracing.setMeeting', set(meeting.id, meeting.version, true))).toBe('tracing.later_source')
    const drawn = await ok(head, 'tracing.getChains', { areaId: streetId, from: '2022-06-01', to: '2022-07-31', withContacts: true })
    expect(drawn.meetings.filter(({ isInfection }: { isInfection: boolean }) => isInfection)).toEqual([
      expect.objectContaining({ from: caseId, to: contact.id, kind: 'household' }),
    ])
    expect(JSON.stringify(drawn)).not.toContain('住户')
    const figures = await ok(head, 'tracing.getFigures', { areaId: streetId, by: 'onset' })
    expect(figures.delays.find(({ delay }: { delay: string }) => delay === 'sourceToCase')).toMatchObject({ count: 1, median: 2 })
    expect(figures.curve[0]).toMatchObject({ day: '2022-07-01', counts: { confirmed: 1 } })
  })

  test('a contact with oneself, a day to come, days turned round, a case without a classification: each says what is wrong', async () => {
    const meeting = {
      id: uuidv7(),
      tracedId: caseId,
      whoMayHaveCaughtIt: 'they',
      how: 'meal',
      certainty: 'certain',
      day: '2022-07-08',
      dayTo: '2022-07-08',
      minutes: null,
      place: null,
    }
    expect(await refused(head, 'tracing.addMeeting', { ...meeting, who: { kind: 'traced', tracedId: caseId } })).toBe('tracing.himself')
    expect(await refused(head, 'tracing.addMeeting', { ...meeting, who: { kind: 'ledger', personId: t.ids[0] } })).toBe('tracing.himself')
    expect(await refused(head, 'tracing.addMeeting', { ...meeting, who: other('某'), dayTo: '2022-07-11' })).toBe('tracing.day_ahead')
    expect(await refused(head, 'tracing.addMeeting', { ...meeting, who: other('某'), day: '2022-07-09' })).toBe('tracing.days_turned')
    const { version } = await get(caseId)
    expect(await refused(head, 'tracing.editTraced', { tracedId: caseId, version, caseKind: null, ...DATES })).toBe('tracing.not_case')
    expect(
      await refused(head, 'tracing.addTraced', {
        id: uuidv7(),
        areaId: streetId,
        who: other('某'),
        standing: 'case',
        caseKind: 'confirmed',
        ...NONE,
        onsetOn: '2022-07-30',
      }),
    ).toBe('tracing.day_ahead')
  })

  test('who sees it: the centre all, a community its own, the street masked, a guard nothing', async () => {
    expect((await list({ standing: 'case', search: '住户甲' }, t.street)).rows[0].name).toBe('住*甲')
    const own = (await ok(t.office, 'tracing.listTraced', { areaId: communityId, standing: null, only: 'all', search: null })).rows
    expect(own.map(({ name }: { name: string }) => name)).toContain('住户乙')
    // Whom the street heard of from elsewhere is the street's.
    expect(own.map(({ name }: { name: string }) => name)).not.toContain('外来客')
    expect(await refused(elsewhere, 'tracing.getTraced', { tracedId: caseId })).toBe('request.not_found')
    expect(await refused(t.guard, 'tracing.getTraced', { tracedId: caseId })).toBe('access.denied')
    expect(
      await refused(t.office, 'tracing.editMany', { id: uuidv7(), areaId: communityId, tracedIds: [caseId], change: { kind: 'told', way: 'phone' } }),
    ).toBe('access.denied')
  })

  test('a contact is told and comes under control, which a second person confirms; the clock stops only when both are done', async () => {
    const { rows } = await list({ search: '住户戊' })
    const told = await ok(tracer, 'tracing.tellTraced', { tracedId: rows[0].id, version: rows[0].version, way: 'phone' })
    expect(told.toldAt).not.toBeNull()
    t.later(9 * 60)
    expect((await get(rows[0].id)).isOverdue).toBe(true)
    const { overdue } = await ok(head, 'tracing.countTraced', { areaId: streetId })
    expect(
      await refused(tracer, 'tracing.proposeControl', {
        tracedId: told.id,
        version: told.version,
        caseId: uuidv7(),
        reference: 'LD-1',
        issuedBy: '流调专班',
        hasOwnSuite: true,
      }),
    ).toBe('access.denied')
    const seen = await get(told.id, t.office)
    expect(seen.may.control).toBe(true)
    const controlled = await ok(t.office, 'tracing.proposeControl', {
      tracedId: told.id,
      version: told.version,
      caseId: uuidv7(),
      reference: 'LD-1',
      issuedBy: '流调专班',
      hasOwnSuite: true,
    })
    expect(controlled).toMatchObject({ isOverdue: false, may: { control: false } })
    expect(await ok(t.office, 'control.getControl', { caseId: controlled.controlId })).toMatchObject({
      state: 'proposed',
      trigger: 'contact',
      anchorDay: '2022-07-10',
    })
    expect(await ok(head, 'tracing.countTraced', { areaId: streetId })).toMatchObject({ overdue: overdue - 1 })
  })

  test('what an open trace found is proposed beside home and tube: two have signed it, and it says how sure', async () => {
    const { id: gateId } = await ok(t.office, 'gate.addGate', { areaId: t.quarter.compound.id, name: '北门' })
    const now = t.town.clock.now.getTime()
    const at = (minute: number) => new Date(now + minute * 60_000).toISOString()
    for (const [who, minute] of [
      [0, -6],
      [9, -5],
    ] as const) {
      const passage = {
        id: uuidv7(),
        gateId,
        at: at(minute),
        direction: 'in',
        means: { kind: 'document', value: `X99${String(who).padStart(5, '0')}` },
        temperatureC: 36.5,
      }
      await ok(t.guard, 'gate.recordPassage', passage)
    }
    await t.town.drain()
    const gates = async () => (await ok(head, 'tracing.listSuggestions', { tracedId: caseId })).filter(({ kind }: { kind: string }) => kind === 'sameGate')
    expect(await gates()).toEqual([])
    const traceId = uuidv7()
    const asked = { id: traceId, areaId: communityId, personId: t.ids[0], from: at(-60), to: at(0), ring: 1, ground: 'case', refId: null, reason: '轨迹核查' }
    await ok(tracer, 'presence.askTrace', asked)
    expect(await gates()).toEqual([])
    await ok(t.office, 'presence.signTrace', { traceId })
    expect(await gates()).toMatchObject([{ personId: t.ids[9], certainty: 'probable', day: '2022-07-10', name: '住户癸' }])
    expect(await ok(head, 'tracing.takeSuggestions', { tracedId: caseId, keys: (await gates()).map(({ key }: { key: string }) => key) })).toEqual({
      added: 1,
      met: 1,
    })
    expect((await list({ search: '住户癸' })).rows).toMatchObject([{ standing: 'contact' }])
  })

  test('a case that is confirmed elsewhere in the house is looked into by itself, a contact who is confirmed becomes a case', async () => {
    const evidence = { kind: 'testResult', reference: 'T-1', issuedBy: '检测机构' }
    const confirm = async (at: number) => {
      const { id } = await ok(t.office, 'control.registerCase', { id: uuidv7(), personId: t.ids[at], foundOn: '2022-07-10', evidence })
      await ok(t.street, 'control.confirmCase', { caseId: id })
      await t.town.drain()
    }
    await confirm(8)
    expect((await list({ search: '住户壬' })).rows).toMatchObject([{ standing: 'case', caseKind: 'confirmed' }])
    await confirm(6)
    const { rows } = await list({ search: '住户庚' })
    expect(rows).toMatchObject([{ standing: 'case' }])
    expect((await get(rows[0].id)).turns[0]).toMatchObject({ kind: 'standing', from: 'contact', to: 'case', by: '' })
  })

  test('the rows say nothing to whoever reads the database: no name, no number, no place', async () => {
    const rows = await t.town.system((ctx) =>
      sql<{
        row: string
      }>`select to_jsonb(t)::text || coalesce((select string_agg(to_jsonb(e)::text, '') from tracing.exposure e), '') as row from tracing.traced t`.execute(
        ctx.tx,
      ),
    )
    const all = rows.rows.map(({ row }) => row).join('\n')
    for (const word of ['外来客', '10100138000', '巷口面馆', '住户']) expect(all).not.toContain(word)
  })
})

describe('TRACE-04 many at once', () => {
  test('three hundred are told in one act, undone as a whole; whoever was looked at since stays', async () => {
    const lines = ['编号,身份,姓名,报告日期', ...Array.from({ length: 300 }, (_, nth) => `M-${nth},密接,批量${nth}号,2022-07-10`)]
    const file = { name: 'many.csv', bytes: Buffer.from(lines.join('\n')) }
    const reply = await head.upload('tracing.importLines', { id: uuidv7(), areaId: streetId, otherwise: 'contact', isPreview: false }, file)
    expect(reply.body).toMatchObject({ added: 300, meetings: 0, faulty: 0 })
    const ids: string[] = []
    for (let after: string | undefined; ;) {
      const page = await list({ standing: 'contact', ...(after === undefined ? {} : { after }) })
      ids.push(...page.rows.filter(({ label }: { label: string }) => label.startsWith('M-')).map(({ id }: { id: string }) => id))
      if (page.after === null) break
      after = page.after
    }
    expect(new Set(ids).size).toBe(300)
    const editId = uuidv7()
    expect(
      await ok(head, 'tracing.editMany', { id: editId, areaId: streetId, tracedIds: ids, change: { kind: 'close', reason: 'noContact', on: '2022-07-10' } }),
    ).toEqual({
      changed: 300,
      skipped: 0,
    })
    expect(
      await refused(head, 'tracing.editMany', {
        id: uuidv7(),
        areaId: streetId,
        tracedIds: ids,
        change: { kind: 'close', reason: 'noContact', on: '2022-07-30' },
      }),
    ).toBe('tracing.day_ahead')
    const one = await get(ids[0]!)
    await ok(tracer, 'tracing.reopenTraced', { tracedId: one.id, version: one.version, reason: '又有新线索' })
    expect(await ok(head, 'tracing.undoEdit', { editId })).toEqual({ restored: 299, kept: 1 })
    expect(await refused(head, 'tracing.undoEdit', { editId })).toBe('tracing.wrong_state')
    expect((await get(ids[1]!)).closedOn).toBeNull()
    expect((await ok(head, 'tracing.listEdits', { areaId: streetId }))[0]).toMatchObject({ kind: 'close', changed: 300, mayUndo: false })
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
      (await head.upload('tracing.importLines', { id: uuidv7(), areaId: streetId, otherwise: 'contact', isPreview }, file)).body
    const preview = await take(true)
    expect(preview).toMatchObject({ isEnough: true, rows: 8, added: 5, meetings: 5, isAgain: false })
    expect(preview.faults).toEqual([
      { row: 4, fault: 'cycle', field: 'isSource' },
      { row: 7, fault: 'day_ahead', field: 'onsetOn' },
      { row: 8, fault: 'unknown_source', field: 'sourceLabel' },
      { row: 9, fault: 'many_names', field: 'name' },
    ])
    expect((await list({ search: 'G-1' })).rows).toEqual([])
    expect(await take(false)).toMatchObject({ added: 5, meetings: 5 })
    expect((await list({ search: '顾四' })).rows).toMatchObject([{ label: 'G-4', standing: 'contact', lastMetOn: '2022-07-05' }])
    expect(await take(false)).toMatchObject({ added: 0, meetings: 0, isAgain: true })
    const { people, meetings } = await ok(head, 'tracing.getChains', { areaId: streetId, from: '2022-07-01', to: '2022-07-05', withContacts: true })
    const label = new Map<string, string>(people.map((one: { id: string; label: string }) => [one.id, one.label]))
    const infections = meetings.filter(({ isInfection }: { isInfection: boolean }) => isInfection)
    expect(infections.map(({ from, to }: { from: string; to: string }) => `${label.get(from) ?? '?'}→${label.get(to) ?? '?'}`).toSorted()).toContain('G-1→G-2')
  })

  test('a list goes out: without names at once, with names above forty-nine only when another unit has signed', async () => {
    const ask = async (over: object) =>
      ok(head, 'tracing.askExport', { id: uuidv7(), areaId: streetId, format: 'zh', withNames: false, reason: '报区疾控', ...over })
    const plain = await ask({})
    expect(plain).toMatchObject({ needsSecond: false })
    const { raw } = await head.call('tracing.fetchExport', { exportId: plain.id, as: 'xlsx' })
    const back = await head.upload(
      'tracing.importLines',
      { id: uuidv7(), areaId: streetId, otherwise: 'contact', isPreview: true },
      { name: 'out.xlsx', bytes: raw },
    )
    expect(back.body).toMatchObject({ isEnough: true, added: 0 })
    const csv = await head.call('tracing.fetchExport', { exportId: plain.id, as: 'csv' })
    expect(csv.raw.toString('utf8').split('\r\n')[0]).toContain('编号,身份,病例分类')
    const named = await ask({ format: 'fhir', withNames: true })
    expect(named.needsSecond).toBe(true)
    expect(await refused(head, 'tracing.fetchExport', { exportId: named.id, as: 'xlsx' })).toBe('tracing.export_waits')
    expect(await refused(head, 'tracing.signExport', { exportId: named.id })).toBe('tracing.same_person')
    const colleague = t.town.as('tracingHead', t.quarter.street.path, { unit: '流调专班' })
    expect(await refused(colleague, 'tracing.signExport', { exportId: named.id })).toBe('tracing.same_person')
    expect((await ok(t.street, 'tracing.listExports', { areaId: streetId }))[0]).toMatchObject({
      state: 'waiting',
      maySign: true,
      reason: '报区疾控',
      isOwn: false,
    })
    await ok(t.street, 'tracing.signExport', { exportId: named.id })
    expect(await refused(t.street, 'tracing.fetchExport', { exportId: named.id, as: 'xlsx' })).toBe('request.not_found')
    const bundle = JSON.parse((await head.call('tracing.fetchExport', { exportId: named.id, as: 'xlsx' })).raw.toString('utf8'))
    expect(new Fhir().validate(bundle, { errorOnUnexpected: true })).toEqual({ valid: true, messages: [] })
    expect(JSON.stringify(bundle)).toContain('顾四')
    t.later(25 * 60)
    expect(await refused(head, 'tracing.fetchExport', { exportId: named.id, as: 'xlsx' })).toBe('tracing.export_over')
  })
})

test('TRACE-04 under the edition of November nobody becomes a secondary contact, and nothing is written', async () => {
  await t.town.system((ctx) =>
    putInForce(ctx, {
      areaId: streetId,
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
  const { rows } = await list({ search: '顾四' })
  const before = await ok(head, 'tracing.countTraced', { areaId: streetId })
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
  expect(await refused(head, 'tracing.addMeeting', { ...meeting, who: other('同事甲') })).toBe('tracing.no_level')
  expect(await ok(head, 'tracing.countTraced', { areaId: streetId })).toEqual(before)
})

test('TRACE-04 whoever was closed longer ago than the kept days is gone, with everything written of them', async () => {
  const { rows } = await list({ search: '早发者' })
  const row = await get(rows[0].id)
  await ok(head, 'tracing.closeTraced', { tracedId: row.id, version: row.version, reason: 'negative', on: '2022-07-10' })
  t.town.clock.now = new Date('2022-09-08T04:00:00+08:00')
  await destroyTraced(t.town.app.services)
  expect(await refused(head, 'tracing.getTraced', { tracedId: row.id })).toBe('done')
  t.town.clock.now = new Date('2022-09-10T04:00:00+08:00')
  await destroyTraced(t.town.app.services)
  expect(await refused(head, 'tracing.getTraced', { tracedId: row.id })).toBe('request.not_found')
  const left = await t.town.system((ctx) => sql<{ n: number }>`select count(*)::int as n from tracing.turn where traced_id = ${row.id}`.execute(ctx.tx))
  expect(left.rows[0]!.n).toBe(0)
})
