import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

export type SiteIds = { siteId: string; siteSessionId: string }

/** Two building sites with a worker each: one has a session by a third party, the other none. */
export async function furnishSites(office: Caller, { areaId }: { areaId: string }): Promise<SiteIds> {
  const open = async (name: string): Promise<string> => {
    const site = { homeId: null, areaId, name, trade: 'constructionSite', contactName: null, contactPhone: null, openedOn: '2022-01-01' }
    const { id } = ok(await office.call('registry.addEnterprise', site), 'addEnterprise')
    const worker = { enterpriseId: id, name: `工人${name}`, phone: null, document: null, occupation: 'siteWorker', note: null, from: '2022-03-01' }
    ok(await office.call('registry.addStaff', worker), 'addStaff')
    return id
  }
  const siteId = await open('甲工地')
  await open('乙工地')
  const siteSessionId = uuidv7()
  const how = { kind: 'thirdParty', provider: '某检测公司', contact: '10100000099', staff: 2 }
  const session = { id: siteSessionId, enterpriseId: siteId, day: '2022-05-06', fromClock: '08:00', untilClock: '10:00', tables: 1, how }
  ok(await office.call('sites.addSession', session), 'addSession')
  return { siteId, siteSessionId }
}
