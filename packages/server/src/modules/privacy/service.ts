import type { privacy } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { Handlers } from '../../platform/module.ts'
import * as repo from './repo.ts'

type Privacy = Handlers<typeof privacy>

const PAGE = 200

export const listAudit: Privacy['listAudit'] = async (ctx, { before, operation, accountId }) => {
  const paths = ctx.paths('privacy.audit')
  const rows = await repo.listAudit(ctx, { paths, before: before === undefined ? null : new Date(before), operation: operation ?? null, accountId: accountId ?? null, most: PAGE })
  return rows.map((row) => ({
    id: row.id, at: row.at.toISOString(), role: row.actor_role, operation: row.operation, classes: [...row.classes], subjects: row.subjects, reason: row.reason,
    // Officials answer by name for what they do; a resident does not.
    actor: row.actor_role === null || row.actor_role === 'resident' || row.actor_role === 'visitor' ? (row.actor_kind === 'system' ? row.actor_name : row.actor_name === '' ? '' : (masked('name', row.actor_name, 'masked') ?? '')) : row.actor_name,
  }))
}

export const listWhoLooked: Privacy['listWhoLooked'] = async (ctx) => {
  const { accountId, personId } = ctx.self()
  if (personId === null) return []
  const rows = await repo.listLooksAt(ctx, personId, accountId, PAGE)
  return rows.map((row) => ({ at: row.at.toISOString(), role: row.actor_role, unit: row.actor_unit, operation: row.operation, classes: [...row.classes], reason: row.reason }))
}
