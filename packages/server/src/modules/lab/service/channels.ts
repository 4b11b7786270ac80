// 签名接口: who lets a laboratory's own system report, and what it says. Whoever holds its secret frees people by a negative: two offices agree to it (TRUST-01).
import { commonErrors, type lab, labErrors } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { callsBrake, isFresh, isSignedBy, makeSecret, secretOf } from '../../../platform/signed-call.ts'
import { accountNames } from '../../access/index.ts'
import { secondHand } from '../../approvals/index.ts'
import { findArea, listAreas } from '../../areas/index.ts'
import { codeOf } from '../../testing/index.ts'
import { notFound, official } from '../place.ts'
import * as repo from '../repo/channel.ts'
import type { ChannelRow } from '../tables.ts'
import { judge, type Said, write } from '../take-results.ts'

type Lab = Handlers<typeof lab>
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const nameOf = (channelId: string) => `lab.channel.${channelId}`
const isTooMany = callsBrake()

const stateOf = (row: ChannelRow): 'asked' | 'agreed' | 'open' | 'ended' =>
  row.ended_at !== null ? 'ended' : row.made_at !== null ? 'open' : row.agreed_at !== null ? 'agreed' : 'asked'
async function viewsOf(ctx: Ctx, rows: readonly ChannelRow[]) {
  const names = await accountNames(ctx, [...new Set(rows.map((row) => row.asked_by))])
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  const me = official(ctx)
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
      mayAgree: state === 'asked' && row.asked_by !== me.id && row.asked_unit !== me.unit,
      mayTake: state === 'agreed' && row.asked_by === me.id,
    }
  })
}
const viewOf = async (ctx: Ctx, row: ChannelRow) => (await viewsOf(ctx, [row]))[0]!

export const listChannels: Lab['listChannels'] = async (ctx) => viewsOf(ctx, await repo.listChannels(ctx, ctx.paths('lab.channels')))

export const addChannel: Lab['addChannel'] = async (ctx, { id, areaId, name }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('lab.channels', area)
  const by = official(ctx)
  const row: ChannelRow = {
    id,
    area_id: area.id,
    area_path: area.path,
    name,
    asked_by: by.id,
    asked_unit: by.unit,
    asked_at: ctx.now,
    agreed_by: null,
    agreed_at: null,
    made_at: null,
    ended_at: null,
    heard_at: null,
  }
  await repo.insertChannel(ctx, row)
  const kept = await repo.findChannel(ctx, id)
  if (kept?.asked_by !== by.id || kept.area_id !== area.id || kept.name !== name) throw fail(commonErrors, 'request.conflict')
  return viewOf(ctx, kept)
}

async function channelFor(ctx: Ctx, channelId: string, state: ReturnType<typeof stateOf> | null): Promise<ChannelRow> {
  const row = await repo.lockChannel(ctx, channelId)
  if (!row) throw notFound()
  ctx.must('lab.channels', { path: row.area_path })
  if (state !== null && stateOf(row) !== state) throw fail(labErrors, 'lab.channel_state')
  return row
}
async function changed(ctx: Ctx, row: ChannelRow, change: Partial<ChannelRow>) {
  await repo.updateChannel(ctx, row.id, change)
  return viewOf(ctx, { ...row, ...change })
}
export const agreeChannel: Lab['agreeChannel'] = async (ctx, { channelId }) => {
  const row = await channelFor(ctx, channelId, 'asked')
  const agreed_by = await secondHand(ctx, { id: row.asked_by, unit: row.asked_unit }, (reason) => fail(labErrors, 'lab.same_unit', { reason }))
  return changed(ctx, row, { agreed_by, agreed_at: ctx.now })
}
export const takeSecret: Lab['takeSecret'] = async (ctx, { channelId }) => {
  const row = await channelFor(ctx, channelId, 'agreed')
  if (row.asked_by !== official(ctx).id) throw fail(labErrors, 'lab.channel_state')
  await repo.updateChannel(ctx, row.id, { made_at: ctx.now })
  return { channelId: row.id, secret: makeSecret(ctx.crypto, nameOf(row.id)) }
}
export const endChannel: Lab['endChannel'] = async (ctx, { channelId }) => {
  const row = await channelFor(ctx, channelId, null)
  return changed(ctx, row, { ended_at: row.ended_at ?? ctx.now })
}

/** One answer for everything that is wrong with the signature: who guesses learns nothing, not even whether there is such an interface. */
async function signedChannel(ctx: Ctx): Promise<ChannelRow> {
  const call = ctx.request.signed ?? null
  const row = call !== null && UUID.test(call.source) ? await repo.findChannel(ctx, call.source) : undefined
  if (call === null || !row || stateOf(row) !== 'open' || !isSignedBy(secretOf(ctx.crypto, nameOf(row.id)), call)) throw fail(labErrors, 'lab.unsigned')
  if (isTooMany(row.id, ctx.now)) throw fail(commonErrors, 'request.too_many')
  if (!isFresh(call, ctx.now)) throw fail(labErrors, 'lab.stale', { serverNow: ctx.now.toISOString() })
  const nonce = { channel_id: row.id, area_path: row.area_path, nonce_key: ctx.crypto.index('lab.nonce', call.nonce), at: ctx.now }
  if (!(await repo.insertNonce(ctx, nonce))) throw fail(labErrors, 'lab.replayed')
  return row
}

export const receive: Lab['receive'] = async (ctx, { results }) => {
  ctx.self()
  const channel = await signedChannel(ctx)
  ctx.audit.place(channel.area_path)
  const refused: { tube: string; problem: 'label_unreadable' | 'twice' | 'result_stands' | 'result_waits' }[] = []
  const said = new Map<string, Said>()
  for (const { tube, verdict, ct } of results) {
    const code = codeOf(tube)
    if (code === null) refused.push({ tube, problem: 'label_unreadable' })
    else if (said.has(code)) refused.push({ tube, problem: 'twice' })
    else said.set(code, { id: uuidv7(), code, verdict, ct: ct ?? null, way: 'api', at: ctx.now, by: { id: channel.id, unit: channel.name } })
  }
  const judged = await judge(ctx, [...said.values()], (path) => contains(channel.area_path, path))
  await write(ctx, judged, channel.area_path)
  await repo.updateChannel(ctx, channel.id, { heard_at: ctx.now })
  const ends: Partial<Record<'counts' | 'waits' | 'unmatched' | 'known', number>> = {}
  for (const one of judged) {
    if ('end' in one) ends[one.end] = (ends[one.end] ?? 0) + 1
    else refused.push({ tube: one.said.code, problem: one.refused === 'result_waits' ? 'result_waits' : 'result_stands' })
  }
  return { ends, refused }
}
