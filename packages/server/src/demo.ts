// A day in an invented community, played through the same operations that people use: for `npm run demo` and the stories in the browser.
import { daily, gate, posture, registry, risk } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import { contains } from '@xiaomen/rules/areas'
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createResidentAccount, oneTimePassword, resolveActor, seedAccount, setPassword, startSession } from './modules/access/index.ts'
import { type Area, areasUnder, insertAreas, listOverlaysOf, type Overlay } from './modules/areas/index.ts'
import { homesUnder, importLedgerFile, type Person, residentsOf } from './modules/registry/index.ts'
import { closeSetup, writeExampleLedger } from './modules/setup/index.ts'
import { playCare } from './demo-care.ts'
import { playControl } from './demo-control.ts'
import { playDoors } from './demo-doors.ts'
import { playHands } from './demo-hands.ts'
import { playStatus } from './demo-status.ts'
import { playPatrols } from './demo-patrols.ts'
import { playTesting } from './demo-testing.ts'
import { playTasks } from './demo-tasks.ts'
import { playTrade } from './demo-trade.ts'
import { ANONYMOUS, perform, settle } from './perform.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'
import { localDay } from './platform/time.ts'

export type DemoLogin = { role: Role; name: string; login: string; password: string; area: string }
type Employed = DemoLogin & { actor: Actor; accountId: string }
type Home = { homeId: string; door: string; building: Area; residents: Person[] }

const ORDER_DAYS = 30
const MINUTE_MS = 60_000
/** So many homes of each compound go through the gate this day. */
const HOMES_OUT = 20
const FEVER_C = 38.4
/** Passages at one time: as many as a few gates have guards. */
const AT_ONCE = 40

/**
 * @param isCalm nobody is under control and nobody arrives: a day of which one can say beforehand what stands on which list
 * @returns one login for each role; every password is new and known to nobody else
 */
