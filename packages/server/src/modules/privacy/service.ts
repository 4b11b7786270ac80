import type { privacy } from '@xiaomen/contract'
import { masked, type Role } from '@xiaomen/rules/access'
import { parentPath } from '@xiaomen/rules/areas'
import type { Handlers } from '../../platform/module.ts'
import { openReason } from '../../platform/audit.ts'
import { accountNames } from '../access/index.ts'
import * as repo from './repo.ts'

type Privacy = Handlers<typeof privacy>

const PAGE = 200

/** Officials answer by name for what they do; a resident does not, nor whoever acted for themselves alone. */
const shownName = (name: string | undefined, role: Role | null): string =>
  name === undefined ? '' : role === null || role === 'resident' || role === 'visitor' ? (masked('name', name, 'masked') ?? '') : name

export const listAudit: Privacy['listAudit'] = async (ctx, { before, operation, accountId }) => {
  const paths = ctx.paths('privacy.audit')
  const rows = await repo.listAudit(ctx, {
    paths,
    before: before === undefined ? null : new Date(before),
    operation: operation ?? null,
    accountId: accountId ?? null,
    most: PAGE,
  })
  const names = await accountNames(
    ctx,
    rows.flatMap((row) => row.actor_id ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    role: row.actor_role,
    operation: row.operation,
    classes: [...row.classes],
    subjects: row.subjects,
    purpose: row.purpose,
    reason: openReason(ctx.crypto, row),
    actor: row.actor_kind === 'system' ? row.actor_name : shownName(names.get(row.actor_id ?? ''), row.actor_role),
  }))
}

/** A home and every area it lies in. */
function upwards(path: string): string[] {
  const above = parentPath(path)
  return above === null ? [path] : [path, ...upwards(above)]
}

export const listWhoLooked: Privacy['listWhoLooked'] = async (ctx) => {
  const { accountId, personId } = ctx.self()
  if (personId === null) return []
  const homes = ctx.actor.kind === 'account' ? ctx.actor.grants.filter((grant) => grant.role === 'resident').map((grant) => grant.path) : []
  const rows = await repo.listLooksAt(ctx, { personId, accountId, areaPaths: homes.flatMap(upwards) }, PAGE)
  return rows.map((row) => ({
    at: row.at.toISOString(),
    role: row.actor_role,
    unit: row.actor_unit,
    operation: row.operation,
    classes: [...row.classes],
    purpose: row.purpose,
    reason: openReason(ctx.crypto, row),
  }))
}
