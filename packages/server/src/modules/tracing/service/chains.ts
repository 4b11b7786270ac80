// 传播链、流行曲线与时效: what is drawn and counted of the cases.
import type { tracing } from '@xiaomen/contract'
import { chainsOf, curveOf, delaysOf, reproductionOf } from '@xiaomen/rules/tracing'
import type { Handlers } from '../../../platform/module.ts'
import { areaFor } from '../place.ts'
import * as exposures from '../repo/exposure.ts'
import * as repo from '../repo/traced.ts'
import { datesOf, edgeOf, nodeOf } from '../views.ts'

type Tracing = Handlers<typeof tracing>
/** More than anybody reads in one drawing: it is narrowed by days. */
const MOST_DRAWN = 5000

export const getChains: Tracing['getChains'] = async (ctx, { areaId, from, to, withContacts }) => {
  const area = await areaFor(ctx, 'tracing.read', areaId)
  const found = await repo.listCases(ctx, area.path, from, to, MOST_DRAWN + 1)
  const cases = found.slice(0, MOST_DRAWN)
  const ids = new Set(cases.map((row) => row.id))
  const all = await exposures.listFrom(ctx, [...ids])
  const others = withContacts ? [...new Set(all.map((one) => one.to_id).filter((id) => !ids.has(id)))] : []
  const contacts = await repo.listByIds(ctx, others.slice(0, Math.max(0, MOST_DRAWN - cases.length)))
  for (const row of contacts) ids.add(row.id)
  return {
    people: [...cases, ...contacts].map((row) => ({
      id: row.id,
      label: row.label,
      standing: row.standing,
      caseKind: row.case_kind,
      ...datesOf(row),
      isClosed: row.closed_on !== null,
    })),
    meetings: all.filter((one) => ids.has(one.to_id)).map((one) => ({ ...edgeOf(one), kind: one.kind })),
    isCut: found.length > MOST_DRAWN || contacts.length < others.length,
  }
}

export const getFigures: Tracing['getFigures'] = async (ctx, { areaId, by }) => {
  const area = await areaFor(ctx, 'tracing.read', areaId)
  const rows = await repo.listForFigures(ctx, area.path)
  const nodes = rows.map((row) => ({ ...nodeOf(row), caseKind: row.case_kind }))
  const infections = await exposures.listInfections(
    ctx,
    rows.map((row) => row.id),
  )
  const chains = chainsOf(
    nodes,
    infections.map((one) => edgeOf({ ...one, is_infection: true, is_active: true })),
  )
  const { lines, unknown } = curveOf(nodes, by)
  return {
    curve: lines,
    unknown,
    delays: delaysOf(new Map(nodes.map((node) => [node.id, node])), chains),
    generations: infections.length === 0 ? [] : reproductionOf(chains),
  }
}
