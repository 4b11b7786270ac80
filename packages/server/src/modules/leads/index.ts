// leads 线索: one intake for every piece of information somebody must look into, one desk at a time, calls, and supervision of it all.
// Owns the tables leads.*. Stands on control and gate (their events), tasks, posture, registry, approvals, access and areas.
// Tells leads.told, leads.changed; hears gate.riskAreaFound, control.caseRegistered, tasks.outcomeRecorded.
import { leads, leadsCalls } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { figures } from './figures.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { answerList } from './service/answers.ts'
import * as calls from './service/calls.ts'
import * as channels from './service/channels.ts'
import * as dispatch from './service/dispatch.ts'
import { add, addGiver, importFile, listGivers, listUnread, settleUnread } from './service/intake.ts'
import { get, list, listLoads } from './service/lists.ts'
import { listOwn, report } from './service/own.ts'
import { getStaff, scaleDown, scaleUp } from './service/staff.ts'
import * as watch from './service/watch.ts'

export const leadsModule = defineModule('leads', {
  ops: { ...leads, ...leadsCalls },
  handlers: {
    listGivers,
    addGiver,
    importFile,
    add,
    listUnread,
    settleUnread,
    list,
    get,
    listLoads,
    triage: dispatch.triage,
    send: dispatch.send,
    undo: dispatch.undo,
    accept: dispatch.accept,
    giveBack: dispatch.giveBack,
    close: dispatch.close,
    giveTask: dispatch.giveTask,
    answerList,
    report,
    listOwn,
    ...calls,
    getStaff,
    scaleUp,
    scaleDown,
    listFindings: watch.listFindings,
    remind: watch.remind,
    reopen: watch.reopen,
    drawSamples: watch.drawSamples,
    checkSample: watch.checkSample,
    listCorrections: watch.listCorrections,
    ...channels,
  },
  policy,
  reactions,
  jobs,
  // A file that does not fit stops the server at its start.
  start: async () => void figures(),
})

export { statementsOf, statementsOfPerson } from './offers.ts'
