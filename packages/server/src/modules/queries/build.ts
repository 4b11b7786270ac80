// 制表: makes the file that somebody asked for, piece by piece, sealed on disk; then says whether it may go out or waits for a second person.
import { queriesErrors } from '@xiaomen/contract'
import { FETCH_HOURS, MOST_ROWS, type ClassCounts, overLimit, SOURCES, SUMMED_HOURS } from '@xiaomen/rules/queries'
import type { Ctx } from '../../platform/ctx.ts'
import { AppError, fail } from '../../platform/error.ts'
import { type Services, worker } from '../../platform/module.ts'
import { writeSealed } from '../../platform/sealed-file.ts'
import { localDay } from '../../platform/time.ts'
import { type BookSheet, type Line, makeBook, makeCsv, type Mark, widthFor } from '../../platform/workbook/make-book.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'
import { accountNames } from '../access/index.ts'
import { buildingLines, drawBuildings, legendLine, MOST_DRAWN } from './buildings.ts'
import { chainPieces } from './chain-lines.ts'
import { fileOf } from './data-folder.ts'
import { fillBook } from './fill-book.ts'
import { setProgress } from './progress.ts'
import { readerOf, revive } from './reader-ctx.ts'
import * as repo from './repo/exports.ts'
import { openFileKey, openJson, openText } from './seals.ts'
import { readPlaces } from './sources/places.ts'
import { sources } from './sources/index.ts'
import { TIME } from './sources/source.ts'
import { cellsOf, classOf, countRow, noCounts } from './spec.ts'
import type { ExportRow } from './tables.ts'
import type { ListTask, Task } from './task.ts'

export type Read = <T>(read: (ctx: Ctx) => Promise<T>) => Promise<T>
export type Tally = { rows: number; counts: ClassCounts; filled: { rows: number; unmatched: number; several: number } | null }
export type Making = { read: Read; tally: Tally; mark: Mark; today: string; note(rows: number): string; onRows(rows: number): void; services: Services }

/** Homes a piece: a tenth of a second's work for the embedded database. */
const AT_ONCE = 120
const isPassing = (error: unknown) => error instanceof AppError && error.status === 503

async function* listLines({ spec, lang, paths }: ListTask, { read, tally, today, note, onRows }: Making): AsyncGenerator<Line[]> {
  const { source, columns, title, filter } = spec
  const keys = columns.map(({ key }) => key)
  yield [
    ...(title === null ? [] : [{ cells: [{ text: title, look: 'title' as const }], across: true, height: 28 }]),
    { cells: columns.map(({ header }) => header), look: 'header' },
  ]
  const next = await read((ctx) => sources[source].open(ctx, { paths, filter, lang, today, atOnce: AT_ONCE, needs: new Set(keys) }))
  for (let piece = await read(next); piece !== null; piece = await read(next)) {
    const lines = piece.map((row): Line => {
      tally.rows += 1
      const cells = cellsOf(row, columns, tally.rows)
      countRow(tally.counts, source, keys, cells, classOf(row))
      return { cells }
    })
    if (tally.rows > MOST_ROWS) throw fail(queriesErrors, 'queries.too_many_rows')
    onRows(tally.rows)
    yield lines
  }
  yield [{ cells: [{ text: note(tally.rows), look: 'note' }], across: true }]
}

const CHART_WIDTH = 16
/** The second sheet of a head count: the buildings drawn. Read before, since the widest floor makes the sheet's width. */
async function chartSheet({ lang, paths }: ListTask, { read, today }: Making): Promise<BookSheet | null> {
  const places = await read((ctx) => readPlaces(ctx, paths, today))
  if (paths.reduce((sum, path) => sum + (places.at(path)?.homes ?? 0), 0) > MOST_DRAWN) return null
  const buildings = await drawBuildings(read, places, paths)
  const widest = Math.max(1, CHART_WIDTH, ...buildings.flatMap(({ floors }) => floors.map(({ cells }) => cells.length)))
  return {
    name: lang === 'zh' ? '楼栋图' : 'Building chart',
    widths: [8, ...Array.from({ length: widest }, () => 9)],
    lines: [[legendLine(lang)], ...buildings.map((building) => buildingLines(building, lang))],
    frozenRows: 1,
    isLandscape: true,
    paper: 8,
  }
}

