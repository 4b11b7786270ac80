// A department's sheet, filled: read in its thread, matched here, written into in its thread.
import { MOST_ROWS, makeMatcher } from '@xiaomen/rules/queries'
import { queriesErrors } from '@xiaomen/contract'
import { fail } from '../../platform/error.ts'
import { type Line, makeCsv } from '../../platform/workbook/make-book.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'
import type { Making } from './build.ts'
import { sheetOf } from './data-folder.ts'
import { appendRows, matchRows } from './fill-sheet.ts'
import { comparing } from './reader-ctx.ts'
import * as repo from './repo/exports.ts'
import { openFileKey } from './seals.ts'
import { patchSheetFile, readSheetFile } from './sheet-files.ts'
import type { SheetContent } from './sheet-thread.ts'
import { type Row, sources } from './sources/index.ts'
import { countRow } from './spec.ts'
import type { SheetTask } from './task.ts'

/** A form is no register: whoever needs a street takes a list. */
const MOST_FILLED = 5_000

async function* csvLines({ rows }: SheetContent, edits: ReturnType<typeof appendRows>, note: string): AsyncGenerator<Line[]> {
  const cells = new Map<number, string[]>()
  for (const row of rows) cells.set(edits.move !== null && row.at >= edits.move.from ? row.at + edits.move.by : row.at, [...row.cells])
  for (const { row, column, text } of edits.edits) {
    const line = cells.get(row) ?? []
    while (line.length <= column) line.push('')
    line[column] = text
    cells.set(row, line)
  }
  const last = Math.max(-1, ...cells.keys())
  yield Array.from({ length: last + 1 }, (_, at) => ({ cells: cells.get(at) ?? [] }))
  yield [{ cells: [] }, { cells: [note] }]
}

export async function fillBook({ sheetId, source, filter, fields, how, lang, paths }: SheetTask, making: Making): Promise<AsyncIterable<Buffer>> {
  const { read, tally, mark, today, note, onRows, services } = making
  const sheet = await services.db.tx({ paths: ['/'], as: 'reader' }, (tx) => repo.findSheet({ tx }, sheetId))
  if (!sheet) throw fail(queriesErrors, 'queries.file_gone')
  const path = sheetOf(sheetId),
    key = openFileKey(services.crypto, 'sheet', sheetId, sheet.file_key)
  const content = await readSheetFile(path, key)
  if (content.header === null) throw new WorkbookError('unreadable_file')
  const { header } = content
  // Names are read also where they are not asked for: the people of a home are found by them.
  const asked = { paths, filter, lang, today, atOnce: 120, needs: new Set(fields.flatMap((field) => field.key ?? [])) }
  const own = await read((ctx) => sources[source].open(ctx, asked))
  const known: Row[] = []
  const matcher = makeMatcher()
  const whole = how === 'match' ? await read((ctx) => sources[source].open(comparing(ctx), asked)) : null
  for (let piece = await read(own); piece !== null; piece = await read(own)) {
    known.push(...piece)
    if (known.length > MOST_ROWS || (how === 'append' && known.length > MOST_FILLED)) throw fail(queriesErrors, 'queries.too_many_rows')
    // The same homes, as they are compared: to find whom a row means, never to be written.
    const full = whole === null ? null : await read((ctx) => whole(comparing(ctx)))
    for (const row of full ?? [])
      matcher.add({
        id: row['#id']!,
        name: row['name'] ?? null,
        document: row['documentNumber'] ?? null,
        phone: row['phone'] ?? null,
        address: row['address'] ?? null,
      })
    onRows(known.length)
  }
  const byId = new Map(known.map((row) => [row['#id']!, row]))
  const filling =
    how === 'append'
      ? { ...appendRows(content, header, fields, known), unmatched: 0, several: 0 }
      : matchRows(content, header, fields, { match: (sought) => matcher.match(sought), rowOf: (id) => byId.get(id), lang })
  for (const { keys, cells } of filling.filled) countRow(tally.counts, source, keys, cells)
  tally.rows = filling.filled.length
  tally.filled = { rows: filling.filled.length, unmatched: filling.unmatched, several: filling.several }
  const says = note(tally.rows)
  if (content.format === 'csv') return makeCsv(csvLines(content, filling, says))
  const { edits, move, modelRow, extraColumn } = filling
  const bytes = await patchSheetFile({ path, key, part: content.part, patch: { edits, move, modelRow, extraColumn, note: says }, mark: { ...mark, says } })
  return (async function* () {
    yield bytes
  })()
}
