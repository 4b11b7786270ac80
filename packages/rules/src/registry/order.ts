// 阅读顺序: the order in which one reads a building, as a text that compares so.
const padded = (value: string, digits: number): string => value.replace(/[0-9]+/g, (number) => number.padStart(digits, '0').slice(-digits))

/** Every key beneath an area begins with this. */
export const readingPrefix = (areaPath: string): string => padded(areaPath, 5)

/**
 * Area by area, floor by floor from below (no floor last), doors by their numbers: '/1/14/', 5, '502', ordinal 2 → '/00001/00014/F105 00000502 00002'.
 * The database makes the same of homes that are moved (registry.reading_key).
 */
export const readingKey = (areaPath: string, floor: number | null, doorKey: string, ordinal: number): string =>
  `${readingPrefix(areaPath)}F${String((floor ?? 800) + 100).padStart(3, '0')} ${padded(doorKey, 8)} ${String(ordinal).padStart(5, '0')}`