export async function playDemo(services: Services, { isCalm = false }: { isCalm?: boolean } = {}): Promise<DemoLogin[]> {
  const { district, street, community } = await services.asSystem('demo.areas', async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '示范区' }])
    const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '示范街道' }])
    const [community] = await insertAreas(ctx, [{ parentId: street!.id, level: 'community', name: '文澜社区' }])
    await closeSetup(ctx)
    return { district: district!, street: street!, community: community! }
  })
  const hire = (role: Role, name: string, unit: string, place: Area | Overlay, login = kebab(role)) => employ(services, { role, name, unit, place, login })
  const admin = await hire('communityAdmin', '林若溪', '文澜社区居委会', community)
  const commander = await hire('streetCommander', '周明远', '示范街道办事处', street)
  await bringIn(services, community, admin)

  const { areas, grids } = await services.asSystem('demo.look', async (ctx) => ({
    areas: await areasUnder(ctx, community.path),
    grids: await listOverlaysOf(ctx, 'grid', community.path, localDay(ctx.now)),
  }))
  const compounds = areas.filter((area) => area.level === 'compound')
  const homeTown = compounds[0]!
  const houses = areas.filter((area) => area.level === 'building' && contains(homeTown.path, area.path))
  // A house with stairs, so that its head has units to answer for.
  const house = houses.find((area) => areas.some((unit) => unit.parentId === area.id)) ?? homeTown
  const arcade = houses.find((area) => area.name.includes('商铺')) ?? homeTown
  const gridWorkers = await Promise.all(
    grids.map((grid, at) =>
      hire('gridWorker', GRID_WORKERS[at % GRID_WORKERS.length]!, `文澜社区${grid.name}`, grid, at === 0 ? 'grid-worker' : `grid-worker-${at + 1}`),
    ),
  )
  const guards = await Promise.all(
    compounds.map((compound, at) => hire('guard', GUARDS[at % GUARDS.length]!, `${compound.name}物业`, compound, at === 0 ? 'guard' : `guard-${at + 1}`)),
  )
  const others = await Promise.all([
    hire('stairHead', '陆春生', `${house.name}楼道`, house),
    hire('district', '何清', '示范区指挥部', district),
    hire('supervisor', '顾衡', '示范街道督导组', street),
    hire('volunteer', '方知遥', '文澜社区志愿队', homeTown),
    // Two of one laboratory: what is positive takes a second one.
    hire('laboratory', '白芷', '示范检测所', street),
    hire('laboratory', '程砚秋', '示范检测所', street, 'laboratory-2'),
    // Two of the centre of tracing: whoever asks where somebody was, asks a second one.
    hire('tracer', '田雨', '街道流调溯源专班', street),
    hire('tracingHead', '罗静', '街道流调溯源专班', street),
    hire('merchant', '罗掌柜', '沿街商铺', arcade),
    hire('auditor', '宋鉴', '示范区审计', district),
    hire('operations', '唐维', '系统运维', district),
    hire('visitor', '来访者', '', homeTown),
  ])

  // Over the whole street, so that every level up to it is reported and posted: ordered by the street, signed by two other offices.
  const deputy = await hire('streetCommander', '苏叶', '示范街道应急办', street, 'street-commander-2')
  await declareEmergency(services, street, commander.actor, [others.find((one) => one.role === 'district')!.actor, deputy.actor])
  const homes = await visitHomes(services, compounds, areas)
  const resident = await inviteResident(
    services,
    admin.actor,
    homes.filter((home) => home.building.id === house.id),
  )
  await playTrade(services, {
    admin: admin.actor,
    contactId: gridWorkers[0]!.accountId,
    gridPaths: grids[0]!.areaPaths,
    shopsPath: arcade.path,
  })
  await listRiskAreas(services, street, commander.actor)
  const firstGateId = await passGates(services, { admin: admin.actor, guards, compounds, homes })
  await settle(services)
  await confirmDay(services, { admin: admin.actor, gridWorkers, grids, compounds, areas, leftOpen: house })
  await settle(services)
  await playTasks(services, { admin: admin.actor, worker: gridWorkers[0]!.actor, compoundId: homeTown.id })
  await playCare(services, { admin: admin.actor, workers: gridWorkers, gridIds: grids.map((grid) => grid.id), communityId: community.id })
  await playHands(services, { admin, commander, workers: gridWorkers, grids, community, areas, homes })
  await playStatus(services, { admin: admin.actor, second: commander.actor, community, homes })
  await playDoors(services, { admin: admin.actor, compound: homeTown, areas, gateId: firstGateId, people: homes })
  await playPatrols(services, { admin: admin.actor, guard: guards[0]!.actor, compound: homeTown, gateId: firstGateId })
  if (!isCalm) await playControl(services, { admin: admin.actor, signers: [commander.actor, deputy.actor, others[1]!.actor], community, compounds, homes })
  if (!isCalm) await playTesting(services, { admin: admin.actor, compound: homeTown, homes })
  await settle(services)
  return [
    resident,
    ...others.filter((one) => one.role === 'visitor'),
    guards[0]!,
    gridWorkers[0]!,
    others[0]!,
    admin,
    commander,
    ...others.slice(1).filter((one) => one.role !== 'visitor'),
  ].map(({ role, name, login, password, area }) => ({ role, name, login, password, area }))
}

const GUARDS = ['秦望', '石磊生', '马守成', '姜大勇', '纪安', '柏青']
const GRID_WORKERS = ['沈小禾', '许知春', '丁若兰', '苗晓光', '程一诺']
const kebab = (role: Role) => role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

async function employ(
  services: Services,
  { role, name, unit, place, login }: { role: Role; name: string; unit: string; place: Area | Overlay; login: string },
): Promise<Employed> {
  const password = oneTimePassword()
  const [accountId, token] = await services.asSystem('demo.account', async (ctx) => {
    const given = { role, path: place.path, ...('areaIds' in place ? { overlayId: place.id } : {}) }
    const id = await seedAccount(ctx, { login, name, unit, password, grants: [given] })
    return [id, await startSession(ctx, id, 1)] as const
  })
  const actor = await resolveActor(services, token)
  if (!actor) throw new Error('an account of the demonstration has no session')
  return { role, name, login, password, area: place.name, actor, accountId }
}

