// packs/occupations.json: by city and day, which occupations are tested how often. Read once.
import { OccupationsFile } from '@xiaomen/contract'
import type { z } from 'zod'
import { packFile } from '../../platform/pack-file.ts'

/** @throws Error that names the field that does not fit */
export const figures = packFile('occupations', OccupationsFile)
export type Table = z.output<typeof OccupationsFile>['tables'][number]
