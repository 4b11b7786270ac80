// screening 大规模核酸筛查预案: how many points, tables, hands, tubes and hours an area needs, and how long people wait there.
// Owns the table screening.plan: plans as they were worked out. Stands on testing (a plan is laid out as a round there), registry, access and areas.
// Tells nothing, hears nothing: a plan does nothing to anybody.
import { screening } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { screeningFile } from './figures.ts'
import { policy } from './policy.ts'
import { layOutRound } from './lay-out.ts'
import { downloadWorkbook, getPlan, listPlans, previewPlan, printPlan, removePlan, savePlan } from './service.ts'

export const screeningModule = defineModule('screening', {
  ops: screening,
  handlers: { previewPlan, savePlan, listPlans, getPlan, layOutRound, removePlan, downloadWorkbook, printPlan },
  policy,
  // A file that does not fit stops the server at its start.
  start: async () => void screeningFile(),
})

export { figures as screeningFigures } from './figures.ts'
