// sweeps 扫楼: a visit to every home of an area, by workers, by telephone, on paper, by the families themselves; what it finds against the ledger.
// Owns the tables sweeps.*. Stands on tasks (who is expected, who is missing), registry and areas.
// Tells sweeps.changed, sweeps.closed; hears registry.homeAdded, homeMoved, homesMerged, homesUnmerged, ledgerImported, ledgerImportUndone.
import { sweeps } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { decideDifferences, listDifferences, settleStop } from './service/decide.ts'
import { downloadSheet } from './service/sheet.ts'
import { closeSweep, getSweep, listSweeps, planSweep, startRound } from './service/plan.ts'
import { openReport, reportHome } from './service/report.ts'
import { getBuildingStops, getStop, listDisputes, listStops, recordVisit, recordVisits } from './service/walk.ts'

export const sweepsModule = defineModule('sweeps', {
  ops: sweeps,
  handlers: {
    planSweep,
    startRound,
    closeSweep,
    listSweeps,
    getSweep,
    listStops,
    getBuildingStops,
    getStop,
    recordVisit,
    recordVisits,
    downloadSheet,
    openReport,
    reportHome,
    listDisputes,
    settleStop,
    listDifferences,
    decideDifferences,
  },
  policy,
  reactions,
})

export { listedStops, listedSweeps } from './offers-listed.ts'
