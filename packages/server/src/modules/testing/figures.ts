// packs/testing.json: how many a table serves, how long a slot is, who is tested at home. Read once.
import { TestingFile } from '@xiaomen/contract'
import { packFile } from '../../platform/pack-file.ts'

/** @throws Error that names the field that does not fit */
export const figures = packFile('testing', TestingFile)
