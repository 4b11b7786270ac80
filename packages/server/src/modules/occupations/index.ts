// occupations 重点岗位: who is tested how often by where they work, who is due, who of which employer is missing in a round.
// Owns the tables occupations.*. Stands on foreign and testing (when somebody was last tested), tasks (what is owed), posture, registry, access and areas.
// Tells occupations.noted, overdueChanged; hears the first, foreign.placed, registry.personMerged.
import { occupations } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { figures } from './figures.ts'
import { jobs } from './jobs.ts'
import { pages } from './pages.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { getEmployer, listEmployers } from './service/employers.ts'
import { endLink, issueLink } from './service/links.ts'
import { downloadEmployers, getMissing, listMissing } from './service/missing.ts'
import { noteTest } from './service/tests.ts'

export const occupationsModule = defineModule('occupations', {
  ops: occupations,
  handlers: { listEmployers, getEmployer, noteTest, issueLink, endLink, listMissing, getMissing, downloadEmployers },
  policy,
  reactions,
  jobs,
  pages,
  // A file that does not fit stops the server at its start.
  start: async () => void figures(),
})

export { destroyOccupations, refreshAll } from './jobs.ts'
export { lastTests } from './workers.ts'
