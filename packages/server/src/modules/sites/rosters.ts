// 花名册: who works at each site now, as the ledger has it.
import type { Ctx } from '../../platform/ctx.ts'
import { type Enterprise, employedBeneath, enterprisesByIds } from '../registry/index.ts'

export type Roster = { enterprise: Enterprise; personIds: string[] }
/** Building sites beneath a path that are open and have workers; `alsoOther`: of these employers too, whatever they trade in. */
export async function rostersAt(ctx: Ctx, path: string, alsoOther: ReadonlySet<string> = new Set()): Promise<Map<string, Roster>> {
  const employed = await employedBeneath(ctx, [path])
  const enterprises = await enterprisesByIds(
    ctx,
    employed.map(({ enterpriseId }) => enterpriseId),
  )
  return new Map(
    employed.flatMap(({ enterpriseId, personIds }) => {
      const enterprise = enterprises.get(enterpriseId)
      const isMeant = enterprise?.state === 'open' && (enterprise.trade === 'constructionSite' || alsoOther.has(enterpriseId))
      return enterprise && isMeant ? [[enterpriseId, { enterprise, personIds }] as const] : []
    }),
  )
}
