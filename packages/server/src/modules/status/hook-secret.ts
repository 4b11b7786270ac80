import type { FieldCrypto } from '../../platform/crypto.ts'

type HookSecret = { address: string; secret: string | null }
const nameOf = (hookId: string) => `status.hook.${hookId}`
export const keepHookSecret = (crypto: FieldCrypto, hookId: string, secret: HookSecret): void =>
  crypto.putSecret(nameOf(hookId), Buffer.from(JSON.stringify(secret)))
/** Null where the key folder does not know it: another folder, or one restored from before. */
export function openHookSecret(crypto: FieldCrypto, hookId: string): HookSecret | null {
  const kept = crypto.secret(nameOf(hookId), () => Buffer.from('null'))
  return JSON.parse(kept.toString('utf8')) as HookSecret | null
}
