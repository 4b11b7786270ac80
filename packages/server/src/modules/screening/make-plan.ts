// A plan from the ledger as it is now: counted, worked out, and every point run through.
import { type ScreeningPlan, screeningErrors } from '@xiaomen/contract'
import {
  advisePool,
  type ArrivalKind,
  type Figures,
  peakOf,
  planCommunity,
  type Pool,
  poolRulesOf,
  runOf,
  SCREENING_FIGURES,
  SCREENING_ZONES,
  totalsOf,
} from '@xiaomen/rules/screening'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay } from '../../platform/time.ts'
import type { Area } from '../areas/index.ts'
import { headsByCommunity } from '../registry/index.ts'
import { figures as readFigures, screeningFile } from './figures.ts'
import { runInTurns } from './run-in-turns.ts'

export type Plan = z.output<typeof ScreeningPlan>
export type AskedPlan = Plan['asked']

/** Whoever asks the same of the same ledger is answered the same. */
const SEED = 20_220_322
type Heads = { areaId: string; name: string; people: number; homes: number; homebound: number; special: number }
async function countHeads(ctx: Ctx, area: Area): Promise<Heads[]> {
  const { homeboundCare, specialCare } = screeningFile()
  const counted = await headsByCommunity(ctx, area, [homeboundCare.value, specialCare.value])
  return counted
    .map(({ communityId, inCare: [homebound = 0, special = 0], ...one }) => ({ ...one, areaId: communityId, homebound, special }))
    .toSorted((a, b) => b.people - a.people || a.name.localeCompare(b.name, 'zh'))
}

export async function makePlan(ctx: Ctx, area: Area, asked: AskedPlan): Promise<Plan> {
  const heads = await countHeads(ctx, area)
  if (heads.length === 0) throw fail(screeningErrors, 'screening.nobody')
  const figures = readFigures()
  const plan = await workOut(heads, asked, figures)
  return { ...plan, area: { id: area.id, name: area.name }, countedOn: localDay(ctx.now) }
}

async function workOut(heads: readonly Heads[], asked: AskedPlan, figures: Figures): Promise<Omit<Plan, 'area' | 'countedOn'>> {
  const file = screeningFile()
  const advice = advisePool(asked.positivity, poolRulesOf(figures))
  const pool: Pool = asked.pool === 'advised' ? (String(advice.size) as Pool) : asked.pool
  const plans = heads.map((one) => planCommunity(one, { ...asked, pool }, figures))
  const run = runOf(plans, { hours: asked.hours, kind: asked.arrivals satisfies ArrivalKind, weights: file.freeWeights.value, seed: SEED }, figures)
  const waits = await runInTurns(run)
  return {
    asked,
    pool,
    advice,
    totals: totalsOf(plans),
    run:
      waits.all.now.people === 0
        ? null
        : {
            waits: waits.all,
            windowHours: run.arrivals.windowS / 3600,
            curve: waits.curve,
            peak: peakOf(run, figures),
            isInTime: waits.all.now.lastServedS <= asked.hours * 3600,
          },
    isInGuide: asked.hours <= figures.finishHours,
    communities: plans.map((plan, at) => ({
      ...plan,
      areaId: heads[at]!.areaId,
      name: heads[at]!.name,
      waits: waits.communities[at]!,
      points: plan.points.map((point, one) => ({ ...point, waits: waits.points[at]![one]! })),
    })),
    figures: SCREENING_FIGURES.map((key) => ({ key, ...file.figures[key] })),
    zones: SCREENING_ZONES.map((zone) => {
      const { value, ...source } = file.zonePools[zone]
      return { zone, pools: value, ...source }
    }),
  }
}
