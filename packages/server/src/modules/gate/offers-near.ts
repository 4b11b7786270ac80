// Who was at a gate at the same time as somebody. Whoever asks has two hands' consent and the scope of the gates: nothing is asked of the actor here.
import type { Ctx } from '../../platform/ctx.ts'
import { gateNames } from './repo/gates.ts'
import { countElsewhere, listNear, listNearPeople, type NearAsk, type NearFigures, type NearPersonRow, type NearRow } from './repo/near.ts'

export type { NearAsk, NearFigures, NearPersonRow, NearRow }
type Reading = Pick<Ctx, 'tx'>

/** Passage by passage, in no order. */
export const passagesNear = (ctx: Reading, asked: readonly NearAsk[], figures: NearFigures): Promise<NearRow[]> => listNear(ctx, asked, figures)
/** Person by person: for many, where nobody reads each passage. */
export const peopleNear = (ctx: Reading, asked: readonly NearAsk[], figures: NearFigures): Promise<NearPersonRow[]> => listNearPeople(ctx, asked, figures)
/** How many of their passages were at gates outside a path. */
export const passagesElsewhere = (ctx: Reading, personIds: readonly string[], window: { from: Date; to: Date; path: string }): Promise<number> =>
  countElsewhere(ctx, personIds, window)
/** Gate id → its name. */
export const namesOfGates = (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> => gateNames(ctx, ids)
