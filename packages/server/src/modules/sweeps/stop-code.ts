// The code left at a door follows from the house's own key: it can be printed again and kept on a phone without being kept here.
import { readStopCode, stopCode } from '@xiaomen/rules/sweeps'
import type { FieldCrypto } from '../../platform/crypto.ts'

export function codeOfStop(crypto: FieldCrypto, sweepId: string, homeId: string): string {
  const half = (name: string) => crypto.index(`sweeps.stop.code.${name}`, `${sweepId} ${homeId}`)
  return stopCode(Buffer.concat([half('first'), half('second')]))
}
export const codeIndexOf = (crypto: FieldCrypto, code: string): Buffer => crypto.index('sweeps.stop.code', code)
/** Null when it cannot be such a code. */
export function readCodeIndex(crypto: FieldCrypto, typed: string): Buffer | null {
  const code = readStopCode(typed)
  return code === null ? null : codeIndexOf(crypto, code)
}
