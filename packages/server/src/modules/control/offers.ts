// What control tells the floors above: at which homes somebody may not go out, and what they said they need.
import type { Need } from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { findCase } from './repo/case.ts'
import { listRestrictedHomes } from './repo/count.ts'
import { findFact } from './repo/fact.ts'
import { openFact } from './sealing.ts'
import { isOfPerson } from './subject.ts'
import { planNeed } from './work.ts'

/** Home id → how many there are held back from the gate, beneath these paths. */
export const homesUnderControl = async (ctx: Ctx, paths: readonly string[]): Promise<Map<string, number>> =>
  new Map((await listRestrictedHomes(ctx, { paths })).map(({ home_id, people }) => [home_id, people]))
export const isHomeUnderControl = async (ctx: Ctx, homeId: string): Promise<boolean> => (await listRestrictedHomes(ctx, { homeId })).length > 0

export type SaidNeeds = { personId: string; homeId: string | null; path: string; at: Date; needs: readonly Need[]; note: string | null }
/** What was needed by the record of a day; null: there is none. */
export async function needsOfRecord(ctx: Ctx, communityId: string, caseId: string, factId: string): Promise<SaidNeeds | null> {
  const row = await findCase(ctx, caseId)
  const fact = row && (await findFact(ctx, communityId, factId))
  if (!row || !isOfPerson(row) || !fact) return null
  const { needs = [], note = null } = openFact(ctx, fact).beside
  return { personId: row.person_id, homeId: row.home_id, path: row.area_path, at: new Date(fact.at), needs, note }
}
/** The tasks of a record are for what is still needed of it. */
export async function leaveNeeds(ctx: Ctx, caseId: string, factId: string, needs: readonly Need[]): Promise<void> {
  const row = await findCase(ctx, caseId)
  if (row && isOfPerson(row)) await planNeed(ctx, row, factId, needs)
}
