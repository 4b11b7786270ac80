import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  codeIdOfCard,
  compressPoint,
  fromHex,
  importPublicKey,
  inDrill,
  isOfAnotherSide,
  kidOf,
  parseCode,
  proveStrip,
  signStrip,
  verifyCode,
} from './index.ts'
import { fromBase45, toBase45 } from './bytes.ts'

const subtle = globalThis.crypto.subtle
const noon = new Date('2022-08-01T04:00:00Z')
const at = (seconds: number) => new Date(noon.getTime() + seconds * 1000)
const NOON_S = noon.getTime() / 1000

const makePair = () => subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
let issuer: CryptoKeyPair
let holder: CryptoKeyPair
let kid: string
let keys: Map<string, CryptoKey>
let holderKey: Uint8Array<ArrayBuffer>
const strip = (over: Partial<Parameters<typeof signStrip>[0]> = {}) =>
  signStrip(
    { kid, codeId: '00112233aabbccdd', passClass: 'personal', from: NOON_S - 3600, until: NOON_S + 3600, holderKey: null, ...over },
    issuer.privateKey,
    subtle,
  )
const verify = (text: string, now = noon, revoked?: Set<string>) => verifyCode(parseCode(text), keys, now, subtle, revoked)

beforeAll(async () => {
  ;[issuer, holder] = await Promise.all([makePair(), makePair()])
  const raw = new Uint8Array(await subtle.exportKey('raw', issuer.publicKey))
  kid = await kidOf(raw, subtle)
  keys = new Map([[kid, await importPublicKey(raw, subtle)]])
  holderKey = compressPoint(new Uint8Array(await subtle.exportKey('raw', holder.publicKey)))!
})

test('GATE-01 a code of our own key, read in its time, says whose it is and nothing personal', async () => {
  const text = await strip()
  expect(await verify(text)).toEqual({
    ok: true,
    kind: 'strip',
    codeId: '00112233aabbccdd',
    passClass: 'personal',
    until: at(3600),
    isBound: false,
    proofKey: null,
  })
  expect(text.length).toBeLessThan(150)
})

test('a code counts from its first second to its last, give or take the thirty seconds two clocks may differ', async () => {
  const text = await strip()
  expect(await verify(text, at(-3630))).toMatchObject({ ok: true })
  expect(await verify(text, at(-3631))).toEqual({ ok: false, reason: 'code_not_yet' })
  expect(await verify(text, at(3629))).toMatchObject({ ok: true })
  expect(await verify(text, at(3630))).toEqual({ ok: false, reason: 'code_expired' })
})

test('a code for longer than a day is not read, whoever signed it', async () => {
  expect(await verify(await strip({ until: NOON_S - 3600 + 86_401 }))).toEqual({ ok: false, reason: 'code_unreadable' })
})

test('a code of another issuer, another scheme or no scheme is told apart from a forged one', async () => {
  expect(await verify(await strip({ kid: 'ffffffffffffffff' }))).toEqual({ ok: false, reason: 'code_foreign' })
  expect(await verify('HC1:6BFOXN*TS0BI$ZD')).toEqual({ ok: false, reason: 'code_foreign' })
  const other = await makePair()
  expect(
    await verify(
      await signStrip({ kid, codeId: '00112233aabbccdd', passClass: 'personal', from: NOON_S, until: NOON_S + 60, holderKey: null }, other.privateKey, subtle),
    ),
  ).toEqual({ ok: false, reason: 'code_forged' })
})

test('a withdrawn code says so', async () => {
  expect(await verify(await strip(), noon, new Set(['00112233aabbccdd']))).toEqual({ ok: false, reason: 'code_revoked' })
})

test('a phone proves that it shows the code now; the photograph of its screen is dead after 90 seconds', async () => {
  const shown = (await proveStrip(await strip({ holderKey }), noon, holder.privateKey, subtle))!
  expect(await verify(shown, at(60))).toMatchObject({ ok: true, isBound: true, proofKey: `00112233aabbccdd:${NOON_S}` })
  expect(await verify(shown, at(91))).toEqual({ ok: false, reason: 'code_unproven' })
  // A phone whose clock runs an hour fast proves nothing either: the page corrects it by the server's.
  expect(await verify(shown, at(-91))).toEqual({ ok: false, reason: 'code_unproven' })
  expect(await verify(shown, at(91), new Set(['00112233aabbccdd']))).toEqual({ ok: false, reason: 'code_revoked' })
  const thief = await makePair()
  const stolen = (await proveStrip(await strip({ holderKey }), noon, thief.privateKey, subtle))!
  expect(await verify(stolen)).toEqual({ ok: false, reason: 'code_forged' })
})

