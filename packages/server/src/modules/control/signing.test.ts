// What whoever signs is shown before they sign, and where it waits for them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { putInForce } from '../posture/index.ts'
import { evidence, type Family, openFamily } from './family.test.fixture.ts'

let family: Family
let caseId = ''
beforeAll(async () => {
  family = await openFamily('2022-11-07')
})
afterAll(() => family.town.close())

const opening = (personId: string, more: object = {}) => ({
  id: uuidv7(),
  personId,
  trigger: 'secondaryContact',
  anchorDay: '2022-11-07',
  evidence,
  hasOwnSuite: true,
  guardian: null,
  ...more,
})
const get = async (who: Caller, id = caseId) => (await who.call('control.getControl', { caseId: id })).body
const waiting = async (who: Caller) =>
  (await who.call('approvals.listWaiting', {})).body.map(({ kind, subjectId }: { kind: string; subjectId: string }) => [kind, subjectId])

test('what a proposal comes to is read before it is proposed, and nothing is kept of the question', async () => {
  const { office, grid, foreign, guard, people, quarter } = family
  const asked = { personId: people.mother, trigger: 'secondaryContact', anchorDay: '2022-11-07', hasOwnSuite: false }
  expect((await grid.call('control.foreseeOpening', asked)).body).toEqual({
    track: expect.objectContaining({ zh: expect.any(String) }),
    measures: [{ measure: 'homeIsolation', name: expect.objectContaining({ zh: '居家隔离' }), from: '2022-11-08', to: '2022-11-14' }],
    tests: [
      { day: '2022-11-08', method: 'pcr' },
      { day: '2022-11-11', method: 'pcr' },
      { day: '2022-11-14', method: 'pcr' },
    ],
    recordsPerDay: 2,
    lastDay: '2022-11-14',
    releasableOn: '2022-11-15',
    mayPassGate: false,
    alongside: 2,
  })
  expect((await office.call('control.foreseeOpening', { ...asked, anchorDay: '2022-11-08' })).body.code).toBe('control.anchor_ahead')
  expect((await office.call('control.foreseeOpening', { ...asked, trigger: 'placeOfCase' })).body.code).toBe('control.unknown_track')
  expect([(await foreign.call('control.foreseeOpening', asked)).status, (await guard.call('control.foreseeOpening', asked)).status]).toEqual([404, 403])
  expect((await office.call('control.listControl', { areaId: quarter.community.id })).body.counts.waiting).toBe(0)
})

test('TRUST-01 whoever signs reads the days, the place and the paper it stands on; whoever signs nothing sees no more than before', async () => {
  const { office, station, people, quarter } = family
  caseId = (await office.call('control.openCase', opening(people.mother))).body.id
  expect(await waiting(station)).toEqual([['control.opening', caseId]])
  expect(await waiting(office)).toEqual([])
  const commander = family.town.as('streetCommander', quarter.street.path, { unit: '街道' })
  expect(await waiting(commander)).toEqual([['control.opening', caseId]])
  for (const signer of [station, commander])
    expect(await get(signer)).toMatchObject({
      isForeseen: true,
      measureName: { zh: '居家隔离' },
      from: '2022-11-08',
      lastDay: '2022-11-14',
      areaName: expect.stringContaining(quarter.compound.name),
      evidence: { reference: evidence.reference, issuedBy: evidence.issuedBy },
      may: { confirm: true, record: false, release: false },
    })
  expect((await get(commander)).name).not.toBe('沈小满')
  expect(await get(office)).toMatchObject({ evidence: { reference: '***007' }, may: { confirm: false } })
  await station.call('control.confirmOpening', { caseId })
  expect(await get(commander)).toMatchObject({ isForeseen: false, evidence: { reference: '***' } })
  expect(await waiting(station)).toEqual([])
})

test('a change waits on the list of those who may sign it, says what it comes to, and goes when it is answered or the case ends', async () => {
  const { office, station, grid } = family
  const change = { caseId, kind: 'lengthen', day: '2022-11-16', ground: 'clinicReport', evidence }
  const propose = async (more: object = {}) => (await grid.call('control.proposeChange', { ...change, id: uuidv7(), ...more })).body.change
  const first = await propose()
  expect(first).toMatchObject({ mayAgree: false, signatures: { have: 0, needed: 1 }, comesTo: { lastDay: '2022-11-16', releasableOn: '2022-11-17' } })
  expect(await waiting(station)).toEqual([['control.change', caseId]])
  expect((await get(station)).change).toMatchObject({ mayAgree: true, evidence: { reference: evidence.reference } })
  expect((await get(office)).change).toMatchObject({ mayAgree: false, evidence: { reference: '***007' } })
  await station.call('control.decideChange', { changeId: first.id, agrees: false })
  expect([await waiting(station), (await get(station)).lastDay]).toEqual([[], '2022-11-14'])
  expect((await propose({ kind: 'cancel', day: null, ground: 'openedInError' })).comesTo).toBeNull()
  const again = (await get(station)).change
  expect((await station.call('control.decideChange', { changeId: again.id, agrees: true })).body.state).toBe('cancelled')
  expect(await waiting(station)).toEqual([])
})

test('TRUST-01 an appeal that one found right waits on the list of the second one', async () => {
  const { office, station, people, homePath, town } = family
  caseId = (await office.call('control.openCase', opening(people.mother))).body.id
  await station.call('control.confirmOpening', { caseId })
  const appealId = uuidv7()
  const resident = town.as('resident', homePath, { personId: people.mother })
  await resident.call('control.appealCase', { id: appealId, caseId, text: null })
  const decide = (who: Caller, answer: string) => who.call('control.decideAppeal', { appealId, answer, reason: '核对无误' })
  await decide(office, 'corrected')
  expect([await waiting(station), await waiting(office)]).toEqual([[['control.appeal', appealId]], []])
  expect((await decide(station, 'corrected')).body.state).toBe('corrected')
  expect([await waiting(station), (await get(station)).state]).toEqual([[], 'cancelled'])
})

test('CTRL-12 what was proposed by rules that have gone meanwhile cannot be confirmed any more, only declined', async () => {
  const { office, station, people, town, quarter } = family
  caseId = (await office.call('control.openCase', opening(people.mother, { trigger: 'contact' }))).body.id
  await town.system((ctx) =>
    putInForce(ctx, {
      areaId: quarter.community.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-11-11',
      legalBasis: '通告',
      purpose: '防控',
      until: '2023-02-01',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
  expect(await get(station)).toMatchObject({ isOutdated: true, may: { confirm: false, decline: true } })
  expect((await station.call('control.confirmOpening', { caseId })).body.code).toBe('control.rules_changed')
  expect((await station.call('control.declineOpening', { caseId, reason: '按新版重新提出' })).body.state).toBe('declined')
  const again = (await office.call('control.openCase', opening(people.mother, { trigger: 'contact' }))).body
  expect((await station.call('control.confirmOpening', { caseId: again.id })).body).toMatchObject({ edition: '2022-11-11', lastDay: '2022-11-15' })
})
