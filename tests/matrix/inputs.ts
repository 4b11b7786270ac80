// For every operation an input that is right for somebody of that place.
import type { Role } from '@xiaomen/rules/access'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import { ARRIVALS_INPUTS } from './inputs-arrivals.ts'
import { GATE_INPUTS } from './inputs-gate.ts'
import { HAND_INPUTS } from './inputs-hands.ts'
import { PERIMETER_INPUTS } from './inputs-perimeter.ts'
import { CONTROL_INPUTS } from './inputs-control.ts'
import { DRILL, EDITION } from './places-orders.ts'
import { STATUS_INPUTS } from './inputs-status.ts'
import { AID_INPUTS } from './inputs-aid.ts'
import { TESTING_INPUTS } from './inputs-testing.ts'
import { SCREENING_INPUTS } from './inputs-screening.ts'
import { FOREIGN_INPUTS } from './inputs-foreign.ts'
import { LEADS_INPUTS } from './inputs-leads.ts'
import { TRACING_INPUTS } from './inputs-tracing.ts'
import { OCCUPATIONS_INPUTS } from './inputs-occupations.ts'
import { SITES_INPUTS } from './inputs-sites.ts'
import { ANTIGEN_INPUTS } from './inputs-antigen.ts'
import { SEALS_INPUTS } from './inputs-seals.ts'
import { ZONES_INPUTS } from './inputs-zones.ts'
import { PASSWORD } from './people.ts'
import { CODES_FILE, CSV_FILE, type Located } from './places.ts'

type Asked = {
  place: Located['ids']
  role: Role
  /** The caller's own login and session. */
  login: string
  sessionId: string
  /** Of the caller's own place, for what only a secret opens. */
  card: { code: string; personId: string; proof: string }
  landlordCode: string
}
export type Input = {
  /** Null: the operation names no place. */
  at: ((asked: Asked) => object) | null
  /** Without a place. */
  plain?: (asked: Asked) => object
  file?: typeof CSV_FILE
  /** What a caller who may is answered, where that is not 200. */
  status?: number | ((role: Role) => number)
}
const day = '2022-05-04'
const grantFor = (role: Role) => ({ role: role === 'operations' ? 'auditor' : 'guard', dataClasses: null, from: day, until: null })
/** Operations appoints watchers, the others workers: each manages whom it may appoint. */
const account = ({ place, role }: Asked) =>
  role === 'operations'
    ? {
        accountId: place.auditorId,
        grantId: place.auditorGrantId,
        sessionId: place.auditorSessionId,
        byAccountId: place.spareAuditorId,
        coverId: place.auditorCoverId,
      }
    : {
        accountId: place.guardId,
        grantId: place.guardGrantId,
        sessionId: place.guardSessionId,
        byAccountId: place.spareGuardId,
        coverId: place.guardCoverId,
      }
/** Each head answers for a level: units, compounds, cut-areas. */
const subject = ({ place, role }: Asked) =>
  role === 'communityAdmin' ? place.quietCompoundId : role === 'streetCommander' ? place.cutAreaId : place.quietUnitId
const REPORT_ID = uuidv7()
const STAYER = { name: '韩大路', phone: '10000000088', document: null, plate: '鲁A12345', whereFrom: '外地', employer: null }
const visit = (homeId: string) => ({
  id: uuidv7(),
  homeId,
  at: `${day}T04:00:00Z`,
  way: 'visit',
  outcome: 'nobodyHome',
  reason: 'atWork',
  tryOn: null,
  tryPart: null,
  people: [],
  newcomers: [],
  homeUse: null,
  note: null,
  corrects: null,
})

const keepers = (role: Role) => (role === 'gridWorker' || role === 'communityAdmin' ? 200 : 404)
const spec = { source: 'residents', title: null, columns: [{ key: 'name', header: '姓名' }], filter: {} }
const words = { lang: 'zh', purpose: '演练' }

const NEW_STAFF = { name: '沈帮工', phone: null, document: null, occupation: 'cook', note: null }

const listed = { name: '演练甲区', code: '420103', level: 'high', from: day, until: null }

