// daily 三级日报与五级公示: whether each area is outbreak-free today, what stands in the way, and what is posted of it.
// Owns the tables daily.*; worked out from facts that other modules tell, and from reports that heads put their name to.
// Tells daily.reportConfirmed, daily.posted, daily.withdrawn; hears areas, gate, control, posture and registry.
import { daily } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { refreshAll } from './days.ts'
import { jobs, workers } from './jobs.ts'
import { pages } from './pages.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { confirmReports, takeBackReport } from './service/confirm.ts'
import { listPostings, myPostings, verifyPosting } from './service/postings.ts'
import { getStatus } from './service/status.ts'

export const dailyModule = defineModule('daily', {
  ops: daily,
  handlers: { getStatus, confirmReports, takeBackReport, listPostings, verifyPosting, myPostings },
  policy,
  reactions,
  jobs,
  workers,
  pages,
  // The server may have slept through midnight.
  start: refreshAll,
})

export { refreshAll } from './days.ts'
export { confirmAs } from './service/confirm.ts'
export { listedStatus } from './offers-lists.ts'
