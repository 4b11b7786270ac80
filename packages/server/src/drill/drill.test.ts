import { areas as areasOps, control, controlCases, gate, posture } from '@xiaomen/contract'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resolveActor, startSession } from '../modules/access/index.ts'
import { homesUnder, residentsOf } from '../modules/registry/index.ts'
import { perform, settle } from '../perform.ts'
import type { App } from '../platform/app.ts'
import { readConfig } from '../platform/config.ts'
import { openKeys } from '../platform/crypto.ts'
import type { Actor } from '../platform/ctx.ts'
import { readDrillPlan } from '../platform/drill-config.ts'
import { localDay } from '../platform/time.ts'
import { CANARIES, type LiveTown, makeLiveTown, PASSWORD, STAFF } from './live-town.test.fixture.ts'
import { clearFolder, endInTime, type OpenDrill, openDrill } from './run.ts'

let live: LiveTown
let before: string
let folder: string
let drill: OpenDrill
const clock = { now: new Date() }
const clocks = { now: () => clock.now, withJobs: false }
const planFor = (name: string, more: Record<string, string> = {}) => readDrillPlan({ ...live.env, XIAOMEN_DRILL_DATA: join(folder, name), ...more })
const services = () => drill.app.services

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaomen-drill-'))
  live = await makeLiveTown()
  before = await live.digest()
  drill = await openDrill(planFor('copy', { XIAOMEN_DRILL_SEED: '7', XIAOMEN_DRILL_INFECTIONS: '3' }), clocks)
})
afterAll(async () => {
  await live.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function signIn(login: string, password = PASSWORD): Promise<Actor> {
  const reply = await drill.app.http.inject({ method: 'POST', url: '/api/access.signIn', headers: { 'x-xiaomen': '1' }, payload: { login, password } })
  const token = /^xiaomen-drill=([^;]+)/.exec(String(reply.headers['set-cookie']))?.[1]
  expect([login, reply.statusCode, typeof token]).toEqual([login, 200, 'string'])
  return (await resolveActor(services(), token!))!
}
/** Every row of every table, as text: what a thief of the database would read. */
async function wholeText(app: App): Promise<string> {
  const tables = await app.services.db.queryAsOwner<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  )
  const rows = []
  for (const { name } of tables)
    rows.push(
      ...(await app.services.db.queryAsOwner<{ row: string }>(
        `begin; select set_config('app.scope', '/', true); select row_to_json(t)::text as row from ${name} t`,
      )),
    )
  return JSON.stringify(rows)
}
const peopleOf = (app: App) =>
  app.services.asSystem('test.people', async (ctx) => {
    const homes = (await homesUnder(ctx, '/1/')).toSorted((a, b) => (a.path < b.path ? -1 : 1))
    const people = []
    for (const home of homes) people.push(...(await residentsOf(ctx, home.id)).map(({ name, phone, document }) => `${home.door} ${name} ${phone} ${document}`))
    return people
  })

test('COMMAND-04 the copy has the areas, homes, gates and staff of the real town; they sign in as usual, and behind the doors live invented people', async () => {
  expect(drill.made?.counts).toEqual({ areas: 5, homes: 12, gates: 1, accounts: STAFF.length })
  for (const { login } of STAFF) await signIn(login)
  const people = await peopleOf(drill.app)
  expect(people.length).toBeGreaterThan(11)
  expect(people.filter((line) => line.startsWith('1201'))).toEqual([])
  expect(people.every((line) => / (100\d{8}|null) (99\d{15}[\dX]|8[123]00001880\d{9}[\dX]|X.*|null)$/.test(line))).toBe(true)
  const [resident] = drill.made!.logins
  expect((await signIn(resident!.login, resident!.password)).kind).toBe('account')
  expect(statSync(join(folder, 'copy/logins.json')).mode & 0o777).toBe(0o600)
})

test('COMMAND-04 nothing of a real resident is in the copy: no name, number, shop, id, code or key, in no table and in no file; the real database is as it was', async () => {
  const text = await wholeText(drill.app)
  const keys = JSON.parse(readFileSync(join(live.env['XIAOMEN_DATA']!, 'keys/keys.json'), 'utf8')) as { index: string; keys: { key: string }[] }
  const secret = [...Object.values(CANARIES), ...live.ids, live.cards.strip, live.cards.card, keys.index, ...keys.keys.map(({ key }) => key)]
  expect(secret.filter((one) => text.includes(one))).toEqual([])
  for (const line of await peopleOf(drill.app)) for (const canary of Object.values(CANARIES)) expect(line).not.toContain(canary)
  const files = globSync('**/*', { cwd: join(folder, 'copy') }).filter((file) => statSync(join(folder, 'copy', file)).isFile())
  expect(files.length).toBeGreaterThan(2)
  const needles = secret.flatMap((one) => [Buffer.from(one), Buffer.from(one.replaceAll('-', ''), 'hex')]).filter((bytes) => bytes.length > 8)
  const found = files.filter((file) => {
    const bytes = readFileSync(join(folder, 'copy', file))
    return needles.some((needle) => bytes.includes(needle))
  })
  expect(found).toEqual([])
  // The scanner finds what is there.
  expect(text).toContain('河口社区')
  expect(await live.digest()).toBe(before)
})

test('COMMAND-04 the same seed invents the same people, another seed others', async () => {
  const peopleBy = async (name: string, seed: string) => {
    const other = await openDrill(planFor(name, { XIAOMEN_DRILL_SEED: seed }), clocks)
    const people = await peopleOf(other.app)
    await other.app.close()
    return people
  }
  const people = await peopleOf(drill.app)
  expect(await peopleBy('again', '7')).toEqual(people)
  expect(await peopleBy('other', '8')).not.toEqual(people)
}, 120_000)

test('COMMAND-04 a drill never begins on the folder of the real town, nor over something else; the real server never serves a copy', async () => {
  const data = live.env['XIAOMEN_DATA']!
  for (const wrong of [data, join(data, 'drill'), join(data, '..')])
    expect(() => readDrillPlan({ ...live.env, XIAOMEN_DRILL_DATA: wrong })).toThrow('must lie apart')
  expect(() => readDrillPlan(live.env)).toThrow('XIAOMEN_DRILL_DATA must name an empty folder')
  for (const hours of ['0', '-1', '73', 'long']) expect(() => planFor('x', { XIAOMEN_DRILL_HOURS: hours })).toThrow('XIAOMEN_DRILL_HOURS')
  mkdirSync(join(folder, 'letters'))
  writeFileSync(join(folder, 'letters/a.txt'), 'not a drill')
  await expect(openDrill(planFor('letters'), clocks)).rejects.toThrow("holds something that is not a drill's copy")
  expect(existsSync(join(folder, 'letters/a.txt'))).toBe(true)
  expect(readConfig({ XIAOMEN_DATA: join(folder, 'copy') }).drill?.seed).toBe(7)
  expect(readConfig({ XIAOMEN_DATA: data }).drill).toBeNull()
  // Neither the real database nor a real door is within its reach.
  // The keys of another town open nothing, and what was begun is gone again.
  const strange = mkdtempSync(join(folder, 'strange-'))
  openKeys(join(strange, 'keys'))
  if (live.env['DATABASE_URL'] === undefined) cpSync(join(data, 'db'), join(strange, 'db'), { recursive: true })
  await expect(openDrill(planFor('never', { XIAOMEN_DATA: strange }), clocks)).rejects.toThrow('do not open the accounts')
  expect(existsSync(join(folder, 'never'))).toBe(false)
  const env = {
    ...live.env,
    DATABASE_URL: 'postgres://real/town',
    XIAOMEN_MQTT_URL: 'mqtt://doors',
    XIAOMEN_PUBLIC_URL: 'https://town',
    XIAOMEN_DRILL_DATA: join(folder, 'x'),
  }
  expect(readConfig(readDrillPlan(env).env)).toMatchObject({ databaseUrl: null, publicUrl: null, mqtt: { url: null, port: null } })
})

describe('COMMAND-04 an order rehearsed', () => {
  const day = (from: number) => localDay(new Date(clock.now.getTime() + from * 86_400_000))
  let street: Actor, deputy: Actor, district: Actor, office: Actor
  let orderId: string
  const sign = async (actor: Actor) => {
    const order = (await perform(services(), actor, posture.listOrders, {})).find((one) => one.id === orderId)!
    return perform(services(), actor, posture.approveOrder, { orderId, actId: order.waiting!.id })
  }
  beforeAll(async () => {
    ;[street, deputy, district, office] = await Promise.all([signIn('street'), signIn('deputy'), signIn('district'), signIn('office')])
  })

  test('COMMAND-04 is drafted by one, signed by two and in force, as in the real town; then the outbreak of the seed is there, half of it for the offices to decide', async () => {
    const { areas } = await perform(services(), street, areasOps.listTree, {})
    const order = await perform(services(), street, posture.draftOrder, {
      areaId: areas.find((area) => area.level === 'street')!.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: '演练，无法律效力',
      purpose: '演练',
      until: day(10),
      assessment: { processed: '演练', necessity: '演练', risks: '演练', measures: '演练', assessedBy: '法制岗', assessedOn: day(0) },
    })
    orderId = order.id
    await sign(deputy)
    expect(await perform(services(), office, control.listCases, {})).toEqual([])
    await sign(district)
    await settle(services())
    await expect
      .poll(async () => (await perform(services(), office, control.listCases, {})).map(({ state }) => state).toSorted(), { timeout: 20_000 })
      .toEqual(['confirmed', 'confirmed', 'reported'])
    await expect.poll(async () => (await perform(services(), office, controlCases.listControl, { list: 'waiting' })).cases.length, { timeout: 20_000 }).toBe(6)
  })

  test('COMMAND-04 a code of the drill says at the real gate that it is one, and a real code means nothing in the drill', async () => {
    const home = (await services().asSystem('test.home', (ctx) => homesUnder(ctx, '/1/')))[0]!
    const card = await perform(services(), office, gate.issuePaperCode, { homeId: home.id })
    const login = drill.made!.logins[0]!
    const mine = await perform(services(), await signIn(login.login, login.password), gate.listMyCodes, {})
    const strip = mine.people[0]!.strips[0]!.code
    expect([strip.slice(0, 4), card.code.slice(0, 4)]).toEqual(['XD1:', 'XDP:'])
    const verdicts = async (app: App, actor: Actor, codes: string[]) => {
      const [first] = await perform(app.services, actor, gate.listGates, {})
      return Promise.all(
        codes.map(async (value) => {
          const said = await perform(app.services, actor, gate.lookUp, {
            gateId: first!.id,
            means: { kind: 'code', value },
            direction: 'in',
            temperatureC: 36.5,
          })
          return [...said.verdict.reasons].filter((reason) => reason.startsWith('code'))
        }),
      )
    }
    const guard = await signIn('guard')
    const foreign = ['code_foreign']
    expect(await verdicts(drill.app, guard, [strip, card.code, live.cards.strip, live.cards.card])).toEqual([[], [], foreign, foreign])
    // Nor by a forged beginning: the keys are others.
    expect(await verdicts(drill.app, guard, [live.cards.strip.replace('XM1', 'XD1')])).toEqual([foreign])
    await drill.app.close()
    const real = await live.open()
    try {
      const token = await real.services.asSystem('test.guard', async (ctx) =>
        startSession(
          ctx,
          (
            await ctx.tx
              .withTables<{ 'access.account': { id: string; unit: string } }>()
              .selectFrom('access.account')
              .select('id')
              .where('unit', '=', '物业')
              .executeTakeFirstOrThrow()
          ).id,
          1,
        ),
      )
      const own = (await resolveActor(real.services, token))!
      expect(await verdicts(real, own, [live.cards.strip, live.cards.card, strip, card.code, strip.replace('XD1', 'XM1')])).toEqual([
        [],
        [],
        foreign,
        foreign,
        foreign,
      ])
    } finally {
      await real.close()
    }
    drill = { ...(await openDrill(planFor('copy'), clocks)), made: drill.made }
  }, 120_000)

  test('COMMAND-04 ends as a real one does, and goes on after a restart; when its hours are over the server stops and the folder is gone', async () => {
    const again = (await perform(services(), street, posture.listOrders, {})).find((one) => one.id === orderId)!
    expect(again.state).toBe('inForce')
    expect(await perform(services(), office, control.listCases, {})).toHaveLength(3)
    let isOver = false
    endInTime(
      drill,
      join(folder, 'copy'),
      () => clock.now,
      () => (isOver = true),
    )
    clock.now = new Date(clock.now.getTime() + 8 * 3_600_000 - 1_000)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect([isOver, existsSync(join(folder, 'copy/keys'))]).toEqual([false, true])
    clock.now = new Date(clock.now.getTime() + 2_000)
    await expect.poll(() => isOver, { timeout: 20_000 }).toBe(true)
    expect(existsSync(join(folder, 'copy'))).toBe(false)
  })
})

test('COMMAND-04 a copy that was never whole, or whose hours passed while nothing ran, is destroyed before the next one', () => {
  const plan = planFor('again')
  expect(clearFolder(plan, new Date(clock.now.getTime() + 9 * 3_600_000))).toEqual({ wasOver: true, goesOn: false })
  expect(existsSync(join(folder, 'again'))).toBe(false)
  rmSync(join(folder, 'other/drill-whole'))
  expect(clearFolder(planFor('other'), new Date())).toEqual({ wasOver: true, goesOn: false })
  expect(existsSync(join(folder, 'other'))).toBe(false)
})
