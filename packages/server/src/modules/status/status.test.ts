import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Reply } from '../../platform/testing.ts'
import { lookAgain } from './jobs.ts'
import { numberOf, openStreet, signLists, type Street } from './street.test.fixture.ts'

let street: Street
beforeAll(async () => {
  street = await openStreet()
})
afterAll(() => street.town.close())

const signal = (at: number, more: object = {}) => ({
  id: uuidv7(),
  personId: street.people[at]!.id,
  sourceId: street.sourceId,
  kind: 'codeRed',
  from: '2022-05-04',
  until: null,
  evidence: '区疾控电话通知',
  ...more,
})
const csv = (...rows: string[]) => ({ name: 'signals.csv', bytes: Buffer.from(`\uFEFF身份证号,码色,赋码日期,备注\n${rows.join('\n')}\n`) })
const importing = (file: { name: string; bytes: Buffer }, more: object = {}) =>
  street.office.upload('status.importFile', { id: uuidv7(), sourceId: street.sourceId, areaId: street.community.id, isPreview: false, ...more }, file)
const standings = async () => {
  await street.town.drain()
  return (await street.office.call('status.listStandings', { areaId: street.community.id })).body as Record<string, unknown>[]
}
const atGate = async (at: number): Promise<Reply> => {
  await street.town.drain()
  const means = { kind: 'document', value: street.people[at]!.document }
  return street.guard.call('gate.lookUp', { gateId: street.gateId, means, direction: 'in', temperatureC: 36.5 })
}

describe('GATE-04 by hand', () => {
  test('what one person enters weighs nothing until a second one, of another unit, has confirmed it', async () => {
    const one = signal(0)
    const first = await street.office.call('status.proposeSignal', one)
    expect(first.body).toMatchObject({ state: 'proposed', verdict: 'red', reason: 'officialCode', name: '张三丰', way: 'hand', until: '2022-05-17' })
    expect((await street.office.call('status.proposeSignal', one)).body.id).toBe(one.id)
    expect((await street.office.call('status.proposeSignal', { ...one, evidence: '别的' })).body.code).toBe('status.other_bytes')
    expect(await standings()).toEqual([])
    expect((await street.office.call('status.confirmSignal', { signalId: one.id })).body).toEqual({
      code: 'status.same_unit',
      details: { reason: 'same_person' },
    })
    const colleague = street.town.as('communityAdmin', street.community.path, { unit: '居委会' })
    expect((await colleague.call('status.confirmSignal', { signalId: one.id })).body.details).toEqual({ reason: 'same_unit' })
    expect((await street.station.call('status.confirmSignal', { signalId: one.id })).body).toMatchObject({ state: 'inForce' })
    expect(await standings()).toMatchObject([{ verdict: 'red', reason: 'officialCode', door: '3-501', isAutomatic: false, source: '卫生服务站' }])
  })
  test('only verdict and class of reason reach the guard, and the passage keeps them', async () => {
    const seen = (await atGate(0)).body
    expect(seen.candidates[0]).toMatchObject({ status: { verdict: 'red', reason: 'officialCode' }, verdict: { outcome: 'hold', reasons: ['status_red'] } })
    expect(JSON.stringify(seen)).not.toMatch(/疾控|codeRed|卫生服务站/)
    expect((await street.guard.call('status.listStandings', { areaId: street.community.id })).status).toBe(403)
    const passage = { id: uuidv7(), gateId: street.gateId, means: { kind: 'document', value: street.people[0]!.document }, direction: 'in', temperatureC: 36.5 }
    expect((await street.guard.call('gate.recordPassage', { ...passage, at: '2022-05-04T04:00:00Z' })).body).toMatchObject({
      outcome: 'hold',
      reasons: ['status_red'],
    })
  })
  test('the phone without network knows the same of its opaque ids, and no name', async () => {
    const resident = street.town.as('resident', street.homePath, { personId: street.people[0]!.id })
    await resident.call('gate.listMyCodes', {})
    const list = (await street.guard.call('gate.getOfflineList', { gateId: street.gateId })).body
    const personal = list.entries.filter((entry: { passClass: string }) => entry.passClass === 'personal')
    expect(personal.map((entry: { holder: { status: { verdict: string } | null } }) => entry.holder.status?.verdict ?? null)).toContain('red')
    // The family's code stands for all who live there.
    expect(list.entries.find((entry: { passClass: string }) => entry.passClass === 'family').holder.status).toMatchObject({ verdict: 'red' })
    expect(JSON.stringify(list)).not.toMatch(/张三丰|clinic|疾控/)
  })
  test('what the guard saw on a stranger’s phone is written down and weighs', async () => {
    const means = { kind: 'document', value: '99019919990101001X' }
    const asked = { gateId: street.gateId, means, direction: 'in', temperatureC: 36.5, seen: 'red' }
    expect((await street.guard.call('gate.lookUp', asked)).body.verdict).toMatchObject({ outcome: 'hold', reasons: ['person_unknown', 'status_red'] })
    const id = uuidv7()
    expect((await street.guard.call('gate.recordPassage', { ...asked, id, at: '2022-05-04T04:00:00Z' })).body.outcome).toBe('hold')
    expect((await street.guard.call('gate.recordPassage', { ...asked, id, at: '2022-05-04T04:00:00Z', seen: 'green' })).body.code).toBe('gate.other_bytes')
    expect(await street.town.db.queryAsOwner(`select seen from gate.passage where id = '${id}'`)).toEqual([{ seen: 'red' }])
  })
  test('what two put in force neither of them takes away alone; withdrawn, the gate opens', async () => {
    const [{ id: signalId }] = (await street.office.call('status.listSignals', { areaId: street.community.id, state: 'inForce' })).body
    for (const who of [street.office, street.station])
      expect((await who.call('status.withdrawSignal', { signalId, reason: '弄错了' })).body.code).toBe('status.same_unit')
    const third = street.town.as('streetCommander', street.community.path, { unit: '街道' })
    expect((await third.call('status.withdrawSignal', { signalId, reason: '同名同姓，弄错了人' })).body.state).toBe('withdrawn')
    expect((await atGate(0)).body.candidates[0]).toMatchObject({ status: null, verdict: { outcome: 'enter' } })
    expect((await third.call('status.withdrawSignal', { signalId, reason: '再来' })).body.code).toBe('status.wrong_state')
  })
  test('a source gives only what it may, for no day that is not yet, and not once it is switched off', async () => {
    expect((await street.office.call('status.proposeSignal', signal(1, { kind: 'riskArea' }))).body.code).toBe('status.kind_not_of_source')
    expect((await street.office.call('status.proposeSignal', signal(1, { from: '2022-05-05' }))).body.details).toEqual({ field: 'from' })
    expect((await street.foreign.call('status.proposeSignal', signal(1))).status).toBe(404)
    await street.office.call('status.setSourceActive', { sourceId: street.sourceId, isActive: false })
    expect((await street.office.call('status.proposeSignal', signal(1))).body.code).toBe('status.source_inactive')
    await street.office.call('status.setSourceActive', { sourceId: street.sourceId, isActive: true })
  })
})

