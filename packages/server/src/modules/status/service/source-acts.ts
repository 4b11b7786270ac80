// 来源与密钥双人办理: whoever holds the key of an interface writes what colour people have, so a second person of another unit agrees to it (TRUST-01).
import { commonErrors, type status, statusErrors } from '@xiaomen/contract'
import { ACT_HOURS } from '@xiaomen/rules/approvals'
import { mayHurt, type SignalKind } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { type ActOf, actsOf, openAct, signAct, withdrawAct } from '../../approvals/index.ts'
import * as repo from '../repo/source.ts'
import { makeSourceSecret } from '../signature.ts'
import { sourceView } from '../source-views.ts'
import type { SourceRow } from '../tables.ts'
import { managedSource, notAnother, official } from './place.ts'

type Status = Handlers<typeof status>
/** What a source waits for: to be there at all, or a secret. */
const ACTS = { source: 'status.addSource', secret: 'status.issueSecret' } as const

const actOf = (row: SourceRow, what: keyof typeof ACTS, communityId: string): ActOf => ({
  kind: ACTS[what],
  subjectId: row.id,
  payload:
    what === 'source'
      ? { areaId: row.area_id, name: row.name, kinds: row.kinds, trust: row.trust }
      : { sourceId: row.id, by: row.secret_asked_by, at: row.secret_asked_at?.toISOString() ?? null },
  people: 0,
  base: 1,
  permission: 'status.manage',
  communityId,
  path: row.area_path,
})

/** An authority that may turn somebody yellow or red is believed by everybody. */
export const needsAnother = (row: Pick<SourceRow, 'trust' | 'kinds'>): boolean =>
  row.trust === 'official' && row.kinds.some((kind) => mayHurt(kind as SignalKind))
export const openSourceAct = (ctx: Ctx, row: SourceRow, communityId: string): Promise<string> => openAct(ctx, actOf(row, 'source', communityId))

const isAsked = (row: SourceRow, now: Date): boolean => {
  const since = row.secret_agreed_at ?? row.secret_asked_at
  return since !== null && since.getTime() + ACT_HOURS * 3_600_000 > now.getTime()
}

/** Asked for by one, agreed to by another, made for whoever asked and shown once; the one before ends then. */
export const issueSecret: Status['issueSecret'] = async (ctx, { sourceId }) => {
  const source = await managedSource(ctx, sourceId, 'locked')
  if (source.agreed_at === null) throw fail(statusErrors, 'status.source_waits')
  const { id } = official(ctx)
  if (isAsked(source, ctx.now)) {
    if (source.secret_agreed_at === null) return { sourceId: source.id, secret: null }
    if (source.secret_asked_by !== id) throw fail(statusErrors, 'status.not_who_asked')
    await repo.updateSource(ctx, source.id, { secret_made_at: ctx.now, ...NOBODY_ASKS })
    return { sourceId: source.id, secret: makeSourceSecret(ctx.crypto, source.id) }
  }
  const change = { secret_asked_by: id, secret_asked_at: ctx.now, secret_agreed_at: null }
  await repo.updateSource(ctx, source.id, change)
  await openAct(ctx, actOf({ ...source, ...change }, 'secret', source.area_id))
  return { sourceId: source.id, secret: null }
}
const NOBODY_ASKS = { secret_asked_by: null, secret_asked_at: null, secret_agreed_at: null }

const waitsFor = (row: SourceRow, what: keyof typeof ACTS): boolean =>
  what === 'source' ? row.agreed_at === null : row.secret_asked_at !== null && row.secret_agreed_at === null

export const agreeSource: Status['agreeSource'] = async (ctx, { sourceId, what }) => {
  const source = await managedSource(ctx, sourceId, 'locked')
  if (!waitsFor(source, what)) throw fail(commonErrors, 'request.conflict')
  const act = (await actsOf(ctx, [source.id])).find(({ kind }) => kind === ACTS[what])
  if (act === undefined) throw fail(commonErrors, 'request.not_found')
  const signed = await signAct(ctx, { actId: act.id, payload: actOf(source, what, source.area_id).payload, refuse: notAnother })
  if (!signed.isDone) return sourceView(ctx, source)
  const change = what === 'source' ? { agreed_at: ctx.now, is_active: true } : { secret_agreed_at: ctx.now }
  await repo.updateSource(ctx, source.id, change)
  return sourceView(ctx, { ...source, ...change })
}

/** A source that nobody agreed to goes; a secret that was asked for is not made, not even when it was agreed to. */
export const declineSource: Status['declineSource'] = async (ctx, { sourceId, what }) => {
  const source = await managedSource(ctx, sourceId, 'locked')
  if (what === 'source' ? source.agreed_at !== null : source.secret_asked_at === null) throw fail(commonErrors, 'request.conflict')
  await withdrawAct(ctx, ACTS[what], source.id)
  if (what === 'source') await repo.removeSource(ctx, source.id)
  else await repo.updateSource(ctx, source.id, NOBODY_ASKS)
  return { sourceId: source.id }
}
