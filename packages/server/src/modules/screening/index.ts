// screening 大规模核酸筛查预案: how many points, tables, hands, tubes and hours an area needs, and how long people wait there.
// Owns the table screening.plan: plans as they were worked out. Stands on registry, access and areas.
// Tells nothing, hears nothing: a plan does nothing to anybody.
import { screening } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { screeningFile } from './figures.ts'
import { policy } from './policy.ts'
import * as service from './service.ts'

export const screeningModule = defineModule('screening', {
  ops: screening,
  handlers: service,
  policy,
  // A file that does not fit stops the server at its start.
  start: async () => void screeningFile(),
})

export { figures as screeningFigures } from './figures.ts'
