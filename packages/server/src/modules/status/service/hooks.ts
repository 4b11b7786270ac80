import { commonErrors, type status, statusErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { allowedAddress, type WebhookHost } from '../../../platform/webhook.ts'
import { keepHookSecret, openHookSecret } from '../hook-secret.ts'
import * as repo from '../repo/hook.ts'
import type { HookRow } from '../tables.ts'
import { areaFor } from './place.ts'

type Status = Handlers<typeof status>
let hosts: readonly WebhookHost[] = []
export const useWebhookHosts = (allowed: readonly WebhookHost[]): void => {
  hosts = allowed
}

async function viewsOf(ctx: Ctx, rows: readonly HookRow[]) {
  const waiting = await repo.countWaiting(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    communityId: row.community_id,
    kind: row.kind as 'wecom' | 'dingtalk',
    name: row.name,
    isActive: row.is_active,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    failingSince: row.failing_since?.toISOString() ?? null,
    lastError: row.last_error,
    waiting: waiting.get(row.id) ?? 0,
  }))
}

export const listHooks: Status['listHooks'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'status.manage', areaId)
  return viewsOf(ctx, await repo.listHooks(ctx, area.path))
}

export const addHook: Status['addHook'] = async (ctx, { id, communityId, kind, name, address, secret }) => {
  const community = await areaFor(ctx, 'status.manage', communityId)
  if (community.level !== 'community') throw fail(commonErrors, 'request.invalid', { field: 'communityId' })
  if (allowedAddress(hosts, address) === null) throw fail(statusErrors, 'status.hook_not_allowed', { hosts: hosts.map((one) => one.origin ?? one.host) })
  const row: HookRow = {
    id,
    community_id: community.id,
    area_path: community.path,
    kind,
    name,
    is_active: true,
    made_at: ctx.now,
    last_sent_at: null,
    failing_since: null,
    last_error: null,
  }
  if (await repo.insertHook(ctx, row)) keepHookSecret(ctx.crypto, id, { address, secret })
  else {
    const known = await repo.findHook(ctx, id)
    const kept = known ? openHookSecret(ctx.crypto, id) : null
    if (known?.community_id !== community.id || known.kind !== kind || kept?.address !== address || kept.secret !== secret)
      throw fail(statusErrors, 'status.other_bytes')
  }
  return (await viewsOf(ctx, [(await repo.findHook(ctx, id))!]))[0]!
}

/** What still waits for it is not sent any more. */
export const setHookActive: Status['setHookActive'] = async (ctx, { hookId, isActive }) => {
  const hook = await repo.findHook(ctx, hookId)
  if (!hook) throw fail(commonErrors, 'request.not_found')
  ctx.must('status.manage', { path: hook.area_path })
  await repo.updateHook(ctx, hook.id, { is_active: isActive, ...(isActive ? { failing_since: null, last_error: null } : {}) })
  return (await viewsOf(ctx, [(await repo.findHook(ctx, hookId))!]))[0]!
}
