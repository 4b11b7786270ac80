import { type CodeList, type CodeMatches, matchCodes } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { type Area, areasUnder, chainOf } from './repo/area.ts'

export type CodePlan = CodeMatches & { areas: Map<string, Area> }

/** The list laid beside the tree as it is now. */
export async function planCodes(ctx: Ctx, list: CodeList, root: Area, year: number): Promise<CodePlan> {
  const tree = (await areasUnder(ctx, root.path)).filter((area) => area.level === 'district' || area.level === 'street' || area.level === 'community')
  const above = (await chainOf(ctx, root.path)).slice(0, -1)
  const matches = matchCodes(
    list.rows,
    tree.filter((area) => area.id !== root.id),
    root,
    above,
    year,
  )
  return { ...matches, areas: new Map(tree.map((area) => [area.id, area])) }
}
