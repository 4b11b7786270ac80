import { shortCodeOf } from '@xiaomen/rules/gate'
import { randomBytes, randomInt } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import * as repo from './repo/credentials.ts'

type Wanted = Omit<repo.NewCredential, 'id' | 'short_code' | 'issued_at' | 'code_id' | 'valid_from' | 'valid_until'> & {
  code_id?: string
  valid_from?: Date
  valid_until?: Date | null
}
const SHORT_CODES = 100_000_000

const fresh = (ctx: Ctx, wanted: Wanted): repo.NewCredential => ({
  ...wanted,
  id: uuidv7(),
  issued_at: ctx.now,
  valid_from: wanted.valid_from ?? null,
  valid_until: wanted.valid_until ?? null,
  code_id: wanted.code_id ?? randomBytes(8).toString('hex'),
  short_code: shortCodeOf(randomInt(SHORT_CODES)),
})

/** One more credential, with a short code nobody else of the community has. */
export async function addCredential(ctx: Ctx, wanted: Wanted): Promise<repo.NewCredential> {
  // Among 100 million numbers a second try is rare and a ninth does not happen.
  for (let tries = 0; tries < 9; tries++) {
    const credential = fresh(ctx, wanted)
    if ((await repo.insertCredentials(ctx, [credential])).has(credential.id)) return credential
  }
  throw new Error('no short code was free')
}

/** Makes those that are missing. One that another request made meanwhile is left to that request. */
export async function addCredentials(ctx: Ctx, wanted: readonly Wanted[]): Promise<void> {
  await repo.insertCredentials(
    ctx,
    wanted.map((one) => fresh(ctx, one)),
  )
}
