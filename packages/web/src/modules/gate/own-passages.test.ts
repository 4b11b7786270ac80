import { compressPoint, type GatePolicy, kidOf, proveStrip, shortCodeOf, signStrip } from '@xiaomen/rules/gate'
import { beforeAll, expect, test } from 'vitest'
import stayIn from '../../../../../packs/covid-19/2022-09-01/gate.json' with { type: 'json' }
import { decideHere, openInsteadHere, type Shown } from './decide-here.ts'
import { type GateList, madeReady } from './offline-list.ts'
import { ownPassages } from './own-passages.ts'

const NOON = Date.parse('2022-09-05T12:00:00+08:00')
const HOUR_MS = 3_600_000
const policy = stayIn as GatePolicy
const HOME = '018f0000-0000-7000-8000-0000000000b1'
const { subtle } = crypto
let list: GateList
let strip: string
let phone: { privateKey: CryptoKey; publicKey: CryptoKey }

beforeAll(async () => {
  const makePair = () => subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const issuer = await makePair()
  phone = await makePair()
  const raw = new Uint8Array(await subtle.exportKey('raw', issuer.publicKey))
  const kid = await kidOf(raw, subtle)
  const holderKey = compressPoint(new Uint8Array(await subtle.exportKey('raw', phone.publicKey)))!
  const entry = (number: number, codeId: string, over: object = {}) => ({
    credentialId: `018f0000-0000-7000-8000-00000000000${number}`,
    codeId,
    shortCode: shortCodeOf(number),
    passClass: 'personal' as const,
    from: null,
    until: null,
    quotaKey: HOME,
    holder: { passClass: 'personal' as const, isNamed: true, hasInfectionCase: false, status: null },
    ...over,
  })
  const later = { from: new Date(NOON + HOUR_MS).toISOString(), until: new Date(NOON + 2 * HOUR_MS).toISOString(), quotaKey: null }
  const entries = [entry(1, '00000000000000a1'), entry(2, '00000000000000a2'), entry(3, '00000000000000a3', later)]
  const issuedAt = new Date(NOON - HOUR_MS).toISOString()
  list = await madeReady({
    clockOffsetMs: 0,
    list: {
      etag: 'e',
      isUnchanged: false,
      issuedAt,
      serverNow: issuedAt,
      policy: policy as GateList['list']['policy'],
      times: { isOpen: true, hours: [], closedUntil: new Date(NOON + 3 * HOUR_MS).toISOString() },
      openInstead: '南门',
      dropZone: null,
      zones: [],
      transports: [],
      keys: [{ kid, publicKey: Array.from(raw, (byte) => byte.toString(16).padStart(2, '0')).join('') }],
      riskAreas: [],
      withdrawnKeys: [],
      leastVersion: 1,
      revoked: [],
      entries,
    },
  })
  const fields = { kid, codeId: '00000000000000a1', passClass: 'personal', from: NOON / 1000 - 3600, until: NOON / 1000 + 3600, holderKey } as const
  strip = await signStrip(fields, issuer.privateKey, subtle)
})
const open = (): GateList => ({ ...list, list: { ...list.list, times: { isOpen: true, hours: [], closedUntil: null } } })
const short = (number: number, over: object = {}): Shown => ({ means: { kind: 'short', value: shortCodeOf(number) }, direction: 'out', ...over })
const noted = (over: object = {}) => ({
  value: '',
  direction: 'out' as const,
  at: new Date(NOON).toISOString(),
  quota: policy.exitQuota,
  quotaKey: HOME,
  ...over,
})

