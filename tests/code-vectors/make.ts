// Writes vectors.json: `node tests/code-vectors/make.ts`. Run it only when the format changes: signatures are random,
// so every run gives other texts with the same meaning. The keys are made here and used nowhere else.
import { CARD_PREFIX, compressPoint, kidOf, STRIP_CLASSES, proveStrip, signStrip, toHex } from '@xiaomen/rules/gate'
import { writeFileSync } from 'node:fs'
import { fromBase45, toBase45 } from '../../packages/rules/src/gate/bytes.ts'

const subtle = globalThis.crypto.subtle
const MIDNIGHT = Date.UTC(2022, 6, 31, 16) / 1000 // 2022-08-01 00:00 in Shanghai
const NOON = MIDNIGHT + 12 * 3600
const DAY = 86_400
const iso = (seconds: number) => new Date(seconds * 1000).toISOString()

async function makeKey() {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const raw = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  return { ...pair, raw, kid: await kidOf(raw, subtle) }
}
const [current, previous, stranger, phone, otherPhone] = await Promise.all([makeKey(), makeKey(), makeKey(), makeKey(), makeKey()])
const holderKey = compressPoint(phone.raw)!
const CODE_ID = '8f1d03c4a5b6e729'

type Fields = Parameters<typeof signStrip>[0]
const sign = (over: Partial<Fields> = {}, key = current) =>
  signStrip({ kid: key.kid, codeId: CODE_ID, passClass: 'personal', from: MIDNIGHT, until: MIDNIGHT + DAY, holderKey: null, ...over }, key.privateKey, subtle)
const prove = async (at: number, key = phone, over: Partial<Fields> = {}) =>
  (await proveStrip(await sign({ holderKey, ...over }), new Date(at * 1000), key.privateKey, subtle))!
const bytesOf = (text: string) => fromBase45(text.slice(4))!
const textOf = (bytes: Uint8Array) => `XM1:${toBase45(bytes)}`
const changed = (text: string, change: (bytes: Uint8Array) => Uint8Array | undefined) => {
  const bytes = bytesOf(text)
  return textOf(change(bytes) ?? bytes)
}

type Case = { id: string; says: string; text: string; at: string; revoked: string[]; withdrawnKeys?: string[]; leastVersion?: number; expect: object }
const cases: Case[] = []
const add = (says: string, text: string, expect: object, at = NOON, revoked: string[] = [], mass: Pick<Case, 'withdrawnKeys' | 'leastVersion'> = {}) => {
  cases.push({ id: `XM1-${String(cases.length + 1).padStart(2, '0')}`, says, text, at: iso(at), revoked, ...mass, expect })
}
const accepted = (over: object = {}) => ({
  ok: true,
  kind: 'strip',
  codeId: CODE_ID,
  passClass: 'personal',
  until: iso(MIDNIGHT + DAY),
  isBound: false,
  proofKey: null,
  ...over,
})
const refused = (reason: string) => ({ ok: false, reason })

const good = await sign()
for (const passClass of STRIP_CLASSES) add(`a good code of class ${passClass}`, await sign({ passClass }), accepted({ passClass }))
add('signed by the key before this one, which still verifies', await sign({}, previous), accepted())
add('a scanner adds carriage return and line feed', `${good}\r\n`, accepted())
for (const [says, at, expect] of [
  ['in its first second', MIDNIGHT, accepted()],
  ['30 s early: two clocks may differ so much', MIDNIGHT - 30, accepted()],
  ['31 s early', MIDNIGHT - 31, refused('code_not_yet')],
  ['the day before', MIDNIGHT - DAY, refused('code_not_yet')],
  ['in its last second', MIDNIGHT + DAY - 1, accepted()],
  ['29 s late', MIDNIGHT + DAY + 29, accepted()],
  ['30 s late', MIDNIGHT + DAY + 30, refused('code_expired')],
  ['a month late', MIDNIGHT + 30 * DAY, refused('code_expired')],
] as const)
  add(says, good, expect, at)
add('valid for one minute only', await sign({ from: NOON - 30, until: NOON + 30 }), accepted({ until: iso(NOON + 30) }))
add('valid for a second longer than a day', await sign({ until: MIDNIGHT + DAY + 1 }), refused('code_unreadable'))
add('ends when it begins', await sign({ until: MIDNIGHT }), refused('code_unreadable'))
add('ends before it begins', await sign({ until: MIDNIGHT - 1 }), refused('code_unreadable'))
add('withdrawn', good, refused('code_revoked'), NOON, [CODE_ID])
add('another one is withdrawn', good, accepted(), NOON, ['0000000000000000'])
add('expired and withdrawn: the time is said first', good, refused('code_expired'), MIDNIGHT + 2 * DAY, [CODE_ID])

