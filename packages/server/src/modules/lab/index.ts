// lab 检测机构、混阳召回: boxes received, results that take two where they weigh, and everybody of a positive pool until the single test is in.
// Owns the tables lab.*. Stands on testing (tubes, boxes), control (tests and cases), tasks, posture, registry, access and areas.
// Tells lab.resulted, recallChanged, poolChanged; hears its own resulted, testing.changed, control.caseConfirmed, caseClosed, posture.changed,
// registry.personMerged, personUnmerged, personMoved, homesMerged, homesUnmerged.
import { lab } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { addChannel, agreeChannel, endChannel, listChannels, receive, takeSecret } from './service/channels.ts'
import { findBox, findTube, getDesk, receiveBox } from './service/desk.ts'
import { getTemplate, importResults } from './service/files.ts'
import { listAtHome, recordRecall } from './service/homes.ts'
import { listOwn } from './service/own.ts'
import { getPool, listPools, listTubes } from './service/pools.ts'
import { amend, confirm, report } from './service/results.ts'

export const labModule = defineModule('lab', {
  ops: lab,
  handlers: {
    getDesk,
    findBox,
    receiveBox,
    findTube,
    report,
    confirm,
    amend,
    getTemplate,
    importResults,
    listChannels,
    addChannel,
    agreeChannel,
    takeSecret,
    endChannel,
    receive,
    listPools,
    getPool,
    listTubes,
    listAtHome,
    recordRecall,
    listOwn,
  },
  policy,
  reactions,
  jobs,
})
