import { type status, statusErrors } from '@xiaomen/contract'
import type { SignalKind } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import * as repo from '../repo/source.ts'
import type { SourceRow } from '../tables.ts'
import { areaFor, managedSource, official } from './place.ts'

type Status = Handlers<typeof status>

const viewOf = (ctx: Ctx, row: SourceRow) => ({
  id: row.id,
  areaId: row.area_id,
  name: row.name,
  kinds: row.kinds as SignalKind[],
  trust: row.trust as 'official' | 'partner' | 'notice',
  isActive: row.is_active,
  secretMadeAt: row.secret_made_at?.toISOString() ?? null,
  heardAt: row.heard_at?.toISOString() ?? null,
  mayManage: ctx.may('status.manage', { path: row.area_path }),
})

export const listSources: Status['listSources'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'status.read', areaId)
  return (await repo.listSourcesAround(ctx, area.path)).map((row) => viewOf(ctx, row))
}

export const addSource: Status['addSource'] = async (ctx, { id, areaId, name, kinds, trust }) => {
  const area = await areaFor(ctx, 'status.manage', areaId)
  const row: SourceRow = {
    id,
    area_id: area.id,
    area_path: area.path,
    name,
    kinds: [...new Set(kinds)],
    trust,
    is_active: true,
    columns: {},
    secret_made_at: null,
    heard_at: null,
    made_by: official(ctx).id,
    made_at: ctx.now,
  }
  if (await repo.insertSource(ctx, row)) return viewOf(ctx, row)
  const known = await repo.findSource(ctx, id)
  const isSame = known?.area_id === area.id && known.name === name && known.trust === trust && known.kinds.join(' ') === row.kinds.join(' ')
  if (!known || !isSame) throw fail(statusErrors, 'status.other_bytes')
  return viewOf(ctx, known)
}

/** Switched off, nothing more comes from it; what came stays until it ends or is withdrawn. */
export const setSourceActive: Status['setSourceActive'] = async (ctx, { sourceId, isActive }) => {
  const source = await managedSource(ctx, sourceId)
  await repo.updateSource(ctx, source.id, { is_active: isActive })
  return viewOf(ctx, { ...source, is_active: isActive })
}
