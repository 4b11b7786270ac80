import { describe, expect, it } from 'vitest'
import type { GatePolicy, PassClass } from '@xiaomen/rules/gate'
import { kidOf, shortCodeOf, signStrip } from '@xiaomen/rules/gate'
import packs from '../../../../../packs/covid-19/2022-06-28/gate.json' with { type: 'json' }
import { decideHere, isAsked } from './decide-here.ts'
import type { GateList } from './offline-list.ts'

const NOON = Date.parse('2022-05-04T12:00:00+08:00')
const HOUR_S = 3600
const policy = packs as unknown as GatePolicy
const { subtle } = crypto

async function town({ issuedAt = NOON, hasCase = false, revoked = [] as string[], isKeyWithdrawn = false, leastVersion = 1 } = {}) {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const kid = await kidOf(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)), subtle)
  const codeId = '00112233445566aa'
  const passClass: PassClass = 'personal'
  const entry = {
    credentialId: '018f0000-0000-7000-8000-000000000001',
    codeId,
    shortCode: shortCodeOf(41),
    passClass,
    from: null,
    until: null,
    quotaKey: null as string | null,
    holder: { passClass, isNamed: true, hasInfectionCase: hasCase, status: null },
  }
  const list: GateList = {
    clockOffsetMs: 0,
    keys: new Map([[kid, pair.publicKey]]),
    revoked: new Set(revoked),
    withdrawnKeys: new Set(isKeyWithdrawn ? [kid] : []),
    byCode: new Map([[codeId, entry]]),
    byShort: new Map([[entry.shortCode, entry]]),
    list: {
      etag: 'e',
      isUnchanged: false,
      issuedAt: new Date(issuedAt).toISOString(),
      serverNow: new Date(issuedAt).toISOString(),
      policy: policy as GateList['list']['policy'],
      times: { isOpen: true, hours: [], closedUntil: null },
      openInstead: null,
      dropZone: null,
      zones: [],
      transports: [],
      keys: [],
      riskAreas: [{ id: '018f0000-0000-7000-8000-0000000000aa', name: '江汉区', code: '420103', level: 'high', from: '2022-05-01', until: null }],
      withdrawnKeys: isKeyWithdrawn ? [kid] : [],
      leastVersion,
      revoked,
      entries: [entry],
    },
  }
  const strip = (from = NOON / 1000 - HOUR_S, until = NOON / 1000 + HOUR_S) =>
    signStrip({ kid, codeId, passClass, from, until, holderKey: null }, pair.privateKey, subtle)
  return { list, strip, entry }
}
const shown = (value: string, kind: 'code' | 'short' | 'door' = 'code', temperatureC?: number) => ({
  means: { kind, value },
  direction: 'in' as const,
  ...(temperatureC === undefined ? {} : { temperatureC }),
})

