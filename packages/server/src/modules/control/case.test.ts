import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { evidence, type Family, noon, openFamily } from './family.test.fixture.ts'
import { lookForRecords, morning, nightly } from './index.ts'

let family: Family
let caseId = ''
beforeAll(async () => {
  family = await openFamily('2022-07-10')
})
afterAll(() => family.town.close())

const at = (day: string, clock = '12:00'): void => {
  family.town.clock.now = new Date(`${day}T${clock}:00+08:00`)
}
const night = async (day: string): Promise<void> => {
  at(day, '00:05')
  await nightly(family.town.app.services)
  at(day, '06:00')
  await morning(family.town.app.services)
  await family.town.drain()
  at(day)
}
const opening = (personId: string, more: object = {}) => ({
  id: uuidv7(),
  personId,
  trigger: 'contact',
  anchorDay: '2022-07-10',
  evidence,
  hasOwnSuite: true,
  guardian: null,
  ...more,
})
const open = async (who: Caller, personId: string, more: object = {}) => (await who.call('control.openCase', opening(personId, more))).body
const get = async (id = caseId) => (await family.office.call('control.getControl', { caseId: id })).body
const atGate = async (personId: string, direction = 'in', more: object = {}) => {
  const { body } = await family.guard.call('gate.recordPassage', {
    id: uuidv7(),
    gateId: family.gateId,
    means: { kind: 'document', value: 'x' },
    personId,
    homeId: family.homeId,
    direction,
    temperatureC: 36.5,
    at: family.town.clock.now.toISOString(),
    ...more,
  })
  return body
}
const test1 = (day: string, more: object = {}) => ({
  id: uuidv7(),
  caseId,
  at: noon(day).toISOString(),
  method: 'pcr',
  result: 'negative',
  ct: null,
  reference: `检-${day}`,
  ...more,
})
const asked = (day: string, half: string, more: object = {}) => ({
  id: uuidv7(),
  caseId,
  at: family.town.clock.now.toISOString(),
  day,
  half,
  temperatureC: 36.6,
  symptoms: [],
  needs: [],
  note: null,
  way: 'phone',
  ...more,
})

test('CTRL-02 a contact is proposed by one and restricted by nobody until a second person of another unit confirms', async () => {
  const { people, office, station, grid, foreign } = family
  const proposed = await open(office, people.mother)
  caseId = proposed.id
  expect(proposed).toMatchObject({
    state: 'proposed',
    track: { zh: '密切接触者' },
    measure: 'centralIsolation',
    isForeseen: true,
    from: '2022-07-11',
    lastDay: '2022-07-20',
    name: '沈小满',
    door: '3-2-501',
    facts: [],
    may: { confirm: false },
  })
  expect(await atGate(people.mother)).toMatchObject({ outcome: 'enter', reasons: [] })
  expect((await office.call('control.confirmOpening', { caseId })).body).toEqual({ code: 'control.same_unit', details: { reason: 'same_person' } })
  const colleague = family.town.as('communityAdmin', family.quarter.community.path, { unit: '居委会' })
  expect((await colleague.call('control.confirmOpening', { caseId })).body.details).toEqual({ reason: 'same_unit' })
  expect((await grid.call('control.confirmOpening', { caseId })).status).toBe(403)
  expect((await foreign.call('control.confirmOpening', { caseId })).body).toEqual((await foreign.call('control.confirmOpening', { caseId: uuidv7() })).body)
  expect((await station.call('control.confirmOpening', { caseId })).body).toMatchObject({
    state: 'planned',
    from: '2022-07-11',
    lastDay: '2022-07-20',
    releasableOn: '2022-07-21',
  })
  const [first, ...rest] = (await get()).measures
  expect([first.name.zh, first.from, first.to, rest[0].name.zh, rest[0].to]).toEqual(['集中隔离', '2022-07-11', '2022-07-17', '居家健康监测', '2022-07-20'])
})

