import type { Ctx } from '../../platform/ctx.ts'
import { currentPeople } from '../registry/index.ts'
import * as repo from './repo/infection.ts'

/**
 * A case belongs to whoever stands for its person today; worked out afresh, so that merges and their undoing may be heard in any order.
 * One person has one open case: a second one that comes over stays with the record that points on, and is shown under the same name.
 */
export async function followMerge(ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<void> {
  const cases = await repo.listCasesOf(ctx, communityId, personIds)
  const current = await currentPeople(
    ctx,
    cases.map((row) => row.first_person_id ?? row.person_id),
  )
  for (const row of cases) {
    const first = row.first_person_id ?? row.person_id
    const person = current.get(first) ?? first
    if (person === row.person_id) continue
    const isTaken = row.state !== 'closed' && person !== first && cases.some((one) => one !== row && one.person_id === person && one.state !== 'closed')
    const change = isTaken ? { person_id: first, first_person_id: null } : { person_id: person, first_person_id: person === first ? null : first }
    await repo.updateCase(ctx, row, change)
    Object.assign(row, change)
  }
}
