// Carries a digest to a group's robot: tried again with growing waits until the robot has said that it took it, then never again.
import { statusEvents } from '@xiaomen/contract'
import { type Services, worker } from '../../platform/module.ts'
import { allowedAddress, postJson } from '../../platform/webhook.ts'
import { findArea } from '../areas/index.ts'
import { DELIVER } from './digest.ts'
import { openHookSecret } from './hook-secret.ts'
import { linesOf } from './lines.ts'
import { findDigest } from './repo/digest.ts'
import { findHook, lockDelivery, updateDelivery, updateHook } from './repo/hook.ts'
import { digestText, isTaken, robotRequest } from './robot.ts'

/** From so many failures on the office is told. */
const TELL_AFTER = 3
/** As often as the relay tries. */
const GIVE_UP_AFTER = 12
/** Many read along in a group: names and doors masked, nothing that hangs on a care mark. */
const ROBOT_SIGHT = { name: 'masked', door: 'masked', care: 'none' } as const

type Key = { communityId: string; digestId: string; hookId: string }

async function prepare({ asSystem, config, crypto, now }: Services, key: Key) {
  return asSystem('status.prepareDelivery', async (ctx) => {
    const delivery = await lockDelivery(ctx, key)
    const hook = await findHook(ctx, key.hookId)
    const digest = await findDigest(ctx, key.communityId, key.digestId)
    if (!delivery || delivery.state !== 'waiting') return null
    if (!hook?.is_active || !digest) {
      await updateDelivery(ctx, delivery, { state: 'dropped' })
      return null
    }
    const secret = openHookSecret(crypto, hook.id)
    const lines = await linesOf(
      ctx,
      digest,
      () => true,
      () => ROBOT_SIGHT,
    )
    const message = digestText(digest, (await findArea(ctx, digest.community_id))?.name ?? '', lines)
    const request = secret === null ? null : robotRequest(hook.kind as 'wecom' | 'dingtalk', secret, message, now())
    return { to: request === null ? null : allowedAddress(config.webhookHosts, request.address), body: request?.body ?? '' }
  })
}

async function carry(services: Services, payload: Record<string, string>): Promise<void> {
  const key = payload as Key
  const ready = await prepare(services, key)
  if (ready === null) return
  const fault = ready.to === null ? 'the webhook host is not allowed' : await sent(services, ready.to, ready.body)
  await services.asSystem('status.noteDelivery', async (ctx) => {
    const delivery = await lockDelivery(ctx, key)
    if (!delivery || delivery.state !== 'waiting') return
    if (fault === null) {
      await updateDelivery(ctx, delivery, { state: 'sent', sent_at: ctx.now, attempts: delivery.attempts + 1, last_error: null })
      await updateHook(ctx, key.hookId, { last_sent_at: ctx.now, failing_since: null, last_error: null })
      return
    }
    const attempts = delivery.attempts + 1
    await updateDelivery(ctx, delivery, { attempts, last_error: fault, state: attempts >= GIVE_UP_AFTER ? 'failed' : 'waiting' })
    const hook = await findHook(ctx, key.hookId)
    if (attempts < TELL_AFTER || !hook) return
    await updateHook(ctx, key.hookId, { failing_since: hook.failing_since ?? ctx.now, last_error: fault })
    if (hook.failing_since === null) await ctx.emit(statusEvents.hookFailed, { communityId: key.communityId, hookId: key.hookId, areaPath: delivery.area_path })
  })
  if (fault !== null) throw new Error(fault)
}

async function sent({ withheld }: Services, to: NonNullable<ReturnType<typeof allowedAddress>>, body: string): Promise<string | null> {
  if (withheld !== null) {
    withheld.note('webhook')
    return null
  }
  try {
    const answer = await postJson(to, body)
    return isTaken(answer) ? null : `the webhook answered ${answer.status}${answer.status === 200 ? ' and did not take it' : ''}`
  } catch (error) {
    return error instanceof Error ? error.message : 'the webhook failed'
  }
}

export const workers = [worker(DELIVER, carry)]
