// A cell of an uploaded ledger as somebody other than its uploader may see it. Runs in the import's thread too.
import { type DataClass, masked, type Sight } from '@xiaomen/rules/access'
import type { ImportField } from '@xiaomen/rules/registry'

/** Null where the cell is no matter of any class. `unknown`: a column that is not recognised may hold anything, numbers of people included. */
export type ColumnMask = { field: 'name' | 'phone' | 'document' | 'care' | 'unknown'; sight: Sight }

export function columnMask(field: ImportField | null, sight: Record<DataClass, Sight>): ColumnMask | null {
  if (field === 'name' || field === 'phone' || field === 'care') return { field, sight: sight[field] }
  if (field === 'documentNumber') return { field: 'document', sight: sight.document }
  return field === null ? { field: 'unknown', sight: sight.name } : null
}

export function maskCell({ field, sight }: ColumnMask, text: string): string | null {
  if (text === '') return text
  if (field === 'care') return sight === 'full' ? text : null
  if (field === 'unknown') return sight === 'full' ? text.replace(/[\dXx]{6,}/g, (digits) => `${digits.slice(0, 2)}****`) : null
  return masked(field, text, sight)
}
