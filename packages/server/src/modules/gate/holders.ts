import type { GateHolder } from '@xiaomen/rules/gate'
import type { Ctx } from '../../platform/ctx.ts'
import * as repo from './repo/case-marks.ts'
import type { CredentialRow } from './tables.ts'

/** Open cases of a community: by person, and by home for a code that names nobody. */
export type Cases = { people: ReadonlySet<string>; homes: ReadonlySet<string> }

export const casesFrom = (rows: readonly { person_id: string; home_id: string }[]): Cases => ({
  people: new Set(rows.map((row) => row.person_id)),
  homes: new Set(rows.map((row) => row.home_id)),
})

export const casesOf = async (ctx: Ctx, communityId: string, homeIds?: readonly string[]): Promise<Cases> =>
  casesFrom(await repo.listOpenCases(ctx, communityId, homeIds))

type Holding = { person_id: string | null; home_id: string | null; pass_class: CredentialRow['pass_class'] | null }

/** What the gate knows of whoever this is. A home without a name stands for all who live there, so one case holds them all. */
export const holderOf = ({ person_id, home_id, pass_class }: Holding, cases: Cases): GateHolder => ({
  passClass: pass_class,
  isNamed: person_id !== null,
  hasInfectionCase: person_id === null ? home_id !== null && cases.homes.has(home_id) : cases.people.has(person_id),
})
