// Three neighbourhoods with one of everything in each, brought in by their own people over HTTP.
import { resolveActor } from '../../packages/server/src/modules/access/index.ts'
import { chainOf, insertAreas } from '../../packages/server/src/modules/areas/index.ts'
import { MODULES } from '../../packages/server/src/modules.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import { type Caller, openTown, type Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'
import { type ArrivalIds, furnishArrivals } from './places-arrivals.ts'
import { type ControlIds, furnishControl } from './places-control.ts'
import { furnishTesting, type TestingIds } from './places-testing.ts'
import { type DoorIds, furnishDoors } from './places-doors.ts'
import { furnishPresence, type PresenceIds } from './places-presence.ts'
import { furnishGate, type GateIds } from './places-gate.ts'
import { furnishOrders, type OrderIds } from './places-orders.ts'
import { furnishHands, type HandIds } from './places-hands.ts'
import { furnishZones, type ZoneIds } from './places-zones.ts'
import { furnishPerimeter, type PerimeterIds } from './places-perimeter.ts'
import { furnishStays } from './places-stays.ts'
import { furnishStatus } from './places-status.ts'

const CSV = '小区,楼栋,单元,房号,姓名,手机号码\n桂花苑,7幢,1单元,101,沈一禾,10100000001\n桂花苑,7幢,1单元,102,沈二禾,10100000002\n'
export const CSV_FILE = { name: 'ledger.csv', bytes: Buffer.from(`\uFEFF${CSV}`) }

/** Ids of one of everything at a place. Text values that are no ids are marked by their name. */
export const CODES_FILE = { name: 'codes.csv', bytes: Buffer.from('代码,名称\n330106009001,甲一社区\n') }

export type Place = ControlIds &
  TestingIds &
  ArrivalIds &
  ZoneIds &
  DoorIds &
  GateIds &
  PresenceIds &
  OrderIds &
  PerimeterIds &
  HandIds & {
    communityId: string
    compoundId: string
    quietCompoundId: string
    emptyId: string
    buildingId: string
    unitId: string
    quietUnitId: string
    cutAreaId: string
    gridId: string
    layoutId: string
    exportId: string
    homeId: string
    otherHomeId: string
    personId: string
    otherPersonId: string
    carePersonId: string
    gridWorkerId: string
    residencyId: string
    twinId: string
    otherTwinId: string
    pairId: string
    mergeId: string
    reshapingId: string
    elsewhereId: string
    reportId: string
    gateId: string
    credentialId: string
    passageId: string
    handoverId: string
    riskAreaId: string
    visitId: string
    passVisitId: string
    caseId: string
    importId: string
    committedImportId: string
    landlordId: string
    tenantReportId: string
    enterpriseId: string
    otherEnterpriseId: string
    staffId: string
    stayPlaceId: string
    stayId: string
    emptyStayPlaceId: string
    guardId: string
    auditorId: string
    guardGrantId: string
    auditorGrantId: string
    guardSessionId: string
    auditorSessionId: string
    spareGuardId: string
    spareAuditorId: string
    guardCoverId: string
    auditorCoverId: string
    obligationId: string
    taskId: string
    /** Holds the grid; could be followed by the other. */
    gridHolderId: string
    gridHeirId: string
    sourceId: string
    waitingSourceId: string
    listId: string
    signalId: string
    unmatchedId: string
    hookId: string
    digestId: string
    correctionId: string
    sweepId: string
    sweepCode: string
  }
export type Located = { ids: Place; path: string; homePath: string; cardCode: string; proof: string; landlordCode: string }

export async function openMatrixTown(): Promise<Town> {
  return openTown({ modules: MODULES, resolveActor })
}

const ROLLBACK = Symbol('rollback')
/** From here on every transaction answers and is rolled back, so that no call changes what the next one finds. */
export function rollEverythingBack({ db }: Town): void {
  const { tx } = db
  db.tx = async (scope, run) => {
    let answer: Awaited<ReturnType<typeof run>> | undefined
    try {
      await tx(scope, async (open) => {
        answer = await run(open)
        throw ROLLBACK
      })
    } catch (error) {
      if (error !== ROLLBACK) throw error
    }
    return answer as never
  }
}

