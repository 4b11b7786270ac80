// Of the demonstration: a landlord with three homes and a report waiting, two shops with the people who work in them.
import { registryEnterprises, registryLandlords } from '@xiaomen/contract'
import { type Home, homesUnder, residentsOf } from './modules/registry/index.ts'
import { ANONYMOUS, perform } from './perform.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'
import { localDay } from './platform/time.ts'

const HOMES = 3
const SHOPS = 2
const DAY_MS = 86_400_000

/** `gridPaths`: of the first grid worker, whose queue the report stands in. */
export async function playTrade(
  services: Services,
  { admin, contactId, gridPaths, shopsPath }: { admin: Actor; contactId: string; gridPaths: readonly string[]; shopsPath: string },
): Promise<void> {
  const { rented, shops } = await services.asSystem('demo.look', async (ctx) => {
    const of = async (paths: readonly string[], use: Home['use'], most: number) => {
      const found = []
      for (const path of paths)
        for (const home of await homesUnder(ctx, path)) {
          if (home.use !== use || found.length >= most) continue
          const residents = await residentsOf(ctx, home.id)
          if (residents.length > 0) found.push({ home, residents })
        }
      return found
    }
    return { rented: await of(gridPaths, 'rented', HOMES), shops: await of([shopsPath], 'shop', SHOPS) }
  })
  await playLandlord(
    services,
    admin,
    contactId,
    rented.map(({ home }) => home.id),
  )
  for (const [at, { home, residents }] of shops.entries()) {
    const enterprise = await perform(services, admin, registryEnterprises.addEnterprise, {
      homeId: home.id,
      areaId: null,
      name: at === 0 ? '文澜便民超市' : '老街面馆',
      trade: at === 0 ? 'supermarket' : 'restaurant',
      contactName: residents[0]!.name,
      contactPhone: residents[0]!.phone,
      openedOn: '2021-03-01',
    })
    const outside = at === 0 ? { name: '冷小川', occupation: 'coldChain' as const } : { name: '炊长青', occupation: 'cook' as const }
    await perform(services, admin, registryEnterprises.addStaffList, {
      enterpriseId: enterprise.id,
      from: '2022-01-01',
      rows: [
        // Somebody of the ledger is found by the telephone and works here as the person he is.
        ...residents.slice(0, 3).map(({ name, phone }) => ({ name, phone, document: null, occupation: 'marketStaff' as const, note: null })),
        { name: outside.name, phone: `1010000770${at}`, document: null, occupation: outside.occupation, note: null },
      ],
    })
  }
}

async function playLandlord(services: Services, admin: Actor, contactId: string, homeIds: readonly string[]): Promise<void> {
  if (homeIds.length === 0) return
  const landlord = await perform(services, admin, registryLandlords.addLandlord, {
    name: '屠有房',
    phone: '10100007711',
    homeIds: [...homeIds],
    contact: { accountId: contactId, name: null, phone: null },
  })
  const { code } = await perform(services, admin, registryLandlords.issueLandlordLink, { landlordId: landlord.id })
  const today = localDay(services.now())
  await perform(services, ANONYMOUS, registryLandlords.reportTenants, {
    code,
    id: uuidv7(),
    kind: 'arrival',
    homeId: homeIds[0]!,
    on: today,
    leaving: [],
    people: [
      {
        name: '迟来安',
        phone: '10100007722',
        documentKind: null,
        documentNumber: null,
        origin: '邻市',
        since: localDay(new Date(services.now().getTime() - DAY_MS)),
      },
    ],
  })
}
