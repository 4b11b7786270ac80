// `npm run bench -- screening`: the plan of a mass screening of 1.3 million people, every point run through with its tables and with one more, against a
// loop that does nothing but what no such run can leave out: a random number for each coming and each sample, and a heap of the tables' free moments.
import { type Figures, planCommunity, runOf, SCREENING_FIGURES, totalsOf } from '../packages/rules/src/screening/index.ts'
import { accessModule } from '../packages/server/src/modules/access/index.ts'
import { areasModule, insertAreas } from '../packages/server/src/modules/areas/index.ts'
import { registryModule } from '../packages/server/src/modules/registry/index.ts'
import { figures } from '../packages/server/src/modules/screening/figures.ts'
import { screeningModule } from '../packages/server/src/modules/screening/index.ts'
import { makePlan } from '../packages/server/src/modules/screening/make-plan.ts'
import { runInTurns } from '../packages/server/src/modules/screening/run-in-turns.ts'
import { buildApp } from '../packages/server/src/platform/app.ts'
import { readConfig } from '../packages/server/src/platform/config.ts'
import { openPostgres } from '../packages/server/src/platform/db.ts'
import { uuidv7 } from '../packages/server/src/platform/ids.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { type Figure, isShort, median, print, report, throwAwayFolder, throwAwayPostgres, timed, watchEventLoop } from './harness.ts'

const PEOPLE = isShort ? 130_000 : 1_300_000
const COMMUNITIES = isShort ? 12 : 120
const ROUNDS = isShort ? 1 : 5
/** Row by row under row-level security, marks opened one by one: so much more than the bare counting it may take. */
const MOST_OF_BARE = 5
const MODULES = [areasModule, accessModule, registryModule, screeningModule]
const ASKED = { hours: 24, positivity: 0.001, pool: '20', tablesPerPoint: null } as const

/** Communities of very different sizes, as a district has them. */
function heads() {
  const weights = Array.from({ length: COMMUNITIES }, (_, at) => 0.4 + ((at * 37) % 100) / 80)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let left = PEOPLE
  return weights.map((weight, at) => {
    const people = at === weights.length - 1 ? left : Math.round((PEOPLE * weight) / total)
    left -= people
    return { people, homes: Math.round(people / 2.6), homebound: Math.round(people / 100), special: Math.round(people / 30) }
  })
}
const planned = (known: Figures) => heads().map((one) => planCommunity(one, ASKED, known))
type Point = { people: number; tables: number }

/** As little as serves everybody at these points: nobody is counted, nothing is kept but when the last goes. */
function bare(points: readonly Point[], windowS: number, meanS: number): number {
  let state = 1
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  let last = 0
  for (const { people, tables } of points) {
    const stepS = windowS / people
    const comes = new Float64Array(people)
    const takes = new Float64Array(people)
    for (let at = 0; at < people; at += 1) {
      comes[at] = (at + random()) * stepS
      takes[at] = -meanS * Math.log(1 - random())
    }
    for (const count of [tables, tables + 1]) {
      const free = new Float64Array(count)
      for (let at = 0; at < people; at += 1) {
        const end = Math.max(comes[at]!, free[0]!) + takes[at]!
        let hole = 0
        for (;;) {
          let child = 2 * hole + 1
          if (child >= count) break
          if (child + 1 < count && free[child + 1]! < free[child]!) child += 1
          if (free[child]! >= end) break
          free[hole] = free[child]!
          hole = child
        }
        free[hole] = end
        if (end > last) last = end
      }
    }
  }
  return last
}

const known = figures()
if (SCREENING_FIGURES.some((key) => !Number.isFinite(known[key]))) throw new Error('packs/screening.json has a figure that is no number.')
const runs = { slots: [] as number[], free: [] as number[], limit: [] as number[], heldMs: [] as number[] }
for (let round = 0; round < ROUNDS; round += 1) {
  for (const kind of ['slots', 'free'] as const) {
    const watch = watchEventLoop()
    const { ms, value } = await timed(async () => {
      const plans = planned(known)
      const run = runOf(plans, { hours: ASKED.hours, kind, weights: [3, 2, 1.5, 1, 0.8, 1, 1.2, 1.5, 1, 0.6], seed: round }, known)
      return { totals: totalsOf(plans), waits: await runInTurns(run) }
    })
    // One turn more, so that what was held last is counted too.
    await new Promise((wake) => setTimeout(wake, 20))
    runs.heldMs.push(watch.maxMs())
    watch.stop()
    runs[kind].push(ms / 1000)
    const { totals, waits } = value
    const atPoints = totals.people - totals.homebound
    if (totals.people !== PEOPLE || waits.all.now.people !== atPoints || waits.all.oneMore.people !== atPoints)
      throw new Error('Somebody was left out of the run.')
    if (round === 0)
      print(
        `${kind}: ${totals.people} people, ${totals.points} points, ${totals.tables} tables; mean wait ${(waits.all.now.meanS / 60).toFixed(2)} min, with one table more ${(waits.all.oneMore.meanS / 60).toFixed(2)}`,
      )
  }
  const run = runOf(planned(known), { hours: ASKED.hours, kind: 'slots', weights: [1], seed: round }, known)
  const { ms, value } = await timed(() => bare(run.communities.flat(), run.arrivals.windowS, run.service.meanS))
  if (!(value > 0)) throw new Error('The bare loop served nobody.')
  runs.limit.push(ms / 1000)
}

