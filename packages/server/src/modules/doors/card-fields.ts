// The sealed fields of a card. A number opens doors, so it is kept as a document's is.
import type { FieldCrypto } from '../../platform/crypto.ts'
import type { CardRow } from './tables.ts'

const numberAt = (row: string) => ({ table: 'doors.card', row, column: 'sealed_number' })
const workerAt = (row: string) => ({ table: 'doors.card', row, column: 'sealed_worker' })

export const sealNumber = (crypto: FieldCrypto, id: string, number: string): Buffer => crypto.seal('document', numberAt(id), number)
export const openNumber = (crypto: FieldCrypto, card: Pick<CardRow, 'id' | 'sealed_number'>): string =>
  crypto.open('document', numberAt(card.id), card.sealed_number)
export const numberIndex = (crypto: FieldCrypto, number: string): Buffer => crypto.index('doors.card.number', number)
export const sealWorker = (crypto: FieldCrypto, id: string, name: string): Buffer => crypto.seal('name', workerAt(id), name)
export const openWorker = (crypto: FieldCrypto, card: Pick<CardRow, 'id' | 'sealed_worker'>): string | null =>
  card.sealed_worker === null ? null : crypto.open('name', workerAt(card.id), card.sealed_worker)
