import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { seedAccount } from '../access/index.ts'
import { evidence, type Family, openFamily } from './family.test.fixture.ts'

let family: Family
let caseId = ''
let gridWorker = ''
beforeAll(async () => {
  family = await openFamily('2022-07-10')
  const { town, quarter, office } = family
  gridWorker = await town.system((ctx) =>
    seedAccount(ctx, { login: 'wg', name: '韩网格', unit: '居委会', password: 'shao-zi-9274', grants: [{ role: 'gridWorker', path: quarter.community.path }] }),
  )
  const place = { at: 'area', id: quarter.community.id }
  const duty = (slot: string, who: object) =>
    office.call('answerability.addDuty', { id: uuidv7(), slot, place, who, from: '2022-01-01', until: null, ordinal: 1, most: null })
  const named = (name: string, unit: string) => ({ kind: 'named', name, unit, phone: null })
  for (const added of [
    await duty('gridWorker', { kind: 'account', accountId: gridWorker }),
    await duty('communityCadre', named('周社区', '居委会')),
    await duty('streetCadre', named('秦街道', '街道办')),
    await duty('communityDoctor', named('孙医生', '卫生服务站')),
  ])
    expect(added.status, JSON.stringify(added.body)).toBe(200)
})
afterAll(() => family.town.close())

const get = async () => (await family.office.call('control.getControl', { caseId })).body
const tasks = async () =>
  family.town.db.queryAsOwner<{ title: string; account_id: string | null }>(`select title, account_id from tasks.task where state = 'open' order by title`)

test('CTRL-03 CTRL-08 whoever comes under control has the five carers of the rules from the duty lists, the gap is shown, and waste and disinfection are the day’s work of the grid worker', async () => {
  const opened = await family.office.call('control.openCase', {
    id: uuidv7(),
    personId: family.people.neighbour,
    trigger: 'secondaryContact',
    anchorDay: '2022-07-09',
    evidence,
    hasOwnSuite: true,
    guardian: null,
  })
  caseId = opened.body.id
  expect((await get()).carers).toEqual([])
  await family.station.call('control.confirmOpening', { caseId })
  await family.town.drain()
  const { carers } = await get()
  expect(carers.map(({ slot, name, gap }: { slot: string; name: string | null; gap: string | null }) => [slot, name ?? gap])).toEqual(
    expect.arrayContaining([
      ['gridWorker', '韩网格'],
      ['communityCadre', '周社区'],
      ['streetCadre', '秦街道'],
      ['communityDoctor', '孙医生'],
      ['policeOfficer', 'nobodyOnDuty'],
    ]),
  )
  // What is to be done at the door is the grid worker's.
  for (const work of ['垃圾', '消毒'])
    expect((await tasks()).filter(({ title }) => title.includes(work))).toEqual([expect.objectContaining({ account_id: gridWorker })])
})

test('a symptom said in the daily record is a task at once', async () => {
  const said = {
    id: uuidv7(),
    caseId,
    at: family.town.clock.now.toISOString(),
    day: '2022-07-10',
    half: 'morning',
    temperatureC: 38.2,
    symptoms: ['cough'],
    needs: [],
    note: null,
  }
  expect((await family.office.call('control.recordDay', { ...said, way: 'phone' })).status).toBe(200)
  expect((await tasks()).map(({ title }) => title)).toContain('管控人员有症状，请联系医生')
})

test('what a household needs goes to whose it is: things to the named grid worker, a doctor or somebody to talk to as a call back', async () => {
  const ask = async (half: string, needs: string[]) => {
    const said = { id: uuidv7(), caseId, at: family.town.clock.now.toISOString(), day: '2022-07-10', half, temperatureC: 36.5, symptoms: [], needs, note: null }
    expect((await family.office.call('control.recordDay', { ...said, way: 'phone' })).status).toBe(200)
  }
  const wanted = async () => (await tasks()).filter(({ title }) => /需求|回电/.test(title)).toSorted((a, b) => a.title.localeCompare(b.title, 'zh'))
  await ask('evening', ['talk'])
  expect(await wanted()).toEqual([{ title: '管控住户想找医生谈，请回电', account_id: null }])
  await ask('morning', ['food', 'doctor'])
  expect(await wanted()).toHaveLength(3)
  expect((await wanted()).filter(({ title }) => title === '管控住户有需求')).toEqual([{ title: '管控住户有需求', account_id: gridWorker }])
})

test('when it is over nobody looks after it any more', async () => {
  const { office, station } = family
  const change = { id: uuidv7(), caseId, kind: 'cancel', day: null, ground: 'openedInError', evidence }
  await office.call('control.proposeChange', change)
  expect((await station.call('control.decideChange', { changeId: change.id, agrees: true })).body.state).toBe('cancelled')
  await family.town.drain()
  expect((await get()).carers).toEqual([])
})
