import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'

export type ControlIds = {
  proposedControlId: string
  controlId: string
  changeId: string
  appealId: string
  runId: string
  proposedRunId: string
  runActId: string
}

const evidence = { kind: 'investigationDecision', reference: '演练2', issuedBy: '演练' }

/** Somebody whom one proposed, and somebody whom two brought under control twice: of one case they appeal, of the other a change waits. */
export async function furnishControl(
  town: Town,
  path: string,
  { personId, underId, areaId }: { personId: string; underId: string; areaId: string },
): Promise<ControlIds> {
  const { caller: first } = await hire(town, 'gridWorker', path)
  const { caller: second } = await hire(town, 'communityAdmin', path)
  const { caller: resident } = await hire(town, 'resident', path, { personId: underId })
  const open = async (whom: string, trigger: string): Promise<string> =>
    ok(
      await first.call('control.openCase', {
        id: uuidv7(),
        personId: whom,
        trigger,
        anchorDay: '2022-05-03',
        evidence,
        hasOwnSuite: true,
        guardian: null,
      }),
      'openCase',
    ).id
  const proposedControlId = await open(personId, 'contact')
  const [controlId, changingId] = [await open(underId, 'contact'), await open(underId, 'arrivalMedium')]
  for (const caseId of [controlId, changingId]) ok(await second.call('control.confirmOpening', { caseId }), 'confirmOpening')
  const [changeId, appealId] = [uuidv7(), uuidv7()]
  const change = { id: changeId, caseId: changingId, kind: 'lengthen', day: '2022-06-30', ground: 'clinicReport', evidence }
  ok(await first.call('control.proposeChange', change), 'proposeChange')
  ok(await resident.call('control.appealCase', { id: appealId, caseId: changingId, text: '我没有去过' }), 'appealCase')
  // Of the edition in force, so that it may be asked for; nobody's case is of another one.
  const look = async () =>
    ok(await second.call('control.previewEdition', { id: uuidv7(), areaId, packId: 'covid-19', edition: '2022-06-28' }), 'previewEdition').id
  const [runId, proposedRunId] = [await look(), await look()]
  await town.drain()
  const proposed = ok(await second.call('control.proposeEdition', { runId: proposedRunId }), 'proposeEdition')
  return { proposedControlId, controlId, changeId, appealId, runId, proposedRunId, runActId: proposed.waiting.id }
}
