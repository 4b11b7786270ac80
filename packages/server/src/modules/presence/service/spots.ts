// 场所: places with a code, made by the office or by the merchant; their paper and their screen.
import { type presence, presenceErrors } from '@xiaomen/contract'
import { randomInt } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { listAreas } from '../../areas/index.ts'
import { areaFor, official, spotFor } from '../place.ts'
import * as repo from '../repo/spot.ts'
import { screenKey } from '../secret.ts'
import type { SpotRow } from '../tables.ts'

type Presence = Handlers<typeof presence>
const MOST_SPOTS = 1_000
// Letters that no eye confuses and that spell no word.
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ23456789'
const newCode = (): string => Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

async function viewsOf(ctx: Ctx, rows: readonly SpotRow[]) {
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  return rows.map((row) => ({
    id: row.id,
    areaId: row.area_id,
    areaName: areas.get(row.area_id) ?? '—',
    name: row.name,
    kind: row.kind,
    latitude: row.latitude,
    longitude: row.longitude,
    posterPath: `/s/${row.code}/poster`,
    screenPath: row.closed_at === null && ctx.may('presence.spots', { path: row.area_path }) ? `/s/${row.code}/screen/${screenKey(ctx.crypto, row)}` : null,
    madeAt: row.made_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  }))
}

export const listSpots: Presence['listSpots'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'presence.spots', areaId)
  return viewsOf(ctx, await repo.listSpots(ctx, area.path, MOST_SPOTS))
}

export const addSpot: Presence['addSpot'] = async (ctx, { id, areaId, name, kind, position }) => {
  const area = await areaFor(ctx, 'presence.spots', areaId)
  const row: SpotRow = {
    community_id: area.communityId ?? area.id,
    id,
    area_id: area.id,
    area_path: area.path,
    name,
    kind,
    code: newCode(),
    screen_no: 1,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    made_by: official(ctx).id,
    made_at: ctx.now,
    closed_at: null,
  }
  if (await repo.insertSpot(ctx, row)) return (await viewsOf(ctx, [row]))[0]!
  const known = await repo.findSpot(ctx, id)
  if (known?.name !== name || known.area_id !== areaId || known.kind !== kind) throw fail(presenceErrors, 'presence.spot_known')
  return (await viewsOf(ctx, [known]))[0]!
}

export const closeSpot: Presence['closeSpot'] = async (ctx, { spotId }) => {
  const spot = await spotFor(ctx, 'presence.spots', spotId)
  if (spot.closed_at === null) await repo.updateSpot(ctx, spot, { closed_at: ctx.now })
  return {}
}

export const renewScreen: Presence['renewScreen'] = async (ctx, { spotId }) => {
  const spot = await spotFor(ctx, 'presence.spots', spotId)
  if (spot.closed_at !== null) throw fail(presenceErrors, 'presence.spot_closed')
  const change = { screen_no: spot.screen_no + 1 }
  await repo.updateSpot(ctx, spot, change)
  return (await viewsOf(ctx, [{ ...spot, ...change }]))[0]!
}
