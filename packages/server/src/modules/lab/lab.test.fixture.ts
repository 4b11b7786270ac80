// A round in a small quarter: homes with people, a point, and what its workers, its courier and its laboratory do.
import { labelOf } from '@xiaomen/rules/testing'
import { expect } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Module } from '../../platform/module.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { answerabilityModule } from '../answerability/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule } from '../areas/index.ts'
import { controlModule } from '../control/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { photosModule } from '../photos/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { testingModule } from '../testing/index.ts'
import { zonesModule } from '../zones/index.ts'
import { labModule } from './index.ts'

export const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
export const refused = async (caller: Caller, name: string, input: object) => (await caller.call(name, input)).body.code ?? 'done'

export type LabTown = Awaited<ReturnType<typeof openLabTown>>
/** @param also modules above the laboratory */
export async function openLabTown(people: number, also: readonly Module[] = []) {
  const town: Town = await openTown({
    modules: [
      areasModule,
      accessModule,
      approvalsModule,
      registryModule,
      postureModule,
      tasksModule,
      photosModule,
      answerabilityModule,
      riskModule,
      statusModule,
      zonesModule,
      gateModule,
      controlModule,
      testingModule,
      labModule,
      ...also,
    ],
  })
  town.clock.now = new Date('2022-07-10T08:00:00+08:00')
  const quarter: Quarter = await buildQuarter(town, null)
  const order = { posture: 'emergency' as const, packId: 'covid-19', edition: '2022-06-28', legalBasis: 'test', purpose: 'test', until: '2022-12-31' }
  await town.system((ctx) => putInForce(ctx, { areaId: quarter.street.id, ...order, draftedBy: uuidv7(), approvedBy: uuidv7() }))
  await town.drain()
  const { path } = quarter.community
  const office = town.as('communityAdmin', path, { unit: '居委会' })
  const street = town.as('streetCommander', quarter.street.path, { unit: '街道办' })
  const table = town.as('volunteer', path)
  const grid = town.as('gridWorker', quarter.unit.path, { unit: '网格' })
  const guard = town.as('guard', quarter.compound.path)
  const lab = [town.as('laboratory', quarter.street.path, { unit: '检测机构' }), town.as('laboratory', quarter.street.path, { unit: '检测机构' })] as const
  const homes: string[] = []
  const ids: string[] = []
  for (let at = 0; at < people; at += 1) {
    if (at % 2 === 0) homes.push((await ok(office, 'registry.addHome', { areaId: quarter.unit.id, door: `${at + 1}01`, floor: 5, use: 'permanent' })).id)
    const document = { kind: 'passport', number: `X99${String(at).padStart(5, '0')}`, country: 'XX' }
    const resident = {
      homeId: homes.at(-1),
      name: `住户${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[at]}`,
      document,
      care: [],
      kind: 'owner',
      from: '2022-01-01',
      evenIfKnown: true,
    }
    ids.push((await ok(office, 'registry.addResident', resident)).id)
  }
  const gateId: string = (await ok(office, 'gate.addGate', { areaId: quarter.compound.id, name: '南门' })).id
  const campaignId = uuidv7()
  const round = { name: '第一轮', day: '2022-07-10', fromClock: '08:00', untilClock: '12:00', poolSize: 10, ageFrom: 0, ageTo: 150, isReserve: false }
  await ok(office, 'testing.planCampaign', { ...round, id: campaignId, areaId: quarter.compound.id })
  const { id: pointId, batch } = await ok(office, 'testing.addPoint', { id: uuidv7(), campaignId, areaId: quarter.compound.id, name: '东门', tables: 2 })
  await ok(office, 'testing.startCampaign', { campaignId })
  await town.drain()

  const now = () => town.clock.now.toISOString()
  const later = (minutes: number) => (town.clock.now = new Date(town.clock.now.getTime() + minutes * 60_000))
  const tube = (serial: number) => labelOf({ kind: 'tube', batch, serial })
  const box = (serial: number) => labelOf({ kind: 'box', batch, serial })
  const common = () => ({ id: uuidv7(), pointId, at: now() })
  const take = async (serial: number, whom: readonly number[], size = 10) => {
    for (const at of whom)
      await ok(table, 'testing.takeSample', {
        ...common(),
        table: 1,
        tube: tube(serial),
        size,
        means: { kind: 'document', value: `X99${String(at).padStart(5, '0')}` },
      })
    await town.drain()
    await ok(table, 'testing.sealTube', { ...common(), table: 1, tube: tube(serial), size, counted: whom.length })
  }
  const pack = async (boxNo: number, tubes: readonly number[]) => {
    for (const serial of tubes) await ok(table, 'testing.packTube', { ...common(), box: box(boxNo), tube: tube(serial) })
    await ok(table, 'testing.closeBox', { ...common(), box: box(boxNo), counted: tubes.length })
    const signed = { courier: '王师傅', isSignedHere: true, isSignedByCourier: true }
    await ok(table, 'testing.sendBox', { ...common(), box: box(boxNo), counted: tubes.length, ...signed })
  }
  /** Sampled, packed, sent and received. */
  const bring = async (boxNo: number, serial: number, whom: readonly number[], size = 10) => {
    await take(serial, whom, size)
    await pack(boxNo, [serial])
    await ok(lab[0], 'lab.receiveBox', { box: box(boxNo), tubes: [tube(serial)] })
    await town.drain()
  }
  const say = async (serial: number, verdict: string, by: Caller = lab[0], ct: number | null = null) => {
    const { end } = await ok(by, 'lab.report', { id: uuidv7(), tube: tube(serial), verdict, ct })
    await town.drain()
    return end
  }
  const agree = async (serial: number, by: Caller = lab[1], does = true) => {
    const { state } = await ok(by, 'lab.confirm', { tube: tube(serial), agree: does })
    await town.drain()
    return state
  }
  const standing = async (at: number) =>
    (await ok(office, 'tasks.listMissing', { obligationId: campaignId, limit: 100 })).rows.some((row: { subjectId: string }) => row.subjectId === ids[at])
      ? 'missing'
      : 'there'
  const states = async (serial: number): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await ok(office, 'lab.getPool', { tube: tube(serial) })).people.map((one: { personId: string; state: string }) => [
        ids.indexOf(one.personId),
        one.state,
      ]),
    )
  /** What the gate says to somebody on the way out. */
  const atGate = async (at: number, more: object = {}) =>
    (await ok(guard, 'gate.lookUp', { gateId, means: { kind: 'document', value: `X99${String(at).padStart(5, '0')}` }, direction: 'out', ...more })).verdict
  return {
    town,
    quarter,
    office,
    street,
    table,
    grid,
    guard,
    lab,
    homes,
    ids,
    campaignId,
    pointId,
    now,
    later,
    tube,
    box,
    common,
    take,
    pack,
    bring,
    say,
    agree,
    standing,
    states,
    atGate,
  }
}
