export const MEANS_KINDS = ['code', 'short', 'document', 'door', 'none'] as const
export type MeansKind = (typeof MEANS_KINDS)[number]
/** As it is recorded: a door's reader knows cards too, which no phone shows. */
export const RECORDED_MEANS = [...MEANS_KINDS, 'card'] as const
export type RecordedMeans = (typeof RECORDED_MEANS)[number]
export const OUTCOMES = ['enter', 'hold', 'refuse', 'cannotTell'] as const
export type Outcome = (typeof OUTCOMES)[number]
/** What a signed strip or a card stands for: one person, a whole home, a paper card, a worker of the place. Their order is the format's. */
export const STRIP_CLASSES = ['personal', 'family', 'paper', 'worker'] as const
export type StripClass = (typeof STRIP_CLASSES)[number]
/** A visitor, and a family's attendant (照护人), have a short number and nothing to scan. */
export const PASS_CLASSES = [...STRIP_CLASSES, 'visitor', 'attendant'] as const
export type PassClass = (typeof PASS_CLASSES)[number]
export const REASONS = [
  'fever',
  'temperature_missing',
  'infection_case',
  'from_risk_area',
  'under_control',
  'status_yellow',
  'status_red',
  'code_unreadable',
  'code_forged',
  'code_expired',
  'code_not_yet',
  'code_revoked',
  'code_foreign',
  'code_unknown',
  'person_unknown',
  'list_too_old',
  'no_means',
  'medical_way',
  'door_needs_person',
  'gate_closed',
  'code_unproven',
  'code_replayed',
  'two_gates',
  'quota_used',
  'in_zone',
  'visitors_kept_out',
  'drop_zone',
  'vehicle_unlisted',
  'test_overdue',
] as const
export type Reason = (typeof REASONS)[number]
/** What can be wrong with a code itself, whoever holds it. */
export const CODE_PROBLEMS = [
  'code_unreadable',
  'code_forged',
  'code_expired',
  'code_not_yet',
  'code_revoked',
  'code_foreign',
  'code_unproven',
  'code_replayed',
] as const satisfies readonly Reason[]
export type CodeProblem = (typeof CODE_PROBLEMS)[number]
/** With these the code itself is genuine: whose it is is known, and the guard compares the person. */
export const isWhoseKnown = (problem: CodeProblem | null): boolean => problem === null || problem === 'code_unproven' || problem === 'code_replayed'
/** Who comes with goods or on wheels, as the guard says with one tap: 快递, 外卖, 保供车, 救护消防, 其他车辆. */
export const ARRIVALS = ['courier', 'takeaway', 'supplyVehicle', 'ambulance', 'otherVehicle'] as const
export type Arrival = (typeof ARRIVALS)[number]
/** Those that come on wheels and have a number plate. */
export const hasPlate = (arrival: Arrival): boolean => arrival === 'supplyVehicle' || arrival === 'otherVehicle'
/** What a pack does with an arrival; an ambulance or a fire engine is asked nothing, under any pack. */
export const ARRIVAL_WAYS = ['enter', 'dropZone', 'ifListed'] as const
export type ArrivalWay = (typeof ARRIVAL_WAYS)[number]
export const QUOTA_PER = ['person', 'home'] as const
/** Whom a gate asks for something. */
export const ASKED = ['nobody', 'entering', 'everybody'] as const
export type Asked = (typeof ASKED)[number]
export const DIRECTIONS = ['in', 'out'] as const
export type Direction = (typeof DIRECTIONS)[number]
/** What became of somebody held: of a fever, and of somebody from a listed place (the community takes over, sends back, or finds nothing in it). */
export const FEVER_FINDINGS = ['noFever', 'otherIllness', 'sentToClinic', 'leftUnseen'] as const
export const WHERE_FROM_FINDINGS = ['takenOver', 'turnedBack', 'nothingInIt', 'leftUnseen'] as const
export type Finding = (typeof FEVER_FINDINGS)[number] | (typeof WHERE_FROM_FINDINGS)[number]
export const FINDINGS: readonly [Finding, ...Finding[]] = ['noFever', 'otherIllness', 'sentToClinic', 'takenOver', 'turnedBack', 'nothingInIt', 'leftUnseen']
/** Which of them fit a hold: a fever is answered as a fever, whatever else there was. */
export const findingsFor = (reasons: readonly Reason[]): readonly Finding[] =>
  reasons.includes('from_risk_area') && !reasons.includes('fever') ? WHERE_FROM_FINDINGS : FEVER_FINDINGS