test('the same person twice on one track, what is over, what is still to come, and a kind no rule knows are refused', async () => {
  const { people, office, foreign } = family
  const code = async (personId: string, more: object = {}) => (await office.call('control.openCase', opening(personId, more))).body.code
  expect(await code(people.mother)).toBe('control.already_open')
  expect(await code(people.father, { anchorDay: '2022-06-20' })).toBe('control.nothing_left')
  expect(await code(people.father, { anchorDay: '2022-07-11' })).toBe('control.anchor_ahead')
  expect(await code(people.father, { trigger: 'placeOfCase' })).toBe('control.unknown_track')
  expect(await code(people.father, { evidence: { ...evidence, kind: 'other' } })).toBe('request.invalid')
  expect(await code(people.child)).toBe('control.guardian_missing')
  expect((await foreign.call('control.openCase', opening(people.father))).status).toBe(404)
})

test('evidence, guardian and results lie sealed, and who sees no health sees none of them', async () => {
  const rows = await family.town.db.queryAsOwner<{ text: string }>('select c::text as text from control.control_case c')
  expect(rows.map(({ text }) => text).join()).not.toContain('流调')
  expect((await get()).evidence).toEqual({ kind: 'investigationDecision', reference: '***007', issuedBy: '区疾控中心' })
  const street = family.town.as('streetCommander', family.quarter.street.path)
  expect((await street.call('control.getControl', { caseId })).body.evidence.reference).toBe('***')
})

test('CTRL-02 from the first day on the gate holds whoever may not pass; a medical way out stays open', async () => {
  const { people } = family
  await night('2022-07-11')
  expect(await get()).toMatchObject({ state: 'active', measure: 'centralIsolation', dayNumber: 1, testsDue: 1, recordsAsked: 2 })
  expect(await atGate(people.mother)).toMatchObject({ outcome: 'hold', reasons: ['under_control'] })
  expect(await atGate(people.mother, 'out', { medical: true })).toMatchObject({ outcome: 'enter' })
  expect(await atGate(people.neighbour)).toMatchObject({ outcome: 'enter' })
  const list = (await family.guard.call('gate.getOfflineList', { gateId: family.gateId })).body
  expect(JSON.stringify(list)).not.toContain('centralIsolation')
})

test('CTRL-07 the daily question: a fever of 365, tomorrow, and the day before are refused; two carers at once are both kept and counted once', async () => {
  const { grid, office, foreign } = family
  expect((await grid.call('control.recordDay', asked('2022-07-11', 'morning', { temperatureC: 365 }))).body.code).toBe('request.invalid')
  expect((await grid.call('control.recordDay', asked('2022-07-12', 'morning'))).body.code).toBe('control.day_not_begun')
  expect((await grid.call('control.recordDay', asked('2022-07-09', 'morning'))).body.code).toBe('control.day_before_case')
  expect((await foreign.call('control.recordDay', asked('2022-07-11', 'morning'))).status).toBe(404)
  const one = asked('2022-07-11', 'morning')
  expect((await grid.call('control.recordDay', one)).body).toMatchObject({ isNew: true, records: 1, recordsAsked: 2 })
  expect((await grid.call('control.recordDay', one)).body).toMatchObject({ isNew: false, records: 1 })
  expect((await grid.call('control.recordDay', { ...one, temperatureC: 37 })).body.code).toBe('control.other_bytes')
  expect((await office.call('control.recordDay', asked('2022-07-11', 'morning', { temperatureC: 36.8, way: 'visit' }))).body).toMatchObject({
    isNew: true,
    records: 1,
  })
  const view = await get()
  expect(view.recordsToday).toBe(1)
  expect(
    view.facts.filter((fact: { kind: string }) => fact.kind === 'record').map((fact: { temperatureC: number; way: string }) => [fact.temperatureC, fact.way]),
  ).toEqual([
    [36.6, 'phone'],
    [36.8, 'visit'],
  ])
})

const tasksOf = async (who: Caller) =>
  (await who.call('tasks.listMine')).body.tasks.map((task: { kind: string; title: string; priority: number }) => [task.kind, task.title, task.priority])
