// A community with a few hundred people for the stories of saved queries.
import { expect } from 'vitest'
import { MODULES } from '../../modules.ts'
import { type Caller, openTown, type Reply, type Town } from '../../platform/testing.ts'
import { insertAreas } from '../areas/index.ts'

export type Street = { town: Town; communityId: string; path: string; gridId: string; office: Caller; station: Caller; worker: Caller; street: Caller }

const HEAD = '小区,楼栋,单元,网格,门牌,房屋用途,姓名,居住身份,手机号,证件类型,证件号码,关爱类别\n'
const phone = (number: number) => `1010${String(number).padStart(7, '0')}`
/** 520 people in care in building 2, six others in building 1. */
const LEDGER = [
  '梧桐里,1幢,1单元,第一网格,101,常住,沈一禾,业主,10100000001,居民身份证,990101199003070074,空巢老人、慢性病',
  '梧桐里,1幢,1单元,第一网格,101,常住,沈小满,家人,10100000002,,,婴幼儿',
  '梧桐里,1幢,1单元,第一网格,102,出租,沈二禾,租客,10100000003,,,',
  '梧桐里,1幢,1单元,第一网格,103,空置,,,,,,',
  '梧桐里,1幢,2单元,第一网格,101,常住,张伟,业主,10100000004,,,',
  '梧桐里,1幢,2单元,第一网格,102,常住,张伟,业主,10100000005,,,',
  '梧桐里,1幢,2单元,第一网格,201,常住,Anna Smith,租客,10100000006,,,',
  ...Array.from(
    { length: 520 },
    (_, at) => `梧桐里,2幢,1单元,第二网格,${100 * (Math.floor(at / 8) + 1) + (at % 8)},常住,老${at + 1}号,业主,${phone(at + 100)},,,空巢老人`,
  ),
]

export const ok = (reply: Reply): any => {
  expect(reply.status === 200 ? [200] : [reply.status, reply.body]).toEqual([200])
  return reply.body
}

export async function openStreet(): Promise<Street> {
  const town = await openTown({ modules: MODULES })
  const [, street, community] = await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '试区' }])
    const [one] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '试街道' }])
    const [two] = await insertAreas(ctx, [{ parentId: one!.id, level: 'community', name: '试一社区' }])
    return [district!, one!, two!] as const
  })
  const office = town.as('communityAdmin', community.path, { unit: '居委会' })
  const upload = ok(
    await office.upload('registry.startImport', { communityId: community.id }, { name: 'l.csv', bytes: Buffer.from(`\uFEFF${HEAD}${LEDGER.join('\n')}`) }),
  )
  await town.drain()
  const read = ok(await office.call('registry.getImport', upload))
  expect([read.state, read.problems]).toEqual(['ready', []])
  ok(await office.call('registry.commitImport', { ...upload, leaveOutWrongRows: false, duplicates: 'addAnyway' }))
  await town.drain()
  const { overlays } = ok(await office.call('areas.listTree'))
  return {
    town,
    communityId: community.id,
    path: community.path,
    gridId: overlays.find(({ name }: { name: string }) => name === '第一网格').id,
    office,
    station: town.as('communityAdmin', community.path, { unit: '卫生服务站' }),
    worker: town.as('gridWorker', community.path, { unit: '网格' }),
    street: town.as('streetCommander', street.path, { unit: '街道' }),
  }
}

/** Asked for, made, and as it is then. */
export async function exported({ town }: Pick<Street, 'town'>, who: Caller, name: string, input: object): Promise<any> {
  const begun = ok(await who.call(name, input))
  await town.drain()
  return ok(await who.call('queries.getExport', { exportId: begun.id }))
}
export async function fetched(who: Caller, exportId: string): Promise<Reply> {
  const { ticket } = ok(await who.call('queries.takeExport', { exportId }))
  return who.call('queries.downloadExport', { exportId, ticket })
}
