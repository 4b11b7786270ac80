// foreign 核酸比对: result files of other systems, whose each row is, what waits for a hand, and what a test elsewhere counts for.
// Owns the tables foreign.*. Stands on testing (which rounds run), tasks (who is missing), posture, registry, access and areas.
// Tells foreign.placed; hears it, testing.changed, and registry.personMoved.
import { foreign } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { figures } from './figures.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { getAside, listAside, settleAside } from './service/aside.ts'
import { addGiver, listFiles, listGivers } from './service/givers.ts'
import { importFile } from './service/import-file.ts'
import { listResults, seeTo } from './service/results.ts'

export const foreignModule = defineModule('foreign', {
  ops: foreign,
  handlers: { listGivers, addGiver, importFile, listFiles, listAside, getAside, settleAside, listResults, seeTo },
  policy,
  reactions,
  jobs,
  // A file that does not fit stops the server at its start.
  start: async () => void figures(),
})

export { destroyForeign } from './jobs.ts'
export { lastResults } from './offers.ts'
