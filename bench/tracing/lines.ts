// The lists of an outbreak: 45,000 cases and 85,000 contacts taken in from two files, a page of them, and three hundred changed at once. Through the real server.
import { addDays } from '@xiaomen/rules/days'
import { resolveActor, seedAccount, startSession } from '../../packages/server/src/modules/access/index.ts'
import { insertAreas } from '../../packages/server/src/modules/areas/index.ts'
import { CONTROL_AND_BELOW } from '../../packages/server/src/modules/control/modules.test.fixture.ts'
import { putInForce } from '../../packages/server/src/modules/posture/index.ts'
import { leadsModule } from '../../packages/server/src/modules/leads/index.ts'
import { presenceModule } from '../../packages/server/src/modules/presence/index.ts'
import { testingModule } from '../../packages/server/src/modules/testing/index.ts'
import { tracingModule } from '../../packages/server/src/modules/tracing/index.ts'
import { zonesModule } from '../../packages/server/src/modules/zones/index.ts'
import { buildApp } from '../../packages/server/src/platform/app.ts'
import { readConfig } from '../../packages/server/src/platform/config.ts'
import { openPostgres } from '../../packages/server/src/platform/db.ts'
import { sessionCookieOf } from '../../packages/server/src/platform/http.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import { migrate } from '../../packages/server/src/platform/migrate.ts'
import { localDay } from '../../packages/server/src/platform/time.ts'
import { type Figure, isShort, percentile, print, throwAwayFolder, throwAwayPostgres, timed } from '../harness.ts'

const CASES = isShort ? 4_500 : 45_000
const CONTACTS = isShort ? 8_500 : 85_000
const PAGES = isShort ? 20 : 100
const MANY = 300
const DAYS = 60
const MODULES = [...CONTROL_AND_BELOW, zonesModule, testingModule, leadsModule, presenceModule, tracingModule]

/** Everybody but every twentieth case caught it from one a little before them; a contact met one or two cases. */
function files(today: string): { cases: string; contacts: string } {
  const dayOf = (nth: number, of: number) => addDays(today, -DAYS + Math.floor((nth * (DAYS - 1)) / of))
  const phone = (nth: number) => `1010${String(nth % 10_000_000).padStart(7, '0')}`
  const cases = Array.from({ length: CASES }, (_, nth) => {
    const source = nth % 20 === 0 ? '' : `C${nth - 1 - ((nth * 7) % Math.min(nth, 19))}`
    const day = dayOf(nth, CASES)
    return `C${nth},病例,某病例${nth},${phone(nth)},某小区${nth % 700}幢,${day},${addDays(day, 1)},${source},同餐,${addDays(day, -2)},${source === '' ? '' : '是'}`
  })
  const contacts = Array.from({ length: CONTACTS }, (_, nth) => {
    const source = Math.floor((nth * CASES) / CONTACTS)
    const day = dayOf(source, CASES)
    return `K${nth},密接,某密接${nth},${phone(CASES + nth)},某小区${nth % 700}幢,,${addDays(day, 1)},C${source},同事,${day},`
  })
  const head = '编号,身份,姓名,联系电话,现住址,发病日期,报告日期,关联病例编号,接触方式,接触日期,是否由其传染'
  return { cases: [head, ...cases].join('\n'), contacts: [head, ...contacts].join('\n') }
}

