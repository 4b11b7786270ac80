// 确诊即纳管: the evidence and the second person of an infection case are those of its control, and what else the person was under ends with it.
import { decide } from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { withdrawAct } from '../approvals/index.ts'
import { planAt, tracksOf } from '../posture/index.ts'
import { findPerson } from '../registry/index.ts'
import { insertCase, lockOfInfection, lockOpenOfPerson, updateCase } from './repo/case.ts'
import type { Paper } from './sealing.ts'
import { OPENING_ACT } from './kinds.ts'
import { begin, proposal, trackFor } from './service/open.ts'
import { act, tellState } from './settle.ts'
import type { InfectionCaseRow } from './tables.ts'

type Hand = { id: string; unit: string }
type Evidence = Paper & { kind: string }

export async function takeUnderControl(ctx: Ctx, infection: InfectionCaseRow, evidence: Evidence, by: Hand): Promise<void> {
  const person = await findPerson(ctx, infection.person_id)
  if (!person) return
  const plan = await planAt(ctx, person.path)
  const track = trackFor(plan, 'infection')
  const today = localDay(ctx.now)
  const anchorDay = infection.found_on
  const command = { kind: 'open' as const, edition: plan.edition, track: track?.key ?? '', anchorDay, from: today }
  // Found long ago: there is nothing left to serve, and nobody to release.
  if (track === undefined || 'refused' in decide([], command, { today, trackOf: tracksOf(plan.packId) })) return
  for (const row of await lockOpenOfPerson(ctx, person.communityId, person.id)) {
    if (row.track === track.key) return
    if (row.state === 'proposed') {
      await withdrawAct(ctx, OPENING_ACT, row.id)
      await updateCase(ctx, row, { state: 'declined', version: row.version + 1 })
      await tellState(ctx, { ...row, state: 'declined' })
    } else await act(ctx, row, { kind: 'cancel', ground: 'becameInfection' }, { way: 'rule', by })
  }
  const reportedBy = { id: infection.reported_by, unit: infection.reported_unit }
  const wanted = { plan, id: uuidv7(), track: track.key, trigger: 'infection' as const, anchorDay, hasOwnSuite: true, guardian: null, evidence }
  const row = await proposal(ctx, person, { ...wanted, by: reportedBy, causedBy: null, infectionId: infection.id })
  if (await insertCase(ctx, row)) await begin(ctx, row, by)
}

/** The infection case is closed: one registered in error restricts nobody any more; otherwise its paper is one that the release may ask for. */
export async function afterInfection(
  ctx: Ctx,
  infection: InfectionCaseRow,
  ground: 'recovered' | 'registeredInError' | 'movedAway',
  evidence: Evidence,
  by: Hand,
): Promise<void> {
  for (const row of await lockOfInfection(ctx, infection.community_id, infection.id)) {
    if (row.state === 'proposed') continue
    if (ground === 'registeredInError') await act(ctx, row, { kind: 'cancel', ground: 'openedInError' }, { way: 'rule', by })
    else if (ground === 'recovered') {
      const { kind, reference, issuedBy } = evidence
      await act(ctx, row, { kind: 'paper', day: localDay(ctx.now), of: kind as 'clinicReport' }, { way: 'office', by, beside: { reference, issuedBy } })
    }
  }
}
