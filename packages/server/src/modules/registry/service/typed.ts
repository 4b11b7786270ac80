// What a worker typed, in the one form it is kept in.
import { registryErrors } from '@xiaomen/contract'
import { type Document, documentFault, normaliseDocument, normalisePhone } from '@xiaomen/rules/registry'
import { fail } from '../../../platform/error.ts'

export function readPhone(phone: string | null | undefined): string | null {
  if (phone === null || phone === undefined) return null
  const normal = normalisePhone(phone)
  if (normal === null) throw fail(registryErrors, 'registry.phone_wrong')
  return normal
}
type TypedDocument = { kind: Document['kind']; number: string; country?: string | undefined }
export function readDocument(document: TypedDocument | null | undefined): Document | null {
  if (document === null || document === undefined) return null
  const number = normaliseDocument(document.number)
  // Which character and why, never the number: whoever typed it has it before them.
  const fault = documentFault(document.kind, number) ?? (document.kind === 'passport' && document.country === undefined ? { fault: 'country' as const } : null)
  if (fault !== null) throw fail(registryErrors, 'registry.document_wrong', { ...fault })
  return { kind: document.kind, number, country: document.country?.toUpperCase() ?? null }
}
