// 房东的字段: how a landlord's row and a report's content are sealed and opened.
import type { DocumentKind, TenantReportKind } from '@xiaomen/rules/registry'
import type { FieldCrypto } from '../../platform/crypto.ts'
import type { LandlordRow, TenantReportRow } from './tables.ts'

export type Contact = { accountId: string | null; name: string | null; phone: string | null }
const at = (row: string, column: string) => ({ table: 'registry.landlord', row, column })

export const sealLandlord = (
  crypto: FieldCrypto,
  id: string,
  { name, phone }: { name: string; phone: string | null },
): Pick<LandlordRow, 'name' | 'phone'> => ({
  name: crypto.seal('name', at(id, 'name'), name),
  phone: phone === null ? null : crypto.seal('phone', at(id, 'phone'), phone),
})
export const sealContact = (
  crypto: FieldCrypto,
  id: string,
  { accountId, name, phone }: Contact,
): Pick<LandlordRow, 'contact_account_id' | 'contact_name' | 'contact_phone'> => ({
  contact_account_id: accountId,
  contact_name: name === null ? null : crypto.seal('name', at(id, 'contact_name'), name),
  contact_phone: phone === null ? null : crypto.seal('phone', at(id, 'contact_phone'), phone),
})
export const openLandlordName = (crypto: FieldCrypto, row: LandlordRow): string => crypto.open('name', at(row.id, 'name'), row.name)
export const openLandlordPhone = (crypto: FieldCrypto, row: LandlordRow): string | null =>
  row.phone === null ? null : crypto.open('phone', at(row.id, 'phone'), row.phone)
/** The name typed in for whoever keeps in touch; that of an account is the account's. */
export const openContactName = (crypto: FieldCrypto, row: LandlordRow): string | null =>
  row.contact_name === null ? null : crypto.open('name', at(row.id, 'contact_name'), row.contact_name)
export const openContactPhone = (crypto: FieldCrypto, row: LandlordRow): string | null =>
  row.contact_phone === null ? null : crypto.open('phone', at(row.id, 'contact_phone'), row.contact_phone)

export type ReportedPerson = {
  name: string
  phone: string | null
  documentKind: DocumentKind | null
  documentNumber: string | null
  origin: string | null
  since: string
}
export type ReportContent = { kind: TenantReportKind; homeId: string | null; on: string; people: ReportedPerson[]; leaving: string[]; names: string[] }
/** What two sendings of one report must share to be one; the names of who left are ours, not the phone's. */
export const sameReport = (a: ReportContent, b: ReportContent): boolean =>
  JSON.stringify([a.kind, a.homeId, a.on, a.people, a.leaving]) === JSON.stringify([b.kind, b.homeId, b.on, b.people, b.leaving])

type ReportTable = 'registry.tenant_report' | 'registry.tenant_report_other'
export const sealReport = (crypto: FieldCrypto, table: ReportTable, id: string, content: ReportContent): Buffer =>
  crypto.seal('document', { table, row: id, column: 'content' }, JSON.stringify(content))
export const openReport = (crypto: FieldCrypto, row: Pick<TenantReportRow, 'id' | 'content'>): ReportContent =>
  JSON.parse(crypto.open('document', { table: 'registry.tenant_report', row: row.id, column: 'content' }, row.content)) as ReportContent

const reasonAt = (reportId: string) => ({ table: 'registry.tenant_decision', row: reportId, column: 'reason' })
export const sealReason = (crypto: FieldCrypto, reportId: string, reason: string): Buffer => crypto.seal('name', reasonAt(reportId), reason)
export const openReason = (crypto: FieldCrypto, reportId: string, reason: Buffer | null): string | null =>
  reason === null ? null : crypto.open('name', reasonAt(reportId), reason)
