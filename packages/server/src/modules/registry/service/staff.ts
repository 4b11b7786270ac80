// 从业人员: who works in an enterprise. One may live here and work there; who lives elsewhere belongs to the place of work.
import { type registryEnterprises, registryEnterpriseErrors, registryErrors, type StaffView } from '@xiaomen/contract'
import { type Document, MOST_STAFF_ROWS, readStaffSheet, type StaffOccupation } from '@xiaomen/rules/registry'
import { normaliseName } from '@xiaomen/rules/text'
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { type Cell, checkWorkbook, openSheet } from '../../../platform/workbook/read-workbook.ts'
import { WorkbookError } from '../../../platform/workbook/zip-gate.ts'
import { documentIndex, openDocument, openName, openPhone, type PersonFields, personSealer, phoneIndex, shownFields } from '../person-fields.ts'
import * as repo from '../repo/enterprise.ts'
import { listCurrentPeople } from '../repo/person.ts'
import { insertPeople, listByIndexes } from '../repo/staff-people.ts'
import type { EnterpriseRow, PersonRow, StaffRow } from '../tables.ts'
import { enterpriseFor, placeWorkers } from './enterprises.ts'
import { failureOf } from './import.ts'
import { readDocument, readPhone } from './typed.ts'
import { notFound } from './views.ts'

type Enterprises = Handlers<typeof registryEnterprises>
const PAGE = 50
const MOST_BYTES = 2 * 1024 * 1024

const noteAt = (row: string) => ({ table: 'registry.staff', row, column: 'note' })

async function staffViews(ctx: Ctx, rows: readonly StaffRow[]): Promise<z.input<typeof StaffView>[]> {
  // Who works at a place is known to those of the place, wherever in the community the person lives.
  const byId = await seeingAll(ctx, () =>
    listCurrentPeople(
      ctx,
      rows.map((row) => row.person_id),
    ),
  )
  ctx.audit.subjects(rows.map((row) => row.person_id))
  return rows.flatMap((row) => {
    const person = byId.get(row.person_id)
    if (!person) return []
    const sight = ctx.sight(row.area_path)
    const { name, phone, document, documentKind } = shownFields(ctx.crypto, person, sight)
    return [
      {
        id: row.id,
        personId: person.id,
        name,
        phone,
        document,
        documentKind,
        occupation: row.occupation,
        note: row.note === null || sight.name === 'none' ? null : ctx.crypto.open('name', noteAt(row.id), row.note),
        from: row.from_day,
        until: row.until_day,
        livesHere: sight.door === 'none' ? null : person.home_id !== null,
      },
    ]
  })
}

export const listStaff: Enterprises['listStaff'] = async (ctx, { enterpriseId, alsoPast, after, limit = PAGE }) => {
  await enterpriseFor(ctx, 'registry.staff', enterpriseId)
  const rows = await repo.pageStaff(ctx, { enterpriseId, alsoPast: alsoPast ?? false, after: after ?? null, limit: limit + 1 })
  return { items: await staffViews(ctx, rows.slice(0, limit)), next: rows.length > limit ? rows[limit - 1]!.id : null }
}

type NewStaff = { fields: PersonFields; occupation: StaffOccupation; note: string | null }
const typed = (document: Document | null) => (document === null ? null : { ...document, country: document.country ?? undefined })
const fieldsOf = (name: string, phone: string | null, document: Document | null): PersonFields => ({
  name: normaliseName(name),
  phone,
  document,
  care: [],
  lang: null,
})

/** For each of the list the person of the ledger with the same document, or the same phone and name. Asked once for all. */
async function knownPeople(ctx: Ctx, communityId: string, list: readonly PersonFields[]): Promise<(PersonRow | null)[]> {
  const indexes = {
    documents: list.flatMap(({ document }) => (document === null ? [] : [documentIndex(ctx.crypto, document.number)])),
    phones: list.flatMap(({ phone }) => (phone === null ? [] : [phoneIndex(ctx.crypto, phone)])),
  }
  const rows = await seeingAll(ctx, () => listByIndexes(ctx, communityId, indexes))
  const byDocument = new Map(rows.map((row) => [openDocument(ctx.crypto, row), row]))
  const byPhoneAndName = new Map(rows.map((row) => [`${openPhone(ctx.crypto, row) ?? ''}|${openName(ctx.crypto, row)}`, row]))
  return list.map(
    ({ document, phone, name }) =>
      (document === null ? undefined : byDocument.get(document.number)) ?? (phone === null ? undefined : byPhoneAndName.get(`${phone}|${name}`)) ?? null,
  )
}

