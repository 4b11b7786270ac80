// 他处检测: tests elsewhere of people here; a positive is seen to by the office, and whatever follows is opened by a hand.
import { type foreign, foreignErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { peopleByIds } from '../../registry/index.ts'
import { finishTasks } from '../../tasks/index.ts'
import { figures } from '../figures.ts'
import { areaFor, notFound, official } from '../place.ts'
import { giverNames } from '../repo/giver.ts'
import * as repo from '../repo/result.ts'
import { openRow } from '../sealing.ts'
import { doorsFor } from '../views.ts'

type Foreign = Handlers<typeof foreign>
const MOST = 300

export const listResults: Foreign['listResults'] = async (ctx, { areaId, only }) => {
  const area = await areaFor(ctx, 'foreign.see', areaId)
  const rows = await repo.listResults(ctx, area.path, only, MOST + 1)
  const shown = rows.slice(0, MOST)
  const people = await peopleByIds(ctx, [...new Set(shown.map((row) => row.person_id))])
  const doorOf = await doorsFor(
    ctx,
    shown.map((row) => ({ homeId: row.home_id })),
  )
  const givers = await giverNames(ctx, [...new Set(shown.map((row) => row.giver_id))])
  const names = await accountNames(ctx, [...new Set(shown.flatMap((row) => row.seen_to_by ?? []))])
  ctx.audit.subjects([...people.keys()])
  const { countsHours } = figures()
  return {
    isCut: rows.length > MOST,
    countsHours: countsHours.value,
    isDraft: countsHours.isDraft,
    rows: shown.map((row) => ({
      id: row.id,
      personId: people.get(row.person_id)?.id ?? row.person_id,
      name: masked('name', people.get(row.person_id)?.name ?? null, ctx.sight(row.area_path).name),
      door: doorOf({ homeId: row.home_id, path: row.area_path }),
      giver: { id: row.giver_id, name: givers.get(row.giver_id) ?? '—' },
      sampledAt: row.sampled_at.toISOString(),
      method: row.method,
      result: row.result,
      lab: openRow(ctx, 'foreign.result', row).lab,
      way: row.way,
      receivedAt: row.received_at.toISOString(),
      seenToAt: row.seen_to_at?.toISOString() ?? null,
      seenToBy: row.seen_to_by === null ? null : (names.get(row.seen_to_by) ?? '—'),
      maySeeTo: row.result === 'positive' && row.seen_to_at === null && ctx.may('foreign.see', { path: row.area_path }),
    })),
  }
}

export const seeTo: Foreign['seeTo'] = async (ctx, { resultId }) => {
  const row = await repo.lockResult(ctx, resultId)
  if (!row) throw notFound()
  ctx.must('foreign.see', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
  if (row.result !== 'positive') throw fail(foreignErrors, 'foreign.not_positive')
  if (row.seen_to_at !== null) return {}
  await repo.updateResult(ctx, row, { seen_to_at: ctx.now, seen_to_by: official(ctx) })
  await finishTasks(ctx, 'foreign', row.id, official(ctx))
  return {}
}
