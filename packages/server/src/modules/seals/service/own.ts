// 报备开门: a door is going to open. By the carer who comes, by the office, or by the household itself, of whom nobody asks why first.
import { type seals, sealsErrors } from '@xiaomen/contract'
import { isOnDoor, MOST_WINDOW_HOURS } from '@xiaomen/rules/seals'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { planAt } from '../../posture/index.ts'
import { findPerson } from '../../registry/index.ts'
import { accountOf, lockedSeal, notFound } from '../place.ts'
import * as beside from '../repo/beside.ts'
import { liveOfHomes, lockSeal } from '../repo/seal.ts'
import { tellChanged } from '../settle.ts'
import type { OpeningRow, SealRow } from '../tables.ts'
import { openingView } from '../views.ts'

type Seals = Handlers<typeof seals>
const HOUR_MS = 3_600_000
/** A call, somebody at the door, a stretcher down the stairs. */
const OWN_HOURS = 1
const MOST_RECORDED = 30

async function announce(ctx: Ctx, row: SealRow, said: Pick<OpeningRow, 'id' | 'why' | 'from_at' | 'until_at' | 'is_own'>): Promise<void> {
  if (!isOnDoor(row.state)) throw fail(sealsErrors, 'seals.wrong_state')
  await beside.insertOpening(ctx, { ...said, community_id: row.community_id, seal_id: row.id, area_path: row.area_path, said_by: accountOf(ctx) })
  await tellChanged(ctx, row)
}

export const announceOpening: Seals['announceOpening'] = async (ctx, { id, sealId, why, from, until }) => {
  const row = await lockedSeal(ctx, 'seals.apply', sealId)
  const [begin, end] = [new Date(from), new Date(until)]
  // What has happened was a breach or was not: it is not announced afterwards.
  if (end <= begin || end <= ctx.now || end.getTime() - begin.getTime() > MOST_WINDOW_HOURS * HOUR_MS) throw fail(sealsErrors, 'seals.wrong_hours')
  const from_at = new Date(Math.max(begin.getTime(), ctx.now.getTime()))
  await announce(ctx, row, { id, why, from_at, until_at: end, is_own: false })
  return {}
}

async function ownHome(ctx: Ctx): Promise<string | null> {
  const { personId } = ctx.self()
  return personId === null ? null : ((await findPerson(ctx, personId))?.homeId ?? null)
}

export const announceOwn: Seals['announceOwn'] = async (ctx, { id, sealId, why }) => {
  const homeId = await ownHome(ctx)
  const row = homeId === null ? undefined : await lockSeal(ctx, sealId)
  if (!row || row.home_id !== homeId) throw notFound()
  ctx.audit.communityId(row.community_id)
  const until = new Date(ctx.now.getTime() + OWN_HOURS * HOUR_MS)
  await announce(ctx, row, { id, why, from_at: ctx.now, until_at: until, is_own: true })
  return { until: until.toISOString() }
}

export const listOwn: Seals['listOwn'] = async (ctx) => {
  const homeId = await ownHome(ctx)
  if (homeId === null) return []
  const rows = await liveOfHomes(ctx, [homeId])
  const ids = rows.map(({ id }) => id)
  const [facts, openings] = [await beside.listFacts(ctx, ids, MOST_RECORDED), await beside.listOpenings(ctx, ids, ctx.now)]
  const views = []
  for (const row of rows) {
    const { seals: rule } = (await planAt(ctx, row.area_path)).control
    views.push({
      id: row.id,
      number: row.number,
      state: row.state,
      appliedAt: row.applied_at?.toISOString() ?? null,
      removeBy: row.remove_by?.toISOString() ?? null,
      hasSensor: row.sensor_id !== null,
      recorded: facts.flatMap(({ seal_id, kind, at }) =>
        seal_id === row.id && (kind === 'opened' || kind === 'closed') ? [{ kind, at: at.toISOString() }] : [],
      ),
      openings: openings.filter(({ seal_id }) => seal_id === row.id).map(openingView),
      rule: { source: rule.source, isDraft: rule.isDraft },
    })
  }
  return views
}
