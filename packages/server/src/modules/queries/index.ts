// queries 一表通: saved queries with their own layout, files made of them, departments' sheets filled, pasted chains matched.
// Owns the tables queries.*; reads what the modules beneath offer as lists, each a file in sources/.
// Tells nothing, hears nothing.
import { queries } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { workers } from './build.ts'
import { useDataDir } from './data-folder.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { matchChain } from './service/chain.ts'
import { decideExport, downloadExport, exportChain, getExport, giveReason, listApprovals, listExports, requestExport, takeExport } from './service/exports.ts'
import { getHeadCount } from './service/head-count.ts'
import { listLayouts, preview, removeLayout, saveLayout } from './service/layouts.ts'
import { fillSheet, readSheet } from './service/sheets.ts'

export const queriesModule = defineModule('queries', {
  ops: queries,
  handlers: {
    listLayouts,
    saveLayout,
    removeLayout,
    preview,
    getHeadCount,
    requestExport,
    getExport,
    listExports,
    giveReason,
    listApprovals,
    decideExport,
    takeExport,
    downloadExport,
    readSheet,
    fillSheet,
    matchChain,
    exportChain,
  },
  policy,
  jobs,
  workers,
  start: async ({ config }) => useDataDir(config.dataDir),
})
