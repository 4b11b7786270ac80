// gate 守小门: the gates, the codes shown there, who passed, who is held, and what one guard leaves to the next.
// Owns the tables gate.*; the private keys of its codes lie in the key folder.
// Tells gate.feverFound, riskAreaFound, holdResolved, timesChanged; hears control.caseConfirmed, caseClosed, restrictionChanged, lab.recallChanged, occupations.overdueChanged, registry.personMoved, personMerged, personUnmerged, homesMerged, homesUnmerged, posture.changed, status.changed, zones.changed.
import { gate } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { useCounter } from '../posture/index.ts'
import { jobs, makeFirstKeys, makeMonths } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { listGatesUnder } from './repo/gates.ts'
import { countOpenHolds } from './repo/holds.ts'
import { addAttendant, endAttendant, listAttendants } from './service/attendants.ts'
import { addGate, endOpenOnly, listGates, listMyGates, openOnly, setGateHours, setGateOpen, setIsolationArea } from './service/gates.ts'
import { getOfflineList } from './service/get-offline-list.ts'
import { handOver, listHandovers, takeOver } from './service/handovers.ts'
import { listHolds, listWaiting, resolveHold } from './service/holds.ts'
import { listMyCodes } from './service/list-my-codes.ts'
import { listPassages } from './service/list-passages.ts'
import { listPracticeRules } from './service/list-practice-rules.ts'
import { lookUp } from './service/look-up.ts'
import { issuePaperCode, revokeCode } from './service/paper-codes.ts'
import { recordPassage } from './service/record-passage.ts'
import { listSigningKeys, withdrawKey } from './service/signing-keys.ts'
import { addVehicle, endVehicle, listVehicles } from './service/vehicles.ts'

export const gateModule = defineModule('gate', {
  ops: gate,
  handlers: {
    listGates,
    addGate,
    setGateOpen,
    setGateHours,
    openOnly,
    endOpenOnly,
    listMyGates,
    setIsolationArea,
    lookUp,
    recordPassage,
    getOfflineList,
    listMyCodes,
    issuePaperCode,
    revokeCode,
    listSigningKeys,
    withdrawKey,
    addAttendant,
    listAttendants,
    endAttendant,
    addVehicle,
    listVehicles,
    endVehicle,
    listPassages,
    listWaiting,
    listHolds,
    resolveHold,
    listHandovers,
    handOver,
    takeOver,
    listPracticeRules,
  },
  policy,
  reactions,
  jobs,
  start: async (services) => {
    await makeMonths(services)
    await makeFirstKeys(services)
    useCounter('gates', async (ctx, path) => (await listGatesUnder(ctx, [path])).length)
    useCounter('heldPeople', countOpenHolds)
  },
})
export { listedHolds, listedPassages } from './offers-lists.ts'
export type { ListedPassage } from './offers-lists.ts'
export { communitiesWhereGatesTurned, findGateOfDoor, holdersOf, readCodeAtDoor, recordAtDoor, whoShows } from './offers-doors.ts'
export type { ShownAtDoor } from './offers-doors.ts'
export { enteredSince } from './offers-lists.ts'
export { endVisitorPass, findGatePlace, issueVisitorPass, visitorNumber, visitorPassages } from './offers-visitors.ts'
export type { GatePlace } from './offers-visitors.ts'
export { isKeptInByZone, letTransportPass, waysSince } from './offers-transports.ts'
export { gatesUnder } from './offers-places.ts'
export type { ListedGate } from './offers-places.ts'
