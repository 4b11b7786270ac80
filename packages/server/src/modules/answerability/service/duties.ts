// 值班名单: who is on duty for what and where, and who is away meanwhile.
import { type answerability, answerabilityErrors } from '@xiaomen/contract'
import { MOST_ABSENCE_DAYS, overlap } from '@xiaomen/rules/answerability'
import { contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { findArea } from '../../areas/index.ts'
import { handFor, handViews, noRights, notFound, official } from '../hands.ts'
import { whoIsThere, worldOf } from '../lists.ts'
import { answerabilityPack } from '../pack.ts'
import { findDuty, insertDuty, listDuties as repoDuties, lockDuty, updateDuty } from '../repo/answer.ts'
import { findHand, insertAbsence, listAbsences, listAbsencesOf, lockAbsence, updateAbsenceEnded } from '../repo/hand.ts'
import { countHomes, listOpenHeld } from '../repo/slot.ts'
import { settleCommunity } from '../settle.ts'
import type { DutyRow } from '../tables.ts'
import { spotFor, withinCommunity } from './places.ts'

type Answerability = Handlers<typeof answerability>

export const listDuties: Answerability['listDuties'] = async (ctx, { areaId }) => {
  const { area, community } = await withinCommunity(ctx, 'answerability.read', areaId)
  const { day, hands, duties, placeOf, isThere } = await seeingAll(ctx, async () => (await worldOf(ctx, community.id))!)
  const homes = await seeingAll(ctx, () => countHomes(ctx, community.id))
  const view = await handViews(ctx, hands)
  const shown = duties.flatMap((row) => {
    const { name, paths } = placeOf(row)
    const isNear = paths.length === 0 || paths.some((path) => contains(path, area.path) || contains(area.path, path))
    const who = view(row.hand_id, area.path)
    return isNear && who !== null ? [{ row, name, paths, who }] : []
  })
  const ids = new Set(shown.map(({ row }) => row.hand_id))
  ctx.audit.subjects(hands.flatMap((hand) => (ids.has(hand.id) ? (hand.person_id ?? []) : [])))
  return {
    day,
    duties: shown.map(({ row, name, paths, who }) => ({
      id: row.id,
      slot: row.slot,
      place: { at: row.at_kind, id: row.place_id, name, path: paths[0] ?? row.area_path },
      who,
      from: row.from_day,
      until: row.until_day,
      ordinal: row.ordinal,
      most: row.most,
      homes: homes.get(row.hand_id) ?? 0,
      isThere: paths.some((path) => isThere(row.hand_id, path, true)),
      version: row.version,
    })),
    absences: (await listAbsences(ctx, community.id, day))
      .filter((one) => ids.has(one.hand_id))
      .map((one) => ({ id: one.id, handId: one.hand_id, from: one.from_day, until: one.until_day, reason: one.reason })),
    sets: Object.entries(answerabilityPack().sets).map(([key, set]) => ({ key, ...set })),
  }
}

export const addDuty: Answerability['addDuty'] = async (ctx, { id, slot, place, who, from, until, ordinal, most }) => {
  const spot = await spotFor(ctx, 'answerability.plan', place)
  if (until !== null && until < from) throw fail(answerabilityErrors, 'answerability.ends_before_start')
  const known = await findDuty(ctx, id)
  if (known) {
    if (known.community_id !== spot.communityId || known.place_id !== spot.id || known.slot !== slot)
      throw fail(answerabilityErrors, 'answerability.on_duty_already')
    return { id }
  }
  const community = (await findArea(ctx, spot.communityId))!
  const hand = await handFor(ctx, community, who)
  const isThere = await whoIsThere(ctx, community, [hand])
  if (!spot.paths.some((path) => isThere(hand.id, path, true))) throw noRights()
  const others = (await repoDuties(ctx, community.id, from)).filter((row) => row.slot === slot && row.place_id === spot.id && row.hand_id === hand.id)
  if (others.some((row) => overlap({ from: row.from_day, until: row.until_day }, { from, until })))
    throw fail(answerabilityErrors, 'answerability.on_duty_already')
  await insertDuty(ctx, {
    community_id: community.id,
    id,
    area_path: spot.path,
    slot,
    at_kind: spot.at,
    place_id: spot.id,
    hand_id: hand.id,
    from_day: from,
    until_day: until,
    ordinal,
    most,
    version: 1,
    ended_at: null,
  })
  await settleCommunity(ctx, community.id)
  return { id }
}

async function dutyFor(ctx: Ctx, dutyId: string): Promise<DutyRow> {
  const duty = await lockDuty(ctx, dutyId)
  if (!duty || duty.ended_at !== null) throw notFound()
  ctx.must('answerability.plan', { path: duty.area_path })
  ctx.audit.communityId(duty.community_id)
  return duty
}

export const changeDuty: Answerability['changeDuty'] = async (ctx, { dutyId, version, until, ordinal, most }) => {
  const duty = await dutyFor(ctx, dutyId)
  if (duty.version !== version) throw fail(answerabilityErrors, 'answerability.changed_meanwhile')
  if (until !== null && until < duty.from_day) throw fail(answerabilityErrors, 'answerability.ends_before_start')
  const others = (await repoDuties(ctx, duty.community_id, duty.from_day)).filter(
    (row) => row.id !== duty.id && row.slot === duty.slot && row.place_id === duty.place_id && row.hand_id === duty.hand_id,
  )
  if (others.some((row) => overlap({ from: row.from_day, until: row.until_day }, { from: duty.from_day, until })))
    throw fail(answerabilityErrors, 'answerability.on_duty_already')
  await updateDuty(ctx, duty, { until_day: until, ordinal, most, version: version + 1 })
  await settleCommunity(ctx, duty.community_id)
  return { version: version + 1 }
}

export const endDuty: Answerability['endDuty'] = async (ctx, { dutyId }) => {
  const duty = await dutyFor(ctx, dutyId)
  await updateDuty(ctx, duty, { ended_at: ctx.now, version: duty.version + 1 })
  await settleCommunity(ctx, duty.community_id)
  return {}
}

export const setAbsent: Answerability['setAbsent'] = async (ctx, { id, handId, from, until, reason }) => {
  const hand = await findHand(ctx, handId)
  if (!hand) throw notFound()
  ctx.must('answerability.plan', { path: hand.area_path })
  ctx.audit.communityId(hand.community_id)
  if (until < from || until < localDay(ctx.now)) throw fail(answerabilityErrors, 'answerability.ends_before_start')
  if (startOfDay(until).getTime() - startOfDay(from).getTime() >= MOST_ABSENCE_DAYS * 86_400_000)
    throw fail(answerabilityErrors, 'answerability.absence_too_long')
  if ((await listAbsencesOf(ctx, handId, from, until)).length > 0) throw fail(answerabilityErrors, 'answerability.absent_already')
  await insertAbsence(ctx, {
    community_id: hand.community_id,
    id,
    area_path: hand.area_path,
    hand_id: handId,
    from_day: from,
    until_day: until,
    reason,
    set_by: official(ctx),
    ended_at: null,
  })
  await settleCommunity(ctx, hand.community_id)
  const own = (await seeingAll(ctx, () => listOpenHeld(ctx, [handId]))).filter((row) => row.hand_id === handId)
  const covered = own.filter((row) => row.cover_id !== null).length
  return { covered, uncovered: from <= localDay(ctx.now) ? own.length - covered : 0 }
}

export const endAbsence: Answerability['endAbsence'] = async (ctx, { absenceId }) => {
  const absence = await lockAbsence(ctx, absenceId)
  if (!absence || absence.ended_at !== null) throw notFound()
  ctx.must('answerability.plan', { path: absence.area_path })
  ctx.audit.communityId(absence.community_id)
  await updateAbsenceEnded(ctx, absence, ctx.now)
  await settleCommunity(ctx, absence.community_id)
  return {}
}
