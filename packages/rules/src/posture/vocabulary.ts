export const POSTURES = ['peace', 'watch', 'emergency'] as const
export type Posture = (typeof POSTURES)[number]

/** Whether one posture asks less than another. */
export const isWeaker = (one: Posture, other: Posture): boolean => POSTURES.indexOf(one) < POSTURES.indexOf(other)