export async function linesOfAnOutbreak(): Promise<Figure[]> {
  const database = await throwAwayPostgres()
  if (database === null) throw new Error('no PostgreSQL to measure on')
  const folder = await throwAwayFolder()
  const config = readConfig({ XIAOMEN_DATA: folder.path, XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
  const db = await openPostgres(database.url)
  await migrate(
    db,
    MODULES.map((module) => module.name),
  )
  const app = await buildApp({ config, db, modules: MODULES, webDir: null, withJobs: false, resolveActor })
  try {
    const street = await app.services.asSystem('bench.town', async (ctx) => {
      const [area] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: 'Bench street' }])
      const until = addDays(localDay(ctx.now), 30)
      const order = { posture: 'emergency' as const, packId: 'covid-19', edition: '2022-06-28', legalBasis: 'bench', purpose: 'bench', until }
      await putInForce(ctx, { areaId: area!.id, ...order, draftedBy: uuidv7(), approvedBy: uuidv7() })
      return area!
    })
    const token = await app.services.asSystem('bench.hire', async (ctx) => {
      const account = { login: 'bench-head', name: 'Bench', unit: 'centre', password: uuidv7(), grants: [{ role: 'tracingHead' as const, path: street.path }] }
      return startSession(ctx, await seedAccount(ctx, account), 1)
    })
    const headers = { 'x-xiaomen': '1', cookie: `${sessionCookieOf(config)}=${token}` }
    const ask = async (name: string, payload: object) => {
      const reply = await app.http.inject({ method: 'POST', url: `/api/${name}`, headers, payload })
      if (reply.statusCode !== 200) throw new Error(`${name} answered ${reply.statusCode} ${reply.body.slice(0, 300)}`)
      return reply.json()
    }
    const take = async (text: string, otherwise: string) => {
      const form = new FormData()
      form.append('input', JSON.stringify({ id: uuidv7(), areaId: street.id, otherwise, isPreview: false }))
      form.append('file', new Blob([text]), 'lines.csv')
      const request = new Request('http://bench/', { method: 'POST', body: form })
      const reply = await app.http.inject({
        method: 'POST',
        url: '/api/tracing.importLines',
        headers: { ...headers, 'content-type': request.headers.get('content-type')! },
        payload: Buffer.from(await request.arrayBuffer()),
      })
      if (reply.statusCode !== 200) throw new Error(`tracing.importLines answered ${reply.statusCode} ${reply.body.slice(0, 300)}`)
      return reply.json() as { added: number; meetings: number; faulty: number }
    }
    const { cases, contacts } = files(localDay(new Date()))
    const bytes = Buffer.byteLength(cases) + Buffer.byteLength(contacts)
    // As little as it can be: the same bytes into a table of text, by the same driver.
    await db.execAsOwner('create table bare (line text not null)')
    const bare = await timed(async () => {
      for (const part of [cases, contacts]) {
        const lines = part.split('\n')
        for (let at = 0; at < lines.length; at += 1000)
          await db.execAsOwner(
            `insert into bare select jsonb_array_elements_text('${JSON.stringify(lines.slice(at, at + 1000)).replaceAll("'", "''")}'::jsonb)`,
          )
      }
    })
    const { ms, value } = await timed(async () => [await take(cases, 'case'), await take(contacts, 'contact')] as const)
    const added = value[0].added + value[1].added
    if (added !== CASES + CONTACTS) throw new Error(`${added} of ${CASES + CONTACTS} were entered, ${value[0].faulty + value[1].faulty} faulty`)
    print(
      `${CASES} cases and ${CONTACTS} contacts, ${(bytes / 1e6).toFixed(0)} MB, ${value[0].meetings + value[1].meetings} meetings: ${(ms / 1000).toFixed(1)} s`,
    )
    await db.execAsOwner('analyze')
    const times: number[] = []
    let after: string | undefined
    for (let nth = 0; nth < PAGES; nth += 1) {
      const asked = {
        areaId: street.id,
        standing: nth % 3 === 0 ? null : nth % 3 === 1 ? 'case' : 'contact',
        only: nth % 4 === 0 ? 'untold' : 'open',
        search: nth % 10 === 9 ? `某密接${nth * 7}` : null,
      }
      const page = await timed(() => ask('tracing.listTraced', { ...asked, ...(after === undefined || nth % 5 === 0 ? {} : { after }) }))
      times.push(page.ms)
      after = page.value.after ?? undefined
    }
    const counted = await timed(() => ask('tracing.countTraced', { areaId: street.id }))
    const ids: string[] = []
    for (let next: string | null | undefined; ids.length < MANY;) {
      const page = await ask('tracing.listTraced', {
        areaId: street.id,
        standing: 'contact',
        only: 'open',
        search: null,
        ...(next == null ? {} : { after: next }),
      })
      ids.push(...page.rows.map(({ id }: { id: string }) => id))
      next = page.after
    }
    const edit = { id: uuidv7(), areaId: street.id, tracedIds: ids.slice(0, MANY), change: { kind: 'told', way: 'phone' } }
    const edited = await timed(() => ask('tracing.editMany', edit))
    const undone = await timed(() => ask('tracing.undoEdit', { editId: edit.id }))
    const figures = await timed(() => ask('tracing.getFigures', { areaId: street.id, by: 'onset' }))
    return [
      { what: 'cases and contacts of two files taken in', value: ms / 1000, unit: 's', limit: bare.ms / 1000, goal: { atMost: 60 } },
      { what: 'a page of their list, p95', value: percentile(times.slice(2), 0.95), unit: 'ms', goal: { atMost: 100 } },
      { what: 'how many there are of each', value: counted.ms, unit: 'ms' },
      { what: 'three hundred changed at once', value: edited.ms / 1000, unit: 's', goal: { atMost: 2 } },
      { what: 'and taken back', value: undone.ms / 1000, unit: 's', goal: { atMost: 2 } },
      { what: 'the curve and the delays of all cases', value: figures.ms, unit: 'ms' },
    ]
  } finally {
    await app.close()
    await database.drop()
    await folder.remove()
  }
}
