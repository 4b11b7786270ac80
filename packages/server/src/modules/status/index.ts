// status 亮码与预警: what sources say of people's health status, the verdict that leaves the office, and the morning's early warning.
// Owns the tables status.*. Stands on posture, registry, access and areas; the gate hears only verdict and class of reason.
// Tells status.changed, digestMade, hookFailed, correctionAsked, correctionAnswered; hears registry.personMoved, personMerged, personUnmerged, homesMerged, homesUnmerged, homeMoved, posture.changed.
import { status } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { useCounter } from '../posture/index.ts'
import { workers } from './deliver.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { countAgainst } from './repo/standing.ts'
import { decideCorrection, listCorrections } from './service/corrections.ts'
import { getDigest, listDigests } from './service/digests.ts'
import { revealEvidence } from './service/evidence.ts'
import { addHook, listHooks, setHookActive, useWebhookHosts } from './service/hooks.ts'
import { importFile } from './service/import-file.ts'
import { declineImport, listImports, signImport } from './service/imports.ts'
import { listSignals, listStandings } from './service/lists.ts'
import { askCorrection, getMine } from './service/mine.ts'
import { receive } from './service/receive.ts'
import { confirmSignal, proposeSignal, withdrawSignal } from './service/signals.ts'
import { agreeSource, declineSource, issueSecret } from './service/source-acts.ts'
import { addSource, listSources, setSourceActive } from './service/sources.ts'
import { listUnmatched, settleUnmatched } from './service/unmatched.ts'

export const statusModule = defineModule('status', {
  ops: status,
  handlers: {
    listSources,
    addSource,
    setSourceActive,
    agreeSource,
    declineSource,
    importFile,
    listImports,
    signImport,
    declineImport,
    listUnmatched,
    settleUnmatched,
    proposeSignal,
    confirmSignal,
    withdrawSignal,
    listSignals,
    listStandings,
    revealEvidence,
    receive,
    issueSecret,
    listDigests,
    getDigest,
    listHooks,
    addHook,
    setHookActive,
    getMine,
    askCorrection,
    listCorrections,
    decideCorrection,
  },
  policy,
  reactions,
  jobs,
  workers,
  start: async ({ config }) => {
    useWebhookHosts(config.webhookHosts)
    useCounter('standings', countAgainst)
  },
})

export { morning } from './jobs.ts'
export { useCarers } from './carers.ts'
export { countRestrictions, type RestrictionCount } from './restrictions.ts'
