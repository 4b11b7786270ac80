import { controlEvents, gateEvents, postureEvents, registryEvents } from '@xiaomen/contract'
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
  // Cleared up before it was heard of, or heard of already: nothing is new.
  if (await facts.findFact(ctx, fact.kind, fact.id)) return
  await facts.insertFact(ctx, { ...fact, community_id: communityOf(area), area_id: area.id, area_path: area.path, ended_on: null, cleared_at: null })
  const today = localDay(ctx.now)
  // The report was true to what its head knew; with this it needs a new name.
  await reports.voidReport(ctx, area.id, today, { at: ctx.now, by: null, kind: 'contradicted', reason: null })
  await refreshChain(ctx, { areaId: area.id, path: area.path }, today, { chain })
  await withdrawPast(ctx, area.path, fact.from_day, today)
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
    const area = finding === 'leftUnseen' ? undefined : await lowestArea(ctx, areaPath)
    // Heard before the fever itself: left here as cleared, so that the fever does not stand when it comes.
    if (area) {
      await facts.insertFact(ctx, {
        community_id: communityOf(area),
        id: passageId,
        kind: 'fever_unresolved',
        area_id: area.id,
        area_path: area.path,
        since: ctx.now,
        from_day: localDay(ctx.now),
        ended_on: null,
        cleared_at: ctx.now,
      })
    }
  }),
  on(controlEvents.caseRegistered, 'caseRegistered', async (ctx, { caseId, areaPath, foundOn }) => {
    await addFact(ctx, await chainOf(ctx, areaPath), { id: caseId, kind: 'infection_case', since: startOfDay(foundOn), from_day: foundOn })
  }),
  on(controlEvents.caseClosed, 'caseClosed', async (ctx, { caseId, closedOn, ground }) => {
    const fact = await facts.findFact(ctx, 'infection_case', caseId)
    if (fact) await endFact(ctx, fact, ground === 'registeredInError' ? { cleared_at: ctx.now } : { ended_on: closedOn })
  }),
  on(postureEvents.changed, 'postureChanged', (ctx, { areaId }) => refreshAround(ctx, areaId)),
  on(registryEvents.ledgerImported, 'ledgerImported', (ctx, { communityId }) => refreshAround(ctx, communityId)),
  on(registryEvents.ledgerImportUndone, 'ledgerImportUndone', (ctx, { communityId }) => refreshAround(ctx, communityId)),
]
