// Of the gate, the doors and visitors: for every operation an input that is right for somebody of that place.
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Place } from './places.ts'

type Input = { at: ((asked: { place: Place }) => object) | null; plain?: () => object; status?: number }
const day = '2022-05-04'
export const GATE_INPUTS: Record<string, Input> = {
  'doors.listDoors': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'doors.addDoor': {
    at: ({ place }) => ({ areaId: place.compoundId, gateId: null, name: '后门', kind: 'gate', direction: 'in', openSeconds: 5 }),
  },
  'doors.addDevice': { at: ({ place }) => ({ doorId: place.doorId }) },
  'doors.endDevice': { at: ({ place }) => ({ doorId: place.doorId }) },
  'doors.openDoor': { at: ({ place }) => ({ id: uuidv7(), doorId: place.doorId, reason: '送货' }) },
  'doors.getCommand': { at: ({ place }) => ({ commandId: place.commandId }) },
  'doors.openForFire': { at: ({ place }) => ({ id: uuidv7(), areaId: place.buildingId, reason: '演练' }) },
  'doors.endFire': { at: ({ place }) => ({ fireId: place.fireId, reason: '演练结束' }) },
  'doors.listAlarms': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'doors.answerAlarm': { at: ({ place }) => ({ alarmId: place.alarmId }) },
  'doors.listEvents': { at: ({ place }) => ({ doorId: place.doorId }) },
  'doors.listCards': { at: ({ place }) => ({ areaId: place.compoundId, limit: 20 }) },
  'doors.issueCard': {
    at: ({ place }) => ({ id: uuidv7(), holder: { kind: 'resident', personId: place.personId }, number: '04AA00FF', until: null }),
  },
  'doors.reportLost': { at: ({ place }) => ({ cardId: place.cardId }) },
  'doors.replaceCard': { at: ({ place }) => ({ id: uuidv7(), cardId: place.cardId, number: '04AA00FE' }) },
  'doors.endCard': { at: ({ place }) => ({ cardId: place.cardId, reason: '退租' }) },
  'doors.listMyCards': { at: null },
  'doors.reportMyCardLost': { at: null, plain: () => ({ cardId: uuidv7() }), status: 404 },

  'gate.listGates': { at: null },
  'gate.addGate': { at: ({ place }) => ({ areaId: place.compoundId, name: '北门' }) },
  'gate.setGateOpen': { at: ({ place }) => ({ gateId: place.gateId, isOpen: false }) },
  'gate.setIsolationArea': { at: ({ place }) => ({ gateId: place.gateId, isolationArea: '岗亭东侧帐篷' }) },
  'gate.lookUp': { at: ({ place }) => ({ gateId: place.gateId, means: { kind: 'door', value: '101' }, direction: 'in' }) },
  'gate.recordPassage': {
    at: ({ place }) => ({
      id: uuidv7(),
      gateId: place.gateId,
      means: { kind: 'door', value: '101' },
      direction: 'in',
      temperatureC: 36.5,
      at: `${day}T04:00:00Z`,
    }),
  },
  'gate.getOfflineList': { at: ({ place }) => ({ gateId: place.gateId }) },
  'gate.listMyCodes': { at: null },
  'gate.issuePaperCode': { at: ({ place }) => ({ homeId: place.homeId }) },
  'gate.revokeCode': { at: ({ place }) => ({ credentialId: place.credentialId, reason: '遗失' }) },
  'gate.listPassages': { at: ({ place }) => ({ gateId: place.gateId }) },
  'gate.listWaiting': { at: ({ place }) => ({ gateId: place.gateId }) },
  'gate.listHolds': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'gate.resolveHold': { at: ({ place }) => ({ passageId: place.passageId, finding: 'noFever' }) },
  'visitors.getPoster': { at: ({ place }) => ({ gateId: place.gateId, renew: false }) },
  'visitors.listToday': { at: ({ place }) => ({ gateId: place.gateId }) },
  'visitors.register': {
    at: ({ place }) => ({
      id: uuidv7(),
      gateId: place.gateId,
      name: '来新客',
      phone: null,
      door: '没有这户',
      purpose: '演练',
      from: '外地',
      plate: null,
      at: `${day}T04:00:00Z`,
    }),
  },
  'visitors.recordCall': { at: ({ place }) => ({ visitId: place.visitId, outcome: 'noAnswer' }) },
  'visitors.confirmPresence': { at: ({ place }) => ({ visitId: place.visitId }) },
  'visitors.getNumber': { at: ({ place }) => ({ visitId: place.passVisitId }) },
  'visitors.displayNumber': { at: ({ place }) => ({ gateId: place.gateId }) },
  'visitors.listMine': { at: null },
  'visitors.answer': { at: ({ place }) => ({ visitId: place.visitId, isWelcome: true }) },
}
