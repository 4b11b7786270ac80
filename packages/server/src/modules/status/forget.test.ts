// What the office knew of people's colours is forgotten when it is over, and not before.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { forgetPast, lookAgain, morning } from './jobs.ts'
import { openStreet, type Street } from './street.test.fixture.ts'

let street: Street
const DAY_MS = 86_400_000
const later = (days: number) => {
  street.town.clock.now = new Date(street.town.clock.now.getTime() + days * DAY_MS)
}
const TABLES = ['signal', 'change', 'correction', 'unmatched', 'digest'] as const
const left = async () =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => [table, Number((await street.town.db.queryAsOwner<{ n: string }>(`select count(*) as n from status.${table}`))[0]!.n)]),
    ),
  )

/** By hand, with the second person. */
async function signal(person: number, kind: string): Promise<string> {
  const id = uuidv7()
  const said = {
    id,
    personId: street.people[person]!.id,
    sourceId: street.sourceId,
    kind,
    from: localDay(street.town.clock.now),
    until: null,
    evidence: '演练',
  }
  const proposed = await street.office.call('status.proposeSignal', said)
  expect([proposed.status, proposed.body.code, proposed.body.details]).toEqual([200, undefined, undefined])
  expect(await street.station.call('status.confirmSignal', { signalId: id })).toMatchObject({ status: 200 })
  await street.town.drain()
  return id
}

beforeAll(async () => {
  street = await openStreet()
})
afterAll(() => street.town.close())

test('GATE-12 a signal that was withdrawn, who changed and the mornings are gone a month later; what a colour rests on stays', async () => {
  const withdrawn = await signal(0, 'codeYellow')
  await morning(street.town.app.services)
  const third = street.town.as('streetCommander', street.community.path, { unit: '街道' })
  expect(await third.call('status.withdrawSignal', { signalId: withdrawn, reason: '录错人' })).toMatchObject({ status: 200 })
  await street.town.drain()
  later(20)
  const running = await signal(1, 'codeRed')
  later(12)
  await forgetPast(street.town.app.services)
  const rows = await street.town.db.queryAsOwner<{ id: string }>('select id from status.signal')
  expect(rows.map(({ id }) => id)).toEqual([running])
  // Of the newer one it is still known who changed, and when.
  expect(await left()).toMatchObject({ signal: 1, change: 1, digest: 1 })
})

test('a signal that ran out by itself goes when no pack could still count it', async () => {
  expect(await left()).toMatchObject({ signal: 1 })
  later(100)
  await lookAgain(street.town.app.services)
  await forgetPast(street.town.app.services)
  expect(await left()).toEqual({ signal: 0, change: expect.any(Number), correction: 0, unmatched: 0, digest: expect.any(Number) })
})
