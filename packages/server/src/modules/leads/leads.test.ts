// A day of the lead desk: thousands come in, of which some are one person; they go to the communities, some come back, and none is ever nowhere or without its clock.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import {
  addGiver,
  all,
  hireVolunteers,
  leadsFile,
  type LeadsTown,
  type Line,
  NOW,
  ok,
  openLeadsTown,
  partsOf,
  phoneOf,
  refused,
  signedIn,
  take,
} from './leads.test.fixture.ts'

let t: LeadsTown
let giverId = ''
const HOUR_MS = 3_600_000
const isEmbedded = (process.env['TEST_DATABASE_URL'] ?? '') === ''
/** The embedded database does the same with a tenth of it: minutes, not more kinds of things. */
const COMING = isEmbedded ? 1_000 : 10_000
const DAY_MS = 600_000
const OPEN = ['received', 'triaged', 'offered', 'accepted', 'working', 'returned']
const after = (hours: number) => new Date(Date.parse(NOW) + hours * HOUR_MS).toISOString()
beforeAll(async () => {
  t = await openLeadsTown()
  giverId = await addGiver(t)
}, 90_000)
afterAll(() => t.close())

const sendAll = async (ids: string[], input: object, caller: Caller = t.tracer) => {
  const batchId = uuidv7()
  const refusals: { leadId: string; why: string }[] = []
  let done = 0
  for (const leadIds of partsOf(ids)) {
    const part = await ok(caller, 'leads.send', { batchId, areaId: t.quarter.street.id, leadIds, to: 'suggested', toId: null, isCorrection: false, ...input })
    done += part.done
    refusals.push(...part.refused)
  }
  return { batchId, done, refused: refusals }
}
/** Each lead is at one desk, which is the centre until somebody has taken it. */
async function whole(expected: number) {
  const { street, community, nextCommunity } = t.quarter
  const open = await all(t.tracer, street.id, OPEN)
  const closed = await all(t.tracer, street.id, ['closed'])
  expect(new Set([...open, ...closed].map(({ id }) => id)).size).toBe(expected)
  expect(open.length + closed.length).toBe(expected)
  const desks = [street.id, community.id, nextCommunity.id]
  expect(open.filter(({ desk }) => !desks.includes(desk.id))).toEqual([])
  expect(open.filter(({ dueAt }) => dueAt === null)).toEqual([])
  const { desks: loads } = await ok(t.tracer, 'leads.listLoads', { areaId: street.id })
  const sum = loads.reduce(
    (total: number, one: { waiting: number; sent: number; working: number; closed: number }) => total + one.waiting + one.sent + one.working + one.closed,
    0,
  )
  expect(sum).toBe(expected)
  return { open, closed }
}

