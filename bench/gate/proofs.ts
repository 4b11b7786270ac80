// Codes with the holder's proof, as the phones of so many people redraw them: each text is shown once.
import { fromHex, proveStrip } from '@xiaomen/rules/gate'

const subtle = globalThis.crypto.subtle
/** A strip bound to a phone, and that phone's private key (PKCS #8, hexadecimal). */
export type Bound = { strip: string; key: string }
/** Proofs of the last half minute: a phone redraws every 30 s. */
const SECONDS_BACK = 30

/** `count` codes, all different, each proven within the last half minute. Throws when they have all been shown. */
export async function freshProofs(bound: readonly Bound[], keys: readonly CryptoKey[], count: number): Promise<() => string> {
  if (count > bound.length * SECONDS_BACK)
    throw new Error(`${bound.length} phones make ${bound.length * SECONDS_BACK} proofs in ${SECONDS_BACK} s, not ${count}`)
  const now = Date.now()
  const codes: string[] = []
  for (let at = 0; codes.length < count; at += bound.length) {
    const second = new Date(now - (at / bound.length) * 1000)
    const wanted = bound.slice(0, count - codes.length)
    codes.push(...(await Promise.all(wanted.map(async ({ strip }, index) => (await proveStrip(strip, second, keys[index]!, subtle))!))))
  }
  return () => {
    const code = codes.pop()
    if (code === undefined) throw new Error(`all ${count} proofs have been shown`)
    return code
  }
}

export const phoneKeys = (bound: readonly Bound[]): Promise<CryptoKey[]> =>
  Promise.all(bound.map(({ key }) => subtle.importKey('pkcs8', fromHex(key)!, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])))
