// The embedded broker with a certificate: doors across the street, over wires others may listen to.
import { connectAsync } from 'mqtt'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulateDoor } from '../../doors-simulator.ts'
import { readConfig } from '../../platform/config.ts'
import { selfSigned } from './self-signed.fixture.ts'
import { openStreet, type Street } from './town.fixture.ts'

const dir = mkdtempSync(join(tmpdir(), 'xiaomen-tls-'))
const own = selfSigned('doors.example')
const another = selfSigned('another.example')
const file = (name: string, text: string) => {
  const path = join(dir, name)
  writeFileSync(path, text, { mode: 0o600 })
  return path
}
const TLS = { XIAOMEN_MQTT_TLS_CERT: file('cert.pem', own.cert), XIAOMEN_MQTT_TLS_KEY: file('key.pem', own.key) }
let street: Street
beforeAll(async () => {
  street = await openStreet({ XIAOMEN_MQTT_PORT: '0', ...TLS })
}, 120_000)
afterAll(async () => {
  await street?.close()
  rmSync(dir, { recursive: true, force: true })
})

test('GATE-02 over TLS a card opens by the server’s word, and the server reaches its own broker', async () => {
  const made = await street.credentials(await street.addDoor(street.areas.unit.id, '单元门'))
  const url = made.url.replace('mqtt:', 'mqtts:')
  await street.soon(async () => expect((await street.office.call('doors.listDoors')).body.broker).toMatchObject({ state: 'up', kind: 'embedded' }))
  const door = simulateDoor({ ...made, url, ca: own.cert })
  await door.connect()
  try {
    await street.soon(() => expect(door.state().version).not.toBeNull())
    await street.issue(await street.addPerson('王小门'), '04A1B2C3')
    expect(await door.readCard('04A1B2C3')).toEqual({ opened: true, by: 'server' })
  } finally {
    await door.leave()
  }
})

test('GATE-02 without TLS nobody is heard, and a controller that knows another certificate does not speak', async () => {
  const made = await street.credentials(await street.addDoor(street.areas.building.id, '楼门'))
  const join = (url: string, over: object) =>
    connectAsync(url, { clientId: made.deviceId, username: made.deviceId, password: made.password, reconnectPeriod: 0, connectTimeout: 3_000, ...over }, false)
  const url = made.url.replace('mqtt:', 'mqtts:')
  await expect(join(url, { ca: another.cert })).rejects.toThrow(/certificate/i)
  await expect(join(url, {})).rejects.toThrow(/self.signed/i)
  // Said in plain, the greeting of MQTT is no handshake: the broker hangs up.
  const said = await new Promise<Buffer>((resolve) => {
    const socket = connect(Number(new URL(made.url).port), '127.0.0.1', () => socket.write(Buffer.from('100c00044d515454040200050000', 'hex')))
    const heard: Buffer[] = []
    socket.on('data', (bytes: Buffer) => heard.push(bytes))
    socket.on('error', () => {})
    socket.on('close', () => resolve(Buffer.concat(heard)))
  })
  // At most an alert of TLS (21), never a CONNACK (0x20).
  expect([undefined, 21]).toContain(said[0])
  const client = await join(url, { ca: own.cert })
  await client.endAsync(true)
})

test('a certificate without its key, the key of another, and a broker elsewhere are told at the start', () => {
  const config = (over: Record<string, string>) => () => readConfig({ XIAOMEN_DATA: dir, ...over })
  expect(config({ XIAOMEN_MQTT_TLS_CERT: TLS.XIAOMEN_MQTT_TLS_CERT })).toThrow(/together/)
  expect(config({ ...TLS, XIAOMEN_MQTT_TLS_KEY: file('other.pem', another.key) })).toThrow(/its own key/)
  expect(config({ ...TLS, XIAOMEN_MQTT_TLS_CERT: join(dir, 'nowhere.pem') })).toThrow(/XIAOMEN_MQTT_TLS_CERT/)
  expect(config({ ...TLS, XIAOMEN_MQTT_URL: 'mqtts://broker.example' })).toThrow(/embedded/)
  expect(config(TLS)().mqtt.port).toBe(8883)
  expect(config({})().mqtt).toMatchObject({ port: 1883, tls: null })
})
