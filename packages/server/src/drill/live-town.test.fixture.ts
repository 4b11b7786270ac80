// A real town, small and closed again: its folder or database is what a drill is copied from. Some of it is canaries: nothing of them may be in a copy.
import { gate, registry, registryEnterprises } from '@xiaomen/contract'
import { checkCharacter } from '@xiaomen/rules/registry'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDemoDatabase } from '../demo-database.ts'
import { createResidentAccount, resolveActor, seedAccount, startSession } from '../modules/access/index.ts'
import { insertAreas } from '../modules/areas/index.ts'
import { addResident } from '../modules/registry/index.ts'
import { closeSetup } from '../modules/setup/index.ts'
import { MODULES } from '../modules.ts'
import { perform, settle } from '../perform.ts'
import { type App, buildApp } from '../platform/app.ts'
import { readConfig } from '../platform/config.ts'
import { openDatabase } from '../platform/db.ts'

const DOCUMENT = '99010119800101007'
export const CANARIES = {
  name: '金丝雀甲乙',
  phone: '10199887766',
  document: DOCUMENT + checkCharacter(DOCUMENT),
  shop: '金丝雀杂货',
  owner: '金丝雀掌柜',
} as const
export const PASSWORD = 'a-river-behind-the-gate'
export const STAFF = [
  { login: 'office', role: 'communityAdmin', unit: '居委会', name: '林若溪' },
  { login: 'street', role: 'streetCommander', unit: '街道办', name: '周明远' },
  { login: 'deputy', role: 'streetCommander', unit: '应急办', name: '苏叶' },
  { login: 'district', role: 'district', unit: '区指挥部', name: '何清' },
  { login: 'guard', role: 'guard', unit: '物业', name: '秦望' },
] as const

export type LiveTown = {
  env: Record<string, string>
  /** Of the residents, their links and their sessions: what points at somebody. */
  ids: string[]
  cards: { strip: string; card: string }
  digest(): Promise<string>
  /** Open again, for what the real gate says afterwards. */
  open(): Promise<App>
  remove(): Promise<void>
}

async function ownDatabase(): Promise<{ url: string; drop(): Promise<void> } | null> {
  const url = process.env['TEST_DATABASE_URL'] ?? ''
  if (url === '') return null
  const admin = async (text: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(text).finally(() => client.end())
  }
  const name = `xiaomen_drill_${randomBytes(6).toString('hex')}`
  await admin(`create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => admin(`drop database if exists ${name} with (force)`) }
}

export async function makeLiveTown(): Promise<LiveTown> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaomen-live-'))
  const database = await ownDatabase()
  const env = {
    XIAOMEN_DATA: join(folder, 'data'),
    XIAOMEN_LOG: 'silent',
    XIAOMEN_PORT: '0',
    XIAOMEN_DRILL_PORT: '0',
    XIAOMEN_MQTT_PORT: 'off',
    ...(database === null ? {} : { DATABASE_URL: database.url }),
  }
  const open = async () => {
    const config = readConfig(env)
    return buildApp({ config, db: await openDemoDatabase(config), modules: MODULES, resolveActor, webDir: null, withJobs: false })
  }
  const app = await open()
  const { ids, cards } = await settleIn(app).finally(() => app.close())
  return {
    env,
    ids,
    cards,
    open,
    digest: async () => {
      const db = await openDatabase(readConfig(env))
      try {
        const tables = await db.queryAsOwner<{ name: string }>(
          "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1",
        )
        const hash = createHash('sha256')
        for (const { name } of tables)
          hash.update(
            JSON.stringify(
              await db.queryAsOwner(`begin; select set_config('app.scope', '/', true); select row_to_json(t)::text as row from ${name} t order by 1`),
            ),
          )
        return hash.digest('hex')
      } finally {
        await db.close()
      }
    },
    remove: async () => {
      await database?.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function settleIn({ services }: App): Promise<Pick<LiveTown, 'ids' | 'cards'>> {
  const areas = await services.asSystem('test.areas', async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '测试街道' }])
    const [community] = await insertAreas(ctx, [{ parentId: street!.id, level: 'community', name: '河口社区' }])
    const [compound] = await insertAreas(ctx, [{ parentId: community!.id, level: 'compound', name: '河口里' }])
    const [building] = await insertAreas(ctx, [{ parentId: compound!.id, level: 'building', name: '1栋' }])
    await closeSetup(ctx)
    return { district: district!, street: street!, community: community!, compound: compound!, building: building! }
  })
  const over = { communityAdmin: areas.community, streetCommander: areas.street, district: areas.district, guard: areas.compound }
  const actors = await services.asSystem('test.staff', async (ctx) => {
    const tokens: string[] = []
    for (const { login, role, unit, name } of STAFF)
      tokens.push(await startSession(ctx, await seedAccount(ctx, { login, name, unit, password: PASSWORD, grants: [{ role, path: over[role].path }] }), 1))
    return tokens
  })
  const office = (await resolveActor(services, actors[0]!))!
  const homes: { id: string; path: string }[] = []
  for (let at = 1; at <= 12; at += 1)
    homes.push(
      await perform(services, office, registry.addHome, { areaId: areas.building.id, door: `${at}01`, floor: at, use: at === 12 ? 'vacant' : 'permanent' }),
    )
  const canary = await services.asSystem('test.canary', (ctx) =>
    addResident(ctx, {
      homeId: homes[0]!.id,
      name: CANARIES.name,
      phone: CANARIES.phone,
      document: { kind: 'residentId', number: CANARIES.document },
      care: ['dialysis'],
      kind: 'owner',
      from: '2020-01-01',
      evenIfKnown: false,
    }),
  )
  const [token, account] = await services.asSystem('test.resident', async (ctx) => {
    const id = await createResidentAccount(ctx, { personId: canary.id, homePath: homes[0]!.path, name: CANARIES.name })
    return [await startSession(ctx, id, 1), id] as const
  })
  await perform(services, office, registryEnterprises.addEnterprise, {
    homeId: null,
    areaId: areas.building.id,
    name: CANARIES.shop,
    trade: 'other',
    contactName: CANARIES.owner,
    contactPhone: CANARIES.phone,
    openedOn: '2020-01-01',
  })
  await perform(services, office, gate.addGate, { areaId: areas.compound.id, name: '东门' })
  const mine = await perform(services, (await resolveActor(services, token))!, gate.listMyCodes, {})
  const card = await perform(services, office, gate.issuePaperCode, { homeId: homes[0]!.id })
  await settle(services)
  return { ids: [canary.id, canary.residency.id, account], cards: { strip: mine.people[0]!.strips[0]!.code, card: card.code } }
}
