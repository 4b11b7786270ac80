// 出租空置总览: how many homes of an area are let, vacant, shops, dormitories; and where the ledger contradicts itself.
import type { registry } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import type { Handlers } from '../../../platform/module.ts'
import { areasUnder, findArea } from '../../areas/index.ts'
import { countOccupancy, type OccupancyRow } from '../repo/lists.ts'
import { notFound } from './views.ts'

type Registry = Handlers<typeof registry>
const depthOf = (path: string) => path.split('/').length

export const getOccupancy: Registry['getOccupancy'] = async (ctx, { areaId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.read', area)
  const areas = await areasUnder(ctx, area.path)
  const counted = Map.groupBy(await countOccupancy(ctx, area.path), (row) => row.area_id)
  // The area itself and two levels beneath it: a community with its compounds and their buildings.
  const shown = areas.filter((one) => depthOf(one.path) <= depthOf(area.path) + 2)
  const rowsUnder = new Map(shown.map((one) => [one.id, [] as OccupancyRow[]]))
  for (const one of areas) {
    const rows = counted.get(one.id)
    if (!rows) continue
    for (const above of shown) if (contains(above.path, one.path)) rowsUnder.get(above.id)!.push(...rows)
  }
  return {
    areas: shown.map((one) => ({
      areaId: one.id,
      parentId: one.id === area.id ? null : one.parentId,
      name: one.name,
      ...summed(rowsUnder.get(one.id)!),
    })),
  }
}

function summed(rows: readonly OccupancyRow[]) {
  const sum = (of: (row: OccupancyRow) => number, use?: OccupancyRow['use']) =>
    rows.reduce((total, row) => (use === undefined || row.use === use ? total + of(row) : total), 0)
  const homes = (row: OccupancyRow) => row.homes
  const empty = (row: OccupancyRow) => row.homes - row.inhabited
  return {
    homes: sum(homes),
    people: sum((row) => row.people),
    uses: {
      permanent: sum(homes, 'permanent'),
      rented: sum(homes, 'rented'),
      vacant: sum(homes, 'vacant'),
      shop: sum(homes, 'shop'),
      dormitory: sum(homes, 'dormitory'),
      yard: sum(homes, 'yard'),
    },
    contradictions: {
      vacantInhabited: sum((row) => row.inhabited, 'vacant'),
      rentedWithoutTenant: sum((row) => row.without_tenant, 'rented'),
      rentedWithoutLandlord: sum((row) => row.without_landlord, 'rented'),
      permanentNobody: sum(empty, 'permanent'),
      shopNobody: sum(empty, 'shop'),
      dormitoryNobody: sum(empty, 'dormitory'),
    },
  }
}