test("GATE-15 a printed card is looked up by what it hashes to, so that a gate's list prints no cards", async () => {
  const text = 'XMP:0123456789ABCDEF'
  const verdict = await verify(text)
  expect(verdict).toMatchObject({ ok: true, kind: 'card', passClass: 'paper' })
  expect(verdict.ok && verdict.codeId).toBe(await codeIdOfCard('0123456789ABCDEF', subtle))
  expect(text).not.toContain(verdict.ok ? verdict.codeId.toUpperCase() : '')
  expect(await verify('XMP:0123456789ABCDEI')).toEqual({ ok: false, reason: 'code_unreadable' })
})

test('every flipped bit and every cut is refused with a reason, and none is an exception', async () => {
  const bare = await strip()
  const shown = (await proveStrip(await strip({ holderKey }), noon, holder.privateKey, subtle))!
  let tried = 0
  for (const text of [bare, shown]) {
    const body = fromBase45(text.slice(4))!
    const spoilt = [
      ...Array.from({ length: body.length * 8 }, (_, bit) => {
        const bytes = body.slice()
        bytes[bit >> 3]! ^= 1 << (bit & 7)
        return `XM1:${toBase45(bytes)}`
      }),
      // The proof may be taken off whole: the strip then counts as one without proof.
      ...Array.from({ length: body.length }, (_, length) => `XM1:${toBase45(body.slice(0, length))}`).filter(
        (cut) => fromBase45(cut.slice(4))!.length !== 27 + 33 + 64,
      ),
      ...Array.from({ length: text.length * 8 }, (_, bit) =>
        [...text].map((letter, index) => (index === bit >> 3 ? String.fromCharCode(letter.charCodeAt(0) ^ (1 << (bit & 7))) : letter)).join(''),
      ),
      ...Array.from({ length: text.length }, (_, length) => text.slice(0, length)).filter((cut) => fromBase45(cut.slice(4))?.length !== 27 + 33 + 64),
    ]
    tried += spoilt.length
    const accepted = []
    for (const bad of spoilt) if ((await verify(bad)).ok) accepted.push(bad)
    expect(accepted).toEqual([])
  }
  expect(tried).toBeGreaterThan(6000)
}, 60_000)

test('COMMAND-04 a code made in a drill reads as any other, and each side knows the other by its first letters', async () => {
  const real = await strip({ holderKey })
  const drilled = inDrill(real)
  const proven = (await proveStrip(drilled, noon, holder.privateKey, subtle))!
  expect([drilled.slice(0, 4), proven.slice(0, 4), inDrill('XMP:0123456789ABCDEF')]).toEqual(['XD1:', 'XD1:', 'XDP:0123456789ABCDEF'])
  expect(await verify(proven)).toMatchObject({ ok: true, isBound: true })
  const sides = (isDrill: boolean) =>
    [real, 'XMP:0123456789ABCDEF', proven, 'XDP:0123456789ABCDEF', 'HC1:6BFOXN', 'XD', ''].map((text) => isOfAnotherSide(text, isDrill))
  expect(sides(false)).toEqual([false, false, true, true, false, false, false])
  expect(sides(true)).toEqual([true, true, false, false, false, false, false])
})

test('the other spelling of a right signature is refused: one code, one text', async () => {
  const text = await strip()
  const bytes = fromBase45(text.slice(4))!
  const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
  const s = BigInt(`0x${Buffer.from(bytes.slice(-32)).toString('hex')}`)
  bytes.set(fromHex((order - s).toString(16).padStart(64, '0'))!, bytes.length - 32)
  expect(await verify(`XM1:${toBase45(bytes)}`)).toEqual({ ok: false, reason: 'code_forged' })
})

test('whatever a camera makes of a poster, a reason comes back', async () => {
  const scans = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary-ascii', maxLength: 300 }).map((text) => `XM1:${text}`),
    fc.uint8Array({ maxLength: 240 }).map((bytes) => `XM1:${toBase45(bytes)}`),
    fc.uint8Array({ minLength: 91, maxLength: 91 }).map((bytes) => `XM1:${toBase45(Uint8Array.from([1, ...bytes.slice(1)]))}`),
    fc.string().map((text) => `XMP:${text}`),
  )
  await fc.assert(
    fc.asyncProperty(scans, async (text) => {
      const verdict = await verify(text)
      expect(verdict.ok ? verdict.kind === 'card' : verdict.reason.startsWith('code_')).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test("bytes and base45 are each other's inverse, and a text has one reading", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase45(toBase45(bytes))).toEqual(Uint8Array.from(bytes))
    }),
  )
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      const bytes = fromBase45(text)
      if (bytes !== null) expect(toBase45(bytes)).toBe(text)
    }),
  )
  // RFC 9285, section 4.4
  expect(toBase45(new TextEncoder().encode('base-45'))).toBe('UJCLQE7W581')
})
