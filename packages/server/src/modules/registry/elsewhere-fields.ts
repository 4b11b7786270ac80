// 人户分离: how its rows are sealed, and shown to either side.
import type { ElsewhereView } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { z } from 'zod'
import type { FieldCrypto } from '../../platform/crypto.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { type PersonFields, shownFields } from './person-fields.ts'
import type { ElsewhereReportRow, ElsewhereRow, PersonRow } from './tables.ts'

type View = z.input<typeof ElsewhereView>
type Text = 'community_name' | 'place' | 'reason'
const noteAt = (row: string, column: Text) => ({ table: 'registry.elsewhere', row, column })
const reportAt = (row: string, column: string) => ({ table: 'registry.elsewhere_report', row, column })

/** Where somebody is said to live is kept like a door. */
export const sealNote = (crypto: FieldCrypto, id: string, column: Text, text: string | null): Buffer | null =>
  text === null ? null : crypto.seal('door', noteAt(id, column), text)
export const openNote = (crypto: FieldCrypto, row: ElsewhereRow, column: Text): string | null =>
  row[column] === null ? null : crypto.open('door', noteAt(row.id, column), row[column])

type Sealed = Pick<ElsewhereReportRow, 'name' | 'phone' | 'document' | 'document_kind' | 'document_country' | 'place'>
/** The copy that the other community is given. */
export function sealReport(crypto: FieldCrypto, id: string, { name, phone, document }: PersonFields, place: string | null): Sealed {
  return {
    name: crypto.seal('name', reportAt(id, 'name'), name),
    phone: phone === null ? null : crypto.seal('phone', reportAt(id, 'phone'), phone),
    document: document === null ? null : crypto.seal('document', reportAt(id, 'document'), document.number),
    document_kind: document?.kind ?? null,
    document_country: document?.country ?? null,
    place: place === null ? null : crypto.seal('door', reportAt(id, 'place'), place),
  }
}
export function openReport(crypto: FieldCrypto, row: ElsewhereReportRow) {
  const number = row.document === null ? null : crypto.open('document', reportAt(row.id, 'document'), row.document)
  return {
    name: crypto.open('name', reportAt(row.id, 'name'), row.name),
    phone: row.phone === null ? null : crypto.open('phone', reportAt(row.id, 'phone'), row.phone),
    document: number === null || row.document_kind === null ? null : { kind: row.document_kind, number, country: row.document_country },
    place: row.place === null ? null : crypto.open('door', reportAt(row.id, 'place'), row.place),
  }
}
export const sealAnswer = (crypto: FieldCrypto, id: string, reason: string | undefined): Buffer | null =>
  reason === undefined ? null : crypto.seal('door', reportAt(id, 'reason'), reason)
export const openAnswer = (crypto: FieldCrypto, row: ElsewhereReportRow): string | null =>
  row.reason === null ? null : crypto.open('door', reportAt(row.id, 'reason'), row.reason)

/** `person`: null when this reader does not see the row of the person any more. */
export function noteView(ctx: Ctx, row: ElsewhereRow, person: PersonRow | null): View {
  const sight = ctx.sight(row.area_path)
  const shown = person === null ? null : shownFields(ctx.crypto, person, ctx.sight(person.area_path))
  const text = (column: Text) => (sight.door === 'full' ? openNote(ctx.crypto, row, column) : null)
  return {
    id: row.id,
    box: 'out',
    direction: row.direction,
    state: row.state,
    way: row.way,
    personId: row.person_id,
    homeId: person?.home_id ?? null,
    name: shown?.name ?? null,
    phone: shown?.phone ?? null,
    document: shown?.document ?? null,
    documentKind: shown?.documentKind ?? null,
    communityName: text('community_name') ?? '*',
    place: text('place'),
    since: row.since,
    until: row.until_day,
    notedAt: row.noted_at.toISOString(),
    reportedAt: row.reported_at?.toISOString() ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    reason: text('reason'),
    version: row.version,
  }
}

export function reportView(ctx: Ctx, row: ElsewhereReportRow): View {
  const sight = ctx.sight(row.area_path)
  const { name, phone, document, place } = openReport(ctx.crypto, row)
  return {
    id: row.id,
    box: 'in',
    direction: row.direction,
    state: row.state,
    way: 'inbox',
    personId: row.person_id,
    homeId: row.home_id,
    name: masked('name', name, sight.name),
    phone: masked('phone', phone, sight.phone),
    document: masked('document', document?.number ?? null, sight.document),
    documentKind: sight.document === 'none' ? null : row.document_kind,
    communityName: row.from_name,
    place: sight.door === 'full' ? place : null,
    since: row.since,
    until: null,
    notedAt: row.received_at.toISOString(),
    reportedAt: row.received_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    reason: sight.door === 'full' ? openAnswer(ctx.crypto, row) : null,
    version: row.version,
  }
}
