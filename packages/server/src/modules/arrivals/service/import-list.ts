// 名单导入: a list from a station, an airport or a district. Whoever was reported is matched, whoever was not is taken in.
import { type arrivals, arrivalsErrors, commonErrors } from '@xiaomen/contract'
import { type ListedArrival, MOST_LISTED, readArrivalList } from '@xiaomen/rules/arrivals'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { type Cell, checkWorkbook, openSheet } from '../../../platform/workbook/read-workbook.ts'
import { WorkbookError } from '../../../platform/workbook/zip-gate.ts'
import { findArea } from '../../areas/index.ts'
import * as repo from '../repo.ts'
import { arrive } from '../step.ts'
import { indexesOf, take } from '../take.ts'

const MOST_BYTES = 2 * 1024 * 1024
const MOST_COLUMNS = 30
const MATCH_WITHIN_DAYS = 3

const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)

async function readRows(bytes: Buffer): Promise<string[][]> {
  try {
    await checkWorkbook(bytes)
    const rows: string[][] = []
    for await (const { cells } of (await openSheet(bytes)).rows()) {
      // One for the head, one to know that there are more.
      if (rows.length > MOST_LISTED + 1) break
      rows.push(cells.slice(0, MOST_COLUMNS).map(textOf))
    }
    return rows
  } catch (error) {
    throw error instanceof WorkbookError ? fail(arrivalsErrors, `arrivals.${error.fault}`) : error
  }
}

const sameAs = (ctx: Ctx, communityId: string, one: ListedArrival) => {
  const { who, phone } = indexesOf(ctx, one, '')
  return repo.lockSame(ctx, { communityId, who, phone, personId: null, on: one.on, withinDays: MATCH_WITHIN_DAYS })
}

export const importList: Handlers<typeof arrivals>['importList'] = async (ctx, { communityId, isPreview }) => {
  const community = await findArea(ctx, communityId)
  if (!community || community.level !== 'community') throw fail(commonErrors, 'request.not_found')
  ctx.must('arrivals.decide', community)
  ctx.audit.communityId(communityId)
  const file = ctx.file!
  if (file.bytes > MOST_BYTES) throw fail(arrivalsErrors, 'arrivals.file_too_large')
  const bytes = await readFile(file.path)
  const rows = await readRows(bytes)
  if (rows.length > MOST_LISTED + 1) throw fail(arrivalsErrors, 'arrivals.too_many_rows', { most: MOST_LISTED })
  const list = readArrivalList(rows)
  if (list === null) throw fail(arrivalsErrors, 'arrivals.no_columns')
  const digest = createHash('sha256').update(bytes).digest()
  const isKnown = (await repo.findList(ctx, communityId, digest)) !== undefined
  const counted = { rows: list.found.length, fresh: 0, matched: 0, isKnown, faults: list.faults }
  if (isPreview) {
    for (const one of list.found) {
      const isMatched = (await sameAs(ctx, communityId, one)).length > 0
      counted[isMatched ? 'matched' : 'fresh'] += 1
    }
    return counted
  }
  if (isKnown) return counted
  if (list.faults.length > 0) throw fail(arrivalsErrors, 'arrivals.bad_rows', { faults: list.faults.slice(0, 50) })
  const by = ctx.actor.kind === 'account' ? ctx.actor.id : null
  if (!(await repo.insertList(ctx, { community_id: communityId, digest, area_path: community.path, taken_at: ctx.now, taken_by: by, rows: list.found.length })))
    return { ...counted, isKnown: true }
  const today = localDay(ctx.now)
  for (const { row: _, ...said } of list.found) {
    const { row, isNew } = await take(ctx, { id: uuidv7(), communityId, path: community.path, reporter: 'list', by, said })
    counted[isNew ? 'fresh' : 'matched'] += 1
    // The list says that they came.
    if (said.on <= today && (row.state === 'reported' || row.state === 'expected' || row.state === 'notArrived')) await arrive(ctx, row, said.on, 'list')
  }
  return counted
}
