import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { findSource } from './repo/source.ts'
import { sign } from '../../platform/signed-call.ts'
import { numberOf, openStreet, type Street } from './street.test.fixture.ts'
import { match, takeIn } from './take-in.ts'

let street: Street
let secret = ''
const PATH = '/api/status.receive'
const event = (more: object = {}) => ({
  id: 'E-1',
  document: street.people[0]!.document,
  kind: 'codeRed',
  from: '2022-05-04T01:00:00Z',
  evidence: '市平台',
  ...more,
})
const nonce = () => uuidv7().replaceAll('-', '')

async function send(events: object[], change: { with?: string; at?: Date; headers?: Record<string, string>; nonce?: string; sent?: string } = {}) {
  const body = JSON.stringify({ events })
  const timestamp = String(Math.floor((change.at ?? street.town.clock.now).getTime() / 1000))
  const call = { method: 'POST', path: PATH, timestamp, nonce: change.nonce ?? nonce(), body: Buffer.from(body) }
  const reply = await street.town.app.http.inject({
    method: 'POST',
    url: PATH,
    headers: {
      'content-type': 'application/json',
      'x-xiaomen-source': street.sourceId,
      'x-xiaomen-timestamp': timestamp,
      'x-xiaomen-nonce': call.nonce,
      'x-xiaomen-signature': sign(change.with ?? secret, call),
      ...change.headers,
    },
    payload: change.sent ?? body,
  })
  return { status: reply.statusCode, body: reply.json() as Record<string, unknown> }
}

/** Asked for by one office, agreed to by another, made for whoever asked. */
const newSecret = async (): Promise<string> => {
  const ask = () => street.office.call('status.issueSecret', { sourceId: street.sourceId })
  expect((await ask()).body).toEqual({ sourceId: street.sourceId, secret: null })
  expect((await street.station.call('status.agreeSource', { sourceId: street.sourceId, what: 'secret' })).status).toBe(200)
  return (await ask()).body.secret
}
beforeAll(async () => {
  street = await openStreet()
  secret = await newSecret()
})
afterAll(() => street.town.close())

test('GATE-04 the vector of docs/status-api.md', () => {
  const body = Buffer.from('{"events":[{"id":"E-1","document":"990101198003070017","kind":"codeYellow","from":"2022-05-04T08:00:00+08:00"}]}')
  expect(sign('example-secret', { method: 'POST', path: PATH, timestamp: '1651622400', nonce: '0123456789abcdef', body })).toBe(VECTOR)
})
const VECTOR = 'v1=073e8c192607313bacdd68d5bf2755aa2664d2134ca894f12c217ce074ca0456'

