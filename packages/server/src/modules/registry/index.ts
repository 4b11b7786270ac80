// registry 底册: homes, people, who lives where in which capacity; ledgers in and out; family cards; landlords and their reports; enterprises and their staff;
// people who have to stay at a place that is no home.
// Owns the tables registry.*. Stands on areas and access; everything above asks it who somebody is.
// Tells registry.ledgerImported, .ledgerImportUndone, .personMoved, .careChanged, .personMerged, .personUnmerged, .homeMoved, .homesMerged,
// .homesUnmerged, .elsewhereReported, .elsewhereAnswered, .tenantReported, .tenantReportDecided, .landlordSilent. Hears nothing.
import { registry, registryEnterprises, registryLandlords, registryStays } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { useDataDir } from './data-folder.ts'
import { elsewhereWorkers } from './deliver-elsewhere.ts'
import { duplicateWorkers } from './find-duplicates.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { sendCardWorker, useSms } from './send-card.ts'
import { sendLandlordLinkWorker } from './send-landlord-link.ts'
import * as cards from './service/cards.ts'
import * as duplicates from './service/duplicates.ts'
import { previewHome } from './service/preview.ts'
import { revealPerson } from './service/reveal.ts'
import * as elsewhere from './service/elsewhere.ts'
import { addEnterprise, closeEnterprise, editEnterprise, listEnterprises as listEnterprisesHandler } from './service/enterprises.ts'
import { downloadTemplate, exportLedger } from './service/export.ts'
import { findHomes } from './service/find.ts'
import * as homes from './service/homes.ts'
import { commitImport, downloadImportErrors, getImport, listImports, remapImport, startImport, undoImport } from './service/import.ts'
import { openLandlordLink, reportTenants } from './service/landlord-link.ts'
import {
  addLandlord,
  closeLandlord,
  editLandlord,
  issueLandlordLink,
  listLandlords,
  revokeLandlordLink,
  sendLandlordLink,
  setSilentDays,
} from './service/landlords.ts'
import { listReshapings, mergePeople, unmergePeople } from './service/merge.ts'
import { listHomes, listPeople } from './service/lists.ts'
import { getOccupancy } from './service/occupancy.ts'
import { getHistory } from './service/get-history.ts'
import * as reshape from './service/reshape.ts'
import { moveHomes } from './service/move-homes.ts'
import { mergeAreas, splitArea } from './service/reshape-areas.ts'
import * as residents from './service/residents.ts'
import * as staff from './service/staff.ts'
import * as stays from './service/stays.ts'
import * as tenantReports from './service/tenant-reports.ts'
import { workers } from './workers.ts'

export const registryModule = defineModule('registry', {
  ops: { ...registry, ...registryLandlords, ...registryEnterprises, ...registryStays },
  handlers: {
    startImport,
    remapImport,
    getImport,
    listImports,
    commitImport,
    undoImport,
    downloadImportErrors,
    downloadTemplate,
    exportLedger,
    findHomes,
    listHomes,
    listPeople,
    getOccupancy,
    ...homes,
    ...residents,
    revealPerson,
    previewHome,
    ...cards,
    ...duplicates,
    ...reshape,
    moveHomes,
    splitArea,
    mergeAreas,
    getHistory,
    ...elsewhere,
    mergePeople,
    unmergePeople,
    listReshapings,
    listLandlords,
    addLandlord,
    editLandlord,
    closeLandlord,
    issueLandlordLink,
    sendLandlordLink,
    revokeLandlordLink,
    setSilentDays,
    openLandlordLink,
    reportTenants,
    ...tenantReports,
    listEnterprises: listEnterprisesHandler,
    addEnterprise,
    editEnterprise,
    closeEnterprise,
    ...staff,
    listStayPlaces: stays.listStayPlaces,
    getStayPlace: stays.getStayPlace,
    addStayers: stays.addStayers,
    endStays: stays.endStays,
    closeStayPlace: stays.closeStayPlace,
  },
  policy,
  jobs,
  workers: [...workers, ...duplicateWorkers, ...elsewhereWorkers, sendCardWorker, sendLandlordLinkWorker],
  start: async ({ config, sms }) => {
    useDataDir(config.dataDir)
    useSms(sms)
  },
})

export {
  currentHomes,
  currentPeople,
  doorsOf,
  findHome,
  findHomesByDoor,
  findPeopleByDocument,
  findPerson,
  homeOfPerson,
  homesUnder,
  isTakenBack,
  leanOn,
  namesOf,
  peopleByDocuments,
  peopleByIds,
  residentsOf,
} from './offers.ts'
export type { Home, Person } from './offers.ts'
export { peopleByBirths, peopleByPhones } from './offers-births.ts'
export { careBeneath, careOf, headsByCommunity, homesByIds, homesOfCare, livingAt, livingBeneath, peopleInCare } from './offers-lists.ts'
export type { InCare, Living } from './offers-lists.ts'
export { communityOf } from './deliver-elsewhere.ts'
export { importLedgerFile } from './import-ledger-file.ts'
export { addResident, editResident, moveResident, residentsAtDoors, setHomeUse } from './offers-doors.ts'
export type { AtDoor } from './offers-doors.ts'
export { addHeads, countHeads, drawnHomes, findPeopleByName, findPeopleByPhoneTail, listedHomes, listParts, noHeads } from './offers-listed.ts'
export type { DrawnHome, HeadCount, ListedHome, ListedPerson } from './offers-listed.ts'

export {
  communitiesOfStaff,
  employedBeneath,
  enterprisesByIds,
  enterprisesOfPerson,
  findStaff,
  listEnterprises,
  staffBeneath,
  staffOf,
} from './offers-enterprises.ts'
export type { Enterprise } from './offers-enterprises.ts'

export { idsOfPeople, mergedAmong } from './offers-merged.ts'
export { findLandlord, findTenantReport } from './offers-landlords.ts'
export { takeIn } from './offers-take-in.ts'
export { useHold } from './holds.ts'
