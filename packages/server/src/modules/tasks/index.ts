// tasks 待办与覆盖: what somebody must do at a door, what was found there, and who of those expected is still missing.
// Owns the tables tasks.*. Stands on registry, access and areas; every room above plans its work and counts its coverage here.
// Tells tasks.outcomeRecorded, coverageChanged, gridHandedOver. Hears registry.personMerged.
import { tasks } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { policy } from './policy.ts'
import { useCounter } from '../posture/index.ts'
import { reactions } from './reactions.ts'
import { countOpen } from './repo/task.ts'
import { endExcuse, excuse, getCoverage, getCoverageChart, listMissing, listObligations } from './service/coverage.ts'
import { assign, handOver, handOverGrid, listLoad } from './service/hands.ts'
import { closeRound, planRound } from './service/rounds.ts'
import { listAtHome, listDisputes, listMine, recordOutcome, settleDispute } from './service/work.ts'

export const tasksModule = defineModule('tasks', {
  ops: tasks,
  handlers: {
    listMine,
    listAtHome,
    recordOutcome,
    settleDispute,
    listDisputes,
    planRound,
    closeRound,
    listObligations,
    getCoverage,
    listMissing,
    getCoverageChart,
    excuse,
    endExcuse,
    assign,
    handOver,
    handOverGrid,
    listLoad,
  },
  policy,
  reactions,
  start: async () => useCounter('openTasks', countOpen),
})

export {
  cancelTasks,
  closeObligation,
  coverageAt,
  excuseSubjects,
  expect,
  finishTasks,
  fulfil,
  fulfilMany,
  noteTry,
  openObligation,
  planTasks,
  planTasksOfMany,
  unfulfil,
} from './offers.ts'
export type { Subject, WantedTask } from './offers.ts'
export { listedMissing, listedObligations, missingParts } from './offers-listed.ts'
export { coverageAmong, coverageByArea, standingsOf, tryAgain } from './offers-standing.ts'
export { doorsOfAll, within } from './views.ts'
export { dismiss, handTasks, relocate, renew } from './standing.ts'