export const INPUTS: Record<string, Input> = {
  'access.signIn': { at: null, plain: ({ login }) => ({ login, password: PASSWORD }) },
  'access.signOut': { at: null },
  'access.me': { at: null },
  'access.setLang': { at: null, plain: () => ({ lang: 'en' }) },
  'access.changePassword': { at: null, plain: () => ({ current: PASSWORD, next: 'another-way-to-say-it' }) },
  'access.startTotp': { at: null },
  // Nothing was begun, or nothing is there to remove: the answer is about oneself all the same.
  'access.confirmTotp': { at: null, plain: () => ({ totp: '000000' }), status: 409 },
  'access.removeTotp': { at: null, plain: () => ({ password: PASSWORD, totp: '000000' }), status: 409 },
  'access.listSessions': { at: null },
  'access.endSession': { at: null, plain: ({ sessionId }) => ({ sessionId }) },
  'access.listAccounts': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'access.createAccount': {
    at: ({ place, role }) => ({ login: `new-${uuidv7()}`, name: '新人', unit: '某处', grant: { ...grantFor(role), areaId: place.compoundId } }),
  },
  'access.setAccountState': { at: (asked) => ({ accountId: account(asked).accountId, state: 'disabled' }) },
  'access.recoverAccount': { at: (asked) => ({ accountId: account(asked).accountId, reason: '忘记密码' }) },
  'access.grantRole': { at: (asked) => ({ accountId: account(asked).accountId, areaId: asked.place.compoundId, ...grantFor(asked.role) }) },
  'access.revokeGrant': { at: (asked) => ({ grantId: account(asked).grantId }) },
  'access.changeGrant': { at: (asked) => ({ grantId: account(asked).grantId, dataClasses: ['name'], until: '2022-06-30' }) },
  'access.listWhoSees': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'access.coverFor': {
    at: (asked) => ({ accountId: account(asked).accountId, byAccountId: account(asked).byAccountId, from: day, until: day, reason: '生病' }),
  },
  'access.endCover': { at: (asked) => ({ coverId: account(asked).coverId }) },
  'access.listCovers': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'access.listAccountSessions': { at: (asked) => ({ accountId: account(asked).accountId }) },
  'access.endAccountSession': { at: (asked) => ({ accountId: account(asked).accountId, sessionId: account(asked).sessionId }) },
  'access.previewView': { at: ({ place }) => ({ role: 'guard', areaId: place.compoundId, dataClasses: null }) },

  'approvals.listWaiting': { at: null },

  'areas.listTree': { at: ({ place }) => ({ rootId: place.compoundId }) },
  'areas.addArea': { at: ({ place }) => ({ parentId: place.compoundId, level: 'building', name: '新楼' }) },
  'areas.renameArea': { at: ({ place }) => ({ areaId: place.buildingId, name: '改名楼', version: 1 }) },
  'areas.previewMove': { at: ({ place }) => ({ areaId: place.buildingId, toParentId: place.quietCompoundId }) },
  'areas.moveArea': { at: ({ place }) => ({ areaId: place.buildingId, toParentId: place.quietCompoundId, version: 1 }) },
  'areas.removeArea': { at: ({ place }) => ({ areaId: place.emptyId, version: 1 }) },
  'areas.listHistory': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'areas.setOverlay': {
    at: ({ place }) => ({ id: place.gridId, kind: 'grid', name: '改名网格', areaIds: [place.compoundId], from: day, until: null, version: 1 }),
  },
  'areas.endOverlay': { at: ({ place }) => ({ overlayId: place.gridId, on: day, version: 1 }) },
  'areas.listOverlays': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'areas.setCode': { at: ({ place }) => ({ areaId: place.communityId, code: '330106009001', year: 2022, classCode: '111', version: 1 }) },
  'areas.previewCodes': { at: ({ place }) => ({ areaId: place.communityId, year: 2022 }), file: CODES_FILE },
  // Nothing is committed that was not looked at.
  'areas.commitCodes': { at: ({ place }) => ({ areaId: place.communityId, year: 2022, digest: 'x', addMissing: false }), file: CODES_FILE, status: 409 },

  'care.listCare': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'care.listMine': { at: null },
  // Who only looks after people sees those he was named for, and here he was not.
  'care.getCare': { at: ({ place }) => ({ personId: place.carePersonId }), status: keepers },
  'care.listDueHomes': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'care.getCounts': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'care.listCarers': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'care.assignCarer': { at: ({ place }) => ({ personIds: [place.carePersonId], accountId: null }) },
  'care.assignGrid': { at: ({ place }) => ({ gridId: place.gridId, accountId: place.gridWorkerId, evenIfTaken: true }) },
  'care.setSecondCarer': { at: ({ place }) => ({ personId: place.carePersonId, version: 1, accountId: place.gridWorkerId }) },
  'care.setPersonInterval': { at: ({ place }) => ({ personId: place.carePersonId, version: 1, days: 2, reason: '刚出院' }) },
  'care.listIntervals': { at: ({ place }) => ({ communityId: place.communityId }) },
  'care.setInterval': { at: ({ place }) => ({ communityId: place.communityId, category: 'dialysis', days: 2 }) },
  'care.recordContact': {
    at: ({ place }) => ({ id: uuidv7(), personId: place.carePersonId, at: `${day}T04:00:00Z`, way: 'phone', result: 'well', needs: [], note: null }),
    status: keepers,
  },

  ...STATUS_INPUTS,
  ...CONTROL_INPUTS,
  ...ZONES_INPUTS,
  ...ARRIVALS_INPUTS,
  ...SCREENING_INPUTS,
  ...SEALS_INPUTS,
  ...AID_INPUTS,
  ...TESTING_INPUTS,
  ...ANTIGEN_INPUTS,
  ...FOREIGN_INPUTS,
  ...LEADS_INPUTS,
  ...TRACING_INPUTS,
  ...SITES_INPUTS,
  ...OCCUPATIONS_INPUTS,

  'daily.getStatus': { at: ({ place }) => ({ subjectId: place.compoundId }) },
  'daily.confirmReports': { at: (asked) => ({ subjectIds: [subject(asked)] }) },
  'daily.takeBackReport': { at: (asked) => ({ subjectId: subject(asked), reason: '更正' }) },
  'daily.listPostings': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'daily.myPostings': { at: null },
  'daily.verifyPosting': { at: null, plain: () => ({ code: 'ABCDEFGHJKMN' }) },

  ...GATE_INPUTS,
  ...PERIMETER_INPUTS,
  ...HAND_INPUTS,

  'posture.current': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'posture.listOrders': { at: null },
  'posture.listPacks': { at: null },
  'posture.listFunctions': { at: null },
  'posture.previewOrder': { at: ({ place }) => ({ orderId: place.orderId }) },
  'posture.getPack': { at: null, plain: () => ({ packId: 'covid-19', edition: '2022-06-28' }) },
  'posture.checkEdition': { at: null, plain: () => ({ packId: 'covid-19', edition: '2022-06-28', files: {}, examples: {} }) },
  'posture.listEditions': { at: null },
  'posture.getEdition': { at: ({ place }) => ({ editionId: place.editionId }) },
  'posture.draftEdition': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, ...EDITION }) },
  'posture.approveEdition': { at: ({ place }) => ({ editionId: place.editionId, actId: place.editionActId }) },
  'posture.withdrawEdition': { at: ({ place }) => ({ editionId: place.editionId }) },
  'posture.draftOrder': { at: ({ place }) => ({ areaId: place.compoundId, ...DRILL }) },
  'posture.approveOrder': { at: ({ place }) => ({ orderId: place.draftId, actId: place.draftActId }) },
  'posture.endOrder': { at: ({ place }) => ({ orderId: place.orderId, reason: '演练结束' }) },
  'posture.amendOrder': { at: ({ place }) => ({ orderId: place.orderId, until: '2022-06-01', reason: '演练提前结束' }) },
  'posture.reinstateOrder': { at: ({ place }) => ({ orderId: place.endedId, reason: '误结束' }) },
  // A draft is taken back whole, and by endOrder.
  'posture.takeBack': { at: ({ place }) => ({ orderId: place.draftId, actId: place.draftActId }), status: 409 },

  'privacy.listAudit': { at: null },
  'privacy.listWhoLooked': { at: null },

  'queries.listLayouts': { at: ({ place }) => ({ areaId: place.communityId, lang: 'zh' }) },
  'queries.saveLayout': { at: ({ place }) => ({ areaId: place.communityId, name: '人员清单', spec, sharedWith: [] }) },
  'queries.removeLayout': { at: ({ place }) => ({ layoutId: place.layoutId, version: 1 }) },
  'queries.preview': { at: ({ place }) => ({ areaId: place.communityId, spec, lang: 'zh' }) },
  'queries.getHeadCount': { at: ({ place }) => ({ areaId: place.communityId, gridId: place.gridId, lang: 'zh' }) },
  'queries.requestExport': { at: ({ place }) => ({ areaId: place.compoundId, spec, format: 'xlsx', ...words }) },
  // A file belongs to the one who asked for it, whoever else may export there.
  'queries.getExport': { at: null, plain: ({ place }) => ({ exportId: place.exportId }), status: 404 },
  'queries.listExports': { at: null },
  'queries.giveReason': { at: null, plain: ({ place }) => ({ exportId: place.exportId, reason: '演练' }), status: 404 },
  'queries.listApprovals': { at: null },
  // Nothing of it waits for a second person.
  'queries.decideExport': { at: ({ place }) => ({ exportId: place.exportId, isApproved: true }), status: 409 },
  'queries.takeExport': { at: null, plain: ({ place }) => ({ exportId: place.exportId }), status: 404 },
  'queries.downloadExport': { at: null, plain: ({ place }) => ({ exportId: place.exportId, ticket: 'guessed' }), status: 404 },
  'queries.readSheet': { at: ({ place }) => ({ areaId: place.communityId }), file: CSV_FILE },
  // A sheet belongs to the one who sent it.
  'queries.fillSheet': {
    at: ({ place }) => ({ areaId: place.communityId, sheetId: place.importId, source: 'residents', filter: {}, fields: [], how: 'append', ...words }),
    status: 404,
  },
  'queries.matchChain': { at: ({ place }) => ({ areaId: place.communityId, text: '1. 沈小满 101' }) },
  'queries.exportChain': {
    at: ({ place }) => ({
      areaId: place.compoundId,
      title: '接龙',
      items: [{ number: 1, homeId: null, personId: null, said: '1', count: null, rest: '' }],
      format: 'csv',
      ...words,
    }),
  },

  'registry.downloadTemplate': { at: null, plain: () => ({ lang: 'zh', format: 'csv' }) },
  'registry.startImport': { at: ({ place }) => ({ communityId: place.communityId }), file: CSV_FILE },
  'registry.remapImport': { at: ({ place }) => ({ importId: place.importId, fields: ['compound', 'building', 'unit', 'door', 'name', 'phone'] }) },
  'registry.getImport': { at: ({ place }) => ({ importId: place.importId }) },
  'registry.listImports': { at: ({ place }) => ({ communityId: place.communityId }) },
  'registry.commitImport': { at: ({ place }) => ({ importId: place.importId, leaveOutWrongRows: true, duplicates: 'skip' }) },
  'registry.undoImport': { at: ({ place }) => ({ importId: place.committedImportId }) },
  'registry.downloadImportErrors': { at: ({ place }) => ({ importId: place.importId, lang: 'zh' }) },
  'registry.exportLedger': { at: ({ place }) => ({ areaId: place.compoundId, lang: 'zh', format: 'csv' }) },
  'registry.getBuildingChart': { at: ({ place }) => ({ areaId: place.buildingId, asks: 'use' }) },
  'registry.previewHome': { at: ({ place }) => ({ areaId: place.compoundId, role: 'guard', dataClasses: null }) },
  'registry.getHome': { at: ({ place }) => ({ homeId: place.homeId }) },
  'registry.findHomes': { at: ({ place }) => ({ areaId: place.compoundId, text: '101' }) },
  'registry.listHomes': { at: ({ place }) => ({ areaId: place.compoundId, limit: 10 }) },
  'registry.listPeople': { at: ({ place }) => ({ areaId: place.compoundId, limit: 10 }) },
  'registry.noteElsewhere': {
    at: ({ place }) => ({ personId: place.personId, direction: 'livesHereRegisteredThere', community: '外地社区', place: '甲路1号', since: day }),
  },
  'registry.editElsewhere': { at: ({ place }) => ({ elsewhereId: place.elsewhereId, version: 1, community: '外地社区', since: day }) },
  'registry.reportElsewhere': { at: ({ place }) => ({ elsewhereId: place.elsewhereId, version: 1 }) },
  'registry.endElsewhere': { at: ({ place }) => ({ elsewhereId: place.elsewhereId, version: 1, on: day }) },
  'registry.listElsewhere': { at: ({ place }) => ({ areaId: place.communityId, box: 'in', limit: 10 }) },
  'registry.answerElsewhere': { at: ({ place }) => ({ reportId: place.reportId, version: 1, answer: 'returned', reason: '查无此址' }) },
  'registry.exportElsewhere': { at: ({ place }) => ({ areaId: place.compoundId, lang: 'zh', format: 'csv' }) },
  'registry.getOccupancy': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'registry.revealPerson': { at: ({ place }) => ({ personId: place.personId, dataClass: 'phone', purpose: 'verifyIdentity', note: '核实' }) },
  'registry.addHome': { at: ({ place }) => ({ areaId: place.unitId, door: '199', floor: 1, use: 'permanent' }) },
  'registry.setHomeUse': { at: ({ place }) => ({ homeId: place.homeId, use: 'rented', version: 1 }) },
  'registry.addResident': { at: ({ place }) => ({ homeId: place.homeId, name: '沈新禾', care: [], kind: 'family', from: day, evenIfKnown: true }) },
  'registry.editResident': { at: ({ place }) => ({ personId: place.personId, version: 1, name: '沈改名' }) },
  'registry.moveResident': { at: ({ place }) => ({ residencyId: place.residencyId, on: day, toHomeId: null }) },
  'registry.findKnown': { at: ({ place }) => ({ homeId: place.homeId, name: '沈小满', phone: '10100000011' }) },
  'registry.linkResident': { at: ({ place }) => ({ personId: place.personId, homeId: place.otherHomeId, kind: 'tenant', from: day, endsOthers: false }) },
  'registry.listDuplicates': { at: ({ place }) => ({ areaId: place.compoundId, limit: 10 }) },
  'registry.decideDuplicate': { at: ({ place }) => ({ pairId: place.pairId, decision: 'different' }) },
  'registry.mergePeople': {
    at: ({ place }) => ({
      keepId: place.twinId,
      otherId: place.otherTwinId,
      versionKeep: 1,
      versionOther: 1,
      fields: { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' },
    }),
  },
  'registry.unmergePeople': { at: ({ place }) => ({ mergeId: place.mergeId }) },
  'registry.listReshapings': { at: ({ place }) => ({ areaId: place.compoundId, limit: 10 }) },
  'registry.getHistory': { at: ({ place }) => ({ homeId: place.homeId }) },
  'registry.moveHomes': { at: ({ place }) => ({ homeIds: [place.homeId], toAreaId: place.buildingId }) },
  'registry.splitArea': { at: ({ place }) => ({ areaId: place.unitId, newName: '附单元', childAreaIds: [], homeIds: [place.homeId] }) },
  // Both units have a door 101: told, and nothing is done.
  'registry.mergeAreas': { at: ({ place }) => ({ fromId: place.quietUnitId, intoId: place.unitId }), status: 409 },
  'registry.splitHome': { at: ({ place }) => ({ homeId: place.homeId, version: 1, newDoor: '101-1', personIds: [place.personId] }) },
  'registry.mergeHomes': { at: ({ place }) => ({ fromId: place.otherHomeId, intoId: place.homeId, versionFrom: 1, versionInto: 1 }) },
  'registry.undoReshaping': { at: ({ place }) => ({ reshapingId: place.reshapingId }) },
  'registry.renameDoor': { at: ({ place }) => ({ homeId: place.homeId, version: 1, door: '101东' }) },
  'registry.issueFamilyCard': { at: ({ place }) => ({ homeId: place.homeId }) },
  'registry.sendFamilyCard': { at: ({ place }) => ({ personId: place.personId }) },
  'registry.openInvitation': { at: null, plain: ({ card }) => ({ code: card.code }) },
  'registry.acceptInvitation': { at: null, plain: ({ card }) => card },
  'registry.myHousehold': { at: null },

  'tasks.listMine': { at: null },
  'tasks.listAtHome': { at: ({ place }) => ({ homeId: place.homeId }) },
  'tasks.recordOutcome': {
    at: ({ place }) => ({
      id: uuidv7(),
      taskId: place.taskId,
      at: `${day}T04:00:00Z`,
      way: 'visit',
      outcome: 'done',
      reason: null,
      tryOn: null,
      tryPart: null,
      note: null,
    }),
  },
  // Nothing contradictory happened at this door: the right person hears just that.
  'tasks.settleDispute': { at: ({ place }) => ({ taskId: place.taskId, outcomeId: uuidv7() }), status: 409 },
  'tasks.listDisputes': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'tasks.planRound': {
    at: ({ place }) => ({
      id: uuidv7(),
      areaId: place.compoundId,
      kind: 'notice',
      title: '送告知书',
      uses: ['permanent'],
      care: [],
      fromDay: day,
      dueOn: day,
      roles: ['gridWorker'],
      priority: 0,
    }),
  },
  'tasks.closeRound': { at: ({ place }) => ({ obligationId: place.obligationId }) },
  'tasks.listObligations': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'tasks.getCoverage': { at: ({ place }) => ({ obligationId: place.obligationId, areaId: place.compoundId }) },
  'tasks.listMissing': { at: ({ place }) => ({ obligationId: place.obligationId, areaId: place.compoundId, limit: 10 }) },
  'tasks.getCoverageChart': { at: ({ place }) => ({ obligationId: place.obligationId, areaId: place.compoundId }) },
  'tasks.excuse': {
    at: ({ place }) => ({ obligationId: place.obligationId, subjectIds: [place.homeId], kind: 'away', until: '2022-05-09', note: null }),
  },
  'tasks.endExcuse': { at: ({ place }) => ({ obligationId: place.obligationId, subjectIds: [place.homeId] }) },

  'tasks.assign': { at: ({ place }) => ({ taskIds: [place.taskId], accountId: null }) },
  'tasks.handOver': { at: ({ place }) => ({ areaId: place.compoundId, fromAccountId: place.guardId, toAccountId: null }) },
  'tasks.handOverGrid': { at: ({ place }) => ({ overlayId: place.gridId, fromAccountId: place.gridHolderId, toAccountId: place.gridHeirId, on: day }) },
  'tasks.listLoad': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'sweeps.planSweep': {
    at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, name: '扫楼', uses: ['permanent'], fromDay: day, dueOn: day }),
  },
  'sweeps.startRound': { at: ({ place }) => ({ sweepId: place.sweepId, onDay: day, dueOn: day }) },
  // Homes are still unexplained: the right person hears just that.
  'sweeps.closeSweep': { at: ({ place }) => ({ sweepId: place.sweepId }), status: 409 },
  'sweeps.listSweeps': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'sweeps.getSweep': { at: ({ place }) => ({ sweepId: place.sweepId }) },
  'sweeps.listStops': { at: ({ place }) => ({ sweepId: place.sweepId, isMissing: true, limit: 10 }) },
  'sweeps.getBuildingStops': { at: ({ place }) => ({ sweepId: place.sweepId, areaId: place.buildingId }) },
  'sweeps.getStop': { at: ({ place }) => ({ sweepId: place.sweepId, at: { homeId: place.homeId } }) },
  'sweeps.recordVisit': { at: ({ place }) => ({ sweepId: place.sweepId, ...visit(place.homeId) }) },
  'sweeps.recordVisits': { at: ({ place }) => ({ sweepId: place.sweepId, visits: [{ ...visit(place.homeId), way: 'paper' }] }) },
  'sweeps.downloadSheet': {
    at: ({ place }) => ({ sweepId: place.sweepId, areaId: place.buildingId, lang: 'zh', what: 'list', isMissing: false, origin: 'http://127.0.0.1:8080' }),
  },
  'sweeps.openReport': { at: null, plain: ({ place }) => ({ code: place.sweepCode }) },
  'sweeps.reportHome': {
    at: null,
    // Always the same report: a door takes a few only.
    plain: ({ place }) => ({ id: REPORT_ID, code: place.sweepCode, at: `${day}T04:00:00Z`, people: [], newcomers: [], note: null }),
  },
  'sweeps.listDisputes': { at: ({ place }) => ({ sweepId: place.sweepId, limit: 10 }) },
  // Nothing contradictory was found at this door: the right person hears just that.
  'sweeps.settleStop': { at: ({ place }) => ({ sweepId: place.sweepId, homeId: place.otherHomeId, visitId: uuidv7() }), status: 409 },
  'sweeps.listDifferences': { at: ({ place }) => ({ sweepId: place.sweepId, state: 'proposed', limit: 10 }) },
  'sweeps.decideDifferences': { at: ({ place }) => ({ sweepId: place.sweepId, ids: 'all', decision: 'reject', evenIfKnown: false }) },

  'registry.listLandlords': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'registry.addLandlord': {
    at: ({ place }) => ({ name: '房新来', phone: null, homeIds: [place.otherHomeId], contact: { accountId: null, name: null, phone: null } }),
  },
  'registry.editLandlord': { at: ({ place }) => ({ landlordId: place.landlordId, version: 1, name: '房改名' }) },
  'registry.closeLandlord': { at: ({ place }) => ({ landlordId: place.landlordId, version: 1 }) },
  'registry.issueLandlordLink': { at: ({ place }) => ({ landlordId: place.landlordId }) },
  'registry.sendLandlordLink': { at: ({ place }) => ({ landlordId: place.landlordId }) },
  'registry.revokeLandlordLink': { at: ({ place }) => ({ landlordId: place.landlordId }) },
  'registry.setSilentDays': { at: ({ place }) => ({ communityId: place.communityId, days: 14 }) },
  'registry.openLandlordLink': { at: null, plain: ({ landlordCode }) => ({ code: landlordCode }) },
  'registry.reportTenants': {
    at: null,
    plain: ({ landlordCode }) => ({ code: landlordCode, id: uuidv7(), kind: 'stillThere', homeId: null, on: day, people: [], leaving: [] }),
  },
  'registry.listTenantReports': { at: ({ place }) => ({ areaId: place.compoundId, onlyWaiting: true }) },
  'registry.acceptTenantReport': { at: ({ place }) => ({ reportId: place.tenantReportId, people: [{ choice: 'add', personId: null }] }) },
  'registry.refuseTenantReport': { at: ({ place }) => ({ reportId: place.tenantReportId, reason: '查无此人' }) },
  'registry.listEnterprises': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'registry.listStayPlaces': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'registry.getStayPlace': { at: ({ place }) => ({ homeId: place.stayPlaceId }) },
  'registry.addStayers': { at: ({ place }) => ({ at: { homeId: place.stayPlaceId }, from: day, people: [STAYER] }) },
  'registry.endStays': { at: ({ place }) => ({ homeId: place.stayPlaceId, residencyIds: [place.stayId], on: day, whereTo: null }) },
  'registry.closeStayPlace': { at: ({ place }) => ({ homeId: place.emptyStayPlaceId, version: 1, on: day }) },
  'registry.addEnterprise': {
    at: ({ place }) => ({ homeId: null, areaId: place.compoundId, name: '新铺', trade: 'other', contactName: null, contactPhone: null, openedOn: day }),
  },
  'registry.editEnterprise': { at: ({ place }) => ({ enterpriseId: place.enterpriseId, version: 1, name: '改名铺' }) },
  'registry.closeEnterprise': { at: ({ place }) => ({ enterpriseId: place.enterpriseId, version: 1, on: day }) },
  'registry.listStaff': { at: ({ place }) => ({ enterpriseId: place.enterpriseId }) },
  'registry.addStaff': { at: ({ place }) => ({ enterpriseId: place.enterpriseId, from: day, ...NEW_STAFF }) },
  'registry.endStaff': { at: ({ place }) => ({ staffId: place.staffId, on: day }) },
  'registry.moveStaff': { at: ({ place }) => ({ staffId: place.staffId, toEnterpriseId: place.otherEnterpriseId, on: day }) },
  'registry.readStaffList': { at: ({ place }) => ({ enterpriseId: place.enterpriseId }), file: CSV_FILE },
  'registry.addStaffList': { at: ({ place }) => ({ enterpriseId: place.enterpriseId, from: day, rows: [NEW_STAFF] }) },

  'risk.listAreas': { at: null, plain: () => ({ state: 'active' }) },
  'risk.addArea': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, ...listed, name: '演练新区', code: '420105' }) },
  'risk.editArea': { at: ({ place }) => ({ riskAreaId: place.riskAreaId, version: 1, ...listed, name: '演练改区' }) },
  'risk.endArea': { at: ({ place }) => ({ riskAreaId: place.riskAreaId, version: 1, on: day }) },
  'risk.importAreas': { at: ({ place }) => ({ areaId: place.communityId, text: '演练乙区,420104,中' }) },
  'risk.readSheet': { at: null, plain: () => ({}), file: CSV_FILE },
  'risk.listHistory': { at: ({ place }) => ({ riskAreaId: place.riskAreaId }) },

  'setup.state': { at: null },
  // Without the link from the console nobody begins, whoever asks.
  'setup.begin': {
    at: null,
    plain: () => ({ token: 'guessed', login: 'first', name: '某人', password: 'a-long-enough-one', start: { kind: 'demonstrationStreet' } }),
    status: 403,
  },
}
