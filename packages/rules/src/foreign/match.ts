// 比对: whom a row means. By the document; where the ledger knows no such number, by name, birthday and the last four digits of a telephone.
// One and only one fits, or somebody looks.
import type { ForeignRow } from './read-row.ts'
import type { AsideProblem, ForeignWay } from './words.ts'

/** `document`, `birthday`: those of the ledger here who have the number; who have the name and birthday, each with their telephone. */
export type Fitting<P> = { document: readonly P[]; birthday: readonly (P & { phone: string | null })[] }

export function matchForeign<P>(
  row: Pick<ForeignRow, 'document' | 'phone'>,
  { document, birthday }: Fitting<P>,
): { person: P; way: ForeignWay } | { problem: AsideProblem } {
  if (row.document !== null && document.length > 0) return document.length === 1 ? { person: document[0]!, way: 'document' } : { problem: 'ambiguous' }
  const tail = row.phone?.slice(-4) ?? null
  const fit = tail === null ? [] : birthday.filter(({ phone }) => phone !== null && phone.slice(-4) === tail)
  if (fit.length === 1) return { person: fit[0]!, way: 'birthday' }
  return { problem: fit.length > 1 ? 'ambiguous' : 'unmatched' }
}
