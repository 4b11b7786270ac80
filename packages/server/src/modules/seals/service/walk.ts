// At the door: told, put on, looked at, taken off. By a phone that may have been without network, once under the id it made.
import { type seals, sealsErrors } from '@xiaomen/contract'
import { afterAct, isLive, nextCheck, type CheckOutcome, type SealAct, type SealState } from '@xiaomen/rules/seals'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { isHomeUnderControl } from '../../control/index.ts'
import { usePhotos } from '../../photos/index.ts'
import { planAt } from '../../posture/index.ts'
import { finishTasks } from '../../tasks/index.ts'
import { accountOf, lockedSeal, sealNote } from '../place.ts'
import * as beside from '../repo/beside.ts'
import { updateSeal } from '../repo/seal.ts'
import { endSeal, planWork, raise, tellChanged } from '../settle.ts'
import type { FactRow, SealRow } from '../tables.ts'

type Seals = Handlers<typeof seals>
type Said = { id: string; sealId: string; at: string }
type Beside = { kind: Exclude<FactRow['kind'], 'withdrawn' | 'opened' | 'closed'>; outcome?: CheckOutcome; photoIds?: readonly string[]; note?: string | null }

/** Writes the fact down once. Null: the same was sent before. @throws 409 for other content under the same id */
async function once(ctx: Ctx, row: SealRow, said: Said, { kind, outcome, photoIds = [], note = null }: Beside): Promise<Date | null> {
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, said]))
    .digest()
  const known = await beside.findFact(ctx, row.community_id, said.id)
  if (known) {
    if (known.digest === null || !Buffer.from(known.digest).equals(digest)) throw fail(sealsErrors, 'seals.other_bytes')
    return null
  }
  // The phone's clock is data: what it did in the future was now.
  const at = new Date(Math.min(Date.parse(said.at), ctx.now.getTime()))
  const photos = [...new Set(photoIds)]
  await usePhotos(ctx, row.community_id, photos)
  await beside.insertFact(ctx, {
    community_id: row.community_id,
    id: said.id,
    seal_id: row.id,
    area_path: row.area_path,
    kind,
    at,
    received_at: ctx.now,
    account_id: accountOf(ctx),
    outcome: outcome ?? null,
    photo_ids: photos,
    sealed_note: await sealNote(ctx, 'seals.fact', said.id, row.area_path, note),
    digest,
  })
  return at
}
function stepped(row: SealRow, act: SealAct): SealState {
  const state = afterAct(row.state, act)
  if (state === null) throw fail(sealsErrors, 'seals.wrong_state')
  return state
}
const answer = (said: Said, isNew: boolean, state: SealState) => ({ id: said.id, isNew, state })

export const tellHousehold: Seals['tellHousehold'] = async (ctx, said) => {
  const row = await lockedSeal(ctx, 'seals.apply', said.sealId)
  if (!isLive(row.state)) throw fail(sealsErrors, 'seals.wrong_state')
  const at = await once(ctx, row, said, { kind: 'told' })
  if (at === null) return answer(said, false, row.state)
  const change = { told_at: row.told_at ?? at, told_way: said.way, agrees_to_sensor: said.agreesToSensor }
  await updateSeal(ctx, row, change)
  await planWork(ctx, { ...row, ...change })
  await tellChanged(ctx, row)
  return answer(said, true, row.state)
}

export const applySeal: Seals['applySeal'] = async (ctx, said) => {
  const row = await lockedSeal(ctx, 'seals.apply', said.sealId)
  if ((await beside.findFact(ctx, row.community_id, said.id)) === undefined) {
    // 严禁封堵: nothing but a home's own door, and nobody is ever shut in.
    if (!said.isOwnDoor || !said.opensFromInside || !said.leavesEscapeFree) throw fail(sealsErrors, 'seals.escape')
    if (said.photoIds.length === 0) throw fail(sealsErrors, 'seals.photo_missing')
    stepped(row, 'apply')
    if (row.told_at === null) throw fail(sealsErrors, 'seals.not_told')
    if ((await planAt(ctx, row.area_path)).control.seals.value === null) throw fail(sealsErrors, 'seals.not_allowed')
    if (!(await isHomeUnderControl(ctx, row.home_id))) throw fail(sealsErrors, 'seals.nobody_under_control')
  }
  const at = await once(ctx, row, said, { kind: 'applied', photoIds: said.photoIds, note: said.note })
  if (at === null) return answer(said, false, row.state)
  const change = { state: 'applied' as const, applied_at: at, next_check_at: new Date(nextCheck(at.getTime(), row.check_every_hours)) }
  await finishTasks(ctx, 'seals', row.id, accountOf(ctx))
  await updateSeal(ctx, row, change)
  await planWork(ctx, { ...row, ...change })
  await tellChanged(ctx, row)
  return answer(said, true, 'applied')
}

export const checkSeal: Seals['checkSeal'] = async (ctx, said) => {
  const row = await lockedSeal(ctx, 'seals.apply', said.sealId)
  const act = said.outcome === 'whole' ? 'check' : 'break'
  if ((await beside.findFact(ctx, row.community_id, said.id)) === undefined) stepped(row, act)
  const at = await once(ctx, row, said, { kind: 'checked', outcome: said.outcome, photoIds: said.photoIds, note: said.note })
  if (at === null) return answer(said, false, row.state)
  await finishTasks(ctx, 'seals', row.id, accountOf(ctx))
  if (said.outcome === 'broken') {
    await endSeal(ctx, row, 'broken')
    // A seal that has to come off anyway may be torn by the family it held.
    if (row.remove_by === null) await raise(ctx, row, 'broken')
    return answer(said, true, 'broken')
  }
  // One that comes in late never takes back a later look.
  const next = new Date(Math.max(nextCheck(at.getTime(), row.check_every_hours), row.next_check_at?.getTime() ?? 0))
  await updateSeal(ctx, row, { next_check_at: next })
  await planWork(ctx, { ...row, next_check_at: next })
  await tellChanged(ctx, row)
  return answer(said, true, 'applied')
}

export const removeSeal: Seals['removeSeal'] = async (ctx, said) => {
  const row = await lockedSeal(ctx, 'seals.apply', said.sealId)
  if ((await beside.findFact(ctx, row.community_id, said.id)) === undefined) stepped(row, 'remove')
  const at = await once(ctx, row, said, { kind: 'removed', photoIds: said.photoIds, note: said.note })
  if (at === null) return answer(said, false, row.state)
  await finishTasks(ctx, 'seals', row.id, accountOf(ctx))
  await endSeal(ctx, row, 'removed')
  return answer(said, true, 'removed')
}