test(
  `TRACE-01 TRACE-02 a file of ${COMING} leads, 12 in 100 of somebody who came before, 5 in 100 for the wrong area, and a surge of 3+8+N: none is lost, none is twice, no clock stops`,
  async () => {
    const { street, community, nextCommunity } = t.quarter
    const people = Math.round(COMING * 0.88)
    const lines = Array.from({ length: COMING }, (_, at): Line => {
      const who = at < people ? at : (at - people) * 7
      // The second word of somebody comes from another file and says it in other words.
      const isStone = who % 2 === 0
      return {
        reference: `A${at}`,
        name: `某${String(who).padStart(5, '0')}`,
        phone: phoneOf(who),
        // One in twenty lives in the other community, whatever the list says.
        address: `青石街道${isStone ? '南苑' : '北苑'}${who % 90}号`,
        said: at < people ? '同一餐馆就餐' : '又一份协查函',
        kind: who % 10 === 0 ? '次密接' : '密接',
      }
    })
    const preview = await take(t, giverId, lines, { isPreview: true })
    expect(preview).toMatchObject({
      rows: COMING,
      fresh: people,
      merged: COMING - people,
      known: 0,
      suggested: people,
      doubtful: 0,
      unread: [],
      isEnough: true,
    })
    await whole(0)
    expect(await take(t, giverId, lines)).toMatchObject({ fresh: people, merged: COMING - people })
    expect(await take(t, giverId, lines)).toMatchObject({ fresh: 0, merged: 0, known: COMING, isAgain: true })
    const { open } = await whole(people)
    expect(open.reduce((total, { sources }) => total + sources, 0)).toBe(COMING)
    // 2 and 4 hours until somebody has taken it: contacts by us, contacts of contacts by us.
    expect(new Set(open.map(({ kind, dueAt }) => `${kind} ${dueAt}`))).toEqual(new Set([`contact ${after(2)}`, `secondaryContact ${after(4)}`]))
    const before = new Map(open.map(({ id, dueAt }) => [id, dueAt]))

    const ids = open.map(({ id }) => id)
    const wrong = await sendAll(ids.slice(0, 300), { to: 'community', toId: community.id })
    expect(wrong.done).toBe(300)
    expect(await ok(t.tracer, 'leads.undo', { areaId: street.id, batchId: wrong.batchId })).toEqual({ done: 300, refused: [] })
    expect(await sendAll(ids, {})).toMatchObject({ done: people, refused: [] })
    const { open: offered } = await whole(people)
    // On its way it still is the centre's, and its clock goes on.
    expect(new Set(offered.map(({ state, desk }) => `${state} ${desk.id}`))).toEqual(new Set([`offered ${street.id}`]))
    for (const { id, dueAt } of offered) expect(dueAt).toBe(before.get(id))

    t.town.clock.now = new Date(after(1))
    let returned = 0
    for (const [office, area] of [
      [t.stone, community],
      [t.tower, nextCommunity],
    ] as const) {
      const mine = await all(office, area.id, ['offered'])
      expect(mine.every(({ offeredTo }) => offeredTo.id === area.id)).toBe(true)
      const back = mine.filter((_, at) => at % 20 === 7).map(({ id }) => id)
      const taken = mine.filter((_, at) => at % 20 !== 7).map(({ id }) => id)
      returned += back.length
      for (const leadIds of partsOf(taken))
        expect(await ok(office, 'leads.accept', { batchId: uuidv7(), areaId: area.id, leadIds })).toMatchObject({ refused: [] })
      for (const leadIds of partsOf(back))
        expect(await ok(office, 'leads.giveBack', { batchId: uuidv7(), areaId: area.id, leadIds, reason: 'notHere' })).toMatchObject({
          done: leadIds.length,
          refused: [],
        })
      // What was given back is out of sight there.
      expect((await all(office, area.id, OPEN)).length).toBe(taken.length)
    }
    expect(Math.abs(returned - people * 0.05)).toBeLessThan(3)
    const came = await all(t.tracer, street.id, ['returned'])
    expect(came.length).toBe(returned)
    for (const one of came) expect([one.desk.id, one.returns, one.dueAt]).toEqual([street.id, 1, before.get(one.id)])
    // The other community takes them, by hand.
    for (const [toId, office] of [
      [nextCommunity.id, t.tower],
      [community.id, t.stone],
    ] as const) {
      const those = came.filter(({ suggested }) => suggested.id !== toId).map(({ id }) => id)
      expect(await sendAll(those, { to: 'community', toId })).toMatchObject({ done: those.length, refused: [] })
      for (const leadIds of partsOf(those)) await ok(office, 'leads.accept', { batchId: uuidv7(), areaId: toId, leadIds })
    }
    const { open: working } = await whole(people)
    // Taken: now it is the telling that is owed, and by the list's clock, not by that of whoever took it.
    expect(new Set(working.map(({ kind, state, dueAt }) => `${kind} ${state} ${dueAt}`))).toEqual(
      new Set([`contact accepted ${after(4)}`, `secondaryContact accepted ${after(8)}`]),
    )
    // 3+8+N in one act: each at a seat gets a call of their own, whoever asks in the same moment.
    const logins = Array.from({ length: 23 }, (_, at) => `n${at}`)
    const staff = await hireVolunteers(t, logins)
    const surge = { id: uuidv7(), areaId: street.id, until: after(10), chiefs: staff.slice(0, 3), lines: staff.slice(3, 11).map((id) => [id]) }
    expect(await ok(t.street, 'leads.scaleUp', { ...surge, volunteers: staff.slice(11) })).toEqual({ posts: 23, lent: 23 })
    const seats = await Promise.all(logins.slice(3).map((login) => signedIn(t, login)))
    for (const seat of seats) await ok(seat, 'leads.takeSeat', { id: uuidv7(), areaId: street.id })
    const calls = await Promise.all(seats.map((seat) => ok(seat, 'leads.nextCall', { areaId: street.id })))
    const rung: string[] = calls.map(({ call }) => call.lead.id)
    expect(new Set(rung).size).toBe(20)
    const statement = () => ({ id: uuidv7(), where: '万象餐馆', areaId: null, from: after(-24), until: after(-23), with: [] })
    await Promise.all(
      seats.map((seat, at) =>
        ok(seat, 'leads.recordCall', { id: uuidv7(), leadId: rung[at], outcome: 'reached', callAt: null, lang: null, statements: [statement()] }),
      ),
    )
    expect(await ok(t.street, 'leads.scaleDown', { areaId: street.id })).toEqual({ ended: 23 })
    expect((await seats[0]!.call('leads.nextCall', { areaId: street.id })).status).toBe(404)
    // Told: the closing is owed now; nobody's desk has changed by it.
    const { open: told } = await whole(people)
    const desks = new Map(working.map(({ id, desk }) => [id, desk.id]))
    expect(new Set(told.filter(({ toldAt }) => toldAt !== null).map(({ id }) => id))).toEqual(new Set(rung))
    for (const one of told) expect(one.desk.id).toBe(desks.get(one.id))

    const closing = working.slice(0, 40)
    for (const one of closing) await ok(one.desk.id === community.id ? t.stone : t.tower, 'leads.close', { leadId: one.id, outcome: 'noRisk' })
    expect((await whole(people)).closed.length).toBe(40)
  },
  DAY_MS,
)

