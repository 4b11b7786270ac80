// 凭证补录: a test of elsewhere that no file told of, by the evidence somebody showed.
import { type occupations, occupationsErrors, occupationsEvents } from '@xiaomen/contract'
import { addDays } from '@xiaomen/rules/days'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { figures } from '../figures.ts'
import { notFound, official } from '../place.ts'
import { findStaff } from '../../registry/index.ts'
import * as repo from '../repo.ts'
import { openEvidence, sealEvidence } from '../sealing.ts'
import { keyWorkers } from '../workers.ts'

/** Older evidence makes nobody less late. */
const MOST_BACK_DAYS = 30

export const noteTest: Handlers<typeof occupations>['noteTest'] = async (ctx, { id, staffId, on, evidence }) => {
  const staff = await findStaff(ctx, staffId)
  if (!staff) throw notFound()
  ctx.must('occupations.note', staff)
  ctx.audit.communityId(staff.communityId)
  ctx.audit.subjects([staff.personId])
  const today = localDay(ctx.now)
  if (on > today || on < addDays(today, -MOST_BACK_DAYS)) throw fail(occupationsErrors, 'occupations.day_wrong')
  const dueOf = async () => (await keyWorkers(ctx, [staff.path])).find((one) => one.staffId === staff.id)?.due.on ?? null
  if ((await dueOf()) === null) throw fail(occupationsErrors, 'occupations.not_key')
  const row = {
    community_id: staff.communityId,
    id,
    area_path: staff.path,
    person_id: staff.personId,
    sampled_on: on,
    sealed_evidence: await sealEvidence(ctx, id, staff.path, evidence),
    noted_by: official(ctx),
    noted_at: ctx.now,
    delete_on: addDays(today, figures().keepDays.value),
  }
  if (await repo.insertTest(ctx, row)) await ctx.emit(occupationsEvents.noted, { communityId: staff.communityId })
  else {
    const known = await repo.findTest(ctx, id)
    if (!known || known.person_id !== staff.personId || known.sampled_on !== on || openEvidence(ctx, known) !== evidence)
      throw fail(occupationsErrors, 'occupations.other_bytes')
  }
  return { dueOn: await dueOf() }
}