test('CTRL-07 who was not asked by the hour is a task of the grid worker, and before the day ends of the office; asked, it is gone', async () => {
  const { grid, office, town } = family
  const look = async (clock: string) => {
    at('2022-07-11', clock)
    await lookForRecords(town.app.services)
  }
  await look('17:50')
  expect(await tasksOf(grid)).toEqual([])
  await look('18:00')
  expect(await tasksOf(grid)).toEqual([['dailyRecord', '一天一问一记录', 2]])
  expect(await tasksOf(office)).toEqual([])
  await look('20:00')
  expect(await tasksOf(office)).toEqual([['dailyRecord', '一天一问一记录', 3]])
  const { id: obligationId, ...coverage } = (await office.call('tasks.listObligations', {})).body.find((one: { kind: string }) => one.kind === 'dailyRecord')
  expect(coverage).toMatchObject({ expected: 1, done: 0, missing: 1 })
  expect((await grid.call('control.recordDay', asked('2022-07-11', 'evening', { needs: ['medicine'], note: '降压药' }))).body.records).toBe(2)
  expect(await tasksOf(office)).toEqual([])
  expect(await tasksOf(grid)).toEqual([['need', '管控住户有需求', 3]])
  expect((await office.call('tasks.getCoverage', { obligationId })).body.total).toMatchObject({ expected: 1, done: 1, missing: 0 })
})

test('CTRL-02 a missed test stretches the case; a minute too early is refused; with all that is asked it ends at once, and the gate knows', async () => {
  const { office, station, people, town } = family
  for (const day of ['2022-07-11', '2022-07-12', '2022-07-13', '2022-07-15']) {
    at(day)
    expect((await office.call('control.recordTest', test1(day))).status).toBe(200)
  }
  await night('2022-07-18')
  expect(await get()).toMatchObject({ measure: 'homeMonitoring', testsMissed: 1, state: 'active' })
  // At home somebody brings what is needed and takes away what is left.
  expect((await tasksOf(family.grid)).map(([, title]: string[]) => title)).toEqual(expect.arrayContaining(['送物上门', '专用垃圾收运', '门口消毒']))
  at('2022-07-20', '23:59')
  expect((await office.call('control.releaseCase', { caseId })).body.code).toBe('control.too_early')
  await night('2022-07-21')
  expect(await get()).toMatchObject({ state: 'extended', testsMissed: 2 })
  expect((await office.call('control.releaseCase', { caseId })).body.code).toBe('control.evidence_missing')
  await office.call('control.recordTest', test1('2022-07-21'))
  await night('2022-07-22')
  expect((await get()).state).toBe('extended')
  await office.call('control.recordTest', test1('2022-07-22'))
  expect(await get()).toMatchObject({ state: 'dueForRelease', may: { release: true } })
  expect(await tasksOf(office)).toEqual([['release', '可以解除管控', 2]])
  expect((await station.call('control.releaseCase', { caseId })).body).toMatchObject({ state: 'released', measure: null, may: { print: true, record: false } })
  await town.drain()
  expect(await atGate(people.mother)).toMatchObject({ outcome: 'enter' })
  expect([await tasksOf(office), await tasksOf(family.grid)].flat().filter(([kind]) => kind !== 'need')).toEqual([])
  const note = await office.call('control.printRelease', { caseId })
  expect(note.raw.toString()).toMatch(
    /解除管控通知[\s\S]*沈小满[\s\S]*3-2-501[\s\S]*集中隔离 2022-07-11 – 2022-07-17[\s\S]*Notice of release[\s\S]*Central isolation/,
  )
})

test('without a suite of one’s own the others of the home isolate too, in one act, a child with a guardian', async () => {
  const { office, station, people } = family
  const first = await open(office, people.father, { trigger: 'secondaryContact', anchorDay: '2022-07-21', hasOwnSuite: false })
  expect(first.alongside).toMatchObject([
    { name: '沈小满', state: 'proposed' },
    { name: '何小雨', state: 'proposed' },
  ])
  const confirmed = (await station.call('control.confirmOpening', { caseId: first.id })).body
  expect([confirmed.state, ...confirmed.alongside.map((one: { state: string }) => one.state)]).toEqual(['active', 'active', 'active'])
  const child = await get(confirmed.alongside[1].caseId)
  expect(child).toMatchObject({ hasGuardian: true, trigger: 'coResident', track: { zh: '同住人员' }, measure: 'homeIsolation' })
  const list = (await office.call('control.listControl', { areaId: family.quarter.community.id })).body
  expect(list.counts).toEqual({ waiting: 0, open: 3, due: 0, ended: 1 })
})

