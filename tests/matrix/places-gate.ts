import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

export type GateIds = { onlyGateId: string; attendantId: string; vehicleId: string }
/** A gate that is the only one open of its place, somebody who looks after a resident, and a vehicle on the list. */
export async function furnishGate(
  admin: Caller,
  { quietCompoundId, compoundId, personId }: { quietCompoundId: string; compoundId: string; personId: string },
): Promise<GateIds> {
  const onlyGateId = ok(await admin.call('gate.addGate', { areaId: quietCompoundId, name: '主门' }), 'addGate').id as string
  ok(await admin.call('gate.openOnly', { gateId: onlyGateId, until: '2022-05-20T00:00:00+08:00' }), 'openOnly')
  const times = { from: '2022-05-01T00:00:00+08:00', until: '2022-05-20T00:00:00+08:00' }
  const attendantId = ok(await admin.call('gate.addAttendant', { personId, name: '沈照护', phone: null, ...times }), 'addAttendant').id as string
  const vehicle = { areaId: compoundId, plate: '浙A99001', arrival: 'supplyVehicle', from: '2022-05-01', until: '2022-05-20' }
  const vehicleId = ok(await admin.call('gate.addVehicle', vehicle), 'addVehicle').id as string
  return { onlyGateId, attendantId, vehicleId }
}
