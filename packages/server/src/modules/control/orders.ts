// 随令解除、随令恢复: where no order restricts anybody any more nobody stays under control, and what ended with an order is taken up again with it.
import { decide, type Fact } from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { type Services, worker } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { findArea } from '../areas/index.ts'
import { type OrderShift, plansInForce, tracksOf } from '../posture/index.ts'
import { factsByCase, writeMany } from './editions.ts'
import { countLiftedBy, groupOpen, type Key, lockLiftedBy, lockOpenBeneath } from './repo/order.ts'
import type { ControlCaseRow } from './tables.ts'
import { endBehind } from './settle.ts'
import { planTodayOfMany } from './work.ts'

const AT_ONCE = 200
type Told = { orderId: string; areaId: string }
type Kind = 'lift' | 'restore'

/** A part of the cases that this order's change ends or takes up again; null once there are no more. */
async function part(ctx: Ctx, { orderId, areaId }: Told, kind: Kind, after: Key | null): Promise<Key | null> {
  const area = await findArea(ctx, areaId)
  if (!area) return null
  const planOf = await plansInForce(ctx)
  const plan = planOf(area.path)
  if (kind === 'restore' && (plan.orderId !== orderId || plan.posture === 'peace')) return null
  const rows = await (kind === 'lift' ? lockOpenBeneath(ctx, area.path, after, AT_ONCE) : lockLiftedBy(ctx, orderId, area.path, after, AT_ONCE))
  const concerned = kind === 'lift' ? rows.filter((row) => planOf(row.area_path).posture === 'peace') : rows
  await write(ctx, concerned, { kind, order: orderId })
  const last = rows.at(-1)
  return last === undefined ? null : { communityId: last.community_id, id: last.id }
}

async function write(ctx: Ctx, rows: readonly ControlCaseRow[], command: { kind: Kind; order: string }): Promise<void> {
  const today = localDay(ctx.now)
  const facts = await factsByCase(ctx, rows)
  const added = rows.flatMap((row): { row: ControlCaseRow; facts: Fact[]; fact: Fact }[] => {
    const of = facts.get(row.id)!
    const decision = decide(of, command, { today, trackOf: tracksOf(row.pack_id) })
    return 'refused' in decision ? [] : [{ row, facts: of, fact: decision.facts[0]! }]
  })
  const after = await writeMany(ctx, added)
  if (command.kind === 'restore')
    return planTodayOfMany(
      ctx,
      after.map((row, index) => ({ row, facts: [...added[index]!.facts, added[index]!.fact] })),
    )
  for (const row of after) await endBehind(ctx, row)
}

async function followOrder({ asSystem, wakeRelay }: Pick<Services, 'asSystem' | 'wakeRelay'>, told: Told): Promise<void> {
  for (const kind of ['lift', 'restore'] as const) {
    let after: Key | null = null
    do {
      const cursor: Key | null = after
      after = await asSystem('control.followOrder', (ctx) => part(ctx, told, kind, cursor))
    } while (after !== null)
  }
  wakeRelay()
}
export const orderWorker = worker('control.followOrder', (services, { orderId, areaId }) => followOrder(services, { orderId: orderId!, areaId: areaId! }))

/** What an act on an order does to those under control, in numbers. */
export async function shiftOf(ctx: Ctx, { path, after, takenUp }: OrderShift) {
  const all = await groupOpen(ctx, path)
  const [groups, places] = [all.filter(({ isPlace }) => !isPlace), all.filter(({ isPlace }) => isPlace)]
  const restored = takenUp === null ? { people: 0, places: 0 } : await countLiftedBy(ctx, takenUp, path)
  const sum = (some: typeof groups) => some.reduce((total, { count }) => total + count, 0)
  const isLifted = ({ area_path }: (typeof groups)[number]) => after(area_path).posture === 'peace'
  const kept = groups.filter((group) => !isLifted(group)).map((group) => ({ group, plan: after(group.area_path) }))
  const isOther = ({ group, plan }: (typeof kept)[number]) => plan.packId !== group.pack_id
  const isGone = ({ group, plan }: (typeof kept)[number]) =>
    plan.packId === group.pack_id && plan.edition !== group.edition && !plan.control.tracks.some(({ key }) => key === group.track)
  return {
    measures: [...Map.groupBy(groups, ({ measure }) => measure)].map(([measure, of]) => ({ measure: measure as 'hospital' | null, count: sum(of) })),
    due: sum(groups.filter(({ state }) => state === 'dueForRelease')),
    lifted: sum(groups.filter(isLifted)),
    trackless: sum(kept.filter(isGone).map(({ group }) => group)),
    otherPack: sum(kept.filter(isOther).map(({ group }) => group)),
    restored: restored.people,
    places: { open: sum(places), lifted: sum(places.filter(isLifted)), restored: restored.places },
  }
}