export async function makeStreet(town: Town, names: { district: string; street: string; communities: string[] }): Promise<{ id: string; path: string }[]> {
  return town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: names.district }])
    const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: names.street }])
    return insertAreas(
      ctx,
      names.communities.map((name) => ({ parentId: street!.id, level: 'community' as const, name })),
    )
  })
}

async function importReady(town: Town, admin: Caller, communityId: string): Promise<string> {
  const { importId } = ok(await admin.upload('registry.startImport', { communityId }, CSV_FILE), 'startImport')
  for (;;) {
    await town.drain()
    const view = ok(await admin.call('registry.getImport', { importId }), 'getImport')
    if (view.state === 'ready') return importId
    if (view.state === 'failed') throw new Error('the import of the matrix failed')
  }
}

/** A neighbouring community tells this one of somebody. */
async function toldBy(town: Town, community: { id: string; path: string }): Promise<string> {
  const { chain, compound } = await town.system(async (ctx) => {
    const chain = await chainOf(ctx, community.path)
    const [neighbour] = await insertAreas(ctx, [{ parentId: chain.at(-2)!.id, level: 'community', name: `${chain.at(-1)!.name}的邻居` }])
    const [compound] = await insertAreas(ctx, [{ parentId: neighbour!.id, level: 'compound', name: '邻里' }])
    return { chain, compound: compound! }
  })
  const { caller } = await hire(town, 'communityAdmin', compound.path)
  const home = ok(await caller.call('registry.addHome', { areaId: compound.id, door: '1', floor: 1, use: 'permanent' }), 'addHome')
  const person = ok(
    await caller.call('registry.addResident', { homeId: home.id, name: '邻居甲', care: [], kind: 'owner', from: '2020-01-01', evenIfKnown: true }),
    'addResident',
  )
  const name = chain.map((area) => area.name).join(' ')
  const note = ok(
    await caller.call('registry.noteElsewhere', { personId: person.id, direction: 'registeredHereLivesThere', community: name, since: '2022-01-01' }),
    'noteElsewhere',
  )
  ok(await caller.call('registry.reportElsewhere', { elsewhereId: note.id, version: 1 }), 'reportElsewhere')
  await town.drain()
  const { caller: admin } = await hire(town, 'communityAdmin', community.path)
  return ok(await admin.call('registry.listElsewhere', { areaId: community.id, box: 'in', limit: 10 }), 'listElsewhere').rows[0].id
}

/** A landlord with a report waiting, two enterprises, and somebody who works in one of them. */
async function furnishTrade(town: Town, admin: Caller, { homeId, areaId }: { homeId: string; areaId: string }) {
  const contact = { accountId: null, name: null, phone: null }
  const landlordId = ok(await admin.call('registry.addLandlord', { name: '房东沈', phone: null, homeIds: [homeId], contact }), 'addLandlord').id
  const landlordCode = ok(await admin.call('registry.issueLandlordLink', { landlordId }), 'issueLandlordLink').code
  const reportId = uuidv7()
  const people = [{ name: '沈租客', phone: null, documentKind: null, documentNumber: null, origin: null, since: '2022-05-03' }]
  const report = { code: landlordCode, id: reportId, kind: 'arrival', homeId, on: '2022-05-04', people, leaving: [] }
  ok(await town.anonymous.call('registry.reportTenants', report), 'reportTenants')
  const open = async (name: string) => {
    const enterprise = { homeId: null, areaId, name, trade: 'restaurant', contactName: null, contactPhone: null, openedOn: '2022-01-01' }
    return ok(await admin.call('registry.addEnterprise', enterprise), 'addEnterprise').id as string
  }
  const [enterpriseId, otherEnterpriseId] = [await open('面馆'), await open('药铺')]
  const staff = { enterpriseId, name: '沈掌勺', phone: null, document: null, occupation: 'cook', note: null, from: '2022-01-01' }
  const { id: staffId, personId: staffPersonId } = ok(await admin.call('registry.addStaff', staff), 'addStaff')
  return { landlordCode, staffPersonId: staffPersonId as string, ids: { landlordId, tenantReportId: reportId, enterpriseId, otherEnterpriseId, staffId } }
}

