// aid 隔离人员的照料: whoever is kept in: the way to a hospital and back, let through by the gates at once; and what a household needs, until it came.
// Owns the tables aid.*. Stands on gate (who is let through, who passed), control (what a record says is needed), tasks, photos, posture, registry, access and areas.
// Tells aid.transportChanged, needChanged; hears control.needsSaid, registry.personMerged, personUnmerged, homesMerged, homesUnmerged, homeMoved.
import { aid } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { proposals } from './proposals.ts'
import { reactions } from './reactions.ts'
import { failNeed, finishNeed, getNeed, listNeeds, takeNeed } from './service/needs.ts'
import { answerOwnNeed, listOwnNeeds, sayOwnNeed } from './service/own-needs.ts'
import { getTransport, listTransports } from './service/lists.ts'
import { listOwn, requestOwn, withdrawOwn } from './service/own.ts'
import { arrangeTransport, requestTransport, stepTransport } from './service/transports.ts'

export const aidModule = defineModule('aid', {
  ops: aid,
  handlers: {
    listTransports,
    getTransport,
    requestTransport,
    arrangeTransport,
    stepTransport,
    requestOwn,
    withdrawOwn,
    listOwn,
    listNeeds,
    getNeed,
    takeNeed,
    finishNeed,
    failNeed,
    sayOwnNeed,
    answerOwnNeed,
    listOwnNeeds,
  },
  policy,
  reactions,
  jobs,
  // A file that does not fit stops the server at its start.
  start: async () => void proposals(),
})

export { lookAfterNeeds, lookAfterTransports } from './jobs.ts'
