// packs/antigen.json: what a round proposes, and who is helped at home. Read once.
import { AntigenFile } from '@xiaomen/contract'
import { packFile } from '../../platform/pack-file.ts'

/** @throws Error that names the field that does not fit */
export const proposals = packFile('antigen', AntigenFile)