test('GATE-09 a way out that this phone saw counts for the whole home at once, until midnight; one from before the list is counted by the list', async () => {
  const own = ownPassages('gate')
  expect((await decideHere(open(), short(1), NOON, own)).verdict.outcome).toBe('enter')
  own.note(noted({ at: new Date(NOON - 2 * HOUR_MS).toISOString() }))
  expect((await decideHere(open(), short(1), NOON, own)).verdict.outcome).toBe('enter')
  own.note(noted())
  expect((await decideHere(open(), short(2), NOON, own)).verdict).toEqual({ outcome: 'hold', reasons: ['quota_used'], openDoor: false })
  expect((await decideHere(open(), short(2, { medical: true }), NOON, own)).verdict.outcome).toBe('enter')
  expect((await decideHere(open(), short(2), NOON + 12 * HOUR_MS, own)).verdict.outcome).toBe('enter')
  own.note(noted({ quotaKey: null }))
  expect(own.exitsOf(HOME, list.list.issuedAt)).toHaveLength(1)
})

test('GATE-01 the picture of a code that went through here is known here; a phone an hour behind is put right by the server’s clock', async () => {
  const own = ownPassages('gate')
  const value = (await proveStrip(strip, new Date(NOON), phone.privateKey, subtle))!
  const shown: Shown = { means: { kind: 'code', value }, direction: 'in', temperatureC: 36.5 }
  const slow = { ...open(), clockOffsetMs: HOUR_MS }
  expect((await decideHere(slow, shown, NOON - HOUR_MS, own)).verdict.outcome).toBe('enter')
  own.note(noted({ value, direction: 'in' }))
  expect((await decideHere(slow, shown, NOON - HOUR_MS, own)).verdict).toMatchObject({ outcome: 'cannotTell', reasons: ['code_replayed'] })
  expect((await decideHere(slow, { ...shown, direction: 'out' }, NOON - HOUR_MS, own)).verdict.outcome).toBe('enter')
})

test('GATE-09 a pass begins and ends, and a gate opens again, while the phone is without network', async () => {
  const reasons = async (hours: number) => (await decideHere(open(), short(3), NOON + hours * HOUR_MS)).verdict.reasons
  expect([await reasons(0), await reasons(1), await reasons(2)]).toEqual([['code_not_yet'], [], ['code_expired']])
  const asked = short(1, { direction: 'in', temperatureC: 36.5 })
  expect((await decideHere(list, asked, NOON)).verdict.reasons).toEqual(['gate_closed'])
  // Once its time is over nobody is sent away any more, though no new list came.
  expect([openInsteadHere(list, NOON), openInsteadHere(list, NOON + 4 * HOUR_MS)]).toEqual(['南门', null])
  expect((await decideHere(list, asked, NOON + 3 * HOUR_MS)).verdict.outcome).toBe('enter')
})

test('a list kept from before all this still decides, and asks nothing it was not told to ask', async () => {
  const { times: _times, dropZone: _zone, ...before } = list.list
  const { asksProof: _proof, exitQuota: _quota, admitsVisitors: _visitors, arrivals: _arrivals, ...asked } = before.policy
  const outcomeOf = Object.fromEntries(Object.entries(asked.outcomeOf).filter(([reason]) => reason !== 'code_unproven'))
  const kept = {
    ...before,
    policy: { ...asked, outcomeOf },
    isGateOpen: false,
    entries: before.entries.map(({ from: _from, until: _until, quotaKey: _key, ...entry }) => entry),
  }
  const ready = await madeReady({ list: kept as unknown as GateList['list'], clockOffsetMs: 0 })
  expect((await decideHere(ready, short(1), NOON)).verdict).toMatchObject({ reasons: ['gate_closed'] })
  const opened = { ...ready, list: { ...ready.list, times: open().list.times } }
  expect((await decideHere(opened, short(1), NOON)).verdict.outcome).toBe('enter')
  const value = (await proveStrip(strip, new Date(NOON - HOUR_MS), phone.privateKey, subtle))!
  const screenshot: Shown = { means: { kind: 'code', value }, direction: 'in', temperatureC: 36.5 }
  expect((await decideHere(opened, screenshot, NOON)).verdict).toEqual({ outcome: 'cannotTell', reasons: ['code_unproven'], openDoor: false })
})
