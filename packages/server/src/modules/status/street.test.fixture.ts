// A community under an order, with an office, a station of another unit, a guard and three residents who have document numbers.
import { checkCharacter } from '@xiaomen/rules/registry'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { answerabilityModule } from '../answerability/index.ts'
import { careModule } from '../care/index.ts'
import { gateModule } from '../gate/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { statusModule } from './index.ts'

export const numberOf = (at: number): string => {
  const first = `990101198${at % 10}01${String(10 + (at % 18)).padStart(2, '0')}${String(at % 1000).padStart(3, '0')}`
  return first + checkCharacter(first)
}
export type Street = {
  town: Town
  community: { id: string; path: string }
  other: { id: string; path: string }
  buildingId: string
  homeId: string
  homePath: string
  office: Caller
  station: Caller
  police: Caller
  foreign: Caller
  guard: Caller
  grid: Caller
  people: { id: string; name: string; document: string }[]
  sourceId: string
  gateId: string
}

export async function openStreet(env: Record<string, string> = {}): Promise<Street> {
  const town = await openTown({
    modules: [
      areasModule,
      accessModule,
      approvalsModule,
      registryModule,
      postureModule,
      tasksModule,
      answerabilityModule,
      riskModule,
      statusModule,
      gateModule,
      careModule,
    ],
    env,
  })
  const [street, community, other, compound, building] = await town.system((ctx) => {
    const [top, east, yard] = [uuidv7(), uuidv7(), uuidv7()]
    return insertAreas(ctx, [
      { id: top, parentId: null, level: 'street', name: '樟湖街道' },
      { id: east, parentId: top, level: 'community', name: '东社区' },
      { parentId: top, level: 'community', name: '西社区' },
      { id: yard, parentId: east, level: 'compound', name: '望溪里' },
      { parentId: yard, level: 'building', name: '3幢' },
    ])
  })
  await town.system((ctx) =>
    putInForce(ctx, {
      areaId: street!.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: '演练',
      purpose: '演练',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
  await town.drain()
  const office = town.as('communityAdmin', community!.path, { unit: '居委会' })
  const home = (await office.call('registry.addHome', { areaId: building!.id, door: '501', floor: 5, use: 'permanent' })).body
  const people = []
  for (const [at, name] of ['张三丰', '李小满', '王秋池'].entries()) {
    const document = numberOf(at + 1)
    const added = await office.call('registry.addResident', {
      homeId: home.id,
      name,
      care: at === 1 ? ['dialysis'] : [],
      document: { kind: 'residentId', number: document },
      kind: at === 0 ? 'owner' : 'family',
      from: '2022-01-01',
      evenIfKnown: true,
    })
    people.push({ id: added.body.id as string, name, document })
  }
  const sourceId = uuidv7()
  const source = { id: sourceId, areaId: community!.id, name: '卫生服务站', kinds: ['clinicVisit', 'codeGreen', 'codeYellow', 'codeRed'], trust: 'official' }
  await office.call('status.addSource', source)
  const station = town.as('communityAdmin', community!.path, { unit: '卫生服务站' })
  await station.call('status.agreeSource', { sourceId, what: 'source' })
  const gate = (await office.call('gate.addGate', { areaId: compound!.id, name: '南门' })).body
  await town.drain()
  return {
    town,
    community: community!,
    other: other!,
    buildingId: building!.id,
    homeId: home.id,
    homePath: home.path,
    office,
    station,
    police: town.as('communityAdmin', community!.path, { unit: '派出所' }),
    foreign: town.as('communityAdmin', other!.path, { unit: '别处' }),
    guard: town.as('guard', community!.path),
    grid: town.as('gridWorker', community!.path),
    people,
    sourceId,
    gateId: gate.id,
  }
}

type Listed = { id: string; state: string; maySign: boolean }
/** Of the lists that wait at the community, those that somebody may sign, signed. @returns what each answered */
export async function signLists(street: Street, who: Caller): Promise<any[]> {
  const lists: Listed[] = (await who.call('status.listImports', { areaId: street.community.id })).body
  const signed = []
  for (const one of lists.filter(({ maySign }) => maySign)) signed.push((await who.call('status.signImport', { importId: one.id })).body)
  return signed
}
/** Carried in by one office, signed by another. */
export async function carryIn(street: Street, file: { name: string; bytes: Buffer }, who = street.office): Promise<any> {
  const input = { id: uuidv7(), sourceId: street.sourceId, areaId: street.community.id, isPreview: false }
  return (await who.upload('status.importFile', input, file)).body
}
