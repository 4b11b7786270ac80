// The people and the gates of the table (packages/rules/src/gate/verdicts.json), furnished as an office would, once for each plan.
import { compressPoint, parseCode, proveStrip, shortCodeOf, signStrip, toHex } from '@xiaomen/rules/gate'
import { insertAreas } from '../../packages/server/src/modules/areas/index.ts'
import { issueVisitorPass, visitorNumber } from '../../packages/server/src/modules/gate/index.ts'
import { insertCaseMark } from '../../packages/server/src/modules/gate/repo/case-marks.ts'
import { putZoneMarks } from '../../packages/server/src/modules/gate/repo/zone-marks.ts'
import { putStatusMark } from '../../packages/server/src/modules/gate/repo/status-marks.ts'
import { signingKey } from '../../packages/server/src/modules/gate/signing.ts'
import { putInForce } from '../../packages/server/src/modules/posture/index.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller, Town } from '../../packages/server/src/platform/testing.ts'
import { ok } from '../matrix/people.ts'

const { subtle } = globalThis.crypto
export type Means = { kind: 'code' | 'short' | 'document' | 'door' | 'none'; value: string }
const RESIDENTS = [
  'resident',
  'again',
  'elsewhere',
  'case',
  'red',
  'yellow',
  'redOver',
  'controlled',
  'overdue',
  'zoned',
  'zoneOver',
  'outToday',
  'outTodayOther',
  'outYesterday',
  'turnedAway',
  'dialysisToday',
]
const PACKS = { epidemic: '2022-06-28', stayIn: '2022-09-01', peace: null } as const
export type Plan = keyof typeof PACKS
export const PLATES = { listed: '浙A99101', past: '浙A99102', unlisted: '浙A99103' } as const
type Resident = {
  personId: string
  homeId: string
  path: string
  document: string
  otherDocument: string
  door: string
  strip: string
  family: string
  short: string
  card: string
}

export type Stage = {
  guard: Caller
  gates: Record<'south' | 'closed' | 'night' | 'back' | 'zone', string>
  riskAreaId: string
  show(who: string, shows: string, at?: Date): Promise<Means>
}

