// 线索: the words of what somebody must look into, of its desks, and of what becomes of it.

/** What a lead is about; which clocks each has is data (packs/leads.json). */
export const LEAD_KINDS = ['positive', 'contact', 'secondaryContact', 'riskArea', 'symptom', 'other'] as const
export type LeadKind = (typeof LEAD_KINDS)[number]
/** How a piece of information came. */
export const LEAD_WAYS = ['file', 'form', 'phone', 'api', 'resident', 'gate', 'case'] as const
export type LeadWay = (typeof LEAD_WAYS)[number]
/** `offered`: sent on and not yet taken; it is still the sender's. */
export const LEAD_STATES = ['received', 'triaged', 'offered', 'accepted', 'working', 'returned', 'closed'] as const
export type LeadState = (typeof LEAD_STATES)[number]
/** What became of it, as its giver is answered. */
export const LEAD_OUTCOMES = ['reached', 'underControl', 'notFound', 'elsewhere', 'noRisk', 'wrongInformation'] as const
export type LeadOutcome = (typeof LEAD_OUTCOMES)[number]
export const RETURN_REASONS = ['notHere', 'movedAway', 'noSuchAddress', 'notEnough', 'other'] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

export const LEAD_FIELDS = ['reference', 'name', 'phone', 'documentNumber', 'address', 'said', 'kind', 'sentAt'] as const
export type LeadField = (typeof LEAD_FIELDS)[number]
/** Why a row cannot be taken as it is. It waits, with what it said, until somebody mends it or sets it aside. */
export const LEAD_FAULTS = ['no_subject', 'many_names', 'too_long', 'bad_phone', 'bad_document', 'bad_time', 'time_ahead', 'bad_kind'] as const
export type LeadFault = (typeof LEAD_FAULTS)[number]
export const UNREAD_STATES = ['open', 'mended', 'aside'] as const
export type UnreadState = (typeof UNREAD_STATES)[number]

/** What a suggestion of a community goes by, the strongest first. */
export const SUGGEST_WAYS = ['document', 'phone', 'place', 'address'] as const
export type SuggestWay = (typeof SUGGEST_WAYS)[number]
/** Why no community is suggested, or not one alone. */
export const SUGGEST_DOUBTS = ['several', 'elsewhere', 'nothing'] as const
export type SuggestDoubt = (typeof SUGGEST_DOUBTS)[number]

export const CALL_OUTCOMES = ['reached', 'noAnswer', 'busy', 'wrongNumber', 'refused', 'callBack'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** Every act on a lead leaves one row of this kind. */
export const STEP_KINDS = [
  'receive',
  'merge',
  'triage',
  'offer',
  'takeBack',
  'keep',
  'accept',
  'giveBack',
  'recall',
  'tell',
  'call',
  'close',
  'reopen',
  'remind',
  'task',
  'visited',
  'undo',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** 常态 1+2+n, 扩编 3+8+N: how the centre is staffed; the figures are data. */
export const SCALES = ['usual', 'surge'] as const
export type Scale = (typeof SCALES)[number]
export const POST_PARTS = ['chief', 'line', 'volunteer'] as const
export type PostPart = (typeof POST_PARTS)[number]

/** What supervision looks at. */
export const FINDINGS_OF_LEADS = ['overdue', 'returnedTwice', 'silent', 'sample'] as const
export type LeadFinding = (typeof FINDINGS_OF_LEADS)[number]
