// risk 风险地区: places with an outbreak, by name, official code and days, and who changed the list.
// Owns the tables risk.*. Stands on areas and access; a gate asks it where people may not have come from.
// Tells risk.changed, hears nothing.
import { risk } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { policy } from './policy.ts'
import { readSheet } from './read-sheet.ts'
import { addArea, editArea, endArea, importAreas, listAreas, listHistory } from './service.ts'

export const riskModule = defineModule('risk', { ops: risk, handlers: { listAreas, addArea, editArea, endArea, importAreas, readSheet, listHistory }, policy })

export { riskAreasAbove } from './offers.ts'
