import type { GateHolder, GateStatus } from '@xiaomen/rules/gate'
import type { ReasonClass } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import * as repo from './repo/case-marks.ts'
import { type Against, listStatusMarks } from './repo/status-marks.ts'
import type { CredentialRow } from './tables.ts'

/** What is known in a community: open cases and what stands against people (亮码), by person, and by home for a code that names nobody. */
export type Cases = {
  people: ReadonlySet<string>
  homes: ReadonlySet<string>
  statusOfPerson: ReadonlyMap<string, GateStatus>
  statusOfHome: ReadonlyMap<string, GateStatus>
}

export function casesFrom(rows: readonly { person_id: string; home_id: string }[], against: readonly Against[]): Cases {
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
  return { people: new Set(rows.map((row) => row.person_id)), homes: new Set(rows.map((row) => row.home_id)), statusOfPerson, statusOfHome }
}

export const casesOf = async (ctx: Ctx, communityId: string, homeIds?: readonly string[]): Promise<Cases> =>
  casesFrom(await repo.listOpenCases(ctx, communityId, homeIds), await listStatusMarks(ctx, communityId, homeIds))

type Holding = { person_id: string | null; home_id: string | null; pass_class: CredentialRow['pass_class'] | null }

/** What the gate knows of whoever this is. A home without a name stands for all who live there, so one case, or one red, holds them all. */
export const holderOf = ({ person_id, home_id, pass_class }: Holding, cases: Cases): GateHolder & { status: GateStatus | null } => ({
  passClass: pass_class,
  isNamed: person_id !== null,
  hasInfectionCase: person_id === null ? home_id !== null && cases.homes.has(home_id) : cases.people.has(person_id),
  status: (person_id === null ? home_id !== null && cases.statusOfHome.get(home_id) : cases.statusOfPerson.get(person_id)) || null,
})
