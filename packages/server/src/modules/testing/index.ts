// testing 核酸检测: who is expected, where and when they come, whose swab lies in which tube, what does not fit about it, and which box the tube goes away in.
// Owns the tables testing.*. Stands on gate (whose code was shown), tasks (who is missing), posture, registry, access and areas.
// Tells testing.sampled, changed; hears testing.sampled, registry.personMoved.
import { testing } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { figures } from './figures.ts'
import { jobs, workers } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { closeBox, listBoxes, packTube, sendBox } from './service/boxes.ts'
import { listCalls, planCalls, printCalls, printLabels } from './service/calls.ts'
import { endCampaign, getCampaign, listCampaigns, planCampaign, startCampaign } from './service/campaigns.ts'
import { listDoubts, settleDoubt } from './service/doubts.ts'
import { addPoint, changePoint } from './service/points.ts'
import { listMyPoints, listTubes, lookUp, sayWaiting, sealTube, takeOut } from './service/table.ts'
import { takeSample } from './service/take.ts'

export const testingModule = defineModule('testing', {
  ops: testing,
  handlers: {
    listCampaigns,
    getCampaign,
    planCampaign,
    startCampaign,
    endCampaign,
    addPoint,
    changePoint,
    planCalls,
    listCalls,
    printCalls,
    printLabels,
    listDoubts,
    settleDoubt,
    listMyPoints,
    lookUp,
    listTubes,
    takeSample,
    takeOut,
    sealTube,
    sayWaiting,
    listBoxes,
    packTube,
    closeBox,
    sendBox,
  },
  policy,
  reactions,
  jobs,
  workers,
  // A file that does not fit stops the server at its start.
  start: async () => void figures(),
})

export { refreshRosters } from './jobs.ts'
export { type LaidPoint, layOutRound } from './lay-out.ts'
export { readRows as readCampaign } from './place.ts'
export {
  askAgain,
  boxOnItsWay,
  campaignNames,
  codeOf,
  countReceived,
  countStates,
  findTubeByCode,
  handsOfBox,
  keepDays,
  keptUntil,
  listOfState,
  listReceived,
  lockTubesByCode,
  moveTubes,
  notAgain,
  peopleIn,
  positiveIn,
  receiveBox,
  samplesOf,
  standingsIn,
  tubeMates,
  tubesByCodes,
  tubesByIds,
} from './offers.ts'
export type { InTube } from './offers.ts'
export type { TubeRow } from './tables.ts'
export { lastSamples, runningCampaigns } from './offers-last.ts'