/** The ledger goes in as the administrator's own file would. */
async function bringIn(services: Services, community: Area, admin: Employed): Promise<void> {
  const path = join(services.config.dataDir, `example-${randomBytes(4).toString('hex')}.xlsx`)
  try {
    await writeExampleLedger('community', path)
    await importLedgerFile(services, { communityId: community.id, path, fileName: '文澜社区住户台账.xlsx', actorId: admin.accountId })
  } finally {
    await rm(path, { force: true })
  }
  await settle(services)
}

async function declareEmergency(services: Services, area: Area, drafts: Actor, sign: readonly Actor[]): Promise<void> {
  const until = localDay(new Date(services.now().getTime() + ORDER_DAYS * 24 * 60 * MINUTE_MS))
  const order = await perform(services, drafts, posture.draftOrder, {
    areaId: area.id,
    posture: 'emergency',
    packId: 'covid-19',
    edition: '2022-06-28',
    legalBasis: '演示用，无法律效力',
    purpose: '演示：守小门与今日无疫',
    until,
    assessment: {
      processed: '演示：姓名、住址、联系电话、体温、通行记录、健康状态。',
      necessity: '演示：核对进出人员、及时处理发热者所必需；不收集与此无关的信息。',
      risks: '演示：通行记录可能暴露行踪，健康状态可能招致歧视。',
      measures: '演示：加密保存，按角色遮盖，查看留痕，到期销毁。',
      assessedBy: '示范街道办事处法制岗',
      assessedOn: localDay(services.now()),
    },
  })
  for (const actor of sign) await perform(services, actor, posture.approveOrder, { orderId: order.id, actId: order.waiting!.id })
  await settle(services)
}

/** Invented places. */
async function listRiskAreas(services: Services, area: Area, by: Actor): Promise<void> {
  const from = localDay(new Date(services.now().getTime() - 3 * 24 * 60 * MINUTE_MS))
  const text = [`远山区,990103,高,${from}`, `演示街道海星市场,,中,${from}`].join('\n')
  await perform(services, by, risk.importAreas, { areaId: area.id, text })
}

/** Some homes of each compound, spread over its houses, and who lives there. */
async function visitHomes(services: Services, compounds: readonly Area[], areas: readonly Area[]): Promise<Home[]> {
  const byId = new Map(areas.map((area) => [area.id, area]))
  const houseOf = (areaId: string) => {
    const area = byId.get(areaId)!
    return area.level === 'unit' && area.parentId !== null ? (byId.get(area.parentId) ?? area) : area
  }
  return services.asSystem('demo.look', async (ctx) => {
    const homes: Home[] = []
    for (const compound of compounds) {
      const lived = (await homesUnder(ctx, compound.path)).filter(
        (home) => home.use === 'permanent' || home.use === 'rented' || home.use === 'dormitory' || home.use === 'yard',
      )
      const houses = [...Map.groupBy(lived, (home) => houseOf(home.areaId).id).values()]
      const perHouse = Math.ceil(HOMES_OUT / Math.max(1, houses.length))
      for (const home of houses.flatMap((house) => house.slice(0, perHouse)).slice(0, HOMES_OUT)) {
        const residents = await residentsOf(ctx, home.id)
        if (residents.length > 0) homes.push({ homeId: home.id, door: home.door, building: houseOf(home.areaId), residents })
      }
    }
    return homes
  })
}

/** A family card is printed and its first grown-up reader joins with it; the password is for whoever tries the demonstration. */
async function inviteResident(services: Services, admin: Actor, homes: readonly Home[]): Promise<DemoLogin> {
  const home =
    homes.find((one) => one.residents.length > 1 && one.residents.some((person) => person.phone !== null)) ??
    homes.find((one) => one.residents.some((person) => person.phone !== null))
  const person = home?.residents.find((one) => one.phone !== null)
  if (!home || !person?.phone) throw new Error('nobody of the demonstration has a telephone')
  const card = await perform(services, admin, registry.issueFamilyCard, { homeId: home.homeId })
  await perform(services, ANONYMOUS, registry.acceptInvitation, { code: card.code, personId: person.id, proof: person.phone.slice(-4) })
  const password = oneTimePassword()
  const login = await services.asSystem('demo.account', async (ctx) =>
    setPassword(ctx, await createResidentAccount(ctx, { personId: person.id, homePath: person.path, name: person.name }), password),
  )
  return { role: 'resident', name: person.name, login, password, area: `${home.building.name} ${home.door}` }
}

