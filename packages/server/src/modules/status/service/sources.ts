import { type status, statusErrors } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import * as repo from '../repo/source.ts'
import { sourceView, sourceViews } from '../source-views.ts'
import type { SourceRow } from '../tables.ts'
import { areaFor, managedSource, official } from './place.ts'
import { needsAnother, openSourceAct } from './source-acts.ts'

type Status = Handlers<typeof status>

export const listSources: Status['listSources'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'status.read', areaId)
  return sourceViews(ctx, await repo.listSourcesAround(ctx, area.path))
}

export const addSource: Status['addSource'] = async (ctx, { id, areaId, name, kinds, trust }) => {
  const area = await areaFor(ctx, 'status.manage', areaId)
  const isWaiting = needsAnother({ trust, kinds })
  const row: SourceRow = {
    id,
    area_id: area.id,
    area_path: area.path,
    name,
    kinds: [...new Set(kinds)],
    trust,
    is_active: !isWaiting,
    columns: {},
    secret_made_at: null,
    heard_at: null,
    made_by: official(ctx).id,
    made_at: ctx.now,
    agreed_at: isWaiting ? null : ctx.now,
    secret_asked_by: null,
    secret_asked_at: null,
    secret_agreed_at: null,
  }
  if (await repo.insertSource(ctx, row)) {
    if (isWaiting) await openSourceAct(ctx, row, area.communityId ?? area.id)
    return sourceView(ctx, row)
  }
  const known = await repo.findSource(ctx, id)
  const isSame = known?.area_id === area.id && known.name === name && known.trust === trust && known.kinds.join(' ') === row.kinds.join(' ')
  if (!known || !isSame) throw fail(statusErrors, 'status.other_bytes')
  return sourceView(ctx, known)
}

/** Switched off, nothing more comes from it; what came stays until it ends or is withdrawn. */
export const setSourceActive: Status['setSourceActive'] = async (ctx, { sourceId, isActive }) => {
  const source = await managedSource(ctx, sourceId)
  if (isActive && source.agreed_at === null) throw fail(statusErrors, 'status.source_waits')
  await repo.updateSource(ctx, source.id, { is_active: isActive })
  return sourceView(ctx, { ...source, is_active: isActive })
}
