import type { Out } from '../../platform/ops.ts'

export type TracedLine = Out<'tracing.listTraced'>['rows'][number]
export type Traced = Out<'tracing.getTraced'>
