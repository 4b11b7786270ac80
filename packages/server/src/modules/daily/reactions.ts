import { areasEvents, controlEvents, gateEvents, postureEvents, registryEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { on } from '../../platform/module.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { type Area, chainOf } from '../areas/index.ts'
import { findHome } from '../registry/index.ts'
import { refreshAround } from './days.ts'
import { communityOf, refreshChain, withdrawPast } from './engine.ts'
import * as facts from './repo/facts.ts'
import * as reports from './repo/reports.ts'
import type { FactRow } from './tables.ts'

/** The lowest area at a path: of a home its unit or building. A fact never says whose door. */
const lowestArea = async (ctx: Ctx, path: string): Promise<Area | undefined> => (await chainOf(ctx, path)).at(-1)

async function addFact(ctx: Ctx, chain: readonly Area[], fact: Pick<FactRow, 'id' | 'kind' | 'since' | 'from_day'>): Promise<void> {
  const area = chain.at(-1)
  if (!area) return
  const isNew = await facts.insertFact(ctx, {
    ...fact,
    community_id: communityOf(area),
    area_id: area.id,
    area_path: area.path,
    ended_on: null,
    cleared_at: null,
  })
  // Cleared up before it was heard of, or heard of already.
  if (!isNew) return
  const today = localDay(ctx.now)
  // The report was true to what its head knew; with this it needs a new name.
  await reports.voidReport(ctx, area.id, today, { at: ctx.now, by: null, kind: 'contradicted', reason: null })
  await refreshChain(ctx, { areaId: area.id, path: area.path }, today, { chain, isConfirmed: false })
  await withdrawPast(ctx, area.path, fact.from_day, today)
}

/** Events keep no order: an end may be heard before its beginning, which then finds it here. */
async function addEnded(ctx: Ctx, area: Area | undefined, fact: Omit<FactRow, 'community_id' | 'area_id' | 'area_path'>): Promise<void> {
  if (!area) return
  await facts.insertFact(ctx, { ...fact, community_id: communityOf(area), area_id: area.id, area_path: area.path })
  await refreshChain(ctx, { areaId: area.id, path: area.path }, localDay(ctx.now))
}

async function endFact(ctx: Ctx, fact: FactRow, end: { ended_on: string } | { cleared_at: Date }): Promise<void> {
  await facts.updateFactEnd(ctx, fact, end)
  await refreshChain(ctx, { areaId: fact.area_id, path: fact.area_path }, localDay(ctx.now))
}

export const reactions = [
  on(gateEvents.feverFound, 'feverFound', async (ctx, { passageId, areaPath, homeId, at }) => {
    const home = homeId === null ? null : await findHome(ctx, homeId)
    // Somebody without a home here counts against the place of the gate.
    const chain = home ? await chainOf(ctx, home.path) : []
    const since = new Date(at)
    await addFact(ctx, chain.length > 0 ? chain : await chainOf(ctx, areaPath), { id: passageId, kind: 'fever_unresolved', since, from_day: localDay(since) })
  }),
  on(gateEvents.holdResolved, 'holdResolved', async (ctx, { passageId, areaPath, finding }) => {
    const fact = await facts.findFact(ctx, 'fever_unresolved', passageId)
    if (fact) return endFact(ctx, fact, finding === 'leftUnseen' ? { ended_on: localDay(ctx.now) } : { cleared_at: ctx.now })
    // Heard before the fever itself, which may come late: left here with its end, so that it does not stand for ever when it comes.
    const day = localDay(ctx.now)
    const end = finding === 'leftUnseen' ? { ended_on: day, cleared_at: null } : { ended_on: null, cleared_at: ctx.now }
    await addEnded(ctx, await lowestArea(ctx, areaPath), { id: passageId, kind: 'fever_unresolved', since: ctx.now, from_day: day, ...end })
  }),
  on(controlEvents.caseRegistered, 'caseRegistered', async (ctx, { caseId, areaPath, foundOn }) => {
    await addFact(ctx, await chainOf(ctx, areaPath), { id: caseId, kind: 'infection_case', since: startOfDay(foundOn), from_day: foundOn })
  }),
  on(controlEvents.caseClosed, 'caseClosed', async (ctx, { caseId, areaPath, foundOn, closedOn, ground }) => {
    const fact = await facts.findFact(ctx, 'infection_case', caseId)
    if (fact) return endFact(ctx, fact, ground === 'registeredInError' ? { cleared_at: ctx.now } : { ended_on: closedOn })
    const end = ground === 'registeredInError' ? { ended_on: null, cleared_at: ctx.now } : { ended_on: closedOn, cleared_at: null }
    await addEnded(ctx, await lowestArea(ctx, areaPath), { id: caseId, kind: 'infection_case', since: startOfDay(foundOn), from_day: foundOn, ...end })
  }),
  on(postureEvents.changed, 'postureChanged', (ctx, { areaId }) => refreshAround(ctx, areaId)),
  // The tree is what is assessed: it follows at once, not with the next look of the clock.
  on(areasEvents.areaAdded, 'areaAdded', (ctx, { areaId }) => refreshAround(ctx, areaId)),
  on(areasEvents.areaRenamed, 'areaRenamed', (ctx, { areaId }) => refreshAround(ctx, areaId)),
  on(areasEvents.areaRemoved, 'areaRemoved', async (ctx, { fromId }) => {
    if (fromId !== null) await refreshAround(ctx, fromId)
  }),
  on(areasEvents.areaMoved, 'areaMoved', async (ctx, { areaId, fromId }) => {
    await refreshAround(ctx, areaId)
    if (fromId !== null) await refreshAround(ctx, fromId)
  }),
  on(areasEvents.overlayChanged, 'overlayChanged', async (ctx, { areaId }) => {
    if (areaId !== null) await refreshAround(ctx, areaId)
  }),
  on(registryEvents.ledgerImported, 'ledgerImported', (ctx, { communityId }) => refreshAround(ctx, communityId)),
  on(registryEvents.ledgerImportUndone, 'ledgerImportUndone', (ctx, { communityId }) => refreshAround(ctx, communityId)),
]
