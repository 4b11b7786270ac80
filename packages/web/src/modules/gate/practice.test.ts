import { expect, it } from 'vitest'
import covid from '../../../../../packs/covid-19/2022-06-28/gate.json' with { type: 'json' }
import peace from '../../../../../packs/peace/2022-01/gate.json' with { type: 'json' }
import { decideHere } from './decide-here.ts'
import type { GateList } from './offline-list.ts'
import { isWellDone, makePractice, SITUATIONS } from './practice.ts'

const NOON = new Date('2022-05-04T12:00:00+08:00')
const under = (policy: unknown) => makePractice(policy as GateList['list']['policy'], 'Exampleton', NOON, crypto.subtle)

it('GATE-10 every invented person comes to the verdict that the pack gives, with the reason the guard is to find', async () => {
  const { round } = await under(covid)
  expect(round.map(({ situation, right }) => [situation, right.outcome, right.reasons.join(' ')])).toEqual([
    ['resident', 'enter', ''],
    ['fever', 'hold', 'fever'],
    ['expired', 'cannotTell', 'code_expired'],
    ['forged', 'refuse', 'code_forged'],
    ['torn', 'cannotTell', 'code_unreadable'],
    ['listedPlace', 'hold', 'no_means from_risk_area'],
    ['visitorNowhere', 'cannotTell', 'no_means'],
    ['yellow', 'cannotTell', 'status_yellow'],
    ['red', 'hold', 'status_red'],
    ['dialysis', 'enter', 'no_means temperature_missing medical_way'],
    ['leaving', 'enter', ''],
  ])
})

it('in peace the same people all pass', async () => {
  const { round } = await under(peace)
  expect(new Set(round.map(({ right }) => right.outcome))).toEqual(new Set(['enter']))
  expect(round).toHaveLength(SITUATIONS.length)
})

it('the code shown in practice is judged by nothing but the list of the practice', async () => {
  const { link, round } = await under(covid)
  const other = (await under(covid)).link
  const code = round.find(({ situation }) => situation === 'resident')!.code!
  const shown = { means: { kind: 'code' as const, value: code }, direction: 'in' as const, temperatureC: 36.4 }
  expect((await decideHere(link.list!, shown, NOON.getTime())).verdict.outcome).toBe('enter')
  expect((await decideHere(other.list!, shown, NOON.getTime())).verdict.reasons).toEqual(['code_foreign'])
})

it('who lets in somebody who is to wait, or sends away somebody who may pass, is told so', async () => {
  const { round } = await under(covid)
  const of = (situation: string) => round.find((one) => one.situation === situation)!
  expect(isWellDone(of('fever'), 'hold', 'turnedAway')).toBe(true)
  expect(isWellDone(of('fever'), 'hold', 'admitted')).toBe(false)
  expect(isWellDone(of('fever'), 'enter', null)).toBe(false)
  expect(isWellDone(of('dialysis'), 'cannotTell', 'turnedAway')).toBe(false)
  expect(isWellDone(of('dialysis'), 'enter', null)).toBe(true)
  expect(isWellDone(of('visitorNowhere'), 'cannotTell', 'admitted')).toBe(true)
})
