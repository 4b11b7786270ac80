// antigen 抗原自测: kits received, handed out, signed for, given back; who is meant by age or work, who is helped at home, who reported what, who is missing.
// Owns the tables antigen.*. Stands on tasks (who is missing, who goes there), photos, registry, access and areas.
// Tells antigen.positiveReported, changed; hears registry.personMerged, personUnmerged, homesMerged, homesUnmerged.
import { antigen } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { proposals } from './proposals.ts'
import { reactions } from './reactions.ts'
import { handOut, handToEnterprise, signForEnterprise, takeBack } from './service/hand-outs.ts'
import { getRound, listDoors, listRounds } from './service/lists.ts'
import { askOwnHelp, listOwn, reportOwn, signOwn } from './service/own.ts'
import { notePcr, reportHelped } from './service/reports.ts'
import { closeRound, openRound } from './service/rounds.ts'
import { getStock, receiveKits, spoilKits } from './service/stock.ts'

export const antigenModule = defineModule('antigen', {
  ops: antigen,
  handlers: {
    getStock,
    receiveKits,
    spoilKits,
    openRound,
    closeRound,
    listRounds,
    getRound,
    listDoors,
    handOut,
    handToEnterprise,
    signForEnterprise,
    takeBack,
    reportHelped,
    notePcr,
    listOwn,
    signOwn,
    reportOwn,
    askOwnHelp,
  },
  policy,
  reactions,
  jobs,
  // A file that does not fit stops the server at its start.
  start: async () => void proposals(),
})
