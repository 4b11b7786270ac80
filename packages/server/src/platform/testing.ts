// A small town on a real database for tests: PGlite from a dump made once per run, or PostgreSQL when TEST_DATABASE_URL is set.
import type { DataClass, Grant, Role } from '@xiaomen/rules/access'
import type { LightMyRequestResponse } from 'fastify'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { openAsBlob } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { buildApp, type App } from './app.ts'
import { readConfig } from './config.ts'
import type { Actor, Ctx } from './ctx.ts'
import { type Database, openEmbedded, openPostgres } from './db.ts'
import { sessionCookieOf } from './http.ts'
import { uuidv7 } from './ids.ts'
import { listMigrations, migrate } from './migrate.ts'
import type { Module } from './module.ts'

const NOON = new Date('2022-05-04T12:00:00+08:00')
const CACHE = new URL('../../../../.cache/test-db/', import.meta.url).pathname

export type Reply = { status: number; body: any; headers: Record<string, unknown>; raw: Buffer }
export type Caller = {
  call(name: string, input?: object): Promise<Reply>
  upload(name: string, input: object, file: { name: string; bytes: Buffer }): Promise<Reply>
  accountId: string
}
export type Town = {
  app: App
  db: Database
  clock: { now: Date }
  /** Somebody with one role at a path, signed in without a password. Other tests of the real sign-in are access's own. */
  as(
    role: Role,
    path: string,
    options?: { personId?: string; unit?: string; dataClasses?: readonly DataClass[]; from?: Date; until?: Date | null; accountId?: string },
  ): Caller
  anonymous: Caller
  /** A public page, as a browser asks for it. */
  get(url: string, headers?: Record<string, string>): Promise<Reply>
  /** Someone with a real session token, e.g. after access.signIn. */
  withCookie(token: string): Caller
  system<T>(run: (ctx: Ctx) => Promise<T>): Promise<T>
  /** Runs everything that waits in the outbox, and what that leaves. */
  drain(): Promise<void>
  close(): Promise<void>
}

/** An overloaded test machine makes the server answer that it is busy, rightly; asked again it has time. */
async function patiently(ask: () => Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> {
  for (let left = 40; ; left -= 1) {
    const reply = await ask()
    if (reply.statusCode !== 503 || left === 0 || !reply.body.includes('server.busy')) return reply
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

async function makeDatabase(words: readonly string[]): Promise<{ db: Database; drop: () => Promise<void> }> {
  const url = process.env['TEST_DATABASE_URL']
  const digest = createHash('sha256')
    .update(JSON.stringify([words, listMigrations(words)]))
    .digest('hex')
    .slice(0, 16)
  if (url !== undefined && url !== '') {
    const admin = async (text: string) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      try {
        await client.query(text)
      } finally {
        await client.end()
      }
    }
    const name = `xiaomen_test_${randomBytes(6).toString('hex')}`
    const own = new URL(url)
    own.pathname = `/${name}`
    await admin(`create database ${name}`)
    const db = await openPostgres(own.toString(), 5)
    await migrate(db, words)
    return { db, drop: () => admin(`drop database if exists ${name} with (force)`) }
  }
  mkdirSync(CACHE, { recursive: true })
  const image = join(CACHE, `${digest}.tar`)
  if (existsSync(image)) return { db: await openEmbedded({ dataDir: null, loadDataDir: await openAsBlob(image) }), drop: async () => {} }
  const db = await openEmbedded({ dataDir: null })
  await migrate(db, words)
  const dump = await db.dump()
  // Renamed into place: another test file may be looking for it right now.
  const temporary = `${image}.${process.pid}`
  writeFileSync(temporary, Buffer.from(await dump!.arrayBuffer()))
  renameSync(temporary, image)
  return { db, drop: async () => {} }
}

/** `modules` with those they stand on, lower floors first. `resolveActor` finds real sessions when access is among them. */
export async function openTown({
  modules,
  resolveActor,
  webDir = null,
  env = {},
}: {
  modules: readonly Module[]
  resolveActor?: (services: App['services'], token: string) => Promise<Actor | null>
  webDir?: string | null
  /** Settings beside those of every town. */
  env?: Record<string, string>
}): Promise<Town> {
  const { db, drop } = await makeDatabase(modules.map((module) => module.name))
  const dataDir = mkdtempSync(join(tmpdir(), 'xiaomen-test-'))
  const clock = { now: NOON }
  const actors = new Map<string, Actor>()
  const config = readConfig({ XIAOMEN_DATA: dataDir, XIAOMEN_LOG: process.env['XIAOMEN_LOG'] ?? 'silent', XIAOMEN_PORT: '0', XIAOMEN_MQTT_PORT: 'off', ...env })
  const app = await buildApp({
    config,
    db,
    modules,
    webDir,
    withJobs: false,
    now: () => clock.now,
    resolveActor: async (services, token) => actors.get(token) ?? (await resolveActor?.(services, token)) ?? null,
  })
  const shape = (reply: LightMyRequestResponse): Reply => {
    const isJson = (reply.headers['content-type'] ?? '').includes('json')
    return { status: reply.statusCode, body: isJson ? reply.json() : null, headers: reply.headers, raw: reply.rawPayload }
  }
  const callerOf = (token: string | null, accountId: string): Caller => {
    const headers = { 'x-xiaomen': '1', ...(token === null ? {} : { cookie: `${sessionCookieOf(config)}=${token}` }) }
    return {
      accountId,
      call: async (name, input = {}) => shape(await patiently(() => app.http.inject({ method: 'POST', url: `/api/${name}`, headers, payload: input }))),
      upload: async (name, input, file) => {
        const form = new FormData()
        form.append('input', JSON.stringify(input))
        form.append('file', new Blob([new Uint8Array(file.bytes)]), file.name)
        const request = new Request('http://town/', { method: 'POST', body: form })
        const payload = Buffer.from(await request.arrayBuffer())
        return shape(
          await patiently(() =>
            app.http.inject({ method: 'POST', url: `/api/${name}`, headers: { ...headers, 'content-type': request.headers.get('content-type')! }, payload }),
          ),
        )
      },
    }
  }
  return {
    app,
    db,
    clock,
    as: (role, path, options = {}) => {
      const accountId = options.accountId ?? uuidv7()
      const token = `test-${accountId}`
      const grant: Grant = { role, path, dataClasses: options.dataClasses ?? null, from: options.from ?? new Date(0), until: options.until ?? null }
      actors.set(token, {
        kind: 'account',
        id: accountId,
        name: role,
        unit: options.unit ?? 'office',
        grants: [grant],
        personId: options.personId ?? null,
        sessionId: uuidv7(),
        lang: null,
      })
      return callerOf(token, accountId)
    },
    anonymous: callerOf(null, ''),
    get: async (url, headers = {}) => shape(await patiently(() => app.http.inject({ method: 'GET', url, headers }))),
    withCookie: (token) => callerOf(token, ''),
    system: (run) => app.services.asSystem('test', run),
    drain: () => app.relay.drain(),
    close: async () => {
      await app.close()
      await drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
