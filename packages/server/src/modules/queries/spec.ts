// What is to be made: columns of a source, in an order, under headers of one's own.
import { commonErrors, type queries, queriesErrors } from '@xiaomen/contract'
import type { DataClass } from '@xiaomen/rules/access'
import { classesTold, FIXED, isColumnKey, LIMITED_CLASSES, NO_COUNTS, SERIAL, SOURCES, type ClassCounts, type SourceKey } from '@xiaomen/rules/queries'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import type { Row } from './sources/index.ts'

export type Spec = z.output<(typeof queries)['preview']['input']>['spec']

/** @throws for a column the source does not have */
export function checkSpec({ source, columns }: Spec): void {
  const unknown = columns.find(({ key }) => !isColumnKey(source, key))
  if (unknown !== undefined) throw fail(queriesErrors, 'queries.unknown_column', { key: unknown.key })
}

/** Whoever may ask saved queries of a place may not for that read what another module keeps from them there. */
export const mayRead = (ctx: Ctx, source: SourceKey, paths: readonly string[]): boolean => {
  const { can } = SOURCES[source]
  return can === null || paths.every((path) => ctx.may(can, { path }))
}
export function mustRead(ctx: Ctx, source: SourceKey, paths: readonly string[]): void {
  if (!mayRead(ctx, source, paths)) throw fail(commonErrors, 'access.denied')
}

/** What a row tells beside its cells, where its source cannot say so of all its rows. */
export const classOf = (row: Row): DataClass | null => (row['#class'] ?? null) as DataClass | null
export const cellsOf = (row: Row, columns: readonly { key: string; text?: string | undefined }[], number: number): (string | null)[] =>
  columns.map(({ key, text }) => (key === SERIAL ? String(number) : key === FIXED ? (text ?? null) : (row[key] ?? null)))

/** Adds what one row tells to the counts of the limited classes. */
export function countRow(
  counts: ClassCounts,
  source: SourceKey,
  keys: readonly string[],
  cells: readonly (string | null)[],
  also: DataClass | null = null,
): void {
  const told = classesTold(source, keys, cells, also)
  for (const one of LIMITED_CLASSES) if (told.includes(one)) counts[one] += 1
}
export const noCounts = (): ClassCounts => ({ ...NO_COUNTS })
