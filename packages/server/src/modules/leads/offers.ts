// What modules above ask of leads.
import type { Ctx } from '../../platform/ctx.ts'
import { statementsOfLead } from './repo/call.ts'
import { findLead, idsOfPerson } from './repo/lead.ts'
import { openTold } from './sealing.ts'

/** Where somebody was: `areaId` where a place of ours was named; `until` null where it is not known. `with`: as it was told. */
type Statement = {
  id: string
  leadId: string
  personId: string | null
  where: string
  areaId: string | null
  from: Date
  until: Date | null
  with: { name: string | null; phone: string | null }[]
  toldAt: Date
}
/** What was told of one lead, the earliest whereabouts first. What the end of an emergency destroyed is left out. */
export async function statementsOf(ctx: Ctx, leadId: string): Promise<Statement[]> {
  const lead = await findLead(ctx, leadId)
  if (!lead) return []
  return (await statementsOfLead(ctx, lead.community_id, lead.id)).flatMap((row) => {
    const told = openTold(ctx, row)
    return told === null
      ? []
      : [{ id: row.id, leadId: lead.id, personId: lead.person_id, ...told, areaId: row.area_id, from: row.from_at, until: row.until_at, toldAt: row.told_at }]
  })
}
/** The same of everything that was told by or about a person of the ledger. */
export async function statementsOfPerson(ctx: Ctx, personId: string): Promise<Statement[]> {
  const told: Statement[] = []
  for (const leadId of await idsOfPerson(ctx, personId)) told.push(...(await statementsOf(ctx, leadId)))
  return told
}
