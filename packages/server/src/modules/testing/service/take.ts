// 扫人、扫管: one swab into one tube, written down whatever the phone knew; many tables share one commit.
import { commonErrors, type testing, testingErrors } from '@xiaomen/contract'
import { labelOf } from '@xiaomen/rules/testing'
import { STANDING } from '../../../platform/db.ts'
import { fail } from '../../../platform/error.ts'
import { type GroupCommit, groupCommit } from '../../../platform/group-commit.ts'
import type { Handlers, HotCtx, Services } from '../../../platform/module.ts'
import { planAt } from '../../posture/index.ts'
import { labelAt } from '../place.ts'
import { findPoint, findRow } from '../repo/campaign.ts'
import { commitSamples, type Taken, type Taking } from '../sample-batch.ts'
import type { PointRow } from '../tables.ts'

type Known = { point: PointRow; scope: string; hasBegun: boolean; until: number }
type Memory = { points: Map<string, Known>; group: GroupCommit<Taking, Taken> }
const memories = new WeakMap<Services, Memory>()
const MOST_POINTS = 20_000
/** So long a point that was moved, or an order that ended, goes unnoticed. */
const GOOD_FOR_MS = 60_000
const MOST_IN_GROUP = 200
const LEAST_IN_GROUP = 16

function memoryOf(services: Services): Memory {
  const known = memories.get(services)
  if (known) return known
  const made: Memory = {
    points: new Map(),
    group: groupCommit({
      services,
      name: 'testing.takeSample',
      most: MOST_IN_GROUP,
      least: LEAST_IN_GROUP,
      lanes: services.db.kind === 'postgres' ? STANDING : 1,
      run: commitSamples,
    }),
  }
  memories.set(services, made)
  return made
}

async function pointOf({ points }: Memory, services: Services, pointId: string): Promise<Known> {
  const known = points.get(pointId)
  if (known && performance.now() < known.until) return known
  const found = await services.asSystem('group.testing.findPoint', async (ctx) => {
    const point = await findPoint(ctx, pointId)
    const campaign = point && (await findRow(ctx, point.community_id, point.campaign_id))
    if (!point || !campaign) return null
    const hasBegun = campaign.state === 'running' || campaign.state === 'ended'
    return { point, scope: (await planAt(ctx, point.area_path)).orderId ?? 'peace', hasBegun }
  })
  if (found === null) throw fail(commonErrors, 'request.not_found')
  if (points.size >= MOST_POINTS) points.clear()
  // Before it has begun it may begin at any moment.
  const one = { ...found, until: found.hasBegun ? performance.now() + GOOD_FOR_MS : 0 }
  points.set(pointId, one)
  return one
}

export const takeSample: Handlers<typeof testing>['takeSample'] = async ({ services, actor, now, must }: HotCtx, input) => {
  const memory = memoryOf(services)
  const { point, scope, hasBegun } = await pointOf(memory, services, input.pointId)
  const role = must('testing.sample', { path: point.area_path })
  // What a phone took before the campaign ended comes in after it, too.
  if (!hasBegun) throw fail(testingErrors, 'testing.not_running')
  const tube = labelOf(labelAt(point, 'tube', input.tube))
  return memory.group.join({ input, tube, point, scope, now, actor, role })
}
