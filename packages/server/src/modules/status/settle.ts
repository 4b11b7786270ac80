// What somebody's signals come to is worked out afresh from all of them, whenever one comes, goes, begins or ends: so it does not matter in which order that is heard.
import { statusEvents } from '@xiaomen/contract'
import { endOf, type HeldSignal, type ReasonClass, type SignalKind, standingOf, type StatusPolicy, type StatusVerdict } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { plansInForce } from '../posture/index.ts'
import { tellRed } from './digest.ts'
import { listInForce } from './repo/signal.ts'
import { countStandings, insertChanges, lockNewcomers, lockStandings, putStandings } from './repo/standing.ts'
import type { ChangeRow, SignalRow, StandingRow } from './tables.ts'

export const isAutomatic = (row: Pick<SignalRow, 'confirmed_by' | 'import_id'>): boolean => row.confirmed_by === null || row.import_id !== null

export function held(row: SignalRow, { kinds }: StatusPolicy): HeldSignal {
  const kind = row.kind as SignalKind
  // Whoever confirmed a signal has looked at it; what only came in has been looked at by nobody, and who signs a list looks at the list.
  return { id: row.id, kind, from: row.valid_from, until: row.valid_until ?? endOf(row.valid_from, kinds[kind]), isAutomatic: isAutomatic(row) }
}

const AT_ONCE = 500
/** @returns the changes of verdict that this made */
export async function settle(ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<ChangeRow[]> {
  const made: ChangeRow[] = []
  const people = [...new Set(personIds)].toSorted()
  for (let at = 0; at < people.length; at += AT_ONCE) made.push(...(await settlePart(ctx, communityId, people.slice(at, at + AT_ONCE))))
  return made
}

async function settlePart(ctx: Ctx, communityId: string, people: readonly string[]): Promise<ChangeRow[]> {
  if ((await countStandings(ctx, communityId, people)) < people.length) await lockNewcomers(ctx, communityId)
  const before = await lockStandings(ctx, communityId, people)
  const signals = Map.groupBy(await listInForce(ctx, communityId, people), (row) => row.person_id)
  const planOf = await plansInForce(ctx)
  const standings: StandingRow[] = []
  const changes: ChangeRow[] = []
  for (const personId of people) {
    const was = before.get(personId)
    const rows = signals.get(personId) ?? []
    const place = rows.at(-1) ?? was
    if (place === undefined) continue
    const policy = planOf(place.area_path).status
    const now = standingOf(
      rows.map((row) => held(row, policy)),
      policy,
      ctx.now,
    )
    const next: StandingRow = {
      community_id: communityId,
      person_id: personId,
      home_id: place.home_id,
      area_path: place.area_path,
      verdict: now.verdict,
      reason: now.reason,
      signal_id: now.signalId,
      is_automatic: now.isAutomatic,
      since: was?.verdict === now.verdict ? was.since : ctx.now,
      until: now.until,
      version: (was?.version ?? 0) + 1,
    }
    if (was !== undefined && isSame(was, next)) continue
    standings.push(next)
    const verdictWas = was?.verdict ?? 'green'
    if (verdictWas !== now.verdict)
      changes.push({
        community_id: communityId,
        id: uuidv7(),
        person_id: personId,
        home_id: place.home_id,
        area_path: place.area_path,
        at: ctx.now,
        was: verdictWas,
        verdict: now.verdict,
        reason: now.reason,
        source_id: rows.find((row) => row.id === now.signalId)?.source_id ?? null,
        morning_id: null,
        red_id: null,
      })
  }
  await putStandings(ctx, standings)
  await insertChanges(ctx, changes)
  for (const row of standings)
    await ctx.emit(statusEvents.changed, {
      communityId,
      personId: row.person_id,
      homeId: row.home_id,
      areaPath: row.area_path,
      verdict: row.verdict as StatusVerdict,
      reason: row.reason as ReasonClass | null,
      until: row.until?.toISOString() ?? null,
      version: row.version,
    })
  await tellRed(ctx, communityId, changes)
  return changes
}
const isSame = (one: StandingRow, other: StandingRow): boolean =>
  one.verdict === other.verdict &&
  one.reason === other.reason &&
  one.signal_id === other.signal_id &&
  one.home_id === other.home_id &&
  one.area_path === other.area_path &&
  one.until?.getTime() === other.until?.getTime()
