// Nothing of a drill goes outside: not where the real town would send it, and not by being taken for the real thing.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobs } from '../modules/status/jobs.ts'
import { openStreet, signLists, type Street } from '../modules/status/street.test.fixture.ts'
import { openKeys } from '../platform/crypto.ts'
import { beginDrill } from '../platform/drill.ts'
import { uuidv7 } from '../platform/ids.ts'
import { openTown } from '../platform/testing.ts'
import { readParts, inflatePart } from '../platform/workbook/zip-gate.ts'

const asked: string[] = []
const outside = createServer((request, reply) => {
  asked.push(request.url!)
  reply.end(JSON.stringify({ errcode: 0, errmsg: 'ok' }))
})
let street: Street
let folder: string
const UNTIL = new Date('2022-05-06T22:00:00+08:00')

beforeAll(async () => {
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  folder = mkdtempSync(join(tmpdir(), 'xiaomen-outside-'))
  const data = join(folder, 'copy')
  beginDrill(data, { until: UNTIL, seed: 1, infections: 1, homes: 1 })
  openKeys(join(data, 'keys'), { forDrill: true })
  street = await openStreet({ XIAOMEN_DATA: data, XIAOMEN_WEBHOOK_HOSTS: origin, XIAOMEN_SMS_URL: `${origin}/sms` })
  const hook = { id: uuidv7(), communityId: street.community.id, kind: 'wecom', name: '群', address: `${origin}/send?key=K`, secret: null }
  expect((await street.office.call('status.addHook', hook)).status).toBe(200)
})
afterAll(async () => {
  outside.closeAllConnections()
  outside.close()
  await street.town.close()
  rmSync(folder, { recursive: true, force: true })
})

test('COMMAND-04 a group robot and a text message gateway that are configured hear nothing; that they would have is counted and shown', async () => {
  const { town, office, people } = street
  expect((await office.call('registry.sendFamilyCard', { personId: people[0]!.id })).body.code ?? 'asked').toBe('asked')
  await town.app.services.sms!.send('10100000000', 'nobody reads this')
  const file = { name: 's.csv', bytes: Buffer.from(`身份证号,码色,日期\n${people[0]!.document},红码,2022-05-04\n`) }
  await office.upload('status.importFile', { id: uuidv7(), sourceId: street.sourceId, areaId: street.community.id, isPreview: false }, file)
  await signLists(street, street.station)
  await town.drain()
  town.clock.now = new Date('2022-05-05T07:30:00+08:00')
  await jobs.find((job) => job.name === 'status.morning')!.run(town.app.services)
  await town.drain()
  const kinds = town.app.services.withheld!.list().map(({ outlet }) => outlet)
  expect(kinds.filter((kind) => kind === 'webhook').length).toBeGreaterThan(0)
  expect(kinds.filter((kind) => kind === 'sms').length).toBeGreaterThan(0)
  expect(asked).toEqual([])
  const [zh, en] = [(await town.get('/drill')).raw.toString(), (await town.get('/drill?lang=en')).raw.toString()]
  expect(zh).toContain(`短信: <strong>${kinds.filter((kind) => kind === 'sms').length}</strong>`)
  expect(en).toContain(`messages of group robots: <strong>${kinds.filter((kind) => kind === 'webhook').length}</strong>`)
})

test('COMMAND-04 pages, their titles and policies, workbooks, tables and names of files bear the mark of the drill', async () => {
  const { town, office } = street
  const page = await town.get('/drill')
  expect(page.raw.toString()).toMatch(
    /<html data-drill [\s\S]*<title>【演练 DRILL】本次演练[\s\S]*<div id="drill-mark" role="note"[\s\S]*演练 DRILL · 至 until 05-06 22:00/,
  )
  // A page without scripts lets the mark's own style sheet in, and nothing else.
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+' 'sha256-[\w+/=]+'; /)
  for (const format of ['xlsx', 'csv']) {
    const { headers, raw } = await office.call('registry.downloadTemplate', { lang: 'zh', format })
    expect(decodeURIComponent(String(headers['content-disposition']))).toContain("UTF-8''【演练 DRILL】")
    if (format === 'csv') expect(raw.toString()).toMatch(/^\uFEFF【演练 DRILL】\r\n/)
    else {
      const parts = await readParts(raw)
      const sheet = (await inflatePart(parts.find(({ name }) => name === 'xl/worksheets/sheet1.xml')!)).toString()
      expect(sheet).toMatch(/<headerFooter><oddHeader>&amp;C&amp;24演练 DRILL<\/oddHeader><\/headerFooter>[\s\S]*<picture [^>]*r:id="rIdDrillMark"\/>/)
      expect(parts.map(({ name }) => name)).toContain('xl/media/drillmark.png')
    }
  }
})

test('COMMAND-04 the real town says nothing of a drill: no mark, no page, its own cookie', async () => {
  const real = await openTown({ modules: [] })
  try {
    expect((await real.get('/drill')).status).toBe(404)
    expect(real.app.services.withheld).toBeNull()
  } finally {
    await real.close()
  }
})