test('GATE-04 a signed event is taken once: again it is known, with other content refused, and it holds at the gate', async () => {
  expect(await send([event()])).toEqual({ status: 200, body: { taken: 1, known: 0, aside: 0, refused: [] } })
  expect((await send([event()])).body).toMatchObject({ taken: 0, known: 1 })
  expect((await send([event({ kind: 'codeYellow' })])).body).toMatchObject({ taken: 0, refused: [{ id: 'E-1', problem: 'other_content' }] })
  expect((await send([event({ id: 'E-2', document: numberOf(500) })])).body).toMatchObject({ taken: 0, aside: 1 })
  await street.town.drain()
  const [standing] = (await street.office.call('status.listStandings', { areaId: street.community.id })).body
  expect(standing).toMatchObject({ verdict: 'red', isAutomatic: true })
})
test('GATE-04 what one call tells twice of the same matter leaves the latest standing, in whatever order it comes', async () => {
  const document = street.people[1]!.document
  const told = [
    event({ id: 'T-1', document, kind: 'codeRed', from: '2022-05-04T02:00:00Z' }),
    event({ id: 'T-2', document, kind: 'codeYellow', from: '2022-05-04T01:00:00Z' }),
  ]
  expect((await send(told)).body).toMatchObject({ taken: 2 })
  await street.town.drain()
  const standings = (await street.office.call('status.listStandings', { areaId: street.community.id })).body
  expect(standings.find((one: { personId: string }) => one.personId === street.people[1]!.id)).toMatchObject({ verdict: 'red' })
})
test.runIf(process.env['TEST_DATABASE_URL'])(
  'GATE-04 of two signals about somebody that come into force in the same moment the stricter one reaches the gate',
  async () => {
    const document = street.people[2]!.document
    const proposed = {
      id: uuidv7(),
      personId: street.people[2]!.id,
      sourceId: street.sourceId,
      kind: 'codeRed',
      from: '2022-05-04',
      until: null,
      evidence: '电话',
    }
    expect((await street.office.call('status.proposeSignal', proposed)).status).toBe(200)
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const first = street.town.system(async (ctx) => {
      const source = (await findSource(ctx, street.sourceId))!
      const told = [{ eventId: 'S-1', row: null, document, kind: 'clinicVisit' as const, from: street.town.clock.now, until: null, evidence: null }]
      const place = { communityId: street.community.id, path: street.community.path }
      await takeIn(ctx, { source, way: 'api', by: null, place }, await match(ctx, source, street.community.path, told))
      begin()
      await released
    })
    await begun
    const second = street.station.call('status.confirmSignal', { signalId: proposed.id })
    const waiting = () =>
      street.town.db.queryAsOwner<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      )
    await expect.poll(async () => (await waiting())[0]!.n).toBeGreaterThan(0)
    release()
    await first
    expect((await second).body).toMatchObject({ state: 'inForce' })
    await street.town.drain()
    const asked = { gateId: street.gateId, means: { kind: 'document', value: document }, direction: 'in', temperatureC: 36.5 }
    expect((await street.guard.call('gate.lookUp', asked)).body.candidates[0].status).toMatchObject({ verdict: 'red' })
  },
)
test('GATE-04 a wrong signature, changed bytes, another source or no header is one and the same answer', async () => {
  const wrong = { status: 401, body: { code: 'status.unsigned' } }
  expect(await send([event({ id: 'E-3' })], { with: 'guessed' })).toEqual(wrong)
  expect(await send([event({ id: 'E-3' })], { sent: JSON.stringify({ events: [event({ id: 'E-4' })] }) })).toEqual(wrong)
  expect(await send([event({ id: 'E-3' })], { headers: { 'x-xiaomen-source': uuidv7() } })).toEqual(wrong)
  expect(await send([event({ id: 'E-3' })], { headers: { 'x-xiaomen-signature': '' } })).toEqual(wrong)
})
test('GATE-04 an old call and a call heard before are refused', async () => {
  const minutes = (n: number) => new Date(street.town.clock.now.getTime() + n * 60_000)
  expect((await send([event({ id: 'E-5' })], { at: minutes(-6) })).body['code']).toBe('status.stale')
  expect((await send([event({ id: 'E-5' })], { at: minutes(6) })).body['code']).toBe('status.stale')
  const one = nonce()
  expect((await send([event({ id: 'E-6' })], { nonce: one })).status).toBe(200)
  expect((await send([event({ id: 'E-6' })], { nonce: one })).body['code']).toBe('status.replayed')
})
test('GATE-04 a new secret ends the old one; a source that is off is not heard; too many calls wait', async () => {
  const old = secret
  secret = await newSecret()
  expect((await send([event({ id: 'E-7' })], { with: old })).body['code']).toBe('status.unsigned')
  await street.office.call('status.setSourceActive', { sourceId: street.sourceId, isActive: false })
  expect((await send([event({ id: 'E-7' })])).body['code']).toBe('status.source_inactive')
  await street.office.call('status.setSourceActive', { sourceId: street.sourceId, isActive: true })
  expect((await send([event({ id: 'E-8' }), event({ id: 'E-8' })])).body).toMatchObject({ code: 'status.event_twice' })
  let last = 200
  for (let n = 0; n < 61; n += 1) last = (await send([event()])).status
  expect(last).toBe(429)
})
