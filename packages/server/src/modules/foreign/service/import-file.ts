import { type foreign, foreignErrors } from '@xiaomen/contract'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { figures } from '../figures.ts'
import { areaFor, giverFor, official } from '../place.ts'
import { type ReadFile, readForeignFile, type Remembered } from '../read-file.ts'
import * as repo from '../repo/giver.ts'
import { type Found, match, takeIn } from '../take-in.ts'
import { doorsFor, shownOf } from '../views.ts'

const SAMPLE = 50
const MOST_FAULTS = 500

export const importFile: Handlers<typeof foreign>['importFile'] = async (ctx, { id, giverId, areaId, columns, isPreview }) => {
  const area = await areaFor(ctx, 'foreign.take', areaId)
  const giver = await giverFor(ctx, giverId, area.path)
  const { keepDays, oldestDays } = figures()
  const remembered = giver.columns as Remembered
  const read = await readForeignFile(ctx.file!, { columns, remembered, now: ctx.now, oldestDays: oldestDays.value, method: giver.method })
  if (read.rows.length + read.faults.length === 0) throw fail(foreignErrors, 'foreign.file_empty')
  if (!isPreview && !read.isEnough) throw fail(foreignErrors, 'foreign.columns_missing')
  const place = { communityId: area.communityId ?? area.id, path: area.path }
  const isAgain = await repo.hasFile(ctx, place.communityId, read.digest)
  const found = await match(ctx, place, read.isEnough ? read.rows : [])
  const answer = await answerOf(ctx, read, found, { isAgain, path: area.path })
  // Pressed twice it is one.
  if (isPreview || (await repo.findFile(ctx, id)) !== undefined) return answer
  const learnt = Object.fromEntries(read.keys.flatMap((key, at) => (key === '' ? [] : [[key, read.columns[at] ?? null]])))
  // A community that uses its street's giver does not change what the street's columns mean.
  if (ctx.may('foreign.take', { path: giver.area_path })) await repo.updateColumns(ctx, giver, { ...remembered, ...learnt })
  await repo.insertFile(ctx, {
    community_id: place.communityId,
    id,
    area_path: place.path,
    giver_id: giver.id,
    digest: read.digest,
    taken_at: ctx.now,
    taken_by: official(ctx),
    rows: answer.rows,
    matched: answer.matched,
    known: answer.known,
    aside: answer.unmatched + answer.ambiguous,
    faults: read.faults.length,
    delete_on: addDays(localDay(ctx.now), keepDays.value),
  })
  await takeIn(ctx, { giver, fileId: id, place, by: official(ctx) }, found)
  return answer
}

async function answerOf(ctx: Ctx, read: ReadFile, found: readonly Found[], { isAgain, path }: { isAgain: boolean; path: string }) {
  const fresh = found.filter((one) => !one.isKnown)
  const shown = found.slice(0, SAMPLE)
  const doorOf = await doorsFor(
    ctx,
    shown.flatMap(({ person }) => person ?? []),
  )
  const aside = (problem: 'unmatched' | 'ambiguous') => fresh.filter((one) => one.person === null && one.problem === problem).length
  const matched = fresh.filter((one) => one.person !== null)
  return {
    headers: read.headers,
    columns: read.columns,
    isEnough: read.isEnough,
    rows: read.rows.length + read.faults.length,
    matched: matched.length,
    positives: matched.filter(({ read: { said } }) => said.result === 'positive').length,
    known: found.length - fresh.length,
    unmatched: aside('unmatched'),
    ambiguous: aside('ambiguous'),
    faults: read.isEnough ? read.faults.slice(0, MOST_FAULTS) : [],
    isAgain,
    sample: shown.map((one) => ({
      row: one.read.row,
      ...shownOf(ctx, one.read.said, one.person?.path ?? path),
      sampledAt: one.read.at.toISOString(),
      door: one.person === null ? null : doorOf(one.person),
      found: one.isKnown ? ('known' as const) : one.person === null ? one.problem : one.way,
    })),
  }
}