type Gates = { admin: Actor; guards: readonly Employed[]; compounds: readonly Area[]; homes: readonly Home[] }

/** Out in the morning, home later; two with a fever, one of them seen to. Answers the gate of the first compound. */
async function passGates(services: Services, { admin, guards, compounds, homes }: Gates): Promise<string> {
  const gateIds: string[] = []
  const now = services.now().getTime()
  const passages: (() => Promise<unknown>)[] = []
  const held: { guard: Actor; run: () => Promise<{ id: string }> }[] = []
  for (const [at, compound] of compounds.entries()) {
    const view = await perform(services, admin, gate.addGate, { areaId: compound.id, name: at % 2 === 0 ? '东门' : '南门' })
    gateIds.push(view.id)
    const guard = guards[at]!.actor
    const record = (home: Home, person: Person, direction: 'in' | 'out', minutesAgo: number, temperatureC: number) =>
      perform(services, guard, gate.recordPassage, {
        id: uuidv7(),
        gateId: view.id,
        means: { kind: 'door', value: home.door },
        personId: person.id,
        homeId: home.homeId,
        direction,
        temperatureC,
        at: new Date(now - minutesAgo * MINUTE_MS).toISOString(),
      })
    for (const [number, home] of homes.filter((one) => contains(compound.path, one.building.path)).entries()) {
      for (const [which, person] of home.residents.slice(0, 2).entries()) {
        const temperature = 36.1 + ((number * 7 + which * 3 + at) % 9) / 10
        passages.push(() => record(home, person, 'out', 300 - number * 2 - which, temperature))
        if ((number + which) % 3 !== 0) passages.push(() => record(home, person, 'in', 120 - number * 2 - which, temperature))
      }
    }
    const feverish = homes.find((one) => contains(compound.path, one.building.path) && one.residents.length > 0)
    if ((at === 1 || at === 2) && feverish) held.push({ guard, run: () => record(feverish, feverish.residents[0]!, 'in', 60 - at * 15, FEVER_C) })
  }
  for (let from = 0; from < passages.length; from += AT_ONCE) await Promise.all(passages.slice(from, from + AT_ONCE).map((pass) => pass()))
  const [seenTo] = await Promise.all(held.map(({ run }) => run()))
  await settle(services)
  if (seenTo) await perform(services, admin, gate.resolveHold, { passageId: seenTo.id, finding: 'noFever', note: '社区医生复测正常' })
  return gateIds[0]!
}

type Day = { admin: Actor; gridWorkers: readonly Employed[]; grids: readonly Overlay[]; compounds: readonly Area[]; areas: readonly Area[]; leftOpen: Area }

/** Heads put their names to what is free; one house is left for its stair head, and whatever hangs on it and on the open fever waits. */
async function confirmDay(services: Services, { admin, gridWorkers, grids, compounds, areas, leftOpen }: Day): Promise<void> {
  const isLeaf = (area: Area) => (area.level === 'unit' || area.level === 'building') && !areas.some((child) => child.parentId === area.id)
  const waiting: { worker: Actor; gridId: string }[] = []
  for (const [at, grid] of grids.entries()) {
    const worker = gridWorkers[at]!.actor
    const own = areas.filter((area) => isLeaf(area) && grid.areaPaths.some((path) => contains(path, area.path)) && !contains(leftOpen.path, area.path))
    const { refused } = await perform(services, worker, daily.confirmReports, { subjectIds: [...own.map((area) => area.id), grid.id] })
    if (refused.some((one) => one.subjectId === grid.id)) waiting.push({ worker, gridId: grid.id })
  }
  await settle(services)
  await perform(services, admin, daily.confirmReports, { subjectIds: compounds.map((area) => area.id) })
  // A yard has no houses: its grid waits for the compound.
  for (const { worker, gridId } of waiting) await perform(services, worker, daily.confirmReports, { subjectIds: [gridId] })
}