test('TRACE-01 two lists in the same moment that name the same people make each of them one lead', async () => {
  const [one, other] = [await addGiver(t, '机场'), await addGiver(t, '火车站')]
  const lines = Array.from({ length: 50 }, (_, at): Line => ({ name: `同${at}`, phone: phoneOf(60_000_100 + at), address: '青石街道南苑' }))
  const answers = await Promise.all([take(t, one, lines), take(t, other, lines)])
  expect(answers.map(({ fresh }) => fresh).toSorted((a, b) => a - b)).toEqual([0, 50])
  expect(answers.map(({ merged }) => merged).toSorted((a, b) => a - b)).toEqual([0, 50])
  // Father and son with one telephone and one name, by their documents, are two.
  const [father, son] = ['X9900001', 'X9900002']
  const both = [father, son].map((document) => ({ name: '同名', phone: '10961000101', document, address: '南苑' }))
  expect(await take(t, one, both)).toMatchObject({ fresh: 2, merged: 0 })
  // Whoever comes with the telephone first and the document later is the same one.
  expect(
    await take(t, one, [
      { name: '先后', phone: '10961000102', address: '南苑' },
      { name: '先后', phone: '10961000102', document: 'X9900003' },
      { document: 'X9900003', said: '只有证件' },
    ]),
  ).toMatchObject({
    fresh: 1,
    merged: 2,
  })
})