describe('the gate without the network', () => {
  it('GATE-10 a good code and a good temperature mean enter, and name the credential', async () => {
    const { list, strip, entry } = await town()
    const { verdict, credentialId } = await decideHere(list, shown(await strip(), 'code', 36.5), NOON)
    expect(verdict).toEqual({ outcome: 'enter', reasons: [], openDoor: true })
    expect(credentialId).toBe(entry.credentialId)
  })
  it('GATE-10 the short number read out does the same as the code', async () => {
    const { list, entry } = await town()
    expect((await decideHere(list, shown(entry.shortCode, 'short', 36.5), NOON)).verdict.outcome).toBe('enter')
    const slip = `${entry.shortCode.slice(0, 8)}${(Number(entry.shortCode[8]) + 1) % 10}`
    expect((await decideHere(list, shown(slip, 'short', 36.5), NOON)).verdict.reasons).toContain('code_unreadable')
  })
  it('GATE-03 a fever holds, with the network or without', async () => {
    const { list, strip } = await town()
    expect((await decideHere(list, shown(await strip(), 'code', 38.2), NOON)).verdict).toMatchObject({ outcome: 'hold', reasons: ['fever'] })
  })
  it('a case on the list holds the person though the code is good', async () => {
    const { list, strip } = await town({ hasCase: true })
    expect((await decideHere(list, shown(await strip(), 'code', 36.5), NOON)).verdict.outcome).toBe('hold')
  })
  it('a forged, an expired and a revoked code are verdicts with their reasons, never exceptions', async () => {
    const { list, strip } = await town()
    const good = await strip()
    const forged = good.slice(0, -3) + (good.endsWith('000') ? '111' : '000')
    expect((await decideHere(list, shown(forged, 'code', 36.5), NOON)).verdict.reasons[0]).toMatch(/code_forged|code_unreadable/)
    expect((await decideHere(list, shown(await strip(NOON / 1000 - 3 * HOUR_S, NOON / 1000 - 2 * HOUR_S), 'code', 36.5), NOON)).verdict.reasons).toContain(
      'code_expired',
    )
    const stopped = await town({ revoked: ['00112233445566aa'] })
    expect((await decideHere(stopped.list, shown(await stopped.strip(), 'code', 36.5), NOON)).verdict).toMatchObject({
      outcome: 'refuse',
      reasons: ['code_revoked'],
    })
    for (const nonsense of ['', 'XM1:', 'https://example.org/', '\u0000', 'XM1:'.repeat(200)])
      expect((await decideHere(list, shown(nonsense, 'code', 36.5), NOON)).verdict.outcome).toBe('cannotTell')
  })
  it('GATE-10 codes of a withdrawn key and of a retired format are refused without the network, the short number still counts', async () => {
    const stolen = await town({ isKeyWithdrawn: true })
    expect((await decideHere(stolen.list, shown(await stolen.strip(), 'code', 36.5), NOON)).verdict).toMatchObject({
      outcome: 'refuse',
      reasons: ['code_revoked'],
    })
    expect((await decideHere(stolen.list, shown(stolen.entry.shortCode, 'short', 36.5), NOON)).verdict.outcome).toBe('enter')
    const retired = await town({ leastVersion: 2 })
    expect((await decideHere(retired.list, shown(await retired.strip(), 'code', 36.5), NOON)).verdict.reasons).toEqual(['code_expired'])
  })
  it('a list older than the plan allows leaves the verdict to the guard', async () => {
    const { list, strip } = await town({ issuedAt: NOON - (policy.listMaxAgeHours * HOUR_S + 60) * 1000 })
    expect((await decideHere(list, shown(await strip(), 'code', 36.5), NOON)).verdict).toMatchObject({ outcome: 'cannotTell', reasons: ['list_too_old'] })
  })
  it('a door cannot be looked up without the network, and is no dead end', async () => {
    const { list } = await town()
    expect((await decideHere(list, shown('3-2-501', 'door', 36.5), NOON)).verdict).toMatchObject({ outcome: 'cannotTell' })
  })
  it('a phone whose clock is an hour off judges by the server’s clock', async () => {
    const { list, strip } = await town()
    const slow = { ...list, clockOffsetMs: 2 * HOUR_S * 1000 }
    expect((await decideHere(slow, shown(await strip(), 'code', 36.5), NOON - 2 * HOUR_S * 1000)).verdict.outcome).toBe('enter')
  })
  it('temperature is asked of whom the plan names', () => {
    expect([isAsked('nobody', 'in'), isAsked('entering', 'in'), isAsked('entering', 'out'), isAsked('everybody', 'out')]).toEqual([false, true, false, true])
  })
})

describe('一问 without the network', () => {
  const stranger = (whereFrom?: { riskAreaIds: string[]; place?: string }) => ({
    means: { kind: 'none' as const, value: '' },
    direction: 'in' as const,
    temperatureC: 36.5,
    ...(whereFrom === undefined ? {} : { whereFrom }),
  })
  it('GATE-06 the phone holds whoever comes from a place of its list, by the tap of the guard or by what was said', async () => {
    const { list } = await town()
    const reasons = async (whereFrom?: { riskAreaIds: string[]; place?: string }) => (await decideHere(list, stranger(whereFrom), NOON)).verdict.reasons
    expect(await reasons()).toEqual(['no_means'])
    expect(await reasons({ riskAreaIds: ['018f0000-0000-7000-8000-0000000000aa'] })).toEqual(['no_means', 'from_risk_area'])
    expect(await reasons({ riskAreaIds: [], place: '武汉江汉区' })).toEqual(['no_means', 'from_risk_area'])
    expect(await reasons({ riskAreaIds: [], place: '杭州' })).toEqual(['no_means'])
  })
})
