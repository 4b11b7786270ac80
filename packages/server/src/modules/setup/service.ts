import { type setup, setupErrors, accessErrors } from '@xiaomen/contract'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { fail, failKeeping } from '../../platform/error.ts'
import type { Handlers, Services } from '../../platform/module.ts'
import { isWeak, seedAccount, startSession } from '../access/index.ts'
import { insertAreas } from '../areas/index.ts'
import * as repo from './repo.ts'

type Setup = Handlers<typeof setup>

const SECRET = 'setup.token'
const SESSION_DAYS = 30
const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1']
/** The street of the demonstration, and what it belongs to; its communities come with the ledger. */
const DEMONSTRATION = { district: '示范区', street: '示范街道' }

const LINK_LIVES_MS = 24 * 3_600_000
const TIME_BYTES = 8

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Beside the keys lie the time it was made and its hash, never the token. */
function isToken(ctx: Ctx, token: string): boolean {
  const kept = ctx.crypto.secret(SECRET, () => Buffer.concat([Buffer.alloc(TIME_BYTES), randomBytes(32)]))
  const age = ctx.now.getTime() - Number(kept.readBigUInt64BE(0))
  return timingSafeEqual(kept.subarray(TIME_BYTES), hashOf(token)) && age < LINK_LIVES_MS
}

/** Set at start: behind an address of ours the browser may use the camera. */
let isServedByHttps = false
export async function start({ config }: Services): Promise<void> {
  isServedByHttps = config.publicUrl?.startsWith('https:') ?? false
}

/** A fresh one-time link for the console, good for a day; the one before dies. Null once the first run is behind us. The token is in the fragment: it reaches no log. */
export async function startSetup(services: Services, url: string): Promise<string | null> {
  if (await services.asSystem('setup.link', repo.findInstallation)) return null
  const token = randomBytes(24).toString('base64url')
  const madeAt = Buffer.alloc(TIME_BYTES)
  madeAt.writeBigUInt64BE(BigInt(services.now().getTime()))
  services.crypto.putSecret(SECRET, Buffer.concat([madeAt, hashOf(token)]))
  return `${url}/setup/#${token}`
}

/** For an installation that was filled in another way: nobody can begin it any more. */
export async function closeSetup(ctx: Ctx): Promise<void> {
  await repo.insertInstallation(ctx, { step: 'done', share: 1, done_at: ctx.now })
}

export const state: Setup['state'] = async (ctx) => {
  ctx.self()
  const installation = await repo.findInstallation(ctx)
  return {
    isDone: installation !== null && installation.done_at !== null,
    progress: installation && { step: installation.step, share: installation.share },
    isDurable: await repo.isDurable(ctx),
    isSecureContextLikely: isServedByHttps || LOOPBACK.includes(ctx.request.ip),
  }
}

export const begin: Setup['begin'] = async (ctx, { token, login, name, password, start: wanted }) => {
  ctx.self()
  if (await repo.findInstallation(ctx)) throw fail(setupErrors, 'setup.already_done')
  // Kept for the audit: somebody tried.
  if (!isToken(ctx, token)) throw failKeeping(setupErrors, 'setup.wrong_token')
  if (isWeak(password, login)) throw fail(accessErrors, 'access.weak_password')
  const isEmpty = wanted.kind === 'empty'
  if (!(await repo.insertInstallation(ctx, isEmpty ? { step: 'done', share: 1, done_at: ctx.now } : { step: 'areas', share: 0.05, done_at: null })))
    throw fail(setupErrors, 'setup.already_done')

  const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: isEmpty ? wanted.district : DEMONSTRATION.district }])
  const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: isEmpty ? wanted.street : DEMONSTRATION.street }])
  if (isEmpty) await insertAreas(ctx, [{ parentId: street!.id, level: 'community', name: wanted.community }])
  // One person may have to begin alone: neighbourhood, street, district and installation in one hand, until colleagues are appointed.
  const accountId = await seedAccount(ctx, {
    login,
    name,
    unit: isEmpty ? wanted.community : DEMONSTRATION.street,
    password,
    grants: (['communityAdmin', 'streetCommander', 'district', 'operations'] as const).map((role) => ({ role, path: district!.path })),
  })
  if (!isEmpty) {
    await repo.updateInstallation(ctx, { street_id: street!.id, actor_id: accountId, step: 'ledger' })
    await ctx.enqueue('setup.importStreet', {})
  }
  await startSession(ctx, accountId, SESSION_DAYS)
  return { isDone: isEmpty }
}
