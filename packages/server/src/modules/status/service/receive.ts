// 签名接口: what another system says. Signed, of the last five minutes, heard once, each event kept once.
import { commonErrors, type status, statusErrors } from '@xiaomen/contract'
import { normaliseDocument } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { callsBrake, FRESH_MS, isFresh, isSignedBy } from '../../../platform/signed-call.ts'
import { findArea } from '../../areas/index.ts'
import * as repo from '../repo/source.ts'
import { sourceSecret } from '../signature.ts'
import { match, takeIn } from '../take-in.ts'
import type { SourceRow } from '../tables.ts'

type Status = Handlers<typeof status>
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const isTooMany = callsBrake()

/** One answer for everything that is wrong with the signature: who guesses learns nothing, not even whether the source exists. */
async function signedSource(ctx: Ctx): Promise<SourceRow> {
  const call = ctx.request.signed ?? null
  const source = call !== null && UUID.test(call.source) ? await repo.findSource(ctx, call.source) : undefined
  if (call === null || !source || source.secret_made_at === null || !isSignedBy(sourceSecret(ctx.crypto, source.id), call))
    throw fail(statusErrors, 'status.unsigned')
  if (isTooMany(source.id, ctx.now)) throw fail(commonErrors, 'request.too_many')
  if (!isFresh(call, ctx.now)) throw fail(statusErrors, 'status.stale', { serverNow: ctx.now.toISOString() })
  if (
    !(await repo.insertNonce(ctx, { source_id: source.id, area_path: source.area_path, nonce_key: ctx.crypto.index('status.nonce', call.nonce), at: ctx.now }))
  )
    throw fail(statusErrors, 'status.replayed')
  if (!source.is_active) throw fail(statusErrors, 'status.source_inactive')
  return source
}

export const receive: Status['receive'] = async (ctx, { events }) => {
  ctx.self()
  const source = await signedSource(ctx)
  ctx.audit.place(source.area_path)
  const area = await findArea(ctx, source.area_id)
  if (!area) throw fail(commonErrors, 'request.not_found')
  const told = events.map((event) => {
    const document = normaliseDocument(event.document)
    return {
      eventId: event.id,
      row: null,
      document: document === '' ? null : document,
      kind: event.kind,
      from: new Date(event.from),
      until: event.until === undefined ? null : new Date(event.until),
      evidence: event.evidence ?? null,
    }
  })
  const tooEarly = told.find((one) => one.from.getTime() > ctx.now.getTime() + FRESH_MS || (one.until !== null && one.until <= one.from))
  if (tooEarly) throw fail(statusErrors, 'status.event_day_wrong', { event: tooEarly.eventId })
  const twice = told.find((one, at) => told.findIndex((other) => other.eventId === one.eventId) !== at)
  if (twice) throw fail(statusErrors, 'status.event_twice', { event: twice.eventId })
  const matched = await match(ctx, source, area.path, told)
  const other = matched.filter((one) => one.isOther)
  const done = await takeIn(
    ctx,
    { source, way: 'api', by: null, place: { communityId: area.communityId ?? area.id, path: area.path } },
    matched.filter((one) => !one.isOther),
  )
  await repo.updateSource(ctx, source.id, { heard_at: ctx.now })
  return { ...done, refused: other.map((one) => ({ id: one.told.eventId, problem: 'other_content' as const })) }
}