add('signed by a key nobody knows', await sign({}, stranger), refused('code_foreign'))
add("signed by a stranger under our key's number", await sign({ kid: current.kid }, stranger), refused('code_forged'))
add("under the other key's number", await sign({ kid: previous.kid }), refused('code_forged'))
add('key number of zeros', await sign({ kid: '0000000000000000' }), refused('code_foreign'))
for (const [says, at] of [
  ['code id', 9],
  ['class', 17],
  ['beginning', 22],
  ['signature r', 27],
  ['signature s', 90],
] as const) {
  add(
    `one bit of the ${says} flipped`,
    changed(good, (bytes) => void (bytes[at]! ^= 1)),
    refused('code_forged'),
  )
}
add(
  'the end moved on by a second: longer than a day',
  changed(good, (bytes) => void (bytes[26]! += 1)),
  refused('code_unreadable'),
)
add(
  'the end moved back by an hour',
  changed(good, (bytes) => new DataView(bytes.buffer).setUint32(23, MIDNIGHT + DAY - 3600) as undefined),
  refused('code_forged'),
)
add(
  'signature of zeros',
  changed(good, (bytes) => void bytes.fill(0, 27)),
  refused('code_forged'),
)
add(
  'signature of ones',
  changed(good, (bytes) => void bytes.fill(255, 27)),
  refused('code_forged'),
)
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
add(
  'the other spelling of the right signature (n − s)',
  changed(good, (bytes) => {
    const s = (ORDER - BigInt(`0x${toHex(bytes.subarray(59))}`)).toString(16).padStart(64, '0')
    bytes.set(
      Uint8Array.from(s.match(/../g)!, (pair) => Number.parseInt(pair, 16)),
      59,
    )
    return undefined
  }),
  refused('code_forged'),
)
add(
  'version 0',
  changed(good, (bytes) => void (bytes[0] = 0)),
  refused('code_unreadable'),
)
add(
  'version 2',
  changed(good, (bytes) => void (bytes[0] = 2)),
  refused('code_unreadable'),
)
add(
  'a class nobody knows',
  changed(good, (bytes) => void (bytes[17] = 200)),
  refused('code_unreadable'),
)
add(
  'a flag nobody knows',
  changed(good, (bytes) => void (bytes[18] = 2)),
  refused('code_unreadable'),
)
add(
  'the flag of a holder key without the key',
  changed(good, (bytes) => void (bytes[18] = 1)),
  refused('code_unreadable'),
)
add(
  'cut by one byte',
  changed(good, (bytes) => bytes.slice(0, -1)),
  refused('code_unreadable'),
)
add('cut in the middle', good.slice(0, 60), refused('code_unreadable'))
add(
  'one byte too many',
  changed(good, (bytes) => Uint8Array.from([...bytes, 0])),
  refused('code_unreadable'),
)
add(
  'a proof without a key',
  changed(good, (bytes) => Uint8Array.from([...bytes, ...new Uint8Array(68)])),
  refused('code_unreadable'),
)
add('prefix only', 'XM1:', refused('code_unreadable'))
add('nothing', '', refused('code_unreadable'))
add('small letters', good.toLowerCase(), refused('code_foreign'))
add('a letter that is not base45', `${good.slice(0, 20)}é${good.slice(21)}`, refused('code_unreadable'))
add('a group above 65535', `XM1:${'::::'.repeat(3)}`, refused('code_unreadable'))
add('the certificate of another scheme', 'HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDE', refused('code_foreign'))
add('an address on a poster', 'https://xiaomen.example/posting/ABCDEF', refused('code_foreign'))
add('NUL and control characters', '\u0000\u0001\u0002', refused('code_foreign'))
add('half of a surrogate pair', 'XM1:\ud800', refused('code_unreadable'))
add('five thousand characters', `XM1:${'0'.repeat(5000)}`, refused('code_unreadable'))

