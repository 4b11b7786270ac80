// What tasks does when others speak.
import { registryEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { listDutiesOf, removeDuty, updateDutyDone } from './repo/duty.ts'
import { cancelTasksOf } from './repo/task.ts'

export const reactions = [
  // One person written down twice was expected twice: from now on once. What was done for either was done.
  on(registryEvents.personMerged, 'expectOnce', async (ctx, { personId, otherId }) => {
    const kept = new Map((await listDutiesOf(ctx, personId)).map((duty) => [duty.obligation_id, duty]))
    for (const other of await listDutiesOf(ctx, otherId)) {
      const own = kept.get(other.obligation_id)
      if (own === undefined) continue
      if (own.done_at === null && other.done_at !== null && other.done_way !== null)
        await updateDutyDone(ctx, own, { at: other.done_at, way: other.done_way, by: other.done_by })
      await removeDuty(ctx, other)
      await cancelTasksOf(ctx, other.obligation_id, otherId)
    }
  }),
]
