/** Work that waits in the outbox. */
export const SEND = 'doors.send'
export const PUSH = 'doors.pushLists'
export const LISTEN = 'doors.listen'
