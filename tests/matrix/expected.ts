// Who may do what, written down by hand from the roles' duties and apart from the policy files it checks.
import type { Role } from '@xiaomen/rules/access'

const managers: readonly Role[] = ['communityAdmin', 'streetCommander', 'district', 'operations']
const staff: readonly Role[] = [
  'guard',
  'gridWorker',
  'stairHead',
  'communityAdmin',
  'streetCommander',
  'district',
  'supervisor',
  'volunteer',
  'merchant',
  'auditor',
  'operations',
]
const builders: readonly Role[] = ['communityAdmin', 'streetCommander', 'district']
const ledgerKeepers: readonly Role[] = ['communityAdmin']
const doorstep: readonly Role[] = ['gridWorker', 'communityAdmin']
const ledgerReaders: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'auditor']
const gateStaff: readonly Role[] = ['guard', 'gridWorker', 'communityAdmin']
const postureHands: readonly Role[] = ['communityAdmin', 'streetCommander', 'district']
const reportReaders: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'district', 'supervisor', 'auditor']
const heads: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander']
const caseHands: readonly Role[] = ['gridWorker', 'communityAdmin', 'streetCommander']

const knockers: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'volunteer']
const planners: readonly Role[] = ['communityAdmin', 'streetCommander']
const sweepReaders: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'volunteer']
const counters: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'district', 'supervisor']

/** `public` anybody; `self` anybody signed in, about themselves; else the roles, each in its own area only. */
export const EXPECTED: Record<string, 'public' | 'self' | readonly Role[]> = {
  'access.signIn': 'public',
  'access.signOut': 'self',
  'access.me': 'self',
  'access.setLang': 'self',
  'access.changePassword': 'self',
  'access.startTotp': 'self',
  'access.confirmTotp': 'self',
  'access.removeTotp': 'self',
  'access.listSessions': 'self',
  'access.endSession': 'self',
  'access.listAccounts': managers,
  'access.createAccount': managers,
  'access.setAccountState': managers,
  'access.recoverAccount': managers,
  'access.grantRole': managers,
  'access.revokeGrant': managers,
  'access.listAccountSessions': managers,
  'access.endAccountSession': managers,
  'access.previewView': managers,

  'areas.listTree': staff,
  'areas.addArea': builders,
  'areas.renameArea': builders,
  'areas.setOverlay': builders,

  'control.registerCase': caseHands,
  'control.confirmCase': ['communityAdmin', 'streetCommander'],
  'control.closeCase': ['communityAdmin', 'streetCommander'],
  'control.listCases': caseHands,

  'daily.getStatus': reportReaders,
  'daily.confirmReports': heads,
  'daily.takeBackReport': heads,
  'daily.listPostings': reportReaders,
  'daily.myPostings': 'self',
  'daily.verifyPosting': 'public',

  'gate.listGates': ['guard', 'gridWorker', 'communityAdmin', 'streetCommander', 'district', 'supervisor'],
  'gate.addGate': ['communityAdmin', 'streetCommander'],
  'gate.setGateOpen': ['communityAdmin', 'streetCommander'],
  'gate.lookUp': gateStaff,
  'gate.recordPassage': gateStaff,
  'gate.getOfflineList': gateStaff,
  'gate.listMyCodes': 'self',
  'gate.issuePaperCode': doorstep,
  'gate.revokeCode': doorstep,
  'gate.listPassages': gateStaff,
  'gate.listHolds': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'gate.resolveHold': ['gridWorker', 'communityAdmin', 'streetCommander'],

  'posture.current': staff,
  'posture.listOrders': staff,
  'posture.listPacks': staff,
  'posture.draftOrder': postureHands,
  'posture.approveOrder': postureHands,
  'posture.endOrder': postureHands,

  'privacy.listAudit': ['auditor'],
  'privacy.listWhoLooked': 'self',

  'registry.downloadTemplate': ledgerKeepers,
  'registry.startImport': ledgerKeepers,
  'registry.remapImport': ledgerKeepers,
  'registry.getImport': ledgerKeepers,
  'registry.listImports': ledgerKeepers,
  'registry.commitImport': ledgerKeepers,
  'registry.undoImport': ledgerKeepers,
  'registry.downloadImportErrors': ledgerKeepers,
  'registry.exportLedger': ledgerKeepers,
  'registry.getBuildingChart': ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'volunteer'],
  'registry.getHome': ledgerReaders,
  'registry.findHomes': ledgerReaders,
  'registry.listHomes': ledgerReaders,
  'registry.listPeople': ledgerReaders,
  'registry.getOccupancy': ledgerReaders,
  'registry.revealPerson': doorstep,
  'registry.addHome': doorstep,
  'registry.setHomeUse': doorstep,
  'registry.addResident': doorstep,
  'registry.editResident': doorstep,
  'registry.moveResident': doorstep,
  'registry.findKnown': doorstep,
  'registry.linkResident': doorstep,
  'registry.listDuplicates': ['communityAdmin', 'streetCommander'],
  'registry.decideDuplicate': ['communityAdmin', 'streetCommander'],
  'registry.mergePeople': ledgerKeepers,
  'registry.unmergePeople': ledgerKeepers,
  'registry.listReshapings': ledgerKeepers,
  'registry.issueFamilyCard': doorstep,
  'registry.sendFamilyCard': doorstep,
  'registry.openInvitation': 'public',
  'registry.acceptInvitation': 'public',
  'registry.myHousehold': 'self',

  'tasks.listMine': knockers,
  'tasks.listAtHome': knockers,
  'tasks.recordOutcome': knockers,
  'tasks.settleDispute': planners,
  'tasks.listDisputes': planners,
  'tasks.planRound': planners,
  'tasks.closeRound': planners,
  'tasks.listObligations': counters,
  'tasks.getCoverage': counters,
  'tasks.listMissing': counters,
  'tasks.getCoverageChart': counters,
  'tasks.excuse': doorstep,
  'tasks.endExcuse': doorstep,
  'tasks.assign': planners,
  'tasks.handOver': planners,
  'tasks.handOverGrid': planners,
  'tasks.listLoad': planners,

  'sweeps.planSweep': planners,
  'sweeps.startRound': planners,
  'sweeps.closeSweep': planners,
  'sweeps.listSweeps': sweepReaders,
  'sweeps.getSweep': sweepReaders,
  'sweeps.listStops': sweepReaders,
  'sweeps.getBuildingStops': knockers,
  'sweeps.getStop': knockers,
  'sweeps.recordVisit': knockers,
  'sweeps.recordVisits': doorstep,
  'sweeps.downloadSheet': doorstep,
  'sweeps.openReport': 'public',
  'sweeps.reportHome': 'public',
  'sweeps.listDisputes': ledgerKeepers,
  'sweeps.settleStop': ledgerKeepers,
  'sweeps.listDifferences': ledgerKeepers,
  'sweeps.decideDifferences': ledgerKeepers,

  'setup.state': 'public',
  'setup.begin': 'public',
}
