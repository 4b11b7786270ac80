import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

export type AidIds = { transportId: string; transportPersonId: string; needId: string }
/** Somebody of whom it was said that they have to get to a hospital, which nobody has arranged; and who said what is needed. */
export async function furnishAid(office: Caller, resident: Caller, personId: string): Promise<AidIds> {
  const transportId = uuidv7()
  ok(await office.call('aid.requestTransport', { id: transportId, personId, kind: 'dialysis', companionId: null, note: '要轮椅' }), 'requestTransport')
  const needId = uuidv7()
  ok(await resident.call('aid.sayOwnNeed', { id: needId, kind: 'medicine', note: '降压药一盒' }), 'sayOwnNeed')
  return { needId, transportId, transportPersonId: personId }
}
