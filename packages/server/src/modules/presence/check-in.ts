// One way in for every check-in: by the own telephone, by a form without a script, or by somebody of the place who reads a code.
import { presenceErrors } from '@xiaomen/contract'
import { type Proof, CONFIRM_MINUTES } from '@xiaomen/rules/presence'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { figures } from './figures.ts'
import { isWatched, notFound } from './place.ts'
import * as repo from './repo/check-in.ts'
import type { CheckInRow, SpotRow } from './tables.ts'
import { keyOf, scopeAt, sealWho, tagAt, type Who } from './who.ts'

const MINUTE_MS = 60_000
/** To the minute: beside the time of a session or of a gate, a second would say who it was. */
const minuteOf = (at: Date): Date => new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS)
export const untilOf = (row: Pick<CheckInRow, 'at' | 'left_at'>): Date => row.left_at ?? new Date(row.at.getTime() + figures().stayMinutes * MINUTE_MS)

/** Three digits that two people can say to each other; they lead to nobody. */
const pairingOf = (id: string): string => String(createHash('sha256').update(id).digest().readUInt32BE(0) % 1000).padStart(3, '0')

type Coming = { id: string; spot: SpotRow; who: Who; proof: Proof; identity: CheckInRow['identity']; confirmedBy: string | null }
/** The same id with the same content is the same check-in. Runs with the scope of every area: a spot lies far from one's own door. */
export async function takeIn(ctx: Ctx, { id, spot, who, proof, identity, confirmedBy }: Coming): Promise<{ row: CheckInRow; isNew: boolean }> {
  if (!(await isWatched(ctx, spot.area_path))) throw notFound()
  if (spot.closed_at !== null) throw fail(presenceErrors, 'presence.spot_closed')
  const at = minuteOf(ctx.now)
  const key = keyOf(who)
  const digest = ctx.crypto.index('presence.digest', `${id} ${spot.id} ${identity} ${key}`)
  const row: CheckInRow = {
    community_id: spot.community_id,
    id,
    spot_id: spot.id,
    area_path: spot.area_path,
    at,
    left_at: null,
    proof,
    identity,
    tag: tagAt(ctx, key, at),
    sealed_person: sealWho(ctx, id, who, await scopeAt(ctx, spot.area_path)),
    pairing: proof === 'claimed' ? pairingOf(id) : null,
    digest,
    confirmed_by: confirmedBy,
    confirmed_at: proof === 'confirmed' ? at : null,
    delete_on: localDay(startOfDay(localDay(at), figures().keepDays)),
  }
  if (await repo.insertCheckIn(ctx, row)) return { row, isNew: true }
  const known = await repo.findCheckIn(ctx, id)
  if (!known || !Buffer.from(known.digest).equals(digest)) throw fail(presenceErrors, 'presence.other_bytes')
  return { row: known, isNew: false }
}

const stillWaits = (row: CheckInRow, now: Date): boolean => row.proof === 'claimed' && row.at.getTime() >= now.getTime() - (CONFIRM_MINUTES + 1) * MINUTE_MS
export const claimsSince = (now: Date): Date => new Date(now.getTime() - CONFIRM_MINUTES * MINUTE_MS)
/** Somebody of the place, or its own screen (null), has seen whoever this is. */
export async function confirmSeen(ctx: Ctx, row: CheckInRow, by: string | null): Promise<void> {
  if (row.proof === 'confirmed') return
  if (!stillWaits(row, ctx.now)) throw fail(presenceErrors, 'presence.not_waiting')
  await repo.updateCheckIn(ctx, row, { proof: 'confirmed', confirmed_by: by, confirmed_at: minuteOf(ctx.now) })
}

/** They say that they leave: counted from then on, at most as long as anybody counts as there, and once. */
export async function leave(ctx: Ctx, row: CheckInRow): Promise<CheckInRow> {
  if (row.left_at !== null) throw fail(presenceErrors, 'presence.left_already')
  const latest = row.at.getTime() + figures().longestStayMinutes * MINUTE_MS
  const left_at = new Date(Math.min(latest, Math.max(minuteOf(ctx.now).getTime(), row.at.getTime() + MINUTE_MS)))
  await repo.updateCheckIn(ctx, row, { left_at })
  return { ...row, left_at }
}
/** Until then leaving may be said. */
export const mayLeave = (row: CheckInRow, now: Date): boolean =>
  row.left_at === null && now.getTime() < row.at.getTime() + figures().longestStayMinutes * MINUTE_MS

export const saidOf = (row: CheckInRow) => ({
  id: row.id,
  proof: row.proof,
  at: row.at.toISOString(),
  until: untilOf(row).toISOString(),
  isAssumed: row.left_at === null,
  pairing: row.proof === 'claimed' ? row.pairing : null,
  deleteOn: row.delete_on,
})
