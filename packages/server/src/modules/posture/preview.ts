// What changes, said before it does: to whoever drafts an order and to each who signs it.
import { commonErrors, type posture, postureErrors } from '@xiaomen/contract'
import { comparePaths, contains } from '@xiaomen/rules/areas'
import { dailyChanges } from '@xiaomen/rules/daily'
import { gateChanges } from '@xiaomen/rules/gate'
import { type ComparedRules, ruleChanges } from '@xiaomen/rules/packs'
import type { Posture } from '@xiaomen/rules/posture'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { sometimesThere } from '../../platform/exists.ts'
import type { Handlers } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { areasUnder, findArea } from '../areas/index.ts'
import { countAt, shiftsOf } from './counters.ts'
import { findPack } from './packs.ts'
import { type Plan, plansUnder } from './plan.ts'
import * as repo from './repo.ts'
import type { PostureOrderRow } from './tables.ts'

type Wanted = Pick<PostureOrderRow, 'id' | 'area_path' | 'posture' | 'pack_id' | 'edition'>
const NOT_YET = ''

/** Of the order as it would hold, or null for its end; and where. */
async function wantedOf(
  ctx: Ctx,
  input: Parameters<Handlers<typeof posture>['previewOrder']>[1],
): Promise<{ areaId: string; path: string; wanted: Wanted | null; takenUp: string | null }> {
  if ('orderId' in input) {
    const order = await repo.findOrder(ctx, input.orderId)
    if (!order) throw fail(commonErrors, 'request.not_found')
    ctx.must('posture.read', { path: order.area_path })
    return {
      areaId: order.area_id,
      path: order.area_path,
      wanted: order.state === 'inForce' ? null : order,
      takenUp: order.state === 'ended' ? order.id : null,
    }
  }
  const area = await findArea(ctx, input.areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.read', area)
  if (!findPack(input.packId, input.edition)) throw fail(postureErrors, 'posture.unknown_pack')
  return {
    areaId: area.id,
    path: area.path,
    takenUp: null,
    wanted: { id: NOT_YET, area_path: area.path, posture: input.posture, pack_id: input.packId, edition: input.edition },
  }
}

/** As people meet them. In peace nobody is under control and no zone is drawn, whatever its pack could. */
function rulesOf({ posture, control, zones, status, clocks, checklist }: Plan): ComparedRules {
  const isPeace = posture === 'peace'
  return {
    tracks: isPeace ? [] : control.tracks,
    zones: isPeace ? [] : zones.zones,
    standstillHours: isPeace ? null : (zones.standstill?.mostHours.value ?? null),
    colours: status.kinds,
    clocks,
    items: checklist.groups.flatMap(({ items }) => items),
  }
}

const told = ({ posture, packId, edition }: Plan) => ({ posture, packId, edition })
const isThere = (exists: readonly Posture[], plan: Plan) => exists.includes(plan.posture)

export const previewOrder: Handlers<typeof posture>['previewOrder'] = async (ctx, input) => {
  const { areaId, path, wanted, takenUp } = await wantedOf(ctx, input)
  const orders = await repo.listInForce(ctx, localDay(ctx.now))
  // An order ends the one before it at its area.
  const others = orders.filter((order) => order.area_id !== areaId)
  const planned = [...others, ...(wanted === null ? [] : [wanted])].toSorted((one, other) => comparePaths(one.area_path, other.area_path))
  const planAfter = plansUnder(planned)
  const [before, after] = [plansUnder(orders)(path), planAfter(path)]
  const functions = [...sometimesThere()]
  const beneath = await areasUnder(ctx, path)
  const of = (level: string) => beneath.filter((area) => area.level === level).length
  const criteria = (plan: Plan) => (plan.posture === 'peace' ? null : plan.daily)
  return {
    before: told(before),
    after: told(after),
    begin: functions.filter(([, exists]) => isThere(exists, after) && !isThere(exists, before)).map(([name]) => name),
    cease: functions.filter(([, exists]) => isThere(exists, before) && !isThere(exists, after)).map(([name]) => name),
    gate: gateChanges(before.gate, after.gate),
    daily: dailyChanges(criteria(before), criteria(after)),
    covers: {
      communities: of('community'),
      compounds: of('compound'),
      buildings: of('building'),
      homes: beneath.find((area) => area.id === areaId)?.homes ?? 0,
      ownOrders: others.filter((order) => contains(path, order.area_path)).length,
    },
    rules: ruleChanges(rulesOf(before), rulesOf(after)),
    counts: await countAt(ctx, path),
    // How many people are isolated where is told to whoever drafts or signs, and to nobody else who may read orders.
    shifts: ctx.may('posture.approve', { path })
      ? await shiftsOf(ctx, { path, after: planAfter, ends: orders.filter((order) => order.area_id === areaId).map(({ id }) => id), takenUp })
      : { control: null, zones: null },
  }
}