test('TRUST-01 the household reads why, by which offices and until when, records for each other, and appeals; upheld by two it ends with all it caused', async () => {
  const { office, station, people, town, homePath, quarter } = family
  const resident = town.as('resident', homePath, { personId: people.mother })
  const own = (await resident.call('control.listOwn')).body
  expect(own.slice(0, 2).map((one: { name: string; isMe: boolean }) => [one.name, one.isMe])).toEqual([
    ['沈小满', true],
    ['沈小满', true],
  ])
  expect(
    own
      .slice(2)
      .map((one: { name: string }) => one.name)
      .toSorted(),
  ).toEqual(['何大山', '何小雨'])
  const mine = own.find((one: { isMe: boolean; state: string }) => one.isMe && one.state === 'active')
  expect(mine).toMatchObject({
    measure: { zh: '居家隔离' },
    units: ['居委会', '卫生服务站'],
    rule: { packId: 'covid-19', edition: '2022-06-28' },
    mayRecord: true,
    mayAppeal: true,
  })
  expect(JSON.stringify(own)).not.toContain('communityAdmin')
  const fatherCase = own.find((one: { name: string }) => one.name === '何大山').id
  const { way: _, ...body } = asked('2022-07-22', 'evening', { caseId: fatherCase })
  expect((await resident.call('control.recordOwnDay', body)).body).toMatchObject({ isNew: true, records: 1 })
  expect((await get(fatherCase)).facts.at(-1)).toMatchObject({ kind: 'record', way: 'family', by: null, unit: null })
  const stranger = town.as('resident', `${homePath.split('/').slice(0, -2).join('/')}/h2/`, { personId: people.neighbour })
  expect((await stranger.call('control.recordOwnDay', { ...body, id: uuidv7() })).status).toBe(404)
  expect((await stranger.call('control.listOwn')).body).toEqual([])

  const appealId = uuidv7()
  const appeal = { id: appealId, caseId: fatherCase, text: '那天我在外地出差' }
  expect((await resident.call('control.appealCase', appeal)).body).toMatchObject({ state: 'open', text: '那天我在外地出差' })
  expect((await resident.call('control.appealCase', appeal)).status).toBe(200)
  expect((await resident.call('control.appealCase', { ...appeal, id: uuidv7() })).body.code).toBe('control.appeal_asked')
  const listed = (await office.call('control.listAppeals', { areaId: quarter.community.id })).body
  expect(listed).toMatchObject([{ id: appealId, state: 'open', isLate: false, mayUphold: false, mayCorrect: true }])
  expect(new Date(listed[0].dueAt).getTime() - new Date(listed[0].askedAt).getTime()).toBe(4 * 3_600_000)
  const decide = async (who: Caller, answer: string) => (await who.call('control.decideAppeal', { appealId, answer, reason: '核对出差记录属实' })).body
  expect((await decide(office, 'upheld')).code).toBe('control.own_case')
  expect((await decide(office, 'corrected')).state).toBe('proposed')
  expect((await decide(office, 'corrected')).code).toBe('control.same_unit')
  expect((await decide(station, 'corrected')).state).toBe('corrected')
  await town.drain()
  const after = (await resident.call('control.listOwn')).body
  expect(after.filter((one: { state: string }) => one.state === 'active')).toEqual([])
  expect(after.find((one: { id: string }) => one.id === fatherCase).appeals).toMatchObject([
    { state: 'corrected', answer: '核对出差记录属实', answeredBy: '卫生服务站' },
  ])
  expect(await atGate(people.father)).toMatchObject({ outcome: 'enter' })
  expect((await tasksOf(family.grid)).filter(([, title]: string[]) => title !== '管控住户有需求')).toEqual([])
})

