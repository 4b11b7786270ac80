import { CARD_RANDOM_LETTERS, cardCode, LANDLORD_LINK_DAYS } from '@xiaomen/rules/registry'
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { updateLink } from './repo/landlord.ts'
import type { LandlordRow } from './tables.ts'

export const landlordCodeIndex = (ctx: Ctx, code: string) => ctx.crypto.index('registry.landlord.code', code)

/** A fresh link for a landlord; the one before ends. Only its keyed index is kept. */
export async function makeLandlordLink(ctx: Ctx, landlord: LandlordRow): Promise<{ code: string; until: Date }> {
  const code = cardCode(randomBytes(CARD_RANDOM_LETTERS))
  const until = new Date(ctx.now.getTime() + LANDLORD_LINK_DAYS * 86_400_000)
  await updateLink(ctx, landlord.id, { code_index: landlordCodeIndex(ctx, code), link_until: until })
  return { code, until }
}
