// Places of stay: where somebody is, and one that everybody has left.
import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

/** A depot where a driver stays, and a site that everybody has left. */
export async function furnishStays(admin: Caller, areaId: string) {
  const settle = async (place: string, phone: string) => {
    const people = [{ name: '沈司机', phone, document: null, plate: null, whereFrom: null, employer: null }]
    const { homeId } = ok(await admin.call('registry.addStayers', { at: { areaId, place, kind: 'depot' }, from: '2022-05-03', people }), 'addStayers')
    const { stayers } = ok(await admin.call('registry.getStayPlace', { homeId }), 'getStayPlace')
    return { homeId: homeId as string, stayId: stayers[0].residencyId as string }
  }
  const depot = await settle('货运场站', '10000000086')
  const site = await settle('工地板房', '10000000087')
  ok(await admin.call('registry.endStays', { homeId: site.homeId, residencyIds: [site.stayId], on: '2022-05-03', whereTo: null }), 'endStays')
  return { stayPlaceId: depot.homeId, stayId: depot.stayId, emptyStayPlaceId: site.homeId }
}
