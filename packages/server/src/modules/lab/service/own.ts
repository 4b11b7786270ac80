// 我的核酸: the own tests, and whether one is asked to stay at home and be sampled again.
import type { lab } from '@xiaomen/contract'
import { isOpen } from '@xiaomen/rules/lab'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { findPerson } from '../../registry/index.ts'
import { keepDays, samplesOf } from '../../testing/index.ts'
import { listOfPerson } from '../repo/recall.ts'

const DAY_MS = 86_400_000
const NOTHING = { tests: [], recall: null }

export const listOwn: Handlers<typeof lab>['listOwn'] = async (ctx) => {
  const { personId } = ctx.self()
  const me = personId === null ? null : await findPerson(ctx, personId)
  if (me === null) return NOTHING
  ctx.audit.subjects([me.id])
  // The tube stands at a point, far from one's own door.
  const { samples, recalls } = await seeingAll(ctx, async () => ({
    samples: await samplesOf(ctx, me.communityId, me.id, new Date(ctx.now.getTime() - keepDays() * DAY_MS)),
    recalls: await listOfPerson(ctx, me.communityId, me.id),
  }))
  const recall = recalls.find((row) => isOpen(row.state)) ?? recalls.find((row) => row.holds)
  return {
    tests: samples.map(({ taken_at, size, tube_state }) => ({ day: localDay(taken_at), size: size as 1 | 5 | 10 | 20, end: endOf(tube_state, size) })),
    recall: recall === undefined ? null : { state: recall.state, since: recall.opened_at.toISOString() },
  }
}
/** A pool that is positive says nothing of one person yet. */
function endOf(state: string, size: number): 'waiting' | 'negative' | 'positive' | 'again' {
  if (state === 'negative') return 'negative'
  if (state === 'positive') return size === 1 ? 'positive' : 'again'
  return state === 'invalid' || state === 'lost' ? 'again' : 'waiting'
}
