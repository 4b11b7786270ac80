import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

export type ForeignIds = { giverId: string; asideId: string; resultId: string }

/** A file of another system: of one row nobody knows whose it is, the other is somebody's and positive. */
export async function furnishForeign(office: Caller, { communityId, personId }: { communityId: string; personId: string }): Promise<ForeignIds> {
  const [giverId, id] = [uuidv7(), uuidv7()]
  ok(await office.call('foreign.addGiver', { id: giverId, areaId: communityId, name: '市核酸系统', method: 'nucleic' }), 'addGiver')
  const lines = ['证件号码,姓名,手机号,采样时间,结果', 'X0000001,外人,10900000001,2022-05-03,阴性', 'X0000002,外人,10900000002,2022-05-03,阳性']
  const file = { name: 'results.csv', bytes: Buffer.from(lines.join('\n')) }
  ok(await office.upload('foreign.importFile', { id, giverId, areaId: communityId, isPreview: false }, file), 'importFile')
  const { rows } = ok(await office.call('foreign.listAside', { areaId: communityId, state: 'open' }), 'listAside')
  const [waiting, positive] = rows as { id: string }[]
  ok(await office.call('foreign.settleAside', { asideId: positive!.id, as: { kind: 'person', personId } }), 'settleAside')
  const results = ok(await office.call('foreign.listResults', { areaId: communityId, only: 'positive' }), 'listResults')
  return { giverId, asideId: waiting!.id, resultId: results.rows[0].id }
}
