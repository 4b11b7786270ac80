// presence 到访与时空交集: places with a code, who checked in there, and who was in one place with somebody, opened by two hands and for hours.
// Owns the tables presence.*; passages stay with the gate. Stands on gate, approvals, posture, registry, access and areas.
// Tells nothing and hears nothing: what it knows is asked for, and by right of a signed trace only.
import { presence } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { figures } from './figures.ts'
import { jobs } from './jobs.ts'
import { forms, pages } from './pages.ts'
import { policy } from './policy.ts'
import { makeSecret } from './secret.ts'
import { confirm, listWaiting, scanVisitor } from './service/confirm.ts'
import { exportTrace } from './service/export.ts'
import { checkIn, checkOut, getPass, getSpot, listOwn } from './service/own.ts'
import { addSpot, closeSpot, listSpots, renewScreen } from './service/spots.ts'
import { askExport, askTrace, findPeople, getTrace, listTraces, signExport, signTrace, withdrawTrace } from './service/traces.ts'

export const presenceModule = defineModule('presence', {
  ops: presence,
  handlers: {
    listSpots,
    addSpot,
    closeSpot,
    renewScreen,
    listWaiting,
    confirm,
    scanVisitor,
    getSpot,
    getPass,
    checkIn,
    checkOut,
    listOwn,
    findPeople,
    askTrace,
    listTraces,
    getTrace,
    signTrace,
    withdrawTrace,
    askExport,
    signExport,
    exportTrace,
  },
  policy,
  jobs,
  pages,
  forms,
  start: async ({ crypto }) => {
    // A file that does not fit stops the server at its start.
    figures()
    makeSecret(crypto)
  },
})

export { destroyPresence } from './jobs.ts'
export { openedOfPerson, openedTrace } from './offers.ts'
