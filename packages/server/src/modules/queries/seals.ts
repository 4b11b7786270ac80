// What of a saved query may name somebody is sealed, like the people it is about.
import type { FieldCrypto } from '../../platform/crypto.ts'

type Column = 'spec' | 'purpose' | 'reason' | 'file_key' | 'file_name' | 'about' | 'fields'
const at = (table: string, row: string, column: Column) => ({ table: `queries.${table}`, row, column })

export const sealText = (crypto: FieldCrypto, table: string, row: string, column: Column, text: string): Buffer =>
  crypto.seal('name', at(table, row, column), text)
export const openText = (crypto: FieldCrypto, table: string, row: string, column: Column, sealed: Uint8Array): string =>
  crypto.open('name', at(table, row, column), sealed)
export const sealJson = (crypto: FieldCrypto, table: string, row: string, column: Column, value: unknown): Buffer =>
  sealText(crypto, table, row, column, JSON.stringify(value))
export const openJson = <T>(crypto: FieldCrypto, table: string, row: string, column: Column, sealed: Uint8Array): T =>
  JSON.parse(openText(crypto, table, row, column, sealed)) as T
export const openFileKey = (crypto: FieldCrypto, table: string, row: string, sealed: Uint8Array): Buffer =>
  Buffer.from(openText(crypto, table, row, 'file_key', sealed), 'base64')
