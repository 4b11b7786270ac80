// Whoever is held for a fever or for where they come from needs somebody who goes there: a task of the community, made once however many reasons there are.
import type { Reason } from '@xiaomen/rules/gate'
import type { TaskKind } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { planTasks } from '../tasks/index.ts'
import { findHoldForUpdate } from './repo/holds.ts'
import type { HoldRow } from './tables.ts'

/** A fever is seen to first, and answered as one. */
const ERRANDS: readonly { reason: Reason; kind: TaskKind; title: string }[] = [
  { reason: 'fever', kind: 'fever', title: '门口有人发热，请社区医生去看' },
  { reason: 'from_risk_area', kind: 'whereFrom', title: '门口有风险地区来人，请核实' },
]
const URGENT = 3

/** Nothing where somebody has answered meanwhile. Heard twice, or once for each reason, it is the same task. */
export async function sendSomebody(ctx: Ctx, passageId: string): Promise<void> {
  const hold = await findHoldForUpdate(ctx, passageId)
  const errand = hold && ERRANDS.find((one) => hold.reasons.includes(one.reason))
  if (!errand || hold.resolved_at !== null) return
  const day = localDay(ctx.now)
  await planTasks(ctx, { source: 'gate', sourceId: passageId, communityId: hold.community_id }, [
    {
      ...subjectOf(hold),
      key: errand.kind,
      homeId: hold.home_id,
      path: hold.area_path,
      kind: errand.kind,
      title: errand.title,
      roles: ['gridWorker', 'communityAdmin'],
      accountId: null,
      obligationId: null,
      fromDay: day,
      dueOn: day,
      priority: URGENT,
    },
  ])
}

function subjectOf(hold: HoldRow) {
  if (hold.person_id !== null) return { subjectId: hold.person_id, subjectKind: 'person' as const }
  if (hold.home_id !== null) return { subjectId: hold.home_id, subjectKind: 'home' as const }
  return { subjectId: hold.passage_id, subjectKind: 'passage' as const }
}
