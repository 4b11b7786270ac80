import type { Out } from '../../platform/ops.ts'

export type Transport = Out<'aid.listTransports'>['transports'][number]
export const doorOf = ({ place, door }: Pick<Transport, 'place' | 'door'>): string => [...place, door].filter((part) => part !== null).join(' ')
export const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())
