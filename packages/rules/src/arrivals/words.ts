/** 报备 → 待到 → 已到 → 纳管或解除; or not come, or living elsewhere. */
export const ARRIVAL_STATES = ['reported', 'expected', 'arrived', 'controlCase', 'cleared', 'notArrived', 'elsewhere'] as const
export type ArrivalState = (typeof ARRIVAL_STATES)[number]
export const ARRIVAL_STEPS = ['accept', 'arrive', 'miss', 'cancel', 'handOver', 'clear', 'open'] as const
export type ArrivalStep = (typeof ARRIVAL_STEPS)[number]

/** Why a pack brings somebody who arrives under a track. */
export const ARRIVAL_TRIGGERS = ['arrivalHigh', 'arrivalMedium', 'arrivalLow'] as const
export type ArrivalTrigger = (typeof ARRIVAL_TRIGGERS)[number]

/** Who says so. `community`: another one handed them over. */
export const REPORTERS = ['self', 'family', 'employer', 'landlord', 'office', 'list', 'community'] as const
export type Reporter = (typeof REPORTERS)[number]
/** Those who may say so by the link of a community. */
export const LINK_REPORTERS = ['self', 'family', 'employer', 'landlord'] as const satisfies readonly Reporter[]
export const TRANSPORTS = ['train', 'plane', 'coach', 'car', 'ship', 'other'] as const
export type Transport = (typeof TRANSPORTS)[number]
export const SEEN_BY = ['gate', 'door', 'office', 'list'] as const
export type SeenBy = (typeof SEEN_BY)[number]

/** Why nothing more follows for somebody who is here. */
export const CLEAR_GROUNDS = ['noMeasure', 'servedElsewhere', 'underControl', 'leftAgain', 'reportedInError'] as const
export type ClearGround = (typeof CLEAR_GROUNDS)[number]
export const CANCEL_ARRIVAL_GROUNDS = ['notComing', 'wentElsewhere', 'reportedInError'] as const
export type CancelArrivalGround = (typeof CANCEL_ARRIVAL_GROUNDS)[number]
export type EndGround = ClearGround | CancelArrivalGround