add('a code bound to a phone, without proof: a gate that asks for one says code_unproven', await sign({ holderKey }), accepted({ isBound: true }))
const proof = await prove(NOON)
const proven = accepted({ isBound: true, proofKey: `${CODE_ID}:${NOON}` })
add('with proof, at once', proof, proven)
for (const [seconds, expect] of [
  [29, proven],
  [59, proven],
  [90, proven],
  [91, refused('code_unproven')],
  [-90, proven],
  [-91, refused('code_unproven')],
] as const) {
  add(`with a proof ${seconds < 0 ? `${-seconds} s ahead` : `${seconds} s old`}`, proof, expect, NOON + seconds)
}
add("with another phone's proof", await prove(NOON, otherPhone), refused('code_forged'))
add(
  'with the time of the proof changed',
  changed(proof, (bytes) => void (bytes[27 + 33 + 64 + 3]! ^= 1)),
  refused('code_forged'),
)
add(
  'with one bit of the proof flipped',
  changed(proof, (bytes) => void (bytes[bytes.length - 1]! ^= 1)),
  refused('code_forged'),
)
add(
  'with a holder key that is on no curve',
  changed(await prove(NOON), (bytes) => void (bytes[27] = 7)),
  refused('code_forged'),
)
add('the same picture a second time, 45 s later: the same proof key, which a gate has seen', proof, proven, NOON + 45)
add('drawn anew half a minute later: another proof key', await prove(NOON + 30), accepted({ isBound: true, proofKey: `${CODE_ID}:${NOON + 30}` }), NOON + 45)
add('a screenshot of an hour ago', proof, refused('code_unproven'), NOON + 3600)
add('by a phone whose clock runs an hour fast', await prove(NOON + 3600), refused('code_unproven'))
add('a screenshot of a withdrawn code: withdrawn is said first', proof, refused('code_revoked'), NOON + 3600, [CODE_ID])
add(
  'a screenshot with its proof cut off: a code without proof again',
  changed(proof, (bytes) => bytes.slice(0, -68)),
  accepted({ isBound: true }),
  NOON + 3600,
)
add(
  'the proof of one code under another code of the same phone',
  changed(await prove(NOON, phone, { codeId: '00000000000000aa' }), (bytes) => {
    bytes.set(bytesOf(proof).slice(-68), bytes.length - 68)
    return bytes
  }),
  refused('code_forged'),
)
add(
  'with half of a proof',
  changed(proof, (bytes) => bytes.slice(0, -34)),
  refused('code_unreadable'),
)
add("with yesterday's code and today's proof", await prove(NOON, phone, { from: MIDNIGHT - DAY, until: MIDNIGHT }), refused('code_expired'))

const CARD = '4T9KXM2P7QHV0C3D'
const cardId = toHex(new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(CARD_PREFIX + CARD))).subarray(0, 8))
add('a printed card', CARD_PREFIX + CARD, { ok: true, kind: 'card', codeId: cardId, passClass: 'paper', until: null, isBound: false, proofKey: null })
add('a printed card that was withdrawn', CARD_PREFIX + CARD, refused('code_revoked'), NOON, [cardId])
add('a printed card with a letter missing', CARD_PREFIX + CARD.slice(1), refused('code_unreadable'))
add('a printed card with an I for a 1', `${CARD_PREFIX}I${CARD.slice(1)}`, refused('code_unreadable'))

const stolen = { withdrawnKeys: [current.kid] }
add('signed by a key that was withdrawn', good, refused('code_revoked'), NOON, [], stolen)
add('signed by a withdrawn key, a month late: its end cannot be believed', good, refused('code_revoked'), MIDNIGHT + 30 * DAY, [], stolen)
add("signed by a stranger under a withdrawn key's number", await sign({ kid: current.kid }, stranger), refused('code_revoked'), NOON, [], stolen)
add('signed by the key before this one, which was not withdrawn', await sign({}, previous), accepted(), NOON, [], stolen)
add('of a format that is retired', good, refused('code_expired'), NOON, [], { leastVersion: 2 })
add('of the oldest format that counts', good, accepted(), NOON, [], { leastVersion: 1 })
add('of a retired format, by a key nobody knows: the format is said first', await sign({}, stranger), refused('code_expired'), NOON, [], { leastVersion: 2 })
add(
  'a printed card: no key signed it and no format ends it',
  CARD_PREFIX + CARD,
  { ok: true, kind: 'card', codeId: cardId, passClass: 'paper', until: null, isBound: false, proofKey: null },
  NOON,
  [],
  { ...stolen, leastVersion: 2 },
)

const keys = [current, previous].map(({ kid, raw }) => ({ kid, publicKey: toHex(raw) }))
writeFileSync(new URL('vectors.json', import.meta.url), `${JSON.stringify({ format: 'XM1', keys, cases }, null, 2)}\n`)
