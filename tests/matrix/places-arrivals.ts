import { chase } from '../../packages/server/src/modules/arrivals/index.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'

type Seen = { id: string; version: number }
/** The first was changed by nobody since, the others once. */
export type ArrivalIds = { reportedArrivalId: string; missingArrivalId: string; arrivedArrivalId: string }

/** Somebody unknown who is to come, one who has not come, and somebody of the ledger who came from a place on the list. */
export async function furnishArrivals(town: Town, path: string, { communityId, personId }: { communityId: string; personId: string }): Promise<ArrivalIds> {
  const { caller: office } = await hire(town, 'communityAdmin', path)
  ok(
    await office.call('risk.addArea', { id: uuidv7(), areaId: communityId, name: '演练区', code: null, level: 'high', from: '2022-05-01', until: null }),
    'addArea',
  )
  const report = async (on: string, who: object): Promise<Seen> => {
    const said = { personId: null, name: null, phone: null, document: null, door: null, from: '演练区', code: null, on, transport: 'train', vehicle: null }
    return ok(await office.call('arrivals.reportArrival', { id: uuidv7(), communityId, ...said, ...who }), 'reportArrival')
  }
  const reported = await report('2022-05-08', { name: '演练来', phone: '10100000881' })
  const { id: missingId } = await report('2022-05-02', { name: '演练未', phone: '10100000882' })
  const coming = await report('2022-05-04', { personId })
  ok(await office.call('arrivals.markArrived', { arrivalId: coming.id, version: coming.version, on: '2022-05-04' }), 'markArrived')
  await chase(town.app.services)
  await town.drain()
  return { reportedArrivalId: reported.id, missingArrivalId: missingId, arrivedArrivalId: coming.id }
}
