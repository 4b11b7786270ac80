import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SOURCE_KEYS, SOURCES } from '@xiaomen/rules/queries'
import { uuidv7 } from '../../platform/ids.ts'
import { forgetFiles } from './jobs.ts'
import { bookOf, textsOf } from './books.fixture.ts'
import { putInForce } from '../posture/index.ts'
import { exported, fetched, ok, openStreet, type Street } from './street.fixture.ts'

let street: Street
beforeAll(async () => {
  street = await openStreet()
}, 120_000)
afterAll(() => street?.town.close())

const column = (key: string, header: string, text?: string) => ({ key, header, ...(text === undefined ? {} : { text }) })
const ROLL = {
  source: 'residents',
  title: '人员报送表',
  columns: [column('serial', '序号'), column('address', '住址'), column('name', '姓名'), column('phone', '电话'), column('fixed', '填报人', '=王主任')],
  filter: {},
}
const CARE = { source: 'careList', title: null, columns: [column('name', '姓名'), column('care', '类别')], filter: {} }
const ask = (spec: object, more: object = {}) => ({ areaId: street.communityId, spec, lang: 'zh', format: 'xlsx', purpose: '街道报送', ...more })
const building = async (name: string) => ok(await street.office.call('areas.listTree')).areas.find((area: { name: string }) => area.name === name).id

test('DAILY-09 a layout is saved under a name with its own headers and order, used by those it is shared with, and changed by versions', async () => {
  const { office, worker, communityId } = street
  const saved = ok(await office.call('queries.saveLayout', { areaId: communityId, name: '每日报送', spec: ROLL, sharedWith: ['gridWorker'] }))
  expect((await office.call('queries.saveLayout', { areaId: communityId, name: '每日报送', spec: ROLL, sharedWith: [] })).body.code).toBe('queries.name_taken')
  const listed = ok(await worker.call('queries.listLayouts', { areaId: communityId, lang: 'zh' }))
  expect(listed.filter(({ isOurs }: { isOurs: boolean }) => !isOurs)).toMatchObject([{ name: '每日报送', spec: ROLL, version: 1, mayEdit: false }])
  expect((await worker.call('queries.saveLayout', { areaId: communityId, id: saved.id, version: 1, name: 'x', spec: ROLL, sharedWith: [] })).status).toBe(403)
  const next = ok(await office.call('queries.saveLayout', { areaId: communityId, id: saved.id, version: 1, name: '日报送', spec: ROLL, sharedWith: [] }))
  expect(next.version).toBe(2)
  expect((await office.call('queries.saveLayout', { areaId: communityId, id: saved.id, version: 1, name: '别的', spec: ROLL, sharedWith: [] })).body.code).toBe(
    'queries.changed_meanwhile',
  )
  expect(ok(await worker.call('queries.listLayouts', { areaId: communityId, lang: 'zh' })).every(({ isOurs }: { isOurs: boolean }) => isOurs)).toBe(true)
  expect((await office.call('queries.removeLayout', { layoutId: saved.id, version: 1 })).body.code).toBe('queries.changed_meanwhile')
  ok(await office.call('queries.removeLayout', { layoutId: saved.id, version: 2 }))
  expect(
    (await office.call('queries.saveLayout', { areaId: communityId, name: 'y', spec: { ...ROLL, columns: [column('temperature', 'x')] }, sharedWith: [] })).body
      .code,
  ).toBe('queries.unknown_column')
})

test('every source is read to its end, in pieces, and shows its own columns', async () => {
  for (const source of SOURCE_KEYS) {
    const spec = { source, title: null, columns: SOURCES[source].columns.map(({ key, zh }) => column(key, zh)), filter: {} }
    const { rows } = ok(await street.office.call('queries.preview', { areaId: street.communityId, spec, lang: 'zh' }))
    expect([source, rows.every((row: unknown[]) => row.length === spec.columns.length)]).toEqual([source, true])
  }
})

test('the first fifty rows are shown as the file will have them: in the order of the tree, masked', async () => {
  const { rows, hasMore } = ok(await street.office.call('queries.preview', { areaId: street.communityId, spec: ROLL, lang: 'zh' }))
  expect([rows.length, hasMore]).toEqual([50, true])
  expect(rows.slice(0, 3)).toEqual([
    ['1', '1-1-101', '沈一禾', '101****0001', '=王主任'],
    ['2', '1-1-101', '沈小满', '101****0002', '=王主任'],
    ['3', '1-1-102', '沈二禾', '101****0003', '=王主任'],
  ])
  const masked = ok(await street.street.call('queries.preview', { areaId: street.communityId, spec: ROLL, lang: 'zh' }))
  expect(masked.rows[0]).toEqual(['1', '1-*', '沈*禾', '101****0001', '=王主任'])
  const rented = ok(await street.office.call('queries.preview', { areaId: street.communityId, spec: { ...ROLL, filter: { use: ['rented'] } }, lang: 'zh' }))
  expect(rented.rows.map((row: string[]) => row[2])).toEqual(['沈二禾'])
  const grid = ok(await street.office.call('queries.preview', { areaId: street.communityId, gridId: street.gridId, spec: ROLL, lang: 'zh' }))
  expect(grid.rows).toHaveLength(6)
})

