// 网格人头表 to look at and to print: the counts and the buildings drawn with their care marks.
import type { queries } from '@xiaomen/contract'
import { SOURCES } from '@xiaomen/rules/queries'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { drawBuildings, legendOf, MOST_DRAWN } from '../buildings.ts'
import { placeFor } from '../place.ts'
import { headCount } from '../sources/head-count.ts'
import { readPlaces } from '../sources/places.ts'

/** A community has about two hundred subjects; what is longer is an export. */
const MOST_ROWS_SHOWN = 600

export const getHeadCount: Handlers<typeof queries>['getHeadCount'] = async (ctx, { areaId, gridId, lang }) => {
  const place = await placeFor(ctx, 'queries.read', { areaId, gridId })
  const today = localDay(ctx.now)
  const columns = SOURCES.headCount.columns
  // Units make the table long and are in the drawing beside it.
  const filter = { level: ['grid', 'building'] }
  const read = await headCount.open(ctx, { paths: place.paths, filter, lang, today, atOnce: 120, needs: new Set() })
  const rows: (string | null)[][] = []
  for (let piece = await read(ctx); piece !== null && rows.length < MOST_ROWS_SHOWN; piece = await read(ctx))
    rows.push(...piece.map((row) => columns.map(({ key }) => row[key] ?? null)))

  const places = await readPlaces(ctx, place.paths, today)
  const homes = place.paths.reduce((sum, path) => sum + (places.at(path)?.homes ?? 0), 0)
  const buildings = homes <= MOST_DRAWN ? await drawBuildings((run) => run(ctx), places, place.paths) : []
  return { title: place.name, day: today, headers: columns.map((column) => column[lang]), rows, buildings, legend: legendOf(lang) }
}
