// 工地与大单位: sessions on site, at a nearby point, or by a booked third party; planned over teams, days and tables.
export { leastTables, minutesFor, planSessions, SESSION_KINDS, SESSION_STATES, sessionWaits } from './sessions.ts'
export type { Pace, SessionKind, SessionState } from './sessions.ts'
