// `npm run bench -- tracing`: who was in one place with a case, at gates and at places with a code, among ten million passages and check-ins of fourteen
// days; for one case, for a hundred at once, and two rings of one. Beside the bare scans of the same indexes, as the owner of the tables. And the lists
// of an outbreak (tracing/lines.ts).
import { accessModule } from '../packages/server/src/modules/access/index.ts'
import { approvalsModule } from '../packages/server/src/modules/approvals/index.ts'
import { areasModule, insertAreas } from '../packages/server/src/modules/areas/index.ts'
import { gateModule } from '../packages/server/src/modules/gate/index.ts'
import { postureModule } from '../packages/server/src/modules/posture/index.ts'
import { figures as packFigures } from '../packages/server/src/modules/presence/figures.ts'
import { presenceModule } from '../packages/server/src/modules/presence/index.ts'
import { type Case, firstRings, secondRing } from '../packages/server/src/modules/presence/rings.ts'
import { sealWho, tagAt, tagsIn } from '../packages/server/src/modules/presence/who.ts'
import { registryModule } from '../packages/server/src/modules/registry/index.ts'
import { riskModule } from '../packages/server/src/modules/risk/index.ts'
import { statusModule } from '../packages/server/src/modules/status/index.ts'
import { tasksModule } from '../packages/server/src/modules/tasks/index.ts'
import { buildApp } from '../packages/server/src/platform/app.ts'
import { readConfig } from '../packages/server/src/platform/config.ts'
import { type Database, openPostgres } from '../packages/server/src/platform/db.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { type Figure, isShort, median, percentile, print, report, throwAwayFolder, throwAwayPostgres, timed } from './harness.ts'
import { linesOfAnOutbreak } from './tracing/lines.ts'

const COMPOUNDS = isShort ? 1 : 50
const PER_COMPOUND = 5_000
const GATES_OF_ONE = 6
const SPOTS_OF_ONE = 40
const PASSAGES_OF_ONE = 32
const CHECK_INS_OF_ONE = 8
const DAYS = 14
const MANY = 100
const ROUNDS = isShort ? 5 : 9
const PART = 20_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const MODULES = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, statusModule, gateModule, presenceModule]
const { nearMinutes, stayMinutes, longestStayMinutes, minOverlapMinutes } = packFigures()
const NOW = new Date()
const FROM = new Date(NOW.getTime() - DAYS * DAY_MS)
const hexOf = (kind: number, nth: number) => `${kind}${nth.toString(16).padStart(31, '0')}`
const uuidOf = (kind: number, nth: number) => hexOf(kind, nth).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
const personOf = (nth: number) => uuidOf(1, nth)

/** Park and Miller: the same town every time. */
let state = 20_220_710
function draw(below: number): number {
  state = (state * 48_271) % 2_147_483_647
  return state % below
}
/** Between six and twenty-two o'clock, most of it in the middle. */
const minuteOfDay = () => 360 + Math.floor((draw(960) + draw(960)) / 2)

/** Secondary indexes are built over what is there: an insert keeps each of them as it goes, and takes several times as long. */
async function withoutIndexes(db: Database, table: string, load: () => Promise<void>): Promise<void> {
  const [schema, name] = table.split('.')
  const indexes = await db.queryAsOwner<{ name: string; text: string }>(`
    select indexname as name, indexdef as text from pg_indexes where schemaname = '${schema}' and tablename = '${name}'
    and indexname not in (select conname from pg_constraint) order by 1`)
  for (const index of indexes) await db.execAsOwner(`drop index ${schema}.${index.name}`)
  await load()
  for (const index of indexes) await db.execAsOwner(index.text.replace(' ON ONLY ', ' ON '))
  await db.execAsOwner(`analyze ${table}`)
}

type Compound = { id: string; communityId: string; path: string }
async function writePassages(db: Database, compounds: readonly Compound[]): Promise<void> {
  for (const [nth, { communityId, path }] of compounds.entries())
    await db.execAsOwner(`
      select set_config('app.scope', '/', false), set_config('synchronous_commit', 'off', false), setseed(${(nth + 1) / 1000});
      insert into gate.passage (community_id, id, gate_id, area_path, at, received_at, late_s, direction, means, person_id, outcome, reasons, is_medical, digest)
      select '${communityId}', (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(${nth}), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid,
        (lpad(to_hex(2), 1, '0') || lpad(to_hex(${nth * GATES_OF_ONE} + gate), 31, '0'))::uuid, '${path}', at, at, 0,
        case when n % 2 = 0 then 'in' else 'out' end, case when n % 10 = 0 then 'door' else 'code' end,
        ('1' || lpad(to_hex(${nth * PER_COMPOUND} + n % ${PER_COMPOUND}), 31, '0'))::uuid, 'enter', '{}', false, ''
      from (
        select n, floor(random() * ${GATES_OF_ONE})::int as gate,
          date_trunc('second', '${FROM.toISOString()}'::timestamptz + floor(random() * ${DAYS})::int * interval '1 day'
            + floor(480 * (random() + random())) * interval '1 minute' + floor(random() * 60) * interval '1 second') as at
        from generate_series(1, ${PER_COMPOUND * PASSAGES_OF_ONE}) n order by 3
      ) as p`)
}

