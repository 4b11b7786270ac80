import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { putInForce } from '../posture/index.ts'
import { nightly } from './index.ts'
import { evidence, type Family, noon, openFamily } from './family.test.fixture.ts'

let family: Family
const cases = { contact: '', secondary: '' }
const at = (day: string, clock = '12:00'): void => {
  family.town.clock.now = new Date(`${day}T${clock}:00+08:00`)
}
const night = async (day: string): Promise<void> => {
  at(day, '00:05')
  await nightly(family.town.app.services)
  at(day)
}
async function open(personId: string, trigger: string): Promise<string> {
  const opened = await family.office.call('control.openCase', {
    id: uuidv7(),
    personId,
    trigger,
    anchorDay: '2022-11-07',
    evidence,
    hasOwnSuite: true,
    guardian: null,
  })
  expect((await family.station.call('control.confirmOpening', { caseId: opened.body.id })).status).toBe(200)
  return opened.body.id
}
const tested = async (caseId: string, day: string): Promise<void> => {
  const test1 = { id: uuidv7(), caseId, at: noon(day).toISOString(), method: 'pcr', result: 'negative', ct: null, reference: `检-${day}` }
  expect((await family.office.call('control.recordTest', test1)).status).toBe(200)
}
const get = async (caseId: string) => (await family.office.call('control.getControl', { caseId })).body
async function preview(edition = '2022-11-11') {
  const { body } = await family.office.call('control.previewEdition', { id: uuidv7(), areaId: family.quarter.community.id, packId: 'covid-19', edition })
  await family.town.drain()
  return run(body.id)
}
const run = async (runId: string, who: Caller = family.office) => (await who.call('control.getEditionRun', { runId, limit: 50 })).body
const order = (edition: string, until = '2023-02-01') =>
  family.town.system((ctx) =>
    putInForce(ctx, {
      areaId: family.quarter.community.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition,
      legalBasis: '通告',
      purpose: '防控',
      until,
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )

beforeAll(async () => {
  family = await openFamily('2022-11-07')
  await order('2022-06-28')
  cases.contact = await open(family.people.mother, 'contact')
  cases.secondary = await open(family.people.neighbour, 'secondaryContact')
  for (const day of ['2022-11-08', '2022-11-09', '2022-11-10']) {
    await night(day)
    await tested(cases.contact, day)
  }
  await night('2022-11-11')
})
afterAll(() => family.town.close())

test('CTRL-12 what a new edition makes of each open case is seen before anything is changed', async () => {
  const seen = await preview()
  expect(seen).toMatchObject({ state: 'previewed', counts: { released: 1, shortened: 1, changed: 0, unchanged: 0 }, previewedFor: '2022-11-11' })
  expect(seen.lines).toMatchObject([
    { caseId: cases.secondary, effect: 'released', lastDayBefore: '2022-11-14', lastDayAfter: '2022-11-10', stateAfter: 'dueForRelease', isApplied: false },
    { caseId: cases.contact, effect: 'shortened', lastDayBefore: '2022-11-17', lastDayAfter: '2022-11-15', name: '沈小满' },
  ])
  expect(await get(cases.contact)).toMatchObject({ edition: '2022-06-28', lastDay: '2022-11-17' })
  expect((await run(seen.id, family.foreign)).code).toBe('request.not_found')
})

test('CTRL-12 it follows an order, on the day it was looked at, and takes a second person of another unit', async () => {
  const seen = await preview()
  const { office, station } = family
  expect((await office.call('control.proposeEdition', { runId: seen.id })).body.code).toBe('control.edition_not_in_force')
  await order('2022-11-11')
  at('2022-11-12', '00:01')
  expect((await office.call('control.proposeEdition', { runId: seen.id })).body.code).toBe('control.edition_of_yesterday')
  at('2022-11-11')
  const { body: proposed } = await office.call('control.proposeEdition', { runId: seen.id })
  expect(proposed).toMatchObject({ state: 'proposed', waiting: { people: 2, needed: 1 } })
  const sign = (who: Caller) => who.call('control.signEdition', { runId: seen.id, actId: proposed.waiting.id })
  expect((await sign(office)).body).toEqual({ code: 'control.same_unit', details: { reason: 'same_person' } })
  expect((await sign(station)).body.state).toBe('applying')
  await family.town.drain()
  expect(await run(seen.id)).toMatchObject({ state: 'applied', left: 0, progress: { done: 2 }, lines: [{ isApplied: true }, { isApplied: true }] })

  const contact = await get(cases.contact)
  expect(contact).toMatchObject({ edition: '2022-11-11', lastDay: '2022-11-15', state: 'active' })
  // Both editions stay readable in the case, and the days served are as they were.
  expect(contact.facts.map(({ kind, edition }: { kind: string; edition: string | null }) => (edition === null ? kind : `${kind} ${edition}`))).toEqual(
    expect.arrayContaining(['opened 2022-06-28', 'edition 2022-11-11']),
  )
  expect(contact.days.slice(0, 4).map((day: { measure: string }) => day.measure)).toEqual(Array(4).fill('centralIsolation'))
  // Its track is gone; it is still called by its name, and nobody is kept under it.
  expect(await get(cases.secondary)).toMatchObject({ state: 'dueForRelease', track: { zh: '密接的密接' } })
  // Whose release is due by it, somebody is told.
  const { body: mine } = await office.call('tasks.listMine', {})
  expect(mine.tasks.map(({ title }: { title: string }) => title)).toContain('可以解除管控')
  // Nothing is left to follow it.
  expect((await preview()).counts).toEqual({ released: 0, shortened: 0, changed: 0, unchanged: 0 })
})

test('CTRL-12 within a day it is taken back, and all is as it was; what was released meanwhile stays released', async () => {
  const { office, station } = family
  const { body: runs } = await office.call('control.listEditionRuns', {})
  const applied = runs.find(({ state }: { state: string }) => state === 'applied')
  expect((await office.call('control.releaseCase', { caseId: cases.secondary })).body.state).toBe('released')
  at('2022-11-12', '12:01')
  expect((await office.call('control.undoEdition', { runId: applied.id, reason: '通告撤回' })).body.code).toBe('control.edition_too_late')
  at('2022-11-12', '11:00')
  const { body: asked } = await office.call('control.undoEdition', { runId: applied.id, reason: '通告撤回' })
  await station.call('control.signEdition', { runId: applied.id, actId: asked.waiting.id })
  await family.town.drain()
  expect(await run(applied.id)).toMatchObject({ state: 'undone', undoReason: '通告撤回', left: 1 })
  expect(await get(cases.contact)).toMatchObject({ edition: '2022-06-28', lastDay: '2022-11-17' })
  expect((await get(cases.secondary)).state).toBe('released')
})
