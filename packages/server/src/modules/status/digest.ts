// 07:30 早报与红码即报: what changed, told to each community's workers once.
import { statusEvents } from '@xiaomen/contract'
import { compactChanges } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { areasUnder, findArea } from '../areas/index.ts'
import { planAt } from '../posture/index.ts'
import { findMorning, insertDigest, markRed, takeUntold } from './repo/digest.ts'
import { hooksOf, insertDeliveries } from './repo/hook.ts'
import type { ChangeRow, DigestRow } from './tables.ts'

export const DELIVER = 'status.deliver'

/** Each community in a transaction of its own: one that fails keeps no other from its morning. */
export async function tellMorning(services: Services): Promise<void> {
  const communities = await services.asSystem('status.look', async (ctx) => (await areasUnder(ctx, '/')).filter((area) => area.level === 'community'))
  for (const { id, path } of communities) {
    try {
      await services.asSystem('status.morning', (ctx) => morningOf(ctx, { id, path }))
    } catch (error) {
      services.log.error({ err: error, communityId: id }, 'the early warning of a community was not made')
    }
  }
}

/** In an emergency also where nothing changed: that is worth knowing, and that nobody was told would look the same. */
async function morningOf(ctx: Ctx, community: { id: string; path: string }): Promise<void> {
  const day = localDay(ctx.now)
  if (await findMorning(ctx, community.id, day)) return
  const id = uuidv7()
  const people = compactChanges(await takeUntold(ctx, community.id, id)).length
  if (people === 0 && (await planAt(ctx, community.path)).posture === 'peace') return
  await tell(ctx, { community_id: community.id, id, area_path: community.path, kind: 'morning', day, made_at: ctx.now, people })
}

/** Of those who turned red just now, in the transaction that turned them. */
export async function tellRed(ctx: Ctx, communityId: string, changes: readonly ChangeRow[]): Promise<void> {
  const red = changes.filter((change) => change.verdict === 'red')
  const community = red.length === 0 ? null : await findArea(ctx, communityId)
  if (community === null) return
  const id = uuidv7()
  await markRed(
    ctx,
    communityId,
    red.map((change) => change.id),
    id,
  )
  await tell(ctx, { community_id: communityId, id, area_path: community.path, kind: 'red', day: localDay(ctx.now), made_at: ctx.now, people: red.length })
}

async function tell(ctx: Ctx, digest: DigestRow): Promise<void> {
  if (!(await insertDigest(ctx, digest))) throw new Error('another process has made this digest')
  const communityId = digest.community_id
  const hooks = await hooksOf(ctx, communityId)
  await insertDeliveries(
    ctx,
    hooks.map((hook) => ({
      community_id: communityId,
      digest_id: digest.id,
      hook_id: hook.id,
      area_path: digest.area_path,
      state: 'waiting',
      attempts: 0,
      sent_at: null,
      last_error: null,
    })),
  )
  for (const hook of hooks) await ctx.enqueue(DELIVER, { communityId, digestId: digest.id, hookId: hook.id })
  await ctx.emit(statusEvents.digestMade, { communityId, digestId: digest.id, areaPath: digest.area_path, kind: digest.kind as 'morning' | 'red' })
}