test('a list by care is empty for those who may not see care', async () => {
  expect(ok(await street.office.call('queries.preview', { areaId: street.communityId, spec: CARE, lang: 'zh' })).rows[0]).toEqual([
    '沈一禾',
    '空巢老人、慢性病',
  ])
  expect(ok(await street.street.call('queries.preview', { areaId: street.communityId, spec: CARE, lang: 'zh' })).rows).toEqual([])
  const byCare = { ...ROLL, filter: { care: ['infant'] } }
  expect(ok(await street.street.call('queries.preview', { areaId: street.communityId, spec: byCare, lang: 'zh' })).rows).toEqual([])
})

test('REG-09 an export is text, masked, signed with who, when, for what and a code; it is fetched once', async () => {
  const made = await exported(street, street.office, 'queries.requestExport', ask(ROLL))
  expect(made).toMatchObject({ state: 'ready', rows: 526, over: [], counts: { care: 0, health: 0, whereabouts: 0 } })
  const reply = await fetched(street.office, made.id)
  const book = await bookOf(reply.raw)
  const sheet = book.worksheets[0]!
  const rows = textsOf(sheet)
  expect(rows[0]![0]).toBe('人员报送表')
  expect(rows[1]).toEqual(['序号', '住址', '姓名', '电话', '填报人'])
  expect(rows[2]).toEqual(['1', '1-1-101', '沈一禾', '101****0001', '=王主任'])
  // Nothing computes: the cell is text, marked as quoted.
  expect(sheet.getCell('E3').formula).toBeUndefined()
  const note = rows.at(-1)![0]!
  expect(note).toContain('用途:街道报送')
  expect(note).toContain('居委会')
  expect(note).toContain('2022-05-04 12:00')
  expect(note).toContain(`共526行 编号 ${made.code}`)
  expect([book.keywords, sheet.headerFooter.oddHeader?.includes(made.code)]).toEqual([made.code, true])
  expect((await street.office.call('queries.takeExport', { exportId: made.id })).body.code).toBe('queries.file_gone')
  expect(readdirSync(join(street.town.app.services.config.dataDir, 'exports')).filter((name) => name.startsWith(made.id))).toEqual([])
  const csv = await exported(street, street.office, 'queries.requestExport', ask(ROLL, { format: 'csv' }))
  expect((await fetched(street.office, csv.id)).raw.toString()).toContain("沈一禾,101****0001,'=王主任")
})

test('what was asked for, fetched and why stands in the audit; nothing of it in clear in the database', async () => {
  const rows = await street.town.db.queryAsOwner<{ operation: string; classes: string[] }>(
    `select operation, classes from platform.audit where operation like 'queries.%' order by id`,
  )
  expect(rows.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['queries.requestExport', 'queries.takeExport', 'queries.preview']))
  expect(rows.find(({ operation }) => operation === 'queries.takeExport')!.classes).toContain('phone')
  const [kept] = await street.town.db.queryAsOwner<{ text: string }>(`select string_agg(e::text, '') as text from queries.export e`)
  expect(kept!.text).not.toContain('街道报送')
})

test('nobody but the one who asked fetches a file, and a wrong ticket opens nothing', async () => {
  const made = await exported(street, street.office, 'queries.requestExport', ask(ROLL))
  for (const who of [street.station, street.street, street.worker]) {
    expect((await who.call('queries.takeExport', { exportId: made.id })).status).toBe(404)
    expect((await who.call('queries.getExport', { exportId: made.id })).status).toBe(404)
  }
  ok(await street.office.call('queries.takeExport', { exportId: made.id }))
  expect((await street.office.call('queries.downloadExport', { exportId: made.id, ticket: 'x' })).body.code).toBe('queries.file_gone')
})