test('TRUST-01 anybody reads how many each rule restricts by hand, small numbers hidden, nobody named', async () => {
  const { town, quarter } = family
  const page = (lang: string, id = quarter.community.id) => town.get(`/restrictions/${id}?lang=${lang}`)
  const zh = (await page('zh')).raw.toString()
  expect(zh).toMatch(/密接的密接 · covid-19 2022-06-28[\s\S]*<td>0<\/td>[\s\S]*少于 5/)
  expect(zh).not.toMatch(/沈小满|何大山|501|<script/)
  expect((await page('en')).raw.toString()).toContain('fewer than 5')
  expect((await page('zh', uuidv7())).raw.toString()).toContain('现在没有人被管控')
  expect((await page('zh', 'x')).status).toBe(404)
  expect(zh).toContain('由人带入的黄码、红码')
  expect(zh).toContain('近 14 天没有。')
})

test('longer, shorter and an end before its time take a ground of the list and a second person', async () => {
  const { office, station, people, grid } = family
  const { id } = await open(grid, people.neighbour, { trigger: 'arrivalMedium', anchorDay: '2022-07-22' })
  await station.call('control.confirmOpening', { caseId: id })
  const change = (more: object) => ({ id: uuidv7(), caseId: id, kind: 'lengthen', day: '2022-08-01', ground: 'clinicReport', evidence, ...more })
  const code = async (more: object) => (await grid.call('control.proposeChange', change(more))).body.code
  expect(await code({ ground: 'died' })).toBe('control.ground_unfit')
  expect(await code({ kind: 'cancel', day: null, ground: 'appealUpheld' })).toBe('control.ground_unfit')
  expect(await code({ day: '2022-07-25' })).toBe('control.not_longer')
  expect(await code({ kind: 'shorten', day: '2022-07-20' })).toBe('control.not_shorter')
  const { change: waiting } = (await grid.call('control.proposeChange', change({}))).body
  expect(waiting).toMatchObject({ kind: 'lengthen', day: '2022-08-01', mayAgree: false })
  expect(await code({})).toBe('control.change_waits')
  expect((await get(id)).lastDay).toBe('2022-07-29')
  expect((await office.call('control.decideChange', { changeId: waiting.id, agrees: true })).body.code).toBe('control.same_unit')
  expect((await station.call('control.decideChange', { changeId: waiting.id, agrees: true })).body).toMatchObject({ lastDay: '2022-08-01', change: null })
  const end = (await grid.call('control.proposeChange', change({ kind: 'cancel', day: null, ground: 'openedInError' }))).body.change
  expect((await station.call('control.decideChange', { changeId: end.id, agrees: false })).body).toMatchObject({ change: null, state: 'planned' })
  const again = (await grid.call('control.proposeChange', change({ kind: 'cancel', day: null, ground: 'openedInError' }))).body.change
  expect((await station.call('control.decideChange', { changeId: again.id, agrees: true })).body.state).toBe('cancelled')
})

test('a confirmed infection opens the infection track by itself and ends what the person was under; registered in error, it ends too', async () => {
  const { office, station, people } = family
  const contact = await open(office, people.neighbour, { anchorDay: '2022-07-20' })
  await station.call('control.confirmOpening', { caseId: contact.id })
  const { id: infectionId } = (await office.call('control.registerCase', { personId: people.neighbour, foundOn: '2022-07-22', evidence })).body
  expect((await get(contact.id)).state).toBe('active')
  await station.call('control.confirmCase', { caseId: infectionId })
  expect(await get(contact.id)).toMatchObject({ state: 'cancelled' })
  const list = async () => (await office.call('control.listControl', { areaId: family.quarter.community.id })).body.cases
  expect((await list()).map((one: { name: string; measure: string }) => [one.name, one.measure])).toEqual([['林若溪', 'hospital']])
  await family.town.drain()
  expect(await atGate(people.neighbour)).toMatchObject({ outcome: 'hold', reasons: ['infection_case'] })
  const other = family.town.as('communityAdmin', family.quarter.community.path, { unit: '疾控中心' })
  expect((await other.call('control.closeCase', { caseId: infectionId, on: '2022-07-22', ground: 'registeredInError', evidence })).status).toBe(200)
  expect(await list()).toEqual([])
  await family.town.drain()
  expect(await atGate(people.neighbour)).toMatchObject({ outcome: 'enter' })
})

