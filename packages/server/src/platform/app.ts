// Puts the floor and the modules together. main.ts, the tests and the benches all begin here.
import type { FastifyInstance } from 'fastify'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { toldError } from './told-error.ts'
import type { Config } from './config.ts'
import { openKeys, type FieldCrypto } from './crypto.ts'
import type { Actor } from './ctx.ts'
import type { Database } from './db.ts'
import { createFunctions, registerExists } from './exists.ts'
import { buildHttp, uploadsIn } from './http.ts'
import { startJobs } from './jobs.ts'
import { cron, type Module, type Services } from './module.ts'
import { forgetDone, releaseClaims } from './outbox.ts'
import { registerPolicy } from './policies.ts'
import { type Relay, startRelay } from './relay.ts'
import { openSms } from './sms.ts'
import { NO_OUTSIDE, runInTransaction } from './run.ts'
import { openWithheld } from './withheld.ts'
import { sealOldReasons } from './seal-reasons.ts'

export type App = { http: FastifyInstance; services: Services; relay: Relay; close(): Promise<void> }
export type AppParts = {
  config: Config
  db: Database
  modules: readonly Module[]
  resolveActor: (services: Services, token: string) => Promise<Actor | null>
  webDir: string | null
  now?: () => Date
  crypto?: FieldCrypto
  /** Off in tests that run the clock themselves. */
  withJobs: boolean
}

/** The database must be migrated. Closing the app closes the database. */
export async function buildApp({
  config,
  db,
  modules,
  resolveActor,
  webDir,
  now = () => new Date(),
  crypto = openKeys(join(config.dataDir, 'keys')),
  withJobs,
}: AppParts): Promise<App> {
  modules.forEach((module) => registerPolicy(module.policy))
  registerExists(modules.flatMap((module) => Object.values(module.ops)))
  const log = pino({ level: config.logLevel, serializers: { err: toldError } })
  const functions = createFunctions((error) => log.error({ err: error }, 'the orders in force could not be read'))
  const runAs = async <T>(actor: Actor, name: string, run: Parameters<typeof runInTransaction<T>>[2]): Promise<T> => {
    const { answer, hasEvents } = await runInTransaction(
      { db, crypto, now: now(), actor, outside: NO_OUTSIDE, functions },
      { name, kind: 'system', reads: undefined, exists: undefined, isPublic: false },
      run,
    )
    if (hasEvents) services.wakeRelay()
    return answer
  }
  if (crypto.isDrill !== (config.drill !== null)) throw new Error(`The keys and the mark of ${config.dataDir} do not agree whether it is a drill.`)
  const withheld = config.drill === null ? null : openWithheld(config.dataDir, now)
  const services: Services = {
    config,
    db,
    crypto,
    now,
    functions,
    sms: openSms(config, withheld),
    withheld,
    asSystem: (name, run) => runAs({ kind: 'system', name }, name, run),
    wakeRelay: () => relay.wake(),
    log: { info: (fields, message) => log.info(fields, message), error: (fields, message) => log.error(fields, message) },
  }
  const relay = startRelay(modules, services, runAs)
  rmSync(uploadsIn(config.dataDir), { recursive: true, force: true })
  await makeMonths(services)
  await sealOldReasons(services)
  for (const module of modules) await module.start?.(services)
  const jobs = withJobs ? startJobs([...modules, { ...EMPTY_MODULE, jobs: PLATFORM_JOBS }], services) : null
  const http = await buildHttp({ modules, services, relay, resolveActor: (token) => resolveActor(services, token), webDir })
  await services.asSystem('relay.release', (ctx) => releaseClaims(ctx.tx, now()))
  relay.wake()
  return {
    http,
    services,
    relay,
    close: async () => {
      jobs?.stop()
      await http.close()
      for (const module of modules) await module.stop?.(services)
      await relay.stop()
      await db.close()
    },
  }
}

const EMPTY_MODULE: Module = {
  name: 'platform',
  ops: {},
  handlers: {},
  policy: {},
  reactions: [],
  jobs: [],
  workers: [],
  pages: [],
  forms: [],
  start: null,
  stop: null,
}

const forget = ({ asSystem }: Services) => asSystem('relay.forget', (ctx) => forgetDone(ctx.tx, ctx.now))

/** Partitions of the audit for last month to the month after next, so that a late clock never writes into the rest. */
async function makeMonths({ db, now }: Services): Promise<void> {
  const first = new Date(now().getTime() - 31 * 86_400_000).toISOString().slice(0, 10)
  await db.execAsOwner(`select platform.ensure_months('platform.audit', '${first}', 4)`)
}

const PLATFORM_JOBS = [
  cron('10 3 * * *', 'platform.months', makeMonths),
  cron('20 3 * * *', 'platform.forgetDone', forget),
  cron('30 3 * * *', 'platform.sweep', ({ db }) => db.sweep()),
  cron('40 * * * *', 'platform.analyze', ({ db }) => db.analyze()),
]