test('REG-09 above 499 rows of care a reason is asked, and a second person of another unit approves; refused is refused', async () => {
  const { town, office, station, worker, path } = street
  const made = await exported(street, office, 'queries.requestExport', ask(CARE))
  expect(made).toMatchObject({ state: 'reasonNeeded', over: ['care'], counts: { care: 522 } })
  expect((await office.call('queries.takeExport', { exportId: made.id })).body.code).toBe('queries.wrong_state')
  expect(ok(await station.call('queries.listApprovals'))).toEqual([])
  expect(ok(await office.call('queries.giveReason', { exportId: made.id, reason: '疾控要求全量核对' })).state).toBe('waiting')
  expect(ok(await station.call('queries.listApprovals'))).toMatchObject([{ id: made.id, reason: '疾控要求全量核对', purpose: '街道报送' }])
  expect((await office.call('queries.decideExport', { exportId: made.id, isApproved: true })).body).toEqual({
    code: 'queries.same_person',
    details: { reason: 'same_person' },
  })
  const colleague = town.as('communityAdmin', path, { unit: '居委会' })
  expect((await colleague.call('queries.decideExport', { exportId: made.id, isApproved: true })).body.details).toEqual({ reason: 'same_unit' })
  expect((await worker.call('queries.decideExport', { exportId: made.id, isApproved: true })).status).toBe(403)
  expect(ok(await station.call('queries.decideExport', { exportId: made.id, isApproved: true })).state).toBe('ready')
  expect((await station.call('queries.decideExport', { exportId: made.id, isApproved: false })).body.code).toBe('queries.wrong_state')
  expect((await bookOf((await fetched(office, made.id)).raw)).worksheets[0]!.rowCount).toBe(1 + 522 + 1)

  const again = await exported(street, office, 'queries.requestExport', ask(CARE))
  ok(await office.call('queries.giveReason', { exportId: again.id, reason: '再来一份' }))
  expect(ok(await station.call('queries.decideExport', { exportId: again.id, isApproved: false })).state).toBe('refused')
  expect((await office.call('queries.takeExport', { exportId: again.id })).body.code).toBe('queries.wrong_state')
})

test('many small exports are one large one, for a day and an account', async () => {
  const { town, path } = street
  const someone = town.as('communityAdmin', path, { unit: '居委会' })
  const small = { ...CARE, filter: { care: ['emptyNest'] } }
  const [unit] = ok(await someone.call('areas.listTree')).areas.filter((area: { name: string; homes: number }) => area.name === '1幢')
  const first = await exported(street, someone, 'queries.requestExport', ask(small, { areaId: unit.id }))
  expect([first.state, first.counts.care]).toEqual(['ready', 1])
  // 498 more of the day, as if taken in some hundred small files.
  await town.system((ctx) => sql`update queries.export set counts = '{"whereabouts":0,"health":0,"care":499}' where id = ${first.id}`.execute(ctx.tx))
  const second = await exported(street, someone, 'queries.requestExport', ask(small, { areaId: unit.id }))
  expect([second.state, second.over]).toEqual(['reasonNeeded', ['care']])
  const other = town.as('communityAdmin', path, { unit: '居委会' })
  expect((await exported(street, other, 'queries.requestExport', ask(small, { areaId: unit.id }))).state).toBe('ready')
  const { now } = town.clock
  town.clock.now = new Date(now.getTime() + 25 * 3_600_000)
  expect((await exported(street, someone, 'queries.requestExport', ask(small, { areaId: unit.id }))).state).toBe('ready')
  town.clock.now = now
})

test('above 49 rows of whereabouts it takes a second person too: who was held at which gate', async () => {
  const { office, communityId, town } = street
  const order = {
    areaId: communityId,
    posture: 'emergency',
    packId: 'covid-19',
    edition: '2022-06-28',
    legalBasis: '演练',
    purpose: '演练',
    until: '2022-12-31',
  } as const
  await town.system((ctx) => putInForce(ctx, { ...order, draftedBy: uuidv7(), approvedBy: uuidv7() }))
  await town.drain()
  const gate = ok(await office.call('gate.addGate', { areaId: communityId, name: '东门' }))
  const people = await town.db.queryAsOwner<{ id: string; home_id: string }>('select id, home_id from registry.person order by id limit 50')
  const pass = (at: number) => ({
    id: uuidv7(),
    gateId: gate.id,
    means: { kind: 'document', value: `99X${at}` },
    personId: people[at]!.id,
    homeId: people[at]!.home_id,
    direction: 'in',
    temperatureC: 38.4,
    at: town.clock.now.toISOString(),
  })
  for (let at = 0; at < 49; at += 1) ok(await office.call('gate.recordPassage', pass(at)))
  const spec = { source: 'gateHolds', title: null, columns: [column('gate', '小门'), column('at', '时间'), column('name', '姓名')], filter: {} }
  expect(await exported(street, office, 'queries.requestExport', ask(spec))).toMatchObject({ state: 'ready', counts: { whereabouts: 49 } })
  ok(await office.call('gate.recordPassage', pass(49)))
  const other = street.town.as('communityAdmin', street.path, { unit: '居委会' })
  expect(await exported(street, other, 'queries.requestExport', ask(spec))).toMatchObject({
    state: 'reasonNeeded',
    over: ['whereabouts'],
    counts: { whereabouts: 50 },
  })
  // Passages without names tell nobody's whereabouts, and this office may see no more of them.
  const passages = { source: 'passages', title: null, columns: SOURCES.passages.columns.map(({ key, zh }) => column(key, zh)), filter: {} }
  const made = await exported(street, office, 'queries.requestExport', ask(passages))
  expect(made).toMatchObject({ state: 'ready', rows: 50, counts: { whereabouts: 0 } })
  expect(textsOf((await bookOf((await fetched(office, made.id)).raw)).worksheets[0]!)[1]!.slice(5)).toEqual(['', ''])
}, 90_000)