export async function furnishPlan(town: Town, plan: Plan, streetId: string, keys: { phone: CryptoKeyPair; thief: CryptoKeyPair }): Promise<Stage> {
  const now = town.clock.now
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000)
  const [communityId, compoundId, buildingId, unitId, nextCompoundId, sealedId] = Array.from({ length: 6 }, () => uuidv7())
  const areas = await town.system(async (ctx) => {
    const made = await insertAreas(ctx, [
      { id: communityId!, parentId: streetId, level: 'community', name: `${plan}社区` },
      { id: compoundId!, parentId: communityId!, level: 'compound', name: '南苑' },
      { id: buildingId!, parentId: compoundId!, level: 'building', name: '1号楼' },
      { id: unitId!, parentId: buildingId!, level: 'unit', name: '1单元' },
      { id: nextCompoundId!, parentId: communityId!, level: 'compound', name: '北苑' },
      { id: sealedId!, parentId: nextCompoundId!, level: 'building', name: '9号楼' },
    ])
    const edition = PACKS[plan]
    const order = { areaId: communityId!, legalBasis: '演练', purpose: '演练', until: '2022-12-31', draftedBy: uuidv7(), approvedBy: uuidv7() }
    if (edition !== null) await putInForce(ctx, { ...order, posture: 'emergency', packId: 'covid-19', edition })
    return made
  })
  await town.drain()
  const path = areas[0]!.path
  const [office, guard] = [town.as('communityAdmin', path), town.as('guard', path)]
  const addGate = async (areaId: string, name: string): Promise<string> => ok(await office.call('gate.addGate', { areaId, name }), 'addGate').id
  const gates = {
    south: await addGate(compoundId!, '南门'),
    closed: await addGate(compoundId!, '北门'),
    night: await addGate(compoundId!, '夜门'),
    back: await addGate(buildingId!, '后门'),
    zone: await addGate(nextCompoundId!, '北苑门'),
  }
  const main = await addGate(buildingId!, '主门')
  ok(await office.call('gate.setGateOpen', { gateId: gates.closed, isOpen: false }), 'setGateOpen')
  const night = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' }
  ok(await office.call('gate.setGateHours', { gateId: gates.night, hours: [night], dropZone: null }), 'setGateHours')
  ok(await office.call('gate.openOnly', { gateId: main, until: new Date(now.getTime() + 86_400_000).toISOString() }), 'openOnly')

  const holderKey = toHex(compressPoint(new Uint8Array(await subtle.exportKey('raw', keys.phone.publicKey)))!)
  const residents = new Map<string, Resident>()
  for (const [index, who] of RESIDENTS.entries()) residents.set(who, await addResident(index, who))
  async function addResident(index: number, who: string): Promise<Resident> {
    const door = `${index + 1}01`
    const home = ok(await office.call('registry.addHome', { areaId: who === 'zoned' ? sealedId : unitId, door, floor: index + 1, use: 'permanent' }), 'addHome')
    const add = async (name: string, number: string): Promise<string> => {
      const document = { kind: 'passport', number, country: 'XX' }
      const input = { homeId: home.id, name, document, care: [], kind: 'family', from: '2022-01-01', evenIfKnown: false }
      return ok(await office.call('registry.addResident', input), 'addResident').id
    }
    const [document, otherDocument] = [`${plan[0]!.toUpperCase()}${index}A99`, `${plan[0]!.toUpperCase()}${index}B99`]
    const personId = await add(`演${who}`, document)
    await add(`练${who}`, otherDocument)
    const phone = town.as('resident', home.path, { personId })
    const codes = ok(await phone.call('gate.listMyCodes', { holderKey }), 'listMyCodes').people
    const own = codes.find((one: { personId: string }) => one.personId === personId)
    const family = codes.find((one: { passClass: string }) => one.passClass === 'family')
    const card = ok(await office.call('gate.issuePaperCode', { homeId: home.id }), 'issuePaperCode').code
    const code = (one: { strips: { code: string }[] }) => one.strips[0]!.code
    return {
      personId,
      homeId: home.id,
      path: home.path,
      document,
      otherDocument,
      door: who === 'zoned' ? `9-${door}` : `1-1-${door}`,
      strip: code(own),
      family: code(family),
      short: own.shortCode,
      card,
    }
  }
  const of = (who: string) => residents.get(who)!

  await town.system(async (ctx) => {
    const place = (who: string) => ({ community_id: communityId!, person_id: of(who).personId, home_id: of(who).homeId, area_path: of(who).path })
    const open = { first_person_id: null, first_home_id: null, closed_at: null }
    await insertCaseMark(ctx, { ...place('case'), ...open, case_id: uuidv7(), kind: 'infection', version: 0 })
    await insertCaseMark(ctx, { ...place('controlled'), ...open, case_id: uuidv7(), kind: 'measure', version: 2 })
    await insertCaseMark(ctx, { ...place('overdue'), ...open, case_id: uuidv7(), kind: 'keyTest', version: 1 })
    const seal = async (area: string, until: string) => {
      const zone = { zone_id: uuidv7(), area_path: area, version: 2, keeps_in: true, admits_visitors: false }
      await putZoneMarks(ctx, zone.zone_id, 2, [{ ...zone, from_at: new Date('2022-07-30T12:00:00+08:00'), until_at: new Date(until) }])
    }
    await seal(areas.at(-1)!.path, '2023-01-01T00:00:00+08:00')
    await seal(of('zoneOver').path, '2022-07-31T12:00:00+08:00')
    const mark = { reason: 'contact', until: null, version: 1 }
    await putStatusMark(ctx, { ...place('red'), ...mark, verdict: 'red' })
    await putStatusMark(ctx, { ...place('yellow'), ...mark, verdict: 'yellow' })
    await putStatusMark(ctx, { ...place('redOver'), ...mark, verdict: 'red', until: new Date('2020-01-01T00:00:00Z') })
  })
  const riskAreaId = uuidv7()
  ok(
    await office.call('risk.addArea', { id: riskAreaId, areaId: communityId, name: '演练甲区', code: null, level: 'high', from: '2022-07-30', until: null }),
    'addArea',
  )
  const passes = await addPasses(town, office, { communityId: communityId!, path: areas[1]!.path, patientId: of('resident').personId })
  const vehicle = { areaId: communityId, arrival: 'supplyVehicle', from: '2022-07-01' }
  ok(await office.call('gate.addVehicle', { ...vehicle, plate: PLATES.listed, until: '2022-08-31' }), 'addVehicle')
  ok(await office.call('gate.addVehicle', { ...vehicle, plate: PLATES.past, until: '2022-08-01' }), 'addVehicle')
  const revoked = await revokedCard(office, guard, gates.south, of('again').homeId)

  const prove = async (strip: string, at: Date, by = keys.phone) => (await proveStrip(strip, at, by.privateKey, subtle))!
  const { kid, privateKey } = await town.system(signingKey)
  const seconds = Math.floor(now.getTime() / 1000)
  const sign = (over: object = {}, key = privateKey) =>
    signStrip({ kid, codeId: 'aabbccddeeff0011', passClass: 'personal', from: seconds - 3600, until: seconds + 3600, holderKey: null, ...over }, key, subtle)
  const code = async (value: string | Promise<string>): Promise<Means> => ({ kind: 'code', value: await value })

  const show = async (who: string, shows: string, at = now): Promise<Means> => {
    const one = residents.get(who) ?? of('resident')
    switch (shows) {
      case 'proven':
      case 'provenAgain':
        return code(prove(one.strip, at))
      case 'family':
      case 'familyAgain':
        return code(prove(one.family, at))
      case 'unproven':
        return code(one.strip)
      case 'screenshot':
        return code(prove(one.strip, before(3600)))
      case 'fastClock':
        return code(prove(one.strip, before(-3600)))
      case 'otherPhone':
        return code(prove(one.strip, now, keys.thief))
      case 'card':
        return code(one.card)
      case 'short':
        return { kind: 'short', value: passes[who] ?? one.short }
      case 'document':
        return { kind: 'document', value: one.document }
      case 'door':
        return { kind: 'door', value: one.door }
      case 'documentUnknown':
        return { kind: 'document', value: 'X9900000' }
      case 'shortUnlisted':
        return { kind: 'short', value: shortCodeOf(1) }
      case 'shortWrong':
        return { kind: 'short', value: one.short.replace(/^./, (digit) => String((Number(digit) + 1) % 10)) }
      case 'unlisted':
        return code(sign())
      case 'expired':
        return code(sign({ from: seconds - 7200, until: seconds - 3600 }))
      case 'tomorrow':
        return code(sign({ from: seconds + 80_000, until: seconds + 86_000 }))
      case 'forged':
        return code(sign({}, keys.thief.privateKey))
      case 'foreignKey':
        return code(sign({ kid: 'ffffffffffffffff' }))
      case 'torn':
        return code(one.strip.slice(0, 60))
      case 'overlong':
        return code(`XM1:${'0'.repeat(590)}`)
      case 'foreign':
        return code('SH1:2022-OTHER-VENDOR')
      case 'url':
        return code('https://example.invalid/pay?to=gate')
      case 'certificate':
        return code('HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDE')
      case 'revokedCard':
        return code(revoked)
      default:
        return { kind: 'none', value: '' }
    }
  }

  const pass = async (over: object) =>
    ok(
      await guard.call('gate.recordPassage', { id: uuidv7(), gateId: gates.south, direction: 'in', temperatureC: 36.5, at: now.toISOString(), ...over }),
      'recordPassage',
    )
  await pass({ means: await show('again', 'proven') })
  await pass({ means: await show('again', 'family') })
  await pass({ means: await show('elsewhere', 'proven', before(20)), gateId: main, at: before(20).toISOString() })
  const out = (value: string, hours: number, over: object = {}) =>
    pass({ means: { kind: 'document', value }, direction: 'out', at: before(hours * 3600).toISOString(), ...over })
  await out(of('outToday').document, 3)
  await out(of('outTodayOther').otherDocument, 3)
  await out(of('outYesterday').document, 26)
  await out(of('dialysisToday').document, 3, { medical: true })
  await pass({ means: await show('turnedAway', 'screenshot'), direction: 'out', guardSays: 'turnedAway' })
  return { guard, gates, riskAreaId, show }
}

