import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'

export type ControlIds = { proposedControlId: string; controlId: string; changeId: string; appealId: string }

const evidence = { kind: 'investigationDecision', reference: '演练2', issuedBy: '演练' }

/** Somebody whom one proposed, and somebody whom two brought under control twice: of one case they appeal, of the other a change waits. */
export async function furnishControl(town: Town, path: string, { personId, underId }: { personId: string; underId: string }): Promise<ControlIds> {
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
  await town.drain()
  return { proposedControlId, controlId, changeId, appealId }
}
