// 未了结: what keeps somebody from simply leaving. The ledger knows no reason; a floor above says whom it holds.
import { registryErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { seeingAll } from '../../platform/scope.ts'
import { findStay } from './repo/stay.ts'
import type { ResidencyRow } from './tables.ts'

type Hold = (ctx: Ctx, communityId: string, personIds: readonly string[]) => Promise<readonly string[]>
const holds = new Map<string, Hold>()

/** @param hold answers which of these people may not leave yet; asked with the sight of everything, as a case may lie at another door */
export const useHold = (by: string, hold: Hold): void => void holds.set(by, hold)

export const heldAmong = (ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<Set<string>> =>
  seeingAll(ctx, async () => {
    const held = new Set<string>()
    if (personIds.length > 0) for (const hold of holds.values()) for (const id of await hold(ctx, communityId, personIds)) held.add(id)
    return held
  })

export async function refuseHeld(ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<void> {
  const held = await heldAmong(ctx, communityId, personIds)
  if (held.size > 0) throw fail(registryErrors, 'registry.stayer_held', { personIds: [...held] })
}
/** Whoever stays here leaves by the same rule, whichever way it is written down. A resident who moves away is another matter: the case is handed on. */
export async function refuseHeldStayer(ctx: Ctx, residency: ResidencyRow): Promise<void> {
  if ((await findStay(ctx, residency.id)) !== undefined) await refuseHeld(ctx, residency.community_id, [residency.person_id])
}
