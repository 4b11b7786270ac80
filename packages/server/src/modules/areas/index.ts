// areas 区域与网格: the tree from district to unit, and the grids and cut-areas that lie across it.
// Owns the tables areas.*. Every module may ask it; it asks nobody.
// Tells areaAdded, areaRenamed, areaMoved, areaRemoved, overlayChanged; hears only itself, after a move.
import { areas } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { policy } from './policy.ts'
import { jobs } from './jobs.ts'
import { reactions } from './reactions.ts'
import * as codes from './service/codes.ts'
import * as overlays from './service/overlays.ts'
import * as tree from './service/tree.ts'

export const areasModule = defineModule('areas', { ops: areas, handlers: { ...tree, ...overlays, ...codes }, policy, reactions, jobs })

export { listAreasAt as areasAt, areasUnder, chainOf, findArea, listAreas, lockHomes, removeAreas, reserveHomes, setHomeCount } from './repo/area.ts'
export type { Area } from './repo/area.ts'
export { findOverlay, listOverlays, listOverlaysOf, overlaysAt, overlaysWith, removeOverlays } from './repo/overlay.ts'
export type { Overlay } from './repo/overlay.ts'
export { insertAreas } from './insert-areas.ts'
export type { NewArea } from './insert-areas.ts'
export { putOverlay } from './put-overlay.ts'
export { joinOverlays, relocateArea } from './move-area.ts'
export { noteHistory } from './repo/history.ts'