async function writeCheckIns(db: Database, crypto: Parameters<typeof sealWho>[0]['crypto'], compounds: readonly Compound[]): Promise<void> {
  for (const [nth, { communityId, path }] of compounds.entries()) {
    const rows = Array.from({ length: PER_COMPOUND * CHECK_INS_OF_ONE }, (_, at) => {
      const personId = personOf(nth * PER_COMPOUND + (at % PER_COMPOUND))
      const came = new Date(Math.floor((FROM.getTime() + draw(DAYS) * DAY_MS + (minuteOfDay() - 360) * MINUTE_MS) / MINUTE_MS) * MINUTE_MS)
      const id = uuidOf(4, nth * PER_COMPOUND * CHECK_INS_OF_ONE + at)
      return {
        id,
        s: uuidOf(3, nth * SPOTS_OF_ONE + draw(SPOTS_OF_ONE)),
        at: came.toISOString(),
        l: draw(5) === 0 ? new Date(came.getTime() + (10 + draw(120)) * MINUTE_MS).toISOString() : null,
        p: draw(4) === 0 ? 'confirmed' : draw(20) === 0 ? 'claimed' : 'rotating',
        t: tagAt({ crypto }, `p:${personId}`, came).toString('hex'),
        w: sealWho({ crypto }, id, { personId }, 'peace').toString('hex'),
      }
    }).toSorted((one, other) => (one.at < other.at ? -1 : 1))
    for (let from = 0; from < rows.length; from += PART)
      await db.execAsOwner(`
        select set_config('app.scope', '/', false), set_config('synchronous_commit', 'off', false);
        insert into presence.check_in (community_id, id, spot_id, area_path, at, left_at, proof, identity, tag, sealed_person, digest, delete_on)
        select '${communityId}', id, s, '${path}', at, l, p, 'account', decode(t, 'hex'), decode(w, 'hex'), '', '2099-01-01'
        from json_to_recordset('${JSON.stringify(rows.slice(from, from + PART))}') as r (id uuid, s uuid, at timestamptz, l timestamptz, p text, t text, w text)`)
  }
}

const list = (values: readonly string[], type: string) => `array[${values.map((value) => `'${value}'`).join(',')}]::${type}[]`
/** The same rows by the same indexes and nothing else: no scope, no marks, nothing opened, nothing judged. */
function bareOf(db: Database, crypto: Parameters<typeof sealWho>[0]['crypto'], cases: readonly Case[]) {
  const gates = `
    select o.person_id, o.at from unnest(${list(
      cases.map(({ personId }) => personId),
      'uuid',
    )}, ${list(
      cases.map(({ from }) => from.toISOString()),
      'timestamptz',
    )}) as a (person_id, since)
    cross join lateral (select gate_id, at from gate.passage where person_id = a.person_id and at >= a.since and at < '${NOW.toISOString()}') own
    cross join lateral (select person_id, at from gate.passage where gate_id = own.gate_id
      and at >= own.at - interval '${nearMinutes} minutes' and at <= own.at + interval '${nearMinutes} minutes') o`
  const tags = cases.flatMap(({ personId, from, to }) => tagsIn({ crypto }, `p:${personId}`, { from, to }, longestStayMinutes))
  const stays = `
    select o.id, o.sealed_person, o.at from unnest(${list(
      tags.map((tag) => `\\x${tag.toString('hex')}`),
      'bytea',
    )}) as a (tag)
    cross join lateral (select spot_id, at, coalesce(left_at, at + interval '${stayMinutes} minutes') as until from presence.check_in where tag = a.tag) own
    cross join lateral (
      select id, sealed_person, at from presence.check_in where spot_id = own.spot_id and proof <> 'claimed' and left_at is null
        and at > own.at - interval '${stayMinutes} minutes' and at < own.until - interval '${minOverlapMinutes} minutes'
      union all
      select id, sealed_person, at from presence.check_in where spot_id = own.spot_id and proof <> 'claimed' and left_at is not null
        and at > own.at - interval '${longestStayMinutes} minutes' and at < own.until - interval '${minOverlapMinutes} minutes'
    ) o`
  return timed(async () => (await db.queryAsOwner(gates)).length + (await db.queryAsOwner(stays)).length)
}

