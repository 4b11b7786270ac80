// The quarter that the stories of gates happen in: a street with two communities, the first under an order, each with a compound.
import { uuidv7 } from '../../platform/ids.ts'
import type { Town } from '../../platform/testing.ts'
import { type Area, insertAreas } from '../areas/index.ts'
import { putInForce } from '../posture/index.ts'

const QUARTER = ['street', 'community', 'compound', 'building', 'unit', 'nextCommunity', 'nextCompound'] as const
export type Quarter = Record<(typeof QUARTER)[number], Area>

/** `edition`: of the COVID-19 pack that the order puts in force; null: no order. */
export async function buildQuarter(town: Town, edition: string | null = '2022-06-28'): Promise<Quarter> {
  const ids = Object.fromEntries(['district', ...QUARTER].map((name) => [name, uuidv7()])) as Record<'district' | keyof Quarter, string>
  const [, street, community, compound, building, unit, nextCommunity, nextCompound] = await town.system(async (ctx) => {
    const made = await insertAreas(ctx, [
      { id: ids.district, parentId: null, level: 'district', name: '测试区' },
      { id: ids.street, parentId: ids.district, level: 'street', name: '青石街道' },
      { id: ids.community, parentId: ids.street, level: 'community', name: '青石社区' },
      { id: ids.compound, parentId: ids.community, level: 'compound', name: '南苑' },
      { id: ids.building, parentId: ids.compound, level: 'building', name: '3号楼' },
      { id: ids.unit, parentId: ids.building, level: 'unit', name: '2单元' },
      { id: ids.nextCommunity, parentId: ids.street, level: 'community', name: '白塔社区' },
      { id: ids.nextCompound, parentId: ids.nextCommunity, level: 'compound', name: '北苑' },
    ])
    if (edition === null) return made
    await putInForce(ctx, {
      areaId: ids.community,
      posture: 'emergency',
      packId: 'covid-19',
      edition,
      legalBasis: 'test',
      purpose: 'test',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    })
    return made
  })
  await town.drain()
  return {
    street: street!,
    community: community!,
    compound: compound!,
    building: building!,
    unit: unit!,
    nextCommunity: nextCommunity!,
    nextCompound: nextCompound!,
  }
}
