// The table of the gate, in words of the street: what stands in it is what the rule says. tests/verdicts asks the same of the server and of the phone.
import { expect, test } from 'vitest'
import emergency from '../../../../packs/covid-19/2022-06-28/gate.json' with { type: 'json' }
import stayIn from '../../../../packs/covid-19/2022-09-01/gate.json' with { type: 'json' }
import peace from '../../../../packs/peace/2022-01/gate.json' with { type: 'json' }
import { type Arrival, type CodeProblem, decidePassage, type GateHolder, type GatePolicy, type GateZone, type RecordedMeans, REASONS } from './index.ts'
import rows from './verdicts.json' with { type: 'json' }

const now = new Date('2022-08-01T04:00:00Z')
const POLICIES: Record<string, GatePolicy> = { epidemic: emergency as GatePolicy, stayIn: stayIn as GatePolicy, peace: peace as GatePolicy }

const resident: GateHolder = { passClass: 'personal', isNamed: true, hasInfectionCase: false }
const against = (verdict: 'yellow' | 'red', until: string | null = null): GateHolder => ({ ...resident, status: { verdict, reason: 'contact', until } })
const TONIGHT = '2022-08-01T16:00:00Z'
const zone = (until: string): GateZone => ({ keepsIn: true, admitsVisitors: false, from: '2022-07-30T04:00:00Z', until })
const SEALED = zone('2022-12-31T16:00:00Z')
const HOLDERS: Record<string, GateHolder | null> = {
  stranger: null,
  resident,
  again: resident,
  elsewhere: resident,
  case: { ...resident, hasInfectionCase: true },
  red: against('red'),
  yellow: against('yellow'),
  redOver: against('red', '2020-01-01T00:00:00Z'),
  controlled: { ...resident, isUnderControl: true },
  overdue: { ...resident, isTestOverdue: true },
  zoned: { ...resident, zones: [SEALED] },
  zoneOver: { ...resident, zones: [zone('2022-07-31T04:00:00Z')] },
  visitor: { ...resident, passClass: 'visitor', isNamed: false },
  attendant: { ...resident, passClass: 'attendant', isNamed: false },
  attendantTomorrow: null,
  attendantEnded: null,
  outToday: { ...resident, exits: [TONIGHT] },
  outTodayOther: { ...resident, exits: [TONIGHT] },
  outYesterday: { ...resident, exits: ['2022-07-31T16:00:00Z'] },
  turnedAway: resident,
  dialysisToday: resident,
}
type Shown = { means: RecordedMeans; problem?: CodeProblem; isUnproven?: boolean; isNamed?: boolean }
const SHOWN: Record<string, Shown> = {
  nothing: { means: 'none' },
  proven: { means: 'code' },
  unproven: { means: 'code', isUnproven: true },
  screenshot: { means: 'code', problem: 'code_unproven' },
  fastClock: { means: 'code', problem: 'code_unproven' },
  provenAgain: { means: 'code', problem: 'code_replayed' },
  family: { means: 'code' },
  familyAgain: { means: 'code' },
  card: { means: 'code' },
  short: { means: 'short' },
  document: { means: 'document' },
  door: { means: 'door', isNamed: false },
  documentUnknown: { means: 'document' },
  shortUnlisted: { means: 'short' },
  unlisted: { means: 'code' },
  shortWrong: { means: 'short', problem: 'code_unreadable' },
  torn: { means: 'code', problem: 'code_unreadable' },
  overlong: { means: 'code', problem: 'code_unreadable' },
  otherPhone: { means: 'code', problem: 'code_forged' },
  forged: { means: 'code', problem: 'code_forged' },
  expired: { means: 'code', problem: 'code_expired' },
  tomorrow: { means: 'code', problem: 'code_not_yet' },
  revokedCard: { means: 'code', problem: 'code_revoked' },
  foreign: { means: 'code', problem: 'code_foreign' },
  foreignKey: { means: 'code', problem: 'code_foreign' },
  url: { means: 'code', problem: 'code_foreign' },
  certificate: { means: 'code', problem: 'code_foreign' },
}
/** A pass that does not run is a code with a problem, whoever it was for. */
const PASS_PROBLEMS: Record<string, CodeProblem> = { attendantTomorrow: 'code_not_yet', attendantEnded: 'code_revoked' }

test.each(rows)('GATE-01 GATE-09 GATE-15 $plan: $says', (row) => {
  const shown = SHOWN[row.shows]!
  const problem = PASS_PROBLEMS[row.who] ?? shown.problem ?? null
  const holder = problem === 'code_forged' ? null : HOLDERS[row.who]!
  const verdict = decidePassage(
    POLICIES[row.plan]!,
    {
      holder: holder && { ...holder, isNamed: shown.isNamed ?? holder.isNamed },
      isGateOpen: row.gate === undefined || row.gate === 'zone',
      zones: row.gate === 'zone' ? [SEALED] : [],
      asOf: new Date(now.getTime() - (row.listAgeHours ?? 0) * 3_600_000),
    },
    {
      direction: row.way as 'in' | 'out',
      means: shown.means,
      problem,
      temperatureC: row.temperature,
      isFromRiskArea: row.from === undefined ? undefined : row.from === 'listed',
      medical: row.medical,
      seen: row.sees as 'red' | undefined,
      isUnproven: shown.isUnproven,
      isElsewhere: row.who === 'elsewhere' && row.way === 'in',
      arrival: row.comes as Arrival | undefined,
      isListedVehicle: row.vehicle === 'listed',
    },
    now,
  )
  expect(verdict).toEqual({ ...row.expect, openDoor: row.expect.outcome === 'enter' })
})

test('the table has at least eighty rows, no two alike, in both directions, with every reason a gate can give', () => {
  const given = rows.map((row) => JSON.stringify({ ...row, says: '', expect: null }))
  expect(new Set(given).size).toBe(rows.length)
  expect(rows.length).toBeGreaterThanOrEqual(80)
  expect(new Set(rows.map(({ way }) => way))).toEqual(new Set(['in', 'out']))
  expect([...new Set(rows.flatMap((row) => row.expect.reasons))].toSorted()).toEqual([...REASONS].toSorted())
})
