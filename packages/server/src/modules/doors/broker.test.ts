import { connectAsync, type MqttClient } from 'mqtt'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simulateDoor } from '../../doors-simulator.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { packList } from './list.ts'
import { mqttAdapter } from './mqtt/mqtt-adapter.ts'
import { insertCard } from './repo/cards.ts'
import { openStreet, type Street } from './town.fixture.ts'
import { downTopic, readUp, upTopic } from './wire.ts'

let street: Street
beforeAll(async () => {
  street = await openStreet()
}, 60_000)
afterAll(() => street.close())
const brokerState = async () => (await street.office.call('doors.listDoors')).body.broker

describe('who may speak to whom', () => {
  let one: Awaited<ReturnType<Street['credentials']>>
  let other: Awaited<ReturnType<Street['credentials']>>
  const raw: MqttClient[] = []
  const join = async ({ url, deviceId, password }: typeof one, over: object = {}) => {
    const client = await connectAsync(
      url,
      { clientId: deviceId, username: deviceId, password, protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 3_000, ...over },
      false,
    )
    client.on('error', () => {})
    raw.push(client)
    return client
  }
  beforeAll(async () => {
    one = await street.credentials(await street.addDoor(street.areas.unit.id, '甲门'))
    other = await street.credentials(await street.addDoor(street.areas.building.id, '乙门'))
  })
  afterAll(async () => {
    await Promise.all(raw.map((client) => client.endAsync(true)))
  })

  test('GATE-02 wrong credentials, those of another, and none at all are refused', async () => {
    await expect(join(one, { password: 'guessed' })).rejects.toThrow(/Bad username or password|Not authorized|refused/i)
    await expect(join(one, { password: other.password })).rejects.toThrow()
    await expect(join(one, { clientId: other.deviceId })).rejects.toThrow()
    await expect(join(one, { username: undefined, password: undefined })).rejects.toThrow()
    await expect(join(one, { username: 'xiaomen-server', password: '' })).rejects.toThrow()
  })

  test('GATE-02 a controller hears its own topics and nobody else’s, whatever it asks for', async () => {
    const client = await join(one)
    const granted = async (topic: string) => (await client.subscribeAsync(topic, { qos: 1 }).catch(() => [{ qos: 128 }]))[0]?.qos
    expect(await granted(downTopic(one.deviceId, 'command'))).toBe(1)
    for (const topic of [
      downTopic(other.deviceId, 'command'),
      '#',
      'xiaomen/1/+/down/command',
      `xiaomen/1/${one.deviceId}/#`,
      '$SYS/#',
      upTopic(one.deviceId, 'event'),
    ])
      expect(await granted(topic), topic).toBe(128)
  })

  test('GATE-02 what is said in another’s name, or too long, ends the connection and reaches nobody', async () => {
    for (const [topic, payload] of [
      [upTopic(other.deviceId, 'state'), JSON.stringify({ v: 1, online: true })],
      [downTopic(other.deviceId, 'command'), '{}'],
      [upTopic(one.deviceId, 'event'), 'x'.repeat(1025)],
    ] as const) {
      const client = await join(one)
      const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
      void client.publishAsync(topic, payload, { qos: 1 }).catch(() => {})
      await closed
    }
    const { doors } = (await street.office.call('doors.listDoors')).body
    expect(doors.find((door: { name: string }) => door.name === '乙门').device).toMatchObject({ isOnline: false, seenAt: null })
  })

  test('GATE-02 credentials that were taken back are good for nothing from that moment', async () => {
    const doorId = await street.addDoor(street.areas.compound.id, '丙门')
    const old = await street.credentials(doorId)
    const client = await join(old)
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
    await street.credentials(doorId)
    await closed
    await expect(join(old)).rejects.toThrow()
    const kept = await street.town.db.queryAsOwner<{ text: string }>('select row_to_json(d)::text as text from doors.device d')
    expect(kept.map(({ text }) => text).join()).not.toContain(old.password)
  })

  test('what is no message of ours is dropped', () => {
    const up = (kind: string, text: string) => readUp(kind, Buffer.from(text))
    expect(up('state', '{"v":1,"online":true}')).toEqual({ kind: 'state', message: { v: 1, online: true } })
    for (const [kind, text] of [
      ['state', '{"v":2,"online":true}'],
      ['state', '{'],
      ['state', ''],
      ['toString', '{}'],
      ['event', '{"v":1,"n":0,"at":1,"kind":"read"}'],
      ['event', `{"v":1,"n":1,"at":1,"kind":"read","card":"${'a'.repeat(17)}"}`],
    ] as const)
      expect(up(kind, text), text).toBeNull()
  })
})

test('GATE-02 five thousand cards reach a door in messages of at most a kilobyte, and one more is a message of one', async () => {
  const home = street.home
  await street.town.system(async (ctx) => {
    for (let number = 0; number < 5_000; number += 1) {
      const id = uuidv7()
      await insertCard(ctx, {
        community_id: street.areas.community.communityId ?? street.areas.community.id,
        id,
        area_path: home.path,
        holder: 'resident',
        person_id: uuidv7(),
        first_person_id: null,
        home_id: home.id,
        sealed_worker: null,
        sealed_number: Buffer.from('x'),
        number_index: Buffer.from(number.toString(16).padStart(16, '0'), 'hex'),
        list_hash: number.toString(16).padStart(16, '0'),
        state: 'active',
        issued_at: ctx.now,
        valid_until: null,
        ended_at: null,
        ended_why: null,
        replaced_by: null,
      })
    }
  })
  const door = await street.hang(await street.addDoor(street.areas.unit.id, '丁门'))
  await street.soon(() => expect(door.state().list.size).toBe(5_000), 30_000)
  const before = door.state().version
  await street.issue(await street.addPerson('周一'), '0400000001')
  await street.soon(() => expect(door.state().list.size).toBe(5_001), 10_000)
  expect(door.state().version).not.toBe(before)
  expect(packList(door.state().list).length).toBe(5_001 * 12)
}, 90_000)

