// packs/sites.json, and of packs/screening.json how fast a table works. Read once.
import { SitesFile } from '@xiaomen/contract'
import type { Pace } from '@xiaomen/rules/sites'
import { packFile } from '../../platform/pack-file.ts'
import { screeningFigures } from '../screening/index.ts'

/** @throws Error that names the field that does not fit */
export const figures = packFile('sites', SitesFile)
export const pace = (): Pace => screeningFigures()
