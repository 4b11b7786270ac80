import { controlEvents, doorsEvents, postureEvents, registryEvents } from '@xiaomen/contract'
import { isBreach } from '@xiaomen/rules/seals'
import type { Ctx } from '../../platform/ctx.ts'
import { on } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { findArea } from '../areas/index.ts'
import { planTasks } from '../tasks/index.ts'
import { listOpenings } from './repo/beside.ts'
import { lockLive, lockLiveIn, lockSealOfSensor } from './repo/seal.ts'
import { insertPlain, mustComeOff, raise, settleSeals, tellChanged } from './settle.ts'
import type { SealRow } from './tables.ts'

const settleIn = async (ctx: Ctx, { communityId }: { communityId: string }): Promise<void> => settleSeals(ctx, await lockLiveIn(ctx, communityId))

async function opened(ctx: Ctx, seal: SealRow, at: Date): Promise<void> {
  const announced = (await listOpenings(ctx, [seal.id], at)).map(({ from_at, until_at }) => ({ from: from_at.getTime(), until: until_at.getTime() }))
  if (isBreach({ state: seal.state, mustComeOff: mustComeOff(seal) }, at.getTime(), announced)) await raise(ctx, seal, 'opened')
}

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(controlEvents.controlChanged, 'sealsFollowCase', settleIn),
  on(controlEvents.restrictionChanged, 'sealsFollowRestriction', settleIn),
  on(registryEvents.homesMerged, 'sealsHomesMerged', settleIn),
  on(registryEvents.homesUnmerged, 'sealsHomesUnmerged', settleIn),
  on(registryEvents.homeMoved, 'sealsHomeMoved', settleIn),
  on(postureEvents.changed, 'sealsFollowOrder', async (ctx, { areaId }) => {
    const area = await findArea(ctx, areaId)
    if (area) await settleSeals(ctx, await lockLive(ctx, [area.path]))
  }),
  on(doorsEvents.sensorTold, 'hearSensor', async (ctx, { communityId, toldId, sensorId, kind, at: said }) => {
    const seal = await lockSealOfSensor(ctx, sensorId)
    if (!seal) return
    const at = new Date(said)
    // A sensor may hang before the seal does, and be tried: that is recorded of nobody.
    if (seal.state === 'applied' && (kind === 'opened' || kind === 'closed') && (await insertPlain(ctx, seal, { id: toldId, kind, at })) && kind === 'opened')
      await opened(ctx, seal, at)
    if (kind === 'offline' && seal.state === 'applied' && !mustComeOff(seal)) await raise(ctx, seal, 'offline')
    if (kind === 'batteryLow') {
      const today = localDay(ctx.now)
      await planTasks(ctx, { source: 'seals', sourceId: sensorId, communityId }, [
        {
          subjectId: seal.home_id,
          subjectKind: 'home',
          key: 'battery',
          homeId: seal.home_id,
          path: seal.area_path,
          kind: 'errand',
          title: '门磁电量低，请换电池',
          roles: ['gridWorker'],
          accountId: null,
          obligationId: null,
          fromDay: today,
          dueOn: today,
          priority: 1,
        },
      ])
    }
    await tellChanged(ctx, seal)
  }),
]