test('TRACE-01 what cannot be read waits with row and reason, and is mended or set aside; nothing is dropped', async () => {
  const { street } = t.quarter
  const many = Array.from({ length: 3_000 }, (_, at) => `张${at}`).join('、')
  const lines: Line[] = [
    { phone: '10977000001', address: '南苑1号' },
    { name: many, phone: '10977000002' },
    { name: '李将来', phone: '10977000003', sentAt: '2022-07-12 09:00' },
    { name: '王无址', said: '不知道住哪' },
    { name: '赵短号', phone: '12345' },
  ]
  expect(await take(t, giverId, lines)).toMatchObject({
    rows: 5,
    fresh: 1,
    unread: [
      { row: 3, fault: 'many_names', field: 'name' },
      { row: 4, fault: 'time_ahead', field: 'sentAt' },
      { row: 5, fault: 'no_subject', field: 'phone' },
      { row: 6, fault: 'bad_phone', field: 'phone' },
    ],
  })
  // The same file again puts nothing there twice.
  await take(t, giverId, lines)
  const { rows, open } = await ok(t.tracer, 'leads.listUnread', { areaId: street.id, state: 'open' })
  expect([open, rows.length]).toEqual([4, 4])
  const row = (n: number) => rows.find((one: { row: number }) => one.row === n)
  const mend = { kind: 'mended', leadKind: 'contact', phone: '10977000006' }
  expect(await refused(t.tracer, 'leads.settleUnread', { unreadId: row(5).id, as: { ...mend, phone: '99' } })).toBe('leads.unfit')
  expect(await ok(t.tracer, 'leads.settleUnread', { unreadId: row(6).id, as: mend })).toEqual({ state: 'mended' })
  expect(await ok(t.tracer, 'leads.settleUnread', { unreadId: row(3).id, as: { kind: 'aside', reason: '请来源按人分开' } })).toEqual({ state: 'aside' })
  expect(await refused(t.tracer, 'leads.settleUnread', { unreadId: row(3).id, as: mend })).toBe('leads.settled')
  expect((await ok(t.tracer, 'leads.listUnread', { areaId: street.id, state: 'aside' })).rows).toMatchObject([{ row: 3, reason: '请来源按人分开' }])
  const found = (await all(t.tracer, street.id, ['received'])).filter(({ phone }) => ['109****0006', '109****0001'].includes(phone))
  expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['赵短号', null]))
})

test('TRACE-02 an address of another city suggests nobody and says so; one that fits two is chosen by a person', async () => {
  const { street, community, nextCommunity } = t.quarter
  await take(t, giverId, [
    { name: '外地', phone: '10978000001', address: '上海市浦东新区世纪大道1号' },
    { name: '两处', phone: '10978000002', address: '青石街道双桥公寓2幢' },
  ])
  const doubtful = await all(t.tracer, street.id, ['received'], { doubt: 'doubtful' })
  const away = doubtful.find(({ name }) => name === '外地')
  const both = doubtful.find(({ name }) => name === '两处')
  expect(away).toMatchObject({ suggested: null, doubt: 'elsewhere' })
  expect(both.doubt).toBe('several')
  expect(new Set([both.suggested.id, both.also.id])).toEqual(new Set([community.id, nextCommunity.id]))
  expect((await sendAll([away.id, both.id], {})).refused.map(({ why }) => why)).toEqual(['no_suggestion', 'no_suggestion'])
  const { candidates } = await ok(t.tracer, 'leads.get', { leadId: both.id })
  expect(candidates.map(({ says }: { says: string[] }) => says)).toEqual([['双桥公寓'], ['双桥公寓']])
  expect(await sendAll([both.id], { to: 'community', toId: nextCommunity.id })).toMatchObject({ done: 1 })
  expect(await sendAll([away.id], { to: 'here' })).toMatchObject({ done: 1 })
  expect(await ok(t.tracer, 'leads.close', { leadId: away.id, outcome: 'elsewhere', note: '已转上海' })).toEqual({})
  // A community may give back what came, not what it never had; and nobody sends to a place that is no desk here.
  expect(await ok(t.stone, 'leads.giveBack', { batchId: uuidv7(), areaId: community.id, leadIds: [both.id], reason: 'notHere' })).toMatchObject({
    done: 0,
    refused: [{ why: 'not_found' }],
  })
  expect(
    await refused(t.tracer, 'leads.send', {
      batchId: uuidv7(),
      areaId: street.id,
      leadIds: [both.id],
      to: 'community',
      toId: t.quarter.compound.id,
      isCorrection: false,
    }),
  ).toBe('leads.not_a_desk')
})

