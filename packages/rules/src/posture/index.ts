// 平急: what is in force where, under which plan pack.
export const POSTURES = ['peace', 'watch', 'emergency'] as const
export type Posture = (typeof POSTURES)[number]
