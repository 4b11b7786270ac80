// answerability 包保与责任人: who answers for which place at four levels, who is on duty, and who looks after whom.
// Owns the tables answerability.* and packs/answerability.json. Stands on registry, access and areas; care and control ask it for carers.
// Tells answerability.carerChanged, answeringChanged, handoverOffered, handoverAnswered; hears registry.personMoved.
import { answerability } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { answerabilityPack } from './pack.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import * as board from './service/board.ts'
import * as cared from './service/cared.ts'
import { addDuty, changeDuty, endAbsence, endDuty, listDuties, setAbsent } from './service/duties.ts'
import { answerHandOver, listHandovers, listHeirs, offerHandOver } from './service/handovers.ts'
import * as own from './service/own.ts'

export const answerabilityModule = defineModule('answerability', {
  ops: answerability,
  handlers: {
    ...board,
    ...cared,
    ...own,
    listDuties,
    addDuty,
    changeDuty,
    endDuty,
    setAbsent,
    endAbsence,
    offerHandOver,
    answerHandOver,
    listHeirs,
    listHandovers,
  },
  policy,
  reactions,
  jobs,
  start: async () => {
    answerabilityPack()
  },
})

export { settleAll } from './jobs.ts'
export {
  carerChanges,
  carersOf,
  chooseCarer,
  countByAccount,
  fillMany,
  fillSlots,
  isCarerOf,
  lastHandOf,
  ownAndCovered,
  passOn,
  relocateSlots,
  releaseSlots,
  reopenSlots,
  subjectsOf,
  withoutCarer,
} from './offers.ts'
export type { Carer } from './offers.ts'
export { careSlots, slotsOf } from './pack.ts'
export { settleCommunity } from './settle.ts'
