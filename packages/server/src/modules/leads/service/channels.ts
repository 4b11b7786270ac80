// 签名接口: who lets another system send leads by itself, and what it says. Two offices agree to it (TRUST-01).
import { commonErrors, type leadsCalls, leadsErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { callsBrake, isFresh, isSignedBy, makeSecret, secretOf } from '../../../platform/signed-call.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { accountNames } from '../../access/index.ts'
import { secondHand } from '../../approvals/index.ts'
import { findArea, listAreas } from '../../areas/index.ts'
import { planAt } from '../../posture/index.ts'
import { areaFor, centreFor, notFound, official } from '../place.ts'
import * as repo from '../repo/channel.ts'
import { findGiver, insertGiver } from '../repo/giver.ts'
import type { ChannelRow } from '../tables.ts'
import { takeSent } from './intake.ts'

type Calls = Handlers<typeof leadsCalls>
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const nameOf = (channelId: string) => `leads.channel.${channelId}`
const isTooMany = callsBrake()

const stateOf = (row: ChannelRow): 'asked' | 'agreed' | 'open' | 'ended' =>
  row.ended_at !== null ? 'ended' : row.made_at !== null ? 'open' : row.agreed_at !== null ? 'agreed' : 'asked'
async function viewsOf(ctx: Ctx, rows: readonly ChannelRow[]) {
  const names = await accountNames(ctx, [...new Set(rows.map((row) => row.asked_by))])
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  const me = official(ctx)
  const unit = ctx.actor.kind === 'account' ? ctx.actor.unit : ''
  return rows.map((row) => {
    const state = stateOf(row)
    return {
      id: row.id,
      name: row.name,
      areaName: areas.get(row.area_id) ?? '',
      state,
      askedBy: names.get(row.asked_by) ?? '—',
      askedUnit: row.asked_unit,
      askedAt: row.asked_at.toISOString(),
      heardAt: row.heard_at?.toISOString() ?? null,
      mayAgree: state === 'asked' && row.asked_by !== me && row.asked_unit !== unit,
      mayTake: state === 'agreed' && row.asked_by === me,
    }
  })
}
const viewOf = async (ctx: Ctx, row: ChannelRow) => (await viewsOf(ctx, [row]))[0]!

export const listChannels: Calls['listChannels'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'leads.channels', areaId)
  return viewsOf(ctx, await repo.listChannels(ctx, area.path))
}
export const addChannel: Calls['addChannel'] = async (ctx, { id, areaId, name, kind }) => {
  const area = await centreFor(ctx, 'leads.channels', areaId)
  const asked_by = official(ctx)
  const asked_unit = ctx.actor.kind === 'account' ? ctx.actor.unit : ''
  const row: ChannelRow = {
    id,
    area_id: area.id,
    area_path: area.path,
    name,
    kind,
    asked_by,
    asked_unit,
    asked_at: ctx.now,
    agreed_by: null,
    agreed_at: null,
    made_at: null,
    ended_at: null,
    heard_at: null,
  }
  await repo.insertChannel(ctx, row)
  const kept = await repo.findChannel(ctx, id)
  if (kept?.asked_by !== asked_by || kept.area_id !== area.id || kept.name !== name) throw fail(commonErrors, 'request.conflict')
  return viewOf(ctx, kept)
}
async function channelFor(ctx: Ctx, channelId: string, state: ReturnType<typeof stateOf> | null): Promise<ChannelRow> {
  const row = await repo.lockChannel(ctx, channelId)
  if (!row) throw notFound()
  ctx.must('leads.channels', { path: row.area_path })
  if (state !== null && stateOf(row) !== state) throw fail(leadsErrors, 'leads.channel_state')
  return row
}
async function changed(ctx: Ctx, row: ChannelRow, change: Partial<ChannelRow>) {
  await repo.updateChannel(ctx, row.id, change)
  return viewOf(ctx, { ...row, ...change })
}
export const agreeChannel: Calls['agreeChannel'] = async (ctx, { channelId }) => {
  const row = await channelFor(ctx, channelId, 'asked')
  const agreed_by = await secondHand(ctx, { id: row.asked_by, unit: row.asked_unit }, (reason) => fail(leadsErrors, 'leads.same_unit', { reason }))
  return changed(ctx, row, { agreed_by, agreed_at: ctx.now })
}
export const takeSecret: Calls['takeSecret'] = async (ctx, { channelId }) => {
  const row = await channelFor(ctx, channelId, 'agreed')
  if (row.asked_by !== official(ctx)) throw fail(leadsErrors, 'leads.channel_state')
  await repo.updateChannel(ctx, row.id, { made_at: ctx.now })
  // Its leads are answered for like those of any other giver.
  await insertGiver(ctx, {
    community_id: row.area_id,
    id: row.id,
    area_path: row.area_path,
    name: row.name,
    kind: row.kind,
    columns: {},
    made_by: row.asked_by,
    made_at: ctx.now,
  })
  return { channelId: row.id, secret: makeSecret(ctx.crypto, nameOf(row.id)) }
}
export const endChannel: Calls['endChannel'] = async (ctx, { channelId }) => {
  const row = await channelFor(ctx, channelId, null)
  return changed(ctx, row, { ended_at: row.ended_at ?? ctx.now })
}

/** One answer for everything that is wrong with the signature: who guesses learns nothing, not even whether there is such an interface. */
async function signedChannel(ctx: Ctx): Promise<ChannelRow> {
  const call = ctx.request.signed ?? null
  const row = call !== null && UUID.test(call.source) ? await repo.findChannel(ctx, call.source) : undefined
  if (call === null || !row || stateOf(row) !== 'open' || !isSignedBy(secretOf(ctx.crypto, nameOf(row.id)), call)) throw fail(leadsErrors, 'leads.unsigned')
  if (isTooMany(row.id, ctx.now)) throw fail(commonErrors, 'request.too_many')
  if (!isFresh(call, ctx.now)) throw fail(leadsErrors, 'leads.stale', { serverNow: ctx.now.toISOString() })
  const nonce = { channel_id: row.id, area_path: row.area_path, nonce_key: ctx.crypto.index('leads.nonce', call.nonce), at: ctx.now }
  if (!(await repo.insertNonce(ctx, nonce))) throw fail(leadsErrors, 'leads.replayed')
  return row
}
export const receive: Calls['receive'] = async (ctx, { leads }) => {
  ctx.self()
  return seeingAll(ctx, async () => {
    const channel = await signedChannel(ctx)
    ctx.audit.place(channel.area_path)
    const centre = await findArea(ctx, channel.area_id)
    const giver = await findGiver(ctx, channel.id)
    // What is of an emergency does not exist in peace.
    if (!centre || !giver || (await planAt(ctx, centre.path)).posture === 'peace') throw fail(commonErrors, 'request.not_found')
    const answer = await takeSent(
      ctx,
      centre,
      giver,
      leads.map(({ document, ...rest }) => ({ ...rest, ...(document === undefined ? {} : { documentNumber: document }) })) as Parameters<typeof takeSent>[3],
    )
    await repo.updateChannel(ctx, channel.id, { heard_at: ctx.now })
    return answer
  })
}
