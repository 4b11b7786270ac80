// 预计: what a proposal comes to if it is confirmed today, for whoever proposes it and whoever signs it. Nobody signs days that they have not read.
import { type Command, type Course, courseOf, decide, type Fact } from '@xiaomen/rules/control'
import { planAt, tracksOf } from '../posture/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { ControlCaseRow } from './tables.ts'

export type Foreseen = { facts: readonly Fact[]; course: Course }
type Proposed = Pick<ControlCaseRow, 'pack_id' | 'edition' | 'track' | 'anchor_day'>

/** Null: it could not be opened on this day. */
export function foreseen({ pack_id, edition, track, anchor_day: anchorDay }: Proposed, today: string): Foreseen | null {
  const trackOf = tracksOf(pack_id)
  const answer = decide([], { kind: 'open', edition, track, anchorDay, from: today }, { today, trackOf })
  return 'refused' in answer ? null : { facts: answer.facts, course: courseOf(answer.facts, trackOf, today) }
}

/** Where a case stands once a change is agreed to; null where it cannot be done any more. */
export function courseAfter(row: Pick<ControlCaseRow, 'pack_id'>, facts: readonly Fact[], command: Command, today: string): Course | null {
  const trackOf = tracksOf(row.pack_id)
  const answer = decide(facts, command, { today, trackOf })
  return 'refused' in answer ? null : courseOf([...facts, ...answer.facts], trackOf, today)
}

export type Rules = { packId: string; edition: string }
/**
 * The rules of the place are others now than when this was proposed: what was written down does not hold any more.
 * @param rules those that hold at its place, where they were read already
 */
export async function isOutdated(ctx: Ctx, row: Pick<ControlCaseRow, 'pack_id' | 'edition' | 'area_path'>, rules?: Rules): Promise<boolean> {
  const plan = rules ?? (await planAt(ctx, row.area_path))
  return plan.packId !== row.pack_id || plan.edition !== row.edition
}
