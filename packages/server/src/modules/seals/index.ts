// seals 封条管理: seals on the own doors of homes under control: issued, told, put on with a photo, looked at, taken off when the reason is over; and what a sensor of such a door tells.
// Owns the tables seals.*. Stands on doors (sensors), control, tasks, photos, posture, registry, access and areas.
// Tells seals.sealChanged, alarmRaised, alarmAnswered; hears doors.sensorTold, control.controlChanged, restrictionChanged, posture.changed, registry.homesMerged, homesUnmerged, homeMoved, and its own alarms.
import { seals } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { answerAlarm } from './service/alarms.ts'
import { addSensor, endSensor, issueSeal, withdrawSeal } from './service/issue.ts'
import { getSeal, listHomes, listSeals } from './service/lists.ts'
import { announceOpening, announceOwn, listOwn } from './service/own.ts'
import { applySeal, checkSeal, removeSeal, tellHousehold } from './service/walk.ts'

export const sealsModule = defineModule('seals', {
  ops: seals,
  handlers: {
    listSeals,
    getSeal,
    listHomes,
    issueSeal,
    tellHousehold,
    applySeal,
    checkSeal,
    removeSeal,
    withdrawSeal,
    announceOpening,
    answerAlarm,
    addSensor,
    endSensor,
    listOwn,
    announceOwn,
  },
  policy,
  reactions,
  jobs,
})

export { lookAfterSeals } from './jobs.ts'
