/** Where a lock is: the entrance of a compound, of a building, of a stair, or something else (a bicycle shed). */
export const DOOR_KINDS = ['gate', 'building', 'unit', 'other'] as const
export type DoorKind = (typeof DOOR_KINDS)[number]
export const LOCK_STATES = ['closed', 'open'] as const
export type LockState = (typeof LOCK_STATES)[number]
export const CARD_STATES = ['active', 'lost', 'replaced', 'ended'] as const
export type CardState = (typeof CARD_STATES)[number]
export const COMMAND_KINDS = ['open', 'fire', 'fireEnd'] as const
export type CommandKind = (typeof COMMAND_KINDS)[number]
/** Why a door opens. What a person typed as a reason is in the audit row and never travels to a door. */
export const COMMAND_REASONS = ['remote', 'card', 'code', 'fire', 'fireEnd'] as const
export type CommandReason = (typeof COMMAND_REASONS)[number]
/** `late`: confirmed after its time; until then it was told as not confirmed, and nobody was told that it opened. */
export const COMMAND_STATES = ['waiting', 'done', 'refused', 'notConfirmed', 'late'] as const
export type CommandState = (typeof COMMAND_STATES)[number]
export const ALARM_KINDS = ['heldOpen', 'forced', 'offline', 'fire', 'cardTwice', 'otherBytes'] as const
export type AlarmKind = (typeof ALARM_KINDS)[number]
/** What a controller tells of itself. `read` asks; `decided` was settled by its own list while nobody answered. */
export const DOOR_EVENT_KINDS = ['read', 'decided', 'opened', 'closed', 'heldOpen', 'forced', 'fire'] as const
export type DoorEventKind = (typeof DOOR_EVENT_KINDS)[number]
