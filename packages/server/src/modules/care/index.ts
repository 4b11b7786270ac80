// care 重点关爱: who looks after whom, how often they are contacted, who is owed a contact.
// Owns the tables care.*; of which category somebody is stands in the ledger, who looks after them in answerability.
// Stands on answerability, tasks, posture, registry, access and areas.
// Tells care.contactRecorded, helpNeeded, contactOverdue, carerChanged; hears registry, posture, tasks and answerability.
import { care } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { useCarers } from '../status/index.ts'
import { carerNames } from './carer-names.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { proposals } from './proposals.ts'
import { reactions } from './reactions.ts'
import { recordContact } from './service/contact.ts'
import { assignCarer, assignGrid, listIntervals, setInterval, setPersonInterval, setSecondCarer } from './service/hands.ts'
import { getCare, getCounts, listCare, listCarers, listDueHomes, listMine } from './service/lists.ts'

export const careModule = defineModule('care', {
  ops: care,
  handlers: {
    listCare,
    listMine,
    getCare,
    getCounts,
    listDueHomes,
    listCarers,
    assignCarer,
    assignGrid,
    setSecondCarer,
    setPersonInterval,
    listIntervals,
    setInterval,
    recordContact,
  },
  policy,
  reactions,
  jobs,
  start: async () => {
    proposals()
    useCarers(carerNames)
  },
})

export { morning } from './jobs.ts'
export { listedCare } from './offers-listed.ts'
