// The adapter as requests see it. A request knows no services; the keys it works with are this process' own, one set a server.
import type { FieldCrypto } from '../../platform/crypto.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { AdapterState, DoorAdapter } from './adapter.ts'

const adapters = new WeakMap<FieldCrypto, DoorAdapter>()

export const rememberAdapter = (crypto: FieldCrypto, adapter: DoorAdapter): void => void adapters.set(crypto, adapter)
export const brokerState = ({ crypto }: Pick<Ctx, 'crypto'>): AdapterState => adapters.get(crypto)?.state() ?? { state: 'none', kind: 'embedded', port: null }
export const shutOut = ({ crypto }: Pick<Ctx, 'crypto'>, deviceId: string): void => adapters.get(crypto)?.shutOut(deviceId)
