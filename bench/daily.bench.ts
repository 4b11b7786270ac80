// A street's assessment from scratch, and the way from one fact to the withdrawn posting, on both databases.
import { gateEvents } from '@xiaomen/contract'
import { setTimeout } from 'node:timers/promises'
import { accessModule } from '../packages/server/src/modules/access/index.ts'
import { approvalsModule } from '../packages/server/src/modules/approvals/index.ts'
import { areasModule, areasUnder, insertAreas, type NewArea, putOverlay, setHomeCount } from '../packages/server/src/modules/areas/index.ts'
import { controlModule } from '../packages/server/src/modules/control/index.ts'
import { confirmAs, dailyModule, refreshAll } from '../packages/server/src/modules/daily/index.ts'
import { gateModule } from '../packages/server/src/modules/gate/index.ts'
import { postureModule, putInForce } from '../packages/server/src/modules/posture/index.ts'
import { registryModule } from '../packages/server/src/modules/registry/index.ts'
import { riskModule } from '../packages/server/src/modules/risk/index.ts'
import { tasksModule } from '../packages/server/src/modules/tasks/index.ts'
import type { Actor } from '../packages/server/src/platform/ctx.ts'
import { buildApp, type App } from '../packages/server/src/platform/app.ts'
import { readConfig } from '../packages/server/src/platform/config.ts'
import { type Database, openEmbedded, openPostgres } from '../packages/server/src/platform/db.ts'
import { uuidv7 } from '../packages/server/src/platform/ids.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { type Figure, isShort, median, percentile, print, report, throwAwayFolder, throwAwayPostgres, timed } from './harness.ts'

// The articles' street: 9 communities, 52 compounds, 643 buildings, about 25,000 homes. A short run takes one community of it.
const COMMUNITIES = isShort ? 1 : 9
const COMPOUNDS = isShort ? 6 : 52
const BUILDINGS = isShort ? 62 : 643
const HOMES_A_BUILDING = 39
const FACTS = isShort ? 5 : 20
const MODULES = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, gateModule, controlModule, dailyModule]

type Street = { id: string; path: string; subjects: number; byLevel: Map<string, string[]>; unitPaths: string[] }

