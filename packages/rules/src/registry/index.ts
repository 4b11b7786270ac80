// 底册: homes, residents, who lives where in which capacity.
export { CARE_CATEGORIES, DOCUMENT_KINDS, HOME_QUESTIONS, HOME_USES, IMPORT_FIELDS, isSharedHousing, IMPORT_PROBLEMS, RESIDENCY_KINDS } from './words.ts'
export type { CareCategory, DocumentKind, HomeQuestion, HomeUse, ImportField, ImportProblemKind, ResidencyKind } from './words.ts'
export { CARD_RANDOM_LETTERS, cardCode, checkedCode, printedCardCode, readCardCode, readCheckedCode } from './card.ts'
export { startLedger } from './collect.ts'
export type { CollectedArea, CollectedGrid, CollectedHome, Ledger } from './collect.ts'
export { columnLetters, findHeader, HEADER_SEARCH_ROWS, headerKey, HEADERS, recogniseColumns } from './columns.ts'
export type { Cell } from './columns.ts'
export { areaKey, doorKey, doorQueryKey, floorOfDoor, fullDoor, nameBigrams, normaliseDoor, normalisePhone, queryBigrams, splitDoor } from './contact.ts'
export { checkCharacter, documentFault, guessDocumentKind, isPossibleDocument, isSameDocument, normaliseDocument } from './document.ts'
export type { Document, DocumentFault } from './document.ts'
export { communityNamed, ELSEWHERE_DIRECTIONS, ELSEWHERE_STATES, ELSEWHERE_WAYS, mayStepElsewhere } from './elsewhere.ts'
export type { ElsewhereDirection, ElsewhereState, ElsewhereWay } from './elsewhere.ts'
export { HISTORY_FIELDS, HISTORY_KINDS } from './history.ts'
export type { HistoryField, HistoryKind } from './history.ts'
export {
  ENTERPRISE_STATES,
  ENTERPRISE_TRADES,
  enterpriseKey,
  MOST_STAFF_ROWS,
  readOccupation,
  readStaffSheet,
  STAFF_FIELDS,
  STAFF_OCCUPATIONS,
  STAFF_PROBLEMS,
} from './enterprise.ts'
export type { EnterpriseState, EnterpriseTrade, StaffField, StaffOccupation, StaffProblem, StaffRow } from './enterprise.ts'
export {
  isSilent,
  LANDLORD_LINK_DAYS,
  MOST_REPORTS_PER_DAY,
  MOST_REPORTS_WAITING,
  reportState,
  SILENT_DAYS_DRAFT,
  TENANT_REPORT_FAULTS,
  TENANT_REPORT_KINDS,
  TENANT_REPORT_STATES,
  tenantReportFault,
} from './landlord.ts'
export type { TenantReport, TenantReportFault, TenantReportKind, TenantReportState } from './landlord.ts'
export { birthdayOf, DUPLICATE_MATCHES, isSimilarName, MERGED_FIELDS, plainName } from './same.ts'
export type { DuplicateMatch, MergedField } from './same.ts'
export { isSo } from './occupancy.ts'
export type { HomeFacts } from './occupancy.ts'
export { readingKey, readingPrefix } from './order.ts'
export { rowReader } from './row.ts'
export type { LedgerPerson, LedgerRow, NamedArea, RowProblem } from './row.ts'
export {
  CARE_WORDS,
  DOCUMENT_WORDS,
  languageNamed,
  readCare,
  readCountry,
  readDay,
  readDocumentKind,
  readLang,
  readResidency,
  readUse,
  RESIDENCY_WORDS,
  USE_WORDS,
} from './values.ts'
export {
  checkStayers,
  mayHoldStayers,
  MOST_STAYERS,
  splitStayers,
  STAY_PLACE_KINDS,
  STAYER_FIELDS,
  STAYER_LENGTHS,
  STAYER_PROBLEMS,
  stayerDocument,
} from './stays.ts'
export type { StayPlaceKind, Stayer, StayerField, StayerProblem } from './stays.ts'
