// A list of cases and contacts of another system: read line by line, found in the ledger by document, entered in parts, joined by the numbers the list gives.
import {
  type Line,
  type LineFault,
  type LineField,
  areLineColumnsEnough,
  type Met,
  readLine,
  recogniseLineColumns,
  type Standing,
} from '@xiaomen/rules/tracing'
import { tracingErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { cellText, readTable } from '../../platform/workbook/read-table.ts'
import { peopleByDocuments } from '../registry/index.ts'
import { type Coming, comingFrom, enterMany } from './enter.ts'
import { type Meeting, meetMany, newMeeting } from './meet.ts'
import type { Desk } from './place.ts'
import * as repo from './repo/traced.ts'
import { documentKey } from './sealing.ts'
import type { TracedRow } from './tables.ts'

const MOST_ROWS = 100_000
const MOST_BYTES = 48 * 1024 * 1024

type Fault = { row: number; fault: LineFault; field: LineField }
type NumberedLine = { row: number; line: Line }
export type ReadLines = { headers: string[]; columns: (LineField | null)[]; isEnough: boolean; lines: NumberedLine[]; faults: Fault[]; digest: Buffer }

/** @throws AppError with a sentence for a file that cannot be used */
export async function readLines(file: { path: string; bytes: number }, { now, otherwise }: { now: Date; otherwise: Standing }): Promise<ReadLines> {
  const table = await readTable(file, {
    isHeader: (cells) => recogniseLineColumns(cells).filter((field) => field !== null).length >= 2,
    mostRows: MOST_ROWS,
    mostBytes: MOST_BYTES,
    refuse: (fault, details) => fail(tracingErrors, `tracing.${fault}`, details),
  })
  const columns = recogniseLineColumns(table.header)
  const isEnough = areLineColumnsEnough(columns)
  const at = new Map(columns.flatMap((field, column) => (field === null ? [] : [[field, column] as const])))
  const today = localDay(now)
  const lines: NumberedLine[] = []
  const faults: Fault[] = []
  if (isEnough)
    for (const { row, cells } of table.lines) {
      const line = readLine((field) => (at.has(field) ? cellText(cells[at.get(field)!]) : ''), { today, otherwise })
      if ('fault' in line) faults.push({ row, ...line })
      else lines.push({ row, line })
    }
  return { headers: table.headers, columns, isEnough, lines, faults, digest: table.digest }
}
export type Plan = {
  fresh: Coming[]
  matched: number
  known: number
  meetings: { row: number; toLabel: string | null; toId: string | null; met: Met; dates: Line }[]
  faults: Fault[]
}
/** What a list would bring: who is new, who is known by number, document or the ledger, and which meetings it tells. Nothing is written. */
export async function planOf(ctx: Ctx, desk: Desk, here: Desk & { communityId: string }, lines: readonly NumberedLine[]): Promise<Plan> {
  const labels = lines.flatMap(({ line }) => line.label ?? [])
  const known = new Map((await repo.listByLabels(ctx, desk.id, labels)).map((row) => [row.label, row]))
  const documents = [...new Set(lines.flatMap(({ line }) => line.document ?? []))]
  const people = await peopleByDocuments(ctx, here.path, documents)
  const ofLedger = (document: string | null) => {
    const found = document === null ? [] : (people.get(document) ?? [])
    return found.length === 1 ? found[0]! : null
  }
  const openPeople = new Map(
    (
      await repo.listOpenOfPeople(
        ctx,
        documents.flatMap((document) => ofLedger(document)?.id ?? []),
      )
    ).map((row) => [row.person_id!, row]),
  )
  const openDocuments = new Map(
    (
      await repo.listOpenOfDocuments(
        ctx,
        desk.id,
        documents.map((document) => documentKey(ctx, document)),
      )
    ).map((row) => [Buffer.from(row.document_key!).toString('hex'), row]),
  )
  const plan: Plan = { fresh: [], matched: 0, known: 0, meetings: [], faults: [] }
  // Within the file too somebody is one, by number and by document: the first line enters them, the others tell whom else they met.
  const byLabel = new Map<string, string>()
  const byDocument = new Map<string, string>()
  const byPerson = new Map<string, string>()
  for (const { row, line } of lines) {
    const person = ofLedger(line.document)
    const before =
      (line.label === null ? undefined : (known.get(line.label)?.id ?? byLabel.get(line.label))) ??
      (person === null ? undefined : (openPeople.get(person.id)?.id ?? byPerson.get(person.id))) ??
      (line.document === null ? undefined : (openDocuments.get(documentKey(ctx, line.document).toString('hex'))?.id ?? byDocument.get(line.document)))
    let id = before
    if (id === undefined) {
      if (line.name === null) {
        plan.faults.push({ row, fault: 'no_person', field: 'name' })
        continue
      }
      id = uuidv7()
      const said = { name: line.name, phone: line.phone, document: line.document, address: line.address, sex: line.sex, birthday: line.birthday }
      plan.fresh.push({
        ...comingFrom(here, said),
        ...(person === null ? {} : { at: { communityId: person.communityId, path: person.path, homeId: person.homeId, personId: person.id } }),
        id,
        label: line.label,
        standing: line.standing,
        caseKind: line.caseKind,
        dates: line,
        lastMetOn: line.met?.dayTo ?? line.met?.day ?? null,
        origin: 'file',
        infectionId: null,
      })
      if (person !== null) plan.matched += 1
    } else plan.known += 1
    if (line.label !== null) byLabel.set(line.label, id)
    if (line.document !== null) byDocument.set(line.document, id)
    if (person !== null) byPerson.set(person.id, id)
    if (line.met !== null) plan.meetings.push({ row, toLabel: line.label, toId: id, met: line.met, dates: line })
  }
  const sources = new Set(
    (
      await repo.listByLabels(
        ctx,
        desk.id,
        plan.meetings.map(({ met }) => met.sourceLabel),
      )
    ).map((row) => row.label),
  )
  plan.meetings = plan.meetings.filter(({ row, met, toId }) => {
    const isThere = sources.has(met.sourceLabel) || byLabel.has(met.sourceLabel)
    if (!isThere) plan.faults.push({ row, fault: 'unknown_source', field: 'sourceLabel' })
    else if (byLabel.get(met.sourceLabel) === toId) {
      plan.faults.push({ row, fault: 'himself', field: 'sourceLabel' })
      return false
    }
    return isThere
  })
  markRings(plan, byLabel)
  return plan
}

/** Of lines that say who caught it from whom, the one that would close a ring says its place and its reason; the meeting itself stays. */
function markRings(plan: Plan, byLabel: ReadonlyMap<string, string>): void {
  const parent = new Map<string, string>()
  for (const meeting of plan.meetings) {
    if (!meeting.met.isSource) continue
    const from = byLabel.get(meeting.met.sourceLabel)
    let ring = false
    for (let id = from; id !== undefined; id = parent.get(id)) if (id === meeting.toId) ring = true
    if (ring) {
      plan.faults.push({ row: meeting.row, fault: 'cycle', field: 'isSource' })
      meeting.met = { ...meeting.met, isSource: false }
    } else if (from !== undefined && !parent.has(meeting.toId!)) parent.set(meeting.toId!, from)
  }
}

export async function takeIn(ctx: Ctx, desk: Desk, plan: Plan, by: { id: string; unit: string }): Promise<{ added: number; meetings: number }> {
  const entered = await enterMany(ctx, desk, plan.fresh, by)
  const rows = new Map<string, TracedRow>(entered.map((row) => [row.id, row]))
  const labels = [...new Set(plan.meetings.map(({ met }) => met.sourceLabel))]
  const sources = new Map((await repo.listByLabels(ctx, desk.id, labels)).map((row) => [row.label, row]))
  const missing = plan.meetings.flatMap(({ toId }) => (toId !== null && !rows.has(toId) ? [toId] : []))
  for (const row of await repo.listByIds(ctx, [...new Set(missing)])) rows.set(row.id, row)
  const hasSource = new Set<string>()
  const meetings = plan.meetings.flatMap(({ toId, met, dates }): Meeting[] => {
    const [from, to] = [sources.get(met.sourceLabel), toId === null ? undefined : rows.get(toId)]
    if (from === undefined || to === undefined || from.id === to.id) return []
    const day = met.day ?? dates.reportedOn
    const isSource = met.isSource && !hasSource.has(to.id) && from.standing === 'case' && to.standing === 'case'
    if (isSource) hasSource.add(to.id)
    return [
      newMeeting({
        from,
        to,
        kind: met.kind,
        certainty: met.certainty,
        origin: 'file',
        day,
        dayTo: met.dayTo ?? day,
        minutes: met.minutes,
        isInfection: isSource,
      }),
    ]
  })
  return { added: entered.length, meetings: await meetMany(ctx, meetings, by) }
}
