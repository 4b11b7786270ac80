// privacy 留痕: who looked at what, for the auditor and for the person concerned.
// Owns nothing: the audit rows are the platform's, written with each deed and never changed.
// Tells nothing, hears nothing.
import { privacy } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { policy } from './policy.ts'
import * as handlers from './service.ts'

export const privacyModule = defineModule('privacy', { ops: privacy, handlers, policy })