async function addAll(ctx: Ctx, enterprise: EnterpriseRow, from: string, list: readonly NewStaff[]): Promise<{ rows: StaffRow[]; added: number }> {
  if (enterprise.state === 'closed') throw fail(registryEnterpriseErrors, 'registry.enterprise_closed')
  const known = await knownPeople(
    ctx,
    enterprise.community_id,
    list.map(({ fields }) => fields),
  )
  const sealer = personSealer(ctx.crypto)
  const fresh: PersonRow[] = []
  const rows = list.map(({ fields, occupation, note }, at): StaffRow => {
    const id = uuidv7()
    let personId = known[at]?.id
    if (personId === undefined) {
      personId = uuidv7()
      fresh.push({
        community_id: enterprise.community_id,
        id: personId,
        area_path: enterprise.area_path,
        home_id: null,
        ...sealer.seal(personId, fields),
        version: 1,
        import_id: null,
        leaned_on: false,
        created_at: ctx.now,
        merged_into: null,
      })
    }
    return {
      community_id: enterprise.community_id,
      id,
      enterprise_id: enterprise.id,
      person_id: personId,
      area_path: enterprise.area_path,
      occupation,
      note: note === null ? null : ctx.crypto.seal('name', noteAt(id), note),
      from_day: from,
      until_day: null,
    }
  })
  await insertPeople(ctx, fresh)
  if (fresh.length === 1) await ctx.enqueue('registry.findDuplicates', { personId: fresh[0]!.id })
  else if (fresh.length > 1) await ctx.enqueue('registry.findDuplicates', { communityIds: enterprise.community_id })
  const added = await repo.insertStaff(ctx, rows)
  await placeWorkers(
    ctx,
    enterprise.community_id,
    rows.map((row) => row.person_id),
  )
  ctx.audit.subjects(rows.map((row) => row.person_id))
  return { rows, added }
}

export const addStaff: Enterprises['addStaff'] = async (ctx, input) => {
  const enterprise = await enterpriseFor(ctx, 'registry.staff', input.enterpriseId)
  const fields = fieldsOf(input.name, readPhone(input.phone), readDocument(typed(input.document)))
  const { rows, added } = await addAll(ctx, enterprise, input.from, [{ fields, occupation: input.occupation, note: input.note }])
  if (added === 0) throw fail(registryEnterpriseErrors, 'registry.staff_already')
  return (await staffViews(ctx, rows))[0]!
}

async function staffFor(ctx: Ctx, staffId: string, on: string): Promise<StaffRow> {
  const row = await repo.findStaffRow(ctx, staffId)
  if (!row) throw notFound()
  ctx.must('registry.staff', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
  if (on < row.from_day) throw fail(registryEnterpriseErrors, 'registry.enterprise_day_wrong')
  if (!(await repo.updateStaffEnd(ctx, staffId, on))) throw fail(registryErrors, 'registry.changed_meanwhile')
  return row
}

export const endStaff: Enterprises['endStaff'] = async (ctx, { staffId, on }) => {
  const row = await staffFor(ctx, staffId, on)
  await placeWorkers(ctx, row.community_id, [row.person_id])
  return {}
}

export const moveStaff: Enterprises['moveStaff'] = async (ctx, { staffId, toEnterpriseId, on }) => {
  const target = await enterpriseFor(ctx, 'registry.staff', toEnterpriseId)
  if (target.state === 'closed') throw fail(registryEnterpriseErrors, 'registry.enterprise_closed')
  const before = await staffFor(ctx, staffId, on)
  if (before.community_id !== target.community_id) throw fail(registryErrors, 'registry.other_community')
  const id = uuidv7()
  const row: StaffRow = {
    ...before,
    id,
    enterprise_id: target.id,
    area_path: target.area_path,
    note: before.note === null ? null : ctx.crypto.seal('name', noteAt(id), ctx.crypto.open('name', noteAt(before.id), before.note)),
    from_day: on,
    until_day: null,
  }
  if ((await repo.insertStaff(ctx, [row])) === 0) throw fail(registryEnterpriseErrors, 'registry.staff_already')
  await placeWorkers(ctx, row.community_id, [row.person_id])
  return (await staffViews(ctx, [row]))[0]!
}

export const readStaffList: Enterprises['readStaffList'] = async (ctx, { enterpriseId }) => {
  const enterprise = await enterpriseFor(ctx, 'registry.staff', enterpriseId)
  const file = ctx.file!
  if (file.bytes > MOST_BYTES) throw fail(registryErrors, 'registry.file_too_large')
  const { rows, problems } = readStaffSheet(await cellsOf(file.path))
  const known = await knownPeople(
    ctx,
    enterprise.community_id,
    rows.map((row) => fieldsOf(row.name, row.phone, row.document)),
  )
  const working = new Set((await repo.listStaffNow(ctx, { enterpriseId })).map((row) => row.person_id))
  return {
    rows: rows.map((row, at) => ({ ...row, worksHere: known[at] !== null && known[at] !== undefined && working.has(known[at].id) })),
    problems,
  }
}
/** So many rows of the sheet are looked at: beyond the longest list there is only the word that it is too long. */
const MOST_CELLS_ROWS = MOST_STAFF_ROWS + 50

async function cellsOf(path: string): Promise<Cell[][]> {
  try {
    const bytes = await readFile(path)
    await checkWorkbook(bytes)
    const sheet: Cell[][] = []
    for await (const { at, cells } of (await openSheet(bytes)).rows()) {
      if (at > MOST_CELLS_ROWS * 2 || sheet.length > MOST_CELLS_ROWS) break
      while (sheet.length < at) sheet.push([])
      sheet.push(cells)
    }
    return sheet
  } catch (error) {
    throw error instanceof WorkbookError ? fail(registryErrors, failureOf(error.fault)) : error
  }
}

export const addStaffList: Enterprises['addStaffList'] = async (ctx, { enterpriseId, from, rows }) => {
  const enterprise = await enterpriseFor(ctx, 'registry.staff', enterpriseId)
  const list = rows.map((row): NewStaff => ({
    fields: fieldsOf(row.name, readPhone(row.phone), readDocument(typed(row.document))),
    occupation: row.occupation,
    note: row.note,
  }))
  const { added } = await addAll(ctx, enterprise, from, list)
  return { added, already: rows.length - added }
}
