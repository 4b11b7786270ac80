import type { setup } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

/** Before the first account there is nobody to permit anything: the one-time link is the permission. */
export const policy: Policy<typeof setup> = {}