async function pieces(task: Task, making: Making): Promise<AsyncIterable<Buffer>> {
  if (task.kind === 'sheet') return fillBook(task, making)
  const list =
    task.kind === 'chain'
      ? await chainPieces(task, making)
      : {
          lines: listLines(task, making),
          widths: task.spec.columns.map(({ header }) => widthFor(header)),
          frozenRows: task.spec.title === null ? 1 : 2,
          name: SOURCES[task.spec.source][task.lang],
        }
  if (task.format === 'csv') return makeCsv(list.lines)
  const sheets: BookSheet[] = [{ ...list, isLandscape: list.widths.length > 8 }]
  if (task.kind === 'list' && task.spec.source === 'headCount') {
    const chart = await chartSheet(task, making)
    if (chart !== null) sheets.push(chart)
  }
  return makeBook(sheets, making.mark)
}

function markOf(row: ExportRow, { by, purpose, title, lang, at }: { by: string; purpose: string; title: string; lang: 'zh' | 'en'; at: Date }): Mark {
  const who = row.unit === '' ? by : lang === 'zh' ? `${by}（${row.unit}）` : `${by} (${row.unit})`
  const says = lang === 'zh' ? `${who} ${TIME(at)} 导出 用途:${purpose}` : `${who}, ${TIME(at)}, for: ${purpose}`
  return { title, author: by, says, code: row.code, at }
}

async function make(services: Services, row: ExportRow): Promise<Tally> {
  const { crypto } = services
  const task = openJson<Task>(crypto, 'export', row.id, 'spec', row.spec!)
  const read = readerOf(services, revive(row.grants))
  const names = await read((ctx) => accountNames(ctx, [row.account_id]))
  const mark = markOf(row, {
    by: names.get(row.account_id) ?? '—',
    purpose: openText(crypto, 'export', row.id, 'purpose', row.purpose),
    title: openText(crypto, 'export', row.id, 'file_name', row.file_name!).replace(/\.\w+$/, ''),
    lang: task.lang,
    at: services.now(),
  })
  const tally: Tally = { rows: 0, counts: noCounts(), filled: null }
  const making: Making = {
    read,
    tally,
    mark,
    services,
    today: localDay(services.now()),
    note: (rows) => (task.lang === 'zh' ? `${mark.says} 共${rows}行 编号 ${mark.code}` : `${mark.says}; ${rows} rows; code ${mark.code}`),
    // How many rows there will be is not known before the last one.
    onRows: (rows) => setProgress(row.id, rows / (rows + 4_000)),
  }
  const writer = writeSealed(fileOf(row.id), openFileKey(crypto, 'export', row.id, row.file_key!))
  try {
    for await (const piece of await pieces(task, making)) writer.write(piece)
  } finally {
    writer.close()
  }
  return tally
}

async function build(services: Services, { exportId = '' }: Record<string, string>): Promise<void> {
  const row = await services.db.tx({ paths: ['/'], as: 'reader' }, (tx) => repo.findExport({ tx }, exportId))
  if (!row || row.state !== 'building' || row.spec === null || row.file_key === null) return
  try {
    const tally = await make(services, row)
    await services.asSystem('queries.build', async (ctx) => {
      ctx.audit.place(row.area_path)
      ctx.audit.communityId(row.community_id)
      await repo.lockAccount(ctx, row.account_id)
      if ((await repo.lockExport(ctx, row.id))?.state !== 'building') return
      const before = await repo.sumAlone(ctx, row.account_id, new Date(ctx.now.getTime() - SUMMED_HOURS * 3_600_000))
      const over = overLimit(tally.counts, before)
      const made = { rows: tally.rows, counts: tally.counts, over, spec: null, ...(tally.filled === null ? {} : { filled: tally.filled }) }
      if (over.length > 0) await repo.updateExport(ctx, row.id, { ...made, state: 'reasonNeeded' })
      else await repo.updateExport(ctx, row.id, { ...made, state: 'ready', until: new Date(ctx.now.getTime() + FETCH_HOURS * 3_600_000) })
    })
  } catch (error) {
    if (isPassing(error)) throw error
    const failure = error instanceof AppError ? error.code : error instanceof WorkbookError ? `queries.${error.fault}` : 'server.unexpected'
    if (failure === 'server.unexpected')
      services.log.error({ kind: (error as Error).name, code: (error as { code?: string }).code, stack: stackOf(error), exportId }, 'a file could not be made')
    await services.asSystem('queries.buildFailed', async (ctx) => {
      if ((await repo.lockExport(ctx, row.id))?.state === 'building')
        await repo.updateExport(ctx, row.id, { state: 'failed', failure, spec: null, file_key: null })
    })
  } finally {
    setProgress(row.id, null)
  }
}
/** Where it broke, without the message: that may quote a cell. */
const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 5).join(' ') : '')

export const workers = [worker('queries.build', build)]
