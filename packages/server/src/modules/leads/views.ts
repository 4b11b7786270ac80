// A lead as far as the reader of this request may see it.
import { masked } from '@xiaomen/rules/access'
import type { LeadSaid } from '@xiaomen/rules/leads'
import type { Ctx } from '../../platform/ctx.ts'
import { seeingAll } from '../../platform/scope.ts'
import { listAreas } from '../areas/index.ts'
import { openSaid } from './sealing.ts'
import type { LeadRow } from './tables.ts'

const SHOWN_OF_ADDRESS = 6
/** The address goes with doors, what happened with health: whoever sees neither is told that there is something. */
export function shownOf(ctx: Ctx, said: LeadSaid, path: string) {
  const sight = ctx.sight(path)
  const address =
    said.address === null || sight.door === 'full' ? said.address : sight.door === 'none' ? null : `${[...said.address].slice(0, SHOWN_OF_ADDRESS).join('')}…`
  return {
    name: masked('name', said.name, sight.name),
    phone: masked('phone', said.phone, sight.phone),
    document: masked('document', said.document, sight.document),
    address,
    said: sight.health === 'none' ? null : said.said,
  }
}
/** Names of desks are no secret: a community reads which centre sent something. */
export const deskNames = async (ctx: Ctx, ids: readonly (string | null)[]): Promise<(id: string) => { id: string; name: string }> => {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const names = new Map((wanted.length === 0 ? [] : await seeingAll(ctx, () => listAreas(ctx, wanted))).map((area) => [area.id, area.name]))
  return (id) => ({ id, name: names.get(id) ?? '—' })
}
export async function viewsOf(ctx: Ctx, rows: readonly LeadRow[]) {
  const deskOf = await deskNames(
    ctx,
    rows.flatMap((row) => [row.desk_id, row.offered_to, row.suggest_id, row.suggest_also]),
  )
  ctx.audit.subjects([...new Set(rows.flatMap((row) => row.person_id ?? []))])
  const isSender = (row: LeadRow) => ctx.may('leads.dispatch', { path: row.area_path })
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    priority: row.priority,
    way: row.way,
    ...shownOf(ctx, openSaid(ctx, 'lead', row), row.area_path),
    hasPhone: row.has_phone,
    desk: deskOf(row.desk_id),
    offeredTo: row.offered_to === null ? null : deskOf(row.offered_to),
    // Where else it might belong is for whoever sends it on.
    suggested: row.suggest_id === null || row.suggest_way === null || !isSender(row) ? null : { ...deskOf(row.suggest_id), way: row.suggest_way },
    also: row.suggest_also === null || !isSender(row) ? null : deskOf(row.suggest_also),
    doubt: isSender(row) ? row.suggest_doubt : null,
    receivedAt: row.received_at.toISOString(),
    dueAt: iso(row.due_at),
    sources: row.sources,
    returns: row.returns,
    tries: row.tries,
    callAt: iso(row.call_at),
    toldAt: iso(row.told_at),
    remindedAt: iso(row.reminded_at),
    outcome: row.outcome,
    closedAt: iso(row.closed_at),
  }))
}
