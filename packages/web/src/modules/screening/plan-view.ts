import type { Out } from '../../platform/ops.ts'

export type Plan = Out<'screening.previewPlan'>
/** Of a plan with points. */
export type Run = NonNullable<Plan['run']>
