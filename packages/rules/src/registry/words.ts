// The vocabularies of the ledger: what is stored, sent and worded by these names.
export const HOME_USES = ['permanent', 'rented', 'vacant', 'shop', 'dormitory', 'yard'] as const
export type HomeUse = (typeof HOME_USES)[number]
/** What a list of homes may be asked for beside the use. */
export const HOME_QUESTIONS = [
  'vacant',
  'rented',
  'nobody',
  'noPhone',
  'noDocument',
  'notInvited',
  'hasCare',
  'vacantInhabited',
  'rentedWithoutTenant',
  'rentedWithoutLandlord',
] as const
export type HomeQuestion = (typeof HOME_QUESTIONS)[number]
/** Where those behind one door are no family: nobody is shown the others or their codes. */
export const isSharedHousing = (use: HomeUse): boolean => use === 'dormitory' || use === 'shop'
export const RESIDENCY_KINDS = ['owner', 'family', 'tenant', 'dormitory', 'shopStaff', 'registeredElsewhere'] as const
export type ResidencyKind = (typeof RESIDENCY_KINDS)[number]
/** 九类重点关爱人群 (Taiyuan 2022). */
export const CARE_CATEGORIES = [
  'destitute',
  'emptyNest',
  'pregnant',
  'infant',
  'disabled',
  'chronicIllness',
  'reducedMobility',
  'dialysis',
  'mentalIllness',
] as const
export type CareCategory = (typeof CARE_CATEGORIES)[number]
export const DOCUMENT_KINDS = ['residentId', 'hkMoTwPermit', 'foreignPermanentResidence', 'passport', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const IMPORT_FIELDS = [
  'district',
  'street',
  'community',
  'compound',
  'building',
  'unit',
  'grid',
  'door',
  'floor',
  'homeUse',
  'name',
  'residency',
  'phone',
  'documentKind',
  'documentNumber',
  'documentCountry',
  'care',
  'lang',
  'since',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]
/** What can be wrong with a cell, a row or a whole file of the ledger. */
export const IMPORT_PROBLEMS = [
  'missing_column',
  'empty_sheet',
  'too_many_rows',
  'merged_cell',
  'value_missing',
  'value_unknown',
  'text_unstorable',
  'text_too_long',
  'phone_wrong',
  'document_wrong',
  'document_is_number',
  'document_is_date',
  'area_missing',
  'level_mixed',
  'formula_cell',
  'duplicate_in_file',
  'duplicate_in_ledger',
  'home_conflict',
  'floor_wrong',
] as const
export type ImportProblemKind = (typeof IMPORT_PROBLEMS)[number]
