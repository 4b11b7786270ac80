import { mkdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import { type Drill, readDrill } from './drill.ts'
import { readWebhookHosts, type WebhookHost } from './webhook.ts'

/** Everything the environment decides. Read once at start; a wrong value ends the process with a sentence. */
export type Config = {
  host: string
  port: number
  /** Folder of the embedded database, the keys, uploads and imports. */
  dataDir: string
  /** PostgreSQL address, or null for the embedded database inside `dataDir`. */
  databaseUrl: string | null
  /** What posters and cards print as the address; null: what the request came by. */
  publicUrl: string | null
  /** A gateway for text messages, or null: see sms.ts. */
  sms: { url: string; token: string | null } | null
  /** Where webhooks may go: see webhook.ts. */
  webhookHosts: readonly WebhookHost[]
  /** Door controllers. `url`: a broker elsewhere; else our own on `port`, once a door has a controller or at once when the port was named. */
  mqtt: { url: string | null; host: string | null; port: number | null; isPortNamed: boolean; tls: Tls | null }
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Behind one reverse proxy: believe the address and protocol it adds, and nothing that was there before it. */
  isBehindProxy: boolean
  /** The data folder is a drill's copy; null: the real thing. A mark in the folder says so, not the environment. */
  drill: Drill | null
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const

/** @throws Error with the variable's name and what it should be. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const port = Number(env['XIAOMEN_PORT'] ?? '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('XIAOMEN_PORT must be a port number from 0 to 65535.')
  const logLevel = LOG_LEVELS.find((level) => level === (env['XIAOMEN_LOG'] ?? 'info'))
  if (logLevel === undefined) throw new Error(`XIAOMEN_LOG must be one of ${LOG_LEVELS.join(', ')}.`)
  const databaseUrl = env['DATABASE_URL'] ?? null
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error('DATABASE_URL must begin with postgres:// or postgresql://.')
  const publicUrl = env['XIAOMEN_PUBLIC_URL']?.replace(/\/+$/, '') ?? null
  if (publicUrl !== null && !/^https?:\/\//.test(publicUrl)) throw new Error('XIAOMEN_PUBLIC_URL must begin with http:// or https://.')
  const smsUrl = env['XIAOMEN_SMS_URL'] ?? null
  if (smsUrl !== null && !/^https?:\/\//.test(smsUrl)) throw new Error('XIAOMEN_SMS_URL must begin with http:// or https://.')
  const sms = smsUrl === null ? null : { url: smsUrl, token: env['XIAOMEN_SMS_TOKEN'] ?? null }
  const webhookHosts = readWebhookHosts(env['XIAOMEN_WEBHOOK_HOSTS'] ?? 'qyapi.weixin.qq.com,oapi.dingtalk.com')
  const mqtt = readMqtt(env)
  const dataDir = resolve(env['XIAOMEN_DATA'] ?? '.data')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return {
    host: env['XIAOMEN_HOST'] ?? '127.0.0.1',
    port,
    dataDir,
    databaseUrl,
    publicUrl,
    sms,
    webhookHosts,
    mqtt,
    logLevel,
    isBehindProxy: env['XIAOMEN_BEHIND_PROXY'] === '1',
    drill: readDrill(dataDir),
  }
}

/** Certificate (with its chain) and its key, both PEM. */
export type Tls = { cert: Buffer; key: Buffer }

const MQTT_PORT = 1883
const MQTT_TLS_PORT = 8883
function readMqtt(env: Record<string, string | undefined>): Config['mqtt'] {
  const url = env['XIAOMEN_MQTT_URL'] ?? null
  if (url !== null && !/^mqtts?:\/\//.test(url)) throw new Error('XIAOMEN_MQTT_URL must begin with mqtt:// or mqtts://.')
  const tls = readTls(env)
  if (url !== null && tls !== null) throw new Error('XIAOMEN_MQTT_TLS_CERT is for the embedded broker: with XIAOMEN_MQTT_URL the broker there has its own.')
  const named = env['XIAOMEN_MQTT_PORT']
  const port = named === 'off' ? null : Number(named ?? (tls === null ? MQTT_PORT : MQTT_TLS_PORT))
  if (port !== null && (!Number.isInteger(port) || port < 0 || port > 65_535))
    throw new Error('XIAOMEN_MQTT_PORT must be a port number from 0 to 65535, or off.')
  return { url, host: env['XIAOMEN_MQTT_HOST'] ?? null, port, isPortNamed: named !== undefined && port !== null, tls }
}

function readTls(env: Record<string, string | undefined>): Tls | null {
  const [certFile, keyFile] = [env['XIAOMEN_MQTT_TLS_CERT'], env['XIAOMEN_MQTT_TLS_KEY']]
  if (certFile === undefined && keyFile === undefined) return null
  if (certFile === undefined || keyFile === undefined) throw new Error('XIAOMEN_MQTT_TLS_CERT and XIAOMEN_MQTT_TLS_KEY must be named together.')
  try {
    const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile) }
    createSecureContext(tls)
    return tls
  } catch (error) {
    throw new Error('XIAOMEN_MQTT_TLS_CERT and XIAOMEN_MQTT_TLS_KEY must be files with a certificate and its own key, both PEM.', { cause: error })
  }
}
