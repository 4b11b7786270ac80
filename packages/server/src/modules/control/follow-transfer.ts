// Who left: the ledger says it, the office decides what becomes of the case. Whom a case is offered to hears of it among what waits for them.
import { isEnded } from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { findArea } from '../areas/index.ts'
import { peopleByDocuments, type Person } from '../registry/index.ts'
import { cancelTasks, planTasks } from '../tasks/index.ts'
import { findTransfer, insertTransfer, voidTransfers } from './repo/transfer.ts'
import type { ControlCaseRow } from './tables.ts'

const COMES_TITLE = '有管控人员转入，待接收'
const LEFT_TITLE = '管控人员已搬离，请办理转出'

/** `person` lives in no home here any more. Where the same document lives now is where the case may go. */
export async function suggestTransfer(ctx: Ctx, row: ControlCaseRow, person: Person): Promise<void> {
  if (row.state === 'proposed' || isEnded(row.state as 'active')) return
  const found = person.document === null ? [] : ((await peopleByDocuments(ctx, '/', [person.document])).get(person.document) ?? [])
  const there = found.filter((one) => one.communityId !== row.community_id && one.homeId !== null)
  // Of two that it may be, the office knows which.
  const target = there.length === 1 ? await findArea(ctx, there[0]!.communityId) : null
  const id = uuidv7()
  const isNew = await insertTransfer(ctx, {
    community_id: row.community_id,
    id,
    case_id: row.id,
    area_path: row.area_path,
    to_community: target?.id ?? null,
    to_path: target?.path ?? null,
    state: 'suggested',
    sealed_words: null,
    offered_by: null,
    offered_unit: null,
    offered_at: ctx.now,
    answered_by: null,
    answered_unit: null,
    answered_at: null,
    sealed_answer: null,
    to_case: null,
  })
  if (isNew) await planOffice(ctx, { id, communityId: row.community_id, title: LEFT_TITLE })
}

/** Lives here again: nothing to hand over. */
export async function forgetSuggestion(ctx: Ctx, row: ControlCaseRow): Promise<void> {
  await cancelTasks(ctx, 'control', ...(await voidTransfers(ctx, row, ['suggested'])))
}

export async function tellTarget(ctx: Ctx, transferId: string): Promise<void> {
  const row = await findTransfer(ctx, transferId)
  if (row?.state !== 'offered' || row.to_community === null) return
  await cancelTasks(ctx, 'control', row.id)
  await planOffice(ctx, { id: row.id, communityId: row.to_community, title: COMES_TITLE })
}

async function planOffice(ctx: Ctx, { id, communityId, title }: { id: string; communityId: string; title: string }): Promise<void> {
  const community = await findArea(ctx, communityId)
  if (community === null) return
  const today = localDay(ctx.now)
  await planTasks(ctx, { source: 'control', sourceId: id, communityId }, [
    {
      subjectId: communityId,
      subjectKind: 'area',
      homeId: null,
      path: community.path,
      key: 'transfer',
      kind: 'errand',
      title,
      roles: ['communityAdmin'],
      accountId: null,
      obligationId: null,
      fromDay: today,
      dueOn: today,
      priority: 3,
    },
  ])
}