async function addPasses(
  town: Town,
  office: Caller,
  { communityId, path, patientId }: { communityId: string; path: string; patientId: string },
): Promise<Record<string, string>> {
  const until = new Date(town.clock.now.getTime() + 8 * 3_600_000)
  const visitor = await town.system(async (ctx) => {
    const { credentialId } = await issueVisitorPass(ctx, { communityId, path, until })
    return (await visitorNumber(ctx, credentialId))!
  })
  const attendant = async (from: Date, to: Date) => {
    const input = { personId: patientId, name: '沈照护', phone: '10100000099', from: from.toISOString(), until: to.toISOString() }
    return ok(await office.call('gate.addAttendant', input), 'addAttendant') as { id: string; shortCode: string }
  }
  const later = (hours: number) => new Date(town.clock.now.getTime() + hours * 3_600_000)
  const ended = await attendant(later(-1), later(8))
  ok(await office.call('gate.endAttendant', { attendantId: ended.id, reason: '换人照看' }), 'endAttendant')
  return {
    visitor,
    attendant: (await attendant(later(-1), later(8))).shortCode,
    attendantTomorrow: (await attendant(later(20), later(28))).shortCode,
    attendantEnded: ended.shortCode,
  }
}

/** Of a home that has been given a new one since. */
async function revokedCard(office: Caller, guard: Caller, gateId: string, homeId: string): Promise<string> {
  const { code, shortCode } = ok(await office.call('gate.issuePaperCode', { homeId }), 'issuePaperCode')
  const { entries } = ok(await guard.call('gate.getOfflineList', { gateId }), 'getOfflineList')
  const entry = entries.find((one: { shortCode: string }) => one.shortCode === shortCode)
  ok(await office.call('gate.revokeCode', { credentialId: entry.credentialId, reason: '遗失' }), 'revokeCode')
  if (!parseCode(code).ok) throw new Error('no card')
  return code
}
