// 责任人 of households, cases and people in care: who looks after whom, where somebody is missing.
import type { answerability } from '@xiaomen/contract'
import type { CaredKind } from '@xiaomen/rules/answerability'
import type { Handlers } from '../../../platform/module.ts'
import { findHome } from '../../registry/index.ts'
import { caredViews } from '../cared.ts'
import { notFound } from '../hands.ts'
import { leftHands } from '../lists.ts'
import { fillSlots, releaseSlots } from '../offers.ts'
import { slotsOf } from '../pack.ts'
import { countGaps, cursorOf, listOpenOf, listSubjects } from '../repo/slot.ts'
import { areaFor } from './places.ts'

type Answerability = Handlers<typeof answerability>
const PAGE = 50

export const listCared: Answerability['listCared'] = async (ctx, { areaId, gapsOnly = false, after }) => {
  const area = await areaFor(ctx, 'answerability.read', areaId)
  const left = await leftHands(ctx, [area.path])
  const found = await listSubjects(ctx, { paths: [area.path], gapsOnly, left, after, limit: PAGE + 1 })
  const shown = found.slice(0, PAGE)
  const rows = []
  for (const [kind, own] of Map.groupBy(shown, (one) => one.subject_kind))
    rows.push(
      ...(await listOpenOf(
        ctx,
        kind,
        own.map((one) => one.subject_id),
      )),
    )
  const views = new Map((await caredViews(ctx, rows)).map((view) => [view.subjectId, view]))
  return {
    ...(await countGaps(ctx, [area.path], left)),
    rows: shown.flatMap((one) => views.get(one.subject_id) ?? []),
    next: found.length > PAGE ? cursorOf(shown.at(-1)!) : null,
  }
}

const HOME: CaredKind = 'home'
export const giveCarers: Answerability['giveCarers'] = async (ctx, { homeId, set }) => {
  const home = await findHome(ctx, homeId)
  if (!home || home.isRetired) throw notFound()
  ctx.must('answerability.assign', { path: home.path })
  ctx.audit.communityId(home.communityId)
  const subject = { subjectKind: HOME, subjectId: home.id, communityId: home.communityId, homeId: home.id, path: home.path, personId: null }
  return { carers: (await fillSlots(ctx, subject, slotsOf(set))).map(({ slot, gap }) => ({ slot, gap })) }
}

export const releaseCarers: Answerability['releaseCarers'] = async (ctx, { homeId }) => {
  const home = await findHome(ctx, homeId)
  if (!home) throw notFound()
  ctx.must('answerability.assign', { path: home.path })
  ctx.audit.communityId(home.communityId)
  return { released: await releaseSlots(ctx, home.communityId, HOME, [home.id]) }
}
