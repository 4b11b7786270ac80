import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

export type HandIds = { handId: string; dutyId: string; absenceId: string; slotId: string; carerHandoverId: string }
/** Somebody on a duty list who will be away, two households that somebody looks after, one of them being handed over. */
export async function furnishHands(
  admin: Caller,
  { compoundId, homeId, otherHomeId }: { compoundId: string; homeId: string; otherHomeId: string },
): Promise<HandIds> {
  const [dutyId, absenceId, carerHandoverId] = [uuidv7(), uuidv7(), uuidv7()]
  const duty = { slot: 'gridWorker', place: { at: 'area', id: compoundId }, from: '2022-01-01', until: null, ordinal: 1, most: null }
  ok(await admin.call('answerability.addDuty', { ...duty, id: dutyId, who: { kind: 'named', name: '演练甲', unit: '演练', phone: '10100000055' } }), 'addDuty')
  const { duties } = ok(await admin.call('answerability.listDuties', { areaId: compoundId }), 'listDuties')
  const handId = duties[0].who.id
  ok(await admin.call('answerability.setAbsent', { id: absenceId, handId, from: '2022-05-20', until: '2022-05-21', reason: 'leave' }), 'setAbsent')
  for (const id of [homeId, otherHomeId]) ok(await admin.call('answerability.giveCarers', { homeId: id, set: 'twoCarers' }), 'giveCarers')
  const { rows } = ok(await admin.call('answerability.listCared', { areaId: compoundId }), 'listCared')
  const slotOf = (id: string) =>
    rows
      .find((row: { homeId: string; subjectKind: string }) => row.homeId === id && row.subjectKind === 'home')
      .carers.find((one: { hand: object | null }) => one.hand !== null).slotId
  const offer = { id: carerHandoverId, fromHandId: handId, slotIds: [slotOf(otherHomeId)], to: { kind: 'named', name: '演练乙', unit: '演练', phone: null } }
  ok(await admin.call('answerability.offerHandOver', offer), 'offerHandOver')
  return { handId, dutyId, absenceId, slotId: slotOf(homeId), carerHandoverId }
}