test('a file that nobody fetched is gone after a day, and its sealed bytes with it', async () => {
  const { town, office } = street
  const made = await exported(street, office, 'queries.requestExport', ask(ROLL))
  const { now } = town.clock
  town.clock.now = new Date(now.getTime() + 25 * 3_600_000)
  expect((await office.call('queries.takeExport', { exportId: made.id })).body.code).toBe('queries.file_gone')
  await forgetFiles(town.app.services)
  expect(ok(await office.call('queries.getExport', { exportId: made.id })).state).toBe('expired')
  expect(readdirSync(join(town.app.services.config.dataDir, 'exports')).filter((name) => name.startsWith(made.id))).toEqual([])
  town.clock.now = now
})

test('REG-06 the head count of a grid comes from the ledger, with its buildings drawn and the care marks on them', async () => {
  const { office, street: commander, communityId, gridId } = street
  const table = ok(await office.call('queries.getHeadCount', { areaId: communityId, gridId, lang: 'zh' }))
  const count = (row: string[]) => Object.fromEntries(table.headers.map((header: string, at: number) => [header, row[at]]))
  expect(table.rows).toHaveLength(2)
  expect(count(table.rows[0])).toMatchObject({
    层级: '网格',
    名称: '第一网格',
    户数: '6',
    常住户: '4',
    出租户: '1',
    空置户: '1',
    人数: '6',
    业主: '3',
    租客: '2',
    重点关爱人数: '2',
    空巢老人: '1',
    慢性病: '1',
    婴幼儿: '1',
  })
  expect(table.buildings).toHaveLength(1)
  expect(table.buildings[0].floors[0]).toMatchObject({ floor: 2, cells: [{ door: '201', marks: [] }] })
  expect(table.buildings[0].floors[1].cells[0]).toEqual({ door: '101', use: 'permanent', marks: ['emptyNest', 'infant', 'chronicIllness'] })
  const ours = ok(await office.call('queries.listLayouts', { areaId: communityId, lang: 'zh' })).find(
    ({ spec }: { spec: { source: string } }) => spec.source === 'headCount',
  )
  const made = await exported(street, office, 'queries.requestExport', ask(ours.spec, { gridId }))
  const book = await bookOf((await fetched(office, made.id)).raw)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['网格人头表', '楼栋图'])
  const drawn = textsOf(book.worksheets[1]!).flat()
  expect(drawn).toEqual(expect.arrayContaining(['101\n空婴慢', '103\n(空置)', '201']))
  expect(drawn[0]).toContain('空 空巢老人')
  // The street sees the counts and no door with a mark.
  const above = ok(await commander.call('queries.getHeadCount', { areaId: communityId, gridId, lang: 'en' }))
  expect(above.rows[0]).toContain('第一网格')
  expect(above.buildings[0].floors[1].cells[0]).toEqual({ door: '*', use: 'permanent', marks: null })
})

test('a place that is not there, or not one’s own, is not found', async () => {
  const elsewhere = street.town.as('communityAdmin', '/9/', { unit: '别处' })
  const unknown = await elsewhere.call('queries.preview', { areaId: uuidv7(), spec: ROLL, lang: 'zh' })
  expect((await elsewhere.call('queries.preview', { areaId: street.communityId, spec: ROLL, lang: 'zh' })).body).toEqual(unknown.body)
  expect((await street.office.call('queries.preview', { areaId: await building('2幢'), gridId: street.gridId, spec: ROLL, lang: 'zh' })).status).toBe(404)
})
