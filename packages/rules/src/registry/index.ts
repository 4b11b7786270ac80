// 底册: homes, residents, who lives where in which capacity.
export const HOME_USES = ['permanent', 'rented', 'vacant', 'shop', 'dormitory', 'yard'] as const
export type HomeUse = (typeof HOME_USES)[number]
export const RESIDENCY_KINDS = ['owner', 'family', 'tenant', 'dormitory', 'shopStaff', 'registeredElsewhere'] as const
export type ResidencyKind = (typeof RESIDENCY_KINDS)[number]
/** 九类重点关爱人群 (Taiyuan 2022). */
export const CARE_CATEGORIES = ['destitute', 'emptyNest', 'pregnant', 'infant', 'disabled', 'chronicIllness', 'reducedMobility', 'dialysis', 'mentalIllness'] as const
export type CareCategory = (typeof CARE_CATEGORIES)[number]
export const DOCUMENT_KINDS = ['residentId', 'hkMoTwPermit', 'foreignPermanentResidence', 'passport', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const IMPORT_FIELDS = [
  'district', 'street', 'community', 'compound', 'building', 'unit', 'grid', 'door', 'floor', 'homeUse',
  'name', 'residency', 'phone', 'documentKind', 'documentNumber', 'documentCountry', 'care', 'lang', 'since',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]