test('TRACE-02 the ledger says where somebody lives; the giver reads what became of each of its lines', async () => {
  const { street, unit, community } = t.quarter
  const { id: homeId } = await ok(t.stone, 'registry.addHome', { areaId: unit.id, door: '501', floor: 5, use: 'permanent' })
  const somebody = { homeId, name: '沈一禾', phone: '10979000001', care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true }
  await ok(t.stone, 'registry.addResident', somebody)
  const own = await addGiver(t, '机场专班')
  await take(t, own, [
    { reference: 'JC-1', name: '沈一禾', phone: '10979000001', address: '北苑9号' },
    { reference: 'JC-2', name: '沈一禾', phone: '10979000001', said: '同一人' },
    { reference: 'JC-3', name: '吴二', phone: '10979000002', address: '北苑1号' },
  ])
  const [shen] = (await all(t.tracer, street.id, ['received'])).filter(({ name }) => name === '沈一禾')
  expect(shen).toMatchObject({ suggested: { id: community.id, way: 'phone' }, doubt: null, sources: 2 })
  await sendAll([shen.id], {})
  await ok(t.stone, 'leads.accept', { batchId: uuidv7(), areaId: community.id, leadIds: [shen.id] })
  await ok(t.stone, 'leads.giveTask', { leadId: shen.id })
  const grid = t.town.as('gridWorker', community.path)
  const [task] = (await ok(grid, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'lead')
  expect(task).toMatchObject({ homeId })
  const outcome = {
    id: uuidv7(),
    taskId: task.id,
    at: t.town.clock.now.toISOString(),
    way: 'visit',
    outcome: 'done',
    reason: null,
    tryOn: null,
    tryPart: null,
    note: null,
  }
  await ok(grid, 'tasks.recordOutcome', outcome)
  await t.town.drain()
  expect((await ok(t.stone, 'leads.get', { leadId: shen.id })).steps.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['receive', 'merge', 'offer', 'accept', 'task', 'visited']),
  )
  await ok(t.stone, 'leads.close', { leadId: shen.id, outcome: 'underControl' })
  const reply = await t.tracer.call('leads.answerList', { areaId: street.id, giverId: own, from: '2022-07-10', until: '2022-07-10', lang: 'zh' })
  expect(reply.status).toBe(200)
  const again = await t.tracer.upload(
    'leads.importFile',
    { id: uuidv7(), giverId: own, areaId: street.id, isPreview: true },
    { name: 'answers.xlsx', bytes: reply.raw },
  )
  // The answer is a workbook whose lines can be read: the same three, two of them one person.
  expect(again.body).toMatchObject({ headers: ['编号', '姓名', '来文', '接收时间', '状态', '处理结果', '承办单位', '办结时间'], rows: 3 })
})

test('a file that is none, columns nobody knows, and a giver of elsewhere are refused whole', async () => {
  const bad = async (file: { name: string; bytes: Buffer }, over: object = {}) =>
    (await t.tracer.upload('leads.importFile', { id: uuidv7(), giverId, areaId: t.quarter.street.id, isPreview: false, ...over }, file)).body.code
  expect(await bad({ name: 'x.xlsx', bytes: Buffer.from('PK\u0003\u0004 nothing') })).toBe('leads.file_unreadable')
  expect(await bad({ name: 'x.csv', bytes: Buffer.from('') })).toBe('leads.file_empty')
  expect(await bad(leadsFile([{ name: '甲' }], ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']))).toBe('leads.columns_missing')
  expect(await bad(leadsFile([{ phone: '10977000009' }]), { giverId: uuidv7() })).toBe('request.not_found')
  const learnt = { columns: [null, 'name', 'phone', null, null, null, null, null] }
  const odd = leadsFile([{ name: '孙三', phone: '10977000010' }], ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'])
  const taken = await t.tracer.upload('leads.importFile', { id: uuidv7(), giverId, areaId: t.quarter.street.id, isPreview: false, ...learnt }, odd)
  expect(taken.body).toMatchObject({ fresh: 1 })
  // Remembered for the giver.
  expect((await t.tracer.upload('leads.importFile', { id: uuidv7(), giverId, areaId: t.quarter.street.id, isPreview: true }, odd)).body).toMatchObject({
    known: 1,
    columns: [null, 'name', 'phone', null, null, null, null, null],
  })
})
