// A person as one of two that may be the same: what is on record and where they live, as this reader may see it.
import type { KnownPerson } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { z } from 'zod'
import type { Ctx } from '../../../platform/ctx.ts'
import { listAreas } from '../../areas/index.ts'
import { doorsOfRows } from '../offers.ts'
import { shownFields } from '../person-fields.ts'
import { listHomes } from '../repo/home.ts'
import { listResidenciesOf } from '../repo/person.ts'
import type { PersonRow } from '../tables.ts'

export type KnownView = z.input<typeof KnownPerson>

/** Person id → view. Homes outside the reader's area are not among theirs. */
export async function knownViews(ctx: Ctx, rows: readonly PersonRow[]): Promise<Map<string, KnownView>> {
  const living = await listResidenciesOf(
    ctx,
    rows.map((row) => row.id),
  )
  const homes = await listHomes(
    ctx,
    living.map((one) => one.home_id),
  )
  const doors = await doorsOfRows(ctx, homes)
  const paths = new Map(homes.map((home) => [home.id, home.area_path]))
  const communities = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.community_id))])).map((area) => [area.id, area.name]))
  ctx.audit.subjects(rows.map((row) => row.id))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        ...shownFields(ctx.crypto, row, ctx.sight(row.area_path)),
        version: row.version,
        communityName: communities.get(row.community_id) ?? '',
        homes: living
          .filter((one) => one.person_id === row.id && paths.has(one.home_id))
          .map((one) => ({
            homeId: one.home_id,
            residencyId: one.id,
            door: masked('door', doors.get(one.home_id) ?? null, ctx.sight(one.area_path).door) ?? '*',
            kind: one.kind,
            from: one.from_day,
            isMain: row.home_id === one.home_id,
          })),
      },
    ]),
  )
}
