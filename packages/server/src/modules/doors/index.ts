// doors 门禁: locks, their controllers over MQTT, the cards that open them, fire opening and alarms.
// Owns the tables doors.*; the key of its card lists lies in the key folder.
// Tells doors.doorChanged, alarmRaised, alarmAnswered, fireOpened, fireEnded, cardsChanged, sensorTold; hears registry.personMoved, personMerged, personUnmerged, homesMerged, homesUnmerged, homeMoved, areas.areaMoved, control.caseConfirmed, caseClosed, status.changed, posture.changed, gate.timesChanged.
import { doors } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { startDoors, stopDoors } from './runtime.ts'
import { answerAlarm, listAlarms, listEvents } from './service/alarms.ts'
import * as cards from './service/cards.ts'
import { endFire, getCommand, openDoor, openForFire } from './service/commands.ts'
import { addDevice, addDoor, endDevice, listDoors } from './service/doors.ts'
import { jobs, workers } from './workers.ts'

export const doorsModule = defineModule('doors', {
  ops: doors,
  handlers: {
    listDoors,
    addDoor,
    addDevice,
    endDevice,
    openDoor,
    getCommand,
    openForFire,
    endFire,
    listAlarms,
    answerAlarm,
    listEvents,
    ...cards,
  },
  policy,
  reactions,
  jobs,
  workers,
  start: startDoors,
  stop: stopDoors,
})

export { hangSensor, moveSensor, sensorsByIds, takeSensorsOf } from './sensors.ts'
export type { SensorView } from './sensors.ts'
// For what plays a controller.
export { DOWN_KINDS, downTopic, readDown, upTopic } from './wire.ts'
export type { DownMessage, UpKind } from './wire.ts'