describe('GATE-04 by file', () => {
  test('a preview says what would happen and keeps nothing; numbers are masked', async () => {
    const file = csv(
      `${street.people[1]!.document},黄码,2022-05-04,市大数据局`,
      `${numberOf(77)},红码,2022-05-04,`,
      `${street.people[2]!.document},紫码,2022-05-04,`,
      `${street.people[2]!.document},红码,昨天,`,
    )
    const seen = (await importing(file, { isPreview: true })).body
    expect(seen).toMatchObject({ columns: ['documentNumber', 'kind', 'from', 'evidence'], rows: 4, matched: 1, unmatched: 3 })
    expect(seen.sample.map((row: { problem: string | null }) => row.problem)).toEqual([null, 'no_such_person', 'kind_unknown', 'day_unreadable'])
    expect(JSON.stringify(seen)).not.toContain(street.people[1]!.document)
    expect(await standings()).toEqual([])
    expect((await street.office.call('status.listUnmatched', { areaId: street.community.id })).body).toEqual([])
    expect((await importing(file)).body).toMatchObject({ matched: 1, unmatched: 3, hurting: 1 })
    expect(await standings()).toEqual([])
    expect((await atGate(1)).body.candidates[0]).toMatchObject({ status: null, verdict: { outcome: 'enter' } })
    expect(await signLists(street, street.station)).toMatchObject([{ state: 'inForce', yellows: 1, people: 1 }])
    expect(await standings()).toMatchObject([{ verdict: 'yellow', isAutomatic: true, name: '李小满' }])
    expect((await atGate(1)).body.candidates[0].verdict).toMatchObject({ outcome: 'cannotTell', reasons: ['status_yellow'] })
  })
  test('the same file again changes nothing', async () => {
    const file = csv(`${street.people[1]!.document},黄码,2022-05-04,市大数据局`)
    expect((await importing(file)).body).toMatchObject({ known: 1, other: 0 })
    expect((await street.office.call('status.listSignals', { areaId: street.community.id, state: 'inForce' })).body).toHaveLength(1)
  })
  test('what fits nobody is kept aside with its reason, sealed, and fits once the ledger is put right', async () => {
    const aside = (await street.office.call('status.listUnmatched', { areaId: street.community.id })).body
    expect(aside.map((one: { problem: string }) => one.problem).toSorted()).toEqual(['day_unreadable', 'kind_unknown', 'no_such_person'])
    const stranger = aside.find((one: { problem: string }) => one.problem === 'no_such_person')
    expect((await street.office.call('status.settleUnmatched', { unmatchedId: stranger.id, how: 'again' })).body).toEqual({ isSettled: false })
    const stored = await street.town.db.queryAsOwner<{ text: string }>("select encode(sealed_event, 'escape') as text from status.unmatched")
    expect(stored.map((row) => row.text).join()).not.toContain(numberOf(77))
    await street.office.call('registry.addResident', {
      homeId: street.homeId,
      name: '周明月',
      care: [],
      document: { kind: 'residentId', number: numberOf(77) },
      kind: 'family',
      from: '2022-05-04',
      evenIfKnown: true,
    })
    expect((await street.office.call('status.settleUnmatched', { unmatchedId: stranger.id, how: 'again' })).body).toEqual({ isSettled: true })
    // What a file brought waits for another office, also when its person is found later.
    expect((await standings()).map((one) => one['name'])).toEqual(['李小满'])
    expect(await signLists(street, street.station)).toMatchObject([{ state: 'inForce', reds: 1 }])
    expect((await standings()).map((one) => [one['name'], one['verdict']])).toEqual([
      ['周明月', 'red'],
      ['李小满', 'yellow'],
    ])
  })
  test('a newer word of the same source about the same matter puts the older aside; columns are remembered', async () => {
    const file = { name: 'other.csv', bytes: Buffer.from(`号,颜,天\n${street.people[1]!.document},绿码,2022-05-04\n`) }
    expect((await importing(file, { columns: [null, 'kind', 'from'] })).body.code).toBe('status.no_document_column')
    expect((await importing(file, { columns: ['documentNumber', 'kind', 'from'] })).body).toMatchObject({ matched: 1 })
    expect((await importing(file, { isPreview: true })).body.columns).toEqual(['documentNumber', 'kind', 'from'])
    expect((await standings()).map((one) => one['name'])).toEqual(['周明月'])
  })
  test('what is no workbook, empty or without a source is refused with a sentence', async () => {
    expect((await importing({ name: 'x.pdf', bytes: Buffer.from('%PDF-1.7') })).body.code).toBe('status.file_unreadable')
    expect((await importing({ name: 'x.csv', bytes: Buffer.from('\n\n') })).body.code).toBe('status.file_empty')
    expect((await importing(csv(), { sourceId: uuidv7() })).status).toBe(404)
  })
})

