import { controlEvents, gateEvents } from '@xiaomen/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { seedAccount } from '../access/index.ts'
import { openStreet } from './street.fixture.ts'
import { refreshAll } from './index.ts'

const {
  town,
  ids,
  paths,
  stairHead,
  gridWorker,
  eastAdmin,
  westAdmin,
  commander,
  declareEmergency,
  newDay,
  status,
  confirm,
  everybodyConfirms,
  postingsOf,
  fever,
  resolve,
  clearFevers,
} = await openStreet()
afterAll(() => town.close())

test('in peace there is no daily report', async () => {
  expect((await commander.call('daily.getStatus', { subjectId: ids.street })).body.code).toBe('daily.not_in_force')
  expect((await commander.call('daily.getStatus', {})).body.code).toBe('daily.not_in_force')
  expect((await stairHead.call('daily.confirmReports', { subjectIds: [ids.unit1] })).body.code).toBe('daily.not_in_force')
})

describe('under an order', () => {
  beforeAll(declareEmergency)
  beforeEach(newDay)
  afterEach(clearFevers)

  test('DAILY-01 the day begins unknown: nothing happened, but no head has confirmed', async () => {
    const { subject, children, grids, blockers, roots } = await status(commander, 'street')
    expect(subject).toMatchObject({ state: 'unknown', homes: 52, posting: 'none', confirmedBy: null, mayConfirm: false })
    expect([...children, ...grids].map((child: { name: string; state: string }) => [child.name, child.state])).toEqual([
      ['东社区', 'unknown'],
      ['西社区', 'unknown'],
      ['甲片区', 'unknown'],
    ])
    expect(new Set(blockers.map((blocker: { check: string }) => blocker.check))).toEqual(new Set(['report_unconfirmed']))
    expect(blockers.map((blocker: { areaName: string }) => blocker.areaName)).toContain('东社区 花园 C座 1单元')
    expect(roots).toEqual([{ subjectId: ids.street, level: 'street', name: '文新街道' }])
  })

  test('DAILY-01 a head without a subject in mind begins at the own area', async () => {
    const { subject, children } = (await eastAdmin.call('daily.getStatus', {})).body
    expect([subject.name, children.map((child: { name: string }) => child.name)]).toEqual(['东社区', ['花园']])
    expect((await stairHead.call('daily.getStatus', {})).body.subject).toMatchObject({ name: '1单元', mayConfirm: true })
    expect((await town.as('district', paths.district).call('daily.getStatus', {})).body.subject.name).toBe('文新街道')
  })

  test('DAILY-01 who holds a grid answers for it and for its houses, by the one grant on the grid', async () => {
    await town.system((ctx) =>
      seedAccount(ctx, {
        login: 'grid-of-the-east',
        name: '沈小禾',
        unit: '东社区',
        password: 'the-river-behind-us',
        grants: [{ role: 'gridWorker', path: paths.east, overlayId: ids.grid, from: '2022-01-01' }],
      }),
    )
    const answersOf = async (name: 'grid' | 'terrace') =>
      new Set((await status(commander, name)).blockers.map((blocker: { answers: string | null }) => blocker.answers))
    expect(await answersOf('grid')).toEqual(new Set(['沈小禾']))
    expect(await answersOf('terrace')).toEqual(new Set([null]))
  })

  test('DAILY-01 grid, compound, and building or unit are confirmed by their own heads, and by nobody else', async () => {
    expect((await confirm(stairHead, 'unit1')).body).toEqual({ confirmed: [ids.unit1], refused: [] })
    expect((await confirm(eastAdmin, 'unit2')).body.refused).toEqual([{ subjectId: ids.unit2, check: 'other_head' }])
    expect((await confirm(gridWorker, 'garden')).body.refused).toEqual([{ subjectId: ids.garden, check: 'other_head' }])
    expect((await confirm(gridWorker, 'tower', 'low', 'hut', 'grid')).body.confirmed).toEqual([ids.tower, ids.low, ids.hut, ids.grid])
    expect((await confirm(eastAdmin, 'garden')).body.confirmed).toEqual([ids.garden])
    expect(await postingsOf('unit1', 'unit2', 'low', 'grid', 'garden', 'east')).toEqual({
      unit1: 'posted',
      unit2: 'posted',
      low: 'posted',
      grid: 'posted',
      garden: 'posted',
      east: 'none',
    })
    expect((await status(eastAdmin, 'unit1')).subject.confirmedAt).not.toBeNull()
  })

  test('DAILY-01 a report above is refused while one beneath is missing', async () => {
    await confirm(gridWorker, 'unit1', 'low', 'hut')
    expect((await confirm(eastAdmin, 'garden')).body.refused).toEqual([{ subjectId: ids.garden, check: 'child_not_free' }])
  })

  test('DAILY-01 a report is refused where a fever is still unresolved, with everything above it asked for at once', async () => {
    await fever({ areaPath: paths.low })
    const reply = await confirm(gridWorker, 'unit1', 'unit2', 'low', 'grid')
    expect(reply.body.confirmed).toEqual([ids.unit1, ids.unit2])
    expect(reply.body.refused).toEqual([
      { subjectId: ids.low, check: 'fever_unresolved' },
      { subjectId: ids.grid, check: 'child_not_free' },
    ])
  })

  test('the grid worker of one building does not confirm a grid of three', async () => {
    const reply = await town.as('gridWorker', paths.low).call('daily.confirmReports', { subjectIds: [ids.grid] })
    expect([reply.status, reply.body.code]).toEqual([404, 'request.not_found'])
  })

  test('a building of another head is not found', async () => {
    expect((await stairHead.call('daily.confirmReports', { subjectIds: [ids.unit2] })).status).toBe(404)
    expect((await westAdmin.call('daily.getStatus', { subjectId: ids.garden })).body).toEqual(
      (await westAdmin.call('daily.getStatus', { subjectId: uuidv7() })).body,
    )
    expect((await eastAdmin.call('daily.getStatus', { subjectId: ids.street })).status).toBe(404)
    expect((await town.as('guard', paths.east).call('daily.getStatus', {})).status).toBe(403)
  })

  test('a fever that left unseen still stands the next day, and no more when the pack says so', async () => {
    await resolve(await fever({ areaPath: paths.low }), 'leftUnseen')
    await newDay()
    expect((await status(commander, 'low')).subject.state).toBe('notFree')
    await newDay()
    await newDay()
    expect((await status(commander, 'low')).subject.state).toBe('unknown')
  })

  test('a hold resolved before its fever is heard of leaves nothing standing', async () => {
    const passageId = uuidv7()
    await resolve(passageId, 'noFever')
    await town.system((ctx) =>
      ctx.emit(gateEvents.feverFound, { communityId: ids.east, passageId, areaPath: paths.low, personId: null, homeId: null, at: ctx.now.toISOString() }),
    )
    await town.drain()
    expect((await status(commander, 'low')).subject.state).toBe('unknown')
  })

  test('a case closed as an error before its opening is heard of does not stand for ever', async () => {
    const told = {
      communityId: ids.east,
      caseId: uuidv7(),
      personId: uuidv7(),
      homeId: uuidv7(),
      areaPath: paths.low,
      foundOn: (await status(commander, 'low')).day,
    }
    await town.system((ctx) => ctx.emit(controlEvents.caseClosed, { ...told, closedOn: told.foundOn, ground: 'registeredInError' }))
    await town.drain()
    await town.system((ctx) => ctx.emit(controlEvents.caseRegistered, told))
    await town.drain()
    expect((await status(commander, 'low')).subject.state).toBe('unknown')
  })

  test('DAILY-01 what the chains kept equals what a full count makes', async () => {
    await everybodyConfirms()
    await fever({ areaPath: paths.unit2 })
    const kept = await status(commander, 'street')
    await refreshAll(town.app.services)
    expect(await status(commander, 'street')).toEqual(kept)
  })
})
