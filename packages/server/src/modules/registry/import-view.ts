// An import as its reader may see it. What was read from the workbook lies sealed in the row.
import type { registry } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { ImportField } from '@xiaomen/rules/registry'
import type { z } from 'zod'
import type { FieldCrypto } from '../../platform/crypto.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { columnMask, maskCell } from './mask-cell.ts'
import type { Counts, Preview } from './read-ledger.ts'
import type { ImportRow } from './tables.ts'

const at = (row: string, column: string) => ({ table: 'registry.import', row, column })
export const sealKey = (crypto: FieldCrypto, importId: string, key: Buffer): Buffer => crypto.seal('document', at(importId, 'file_key'), key.toString('base64'))
export const openKey = (crypto: FieldCrypto, importId: string, sealed: Buffer): Buffer =>
  Buffer.from(crypto.open('document', at(importId, 'file_key'), sealed), 'base64')
export const sealPreview = (crypto: FieldCrypto, importId: string, preview: Preview): Buffer =>
  crypto.seal('document', at(importId, 'preview'), JSON.stringify(preview))
export const openPreview = (crypto: FieldCrypto, row: Pick<ImportRow, 'id' | 'preview'>): Preview | null =>
  row.preview === null ? null : (JSON.parse(crypto.open('document', at(row.id, 'preview'), row.preview)) as Preview)

/** How far a commit is, in this process: its own transaction cannot tell before it ends. */
const progress = new Map<string, number>()
export const setProgress = (importId: string, share: number | null): void => void (share === null ? progress.delete(importId) : progress.set(importId, share))

export function importView(ctx: Ctx, row: ImportRow): z.input<(typeof registry)['getImport']['output']> {
  const preview = openPreview(ctx.crypto, row)
  const sight = ctx.sight(row.area_path)
  const shown = (field: ImportField | null, value: string): string | null => {
    const mask = columnMask(field, sight)
    return mask === null ? value : maskCell(mask, value)
  }
  const isRunning = row.state === 'reading' || row.state === 'committing' || row.state === 'undoing'
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    committedAt: row.committed_at?.toISOString() ?? null,
    undoUntil: row.undo_until?.toISOString() ?? null,
    progress: isRunning ? (progress.get(row.id) ?? 0) : 1,
    columns: (preview?.columns ?? []).map(({ header, field, samples }) => ({ header, field, samples: samples.flatMap((value) => shown(field, value) ?? []) })),
    counts: row.counts as Counts,
    problems: (preview?.problems ?? []).map((problem) => ({
      ...problem,
      other: problem.problem === 'duplicate_in_ledger' && sight.door !== 'full' ? null : problem.other,
    })),
    duplicates: (preview?.duplicates ?? []).map((one) => ({
      row: one.row,
      matches: one.matches,
      name: masked('name', one.name, sight.name) ?? '*',
      other: one.matches === 'row' || sight.door === 'full' ? one.other : '*',
    })),
  }
}