describe('GATE-12 the evidence stays with those entitled', () => {
  test('it is sealed, shown to nobody in a list, and opened for a purpose with a reason that is written down', async () => {
    const one = signal(2)
    await street.office.call('status.proposeSignal', one)
    const stored = await street.town.db.queryAsOwner<{ text: string }>(
      `select encode(sealed_evidence, 'escape') as text from status.signal where id = '${one.id}'`,
    )
    expect(stored[0]!.text).not.toContain('疾控')
    const listed = await street.office.call('status.listSignals', { areaId: street.community.id })
    expect(JSON.stringify(listed.body)).not.toContain('疾控')
    expect((await street.grid.call('status.revealEvidence', { signalId: one.id, purpose: 'verifyIdentity', reason: '看看' })).status).toBe(403)
    expect((await street.foreign.call('status.revealEvidence', { signalId: one.id, purpose: 'verifyIdentity', reason: '看看' })).status).toBe(404)
    const opened = await street.station.call('status.revealEvidence', { signalId: one.id, purpose: 'verifyIdentity', reason: '确认前核对' })
    expect(opened.body).toMatchObject({ evidence: '区疾控电话通知', until: '2022-05-04T04:05:00.000Z' })
    const rows = await street.town.db.queryAsOwner(
      `select purpose, reason is not null as reasoned from platform.audit where operation = 'status.revealEvidence'`,
    )
    expect(rows).toEqual([{ purpose: 'verifyIdentity', reasoned: true }])
  })
})

test('a verdict ends by itself on its last day', async () => {
  expect((await standings()).length).toBe(1)
  street.town.clock.now = new Date('2022-05-18T00:01:00+08:00')
  await lookAgain(street.town.app.services)
  expect(await standings()).toEqual([])
  const changes = await street.town.db.queryAsOwner<{ verdict: string }>('select verdict from status.change order by at desc, id desc limit 1')
  expect(changes).toEqual([{ verdict: 'green' }])
})
