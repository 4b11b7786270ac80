import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'

export type AntigenIds = { antigenRoundId: string; antigenHandOutId: string; antigenReportId: string; antigenPersonId: string }

/** Kits in stock, a round of the staff of one enterprise, who were handed some and have not signed; and one of them who is positive. */
export async function furnishAntigen(
  town: Town,
  path: string,
  { communityId, areaId, enterpriseId, staffPersonId }: { communityId: string; areaId: string; enterpriseId: string; staffPersonId: string },
): Promise<AntigenIds> {
  const { caller: office } = await hire(town, 'communityAdmin', path)
  const { caller: worker } = await hire(town, 'resident', path, { personId: staffPersonId })
  ok(await office.call('antigen.receiveKits', { id: uuidv7(), communityId, count: 20, note: '演练' }), 'receiveKits')
  const [antigenRoundId, antigenHandOutId, antigenReportId] = [uuidv7(), uuidv7(), uuidv7()]
  const round = { id: antigenRoundId, areaId, title: '演练', ageFrom: 6, ageUntil: 60, perHead: 1, withStaff: true, dueOn: '2022-05-10' }
  ok(await office.call('antigen.openRound', round), 'openRound')
  ok(await office.call('antigen.handToEnterprise', { id: antigenHandOutId, roundId: antigenRoundId, enterpriseId, count: 3 }), 'handToEnterprise')
  const said = { id: antigenReportId, roundId: antigenRoundId, personId: staffPersonId, result: 'positive', photo: null }
  ok(await worker.call('antigen.reportOwn', said), 'reportOwn')
  return { antigenRoundId, antigenHandOutId, antigenReportId, antigenPersonId: staffPersonId }
}
