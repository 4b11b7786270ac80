// Results by file: the own template and what a laboratory's system writes; one bad row and nothing is taken. And what a negative pool means to somebody under control.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeXlsx } from 'hucre/xlsx'
import { uuidv7 } from '../../platform/ids.ts'
import { openSheet } from '../../platform/workbook/read-workbook.ts'
import { destroy } from './jobs.ts'
import { testingModule } from '../testing/index.ts'
import { type LabTown, ok, openLabTown, refused } from './lab.test.fixture.ts'

let t: LabTown
beforeAll(async () => {
  t = await openLabTown(6)
}, 90_000)
afterAll(() => t.town.close())

const upload = (rows: string[], at = 0) => t.lab[at]!.upload('lab.importResults', {}, { name: 'r.csv', bytes: Buffer.from(rows.join('\r\n')) })
const stateOf = async (serial: number) => (await ok(t.lab[0], 'lab.findTube', { tube: t.tube(serial) })).tube.state

test('TEST-02 the template lists what waits for a result, and comes back filled in', async () => {
  const { town, office, tube } = t
  const today = '2022-07-10'
  const evidence = { kind: 'investigationDecision', reference: '流调-7', issuedBy: '区疾控中心' }
  const opening = { id: uuidv7(), personId: t.ids[0], trigger: 'contact', anchorDay: '2022-07-09', hasOwnSuite: true, guardian: null, evidence }
  const control = await ok(office, 'control.openCase', opening)
  await ok(t.street, 'control.confirmOpening', { caseId: control.id })
  await town.drain()
  await t.bring(1, 1, [0, 1])
  await t.bring(2, 2, [2])
  const { raw } = await t.lab[0].call('lab.getTemplate', { lang: 'zh' })
  const rows = []
  for await (const { cells } of (await openSheet(raw)).rows()) rows.push(cells.slice(0, 2))
  expect(rows).toEqual(
    [
      ['管号', '检测结果'],
      [tube(1), null],
      [tube(2), null],
    ].map((row) => row.map((cell) => cell)),
  )
  const filled = Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: '检测结果',
          rows: [
            ['管号', '检测结果', 'Ct值'],
            [tube(1), '阴性', null],
            [tube(2), null, null],
          ],
        },
      ],
    }),
  )
  const reply = await t.lab[0].upload('lab.importResults', {}, { name: 'r.xlsx', bytes: filled })
  expect(reply.body).toEqual({ rows: 1, ends: { counts: 1 }, bad: [] })
  await town.drain()
  expect([await stateOf(1), await stateOf(2)]).toEqual(['negative', 'received'])
  // Whoever is under control has a negative test with it, once however often it is told.
  const facts = (await ok(office, 'control.getControl', { caseId: control.id })).facts.filter(({ kind }: { kind: string }) => kind === 'test')
  expect(facts).toMatchObject([{ day: today, method: 'pcr', way: 'rule' }])
})

test('TEST-02 every bad row is told with its reason, and nothing of the file is taken', async () => {
  const { tube } = t
  await t.bring(3, 3, [3])
  const { body } = await upload([
    '管号,结果,Ct',
    `${tube(2)},阴性,`,
    `${tube(2)},阳性,30`,
    '6901234567892,阴性,',
    `${tube(3)},待定,`,
    `${tube(4)},阳性,abc`,
    `${tube(1)},阳性,30`,
  ])
  expect(body).toEqual({
    rows: 6,
    ends: {},
    bad: [
      { row: 3, tube: tube(2), problem: 'twice_in_file' },
      { row: 4, tube: '6901234567892', problem: 'label_unreadable' },
      { row: 5, tube: tube(3), problem: 'verdict_unknown' },
      { row: 6, tube: tube(4), problem: 'ct_unreadable' },
      { row: 7, tube: tube(1), problem: 'result_stands' },
    ],
  })
  expect(await stateOf(2)).toBe('received')
  expect((await t.lab[0].upload('lab.importResults', {}, { name: 'r.csv', bytes: Buffer.from('a,b\r\n1,2') })).body.code).toBe('lab.file_columns')
  expect(await refused(t.office, 'lab.getTemplate', { lang: 'zh' })).toBe('access.denied')
})

test('TEST-02 a laboratory system’s GB18030 file: negatives count, a positive waits for a second one, what was not received waits too', async () => {
  const gb = Buffer.concat([
    Buffer.from([0xcc, 0xf5, 0xc2, 0xeb, 0x2c, 0xbd, 0xe1, 0xb9, 0xfb, 0x0d, 0x0a]),
    Buffer.from(`${t.tube(2)},`),
    Buffer.from([0xd2, 0xf5, 0xd0, 0xd4, 0x0d, 0x0a]),
    Buffer.from(`${t.tube(3)},`),
    Buffer.from([0xd1, 0xf4, 0xd0, 0xd4, 0x0d, 0x0a]),
    Buffer.from(`${t.tube(9)},`),
    Buffer.from([0xd2, 0xf5, 0xd0, 0xd4, 0x0d, 0x0a]),
  ])
  const send = () => t.lab[0].upload('lab.importResults', {}, { name: 'lis.csv', bytes: gb })
  expect((await send()).body).toEqual({ rows: 3, ends: { counts: 1, waits: 1, unmatched: 1 }, bad: [] })
  // Sent twice it says nothing new.
  expect((await send()).body).toEqual({ rows: 3, ends: { known: 2, unmatched: 1 }, bad: [] })
  await t.town.drain()
  expect([await stateOf(2), await stateOf(3)]).toEqual(['negative', 'received'])
  const desk = await ok(t.lab[1], 'lab.getDesk')
  expect([desk.toConfirm.length, desk.unmatched.length]).toEqual([1, 1])
  expect(await t.agree(3, t.lab[1], false)).toBe('received')
  expect((await ok(t.lab[1], 'lab.getDesk')).toConfirm).toEqual([])
})

test('TEST-02 what a laboratory said is destroyed after the days it is kept', async () => {
  const rows = async () =>
    Number((await t.town.db.queryAsOwner<{ n: string }>('select (select count(*) from lab.result) + (select count(*) from lab.unmatched) as n'))[0]!.n)
  expect(await rows()).toBeGreaterThan(4)
  t.later(61 * 24 * 60)
  await destroy(t.town.app.services)
  expect(await rows()).toBe(0)
  // Hands, boxes and tubes go with their round.
  await ok(t.office, 'testing.endCampaign', { campaignId: t.campaignId })
  t.later(61 * 24 * 60)
  for (const job of testingModule.jobs) if (job.name === 'testing.destroy') await job.run(t.town.app.services)
  expect(await t.town.db.queryAsOwner('select 1 from testing.custody union all select 1 from testing.box union all select 1 from testing.tube')).toEqual([])
})

test('TEST-02 a result is added to and never rewritten, and so is the chain of hands', async () => {
  for (const table of ['lab.result', 'testing.custody'])
    await expect(
      t.town.system((ctx) =>
        ctx.tx
          .updateTable(table as never)
          .set({ area_path: '/' } as never)
          .execute(),
      ),
    ).rejects.toThrow(/permission denied/)
})
