// 人员管控: the words of somebody under control. A plan pack combines them; code knows what each is, never of which disease.

/** 措施, strictest first. */
export const MEASURES = ['hospital', 'centralIsolation', 'homeIsolation', 'homeMonitoring', 'selfMonitoring', 'placeMeasures'] as const
export type Measure = (typeof MEASURES)[number]

/** Whom a track is for. `place`: an area with its works and its index, and nobody in it is restricted. */
export const SUBJECTS = ['person', 'place'] as const
export type Subject = (typeof SUBJECTS)[number]

/** 触发: why somebody comes under a track. A closed list: there is no "other". */
export const TRIGGERS = [
  'infection',
  'discharged',
  'contact',
  'secondaryContact',
  'coResident',
  'arrivalHigh',
  'arrivalMedium',
  'arrivalLow',
  'arrivalAbroad',
  'zoneResident',
  'placeOfCase',
] as const
export type Trigger = (typeof TRIGGERS)[number]

/** 起算: the event from which the days are counted. */
export const ANCHORS = ['lastExposure', 'arrivedAtPlace', 'arrivedHere', 'firstPositive', 'onset', 'decision', 'discharge'] as const
export type Anchor = (typeof ANCHORS)[number]

export const METHODS = ['pcr', 'antigen'] as const
export type Method = (typeof METHODS)[number]
export const SPECIMENS = ['throat', 'nasal', 'saliva', 'blood'] as const
export type Specimen = (typeof SPECIMENS)[number]
export const RESULTS = ['negative', 'positive', 'invalid'] as const
export type Result = (typeof RESULTS)[number]

/** 症状: what is asked every day. Packs name those of their disease. */
export const SYMPTOMS = [
  'fever',
  'cough',
  'soreThroat',
  'fatigue',
  'lostSmell',
  'diarrhoea',
  'breathless',
  'rash',
  'jointPain',
  'headache',
  'eyePain',
  'bleeding',
] as const
export type Symptom = (typeof SYMPTOMS)[number]

export const DAY_HALVES = ['morning', 'evening'] as const
export type DayHalf = (typeof DAY_HALVES)[number]

/** What is done every so often at a home or place while it is under control. */
export const WORKS = [
  'temperatureCall',
  'doorDelivery',
  'wasteCollection',
  'disinfection',
  'indexSurvey',
  'sourceReduction',
  'symptomWatch',
  'netCheck',
] as const
export type Work = (typeof WORKS)[number]
/** As a task is called that sends somebody to a place. */
export const PLACE_WORK_TITLES: Readonly<Record<Work, string>> = {
  temperatureCall: '电话问体温',
  doorDelivery: '送物上门',
  wasteCollection: '专用垃圾收运',
  disinfection: '消毒',
  indexSurvey: '监测指数调查',
  sourceReduction: '翻盆倒罐清积水',
  symptomWatch: '入户问症状',
  netCheck: '查蚊帐',
}

/** 管控状态. `extended`: its days are over and something is still owed, or a fact has made it longer. */
export const CASE_STATES = ['planned', 'active', 'extended', 'dueForRelease', 'released', 'transferred', 'cancelled'] as const
export type CaseState = (typeof CASE_STATES)[number]
export const isEnded = (state: CaseState): boolean => state === 'released' || state === 'transferred' || state === 'cancelled'

/** Why a case ends without its days being served. */
export const CANCEL_GROUNDS = ['openedInError', 'becameInfection', 'appealUpheld', 'died', 'leftTheCountry'] as const
export type CancelGround = (typeof CANCEL_GROUNDS)[number]

/** What a decision to make one case longer or shorter may rest on. */
export const CHANGE_GROUNDS = ['investigationDecision', 'clinicReport', 'testResult'] as const
export type ChangeGround = (typeof CHANGE_GROUNDS)[number]

/** How open cases follow a new edition of the rules. */
export const TRANSITIONS = ['keep', 'recompute', 'shortenOnly'] as const
export type Transition = (typeof TRANSITIONS)[number]

/** 转移. `suggested`: the ledger says that the person left. `proposed`, `sentOut`: to an office outside the system, which a second person agrees to. */
export const TRANSFER_STATES = ['suggested', 'offered', 'proposed', 'accepted', 'returned', 'withdrawn', 'sentOut'] as const
export type TransferState = (typeof TRANSFER_STATES)[number]
