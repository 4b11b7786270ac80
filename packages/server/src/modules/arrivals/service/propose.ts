// 提出管控: by the pack's rule, from the day of arrival. Nobody is restricted by it: another office confirms it, as every case.
import { type arrivals, arrivalsErrors } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { proposeControl } from '../../control/index.ts'
import { rulings } from '../ruling.ts'
import { lockedArrival, write } from '../step.ts'
import { viewOf } from '../views.ts'

export const proposeCase: Handlers<typeof arrivals>['proposeCase'] = async (ctx, { caseId, evidence, hasOwnSuite, guardian, ...one }) => {
  const row = await lockedArrival(ctx, 'arrivals.decide', one)
  if (row.state !== 'arrived' || row.closed_on !== null || row.arrived_on === null) throw fail(arrivalsErrors, 'arrivals.wrong_state')
  if (row.case_id !== null) throw fail(arrivalsErrors, 'arrivals.case_waits')
  if (row.person_id === null) throw fail(arrivalsErrors, 'arrivals.nobody_matched')
  const { trigger } = (await rulings(ctx))(row)
  if (trigger === null) throw fail(arrivalsErrors, 'arrivals.no_measure')
  await proposeControl(ctx, { id: caseId, personId: row.person_id, trigger, anchorDay: row.arrived_on, evidence, hasOwnSuite, guardian })
  return viewOf(ctx, await write(ctx, row, { what: 'proposed', change: { case_id: caseId } }))
}