/** Two buildings of three have three units of 13 homes, the third is posted as it is. */
async function makeStreet(app: App): Promise<Street> {
  return app.services.asSystem('bench.street', async (ctx) => {
    const rows: (NewArea & { id: string })[] = []
    const add = (parentId: string | null, level: NewArea['level'], name: string) => {
      const id = uuidv7()
      rows.push({ id, parentId, level, name })
      return id
    }
    const id = add(add(null, 'district', '示范区'), 'street', '示范街道')
    const communities = Array.from({ length: COMMUNITIES }, (_, index) => add(id, 'community', `第${index + 1}社区`))
    const compounds = Array.from({ length: COMPOUNDS }, (_, index) => add(communities[index % COMMUNITIES]!, 'compound', `第${index + 1}小区`))
    const homes = new Map<string, number>()
    const buildings = Array.from({ length: BUILDINGS }, (_, index) => add(compounds[index % COMPOUNDS]!, 'building', `${index + 1}幢`))
    buildings.forEach((building, index) => {
      if (index % 3 === 2) homes.set(building, HOMES_A_BUILDING)
      else for (let unit = 1; unit <= 3; unit++) homes.set(add(building, 'unit', `${unit}单元`), HOMES_A_BUILDING / 3)
    })
    const areas = await insertAreas(ctx, rows)
    await setHomeCount(ctx, homes)
    // Grids of about ten buildings, as a grid worker can walk them.
    for (const [index, community] of communities.entries()) {
      const own = buildings.filter((_, building) => (building % COMPOUNDS) % COMMUNITIES === index)
      for (let from = 0; from < own.length; from += 10)
        await putOverlay(ctx, {
          kind: 'grid',
          name: `第${community.slice(0, 8)}-${from / 10 + 1}网格`,
          areaIds: own.slice(from, from + 10),
          from: '2022-01-01',
          until: null,
        })
    }
    await putInForce(ctx, {
      areaId: id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: 'bench',
      purpose: 'bench',
      until: '2099-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    })
    const street = areas.find((area) => area.id === id)!
    const byLevel = Map.groupBy(await areasUnder(ctx, street.path), (area) => area.level)
    const unitPaths = (byLevel.get('unit') ?? []).map((area) => area.path)
    return {
      id,
      path: street.path,
      subjects: rows.length - 1,
      byLevel: new Map([...byLevel].map(([level, found]) => [level, found.map((area) => area.id)])),
      unitPaths,
    }
  })
}

const postedOf = async (app: App, ids: readonly string[]) => {
  const found = await app.services.db.queryAsOwner<{ posted: string }>(
    `select count(*) as posted from daily.posting where state = 'posted' and subject_id in ('${ids.join("','")}')`,
  )
  return Number(found[0]!.posted)
}

async function everybodyConfirms(app: App, street: Street) {
  const head = uuidv7()
  const grids = await app.services.db.queryAsOwner<{ id: string }>("select id from areas.overlay where kind = 'grid'")
  const all = [
    ...(['unit', 'building'] as const).flatMap((level) => street.byLevel.get(level) ?? []),
    ...grids.map((grid) => grid.id),
    ...(street.byLevel.get('compound') ?? []),
    ...(street.byLevel.get('community') ?? []),
    street.id,
  ]
  const { refused } = await app.services.asSystem('bench.confirm', (ctx) => confirmAs(ctx, head, all))
  if (refused.length > 0) throw new Error(`${refused.length} reports were refused, the first for ${refused[0]!.check}`)
  await app.relay.drain()
}

/** The limit: as many transactions and statements as a fact takes on its way (the event, the relay's claim, the reaction), with nothing in them. */
async function bareStatements(db: Database): Promise<void> {
  for (const statements of [2, 1, 12]) {
    await db.tx({ paths: ['/'], as: 'app' }, async (tx) => {
      for (let statement = 0; statement < statements; statement++) await tx.selectNoFrom((e) => e.val(statement).as('number')).execute()
    })
  }
}

async function run(
  db: Database,
  folder: string,
): Promise<{ scratchMs: number; again: number; lookMs: number; bareMs: number; withdrawn: number[]; subjects: number }> {
  await migrate(
    db,
    MODULES.map((module) => module.name),
  )
  let commander: Actor | null = null
  const config = readConfig({ XIAOMEN_DATA: folder, XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
  const app = await buildApp({ config, db, modules: MODULES, webDir: null, withJobs: false, resolveActor: async () => commander })
  try {
    const street = await makeStreet(app)
    await app.relay.drain()
    // Once more with nothing there, so that plans and caches are as on any other midnight.
    const scratch: number[] = []
    for (let round = 0; round < 3; round++) {
      await app.services.asSystem('bench.forget', (ctx) =>
        ctx.tx.withTables<{ 'daily.assessment': { day: string } }>().deleteFrom('daily.assessment').execute(),
      )
      scratch.push((await timed(() => refreshAll(app.services))).ms)
    }
    const again = (await timed(() => refreshAll(app.services))).ms
    commander = {
      kind: 'account',
      id: uuidv7(),
      name: 'bench',
      unit: 'bench',
      personId: null,
      sessionId: uuidv7(),
      lang: null,
      grants: [{ role: 'streetCommander', path: street.path, dataClasses: null, from: new Date(0), until: null }],
    }
    const looks: number[] = []
    for (let look = 0; look < 40 && looks.length < 10; look++) {
      const { ms, value } = await timed(() =>
        app.http.inject({ method: 'POST', url: '/api/daily.getStatus', headers: { 'x-xiaomen': '1', cookie: 'xiaomen=bench' }, payload: {} }),
      )
      if (value.statusCode === 200) looks.push(ms)
      // The filling of the street kept the process busy: it asks for patience, rightly.
      else if (value.statusCode === 503) await setTimeout(500)
      else throw new Error(`the street could not be looked at: ${value.statusCode}`)
    }
    await everybodyConfirms(app, street)
    if ((await postedOf(app, [street.id])) !== 1) throw new Error('the street was not posted')

    const withdrawn: number[] = []
    const bare: number[] = []
    for (let fact = 0; fact < FACTS; fact++) {
      bare.push((await timed(() => bareStatements(db))).ms)
      const path = street.unitPaths[(fact * 37) % street.unitPaths.length]!
      const passageId = uuidv7()
      const communityId = street.byLevel.get('community')![0]!
      const { ms } = await timed(async () => {
        const heard = new Promise<void>((done) => {
          const stop = app.relay.onHeard((event) => {
            if (event.payload['passageId'] !== passageId) return
            stop()
            done()
          })
        })
        await app.services.asSystem('bench.fever', (ctx) =>
          ctx.emit(gateEvents.feverFound, { communityId, passageId, areaPath: path, personId: null, homeId: null, at: ctx.now.toISOString() }),
        )
        // Heard: the reaction has committed, and with it the withdrawal.
        await heard
      })
      withdrawn.push(ms)
      if ((await postedOf(app, [street.id])) !== 0) throw new Error('the posting of the street was not withdrawn')
      await app.services.asSystem('bench.resolve', (ctx) => ctx.emit(gateEvents.holdResolved, { communityId, passageId, areaPath: path, finding: 'noFever' }))
      await app.relay.drain()
      await everybodyConfirms(app, street)
      if ((await postedOf(app, [street.id])) !== 1) throw new Error('the street was not posted again')
    }
    return { scratchMs: median(scratch), again, lookMs: median(looks), bareMs: median(bare), withdrawn, subjects: street.subjects }
  } finally {
    await app.close()
  }
}

const figures: Figure[] = []
const measure = async (name: string, open: (folder: string) => Promise<Database>) => {
  const folder = await throwAwayFolder()
  try {
    const { scratchMs, again, lookMs, bareMs, withdrawn, subjects } = await run(await open(folder.path), folder.path)
    print(`${name}: ${subjects} subjects, ${withdrawn.length} facts`)
    figures.push(
      { what: `street from scratch, ${name}`, value: scratchMs / 1000, unit: 's', goal: { atMost: 2 } },
      { what: `street again, nothing changed, ${name}`, value: again / 1000, unit: 's' },
      { what: `the street's page with 200 blockers, ${name}`, value: lookMs, unit: 'ms' },
      { what: `fact to withdrawn posting, median, ${name}`, value: median(withdrawn), unit: 'ms', limit: bareMs, goal: { atMost: 50 } },
      { what: `fact to withdrawn posting, p95, ${name}`, value: percentile(withdrawn, 0.95), unit: 'ms' },
    )
  } finally {
    await folder.remove()
  }
}

await measure('PGlite', (folder) => openEmbedded({ dataDir: folder }))
const postgres = await throwAwayPostgres()
if (postgres) {
  try {
    await measure('PostgreSQL', () => openPostgres(postgres.url))
  } finally {
    await postgres.drop()
  }
} else print('no PostgreSQL at hand: only the embedded database was measured')
report({ name: 'daily', figures })
