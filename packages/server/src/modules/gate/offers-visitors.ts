// A pass for somebody who lives elsewhere: a short number with an end, of no home and no person of the ledger.
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { addCredential } from './credentials.ts'
import { findCredential, revokeCredential } from './repo/credentials.ts'
import { findGate } from './repo/gates.ts'
import { listEnteringOf } from './repo/passages.ts'

export type GatePlace = { id: string; communityId: string; areaId: string; path: string; name: string; isOpen: boolean }
export async function findGatePlace(ctx: Pick<Ctx, 'tx'>, gateId: string): Promise<GatePlace | null> {
  const row = await findGate(ctx, gateId)
  return row ? { id: row.id, communityId: row.community_id, areaId: row.area_id, path: row.area_path, name: row.name, isOpen: row.is_open } : null
}

export async function issueVisitorPass(
  ctx: Ctx,
  { communityId, path, until }: { communityId: string; path: string; until: Date },
): Promise<{ credentialId: string }> {
  const made = await addCredential(ctx, {
    community_id: communityId,
    area_path: path,
    person_id: null,
    home_id: null,
    pass_class: 'visitor',
    code_id: randomBytes(8).toString('hex'),
    valid_until: until,
  })
  return { credentialId: made.id }
}
export const endVisitorPass = (ctx: Ctx, communityId: string, credentialId: string, why: 'expired' | 'withdrawn'): Promise<void> =>
  revokeCredential(ctx, communityId, credentialId, why)

/** The number that opens; null once it does not. */
export async function visitorNumber(ctx: Pick<Ctx, 'tx' | 'now'>, credentialId: string): Promise<string | null> {
  const row = await findCredential(ctx, credentialId)
  return !row || row.revoked_at !== null || (row.valid_until !== null && row.valid_until <= ctx.now) ? null : row.short_code
}

/** The first way in and the last way out of each of these passes. */
export async function visitorPassages(
  ctx: Ctx,
  communityId: string,
  credentialIds: readonly string[],
  since: Date,
): Promise<Map<string, { inAt: Date | null; outAt: Date | null }>> {
  const rows = await listEnteringOf(ctx, communityId, credentialIds, since)
  return new Map(rows.map((row) => [row.credential_id, { inAt: row.in_at, outAt: row.out_at }]))
}
