import { createHash, hash, randomBytes } from 'node:crypto'
import { isInForce } from '@xiaomen/rules/access'
import type { Actor, Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Services } from '../../platform/module.ts'
import { formerPathsOf } from '../../platform/paths.ts'
import { findAccount, openName } from './repo/account.ts'
import { asGrants } from './reach.ts'
import { listGrants } from './repo/grant.ts'
import { findBySession, insertSession, updateSeen } from './repo/session.ts'

/** Longest that a change of rights may stay unseen by a session (trust.md, T17). */
const CACHE_MS = 1_000
const CACHE_SIZE = 10_000
/** Seen is written down no more often than this. */
const SEEN_EVERY_MS = 5 * 60_000

/** A worker's session ends after a shift without use, and in any case after a month; a resident's lives on the own phone. */
export const LIFE = { worker: { days: 30, idleMinutes: 12 * 60 }, resident: { days: 180, idleMinutes: 180 * 24 * 60 } } as const

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Opens a session for an account and sets its cookie. Over 30 days it may lie idle as long as it lives; under that, twelve hours. */
export async function startSession(ctx: Ctx, accountId: string, days: number): Promise<string> {
  const account = await findAccount(ctx, accountId)
  if (!account) throw new Error('a session for nobody')
  const token = randomBytes(32).toString('base64url')
  await insertSession(ctx, {
    id: uuidv7(),
    account_id: accountId,
    area_path: account.areaPath,
    token_hash: hashOf(token),
    device: ctx.request.device,
    created_at: ctx.now,
    last_seen_at: ctx.now,
    idle_minutes: days > LIFE.worker.days ? days * 24 * 60 : LIFE.worker.idleMinutes,
    expires_at: new Date(ctx.now.getTime() + days * 86_400_000),
    ended_at: null,
  })
  ctx.cookies.setSession(token, days)
  return token
}

type Remembered = { at: number; clock: number; generation: number; actor: Promise<Actor | null> }
const remembered = new WeakMap<Services, Map<string, Remembered>>()
let generation = 0

/** Called wherever rights or sessions change, so that this process sees it at once; others see it when their second is over. */
export const forgetActors = (): void => {
  generation += 1
}

/** Whose session this token opens, with the grants as they are now; null when there is none, it ended, or the account is disabled. */
export async function resolveActor(services: Services, token: string): Promise<Actor | null> {
  const cache = remembered.get(services) ?? new Map<string, Remembered>()
  remembered.set(services, cache)
  const key = hash('sha256', token, 'base64')
  const clock = services.now().getTime()
  const known = cache.get(key)
  if (known && known.generation === generation && performance.now() - known.at < CACHE_MS && Math.abs(clock - known.clock) < CACHE_MS) return known.actor
  if (cache.size >= CACHE_SIZE) cache.clear()
  const actor = readActor(services, token)
  cache.set(key, { at: performance.now(), clock, generation, actor })
  actor.catch(() => cache.delete(key))
  return actor
}

async function readActor({ db, crypto, now }: Services, token: string): Promise<Actor | null> {
  const at = now()
  const found = await db.tx({ paths: ['/'], as: 'reader' }, async (tx) => {
    const row = await findBySession({ tx }, hashOf(token), at)
    if (!row) return null
    const grants = row.must_change ? [] : await asGrants({ tx }, await listGrants({ tx }, [row.id]))
    const inForce = grants.filter((grant) => isInForce(grant, at))
    const formerPaths = await formerPathsOf(
      tx,
      inForce.map((grant) => grant.path),
    )
    return { row, grants, formerPaths }
  })
  if (!found) return null
  const { row, grants, formerPaths } = found
  if (at.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS) {
    await db.tx({ paths: ['/'], as: 'app' }, (tx) => updateSeen({ tx }, row.session_id, row.id, at))
  }
  return {
    kind: 'account',
    id: row.id,
    name: openName(crypto, row),
    unit: row.unit,
    sessionId: row.session_id,
    // Until a one-time password is changed the account can do nothing but change it.
    grants,
    formerPaths,
    personId: row.must_change ? null : row.person_id,
    lang: row.lang === 'zh' || row.lang === 'en' ? row.lang : null,
  }
}
