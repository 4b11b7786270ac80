// The published cases: any implementation of the code (docs/decisions, "Pass codes") must agree with every line.
import { fromHex, importPublicKey, kidOf, parseCode, verifyCode } from '@xiaomen/rules/gate'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'

type Vectors = {
  keys: { kid: string; publicKey: string }[]
  cases: { id: string; says: string; text: string; at: string; revoked: string[]; withdrawnKeys?: string[]; leastVersion?: number; expect: object }[]
}
const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8')) as Vectors
const subtle = globalThis.crypto.subtle
const keys = new Map<string, CryptoKey>()

beforeAll(async () => {
  for (const { kid, publicKey } of vectors.keys) {
    expect(await kidOf(fromHex(publicKey)!, subtle)).toBe(kid)
    keys.set(kid, await importPublicKey(fromHex(publicKey)!, subtle))
  }
})

describe('GATE-10 pass codes as published', () => {
  test.each(vectors.cases)('$id $says', async ({ text, at, revoked, withdrawnKeys = [], leastVersion = 1, expect: expected }) => {
    const mass = { withdrawnKeys: new Set(withdrawnKeys), leastVersion }
    const said = await verifyCode(parseCode(text), keys, new Date(at), subtle, new Set(revoked), mass)
    expect(JSON.parse(JSON.stringify(said))).toEqual(expected)
  })
  test('there are enough of them, and each has its own number', () => {
    expect(vectors.cases.length).toBeGreaterThanOrEqual(60)
    expect(new Set(vectors.cases.map((one) => one.id)).size).toBe(vectors.cases.length)
  })
})
