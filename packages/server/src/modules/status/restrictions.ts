// How many people were turned yellow or red by people's hands, per kind and day: numbers for anybody, no names.
import type { SignalKind, SignalWay, StatusVerdict } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import { plansInForce } from '../posture/index.ts'
import { countByHand } from './repo/restrictions.ts'

export type RestrictionCount = { day: string; way: Exclude<SignalWay, 'api'>; kind: SignalKind; verdict: Exclude<StatusVerdict, 'green'>; people: number }
export async function countRestrictions(ctx: Pick<Ctx, 'tx' | 'now'>, communityId: string, since: Date): Promise<RestrictionCount[]> {
  const planOf = await plansInForce(ctx)
  return (await countByHand(ctx, communityId, since)).flatMap((row) => {
    const { verdict } = planOf(row.path).status.kinds[row.kind]
    return verdict === 'green' ? [] : [{ day: row.day, way: row.way, kind: row.kind, verdict, people: row.people }]
  })
}
