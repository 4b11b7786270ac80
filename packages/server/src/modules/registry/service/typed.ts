// What a worker typed, in the one form it is kept in.
import { registryErrors } from '@xiaomen/contract'
import { type Document, isPossibleDocument, normaliseDocument, normalisePhone } from '@xiaomen/rules/registry'
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
  if (!isPossibleDocument(document.kind, number)) throw fail(registryErrors, 'registry.document_wrong')
  return { kind: document.kind, number, country: document.country?.toUpperCase() ?? null }
}
