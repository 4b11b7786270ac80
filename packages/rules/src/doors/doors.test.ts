import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { GatePolicy } from '../gate/index.ts'
import { applyChange, cardTail, changeOf, commandState, decideAtDoor, opensByList, partsOf, readCardNumber } from './index.ts'

const policyOf = (pack: string) => JSON.parse(readFileSync(new URL(`../../../../packs/${pack}/gate.json`, import.meta.url), 'utf8')) as GatePolicy
const peace = policyOf('peace/2022-01')
const emergency = policyOf('covid-19/2022-06-28')
const now = new Date('2022-08-01T04:00:00Z')
const wang = { passClass: 'personal', isNamed: true, hasInfectionCase: false } as const
const at = { opensHere: true, isGateOpen: true, hasGuard: false }
const card = { direction: 'in', means: 'card', problem: null } as const

describe('what a lock does', () => {
  test('GATE-02 in peace a good card opens the door and nothing is asked; a stranger, a lost card and one for another door do not', () => {
    expect(decideAtDoor(peace, { ...at, holder: wang }, card, now)).toEqual({ outcome: 'enter', reasons: [], openDoor: true })
    expect(decideAtDoor(peace, { ...at, holder: null }, card, now)).toEqual({ outcome: 'refuse', reasons: ['code_unknown'], openDoor: false })
    expect(decideAtDoor(peace, { ...at, holder: null }, { ...card, problem: 'code_revoked' }, now)).toMatchObject({ outcome: 'refuse', openDoor: false })
    expect(decideAtDoor(peace, { ...at, holder: wang, opensHere: false }, card, now)).toMatchObject({ reasons: ['code_unknown'], openDoor: false })
  })
  test('GATE-02 in emergency the entrance of a compound asks what the pack asks; a stair door has nobody who takes a temperature', () => {
    const entering = decideAtDoor(emergency, { ...at, hasGuard: true, holder: wang }, card, now)
    expect(entering).toEqual({ outcome: 'cannotTell', reasons: ['temperature_missing'], openDoor: false })
    expect(decideAtDoor(emergency, { ...at, hasGuard: true, holder: wang }, { ...card, direction: 'out' }, now).openDoor).toBe(true)
    expect(decideAtDoor(emergency, { ...at, holder: wang }, card, now).openDoor).toBe(true)
    expect(decideAtDoor(emergency, { ...at, holder: { ...wang, hasInfectionCase: true } }, card, now)).toMatchObject({ outcome: 'hold', openDoor: false })
    expect(decideAtDoor(peace, { ...at, isGateOpen: false, holder: wang }, card, now)).toMatchObject({ outcome: 'refuse', reasons: ['gate_closed'] })
  })
})

test('GATE-02 a command without an acknowledgement is never told as opened', () => {
  const until = new Date(now.getTime() + 5000)
  const later = new Date(now.getTime() + 6000)
  expect(commandState({ until, answeredAt: null, wasDone: null }, now)).toBe('waiting')
  expect(commandState({ until, answeredAt: null, wasDone: null }, later)).toBe('notConfirmed')
  expect(commandState({ until, answeredAt: now, wasDone: true }, later)).toBe('done')
  expect(commandState({ until, answeredAt: now, wasDone: false }, later)).toBe('refused')
  expect(commandState({ until, answeredAt: later, wasDone: true }, later)).toBe('late')
})

describe('the list of a door', () => {
  const many = new Map(Array.from({ length: 5000 }, (_, index) => [index.toString(16).padStart(16, '0'), index % 2 === 0 ? 0 : 1_767_225_600] as const))
  test('GATE-02 five thousand cards go in parts of at most a kilobyte and come out the same', () => {
    const parts = partsOf(changeOf(new Map(), many), 1024)
    const sizes = parts.map(
      (part) => JSON.stringify({ v: 1, from: null, to: 'f'.repeat(16), part: parts.length, of: parts.length, now: 1_767_225_600, ...part }).length,
    )
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024)
    expect(parts.reduce(applyChange as never, new Map())).toEqual(many)
  })
  test('a change names only what changed, and of nothing it is one empty part', () => {
    const after = new Map(many).set('f'.repeat(16), 0)
    after.delete('0'.repeat(16))
    expect(changeOf(many, after)).toEqual({ put: [['f'.repeat(16), 0]], drop: ['0'.repeat(16)] })
    expect(partsOf(changeOf(many, many), 1024)).toEqual([{ put: [], drop: [] }])
  })
  test('a card that has ended opens nothing, also without network', () => {
    const list = new Map([
      ['a', 0],
      ['b', now.getTime() / 1000],
    ])
    expect([
      opensByList(list, 'a', now),
      opensByList(list, 'b', now),
      opensByList(list, 'b', new Date(now.getTime() - 1)),
      opensByList(list, 'c', now),
    ]).toEqual([true, false, true, false])
  })
})

test('a card number is one however it is written, and what cannot be one is none', () => {
  expect(['04:a1:b2:c3', '04A1B2C3', ' 04-A1-B2-C3 ', '０４Ａ１Ｂ２Ｃ３'].map(readCardNumber)).toEqual(Array(4).fill('04A1B2C3'))
  expect(['', '123', 'XYZ123', '0'.repeat(21), '04A1B2C3\u0000'].map(readCardNumber)).toEqual(Array(5).fill(null))
  expect(cardTail('04A1B2C3')).toBe('B2C3')
})
