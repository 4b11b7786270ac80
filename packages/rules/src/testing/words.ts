// 核酸检测: the words of a campaign, of its tubes and boxes, and of what is doubtful about a sample.

/** `reserve`: laid out ahead, to be started at once. */
export const CAMPAIGN_STATES = ['reserve', 'planned', 'running', 'ended'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export const TUBE_STATES = ['open', 'sealed', 'boxed', 'handedOver', 'received', 'negative', 'positive', 'invalid', 'lost'] as const
export type TubeState = (typeof TUBE_STATES)[number]
export const BOX_STATES = ['open', 'sealed', 'inTransit', 'received'] as const
export type BoxState = (typeof BOX_STATES)[number]

/** Why somebody is taken out of a tube again. */
export const UNBIND_REASONS = ['wrongPerson', 'wrongTube', 'sampleFailed', 'refused'] as const
export type UnbindReason = (typeof UNBIND_REASONS)[number]

/**
 * What does not fit about a sample that was taken all the same: the swab is in the tube, whatever the phone knew.
 * `overfull`: the tube held as many as it may. `afterSeal`: it was closed already. `twiceInTube`, `inOtherTube`: the same person stands in it, or in another
 * tube that is open. `twiceInRound`: in one that is closed already. `otherHome`: the tube is one household's, and this is somebody else. `unknownPerson`: what was scanned is nobody of the ledger here.
 * `wrongClock`: the phone's time is more than half a day off.
 */
export const DOUBTS = ['overfull', 'afterSeal', 'twiceInTube', 'inOtherTube', 'twiceInRound', 'otherHome', 'unknownPerson', 'wrongClock'] as const
export type Doubt = (typeof DOUBTS)[number]
/** Of these doubts the sample is not counted as the person's: another one is, or nobody knows whose it is. */
export const CONTESTING = ['twiceInTube', 'inOtherTube'] as const satisfies readonly Doubt[]
