// 出门次数: whose ways out count together, and which of them still do.
import { exitCountsUntil, exitsCountSince, type ExitQuota, type PassClass } from '@xiaomen/rules/gate'
import type { Ctx } from '../../platform/ctx.ts'
import { type ExitRow, listExits } from './repo/exits.ts'

type Who = { personId: string | null; homeId: string | null; passClass: PassClass | null }
const OF_NO_HOME: ReadonlySet<PassClass | null> = new Set(['worker', 'visitor', 'attendant'])

/** The person or the home that a way out counts for; null: it counts for nobody. A family's code, where each is counted, counts for the family as one more. */
export function quotaKeyOf(quota: ExitQuota | null, { personId, homeId, passClass }: Who): string | null {
  if (quota === null || homeId === null || OF_NO_HOME.has(passClass)) return null
  return quota.per === 'home' ? homeId : (personId ?? homeId)
}

const keyOfRow = (quota: ExitQuota, row: ExitRow): string => (quota.per === 'home' ? row.home_id : (row.person_id ?? row.home_id))

/** What has been counted: of each key the ways out up to a time, each as the midnight from which it counts no more. A passage counts once, however often it is sent. */
export type Exits = { of(key: string | null, upTo: Date): string[]; add(key: string | null, passage: { id: string; at: Date }): void }

/** `homeIds` null: of the whole community. */
export async function exitsSince(ctx: Ctx, communityId: string, quota: ExitQuota, homeIds: readonly string[] | null, now: Date): Promise<Exits> {
  const byKey = new Map<string, Map<string, Date>>()
  const add = (key: string | null, { id, at }: { id: string; at: Date }): void => {
    if (key === null) return
    const known = byKey.get(key) ?? new Map<string, Date>()
    byKey.set(key, known.set(id, at))
  }
  for (const row of await listExits(ctx, communityId, homeIds, exitsCountSince(quota, now))) add(keyOfRow(quota, row), row)
  const of = (key: string | null, upTo: Date): string[] =>
    [...((key !== null && byKey.get(key)) || new Map<string, Date>()).values()].filter((at) => at <= upTo).map((at) => exitCountsUntil(quota, at))
  return { of, add }
}
