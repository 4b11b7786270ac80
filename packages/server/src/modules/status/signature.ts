// The secrets of sources that send signed calls.
import type { FieldCrypto } from '../../platform/crypto.ts'
import { makeSecret, secretOf } from '../../platform/signed-call.ts'

const nameOf = (sourceId: string) => `status.source.${sourceId}`
/** Ends the one before at once. */
export const makeSourceSecret = (crypto: FieldCrypto, sourceId: string): string => makeSecret(crypto, nameOf(sourceId))
export const sourceSecret = (crypto: FieldCrypto, sourceId: string): string => secretOf(crypto, nameOf(sourceId))
