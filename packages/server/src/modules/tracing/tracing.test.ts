import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { ok, refused } from '../lab/lab.test.fixture.ts'
import { DATES, MEAL, NONE, openTracingTown, other, type TracingTown } from './tracing.test.fixture.ts'

let t: TracingTown
beforeAll(async () => {
  t = await openTracingTown(12)
}, 90_000)
afterAll(() => t.town.close())

describe('TRACE-04 cases, contacts and who met whom', () => {
  let caseId: string
  test('a case of the ledger is entered once; those of its home and of its tubes are found, and become contacts', async () => {
    await t.take(1, [0, 4, 6])
    const row = await t.add(t.tracer, { who: { kind: 'ledger', personId: t.ids[0] } })
    caseId = row.id
    expect(row).toMatchObject({ label: '2022-00001', name: '住户甲', standing: 'case', windows: { others: { from: '2022-07-06', to: '2022-07-10' } } })
    expect(
      await refused(t.head, 'tracing.addTraced', {
        id: uuidv7(),
        areaId: t.streetId,
        who: { kind: 'ledger', personId: t.ids[0] },
        standing: 'case',
        caseKind: 'confirmed',
        ...DATES,
      }),
    ).toBe('tracing.known')
    const found = await ok(t.tracer, 'tracing.listSuggestions', { tracedId: caseId })
    // Ten more live on the same stairs: they are offered too.
    expect(found.filter(({ kind }: { kind: string }) => kind === 'sameStairs')).toHaveLength(10)
    const likely = found.filter(({ kind }: { kind: string }) => kind !== 'sameStairs')
    expect(likely.map(({ personId, kind, certainty }: Record<string, string>) => [t.ids.indexOf(personId!), kind, certainty]).toSorted()).toEqual([
      [1, 'household', 'certain'],
      [4, 'sameTube', 'possible'],
      [6, 'sameTube', 'possible'],
    ])
    const keys = likely.map(({ key }: { key: string }) => key)
    expect(await ok(t.tracer, 'tracing.takeSuggestions', { tracedId: caseId, keys })).toEqual({ added: 3, met: 3 })
    // Asked again there is nothing left to take.
    const left = await ok(t.tracer, 'tracing.listSuggestions', { tracedId: caseId })
    expect(left.filter(({ kind }: { kind: string }) => kind !== 'sameStairs')).toEqual([])
    expect(await ok(t.tracer, 'tracing.takeSuggestions', { tracedId: caseId, keys })).toEqual({ added: 0, met: 0 })
    const after = await t.get(caseId)
    expect(after.met.map(({ otherName, kind }: Record<string, string>) => [otherName, kind]).toSorted()).toEqual([
      ['住户乙', 'household'],
      ['住户庚', 'sameTube'],
      ['住户戊', 'sameTube'],
    ])
    const { rows } = await t.list({ standing: 'contact' })
    expect(rows.map((one: { dueAt: string }) => one.dueAt)).toEqual(rows.map(() => new Date(t.town.clock.now.getTime() + 8 * 3_600_000).toISOString()))
  })

  test('whoever met a contact is a secondary contact, under the edition that knows them', async () => {
    const { rows } = await t.list({ standing: 'contact', search: '住户戊' })
    const { met } = await t.meet(rows[0].id, other('外来客', { phone: '10100138000' }))
    expect(met[0]).toMatchObject({ otherName: '外来客', otherStanding: 'secondaryContact', place: '巷口面馆', minutes: 40, origin: 'told' })
    expect((await t.list({ search: '10100138000' })).rows.map(({ standing }: { standing: string }) => standing)).toEqual(['secondaryContact'])
  })

  test('a contact falls ill: what they were stays written, the source is proposed and set, a ring and an impossible source are refused', async () => {
    const { rows } = await t.list({ search: '住户乙' })
    const contact = await t.get(rows[0].id)
    const turned = await ok(t.head, 'tracing.turnTraced', {
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
    await ok(t.head, 'tracing.setMeeting', set(source.id, source.version, true))
    expect((await t.get(contact.id)).likely).toBeNull()
    // The other way round it would close a ring.
    const back = (await t.meet(contact.id, { kind: 'traced', tracedId: caseId })).met.find(({ otherId }: { otherId: string }) => otherId === caseId)
    expect(await refused(t.head, 'tracing.setMeeting', set(back.id, back.version, true))).toBe('tracing.cycle')
    expect(await refused(t.head, 'tracing.setMeeting', { ...set(source.id, source.version, true), version: 9 })).toBe('request.conflict')
    // Somebody who fell ill long after gave it to nobody.
    const late = await t.add(t.head, { who: other('晚发者'), ...DATES, onsetOn: '2022-07-10', sampledOn: '2022-07-10' })
    const early = await t.add(t.head, { who: other('早发者'), onsetOn: '2022-07-01' })
    const meeting = (await t.meet(late.id, { kind: 'traced', tracedId: early.id })).met[0]
    expect(await refused(t.head, 'tracing.setMeeting', set(meeting.id, meeting.version, true))).toBe('tracing.later_source')
    const drawn = await ok(t.head, 'tracing.getChains', { areaId: t.streetId, from: '2022-06-01', to: '2022-07-31', withContacts: true })
    expect(drawn.meetings.filter(({ isInfection }: { isInfection: boolean }) => isInfection)).toEqual([
      expect.objectContaining({ from: caseId, to: contact.id, kind: 'household' }),
    ])
    expect(JSON.stringify(drawn)).not.toContain('住户')
    const figures = await ok(t.head, 'tracing.getFigures', { areaId: t.streetId, by: 'onset' })
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
    expect(await refused(t.head, 'tracing.addMeeting', { ...meeting, who: { kind: 'traced', tracedId: caseId } })).toBe('tracing.himself')
    expect(await refused(t.head, 'tracing.addMeeting', { ...meeting, who: { kind: 'ledger', personId: t.ids[0] } })).toBe('tracing.himself')
    expect(await refused(t.head, 'tracing.addMeeting', { ...meeting, who: other('某'), dayTo: '2022-07-11' })).toBe('tracing.day_ahead')
    expect(await refused(t.head, 'tracing.addMeeting', { ...meeting, who: other('某'), day: '2022-07-09' })).toBe('tracing.days_turned')
    const { version } = await t.get(caseId)
    expect(await refused(t.head, 'tracing.editTraced', { tracedId: caseId, version, caseKind: null, ...DATES })).toBe('tracing.not_case')
    expect(
      await refused(t.head, 'tracing.addTraced', {
        id: uuidv7(),
        areaId: t.streetId,
        who: other('某'),
        standing: 'case',
        caseKind: 'confirmed',
        ...NONE,
        onsetOn: '2022-07-30',
      }),
    ).toBe('tracing.day_ahead')
  })

  test('who sees it: the centre all, a community its own, the street masked, a guard nothing', async () => {
    expect((await t.list({ standing: 'case', search: '住户甲' }, t.street)).rows[0].name).toBe('住*甲')
    const own = (await ok(t.office, 'tracing.listTraced', { areaId: t.communityId, standing: null, only: 'all', search: null })).rows
    expect(own.map(({ name }: { name: string }) => name)).toContain('住户乙')
    // Whom the street heard of from t.elsewhere is the street's.
    expect(own.map(({ name }: { name: string }) => name)).not.toContain('外来客')
    expect(await refused(t.elsewhere, 'tracing.getTraced', { tracedId: caseId })).toBe('request.not_found')
    expect(await refused(t.guard, 'tracing.getTraced', { tracedId: caseId })).toBe('access.denied')
    expect(
      await refused(t.office, 'tracing.editMany', { id: uuidv7(), areaId: t.communityId, tracedIds: [caseId], change: { kind: 'told', way: 'phone' } }),
    ).toBe('access.denied')
  })

  test('a contact is told and comes under control, which a second person confirms; the clock stops only when both are done', async () => {
    const { rows } = await t.list({ search: '住户戊' })
    const told = await ok(t.tracer, 'tracing.tellTraced', { tracedId: rows[0].id, version: rows[0].version, way: 'phone' })
    expect(told.toldAt).not.toBeNull()
    t.later(9 * 60)
    expect((await t.get(rows[0].id)).isOverdue).toBe(true)
    const { overdue } = await ok(t.head, 'tracing.countTraced', { areaId: t.streetId })
    expect(
      await refused(t.tracer, 'tracing.proposeControl', {
        tracedId: told.id,
        version: told.version,
        caseId: uuidv7(),
        reference: 'LD-1',
        issuedBy: '流调专班',
        hasOwnSuite: true,
      }),
    ).toBe('access.denied')
    const seen = await t.get(told.id, t.office)
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
    expect(await ok(t.head, 'tracing.countTraced', { areaId: t.streetId })).toMatchObject({ overdue: overdue - 1 })
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
    const gates = async () => (await ok(t.head, 'tracing.listSuggestions', { tracedId: caseId })).filter(({ kind }: { kind: string }) => kind === 'sameGate')
    expect(await gates()).toEqual([])
    const traceId = uuidv7()
    const asked = { id: traceId, areaId: t.communityId, personId: t.ids[0], from: at(-60), to: at(0), ring: 1, ground: 'case', refId: null, reason: '轨迹核查' }
    await ok(t.tracer, 'presence.askTrace', asked)
    expect(await gates()).toEqual([])
    await ok(t.office, 'presence.signTrace', { traceId })
    expect(await gates()).toMatchObject([{ personId: t.ids[9], certainty: 'probable', day: '2022-07-10', name: '住户癸' }])
    expect(await ok(t.head, 'tracing.takeSuggestions', { tracedId: caseId, keys: (await gates()).map(({ key }: { key: string }) => key) })).toEqual({
      added: 1,
      met: 1,
    })
    expect((await t.list({ search: '住户癸' })).rows).toMatchObject([{ standing: 'contact' }])
  })

  test('a case is seen to when it is kept apart; a meeting pressed twice enters nobody twice; of somebody closed nothing is taken any more', async () => {
    const lone = await t.add(t.head, { who: other('独居者') })
    expect(lone.dueAt).not.toBeNull()
    t.later(5 * 60)
    expect(await t.get(lone.id)).toMatchObject({ isOverdue: true })
    const { overdue } = await ok(t.head, 'tracing.countTraced', { areaId: t.streetId })
    const input = { tracedId: lone.id, version: lone.version, caseKind: 'confirmed', ...DATES, isolatedOn: '2022-07-10' }
    const apart = await ok(t.head, 'tracing.editTraced', input)
    expect(apart).toMatchObject({ isOverdue: false, dueAt: null })
    expect(await ok(t.head, 'tracing.countTraced', { areaId: t.streetId })).toMatchObject({ overdue: overdue - 1 })
    const meeting = { id: uuidv7(), tracedId: lone.id, who: other('同桌的人'), ...MEAL }
    const once = await ok(t.head, 'tracing.addMeeting', meeting)
    expect((await ok(t.head, 'tracing.addMeeting', meeting)).met).toEqual(once.met)
    expect((await t.list({ search: '同桌的人', only: 'all' })).rows).toHaveLength(1)
    await ok(t.head, 'tracing.closeTraced', { tracedId: lone.id, version: apart.version, reason: 'recovered', on: '2022-07-10' })
    expect(await refused(t.head, 'tracing.addMeeting', { ...meeting, id: uuidv7() })).toBe('tracing.wrong_state')
    expect(await refused(t.head, 'tracing.takeSuggestions', { tracedId: lone.id, keys: ['household x'] })).toBe('tracing.wrong_state')
  })

  test('a case that is confirmed elsewhere in the house is looked into by itself, a contact who is confirmed becomes a case', async () => {
    const evidence = { kind: 'testResult', reference: 'T-1', issuedBy: '检测机构' }
    const confirm = async (at: number) => {
      const { id } = await ok(t.office, 'control.registerCase', { id: uuidv7(), personId: t.ids[at], foundOn: '2022-07-10', evidence })
      await ok(t.street, 'control.confirmCase', { caseId: id })
      await t.town.drain()
    }
    await confirm(8)
    expect((await t.list({ search: '住户壬' })).rows).toMatchObject([{ standing: 'case', caseKind: 'confirmed' }])
    await confirm(6)
    const { rows } = await t.list({ search: '住户庚' })
    expect(rows).toMatchObject([{ standing: 'case' }])
    expect((await t.get(rows[0].id)).turns[0]).toMatchObject({ kind: 'standing', from: 'contact', to: 'case', by: '' })
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
