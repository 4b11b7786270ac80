// control 人员管控: cases among residents, and who is under control for how long, what is asked of them every day, and their release.
// Owns control.infection_case, control_case and its facts, changes and appeals. Stands on status, tasks, posture, registry, access and areas.
// Tells control.caseRegistered, caseConfirmed, caseClosed, restrictionChanged, controlChanged, needsSaid, appealAsked, appealAnswered;
// hears registry.personMerged, personUnmerged, personMoved, homesMerged, homesUnmerged, homeMoved, and its own controlChanged.
import { control, controlCases, controlEditions } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { useCounter } from '../posture/index.ts'
import { workers } from './editions.ts'
import { jobs } from './jobs.ts'
import { pages } from './pages.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { countOpenCases } from './repo/infection.ts'
import { appealCase, decideAppeal, listAppeals } from './service/appeals.ts'
import { decideChange, proposeChange, releaseCase } from './service/change.ts'
import * as editions from './service/editions.ts'
import { closeCase, confirmCase, listCases, registerCase } from './service/infection.ts'
import { getControl, listControl } from './service/lists.ts'
import { confirmOpening, declineOpening, listTracks, openCase } from './service/open.ts'
import { listOwn } from './service/own.ts'
import { printRelease } from './service/print.ts'
import { addPaper, recordDay, recordOwnDay, recordTest } from './service/record.ts'

export const controlModule = defineModule('control', {
  ops: { ...control, ...controlCases, ...controlEditions },
  handlers: {
    registerCase,
    confirmCase,
    closeCase,
    listCases,
    openCase,
    listTracks,
    confirmOpening,
    declineOpening,
    listControl,
    getControl,
    recordTest,
    recordDay,
    recordOwnDay,
    addPaper,
    proposeChange,
    decideChange,
    releaseCase,
    printRelease,
    listOwn,
    appealCase,
    listAppeals,
    decideAppeal,
    ...editions,
  },
  policy,
  reactions,
  jobs,
  workers,
  pages,
  start: async () => useCounter('openCases', countOpenCases),
})

export { lookForRecords, morning, nightly } from './jobs.ts'
