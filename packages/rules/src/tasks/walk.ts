// 走楼顺序: one knocks from the top floor down, one unit after the other.
import { comparePaths } from '../areas/index.ts'

/** A door by its area (unit, or building without units), floor and number. */
export type Door = { areaPath: string; floor: number | null; door: string }

/** Area of a home: its path without the last step. */
export const areaOfHome = (homePath: string): string => homePath.replace(/h\d+\/$/, '')

/** Building and unit in the order of the tree, in them the top floor first; doors whose floor nobody knows come last. */
export function compareDoors(a: Door, b: Door): number {
  const byArea = a.areaPath === b.areaPath ? 0 : comparePaths(a.areaPath, b.areaPath)
  if (byArea !== 0) return byArea
  if (a.floor !== b.floor) return (b.floor ?? -1000) - (a.floor ?? -1000)
  return a.door.localeCompare(b.door, 'en', { numeric: true })
}
