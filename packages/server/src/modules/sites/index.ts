// sites 工地与大单位检测: sessions on site, at a nearby point or by a booked third party; planned for all sites over teams, tables and days.
// Owns the table sites.session. Stands on occupations (who was tested), screening (the figures of a queue), posture, registry and areas.
// Tells nothing, hears nothing: who works there and who was tested is asked when it is read.
import { sites } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { figures } from './figures.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { listSites, previewPlan, savePlan, tryPoint } from './service/plan.ts'
import { addSession, cancelSession, getSession, listSessions } from './service/sessions.ts'

export const sitesModule = defineModule('sites', {
  ops: sites,
  handlers: { listSites, previewPlan, savePlan, tryPoint, addSession, cancelSession, listSessions, getSession },
  policy,
  jobs,
  // A file that does not fit stops the server at its start.
  start: async () => void figures(),
})

export { destroySessions } from './jobs.ts'
