// The table of cases beside each pack is the specification of the gate's verdict: every line is a test.
import { GatePolicyFile } from '@xiaomen/contract'
import { decidePassage, type GateHolder, type GateReading, REASONS, type Verdict } from '@xiaomen/rules/gate'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

type Example = { says: string; given: { holder: GateHolder | null; isGateOpen: boolean; listAgeHours: number; reading: GateReading }; expect: Verdict }
const packs = fileURLToPath(new URL('../../packs/', import.meta.url))
const read = (path: string): unknown => JSON.parse(readFileSync(packs + path, 'utf8'))
const now = new Date('2022-08-01T04:00:00Z')

const editions = readdirSync(packs, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('gate.json') && !path.includes('examples'))
  .map((path) => path.slice(0, -'gate.json'.length))

test('both a pack of peace and one of an outbreak are here', () => {
  expect(editions.length).toBeGreaterThanOrEqual(2)
})

describe.each(editions)('the gate under %s', (edition) => {
  const policy = GatePolicyFile.parse(read(`${edition}gate.json`))
  const examples = read(`${edition}examples/gate.json`) as Example[]
  test.each(examples)('GATE-01 $says', ({ given, expect: expected }) => {
    const asOf = new Date(now.getTime() - given.listAgeHours * 3_600_000)
    expect(decidePassage(policy, { holder: given.holder, isGateOpen: given.isGateOpen, asOf }, given.reading, now)).toEqual(expected)
  })
  test('every reason the code can give leads somewhere', () => {
    expect(Object.keys(policy.outcomeOf).toSorted()).toEqual([...REASONS].toSorted())
  })
})