test('somebody written down twice is under control once; when the two records become one the case follows', async () => {
  const { office, station, town, homeId, people } = family
  const twin = (await office.call('registry.addResident', { homeId, name: '何大山', care: [], kind: 'family', from: '2022-07-01', evenIfKnown: true })).body
    .id as string
  const { id } = await open(office, twin, { anchorDay: '2022-07-21' })
  await station.call('control.confirmOpening', { caseId: id })
  await town.drain()
  expect(await atGate(people.father)).toMatchObject({ outcome: 'enter' })
  const keep = { name: 'keep', phone: 'keep', document: 'keep', care: 'keep', lang: 'keep', home: 'keep' }
  const two = { keepId: people.father, otherId: twin, versionKeep: 1, versionOther: 1, fields: keep }
  expect((await office.call('registry.mergePeople', two)).body).toMatchObject({ mergeId: expect.any(String) })
  await town.drain()
  expect((await get(id)).personId).toBe(people.father)
  expect(await atGate(people.father)).toMatchObject({ outcome: 'hold', reasons: ['under_control'] })
})

test('somebody without a home of the ledger is under control as well, and a case follows whoever moves within the community', async () => {
  const { office, station, town, homeId, people } = family
  const mine = (await office.call('control.listControl', { areaId: family.quarter.community.id })).body.cases.find(
    (one: { personId: string }) => one.personId === people.father,
  )
  expect(mine).toMatchObject({ door: '3-2-501', state: 'active' })
  const { residents } = (await office.call('registry.getHome', { homeId })).body
  const { residency } = residents.find((one: { id: string }) => one.id === people.father)
  expect((await office.call('registry.moveResident', { residencyId: residency.id, on: '2022-07-22', toHomeId: null })).status).toBe(200)
  await town.drain()
  // Nothing lapses by a line in the ledger: the case stays where it was until it is handed over.
  expect(await get(mine.id)).toMatchObject({ homeId, door: '3-2-501', state: 'active' })
  expect(await atGate(people.father, 'in', { homeId: null })).toMatchObject({ outcome: 'hold', reasons: ['under_control'] })
  // Whoever stays at the old door is told of nobody who has left it.
  const resident = town.as('resident', family.homePath, { personId: people.mother })
  const shown = (await resident.call('control.listOwn')).body.filter((one: { id: string }) => one.id === mine.id)
  expect(shown).toEqual([])
  const other = await open(office, people.father, { trigger: 'arrivalHigh', anchorDay: '2022-07-22' })
  expect((await station.call('control.confirmOpening', { caseId: other.id })).body).toMatchObject({ state: 'planned', homeId: null, door: null })
  await night('2022-07-23')
  expect(await get(other.id)).toMatchObject({ state: 'active', measure: 'centralIsolation', recordsAsked: 2 })
})

test('TRUST-01 above twenty people within a day one more unit signs', async () => {
  const { office, station, town, quarter } = family
  const home = (await office.call('registry.addHome', { areaId: quarter.unit.id, door: '601', floor: 6, use: 'permanent' })).body
  const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何']
  let last = ''
  for (const surname of surnames) {
    const name = `${surname}试管`
    const { id } = (await office.call('registry.addResident', { homeId: home.id, name, care: [], kind: 'tenant', from: '2022-07-01', evenIfKnown: true })).body
    last = (await open(office, id, { anchorDay: '2022-07-22' })).id
  }
  expect(await get(last)).toMatchObject({ signatures: { have: 0, needed: 2 } })
  expect((await station.call('control.confirmOpening', { caseId: last })).body).toMatchObject({ state: 'proposed', signatures: { have: 1, needed: 2 } })
  expect((await station.call('control.confirmOpening', { caseId: last })).status).toBe(409)
  const third = town.as('streetCommander', quarter.street.path, { unit: '街道办' })
  expect((await third.call('control.confirmOpening', { caseId: last })).body).toMatchObject({ state: 'active', signatures: null })
})
