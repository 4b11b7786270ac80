// packs/foreign.json: how long before a round a test elsewhere counts for it, how long results are kept, how old they may be. Read once.
import { ForeignFile } from '@xiaomen/contract'
import { packFile } from '../../platform/pack-file.ts'

/** @throws Error that names the field that does not fit */
export const figures = packFile('foreign', ForeignFile)
