import { checklistsEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { findGatePlace } from '../gate/index.ts'
import { finishTasks, planTasks } from '../tasks/index.ts'
import { nameOfItem } from './lists.ts'
import { findFault } from './repo/faults.ts'

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  // 立行立改: somebody of the community sees to it, by its hour.
  on(checklistsEvents.faultFound, 'giveMending', async (ctx, { communityId, gateId, faultId }) => {
    const fault = await findFault(ctx, faultId)
    const gate = await findGatePlace(ctx, gateId)
    if (!fault || fault.mended_at !== null || !gate) return
    await planTasks(ctx, { source: 'checklists', sourceId: faultId, communityId }, [
      {
        subjectId: gateId,
        subjectKind: 'gate',
        key: 'mend',
        homeId: null,
        path: gate.path,
        kind: 'gateFault',
        title: `${gate.name}缺项：${nameOfItem(fault, fault.item).zh}`,
        roles: ['gridWorker', 'communityAdmin'],
        accountId: null,
        obligationId: null,
        fromDay: localDay(fault.opened_at),
        dueOn: localDay(fault.due_at),
        priority: 2,
      },
    ])
  }),
  on(checklistsEvents.faultMended, 'endMending', (ctx, { faultId }) => finishTasks(ctx, 'checklists', faultId, null)),
]
