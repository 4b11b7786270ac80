// A laboratory's own system reports by itself: two offices agree to it, each call is signed, of the last minutes, and heard once.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { sign } from '../../platform/signed-call.ts'
import { type LabTown, ok, openLabTown, refused } from './lab.test.fixture.ts'

let t: LabTown
let channelId = ''
let secret = ''
const PATH = '/api/lab.receive'
beforeAll(async () => {
  t = await openLabTown(4)
}, 90_000)
afterAll(() => t.town.close())

async function send(results: object[], change: { with?: string; at?: Date; nonce?: string; sent?: string } = {}) {
  const body = JSON.stringify({ results })
  const timestamp = String(Math.floor((change.at ?? t.town.clock.now).getTime() / 1000))
  const call = { method: 'POST', path: PATH, timestamp, nonce: change.nonce ?? uuidv7().replaceAll('-', ''), body: Buffer.from(body) }
  const reply = await t.town.app.http.inject({
    method: 'POST',
    url: PATH,
    headers: {
      'content-type': 'application/json',
      'x-xiaomen-source': channelId,
      'x-xiaomen-timestamp': timestamp,
      'x-xiaomen-nonce': call.nonce,
      'x-xiaomen-signature': sign(change.with ?? secret, call),
    },
    payload: change.sent ?? body,
  })
  await t.town.drain()
  return { status: reply.statusCode, body: reply.json() as Record<string, unknown> }
}

test('TEST-02 an interface is asked for by one office, agreed to by another, and its secret is shown once', async () => {
  const second = t.town.as('streetCommander', t.quarter.street.path, { unit: '卫健办' })
  const same = t.town.as('streetCommander', t.quarter.street.path, { unit: '街道办' })
  channelId = uuidv7()
  const asked = { id: channelId, areaId: t.quarter.street.id, name: '检测所系统' }
  expect(await ok(t.street, 'lab.addChannel', asked)).toMatchObject({ state: 'asked', mayAgree: false, mayTake: false })
  expect(await ok(t.street, 'lab.addChannel', asked)).toMatchObject({ state: 'asked' })
  expect((await send([{ tube: t.tube(1), verdict: 'negative' }], { with: 'x' })).body).toEqual({ code: 'lab.unsigned' })
  expect(await refused(t.street, 'lab.takeSecret', { channelId })).toBe('lab.channel_state')
  for (const one of [t.street, same]) expect(await refused(one, 'lab.agreeChannel', { channelId })).toBe('lab.same_unit')
  expect(await ok(second, 'lab.agreeChannel', { channelId })).toMatchObject({ state: 'agreed' })
  expect(await refused(second, 'lab.takeSecret', { channelId })).toBe('lab.channel_state')
  ;({ secret } = await ok(t.street, 'lab.takeSecret', { channelId }))
  expect(await refused(t.street, 'lab.takeSecret', { channelId })).toBe('lab.channel_state')
  expect(JSON.stringify(await ok(t.street, 'lab.listChannels'))).not.toContain(secret)
})

test('TEST-02 signed results are taken tube by tube; a positive waits for somebody of the laboratory', async () => {
  await t.bring(1, 1, [0, 1])
  await t.bring(2, 2, [2])
  const results = [
    { tube: t.tube(1), verdict: 'negative' },
    { tube: t.tube(2), verdict: 'positive', ct: 31 },
    { tube: t.tube(2), verdict: 'negative' },
    { tube: t.tube(3), verdict: 'negative' },
    { tube: '6901234567892', verdict: 'negative' },
  ]
  expect(await send(results)).toEqual({
    status: 200,
    body: {
      ends: { counts: 1, waits: 1, unmatched: 1 },
      refused: [
        { tube: t.tube(2), problem: 'twice' },
        { tube: '6901234567892', problem: 'label_unreadable' },
      ],
    },
  })
  expect((await ok(t.lab[0], 'lab.getDesk')).toConfirm).toMatchObject([{ code: t.tube(2), by: '检测所系统', isOwn: false }])
  expect(await t.agree(2, t.lab[0])).toBe('positive')
  expect((await send([{ tube: t.tube(1), verdict: 'positive' }])).body).toEqual({ ends: {}, refused: [{ tube: t.tube(1), problem: 'result_stands' }] })
})

test('TEST-02 a call that was heard, is old, was changed, or comes after the end is refused, and nothing of it is kept', async () => {
  const nonce = uuidv7().replaceAll('-', '')
  const one = [{ tube: t.tube(7), verdict: 'negative' }]
  expect((await send(one, { nonce })).status).toBe(200)
  expect((await send(one, { nonce })).body).toEqual({ code: 'lab.replayed' })
  expect((await send(one, { at: new Date(t.town.clock.now.getTime() - 6 * 60_000) })).body).toMatchObject({ code: 'lab.stale' })
  expect((await send(one, { sent: JSON.stringify({ results: [{ tube: t.tube(7), verdict: 'positive' }] }) })).body).toEqual({ code: 'lab.unsigned' })
  expect(await ok(t.street, 'lab.endChannel', { channelId })).toMatchObject({ state: 'ended' })
  expect((await send(one)).body).toEqual({ code: 'lab.unsigned' })
  expect((await ok(t.lab[0], 'lab.getDesk')).unmatched.map(({ code }: { code: string }) => code)).toEqual([t.tube(3), t.tube(7)])
})

test('the vector of docs/lab-api.md is what the server takes', () => {
  const doc = readFileSync(new URL('../../../../../docs/lab-api.md', import.meta.url), 'utf8')
  const body = Buffer.from(/^\{"results".*\}$/m.exec(doc)![0])
  const call = { method: 'POST', path: '/api/lab.receive', timestamp: '1657440000', nonce: '0123456789abcdef', body }
  expect(doc).toContain(sign('example-secret', call))
})
