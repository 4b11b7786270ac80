// 变动记录: who changed what when, before and after, as this reader may see each of it.
import type { registry } from '@xiaomen/contract'
import { masked, type DataClass, type Sight } from '@xiaomen/rules/access'
import { HISTORY_KINDS, type HistoryField, type HistoryKind } from '@xiaomen/rules/registry'
import type { z } from 'zod'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { doorsOf } from '../offers.ts'
import { openFields, openName, type PersonFields } from '../person-fields.ts'
import * as repo from '../repo/history.ts'
import { listLinked, listPeople } from '../repo/person.ts'
import type { HistoryRow, PersonRow } from '../tables.ts'
import { homeFor, personFor } from './views.ts'

type Registry = Handlers<typeof registry>
type Entry = z.input<(typeof registry)['getHistory']['output']>['entries'][number]
/** One change of a person or home, before its "after" is known. */
type Event = {
  id: string
  at: Date
  accountId: string | null
  what: HistoryKind
  personId: string | null
  before: PersonFields | null
  otherId: string | null
  detail: string | null
}
const MOST = 300

const kindOf = (what: string): HistoryKind => (what.startsWith('use ') ? 'use' : (HISTORY_KINDS.find((kind) => kind === what) ?? 'other'))
const openBefore = (ctx: Ctx, row: HistoryRow): PersonFields | null =>
  row.before === null
    ? null
    : (JSON.parse(ctx.crypto.open('document', { table: 'registry.history', row: row.id, column: 'before' }, row.before)) as PersonFields)

export const getHistory: Registry['getHistory'] = async (ctx, of) => {
  const home = 'homeId' in of ? await homeFor(ctx, 'registry.read', of.homeId) : null
  const standing =
    'personId' in of
      ? [(await personFor(ctx, 'registry.read', of.personId)).id]
      : home === null
        ? []
        : (await listLinked(ctx, [home.id], 'ever')).map((row) => row.id)
  const ids = [...new Set([...standing, ...(await repo.listMergedInto(ctx, standing))])]
  const people = new Map((await listPeople(ctx, ids)).map((row) => [row.id, row]))
  const events = await eventsOf(ctx, home?.id ?? null, people)
  ctx.audit.subjects([...people.keys()])

  const by = await accountNames(
    ctx,
    events.flatMap((event) => event.accountId ?? []),
  )
  const others = events.flatMap((event) => event.otherId ?? [])
  const doors = await doorsOf(ctx, others)
  const named = new Map([...(await listPeople(ctx, others)), ...people.values()].map((row) => [row.id, row]))
  const after = aftersOf(ctx, events, people)
  const nameOf = (row: PersonRow | undefined) => (row ? masked('name', openName(ctx.crypto, row), ctx.sight(row.area_path).name) : null)
  return {
    entries: events.map((event): Entry => {
      const person = event.personId === null ? undefined : people.get(event.personId)
      const sight = ctx.sight(person?.area_path ?? home?.area_path ?? '')
      const other =
        event.otherId === null
          ? null
          : named.has(event.otherId)
            ? nameOf(named.get(event.otherId))
            : masked('door', doors.get(event.otherId) ?? null, sight.door)
      const isDoor = ['doorRenamed', 'homeMoved', 'homeSplit', 'homesMerged', 'homesUnmerged'].includes(event.what)
      return {
        id: event.id,
        at: event.at.toISOString(),
        by: event.accountId === null ? null : (by.get(event.accountId) ?? null),
        what: event.what,
        personId: event.personId,
        name: nameOf(person),
        changes: event.before === null ? [] : changesOf(event.before, after.get(event) ?? event.before, sight),
        other,
        detail: isDoor ? masked('door', event.detail, sight.door) : event.detail,
      }
    }),
  }
}

async function eventsOf(ctx: Ctx, homeId: string | null, people: ReadonlyMap<string, PersonRow>): Promise<Event[]> {
  const ids = [...people.keys()]
  const written = (await repo.listHistory(ctx, { personIds: ids, homeId }, MOST)).map((row): Event => {
    const what = kindOf(row.what)
    return {
      id: row.id,
      at: row.at,
      accountId: row.account_id,
      what,
      personId: row.person_id,
      before: openBefore(ctx, row),
      otherId: row.other_id,
      detail: what === 'use' ? row.what.slice(4) : row.detail,
    }
  })
  const changed = (await repo.listImportChanges(ctx, ids)).map((row): Event => {
    const before = openFields(ctx.crypto, row)
    return { id: row.import_id, at: row.at, accountId: row.account_id, what: 'editedByImport', personId: row.id, before, otherId: null, detail: null }
  })
  const importers = await repo.listImporters(
    ctx,
    [...people.values()].flatMap((row) => row.import_id ?? []),
  )
  const brought = [...people.values()].flatMap((row): Event[] =>
    row.import_id === null
      ? []
      : [
          {
            id: row.import_id,
            at: row.created_at,
            accountId: importers.get(row.import_id) ?? null,
            what: 'imported',
            personId: row.id,
            before: null,
            otherId: null,
            detail: null,
          },
        ],
  )
  return [...written, ...changed, ...brought].toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)).slice(0, MOST)
}

/** Event → the fields as they were after it: those the next change of this person found, or what is on record today. */
function aftersOf(ctx: Ctx, events: readonly Event[], people: ReadonlyMap<string, PersonRow>): Map<Event, PersonFields> {
  const later = new Map([...people].map(([id, row]) => [id, openFields(ctx.crypto, row)]))
  const afters = new Map<Event, PersonFields>()
  for (const event of events) {
    if (event.personId === null) continue
    const now = later.get(event.personId)
    if (event.before === null || now === undefined) continue
    afters.set(event, now)
    later.set(event.personId, event.before)
  }
  return afters
}

const readers: Record<HistoryField, { dataClass: DataClass; read: (fields: PersonFields) => string | null }> = {
  name: { dataClass: 'name', read: (fields) => fields.name },
  phone: { dataClass: 'phone', read: (fields) => fields.phone },
  document: { dataClass: 'document', read: (fields) => fields.document?.number ?? null },
  care: { dataClass: 'care', read: (fields) => (fields.care.length === 0 ? null : fields.care.toSorted().join(' ')) },
  lang: { dataClass: 'name', read: (fields) => fields.lang },
}
function changesOf(before: PersonFields, after: PersonFields, sight: Record<DataClass, Sight>): Entry['changes'] {
  return (Object.keys(readers) as HistoryField[]).flatMap((field) => {
    const { dataClass, read } = readers[field]
    if (sight[dataClass] === 'none' || read(before) === read(after)) return []
    const shown = (value: string | null) =>
      field === 'care' ? (sight.care === 'full' ? value : null) : field === 'lang' ? value : masked(field, value, sight[dataClass])
    return [{ field, before: shown(read(before)), after: shown(read(after)) }]
  })
}
