import type { seals } from '@xiaomen/contract'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { homesUnderControl } from '../../control/index.ts'
import { planAt } from '../../posture/index.ts'
import { homesByIds } from '../../registry/index.ts'
import { doorsOfAll, within } from '../../tasks/index.ts'
import { notFound, openNote, pathsFor } from '../place.ts'
import { listFacts } from '../repo/beside.ts'
import { findSeal, listEnded, listLive, liveOfHomes } from '../repo/seal.ts'
import { viewsOf } from '../views.ts'

type Seals = Handlers<typeof seals>
const MOST_LISTED = 300
const MOST_FACTS = 100

type View = Awaited<ReturnType<typeof viewsOf>>[number]['view']
/** Alarms, what has to come off, what is late, then by the next look. */
const rank = (one: View): string =>
  [
    one.alarms.length > 0 ? 0 : one.removeBy !== null ? 1 : one.isCheckLate ? 2 : one.state === 'issued' ? 3 : 4,
    one.removeBy ?? one.nextCheckAt ?? one.issuedAt,
  ].join()

export const listSeals: Seals['listSeals'] = async (ctx, { areaId, list = 'now' }) => {
  const paths = await pathsFor(ctx, 'seals.read', areaId)
  const live = (await viewsOf(ctx, await listLive(ctx, paths))).map(({ view }) => view)
  const shown =
    list === 'now'
      ? live.toSorted((a, b) => rank(a).localeCompare(rank(b)))
      : (await viewsOf(ctx, await listEnded(ctx, paths, MOST_LISTED))).map(({ view }) => view)
  return {
    counts: {
      alarms: live.filter(({ alarms }) => alarms.length > 0).length,
      toRemove: live.filter(({ removeBy }) => removeBy !== null).length,
      toCheck: live.filter(({ isCheckLate }) => isCheckLate).length,
      issued: live.filter(({ state }) => state === 'issued').length,
      applied: live.filter(({ state }) => state === 'applied').length,
    },
    seals: shown.slice(0, MOST_LISTED),
    isCut: shown.length > MOST_LISTED,
  }
}

export const getSeal: Seals['getSeal'] = async (ctx, { sealId }) => {
  const row = await findSeal(ctx, sealId)
  if (!row) throw notFound()
  ctx.must('seals.read', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  const [found] = await viewsOf(ctx, [row])
  const facts = await listFacts(ctx, [row.id], MOST_FACTS)
  const names = await accountNames(
    ctx,
    facts.flatMap((one) => one.account_id ?? []),
  )
  return {
    ...found!.view,
    allAlarms: found!.allAlarms,
    facts: facts.map((one) => ({
      id: one.id,
      kind: one.kind,
      at: one.at.toISOString(),
      by: (one.account_id && names.get(one.account_id)) || null,
      outcome: one.outcome,
      photoIds: one.photo_ids,
      note: openNote(ctx, 'seals.fact', one),
    })),
  }
}

export const listHomes: Seals['listHomes'] = async (ctx, { areaId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('seals.issue', area)
  const { value, source, isDraft } = (await planAt(ctx, area.path)).control.seals
  if (value === null) return { rule: null, source, homes: [] }
  const people = await homesUnderControl(ctx, within(ctx.paths('seals.issue'), area.path))
  const sealed = new Set((await liveOfHomes(ctx, [...people.keys()])).map(({ home_id }) => home_id))
  const homes = (await homesByIds(ctx, [...people.keys()])).filter(({ id }) => !sealed.has(id)).map(({ id, path }) => ({ home_id: id, area_path: path }))
  const doors = await doorsOfAll(ctx, homes)
  return {
    rule: { ...value, source, isDraft },
    source,
    homes: homes.map((home) => {
      const { place, door } = doors.get(home)!
      return { homeId: home.home_id, place, door, people: people.get(home.home_id)! }
    }),
  }
}
