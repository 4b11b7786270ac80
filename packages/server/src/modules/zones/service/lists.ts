import { commonErrors, type zones } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { planAt, plansInForce } from '../../posture/index.ts'
import { findPerson } from '../../registry/index.ts'
import * as repo from '../repo/zone.ts'
import { nextIn, ruleView } from '../rule.ts'
import { hereViews, zoneViews } from '../views.ts'

type Zones = Handlers<typeof zones>
/** What is over stays in the list this long. */
const LISTED_MS = 60 * 86_400_000

/** An edition that another process saw approved is read before a zone drawn under it is shown. */
const readEditions = (ctx: Ctx) => plansInForce(ctx)

export const listKinds: Zones['listKinds'] = async (ctx, { areaId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('zones.read', area)
  const { zones, orderId } = await planAt(ctx, area.path)
  // Nothing is drawn without an order that it could rest on.
  if (orderId === null) return { kinds: [], standstill: null }
  return {
    kinds: zones.zones.map((file) => ({
      kind: file.kind,
      zh: file.zh,
      en: file.en,
      levels: file.shape.kind === 'units' ? file.shape.levels : (['building'] as const).slice(),
      metres: file.shape.kind === 'radius' ? file.shape.metres : null,
      rule: ruleView(file),
      quietDays: file.downgrade.quietDays,
      next: nextIn(zones, file),
    })),
    standstill:
      zones.standstill === null
        ? null
        : { mostHours: zones.standstill.mostHours.value, isDraft: zones.standstill.mostHours.isDraft, rules: zones.standstill.rules },
  }
}

export const listZones: Zones['listZones'] = async (ctx) => {
  const paths = ctx.paths('zones.read')
  await readEditions(ctx)
  return zoneViews(ctx, await repo.listZones(ctx, paths, new Date(ctx.now.getTime() - LISTED_MS)))
}

export const listHere: Zones['listHere'] = async (ctx) => {
  const paths = ctx.paths('zones.read')
  await readEditions(ctx)
  return hereViews(ctx, await repo.listTouching(ctx, paths))
}

export const listOwn: Zones['listOwn'] = async (ctx) => {
  const { personId } = ctx.self()
  const me = personId === null ? null : await findPerson(ctx, personId)
  if (me === null) return []
  await readEditions(ctx)
  // Of the neighbour's building somebody at home reads nothing: only what lies over them.
  return hereViews(ctx, await repo.listTouching(ctx, [me.path]))
}
