// How the gates stand, as a list for the modules above.
import type { GateStanding } from '@xiaomen/rules/checklists'
import type { Ctx } from '../../platform/ctx.ts'
import { gatesUnder } from '../gate/index.ts'
import { gateViews } from './views.ts'

export type ListedGateCheck = {
  id: string
  gate: string
  area: string
  standing: GateStanding
  /** What is due first stands first. */
  faults: { zh: string; en: string; dueAt: Date }[]
  checkedAt: Date | null
  checkedBy: string | null
}
export const listedGateChecks = async (ctx: Ctx, paths: readonly string[]): Promise<ListedGateCheck[]> =>
  (await gateViews(ctx, await gatesUnder(ctx, paths))).map((view) => ({
    id: view.gateId,
    gate: view.name,
    area: view.areaName,
    standing: view.standing,
    faults: view.faults.map(({ zh, en, dueAt }) => ({ zh, en, dueAt: new Date(dueAt) })),
    checkedAt: view.checkedAt === null ? null : new Date(view.checkedAt),
    checkedBy: view.checkedBy,
  }))
