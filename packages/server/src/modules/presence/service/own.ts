// 扫码签到: what the one who comes does. Who they are is asked once with their session and handed back sealed; what is checked in with it comes without
// the session, so that no row of the audit, which lies open for years, tells whose telephone was where.
import { type presence, presenceErrors } from '@xiaomen/contract'
import { STEPS_BACK } from '@xiaomen/rules/presence'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { chainOf } from '../../areas/index.ts'
import { findPerson, idsOfPeople } from '../../registry/index.ts'
import { leave, mayLeave, saidOf, takeIn } from '../check-in.ts'
import { figures } from '../figures.ts'
import { isWatched, notFound } from '../place.ts'
import * as repo from '../repo/check-in.ts'
import { findSpotByCode, spotsByIds } from '../repo/spot.ts'
import { isStep, makePass, readPass } from '../secret.ts'
import type { SpotRow } from '../tables.ts'
import { keyOf, openWho, tagsIn } from '../who.ts'

type Presence = Handlers<typeof presence>
const DAY_MS = 86_400_000
const MOST_OWN = 500

async function spotOf(ctx: Ctx, code: string): Promise<SpotRow> {
  const spot = await findSpotByCode(ctx, code)
  if (!spot || spot.closed_at !== null || !(await isWatched(ctx, spot.area_path))) throw notFound()
  return spot
}
const nameAbove = async (ctx: Ctx, path: string): Promise<string> => (await chainOf(ctx, path)).at(-1)?.name ?? '—'

export const getSpot: Presence['getSpot'] = async (ctx, { code }) => {
  ctx.self()
  const spot = await spotOf(ctx, code)
  return { name: spot.name, areaName: await nameAbove(ctx, spot.area_path), kind: spot.kind }
}

export const getPass: Presence['getPass'] = async (ctx) => {
  const { personId } = ctx.self()
  const me = personId === null ? null : await findPerson(ctx, personId)
  return { pass: me === null ? null : makePass(ctx.crypto, me.id, ctx.now) }
}

/** @throws also with a session: the audit would remember for years whose telephone checked in at this minute. */
function whose(ctx: Ctx, pass: string): string {
  if (ctx.actor.kind === 'account') throw fail(presenceErrors, 'presence.with_session')
  const personId = readPass(ctx.crypto, pass, ctx.now)
  if (personId === null) throw fail(presenceErrors, 'presence.pass_over')
  return personId
}

export const checkIn: Presence['checkIn'] = async (ctx, { id, code, step, pass }) => {
  ctx.self()
  const spot = await spotOf(ctx, code)
  const personId = whose(ctx, pass)
  ctx.audit.place(spot.area_path)
  ctx.audit.communityId(spot.community_id)
  if (step !== null && !isStep(ctx.crypto, spot, step, ctx.now, STEPS_BACK)) {
    // What was taken in before its code was over is still the same check-in.
    if (!(await repo.findCheckIn(ctx, id))) throw fail(presenceErrors, 'presence.code_over')
  }
  const proof = step === null ? 'claimed' : 'rotating'
  return saidOf((await takeIn(ctx, { id, spot, who: { personId }, proof, identity: 'account', confirmedBy: null })).row)
}

export const checkOut: Presence['checkOut'] = async (ctx, { checkInId, pass }) => {
  ctx.self()
  const personId = whose(ctx, pass)
  const row = await repo.lockCheckIn(ctx, checkInId)
  if (!row || keyOf(openWho(ctx, row)) !== keyOf({ personId })) throw notFound()
  ctx.audit.place(row.area_path)
  ctx.audit.communityId(row.community_id)
  return saidOf(await leave(ctx, row))
}

export const listOwn: Presence['listOwn'] = async (ctx) => {
  const { personId } = ctx.self()
  const { keepDays, longestStayMinutes } = figures()
  const me = personId === null ? null : await findPerson(ctx, personId)
  if (me === null) return { keepDays, rows: [] }
  ctx.audit.subjects([me.id])
  // The spot lies far from one's own door.
  return seeingAll(ctx, async () => {
    const ids = (await idsOfPeople(ctx, [me.id])).get(me.id)!
    const window = { from: new Date(ctx.now.getTime() - keepDays * DAY_MS), to: ctx.now }
    const rows = await repo.listOfTags(
      ctx,
      ids.flatMap((id) => tagsIn(ctx, `p:${id}`, window, longestStayMinutes)),
      MOST_OWN,
    )
    const spots = await spotsByIds(ctx, [...new Set(rows.map((row) => row.spot_id))])
    const names = new Map<string, string>()
    for (const { area_path: path } of spots.values()) if (!names.has(path)) names.set(path, await nameAbove(ctx, path))
    return {
      keepDays,
      rows: rows.map((row) => {
        const spot = spots.get(row.spot_id)
        return { ...saidOf(row), spot: spot?.name ?? '—', areaName: (spot && names.get(spot.area_path)) ?? '—', mayLeave: mayLeave(row, ctx.now) }
      }),
    }
  })
}
