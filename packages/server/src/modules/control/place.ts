// Whose case, at which place, and by which hands.
import { commonErrors, controlErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { secondHand as otherHand } from '../approvals/index.ts'
import { type Area, findArea } from '../areas/index.ts'
import { findCase, lockCase } from './repo/case.ts'
import { ofPerson, ofPlace, type PersonCase, type PlaceCase } from './subject.ts'
import type { ControlCaseRow } from './tables.ts'

type Hand = { id: string; unit: string }
export const notFound = () => fail(commonErrors, 'request.not_found')

export function official(ctx: Ctx): Hand {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor
}

export const notAnother = (reason: string) => fail(controlErrors, 'control.same_unit', { reason })
/** What one person said takes a second one to agree to: nobody restricts, and nobody lifts a restriction, alone. */
export async function secondHand(ctx: Ctx, first: Hand): Promise<Hand> {
  await otherHand(ctx, first, notAnother)
  return official(ctx)
}

export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  return area
}

/** A case that the caller may do this with, and the audit row knows whose it is. */
export async function lockedCase(ctx: Ctx, permission: string, caseId: string): Promise<ControlCaseRow> {
  const row = await lockCase(ctx, caseId)
  if (!row) throw notFound()
  ctx.must(permission, { path: row.area_path })
  noted(ctx, row)
  return row
}
/** The same of a person, where nothing of it makes sense for a place. */
export const lockedPerson = async (ctx: Ctx, permission: string, caseId: string): Promise<PersonCase> => ofPerson(await lockedCase(ctx, permission, caseId))
export const lockedPlace = async (ctx: Ctx, permission: string, caseId: string): Promise<PlaceCase> => ofPlace(await lockedCase(ctx, permission, caseId))
export async function seenCase(ctx: Ctx, permission: string, caseId: string): Promise<ControlCaseRow> {
  const row = await findCase(ctx, caseId)
  if (!row) throw notFound()
  ctx.must(permission, { path: row.area_path })
  noted(ctx, row)
  return row
}
export function noted(ctx: Ctx, row: ControlCaseRow): void {
  ctx.audit.communityId(row.community_id)
  if (row.person_id !== null) ctx.audit.subjects([row.person_id])
}