const made = await throwAwayPostgres()
if (made === null) {
  print('no PostgreSQL: nothing is measured')
  report({ name: 'tracing', figures: [] })
  process.exit(0)
}
const folder = await throwAwayFolder()
const db = await openPostgres(made.url)
const figures: Figure[] = []
try {
  await migrate(
    db,
    MODULES.map((module) => module.name),
  )
  const config = readConfig({ XIAOMEN_DATA: folder.path, XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
  const app = await buildApp({ config, db, modules: MODULES, webDir: null, withJobs: false, resolveActor: async () => null })
  try {
    const { services } = app
    const { crypto } = services
    const district = await services.asSystem(
      'bench.areas',
      async (ctx) => (await insertAreas(ctx, [{ parentId: null, level: 'district', name: '示范区' }]))[0]!,
    )
    const compounds = await services.asSystem('bench.areas', async (ctx) => {
      const [street] = await insertAreas(ctx, [{ parentId: district.id, level: 'street', name: '示范街道' }])
      const communities = await insertAreas(
        ctx,
        Array.from({ length: COMPOUNDS }, (_, nth) => ({ parentId: street!.id, level: 'community' as const, name: `第${nth + 1}社区` })),
      )
      return communities.map(({ id, path }): Compound => ({ id, communityId: id, path }))
    })
    const filled = await timed(async () => {
      await withoutIndexes(db, 'gate.passage', () => writePassages(db, compounds))
      await withoutIndexes(db, 'presence.check_in', () => writeCheckIns(db, crypto, compounds))
      await db.execAsOwner('vacuum')
    })
    const people = COMPOUNDS * PER_COMPOUND
    print(`  ${people * PASSAGES_OF_ONE} passages and ${people * CHECK_INS_OF_ONE} check-ins of ${people} people: ${(filled.ms / 1000).toFixed(0)} s`)

    const caseOf = (): Case => ({ personId: personOf(draw(people)), from: FROM, to: NOW })
    const first = (cases: readonly Case[]) => timed(() => services.asSystem('bench.trace', (ctx) => firstRings(ctx, district.path, cases)))
    const measure = async (what: string, count: number, rounds: number, most: number) => {
      const [own, limit]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds; round += 1) {
        const cases = Array.from({ length: count }, caseOf)
        // Each is read once before it is measured: what is compared is work, not the disk.
        await bareOf(db, crypto, cases)
        const asked = await first(cases)
        const bare = await bareOf(db, crypto, cases)
        const met = asked.value.reduce((sum, ring) => sum + ring.meetings.length, 0)
        if (asked.value.some((ring) => ring.found.size === 0)) throw new Error(`${what}: a case met nobody`)
        if (round === 0) print(`  ${what}: ${met} meetings with ${asked.value.reduce((sum, ring) => sum + ring.found.size, 0)} people`)
        if (round > 0) {
          own.push(asked.ms)
          limit.push(bare.ms)
        }
      }
      figures.push({ what, value: median(own), unit: 'ms', limit: median(limit), goal: { ratioAtMost: 2 } })
      figures.push({ what: `${what}, p95`, value: percentile(own, 0.95), unit: 'ms', goal: { atMost: most } })
    }
    await measure('who was with one case', 1, 40, 50)
    await measure(`who was with ${MANY} cases`, MANY, ROUNDS, 1_000)

    const [rings, bareRings]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = caseOf()
      const { ms, value } = await timed(() =>
        services.asSystem('bench.trace', async (ctx) => {
          const ring = (await firstRings(ctx, district.path, [one]))[0]!
          return { ring, second: await secondRing(ctx, district.path, one, ring) }
        }),
      )
      if (value.second.size === 0) throw new Error('nobody in the second ring')
      if (round === 0) print(`  two rings: ${value.ring.found.size} and ${value.second.size} people`)
      else {
        rings.push(ms)
        const windows = new Map(value.ring.meetings.map(({ key, from }) => [key, from] as const).toReversed())
        const ringed = [...windows].map(([key, from]): Case => ({ personId: key.slice(2), from: new Date(from), to: NOW }))
        bareRings.push((await bareOf(db, crypto, [one])).ms + (await bareOf(db, crypto, ringed)).ms)
      }
    }
    figures.push({ what: 'two rings of one case', value: median(rings), unit: 'ms', goal: { atMost: 500 } })
    figures.push({ what: 'the same, beside the bare scans', value: median(rings), unit: 'ms', limit: median(bareRings), goal: { ratioAtMost: 2 } })
  } finally {
    await app.close()
  }
} finally {
  await folder.remove()
  await made.drop()
}
// Each in a town of its own: the lists of an outbreak need no passages, and these no lists.
figures.push(...(await linesOfAnOutbreak()))
report({ name: 'tracing', figures })