/** Fills a community with one of everything. */
export async function furnish(town: Town, community: { id: string; path: string }): Promise<Located> {
  const { path } = community
  const { caller: admin } = await hire(town, 'communityAdmin', path)
  const { caller: commander } = await hire(town, 'streetCommander', path)
  const { caller: grid, accountId: gridWorkerId } = await hire(town, 'gridWorker', path)
  const [compound, quiet, empty, building, unit, quietUnit] = await town.system(async (ctx) => {
    const [compound, quiet, empty] = await insertAreas(ctx, [
      { parentId: community.id, level: 'compound', name: '梧桐里' },
      { parentId: community.id, level: 'compound', name: '望溪里' },
      { parentId: community.id, level: 'compound', name: '空院' },
    ])
    const [building] = await insertAreas(ctx, [{ parentId: compound!.id, level: 'building', name: '1幢' }])
    const units = await insertAreas(ctx, [
      { parentId: building!.id, level: 'unit', name: '1单元' },
      { parentId: quiet!.id, level: 'unit', name: '1单元' },
    ])
    return [compound!, quiet!, empty!, building!, ...units] as const
  })
  const overlay = async (kind: string, areaIds: string[]) =>
    ok(await admin.call('areas.setOverlay', { kind, name: `${kind}一`, areaIds, from: '2022-01-01', until: null }), kind).id as string
  const gridId = await overlay('grid', [compound!.id])
  const cutAreaId = await overlay('cutArea', [quiet!.id])

  const home = async (areaId: string, door: string) => ok(await admin.call('registry.addHome', { areaId, door, floor: 1, use: 'permanent' }), 'addHome')
  const first = await home(unit!.id, '101')
  const second = await home(unit!.id, '102')
  for (const door of ['101', '102', '103', '104', '105', '106']) await home(quietUnit!.id, door)
  const person = async (homeId: string, name: string, phone: string, care: string[] = []) =>
    ok(await admin.call('registry.addResident', { homeId, name, phone, care, kind: 'owner', from: '2020-01-01', evenIfKnown: true }), 'addResident')
  const one = await person(first.id, '沈小满', '10100000011')
  const other = await person(second.id, '沈大雪', '10100000012')
  // Two written twice: one pair waits for somebody to decide, one was merged.
  const twins = [await person(second.id, '沈双喜', '10100000021'), await person(second.id, '沈双喜', '10100000021')]
  const merged = [await person(second.id, '沈重阳', '10100000022'), await person(second.id, '沈重午', '10100000023')]
  const fields = { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' }
  const { mergeId } = ok(
    await admin.call('registry.mergePeople', { keepId: merged[0].id, otherId: merged[1].id, versionKeep: 1, versionOther: 1, fields }),
    'mergePeople',
  )
  const split = { homeId: second.id, version: 1, newDoor: '102-1', personIds: [(await person(second.id, '沈中秋', '10100000024')).id] }
  const { reshapingId } = ok(await admin.call('registry.splitHome', split), 'splitHome')
  await town.drain()
  const { pairs } = ok(await admin.call('registry.listDuplicates', { areaId: compound!.id, limit: 10 }), 'listDuplicates')
  const third = await home(unit!.id, '104')
  const inCare = await person(third.id, '沈白露', '10100000013', ['dialysis'])
  const under = await person(third.id, '沈清明', '10100000014')
  // Of the neighbour, who has no account: a card does not open one that has a password.
  const card = ok(await admin.call('registry.issueFamilyCard', { homeId: second.id }), 'issueFamilyCard')

  const noted = ok(
    await admin.call('registry.noteElsewhere', { personId: other.id, direction: 'registeredHereLivesThere', community: '外地社区', since: '2022-01-01' }),
    'noteElsewhere',
  )
  const elsewhereId = noted.id
  const reportId = await toldBy(town, community)

  const { caller: district } = await hire(town, 'district', path)
  const { orderId, ...orders } = await furnishOrders({ commander, admin, district }, { communityId: community.id, quietId: quiet!.id })
  await town.drain()

  const gateId = ok(await admin.call('gate.addGate', { areaId: compound!.id, name: '东门' }), 'addGate').id
  const passes = await furnishGate(admin, { quietCompoundId: quiet!.id, compoundId: compound!.id, personId: one.id })
  ok(await admin.call('gate.issuePaperCode', { homeId: first.id }), 'issuePaperCode')
  const credentialId = ok(await admin.call('gate.getOfflineList', { gateId }), 'getOfflineList').entries.find(
    (entry: { passClass: string }) => entry.passClass === 'paper',
  ).credentialId
  const riskAreaId = uuidv7()
  const listed = { name: '演练甲区', code: '420103', level: 'high', from: '2022-05-01', until: null }
  ok(await admin.call('risk.addArea', { id: riskAreaId, areaId: community.id, ...listed }), 'addArea')
  const [visitId, passVisitId] = [uuidv7(), uuidv7()]
  const visitor = { gateId, name: '来演练', phone: null, purpose: '演练', from: '外地', plate: null, at: town.clock.now.toISOString() }
  ok(await admin.call('visitors.register', { ...visitor, id: visitId, door: '101' }), 'register')
  ok(await admin.call('visitors.register', { ...visitor, id: passVisitId, door: '没有这户' }), 'register')
  ok(await admin.call('visitors.recordCall', { visitId: passVisitId, outcome: 'confirmed' }), 'recordCall')
  const passageId = uuidv7()
  const passage = {
    id: passageId,
    gateId,
    means: { kind: 'document', value: 'X' },
    personId: one.id,
    homeId: first.id,
    direction: 'in',
    temperatureC: 38.6,
    at: town.clock.now.toISOString(),
  }
  ok(await admin.call('gate.recordPassage', passage), 'recordPassage')
  const handoverId = uuidv7()
  ok(await admin.call('gate.handOver', { id: handoverId, gateId, at: town.clock.now.toISOString(), note: '演练' }), 'handOver')
  const caseId = ok(
    await grid.call('control.registerCase', {
      personId: other.id,
      foundOn: '2022-05-03',
      evidence: { kind: 'testResult', reference: '演练1', issuedBy: '演练' },
    }),
    'registerCase',
  ).id
  await town.drain()

  for (const [who, subjectId] of [
    [grid, quietUnit!.id],
    [admin, quiet!.id],
    [commander, cutAreaId],
  ] as const) {
    const { confirmed, refused } = ok(await who.call('daily.confirmReports', { subjectIds: [subjectId] }), 'confirmReports')
    if (confirmed.length !== 1) throw new Error(`a quiet place was refused: ${JSON.stringify(refused)}`)
    await town.drain()
  }

  const committedImportId = await importReady(town, admin, community.id)
  ok(await admin.call('registry.commitImport', { importId: committedImportId, leaveOutWrongRows: true, duplicates: 'skip' }), 'commitImport')
  for (let state = ''; state !== 'committed';) {
    await town.drain()
    state = ok(await admin.call('registry.getImport', { importId: committedImportId }), 'getImport').state
    if (state === 'failed') throw new Error('the commit of the matrix failed')
  }
  const importId = await importReady(town, admin, community.id)

  const obligationId = uuidv7()
  const round = { id: obligationId, areaId: compound!.id, kind: 'notice', title: '送告知书', uses: ['permanent'], care: [], fromDay: '2022-05-04' }
  ok(await admin.call('tasks.planRound', { ...round, dueOn: '2022-05-06', roles: ['gridWorker'], priority: 0 }), 'planRound')
  const taskId = ok(await grid.call('tasks.listMine'), 'listMine').tasks.find(
    (task: { homeId: string; kind: string }) => task.homeId === first.id && task.kind === 'notice',
  ).id
  const spec = { source: 'homes', title: null, columns: [{ key: 'door', header: '门牌' }], filter: {} }
  const layoutId = ok(await admin.call('queries.saveLayout', { areaId: community.id, name: '房屋清单', spec, sharedWith: [] }), 'saveLayout').id
  const exportId = ok(await admin.call('queries.requestExport', { areaId: community.id, spec, lang: 'zh', format: 'csv', purpose: '演练' }), 'requestExport').id
  await town.drain()

  const [holder, heir] = [await hire(town, 'gridWorker', compound!.path), await hire(town, 'gridWorker', compound!.path)]
  const onGrid = { accountId: holder.accountId, role: 'gridWorker', overlayId: gridId, dataClasses: null, from: '2022-01-01', until: null }
  ok(await admin.call('access.grantRole', onGrid), 'grantRole')
  const sweepId = uuidv7()
  const sweep = { id: sweepId, areaId: compound!.id, name: '扫楼', uses: ['permanent'], fromDay: '2022-05-04', dueOn: '2022-05-06' }
  ok(await admin.call('sweeps.planSweep', sweep), 'planSweep')
  const sweepCode = ok(await grid.call('sweeps.getStop', { sweepId, at: { homeId: first.id } }), 'getStop').door.code

  const trade = await furnishTrade(town, admin, { homeId: first.id, areaId: compound!.id })
  const of = { communityId: community.id, areaId: compound!.id, enterpriseId: trade.ids.enterpriseId, staffPersonId: trade.staffPersonId }
  const tests = await furnishTesting(town, admin, path, of)
  const stays = await furnishStays(admin, compound!.id)
  const told = await furnishStatus(town, community, { homeId: first.id, personId: one.id, otherId: other.id, askerId: inCare.id })
  const controlled = await furnishControl(town, path, { personId: other.id, underId: under.id, areaId: community.id })
  const guard = await hire(town, 'guard', path)
  const auditor = await hire(town, 'auditor', path)
  const spareGuard = await hire(town, 'guard', path)
  const spareAuditor = await hire(town, 'auditor', path)
  const { caller: operations } = await hire(town, 'operations', path)
  const coverOf = async (caller: Caller, accountId: string, byAccountId: string) =>
    ok(await caller.call('access.coverFor', { accountId, byAccountId, from: '2022-05-20', until: '2022-05-21', reason: '休假' }), 'coverFor').id
  const grantOf = async (caller: Caller) => ok(await caller.call('access.me'), 'me').grants[0].id
  return {
    path,
    homePath: first.path,
    cardCode: card.code,
    landlordCode: trade.landlordCode,
    proof: '0012',
    ids: {
      communityId: community.id,
      compoundId: compound!.id,
      quietCompoundId: quiet!.id,
      emptyId: empty!.id,
      buildingId: building!.id,
      unitId: unit!.id,
      quietUnitId: quietUnit!.id,
      cutAreaId,
      gridId,
      layoutId,
      exportId,
      homeId: first.id,
      otherHomeId: second.id,
      personId: one.id,
      otherPersonId: other.id,
      carePersonId: inCare.id,
      gridWorkerId,
      residencyId: one.residency.id,
      twinId: twins[0].id,
      otherTwinId: twins[1].id,
      pairId: pairs[0].id,
      mergeId,
      reshapingId,
      elsewhereId,
      reportId,
      gateId,
      credentialId,
      handoverId,
      passageId,
      riskAreaId,
      ...(await furnishDoors(admin, { compoundId: compound!.id, unitId: unit!.id, personId: one.id })),
      ...(await furnishHands(admin, { compoundId: compound!.id, homeId: first.id, otherHomeId: second.id })),
      ...(await furnishPerimeter(town, admin, { compoundId: compound!.id, gateId })),
      visitId,
      passVisitId,
      orderId,
      ...orders,
      ...(await furnishZones(town, path, { communityId: community.id, buildingId: building!.id, compoundId: compound!.id })),
      ...(await furnishArrivals(town, path, { communityId: community.id, personId: one.id })),
      ...(await furnishPresence(town, path, { communityId: community.id, compoundId: compound!.id, personId: one.id })),
      caseId,
      importId,
      committedImportId,
      ...trade.ids,
      ...tests,
      ...stays,
      ...told,
      ...controlled,
      ...passes,
      guardId: guard.accountId,
      auditorId: auditor.accountId,
      guardGrantId: await grantOf(guard.caller),
      auditorGrantId: await grantOf(auditor.caller),
      guardSessionId: guard.sessionId,
      auditorSessionId: auditor.sessionId,
      spareGuardId: spareGuard.accountId,
      spareAuditorId: spareAuditor.accountId,
      guardCoverId: await coverOf(admin, guard.accountId, spareGuard.accountId),
      auditorCoverId: await coverOf(operations, auditor.accountId, spareAuditor.accountId),
      obligationId,
      taskId,
      gridHolderId: holder.accountId,
      gridHeirId: heir.accountId,
      sweepId,
      sweepCode,
    },
  }
}
