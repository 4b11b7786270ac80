// 定夺: which of two visits is right, and what of what was found goes into the ledger.
import { commonErrors, type sweeps, sweepsErrors, sweepsEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { HomeUse } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import { addResident, editResident, findHome, findPerson, moveResident, namesOf, setHomeUse } from '../../registry/index.ts'
import { doorsOfAll } from '../../tasks/index.ts'
import { openPayload, type Payload } from '../body.ts'
import { settle } from '../count-visits.ts'
import { readLedger } from '../propose.ts'
import { countProposed, listDifferenceRows, lockProposed, updateDecided } from '../repo/difference.ts'
import { findStop, lockStops, updateStop } from '../repo/stop.ts'
import { listVisits, listVisitsById } from '../repo/visit.ts'
import type { DifferenceRow } from '../tables.ts'
import { sweepFor } from '../views.ts'

type Sweeps = Handlers<typeof sweeps>

export const settleStop: Sweeps['settleStop'] = async (ctx, { sweepId, homeId, visitId }) => {
  const { sweep } = await sweepFor(ctx, 'sweeps.decide', sweepId)
  const [stop] = await lockStops(ctx, sweepId, [homeId])
  if (!stop) throw fail(commonErrors, 'request.not_found')
  ctx.must('sweeps.decide', { path: stop.area_path })
  const visits = await listVisits(ctx, sweep.community_id, sweepId, [homeId])
  const chosen = visits.find((visit) => visit.id === visitId)
  if (!stop.is_disputed || !chosen || (chosen.outcome !== 'done' && chosen.outcome !== 'vacant')) throw fail(sweepsErrors, 'sweeps.no_dispute')
  const decision = { decided_visit: visitId, decided_count: visits.length }
  await updateStop(ctx, stop, decision)
  const after = await settle(ctx, { ...stop, ...decision }, visits, await readLedger(ctx, [homeId]), null)
  await ctx.emit(sweepsEvents.changed, { communityId: sweep.community_id, sweepId })
  return { state: after.state }
}

export const listDifferences: Sweeps['listDifferences'] = async (ctx, { sweepId, state, kind, after, limit }) => {
  const { sweep, paths } = await sweepFor(ctx, 'sweeps.decide', sweepId)
  const rows = await listDifferenceRows(ctx, sweepId, { paths, state, kind, after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const doors = await doorsOfAll(ctx, shown)
  const names = await namesOf(
    ctx,
    shown.flatMap((row) => row.person_id ?? []),
  )
  const visits = new Map((await listVisitsById(ctx, sweep.community_id, [...new Set(shown.map((row) => row.visit_id))])).map((row) => [row.id, row]))
  const workers = await accountNames(ctx, [...new Set([...visits.values()].flatMap((row) => row.account_id ?? []))])
  ctx.audit.subjects([...names.keys()])
  const views = []
  for (const row of shown) {
    const payload = openPayload(ctx.crypto, row)
    const sight = ctx.sight(row.area_path)
    const stop = await findStop(ctx, sweepId, row.home_id)
    const by = visits.get(row.visit_id)?.account_id ?? null
    const name = payload?.name ?? (row.person_id === null ? undefined : names.get(row.person_id))
    const { place, door, floor } = doors.get(row)!
    views.push({
      id: row.id,
      homeId: row.home_id,
      page: stop?.page ?? 0,
      row: stop?.row_no ?? 0,
      place,
      door,
      floor,
      kind: row.kind,
      state: row.state,
      at: row.at.toISOString(),
      by: by === null ? null : (workers.get(by) ?? ''),
      name: masked('name', name ?? null, sight.name),
      phone: masked('phone', payload?.phone ?? null, sight.phone),
      document: masked('document', payload?.document?.number ?? null, sight.document),
      residency: payload?.kind ?? null,
      care: sight.care === 'full' ? (payload?.care ?? null) : null,
      use: row.home_use as HomeUse | null,
    })
  }
  return { differences: views, next: rows.length > limit ? shown.at(-1)!.id : null }
}

/** Written into the ledger one after the other in one transaction. */
const MOST_AT_ONCE = 500

export const decideDifferences: Sweeps['decideDifferences'] = async (ctx, { sweepId, ids, decision, evenIfKnown }) => {
  const { sweep, paths } = await sweepFor(ctx, 'sweeps.decide', sweepId)
  const rows = await lockProposed(ctx, sweepId, ids, MOST_AT_ONCE)
  for (const row of rows) ctx.must('sweeps.decide', { path: row.area_path })
  const refused: { id: string; code: string }[] = []
  const decided: string[] = []
  for (const row of rows) {
    const code = decision === 'accept' ? await accept(ctx, row, evenIfKnown) : null
    if (code === null) decided.push(row.id)
    else refused.push({ id: row.id, code })
  }
  const state = decision === 'accept' ? ('accepted' as const) : ('rejected' as const)
  await updateDecided(ctx, sweep.community_id, decided, { state, decided_by: ctx.actor.kind === 'account' ? ctx.actor.id : null, decided_at: ctx.now })
  if (decided.length > 0) await ctx.emit(sweepsEvents.changed, { communityId: sweep.community_id, sweepId })
  return { decided: decided.length, left: (await countProposed(ctx, [sweepId], paths)).get(sweepId) ?? 0, refused }
}

/** Through the ledger's own door, which refuses before it writes. @returns why it was refused */
async function accept(ctx: Ctx, row: DifferenceRow, evenIfKnown: boolean): Promise<string | null> {
  try {
    await write(ctx, row, openPayload(ctx.crypto, row) ?? {}, evenIfKnown)
    return null
  } catch (error) {
    // A fault of the database ends the transaction; a word of the ledger concerns this entry only.
    if (error instanceof AppError && error.status < 500) return error.code
    throw error
  }
}

async function write(ctx: Ctx, row: DifferenceRow, payload: Payload, evenIfKnown: boolean): Promise<void> {
  const home = await findHome(ctx, row.home_id)
  if (!home) throw fail(commonErrors, 'request.not_found')
  switch (row.kind) {
    case 'newcomer': {
      const { name = '', kind = 'tenant', phone, document, care = [] } = payload
      const typed = { ...(phone === undefined ? {} : { phone }), ...(document === undefined ? {} : { document }) }
      await addResident(ctx, { homeId: home.id, name, kind, care, from: localDay(row.at), evenIfKnown, ...typed })
      return
    }
    case 'leftHere':
      await moveResident(ctx, { residencyId: row.residency_id!, on: localDay(row.at), toHomeId: null })
      return
    case 'correctPerson': {
      const person = await findPerson(ctx, row.person_id!)
      if (!person) throw fail(commonErrors, 'request.not_found')
      const { phone, document, care } = payload
      const change = { ...(phone === undefined ? {} : { phone }), ...(document === undefined ? {} : { document }), ...(care === undefined ? {} : { care }) }
      await editResident(ctx, { personId: person.id, version: person.version, ...change })
      return
    }
    case 'homeUse':
      await setHomeUse(ctx, { homeId: home.id, use: row.home_use as HomeUse, version: home.version })
  }
}
