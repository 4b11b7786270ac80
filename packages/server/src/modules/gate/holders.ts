import type { GateHolder, GateStatus, GateTransport } from '@xiaomen/rules/gate'
import type { ReasonClass } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import * as repo from './repo/case-marks.ts'
import { type Against, listStatusMarks } from './repo/status-marks.ts'
import type { CredentialRow } from './tables.ts'
import { transportsOf } from './transports.ts'

/** What is known in a community: open cases and what stands against people (亮码), by person, and by home for a code that names nobody. */
export type Cases = {
  people: ReadonlySet<string>
  homes: ReadonlySet<string>
  /** 管控: under a measure that keeps them from the gate. */
  peopleUnder: ReadonlySet<string>
  homesUnder: ReadonlySet<string>
  /** 重点岗位: whose test is overdue. */
  overdue: ReadonlySet<string>
  statusOfPerson: ReadonlyMap<string, GateStatus>
  statusOfHome: ReadonlyMap<string, GateStatus>
  /** 急救转运. */
  transportOf: (holding: Pick<Holding, 'person_id' | 'home_id'>) => GateTransport | undefined
}

export function casesFrom(rows: readonly repo.OpenMark[], against: readonly Against[], transportOf: Cases['transportOf']): Cases {
  const statusOfPerson = new Map<string, GateStatus>()
  const statusOfHome = new Map<string, GateStatus>()
  for (const mark of against) {
    const status: GateStatus = {
      verdict: mark.verdict === 'red' ? 'red' : 'yellow',
      reason: mark.reason as ReasonClass | null,
      until: mark.until === null ? null : new Date(mark.until).toISOString(),
    }
    statusOfPerson.set(mark.person_id, status)
    if (statusOfHome.get(mark.home_id)?.verdict !== 'red') statusOfHome.set(mark.home_id, status)
  }
  const [infected, under, overdue] = (['infection', 'measure', 'keyTest'] as const).map((kind) => rows.filter((row) => row.kind === kind))
  const homesOf = (marks: readonly repo.OpenMark[]) => new Set(marks.flatMap((row) => row.home_id ?? []))
  const peopleOf = (marks: readonly repo.OpenMark[]) => new Set(marks.map((row) => row.person_id))
  return {
    people: peopleOf(infected!),
    homes: homesOf(infected!),
    peopleUnder: peopleOf(under!),
    homesUnder: homesOf(under!),
    overdue: peopleOf(overdue!),
    statusOfPerson,
    statusOfHome,
    transportOf,
  }
}

export async function casesOf(ctx: Ctx, communityId: string, homeIds?: readonly string[]): Promise<Cases> {
  const transports = await transportsOf(ctx)
  return casesFrom(await repo.listOpenCases(ctx, communityId, homeIds), await listStatusMarks(ctx, communityId, homeIds), transports.of)
}

type Holding = { person_id: string | null; home_id: string | null; pass_class: CredentialRow['pass_class'] | null }

const isAmong = ({ person_id, home_id }: Pick<Holding, 'person_id' | 'home_id'>, people: ReadonlySet<string>, homes: ReadonlySet<string>): boolean =>
  person_id === null ? home_id !== null && homes.has(home_id) : people.has(person_id)

/** What the gate knows of whoever this is. A home without a name stands for all who live there, so one case, or one red, holds them all. */
export function holderOf({ person_id, home_id, pass_class }: Holding, cases: Cases): GateHolder & { status: GateStatus | null } {
  const transport = cases.transportOf({ person_id, home_id })
  return {
    passClass: pass_class,
    isNamed: person_id !== null,
    hasInfectionCase: isAmong({ person_id, home_id }, cases.people, cases.homes),
    ...(isAmong({ person_id, home_id }, cases.peopleUnder, cases.homesUnder) ? { isUnderControl: true } : {}),
    ...(person_id !== null && cases.overdue.has(person_id) ? { isTestOverdue: true } : {}),
    status: (person_id === null ? home_id !== null && cases.statusOfHome.get(home_id) : cases.statusOfPerson.get(person_id)) || null,
    ...(transport === undefined ? {} : { transport }),
  }
}
