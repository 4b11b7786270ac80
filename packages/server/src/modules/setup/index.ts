// setup 首次启动: the first run of an installation, by a one-time link, and never again.
// Owns the table setup.installation. Stands on areas, access, registry.
// Tells nothing, hears nothing.
import { setup } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { policy } from './policy.ts'
import { begin, start, state } from './service.ts'
import { workers } from './workers.ts'

export const setupModule = defineModule('setup', { ops: setup, handlers: { state, begin }, policy, workers, start })

export { writeExampleLedger } from './example-ledger.ts'
export { closeSetup, startSetup } from './service.ts'
