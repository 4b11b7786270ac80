// 五包一: the named carers of somebody under control, from the duty lists of the place, as long as the case lasts; and whose the work is.
import type { CarerSlot } from '@xiaomen/rules/answerability'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { carersOf, fillSlots, releaseSlots, relocateSlots, slotsOf } from '../answerability/index.ts'
import { planTasks } from '../tasks/index.ts'
import type { PersonCase } from './subject.ts'
import { trackFileOf } from './track-file.ts'

const KIND = 'controlCase'
const OPEN: readonly string[] = ['planned', 'active', 'extended', 'dueForRelease']
/** Whose the work at the door is, and whose the release. */
const DOOR: CarerSlot = 'gridWorker'
const OFFICE: CarerSlot = 'communityCadre'
const DOCTOR: CarerSlot = 'communityDoctor'

/** As many as the rules name, from the lists as far as they go; over, they are free for others. Done again it changes nothing. */
export async function settleCarers(ctx: Ctx, row: PersonCase): Promise<void> {
  if (!OPEN.includes(row.state)) {
    await releaseSlots(ctx, row.community_id, KIND, [row.id])
    return
  }
  const set = trackFileOf(row)?.carers ?? null
  // In a facility others look after them: carers are of a household.
  if (set === null || row.home_id === null) return
  const subject = {
    subjectKind: KIND,
    subjectId: row.id,
    communityId: row.community_id,
    homeId: row.home_id,
    path: row.area_path,
    personId: row.person_id,
  } as const
  await fillSlots(ctx, subject, slotsOf(set))
}

export async function moveCarers(ctx: Ctx, row: PersonCase): Promise<void> {
  if (row.home_id === null) await releaseSlots(ctx, row.community_id, KIND, [row.id])
  else await relocateSlots(ctx, { subjectKind: KIND, subjectId: row.id, communityId: row.community_id, homeId: row.home_id, path: row.area_path })
}

export type Hands = { door: string | null; office: string | null; doctor: string | null }
export const NOBODY: Hands = { door: null, office: null, doctor: null }
/** By case, the accounts of those whose work it is: whoever covers first. Null where nobody is named, or who is has no account. */
export async function handsOf(ctx: Ctx, caseIds: readonly string[]): Promise<Map<string, Hands>> {
  const carers = caseIds.length === 0 ? new Map() : await carersOf(ctx, KIND, caseIds)
  return new Map(
    caseIds.map((id) => {
      const of = carers.get(id) ?? []
      const account = (slot: CarerSlot): string | null => {
        const carer = of.find((one: { slot: CarerSlot }) => one.slot === slot)
        return (carer?.cover ?? carer?.hand)?.accountId ?? null
      }
      return [id, { door: account(DOOR), office: account(OFFICE), doctor: account(DOCTOR) }]
    }),
  )
}

/** 有症状: the doctor of the household hears of it at once, or the office where none is named. */
export async function planSymptoms(ctx: Ctx, row: PersonCase, factId: string): Promise<void> {
  const today = localDay(ctx.now)
  const { doctor } = (await handsOf(ctx, [row.id])).get(row.id) ?? NOBODY
  await planTasks(ctx, { source: 'control', sourceId: factId, communityId: row.community_id }, [
    {
      subjectId: row.person_id,
      subjectKind: 'person',
      homeId: row.home_id,
      path: row.area_path,
      key: 'symptoms',
      kind: 'errand',
      title: '管控人员有症状，请联系医生',
      roles: ['communityAdmin'],
      accountId: doctor,
      obligationId: null,
      fromDay: today,
      dueOn: today,
      priority: 3,
    },
  ])
}
