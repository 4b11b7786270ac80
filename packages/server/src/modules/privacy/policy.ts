import type { privacy } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

/** The log is read by the one who decides nothing else: nobody checks themselves. */
export const policy: Policy<typeof privacy> = { 'privacy.audit': ['auditor'] }
