// 重点关爱: the words of looking after those who need it.

/** How somebody was reached. */
export const CARE_WAYS = ['visit', 'phone', 'message'] as const
export type CareWay = (typeof CARE_WAYS)[number]
/** How they were found. */
export const CARE_RESULTS = ['well', 'needsHelp', 'notReached', 'inHospital', 'away', 'movedAway'] as const
export type CareResult = (typeof CARE_RESULTS)[number]
/** What somebody needs, as a closed list: free text is for the note. */
export const CARE_NEEDS = ['medicine', 'food', 'doctor', 'escort', 'repair', 'talk', 'other'] as const
export type CareNeed = (typeof CARE_NEEDS)[number]

/** Where somebody stands on a day: within the interval, to be contacted today, or past it. */
export const CARE_STANDINGS = ['ok', 'due', 'overdue'] as const
export type CareStanding = (typeof CARE_STANDINGS)[number]
/** What a list can be narrowed to; whoever has no carer is also due, overdue or well. */
export const CARE_STATES = [...CARE_STANDINGS, 'noCarer'] as const
export type CareState = (typeof CARE_STATES)[number]
/** How loud an overdue contact is. */
export const CARE_ALARMS = ['none', 'late', 'urgent'] as const
export type CareAlarm = (typeof CARE_ALARMS)[number]

/** Why the two who look after somebody changed. */
export const CARE_CHANGES = ['begun', 'assigned', 'second', 'gridHandedOver', 'moved', 'left', 'merged', 'ended'] as const
export type CareChange = (typeof CARE_CHANGES)[number]

/** Not reached is no contact: it is kept, and somebody tries again. */
export const countsAsContact = (result: CareResult): boolean => result !== 'notReached'
/** What the community's office must see to after it. */
export const needsOffice = (result: CareResult): boolean => result === 'needsHelp' || result === 'movedAway'
