import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

export type DoorIds = { doorId: string; commandId: string; fireId: string; alarmId: string; cardId: string }
/** A lock on the stair with a controller that nobody hung there yet: a command, a card, and a fire over the compound with its alarm. */
export async function furnishDoors(
  admin: Caller,
  { compoundId, unitId, personId }: { compoundId: string; unitId: string; personId: string },
): Promise<DoorIds> {
  const door = { areaId: unitId, gateId: null, name: '单元门', kind: 'unit', direction: 'in', openSeconds: 5 }
  const doorId = ok(await admin.call('doors.addDoor', door), 'addDoor').id as string
  ok(await admin.call('doors.addDevice', { doorId }), 'addDevice')
  const [commandId, fireId, cardId] = [uuidv7(), uuidv7(), uuidv7()]
  ok(await admin.call('doors.openDoor', { id: commandId, doorId, reason: '演练' }), 'openDoor')
  ok(await admin.call('doors.openForFire', { id: fireId, areaId: compoundId, reason: '演练' }), 'openForFire')
  const alarmId = ok(await admin.call('doors.listAlarms'), 'listAlarms')[0].id as string
  ok(await admin.call('doors.issueCard', { id: cardId, holder: { kind: 'resident', personId }, number: '04AA0001', until: null }), 'issueCard')
  return { doorId, commandId, fireId, alarmId, cardId }
}
