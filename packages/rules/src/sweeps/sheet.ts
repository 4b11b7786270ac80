// 纸质清单: the homes of a sweep as pages of rows, in the order one walks; a page holds doors of one building.
import { compareDoors, type Door } from '../tasks/index.ts'

/** Rows that fit one A4 page with a code each. */
export const ROWS_A_PAGE = 12
export type Listed = Door & { id: string; building: string }
export type Row = { id: string; page: number; row: number }

/** Pages are numbered on from `after`: those already printed stay as they are. */
export function layOut(homes: readonly Listed[], after: number): Row[] {
  const rows: Row[] = []
  let page = after
  for (const [, own] of Map.groupBy(homes.toSorted(compareDoors), (home) => home.building))
    for (const [at, { id }] of own.entries()) {
      if (at % ROWS_A_PAGE === 0) page += 1
      rows.push({ id, page, row: (at % ROWS_A_PAGE) + 1 })
    }
  return rows
}