/** A district of as many people in a ledger on PostgreSQL: counted and planned as a request does, beside the bare counting as the owner of the tables. */
async function overLedger(url: string): Promise<{ planS: number[]; countS: number[]; people: number }> {
  const folder = await throwAwayFolder()
  const db = await openPostgres(url)
  await migrate(
    db,
    MODULES.map((module) => module.name),
  )
  const config = readConfig({ XIAOMEN_DATA: folder.path, XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
  const app = await buildApp({ config, db, modules: MODULES, webDir: null, withJobs: false, resolveActor: async () => null })
  try {
    const { district, areas } = await app.services.asSystem('bench.areas', async (ctx) => {
      const [whole] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '示范区' }])
      const [street] = await insertAreas(ctx, [{ parentId: whole!.id, level: 'street', name: '示范街道' }])
      const communities = heads().map((_, at) => ({ parentId: street!.id, level: 'community' as const, name: `第${at + 1}社区` }))
      return { district: whole!, areas: await insertAreas(ctx, communities) }
    })
    for (const [at, { people, homes }] of heads().entries()) {
      const { id, path } = areas[at]!
      // Three of a hundred are in care, and what for is sealed.
      const marked = Array.from({ length: Math.round(people * 0.03) }, (_, one) => {
        const row = uuidv7()
        const care = app.services.crypto.seal('care', { table: 'registry.person', row, column: 'care' }, one % 3 === 0 ? 'reducedMobility' : 'pregnant')
        return `('${id}', '${row}', '${path}', gen_random_uuid(), '', '\\x${care.toString('hex')}', '{}', now())`
      })
      await db.execAsOwner(`
        insert into registry.home (community_id, id, area_id, area_path, ordinal, door, door_key, floor, use, created_at, order_key)
          select '${id}', gen_random_uuid(), '${id}', '${path}h' || n || '/', n, n::text, n::text, 1, 'permanent', now(), '${path}' || n from generate_series(1, ${homes}) n;
        insert into registry.residency (community_id, id, person_id, home_id, area_path, kind, from_day)
          select community_id, gen_random_uuid(), gen_random_uuid(), id, area_path, 'owner', '2020-01-01'
          from generate_series(1, ${people}) n join registry.home on community_id = '${id}' and ordinal = 1 + (n - 1) % ${homes};
        insert into registry.person (community_id, id, area_path, home_id, name, care, name_tokens, created_at) values ${marked.join(',')};`)
    }
    const [planS, countS]: [number[], number[]] = [[], []]
    let people = 0
    for (let round = 0; round < (isShort ? 1 : 3); round += 1) {
      countS.push(
        (
          await timed(() =>
            db.queryAsOwner(
              'select h.community_id, count(distinct h.id), count(distinct r.person_id) from registry.home h join registry.residency r on r.home_id = h.id and r.until_day is null where h.retired_at is null group by h.community_id',
            ),
          )
        ).ms / 1000,
      )
      const { ms, value } = await timed(() => app.services.asSystem('bench.plan', (ctx) => makePlan(ctx, district, { ...ASKED, arrivals: 'slots' })))
      planS.push(ms / 1000)
      people = value.totals.people
      if (people !== PEOPLE) throw new Error(`The ledger has ${PEOPLE} people, the plan ${people}.`)
      if (value.totals.homebound === 0 || value.totals.special === 0) throw new Error('Nobody in care was counted.')
    }
    return { planS, countS, people }
  } finally {
    await app.close()
    await folder.remove()
  }
}

const limit = median(runs.limit)
const size = `${PEOPLE / 1_000_000} million people`
const shown: Figure[] = [
  { what: `plan of ${size}, every point run, called up in slots`, value: median(runs.slots), unit: 's', limit, goal: { atMost: 10 } },
  { what: 'the same, everybody when they like', value: median(runs.free), unit: 's', limit, goal: { atMost: 10 } },
  { what: 'longest time the loop was held meanwhile, median of the runs', value: median(runs.heldMs), unit: 'ms', goal: { atMost: 200 } },
]
const postgres = await throwAwayPostgres()
if (postgres) {
  try {
    const { planS, countS } = await overLedger(postgres.url)
    shown.push({
      what: `the same out of a ledger on PostgreSQL, counted first`,
      value: median(planS),
      unit: 's',
      limit: median(countS),
      goal: { ratioAtMost: MOST_OF_BARE },
    })
  } finally {
    await postgres.drop()
  }
} else print('no PostgreSQL at hand: the counting of a ledger was not measured')
report({ name: 'screening', figures: shown })
