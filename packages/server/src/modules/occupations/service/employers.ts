// 用人单位: whose key workers are late, and each of them by name for those who may see it.
import type { occupations } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { enterprisesByIds, namesOf } from '../../registry/index.ts'
import { NOTHING_EXPECTED } from '@xiaomen/rules/tasks'
import { coverageAt } from '../../tasks/index.ts'
import { areaFor, enterpriseFor } from '../place.ts'
import * as repo from '../repo.ts'
import { countDue, keyWorkers, tableOf } from '../workers.ts'

type Occupations = Handlers<typeof occupations>
const MOST = 500

export const listEmployers: Occupations['listEmployers'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'occupations.read', areaId)
  const today = localDay(ctx.now)
  const table = await tableOf(ctx, area.path, today)
  const workers = await keyWorkers(ctx, [area.path])
  const of = [...Map.groupBy(workers, ({ enterpriseId }) => enterpriseId)].map(([enterpriseId, ones]) => ({ enterpriseId, ...countDue(ones) }))
  const sorted = of.toSorted((a, b) => b.overdue + b.never - (a.overdue + a.never) || b.today - a.today || a.enterpriseId.localeCompare(b.enterpriseId))
  const shown = sorted.slice(0, MOST)
  const enterprises = await enterprisesByIds(
    ctx,
    shown.map(({ enterpriseId }) => enterpriseId),
  )
  const rounds = await repo.listRoundsAt(ctx, area.path)
  const coverage = [
    ...(
      await coverageAt(
        ctx,
        rounds.map(({ id }) => id),
        [area.path],
      )
    ).values(),
  ]
  const sum = (key: 'expected' | 'done' | 'excused' | 'missing') => coverage.reduce((total, one) => total + one[key], NOTHING_EXPECTED[key])
  return {
    today,
    table:
      table === null
        ? null
        : {
            city: table.city,
            from: table.from,
            classes: table.classes.map(({ key, zh, en, occupations: kinds, days }) => ({
              key,
              zh,
              en,
              occupations: kinds,
              days: days.value,
              isDraft: days.isDraft,
              source: days.source,
            })),
          },
    employers: shown.flatMap((one) => {
      const enterprise = enterprises.get(one.enterpriseId)
      return enterprise ? [{ ...one, name: enterprise.name, trade: enterprise.trade }] : []
    }),
    isCut: sorted.length > MOST,
    totals: { employers: of.length, ...countDue(workers) },
    coverage: { expected: sum('expected'), done: sum('done'), excused: sum('excused'), missing: sum('missing') },
  }
}

export const getEmployer: Occupations['getEmployer'] = async (ctx, { enterpriseId }) => {
  const enterprise = await enterpriseFor(ctx, 'occupations.people', enterpriseId)
  const workers = (await keyWorkers(ctx, [enterprise.path])).filter((one) => one.enterpriseId === enterprise.id)
  // Who works at a place is known to those of the place, wherever in the community the person lives.
  const names = await seeingAll(ctx, () =>
    namesOf(
      ctx,
      workers.map(({ personId }) => personId),
    ),
  )
  ctx.audit.subjects(workers.map(({ personId }) => personId))
  const sight = ctx.sight(enterprise.path)
  const link = await repo.findLinkOf(ctx, enterprise.id)
  return {
    enterpriseId: enterprise.id,
    name: enterprise.name,
    trade: enterprise.trade,
    ...countDue(workers),
    workers: workers
      .toSorted((a, b) => a.due.on.localeCompare(b.due.on) || a.staffId.localeCompare(b.staffId))
      .map(({ staffId, personId, occupation, days, lastOn, due }) => ({
        staffId,
        personId,
        name: masked('name', names.get(personId) ?? null, sight.name),
        occupation,
        days,
        lastOn,
        dueOn: due.on,
        state: due.state,
      })),
    linkUntil: link !== undefined && link.until > ctx.now ? link.until.toISOString() : null,
    may: { note: ctx.may('occupations.note', enterprise), link: ctx.may('occupations.link', enterprise) },
  }
}
