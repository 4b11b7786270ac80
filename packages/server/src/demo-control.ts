// The demonstration's people under control, as on the third day: two homes kept in, one person still to be signed for, what they need, a way to dialysis,
// who is about to arrive, drivers at a depot, a compound where one takes care, and a seal that waits to be put on.
import { aid, arrivals, controlCases, registryStays, seals, zones } from '@xiaomen/contract'
import type { Area } from './modules/areas/index.ts'
import type { Person } from './modules/registry/index.ts'
import { perform, settle } from './perform.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'
import { localDay } from './platform/time.ts'

type Home = { homeId: string; building: Area; residents: Person[] }
type Scene = {
  admin: Actor
  /** Each of another office. */
  signers: readonly [Actor, ...Actor[]]
  community: Area
  compounds: readonly Area[]
  homes: readonly Home[]
}

const DAY_MS = 24 * 3_600_000
const DRIVERS = ['贺长路', '柯远程', '容安', '易行', '邢百里', '车顺', '陆平', '骆千']
/** Those of the last compound at the end of the list are the early warning's. */
const TAKEN_HOMES = 4

export async function playControl(services: Services, { admin, signers, community, compounds, homes }: Scene): Promise<void> {
  const now = services.now()
  const dayAt = (days: number) => localDay(new Date(now.getTime() + days * DAY_MS))
  const [first, second, third, fourth] = homes.toReversed().slice(TAKEN_HOMES)
  if (!first || !second || !third || !fourth) throw new Error('the demonstration has too few homes')
  const propose = async (home: Home, anchorDay: string): Promise<string> => {
    const input = {
      id: uuidv7(),
      personId: home.residents[0]!.id,
      trigger: 'secondaryContact' as const,
      anchorDay,
      evidence: { kind: 'investigationDecision' as const, reference: '演示-流调-012', issuedBy: '示范区疾控中心' },
      hasOwnSuite: true,
      guardian: { name: '演示家长', phone: null },
    }
    return (await perform(services, admin, controlCases.openCase, input)).id
  }
  const kept = [await propose(first, dayAt(-2)), await propose(second, dayAt(-2))]
  for (const caseId of kept) await perform(services, signers[0], controlCases.confirmOpening, { caseId })
  await propose(third, dayAt(-1))
  await settle(services)

  const asked = { at: now.toISOString(), day: dayAt(0), half: 'morning' as const, temperatureC: 36.6, symptoms: [], way: 'phone' as const }
  await perform(services, admin, controlCases.recordDay, {
    ...asked,
    id: uuidv7(),
    caseId: kept[0]!,
    needs: ['food', 'doctor'],
    note: '两人份蔬菜；血压药快吃完了',
  })
  await perform(services, admin, controlCases.recordDay, { ...asked, id: uuidv7(), caseId: kept[1]!, needs: ['waste'], note: null })
  await settle(services)
  const { needs } = await perform(services, admin, aid.listNeeds, {})
  const food = needs.find(({ kind }) => kind === 'food')
  if (!food) throw new Error('what the record says is needed stands on no list')
  await perform(services, admin, aid.takeNeed, { needId: food.id, version: food.version })
  const transportId = uuidv7()
  await perform(services, admin, aid.requestTransport, { id: transportId, personId: second.residents[0]!.id, kind: 'dialysis', companionId: null, note: null })
  await perform(services, admin, seals.issueSeal, { id: uuidv7(), homeId: first.homeId, number: '演-0001' })

  await report(services, { admin, communityId: community.id, back: fourth.residents[0]!, dayAt })
  await restAtDepot(services, { admin, compound: compounds[0]!, from: dayAt(-1) })
  await takeCare(services, { admin, signers, community, compound: compounds.at(-1)! })
  await settle(services)
}

type Report = { admin: Actor; communityId: string; back: Person; dayAt: (days: number) => string }
/** One from a listed place tomorrow, one today, one who should have come yesterday; and somebody of the ledger who is back, for the office to decide on. */
async function report(services: Services, { admin, communityId, back, dayAt }: Report): Promise<void> {
  const known = { communityId, personId: null, document: null, code: null, door: null }
  const all = [
    { name: '闻归', phone: '10100000701', from: '远山区', on: dayAt(1), transport: 'train' as const, vehicle: 'G演1' },
    { name: '顾还', phone: '10100000702', from: '远山区', on: dayAt(0), transport: 'car' as const, vehicle: null },
    { name: '任来', phone: '10100000703', from: '平湖县', on: dayAt(-1), transport: 'coach' as const, vehicle: null },
  ]
  for (const one of all) await perform(services, admin, arrivals.reportArrival, { id: uuidv7(), ...known, ...one })
  const own = { ...all[1]!, name: null, phone: null, personId: back.id, id: uuidv7() }
  const { version } = await perform(services, admin, arrivals.reportArrival, { ...known, ...own })
  await perform(services, admin, arrivals.markArrived, { arrivalId: own.id, version, on: dayAt(0) })
}

async function restAtDepot(services: Services, { admin, compound, from }: { admin: Actor; compound: Area; from: string }): Promise<void> {
  await perform(services, admin, registryStays.addStayers, {
    at: { areaId: compound.id, place: '东侧临时停车场', kind: 'depot' },
    from,
    people: DRIVERS.map((name, at) => ({
      name,
      phone: `1010000071${at}`,
      document: null,
      plate: `演A·9910${at}`,
      whereFrom: '青州',
      employer: '演示货运',
    })),
  })
}

type Careful = Pick<Scene, 'admin' | 'signers' | 'community'> & { compound: Area }
/** 防范区: nobody is kept in; signed by as many offices as it takes. */
async function takeCare(services: Services, { admin, signers, community, compound }: Careful): Promise<void> {
  let zone = await perform(services, admin, zones.drawZone, {
    id: uuidv7(),
    areaId: community.id,
    kind: 'precaution',
    areaIds: [compound.id],
    centreId: null,
    ground: '演示：邻近小区有次密接',
    legalBasis: '演示用，无法律效力',
  })
  for (const signer of signers) {
    if (zone.waiting === null) return
    zone = await perform(services, signer, zones.signZone, { zoneId: zone.id, actId: zone.waiting.id })
  }
}
