/** 封条状态. A seal that is broken or taken off is over; another one is issued. */
export const SEAL_STATES = ['issued', 'applied', 'broken', 'removed', 'withdrawn'] as const
export type SealState = (typeof SEAL_STATES)[number]
export const SEAL_ACTS = ['apply', 'check', 'break', 'remove', 'withdraw'] as const
export type SealAct = (typeof SEAL_ACTS)[number]
/** How a household was told before its door is sealed. */
export const TELL_WAYS = ['atDoor', 'phone', 'paper'] as const
export type TellWay = (typeof TELL_WAYS)[number]
export const CHECK_OUTCOMES = ['whole', 'broken'] as const
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number]
/** `opened`: the sensor says that the door opened; `broken`: seen so by somebody; `offline`: the sensor is silent. */
export const BREACH_ALARMS = ['opened', 'broken', 'offline'] as const
export type BreachAlarm = (typeof BREACH_ALARMS)[number]
/** What was found where a seal raised an alarm. A closed list. */
export const SEAL_FINDINGS = ['medical', 'delivery', 'leftHome', 'weather', 'damaged', 'sensorFault'] as const
export type SealFinding = (typeof SEAL_FINDINGS)[number]
/** Why a door is going to open. */
export const OPENING_REASONS = ['medical', 'delivery', 'visit', 'waste'] as const
export type OpeningReason = (typeof OPENING_REASONS)[number]
export const SEAL_FACTS = ['told', 'applied', 'checked', 'removed', 'withdrawn', 'opened', 'closed'] as const
export type SealFact = (typeof SEAL_FACTS)[number]
/** Why a seal has to come off. */
export const REMOVAL_REASONS = ['ended', 'notAllowed', 'movedOut'] as const
export type RemovalReason = (typeof REMOVAL_REASONS)[number]