test('GATE-02 with its broker away the server stays up and says so; a silent broker is started again on the same port', async () => {
  const errors: string[] = []
  const adapter = mqttAdapter({
    url: null,
    host: '127.0.0.1',
    port: 0,
    tls: null,
    pingMs: 100,
    log: { info: () => {}, error: (_, message) => errors.push(message) },
    hears: { isAllowed: async () => false, heard: () => {} },
  })
  await adapter.start()
  const is = (state: string) => expect.poll(() => adapter.state().state, { timeout: 5_000 }).toBe(state)
  await is('up')
  const { port } = adapter.state()
  await adapter.breakBroker()
  await is('down')
  expect(await adapter.send(uuidv7(), { kind: 'receipt', message: { v: 1, n: 1 } })).toBe(false)
  await is('up')
  expect(adapter.state().port).toBe(port)
  expect(errors.join()).toContain('away')
  await adapter.stop()
  expect(adapter.state().state).toBe('none')
})

test('a port that is taken is told and tried again until it is free', async () => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => squatter.once('listening', resolve))
  const { port } = squatter.address() as { port: number }
  const errors: string[] = []
  const log = { info: () => {}, error: (_: object, message: string) => errors.push(message) }
  const adapter = mqttAdapter({ url: null, host: '127.0.0.1', port, tls: null, pingMs: 100, log, hears: { isAllowed: async () => false, heard: () => {} } })
  await adapter.start()
  expect(adapter.state()).toMatchObject({ state: 'down' })
  expect(errors[0]).toContain('cannot listen')
  await new Promise((resolve) => squatter.close(resolve))
  await expect.poll(() => adapter.state().state, { timeout: 5_000 }).toBe('up')
  await adapter.stop()
})

const MOSQUITTO = { broker: 'mosquitto', passwords: 'mosquitto_passwd' }
const hasMosquitto = (() => {
  try {
    execFileSync(MOSQUITTO.passwords, ['-h'], { stdio: 'ignore' })
    return true
  } catch (error) {
    // It answers its help with an exit code; only "no such program" means that it is not here.
    return (error as { code?: string }).code !== 'ENOENT'
  }
})()
test.runIf(hasMosquitto)(
  'GATE-02 with Mosquitto in place of our own broker a card opens and a lost one does not (needs mosquitto on the path)',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'xiaomen-mosquitto-'))
    const probe = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => probe.once('listening', resolve))
    const { port } = probe.address() as { port: number }
    await new Promise((resolve) => probe.close(resolve))
    const passwords = join(dir, 'passwords')
    const account = (name: string, password: string) => execFileSync(MOSQUITTO.passwords, ['-b', passwords, name, password], { stdio: 'ignore' })
    writeFileSync(passwords, '', { mode: 0o600 })
    account('xiaomen', 'server-secret')
    // As docs/doors.md says.
    const acl = 'user xiaomen\ntopic readwrite xiaomen/1/#\n\npattern write xiaomen/1/%u/up/+\npattern read xiaomen/1/%u/down/+\n'
    writeFileSync(join(dir, 'acl'), acl, { mode: 0o600 })
    const user = process.getuid?.() === 0 ? 'user root\n' : ''
    writeFileSync(join(dir, 'conf'), `listener ${port} 127.0.0.1\n${user}allow_anonymous false\npassword_file ${passwords}\nacl_file ${join(dir, 'acl')}\n`)
    const mosquitto = spawn(MOSQUITTO.broker, ['-c', join(dir, 'conf')], { stdio: 'ignore' })
    const own = await openStreet({ XIAOMEN_MQTT_URL: `mqtt://xiaomen:server-secret@127.0.0.1:${port}` })
    try {
      await own.soon(async () => expect((await own.office.call('doors.listDoors')).body.broker).toEqual({ state: 'up', kind: 'configured', port: null }))
      const credentials = await own.credentials(await own.addDoor(own.areas.unit.id, '单元门'))
      account(credentials.deviceId, credentials.password)
      mosquitto.kill('SIGHUP')
      const door = simulateDoor({ ...credentials, url: `mqtt://127.0.0.1:${port}` })
      await expect
        .poll(
          () =>
            door.connect().then(
              () => true,
              () => false,
            ),
          { timeout: 8_000 },
        )
        .toBe(true)
      await own.soon(() => expect(door.state().version).not.toBeNull())
      const cardId = await own.issue(await own.addPerson('王小门'), '04A1B2C3')
      expect(await door.readCard('04A1B2C3')).toEqual({ opened: true, by: 'server' })
      expect((await own.office.call('doors.reportLost', { cardId })).status).toBe(200)
      await own.soon(() => expect(door.state().list.size).toBe(0))
      await door.pull()
      await own.soon(async () => expect((await own.office.call('doors.listAlarms')).body.map(({ kind }: { kind: string }) => kind)).toEqual(['offline']))
    } finally {
      await own.close()
      mosquitto.kill()
      rmSync(dir, { recursive: true, force: true })
    }
  },
  60_000,
)

test('the page says how the doors are reached', async () => {
  expect(await brokerState()).toMatchObject({ state: 'up', kind: 'embedded', port: expect.any(Number) })
})
