// arrivals 来返人员: reported before they come, matched when they come, brought under the pack's measure or cleared, asked after when they do not come.
// Owns the tables arrivals.*. Stands on gate (who came in), control (where a measure is proposed), risk, tasks, posture, registry and areas.
// Tells arrivals.changed, handedOver, answered; hears those, control.controlChanged, and registry.personMerged, personUnmerged, personMoved, homesMerged, homesUnmerged, homeMoved.
import { arrivals } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { forms, pages } from './pages.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { makeSecret } from './secret.ts'
import { importList } from './service/import-list.ts'
import { getLink } from './service/link.ts'
import { getArrival, listArrivals } from './service/lists.ts'
import * as office from './service/office.ts'
import { listOwn, reportOwn } from './service/own.ts'
import { proposeCase } from './service/propose.ts'

export const arrivalsModule = defineModule('arrivals', {
  ops: arrivals,
  handlers: { listArrivals, getArrival, reportOwn, listOwn, proposeCase, importList, getLink, ...office },
  policy,
  reactions,
  jobs,
  pages,
  forms,
  start: async (services) => makeSecret(services.crypto),
})

export { chase, matchAtGate } from './jobs.ts'
