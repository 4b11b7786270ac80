// control 人员管控: cases among residents, who is under control and which place under works, for how long, what is asked every day, and their release.
// Owns control.infection_case, control_case and its facts, changes, appeals and transfers. Stands on status, photos, tasks, posture, registry, access and areas.
// Tells control.caseRegistered, caseConfirmed, caseClosed, restrictionChanged, controlChanged, placeChanged, needsSaid, appealAsked, appealAnswered,
// transferOffered, transferAnswered;
// hears registry.personMerged, personUnmerged, personMoved, homesMerged, homesUnmerged, homeMoved, posture.changed, and its own controlChanged and transferOffered.
import { control, controlCases, controlEditions, controlPlaces, controlTransfers } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { useCounter, useShift } from '../posture/index.ts'
import { useHold } from '../registry/index.ts'
import { workers } from './editions.ts'
import { jobs } from './jobs.ts'
import { orderWorker, shiftOf } from './orders.ts'
import { pages } from './pages.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { openAmong } from './repo/case.ts'
import { countOpenCases } from './repo/infection.ts'
import { appealCase, decideAppeal, listAppeals } from './service/appeals.ts'
import { decideChange, proposeChange, releaseCase } from './service/change.ts'
import * as editions from './service/editions.ts'
import { foreseeOpening } from './service/foresee.ts'
import { closeCase, confirmCase, listCases, registerCase } from './service/infection.ts'
import { getControl, listControl } from './service/lists.ts'
import { confirmOpening, declineOpening, listTracks, openCase } from './service/open.ts'
import { listOwn } from './service/own.ts'
import * as places from './service/places.ts'
import { printRelease } from './service/print.ts'
import { addPaper, recordDay, recordOwnDay, recordTest } from './service/record.ts'
import * as transfers from './service/transfers.ts'

export const controlModule = defineModule('control', {
  ops: { ...control, ...controlCases, ...controlEditions, ...controlPlaces, ...controlTransfers },
  handlers: {
    registerCase,
    confirmCase,
    closeCase,
    listCases,
    openCase,
    foreseeOpening,
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
    ...places,
    ...transfers,
  },
  policy,
  reactions,
  jobs,
  workers: [...workers, orderWorker],
  pages,
  start: async () => {
    useCounter('openCases', countOpenCases)
    useShift('control', shiftOf)
    useHold('control', openAmong)
  },
})

// The room's own door, with its own question whether this person may: whoever brings a case comes through it like everybody.
export { openCase as proposeControl } from './service/open.ts'
export { lookForRecords, morning, nightly } from './jobs.ts'
export { homesUnderControl, isHomeUnderControl, leaveNeeds, needsOfRecord } from './offers.ts'
export { noteTests, reportInfection } from './from-laboratory.ts'
export type { LaboratoryTest } from './from-laboratory.ts'
