import { CARD_RANDOM_LETTERS, cardCode } from '@xiaomen/rules/registry'
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import * as repo from './repo/invitation.ts'
import type { HomeRow } from './tables.ts'

const CARD_DAYS = 30

export const codeIndex = (ctx: Ctx, code: string) => ctx.crypto.index('registry.invitation.code', code)

/** A fresh invitation for a home; the one before ends. Only its keyed index is kept. */
export async function makeCard(ctx: Ctx, home: HomeRow): Promise<{ code: string; until: Date }> {
  const code = cardCode(randomBytes(CARD_RANDOM_LETTERS))
  const until = new Date(ctx.now.getTime() + CARD_DAYS * 86_400_000)
  await repo.insertInvitation(ctx, {
    community_id: home.community_id,
    id: uuidv7(),
    home_id: home.id,
    area_path: home.area_path,
    code_index: codeIndex(ctx, code),
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    created_at: ctx.now,
    until,
    ended_at: null,
    failures: 0,
    failed_at: null,
  })
  return { code, until }
}
